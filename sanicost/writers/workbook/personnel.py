"""附件2: the positions as the officer gave them; the inputs of every formula."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from sanicost.city.columns import Personnel, in_use, pattern_label
from sanicost.core.coverage import HEADCOUNT, manning
from sanicost.core.fields import BY_NAME, FIELDS, Field
from sanicost.core.formula import Compare, Constant, Expression, Symbol, When, greatest, persons
from sanicost.core.kinds import MONTHLY, FreeText, Number
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.result import Result
from sanicost.core.roster import Insurance, Pattern, Position
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.worksheet import (
    Filled,
    OpenFormula,
    Place,
    Range,
    Ref,
    Rounded,
    RowRef,
    Total,
    open_formula,
    over_cells,
    span,
)
from sanicost.writers.workbook.basis import FigureCells
from sanicost.writers.workbook.guards import Guard, GuardTable, outside
from sanicost.writers.workbook.page import PERSONNEL as NAME
from sanicost.writers.workbook.page import Page, filled, title_width
from sanicost.writers.workbook.personnel_guards import FULL_LABEL, NO_LABEL, Checks, choices
from sanicost.writers.workbook.sheet import FIXED, PositionRow, SheetColumn

GUARDS = GuardTable((0, 7), 8, 9, 10)
"""Where the checks of this sheet stand: below everything else."""
_NUMBER = SheetColumn("number", "序号", 4, "center", names_rows=True)
_UNITS = {
    "headcount": "人",
    "shifts": "班/日",
    "seniority_years": "年",
    "work_days": "日",
    "rest_days_worked": "日/年",
    "statutory_days_worked": "日/年",
    "overtime_hours": "小时",
    "posts_to_man": "岗",
    "days_per_year": "日/年",
    "leave_days": "日/年",
}
FIRST_ROW = 3
_DECIMALS = 4
"""Shifts are rounded to so many decimals: binary noise never shows."""
_OFTEN_BLANK = {
    one.name
    for one in FIELDS
    if one.role.origin == "roster" and (one.may_be_blank or one.role.kind == MONTHLY)
} - {"shifts"}
"""Amounts and rates that the standard supplies, names, remarks."""
_DAYS = ("work_days", "rest_days_worked", "statutory_days_worked")
"""What goes with a work pattern."""
_CHOICE = "work_pattern"
_CHOSEN = ("heat_exposed", "insurance", "skill_grade", "education")
_COVERAGE = ("posts_to_man", "shifts", "days_per_year", "work_days", "leave_days")
"""What heads are worked out from; the columns after the post's title, in this order."""
_MANNED = (
    SheetColumn("heads", "应配人数\n（进位）", 0, unit="人"),
    SheetColumn("to_man", "年需\n班次", 0, unit="班"),
    SheetColumn("worked", "年可出\n班次", 0, unit="班"),
    SheetColumn("spare", "富余\n班次", 0, unit="班"),
    SheetColumn("relief_heads", "其中轮\n休顶班", 0),
    SheetColumn("relief_share", "轮休顶班\n占比", 0),
)
PERSON = "p"
"""What formulas that stand in many rows call the row of a position."""


def columns() -> tuple[SheetColumn, ...]:
    """Return the columns: the number of the row, then the fields of a position."""
    shown = {name: one for name, one in in_use().personnel.items() if one.width}
    return (_NUMBER, *(_column(BY_NAME[name], words) for name, words in shown.items()))


def _column(one: Field, words: Personnel) -> SheetColumn:
    """Return the column of a field; how a value is written follows from its kind."""
    kind = one.role.kind
    if isinstance(kind, Number):
        style = "rate" if kind.is_rate else "money" if kind.is_money else "plain"
        style = style if kind.decimals else "whole"
    elif one.is_number:
        style = "whole"
    else:
        style = "text" if isinstance(kind, FreeText) or words.is_left else "center"
    unit, names_rows = _UNITS.get(one.name, ""), one.name == "title"
    return SheetColumn(
        one.name, words.heading, words.width or 0, f"input-{style}", unit, names_rows
    )


def _places() -> dict[str, int]:
    """Return the place of each column by its key."""
    return {column.key: number for number, column in enumerate(columns())}


