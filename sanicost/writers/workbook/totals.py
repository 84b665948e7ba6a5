"""What each line amounts to over the whole term, for all heads: whole fen, and where it stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sanicost.core.estimate import Estimate
from sanicost.core.formula import Compare, Expression, When, fen
from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.unit_prices import work_day
from sanicost.core.worksheet import Range, Ref, Text, Total, TotalWhere, span
from sanicost.writers.workbook.page import Amount, AnnexSet, Page, money_width
from sanicost.writers.workbook.personnel import People
from sanicost.writers.workbook.sheet import SheetColumn
from sanicost.writers.workbook.unit_costs import Costs

LINES = (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer")


def line_fen(estimate: Estimate, indices: Sequence[int]) -> dict[str, int]:
    """Return each line × heads × months of some positions, in fen, and their `cost`."""
    positions = estimate.roster.positions
    found = {
        name: sum(
            segment.amounts[name][index] * positions[index].headcount * segment.months
            for segment in estimate.segments
            for index in indices
        )
        for name in LINES
    }
    return found | {"cost": sum(estimate.cost(index) for index in indices)}


_FIRST_ROW = 3
_NOT_SUMMED = {"number", "title", "post_class", "lot", "street", "unit_cost", "work_day"}
_NOT_MONEY = _NOT_SUMMED | {"headcount"}
_NAMING = ("lot", "street")
_OF_SEGMENTS = {"segment": "基本成本", "added": "激励"}
"""What a lot's years are made of, segment by segment, and what it is called."""
_GROUPS = {"lot": "按包组汇总", "street": "按镇街汇总", "post_class": "按岗位等次汇总"}
Fens = Sequence[Mapping[str, int]]
"""What the summed columns hold, for each of some positions."""


@dataclass
class TermTotals:
    """Where the terms' costs of one set stand: of each position, in total, and by group.

    `grouped_heads` are the heads of the groups by lot and by street, each by the key.
    """

    rows: dict[int, Mapping[str, Ref]] = field(default_factory=dict)
    totals: dict[str, Amount] = field(default_factory=dict)
    classes: dict[int, Mapping[str, Amount]] = field(default_factory=dict)
    lots: dict[str, Mapping[str, Amount]] = field(default_factory=dict)
    grouped_heads: dict[str, Range] = field(default_factory=dict)

    def of_lot(self, lot: str) -> "TermTotals":
        """Return the sums of the positions that 附件2 now gives a lot."""
        return TermTotals(totals=dict(self.lots[lot]))

    @property
    def total(self) -> Amount:
        """The basic cost over the term."""
        return self.totals["term"]

    @property
    def heads(self) -> Amount:
        """The heads of the set, which are no money."""
        return self.totals["headcount"]

    @property
    def incentives_total(self) -> Amount:
        """Incentives with their on-cost over the term."""
        return self.totals["incentives"]


def write(page: Page, result: Result, people: People, annex: AnnexSet, costs: Costs) -> TermTotals:
    """Write a row for each position of a set from its 附件3, and the sums."""
    return _Writer(page, result, annex, _computed(result, people, costs)).write()


def write_roll_up(
    page: Page, result: Result, people: People, parts: Iterable[TermTotals], costs: Sequence[Costs]
) -> TermTotals:
    """Write all positions once more, each linked to the 附件4 of its lot, and the sums.

    Each lot's sums follow the lots that 附件2 names; they are needed segment by segment, too.
    """
    links = {index: cells for part in parts for index, cells in part.rows.items()}
    annex = AnnexSet(None, result.estimate.indices(None))
    of_segments = {place: own for own in costs for place in own.costs}

    def formula(index: int, key: str) -> Expression:
        name, _, number = key.partition("-")
        if name in _OF_SEGMENTS:
            place = index, int(number) - 1
            own = of_segments[place]
            return (own.costs if name == "segment" else own.incentives)[place].ref
        return people.cell(key, index) if key in _NAMING else links[index][key]

    return _Writer(page, result, annex, formula, by_segment=True).write()


Formula = Callable[[int, str], Expression]
"""From a position and a column's key to the formula that belongs there."""


def _computed(result: Result, people: People, costs: Costs) -> Formula:
    """Return the formulas of a set's own table."""
    estimate = result.estimate

    def formula(index: int, key: str) -> Expression:
        if key in ("title", "post_class", "headcount", *_NAMING):
            return people.cell(key, index)
        if key == "unit_cost":
            return costs.unit_costs[index, 0].ref
        if key == "work_day":
            return fen(costs.unit_costs[index, 0].ref / people.cell("work_days", index))
        if key == "month":
            return fen(people.cell("headcount", index) * costs.unit_costs[index, 0].ref)
        segments = list(enumerate(estimate.segments))
        if key == "incentives":
            return fen(sum(costs.incentives[index, number].ref for number, _ in segments))
        year = int(key.removeprefix("year-"))
        return fen(sum(costs.costs[index, n].ref for n, s in segments if s.contract_year == year))

    return formula


