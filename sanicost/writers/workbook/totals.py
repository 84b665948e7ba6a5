"""附件4: each position over the term: heads, unit cost, each contract year, the whole."""

from dataclasses import dataclass

from sanicost.core.result import Result
from sanicost.core.text import column_letters
from sanicost.writers.workbook.page import TOTALS as NAME
from sanicost.writers.workbook.page import Amount, Column, Page
from sanicost.writers.workbook.personnel import People
from sanicost.writers.workbook.unit_costs import Costs

_FIRST_ROW = 3


@dataclass(frozen=True)
class Sums:
    """Where the terms' costs stand: in total, and as ranges beside the names of the lots."""

    total: Amount
    incentives_total: Amount
    lots: str
    costs: str
    incentives: str


def write(page: Page, result: Result, people: People, costs: Costs) -> Sums:
    """Write a row for each position and the total."""
    page.title("附件4  分岗位用工成本汇总表")
    note = "基本成本不含管理费、税金、利润（二(四)）；各合同年金额取自附件3。"
    page.text(1, 0, note, "remark")
    return _Writer(page, result, people, costs).write()


def _columns(result: Result) -> tuple[Column, ...]:
    """Return the columns; lots and streets only where the roster has any, years by the term."""
    estimate = result.estimate
    start = estimate.segments[0].start
    positions = estimate.roster.positions
    years = range(1, estimate.roster.period.contract_years + 1)
    named = {"lot": Column("lot", "包组", 14), "street": Column("street", "镇街", 12)}
    return (
        Column("number", "序号", 5),
        Column("title", "岗位", 28),
        Column("post_class", "等次", 6),
        *(c for key, c in named.items() if any(getattr(p, key) for p in positions)),
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


class _Writer:
    """Writes the rows; columns are found by their keys."""

    def __init__(self, page: Page, result: Result, people: People, costs: Costs) -> None:
        self._page = page
        self._estimate = result.estimate
        self._people = people
        self._costs = costs
        self._columns = _columns(result)
        self._places = {column.key: number for number, column in enumerate(self._columns)}
        self._last = _FIRST_ROW + len(self._estimate.roster.positions)

    def write(self) -> Sums:
        """Write headings, rows and totals."""
        self._page.widths(self._columns)
        self._page.headings(2, self._columns)
        for index in self._estimate.indices(None):
            self._position(index)
        self._totals()
        incentives = sum(self._estimate.incentives(i) for i in self._estimate.indices(None))
        return Sums(
            total=self._total("term", self._estimate.labour_cost()),
            incentives_total=self._total("incentives", incentives),
            lots=self._range("lot") if "lot" in self._places else "",
            costs=self._range("term"),
            incentives=self._range("incentives"),
        )

    def _position(self, index: int) -> None:
        """Write one position."""
        page, places = self._page, self._places
        position, row = self._estimate.roster.positions[index], _FIRST_ROW + index
        page.number(row, 0, index + 1, "center")
        for key, style in (("title", "text"), ("post_class", "whole"), ("headcount", "whole")):
            link = f"={self._people.cell(key, index)}"
            page.formula(row, places[key], link, getattr(position, key), style)
        for key in places.keys() & {"lot", "street"}:
            page.text(row, places[key], getattr(position, key) or "")
        unit_cost = self._costs.unit_costs[index, 0]
        page.amount(row, places["unit_cost"], f"={unit_cost.cell}", unit_cost.fen)
        month = f"=ROUND({self._at('headcount', row)}*{self._at('unit_cost', row)},2)"
        page.amount(row, places["month"], month, unit_cost.fen * position.headcount)
        years = self._estimate.roster.period.contract_years
        for year in range(1, years + 1):
            self._year(row, index, year)
        term = f"=ROUND(SUM({self._at('year-1', row)}:{self._at(f'year-{years}', row)}),2)"
        page.amount(row, places["term"], term, self._estimate.cost(index), "total-money")
        segments = range(len(self._estimate.segments))
        own = [self._costs.incentives.get((index, number)) for number in segments]
        formula = f"=ROUND({'+'.join(amount.cell for amount in own if amount) or '0'},2)"
        page.amount(row, places["incentives"], formula, self._estimate.incentives(index))

    def _year(self, row: int, index: int, year: int) -> None:
        """Write what a position costs in one contract year: the sum of its segments."""
        segments = enumerate(self._estimate.segments)
        amounts = [self._costs.costs[index, n] for n, s in segments if s.contract_year == year]
        formula = f"=ROUND({'+'.join(amount.cell for amount in amounts)},2)"
        place = self._places[f"year-{year}"]
        self._page.amount(row, place, formula, sum(amount.fen for amount in amounts))

    def _totals(self) -> None:
        """Write the sums of heads, of the month and of each contract year."""
        estimate, positions = self._estimate, self._estimate.roster.positions
        for column in range(len(self._columns)):
            self._page.text(self._last, column, "合计" if column == 1 else "", "total-text")
        heads = sum(position.headcount for position in positions)
        formula = f"=SUM({self._rows('headcount')})"
        self._page.formula(self._last, self._places["headcount"], formula, heads, "total-whole")
        first = estimate.segments[0].amounts["unit_cost"]
        month = sum(p.headcount * fen for p, fen in zip(positions, first, strict=True))
        self._total("month", month)
        for year in range(1, estimate.roster.period.contract_years + 1):
            of_year = [s for s in estimate.segments if s.contract_year == year]
            indices = estimate.indices(None)
            fen = sum(estimate.segment_cost(segment, i) for segment in of_year for i in indices)
            self._total(f"year-{year}", fen)

    def _total(self, key: str, fen: int) -> Amount:
        """Write the sum of a column; ROUND takes away only binary noise."""
        formula = f"=ROUND(SUM({self._rows(key)}),2)"
        return self._page.amount(self._last, self._places[key], formula, fen, "total-money")

    def _rows(self, key: str) -> str:
        """Return the positions' cells of a column, for a formula of this sheet."""
        letter = column_letters(self._places[key] + 1)
        return f"{letter}{_FIRST_ROW + 1}:{letter}{self._last}"

    def _range(self, key: str) -> str:
        """Return the positions' cells of a column, for a formula of another sheet."""
        letter = column_letters(self._places[key] + 1)
        return f"'{NAME}'!${letter}${_FIRST_ROW + 1}:${letter}${self._last}"

    def _at(self, key: str, row: int) -> str:
        """Return a cell of the same sheet."""
        return f"{column_letters(self._places[key] + 1)}{row + 1}"
