"""附件3 and 附件5 of a tender with lots: what its lots come to together, and shared costs."""

from collections.abc import Mapping, Sequence

from sanicost.core.price import Share
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.text import column_letters
from sanicost.messages import label
from sanicost.writers.workbook.ceiling import BASE, COLUMNS, INPUT, PER, REMARK, Part, Steps
from sanicost.writers.workbook.line_totals import line_fen
from sanicost.writers.workbook.page import Amount, AnnexSet, Column, Page
from sanicost.writers.workbook.totals import Sums
from sanicost.writers.workbook.unit_costs import Costs
from sanicost.writers.workbook.widths import fitted, money_width

LINES = (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "cost")
_STEPS = ("labour_cost", "incentives", "other_costs", *RATE_NAMES, "ceiling")
_FIRST_ROW = 3


def write_lines(
    page: Page, result: Result, sets: Sequence[AnnexSet], costs: Sequence[Costs]
) -> dict[str, Amount]:
    """Write what each line comes to over the term, lot by lot; return the tender's totals."""
    page.title("附件3  人均月用工成本构成表（各包组各费用项合同期合计，元）")
    page.text(1, 0, "每人每月的构成见各包组的附件3；本表为其各费用项×人数×月数之和。", "remark")
    words = {"cost": "合同期合计", **{name: label(name, "zh") for name in LINES[:-1]}}
    columns = [Column(name, words[name], 0) for name in LINES]
    fens = [line_fen(result.estimate, annex.indices) for annex in sets]
    totals = {name: sum(fen[name] for fen in fens) for name in LINES}
    widest = {name: [total] for name, total in totals.items()}
    heads = fitted((Column("number", "序号", 5), Column("lot", "包组", 16), *columns), widest)
    page.widths(heads)
    page.headings(2, heads)
    for row, (annex, own, fen) in enumerate(zip(sets, costs, fens, strict=True), start=_FIRST_ROW):
        page.number(row, 0, row - _FIRST_ROW + 1, "center")
        page.text(row, 1, str(annex.lot))
        for column, name in enumerate(LINES, start=2):
            formula = f"={own.total.cell}" if name == "cost" else own.line_total(name)
            page.amount(row, column, formula, fen[name])
    return _total_row(page, _FIRST_ROW + len(sets), LINES, totals)


def _total_row(
    page: Page, row: int, names: Sequence[str], fens: Mapping[str, int]
) -> dict[str, Amount]:
    """Write the sums of the columns from the third on, above which the lots stand."""
    for column in range(2):
        page.text(row, column, "合计" if column else "", "total-text")
    found = {}
    for column, name in enumerate(names, start=2):
        letter = column_letters(column + 1)
        formula = f"=ROUND(SUM({letter}{_FIRST_ROW + 1}:{letter}{row}),2)"
        found[name] = page.amount(row, column, formula, fens[name], "total-money")
    return found


class Ceilings:
    """附件5 of the whole tender: a row for each lot, the capitals, then how costs are shared.

    The shares are written first: each lot's own 附件5 refers to them, and the rows to that.
    """

    def __init__(self, page: Page, result: Result) -> None:
        self._page = page
        self._result = result
        words = {name: label(name, "zh") for name in _STEPS}
        width = max(18, money_width([result.price.ceiling]))
        columns = [Column(name, words[name], width) for name in _STEPS]
        # The first columns hold the shared costs below as well.
        self._columns = (Column("number", "序号", 30), Column("lot", "包组", width), *columns)
        page.title("附件5  最高投标限价汇总表（各包组合计）")
        page.text(1, 0, REMARK, "remark")
        page.widths(self._columns)
        page.headings(2, self._columns)

    def share(self, sums: Mapping[str, Sums], total: Amount) -> dict[str, dict[int, Amount]]:
        """Write how each shared cost is divided; return the parts by lot and cost."""
        price = self._result.price
        below = 7 if self._result.estimate.roster.project.budget is not None else 5
        steps = Steps(self._page, self._result, _FIRST_ROW + len(price.parts) + below)
        found: dict[str, dict[int, Amount]] = {str(part.lot): {} for part in price.parts}
        for number, whole in enumerate(price.other_costs):
            if whole.cost.lot != "":
                continue
            name = f"共用费用分摊：{whole.cost.name}（按基本成本，最大余数法）"
            self._page.section(steps.row, name)
            self._headings(steps)
            amount = steps.other_cost(whole)
            for part in price.parts:
                share = next(s for s in part.other_costs if s.cost is whole.cost)
                basic = sums[str(part.lot)].total
                quota = f"ROUND({amount.cell}*{basic.cell}/{total.cell},2)"
                found[str(part.lot)][number] = self._part(steps, share, str(part.lot), quota)
            steps.row += 1
        return found

    def _headings(self, steps: Steps) -> None:
        """Write what the columns of a shared cost hold."""
        self._page.headings(steps.row + 1, COLUMNS, repeat=False)
        steps.row += 2

    def _part(self, steps: Steps, share: Share, lot: str, quota: str) -> Amount:
        """Write one lot's part: its quota half up, and the fen that make the parts foot."""
        page = self._page
        steps.label(f"　包组：{lot}")
        page.text(steps.row, INPUT, "尾差（分）", "center")
        page.number(steps.row, BASE, share.correction, "engine-whole")
        page.text(steps.row, PER, "引擎值", "center")
        correction = page.at(steps.row, BASE)
        return steps.amount(f"=ROUND({quota}+{correction}/100,2)", share.amount)

    def write(self, parts: Sequence[Part]) -> tuple[dict[str, Amount], Amount]:
        """Write a row for each lot and the sums; return these and the amount of the capitals."""
        price, page = self._result.price, self._page
        for row, part in enumerate(parts, start=_FIRST_ROW):
            page.number(row, 0, row - _FIRST_ROW + 1, "center")
            page.text(row, 1, str(part.lot))
            for column, name in enumerate(_STEPS, start=2):
                if name in part.steps:
                    step = part.steps[name]
                    page.amount(row, column, f"={step.cell}", step.fen)
                else:
                    page.text(row, column, "未计列", "center")
        fens: dict[str, int] = {
            "labour_cost": price.labour_cost,
            "incentives": price.incentives,
            "other_costs": sum(share.amount for share in price.other_costs),
            **{name: price.charge(name) or 0 for name in RATE_NAMES},
            "ceiling": price.ceiling,
        }
        totals = _total_row(page, _FIRST_ROW + len(parts), _STEPS, fens)
        steps = Steps(page, self._result, _FIRST_ROW + len(parts) + 2)
        steps.words(totals["ceiling"], price.ceiling)
        steps.budget(totals["ceiling"])
        return totals, steps.words_amount