def _columns(result: Result, annex: AnnexSet) -> tuple[SheetColumn, ...]:
    """Return the columns; lots and streets only where the set has any, years by the term."""
    estimate = result.estimate
    start = estimate.segments[0].start
    positions = [estimate.roster.positions[index] for index in annex.indices]
    years = range(1, estimate.roster.period.contract_years + 1)
    named = {"lot": SheetColumn("lot", "包组", 14), "street": SheetColumn("street", "镇街", 12)}
    every = (
        SheetColumn("number", "序号", 5, names_rows=True),
        SheetColumn("title", "岗位", 30, names_rows=True),
        SheetColumn("post_class", "等次", 6),
        *(
            column
            for key, column in named.items()
            if key != "lot" or annex.lot is None
            if any(getattr(position, key) for position in positions)
        ),
        SheetColumn("headcount", "人数\n（人）", 10, unit="人"),
        SheetColumn("unit_cost", f"元/人·月\n（{start}起）", 13),
        SheetColumn("work_day", f"元/人·工作日\n（{start}起）", 13),
        SheetColumn("month", f"月合计\n（{start}起，元）", 17),
        *(SheetColumn(f"year-{year}", _year_heading(result, year), 18) for year in years),
        SheetColumn("term", "合同期合计\n（元）", 19),
        SheetColumn("incentives", "另计：激励\n及单位缴费（元）", 17),
    )
    widest = money_width([estimate.labour_cost(annex.lot)])
    return tuple(
        c if c.key in _NOT_MONEY else c._replace(width=max(c.width, widest)) for c in every
    )


def _of_segments(result: Result) -> list[SheetColumn]:
    """Return the columns by segment; they are not printed."""
    numbers = range(1, len(result.estimate.segments) + 1)
    return [
        SheetColumn(f"{key}-{number}", f"计价段{number}\n{words}（元）", 15)
        for key, words in _OF_SEGMENTS.items()
        for number in numbers
    ]


def _year_heading(result: Result, year: int) -> str:
    """Return the heading of a contract year with its months."""
    months = result.estimate.roster.period.months_of_year(year)
    return f"第{year}合同年（元）\n{months[0]}至{months[-1]}"


