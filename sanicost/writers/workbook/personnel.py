"""附件2: the positions as the officer gave them; the inputs of every formula."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sanicost.core.coverage import HEADCOUNT, manning
from sanicost.core.formula import worksheet
from sanicost.core.result import Result
from sanicost.core.roster import Insurance, Position
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.text import column_letters
from sanicost.i18n import label
from sanicost.writers.workbook.page import PERSONNEL as NAME
from sanicost.writers.workbook.page import Column, Page, filled, title_width

_NO_LABEL, _FULL_LABEL = "否", "全额参保"
COLUMNS = (
    Column("number", "序号", 4, "center"),
    Column("title", "岗位", 22, "input-text"),
    Column("post_class", "岗位\n等次", 5, "input-whole"),
    Column("headcount", "人数\n（人）", 7, "input-whole"),
    Column("relief_headcount", "其中轮\n休顶班", 7, "input-whole"),
    Column("shifts", "班次\n（班/日）", 8, "input-plain"),
    Column("seniority_years", "平均\n工龄（年）", 8, "input-plain"),
    Column("work_pattern", "工作制", 15, "input-text"),
    Column("work_days", "月工作\n天数", 7, "input-plain"),
    Column("rest_days_worked", "年休息日\n加班天数", 8.5, "input-plain"),
    Column("statutory_days_worked", "年法定节假日\n上班天数", 11.5, "input-plain"),
    Column("overtime_hours", "月延长\n工时", 6.5, "input-plain"),
    Column("heat_exposed", "露天高温\n作业", 8.5, "input-center"),
    Column("insurance", "参保\n类型", 8.5, "input-center"),
    Column("base_wage", "基础工资\n（元/月）", 9.5, "input-money"),
    Column("holiday_money", "节日慰问金\n（元/年）", 10, "input-money"),
    Column("housing_fund_rate", "公积金\n单位比例", 8.5, "input-rate"),
    Column("skill_grade", "职业技能\n等级", 8, "input-center"),
    Column("education", "学历", 9, "input-text"),
    Column("skill_post_allowance", "技能岗位补贴\n（元/月）", 11.5, "input-money"),
    Column("performance_bonus", "绩效考核奖金\n（元/月）", 11.5, "input-money"),
    Column("lot", "包组", 9, "input-text"),
    Column("street", "镇街", 9, "input-text"),
    Column("remarks", "备注", 14, "input-text"),
)
FIRST_ROW = 3
_OFTEN_BLANK = {column.key for column in COLUMNS[14:]}
"""From the base wage on: amounts and rates that the standard supplies, names, remarks."""
_COVERAGE = (
    ("position.posts_to_man", "顶岗岗位数"),
    ("position.shifts", "班次\n（班/日）"),
    ("position.days_per_year", "年顶岗\n天数"),
    ("position.work_days", "月工作\n天数"),
    ("position.leave_days", "年休假\n天数"),
)
"""What heads are worked out from; the columns after the post's title, in this order."""
_MANNED = (
    "应配人数\n（进位）",
    "年需\n班次",
    "年可出\n班次",
    "富余\n班次",
    "其中轮\n休顶班",
    "轮休顶班\n占比",
)
_PLACES = {column.key: number for number, column in enumerate(COLUMNS)}


def people_template() -> dict[str, str]:
    """Return the cell of every position symbol with `{p}` for the row's number."""
    return {
        f"position.{key}": f"'{NAME}'!${column_letters(place + 1)}{{p}}"
        for key, place in _PLACES.items()
    }


@dataclass(frozen=True)
class People:
    """Where the positions stand: position n in row `FIRST_ROW + n`."""

    total_heads: str

    def cell(self, key: str, index: int) -> str:
        """Return the cell of one field of one position."""
        return f"'{NAME}'!${column_letters(_PLACES[key] + 1)}${FIRST_ROW + index + 1}"


