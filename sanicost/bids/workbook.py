"""比对: the workbook for the committee. A page for each lot, on it all bidders side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sanicost.bids.comparison import PARTS, Bid, Comparison, ItemBid, LotBid, RowBid
from sanicost.core.bid_sheets import BidRow, bid_items, bid_rows
from sanicost.core.formula import Compare, Constant, Expression, When, fen, greatest
from sanicost.core.price import Ceiling
from sanicost.core.worksheet import Count, Ref, Text, Total
from sanicost.i18n.notices import say
from sanicost.writers.workbook.bids import name_of
from sanicost.writers.workbook.book import Pages, book_bytes, new_book
from sanicost.writers.workbook.page import Page, yuan
from sanicost.writers.workbook.sheet import Book, Column

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

SUMMARY, FINDINGS, CHANGES = "比对汇总", "询问事项", "表格改动"
OF_LOT = "比对 "
_ONE_LOT = "逐项比对"
_EVIDENCE = (
    "本表供评标委员会（谈判小组、磋商小组）询问时参考，不是认定；"
    "用工成本合规底线仅供比对，不是报价下限。"
)
_ABOVE, _NOT_ABOVE = "高于限价", "未高于限价"
_LINES = {
    "labour": "用工成本报价合计",
    "floor": "合规底线（招标人数×月数×底线）",
    "shortfall": "用工成本低于底线",
    "total": "投标总价（各项之和）",
    "written": "投标总价（表内所写）",
    "ceiling": "最高投标限价",
    "above": "与限价",
}
"""What a bid comes to, a line each below the rows of the form."""
_FIXED = (
    Column("title", "岗位（项目）", 24, names_rows=True),
    Column("start", "起始月", 9, names_rows=True),
    Column("months", "月数", 6),
    Column("heads", "招标\n人数", 7),
    Column("income_floor", "合规底线：\n应发工资", 11),
    Column("employer_floor", "合规底线：\n单位缴费", 11),
    Column("floor", "合同期\n（元）", 14),
)
_OF_BIDDER = (
    Column("own_heads", "表内\n人数", 7),
    Column("own_months", "表内\n月数", 6),
    Column("income", "应发工资", 11),
    Column("employer", "单位缴费", 11),
    Column("cost", "合同期\n（元）", 14),
    Column("gap_month", "少于底线\n元/人·月", 10),
    Column("gap_term", "少于底线\n合同期（元）", 13),
    Column("reason", "投标人说明", 18),
)
_AT = {column.key: number for number, column in enumerate(_FIXED)}
_OWN = {column.key: number for number, column in enumerate(_OF_BIDDER)}
_NAMES, _HEAD = 2, 3


def comparison_bytes(comparison: Comparison) -> bytes:
    """Return the workbook; the same forms and tender give the same bytes.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    return book_bytes(comparison.run, "投标报价比对", laid_out(comparison))


def laid_out(comparison: Comparison) -> Book:
    """Return the workbook in memory."""
    parts = comparison.result.price.parts
    names = (SUMMARY, *map(_sheet_of, parts), FINDINGS, CHANGES)
    return new_book(names, lambda pages: _fill(pages, comparison))


def _sheet_of(part: Ceiling) -> str:
    """Return the name of a lot's page."""
    return _ONE_LOT if part.lot is None else OF_LOT + part.lot


def _fill(pages: Pages, comparison: Comparison) -> None:
    """Write every sheet."""
    parts = comparison.result.price.parts
    found = [_LotPage(pages[_sheet_of(part)], comparison, part).write() for part in parts]
    _write_summary(pages[SUMMARY], comparison, found)
    _write_findings(pages[FINDINGS], comparison.bids)
    _write_changes(pages[CHANGES], comparison.bids)
    for page in pages.values():
        page.finish()


@dataclass(frozen=True)
class _Offer:
    """A bidder's bid for the lot of a page, and the first of its columns."""

    bid: Bid
    lot: LotBid
    first: int

    def at(self, column: str) -> int:
        """Return the number of a column of this bidder."""
        return self.first + _OWN[column]


Sums = dict[int, dict[str, Ref]]
"""By the place of a bidder, where each of its sums stands."""


@dataclass(frozen=True)
class _Found:
    """What the summary needs of a lot's page: its sums, and where a chart may stand."""

    page: Page
    part: Ceiling
    row: int
    sums: Sums
    offers: Mapping[int, _Offer]


