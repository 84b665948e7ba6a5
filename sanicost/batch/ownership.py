"""Whose the files of a batch's folder are: ours as we wrote them, ours but edited, or foreign."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from sanicost.batch.fingerprints import digest
from sanicost.batch.jobs import Job
from sanicost.batch.journal import Done, Journal
from sanicost.batch.sources import REPORTS
from sanicost.core.notices import Problem, Refused
from sanicost.core.outcome import Outcome


def refuse_foreign(jobs: Sequence[Job], folder: Path, journal: Journal) -> None:
    """Raise Refused where a name that is needed holds anything that no batch wrote here."""
    names = [name for name in REPORTS if not journal.is_begun(name)]
    ours = journal.outputs()
    for job in jobs:
        if not journal.is_begun(job.stem):
            names += sorted(job.claims - ours)
    taken = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
    if taken:
        raise Refused([Problem(code="batch-output-foreign", where=name) for name in taken])


def is_edited(job: Job, folder: Path, journal: Journal) -> bool:
    """Return whether the output of an earlier run was changed by somebody since.

    What a killed run was about to write may be newer than the journal knows: it is ours.
    """
    done = journal.done(job.stem)
    if not done or not done.output or journal.is_begun(job.stem):
        return False
    path = folder / done.output
    return path.exists() and not is_as_written(done, folder)


def is_as_written(done: Done, folder: Path) -> bool:
    """Return whether an output is there just as it was written: not gone, no link, not edited."""
    path = folder / done.output
    try:
        return not path.is_symlink() and digest(path) == done.output_sha256
    except OSError:
        return False


def remove_former(done: Done | None, outcome: Outcome, folder: Path) -> bool:
    """Remove the output of an earlier run that a roster no longer has; return whether it is gone.

    It has none where it is refused, or another one where the name changed. A roster that cannot
    be read just now says nothing against its output, and what was edited is nobody's to remove.
    One that is open elsewhere may stay, too.
    """
    if not done or not done.output or done.output == outcome.output or not outcome.is_final:
        return False
    path = folder / done.output
    if not is_as_written(done, folder):
        return False
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError:
        return False
    return True
