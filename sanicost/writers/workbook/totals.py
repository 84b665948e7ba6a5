"""附件4: each position over the term: heads, unit cost, each contract year, the whole."""

from dataclasses import dataclass

from sanicost.core.result import Result
from sanicost.core.text import column_letters
from sanicost.writers.workbook.page import Amount, Column, Page
from sanicost.writers.workbook.personnel import People
from sanicost.writers.workbook.unit_costs import Costs

_FIRST_ROW = 3
_HEADCOUNT, _UNIT_COST, _MONTH, _FIRST_YEAR = 5, 6, 7, 8


@dataclass(frozen=True)
class Sums:
    """Where the terms' costs stand: by position, and in total."""

    costs: tuple[Amount, ...]
    incentives: tuple[Amount, ...]
    total: Amount
    incentives_total: Amount


def _columns(result: Result) -> tuple[Column, ...]:
    """Return the columns; the contract years depend on the term."""
    estimate = result.estimate
    start = estimate.segments[0].start
    years = range(1, estimate.roster.period.contract_years + 1)
    return (
        Column("number", "序号", 5),
        Column("title", "岗位", 28),
        Column("post_class", "等次", 6),
        Column("lot", "包组", 12),
        Column("street", "镇街", 12),
        Column("headcount", "人数\n（人）", 8),
        Column("unit_cost", f"元/人·月\n（{start}起）", 12),
        Column("month", f"月合计\n（{start}起，元）", 16),
        *(Column(f"year-{year}", _year_heading(result, year), 18) for year in years),
        Column("term", "合同期合计\n（元）", 19),
        Column("incentives", "另计：激励\n及单位缴费（元）", 17),
    )


def _year_heading(result: Result, year: int) -> str:
    """Return the heading of a contract year with its months."""
    months = result.estimate.roster.period.months_of_year(year)
    return f"第{year}合同年（元）\n{months[0]}至{months[-1]}"


def write(page: Page, result: Result, people: People, costs: Costs) -> Sums:
    """Write a row for each position and the total."""
    estimate = result.estimate
    page.title("附件4  分岗位用工成本汇总表")
    note = "基本成本不含管理费、税金、利润（二(四)）；各合同年金额取自附件3。"
    page.text(1, 0, note, "remark")
    page.widths(_columns(result))
    page.headings(2, _columns(result))
    rows = [_write_row(page, result, people, costs, index) for index in estimate.indices(None)]
    last = _FIRST_ROW + len(rows)
    _write_totals(page, result, last)
    years = estimate.roster.period.contract_years
    fens = [estimate.labour_cost(), sum(amount.fen for _, amount in rows)]
    total, incentives = (
        page.amount(
            last,
            _FIRST_YEAR + years + n,
            _column_sum(_FIRST_YEAR + years + n, last),
            fen,
            "total-money",
        )
        for n, fen in enumerate(fens)
    )
    terms, extras = zip(*rows, strict=True)
    return Sums(costs=terms, incentives=extras, total=total, incentives_total=incentives)


def _write_row(
    page: Page, result: Result, people: People, costs: Costs, index: int
) -> tuple[Amount, Amount]:
    """Write one position; return its term's cost and its incentives."""
    estimate = result.estimate
    position = estimate.roster.positions[index]
    row = _FIRST_ROW + index
    page.number(row, 0, index + 1, "center")
    page.formula(row, 1, f"={people.cell('title', index)}", position.title, "text")
    page.formula(row, 2, f"={people.cell('post_class', index)}", position.post_class, "whole")
    page.text(row, 3, position.lot or "")
    page.text(row, 4, position.street or "")
    heads = f"={people.cell('headcount', index)}"
    page.formula(row, _HEADCOUNT, heads, position.headcount, "whole")
    unit_cost = costs.unit_costs[index, 0]
    page.amount(row, _UNIT_COST, f"={unit_cost.cell}", unit_cost.fen)
    month = f"=ROUND({_at(_HEADCOUNT, row)}*{_at(_UNIT_COST, row)},2)"
    page.amount(row, _MONTH, month, unit_cost.fen * position.headcount)
    years = estimate.roster.period.contract_years
    for year in range(1, years + 1):
        _write_year(page, result, costs, row, (index, year))
    term = f"=ROUND(SUM({_at(_FIRST_YEAR, row)}:{_at(_FIRST_YEAR + years - 1, row)}),2)"
    cost = page.amount(row, _FIRST_YEAR + years, term, estimate.cost(index), "total-money")
    own = [amount for (i, _), amount in costs.incentives.items() if i == index]
    formula = f"=ROUND({'+'.join(amount.cell for amount in own) or '0'},2)"
    fen = sum(amount.fen for amount in own)
    return cost, page.amount(row, _FIRST_YEAR + years + 1, formula, fen)


def _write_year(page: Page, result: Result, costs: Costs, row: int, place: tuple[int, int]) -> None:
    """Write what a position costs in one contract year: the sum of its segments."""
    index, year = place
    segments = result.estimate.segments
    amounts = [costs.costs[index, n] for n, s in enumerate(segments) if s.contract_year == year]
    formula = f"=ROUND({'+'.join(amount.cell for amount in amounts)},2)"
    page.amount(row, _FIRST_YEAR + year - 1, formula, sum(amount.fen for amount in amounts))


def _write_totals(page: Page, result: Result, last: int) -> None:
    """Write the sums of heads, of the month and of each contract year."""
    estimate = result.estimate
    positions = estimate.roster.positions
    for column in range(len(_columns(result))):
        page.text(last, column, "合计" if column == 1 else "", "total-text")
    heads = sum(position.headcount for position in positions)
    letter = column_letters(_HEADCOUNT + 1)
    formula = f"=SUM({letter}{_FIRST_ROW + 1}:{letter}{last})"
    page.formula(last, _HEADCOUNT, formula, heads, "total-whole")
    first = estimate.segments[0].amounts["unit_cost"]
    month = sum(p.headcount * fen for p, fen in zip(positions, first, strict=True))
    page.amount(last, _MONTH, _column_sum(_MONTH, last), month, "total-money")
    for year in range(1, estimate.roster.period.contract_years + 1):
        fen = sum(
            estimate.segment_cost(segment, index)
            for segment in estimate.segments
            if segment.contract_year == year
            for index in estimate.indices(None)
        )
        column = _FIRST_YEAR + year - 1
        page.amount(last, column, _column_sum(column, last), fen, "total-money")


def _column_sum(column: int, last: int) -> str:
    """Return the sum of a column's rows; ROUND takes away only binary noise."""
    letter = column_letters(column + 1)
    return f"=ROUND(SUM({letter}{_FIRST_ROW + 1}:{letter}{last}),2)"


def _at(column: int, row: int) -> str:
    """Return a cell of the same sheet."""
    return f"{column_letters(column + 1)}{row + 1}"