def people_cells() -> dict[str, RowRef]:
    """Return the cell of every position symbol, in the position's row."""
    return {
        f"position.{key}": RowRef(Place(NAME, 0, place), PERSON, "column", named=True)
        for key, place in _places().items()
    }


class People(NamedTuple):
    """Where the positions stand: position n in row `FIRST_ROW + n`; what must hold of them.

    `row` is the next free row, below which the checks stand.
    """

    page: Page
    total_heads: Ref
    places: Mapping[str, int]
    rows: int
    guards: Sequence[Guard]
    row: int

    def cell(self, key: str, index: int) -> Ref:
        """Return the cell of one field of one position."""
        return Ref(Place(NAME, FIRST_ROW + index, self.places[key]))

    def column(self, key: str) -> Range:
        """Return the cells of one field of all positions, for a formula of any sheet."""
        rows = FIRST_ROW, FIRST_ROW + self.rows - 1
        return span(*(self.page.at(row, self.places[key]) for row in rows))


def write(page: Page, result: Result, figures: FigureCells) -> People:
    """Write the positions; a blank amount means that the standard's own applies."""
    positions = result.estimate.roster.positions
    page.title("附件2  人员配置表")
    remark = (
        "蓝底为岗位表输入，可改（浅色不可改）；金额和比例留空者按附件1的标准执行；"
        "轮休顶班人员均含在人数内。"
    )
    page.text(1, 0, remark, "remark")
    fixed = _fixed(positions)
    fitting = [
        c._replace(style=f"{FIXED}{c.style}") if c.key in fixed else c
        for c in _fitting(columns(), positions)
    ]
    places = _places()
    page.widths(fitting)
    page.headings(2, fitting)
    last = FIRST_ROW + len(positions)
    coverage_row = last + 3
    covered = sum(position.coverage is not None for position in positions)
    patterns_row = coverage_row + (covered + 3 if covered else 0)
    patterns = _Patterns(page, patterns_row, result)
    for index, position in enumerate(positions):
        row = FIRST_ROW + index
        page.about(row, PositionRow(index))
        page.number(row, 0, index + 1, "center")
        for number, column in enumerate(fitting[1:], start=1):
            _write_cell(page, (row, number), position, column, patterns)
    for number in range(len(fitting)):
        page.text(last, number, "合计" if number == 1 else "", "total-text")
    for key in ("headcount", "relief_headcount"):
        heads = sum(getattr(position, key) or 0 for position in positions)
        rows = page.range((FIRST_ROW, places[key]), (last - 1, places[key]))
        page.formula(last, places[key], Total((rows,)), heads, "total-whole")

    def cells(name: str) -> Range:
        return page.range((FIRST_ROW, places[name]), (last - 1, places[name]), "both")

    fields = {key: place for key, place in places.items() if key in BY_NAME}
    checks = Checks(page, result, figures, cells, fields, patterns.names)
    guards = checks.write(last + 1)
    page.end_table(last)
    guards += _write_coverage(page, coverage_row, positions, places)
    patterns.write()
    _offer(page, result, places, patterns)
    heads = page.at(last, places["headcount"])
    return People(page, heads, places, len(positions), guards, patterns.end + 1)


