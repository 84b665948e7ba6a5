"""实发核对: every worker's month that was paid below the standard, with the lines of it."""

from collections.abc import Mapping

from sanicost.core.rules import WAGE_LINES
from sanicost.core.text import column_letters
from sanicost.i18n import label
from sanicost.settlement.facts import RowFacts, Value
from sanicost.settlement.workbook.rows import FIRST_ROW, Cell, Live, Rows
from sanicost.writers.workbook.sheet import SheetColumn

_KEYS = (
    SheetColumn("worker", "工号", 12),
    SheetColumn("name", "姓名", 10),
    SheetColumn("month", "月份", 9),
    SheetColumn("position", "岗位", 24),
    SheetColumn("where", "出处", 26),
)


def write(page: Rows, facts: RowFacts, *, has_names: bool) -> None:
    """Write a row for each; a sheet without rows says so."""
    columns = [
        *(one for one in _KEYS if one.key != "name" or has_names),
        *(SheetColumn(name, label(name, "zh"), 11, "engine-money") for name in WAGE_LINES),
        SheetColumn("income", "应发工资（按标准）", 12, "money"),
        SheetColumn("paid", "实际发放", 12, "input-money"),
        SheetColumn("short", "少发", 12, "total-money"),
    ]
    page.begin("实发核对（实际发放低于按标准计算的应发工资；核对线索，不是认定）", columns)
    at = {one.key: column_letters(number + 1) for number, one in enumerate(columns)}
    row = FIRST_ROW
    for record in facts.records():
        if record.values["short"]:
            cells = [_cell(one.key, record.values[one.key], at, row + 1) for one in columns]
            page.write(row, cells)
            row += 1
    if row == FIRST_ROW:
        page.write(row, ["没有低于标准的发放，或没有填写实际发放应发工资。"], "remark")


def _cell(key: str, value: Value, at: Mapping[str, str], row: int) -> Cell:
    """Return a value, or the formula of one that follows from its neighbours."""
    if key == "income" and not isinstance(value, str):
        first, last = at[WAGE_LINES[0]], at[WAGE_LINES[-1]]
        return Live(f"=SUM({first}{row}:{last}{row})", value or 0)
    if key == "short" and not isinstance(value, str):
        return Live(f"=MAX(0,{at['income']}{row}-{at['paid']}{row})", value or 0)
    return value
