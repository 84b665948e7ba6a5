"""附件2: the positions as the officer gave them; the inputs of every formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sanicost.city.columns import Personnel, in_use, pattern_label
from sanicost.core.coverage import HEADCOUNT, manning
from sanicost.core.fields import BY_NAME, FIELDS, Field
from sanicost.core.formula import Expression, greatest, persons
from sanicost.core.kinds import MONTHLY, Number, Text
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.result import Result
from sanicost.core.roster import Insurance, Position
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.worksheet import Place, Ref, Rounded, RowRef, Total, over_cells
from sanicost.writers.workbook.page import PERSONNEL as NAME
from sanicost.writers.workbook.page import Page, filled, title_width
from sanicost.writers.workbook.sheet import Column, PositionRow

_NO_LABEL, _FULL_LABEL = "否", "全额参保"
_NUMBER = Column("number", "序号", 4, "center", names_rows=True)
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
_COVERAGE = ("posts_to_man", "shifts", "days_per_year", "work_days", "leave_days")
"""What heads are worked out from; the columns after the post's title, in this order."""
_MANNED = (
    Column("heads", "应配人数\n（进位）", 0, unit="人"),
    Column("to_man", "年需\n班次", 0, unit="班"),
    Column("worked", "年可出\n班次", 0, unit="班"),
    Column("spare", "富余\n班次", 0, unit="班"),
    Column("relief_heads", "其中轮\n休顶班", 0),
    Column("relief_share", "轮休顶班\n占比", 0),
)
PERSON = "p"
"""What formulas that stand in many rows call the row of a position."""


def columns() -> tuple[Column, ...]:
    """Return the columns: the number of the row, then the fields of a position."""
    shown = {name: one for name, one in in_use().personnel.items() if one.width}
    return (_NUMBER, *(_column(BY_NAME[name], words) for name, words in shown.items()))


def _column(one: Field, words: Personnel) -> Column:
    """Return the column of a field; how a value is written follows from its kind."""
    kind = one.role.kind
    if isinstance(kind, Number):
        style = "rate" if kind.is_rate else "money" if kind.is_money else "plain"
        style = style if kind.decimals else "whole"
    elif one.is_number:
        style = "whole"
    else:
        style = "text" if isinstance(kind, Text) or words.is_left else "center"
    unit, names_rows = _UNITS.get(one.name, ""), one.name == "title"
    return Column(one.name, words.heading, words.width or 0, f"input-{style}", unit, names_rows)


def _places() -> dict[str, int]:
    """Return the place of each column by its key."""
    return {column.key: number for number, column in enumerate(columns())}


def people_cells() -> dict[str, RowRef]:
    """Return the cell of every position symbol, in the position's row."""
    return {
        f"position.{key}": RowRef(Place(NAME, 0, place), PERSON, "column", named=True)
        for key, place in _places().items()
    }


@dataclass(frozen=True)
class People:
    """Where the positions stand: position n in row `FIRST_ROW + n`."""

    total_heads: Ref
    places: Mapping[str, int]

    def cell(self, key: str, index: int) -> Ref:
        """Return the cell of one field of one position."""
        return Ref(Place(NAME, FIRST_ROW + index, self.places[key]))


def write(page: Page, result: Result) -> People:
    """Write the positions; a blank amount means that the standard's own applies."""
    positions = result.estimate.roster.positions
    page.title("附件2  人员配置表")
    remark = "蓝底为岗位表输入；金额和比例留空者按附件1的标准执行；轮休顶班人员均含在人数内。"
    page.text(1, 0, remark, "remark")
    fitting = _fitting(columns(), positions)
    places = _places()
    page.widths(fitting)
    page.headings(2, fitting)
    for index, position in enumerate(positions):
        row = FIRST_ROW + index
        page.about(row, PositionRow(index))
        page.number(row, 0, index + 1, "center")
        for number, column in enumerate(fitting[1:], start=1):
            _write_cell(page, row, number, _shown(position, BY_NAME[column.key]), column.style)
    last = FIRST_ROW + len(positions)
    _write_coverage(page, last + 2, positions, places)
    for number in range(len(fitting)):
        page.text(last, number, "合计" if number == 1 else "", "total-text")
    for key in ("headcount", "relief_headcount"):
        heads = sum(getattr(position, key) or 0 for position in positions)
        rows = page.range((FIRST_ROW, places[key]), (last - 1, places[key]))
        page.formula(last, places[key], Total((rows,)), heads, "total-whole")
    return People(page.at(last, places["headcount"]), places)


def _fitting(every: Sequence[Column], positions: Sequence[Position]) -> tuple[Column, ...]:
    """Return the columns: narrow where nobody's row holds anything, wide for long remarks."""
    return tuple(_fitted(column, positions) for column in every)


def _fitted(column: Column, positions: Sequence[Position]) -> Column:
    """Return a column as wide as what the positions have in it."""
    if column.key == "title":
        return replace(column, width=title_width([one.title for one in positions], column.width))
    if column.key not in _OFTEN_BLANK:
        return column
    shown = [_shown(position, BY_NAME[column.key]) for position in positions]
    return filled(column, [str(text) for text in shown if text is not None])


def _write_coverage(
    page: Page, row: int, positions: Sequence[Position], places: Mapping[str, int]
) -> None:
    """Write how heads follow from posts to man, and link the heads above to it."""
    covered = [(i, position) for i, position in enumerate(positions) if position.coverage]
    if not covered:
        return
    page.section(row, "按顶岗测算的人数（轮休顶班人员已含在人数内）")
    fields = in_use().personnel
    given = (_column(BY_NAME[name], fields[name]) for name in ("title", *_COVERAGE))
    columns = (_NUMBER, *given, *_MANNED)
    page.headings(row + 1, columns, repeat=False)
    at = {column.key: number for number, column in enumerate(columns)}
    for line, (index, position) in enumerate(covered, start=row + 2):
        _write_manning(page, line, (index, position), at, places)


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
    page: Page, row: int, column: int, value: Decimal | int | str | None, style: str
) -> None:
    """Write one input; text in a column of numbers is centred."""
    if isinstance(value, str):
        kind = style if style.endswith(("text", "center")) else "input-center"
        page.text(row, column, value, kind)
    elif value is None:
        page.text(row, column, "", style)
    else:
        page.number(row, column, value, style)


def _shown(position: Position, one: Field) -> Decimal | int | str | None:
    """Return a field as the sheet shows it; the formulas look for these words."""
    value = one.value(position)
    match value:
        case None:
            return ALL_LABEL if one.role.absent else None
        case bool():
            return YES_LABEL if value else _NO_LABEL
        case Insurance():
            return _FULL_LABEL if value is Insurance.FULL else INJURY_ONLY_LABEL
        case Decimal():
            is_blank = one.role.kind == MONTHLY and not value and not one.may_be_blank
            return None if is_blank else value
        case int():
            return value
    return pattern_label(str(value), "zh") if one.name == "work_pattern" else str(value)
