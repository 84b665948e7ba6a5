"""投标人分项报价表: 附件6 as a workbook of its own, protected but for what a bidder fills in.

It can be read back: every sheet names the form, the inputs that it was made from and its lot, and
every row ends in a key.
"""

from collections.abc import Sequence

from sanicost.core.bid_sheets import FORM, INTRODUCTION, OF_LOT
from sanicost.core.result import Run
from sanicost.writers.workbook import bids
from sanicost.writers.workbook.book import Pages, book_bytes
from sanicost.writers.workbook.page import AnnexSet, Column, Page

SCHEMA = "sanicost.bid/1"
_INTRODUCTION = (Column("item", "", 26), Column("value", "", 100))
_BIDDER = ("投标人名称（盖章）", "法定代表人或授权代表（签字）", "日期")
_HOW = (
    "一、黄底单元格由投标人填写；其余单元格已锁定（没有密码），请勿增删行列、改动表名和行标识。",
    "二、应发工资、单位缴费按每人每月填写，人均月成本和合同期合计由表内公式算出；激励性分配、其他费用、"
    "管理费、利润、税金填写合同期总额，没有的填0。金额以元为单位，保留两位小数。"
    "未填全，或者所填不是数字、是负数的，表内显示“未填全”“数额有误”，不计算投标总价。",
    f"三、{bids.NOTE}",
    "四、录入低于合规底线的数额时表格会提醒，但不会阻止；是否合理由评标委员会依照招标文件评审。",
)
_NOT_YET = "，合规底线和最高投标限价均为暂估数，采购人须核实、重新测算后再发给投标人。"
_OF_LOTS = "五、每个包组一张表；不参加投标的包组留空。"


def bid_form_bytes(run: Run, sets: Sequence[AnnexSet]) -> bytes:
    """Return the blank form: how to fill it in, then a sheet for each lot."""
    names = {_sheet_name(annex): annex for annex in sets}

    def fill(pages: Pages) -> None:
        _introduce(pages[INTRODUCTION], run, sets)
        for name, annex in names.items():
            _form(pages[name], run, annex)
        for page in pages.values():
            page.protect()
            page.finish()

    return book_bytes(run, FORM, (INTRODUCTION, *names), fill)


def _sheet_name(annex: AnnexSet) -> str:
    """Return the name of a lot's sheet; a bare lot might be called like the introduction."""
    return FORM if annex.lot is None else OF_LOT + annex.lot


def _introduce(page: Page, run: Run, sets: Sequence[AnnexSet]) -> None:
    """Write how the form is filled in, who bids, and what the form belongs to."""
    page.title(f"{FORM}（{INTRODUCTION}）")
    page.widths(_INTRODUCTION)
    if stamp := bids.provisional_stamp(run.result):
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
    for item in _BIDDER:
        page.text(row, 0, item, "total-text")
        page.text(row, 1, "", "open-text")
        row += 1
    for number, text in enumerate((*_HOW, _OF_LOTS) if lots else _HOW, start=row + 1):
        page.wide(number, (0, 1), text, "note")
        row = number
    _identify(page, row + 2, run, None, (0, 1))


def _form(page: Page, run: Run, annex: AnnexSet) -> None:
    """Write one form; floor and ceiling are values, for there is nothing here to refer to."""
    [priced] = [part for part in run.result.price.parts if part.lot == annex.lot]
    bids.set_up(page, FORM + annex.suffix, run.result)
    blank = bids.Blank(annex, priced, ceiling="")
    end = bids.write(page, 3, run.result, blank, lambda key, place: "")
    _identify(page, end, run, annex.lot, (1, bids.PLACES["floor_unit_cost"]))


def _identify(page: Page, row: int, run: Run, lot: str | None, columns: tuple[int, int]) -> None:
    """Write the block by which a filled form is read back: keys at the left, values beside."""
    first, last = columns
    page.text(row, first, "识别信息（请勿改动）", "heading")
    facts = {
        "form": SCHEMA,
        "inputs_sha256": run.inputs.sha256,
        "version": run.version,
        "lot": lot or "",
    }
    for number, (key, value) in enumerate(facts.items(), start=row + 1):
        page.text(number, first, key)
        if last > first + 1:
            page.wide(number, (first + 1, last), value, "text")
        else:
            page.text(number, last, value)
