"""附件5: from the closed basic cost to the ceiling, lot by lot, and the sum of the lots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sanicost.core.formula import Compare, Constant, Expression, When, fen, when
from sanicost.core.kinds import CHARGE, MONEY
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.price import Ceiling, Share
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, Per, RateName
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.text import in_capitals
from sanicost.core.worksheet import Count, Ref, Text, Total, span
from sanicost.i18n import label
from sanicost.writers.workbook.guards import (
    FAILED,
    Guard,
    GuardTable,
    GuardVerdict,
    failing,
    outside,
)
from sanicost.writers.workbook.page import Amount, AnnexSet, Page, fitted, money_width, yuan
from sanicost.writers.workbook.references import sum_of
from sanicost.writers.workbook.sheet import (
    CapitalsRow,
    CostRow,
    ProjectRow,
    RateRow,
    SheetColumn,
)
from sanicost.writers.workbook.totals import TermTotals, line_fen
from sanicost.writers.workbook.unit_costs import Costs
from sanicost.writers.workbook.years import YearCells

COLUMNS = (
    SheetColumn("item", "费用项目", 40, names_rows=True),
    SheetColumn("input", "单价或费率", 20),
    SheetColumn("per", "计费周期", 18),
    SheetColumn("base", "计费基数\n（元）", 22),
    SheetColumn("amount", "金额\n（元）", 22),
    SheetColumn("check", "说明", 28),
)
_NUMERALS = ("四", "五", "六")
_BASES = {
    "四": "费率×（一＋二＋三）",
    "五": "费率×（一＋二＋三＋四）",
    "六": "费率×（一＋二＋三＋四＋五）",
}
"""What a rate is taken of; an item that is not counted adds nothing."""
INPUT, PER, BASE, AMOUNT, CHECK = 1, 2, 3, 4, 5
GUARDS = GuardTable((0, 1), 2, 3, 4)
"""Where the checks of these sheets stand."""
OTHER_CAPITALS = "大写须重算：金额已变动"
REMARK = "蓝底为经办人输入；未给出费率的项目不计列，限价不含该项。"


@dataclass
class LotCeilingCells:
    """Where the steps of one lot's ceiling stand."""

    lot: str | None
    steps: dict[str, Amount] = field(default_factory=dict)
    costs: list[Amount] = field(default_factory=list)
    years: YearCells = field(default_factory=dict)
    words: Amount = field(default_factory=lambda: Amount(None, 0))
    broken: list[Expression] = field(default_factory=list)  # inputs that are none
    guards: list[Guard] = field(default_factory=list)
    row: int = 0  # the next free row of its sheet


@dataclass
class CeilingCells:
    """Where the ceilings stand: of each lot, and of the project."""

    parts: list[LotCeilingCells]
    steps: Mapping[str, Amount]
    words_amount: Amount
    years: YearCells = field(default_factory=dict)
    broken: list[Expression] = field(default_factory=list)
    guards: list[Guard] = field(default_factory=list)
    row: int = 0  # the next free row of their sheet
    lot: None = None  # it is those of all lots

    @property
    def ceiling(self) -> Amount:
        """The ceiling of the whole tender."""
        return self.steps["ceiling"]


def write(
    writer: "Steps", part: Ceiling, sums: TermTotals, shares: Mapping[int, Amount]
) -> LotCeilingCells:
    """Write the steps of a tender without lots, or of one lot, on a sheet of its own.

    `shares` tells where this lot's part of each shared cost stands, by the cost's number.
    """
    suffix = "" if part.lot is None else f"（{part.lot}）"
    writer.begin(f"附件5  最高投标限价汇总表{suffix}")
    found = writer.block(part, sums, shares)
    writer.words(found.steps["ceiling"], part.ceiling)
    if part.lot is None:
        writer.budget(found.steps["ceiling"])
    found.words, found.row = writer.words_amount, writer.row + 1
    found.broken, found.guards = writer.broken, writer.guards
    return found


def checked(broken: Sequence[Expression]) -> Guard:
    """Return the check of what was typed into a sheet of these: amounts, rates, periods."""
    name = "费用金额、费率、计费周期和面积：在许可的范围内"
    return Guard(name, sum(broken[1:], broken[0]) if broken else Constant(0))


