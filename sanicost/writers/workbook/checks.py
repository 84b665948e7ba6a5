"""说明与核对: assumptions, clean-ups, the rounding rule, and checks that turn red when broken."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from sanicost.core.formula import Compare, Constant, Expression, When, fen
from sanicost.core.notices import Notice
from sanicost.core.result import Result
from sanicost.core.worksheet import Count, Ref, Text, Total, span
from sanicost.i18n.notices import say
from sanicost.writers.workbook import basis, guards, personnel
from sanicost.writers.workbook.ceiling import CeilingCells
from sanicost.writers.workbook.guards import FAILED, PASSED, STALE, Guard, GuardVerdict
from sanicost.writers.workbook.guards import failing as failing_of
from sanicost.writers.workbook.page import BASIS, PERSONNEL, Amount, Page, yuan
from sanicost.writers.workbook.personnel import People
from sanicost.writers.workbook.references import sum_of
from sanicost.writers.workbook.sheet import SheetColumn
from sanicost.writers.workbook.totals import TermTotals
from sanicost.writers.workbook.unit_costs import Costs
from sanicost.writers.workbook.years import Kind

_COLUMNS = (
    SheetColumn("number", "序号", 6, names_rows=True),
    SheetColumn("check", "核对内容", 54, names_rows=True),
    SheetColumn("formula", "表内公式", 22),
    SheetColumn("other", "对照值", 22),
    SheetColumn("difference", "差额", 14),
    SheetColumn("verdict", "结论", 10),
)
_LAST = len(_COLUMNS) - 1
_ROUNDING = (
    "取整规则：每个费用项按未取整的中间值计算，四舍五入到分一次；此后只做加法和乘以整数，"
    "因此各表横竖相加均相等。公式中对合计的 ROUND 只用于消除电子表格二进制运算的尾差，不改变数值。"
    "“引擎值”由程序以精确数独立算出，不经过表内公式。"
)


Check: TypeAlias = tuple[str, Amount, Amount]
"""What is compared, and the two amounts that must be one."""


class SheetResults(NamedTuple):
    """What the other sheets came to: set by set, and as a whole."""

    people: People
    costs: Sequence[Costs]
    sums: Sequence[TermTotals]
    whole: TermTotals
    lines: Mapping[str, Amount]
    prices: CeilingCells


class FailureCount(NamedTuple):
    """Where it stands how many checks fail, and how many values of the engine are stale.

    `failing` tells how many fail as yet: a ceiling may be above the budget.
    """

    failed: Ref
    stale: Ref
    failing: int
    verdicts: Sequence[GuardVerdict]


def write(
    page: Page, result: Result, found: SheetResults, verdicts: Sequence[GuardVerdict]
) -> FailureCount:
    """Write the sheet; return where checks that fail are counted."""
    return _sheet(page, result, found.people, _checks(result, found), verdicts)


def write_street(
    page: Page, result: Result, given: "CheckInputs", verdicts: Sequence[GuardVerdict]
) -> FailureCount:
    """Write the sheet of a street's positions; return where checks that fail are counted."""
    [costs], sums = given.costs, given.whole
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
    return _sheet(page, result, given.people, checks, verdicts)


def _sheet(
    page: Page,
    result: Result,
    people: People,
    checks: Sequence[Check],
    verdicts: Sequence[GuardVerdict],
) -> FailureCount:
    """Write what was assumed and corrected, the rounding rule and the checks."""
    page.title("说明与核对")
    page.widths(_COLUMNS)
    row = _notices(page, 1, "一、测算假定", result.assumptions)
    row = _notices(page, row, "二、读取岗位表时的整理", result.cleanups)
    page.section(row, "三、取整规则")
    page.wide(row + 1, (0, _LAST), _ROUNDING, "note")
    page.section(row + 3, "四、核对（不符时变红；与引擎值不同的须重算）")
    page.headings(row + 4, _COLUMNS, repeat=False)
    first, heads = row + 5, row + 5 + len(checks)
    for number, (name, one, other) in enumerate(checks):
        _write_check(page, first + number, (number + 1, name), one, other)
    _write_heads(page, heads, result, people, len(checks) + 1)
    last = heads + len(verdicts)
    for number, said in enumerate(verdicts, start=1):
        page.number(heads + number, 0, len(checks) + 1 + number, "center")
        page.text(heads + number, 1, said.name, "text")
        for column in range(2, _LAST):
            page.text(heads + number, column, "", "text")
        page.formula(heads + number, _LAST, said.cell, said.text, "center")
    for text in (FAILED, STALE):
        page.red_when((first, _LAST, last, _LAST), text)
    return _count(page, (first, last), verdicts)


def _count(page: Page, rows: tuple[int, int], verdicts: Sequence[GuardVerdict]) -> FailureCount:
    """Write how many checks fail, and how many values of the engine are those of other inputs."""
    first, last = rows
    cells = page.range((first, _LAST), (last, _LAST))
    stale = Count("COUNTIF", cells, STALE)
    failing = sum(not one.holds for one in verdicts)
    page.text(last + 1, 1, "不符的项数", "total-text")
    page.formula(last + 1, 2, failing_of(cells, last - first + 1) - stale, failing, "total-whole")
    page.text(last + 2, 1, "须重算的项数（表内金额已与引擎值不同）", "total-text")
    page.formula(last + 2, 2, stale, 0, "total-whole")
    return FailureCount(page.at(last + 1, 2), page.at(last + 2, 2), failing, verdicts)


