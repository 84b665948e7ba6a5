"""附件6: the rows of the form that a bidder fills in, in the workbook or in a file of their own."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import NamedTuple

from sanicost.core.bid_sheets import BidItem, BidRow, bid_items, bid_rows
from sanicost.core.formula import AnyOf, Compare, Constant, Expression, Symbol, When, fen
from sanicost.core.price import Ceiling
from sanicost.core.result import Result
from sanicost.core.worksheet import (
    Capitals,
    Count,
    CountRows,
    Filled,
    Place,
    Range,
    Ref,
    RowRef,
    Text,
    Total,
    open_formula,
)
from sanicost.i18n import label
from sanicost.writers.workbook import ceiling
from sanicost.writers.workbook.page import AnnexSet, Page, money_width, yuan
from sanicost.writers.workbook.personnel import People
from sanicost.writers.workbook.sheet import SheetColumn
from sanicost.writers.workbook.unit_costs import Costs


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


def refuse_no_rate() -> dict[str, object]:
    """Return the rule that lets in a part of the whole alone, and neither text nor per cents."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 1,
        "error_title": "应为费率",
        "error_message": "请填写费率：百分之三写成0.03或3%；没有该项的填0。金额由表内公式算出。",
    }


COLUMNS = (
    SheetColumn("number", "序号", 4.5, names_rows=True),
    SheetColumn("title", "岗位（项目）", 19, names_rows=True),
    SheetColumn("post_class", "等次", 4.5),
    SheetColumn("period", "合同年\n（月份）", 12, names_rows=True),
    SheetColumn("months", "月数", 5, unit="月"),
    SheetColumn("headcount", "人数\n（人）", 6, unit="人"),
    SheetColumn("floor_income", "合规底线\n应发工资", 9),
    SheetColumn("floor_employer", "合规底线\n单位缴费", 9),
    SheetColumn("floor_cost", "合规底线\n合同期（元）", 12),
    SheetColumn("income", "投标报价\n应发工资", 9),
    SheetColumn("employer", "投标报价\n单位缴费", 9),
    SheetColumn("cost", "投标报价\n合同期（元）", 12),
    SheetColumn("verdict", "与底线比对", 15),
    SheetColumn("insured", "参保、工伤\n类别（不同\n的写明）", 11),
    SheetColumn("remarks", "说明（低于底线\n须写明理由）", 15),
    SheetColumn("key", "行标识（勿改）", 12, "key"),
    SheetColumn("tender_months", "招标月数", 8, "key", unit="月"),
    SheetColumn("tender_headcount", "招标人数", 8, "key", unit="人"),
)
"""The last three stand outside what is printed: by them a filled form is read back and compared."""
PLACES = {column.key: number for number, column in enumerate(COLUMNS)}
HEADING_ROW = 2
"""Where the headings stand, from 0; the rows follow."""
WIDTH = PLACES["key"]
"""So many columns are printed, and met by a bidder."""
_OFFERED = ("income", "employer")
"""What a bid is compared by: each has its floor three columns to the left."""
_ITEMS = {
    "title": "其他报价项目",
    "floor_employer": "采购人\n费率",
    "floor_cost": "采购人测算\n合同期（元）",
    "employer": "投标\n费率",
    "cost": "投标报价\n合同期（元）",
}
"""The headings above the items that a bid holds besides the labour cost."""
_NOTHING_YET = "—"
"""What a formula shows as long as the bidder has filled in nothing of what it rests on."""
_INCOMPLETE, _WRONG = "未填全", "数额有误"
"""What it shows until all of it is filled in; and while something is no number, or below zero."""
_BELOW, _UNEXPLAINED, _EXPLAINED = "低于底线", "低于底线，未说明", "低于底线，见说明"
_ABOVE, _CHANGED, _STALE = "超过限价", "人数或月数已改", "须重算"
_RED = (_BELOW, _UNEXPLAINED, _ABOVE, _CHANGED, _WRONG)


class BidSources(NamedTuple):
    """Where the workbook holds what 附件6 repeats; a form of its own refers to nothing."""

    people: People
    costs: Costs
    months: Sequence[Ref]
    part: ceiling.LotCeilingCells

    def item(self, item: BidItem) -> Expression | None:
        """Return where the tender's amount of an item stands."""
        if item.key.startswith("other_costs."):
            return self.part.costs[int(item.key.rpartition(".")[2]) - 1].cell
        return self.part.steps[item.key].cell

    def rate(self, item: BidItem) -> Ref:
        """Return where the tender's rate of a charge stands: beside its amount."""
        amount = self.part.steps[item.key].ref
        assert isinstance(amount, Ref)
        return Ref(amount.place._replace(column=ceiling.INPUT))