class Steps:
    """Writes rows from the top down; `row` is the next free row."""

    def __init__(self, page: Page, result: Result, row: int, months: Ref) -> None:
        self.row = row
        self._page = page
        self._result = result
        self._months = months
        self.words_amount = Amount(None, 0)
        self.broken: list[Expression] = []
        self.guards: list[Guard] = []

    def begin(self, title: str) -> None:
        """Write title and headings of a sheet."""
        self._page.title(title)
        self._page.text(1, 0, REMARK, "remark")
        self._page.widths(COLUMNS)
        self._page.headings(2, COLUMNS)

    def block(
        self, part: Ceiling, sums: TermTotals, shares: Mapping[int, Amount]
    ) -> LotCeilingCells:
        """Write the steps from basic cost to ceiling."""
        found = LotCeilingCells(part.lot)
        self.label("一、环卫用工基本成本（见附件4）", note="封闭：以下各项不改变本项")
        found.steps["labour_cost"] = self.amount(sums.total.ref, part.labour_cost, "total-money")
        self.label("二、激励性分配及其单位缴费（附件3）", note="不计入基本成本")
        cell = sums.incentives_total.ref
        found.steps["incentives"] = self.amount(cell, part.incentives, "total-money")
        found.steps["other_costs"] = self._other_costs(part, sums, found.costs, shares)
        above = [found.steps[name] for name in ("labour_cost", "incentives", "other_costs")]
        for numeral, rate in zip(_NUMERALS, RATE_NAMES, strict=True):
            charge = self._charge(part, rate, numeral, above)
            if charge:
                found.steps[rate] = charge
                above.append(charge)
        name = "最高投标限价" if part.lot is None else f"包组最高投标限价：{part.lot}"
        self.label(name, "total-text")
        found.steps["ceiling"] = self.amount(sum_of(above), part.ceiling, "total-money")
        return found

    def _other_costs(
        self, part: Ceiling, sums: TermTotals, amounts: list[Amount], shares: Mapping[int, Amount]
    ) -> Amount:
        """Write the other costs of a block and their sum; note where each of them stands."""
        wholes = list(self._result.price.other_costs)
        for share in part.other_costs:
            number = next(n for n, whole in enumerate(wholes) if whole.cost is share.cost)
            if number in shares:
                how = "分摊" if share.cost.is_shared else "按本包组人数"
                self.label(f"　{share.cost.name}（{how}）")
                amounts.append(self.amount(shares[number].ref, share.amount))
            else:
                amounts.append(self.other_cost(share, sums.heads))
        self.label("三、其他费用小计")
        return self.amount(sum_of(amounts), part.other_total, "total-money")

    def other_cost(self, share: Share, heads: Amount | None = None) -> Amount:
        """Write one other cost: its amount as given, and what it amounts to over the term.

        One per head counts for the heads that 附件4 adds up; without any, all lots share it.
        """
        row, name = self.row, f"　{share.cost.name}"
        whole = fen(self._whole(row, heads.ref if heads else None))
        if heads and share.cost.per.is_per_head:
            self.label(name, note="计费基数为人数")
            self._page.formula(row, BASE, heads.ref, heads.fen, "whole")
        else:
            self.label(name)
        self.inputs(row, share, [per for per in Per if heads or not per.is_per_head])
        return self.amount(whole, share.amount)

    def inputs(self, row: int, share: Share, pers: Sequence[Per]) -> None:
        """Write the amount of a cost and what it counts for, one of some periods."""
        page, words = self._page, [label(per, "zh") for per in pers]
        page.about(row, CostRow(share.cost))
        page.number(row, INPUT, share.cost.amount, "input-money")
        page.text(row, PER, label(share.cost.per, "zh"), "input-center")
        page.choices((row, PER, row, PER), words)
        cell = page.range((row, PER), (row, PER))
        known: Expression = Constant(1)
        for word in words:
            known = known - Count("COUNTIF", cell, word)
        self.broken += [outside(page.range((row, INPUT), (row, INPUT)), 1, MONEY), known]

    def of_heads(self, name: str, row: int, share: Share, heads: Amount) -> Amount:
        """Write what an amount per head, given in a row above, amounts to for some heads."""
        self.label(name, note="计费基数为人数")
        self._page.formula(
            self.row, PER, self._page.at(row, PER), label(share.cost.per, "zh"), "center"
        )
        self._page.formula(self.row, BASE, heads.ref, heads.fen, "whole")
        return self.amount(fen(self._whole(row, self._page.at(self.row, BASE))), share.amount)

    def _whole(self, row: int, heads: Expression | None) -> Expression:
        """Return what the amount of a row amounts to over the term, by the period beside it."""
        given, months = self._page.at(row, INPUT), self._months
        times: dict[Per, Expression] = {
            Per.MONTH: given * months,
            Per.YEAR: given * months / MONTHS_PER_YEAR,
            Per.TERM: given,
        }
        if heads:
            times[Per.HEAD_MONTH] = given * heads * months
            times[Per.HEAD_YEAR] = given * heads * months / MONTHS_PER_YEAR
        found: Expression = Constant(0)
        for per, amount in reversed(times.items()):
            chosen = Compare(self._page.at(row, PER), "=", Text(label(per, "zh")))
            found = When(chosen, amount, found)
        return found

    def _charge(
        self, part: Ceiling, name: RateName, numeral: str, above: Sequence[Amount]
    ) -> Amount | None:
        """Write a percentage charge with its base; one without a rate is not counted."""
        page, charge = self._page, part.charges[name]
        self.label(f"{numeral}、{label(name, 'zh')}", note=_BASES[numeral] if charge else "")
        if charge is None:
            page.text(self.row, AMOUNT, "未计列", "center")
            self.row += 1
            return None
        page.about(self.row, RateRow(name, part.lot))
        page.number(self.row, INPUT, charge.rate, "input-rate")
        cell = page.range((self.row, INPUT), (self.row, INPUT))
        self.broken.append(outside(cell, 1, CHARGE))
        page.text(self.row, PER, "×计费基数", "center")
        page.amount(self.row, BASE, sum_of(above), charge.base)
        rate, taken = page.at(self.row, INPUT), page.at(self.row, BASE)
        return self.amount(fen(rate * taken), charge.amount, "total-money")

    def words(self, ceiling: Amount, amount: int) -> None:
        """Write the ceiling in capital numerals: text, with a check beside it."""
        page = self._page
        page.about(self.row, CapitalsRow())
        page.text(self.row, 0, "最高投标限价（大写）", "total-text")
        page.wide(self.row, (INPUT, BASE), in_capitals(amount), "total-text")
        page.number(self.row, AMOUNT, yuan(amount), "money")
        self.words_amount = Amount(page.at(self.row, AMOUNT), amount)
        same = is_same(self.words_amount, ceiling)
        formula = When(same, Text("大写与金额一致"), Text("大写与金额不符"))
        page.formula(self.row, CHECK, formula, "大写与金额一致", "center")
        page.red_when((self.row, CHECK, self.row, CHECK), "大写与金额不符")
        self.row += 1

    def budget(self, ceiling: Amount) -> None:
        """Write the budget beside the ceiling, as far as one was given."""
        budget = self._result.estimate.roster.project.budget
        if budget is None:
            return
        self.label("采购预算（经办人给定）")
        self._page.about(self.row, ProjectRow("budget"))
        self._page.number(self.row, AMOUNT, budget, "input-money")
        given = self._page.at(self.row, AMOUNT)
        self.row += 1
        self.label("采购预算 － 最高投标限价")
        rest = int(budget * 100) - ceiling.fen
        short = when(Compare(given, "<", ceiling.ref), 1, 0)
        self.guards.append(Guard("采购预算不低于最高投标限价", short, int(rest < 0)))
        self.amount(fen(given - ceiling.ref), rest, "total-money")

    def label(self, text: str, style: str = "text", note: str = "") -> None:
        """Write the item of a row, a note at its end, and its empty cells."""
        self._page.text(self.row, 0, text, style)
        for column in (INPUT, PER, BASE):
            self._page.text(self.row, column, "", "text")
        self._page.text(self.row, CHECK, note)

    def amount(self, formula: Expression, fen: int, style: str = "money") -> Amount:
        """Write the amount that ends a row."""
        amount = self._page.amount(self.row, AMOUNT, formula, fen, style)
        self.row += 1
        return amount


