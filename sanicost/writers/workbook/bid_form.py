"""The form as bidders get it: a workbook of its own, in which only their cells are open."""

from collections.abc import Sequence

from sanicost.core.bid_sheets import FORM, INTRODUCTION, OF_LOT, BidItem, bid_items
from sanicost.embedded.canonical import Run
from sanicost.i18n import joined
from sanicost.writers.workbook import bids
from sanicost.writers.workbook.bids import HEADING_ROW, PLACES, WIDTH, note_of, provisional_stamp
from sanicost.writers.workbook.book import Pages, book_bytes, new_book
from sanicost.writers.workbook.page import AnnexSet, Page
from sanicost.writers.workbook.sheet import Book, SheetColumn

SCHEMA = "sanicost.bid/1"
BIDDER = ("投标人名称（盖章）", "法定代表人或授权代表（签字）", "日期")
"""What the bidder writes on the first sheet, below each other; the name comes first."""
_INTRODUCTION = (
    SheetColumn("item", "", 30),
    SheetColumn("value", "", 96),
    SheetColumn("keys", "", 3),
)
_OPEN = "黄底单元格由投标人填写；其余单元格已锁定（没有密码），请勿改动，也不要增删行列、改动表名。"
_CHANGED = "人数、月数与招标不同的会变红，用工成本合计一律与招标人数、月数计算的合规底线比较。"
_ROWS = (
    "应发工资、单位缴费按每人每月填写，合同期金额由表内公式算出；各合同年底线相同的合并为一行，"
    "所填适用于该行全部月份。"
)
_AMOUNTS = "{names}填写合同期总额，没有的填0。"
_RATES = "{names}填写费率（百分之三写成0.03或3%），金额由表内公式算出，没有的填0。"
_UNITS = (
    "金额以元为单位，保留两位小数。未填全，或者所填不是数字、是负数的，"
    "表内显示“未填全”“数额有误”，不计算投标总价。"
)
_WARNED = "录入低于合规底线的数额时表格会提醒，但不会阻止；是否合理由评标委员会依照招标文件评审。"
_INSURED = (
    "部分人员依法不参加某项社会保险，或者适用其他工伤保险费率类别的，"
    "在该行“参保、工伤类别”栏写明；低于合规底线的，在“说明”栏写明理由。"
)
_OF_LOTS = "每个包组一张表；不参加投标的包组留空。"
_NUMERALS = "一二三四五六七"
_NOT_YET = "，合规底线和最高投标限价均为暂估数，采购人须核实、重新测算后再发给投标人。"


def bid_form_bytes(run: Run, sets: Sequence[AnnexSet]) -> bytes:
    """Return the blank form: how to fill it in, then a sheet for each lot."""
    return book_bytes(run, FORM, bid_form(run, sets))


def bid_form(run: Run, sets: Sequence[AnnexSet]) -> Book:
    """Return the blank form in memory: what a filled one is compared with."""
    names = {sheet_name(annex): annex for annex in sets}

    def fill(pages: Pages) -> None:
        _introduce(pages[INTRODUCTION], run, sets)
        for name, annex in names.items():
            _form(pages[name], run, annex)
        for page in pages.values():
            page.protect()
            page.finish()

    return new_book((INTRODUCTION, *names), fill)


def sheet_name(annex: AnnexSet) -> str:
    """Return the name of a lot's sheet; a bare lot might be called like the introduction."""
    return FORM if annex.lot is None else OF_LOT + annex.lot


def _introduce(page: Page, run: Run, sets: Sequence[AnnexSet]) -> None:
    """Write how the form is filled in, who bids, and what the form belongs to."""
    page.title(f"{FORM}（{INTRODUCTION}）")
    page.widths(_INTRODUCTION)
    if stamp := provisional_stamp(run.result):
        page.wide(1, (0, 1), stamp + _NOT_YET, "provisional-text")
    project = run.result.estimate.roster.project
    lots = [annex.lot for annex in sets if annex.lot is not None]
    facts = {"项目名称": project.name or "", "采购人": project.buyer or "", "包组": "、".join(lots)}
    row = 2
    for item, text in facts.items():
        if text:
            page.text(row, 0, item, "total-text")
            page.text(row, 1, text)
            row += 1
    for item in BIDDER:
        page.text(row, 0, item, "total-text")
        page.text(row, 1, "", "open-text")
        row += 1
    for numeral, text in zip(_NUMERALS, _how(run, is_of_lots=bool(lots)), strict=False):
        row += 1
        page.wide(row, (0, 1), f"{numeral}、{text}", "note")
    page.print_area(row + 1, 2)
    _identify(page, 2, run, None, 3)


def _how(run: Run, *, is_of_lots: bool) -> list[str]:
    """Return how the form is filled in: of the items, those alone that stand in it."""
    items = [item for part in run.result.price.parts for item in bid_items(part)]
    amounts = dict.fromkeys(_kind(item) for item in items if item.rate is None)
    rates = dict.fromkeys(_kind(item) for item in items if item.rate is not None)
    of_items = [(_AMOUNTS, amounts), (_RATES, rates)]
    said = [text.format(names=joined(names, "zh")) for text, names in of_items if names]
    how = [_OPEN + _CHANGED, _ROWS, "".join((*said, _UNITS)), note_of(run.result), _WARNED]
    return [*how, _INSURED, *([_OF_LOTS] if is_of_lots else [])]


def _kind(item: BidItem) -> str:
    """Return what items of a kind are called together."""
    return bids.name_of(item._replace(key=item.key.partition(".")[0], name=""))


def _form(page: Page, run: Run, annex: AnnexSet) -> None:
    """Write one form; floor and ceiling are values, for there is nothing here to refer to."""
    [priced] = [part for part in run.result.price.parts if part.lot == annex.lot]
    bids.set_up(page, FORM + annex.suffix, run.result)
    end = bids.write(page, HEADING_ROW + 1, run.result, bids.BidFormSource(annex, priced))
    page.print_area(end, WIDTH)
    _identify(page, end, run, annex.lot, PLACES["key"])


def _identify(page: Page, row: int, run: Run, lot: str | None, column: int) -> None:
    """Write the block by which a filled form is read back: keys, and their values beside them.

    It stands outside what is printed.
    """
    facts = {
        "form": SCHEMA,
        "inputs_sha256": run.inputs.sha256,
        "version": run.version,
        "lot": lot or "",
    }
    page.text(row, column, "识别信息（勿改）", "key")
    for number, (key, value) in enumerate(facts.items(), start=row + 1):
        page.text(number, column, key, "key")
        page.text(number, column + 1, value, "key")
