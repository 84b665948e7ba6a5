"""说明与核对: assumptions, clean-ups, the rounding rule, and checks that turn red when broken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sanicost.core.formula import Compare, Constant, Expression, When, fen
from sanicost.core.notices import Notice
from sanicost.core.result import Result
from sanicost.core.worksheet import Count, Ref, Text
from sanicost.i18n.notices import say
from sanicost.writers.workbook.ceiling import Prices
from sanicost.writers.workbook.page import Amount, Page, yuan
from sanicost.writers.workbook.personnel import People
from sanicost.writers.workbook.references import sum_of
from sanicost.writers.workbook.sheet import Column
from sanicost.writers.workbook.totals import Sums
from sanicost.writers.workbook.unit_costs import Costs
from sanicost.writers.workbook.years import Kind

PASSED, FAILED = "通过", "不符"
_COLUMNS = (
    Column("number", "序号", 6, names_rows=True),
    Column("check", "核对内容", 54, names_rows=True),
    Column("formula", "表内公式", 22),
    Column("other", "对照值", 22),
    Column("difference", "差额", 14),
    Column("verdict", "结论", 10),
)
_LAST = len(_COLUMNS) - 1
_ROUNDING = (
    "取整规则：每个费用项按未取整的中间值计算，四舍五入到分一次；此后只做加法和乘以整数，"
    "因此各表横竖相加均相等。公式中对合计的 ROUND 只用于消除电子表格二进制运算的尾差，不改变数值。"
    "“引擎值”由程序以精确数独立算出，不经过表内公式。"
)


Check: TypeAlias = tuple[str, Amount, Amount]
"""What is compared, and the two amounts that must be one."""


@dataclass(frozen=True)
class Found:
    """What the other sheets came to: set by set, and as a whole."""

    people: People
    costs: Sequence[Costs]
    sums: Sequence[Sums]
    whole: Sums
    lines: Mapping[str, Amount]
    prices: Prices


def write(page: Page, result: Result, found: Found) -> Ref:
    """Write the sheet; return the cell that counts the checks that fail."""
    return _sheet(page, result, found.people, _checks(result, found))


def write_street(page: Page, result: Result, people: People, costs: Costs, sums: Sums) -> Ref:
    """Write the sheet of a street's positions; return the cell that counts failing checks."""
    checks = [
        ("附件3 合计 ＝ 附件4 合同期合计", costs.total, sums.total),
        (
            "附件4 合同期合计 ＝ 引擎值（环卫用工基本成本）",
            sums.total,
            _engine(result.price.labour_cost),
        ),
        ("附件4 激励合计 ＝ 引擎值", sums.incentives_total, _engine(result.price.incentives)),
        ("附件4 按等次汇总 ＝ 合同期合计", _classes(sums), sums.total),
    ]
    return _sheet(page, result, people, checks)


def _sheet(page: Page, result: Result, people: People, checks: Sequence[Check]) -> Ref:
    """Write what was assumed and put right, the rounding rule and the checks."""
    page.title("说明与核对")
    page.widths(_COLUMNS)
    row = _notices(page, 1, "一、测算假定", result.assumptions)
    row = _notices(page, row, "二、读取岗位表时的整理", result.cleanups)
    page.section(row, "三、取整规则")
    page.wide(row + 1, (0, _LAST), _ROUNDING, "note")
    page.section(row + 3, "四、核对（不符时变红）")
    page.headings(row + 4, _COLUMNS, repeat=False)
    first, last = row + 5, row + 5 + len(checks)
    for number, (name, one, other) in enumerate(checks):
        _write_check(page, first + number, (number + 1, name), one, other)
    _write_heads(page, last, result, people, len(checks) + 1)
    page.red_when((first, _LAST, last, _LAST), FAILED)
    page.text(last + 1, 1, "不符的项数", "total-text")
    failed = Count("COUNTIF", page.range((first, _LAST), (last, _LAST)), FAILED)
    page.formula(last + 1, 2, failed, 0, "total-whole")
    return page.at(last + 1, 2)


def _notices(page: Page, row: int, title: str, notices: Iterable[Notice]) -> int:
    """Write a list of notices; return the next free row."""
    page.section(row, title)
    texts = [f"{one.where}：{say(one, 'zh')}" if one.where else say(one, "zh") for one in notices]
    for number, text in enumerate(texts or ["无。"], start=1):
        page.wide(row + number, (0, _LAST), f"{number}. {text}", "note")
    return row + max(len(texts), 1) + 2


