"""汇总.xlsx: every roster on a row, and what they come to by district, street, lot and class.

The engine's amounts stand once, on 明细 and 按包组; every other amount is a live formula over them.
"""

from collections.abc import Callable, Iterable
from typing import BinaryIO, TypeAlias

from sanicost.core.outcome import LotCeiling, Outcome
from sanicost.messages import label
from sanicost.writers.batch.sheets import Cell, Fen, Live, Sheet, workbook
from sanicost.writers.batch.sums import (
    Sum,
    Sums,
    district_of,
    notice_counts,
    street_of,
    summed,
)
from sanicost.writers.workbook.page import Column

Outcomes: TypeAlias = Callable[[], Iterable[Outcome]]
"""Gives all outcomes from the first on, each time it is called."""

_ROSTER = Column("roster", "岗位表", 26)
_HEADS, _COST = Column("heads", "人数", 9), Column("cost", "环卫用工基本成本（元）", 18)
_CEILING = Column("ceiling", "最高投标限价（元）", 18)
_SUMMARY = (
    _ROSTER,
    Column("project", "项目名称", 24),
    Column("start", "起始月份", 10),
    Column("months", "月数", 6),
    Column("status", "结果", 9),
    _HEADS,
    _COST,
    _CEILING,
    Column("provisional", "暂估参数", 8),
    Column("findings", "提示与警告", 8),
    Column("errors", "错误", 6),
    Column("output", "附件工作簿", 30),
)
_FROZEN = Column("as_of", "冻结月份", 10)
"""Stands last, and only where some roster was priced by the figures of a month."""
_DETAIL = (
    _ROSTER,
    Column("lot", "包组", 16),
    Column("district", "行政区", 14),
    Column("street", "镇街", 16),
    Column("class", "岗位等次", 9),
    _HEADS,
    _COST,
)
_LOTS = (_ROSTER, Column("lot", "包组", 16), _HEADS, _COST, _CEILING)
_DISTRICTS = (Column("district", "行政区", 18), _HEADS, _COST)
_STREETS = (Column("district", "行政区", 18), Column("street", "镇街", 18), _HEADS, _COST)
_CLASSES = (Column("class", "岗位等次", 12), _HEADS, _COST)
_ROLL_UPS = {"按行政区": _DISTRICTS, "按镇街": _STREETS, "按等次": _CLASSES}
_COMPARED = (
    _ROSTER,
    Column("as_of", "参数月份", 10),
    Column("against", "对照参数月份", 12),
    _COST,
    Column("cost_against", "对照基本成本（元）", 20),
    Column("cost_gap", "基本成本差额（元）", 18),
    _CEILING,
    Column("ceiling_against", "对照限价（元）", 20),
    Column("ceiling_gap", "限价差额（元）", 18),
)
_FIRST = 4
"""The first row below title, note and headings, as formulas count it."""
_D_DISTRICT, _D_STREET, _D_CLASS, _D_HEADS, _D_COST = 2, 3, 4, 5, 6


def write_summary(file: BinaryIO, outcomes: Outcomes) -> None:
    """Write the summary of a batch.

    Raises OutputRefused where a table or a sum does not fit into a workbook.
    """
    sums = summed(outcomes())
    with workbook(file, "环卫用工成本批量测算汇总") as (book, styles):

        def sheet(name: str, columns: tuple[Column, ...]) -> Sheet:
            new = Sheet(book.add_worksheet(name), styles, name, columns)
            new.title(f"批量测算汇总　{name}", _note(sums), columns)
            return new

        main = sheet("汇总", (*_SUMMARY, _FROZEN) if sums.is_frozen else _SUMMARY)
        roll_ups = [
            sheet("按行政区", _DISTRICTS),
            sheet("按镇街", _STREETS),
            sheet("按等次", _CLASSES),
        ]
        lots, detail = sheet("按包组", _LOTS), sheet("明细", _DETAIL)
        compared = sheet("两期对比", _COMPARED) if sums.is_compared else None
        for outcome in outcomes():
            _write_roster(outcome, main, lots, detail)
            if compared and outcome.against:
                _write_compared(compared, outcome)
        _write_totals(main, sums)
        if compared:
            _write_compared_totals(compared, sums)
        _write_roll_ups(roll_ups, detail, sums)


def _note(sums: Sums) -> str:
    """Return how many rosters there are, and that the others count in no sum."""
    failed = sums.rosters - sums.priced
    said = f"共 {sums.rosters} 个岗位表，已测算 {sums.priced} 个。"
    left_out = f"各项合计不含未测算的 {failed} 个（原因见 problems.xlsx）。"
    return said + left_out if failed else said


def _write_roster(outcome: Outcome, main: Sheet, lots: Sheet, detail: Sheet) -> None:
    """Write one roster: its groups, its lots, and a row that adds them up."""
    status = label(outcome.status, "zh")
    head: list[Cell] = [outcome.roster, outcome.project, outcome.start]
    counts = list(notice_counts(outcome))
    if outcome.figures is None:
        row: list[Cell] = [outcome.roster, "", "", None, status, None, None, None]
        main.write([*row, *counts, ""])
        return
    first_group, first_lot = detail.row + 1, lots.row + 1
    for lot in outcome.lots:
        _write_lot(outcome, lot, lots, detail)
    groups, own = (first_group, detail.row), (first_lot, lots.row)
    main.write(
        [
            *head,
            outcome.months,
            status,
            Live(f"=SUM({detail.range(_D_HEADS, *groups)})", outcome.figures.heads, False),
            Live(f"=SUM({detail.range(_D_COST, *groups)})", outcome.figures.labour_cost),
            Live(f"=SUM({lots.range(4, *own)})", outcome.figures.ceiling),
            *counts,
            outcome.output,
            *filter(None, [outcome.as_of]),
        ]
    )


