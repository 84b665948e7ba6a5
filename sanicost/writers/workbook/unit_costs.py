"""附件3: a row for each position and segment, every line a live formula made from its rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sanicost.core.estimate import Estimate
from sanicost.core.formula import worksheet
from sanicost.core.lines import raised_employer
from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES, expressions
from sanicost.core.text import column_letters
from sanicost.i18n import label
from sanicost.writers.workbook.basis import Figures
from sanicost.writers.workbook.page import Amount, AnnexSet, Column, Page, fitted, title_width, yuan
from sanicost.writers.workbook.personnel import FIRST_ROW as FIRST_PERSON
from sanicost.writers.workbook.personnel import people_template

_LEADING = (
    Column("number", "序号", 4),
    Column("title", "岗位", 14),
    Column("post_class", "等次", 5),
    Column("segment", "计价段", 6.5),
    Column("start", "起始月", 8),
    Column("months", "月数", 5),
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
)
_NOTHING = "—"
_BESIDE = len(INCENTIVE_LINES) + 1
INCENTIVE_COLUMNS = dict(zip((*INCENTIVE_LINES, "incentives"), WAGE_LINES[:_BESIDE], strict=True))
"""The column of the wages that holds each incentive, and then their sum, in the table of these."""
_FREE = tuple(name for name in WAGE_LINES if name not in INCENTIVE_COLUMNS.values())
RENAMED = {
    **{column: label(name, "zh") for name, column in INCENTIVE_COLUMNS.items()},
    **dict.fromkeys(_FREE, _NOTHING),
    "income": "计入激励后\n应发工资",
    "employer": "计入激励后\n单位缴费",
    "unit_cost": label("on_cost", "zh"),
    "cost": "激励及单位缴费\n（元）",
}
"""What the columns hold in the table of incentives."""


def columns_of(result: Result, annex: AnnexSet) -> tuple[Column, ...]:
    """Return the columns: what the row is, the lines, the sums; as wide as their amounts."""
    lines = [*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "unit_cost"]
    words = [Column(name, label(name, "zh"), 0, "money") for name in lines]
    heads = max(result.estimate.roster.positions[index].headcount for index in annex.indices)
    titles = (result.estimate.roster.positions[index].title for index in annex.indices)
    leading = [
        replace(c, width=title_width(titles, c.width)) if c.key == "title" else c for c in _LEADING
    ]
    every = (
        *leading,
        *words,
        Column("headcount", "人数", max(5, len(f"{heads:,}") + 1), "whole"),
        Column("cost", "计价段费用\n（元）", 0, "money"),
    )
    return fitted(every, _widest(result.estimate, annex))


def renamed(columns: Sequence[Column]) -> dict[int, str]:
    """Return what the columns with another meaning hold in the table of incentives, by place."""
    return {
        place: RENAMED[column.key]
        for place, column in enumerate(columns)
        if RENAMED.get(column.key, _NOTHING) != _NOTHING
    }


def _widest(estimate: Estimate, annex: AnnexSet) -> dict[str, list[int]]:
    """Return the largest amounts of each column; what incentives add stands in the same ones."""
    incentives = sum(estimate.incentives(index) for index in annex.indices)
    found: dict[str, list[int]] = {"cost": [estimate.labour_cost(annex.lot), incentives]}
    for segment in estimate.segments:
        largest = {
            name: max(numbers[index] for index in annex.indices)
            for name, numbers in segment.amounts.items()
        }
        added = {"income": largest["incentives"], "employer": largest["on_cost"]}
        added |= dict.fromkeys(EMPLOYER_LINES, largest["on_cost"])
        for name in (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "unit_cost"):
            found.setdefault(name, []).append(largest[name] + added.get(name, 0))
        for name, column in INCENTIVE_COLUMNS.items():
            found[column].append(largest[name])
    return found


PLACES = {key: number for number, key in enumerate(KEYS)}
_LETTERS = {key: column_letters(number + 1) for key, number in PLACES.items()}
_FIRST_ROW = 3
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
    total: Amount = field(default_factory=lambda: Amount("", 0))

    def cell(self, key: str, place: tuple[int, int]) -> str:
        """Return the cell of a line or sum of one position in one segment."""
        return self.page.at(self.rows[place], PLACES[key])

    def line_total(self, key: str) -> str:
        """Return the formula of what a line comes to over the term, for all heads and months."""
        ranges = (self._range(name) for name in (key, "headcount", "months"))
        return f"=ROUND(SUMPRODUCT({'*'.join(ranges)}),2)"

    def _range(self, key: str) -> str:
        """Return a column of the table of basic costs."""
        first, last = self.page.at(_FIRST_ROW, PLACES[key]), _LETTERS[key]
        return f"{first}:${last}${self.last_row + 1}"


def write(page: Page, result: Result, figures: Figures, annex: AnnexSet) -> Costs:
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
    """Writes the rows; formulas are read from the rules once for each segment.

    In a template `{p}` is the row in 附件2 and `{r}` the row here.
    """

    def __init__(
        self,
        page: Page,
        result: Result,
        figures: Figures,
        annex: AnnexSet,
        columns: Sequence[Column],
    ) -> None:
        self._columns = columns
        self._page = page
        self._estimate = result.estimate
        self._indices = annex.indices
        self._costs = Costs(page)
        own = {f"line.{key}": f"${letter}{{r}}" for key, letter in _LETTERS.items()}
        self._facts = [
            {**people_template(), **figures.cells(segment.state, number), **own}
            for number, segment in enumerate(self._estimate.segments)
        ]
        self._formulas = [
            {name: "=" + worksheet(rule, facts) for name, rule in expressions(s.shape).items()}
            for s, facts in zip(self._estimate.segments, self._facts, strict=True)
        ]

    def write(self) -> Costs:
        """Write the basic cost, its total, and the incentives if there are any."""
        row = _FIRST_ROW
        for index, number in self._places():
            self._costs.rows[index, number] = row
            self._leading(row, index, number)
            self._basic(row, index, number)
            row += 1
        self._costs.last_row = row - 1
        fen = sum(amount.fen for amount in self._costs.costs.values())
        for column in range(len(KEYS)):
            self._page.text(row, column, "合计" if column == 1 else "", "total-text")
        letter = _LETTERS["cost"]
        formula = f"=ROUND(SUM({letter}{_FIRST_ROW + 1}:{letter}{row}),2)"
        self._costs.total = self._page.amount(row, PLACES["cost"], formula, fen, "total-money")
        self._incentives(row + 2)
        return self._costs

    def _places(self) -> list[tuple[int, int]]:
        """Return position and segment of every row."""
        segments = range(len(self._estimate.segments))
        return [(index, number) for index in self._indices for number in segments]

    def _leading(self, row: int, index: int, number: int) -> None:
        """Write what the row is: position, class, segment, months and heads, all linked."""
        position, segment = self._estimate.roster.positions[index], self._estimate.segments[number]
        links: dict[str, tuple[str | int, str]] = {
            "title": (position.title, "text"),
            "post_class": (position.post_class, "whole"),
            "headcount": (position.headcount, "whole"),
        }
        self._page.number(row, 0, index + 1, "center")
        for key, (value, style) in links.items():
            link = self._facts[number][f"position.{key}"].format(p=FIRST_PERSON + index + 1)
            self._page.formula(row, PLACES[key], f"={link}", value, style)
        self._page.number(row, PLACES["segment"], number + 1, "center")
        self._page.text(row, PLACES["start"], str(segment.start), "center")
        months = self._facts[number]["segment.months"]
        self._page.formula(row, PLACES["months"], f"={months}", segment.months, "whole")

    def _lines(self, row: int, place: tuple[int, int], amounts: Mapping[str, int]) -> None:
        """Write the given lines of a row by their rules."""
        where = {"p": FIRST_PERSON + place[0] + 1, "r": row + 1}
        for name, fen in amounts.items():
            formula = self._formulas[place[1]][name].format(**where)
            self._page.formula(row, PLACES[name], formula, yuan(fen), "money")

    def _basic(self, row: int, index: int, number: int) -> None:
        """Write lines, sums and cost of one position in one segment."""
        segment = self._estimate.segments[number]
        amounts = {name: numbers[index] for name, numbers in segment.amounts.items()}
        lines = {name: amounts[name] for name in (*WAGE_LINES, *EMPLOYER_LINES)}
        self._lines(row, (index, number), lines)
        self._sum(row, "income", WAGE_LINES, amounts["income"])
        self._sum(row, "employer", EMPLOYER_LINES, amounts["employer"])
        formula = _rounded("{income}{r}+{employer}{r}", row)
        unit_cost = self._page.amount(
            row, PLACES["unit_cost"], formula, amounts["unit_cost"], "total-money"
        )
        formula = _rounded("{unit_cost}{r}*{headcount}{r}*{months}{r}", row)
        fen = self._estimate.segment_cost(segment, index)
        cost = self._page.amount(row, PLACES["cost"], formula, fen)
        self._costs.unit_costs[index, number] = unit_cost
        self._costs.costs[index, number] = cost

    def _sum(self, row: int, key: str, parts: Sequence[str], fen: int) -> None:
        """Write the sum of neighbouring lines; ROUND takes away only binary noise."""
        formula = f"=ROUND(SUM({_LETTERS[parts[0]]}{row + 1}:{_LETTERS[parts[-1]]}{row + 1}),2)"
        self._page.formula(row, PLACES[key], formula, yuan(fen), "total-money")

    def _incentives(self, row: int) -> None:
        """Write the incentives with their on-cost, in columns that mirror the table above.

        The employer lines stand in the same columns and are the same formulas: here the column
        of the income holds the income with incentives.
        """
        rows = [
            (index, number)
            for index, number in self._places()
            if self._estimate.segments[number].amounts["incentives"][index]
        ]
        if not rows:
            return
        self._page.section(row, "激励性分配及其单位缴费（四；不计入基本成本）")
        headings = [Column(c.key, RENAMED.get(c.key, c.heading), 0) for c in self._columns]
        self._page.headings(row + 1, headings, repeat=False)
        for line, (index, number) in enumerate(rows, start=row + 2):
            self._leading(line, index, number)
            self._incentive_row(line, index, number)

    def _incentive_row(self, row: int, index: int, number: int) -> None:
        """Write incentives, raised income, employer lines, on-cost and cost of one row."""
        segment = self._estimate.segments[number]
        amounts = {name: numbers[index] for name, numbers in segment.amounts.items()}
        where = {"p": FIRST_PERSON + index + 1, "r": row + 1}
        *columns, total_column = INCENTIVE_COLUMNS.values()
        for name in INCENTIVE_LINES:
            column = INCENTIVE_COLUMNS[name]
            formula = self._formulas[number][name].format(**where)
            self._page.formula(row, PLACES[column], formula, yuan(amounts[name]), "money")
        self._sum(row, total_column, columns, amounts["incentives"])
        basic = self._costs.rows[index, number] + 1
        for key in _FREE:
            self._page.text(row, PLACES[key], "", "text")
        raised = amounts["income"] + amounts["incentives"]
        formula = f"=ROUND({_LETTERS['income']}{basic}+{_LETTERS[total_column]}{row + 1},2)"
        self._page.formula(row, PLACES["income"], formula, yuan(raised), "total-money")
        self._lines(row, (index, number), raised_employer(segment.amounts, index))
        total = amounts["employer"] + amounts["on_cost"]
        self._sum(row, "employer", EMPLOYER_LINES, total)
        letter = _LETTERS["employer"]
        formula = f"=ROUND({letter}{row + 1}-{letter}{basic},2)"
        on_cost = yuan(amounts["on_cost"])
        self._page.formula(row, PLACES["unit_cost"], formula, on_cost, "total-money")
        both = f"({_LETTERS[total_column]}{row + 1}+{{unit_cost}}{{r}})"
        formula = _rounded(both + "*{headcount}{r}*{months}{r}", row)
        heads = self._estimate.roster.positions[index].headcount
        fen = (amounts["incentives"] + amounts["on_cost"]) * heads * segment.months
        cost = self._page.amount(row, PLACES["cost"], formula, fen)
        self._costs.incentives[index, number] = cost


def _rounded(formula: str, row: int) -> str:
    """Return a formula over cells of one row; its parts are whole fen, ROUND removes noise."""
    return "=ROUND(" + formula.format(r=row + 1, **_LETTERS) + ",2)"
