"""附件5: the ceiling by contract year and by budget year, each amount a live formula (§7)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from sanicost.core.apportion import running
from sanicost.core.formula import Constant, Expression, fen
from sanicost.core.price import Ceiling
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.worksheet import Range, Ref, Total
from sanicost.core.years import ByYear, Year, Years, months_in
from sanicost.i18n import label
from sanicost.writers.workbook.page import Amount, Page
from sanicost.writers.workbook.references import sum_of
from sanicost.writers.workbook.sheet import SheetColumn
from sanicost.writers.workbook.totals import TermTotals
from sanicost.writers.workbook.unit_costs import Costs

Kind: TypeAlias = Literal["contract", "budget"]
YearCells: TypeAlias = Mapping[tuple[Kind, int], Mapping[str, Amount]]
"""Where the components of each year stand, and their ceiling."""

COMPONENTS = ("labour_cost", "incentives", "other_costs", *RATE_NAMES)
_TITLES: Mapping[Kind, str] = {"contract": "按合同年", "budget": "按预算年度（自然年）"}
_NOTE = (
    "基本成本和激励按所属月份；其他费用按月数，管理费、利润、税金按计费基数，"
    "逐年累计取整，各年之和等于合计。"
)
KINDS: tuple[Kind, ...] = ("contract", "budget")


class YearSources(NamedTuple):
    """What a lot's years are made of: its steps, each other cost, and the sheets behind them."""

    part: Ceiling
    steps: Mapping[str, Amount]
    other_costs: Sequence[Amount]
    sums: TermTotals
    costs: Costs
    segments: Sequence[Mapping[str, Ref]]

    def labour_cost(self, number: int) -> Expression:
        """Return the basic cost of a segment: of a lot, that of the positions it now has."""
        key = f"segment-{number + 1}"
        if key in self.sums.totals:
            return self.sums.totals[key].ref
        return self.costs.segment_cost(self.segments[number]["number"])

    def incentives(self, number: int) -> Expression:
        """Return the incentives of a segment with their on-cost, likewise."""
        key = f"added-{number + 1}"
        if key in self.sums.totals:
            return self.sums.totals[key].ref
        return self.costs.segment_incentives(self.segments[number]["number"])


def heading(result: Result, kind: Kind, year: int) -> str:
    """Return a year as its column is headed: a contract year with its months."""
    if kind == "budget":
        return f"{year}年度"
    months = result.estimate.roster.period.months_of_year(year)
    return f"第{year}合同年\n{months[0]}至{months[-1]}"


def write_lot(
    page: Page, row: int, result: Result, years: Years, of: YearSources
) -> tuple[YearCells, int]:
    """Write the years of one lot, or of a tender without lots; return where, and the next row."""
    found: dict[tuple[Kind, int], Mapping[str, Amount]] = {}
    table = _Table(page, result, row)
    for kind in KINDS:
        table.begin(kind, years)
        _Lot(table, kind, of).write()
        found |= table.end(kind)
    return found, table.row


def write_whole(
    page: Page, row: int, result: Result, years: Years, lots: Sequence[YearCells]
) -> tuple[YearCells, int]:
    """Write the years of a tender as the sums of its lots; return where, and the next row."""
    found: dict[tuple[Kind, int], Mapping[str, Amount]] = {}
    table = _Table(page, result, row)
    for kind in KINDS:
        table.begin(kind, years)
        for name in COMPONENTS:
            table.component(name, _summed(kind, name, lots))
        found |= table.end(kind)
    return found, table.row


def _summed(kind: Kind, name: str, lots: Sequence[YearCells]) -> Callable[[int, int], Expression]:
    """Return the formula that adds a component of the lots up, year by year."""

    def formula(place: int, year: int) -> Expression:
        return sum_of([lot[kind, year][name] for lot in lots if name in lot[kind, year]])

    return formula


