"""比对: the page of one lot, the tender at the left and all bidders side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from sanicost.bids.comparison import PARTS, Bid, BidComparison, ItemBid, LotBid, RowBid
from sanicost.core.bid_sheets import BidRow, bid_items, bid_rows
from sanicost.core.formula import Compare, Constant, Expression, Symbol, When, fen, greatest
from sanicost.core.price import Ceiling
from sanicost.core.worksheet import (
    Count,
    Filled,
    OpenFormula,
    Place,
    Ref,
    RowRef,
    Text,
    Total,
    open_formula,
)
from sanicost.writers.workbook.bids import name_of
from sanicost.writers.workbook.page import Page, yuan
from sanicost.writers.workbook.sheet import SheetColumn

EVIDENCE = (
    "本表供评标委员会（谈判小组、磋商小组）询问时参考，不是认定；"
    "用工成本合规底线仅供比对，不是报价下限。"
)
ABOVE, NOT_ABOVE = "高于限价", "未高于限价"
_LINES = {
    "labour": "用工成本报价合计",
    "floor": "合规底线（招标人数×月数×底线）",
    "shortfall": "用工成本低于底线",
    "total": "投标总价（各项之和）",
    "written": "投标总价（表内所写）",
    "ceiling": "最高投标限价",
    "above": "与限价",
}
"""What a bid amounts to, a line each below the rows of the form."""
FIXED = (
    SheetColumn("title", "岗位（项目）", 24, names_rows=True),
    SheetColumn("start", "起始月", 9, names_rows=True),
    SheetColumn("months", "月数", 6),
    SheetColumn("heads", "招标\n人数", 7),
    SheetColumn("income_floor", "合规底线\n应发工资", 11),
    SheetColumn("employer_floor", "合规底线\n单位缴费", 11),
    SheetColumn("floor", "合同期\n（元）", 14),
)
_OF_BIDDER = (
    SheetColumn("own_heads", "表内\n人数", 7),
    SheetColumn("own_months", "表内\n月数", 6),
    SheetColumn("income", "应发工资", 11),
    SheetColumn("employer", "单位缴费", 11),
    SheetColumn("cost", "合同期\n（元）", 14),
    SheetColumn("gap_month", "少于底线\n元/人·月", 10),
    SheetColumn("gap_term", "少于底线\n合同期（元）", 13),
    SheetColumn("reason", "投标人说明", 18),
)
_AT = {column.key: number for number, column in enumerate(FIXED)}
_OWN = {column.key: number for number, column in enumerate(_OF_BIDDER)}
_NAMES, _HEAD = 2, 3


@dataclass(frozen=True)
class _Offer:
    """A bidder's bid for the lot of a page, and the first of its columns."""

    bid: Bid
    lot: LotBid
    first: int
    formulas: Mapping[str, OpenFormula]

    def at(self, column: str) -> int:
        """Return the number of a column of this bidder."""
        return self.first + _OWN[column]


Sums = dict[int, dict[str, Ref]]
"""By the place of a bidder, where each of its sums stands."""


@dataclass(frozen=True)
class LotPageResult:
    """What the summary needs of a lot's page: its sums, and where a chart may stand."""

    page: Page
    part: Ceiling
    row: int
    sums: Sums
    offers: Mapping[int, _Offer]


def _of_a_row() -> dict[str, Expression]:
    """Return what follows in a row of a bidder: its cost, and what lies below the floor."""
    at = {key: Symbol(key) for key in (*_AT, *_OWN)}
    gaps = [_gap(at[part], at[f"{part}_floor"]) for part in PARTS]
    return {
        "cost": fen((at["income"] + at["employer"]) * at["own_heads"] * at["own_months"]),
        "gap_month": fen(gaps[0] + gaps[1]),
        "gap_term": fen(at["gap_month"] * at["heads"] * at["months"]),
    }


def _gap(offer: Symbol, floor: Symbol) -> Expression:
    """Return by how much an offer is below its floor: a blank is no offer."""
    none = Compare(Count("COUNT", offer), "=", Constant(0))
    return When(none, Constant(0), greatest(floor - offer, 0))


_FORMULAS = _of_a_row()
_ROW = "r"
"""What these formulas call their own row."""


