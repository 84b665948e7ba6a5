"""Who does the work: processes here or a Dask cluster; a worker that dies loses no job."""

import logging
import multiprocessing
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from sanicost.batch.jobs import Job, Settings
from sanicost.batch.outcomes import failed
from sanicost.batch.worker import Record, price_job, start
from sanicost.core.batch_result import Status
from sanicost.core.notices import Problem, Refused

Made = TypeVar("Made")

_AHEAD = 2
"""So many rosters wait for each worker: it never idles, and few results are in the air."""
_CONNECT_SECONDS = 10
_ABSENT_SECONDS = 30
"""So long a cluster may be without workers, or out of reach, before a batch gives it up."""


@dataclass
class Crew:
    """Workers, how many rosters to give them at once, and what tells that one of them died.

    `look` is for when nothing comes back: it raises Refused where nothing ever will.
    """

    window: int
    deaths: tuple[type[BaseException], ...]
    engage: Callable[[], Executor]
    release: Callable[[Executor], None]
    look: Callable[[], None] = lambda: None
    _executor: Executor | None = field(default=None, repr=False)

    def submit(self, job: Job, settings: Settings) -> "Future[Record]":
        """Give a job to a worker."""
        return self.call(price_job, job, settings)

    def call(self, function: Callable[..., Made], *given: object) -> "Future[Made]":
        """Let a worker call a function; where the last crew has died while idle, one of a new."""
        try:
            return self._call(function, *given)
        except self.deaths:
            self.dismiss()
            return self._call(function, *given)

    def _call(self, function: Callable[..., Made], *given: object) -> "Future[Made]":
        if self._executor is None:
            with _undisturbed():
                self._executor = self.engage()
        # Anew: engaging starts the minder of shared things, and Python lets Ctrl-C through then.
        with _undisturbed():
            return self._executor.submit(function, *given)

    def dismiss(self) -> None:
        """Let the workers go once they have ended what they are at; the next job engages others."""
        if self._executor is not None:
            self.release(self._executor)
            self._executor = None


@contextmanager
def local_crew(jobs: int) -> Iterator[Crew]:
    """Give a crew of processes on this machine.

    They are started afresh rather than forked: alike on every system, and free of what this
    process has open.
    """

    def engage() -> Executor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=start)

    crew = Crew(
        window=_AHEAD * jobs,
        deaths=(BrokenExecutor,),
        engage=engage,
        release=lambda executor: executor.shutdown(cancel_futures=True),
    )
    try:
        yield crew
    finally:
        crew.dismiss()


@contextmanager
def cluster_crew(address: str) -> Iterator[Crew]:
    """Give a crew of all workers of a Dask cluster, which see the same folders under one name.

    Raises Refused where dask.distributed is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - only a cluster needs it
    except ImportError:
        raise _unreachable(address, "pip install sanicost[cluster]") from None
    try:
        client: Cluster = Client(address, timeout=_CONNECT_SECONDS)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise _unreachable(address, str(error)) from None
    # What becomes of the cluster is said in our own words; the library's loggers, each with a level
    # of its own, would put theirs between them.
    logging.disable(logging.CRITICAL)
    minder = _Minder(client, address)

    def release(executor: Executor) -> None:
        # A client that has lost its scheduler has nobody to tell.
        if client.status == "running":
            executor.shutdown(wait=False)

    with client:
        crew = Crew(
            window=max(1, _AHEAD * _threads(client)),
            deaths=(BrokenExecutor, KilledWorker, CancelledError),
            engage=lambda: client.get_executor(pure=False),
            release=release,
            look=minder.look,
        )
        try:
            yield crew
        finally:
            crew.dismiss()


def crew_of(jobs: int, scheduler: str | None) -> AbstractContextManager[Crew]:
    """Give the crew that the command line asks for."""
    return cluster_crew(scheduler) if scheduler else local_crew(jobs)


class Cluster(AbstractContextManager["Cluster"], Protocol):
    """What we use of a Dask client, whose own methods say nothing of their types."""

    status: str

    def nthreads(self) -> Mapping[str, int]:
        """Return how many rosters each worker takes at once."""

    def get_executor(self, *, pure: bool) -> Executor:
        """Return the cluster as an executor."""


@dataclass
class _Minder:
    """Looks after a cluster from which nothing has come back for a while."""

    client: Cluster
    address: str
    _absent_since: float | None = None

    def look(self) -> None:
        """Raise Refused where the scheduler is gone, or nobody has worked for some time."""
        now = time.monotonic()
        if self.client.status == "closed":
            raise _lost(self.address)
        if self._is_there():
            self._absent_since = None
        elif self._absent_since is None:
            self._absent_since = now
        elif now - self._absent_since > _ABSENT_SECONDS:
            raise _lost(self.address)

    def _is_there(self) -> bool:
        with suppress(OSError):
            return self.client.status == "running" and _threads(self.client) > 0
        return False


def _threads(client: Cluster) -> int:
    """Return how many rosters a cluster works on at once."""
    return sum(client.nthreads().values())


def _unreachable(address: str, found: str) -> Refused:
    problem = Problem(code="batch-scheduler-unreachable", where=address, params={"found": found})
    return Refused([problem])


def _lost(address: str) -> Refused:
    problem = Problem(code="batch-cluster-lost", where=address, params={"found": _ABSENT_SECONDS})
    return Refused([problem])


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C, the end of the terminal and of a time limit back while workers may be started.

    They are sent to every process of a terminal. For a worker, and for the process that minds what
    workers share, they stay held back: from its first moment on it leaves them to this process.
    """
    if sys.platform == "win32":
        yield
        return
    ends = {signal.SIGINT, signal.SIGHUP, signal.SIGTERM}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