def is_same(one: Amount, other: Amount) -> Compare:
    """Return the condition that two amounts are one."""
    return Compare(fen(one.ref - other.ref), "=", Constant(0))


def capitals_or_stale(prices: CeilingCells, capitals: str) -> Expression:
    """Return the capitals of the ceiling as long as they are those of its amount."""
    return When(is_same(prices.words_amount, prices.ceiling), Text(capitals), Text(OTHER_CAPITALS))


LINES = (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "cost")
_STEPS = ("labour_cost", "incentives", "other_costs", *RATE_NAMES, "ceiling")
FIRST_ROW = 3


def write_lines(
    page: Page, result: Result, sets: Sequence[AnnexSet], costs: Sequence[Costs]
) -> dict[str, Amount]:
    """Write what each line amounts to over the term, lot by lot; return the tender's totals."""
    page.title("附件3  人均月用工成本构成表（各包组各费用项合同期合计，元）")
    page.text(1, 0, "每人每月的构成见各包组的附件3；本表为其各费用项×人数×月数之和。", "remark")
    words = {"cost": "合同期合计", **{name: label(name, "zh") for name in LINES[:-1]}}
    columns = [SheetColumn(name, words[name], 0) for name in LINES]
    fens = [line_fen(result.estimate, annex.indices) for annex in sets]
    totals = {name: sum(fen[name] for fen in fens) for name in LINES}
    widest = {name: [total] for name, total in totals.items()}
    naming = (
        SheetColumn("number", "序号", 5, names_rows=True),
        SheetColumn("lot", "包组", 16, names_rows=True),
    )
    heads = fitted((*naming, *columns), widest)
    page.widths(heads)
    page.headings(2, heads)
    for row, (annex, own, sums) in enumerate(zip(sets, costs, fens, strict=True), start=FIRST_ROW):
        page.number(row, 0, row - FIRST_ROW + 1, "center")
        page.text(row, 1, str(annex.lot))
        for column, name in enumerate(LINES, start=2):
            formula = own.total.ref if name == "cost" else own.line_total(name)
            page.amount(row, column, formula, sums[name])
    return _total_row(page, FIRST_ROW + len(sets), LINES, totals)