class _Patterns:
    """The work patterns that the tender knows, each with its days, for the positions to choose."""

    def __init__(self, page: Page, row: int, result: Result) -> None:
        roster = result.estimate.roster
        self._page = page
        self._row = row
        self._column = _places()["work_pattern"]
        known = (*roster.positions, roster.usual)
        self._days: dict[str, tuple[Decimal | None, ...]] = {}
        for one in filter(None, known):
            self._days.setdefault(one.work_pattern, _days_of(one))
        if roster.compared:
            self._days.setdefault(roster.compared.name, _days_of(roster.compared))

    @property
    def labels(self) -> list[str]:
        """What the patterns are called."""
        return [pattern_label(name, "zh") for name in self._days]

    @property
    def end(self) -> int:
        """The row below the patterns."""
        return self._row + 2 + len(self._days)

    @property
    def names(self) -> list[Ref]:
        """The cells in which the patterns' names stand."""
        return [self._page.near(row, 1, "both") for row in range(self._row + 2, self.end)]

    def formula(self, position: Position, key: str, row: int) -> Expression | None:
        """Return what looks a field up by the pattern, None where a position has its own days."""
        if key not in _DAYS or self._days[position.work_pattern] != _days_of(position):
            return None
        return Filled(self._lookups[key], {PERSON: row + 1})

    @cached_property
    def _lookups(self) -> dict[str, OpenFormula]:
        """What looks the days up, in whichever row: nothing for a pattern that is none."""
        chosen = RowRef(Place(NAME, 0, self._column), PERSON, "column")
        found = {}
        for column, key in enumerate(_DAYS, start=2):
            formula: Expression = Constant(0)
            for name in reversed(self.names):
                days = self._page.near(name.place.row, column, "both")
                formula = When(Compare(Symbol(_CHOICE), "=", name), days, formula)
            found[key] = open_formula(formula, {_CHOICE: chosen})
        return found

    def write(self) -> None:
        """Write the patterns with their days."""
        page, row = self._page, self._row
        page.section(row, "工作制（月工作天数等列随所选工作制；另填天数的以所填为准）")
        fields = in_use().personnel
        given = [_column(BY_NAME[name], fields[name]) for name in ("work_pattern", *_DAYS)]
        page.headings(row + 1, (_NUMBER, *given), repeat=False)
        for number, (name, days) in enumerate(self._days.items(), start=1):
            page.number(row + 1 + number, 0, number, "center")
            page.text(row + 1 + number, 1, pattern_label(name, "zh"))
            for column, day in enumerate(days, start=2):
                if day is None:
                    page.text(row + 1 + number, column, ALL_LABEL, "center")
                else:
                    page.number(row + 1 + number, column, day, "plain")


def _days_of(of: Position | Pattern) -> tuple[Decimal | None, ...]:
    return tuple(getattr(of, name) for name in _DAYS)


def _offer(page: Page, result: Result, places: Mapping[str, int], patterns: _Patterns) -> None:
    """Offer what may be chosen in each column of choices."""
    positions = result.estimate.roster.positions
    offered: dict[str, Sequence[str]] = {
        "work_pattern": patterns.labels,
        "lot": result.estimate.roster.lots,
        "street": list(dict.fromkeys(one.street for one in positions if one.street)),
        **{name: choices(result, name) for name in _CHOSEN},
    }
    for name, words in offered.items():
        rows = FIRST_ROW, FIRST_ROW + len(positions) - 1
        page.choices((rows[0], places[name], rows[1], places[name]), words)


def _fitting(
    every: Sequence[SheetColumn], positions: Sequence[Position]
) -> tuple[SheetColumn, ...]:
    """Return the columns: narrow where nobody's row holds anything, wide for long remarks."""
    return tuple(_fitted(column, positions) for column in every)


def _fitted(column: SheetColumn, positions: Sequence[Position]) -> SheetColumn:
    """Return a column as wide as what the positions have in it."""
    if column.key == "title":
        return column._replace(width=title_width([one.title for one in positions], column.width))
    if column.key not in _OFTEN_BLANK:
        return column
    shown = [_shown(position, BY_NAME[column.key]) for position in positions]
    return filled(column, [str(text) for text in shown if text is not None])


def _write_coverage(
    page: Page, row: int, positions: Sequence[Position], places: Mapping[str, int]
) -> list[Guard]:
    """Write how heads follow from posts to man, and link the heads above to it; return a check."""
    covered = [(i, position) for i, position in enumerate(positions) if position.coverage]
    if not covered:
        return []
    page.section(row, "按顶岗测算的人数（轮休顶班人员已含在人数内）")
    fields = in_use().personnel
    given = (_column(BY_NAME[name], fields[name]) for name in ("title", *_COVERAGE))
    columns = (_NUMBER, *given, *_MANNED)
    page.headings(row + 1, columns, repeat=False)
    at = {column.key: number for number, column in enumerate(columns)}
    for line, (index, position) in enumerate(covered, start=row + 2):
        _write_manning(page, line, (index, position), at, places)
    wrong: Expression = Constant(0)
    for name in ("posts_to_man", "shifts", "days_per_year", "leave_days"):
        cells = page.range((row + 2, at[name]), (row + 1 + len(covered), at[name]))
        kind = BY_NAME[name].role.kind
        assert isinstance(kind, Number)
        wrong = wrong + outside(cells, len(covered), kind)
    page.end_table(row + 1 + len(covered))
    return [Guard("顶岗测算各列：为数，在许可的范围内", wrong)]