def write(page: Page, result: Result) -> People:
    """Write the positions; a blank amount means that the standard's own applies."""
    positions = result.estimate.roster.positions
    page.title("附件2  人员配置表")
    remark = "蓝底为岗位表输入；金额和比例留空者按附件1的标准执行；轮休顶班人员均含在人数内。"
    page.text(1, 0, remark, "remark")
    columns = _columns(positions)
    page.widths(columns)
    page.headings(2, columns)
    for index, position in enumerate(positions):
        row = FIRST_ROW + index
        page.number(row, 0, index + 1, "center")
        for number, column in enumerate(COLUMNS[1:], start=1):
            _write_cell(page, row, number, _shown(position, column.key), column.style)
    last = FIRST_ROW + len(positions)
    _write_coverage(page, last + 2, positions)
    for number in range(len(COLUMNS)):
        page.text(last, number, "合计" if number == 1 else "", "total-text")
    for key in ("headcount", "relief_headcount"):
        letter = column_letters(_PLACES[key] + 1)
        heads = sum(getattr(position, key) or 0 for position in positions)
        formula = f"=SUM({letter}{FIRST_ROW + 1}:{letter}{last})"
        page.formula(last, _PLACES[key], formula, heads, "total-whole")
    return People(total_heads=page.at(last, _PLACES["headcount"]))


def coverage_field(row: int, column: int, positions: Sequence[Position]) -> tuple[int, str]:
    """Return the position and the field that an input of the table of posts to man holds."""
    covered = [index for index, position in enumerate(positions) if position.coverage]
    first = FIRST_ROW + len(positions) + 4
    return covered[row - first], _COVERAGE[column - 2][0].removeprefix("position.")


def _columns(positions: Sequence[Position]) -> tuple[Column, ...]:
    """Return the columns: narrow where nobody's row holds anything, wide for long remarks."""
    texts = {
        column.key: [_shown(position, column.key) for position in positions]
        for column in COLUMNS
        if column.key in _OFTEN_BLANK
    }
    titles = [position.title for position in positions]
    width = title_width(titles, COLUMNS[1].width)
    return tuple(
        replace(column, width=width)
        if column.key == "title"
        else filled(column, [str(text) for text in texts[column.key] if text is not None])
        if column.key in texts
        else column
        for column in COLUMNS
    )


def _write_coverage(page: Page, row: int, positions: Sequence[Position]) -> None:
    """Write how heads follow from posts to man, and link the heads above to it."""
    covered = [(i, position) for i, position in enumerate(positions) if position.coverage]
    if not covered:
        return
    page.section(row, "按顶岗测算的人数（轮休顶班人员已含在人数内）")
    for column, heading in enumerate(("序号", "岗位", *(w for _, w in _COVERAGE), *_MANNED)):
        page.text(row + 1, column, heading, "heading")
    for line, (index, position) in enumerate(covered, start=row + 2):
        _write_manning(page, line, index, position)


def _write_manning(page: Page, row: int, index: int, position: Position) -> None:
    """Write one position's reconciliation: shifts to man, shifts worked, spare, relief heads."""
    coverage = position.coverage
    assert coverage
    found = manning(coverage, position.work_days)
    page.number(row, 0, index + 1, "center")
    page.text(row, 1, position.title)
    cells = {}
    for column, (symbol, _) in enumerate(_COVERAGE, start=2):
        name = symbol.removeprefix("position.")
        value = getattr(coverage, name, None)
        cells[symbol] = f"${column_letters(column + 1)}${row + 1}"
        if value is None:
            link = page.at(FIRST_ROW + index, _PLACES[name])
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
        page.formula(FIRST_ROW + index, _PLACES[key], f"={letter}{row + 1}", value, "whole")
    link = f"=D{row + 1}"
    page.formula(FIRST_ROW + index, _PLACES["shifts"], link, coverage.shifts, "plain")


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


def _shown(position: Position, key: str) -> Decimal | int | str | None:
    """Return a field as the sheet shows it; the formulas look for these words."""
    match key:
        case "heat_exposed":
            return YES_LABEL if position.heat_exposed else _NO_LABEL
        case "insurance":
            full = position.insurance is Insurance.FULL
            return _FULL_LABEL if full else INJURY_ONLY_LABEL
        case "statutory_days_worked":
            days = position.statutory_days_worked
            return ALL_LABEL if days is None else days
        case "work_pattern":
            return label(position.work_pattern, "zh")
        case "skill_post_allowance" | "performance_bonus":
            amount: Decimal = getattr(position, key)
            return amount or None
    value: Decimal | int | str | None = getattr(position, key)
    return value