def _checks(result: Result, found: Found) -> list[Check]:
    """Return what is compared: formulas with each other, and with the engine's own totals."""
    price, whole, prices = result.price, found.whole, found.prices
    income, employer = found.lines["income"], found.lines["employer"]
    both = Amount(income.ref + employer.ref, income.fen + employer.fen)
    return [
        *_checks_of_sets(result, found),
        ("附件3 各费用项合同期合计之和 ＝ 附件4 合同期合计", both, whole.total),
        ("附件4 合同期合计 ＝ 引擎值（环卫用工基本成本）", whole.total, _engine(price.labour_cost)),
        ("附件4 激励合计 ＝ 引擎值", whole.incentives_total, _engine(price.incentives)),
        ("附件4 按等次汇总 ＝ 合同期合计", _classes(whole), whole.total),
        ("附件5 最高投标限价 ＝ 引擎值", prices.ceiling, _engine(price.ceiling)),
        ("附件5 各合同年限价之和 ＝ 最高投标限价", _of_years(prices, "contract"), prices.ceiling),
        ("附件5 各预算年度限价之和 ＝ 最高投标限价", _of_years(prices, "budget"), prices.ceiling),
        ("附件5 大写所依据的金额 ＝ 最高投标限价", prices.words_amount, prices.ceiling),
    ]


def _of_years(prices: Prices, kind: Kind) -> Amount:
    """Return the sum of the years' ceilings."""
    years = [one["ceiling"] for (of, _), one in prices.years.items() if of == kind]
    return Amount(sum_of(years), sum(year.fen for year in years))


def _checks_of_sets(result: Result, found: Found) -> list[Check]:
    """Return the checks of each set of annexes by itself."""
    checks = []
    sets = zip(result.price.parts, found.costs, found.sums, found.prices.parts, strict=True)
    for part, costs, sums, steps in sets:
        name = "" if part.lot is None else f"包组“{part.lot}”"
        checks.append((f"{name}附件3 合计 ＝ 附件4 合同期合计", costs.total, sums.total))
        if part.lot is not None:
            ceiling = steps.steps["ceiling"]
            checks.append((f"{name}最高投标限价 ＝ 引擎值", ceiling, _engine(part.ceiling)))
    return checks


def _classes(whole: Sums) -> Amount:
    """Return the sum over the post classes."""
    amounts = [amounts["term"] for amounts in whole.classes.values()]
    cells = sum(amount.ref for amount in amounts)
    return Amount(fen(cells), sum(amount.fen for amount in amounts))


def _engine(amount: int) -> Amount:
    """Return an amount that the engine computed and no formula did."""
    return Amount(None, amount)


def _write_check(
    page: Page, row: int, named: tuple[int, str], found: Amount, other: Amount
) -> None:
    """Write one check; the engine's value is a constant, everything else a live formula."""
    page.number(row, 0, named[0], "center")
    page.text(row, 1, named[1], "text")
    page.amount(row, 2, found.ref, found.fen)
    if other.cell:
        page.amount(row, 3, other.cell, other.fen)
    else:
        page.number(row, 3, yuan(other.fen), "money")
    _verdict(page, row)


def _write_heads(page: Page, row: int, result: Result, people: People, number: int) -> None:
    """Compare the heads of 附件2 with the engine's count."""
    heads = sum(position.headcount for position in result.estimate.roster.positions)
    page.number(row, 0, number, "center")
    page.text(row, 1, "附件2 人数合计 ＝ 引擎值", "text")
    page.formula(row, 2, people.total_heads, heads, "whole")
    page.number(row, 3, heads, "whole")
    _verdict(page, row)


def _verdict(page: Page, row: int) -> None:
    """Write difference and verdict of a check."""
    page.amount(row, 4, fen(page.near(row, 2) - page.near(row, 3)), 0)
    formula = verdict(Compare(page.near(row, 4), "=", Constant(0)))
    page.formula(row, _LAST, formula, PASSED, "center")


def verdict(condition: Compare) -> Expression:
    """Return what says whether a check holds."""
    return When(condition, Text(PASSED), Text(FAILED))