def _open_formulas(sheet: str, first: int) -> dict[str, OpenFormula]:
    """Return the formulas of the bidder whose columns begin with one."""
    cells: dict[str, Expression] = {
        key: RowRef(Place(sheet, 0, column), _ROW, "column") for key, column in _AT.items()
    }
    cells |= {key: RowRef(Place(sheet, 0, first + n), _ROW) for key, n in _OWN.items()}
    return {key: open_formula(formula, cells) for key, formula in _FORMULAS.items()}


class LotPage:
    """Writes the page of one lot: rows of the form, other items and sums."""

    width = len(FIXED)
    """So many columns are the tender's own."""

    def __init__(self, page: Page, comparison: BidComparison, part: Ceiling) -> None:
        self._page, self._part = page, part
        self._result = comparison.result
        self._all = list(enumerate(comparison.bids))
        self._offers: dict[int, _Offer] = {}
        for number, bid in self._all:
            if lot := bid.lot(part.lot):
                first = len(FIXED) + len(self._offers) * len(_OF_BIDDER)
                self._offers[number] = _Offer(bid, lot, first, _open_formulas(page.name, first))
        self._row = _HEAD + 1

    def write(self) -> LotPageResult:
        """Write the page; return where the sums of each bidder stand."""
        page = self._page
        columns = [*FIXED, *(one for _ in self._offers for one in _OF_BIDDER)]
        page.title(f"投标报价比对（{self._part.lot}）" if self._part.lot else "投标报价比对")
        page.widths(columns)
        page.text(1, 0, EVIDENCE, "remark")
        for offer in self._offers.values():
            page.wide(_NAMES, (offer.first, offer.at("reason")), offer.bid.name, "heading")
        page.headings(_HEAD, columns, above=1)
        page.pages_wide([offer.first for offer in self._offers.values()], len(FIXED))
        rows = bid_rows(self._result.estimate, self._result.estimate.indices(self._part.lot))
        first = self._row
        for number, row in enumerate(rows):
            self._write_row(row, number)
        span = first, self._row - 1
        self._write_sum_row("用工成本合计", span)
        items = self._write_items()
        sums = self._write_sums(span, items)
        page.end_table(self._row)
        return LotPageResult(page, self._part, self._row + 1, sums, self._offers)

    def _write_row(self, row: BidRow, number: int) -> None:
        """Write one row of the form: the tender's side, then each bidder's."""
        page, at = self._page, self._row
        position = self._result.estimate.roster.positions[row.index]
        page.text(at, _AT["title"], position.title)
        page.text(at, _AT["start"], str(row.start), "center")
        page.number(at, _AT["months"], row.months, "whole")
        page.number(at, _AT["heads"], position.headcount, "whole")
        page.number(at, _AT["income_floor"], yuan(row.income_floor), "money")
        page.number(at, _AT["employer_floor"], yuan(row.employer_floor), "money")
        floors = self._near("income_floor") + self._near("employer_floor")
        whole = fen(floors * self._near("heads") * self._near("months"))
        page.amount(at, _AT["floor"], whole, row.floor * position.headcount * row.months)
        for offer in self._offers.values():
            self._write_offer(offer, offer.lot.rows[number])
        self._row += 1

    def _write_offer(self, offer: _Offer, row: RowBid) -> None:
        """Write what one bidder has in a row, and by how much it is below the floor."""
        page, at = self._page, self._row
        page.number(at, offer.at("own_heads"), row.own_heads, "plain")
        page.number(at, offer.at("own_months"), row.own_months, "plain")
        for part in PARTS:
            amount = row.offers[part]
            if amount is None:
                page.text(at, offer.at(part), "")
            else:
                page.number(at, offer.at(part), yuan(amount), "money")
        rows = {_ROW: at + 1}
        amounts = {
            "cost": row.cost,
            "gap_month": row.shortfall_month,
            "gap_term": row.shortfall_term,
        }
        for key, amount in amounts.items():
            page.amount(at, offer.at(key), Filled(offer.formulas[key], rows), amount)
        page.text(at, offer.at("reason"), row.reason)

    def _write_sum_row(self, name: str, span: tuple[int, int]) -> None:
        """Write the sums over the rows of the form."""
        page, at = self._page, self._row
        page.text(at, 0, name, "total-text")
        page.amount(at, _AT["floor"], self._sum(_AT["floor"], span), self._part.labour_cost,
                    "total-money")  # fmt: skip
        for offer in self._offers.values():
            for key, amount in (
                ("cost", offer.lot.labour_total),
                ("gap_term", sum(row.shortfall_term for row in offer.lot.rows)),
            ):
                formula = self._sum(offer.at(key), span)
                page.amount(at, offer.at(key), formula, amount, "total-money")
        self._row += 1

    def _write_items(self) -> tuple[int, int]:
        """Write the other items beside what the tender has for them; return their rows."""
        first = self._row
        for number, item in enumerate(bid_items(self._part)):
            page, at = self._page, self._row
            page.text(at, 0, name_of(item))
            if item.rate is not None:
                page.number(at, _AT["employer_floor"], item.rate, "rate")
            page.number(at, _AT["floor"], yuan(item.amount), "money")
            for offer in self._offers.values():
                self._write_item(offer, offer.lot.items[number], first - 1)
            self._row += 1
        return first, self._row - 1

    def _write_item(self, offer: _Offer, own: ItemBid, labour: int) -> None:
        """Write one bidder's item; a charge is its rate of all that stands above it."""
        page, at, column = self._page, self._row, offer.at("cost")
        if own.rate is not None:
            page.number(at, offer.at("employer"), own.rate, "rate")
            rate = page.near(at, offer.at("employer"))
            page.amount(
                at, column, fen(rate * self._sum(column, (labour, at - 1))), own.amount or 0
            )
        elif own.amount is not None:
            page.number(at, column, yuan(own.amount), "money")
        page.text(at, offer.at("reason"), own.reason)

    def _write_sums(self, span: tuple[int, int], items: tuple[int, int]) -> Sums:
        """Write what the bids amount to, a line each; return where it stands for each bidder."""
        rows = {key: self._row + number for number, key in enumerate(_LINES)}
        for key, row in rows.items():
            self._page.text(row, 0, _LINES[key], "total-text")
            for offer in self._offers.values():
                self._write_sum(key, row, offer, (rows, span, items))
        self._row = max(rows.values()) + 1
        return {
            number: {key: self._page.at(row, offer.at("cost")) for key, row in rows.items()}
            for number, offer in self._offers.items()
        }

    def _write_sum(
        self,
        key: str,
        row: int,
        offer: _Offer,
        where: tuple[dict[str, int], tuple[int, int], tuple[int, int]],
    ) -> None:
        """Write one line of one bidder."""
        rows, span, items = where
        page, column, lot = self._page, offer.at("cost"), offer.lot
        at = {name: page.near(one, column) for name, one in rows.items()}
        labour = page.near(span[1] + 1, column)
        formulas: dict[str, tuple[Expression, int]] = {
            "labour": (labour, lot.labour_total),
            "floor": (page.near(span[1] + 1, _AT["floor"]), lot.floor_total),
            "shortfall": (greatest(at["floor"] - at["labour"], 0), lot.shortfall),
            "total": (self._total(at["labour"], column, items), lot.total),
        }
        if key in formulas:
            page.amount(row, column, *formulas[key], "total-money")
        elif key == "written" and "total" in lot.written:
            page.number(row, column, yuan(lot.written["total"]), "total-money")
        elif key == "ceiling":
            page.number(row, column, yuan(self._part.ceiling), "total-money")
        elif key == "above":
            above = greatest(at["total"], Total((at["written"],)))
            verdict = When(Compare(above, ">", at["ceiling"]), Text(ABOVE), Text(NOT_ABOVE))
            said = ABOVE if lot.is_above_ceiling else NOT_ABOVE
            page.formula(row, column, verdict, said, "total-text")
            page.red_when((row, column, row, column), ABOVE)

    def _total(self, labour: Ref, column: int, items: tuple[int, int]) -> Expression:
        """Return the labour cost with the other items, if there are any."""
        if items[0] > items[1]:
            return labour
        return labour + self._sum(column, items)

    def _near(self, column: str) -> Ref:
        """Return a cell of the tender's side in the row at hand."""
        return self._page.near(self._row, _AT[column], "column")

    def _sum(self, column: int, span: tuple[int, int]) -> Expression:
        """Return the sum of a column over some rows, both included."""
        return Total((self._page.range((span[0], column), (span[1], column)),))
