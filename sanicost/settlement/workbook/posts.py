"""分岗位分月对照: each position's month beside the contract, and what is payable by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sanicost.core.formula import Expression, greatest
from sanicost.core.rules import INCENTIVE_LINES
from sanicost.core.worksheet import Place, Ref, Total, span
from sanicost.settlement.against import PostMonth
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.workbook.sheets import POSTS, WorkerRows
from sanicost.writers.workbook.page import Page, yuan
from sanicost.writers.workbook.sheet import SheetColumn

_COLUMNS = (
    SheetColumn("title", "岗位", 24, names_rows=True),
    SheetColumn("lot", "包组", 10),
    SheetColumn("street", "街道", 12),
    SheetColumn("month", "月份", 9, names_rows=True),
    SheetColumn("heads", "合同人数", 8, "input-whole"),
    SheetColumn("workers", "出勤人数", 8, "engine-whole"),
    SheetColumn("missing", "缺员人数", 8, "whole"),
    SheetColumn("unit_cost", "合同人均月成本", 12, "engine-money"),
    SheetColumn("contract", "合同基本成本", 14, "money"),
    SheetColumn("worked", "按实际计算基本成本", 14, "money"),
    SheetColumn("difference", "差额（实际－合同）", 14, "money"),
    SheetColumn("missing_reference", "缺员参考", 13, "money"),
    SheetColumn("deduction", "考核扣款（采购人填写）", 13, "open-money"),
    SheetColumn("payable", "应付参考（合同－缺员参考－扣款）", 15, "total-money"),
    SheetColumn("incentives", "激励性分配", 12, "money"),
    SheetColumn("on_cost", "激励对应单位缴费", 12, "money"),
    SheetColumn("unused_leave", "应休未休年休假工资", 12, "money"),
    SheetColumn("short", "实发少于标准", 12, "money"),
)
_AT = {one.key: number for number, one in enumerate(_COLUMNS)}
_HEAD = 2
_SUMS = tuple(one.key for one in _COLUMNS if one.style.endswith("money") and one.key != "unit_cost")


@dataclass(frozen=True, kw_only=True)
class PostRows:
    """Where the rows of each position stand, from 0, and in which columns their amounts."""

    spans: Mapping[int, tuple[int, int]]

    def total(self, position: int, name: str) -> Expression:
        """Return a position's sum over all months."""
        first, last = (Ref(Place(POSTS, row, _AT[name])) for row in self.spans[position])
        return Total((span(first, last),))


def write(page: Page, settlement: Settlement, workers: WorkerRows | None) -> PostRows:
    """Write a row for each position and month, and the sums; return where they stand."""
    page.title("分岗位分月对照（合同与实际出勤）")
    page.widths(_COLUMNS)
    page.text(
        1, 0, "缺员参考＝缺员人数×合同人均月成本，供参考；是否扣减及考核扣款由采购人决定。", "note"
    )
    page.headings(_HEAD, _COLUMNS)
    spans: dict[int, tuple[int, int]] = {}
    for number, one in enumerate(settlement.posts):
        row = _HEAD + 1 + number
        spans[one.position] = spans.get(one.position, (row, row))[0], row
        _write_row(page, row, settlement, one, workers)
    last = _HEAD + 1 + len(settlement.posts)
    page.text(last, 0, "合计", "total-text")
    for column, each in enumerate(_COLUMNS[1:], start=1):
        if each.key in (*_SUMS, "heads", "workers", "missing"):
            formula = Total((page.range((_HEAD + 1, column), (last - 1, column)),))
            total = sum(value_of(one, each.key) for one in settlement.posts)
            whole = each.key in ("heads", "workers", "missing")
            page.formula(last, column, formula, total if whole else yuan(total),
                         "total-whole" if whole else "total-money")  # fmt: skip
        else:
            page.text(last, column, "", "total-text")
    return PostRows(spans=spans)


_DERIVED: Mapping[str, Callable[[PostMonth], int]] = {
    "contract": lambda one: one.contract["cost"],
    "worked": lambda one: one.worked["cost"],
    "difference": lambda one: one.difference("cost"),
    "deduction": lambda one: 0,
    "payable": lambda one: one.contract["cost"] - one.missing_reference,
    "incentives": lambda one: sum(one.worked[name] for name in INCENTIVE_LINES),
    "on_cost": lambda one: one.worked["on_cost"],
}


def value_of(one: PostMonth, key: str) -> int:
    """Return a number of a row: heads, or an amount in fen."""
    return _DERIVED[key](one) if key in _DERIVED else int(getattr(one, key))


def _write_row(
    page: Page, row: int, settlement: Settlement, one: PostMonth, workers: WorkerRows | None
) -> None:
    """Write one position's month."""
    position = settlement.positions[one.position]
    texts = (position.title, position.lot or "", position.street or "", str(one.month))
    for column, text in enumerate(texts):
        page.text(row, column, text)
    at = {key: page.near(row, column) for key, column in _AT.items()}
    formulas: dict[str, Expression | None] = {
        "missing": greatest(at["heads"] - at["workers"], 0),
        "contract": at["heads"] * at["unit_cost"],
        "difference": at["worked"] - at["contract"],
        "missing_reference": at["missing"] * at["unit_cost"],
        "payable": at["contract"] - at["missing_reference"] - at["deduction"],
    }
    if workers is not None:
        sources = {"worked": "cost", "on_cost": "on_cost", "short": "short"}
        formulas |= {
            key: workers.total(one.position, one.month, name) for key, name in sources.items()
        }
    for key, column in list(_AT.items())[len(texts) :]:
        style = _COLUMNS[column].style
        value = value_of(one, key)
        if key == "deduction":
            page.text(row, column, "", style)
        elif formula := formulas.get(key):
            page.formula(row, column, formula, value if style.endswith("whole") else yuan(value),
                         style)  # fmt: skip
        else:
            page.number(row, column, value if style.endswith("whole") else yuan(value), style)
