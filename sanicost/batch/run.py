"""One run of a batch: what is still to be done is done, then the reports are written."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from sanicost.batch.crews import crew_of
from sanicost.batch.dispatch import Dispatch
from sanicost.batch.fingerprints import digest, fingerprint
from sanicost.batch.folder import held
from sanicost.batch.jobs import Job, Settings
from sanicost.batch.journal import Journal
from sanicost.batch.reports import clear_reports, write_reports
from sanicost.batch.sources import REPORTS
from sanicost.core.notices import Problem, Refused
from sanicost.core.outcome import Outcome

Show: TypeAlias = Callable[[Outcome, bool], None]
"""Is told of each roster as it is finished, and whether it was done in an earlier run."""


@dataclass(frozen=True, kw_only=True)
class Ways:
    """How a batch is worked off; none of it changes what comes out."""

    jobs: int
    scheduler: str | None = None
    resume: bool = True
    fail_fast: bool = False


@dataclass
class Tally:
    """How many rosters came out how. `is_complete` tells whether the reports were written.

    `others` of earlier runs, not asked for in this one, still have their outputs in the folder.
    """

    priced: int = 0
    failed: int = 0
    kept: int = 0
    others: int = 0
    is_complete: bool = False
    problems: list[Outcome] = field(default_factory=list)

    @property
    def finished(self) -> int:
        """How many rosters are done with."""
        return self.priced + self.failed


MAX_SHOWN = 20
"""So many failures are kept to be shown at the end; all of them stand in problems.xlsx."""


class Batch:
    """A batch in its folder."""

    def __init__(self, jobs: Sequence[Job], settings: Settings, ways: Ways, show: Show) -> None:
        self._jobs = jobs
        self._settings = settings
        self._ways = ways
        self._show = show
        self.tally = Tally()

    def run(self) -> Tally:
        """Do what is still to be done, and write the reports; return how it went.

        Raises OutputRefused where the folder is in use or cannot be written, and Refused where it
        holds a file of somebody else's under a name that is needed.
        """
        folder = self._settings.folder
        with held(folder), closing(Journal(folder)) as journal:
            self._refuse_foreign(journal)
            open_jobs = self._open_jobs(journal)
            if self._work(open_jobs, journal):
                stems = [job.stem for job in self._jobs]
                self.tally.others = len(journal.others(stems))
                write_reports(folder, stems, journal)
                self.tally.is_complete = True
        return self.tally

    def _refuse_foreign(self, journal: Journal) -> None:
        """Refuse to overwrite anything that no batch wrote here."""
        folder = self._settings.folder
        names = [name for name in REPORTS if not journal.is_begun(name)]
        for job in self._jobs:
            done = journal.done(job.stem)
            if not journal.is_begun(job.stem):
                names += sorted(job.claims - ({done.output} if done else set()))
        taken = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
        if taken:
            raise Refused([Problem(code="batch-output-foreign", where=name) for name in taken])

    def _open_jobs(self, journal: Journal) -> Iterator[Job]:
        """Yield the jobs that are not done; the others are shown as they are met."""
        for job in self._jobs:
            if self._ways.resume and is_done(job, self._settings, journal):
                outcome = journal.outcome(job.stem)
                self._count(outcome, kept=True)
            else:
                yield job

    def _work(self, jobs: Iterator[Job], journal: Journal) -> bool:
        """Work off the jobs; return whether all are done with."""
        begun = self._begun(jobs, journal)
        with crew_of(self._ways.jobs, self._ways.scheduler) as crew:
            for record in Dispatch(crew, self._settings).run(begun):
                self._remove_former(record.stem, record.outcome.output, journal)
                journal.finish(record)
                self._count(record.outcome, kept=False)
                if self._must_stop():
                    return False
        return not self._must_stop()

    def _must_stop(self) -> bool:
        return self._ways.fail_fast and self.tally.failed > 0

    def _begun(self, jobs: Iterator[Job], journal: Journal) -> Iterator[Job]:
        """Yield the jobs, each noted before anything of it is written."""
        for number, job in enumerate(jobs):
            if number == 0:
                clear_reports(self._settings.folder, journal)
            journal.begin(job.stem)
            yield job

    def _remove_former(self, stem: str, output: str, journal: Journal) -> None:
        """Remove the workbook of an earlier run that goes by another name now, or by none.

        One that is open elsewhere may stay; the roster is done again then.
        """
        done = journal.done(stem)
        if not done or not done.output or done.output == output:
            return
        path = self._settings.folder / done.output
        if _digest(path) == done.output_sha256:
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _count(self, outcome: Outcome, *, kept: bool) -> None:
        self.tally.kept += kept
        if outcome.is_priced:
            self.tally.priced += 1
        else:
            self.tally.failed += 1
            if len(self.tally.problems) < MAX_SHOWN:
                self.tally.problems.append(outcome)
        self._show(outcome, kept)


def is_done(job: Job, settings: Settings, journal: Journal) -> bool:
    """Return whether a job is finished, and neither its inputs nor its output have changed."""
    done = journal.done(job.stem)
    if not done or not done.fingerprint or done.fingerprint != fingerprint(job, settings):
        return False
    return not done.output or _digest(settings.folder / done.output) == done.output_sha256


def _digest(path: Path) -> str:
    """Return the hash of an output, nothing where it is gone or a link."""
    try:
        return "" if path.is_symlink() else digest(path)
    except OSError:
        return ""