@dataclass
class _Table:
    """A table of years: a column for each, and one for the whole; a row for each component."""

    page: Page
    result: Result
    row: int
    years: ByYear = field(default_factory=dict)
    months_row: int = 0
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The column of the last year; the whole stands behind it."""
        return len(self.years)

    def begin(self, kind: Kind, years: Years) -> None:
        """Write title, headings and months."""
        self.years = years.contract if kind == "contract" else years.budget
        page, self.rows = self.page, {}
        page.section(self.row, f"分年度金额：{_TITLES[kind]}（元）")
        named = [SheetColumn(str(year), heading(self.result, kind, year), 0) for year in self.years]
        first, last = (
            SheetColumn("item", "项目", 0, names_rows=True),
            SheetColumn("whole", "合计", 0),
        )
        page.headings(self.row + 1, (first, *named, last), repeat=False)
        self.months_row = self.row + 2
        page.text(self.months_row, 0, "月数")
        for column, one in enumerate(self.years.values(), start=1):
            page.number(self.months_row, column, one.months, "whole")
        total = sum(one.months for one in self.years.values())
        cells = self.span(self.months_row, 1, self.last)
        page.formula(self.months_row, self.last + 1, Total((cells,)), total, "whole")
        self.row += 3

    def span(self, row: int, first: int, last: int, down: int = 0) -> Range:
        """Return a range of columns of one row, or of some rows from it on."""
        return self.page.range((row, first), (row + down, last), "both")

    def fens(self, name: str) -> list[int | None]:
        """Return what a component amounts to in each year, None for a charge without a rate."""
        return [_fen(one, name) for one in self.years.values()]

    def component(self, name: str, formula: Callable[[int, int], Expression]) -> None:
        """Write a component, by a formula from the place of a year and the year."""
        fens = [one for one in self.fens(name) if one is not None]
        if not fens:
            self.page.text(self.row, 0, label(name, "zh"))
            for column in range(1, self.last + 2):
                self.page.text(self.row, column, "未计列", "center")
            self.row += 1
            return
        self.rows[name] = self.row
        self.line(label(name, "zh"), fens, formula)

    def line(
        self,
        text: str,
        fens: Sequence[int],
        formula: Callable[[int, int], Expression],
        style: str = "money",
    ) -> None:
        """Write a row of amounts, and their sum."""
        page = self.page
        page.text(self.row, 0, text, "total-text" if style != "money" else "text")
        for place, (year, own) in enumerate(zip(self.years, fens, strict=True)):
            page.amount(self.row, place + 1, formula(place, year), own, style)
        whole = fen(Total((self.span(self.row, 1, self.last),)))
        page.amount(self.row, self.last + 1, whole, sum(fens), "total-money")
        self.row += 1

    def running(self, amount: Amount, row: int, down: int = 0) -> Callable[[int, int], Expression]:
        """Return the formula that lets an amount run along the columns of some rows (§7).

        Up to each year it is the amount × the weights up to it ÷ all weights, rounded half up.
        """
        own = self.row

        def formula(place: int, year: int) -> Expression:
            up_to, every = self.span(row, 1, place + 1, down), self.span(row, 1, self.last, down)
            reached = fen(amount.ref * Total((up_to,)) / Total((every,)))
            return fen(reached - Total((self.span(own, 1, place),))) if place else reached

        return formula

    def end(self, kind: Kind) -> dict[tuple[Kind, int], Mapping[str, Amount]]:
        """Write the ceiling of each year; return where everything stands."""
        first, last = self.rows["labour_cost"], self.row - 1
        fens = [one.ceiling for one in self.years.values()]

        def formula(place: int, year: int) -> Expression:
            return fen(Total((self.span(first, place + 1, place + 1, last - first),)))

        self.rows["ceiling"] = self.row
        self.line(label("ceiling", "zh"), fens, formula, "total-money")
        self.page.end_table(self.row - 1)
        self.page.text(self.row, 0, _NOTE, "remark")
        self.row += 2
        return {
            (kind, year): {
                name: Amount(self.page.at(row, column), _fen(one, name) or 0)
                for name, row in self.rows.items()
            }
            for column, (year, one) in enumerate(self.years.items(), start=1)
        }


def _fen(year: Year, name: str) -> int | None:
    """Return one component of a year."""
    found: int | None = next(
        (charge for rate, charge in year.charges.items() if rate == name), None
    )
    return found if name in RATE_NAMES else getattr(year, name)


class _Lot:
    """Writes the components of one lot into a table."""

    def __init__(self, table: _Table, kind: Kind, of: YearSources) -> None:
        self._table = table
        self._kind = kind
        self._of = of
        self._estimate = table.result.estimate
        self._months = months_in(self._estimate)

    def write(self) -> None:
        """Write each other cost by itself, then the components in their order."""
        table, of = self._table, self._of
        first, months = table.row, [one.months for one in table.years.values()]
        for share, amount in zip(of.part.other_costs, of.other_costs, strict=True):
            from_months = table.running(amount, table.months_row)
            table.line(f"　{share.cost.name}", running(amount.fen, months), from_months)
        costs = table.row - first
        table.component("labour_cost", self._labour)
        table.component("incentives", self._incentives)
        table.component("other_costs", self._other(first, costs))
        for name in RATE_NAMES:
            labour = table.rows["labour_cost"]
            step = of.steps.get(name, Amount(None, 0))
            table.component(name, table.running(step, labour, table.row - 1 - labour))

    def _labour(self, place: int, year: int) -> Expression:
        """Return the basic cost of a year: a column of 附件4, or of 附件3 by its months."""
        if self._kind == "contract":
            return self._of.sums.totals[f"year-{year}"].ref
        return self._by_months(year, self._of.labour_cost)

    def _incentives(self, place: int, year: int) -> Expression:
        """Return the incentives of a year, from the rows of its segments in 附件3."""
        return self._by_months(year, self._of.incentives)

    def _by_months(self, year: int, of_segment: Callable[[int], Expression]) -> Expression:
        """Return the sum of what segments cost, each by its months within the year."""
        parts: list[Expression] = []
        for number, segment in enumerate(self._estimate.segments):
            within = (
                segment.months * (segment.contract_year == year)
                if self._kind == "contract"
                else self._months[year].get(number, 0)
            )
            if within == segment.months:
                parts.append(of_segment(number))
            elif within:
                parts.append(of_segment(number) / self._of.segments[number]["months"] * within)
        return fen(sum(parts[1:], parts[0])) if parts else Constant(0)

    def _other(self, first: int, costs: int) -> Callable[[int, int], Expression]:
        """Return the sum of the other costs above."""
        table = self._table

        def formula(place: int, year: int) -> Expression:
            if not costs:
                return Constant(0)
            return fen(Total((table.span(first, place + 1, place + 1, costs - 1),)))

        return formula
