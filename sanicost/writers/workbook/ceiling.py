"""附件5: from the closed basic cost to the ceiling, lot by lot, each rate with its base."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sanicost.core.capitals import in_capitals
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.price import Ceiling, Share
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, Per, RateName
from sanicost.messages import label
from sanicost.writers.workbook.page import Amount, Column, Page, yuan
from sanicost.writers.workbook.totals import Sums

_COLUMNS = (
    Column("item", "费用项目", 40),
    Column("input", "单价或费率", 16),
    Column("per", "计费周期", 12),
    Column("base", "计费基数\n（元）", 20),
    Column("amount", "金额\n（元）", 20),
    Column("check", "说明", 34),
)
_NUMERALS = ("四", "五", "六")
_INPUT, _PER, _BASE, _AMOUNT, _CHECK = 1, 2, 3, 4, 5
_LOT_PARTS = ("labour_cost", "incentives", "other_costs", *RATE_NAMES, "ceiling")


@dataclass
class Part:
    """Where the steps of one lot's ceiling stand."""

    lot: str | None
    steps: dict[str, Amount] = field(default_factory=dict)


@dataclass
class Prices:
    """Where the ceilings stand: of each lot, and of the project."""

    parts: list[Part]
    ceiling: Amount
    words_amount: Amount


def write(page: Page, result: Result, sums: Sums) -> Prices:
    """Write a block for each lot, or one; with lots also shared costs and the roll-up."""
    page.title("附件5  最高投标限价汇总表")
    page.text(1, 0, "蓝底为经办人输入；未给出费率的项目不计列，限价不含该项。", "remark")
    page.widths(_COLUMNS)
    page.headings(2, _COLUMNS)
    writer = _Writer(page, result, sums)
    if not result.estimate.roster.lots:
        return writer.single()
    return writer.lots()


