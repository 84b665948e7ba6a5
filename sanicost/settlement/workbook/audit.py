"""实发核对: every worker's month that was paid below the standard, with the lines of it."""

from sanicost.core.rules import WAGE_LINES
from sanicost.core.text import column_letters
from sanicost.messages import label
from sanicost.settlement.facts import RowFacts
from sanicost.settlement.settlement import Settlement
from sanicost.writers.workbook.page import Column, Page

_HEAD = 2


def write(page: Page, settlement: Settlement, *, has_names: bool) -> None:
    """Write a row for each; a sheet without rows says so."""
    keys = [Column("worker", "工号", 12), Column("name", "姓名", 10), Column("month", "月份", 9),
            Column("position", "岗位", 24), Column("where", "出处", 26)]  # fmt: skip
    columns = [
        *(one for one in keys if one.key != "name" or has_names),
        *(Column(name, label(name, "zh"), 11, "engine-money") for name in WAGE_LINES),
        Column("income", "应发工资（按标准）", 12, "money"),
        Column("paid", "实际发放", 12, "input-money"),
        Column("short", "少发", 12, "total-money"),
    ]
    page.title("实发核对（实际发放低于按标准计算的应发工资；核对线索，不是认定）")
    page.widths(columns)
    page.headings(_HEAD, columns)
    row = _HEAD + 1
    at = {one.key: column_letters(number + 1) for number, one in enumerate(columns)}
    for record in RowFacts(settlement).records():
        if not record.values["short"]:
            continue
        for number, column in enumerate(columns):
            value = record.values[column.key]
            if isinstance(value, str) or value is None:
                page.text(row, number, value or "")
            elif column.key == "income":
                first, last = at[WAGE_LINES[0]], at[WAGE_LINES[-1]]
                page.formula(row, number, f"=SUM({first}{row + 1}:{last}{row + 1})", value, "money")
            elif column.key == "short":
                formula = f"=MAX(0,{at['income']}{row + 1}-{at['paid']}{row + 1})"
                page.formula(row, number, formula, value, column.style)
            else:
                page.number(row, number, value, column.style)
        row += 1
    if row == _HEAD + 1:
        page.text(row, 0, "没有低于标准的发放，或没有填写实际发放应发工资。")
