"""附件2: the positions as the officer gave them; the inputs of every formula."""

from dataclasses import dataclass
from decimal import Decimal

from sanicost.core.result import Result
from sanicost.core.roster import Insurance, Position
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.text import column_letters
from sanicost.messages import label
from sanicost.writers.workbook.page import PERSONNEL as NAME
from sanicost.writers.workbook.page import Column, Page

_NO_LABEL, _FULL_LABEL = "否", "全额参保"
COLUMNS = (
    Column("number", "序号", 4, "center"),
    Column("title", "岗位", 22, "input-text"),
    Column("post_class", "岗位\n等次", 5, "input-whole"),
    Column("headcount", "人数\n（人）", 7, "input-whole"),
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
_PLACES = {column.key: number for number, column in enumerate(COLUMNS)}


@dataclass(frozen=True)
class People:
    """Where the positions stand: position n in row `FIRST_ROW + n`."""

    total_heads: str

    def template(self) -> dict[str, str]:
        """Return the cell of every position symbol with `{p}` for the row's number."""
        return {
            f"position.{key}": f"'{NAME}'!${column_letters(place + 1)}{{p}}"
            for key, place in _PLACES.items()
        }

    def cell(self, key: str, index: int) -> str:
        """Return the cell of one field of one position."""
        return f"'{NAME}'!${column_letters(_PLACES[key] + 1)}${FIRST_ROW + index + 1}"


def write(page: Page, result: Result) -> People:
    """Write the positions; a blank amount means that the standard's own applies."""
    positions = result.estimate.roster.positions
    page.title("附件2  人员配置表")
    page.text(1, 0, "蓝底为岗位表输入；金额和比例留空者按附件1的标准执行。", "remark")
    page.widths(COLUMNS)
    page.headings(2, COLUMNS)
    for index, position in enumerate(positions):
        row = FIRST_ROW + index
        page.number(row, 0, index + 1, "center")
        for number, column in enumerate(COLUMNS[1:], start=1):
            _write_cell(page, row, number, _shown(position, column.key), column.style)
    last = FIRST_ROW + len(positions)
    letter = column_letters(_PLACES["headcount"] + 1)
    for number in range(len(COLUMNS)):
        page.text(last, number, "合计" if number == 1 else "", "total-text")
    heads = sum(position.headcount for position in positions)
    formula = f"=SUM({letter}{FIRST_ROW + 1}:{letter}{last})"
    page.formula(last, _PLACES["headcount"], formula, heads, "total-whole")
    return People(total_heads=page.at(last, _PLACES["headcount"]))


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
