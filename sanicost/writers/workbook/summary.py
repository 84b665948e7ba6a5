"""汇总: the tender on one page: period, basic cost, ceiling, stamps, findings, signatures."""

from sanicost.core.figures import Standard
from sanicost.core.formula import Compare, Constant
from sanicost.core.result import CarriedForward, Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.text import in_capitals
from sanicost.core.worksheet import Ref
from sanicost.i18n import label
from sanicost.i18n.figures import carried_note, carried_value, figure_name, provisional_note
from sanicost.i18n.notices import say
from sanicost.writers.workbook.ceiling import CeilingCells, capitals_or_stale, is_same
from sanicost.writers.workbook.checks import FailureCount, verdict
from sanicost.writers.workbook.guards import FAILED, PASSED, STALE
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.sheet import SheetColumn
from sanicost.writers.workbook.totals import TermTotals
from sanicost.writers.workbook.years import Kind, heading

_COLUMNS = (
    SheetColumn("item", "", 30),
    SheetColumn("value", "", 28),
    SheetColumn("check", "", 26),
    SheetColumn("rest", "", 40),
)
_LAST = len(_COLUMNS) - 1
STREET_NOTE = (
    "本分表只含本镇街岗位的环卫用工基本成本和激励性分配。其他费用、管理费、利润、税金和最高投标限价"
    "属于包组（整个项目），见整个项目的测算附件。"
)


def write(
    page: Page, result: Result, prices: CeilingCells, heads: Ref, counted: FailureCount
) -> None:
    """Write the summary; every amount is a link."""
    page.title("环卫用工成本测算及最高投标限价汇总")
    page.widths(_COLUMNS)
    row = _head(page, result, heads)
    row = _amounts(page, row, result, prices)
    row = _verdicts(page, row, prices, counted)
    row = _years(page, row, result, prices)
    row = _signatures(page, row)
    row = _provisional(page, row, result)
    row = _carried(page, row, result)
    _findings(page, row, result)


def write_street(page: Page, result: Result, sums: TermTotals, counted: FailureCount) -> None:
    """Write the summary of a street's positions: they have a cost, but no ceiling of their own."""
    page.title("环卫用工成本分表汇总（镇街）")
    page.widths(_COLUMNS)
    heads = sums.heads.ref
    assert isinstance(heads, Ref)
    row = _head(page, result, heads)
    for name, amount in (("labour_cost", sums.total), ("incentives", sums.incentives_total)):
        page.text(row, 0, f"{label(name, 'zh')}（元）", "total-text")
        page.amount(row, 1, amount.ref, amount.fen)
        row += 1
    page.wide(row, (0, _LAST), STREET_NOTE, "text")
    row = _checked(page, row + 1, counted)
    row = _signatures(page, row + 1)
    row = _provisional(page, row, result)
    row = _carried(page, row, result)
    _findings(page, row, result)


def _signatures(page: Page, row: int) -> int:
    """Write the lines for those who sign; return the next row.

    They stand with the amounts that are signed for, before the lists, which may be long.
    """
    for line, who in zip(range(row, row + 6, 2), ("编制", "复核", "审批"), strict=True):
        page.text(line, 0, f"{who}：", "note")
        page.text(line, 1, "", "sign")
        page.text(line, 2, "日期：", "note")
        page.text(line, 3, "", "sign")
    return row + 7


def _head(page: Page, result: Result, counted: Ref) -> int:
    """Write the tender's name, buyer and period; return the next row."""
    roster = result.estimate.roster
    period = roster.period
    heads = sum(position.headcount for position in roster.positions)
    texts = (
        ("项目名称", roster.project.name or ""),
        ("采购人", roster.project.buyer or ""),
        ("计价期", f"{period.start} 至 {period.last}，共 {period.months} 个月"),
        ("施行文件", _documents(result)),
    )
    for row, (item, text) in enumerate(texts, start=2):
        page.text(row, 0, item, "total-text")
        page.wide(row, (1, _LAST), text, "text")
    row = len(texts) + 2
    page.text(row, 0, "人数（人）", "total-text")
    page.formula(row, 1, counted, heads, "whole")
    page.text(row, 2, "岗位（个）", "total-text")
    page.number(row, 3, len(roster.positions), "whole")
    return row + 2


def _documents(result: Result) -> str:
    """Return the editions of the rules that price the period."""
    estimate = result.estimate
    months = {estimate.roster.period.figures_month(s.start) for s in estimate.segments}
    found = [estimate.standard.document(month) for month in sorted(months)]
    return "、".join(dict.fromkeys(document.title for document in found if document))


