"""Measure what a batch promises: `python -m tests.benchmarks.batch [ROSTERS]` (default 1,000).

The rosters are taken in parts, each part by one process, by two, and by LibreOffice, which merely
recalculates the workbooks that came out; so a noisy machine disturbs all sides alike.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.installed import install
from tests.benchmarks.turns import Goal, timed
from tests.benchmarks.workbooks import write_roster
from tests.recalculation import recalculate

PARTS, POSITIONS = 5, 30
MOST_MEBIBYTES, MOST_GROWTH, MOST_RESUME_SECONDS = 250, 1.10, 3.0
LEAST_OF_LIBREOFFICE, LEAST_OF_ONE = 1.5, 1.7


def main(count: int) -> int:
    """Print every measurement; return 1 when a promise is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = str(install(folder) / "sanicost")
        parts = _parts(folder, count)
        met = _rates(folder, program, parts)
        met &= _memory_and_resume(folder, program, parts)
    return 0 if met else 1


def _parts(folder: Path, count: int) -> list[Path]:
    """Write the rosters, a folder for each part."""
    roster = write_roster(folder / "roster.xlsx", POSITIONS)
    parts = [folder / f"part{number}" for number in range(PARTS)]
    for part in parts:
        part.mkdir()
    for number in range(count):
        shutil.copy(roster, parts[number % PARTS] / f"{number:05}.xlsx")
    return parts


def _rates(folder: Path, program: str, parts: list[Path]) -> bool:
    """Time two processes against one, and against LibreOffice, part by part."""
    two: list[float] = []
    one: list[float] = []
    office: list[float] = []
    for number, part in enumerate(parts):
        outs = [folder / f"{processes}-{number}" for processes in (1, 2)]
        for processes, (out, times) in enumerate(zip(outs, (one, two), strict=True), start=1):
            command = [program, "batch", str(part), "-o", str(out), "--quiet"]
            times.append(timed([*command, "--jobs", str(processes)]).seconds)
        again = folder / f"again{number}"
        again.mkdir()
        began = time.perf_counter()
        recalculate(sorted(outs[0].glob("*测算*.xlsx")), again)
        office.append(time.perf_counter() - began)
        for done in (*outs, again):
            shutil.rmtree(done)
    goals = (
        Goal("batch, two processes : LibreOffice in one", two, office, 1 / LEAST_OF_LIBREOFFICE),
        Goal("batch, two processes : one", two, one, 1 / LEAST_OF_ONE),
    )
    for goal in goals:
        print(goal, flush=True)
    return all(goal.is_met for goal in goals)


def _memory_and_resume(folder: Path, program: str, parts: list[Path]) -> bool:
    """Measure the largest process of a small batch and of all, and a run that finds all done."""
    few = folder / "few"
    few.mkdir()
    for path in sorted(parts[0].iterdir())[: max(1, sum(1 for _ in parts[0].iterdir()) // 2)]:
        shutil.copy(path, few)
    command = [program, "batch", str(few), "-o", str(folder / "small"), "--quiet"]
    small = timed(command).mebibytes
    every = [program, "batch", *map(str, parts), "-o", str(folder / "large"), "--quiet"]
    large = timed(every).mebibytes
    seconds = timed(every).seconds
    growth = large / small
    said = f"{small:.0f} and {large:.0f} MiB"
    met = large < MOST_MEBIBYTES and growth <= MOST_GROWTH
    _say("largest process of a tenth and of all", f"{said}, × {growth:.3f}", is_met=met)
    resumed = seconds < MOST_RESUME_SECONDS
    _say("a batch that is done already", f"{seconds:.2f} s", is_met=resumed)
    return met and resumed


def _say(name: str, found: str, *, is_met: bool) -> None:
    print(f"{name:52} {found}: {'met' if is_met else 'MISSED'}", flush=True)


if __name__ == "__main__":
    if shutil.which("soffice") is None:
        sys.exit("LibreOffice is needed")
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
