"""A table of adjustments that were paid already: 月份 and 已补 (specification §11)."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sanicost.analysis.repricing import Payment
from sanicost.city.vocabulary import Vocabulary
from sanicost.core.kinds import MONEY
from sanicost.core.notices import Cleanup, Notice, Refused
from sanicost.core.period import Month
from sanicost.core.price import FEN
from sanicost.readers import fields
from sanicost.readers.csv_file import read_csv
from sanicost.readers.document import FileRefused, Item, Notes, shown
from sanicost.readers.files import readable
from sanicost.readers.grid import Grid
from sanicost.readers.headings import Headed, find_headings
from sanicost.readers.table import read_table


class Payments(NamedTuple):
    """What was paid for each month, and what was corrected in how it was written."""

    by_month: Mapping[Month, Payment]
    cleanups: tuple[Cleanup, ...] = ()


def read_payments(path: Path, vocabulary: Vocabulary) -> Payments:
    """Return what was paid for each month, in fen; what was deducted is negative.

    Several rows of one month are added up, a row without a month and a row of totals passed over.
    Raises FileRefused where the file cannot be read, and Refused with all that is wrong in it.
    """
    notes = Notes()
    with readable(path):
        grid = _grid(path, vocabulary, notes)
    words = vocabulary.headings
    own = words["payments"]
    headed = Headed(own, words["ignored"], kinds={"amount": MONEY}, near=[*own])
    paid: dict[Month, Payment] = {}
    for row in read_table(grid, headed, notes):
        found = None if _is_total(row.item, vocabulary) else _payment(row.item, path, notes)
        if found:
            month, payment = found
            before = paid[month].amount if month in paid else 0
            paid[month] = replace(payment, amount=payment.amount + before)
    if notes.problems:
        raise Refused([replace(one, where=_in(path, one)) for one in notes.problems])
    cleanups = tuple(replace(one, where=_in(path, one)) for one in notes.cleanups)
    return Payments(paid, cleanups)


def _in(path: Path, notice: Notice) -> str:
    """Return the place of a notice with the name of the file that it is in."""
    return " ".join(dict.fromkeys(filter(None, (path.name, notice.where))))


def _grid(path: Path, vocabulary: Vocabulary, notes: Notes) -> Grid:
    """Return the table of a file: of a workbook the first sheet that has the headings."""
    if path.suffix.lower() == ".csv":
        return read_csv(path, notes)
    if path.suffix.lower() not in (".xlsx", ".xlsm", ".xls", ".et", ".ods"):
        raise FileRefused("payments-kind-unknown", path.name, found=path.suffix or "-")
    from sanicost.readers.xlsx_file import read_grids  # noqa: PLC0415 - only a workbook pays

    grids = read_grids(path, notes)
    headed = Headed(vocabulary.headings["payments"])
    fit = [grid for grid in grids if find_headings(grid, headed) is not None]
    return (fit or grids)[0]


def _is_total(item: Item, vocabulary: Vocabulary) -> bool:
    """Return whether a row adds up those above it."""
    word = shown(item.raw("month").value).strip()
    return word in vocabulary.grand_totals | vocabulary.sub_totals


def _payment(item: Item, path: Path, notes: Notes) -> tuple[Month, Payment] | None:
    """Return the month and the amount of a row, None where a problem was noted."""
    raw = item.raw("amount")
    month = fields.month(item.raw("month"), notes)
    text = shown(raw.value).strip()
    if is_deducted := text.startswith(("-", "－", "−")):
        raw = raw._replace(value=text[1:])
    amount = fields.number(raw, MONEY, notes)
    for name, value in (("month", month), ("amount", amount)):
        if value is None and item.raw(name).is_blank:
            notes.problem("payment-incomplete", item.raw(name).where)
    if month is None or amount is None:
        return None
    fen = int(amount * FEN) * (-1 if is_deducted else 1)
    return month, Payment(amount=fen, where=f"{path.name} {item.where}")