def _amounts(page: Page, row: int, result: Result, prices: CeilingCells) -> int:
    """Write the steps of the project as links to 附件5; return the next row."""
    price = result.price
    fens: dict[str, int | None] = {
        "labour_cost": price.labour_cost,
        "incentives": price.incentives,
        "other_costs": sum(share.amount for share in price.other_costs),
        **{name: price.charge(name) for name in RATE_NAMES},
    }
    for name, fen in fens.items():
        page.text(row, 0, f"{label(name, 'zh')}（元）", "total-text")
        if fen is None:
            page.text(row, 1, "未计列", "center")
        else:
            page.amount(row, 1, prices.steps[name].ref, fen)
        row += 1
    page.text(row, 0, "最高投标限价（元）", "total-text")
    page.amount(row, 1, prices.ceiling.ref, prices.ceiling.fen, "total-money")
    page.text(row + 1, 0, "最高投标限价（大写）", "total-text")
    capitals = in_capitals(prices.ceiling.fen)
    formula = capitals_or_stale(prices, capitals)
    page.wide_formula(row + 1, (1, _LAST), formula, capitals, "total-text")
    return row + 2


def _verdicts(page: Page, row: int, prices: CeilingCells, counted: FailureCount) -> int:
    """Write whether the capitals and all checks hold; return the next row."""
    page.text(row, 0, "大写核对", "total-text")
    same = is_same(prices.words_amount, prices.ceiling)
    page.formula(row, 1, verdict(same), PASSED, "center")
    page.red_when((row, 1, row, 1), FAILED)
    return _checked(page, row + 1, counted)


def _checked(page: Page, row: int, counted: FailureCount) -> int:
    """Write whether all checks hold, whether the engine's values still do, and each named check.

    Texts of the engine, such as findings and what is carried forward, go with its values.
    """
    facts = (
        ("全部核对（见说明与核对）", counted.failed, not counted.failing, FAILED),
        ("引擎值、提示和清单（与表内金额一致）", counted.stale, True, STALE),
    )
    for place, (name, count, holds, otherwise) in enumerate(facts):
        formula = verdict(Compare(count, "=", Constant(0)), otherwise)
        page.text(row, 2 * place, name, "total-text")
        page.formula(row, 2 * place + 1, formula, PASSED if holds else FAILED, "center")
    for number, one in enumerate(counted.verdicts):
        line, place = row + 1 + number // 2, number % 2
        page.text(line, 2 * place, one.name)
        page.formula(line, 2 * place + 1, one.cell, one.text, "center")
    last = row + (len(counted.verdicts) + 1) // 2
    for text in (FAILED, STALE):
        page.red_when((row, 1, last, _LAST), text)
    return last + 2


def _years(page: Page, row: int, result: Result, prices: CeilingCells) -> int:
    """Write the ceiling of each year, contract years beside budget years; return the next row."""
    page.section(row, "分年度最高投标限价（元；见附件5）")
    lowest = row
    columns: tuple[tuple[Kind, int], ...] = (("contract", 0), ("budget", 2))
    for kind, first in columns:
        cells = [(year, one) for (of, year), one in prices.years.items() if of == kind]
        for line, (year, components) in enumerate(cells, start=row + 1):
            amount = components["ceiling"]
            page.text(line, first, heading(result, kind, year).replace("\n", " "), "text")
            page.amount(line, first + 1, amount.ref, amount.fen)
            lowest = max(lowest, line)
    return lowest + 2


def _provisional(page: Page, row: int, result: Result) -> int:
    """Write the stamp and the figures that must be confirmed; return the next row."""
    if not result.provisional:
        return row
    page.text(row, 0, "暂估", "stamp")
    row += 1
    standard = result.estimate.standard
    for one in result.provisional:
        name = figure_name(one.figure, standard, "zh")
        note = provisional_note(one, "zh")
        text = f"{one.month} 起：{name}（{one.figure}）{note}"
        page.wide(row, (0, _LAST), text, "provisional-text")
        row += 1
    return row + 1


def _carried(page: Page, row: int, result: Result) -> int:
    """Write the figures that are carried forward, each on a line; return the next row."""
    if not result.carried_forward:
        return row
    page.section(row, "沿用的参数（公布新数值后按合同约定调整）")
    standard = result.estimate.standard
    for number, one in enumerate(result.carried_forward, start=1):
        page.wide(row + number, (0, _LAST), carried_line(one, standard), "text")
    return row + len(result.carried_forward) + 2


def carried_line(one: CarriedForward, standard: Standard) -> str:
    """Return a figure that is carried forward, with its value, its last known day, and why."""
    name, value = figure_name(one.figure, standard, "zh"), carried_value(one, "zh")
    shown = f"{name} {value}" if value else name
    return f"{one.month} 起：{shown}（{one.figure}），已知至 {one.until}；{carried_note(one, 'zh')}"


def _findings(page: Page, row: int, result: Result) -> None:
    """Write the findings."""
    page.section(row, "提示与警告")
    row += 1
    texts = [
        f"【{label(one.severity, 'zh')}】{one.where} {say(one, 'zh')}" for one in result.findings
    ]
    for text in texts or ["无。"]:
        page.wide(row, (0, _LAST), text, "text")
        row += 1