class BidFormSource(NamedTuple):
    """What a form is made for: one set of positions, its ceiling, and where both stand."""

    annex: AnnexSet
    part: Ceiling
    sources: BidSources | None = None


def set_up(page: Page, title: str, result: Result) -> None:
    """Write title, stamp, note and headings of a form; the stamp stands at the title's right."""
    columns = _fitted(result)
    page.title(title)
    page.widths(columns)
    page.text(0, PLACES["floor_cost"], provisional_stamp(result), "stamp")
    page.wide(1, (0, WIDTH - 1), note_of(result), "note")
    page.headings(HEADING_ROW, columns)


def _fitted(result: Result) -> tuple[SheetColumn, ...]:
    """Return the columns, those of amounts wide enough for the floors and the ceiling."""
    segments = result.estimate.segments
    amounts = [max(one.amounts[key]) for one in segments for key in _OFFERED]
    widths = dict.fromkeys(("floor_income", "floor_employer", *_OFFERED), money_width(amounts))
    widths |= dict.fromkeys(("floor_cost", "cost"), money_width([result.price.ceiling]))
    return tuple(
        column._replace(width=max(column.width, widths.get(column.key, 0))) for column in COLUMNS
    )


def note_of(result: Result) -> str:
    """Return what the city says of the floor that stands beside a bid."""
    return "".join(result.estimate.standard.law.notes["bid_form"])


def provisional_stamp(result: Result) -> str:
    """Return how many figures that floor and ceiling rest on are unconfirmed; "" for none."""
    count = len(result.provisional)
    return f"【暂估】本次测算有{count}项参数尚未确认" if count else ""


def name_of(item: BidItem) -> str:
    """Return what an item of a bid is called; it is no subtotal here."""
    return item.name or label(item.key, "zh").removesuffix("小计")


def write(page: Page, row: int, result: Result, blank: BidFormSource) -> int:
    """Write the form of one set from a row on; return the next free row."""
    return _Writer(page, row, result, blank).write()