def _total_row(
    page: Page, row: int, names: Sequence[str], fens: Mapping[str, int]
) -> dict[str, Amount]:
    """Write the sums of the columns from the third on, above which the lots stand."""
    for column in range(2):
        page.text(row, column, "合计" if column else "", "total-text")
    found = {}
    for column, name in enumerate(names, start=2):
        formula = fen(Total((page.range((FIRST_ROW, column), (row - 1, column)),)))
        found[name] = page.amount(row, column, formula, fens[name], "total-money")
    return found


class Ceilings:
    """附件5 of the whole tender: a row for each lot, and the capitals.

    Below it stands how costs are shared: each lot's own 附件5 refers to that, and the rows to it.
    """

    def __init__(self, page: Page, result: Result, months: Ref) -> None:
        self._page = page
        self._result = result
        self._months = months
        self.guards: list[Guard] = []
        words = {name: label(name, "zh") for name in _STEPS}
        width = max(18, money_width([result.price.ceiling]))
        columns = [SheetColumn(name, words[name], width) for name in _STEPS]
        # The first columns hold the shared costs below as well.
        self._columns = (
            SheetColumn("number", "序号", 30, names_rows=True),
            SheetColumn("lot", "包组", width, names_rows=True),
            *columns,
            SheetColumn("inputs", "输入复核", 9),
            SheetColumn("positions", "岗位复核", 9),
        )
        page.title("附件5  最高投标限价汇总表（各包组合计）")
        page.text(1, 0, REMARK, "remark")
        page.widths(self._columns)
        page.headings(2, self._columns)

    def verdicts(self, column: int, found: Sequence[GuardVerdict]) -> Expression:
        """Write in a column behind the amounts whether a check of each lot holds.

        Return how many do not; column 0 is that of the inputs, 1 that of the positions.
        """
        page, place = self._page, len(self._columns) - 2 + column
        for row, one in enumerate(found, start=FIRST_ROW):
            page.formula(row, place, one.cell, one.text, "center")
        last = FIRST_ROW + len(found) - 1
        page.red_when((FIRST_ROW, place, last, place), FAILED)
        return failing(span(page.at(FIRST_ROW, place), page.at(last, place)), len(found))

    def name(self, number: int) -> Ref:
        """Return the cell in which the name of a lot stands."""
        return self._page.at(FIRST_ROW + number, 1)

    @property
    def first_share(self) -> int:
        """The first row below the lots, the capitals and the budget."""
        below = 7 if self._result.estimate.roster.project.budget is not None else 5
        return FIRST_ROW + len(self._result.price.parts) + below

    def write(self, parts: Sequence[LotCeilingCells]) -> tuple[dict[str, Amount], Amount]:
        """Write a row for each lot and the sums; return these and the amount of the capitals."""
        price, page = self._result.price, self._page
        for row, part in enumerate(parts, start=FIRST_ROW):
            page.number(row, 0, row - FIRST_ROW + 1, "center")
            page.text(row, 1, str(part.lot))
            for column, name in enumerate(_STEPS, start=2):
                if name in part.steps:
                    step = part.steps[name]
                    page.amount(row, column, step.ref, step.fen)
                else:
                    page.text(row, column, "未计列", "center")
        fens: dict[str, int] = {
            "labour_cost": price.labour_cost,
            "incentives": price.incentives,
            "other_costs": sum(share.amount for share in price.other_costs),
            **{name: price.charge(name) or 0 for name in RATE_NAMES},
            "ceiling": price.ceiling,
        }
        totals = _total_row(page, FIRST_ROW + len(parts), _STEPS, fens)
        page.end_table(FIRST_ROW + len(parts))
        steps = Steps(page, self._result, FIRST_ROW + len(parts) + 2, self._months)
        steps.words(totals["ceiling"], price.ceiling)
        steps.budget(totals["ceiling"])
        self.guards += steps.guards
        return totals, steps.words_amount
