"""Jobs → what came of them, in whatever order; a worker that dies loses none."""

from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, field

from sanicost.batch.crews import Crew
from sanicost.batch.jobs import Job, Settings
from sanicost.batch.work import Record, failed
from sanicost.core.notices import Problem
from sanicost.core.outcome import Status

LOOK_SECONDS = 5
MAX_DEATHS = 3
"""So often a worker may die at one roster before that roster is held to be the reason."""


@dataclass
class Dispatch:
    """Hands jobs to a crew, a few at a time, so that memory does not grow with their number.

    When a worker dies, every roster that was under way is suspect, and is done again alone: only
    the one that kills its worker then, too, can be the reason.
    """

    crew: Crew
    settings: Settings
    _under_way: "dict[Future[Record], Job]" = field(default_factory=dict)
    _suspects: deque[Job] = field(default_factory=deque)
    _deaths: Counter[str] = field(default_factory=Counter)

    def run(self, jobs: Iterator[Job]) -> Iterator[Record]:
        """Yield a record for each job."""
        while self._hand_out(jobs):
            done, _ = wait(self._under_way, LOOK_SECONDS, return_when=FIRST_COMPLETED)
            if any(isinstance(_error(future), self.crew.deaths) for future in done):
                # A pool is broken as a whole: what it still holds fails as well, or will at once.
                done, _ = wait(self._under_way)
                self.crew.look()
                self.crew.dismiss()
            if not done:
                self.crew.look()
            for future in done:
                yield from self._taken(self._under_way.pop(future), future)

    def _hand_out(self, jobs: Iterator[Job]) -> bool:
        """Fill the window, or give out one suspect alone; return whether anything is under way."""
        alone = any(self._deaths[job.stem] for job in self._under_way.values())
        if self._suspects or alone:
            if not self._under_way:
                self._submit(self._suspects.popleft())
            return True
        while len(self._under_way) < self.crew.window and (job := next(jobs, None)):
            self._submit(job)
        return bool(self._under_way)

    def _submit(self, job: Job) -> None:
        self._under_way[self.crew.submit(job, self.settings)] = job

    def _taken(self, job: Job, future: "Future[Record]") -> Iterator[Record]:
        """Yield what came of a job, nothing for one that will be done again."""
        error = _error(future)
        if error is None:
            yield future.result()
        elif not isinstance(error, self.crew.deaths):
            found = f"{type(error).__name__}: {error}"
            yield _failure(job, Problem(code="batch-internal-error", params={"found": found}))
        else:
            self._deaths[job.stem] += 1
            if self._deaths[job.stem] < MAX_DEATHS:
                self._suspects.append(job)
            else:
                params = {"found": MAX_DEATHS}
                yield _failure(job, Problem(code="batch-worker-died", params=params))


def _error(future: "Future[Record]") -> BaseException | None:
    """Return what a finished future ended with; a cluster may cancel one by itself."""
    return CancelledError() if future.cancelled() else future.exception()


def _failure(job: Job, problem: Problem) -> Record:
    outcome = failed(job, Status.FAILED, [problem])
    return Record(stem=job.stem, fingerprint="", outcome=outcome)