class _Writer:
    """Writes from the top down; `row` is the next free row."""

    def __init__(self, page: Page, result: Result, sums: Sums) -> None:
        self._page = page
        self._result = result
        self._sums = sums
        self._row = 3
        self._shares: dict[tuple[int, str], Amount] = {}
        self._basics: dict[str, Amount] = {}
        self._names: dict[str, str] = {}

    def single(self) -> Prices:
        """Write the one block of a roster without lots."""
        part = self._block(self._result.price.parts[0])
        words = self._words(part.steps["ceiling"])
        return Prices([part], part.steps["ceiling"], words)

    def lots(self) -> Prices:
        """Write basic costs by lot, shared costs, a block for each lot, and the roll-up."""
        self._write_basics()
        self._write_shared()
        parts = [self._block(part) for part in self._result.price.parts]
        ceiling = self._roll_up(parts)
        return Prices(parts, ceiling, self._words(ceiling))

    def _write_basics(self) -> None:
        """Write the basic cost of every lot: the shares of common costs rest on it."""
        self._heading("各包组环卫用工基本成本（附件4）")
        for part in self._result.price.parts:
            lot = str(part.lot)
            self._label("　包组")
            self._page.text(self._row, _INPUT, lot)
            self._names[lot] = self._page.at(self._row, _INPUT)
            formula = self._sum_of_lot(self._sums.costs, lot)
            self._basics[lot] = self._amount(formula, part.labour_cost)

    def _sum_of_lot(self, amounts: str, lot: str) -> str:
        """Return the sum of the positions of a lot; EXACT knows capitals and takes no wildcard."""
        return f"=ROUND(SUMPRODUCT(EXACT({self._sums.lots},{self._names[lot]})*{amounts}),2)"

    def _write_shared(self) -> None:
        """Write how each cost of all lots is shared by basic cost, largest remainder first."""
        price = self._result.price
        total = _sum([amount.cell for amount in self._basics.values()])[1:]
        for number, whole in enumerate(price.other_costs):
            if whole.cost.lot != "":
                continue
            self._heading(f"共用费用分摊：{whole.cost.name}（按基本成本，最大余数法）")
            amount = self._other_cost(whole)
            for part in price.parts:
                share = next(s for s in part.other_costs if s.cost is whole.cost)
                self._share(number, str(part.lot), share, f"{amount.cell}*{{basic}}/{total}")

    def _share(self, number: int, lot: str, share: Share, quota: str) -> None:
        """Write one lot's share: its quota half up, and the fen that make the shares foot."""
        self._label(f"　包组：{lot}")
        self._page.number(self._row, _BASE, share.correction, "input-whole")
        self._page.text(self._row, _PER, "尾差（分）", "center")
        correction = self._page.at(self._row, _BASE)
        basic = self._basics[lot].cell
        formula = f"=ROUND(ROUND({quota.format(basic=basic)},2)+{correction}/100,2)"
        self._shares[number, lot] = self._amount(formula, share.amount)

    def _block(self, part: Ceiling) -> Part:
        """Write the steps from basic cost to ceiling."""
        found = Part(part.lot)
        if part.lot is not None:
            self._heading(f"包组：{part.lot}")
        self._label("一、环卫用工基本成本（封闭，见附件4）")
        basic = self._sums.total if part.lot is None else self._basics[part.lot]
        formula = f"={basic.cell}"
        found.steps["labour_cost"] = self._amount(formula, part.labour_cost, "total-money")
        self._label("二、激励性分配及其单位缴费（附件3）")
        formula = f"={self._sums.incentives_total.cell}"
        if part.lot is not None:
            formula = self._sum_of_lot(self._sums.incentives, part.lot)
        found.steps["incentives"] = self._amount(formula, part.incentives, "total-money")
        found.steps["other_costs"] = self._other_costs(part)
        above = [found.steps[name] for name in ("labour_cost", "incentives", "other_costs")]
        for numeral, rate in zip(_NUMERALS, RATE_NAMES, strict=True):
            charge = self._charge(part, rate, numeral, above)
            if charge:
                found.steps[rate] = charge
                above.append(charge)
        name = "最高投标限价" if part.lot is None else f"包组最高投标限价：{part.lot}"
        self._label(name, "total-text")
        formula = _sum([amount.cell for amount in above])
        found.steps["ceiling"] = self._amount(formula, part.ceiling, "total-money")
        return found

    def _other_costs(self, part: Ceiling) -> Amount:
        """Write the other costs of a block and their sum."""
        wholes = list(self._result.price.other_costs)
        amounts = []
        for share in part.other_costs:
            number = next(n for n, whole in enumerate(wholes) if whole.cost is share.cost)
            if (number, str(part.lot)) in self._shares:
                self._label(f"　{share.cost.name}（分摊）")
                source = self._shares[number, str(part.lot)]
                amounts.append(self._amount(f"={source.cell}", share.amount))
            else:
                amounts.append(self._other_cost(share))
        self._label("三、其他费用小计")
        formula = _sum([amount.cell for amount in amounts])
        return self._amount(formula, part.other_total, "total-money")

    def _other_cost(self, share: Share) -> Amount:
        """Write one other cost: its amount as given, and what it comes to over the term."""
        cost, page = share.cost, self._page
        months = self._result.estimate.roster.period.months
        self._label(f"　{cost.name}")
        page.number(self._row, _INPUT, cost.amount, "input-money")
        page.text(self._row, _PER, label(cost.per, "zh"), "input-center")
        given = page.at(self._row, _INPUT)
        times = {
            Per.MONTH: f"*{months}",
            Per.YEAR: f"*{months}/{MONTHS_PER_YEAR}",
            Per.TERM: "",
        }[cost.per]
        return self._amount(f"=ROUND({given}{times},2)", share.amount)

    def _charge(
        self, part: Ceiling, name: RateName, numeral: str, above: Sequence[Amount]
    ) -> Amount | None:
        """Write a percentage charge with its base; one without a rate is not counted."""
        page, charge = self._page, part.charges[name]
        self._label(f"{numeral}、{label(name, 'zh')}")
        if charge is None:
            page.text(self._row, _AMOUNT, "未计列", "center")
            self._row += 1
            return None
        page.number(self._row, _INPUT, charge.rate, "input-rate")
        page.text(self._row, _PER, "×计费基数", "center")
        base = _sum([amount.cell for amount in above])
        page.amount(self._row, _BASE, base, charge.base)
        rate, taken = page.at(self._row, _INPUT), page.at(self._row, _BASE)
        return self._amount(f"=ROUND({rate}*{taken},2)", charge.amount, "total-money")

    def _roll_up(self, parts: list[Part]) -> Amount:
        """Write the project's sums over its lots."""
        price = self._result.price
        fens: dict[str, int] = {
            "labour_cost": price.labour_cost,
            "incentives": price.incentives,
            "other_costs": sum(share.amount for share in price.other_costs),
            **{name: price.charge(name) or 0 for name in RATE_NAMES},
            "ceiling": price.ceiling,
        }
        self._heading("项目汇总（各包组之和）")
        for name in _LOT_PARTS:
            self._label(label(name, "zh"), "total-text" if name == "ceiling" else "text")
            cells = [part.steps[name].cell for part in parts if name in part.steps]
            total = self._amount(_sum(cells), fens[name], "total-money")
        return total

    def _words(self, ceiling: Amount) -> Amount:
        """Write the ceiling in capital numerals: text, with a check beside it."""
        page = self._page
        page.text(self._row, 0, "最高投标限价（大写）", "total-text")
        page.wide(self._row, (_INPUT, _BASE), in_capitals(ceiling.fen), "total-text")
        page.number(self._row, _AMOUNT, yuan(ceiling.fen), "money")
        words = Amount(page.at(self._row, _AMOUNT), ceiling.fen)
        formula = f'=IF(ROUND({words.cell}-{ceiling.cell},2)=0,"大写与金额一致","大写与金额不符")'
        page.formula(self._row, _CHECK, formula, "大写与金额一致", "center")
        page.red_when((self._row, _CHECK, self._row, _CHECK), "大写与金额不符")
        self._row += 1
        return words

    def _heading(self, text: str) -> None:
        """Write the heading of a block."""
        self._row += 1
        self._page.section(self._row, text)
        self._row += 1

    def _label(self, text: str, style: str = "text") -> None:
        """Write the item of a row, and its empty cells."""
        self._page.text(self._row, 0, text, style)
        for column in (_INPUT, _PER, _BASE, _CHECK):
            self._page.text(self._row, column, "", "text")

    def _amount(self, formula: str, fen: int, style: str = "money") -> Amount:
        """Write the amount that ends a row."""
        amount = self._page.amount(self._row, _AMOUNT, formula, fen, style)
        self._row += 1
        return amount


def _sum(cells: Sequence[str]) -> str:
    """Return the sum of cells, neighbours as a range; ROUND takes away only binary noise."""
    parts = [f"{run[0]}:{run[-1].rpartition('!')[2]}" for run in _runs(cells)]
    return f"=ROUND(SUM({','.join(parts)}),2)" if parts else "=0"


def _runs(cells: Sequence[str]) -> list[list[str]]:
    """Return the cells in runs of rows that follow each other."""
    runs: list[list[str]] = []
    for cell in cells:
        stem, _, row = cell.rpartition("$")
        if runs and runs[-1][-1] == f"{stem}${int(row) - 1}":
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs
