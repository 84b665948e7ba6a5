"""Measure every speed that the project promises: `python -m tests.benchmarks`.

Processes are timed on the built wheel in an environment of its own, in turn, so that a noisy
machine disturbs both sides alike. Exit code 1 when a promise is missed.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import columns, packs
from tests.benchmarks.installed import install
from tests.benchmarks.turns import Goal, in_turn, timed, without
from tests.benchmarks.workbooks import write_roster

PAIRS = 15
LARGE_PAIRS = 3
SWEEPS = (
    "seniority_years=5..14.99:0.01",
    "minimum_wage=2600..3599",
    "paid_days_per_month=20..29.99:0.01",
)
"""A thousand settings of a field, of a figure, and of a figure by which the rules divide."""
LEAST_PERSON_MONTHS = 8_000_000
MOST_MEBIBYTES = 400
USUAL_PROGRAM = """
import pandas, openpyxl, typer
app = typer.Typer()
@app.command()
def estimate(roster: str, output: str = "out.xlsx") -> None:
    "Price a roster."
@app.command()
def check(roster: str) -> None:
    "Check a roster."
app()
"""


def main() -> int:
    """Print every measurement; return 1 when a promise is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        programs = install(folder)
        met = [
            _help(folder, programs),
            _estimate(folder, programs),
            _explain(folder, programs),
            _verify(folder, programs),
            _large(folder, programs),
            packs.measure(folder, programs),
        ]
        met += [_sweep(folder, programs, text) for text in SWEEPS]
    met.append(_columns())
    return 0 if all(met) else 1


def _print(goal: Goal) -> bool:
    print(goal, flush=True)
    return goal.is_met


def _help(folder: Path, programs: Path) -> bool:
    """Time (a) --help against a Typer program that imports pandas and openpyxl at its top."""
    usual = folder / "usual.py"
    usual.write_text(USUAL_PROGRAM)
    ours = [str(programs / "sanicost"), "--help"]
    theirs = [str(programs / "python"), str(usual), "--help"]
    times = in_turn(lambda: ours, lambda: theirs, PAIRS)
    return _print(Goal("--help : the usual stack's --help", *times, 0.35))


def _estimate(folder: Path, programs: Path) -> bool:
    """Time (b) a finished workbook against the mere imports of the usual stack."""
    roster, output = write_roster(folder / "30.xlsx", 30), folder / "30-out.xlsx"
    ours = [str(programs / "sanicost"), "estimate", str(roster), "-o", str(output)]
    theirs = [str(programs / "python"), "-c", "import pandas, openpyxl, typer, rich"]
    times = in_turn(without(output, ours), lambda: theirs, PAIRS)
    return _print(Goal("estimate, 30 positions : the usual stack's imports", *times, 0.75))


def _explain(folder: Path, programs: Path) -> bool:
    """Time (e) the explanation of one cell against an estimate of the same 30 positions."""
    roster, output = write_roster(folder / "30.xlsx", 30), folder / "30-out.xlsx"
    program = str(programs / "sanicost")
    ours = [program, "explain", str(roster), "附件3!P12"]
    theirs = [program, "estimate", str(roster), "-o", str(output)]
    times = in_turn(lambda: ours, without(output, theirs), PAIRS)
    return _print(Goal("explain one cell, 30 positions : estimate", *times, 3))


def _verify(folder: Path, programs: Path) -> bool:
    """Time verify of a 30-position workbook against estimate of the same roster."""
    program, output = str(programs / "sanicost"), folder / "again.xlsx"
    roster, workbook = write_roster(folder / "v.xlsx", 30), folder / "v-out.xlsx"
    timed([program, "estimate", str(roster), "-o", str(workbook)])
    estimate = without(output, [program, "estimate", str(roster), "-o", str(output)])
    verify = [program, "verify", str(workbook)]
    times = in_turn(lambda: verify, estimate, PAIRS)
    return _print(Goal("verify : estimate, 30 positions", *times, 3))


def _large(folder: Path, programs: Path) -> bool:
    """Time (d) 3,000 positions against 300, and the memory that they take."""
    commands = {}
    for count in (3000, 300):
        roster, output = write_roster(folder / f"{count}.xlsx", count), folder / f"{count}-o.xlsx"
        program = str(programs / "sanicost")
        commands[count] = without(output, [program, "estimate", str(roster), "-o", str(output)])
    times = in_turn(commands[3000], commands[300], LARGE_PAIRS)
    met = _print(Goal("estimate, 3,000 positions : 300 positions", *times, 12))
    memory = timed(commands[3000]()).mebibytes
    fits = memory < MOST_MEBIBYTES
    verdict = "met" if fits else "MISSED"
    print(f"{'memory of 3,000 positions':52} {memory:8.0f} MiB < {MOST_MEBIBYTES}: {verdict}")
    return met and fits


def _sweep(folder: Path, programs: Path, text: str) -> bool:
    """Time (e) a thousand settings on 30 positions against one estimate of them."""
    program = str(programs / "sanicost")
    roster, output = write_roster(folder / "30.xlsx", 30), folder / "30-out.xlsx"
    ours = [program, "whatif", str(roster), "--sweep", text]
    theirs = without(output, [program, "estimate", str(roster), "-o", str(output)])
    times = in_turn(lambda: ours, theirs, PAIRS)
    name = text.partition("=")[0]
    return _print(Goal(f"1,000 settings of {name} : estimate", *times, 5))


def _columns() -> bool:
    """Time (c) every line of a million person-months, equal to a naive calculation on a sample."""
    speed = statistics.median(columns.measure(9))
    met = speed >= LEAST_PERSON_MONTHS
    verdict = "met" if met else "MISSED"
    name = f"{columns.ROWS:,} person-months, {columns.SAMPLE:,} of them checked"
    print(f"{name:52} {speed:14,.0f} a second >= {LEAST_PERSON_MONTHS:,}: {verdict}")
    return met


if __name__ == "__main__":
    sys.exit(main())