class _Writer:
    """Writes the rows; columns are found by their keys."""

    def __init__(
        self,
        page: Page,
        result: Result,
        annex: AnnexSet,
        formula: Formula,
        *,
        by_segment: bool = False,
    ) -> None:
        self._page = page
        self._estimate = result.estimate
        self._annex = annex
        self._formula = formula
        self._columns = _columns(result, annex)
        self._printed = len(self._columns)
        self._columns += tuple(_of_segments(result)) if by_segment else ()
        self._places = {column.key: number for number, column in enumerate(self._columns)}
        self._summed = [key for key in self._places if key not in _NOT_SUMMED]
        self._last = _FIRST_ROW + len(annex.indices)
        self._sums = TermTotals()

    def write(self) -> TermTotals:
        """Write headings, rows, totals and sums by group."""
        self._page.title(f"附件4  分岗位用工成本汇总表{self._annex.suffix}")
        [note] = self._estimate.standard.law.notes["totals"]
        self._page.text(1, 0, note, "remark")
        self._page.widths(self._columns)
        self._page.headings(2, self._columns)
        amounts = {index: self._fen(index) for index in self._annex.indices}
        for row, index in enumerate(self._annex.indices, start=_FIRST_ROW):
            self._position(row, index, amounts[index])
        everyone = list(amounts.values())
        self._row(self._last, "合计", everyone, lambda key: fen(Total((self._rows(key),))))
        self._sums.totals = self._amounts(self._last, everyone)
        end = self._groups(amounts)
        if self._printed < len(self._columns):
            self._page.print_area(end, self._printed)
        return self._sums

    def _fen(self, index: int) -> dict[str, int]:
        """Return what the summed columns hold for a position: heads, and fen."""
        estimate = self._estimate
        heads = estimate.roster.positions[index].headcount
        amounts = {
            "headcount": heads,
            "month": estimate.segments[0].amounts["unit_cost"][index] * heads,
            "term": estimate.cost(index),
            "incentives": estimate.incentives(index),
        }
        for segment in estimate.segments:
            key = f"year-{segment.contract_year}"
            amounts[key] = amounts.get(key, 0) + estimate.segment_cost(segment, index)
        for number, segment in enumerate(estimate.segments, start=1):
            amounts[f"segment-{number}"] = estimate.segment_cost(segment, index)
            amounts[f"added-{number}"] = estimate.added_cost(segment, index)
        return amounts

    def _position(self, row: int, index: int, amounts: Mapping[str, int]) -> None:
        """Write one position."""
        page, places = self._page, self._places
        position = self._estimate.roster.positions[index]
        page.number(row, 0, index + 1, "center")
        for key, style in (("title", "text"), ("post_class", "whole"), ("headcount", "whole")):
            link = self._formula(index, key)
            page.formula(row, places[key], link, getattr(position, key), style)
        for key in ("lot", "street"):
            if key in places:
                named, link = getattr(position, key) or "", self._formula(index, key)
                shown = When(Compare(link, "=", Text("")), Text(""), link)
                page.formula(row, places[key], shown, named, "text")
        unit_cost = self._estimate.segments[0].amounts["unit_cost"][index]
        page.amount(row, places["unit_cost"], self._formula(index, "unit_cost"), unit_cost)
        daily = work_day(unit_cost, position)
        page.amount(row, places["work_day"], self._formula(index, "work_day"), daily)
        for key in self._summed[1:]:
            style = "total-money" if key == "term" else "money"
            page.amount(row, places[key], self._of_term(index, key, row), amounts[key], style)
        self._sums.rows[index] = {key: page.at(row, place) for key, place in places.items()}

    def _of_term(self, index: int, key: str, row: int) -> Expression:
        """Return a formula of a row; the whole term is the sum of the years beside it."""
        if key != "term":
            return self._formula(index, key)
        years = [place for name, place in self._places.items() if name.startswith("year-")]
        return fen(Total((self._page.range((row, years[0]), (row, years[-1])),)))

    def _row(
        self, row: int, name: str, amounts: Fens, formula: Callable[[str], Expression]
    ) -> None:
        """Write a row of sums."""
        for column in range(len(self._columns)):
            self._page.text(row, column, name if column == 1 else "", "total-text")
        for key in self._summed:
            total = sum(one[key] for one in amounts)
            if key == "headcount":
                self._page.formula(row, self._places[key], formula(key), total, "total-whole")
            else:
                self._page.amount(row, self._places[key], formula(key), total, "total-money")

    def _amounts(self, row: int, amounts: Fens) -> dict[str, Amount]:
        """Return where the sums of a row stand; heads are no money but stand there, too."""
        return {
            key: Amount(self._page.at(row, self._places[key]), sum(one[key] for one in amounts))
            for key in self._summed
        }

    def _rows(self, key: str) -> Range:
        """Return the positions' cells of a column."""
        column = self._places[key]
        return self._page.range((_FIRST_ROW, column), (self._last - 1, column), "both")

    def _groups(self, amounts: Mapping[int, Mapping[str, int]]) -> int:
        """Write the sums by lot, by street and by post class, each as far as there are any.

        Return the next free row.
        """
        row = self._last + 2
        for key, title in _GROUPS.items():
            if key not in self._places:
                continue
            self._page.section(row, title)
            first, place = row + 1, self._places["headcount"]
            for group, indices in self._grouped(key):
                row += 1
                self._group(row, key, group, [amounts[index] for index in indices])
            self._sums.grouped_heads[key] = span(
                self._page.at(first, place), self._page.at(row, place)
            )
            row += 2
        return row

    def _group(self, row: int, key: str, group: str | int | None, amounts: Fens) -> None:
        """Write the sums of the positions with one lot, street or class."""
        name = f"{group} 类岗位" if key == "post_class" else str(group or "（未填）")
        wanted = self._page.near(row, self._places[key], "column")
        # A group's name is compared to the letter, for EXACT alone knows capitals.
        is_text = key != "post_class"
        cells = self._rows(key)
        self._row(
            row,
            name,
            amounts,
            lambda one: fen(TotalWhere(cells, wanted, self._rows(one), is_text)),
        )
        if isinstance(group, int):
            self._page.number(row, self._places[key], group, "total-whole")
            self._sums.classes[group] = self._amounts(row, amounts)
        else:
            self._page.text(row, self._places[key], group or "", "total-text")
            if key == "lot":
                self._sums.lots[str(group)] = self._amounts(row, amounts)

    def _grouped(self, key: str) -> list[tuple[str | int | None, list[int]]]:
        """Return the positions by a field: classes in order, names as they first appear."""
        grouped: dict[str | int | None, list[int]] = {}
        for index in self._annex.indices:
            group = getattr(self._estimate.roster.positions[index], key)
            grouped.setdefault(group, []).append(index)
        groups = list(grouped.items())
        return sorted(groups, key=lambda one: str(one[0])) if key == "post_class" else groups
