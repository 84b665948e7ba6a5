"""分项对照: every line of each position's month by contract, as worked, and the difference."""

from sanicost.core.worksheet import TotalWhere
from sanicost.i18n import label
from sanicost.settlement.against import COMPARED, PostMonth
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.workbook.sheets import WorkerRows
from sanicost.writers.workbook.page import Page, yuan
from sanicost.writers.workbook.sheet import SheetColumn

_KEYS = (
    SheetColumn("title", "岗位", 24, names_rows=True),
    SheetColumn("month", "月份", 9, names_rows=True),
    SheetColumn("side", "", 8, names_rows=True),
)
_SIDE = 2
"""The column that says which of the three a row is."""
_HEAD = 2
_SIDES = ("合同", "实际", "差额")


def write(page: Page, settlement: Settlement, workers: WorkerRows | None) -> None:
    """Write three rows for each position and month, and first those of all together."""
    names = {"cost": "基本成本合计"}
    columns = [
        *_KEYS,
        *(
            SheetColumn(name, names.get(name) or label(name, "zh"), 13, "money")
            for name in COMPARED
        ),
    ]
    page.title("分项对照（各岗位各月：合同、实际、差额）")
    page.widths(columns)
    page.headings(_HEAD, columns)
    first = _HEAD + 1 + len(_SIDES)
    for number, one in enumerate(settlement.posts):
        _write_block(page, first + number * len(_SIDES), settlement, one, workers)
    _write_totals(page, settlement, first)


def _write_block(
    page: Page, row: int, settlement: Settlement, one: PostMonth, workers: WorkerRows | None
) -> None:
    """Write one position's month: contract, as worked, difference."""
    for offset, side in enumerate(_SIDES):
        page.text(row + offset, 0, settlement.positions[one.position].title)
        page.text(row + offset, 1, str(one.month))
        page.text(row + offset, 2, side)
    for column, name in enumerate(COMPARED, start=len(_KEYS)):
        page.number(row, column, yuan(one.contract[name]), "engine-money")
        formula = workers.total(one.position, one.month, name) if workers else None
        if formula:
            page.formula(row + 1, column, formula, yuan(one.worked[name]), "money")
        else:
            page.number(row + 1, column, yuan(one.worked[name]), "money")
        difference = page.near(row + 1, column) - page.near(row, column)
        page.formula(row + 2, column, difference, yuan(one.difference(name)), "total-money")


def _write_totals(page: Page, settlement: Settlement, first: int) -> None:
    """Write the three rows of all positions and months: sums of every third row."""
    last = first + len(settlement.posts) * len(_SIDES) - 1
    for offset, side in enumerate(_SIDES):
        row = _HEAD + 1 + offset
        page.text(row, 0, "合计", "total-text")
        page.text(row, 1, "", "total-text")
        page.text(row, 2, side, "total-text")
        for column, name in enumerate(COMPARED, start=len(_KEYS)):
            sides = page.range((first, _SIDE), (last, _SIDE), "both")
            amounts = page.range((first, column), (last, column))
            formula = TotalWhere(sides, page.near(row, _SIDE, "both"), amounts, is_text=True)
            page.formula(row, column, formula, yuan(_total(settlement, side, name)), "total-money")


def _total(settlement: Settlement, side: str, name: str) -> int:
    """Return the sum of one side of a line over all positions and months, in fen."""
    contract = sum(one.contract[name] for one in settlement.posts)
    worked = sum(one.worked[name] for one in settlement.posts)
    return {"合同": contract, "实际": worked, "差额": worked - contract}[side]