class _LotPage:
    """Writes the page of one lot: rows of the form, other items, sums and a chart."""

    def __init__(self, page: Page, comparison: Comparison, part: Ceiling) -> None:
        self._page, self._part = page, part
        self._result = comparison.result
        self._all = list(enumerate(comparison.bids))
        self._offers: dict[int, _Offer] = {}
        for number, bid in self._all:
            if lot := bid.lot(part.lot):
                first = len(_FIXED) + len(self._offers) * len(_OF_BIDDER)
                self._offers[number] = _Offer(bid, lot, first)
        self._row = _HEAD + 1

    def write(self) -> _Found:
        """Write the page; return where the sums of each bidder stand."""
        page = self._page
        columns = [*_FIXED, *(one for _ in self._offers for one in _OF_BIDDER)]
        page.title(f"投标报价比对（{self._part.lot}）" if self._part.lot else "投标报价比对")
        page.widths(columns)
        page.text(1, 0, _EVIDENCE, "remark")
        for offer in self._offers.values():
            page.wide(_NAMES, (offer.first, offer.at("reason")), offer.bid.name, "heading")
        page.headings(_HEAD, columns, above=1)
        page.pages_wide([offer.first for offer in self._offers.values()], len(_FIXED))
        rows = bid_rows(self._result.estimate, self._result.estimate.indices(self._part.lot))
        first = self._row
        for number, row in enumerate(rows):
            self._write_row(row, number)
        span = first, self._row - 1
        self._write_sum_row("用工成本合计", span)
        items = self._write_items()
        sums = self._write_sums(span, items)
        page.end_table(self._row)
        return _Found(page, self._part, self._row + 1, sums, self._offers)

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
        own = {key: page.near(at, offer.at(key)) for key in _OWN}
        unit = own["income"] + own["employer"]
        page.amount(
            at, offer.at("cost"), fen(unit * own["own_heads"] * own["own_months"]), row.cost
        )
        gaps = [self._gap(own[part], self._near(f"{part}_floor")) for part in PARTS]
        page.amount(at, offer.at("gap_month"), fen(gaps[0] + gaps[1]), row.shortfall_month)
        over_term = fen(own["gap_month"] * self._near("heads") * self._near("months"))
        page.amount(at, offer.at("gap_term"), over_term, row.shortfall_term)
        page.text(at, offer.at("reason"), row.reason)

    def _gap(self, offer: Ref, floor: Ref) -> Expression:
        """Return by how much an offer is below its floor: a blank is no offer."""
        none = Compare(Count("COUNT", offer), "=", Constant(0))
        return When(none, Constant(0), greatest(floor - offer, 0))

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
        """Write what the bids come to, a line each; return where it stands for each bidder."""
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
            verdict = When(Compare(above, ">", at["ceiling"]), Text(_ABOVE), Text(_NOT_ABOVE))
            said = _ABOVE if lot.is_above_ceiling else _NOT_ABOVE
            page.formula(row, column, verdict, said, "total-text")
            page.red_when((row, column, row, column), _ABOVE)

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


_BIDDERS = (
    Column("bidder", "投标人", 30, names_rows=True),
    Column("labour", "用工成本报价合计", 18),
    Column("floor", "合规底线", 18),
    Column("shortfall", "低于底线", 16),
    Column("total", "投标总价", 18),
    Column("ceiling", "最高投标限价", 18),
    Column("above", "与限价", 12),
    Column("changes", "表格改动\n（处）", 10),
    Column("findings", "询问事项\n（条）", 10),
)
_CHART_COLUMNS: Mapping[str, str] = {
    "floor": "合规底线",
    "labour": "用工成本报价",
    "total": "投标总价",
    "ceiling": "限价",
}


def _write_summary(page: Page, comparison: Comparison, found: Sequence[_Found]) -> None:
    """Write the bidders over all lots that they bid for, then lot by lot; charts on all pages."""
    project = comparison.result.estimate.roster.project
    page.title("投标报价比对汇总")
    page.widths(_BIDDERS)
    page.wide(1, (0, len(_BIDDERS) - 1), project.name or "", "note")
    page.wide(2, (0, len(_BIDDERS) - 1), _EVIDENCE, "note")
    bids = list(enumerate(comparison.bids))
    rows = {number: (bid, _sums_of(number, bid, found)) for number, bid in bids}
    row = _write_block(page, 3, "全部所投包组" if len(found) > 1 else "", rows)
    whole = row - len(rows), row - 1
    row += 1
    for one in found if len(found) > 1 else ():
        lot_rows = {
            n: (offer.bid, _sums_of(n, offer.lot, [one])) for n, offer in one.offers.items()
        }
        row = _write_block(page, row, f"包组：{one.part.lot}", lot_rows) + 1
        _put_chart(one.page, (one.row, len(_FIXED)), (row - 1 - len(lot_rows), row - 2))
    if len(found) == 1:
        _put_chart(found[0].page, (found[0].row, len(_FIXED)), whole)
    _put_chart(page, (row + 1, 0), whole)


