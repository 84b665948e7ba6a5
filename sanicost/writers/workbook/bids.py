"""附件6: the form that a bidder fills in, as a sheet and as a workbook of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from sanicost.core.bid_sheets import FORM, INTRODUCTION, OF_LOT, BidRow, bid_items, bid_rows
from sanicost.core.formula import AnyOf, Compare, Constant, Expression, Symbol, When, fen
from sanicost.core.price import Ceiling
from sanicost.core.result import Result
from sanicost.core.worksheet import (
    Count,
    Filled,
    Place,
    Range,
    Ref,
    RowRef,
    Text,
    Total,
    open_formula,
)
from sanicost.embedded.canonical import Run
from sanicost.i18n import label
from sanicost.writers.workbook.book import Pages, book_bytes, new_book
from sanicost.writers.workbook.page import AnnexSet, Page, yuan
from sanicost.writers.workbook.sheet import Book, Column


def warn_below(floor: str) -> dict[str, object]:
    """Return the rule that lets any amount in, and warns where it is below the floor beside it.

    `floor` is the cell that belongs to the first of the range, and moves along with it.
    """
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": f"={floor}",
        "error_type": "warning",
        "error_title": "低于用工成本合规底线",
        "error_message": "低于用工成本合规底线（供比对）。可以继续，但请在“说明”栏写明理由。",
        "input_title": "投标报价",
        "input_message": "元/人·月，两位小数。低于底线不会被阻止，但须说明理由。",
    }


def refuse_negative() -> dict[str, object]:
    """Return the rule that lets in neither text nor a number below zero."""
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_title": "应为数额",
        "error_message": "请填写合同期总额：不小于0的数字，两位小数；没有该项的填0。",
    }


COLUMNS = (
    Column("number", "序号", 5, names_rows=True),
    Column("title", "岗位", 24, names_rows=True),
    Column("post_class", "等次", 6),
    Column("start", "计价段\n起始月", 9, names_rows=True),
    Column("months", "月数", 6, unit="月"),
    Column("headcount", "人数\n（人）", 8, unit="人"),
    Column("floor_income", "合规底线：\n应发工资", 11),
    Column("floor_employer", "合规底线：\n单位缴费", 11),
    Column("floor_unit_cost", "合规底线：\n元/人·月", 11),
    Column("income", "投标报价：\n应发工资", 11),
    Column("employer", "投标报价：\n单位缴费", 11),
    Column("unit_cost", "投标报价：\n元/人·月", 11),
    Column("cost", "合同期合计\n（元）", 20),
    Column("verdict", "与底线比对", 11),
    Column("remarks", "说明（低于底线\n须写明理由）", 22),
    Column("key", "行标识\n（勿改）", 11, "key"),
)
PLACES = {column.key: number for number, column in enumerate(COLUMNS)}
HEADING_ROW = 2
"""Where the headings stand, from 0; the rows follow."""
_LAST = len(COLUMNS) - 1
_OFFERED = ("income", "employer", "unit_cost")
"""What a bid is compared by: each has its floor three columns to the left."""
_NOTHING_YET = "—"
"""What a formula shows as long as the bidder has filled in nothing of what it rests on."""
_INCOMPLETE, _WRONG = "未填全", "数额有误"
"""What it shows until all of it is filled in; and while something is no number, or below zero."""
Floor = Callable[[str, tuple[int, int]], Ref | None]
"""From a sum's key and a position in a segment to the cell that holds it; None for a value."""


@dataclass(frozen=True)
class Blank:
    """What a form is made for: one set of positions, its ceiling, and where the ceiling stands."""

    annex: AnnexSet
    part: Ceiling
    ceiling: Expression | None


def set_up(page: Page, title: str, result: Result) -> None:
    """Write title, stamp, note and headings of a form; the stamp stands at the title's right."""
    page.title(title)
    page.widths(COLUMNS)
    page.text(0, PLACES["cost"], provisional_stamp(result), "stamp")
    page.wide(1, (0, _LAST), note_of(result), "note")
    page.headings(HEADING_ROW, COLUMNS)


def note_of(result: Result) -> str:
    """Return what the city says of the floor that stands beside a bid."""
    return "".join(result.estimate.standard.law.notes["bid_form"])


def provisional_stamp(result: Result) -> str:
    """Return how many figures that floor and ceiling rest on are unconfirmed; "" for none."""
    count = len(result.provisional)
    return f"【暂估】本次测算有{count}项参数尚未确认" if count else ""


def write(page: Page, row: int, result: Result, blank: Blank, floor: Floor) -> int:
    """Write the form of one set from a row on; return the next free row."""
    return _Writer(page, row, result, floor).write(blank)


