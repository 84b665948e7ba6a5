"""A batch's folder: held by one batch at a time, and whose each of its files is."""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sanicost.batch.jobs import Job, digest
from sanicost.batch.journal import JOURNAL, Done, Journal, is_there
from sanicost.batch.sources import REPORTS
from sanicost.core.batch_result import Outcome
from sanicost.core.notices import Problem, Refused, of_system
from sanicost.writers.files import (
    TEMPORARY,
    OutputRefused,
    is_whole_pack,
    refuse_long,
    refuse_unencodable,
    temporary_in,
)

LOCK = ".sanicost-lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make a folder where it is missing, keep other batches out of it, and sweep it.

    Raises OutputRefused where another batch is at work in it, or where it cannot be written. The
    lock is the operating system's and ends with this process, however that ends.
    """
    for name in REPORTS:
        refuse_unencodable(name)
        refuse_long(folder / name)
    try:
        if (folder / LOCK).is_symlink():
            raise OutputRefused("batch-output-outside", LOCK)
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("ab")
    except FileExistsError:
        raise OutputRefused("output-is-file", str(folder)) from None
    except OSError as error:
        raise OutputRefused("output-unwritable", str(folder), **of_system(error)) from None
    with file, _alone(folder):
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


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Lock the folder itself, where the system can: a file in it may be deleted meanwhile.

    Windows deletes no file that is open.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise OutputRefused("output-unwritable", str(folder), **of_system(error)) from None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some file systems lock no folder; there the file alone must do.
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            os.close(number)
            raise OutputRefused("batch-busy", str(folder)) from None
    try:
        yield
    finally:
        os.close(number)


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
    """Remove the unfinished files and folders of batches that were killed, and nothing else.

    They are known by a name that only our own naming makes.
    """
    for path in sorted(folder.rglob(f"{TEMPORARY[0]}*{TEMPORARY[1]}")):
        if path.is_symlink() or not _TEMPORARY_NAME.fullmatch(path.name):
            continue
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


_TEMPORARY_NAME = re.compile("[0-9a-f]{16}".join(map(re.escape, TEMPORARY)))


def refuse_foreign(jobs: Sequence[Job], folder: Path, journal: Journal) -> None:
    """Raise Refused where a name that is needed holds what no batch wrote, or a report an edit."""
    names = [name for name in REPORTS if not journal.is_begun(name)]
    ours = journal.outputs()
    for job in jobs:
        if not journal.is_begun(job.stem):
            names += sorted(job.claims - ours)
    taken = [name for name in names if is_there(folder / name)]
    known = [name for name in REPORTS if name not in taken and is_there(folder / name)]
    taken += [name for name in known if not _is_plain(folder / name)]
    problems = [Problem(code="batch-output-foreign", where=name) for name in taken]
    if taken and not ours and is_there(folder / LOCK):
        problems = [Problem(code="batch-journal-lost", where=JOURNAL, params={"count": len(taken)})]
    problems += [
        Problem(code="batch-report-edited", where=name)
        for name in REPORTS
        if _is_edited_report(folder / name, journal.report_sha256(name))
    ]
    if problems:
        raise Refused(problems)


def _is_plain(path: Path) -> bool:
    """Return whether a file is a plain one: no folder, no pipe, and no link to one."""
    return path.is_file() and not path.is_symlink()


def _is_edited_report(path: Path, sha256: str) -> bool:
    """Return whether a report that was written whole is another one now."""
    try:
        return bool(sha256) and digest(path) != sha256
    except OSError:
        return False


def edited(job: Job, folder: Path, journal: Journal) -> Done | None:
    """Return what is known of an output that somebody has changed since, None where nobody has.

    What a killed run was about to write may be newer than the journal knows: it is ours.
    """
    done = journal.done(job.stem)
    if not done or not done.output or journal.is_begun(job.stem):
        return None
    stands = all(is_there(folder / name) for name in done.files)
    return done if stands and not is_as_written(done, folder) else None


def is_as_written(done: Done, folder: Path) -> bool:
    """Return whether an output is there just as it was written: not gone, no link, not edited.

    What lies behind a link to a folder elsewhere was never written by us.
    """
    return all(_is_same(folder / name, sha256, folder) for name, sha256 in done.files.items())


def _is_same(path: Path, sha256: str, folder: Path) -> bool:
    """Return whether a file of a batch's folder has the contents that it was written with."""
    try:
        is_inside = path.parent.resolve().is_relative_to(folder.resolve())
        is_whole = _is_plain(path) or is_whole_pack(path)
        return is_inside and is_whole and digest(path) == sha256
    except OSError:
        return False


def remove_former(done: Done | None, outcome: Outcome, folder: Path) -> bool:
    """Remove the output of an earlier run that goes by another name now; return whether it is gone.

    What was edited is nobody's to remove, and one that is open elsewhere may stay.
    """
    if not done or not outcome.files:
        return False
    former = {name: done.files[name] for name in done.files if name not in outcome.files}
    return _remove(former, folder)


def remove_refused(stems: Iterable[str], folder: Path, journal: Journal) -> int:
    """Remove the outputs of earlier runs whose rosters are refused now; return how many.

    A roster that just cannot be read, or not be written, says nothing against its output.
    """
    count = 0
    for stem in stems:
        done = journal.done(stem)
        if done and done.stays and done.fingerprint and _remove(done.files, folder):
            journal.forget_output(stem)
            count += 1
    return count


def staying(stems: Iterable[str], journal: Journal) -> list[str]:
    """Return the outputs of earlier runs that rosters still have which were not priced now."""
    found = (journal.done(stem) for stem in stems)
    return [done.output for done in found if done and done.stays]


def missing(stems: Iterable[str], folder: Path, journal: Journal) -> dict[str, str]:
    """Return the outputs that rosters should have and that are not there, by their jobs."""
    found = ((stem, journal.done(stem)) for stem in stems)
    return {
        stem: name
        for stem, done in found
        if done and not done.stays
        for name in done.files
        if not is_there(folder / name)
    }


def _remove(files: Mapping[str, str], folder: Path) -> bool:
    """Remove files as far as they are as they were written; return whether all are gone."""
    gone = [
        _move_away(folder / name)
        for name, sha256 in files.items()
        if _is_same(folder / name, sha256, folder)
    ]
    return bool(files) and len(gone) == len(files) and all(gone)


def _move_away(path: Path) -> bool:
    """Remove an output, be it a folder; return whether it is gone."""
    # Where somebody has a file of a pack open, Windows moves nothing, and nothing is lost of it.
    aside = temporary_in(path.parent)
    try:
        path.rename(aside)
    except OSError:
        return False
    shutil.rmtree(aside, ignore_errors=True) if aside.is_dir() else aside.unlink()
    return True
