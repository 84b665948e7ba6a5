"""Folders appear whole or not at all; only an earlier pack of ours is ever replaced."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sanicost.core.notices import of_system
from sanicost.writers.files import OutputRefused

MANIFEST = "manifest.json"
SCHEMA = "sanicost.tender/1"
_MOST_MANIFEST_BYTES = 10_000_000


def refuse_folder(folder: Path, source: Path, *, force: bool) -> None:
    """Raise OutputRefused where a pack may not be written to this folder.

    Refused are a link, a folder that holds the file that is read, one that exists unless it may be
    replaced, one that holds anything but an earlier pack, and a pack somebody edited since.
    """
    try:
        if folder.is_symlink():
            raise OutputRefused("folder-is-link", str(folder))
        if source.resolve().is_relative_to(folder.resolve()):
            raise OutputRefused("folder-holds-input", str(folder), found=source.name)
        if folder.exists():
            _refuse_existing(folder, force=force)
    except OSError as error:
        raise OutputRefused("output-unwritable", str(folder), **of_system(error)) from None


def _refuse_existing(folder: Path, *, force: bool) -> None:
    """Raise OutputRefused unless a folder is an earlier pack and may be replaced."""
    if not force or not folder.is_dir():
        raise OutputRefused("folder-exists", str(folder))
    packed = _packed(folder)
    expected = packed.keys() | {MANIFEST}
    changed = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        within = any(name.startswith(f"{inside}/") for name in expected)
        ours = within if path.is_dir() and not path.is_symlink() else inside in expected
        if not ours:
            raise OutputRefused("folder-holds-others", str(folder), found=inside)
        if inside in packed and _digest(path) != packed[inside]:
            changed.append(inside)
    # An officer works on in the clauses, and what was edited stands nowhere else.
    if changed:
        raise OutputRefused("folder-file-changed", str(folder), found="、".join(changed))


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; nothing for what is no file and could be read for ever."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _packed(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that a folder's manifest lists, none without a manifest."""
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _MOST_MANIFEST_BYTES:
            return {}
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if manifest["schema"] != SCHEMA:
            return {}
        return {str(file["name"]): str(file["sha256"]) for file in manifest["files"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def write_folder(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write files under their names inside a folder that appears in one step.

    The folder must have passed `refuse_folder`. Raises OutputRefused where it cannot be written.
    """
    folder = folder.absolute()
    try:
        _replace(folder, files, force=force)
    except OSError as error:
        raise OutputRefused("output-unwritable", str(folder), **of_system(error)) from None


def _replace(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Fill a folder beside the final one, then swap them; nothing temporary survives."""
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".sanicost-"))
    try:
        new, old = temporary / "new", temporary / "old"
        _fill(new, files)
        try:
            if force and folder.exists():
                folder.rename(old)
            new.rename(folder)
        finally:
            # Whatever came between, the earlier pack is never lost.
            if old.exists() and not folder.exists():
                old.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of a new folder to the disk."""
    folder.mkdir()
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