def _write_manning(
    page: Page,
    row: int,
    covered: tuple[int, Position],
    columns: Mapping[str, int],
    places: Mapping[str, int],
) -> None:
    """Write one position's reconciliation: shifts to man, shifts worked, spare, relief heads."""
    index, position = covered
    coverage, person = position.coverage, FIRST_ROW + index
    assert coverage
    found = manning(coverage, position.work_days)
    page.about(row, PositionRow(index))
    page.number(row, 0, index + 1, "center")
    page.text(row, 1, position.title)
    for name in _COVERAGE:
        value = getattr(coverage, name, None)
        if value is None:
            link = page.at(person, places[name])
            page.formula(row, columns[name], link, position.work_days, "plain")
        else:
            page.number(row, columns[name], value, "input-plain")
    near = {key: page.near(row, column) for key, column in columns.items()}
    fixed = {key: replace(cell, fixed="both") for key, cell in near.items()}
    for key, (formula, style) in _manning_formulas(fixed, near).items():
        is_share = key == "relief_share"
        value = Decimal(found.relief_heads) / found.heads if is_share else getattr(found, key)
        page.formula(row, columns[key], formula, value, style)
    for key, name in (("headcount", "heads"), ("relief_headcount", "relief_heads")):
        page.formula(person, places[key], near[name], getattr(position, key), "whole")
    page.formula(person, places["shifts"], near["shifts"], coverage.shifts, "plain")


def _manning_formulas(
    fixed: Mapping[str, Ref], near: Mapping[str, Ref]
) -> dict[str, tuple[Expression, str]]:
    """Return the formulas and styles of what follows from the posts to man."""
    heads, posts, shifts = fixed["heads"], fixed["posts_to_man"], fixed["shifts"]
    year = fixed["work_days"] * MONTHS_PER_YEAR - fixed["leave_days"]
    needed = over_cells(HEADCOUNT, lambda symbol: fixed[symbol.removeprefix("position.")])
    return {
        "heads": (needed, "total-whole"),
        "to_man": (Rounded(posts * shifts * fixed["days_per_year"], _DECIMALS), "plain"),
        "worked": (Rounded(heads * year, _DECIMALS), "plain"),
        "spare": (Rounded(near["worked"] - near["to_man"], _DECIMALS), "plain"),
        "relief_heads": (greatest(heads - persons(posts * shifts), 0), "whole"),
        "relief_share": (near["relief_heads"] / heads, "share"),
    }


def _write_cell(
    page: Page,
    place: tuple[int, int],
    position: Position,
    column: SheetColumn,
    patterns: _Patterns,
) -> None:
    """Write one input; text in a column of numbers is centred.

    Days that go with the work pattern are looked up there, until others are typed in.
    """
    row, number = place
    value, style = _shown(position, BY_NAME[column.key]), column.style
    if isinstance(value, str) and not style.endswith(("text", "center")):
        style = f"{style.rpartition('-')[0]}-center"
    if column.key == "post_class" and position.in_annex:
        style = f"{FIXED}{style}"
    looked_up = patterns.formula(position, column.key, row)
    if looked_up and value is not None:
        page.formula(row, number, looked_up, value, style)
    elif isinstance(value, str) or value is None:
        page.text(row, number, value or "", style)
    else:
        page.number(row, number, value, style)


def _fixed(positions: Sequence[Position]) -> frozenset[str]:
    """Return the columns that no formula could follow: a class goes with its title in the annex.

    Lots and streets have sheets and sums of their own, where there are any.
    """
    unused = (key for key in ("lot", "street") if not any(getattr(p, key) for p in positions))
    return frozenset(("title", *unused))


def _shown(position: Position, one: Field) -> Decimal | int | str | None:
    """Return a field as the sheet shows it; the formulas look for these words."""
    value = one.value(position)
    match value:
        case None:
            return ALL_LABEL if one.role.absent else None
        case bool():
            return YES_LABEL if value else NO_LABEL
        case Insurance():
            return FULL_LABEL if value is Insurance.FULL else INJURY_ONLY_LABEL
        case Decimal():
            is_blank = one.role.kind == MONTHLY and not value and not one.may_be_blank
            return None if is_blank else value
        case int():
            return value
    return pattern_label(str(value), "zh") if one.name == "work_pattern" else str(value)
