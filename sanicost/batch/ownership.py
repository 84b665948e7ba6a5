"""Whose the files of a batch's folder are: ours as we wrote them, ours but edited, or foreign."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from sanicost.batch.fingerprints import digest
from sanicost.batch.folder import LOCK
from sanicost.batch.jobs import Job
from sanicost.batch.journal import JOURNAL, Done, Journal
from sanicost.batch.sources import REPORTS
from sanicost.core.notices import Problem, Refused
from sanicost.core.outcome import Outcome


def refuse_foreign(jobs: Sequence[Job], folder: Path, journal: Journal) -> None:
    """Raise Refused where a name that is needed holds what no batch wrote, or a report an edit."""
    names = [name for name in REPORTS if not journal.is_begun(name)]
    ours = journal.outputs()
    for job in jobs:
        if not journal.is_begun(job.stem):
            names += sorted(job.claims - ours)
    taken = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
    problems = [Problem(code="batch-output-foreign", where=name) for name in taken]
    if taken and not ours and (folder / LOCK).exists():
        problems = [Problem(code="batch-journal-lost", where=JOURNAL, params={"count": len(taken)})]
    problems += [
        Problem(code="batch-report-edited", where=name)
        for name in REPORTS
        if _is_edited_report(folder / name, journal.report_sha256(name))
    ]
    if problems:
        raise Refused(problems)


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
    is_there = (folder / done.output).exists()
    return done if is_there and not is_as_written(done, folder) else None


def is_as_written(done: Done, folder: Path) -> bool:
    """Return whether an output is there just as it was written: not gone, no link, not edited."""
    path = folder / done.output
    try:
        return not path.is_symlink() and digest(path) == done.output_sha256
    except OSError:
        return False


def remove_former(done: Done | None, outcome: Outcome, folder: Path) -> bool:
    """Remove the output of an earlier run that goes by another name now; return whether it is gone.

    What was edited is nobody's to remove, and one that is open elsewhere may stay.
    """
    if not done or not done.output or not outcome.output or done.output == outcome.output:
        return False
    return _remove(done, folder)


def remove_refused(stems: Iterable[str], folder: Path, journal: Journal) -> int:
    """Remove the outputs of earlier runs whose rosters are refused now; return how many.

    A roster that just cannot be read, or not be written, says nothing against its output.
    """
    count = 0
    for stem in stems:
        done = journal.done(stem)
        if done and done.stays and done.fingerprint and _remove(done, folder):
            journal.forget_output(stem)
            count += 1
    return count


def staying(stems: Iterable[str], journal: Journal) -> list[str]:
    """Return the outputs of earlier runs that rosters still have which were not priced now."""
    found = (journal.done(stem) for stem in stems)
    return [done.output for done in found if done and done.stays]


def _remove(done: Done, folder: Path) -> bool:
    path = folder / done.output
    if not is_as_written(done, folder):
        return False
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError:
        return False
    return True
