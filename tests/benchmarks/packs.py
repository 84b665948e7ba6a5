"""Time (e) the tender pack of a district: 176 streets, 2,000 positions, against 200 positions."""

from pathlib import Path

from tests.benchmarks.turns import Command, Goal, Timed, in_turn, timed, without
from tests.benchmarks.workbooks import write_district

PAIRS = 3
MOST_SECONDS, MOST_MEBIBYTES, MOST_TIMES = 20, 500, 12
DISTRICTS, STREETS = 11, 176


def measure(folder: Path, programs: Path) -> bool:
    """Print every measurement of the pack; return whether all promises hold."""
    met = []
    for lots in (DISTRICTS, STREETS):
        large, small = (_command(folder, programs, count, lots) for count in (2000, 200))
        name = f"tender, {lots} lots, 2,000 positions"
        goal = Goal(f"{name} : 200", *in_turn(large, small, PAIRS), MOST_TIMES)
        print(goal, flush=True)
        met += [goal.is_met, _limits(name, large)]
    split = _command(folder, programs, 2000, DISTRICTS, "--split", "lot")
    met.append(_limits(f"the same, {DISTRICTS} lots, a workbook for each", split))
    # Nothing is promised of 176 workbooks more; what they take is to be seen.
    split = _command(folder, programs, 2000, STREETS, "--split", "lot")
    print(f"{f'the same, {STREETS} lots, a workbook for each':52} {_took(timed(split()))}")
    return all(met)


def _command(folder: Path, programs: Path, positions: int, lots: int, *options: str) -> Command:
    """Return the command that writes the pack of a new district."""
    roster = write_district(folder / f"district-{positions}-{lots}.xlsx", positions, lots)
    output = folder / f"pack-{positions}-{lots}"
    command = [str(programs / "sanicost"), "tender", str(roster), "-o", str(output), *options]
    return without(output, command)


def _limits(name: str, command: Command) -> bool:
    """Print time and memory of one pack beside what is promised of it.

    One process writes the pack: on a free core its processor time is the time that passes, and on
    a busy machine it is the only one of the two that says anything.
    """
    took = timed(command())
    met = took.processor_seconds <= MOST_SECONDS and took.mebibytes <= MOST_MEBIBYTES
    verdict = "met" if met else "MISSED"
    limits = f"<= {MOST_SECONDS} s, {MOST_MEBIBYTES} MiB"
    print(f"{name:52} {_took(took)} {limits}: {verdict}", flush=True)
    return met


def _took(took: Timed) -> str:
    """Return what a run took, for people."""
    times = f"{took.processor_seconds:6.1f} s of a processor ({took.seconds:.1f} s passed)"
    return f"{times} {took.mebibytes:4.0f} MiB"
