"""参数: every figure in force in each month settled, which the formulas by worker refer to."""

from collections.abc import Mapping
from decimal import Decimal

from sanicost.core.figures import owner
from sanicost.core.formula import symbols
from sanicost.core.period import Month
from sanicost.core.segments import PricingContext, heat_months
from sanicost.core.worksheet import Ref
from sanicost.i18n.figures import part_name, unit_name, unit_of
from sanicost.settlement.engine import month_state, weekdays
from sanicost.settlement.rules import expressions, unused_leave
from sanicost.settlement.settlement import Settlement
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.sheet import SheetColumn

_FIRST = (
    SheetColumn("name", "参数", 40, names_rows=True),
    SheetColumn("unit", "单位", 12),
    SheetColumn("source", "来源", 40),
)
_NOT_FIGURES = ("worker.", "position.", "month.", "line.")
FigureCells = Mapping[Month, Mapping[str, Ref]]
"""For each month the cell of every figure and of every fact of the month."""


def write(page: Page, settlement: Settlement) -> FigureCells:
    """Write the figures by month; return where each stands."""
    months = settlement.months
    columns = [*_FIRST, *(SheetColumn(str(month), str(month), 11) for month in months)]
    page.title("参数（各月施行的标准）")
    page.widths(columns)
    page.headings(2, columns)
    states = {month: month_state(month, settlement.terms) for month in months}
    cells: dict[Month, dict[str, Ref]] = {month: {} for month in months}
    row = 3
    for name in _names(states):
        _write_figure(page, row, name, settlement, states)
        for column, month in enumerate(months, start=len(_FIRST)):
            cells[month][name] = page.at(row, column)
        row += 1
    for name, text, values in _facts(states):
        page.text(row, 0, text)
        page.text(row, 1, "")
        page.text(row, 2, "")
        for column, month in enumerate(months, start=len(_FIRST)):
            page.number(row, column, values[month], "figure-plain")
            cells[month][name] = page.at(row, column)
        row += 1
    return cells


def _names(states: Mapping[Month, PricingContext]) -> list[str]:
    """Return every figure that some formula reads, in the order of the law."""
    named: dict[str, None] = {}
    for state in states.values():
        shape = state.shape
        formulas = [*expressions(shape, money_by_month=False).values()]
        read = {name for each in formulas for name in symbols(each)}
        read |= symbols(unused_leave(shape, in_full=False))
        read = {name for name in read if not name.startswith(_NOT_FIGURES)}
        order = list(state.rows)
        named |= dict.fromkeys(
            sorted(read, key=lambda name: (order.index(owner(name, state.rows)), name))
        )
    return list(named)


def _write_figure(
    page: Page, row: int, name: str, settlement: Settlement, states: Mapping[Month, PricingContext]
) -> None:
    """Write one figure in all months with the documents that it comes from."""
    standard = settlement.terms.standard
    path = owner(name, standard.figures)
    figure = standard.figures[path]
    part = name.removeprefix(path).lstrip(".")
    label = figure.name["zh"] + (f"：{part_name(part, 'zh')}" if part else "")
    rows = [state.rows.get(path) for state in states.values()]
    sources = dict.fromkeys(one.source for one in rows if one and one.source)
    page.text(row, 0, f"{label}（{figure.clause}）")
    page.text(row, 1, unit_name(unit_of(figure.unit, part), "zh"))
    page.text(row, 2, "；".join(sources))
    for column, state in enumerate(states.values(), start=len(_FIRST)):
        value = state.figures.get(name)
        if isinstance(value, Decimal):
            page.number(row, column, value, "figure-plain")
        else:
            page.text(row, column, "", "figure-text")


def _facts(states: Mapping[Month, PricingContext]) -> list[tuple[str, str, Mapping[Month, int]]]:
    """Return the facts of the calendar: the weekdays of a month, and whether heat is paid."""
    return [
        ("month.weekdays", "当月工作日（星期一至五，含法定节假日）",
         {month: weekdays(month) for month in states}),
        ("month.in_heat_season", "高温津贴月份（1 是，0 否）",
         {month: int(month.number in heat_months(state.rows)) for month, state in states.items()}),
    ]  # fmt: skip
