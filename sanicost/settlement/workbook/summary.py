"""汇总: the settlement on one page, the sum payable as an open question, and lines to sign on."""

from sanicost.core.worksheet import Total
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.workbook.posts import PostRows, value_of
from sanicost.writers.workbook.page import Page, yuan
from sanicost.writers.workbook.sheet import SheetColumn

_COLUMNS = (
    SheetColumn("title", "岗位", 26, names_rows=True),
    SheetColumn("heads", "合同人·月", 9, "whole"),
    SheetColumn("workers", "出勤人·月", 9, "whole"),
    SheetColumn("contract", "合同基本成本", 15, "money"),
    SheetColumn("worked", "按实际计算", 15, "money"),
    SheetColumn("difference", "差额", 15, "money"),
    SheetColumn("missing_reference", "缺员参考", 14, "money"),
    SheetColumn("deduction", "考核扣款", 12, "money"),
    SheetColumn("payable", "应付参考", 15, "total-money"),
    SheetColumn("incentives", "激励性分配", 12, "money"),
    SheetColumn("on_cost", "激励对应单位缴费", 12, "money"),
    SheetColumn("unused_leave", "应休未休年休假工资", 13, "money"),
    SheetColumn("short", "实发少于标准", 13, "money"),
)
_HEAD = 4
_SIGNED = ("编制人", "审核人", "承包人", "采购人", "日期")


def write(page: Page, settlement: Settlement, rows: PostRows) -> None:
    """Write a row for each position, the sums, what stands outside, and the signatures."""
    project = settlement.terms.roster.project
    page.title("环卫用工成本结算汇总")
    page.widths(_COLUMNS)
    page.text(1, 0, f"{project.name or ''}　{project.buyer or ''}".strip("　"), "note")
    first, last = settlement.months[0], settlement.months[-1]
    page.text(2, 0, f"结算期 {first} 至 {last}，{settlement.rows} 人·月记录，"
              f"{settlement.workers} 人", "note")  # fmt: skip
    page.headings(_HEAD, _COLUMNS)
    row = _HEAD + 1
    for index, position in enumerate(settlement.positions):
        page.text(row, 0, position.title)
        for column, each in enumerate(_COLUMNS[1:], start=1):
            value = _total(settlement, index, each.key)
            whole = each.style == "whole"
            formula = rows.total(index, each.key)
            page.formula(row, column, formula, value if whole else yuan(value), each.style)
        row += 1
    page.text(row, 0, "合计", "total-text")
    for column, each in enumerate(_COLUMNS[1:], start=1):
        total = sum(_total(settlement, n, each.key) for n in range(len(settlement.positions)))
        whole = each.style == "whole"
        page.formula(
            row,
            column,
            Total((page.range((_HEAD + 1, column), (row - 1, column)),)),
            total if whole else yuan(total),
            "total-whole" if whole else "total-money",
        )
    _write_foot(page, row + 2, settlement.terms.standard.law.clauses["sum"]["labour_cost"][0])


def _write_foot(page: Page, row: int, clause: str) -> None:
    """Write what the amounts mean by the clause of the basic cost, and the lines to sign on."""
    for number, text in enumerate(
        (
            f"基本成本不含管理费、税金、利润（{clause}）；激励性分配、应休未休年休假工资在基本成本之外。",
            "应付参考＝合同基本成本－缺员参考－考核扣款；是否扣减及金额由采购人决定，请在“分岗位分月对照”填写考核扣款。",
            "实发少于标准为核对线索，不是认定。",
        )
    ):
        page.text(row + number, 0, text, "remark")
    for number, text in enumerate(_SIGNED):
        page.text(row + 4, 2 * number, f"{text}：", "sign")
        page.text(row + 4, 2 * number + 1, "", "sign")


def _total(settlement: Settlement, index: int, key: str) -> int:
    """Return a position's sum over the months settled: heads, or fen."""
    return sum(value_of(one, key) for one in settlement.posts if one.position == index)
