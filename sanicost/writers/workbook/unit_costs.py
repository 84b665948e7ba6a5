"""附件3: a row for each position and segment, every line a live formula made from its rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sanicost.core.estimate import Estimate
from sanicost.core.formula import Compare, Constant, Expression, Symbol, fen, when
from sanicost.core.lines import raised_employer
from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES, expressions
from sanicost.core.symbols import CHOOSING
from sanicost.core.worksheet import (
    Filled,
    Place,
    Range,
    Ref,
    RowRef,
    Total,
    TotalOfProducts,
    TotalWhere,
    open_formula,
    over_cells,
    span,
)
from sanicost.i18n import label
from sanicost.writers.workbook.basis import FigureCells
from sanicost.writers.workbook.page import Amount, AnnexSet, Page, fitted, title_width, yuan
from sanicost.writers.workbook.personnel import FIRST_ROW as FIRST_PERSON
from sanicost.writers.workbook.personnel import PERSON, people_cells
from sanicost.writers.workbook.sheet import LineRow, SheetColumn

_LEADING = (
    SheetColumn("number", "序号", 4, names_rows=True),
    SheetColumn("title", "岗位", 14, names_rows=True),
    SheetColumn("post_class", "等次", 5),
    SheetColumn("segment", "计价段", 6.5),
    SheetColumn("start", "起始月", 8, names_rows=True),
    SheetColumn("months", "月数", 5, unit="月"),
)
KEYS = (
    *(column.key for column in _LEADING),
    *WAGE_LINES,
    "income",
    *EMPLOYER_LINES,
    "employer",
    "unit_cost",
    "headcount",
    "cost",
    "added",
    "added_cost",
)
_NOTHING = "—"
_BESIDE = len(INCENTIVE_LINES) + 1
_INCENTIVE_COLUMNS = dict(zip((*INCENTIVE_LINES, "incentives"), WAGE_LINES[:_BESIDE], strict=True))
"""The column of the wages that holds each incentive, and then their sum, in the table of these."""
ADDED = ("added", "added_cost")
"""What the table of basic costs says of incentives, so that one typed in later is not missed."""
_FREE = tuple(name for name in WAGE_LINES if name not in _INCENTIVE_COLUMNS.values())
RENAMED = {
    **{column: label(name, "zh") for name, column in _INCENTIVE_COLUMNS.items()},
    **dict.fromkeys(_FREE, _NOTHING),
    "income": "计入激励后\n应发工资",
    "employer": "计入激励后\n单位缴费",
    "unit_cost": label("on_cost", "zh"),
    "cost": "激励及单位缴费\n（元）",
    **dict.fromkeys(ADDED, _NOTHING),
}
"""What the columns are called in the table of incentives."""
RAISED = {
    **{column: name for name, column in _INCENTIVE_COLUMNS.items()},
    "income": "income_with_incentives",
    "employer": "employer_with_incentives",
    "unit_cost": "on_cost",
    "cost": "incentives_cost",
}
"""What the columns hold in the table of incentives."""


def columns_of(result: Result, annex: AnnexSet) -> tuple[SheetColumn, ...]:
    """Return the columns: what the row is, the lines, the sums; as wide as their amounts."""
    lines = [*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "unit_cost"]
    words = [SheetColumn(name, label(name, "zh"), 0, "money") for name in lines]
    heads = max(result.estimate.roster.positions[index].headcount for index in annex.indices)
    titles = (result.estimate.roster.positions[index].title for index in annex.indices)
    leading = [
        c._replace(width=title_width(titles, c.width)) if c.key == "title" else c for c in _LEADING
    ]
    every = (
        *leading,
        *words,
        SheetColumn("headcount", "人数", max(5, len(f"{heads:,}") + 1), "whole", "人"),
        SheetColumn("cost", "计价段费用\n（元）", 0, "money"),
        SheetColumn("added", "另计：激励\n（元/人·月）", 0, "money"),
        SheetColumn("added_cost", "激励及单位缴费\n（元）", 0, "money"),
    )
    return fitted(every, _widest(result.estimate, annex))


def raised_columns(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """Return the columns of the table of incentives, under those of the basic costs."""
    return [
        c._replace(key=RAISED.get(c.key, c.key), heading=RENAMED.get(c.key, c.heading))
        for c in columns
    ]


def renamed(columns: Sequence[SheetColumn]) -> dict[int, str]:
    """Return what the columns with another meaning hold in the table of incentives, by place."""
    return {
        place: RENAMED[column.key]
        for place, column in enumerate(columns)
        if RENAMED.get(column.key, _NOTHING) != _NOTHING
    }


def _widest(estimate: Estimate, annex: AnnexSet) -> dict[str, list[int]]:
    """Return the largest amounts of each column; what incentives add stands in the same ones."""
    incentives = sum(estimate.incentives(index) for index in annex.indices)
    found: dict[str, list[int]] = {
        "cost": [estimate.labour_cost(annex.lot), incentives],
        "added_cost": [incentives],
    }
    for segment in estimate.segments:
        largest = {
            name: max(numbers[index] for index in annex.indices)
            for name, numbers in segment.amounts.items()
        }
        added = {"income": largest["incentives"], "employer": largest["on_cost"]}
        added |= dict.fromkeys(EMPLOYER_LINES, largest["on_cost"])
        for name in (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "unit_cost"):
            found.setdefault(name, []).append(largest[name] + added.get(name, 0))
        for name, column in _INCENTIVE_COLUMNS.items():
            found[column].append(largest[name])
        found.setdefault("added", []).append(largest["incentives"])
    return found


PLACES = {key: number for number, key in enumerate(KEYS)}
_FIRST_ROW = 3
_OWN, _BASIC, _FIRST = "r", "b", "f"
"""What formulas call their own row, and those of the same position in the table of basic costs:
in the same segment, and in the first."""


def _sum_formulas() -> dict[str, Expression]:
    """Return the sums of a row, of the basic costs and of incentives; ROUND only removes noise."""
    at = {key: Symbol(f"row.{key}") for key in KEYS}
    *incentives, total = _INCENTIVE_COLUMNS.values()
    added = at[total]
    return {
        "income": _sum(WAGE_LINES),
        "employer": _sum(EMPLOYER_LINES),
        "employer_with_incentives": _sum(EMPLOYER_LINES),
        "unit_cost": fen(at["income"] + at["employer"]),
        "cost": fen(at["unit_cost"] * at["headcount"] * at["months"]),
        "incentives": _sum(incentives),
        "income_with_incentives": fen(Symbol("basic.income") + added),
        "on_cost": fen(at["employer"] - Symbol("basic.employer")),
        "incentives_cost": fen((added + at["unit_cost"]) * at["headcount"] * at["months"]),
    }


def _added(rules: Mapping[str, Expression]) -> dict[str, Expression]:
    """Return the incentives of a row, and what they amount to with their on-cost.

    The on-cost is what the employer lines amount to once the incentives are in the income, less
    what they amount to in the table of basic costs.
    """
    added = Symbol("row.added")
    raised = Symbol("row.income") + added

    def cell(name: str) -> Expression:
        return raised if name == "line.income" else Symbol(name)

    lines = [over_cells(rules[name], cell) for name in EMPLOYER_LINES]
    on_cost = sum(lines[1:], lines[0]) - Symbol("row.employer")
    person = added + when(Compare(added, "=", Constant(0)), 0, on_cost)
    incentives = [rules[name] for name in INCENTIVE_LINES]
    return {
        "added": fen(sum(incentives[1:], incentives[0])),
        "added_cost": fen(person * Symbol("row.headcount") * Symbol("row.months")),
    }


def _sum(keys: Sequence[str]) -> Expression:
    """Return the sum of neighbouring lines."""
    return fen(Total((Range(Symbol(f"row.{keys[0]}"), Symbol(f"row.{keys[-1]}")),)))


_SUMS = _sum_formulas()
_COLUMN_OF = {name: column for column, name in RAISED.items()}
"""The column of what only the table of incentives holds."""
_LAST_LEADING = PLACES["months"]


@dataclass
class Costs:
    """Where unit costs, segment costs and incentives of one set stand, by position and segment."""

    page: Page
    last_row: int = 0
    rows: dict[tuple[int, int], int] = field(default_factory=dict)
    unit_costs: dict[tuple[int, int], Amount] = field(default_factory=dict)
    costs: dict[tuple[int, int], Amount] = field(default_factory=dict)
    incentives: dict[tuple[int, int], Amount] = field(default_factory=dict)
    total: Amount = field(default_factory=lambda: Amount(None, 0))

    def cell(self, key: str, place: tuple[int, int]) -> Ref:
        """Return the cell of a line or sum of one position in one segment."""
        return self.page.at(self.rows[place], PLACES[key])

    def line_total(self, key: str) -> Expression:
        """Return the formula of what a line amounts to over the term, for all heads and months."""
        ranges = (self._range(name) for name in (key, "headcount", "months"))
        return fen(TotalOfProducts(tuple(ranges)))

    def segment_cost(self, cell: Ref) -> Expression:
        """Return the basic cost of a segment, whose number stands in a cell, for all heads."""
        return self._of_segment(cell, "cost")

    def segment_incentives(self, cell: Ref) -> Expression:
        """Return the incentives with their on-cost of a segment, for all heads."""
        return self._of_segment(cell, "added_cost")

    def _of_segment(self, cell: Ref, key: str) -> Expression:
        """Return the sum of a column in the rows of a segment."""
        segments, costs = (self._range(key) for key in ("segment", key))
        return TotalWhere(segments, cell, costs, is_text=False)

    def unit_costs_of(self, cells: Iterable[Ref]) -> Expression:
        """Return what one person of each position costs in segments, whose numbers cells hold."""
        keys = "unit_cost", "added_cost"
        return fen(sum(self._of_segment(cell, key) for cell in cells for key in keys))

    def _range(self, key: str) -> Range:
        """Return a column of the table of basic costs."""
        first, last = (self.page.at(row, PLACES[key]) for row in (_FIRST_ROW, self.last_row))
        return span(first, last)


def write(page: Page, result: Result, figures: FigureCells, annex: AnnexSet) -> Costs:
    """Write both tables: the basic cost, and below it incentives with their on-cost."""
    page.title(f"附件3  人均月用工成本构成表{annex.suffix}")
    note = "各费用项为元/人·月，每项四舍五入到分一次；计价段费用＝人均月用工成本×人数×月数。"
    columns = columns_of(result, annex)
    page.widths(columns)
    if any(map(result.estimate.incentives, annex.indices)):
        page.wide(1, (0, _LAST_LEADING), f"{note}右侧小字为下方激励表的栏目。", "note")
        # Printed on every page above the headings, for pages that hold incentives only.
        for place, name in renamed(columns).items():
            page.text(1, place, name, "above-heading")
        page.headings(2, columns, above=1)
    else:
        page.text(1, 0, note, "remark")
        page.headings(2, columns)
    return _Writer(page, result, figures, annex, columns).write()


class _Writer:
    """Writes the rows; formulas are read from the rules once for each segment."""

    def __init__(
        self,
        page: Page,
        result: Result,
        figures: FigureCells,
        annex: AnnexSet,
        columns: Sequence[SheetColumn],
    ) -> None:
        self._columns = columns
        self._page = page
        self._estimate = result.estimate
        self._indices = annex.indices
        self._costs = Costs(page)
        own = self._own_cells()
        self._links = {
            key: open_formula(Symbol(f"position.{key}"), people_cells())
            for key in ("title", "post_class", "headcount")
        }
        self._sums = {name: open_formula(formula, own) for name, formula in _SUMS.items()}
        first = {"row.added": RowRef(Place(page.name, 0, PLACES["added"]), _FIRST)}
        as_first = open_formula(Symbol("row.added"), first)
        paid = self._estimate.segments[0].state.rows
        self._months = []
        self._formulas = []
        for number, segment in enumerate(self._estimate.segments):
            facts = {**people_cells(), **figures.cells(segment.state, number), **own}
            self._months.append(facts["segment.months"])
            rules = expressions(segment.shape)
            every = {**rules, **_added(rules)}.items()
            formulas = {name: open_formula(rule, facts) for name, rule in every}
            if number and all(paid[path] is segment.state.rows[path] for path in CHOOSING):
                formulas["added"] = as_first
            self._formulas.append(formulas)

    def _own_cells(self) -> dict[str, Expression]:
        """Return the cells of a row: those that rules read, and those that sums do."""
        cells: dict[str, Expression] = {}
        for key, column in PLACES.items():
            place = Place(self._page.name, 0, column)
            cells[f"line.{key}"] = RowRef(place, _OWN, "column")
            cells[f"row.{key}"] = RowRef(place, _OWN)
            cells[f"basic.{key}"] = RowRef(place, _BASIC)
        return cells

    def write(self) -> Costs:
        """Write the basic cost, its total, and the incentives if there are any."""
        row = _FIRST_ROW
        for index, number in self._places():
            self._costs.rows[index, number] = row
            self._basic(self._leading(row, index, number), index, number)
            row += 1
        self._costs.last_row = row - 1
        total = sum(amount.fen for amount in self._costs.costs.values())
        for column in range(len(KEYS)):
            self._page.text(row, column, "合计" if column == 1 else "", "total-text")
        rows = self._page.range((_FIRST_ROW, PLACES["cost"]), (row - 1, PLACES["cost"]))
        formula = fen(Total((rows,)))
        self._costs.total = self._page.amount(row, PLACES["cost"], formula, total, "total-money")
        self._page.print_area(self._incentives(row + 2), PLACES["cost"] + 1)
        return self._costs

    def _places(self) -> list[tuple[int, int]]:
        """Return position and segment of every row."""
        segments = range(len(self._estimate.segments))
        return [(index, number) for index in self._indices for number in segments]

    def _leading(self, row: int, index: int, number: int) -> dict[str, int]:
        """Write what the row is, all linked; return the rows that its formulas mean."""
        position, segment = self._estimate.roster.positions[index], self._estimate.segments[number]
        links: dict[str, tuple[str | int, str]] = {
            "title": (position.title, "text"),
            "post_class": (position.post_class, "whole"),
            "headcount": (position.headcount, "whole"),
        }
        self._page.number(row, 0, index + 1, "center")
        rows = self._rows(row, index, number)
        for key, (value, style) in links.items():
            self._page.formula(row, PLACES[key], Filled(self._links[key], rows), value, style)
        self._page.number(row, PLACES["segment"], number + 1, "center")
        self._page.text(row, PLACES["start"], str(segment.start), "center")
        self._page.formula(row, PLACES["months"], self._months[number], segment.months, "whole")
        return rows

    def _rows(self, row: int, index: int, number: int) -> dict[str, int]:
        """Return the rows that the formulas of a row mean, counted from 1."""
        basic, first = (self._costs.rows[index, one] for one in (number, 0))
        person = FIRST_PERSON + index + 1
        return {PERSON: person, _OWN: row + 1, _BASIC: basic + 1, _FIRST: first + 1}

    def _lines(self, rows: Mapping[str, int], number: int, amounts: Mapping[str, int]) -> None:
        """Write the given lines of a row by their rules."""
        for name, amount in amounts.items():
            formula = Filled(self._formulas[number][name], rows)
            self._page.formula(rows[_OWN] - 1, PLACES[name], formula, yuan(amount), "money")

    def _sum(self, rows: Mapping[str, int], name: str, amount: int) -> Amount:
        """Write one of the sums of a row, in bold unless it is the cost over the segment."""
        column = _COLUMN_OF.get(name, name)
        formula = Filled(self._sums[name], rows)
        style = "money" if column == "cost" else "total-money"
        return self._page.amount(rows[_OWN] - 1, PLACES[column], formula, amount, style)

    def _basic(self, rows: Mapping[str, int], index: int, number: int) -> None:
        """Write lines, sums and cost of one position in one segment."""
        segment, place = self._estimate.segments[number], (index, number)
        amounts = {name: numbers[index] for name, numbers in segment.amounts.items()}
        self._page.about(rows[_OWN] - 1, LineRow(index, number, is_raised=False))
        self._lines(rows, number, {n: amounts[n] for n in (*WAGE_LINES, *EMPLOYER_LINES)})
        for name in ("income", "employer"):
            self._sum(rows, name, amounts[name])
        self._costs.unit_costs[place] = self._sum(rows, "unit_cost", amounts["unit_cost"])
        cost = self._estimate.segment_cost(segment, index)
        self._costs.costs[place] = self._sum(rows, "cost", cost)
        self._added(rows, (index, number), amounts)

    def _added(
        self, rows: Mapping[str, int], place: tuple[int, int], amounts: Mapping[str, int]
    ) -> None:
        """Write the incentives of a row with their on-cost, in formulas of their own.

        The table below, of those that have some, shows the same line by line.
        """
        index, number = place
        cost = self._estimate.added_cost(self._estimate.segments[number], index)
        self._lines(rows, number, {"added": amounts["incentives"], "added_cost": cost})
        cell = self._page.at(rows[_OWN] - 1, PLACES["added_cost"])
        self._costs.incentives[place] = Amount(cell, cost)

    def _incentives(self, row: int) -> int:
        """Write the incentives with their on-cost, in columns that mirror the table above.

        Return the next free row.

        The employer lines stand in the same columns and are the same formulas: here the column
        of the income holds the income with incentives.
        """
        rows = [
            (index, number)
            for index, number in self._places()
            if self._estimate.segments[number].amounts["incentives"][index]
        ]
        if not rows:
            return row - 1
        self._page.section(row, "激励性分配及其单位缴费（四；不计入基本成本）")
        self._page.headings(row + 1, raised_columns(self._columns), repeat=False)
        for line, (index, number) in enumerate(rows, start=row + 2):
            self._incentive_row(self._leading(line, index, number), index, number)
        return row + 2 + len(rows)

    def _incentive_row(self, rows: Mapping[str, int], index: int, number: int) -> None:
        """Write incentives, raised income, employer lines, on-cost and cost of one row."""
        row = rows[_OWN] - 1
        segment = self._estimate.segments[number]
        amounts = {name: numbers[index] for name, numbers in segment.amounts.items()}
        self._page.about(row, LineRow(index, number, is_raised=True))
        for name in INCENTIVE_LINES:
            formula = Filled(self._formulas[number][name], rows)
            column = PLACES[_COLUMN_OF[name]]
            self._page.formula(row, column, formula, yuan(amounts[name]), "money")
        self._sum(rows, "incentives", amounts["incentives"])
        for key in _FREE:
            self._page.text(row, PLACES[key], "", "text")
        raised = amounts["income"] + amounts["incentives"]
        self._sum(rows, "income_with_incentives", raised)
        self._lines(rows, number, raised_employer(segment.amounts, index))
        total = amounts["employer"] + amounts["on_cost"]
        self._sum(rows, "employer_with_incentives", total)
        self._sum(rows, "on_cost", amounts["on_cost"])
        cost = self._estimate.added_cost(segment, index)
        self._sum(rows, "incentives_cost", cost)
