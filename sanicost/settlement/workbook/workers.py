"""逐人逐月: a row for each worker's month, from what was worked to every line of its cost.

The rows stand by position and month, within these in the order of the attendance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sanicost.core.formula import Compare, Constant, Expression, When, greatest
from sanicost.core.period import Month
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES
from sanicost.core.text import column_letters
from sanicost.core.worksheet import Place, Range, Ref, RowRef, Text, Total, worksheet
from sanicost.i18n import label
from sanicost.settlement.engine import month_state
from sanicost.settlement.facts import RowFacts, Value
from sanicost.settlement.rules import MONTHLY_BASE, expressions, unused_leave
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.workbook.figures import FigureCells
from sanicost.settlement.workbook.rows import FIRST_ROW, Cell, Live, Rows
from sanicost.settlement.workbook.sheets import WORKERS, WorkerRows
from sanicost.writers.workbook.page import yuan
from sanicost.writers.workbook.sheet import SheetColumn

_KEYS = (
    SheetColumn("worker", "工号", 12, names_rows=True),
    SheetColumn("name", "姓名", 10),
    SheetColumn("month", "月份", 9, names_rows=True),
    SheetColumn("position", "岗位", 22),
    SheetColumn("where", "出处", 24),
)
_INPUTS = (
    SheetColumn("position.post_class", "岗位等次", 6, "input-plain"),
    SheetColumn("position.heat_exposed", "露天高温作业", 7, "input-center"),
    SheetColumn("worker.days_worked", "出勤天数", 7, "input-plain"),
    SheetColumn("worker.rest_days_worked", "其中休息日加班", 8, "input-plain"),
    SheetColumn("worker.statutory_days_worked", "其中法定节假日", 8, "input-plain"),
    SheetColumn("worker.overtime_hours", "延长工时", 7, "input-plain"),
    SheetColumn("worker.paid_days", "计薪天数", 7, "input-plain"),
    SheetColumn("worker.seniority_years", "工龄", 6, "input-plain"),
    SheetColumn("worker.insurance", "参保类型", 9, "input-center"),
    SheetColumn("worker.insurance_base", "社保缴费基数", 10, "input-money"),
    SheetColumn("worker.housing_fund_base", "公积金缴存基数", 10, "input-money"),
    SheetColumn("position.housing_fund_rate", "岗位公积金比例", 8, "input-plain"),
    SheetColumn("position.base_wage", "岗位基础工资", 10, "input-money"),
    SheetColumn("worker.base_wage", "实际基础工资", 10, "input-money"),
    SheetColumn("position.holiday_money", "岗位节日慰问金（全年）", 10, "input-money"),
    SheetColumn("worker.holiday_money", "当月节日慰问金", 10, "input-money"),
    SheetColumn("worker.skill_grade", "技能等级", 8, "input-center"),
    SheetColumn("worker.education", "学历", 10, "input-center"),
    SheetColumn("worker.skill_post_allowance", "技能岗位补贴", 10, "input-money"),
    SheetColumn("worker.performance_bonus", "绩效考核奖金", 10, "input-money"),
)
_LEAVE = (
    SheetColumn("worker.unused_leave_days", "应休未休天数", 8, "input-plain"),
    SheetColumn("worker.average_wage", "所填月平均工资", 10, "input-money"),
    SheetColumn("worker.wages_before", "此前12个月工资（不含加班）", 12, "engine-money"),
    SheetColumn("worker.months_before", "月数", 6, "engine-whole"),
    SheetColumn("unused_leave", "应休未休年休假工资", 11, "money"),
)
_AUDIT = (
    SheetColumn("paid", "实际发放", 10, "input-money"),
    SheetColumn("short", "少发", 10, "money"),
)
_ROW = "row"
"""Stands for the row in a formula that is written once for a month."""


def write(
    page: Rows, facts: RowFacts, figures: FigureCells | None, *, has_names: bool
) -> WorkerRows:
    """Write every row; return where the rows of a position's month stand.

    Without `figures` the amounts are values.
    """
    columns = _columns(facts, has_names=has_names)
    title = "逐人逐月（蓝底为出勤及岗位资料，白底为按标准计算）" + ("　含姓名" if has_names else "")
    page.begin(title, columns)
    writer = _Writer(page, facts.settlement, columns, facts)
    rows = writer.write(figures)
    writer.totals(FIRST_ROW + facts.settlement.rows)
    return WorkerRows(rows=rows, columns={one.key: n for n, one in enumerate(columns)})


def _columns(facts: RowFacts, *, has_names: bool) -> list[SheetColumn]:
    """Return the columns that this settlement has."""
    keys = [one for one in _KEYS if one.key != "name" or has_names]
    lines = [
        SheetColumn(MONTHLY_BASE, "月基础工资", 10, "money"),
        *(SheetColumn(name, label(name, "zh"), 10, "money") for name in WAGE_LINES),
        SheetColumn("income", label("income", "zh"), 11, "total-money"),
        *(SheetColumn(name, label(name, "zh"), 10, "money") for name in EMPLOYER_LINES),
        SheetColumn("employer", label("employer", "zh"), 11, "total-money"),
        SheetColumn("cost", "成本合计", 11, "total-money"),
        *(SheetColumn(name, label(name, "zh"), 10, "money") for name in INCENTIVE_LINES),
        SheetColumn("on_cost", label("on_cost", "zh"), 10, "money"),
    ]
    return [*keys, *_INPUTS, *lines, *(_LEAVE if facts.has_leave else ()), *_AUDIT]


@dataclass(frozen=True)
class _Writer:
    """Writes rows of one sheet; the columns are known by their keys."""

    page: Rows
    settlement: Settlement
    columns: Sequence[SheetColumn]
    facts: RowFacts

    def write(self, figures: FigureCells | None) -> dict[tuple[int, Month], tuple[int, int]]:
        """Write all rows; return the first and the last of each position's month."""
        spans: dict[tuple[int, Month], tuple[int, int]] = {}
        formulas: dict[tuple[Month, bool], Mapping[str, str]] = {}
        for number, one in enumerate(self.facts.records()):
            row = FIRST_ROW + number
            key = one.position, one.month
            spans[key] = spans.get(key, (row, row))[0], row
            live: Mapping[str, str] = {}
            if figures is not None:
                kind = one.month, one.money_by_month
                if kind not in formulas:
                    formulas[kind] = self._formulas(one.month, figures[one.month], kind[1])
                live = formulas[kind]
            self._row(row, one.values, live)
        return spans

    def _row(self, row: int, values: Mapping[str, Value], live: Mapping[str, str]) -> None:
        """Write one row: a formula where there is one, else the value."""
        cells: list[Cell] = []
        for column in self.columns:
            value = values.get(column.key)
            formula = live.get(column.key)
            if formula is None or isinstance(value, str):
                cells.append(value)
            else:
                cells.append(Live(formula.format(row=row + 1), value or 0))
        self.page.write(row, cells)

    def _formulas(self, month: Month, cells: Mapping[str, Ref], by_month: bool) -> dict[str, str]:
        """Return the formula of every amount of a month's rows, the row left open."""
        at = {
            one.key: RowRef(Place(WORKERS, 0, number), _ROW, "column")
            for number, one in enumerate(self.columns)
        }
        known: dict[str, Expression] = {**cells, **at, f"line.{MONTHLY_BASE}": at[MONTHLY_BASE]}
        known |= {"line.income": at["income"]}
        shape = month_state(month, self.settlement.terms).shape
        found = dict(expressions(shape, money_by_month=by_month))
        raised_income = Total((at["income"], _neighbours(at, INCENTIVE_LINES)))
        raised = {**known, "line.income": raised_income}
        parts = "+".join(worksheet(found[name], raised) for name in EMPLOYER_LINES)
        found |= {
            "income": Total((_neighbours(at, WAGE_LINES),)),
            "employer": Total((_neighbours(at, EMPLOYER_LINES),)),
            "cost": at["income"] + at["employer"],
            "short": When(
                Compare(at["paid"], "=", Text("")),
                Constant(0),
                greatest(at["income"] - at["paid"], 0),
            ),
        }
        if self.facts.has_leave:
            in_full = self.settlement.terms.leave_in_full
            found["unused_leave"] = unused_leave(shape, in_full=in_full)
        texts = {name: f"={worksheet(rule, known)}" for name, rule in found.items()}
        return {**texts, "on_cost": f"={parts}-{worksheet(at['employer'])}"}

    def totals(self, row: int) -> None:
        """Write the sum of every amount below the rows: a check of what the engine added up."""
        cells: list[Cell] = ["合计"]
        for number, column in enumerate(self.columns[1:], start=1):
            fen = self.settlement.totals.get(column.key)
            letters = column_letters(number + 1)
            if fen is None or row == FIRST_ROW:
                cells.append(None)
            else:
                formula = f"=SUM({letters}{FIRST_ROW + 1}:{letters}{row})"
                cells.append(Live(formula, yuan(fen)))
        self.page.write(row, cells, "total-money")


def _neighbours(at: Mapping[str, Expression], names: Sequence[str]) -> Range:
    """Return the cells of neighbouring columns."""
    return Range(at[names[0]], at[names[-1]])