class _Writer:
    """Writes the rows of one form."""

    def __init__(self, page: Page, row: int, result: Result, blank: BidFormSource) -> None:
        self._page = page
        self._row = row
        self._result = result
        self._blank = blank
        cells = {key: RowRef(Place(page.name, 0, n), _ROW) for key, n in PLACES.items()}
        self._formulas = {key: open_formula(each, cells) for key, each in _FORMULAS.items()}

    def write(self) -> int:
        """Write positions, the other items, the total bid and the ceiling."""
        first = self._row
        for row in bid_rows(self._result.estimate, self._blank.annex.indices):
            self._position(row)
        labour = self._row
        self._warn(first, labour - 1)
        offers = self._span("income", first, labour - 1, "employer")
        self._sum(
            "labour_cost", "用工成本报价合计", [offers], self._span("cost", first, labour - 1)
        )
        self._compare_labour(labour, first)
        entries = self._items(labour)
        costs = self._span("cost", labour, self._row - 1)
        self._sum("total", "投标总价", [offers, *entries], costs)
        self._capitals(self._row - 1)
        self._ceiling(self._row - 2, costs)
        verdicts = (first, PLACES["verdict"], self._row - 1, PLACES["verdict"])
        for text in _RED:
            self._page.red_when(verdicts, text)
        return self._row + 1

    def _warn(self, first: int, last: int) -> None:
        """Warn of a number below the floor beside it; turn heads and months red when changed."""
        open_cells = (first, PLACES["income"], last, PLACES["employer"])
        floor = self._page.near(first, PLACES["floor_income"])
        self._page.validate(open_cells, warn_below(floor.text))
        changed = (first, PLACES["months"], last, PLACES["headcount"])
        self._page.red_unless_same(changed, self._page.near(first, PLACES["tender_months"]))
        if self._blank.sources:
            floors = (first, PLACES["floor_income"], last, PLACES["floor_employer"])
            self._page.red_when(floors, _STALE)

    def _position(self, of: BidRow) -> None:
        """Write one position in a run of months: what it is, its floor, and the open cells."""
        page, row, sources = self._page, self._row, self._blank.sources
        position = self._result.estimate.roster.positions[of.index]
        page.number(row, PLACES["number"], of.index + 1, "center")
        page.text(row, PLACES["period"], period_of(of, self._result), "center")
        page.text(row, PLACES["key"], of.key, "key")
        if sources:
            title = sources.people.cell("title", of.index)
            page.formula(row, PLACES["title"], title, position.title, "text")
        else:
            page.text(row, PLACES["title"], position.title)
        self._number("post_class", position.post_class, "post_class", of)
        for prefix in ("", "tender_"):
            style = "key" if prefix else "whole"
            self._number(f"{prefix}months", of.months, "months", of, style)
            self._number(f"{prefix}headcount", position.headcount, "headcount", of, style)
        self._floors(of)
        for key in _OFFERED:
            page.text(row, PLACES[key], "", "open-money")
        for key in ("insured", "remarks"):
            page.text(row, PLACES[key], "", "open-text")
        rows = {_ROW: row + 1}
        floor = of.floor * position.headcount * of.months
        page.amount(row, PLACES["floor_cost"], Filled(self._formulas["floor_cost"], rows), floor)
        self._formula(PLACES["cost"], Filled(self._formulas["cost"], rows), "money")
        self._formula(PLACES["verdict"], Filled(self._formulas["verdict"], rows), "center")
        self._row += 1

    def _number(
        self, column: str, value: int, field: str, of: BidRow, style: str = "whole"
    ) -> None:
        """Write a whole number of a position, linked to where the workbook holds it."""
        page, place, sources = self._page, PLACES[column], self._blank.sources
        if sources is None:
            page.number(self._row, place, value, style)
        elif field == "months":
            cells = tuple(sources.months[number] for number in of.segments)
            linked = cells[0] if len(cells) == 1 else Total(cells)
            page.formula(self._row, place, linked, value, style)
        else:
            page.formula(self._row, place, sources.people.cell(field, of.index), value, style)

    def _floors(self, of: BidRow) -> None:
        """Write the floors; months that are no longer alike cannot stand in one row."""
        page, row, sources = self._page, self._row, self._blank.sources
        for key, floor in (("income", of.income_floor), ("employer", of.employer_floor)):
            place = PLACES[f"floor_{key}"]
            if sources is None:
                page.number(row, place, yuan(floor), "money")
                continue
            first, *others = (sources.costs.cell(key, (of.index, n)) for n in of.segments)
            differ = AnyOf(
                tuple(Compare(first, way, other) for other in others for way in (">", "<"))
            )
            linked = When(differ, Text(_STALE), first) if others else first
            page.amount(row, place, linked, floor)

    def _items(self, labour: int) -> list[Range]:
        """Write what a bid holds besides the labour cost; return the cells to fill in."""
        items = bid_items(self._blank.part)
        if not items:
            return []
        for column, heading in enumerate(COLUMNS[:WIDTH]):
            self._page.text(self._row, column, _ITEMS.get(heading.key, ""), "heading")
        self._row += 1
        entries = [self._item(item, labour) for item in items]
        amounts = [one for one in entries if one.place.column == PLACES["cost"]]
        rates = entries[len(amounts) :]
        return [self._entries(each) for each in (amounts, rates) if each]

    def _entries(self, cells: Sequence[Ref]) -> Range:
        """Return cells below each other; what is entered there must be amounts, or rates."""
        (_, first, column), (_, last, _) = cells[0].place, cells[-1].place
        rule = refuse_negative() if column == PLACES["cost"] else refuse_no_rate()
        self._page.validate((first, column, last, column), rule)
        return Range(cells[0], cells[-1])

    def _item(self, item: BidItem, labour: int) -> Ref:
        """Write an item; return the cell that is filled in: its amount, or its rate."""
        page, row, sources = self._page, self._row, self._blank.sources
        self._blank_row(item.key)
        page.text(row, PLACES["title"], name_of(item))
        page.text(row, PLACES["remarks"], "", "open-text")
        if sources and (cell := sources.item(item)):
            page.amount(row, PLACES["floor_cost"], cell, item.amount)
        else:
            page.number(row, PLACES["floor_cost"], yuan(item.amount), "money")
        self._row += 1
        if item.rate is None:
            page.text(row, PLACES["cost"], "", "open-money")
            return page.near(row, PLACES["cost"])
        if sources:
            page.formula(row, PLACES["floor_employer"], sources.rate(item), item.rate, "rate")
        else:
            page.number(row, PLACES["floor_employer"], item.rate, "rate")
        page.text(row, PLACES["employer"], "", "open-rate")
        rate = page.near(row, PLACES["employer"])
        above = Total((self._span("cost", labour, row - 1),))
        taken = _once_filled([Range(rate, rate)], fen(rate * above))
        self._page.formula(row, PLACES["cost"], taken, _NOTHING_YET, "money")
        return rate

    def _sum(self, key: str, name: str, entries: Sequence[Range], costs: Range) -> None:
        """Write the sum of costs, once all the cells that it rests on are filled in."""
        self._blank_row(key)
        self._page.text(self._row, PLACES["title"], name, "total-text")
        formula = _once_filled(entries, fen(Total((costs,))))
        self._formula(PLACES["cost"], formula, "total-money")
        self._row += 1

    def _compare_labour(self, row: int, first: int) -> None:
        """Compare the labour total with the floor for the tender's heads and months."""
        page, place = self._page, PLACES["floor_cost"]
        floors = self._span("floor_cost", first, row - 1)
        whole = self._blank.part.labour_cost
        page.amount(row, place, fen(Total((floors,))), whole, "total-money")
        cost, floor = page.near(row, PLACES["cost"]), page.near(row, place)
        below = When(Compare(cost, "<", floor), Text(_BELOW), Text("不低于底线"))
        same = CountRows(
            tuple(
                Compare(
                    self._span(key, first, row - 1),
                    "=",
                    self._span(f"tender_{key}", first, row - 1),
                )
                for key in ("months", "headcount")
            )
        )
        changed = When(Compare(same, "<", Constant(row - first)), Text(_CHANGED), below)
        self._page.formula(
            row, PLACES["verdict"], _unless_text(cost, changed), _NOTHING_YET, "center"
        )

    def _capitals(self, total: int) -> None:
        """Write the total bid in capital numerals."""
        self._blank_row("capitals")
        self._page.text(self._row, PLACES["title"], "投标总价（大写）", "total-text")
        cell = self._page.near(total, PLACES["cost"])
        columns = PLACES["floor_income"], PLACES["cost"]
        formula = _unless_text(cell, Capitals(cell))
        self._page.wide_formula(self._row, columns, formula, _NOTHING_YET, "total-text")
        self._row += 1

    def _ceiling(self, total: int, costs: Range) -> None:
        """Write the ceiling, and whether the bid is above it, as an incomplete one may be."""
        self._blank_row("ceiling")
        page, row, place = self._page, self._row, PLACES["cost"]
        page.text(row, PLACES["title"], "最高投标限价", "total-text")
        sources, whole = self._blank.sources, self._blank.part.ceiling
        if sources:
            page.amount(row, place, sources.part.steps["ceiling"].ref, whole, "total-money")
        else:
            page.number(row, place, yuan(whole), "total-money")
        bid, limit = page.near(total, place), page.near(row, place)
        is_above = Compare(fen(Total((costs,))), ">", limit)
        verdict = When(is_above, Text(_ABOVE), _unless_text(bid, Text("未超过限价")))
        self._formula(PLACES["verdict"], verdict, "center")
        self._row += 1

    def _formula(self, column: int, formula: Expression, style: str) -> None:
        """Write a formula that shows a dash at first."""
        self._page.formula(self._row, column, formula, _NOTHING_YET, style)

    def _span(self, column: str, first: int, last: int, to: str = "") -> Range:
        """Return the cells of a column, or of all up to another, from a row to another."""
        return self._page.range((first, PLACES[column]), (last, PLACES[to or column]))

    def _blank_row(self, key: str) -> None:
        """Write empty cells over the width of the form, and the key of the row beside it."""
        for column in range(WIDTH):
            self._page.text(self._row, column, "", "text")
        self._page.text(self._row, PLACES["key"], key, "key")