def _notices(page: Page, row: int, title: str, notices: Iterable[Notice]) -> int:
    """Write a list of notices; return the next free row."""
    page.section(row, title)
    texts = [f"{one.where}：{say(one, 'zh')}" if one.where else say(one, "zh") for one in notices]
    for number, text in enumerate(texts or ["无。"], start=1):
        page.wide(row + number, (0, _LAST), f"{number}. {text}", "note")
    return row + max(len(texts), 1) + 2


def _checks(result: Result, found: SheetResults) -> list[Check]:
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


def _of_years(prices: CeilingCells, kind: Kind) -> Amount:
    """Return the sum of the years' ceilings."""
    years = [one["ceiling"] for (of, _), one in prices.years.items() if of == kind]
    return Amount(sum_of(years), sum(year.fen for year in years))


def _checks_of_sets(result: Result, found: SheetResults) -> list[Check]:
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


def _classes(whole: TermTotals) -> Amount:
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
    _verdict(page, row, FAILED if other.cell else STALE)


def _write_heads(page: Page, row: int, result: Result, people: People, number: int) -> None:
    """Compare the heads of 附件2 with the engine's count."""
    heads = sum(position.headcount for position in result.estimate.roster.positions)
    page.number(row, 0, number, "center")
    page.text(row, 1, "附件2 人数合计 ＝ 引擎值", "text")
    page.formula(row, 2, people.total_heads, heads, "whole")
    page.number(row, 3, heads, "whole")
    _verdict(page, row, STALE)


def _verdict(page: Page, row: int, otherwise: str) -> None:
    """Write difference and verdict of a check."""
    page.amount(row, 4, fen(page.near(row, 2) - page.near(row, 3)), 0)
    formula = verdict(Compare(page.near(row, 4), "=", Constant(0)), otherwise)
    page.formula(row, _LAST, formula, PASSED, "center")


def verdict(condition: Compare, otherwise: str = FAILED) -> Expression:
    """Return what says whether a check holds."""
    return When(condition, Text(PASSED), Text(otherwise))


MOVED = "包组、镇街：岗位与测算时一致（改动的，附件3、附件4须重算）"


class CheckInputs(NamedTuple):
    """Where figures and positions stand, what follows from them, and more that must hold."""

    figures: basis.FigureCells
    people: People
    costs: Sequence[Costs]
    whole: TermTotals
    more: Sequence[Guard] = ()


def write_guards(
    pages: Mapping[str, Page], result: Result, given: CheckInputs
) -> list[GuardVerdict]:
    """Write what must hold of figures and positions; return where it is said whether it does.

    A figure may make unlawful what a position has, and is said to on its own sheet as well.
    """
    figures, people, whole = given.figures, given.people, given.whole
    of_people = [*people.guards, *given.more]
    if "street" in whole.grouped_heads:
        named = Total((whole.grouped_heads["street"],))
        left = When(Compare(people.total_heads, "=", named), Constant(0), Constant(1))
        of_people.append(Guard("镇街：为附件4汇总的镇街", left))
    found = guards.write(pages[PERSONNEL], people.row, of_people, personnel.GUARDS)
    lawful = span(*(found[n].cell for n in (0, len(people.guards) - 1)))
    of_figures = [
        figures.checked,
        Guard("附件2各岗位：按本表参数仍合规定", guards.failing(lawful, len(people.guards))),
        Guard(SEGMENTS, _parted(result, given)),
    ]
    return [*guards.write(pages[BASIS], figures.row, of_figures, basis.GUARDS), *found]


SEGMENTS = "计价段：段内各月同价（不符的，计价段须重算）"


def _parted(result: Result, given: CheckInputs) -> Expression:
    """Return 1 where segments may part: their months have several figures, and pay has moved."""
    figures, costs, whole = given.figures, given.costs, given.whole
    mixed, estimate = basis.mixed_segments(result), result.estimate
    if not mixed:
        return Constant(0)
    if len(costs) == 1:
        cells = [figures.segments[number]["number"] for number in mixed]
        found, of = costs[0].unit_costs_of(cells), [estimate.segments[n] for n in mixed]
        people = range(len(estimate.roster.positions))
        fens = sum(sum(segment.amounts["unit_cost"]) for segment in of)
        fens += sum(estimate.added_cost(segment, index) for segment in of for index in people)
    else:
        named = [f"{key}-{number + 1}" for number in mixed for key in ("segment", "added")]
        amounts = [whole.totals[name] for name in named]
        found, fens = sum_of(amounts), sum(amount.fen for amount in amounts)
    moved = fen(found - guards.quotient(yuan(fens)))
    return When(Compare(moved, "=", Constant(0)), Constant(0), Constant(1))
