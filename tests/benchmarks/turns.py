"""Runs of two commands taken in turn, and what is printed of them."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

Command = Callable[[], list[str]]
"""Gives the command line of the next run; it may clear away what the last one left."""


@dataclass(frozen=True)
class Goal:
    """One promised ratio: what was measured, in seconds, and how far it may go."""

    name: str
    ours: Sequence[float]
    theirs: Sequence[float]
    most: float

    @property
    def ratio(self) -> float:
        """The median of the ratios of runs that stood side by side."""
        pairs = zip(self.ours, self.theirs, strict=True)
        return statistics.median(ours / theirs for ours, theirs in pairs)

    @property
    def is_met(self) -> bool:
        """Whether the promise holds."""
        return self.ratio <= self.most

    def __str__(self) -> str:
        ours, theirs = (statistics.median(times) * 1000 for times in (self.ours, self.theirs))
        verdict = "met" if self.is_met else "MISSED"
        times = f"{ours:8.1f} ms against {theirs:8.1f} ms"
        return f"{self.name:52} {times}  ratio {self.ratio:6.3f} <= {self.most:g}: {verdict}"


def in_turn(ours: Command, theirs: Command, pairs: int) -> tuple[list[float], list[float]]:
    """Return the seconds of `pairs` runs of each command, A B A B, after one run to warm up."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(pairs + 1):
        for found, command in zip(times, (ours, theirs), strict=True):
            took = timed(command())
            if number:
                found.append(took.seconds)
    return times


class Timed(NamedTuple):
    """What a process took: seconds by the clock and of a processor, and its largest memory."""

    seconds: float
    processor_seconds: float
    mebibytes: float


def timed(command: list[str]) -> Timed:
    """Return what a process takes; leave with its message where it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} failed: {said.decode()}")
    return Timed(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def without(path: Path, command: list[str]) -> Command:
    """Return a command that finds its output, a file or a folder, absent at each run."""

    def next_run() -> list[str]:
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        return command

    return next_run