def period_of(row: BidRow, result: Result) -> str:
    """Return the contract years of a row, or its months where it does not fill whole years."""
    first, last = row.years
    months = result.estimate.roster.period.all_months()
    year_of = result.estimate.roster.period.contract_year
    if row.months == sum(first <= year_of(month) <= last for month in months):
        return f"第{first}合同年" if first == last else f"第{first}—{last}合同年"
    return f"{row.start}至\n{row.start + (row.months - 1)}"


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


def _of_a_row() -> dict[str, Expression]:
    """Return what follows in a row: its floor over the term, its cost, what is amiss with it."""
    at = {key: Symbol(key) for key in PLACES}
    below = AnyOf(tuple(Compare(at[key], "<", at[f"floor_{key}"]) for key in _OFFERED))
    offer, floor = at["income"] + at["employer"], at["floor_income"] + at["floor_employer"]
    told = Count("COUNTA", Range(at["insured"], at["remarks"]))
    which = When(Compare(told, "=", Constant(0)), Text(_UNEXPLAINED), Text(_EXPLAINED))
    verdict = When(below, which, Text("不低于底线"))
    offers = [Range(at["income"], at["employer"])]
    return {
        "floor_cost": fen(floor * at["tender_headcount"] * at["tender_months"]),
        "cost": _once_filled(offers, fen(offer * at["headcount"] * at["months"])),
        "verdict": _unless_text(at["cost"], verdict),
    }


_FORMULAS = _of_a_row()
_ROW = "r"
"""What these formulas call their own row."""