Amounts = dict[str, tuple[Expression, int]]
"""By the key of a sum, its formula and what it comes to in fen."""


def _sums_of(number: int, of: Bid | LotBid, found: Sequence[_Found]) -> Amounts:
    """Return the sums of one bidder over some lots: of those alone that are bid for."""
    own = [one for one in found if number in one.sums]
    fens = {
        "labour": of.labour_total,
        "floor": of.floor_total,
        "shortfall": of.shortfall,
        "total": of.total,
        "ceiling": sum(one.part.ceiling for one in own),
    }
    return {key: (Total(tuple(one.sums[number][key] for one in own)), fen_)
            for key, fen_ in fens.items() if own}  # fmt: skip


def _write_block(page: Page, row: int, title: str, rows: Mapping[int, tuple[Bid, Amounts]]) -> int:
    """Write a table of bidders from a row on; return the next free row."""
    if title:
        page.section(row, title)
        row += 1
    page.headings(row, _BIDDERS, repeat=False)
    at = {column.key: number for number, column in enumerate(_BIDDERS)}
    for bid, sums in rows.values():
        row += 1
        page.text(row, at["bidder"], bid.name)
        for key, (formula, fen_) in sums.items():
            page.amount(row, at[key], formula, fen_)
        lots = [lot for lot in bid.lots if sums]
        page.text(row, at["above"], _said(lots), "center")
        page.number(row, at["changes"], len(bid.changes), "whole")
        page.number(row, at["findings"], len(bid.findings), "whole")
    return row + 1


def _said(lots: Sequence[LotBid]) -> str:
    """Return whether some lot is above its ceiling, or that there is no bid."""
    if not lots:
        return "未报价"
    return _ABOVE if any(lot.is_above_ceiling for lot in lots) else _NOT_ABOVE


def _put_chart(page: Page, place: tuple[int, int], span: tuple[int, int]) -> None:
    """Put a chart of some rows of the summary at a place of a page."""
    if span[0] <= span[1]:
        page.chart(place, "column", partial(_fill_chart, span))


def _fill_chart(span: tuple[int, int], chart: "Chart") -> None:
    """Fill a chart: for each bidder floor, labour cost, total and ceiling."""
    at = {column.key: number for number, column in enumerate(_BIDDERS)}
    for key, name in _CHART_COLUMNS.items():
        chart.add_series(
            {
                "name": name,
                "categories": [SUMMARY, span[0], 0, span[1], 0],
                "values": [SUMMARY, span[0], at[key], span[1], at[key]],
            }
        )
    chart.set_title({"name": "报价与合规底线、限价（元）", "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"min": 0, "num_format": "#,##0"})
    chart.set_size({"width": 620, "height": 320})


_ASKED = (
    Column("bidder", "投标人", 24, names_rows=True),
    Column("where", "位置", 20),
    Column("what", "询问事项", 76),
    Column("answer", "投标人说明、评标委员会意见", 30),
)


def _write_findings(page: Page, bids: Sequence[Bid]) -> None:
    """Write what each bidder may be asked about, with room for the answer."""
    page.title("提请评标委员会关注、可要求说明的事项")
    page.widths(_ASKED)
    page.text(1, 0, _EVIDENCE, "remark")
    page.headings(2, _ASKED)
    row = 3
    for bid in bids:
        for one in bid.findings:
            page.text(row, 0, bid.name)
            page.text(row, 1, one.where)
            page.text(row, 2, say(one, "zh"))
            page.text(row, 3, "", "open-text")
            row += 1


_CHANGED = (
    Column("bidder", "投标人", 24, names_rows=True),
    Column("where", "位置", 24),
    Column("found", "表内现为", 44),
    Column("expected", "发出时为", 44),
)


def _write_changes(page: Page, bids: Sequence[Bid]) -> None:
    """Write what of the form is not as it was sent out."""
    page.title("报价表锁定内容的改动")
    page.widths(_CHANGED)
    page.headings(2, _CHANGED)
    row = 3
    for bid in bids:
        for one in bid.changes:
            page.text(row, 0, bid.name)
            page.text(row, 1, one.where)
            page.text(row, 2, one.found)
            page.text(row, 3, one.expected)
            row += 1
