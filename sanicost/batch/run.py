"""One run of a batch: what is still to be done is done, then the reports are written."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from sanicost.batch.copies import with_copies
from sanicost.batch.executors import Dispatch, crew_of
from sanicost.batch.folder import (
    LOCK,
    edited,
    held,
    is_as_written,
    missing,
    refuse_foreign,
    remove_former,
    remove_refused,
    staying,
)
from sanicost.batch.jobs import Job, Settings, digest, fingerprint
from sanicost.batch.journal import Done, Journal, is_there
from sanicost.batch.outcomes import failed
from sanicost.batch.sources import REPORTS
from sanicost.batch.worker import Record
from sanicost.core.batch_result import Outcome, Status
from sanicost.core.notices import Problem
from sanicost.writers.files import whole_file
from sanicost.writers.json_lines import to_line


def clear_reports(folder: Path, journal: Journal) -> None:
    """Remove the reports of an earlier run: beside new workbooks they would be wrong."""
    for name in REPORTS:
        if journal.is_begun(name):
            (folder / name).unlink(missing_ok=True)


def write_reports(folder: Path, stems: Sequence[str], journal: Journal) -> None:
    """Write results.jsonl, 汇总.xlsx and problems.xlsx, and put the journal in order."""
    from sanicost.writers.batch_reports import write_problems, write_summary  # noqa: PLC0415 - at the end only

    def outcomes() -> Iterator[Outcome]:
        return with_copies(journal.outcome(stem) for stem in stems)

    lines, summary, problems = (folder / name for name in REPORTS)
    for name in REPORTS:
        journal.begin(name)
    with whole_file(lines, force=True) as file:
        for outcome in outcomes():
            file.write(f"{to_line(outcome)}\n".encode())
    with whole_file(summary, force=True) as file:
        write_summary(file, outcomes)
    with whole_file(problems, force=True) as file:
        write_problems(file, outcomes)
    journal.put_in_order(stems, {name: digest(folder / name) for name in REPORTS})


Show: TypeAlias = Callable[[Outcome, bool], None]
"""Is told of each roster as it is finished, and whether it was done in an earlier run."""


@dataclass(frozen=True)
class ExecutionOptions:
    """How a batch is worked off; none of it changes what comes out."""

    jobs: int
    scheduler: str | None = None
    resume: bool = True
    fail_fast: bool = False


@dataclass
class Tally:
    """How many rosters came out how.

    `kept` were done in an earlier run; of those that are priced, `unfit` cannot be filed. Of the
    outputs of earlier runs, `replaced` counts those that go by another name now, `removed` those
    whose rosters are refused, `others` those of rosters that were not asked for; `staying` are
    those of rosters that were not priced this time; `missing` those that somebody took away while
    the batch ran: without them there are no reports. A batch is begun once it changed anything in
    its folder, and complete with its reports.
    """

    priced: int = 0
    failed: int = 0
    kept: int = 0
    unfit: int = 0
    replaced: int = 0
    removed: int = 0
    others: int = 0
    staying: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    is_begun: bool = False
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

    def __init__(
        self, jobs: Sequence[Job], settings: Settings, execution: ExecutionOptions, show: Show
    ) -> None:
        self._jobs = jobs
        self._settings = settings
        self._execution = execution
        self._show = show
        self.tally = Tally()

    def run(self) -> Tally:
        """Do what is still to be done, and write the reports; return how it went.

        Raises OutputRefused where the folder is in use or cannot be written, and Refused where it
        holds a file of somebody else's under a name that is needed.
        """
        folder = self._settings.folder
        if not is_there(folder / LOCK):
            # A folder in which no batch ever was is left as it is, without so much as a lock.
            check_folder(self._jobs, folder)
        with held(folder), closing(Journal(folder)) as journal:
            refuse_foreign(self._jobs, folder, journal)
            open_jobs = self._open_jobs(journal)
            if self._work(open_jobs, journal):
                stems = [job.stem for job in self._jobs]
                self._clear_away(stems, journal)
                if self._all_there(stems, journal):
                    write_reports(folder, stems, journal)
                    self.tally.is_complete = True
        return self.tally

    def _all_there(self, stems: Sequence[str], journal: Journal) -> bool:
        """Return whether every output is still there; where not, keep what is in the journal."""
        gone = missing(stems, self._settings.folder, journal)
        self.tally.missing = list(gone.values())
        if gone:
            journal.put_in_order([stem for stem in stems if stem not in gone], {})
        return not gone

    def _open_jobs(self, journal: Journal) -> Iterator[Job]:
        """Yield the jobs that are not done; the others are shown as they are met."""
        for job in self._jobs:
            if self._execution.resume and is_done(job, self._settings, journal):
                self._count(journal.outcome(job.stem), kept=True)
            elif done := edited(job, self._settings.folder, journal):
                self._refuse_edited(job, done, journal)
            else:
                yield job

    def _refuse_edited(self, job: Job, done: Done, journal: Journal) -> None:
        """Leave an output alone that somebody has changed; the roster counts as not priced."""
        problem = Problem(code="batch-output-edited", where=done.output)
        self._clear_reports(journal)
        outcome = failed(job, Status.UNWRITABLE, [problem])
        journal.finish(Record(stem=job.stem, fingerprint="", outcome=outcome), stays=done)
        self._count(outcome, kept=False)

    def _work(self, jobs: Iterator[Job], journal: Journal) -> bool:
        """Work off the jobs; return whether all are done with."""
        begun = self._begun(jobs, journal)
        with crew_of(self._execution.jobs, self._execution.scheduler) as crew:
            for record in Dispatch(crew, self._settings).run(begun):
                former = journal.done(record.stem)
                replaced = remove_former(former, record.outcome, self._settings.folder)
                self.tally.replaced += replaced
                journal.finish(record, stays=former)
                self._count(record.outcome, kept=False)
                if self._must_stop():
                    return False
        return not self._must_stop()

    def _clear_away(self, stems: Sequence[str], journal: Journal) -> None:
        """Remove former outputs of rosters that are refused now, and tell which others stay.

        Where no roster at all can be priced, an option is wrong rather than every roster.
        """
        if self.tally.priced:
            self.tally.removed = remove_refused(stems, self._settings.folder, journal)
        self.tally.staying = staying(stems, journal)
        self.tally.others = len(journal.others(stems))

    def _must_stop(self) -> bool:
        return self._execution.fail_fast and self.tally.failed > 0

    def _begun(self, jobs: Iterator[Job], journal: Journal) -> Iterator[Job]:
        """Yield the jobs, each noted before anything of it is written."""
        for job in jobs:
            self._clear_reports(journal)
            journal.begin(job.stem)
            yield job

    def _clear_reports(self, journal: Journal) -> None:
        """Remove the reports of an earlier run before the first roster comes out otherwise."""
        if not self.tally.is_begun:
            clear_reports(self._settings.folder, journal)
            self.tally.is_begun = True

    def _count(self, outcome: Outcome, *, kept: bool) -> None:
        self.tally.kept += kept
        self.tally.unfit += outcome.is_unfit
        if outcome.is_priced:
            self.tally.priced += 1
        else:
            self.tally.failed += 1
            if len(self.tally.problems) < MAX_SHOWN:
                self.tally.problems.append(outcome)
        self._show(outcome, kept)


def check_folder(jobs: Sequence[Job], folder: Path) -> None:
    """Raise Refused where a folder holds a file of somebody else's; nothing is written."""
    with closing(Journal(folder, read_only=True)) as journal:
        refuse_foreign(jobs, folder, journal)


def is_done(job: Job, settings: Settings, journal: Journal) -> bool:
    """Return whether a job is finished, and neither its inputs nor its output have changed."""
    done = journal.done(job.stem)
    if not done or not done.fingerprint or done.fingerprint != fingerprint(job, settings):
        return False
    return not done.output or is_as_written(done, settings.folder)
