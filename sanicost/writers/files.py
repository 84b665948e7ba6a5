"""Files appear whole or not at all, and nothing is overwritten without being asked."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sanicost.core.notices import Problem, of_system

TEMPORARY = (".sanicost-", ".tmp")
"""How the name of an unfinished file begins and ends; one that is left behind may be swept."""


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
    try:
        taken = path.is_symlink() or path.exists()
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None
    if taken and path.is_dir():
        raise OutputRefused("output-is-folder", path.name)
    if taken and not force:
        raise OutputRefused("output-exists", path.name)


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
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY[0], suffix=TEMPORARY[1])
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
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
