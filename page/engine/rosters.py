"""A file that is opened: what its roster comes to, or all that is wrong, and the file as it is.

A bid form that a bidder filled in and a file of the officer's own figures are known as such.
"""

import json
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from engine.desk import Answer, Asked, Files, Json, Opened, desk, said, this_month
from engine.keeping import holds_figures, take_figures
from sanicost.analysis.trial import LINES, runs
from sanicost.core.batch_result import groups_of
from sanicost.core.estimate import Estimate
from sanicost.core.notices import Refused
from sanicost.core.roster import RATE_NAMES, RateName, Roster
from sanicost.core.text import yuan
from sanicost.i18n.figures import figure_name
from sanicost.readers.document import Notes
from sanicost.readers.project import Options
from sanicost.runs import price_in
from sanicost.spreadsheet.cells import Sheet, shown
from sanicost.writers.json_documents import estimate_document

_MOST_ROWS, _MOST_COLUMNS, _MOST_LETTERS = 2_000, 60, 200
"""Of a file that is shown as its officer wrote it."""
_WORKBOOKS = {".xlsx", ".xlsm"}


def open_file(asked: Asked, files: Files) -> Answer:
    """Price a file under its key; say what it comes to, or all that is wrong with it."""
    [(name, data)] = files.items()
    path = desk.folder / asked.id / PurePosixPath(name).name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    if holds_figures(path):
        return take_figures(path, asked.lang)
    desk.opened[asked.id] = Opened(path)
    try:
        return show(asked, {})
    except Refused:
        tender = _tender(path)
        if not tender:
            raise
        return said({"outcome": "form", "tender": tender})


def _tender(path: Path) -> str:
    """Return the hash of the tender that a filled bid form belongs to, "" for any other file."""
    from sanicost.bids.forms import tender_of  # noqa: PLC0415 - only what is refused pays

    return tender_of(path) if path.suffix.lower() in _WORKBOOKS else ""


def show(asked: Asked, _: Files) -> Answer:
    """Say what a roster comes to, in the language asked for; a refused one is refused again."""
    lang, opened = asked.lang, desk.opened[asked.id]
    run = opened.run = opened.run or price_in(desk.city, opened.path, Options(), this_month())
    result, priced = run.result, run.result.estimate
    roster = priced.roster
    uncertain = {one.figure for one in result.provisional}
    uncertain |= {one.figure for one in result.carried_forward}
    names = {path: figure_name(path, priced.standard, lang) for path in sorted(uncertain)}
    document: dict[str, Json] = {
        "outcome": "priced",
        "estimate": json.loads(estimate_document(run, lang)),
        "is_ours": run.is_reopened,
        "last": str(roster.period.last),
        "heads": sum(position.headcount for position in roster.positions),
        "figure_names": names,
        "lines": [{"name": n, "amount": yuan(fen)} for n, fen in _lines(priced).items() if fen],
        "classes": _classes(priced),
        "years": _years(priced),
        "rates": {n: _rate(roster, n) for n in RATE_NAMES},
    }
    return said(document)


def _lines(priced: Estimate) -> dict[str, int]:
    """Return what each line comes to over the term, in fen, incentives with their on-cost last."""
    months = runs(priced, priced)
    return {name: sum(run.lines[name][0] * run.months for run in months) for name in LINES}


def _classes(priced: Estimate) -> list[Json]:
    """Return heads and basic cost of each class."""
    groups = groups_of(priced, {})
    return [
        {
            "post_class": number,
            "heads": sum(one.heads for one in groups if one.post_class == number),
            "amount": yuan(sum(one.labour_cost for one in groups if one.post_class == number)),
        }
        for number in sorted({one.post_class for one in groups})
    ]


def _years(priced: Estimate) -> list[Json]:
    """Return months and basic cost of each contract year."""
    period, count = priced.roster.period, len(priced.roster.positions)
    fen = dict.fromkeys(range(1, period.contract_years + 1), 0)
    for segment in priced.segments:
        fen[segment.contract_year] += sum(priced.segment_cost(segment, i) for i in range(count))
    months = {year: period.months_of_year(year) for year in fen}
    return [
        {"start": str(months[year][0]), "months": len(months[year]), "amount": yuan(amount)}
        for year, amount in fen.items()
    ]


def _rate(roster: Roster, name: RateName) -> str | None:
    """Return the rate of the whole tender as text, None where none was given."""
    rate = roster.prices.rates.get(name)
    return None if rate is None else format(rate, "f")


def table(asked: Asked, _: Files) -> Answer:
    """Return the cells of a file as its officer wrote them, sheet by sheet, for its problems."""
    path = desk.opened[asked.id].path
    suffix = path.suffix.lower()
    if suffix in _WORKBOOKS:
        from sanicost.readers.xlsx_file import read_cells  # noqa: PLC0415 - only .xlsx pays

        sheets = [{"name": one.name, "rows": _rows(one)} for one in read_cells(path)]
    elif suffix == ".csv":
        from sanicost.readers.csv_file import read_csv  # noqa: PLC0415 - only .csv pays

        sheets = [{"name": "", "rows": [_texts(row) for row in read_csv(path, Notes()).rows]}]
    else:
        text = path.read_text(encoding="utf-8", errors="replace")
        return said({"text": text.splitlines()[:_MOST_ROWS]})
    return said({"sheets": sheets})


def _rows(sheet: Sheet) -> list[list[str]]:
    """Return a sheet as text; what lies so far out that nobody looks there is left out."""
    near = {
        place: shown(cell.value)
        for place, cell in sheet.cells.items()
        if place.row <= _MOST_ROWS and place.column <= _MOST_COLUMNS
    }
    width = max((place.column for place in near), default=0)
    rows = [[""] * width for _ in range(max((place.row for place in near), default=0))]
    for place, text in near.items():
        rows[place.row - 1][place.column - 1] = text[:_MOST_LETTERS]
    return rows


def _texts(row: Iterable[object]) -> list[str]:
    """Return the cells of a line as text."""
    return ["" if cell is None else str(cell)[:_MOST_LETTERS] for cell in row]


def close(asked: Asked, _: Files) -> Answer:
    """Forget a file."""
    desk.opened.pop(asked.id, None)
    return said({})