class _Writer:
    """Writes the rows of one form."""

    def __init__(self, page: Page, row: int, result: Result, floor: Floor) -> None:
        self._page = page
        self._row = row
        self._result = result
        self._floor = floor
        cells = {key: RowRef(Place(page.name, 0, n), _ROW) for key, n in PLACES.items()}
        self._formulas = {key: open_formula(each, cells) for key, each in _FORMULAS.items()}

    def write(self, blank: Blank) -> int:
        """Write positions, the other items, the total bid and the ceiling."""
        first = self._row
        for row in bid_rows(self._result.estimate, blank.annex.indices):
            self._position(row)
        labour = self._row
        self._warn(first, labour - 1)
        offers = self._page.range((first, PLACES["income"]), (labour - 1, PLACES["employer"]))
        costs = self._costs(first, labour)
        self._sum("labour_cost", "环卫用工成本报价合计", [offers], costs)
        for item in bid_items(blank.part):
            self._open(item.key, item.name or label(item.key, "zh"))
        items = [self._costs(labour + 1, self._row)] if self._row > labour + 1 else []
        if items:
            place = PLACES["cost"]
            where = (labour + 1, place, self._row - 1, place)
            self._page.validate(where, refuse_negative())
        self._sum("total", "投标总价", [offers, *items], self._costs(labour, self._row))
        self._ceiling(blank, [costs, *items])
        return self._row + 1

    def _warn(self, first: int, last: int) -> None:
        """Warn of a number below the floor beside it, and mark the rows that have one."""
        open_cells = (first, PLACES["income"], last, PLACES["employer"])
        floor = self._page.near(first, PLACES["floor_income"])
        self._page.validate(open_cells, warn_below(floor.text))
        verdicts = (first, PLACES["verdict"], last, PLACES["verdict"])
        for text in ("低于底线", _WRONG):
            self._page.red_when(verdicts, text)

    def _position(self, of: BidRow) -> None:
        """Write one position in a run of months: what it is, its floor, and the open cells."""
        estimate, page, row = self._result.estimate, self._page, self._row
        position, segment = estimate.roster.positions[of.index], estimate.segments[of.segments[0]]
        page.number(row, 0, of.index + 1, "center")
        page.text(row, PLACES["title"], position.title)
        page.number(row, PLACES["post_class"], position.post_class, "whole")
        page.text(row, PLACES["start"], str(of.start), "center")
        page.number(row, PLACES["months"], of.months, "whole")
        page.number(row, PLACES["headcount"], position.headcount, "whole")
        for key in _OFFERED:
            floor = segment.amounts[key][of.index]
            cell = self._floor(key, (of.index, of.segments[0]))
            if cell:
                page.amount(row, PLACES[f"floor_{key}"], cell, floor)
            else:
                page.number(row, PLACES[f"floor_{key}"], yuan(floor), "money")
        for key in ("income", "employer"):
            page.text(row, PLACES[key], "", "open-money")
        page.text(row, PLACES["remarks"], "", "open-text")
        page.text(row, PLACES["key"], of.key, "key")
        rows = {_ROW: row + 1}
        for key, formula in self._formulas.items():
            style = "center" if key == "verdict" else "money"
            self._formula(PLACES[key], Filled(formula, rows), style)
        self._row += 1

    def _open(self, key: str, name: str) -> None:
        """Write an item whose amount over the term the bidder gives."""
        self._blank_row(key)
        self._page.text(self._row, PLACES["title"], name)
        self._page.text(self._row, PLACES["cost"], "", "open-money")
        self._page.text(self._row, PLACES["remarks"], "", "open-text")
        self._row += 1

    def _sum(self, key: str, name: str, filled: Sequence[Range], costs: Range) -> None:
        """Write the sum of costs, once all the cells that it rests on are filled in."""
        self._blank_row(key)
        self._page.text(self._row, PLACES["title"], name, "total-text")
        formula = _once_filled(filled, fen(Total((costs,))))
        self._formula(PLACES["cost"], formula, "total-money")
        self._row += 1

    def _ceiling(self, blank: Blank, costs: Sequence[Range]) -> None:
        """Write the ceiling, and whether the bid is above it, as an incomplete one may be."""
        self._blank_row("ceiling")
        self._page.text(self._row, PLACES["title"], "最高投标限价", "total-text")
        if blank.ceiling:
            cell, ceiling = blank.ceiling, blank.part.ceiling
            self._page.amount(self._row, PLACES["cost"], cell, ceiling, "total-money")
        else:
            self._page.number(self._row, PLACES["cost"], yuan(blank.part.ceiling), "total-money")
        bid, limit = (self._page.near(row, PLACES["cost"]) for row in (self._row - 1, self._row))
        is_above = Compare(fen(Total(tuple(costs))), ">", limit)
        verdict = When(is_above, Text("超过限价"), _unless_text(bid, Text("未超过限价")))
        self._formula(PLACES["verdict"], verdict, "center")
        where = (self._row, PLACES["verdict"], self._row, PLACES["verdict"])
        for text in ("超过限价", _WRONG):
            self._page.red_when(where, text)
        self._row += 1

    def _formula(self, column: int, formula: Expression, style: str) -> None:
        """Write a formula that shows a dash at first."""
        self._page.formula(self._row, column, formula, _NOTHING_YET, style)

    def _costs(self, first: int, end: int) -> Range:
        """Return the cells of the costs over the term from a row on, `end` not included."""
        return self._page.range((first, PLACES["cost"]), (end - 1, PLACES["cost"]))

    def _blank_row(self, key: str) -> None:
        """Write empty cells over the width of the form, and the key of the row at its end."""
        for column in range(_LAST):
            self._page.text(self._row, column, "", "text")
        self._page.text(self._row, _LAST, key, "key")


