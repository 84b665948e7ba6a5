"""Files appear whole or not at all, and nothing is overwritten without being asked."""

import os
import tempfile
from pathlib import Path

from sanicost.core.notices import Problem, of_system


class OutputRefused(Exception):  # noqa: N818 - a message to the officer, with its code
    """A file cannot be written (exit code 4)."""

    def __init__(self, code: str, where: str, **params: str | int) -> None:
        super().__init__(f"{code}: {where}")
        self.problem = Problem(code=code, where=where, params=params)


def write_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file under its final name in one step.

    Raises OutputRefused where it exists and may not be overwritten, or cannot be written.
    """
    refuse_existing(path, force=force)
    try:
        _replace(path, data, force=force)
    except FileExistsError:
        raise OutputRefused("output-exists", path.name) from None
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise OutputRefused where the file exists and may not be overwritten."""
    try:
        taken = path.is_symlink() or path.exists()
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None
    if taken and (not force or path.is_dir()):
        raise OutputRefused("output-exists", path.name)


def refuse_same(path: Path, source: Path) -> None:
    """Raise OutputRefused where the output is the file that is read."""
    try:
        same = path.exists() and path.samefile(source)
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None
    if same:
        raise OutputRefused("output-is-input", path.name)


def _replace(path: Path, data: bytes, *, force: bool) -> None:
    """Write beside the final place, then move there; the temporary never survives."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".sanicost-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp keeps others out; a filed workbook is to be read like any other file.
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        if force:
            temporary.replace(path)
        else:
            _move_without_overwriting(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


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
