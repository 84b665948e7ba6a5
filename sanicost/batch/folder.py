"""A batch's folder: held by one batch at a time, free of what a killed one left behind."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sanicost.core.notices import of_system
from sanicost.writers.files import TEMPORARY, OutputRefused

LOCK = ".sanicost-lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make a folder where it is missing, keep other batches out of it, and sweep it.

    Raises OutputRefused where another batch is at work in it, or where it cannot be written. The
    lock is the operating system's and ends with this process, however that ends.
    """
    if (folder / LOCK).is_symlink():
        raise OutputRefused("batch-output-outside", LOCK)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("ab")
    except FileExistsError:
        raise OutputRefused("output-is-file", str(folder)) from None
    except OSError as error:
        raise OutputRefused("output-unwritable", str(folder), **of_system(error)) from None
    with file:
        try:
            _lock(file)
        except OSError:
            raise OutputRefused("batch-busy", str(folder)) from None
        _sweep(folder)
        try:
            yield
        finally:
            # A worker that was killed leaves one, too.
            _sweep(folder)


def _lock(file: IO[bytes]) -> None:
    """Lock a file for this process alone; raise OSError where another one has it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows alone has it

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - Windows has none

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sweep(folder: Path) -> None:
    """Remove the unfinished files and folders of batches that were killed."""
    begin, end = TEMPORARY
    for path in sorted(folder.rglob(f"{begin}*")):
        if path.is_symlink() or path.name == LOCK:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name.endswith(end):
            path.unlink(missing_ok=True)
