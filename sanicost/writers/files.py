"""Files and folders appear whole or not at all, and nothing is overwritten without being asked."""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sanicost.core.notices import Problem, of_system

TEMPORARY = (".sanicost-", ".tmp")
"""How the name of what is unfinished begins and ends; with the part that is made up between them,
one that is left behind is known, and may be swept."""
_RANDOM_BYTES = 8
_MOST_OF_PATH = 259 if os.name == "nt" else None
"""Characters of a whole path that Windows takes, its drive among them; None where no rule is."""


class OutputRefused(Exception):  # noqa: N818 - a message to the officer, with its code
    """A file cannot be written (exit code 4)."""

    def __init__(self, code: str, where: str, **params: str | int) -> None:
        super().__init__(f"{code}: {where}")
        self.problem = Problem(code=code, where=where, params=params)


def write_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file under its final name in one step.

    Raises OutputRefused where it exists and may not be overwritten, or cannot be written.
    """
    with whole_file(path, force=force) as file:
        file.write(data)


@contextmanager
def whole_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Give a file to write to, which gets its final name when it is complete, or never.

    Raises OutputRefused where it exists and may not be overwritten, or cannot be written.
    """
    refuse_existing(path, force=force)
    try:
        with _beside(path, force=force) as file:
            yield file
    except FileExistsError:
        raise OutputRefused("output-exists", path.name) from None
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise OutputRefused where the file exists and may not be overwritten."""
    refuse_unencodable(path.name)
    refuse_long(path, temporary_in(path.parent))
    try:
        taken = path.is_symlink() or path.exists()
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None
    if taken and path.is_dir():
        raise OutputRefused("output-is-folder", path.name)
    if taken and not force:
        raise OutputRefused("output-exists", path.name)


def refuse_unencodable(name: str) -> None:
    """Raise OutputRefused for a name that the system's encoding of file names cannot hold."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        found = sys.getfilesystemencoding()
        raise OutputRefused("output-name-unfit", name, found=found) from None


def refuse_long(*paths: Path, most: int | None = _MOST_OF_PATH) -> None:
    """Raise OutputRefused for the longest of some paths if it is longer than the system takes.

    `most` are the characters of a whole path, None for a system that sets no such limit.
    """
    longest = max((str(path.absolute()) for path in paths), key=len)
    if most is not None and len(longest) > most:
        raise OutputRefused("output-path-long", paths[0].name, found=len(longest), most=most)


def refuse_same(path: Path, source: Path) -> None:
    """Raise OutputRefused where the output is the file that is read."""
    try:
        same = path.exists() and path.samefile(source)
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None
    if same:
        raise OutputRefused("output-is-input", path.name)


@contextmanager
def _beside(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """Give a file beside the final place, then move it there; the temporary never survives."""
    temporary = temporary_in(path.parent)
    try:
        with temporary.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if force:
            temporary.replace(path)
        else:
            _move_without_overwriting(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def temporary_in(folder: Path) -> Path:
    """Return a name in a folder that nobody has: its random part is long enough for that."""
    return folder / os.urandom(_RANDOM_BYTES).hex().join(TEMPORARY)


def _move_without_overwriting(temporary: Path, path: Path) -> None:
    """Give the file its name only if nobody has taken it meanwhile."""
    if os.name == "nt":
        temporary.rename(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no hard links; then a last look must do.
        if path.exists():
            raise FileExistsError(path) from None
        temporary.replace(path)


_NEW = "new"
MANIFEST = "manifest.json"
SCHEMA = "sanicost.tender/1"
_MOST_MANIFEST_BYTES = 10_000_000


def refuse_folder(folder: Path, source: Path, *, force: bool) -> None:
    """Raise OutputRefused where a pack may not be written to this folder.

    Refused are a link, a folder that holds the file that is read, one that exists unless it may be
    replaced, one that holds anything but an earlier pack, and a pack somebody edited since.
    """
    refuse_unencodable(folder.name)
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


def is_whole_pack(folder: Path) -> bool:
    """Return whether a folder is a pack of ours, with nothing in it that the pack did not have."""
    if folder.is_symlink() or not (folder / MANIFEST).is_file():
        return False
    try:
        _refuse_existing(folder, force=True)
    except OutputRefused:
        return False
    return True


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
    unfinished = temporary_in(folder.parent) / _NEW
    for name in files:
        refuse_unencodable(name)
        refuse_long(folder / name, unfinished / name)
    try:
        _replace(folder, files, force=force)
    except OSError as error:
        raise OutputRefused("output-unwritable", str(folder), **of_system(error)) from None


def _replace(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Fill a folder beside the final one, then swap them; nothing temporary survives."""
    temporary = temporary_in(folder.parent)
    temporary.mkdir(0o700)
    try:
        new, old = temporary / _NEW, temporary / "old"
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