def _write_lot(outcome: Outcome, lot: LotCeiling, lots: Sheet, detail: Sheet) -> None:
    """Write a lot's groups, and the lot as their sum."""
    first, total = detail.row + 1, Sum()
    for group in outcome.groups:
        if group.lot != lot.lot:
            continue
        total.add(group)
        places = (outcome.roster, group.lot, district_of(group), street_of(group))
        detail.write([*places, group.post_class, group.heads, Fen(group.labour_cost)])
    rows = (first, detail.row)
    lots.write(
        [
            outcome.roster,
            lot.lot or "（不分包组）",
            Live(f"=SUM({detail.range(_D_HEADS, *rows)})", total.heads, False),
            Live(f"=SUM({detail.range(_D_COST, *rows)})", total.labour_cost),
            Fen(lot.ceiling),
        ]
    )


def _column_sum(sheet: Sheet, column: int, value: int, *, is_money: bool = True) -> Live:
    """Return the sum of all rows so far of a column; without rows it has nothing to refer to."""
    if sheet.row < _FIRST:
        return Live("=0", 0, is_money)
    return Live(f"=SUM({sheet.range(column, _FIRST, sheet.row)})", value, is_money)


def _write_totals(main: Sheet, sums: Sums) -> None:
    """Write the last row of the summary."""
    heads = _column_sum(main, 5, sums.whole.heads, is_money=False)
    amounts = (sums.whole.labour_cost, sums.ceiling)
    money = [_column_sum(main, column, fen) for column, fen in enumerate(amounts, start=6)]
    counts = [
        _column_sum(main, column, count, is_money=False)
        for column, count in enumerate(sums.counts, start=8)
    ]
    texts: list[Cell] = ["合计", "", "", None, ""]
    main.write([*texts, heads, *money, *counts, ""], "total")


def _write_roll_ups(sheets: list[Sheet], detail: Sheet, sums: Sums) -> None:
    """Write the sums by district, by street and by class."""
    last = max(_FIRST, detail.row)

    def amounts(where: str, total: Sum) -> tuple[Cell, Cell]:
        heads, cost = (detail.range(column, _FIRST, last) for column in (_D_HEADS, _D_COST))
        return (
            Live(f"=SUMPRODUCT({where}*{heads})", total.heads, False),
            Live(f"=SUMPRODUCT({where}*{cost})", total.labour_cost),
        )

    # EXACT, because = and SUMIFS would take A for a, and a street named * for every street.
    by_district, by_street, by_class = sheets
    district, street, post_class = (
        detail.range(column, _FIRST, last) for column in (_D_DISTRICT, _D_STREET, _D_CLASS)
    )
    for name, total in sorted(sums.districts.items()):
        where = f"EXACT({district},$A{by_district.row + 1})"
        by_district.write([name, *amounts(where, total)])
    for names, total in sorted(sums.streets.items()):
        row = by_street.row + 1
        where = f"EXACT({district},$A{row})*EXACT({street},$B{row})"
        by_street.write([*names, *amounts(where, total)])
    for number, total in sorted(sums.classes.items()):
        by_class.write([number, *amounts(f"({post_class}=$A{by_class.row + 1})", total)])
    for sheet, texts in zip(sheets, (("合计",), ("合计", ""), ("合计",)), strict=True):
        heads = _column_sum(sheet, len(texts), sums.whole.heads, is_money=False)
        cost = _column_sum(sheet, len(texts) + 1, sums.whole.labour_cost)
        sheet.write([*texts, heads, cost], "total")


def _write_compared(sheet: Sheet, outcome: Outcome) -> None:
    """Write what a roster comes to at two months, and the differences."""
    now, then = outcome.figures, outcome.against
    assert now
    assert then
    row = sheet.row + 1
    sheet.write(
        [
            outcome.roster,
            outcome.as_of,
            outcome.against_as_of,
            Fen(now.labour_cost),
            Fen(then.labour_cost),
            Live(f"=ROUND(E{row}-D{row},2)", then.labour_cost - now.labour_cost),
            Fen(now.ceiling),
            Fen(then.ceiling),
            Live(f"=ROUND(H{row}-G{row},2)", then.ceiling - now.ceiling),
        ]
    )


def _write_compared_totals(sheet: Sheet, sums: Sums) -> None:
    """Write the sums of both months and of the differences."""
    now, then = sums.whole.labour_cost, sums.against.labour_cost
    costs = (now, then, then - now)
    ceilings = (sums.ceiling, sums.against_ceiling, sums.against_ceiling - sums.ceiling)
    values = enumerate(costs + ceilings, start=3)
    cells = [_column_sum(sheet, column, value) for column, value in values]
    sheet.write(["合计", "", "", *cells], "total")
