"""附件2: the positions as the officer gave them; the inputs of every formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sanicost.city.columns import Personnel, in_use
from sanicost.core.coverage import HEADCOUNT, manning
from sanicost.core.fields import BY_NAME, FIELDS, Field
from sanicost.core.formula import worksheet
from sanicost.core.kinds import MONTHLY, Number, Text
from sanicost.core.result import Result
from sanicost.core.roster import Insurance, Position
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.text import column_letters
from sanicost.i18n import label
from sanicost.writers.workbook.page import PERSONNEL as NAME
from sanicost.writers.workbook.page import Column, Page, filled, title_width

_NO_LABEL, _FULL_LABEL = "否", "全额参保"
_NUMBER = Column("number", "序号", 4, "center")
FIRST_ROW = 3
_OFTEN_BLANK = {
    one.name
    for one in FIELDS
    if one.role.origin == "roster" and (one.may_be_blank or one.role.kind == MONTHLY)
} - {"shifts"}
"""Amounts and rates that the standard supplies, names, remarks."""
_COVERAGE = ("posts_to_man", "shifts", "days_per_year", "work_days", "leave_days")
"""What heads are worked out from; the columns after the post's title, in this order."""
_MANNED = (
    "应配人数\n（进位）",
    "年需\n班次",
    "年可出\n班次",
    "富余\n班次",
    "其中轮\n休顶班",
    "轮休顶班\n占比",
)


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
    return Column(one.name, words.heading, words.width or 0, f"input-{style}")


def _places() -> dict[str, int]:
    """Return the place of each column by its key."""
    return {column.key: number for number, column in enumerate(columns())}


def people_template() -> dict[str, str]:
    """Return the cell of every position symbol with `{p}` for the row's number."""
    return {
        f"position.{key}": f"'{NAME}'!${column_letters(place + 1)}{{p}}"
        for key, place in _places().items()
    }


@dataclass(frozen=True)
class People:
    """Where the positions stand: position n in row `FIRST_ROW + n`."""

    total_heads: str
    places: Mapping[str, int]

    def cell(self, key: str, index: int) -> str:
        """Return the cell of one field of one position."""
        return f"'{NAME}'!${column_letters(self.places[key] + 1)}${FIRST_ROW + index + 1}"


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
        page.number(row, 0, index + 1, "center")
        for number, column in enumerate(fitting[1:], start=1):
            _write_cell(page, row, number, _shown(position, BY_NAME[column.key]), column.style)
    last = FIRST_ROW + len(positions)
    _write_coverage(page, last + 2, positions, places)
    for number in range(len(fitting)):
        page.text(last, number, "合计" if number == 1 else "", "total-text")
    for key in ("headcount", "relief_headcount"):
        letter = column_letters(places[key] + 1)
        heads = sum(getattr(position, key) or 0 for position in positions)
        formula = f"=SUM({letter}{FIRST_ROW + 1}:{letter}{last})"
        page.formula(last, places[key], formula, heads, "total-whole")
    return People(page.at(last, places["headcount"]), places)


def coverage_field(row: int, column: int, positions: Sequence[Position]) -> tuple[int, str]:
    """Return the position and the field that an input of the table of posts to man holds."""
    covered = [index for index, position in enumerate(positions) if position.coverage]
    first = FIRST_ROW + len(positions) + 4
    return covered[row - first], _COVERAGE[column - 2]


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
    words = in_use().personnel
    headings = (_NUMBER.heading, words["title"].heading, *(words[n].heading for n in _COVERAGE))
    for column, heading in enumerate((*headings, *_MANNED)):
        page.text(row + 1, column, heading, "heading")
    for line, (index, position) in enumerate(covered, start=row + 2):
        _write_manning(page, line, index, position, places)


def _write_manning(
    page: Page, row: int, index: int, position: Position, places: Mapping[str, int]
) -> None:
    """Write one position's reconciliation: shifts to man, shifts worked, spare, relief heads."""
    coverage = position.coverage
    assert coverage
    found = manning(coverage, position.work_days)
    page.number(row, 0, index + 1, "center")
    page.text(row, 1, position.title)
    cells = {}
    for column, name in enumerate(_COVERAGE, start=2):
        value = getattr(coverage, name, None)
        cells[BY_NAME[name].symbol] = f"${column_letters(column + 1)}${row + 1}"
        if value is None:
            link = page.at(FIRST_ROW + index, places[name])
            page.formula(row, column, f"={link}", position.work_days, "plain")
        else:
            page.number(row, column, value, "input-plain")
    posts, shifts, days, work_days, leave = cells.values()
    heads = f"${column_letters(8)}${row + 1}"
    relief = f"MAX({heads}-ROUNDUP(ROUND({posts}*{shifts},6),0),0)"
    formulas: tuple[tuple[str, Decimal | int, str], ...] = (
        (worksheet(HEADCOUNT, cells), found.heads, "total-whole"),
        (f"ROUND({posts}*{shifts}*{days},4)", found.to_man, "plain"),
        (f"ROUND({heads}*({work_days}*12-{leave}),4)", found.worked, "plain"),
        (f"ROUND(J{row + 1}-I{row + 1},4)", found.spare, "plain"),
        (relief, found.relief_heads, "whole"),
        (f"L{row + 1}/{heads}", Decimal(found.relief_heads) / found.heads, "share"),
    )
    for column, (formula, value, style) in enumerate(formulas, start=7):
        page.formula(row, column, f"={formula}", value, style)
    for key, letter in (("headcount", "H"), ("relief_headcount", "L")):
        value = getattr(position, key)
        page.formula(FIRST_ROW + index, places[key], f"={letter}{row + 1}", value, "whole")
    link = f"=D{row + 1}"
    page.formula(FIRST_ROW + index, places["shifts"], link, coverage.shifts, "plain")


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
            return None if one.role.kind == MONTHLY and not value else value
        case int():
            return value
    return label(str(value), "zh") if one.name == "work_pattern" else str(value)
