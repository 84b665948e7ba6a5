"""Settling many workers, measured: `python -m tests.benchmarks.settlement [--large]`.

Each run is a process of its own, so that its memory is its own. `--large` adds 2,000,000 workers.
The rules alone are measured beside OpenFisca-Core, in an environment that is made for it, or that
`--openfisca=PYTHON` names.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.attendance import MONTHS, roster, write_csv, write_parquet
from tests.benchmarks.rules_alone import compare
from tests.rosters import write_yaml

WORKERS, MANY, FEW = 42_000, 2_000_000, 1_666
ROOT = Path(__file__).parent.parent.parent
_KIB_PER_MIB = 1024
_RUN = "import sys; from sanicost.__main__ import run; sys.exit(run(sys.argv[1:]))"


def measured(name: str, *arguments: str | Path) -> float:
    """Run settle in a process; print and return the seconds of work, and print the memory."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", _RUN, "settle", *map(str, arguments), "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    waited = time.monotonic() - began
    peak = after.ru_maxrss / _KIB_PER_MIB
    print(f"{name:<44} {waited:8.1f} s  {work:8.1f} s of work  peak so far {peak:7.0f} MiB")
    return work


def main(folder: Path, *, large: bool, python: str | None) -> None:
    """Print what settling takes, from the smallest to the largest attendance."""
    few = write_yaml(folder / "few.yaml", roster(FEW))
    some = write_yaml(folder / "some.yaml", roster(WORKERS))
    rows = FEW * len(MONTHS)
    parquet = write_parquet(folder / "few.parquet", FEW)
    workbook = ("-o", folder / "few.xlsx")
    measured(f"{rows:,} rows, workbook with formulas", few, parquet, *workbook)
    rows = WORKERS * len(MONTHS)
    parquet = write_parquet(folder / "some.parquet", WORKERS)
    base = measured(f"{rows:,} rows, .parquet to totals", some, parquet)
    lines = ("--lines", folder / "lines.parquet")
    measured(f"{rows:,} rows, .parquet to totals and lines", some, parquet, *lines)
    text = write_csv(folder / "some.csv", WORKERS)
    measured(f"{rows:,} rows, .csv to totals", some, text)
    compare(some, parquet, folder, python)
    if large:
        many = write_yaml(folder / "many.yaml", roster(MANY))
        rows = MANY * len(MONTHS)
        parquet = write_parquet(folder / "many.parquet", MANY)
        work = measured(f"{rows:,} rows, .parquet to totals", many, parquet)
        print(f"as much work as {work / base:.1f} of {WORKERS * len(MONTHS):,} rows")


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        given = [one.partition("=")[2] for one in sys.argv if one.startswith("--openfisca=")]
        python = next(iter(given), None)
        main(Path(name), large="--large" in sys.argv, python=python)
