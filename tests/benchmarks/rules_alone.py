"""The rules of the settlement alone, beside OpenFisca-Core on the same rows: speed, and fen.

That library computes in float32 and stands in an environment of the benchmark's own; it is no
dependency. A fen is wrong where its amount, rounded to the fen, is not ours, which is exact.
"""

import json
import subprocess
import sys
import time
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sanicost.core.columns import Column
from sanicost.core.formula import Formulas
from sanicost.core.lines import evaluate_formulas
from sanicost.core.period import Month
from sanicost.readers.project import Options
from sanicost.settlement.engine import month_columns, month_state, price_rows, worker_columns
from sanicost.settlement.rules import expressions
from sanicost.settlement.run import SettlementRequest, settled
from sanicost.settlement.terms import Terms
from tests.benchmarks import openfisca_names
from tests.rosters import TODAY

if TYPE_CHECKING:
    import pandas as pd

PACKAGE = "openfisca-core>=46,<47"
RUNS = 3


def compare(roster: Path, attendance: Path, folder: Path, python: str | None) -> None:
    """Print the seconds that both take, and how many fen the other gets wrong.

    `python` is that of an environment with the library; without it one is made.
    """
    request = SettlementRequest(roster=roster, files=[attendance], options=Options(), today=TODAY)
    found, _ = settled(request)
    assert found.kept is not None
    rows, terms = found.kept.rows, found.terms
    months = [Month(int(each)) for each in sorted(rows["month"].unique())]
    inputs, figures, output = (folder / name for name in ("in.npz", "figures.json", "out.npz"))
    np.savez(inputs, **_facts(rows, months, terms))
    document = {"months": [str(month) for month in months], "figures": _figures(months, terms)}
    figures.write_text(json.dumps(document), encoding="utf-8")
    script = Path(__file__).with_name("openfisca_lines.py")
    subprocess.run([python or _environment(folder), script, inputs, figures, output], check=True)
    prepared = [_prepared(rows, month, terms) for month in months]
    ours = min(_timed(prepared) for _ in range(RUNS))
    with np.load(output) as file:
        theirs = float(file["seconds"].min())
        wrong, count = _wrong(file, rows, price_rows(rows, terms), months)
    print(
        f"{len(rows):,} rows, the rules alone: ours {ours:.3f} s of work, "
        f"OpenFisca-Core {theirs:.2f} s"
    )
    print(f"amounts that OpenFisca-Core gets wrong by a fen or more: {wrong:,} of {count:,}")


Prepared: TypeAlias = tuple[Formulas, Mapping[str, Column], Mapping[str, Column]]
"""The rules of a month, its figures, and the facts of its rows; the other has its own so, too."""


def _prepared(rows: "pd.DataFrame", month: Month, terms: Terms) -> Prepared:
    """Return what the rules of a month are computed from."""
    part = rows[rows["month"] == month.ordinal]
    given = {name: part[name].to_numpy() for name in part.columns}
    state = month_state(month, terms)
    formulas = expressions(state.shape, money_by_month=False)
    scalars = state.columns | month_columns(month, state)
    return formulas, scalars, worker_columns(given, month, terms)


def _timed(prepared: list[Prepared]) -> float:
    """Return the seconds of work that all lines of all months take."""
    began = time.process_time()
    for formulas, scalars, facts in prepared:
        for _ in evaluate_formulas(formulas, scalars, facts):
            pass
    return time.process_time() - began


def _environment(folder: Path) -> str:
    """Return the Python of a new environment that has the library."""
    place = folder / "environment"
    venv.create(place, with_pip=True)
    python = str(place / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", PACKAGE], check=True)
    return python


def _facts(rows: "pd.DataFrame", months: list[Month], terms: Terms) -> dict[str, Any]:
    """Return each fact that the rules read, month by month, as it counts where it was blank."""
    found = {}
    for month in months:
        part = rows[rows["month"] == month.ordinal]
        given = {name: part[name].to_numpy() for name in part.columns}
        columns = worker_columns(given, month, terms)
        for symbol, name in openfisca_names.FACTS.items():
            column = columns[symbol]
            values = np.broadcast_to(np.asarray(column.numerators), len(part))
            found[f"{name}|{month}"] = values / column.denominator
    return found


def _figures(months: list[Month], terms: Terms) -> dict[str, Any]:
    """Return every number in force by month, under the names of the other's rules."""
    tree: dict[str, Any] = {}
    for month in months:
        state = month_state(month, terms)
        facts = {name: one.numerators for name, one in month_columns(month, state).items()}
        numbers: Mapping[str, Any] = {**state.figures, **facts}
        for symbol, place in openfisca_names.FIGURES.items():
            number = numbers.get(symbol)
            value = openfisca_names.NO_LIMIT if number is None else float(number)
            node = tree
            *above, last = place.split(".")
            for part in above:
                node = node.setdefault(part, {})
            values = node.setdefault(last, {"values": {}})["values"]
            values[f"{month}-01"] = {"value": value}
    return tree


def _wrong(
    theirs: Mapping[str, Any], rows: "pd.DataFrame", lines: "pd.DataFrame", months: list[Month]
) -> tuple[int, int]:
    """Return how many of the other's amounts are not ours to the fen, and how many there are."""
    wrong = count = 0
    for month in months:
        own = lines[(rows["month"] == month.ordinal).to_numpy()]
        for name in openfisca_names.LINES:
            fens = np.rint(theirs[f"{name}|{month}"].astype(np.float64) * 100).astype(np.int64)
            wrong += int((fens != own[name].to_numpy()).sum())
            count += len(own)
    return wrong, count
