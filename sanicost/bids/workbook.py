"""比对: the workbook for the committee: a summary, a page for each lot, and what to ask."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sanicost.bids.comparison import Bid, BidComparison, LotBid
from sanicost.bids.lot_page import ABOVE, EVIDENCE, NOT_ABOVE, LotPage, LotPageResult
from sanicost.core.formula import Expression
from sanicost.core.price import Ceiling
from sanicost.core.worksheet import (
    Total,
)
from sanicost.i18n.notices import say
from sanicost.writers.workbook.book import Pages, book_bytes, new_book
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.sheet import Book, SheetColumn

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

SUMMARY, FINDINGS, CHANGES = "比对汇总", "询问事项", "表格改动"
_OF_LOT, _ONE_LOT = "比对 ", "逐项比对"


def comparison_bytes(comparison: BidComparison) -> bytes:
    """Return the workbook; the same forms and tender give the same bytes.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    return book_bytes(comparison.run, "投标报价比对", laid_out(comparison))


def laid_out(comparison: BidComparison) -> Book:
    """Return the workbook in memory."""
    parts = comparison.result.price.parts
    names = (SUMMARY, *map(_sheet_of, parts), FINDINGS, CHANGES)
    return new_book(names, lambda pages: _fill(pages, comparison))


def _sheet_of(part: Ceiling) -> str:
    """Return the name of a lot's page."""
    return _ONE_LOT if part.lot is None else _OF_LOT + part.lot


def _fill(pages: Pages, comparison: BidComparison) -> None:
    """Write every sheet."""
    parts = comparison.result.price.parts
    found = [LotPage(pages[_sheet_of(part)], comparison, part).write() for part in parts]
    _write_summary(pages[SUMMARY], comparison, found)
    _write_findings(pages[FINDINGS], comparison.bids)
    _write_changes(pages[CHANGES], comparison.bids)
    for page in pages.values():
        page.finish()


_BIDDERS = (
    SheetColumn("bidder", "投标人", 30, names_rows=True),
    SheetColumn("labour", "用工成本报价合计", 18),
    SheetColumn("floor", "合规底线", 18),
    SheetColumn("shortfall", "低于底线", 16),
    SheetColumn("total", "投标总价", 18),
    SheetColumn("ceiling", "最高投标限价", 18),
    SheetColumn("above", "与限价", 12),
    SheetColumn("changes", "表格改动\n（处）", 10),
    SheetColumn("findings", "询问事项\n（条）", 10),
)
_CHART_COLUMNS: Mapping[str, str] = {
    "floor": "合规底线",
    "labour": "用工成本报价",
    "total": "投标总价",
    "ceiling": "限价",
}


def _write_summary(page: Page, comparison: BidComparison, found: Sequence[LotPageResult]) -> None:
    """Write the bidders over all lots that they bid for, then lot by lot; charts on all pages."""
    project = comparison.result.estimate.roster.project
    page.title("投标报价比对汇总")
    page.widths(_BIDDERS)
    page.wide(1, (0, len(_BIDDERS) - 1), project.name or "", "note")
    page.wide(2, (0, len(_BIDDERS) - 1), EVIDENCE, "note")
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
        _put_chart(one.page, (one.row, LotPage.width), (row - 1 - len(lot_rows), row - 2))
    if len(found) == 1:
        _put_chart(found[0].page, (found[0].row, LotPage.width), whole)
    _put_chart(page, (row + 1, 0), whole)


Amounts = dict[str, tuple[Expression, int]]
"""By the key of a sum, its formula and what it amounts to in fen."""


def _sums_of(number: int, of: Bid | LotBid, found: Sequence[LotPageResult]) -> Amounts:
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
    return ABOVE if any(lot.is_above_ceiling for lot in lots) else NOT_ABOVE


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
    SheetColumn("bidder", "投标人", 24, names_rows=True),
    SheetColumn("where", "位置", 20),
    SheetColumn("what", "询问事项", 76),
    SheetColumn("answer", "投标人说明、评标委员会意见", 30),
)


def _write_findings(page: Page, bids: Sequence[Bid]) -> None:
    """Write what each bidder may be asked about, with room for the answer."""
    page.title("提请评标委员会关注、可要求说明的事项")
    page.widths(_ASKED)
    page.text(1, 0, EVIDENCE, "remark")
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
    SheetColumn("bidder", "投标人", 24, names_rows=True),
    SheetColumn("where", "位置", 24),
    SheetColumn("found", "表内现为", 44),
    SheetColumn("expected", "发出时为", 44),
)


def _write_changes(page: Page, bids: Sequence[Bid]) -> None:
    """Write what of the form is not as it was sent out, and what was tidied to read it."""
    page.title("报价表锁定内容的改动及读取时的整理")
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
        for tidied in bid.cleanups:
            page.text(row, 0, bid.name)
            page.text(row, 1, tidied.where)
            page.text(row, 2, say(tidied, "zh"))
            row += 1