def _once_filled(ranges: Sequence[Range], formula: Expression) -> Expression:
    """Return a formula of what is filled in, or what is amiss: no text passes for a number."""
    filled = reduce(add, (Count("COUNTA", cells) for cells in ranges))
    blank = reduce(add, (Count("COUNTBLANK", cells) for cells in ranges))
    right = reduce(add, (Count("COUNTIF", cells, ">=0") for cells in ranges))
    once_complete = When(Compare(blank, ">", Constant(0)), Text(_INCOMPLETE), formula)
    once_right = When(Compare(right, "<", filled), Text(_WRONG), once_complete)
    return When(Compare(filled, "=", Constant(0)), Text(_NOTHING_YET), once_right)


def _unless_text(cell: Expression, formula: Expression) -> Expression:
    """Return a formula that rests on a cell, and says what that cell says while it is text."""
    return When(Compare(Count("COUNT", cell), "=", Constant(0)), cell, formula)


def _of_a_bid() -> dict[str, Expression]:
    """Return what follows from a bid: where the unit cost is none, what is amiss with it."""
    at = {key: Symbol(key) for key in PLACES}
    below = AnyOf(tuple(Compare(at[key], "<", at[f"floor_{key}"]) for key in _OFFERED))
    cost = fen(at["unit_cost"] * at["headcount"] * at["months"])
    verdict = When(below, Text("低于底线"), Text("不低于底线"))
    offers = [Range(at["income"], at["employer"])]
    return {
        "unit_cost": _once_filled(offers, fen(at["income"] + at["employer"])),
        "cost": _unless_text(at["unit_cost"], cost),
        "verdict": _unless_text(at["unit_cost"], verdict),
    }


_FORMULAS = _of_a_bid()
_ROW = "r"
"""What these formulas call their own row."""
SCHEMA = "sanicost.bid/1"
_INTRODUCTION = (Column("item", "", 26), Column("value", "", 100))
BIDDER = ("投标人名称（盖章）", "法定代表人或授权代表（签字）", "日期")
_HOW = (
    "一、黄底单元格由投标人填写；其余单元格已锁定（没有密码），请勿增删行列、改动表名和行标识。",
    "二、应发工资、单位缴费按每人每月填写，人均月成本和合同期合计由表内公式算出；激励性分配、其他费用、"
    "管理费、利润、税金填写合同期总额，没有的填0。金额以元为单位，保留两位小数。"
    "未填全，或者所填不是数字、是负数的，表内显示“未填全”“数额有误”，不计算投标总价。",
    "三、{note}",
    "四、录入低于合规底线的数额时表格会提醒，但不会阻止；是否合理由评标委员会依照招标文件评审。",
)
_NOT_YET = "，合规底线和最高投标限价均为暂估数，采购人须核实、重新测算后再发给投标人。"
_OF_LOTS = "五、每个包组一张表；不参加投标的包组留空。"


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
    note = note_of(run.result)
    for number, text in enumerate((*_HOW, _OF_LOTS) if lots else _HOW, start=row + 1):
        page.wide(number, (0, 1), text.format(note=note), "note")
        row = number
    _identify(page, row + 2, run, None, (0, 1))


def _form(page: Page, run: Run, annex: AnnexSet) -> None:
    """Write one form; floor and ceiling are values, for there is nothing here to refer to."""
    [priced] = [part for part in run.result.price.parts if part.lot == annex.lot]
    set_up(page, FORM + annex.suffix, run.result)
    blank = Blank(annex, priced, ceiling=None)
    end = write(page, HEADING_ROW + 1, run.result, blank, lambda key, place: None)
    _identify(page, end, run, annex.lot, (1, PLACES["floor_unit_cost"]))


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
