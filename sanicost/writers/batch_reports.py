"""The reports of a batch: 汇总.xlsx, problems.xlsx and results.jsonl."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, TypeAlias

from sanicost.core.batch_result import (
    Adjustment,
    Group,
    LocalizedNotice,
    LotCeiling,
    Outcome,
    RosterTotals,
)
from sanicost.i18n import label
from sanicost.i18n.notices import found_words
from sanicost.writers import side_by_side
from sanicost.writers.streamed_sheets import Cell, GivenMoney, GrowingSheet, LiveFormula, workbook
from sanicost.writers.workbook.sheet import SheetColumn

UNNAMED, UNKNOWN = "（未注明镇街）", "（名单外镇街）"


def district_of(group: Group) -> str:
    """Return the district that a group counts for."""
    return group.district or (UNKNOWN if group.street else UNNAMED)


def street_of(group: Group) -> str:
    """Return the street that a group counts for."""
    return group.street or UNNAMED


@dataclass
class GroupSum:
    """Heads and basic cost, in fen."""

    heads: int = 0
    labour_cost: int = 0

    def add(self, group: Group) -> None:
        """Add a group of positions."""
        self.heads += group.heads
        self.labour_cost += group.labour_cost


@dataclass
class BatchSums:
    """All that a summary says of the whole; what was not priced counts in no sum."""

    rosters: int = 0
    priced: int = 0
    groups: int = 0
    lots: int = 0
    unfit: int = 0
    whole: GroupSum = field(default_factory=GroupSum)
    ceiling: int = 0
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    districts: dict[str, GroupSum] = field(default_factory=dict)
    streets: dict[tuple[str, str], GroupSum] = field(default_factory=dict)
    classes: dict[int, GroupSum] = field(default_factory=dict)
    against: GroupSum = field(default_factory=GroupSum)
    against_ceiling: int = 0
    is_compared: bool = False
    adjustment: int | None = None
    is_frozen: bool = False

    def add(self, outcome: Outcome) -> None:
        """Add one roster."""
        self.rosters += 1
        for number, count in enumerate(notice_counts(outcome)):
            self.counts[number] += count
        self.is_compared = self.is_compared or bool(outcome.against_as_of)
        self.is_frozen = self.is_frozen or bool(outcome.as_of)
        if outcome.figures is None:
            return
        self.priced += 1
        self.unfit += outcome.is_unfit
        self.lots += len(outcome.lots)
        self.groups += len(outcome.groups)
        self.ceiling += outcome.figures.ceiling
        self._add_against(outcome.against)
        if outcome.adjustment:
            self.adjustment = (self.adjustment or 0) + outcome.adjustment.total
        for group in outcome.groups:
            self.whole.add(group)
            self.districts.setdefault(district_of(group), GroupSum()).add(group)
            self.streets.setdefault((district_of(group), street_of(group)), GroupSum()).add(group)
            self.classes.setdefault(group.post_class, GroupSum()).add(group)

    def _add_against(self, against: RosterTotals | None) -> None:
        if against:
            self.against.labour_cost += against.labour_cost
            self.against_ceiling += against.ceiling


def notice_counts(outcome: Outcome) -> tuple[int, int, int, int]:
    """Return how many figures are provisional and carried forward, how many findings and errors."""
    errors = sum(one.severity == "error" for one in outcome.findings) + len(outcome.problems)
    certainty = len(outcome.provisional), len(outcome.carried_forward)
    return (*certainty, len(outcome.findings), errors)


def summed(outcomes: Iterable[Outcome]) -> BatchSums:
    """Return what all rosters amount to."""
    sums = BatchSums()
    for outcome in outcomes:
        sums.add(outcome)
    return sums


Outcomes: TypeAlias = Callable[[], Iterable[Outcome]]
"""Gives all outcomes from the first on, each time it is called."""

_ROSTER = SheetColumn("roster", "岗位表", 24)
_HEADS, _COST = SheetColumn("heads", "人数", 9), SheetColumn("cost", "环卫用工基本成本（元）", 18)
_CEILING = SheetColumn("ceiling", "最高投标限价（元）", 18)
_SUMMARY = (
    _ROSTER,
    SheetColumn("project", "项目名称", 22),
    SheetColumn("start", "起始月份", 10),
    SheetColumn("months", "月数", 6),
    SheetColumn("status", "结果", 12),
    _HEADS,
    _COST,
    _CEILING,
    SheetColumn("provisional", "暂估参数", 8),
    SheetColumn("carried", "沿用参数", 8),
    SheetColumn("findings", "提示与警告", 8),
    SheetColumn("errors", "错误", 6),
    SheetColumn("output", "附件工作簿", 28),
)
_FROZEN = SheetColumn("as_of", "冻结月份", 10)
"""Stands last, and only where some roster was priced by the figures of a month."""
_DETAIL = (
    _ROSTER,
    SheetColumn("lot", "包组", 16),
    SheetColumn("district", "行政区", 14),
    SheetColumn("street", "镇街", 16),
    SheetColumn("class", "岗位等次", 9),
    _HEADS,
    _COST,
)
_LOTS = (_ROSTER, SheetColumn("lot", "包组", 16), _HEADS, _COST, _CEILING)
_DISTRICTS = (SheetColumn("district", "行政区", 18), _HEADS, _COST)
_STREETS = (SheetColumn("district", "行政区", 18), SheetColumn("street", "镇街", 18), _HEADS, _COST)
_CLASSES = (SheetColumn("class", "岗位等次", 12), _HEADS, _COST)
_COMPARED = (
    _ROSTER,
    SheetColumn("as_of", "参数月份", 10),
    SheetColumn("against", "对照参数月份", 12),
    _COST,
    SheetColumn("cost_against", "对照基本成本（元）", 20),
    SheetColumn("cost_gap", "基本成本差额（元）", 18),
    _CEILING,
    SheetColumn("ceiling_against", "对照限价（元）", 20),
    SheetColumn("ceiling_gap", "限价差额（元）", 18),
)
_ADJUSTED = (
    _ROSTER,
    SheetColumn("signed", "签订月份", 10),
    SheetColumn("start", "起始月份", 10),
    SheetColumn("months", "月数", 6),
    _HEADS,
    SheetColumn("adjustment", "补差合计（元）", 18),
)
_MOVED = (
    _ROSTER,
    SheetColumn("figure", "变动的参数", 30),
    SheetColumn("source", "依据文件", 34),
    SheetColumn("amount", "金额（元）", 18),
)
_FIRST = 4
"""The first row below title, note and headings, as formulas count it."""
_D_DISTRICT, _D_STREET, _D_CLASS, _D_HEADS, _D_COST = 2, 3, 4, 5, 6


def write_summary(file: BinaryIO, outcomes: Outcomes) -> None:
    """Write the summary of a batch.

    Raises OutputRefused where a table or a sum does not fit into a workbook.
    """
    sums = summed(outcomes())
    with workbook(file, "环卫用工成本批量测算汇总") as (book, styles):

        def sheet(name: str, columns: tuple[SheetColumn, ...]) -> GrowingSheet:
            new = GrowingSheet(book.add_worksheet(name), styles, name, columns)
            new.title(f"批量测算汇总　{name}", _note(sums), columns)
            return new

        main = sheet("汇总", (*_SUMMARY, _FROZEN) if sums.is_frozen else _SUMMARY)
        roll_ups = [
            sheet("按行政区", _DISTRICTS),
            sheet("按镇街", _STREETS),
            sheet("按等次", _CLASSES),
        ]
        lots, detail = sheet("按包组", _LOTS), sheet("明细", _DETAIL)
        beside = GrowingSheet(
            book.add_worksheet("横向对比"), styles, "横向对比", side_by_side.COLUMNS
        )
        beside.title("批量测算汇总　横向对比", side_by_side.NOTE, side_by_side.COLUMNS)
        compared = sheet("两期对比", _COMPARED) if sums.is_compared else None
        adjusted = None
        if sums.adjustment is not None:
            adjusted = sheet("补差", _ADJUSTED), sheet("补差原因", _MOVED)
        for outcome in outcomes():
            _write_roster(outcome, main, lots, detail)
            if adjusted and outcome.adjustment:
                _write_adjusted(*adjusted, outcome, outcome.adjustment)
            if compared and outcome.against:
                _write_compared(compared, outcome)
        _write_totals(main, sums)
        if adjusted and sums.adjustment is not None:
            total = _column_sum(adjusted[0], 5, sums.adjustment)
            adjusted[0].write(["合计", "", "", None, None, total], "total")
        if compared:
            _write_compared_totals(compared, sums)
        _write_roll_ups(roll_ups, detail, sums)
        side_by_side.write(beside, outcomes())


def _note(sums: BatchSums) -> str:
    """Return how many rosters there are, and that the others count in no sum."""
    failed = sums.rosters - sums.priced
    said = f"共 {sums.rosters} 个岗位表，已测算 {sums.priced} 个。"
    left_out = f"各项合计不含未测算的 {failed} 个（原因见 problems.xlsx）。"
    unfit = f"其中 {sums.unfit} 个不能据此报送（最高投标限价超过采购预算等，见“错误”一列）。"
    return said + left_out * bool(failed) + unfit * bool(sums.unfit)


def _write_roster(
    outcome: Outcome, main: GrowingSheet, lots: GrowingSheet, detail: GrowingSheet
) -> None:
    """Write one roster: its groups, its lots, and a row that adds them up."""
    status = label("unfit" if outcome.is_unfit else outcome.status, "zh")
    head: list[Cell] = [outcome.roster, outcome.project, outcome.start]
    counts = list(notice_counts(outcome))
    if outcome.figures is None:
        row: list[Cell] = [outcome.roster, "", "", None, status, None, None, None]
        main.write([*row, *counts, ""])
        return
    first_group, first_lot = detail.row + 1, lots.row + 1
    for lot in outcome.lots:
        _write_lot(outcome, lot, lots, detail)
    groups, own = (first_group, detail.row), (first_lot, lots.row)
    main.write(
        [
            *head,
            outcome.months,
            status,
            LiveFormula(f"=SUM({detail.range(_D_HEADS, *groups)})", outcome.figures.heads, False),
            LiveFormula(f"=SUM({detail.range(_D_COST, *groups)})", outcome.figures.labour_cost),
            LiveFormula(f"=SUM({lots.range(4, *own)})", outcome.figures.ceiling),
            *counts,
            outcome.output,
            *filter(None, [outcome.as_of]),
        ]
    )


def _write_lot(outcome: Outcome, lot: LotCeiling, lots: GrowingSheet, detail: GrowingSheet) -> None:
    """Write a lot's groups, and the lot as their sum."""
    first, total = detail.row + 1, GroupSum()
    for group in outcome.groups:
        if group.lot != lot.lot:
            continue
        total.add(group)
        places = (outcome.roster, group.lot, district_of(group), street_of(group))
        detail.write([*places, group.post_class, group.heads, GivenMoney(group.labour_cost)])
    rows = (first, detail.row)
    lots.write(
        [
            outcome.roster,
            lot.lot or "（不分包组）",
            LiveFormula(f"=SUM({detail.range(_D_HEADS, *rows)})", total.heads, False),
            LiveFormula(f"=SUM({detail.range(_D_COST, *rows)})", total.labour_cost),
            GivenMoney(lot.ceiling),
        ]
    )


def _column_sum(
    sheet: GrowingSheet, column: int, value: int, *, is_money: bool = True
) -> LiveFormula:
    """Return the sum of all rows so far of a column; without rows it has nothing to refer to."""
    if sheet.row < _FIRST:
        return LiveFormula("=0", 0, is_money)
    return LiveFormula(f"=SUM({sheet.range(column, _FIRST, sheet.row)})", value, is_money)


def _write_totals(main: GrowingSheet, sums: BatchSums) -> None:
    """Write the last row of the summary."""
    heads = _column_sum(main, 5, sums.whole.heads, is_money=False)
    amounts = (sums.whole.labour_cost, sums.ceiling)
    money = [_column_sum(main, column, fen) for column, fen in enumerate(amounts, start=6)]
    counts = [
        _column_sum(main, column, count, is_money=False)
        for column, count in enumerate(sums.counts, start=8)
    ]
    texts: list[Cell] = ["合计", "", "", None, ""]
    main.write([*texts, heads, *money, *counts, ""], "total")


def _write_roll_ups(sheets: list[GrowingSheet], detail: GrowingSheet, sums: BatchSums) -> None:
    """Write the sums by district, by street and by class."""
    last = max(_FIRST, detail.row)

    def amounts(where: str, total: GroupSum) -> tuple[Cell, Cell]:
        heads, cost = (detail.range(column, _FIRST, last) for column in (_D_HEADS, _D_COST))
        return (
            LiveFormula(f"=SUMPRODUCT({where}*{heads})", total.heads, False),
            LiveFormula(f"=SUMPRODUCT({where}*{cost})", total.labour_cost),
        )

    # EXACT, because = and SUMIFS would take A for a, and a street named * for every street.
    by_district, by_street, by_class = sheets
    district, street, post_class = (
        detail.range(column, _FIRST, last) for column in (_D_DISTRICT, _D_STREET, _D_CLASS)
    )
    for name, total in sorted(sums.districts.items()):
        where = f"EXACT({district},$A{by_district.row + 1})"
        by_district.write([name, *amounts(where, total)])
    for names, total in sorted(sums.streets.items()):
        row = by_street.row + 1
        where = f"EXACT({district},$A{row})*EXACT({street},$B{row})"
        by_street.write([*names, *amounts(where, total)])
    for number, total in sorted(sums.classes.items()):
        by_class.write([number, *amounts(f"({post_class}=$A{by_class.row + 1})", total)])
    for sheet, texts in zip(sheets, (("合计",), ("合计", ""), ("合计",)), strict=True):
        heads = _column_sum(sheet, len(texts), sums.whole.heads, is_money=False)
        cost = _column_sum(sheet, len(texts) + 1, sums.whole.labour_cost)
        sheet.write([*texts, heads, cost], "total")


def _write_compared(sheet: GrowingSheet, outcome: Outcome) -> None:
    """Write what a roster amounts to at two months, and the differences."""
    now, then = outcome.figures, outcome.against
    assert now
    assert then
    row = sheet.row + 1
    sheet.write(
        [
            outcome.roster,
            outcome.as_of,
            outcome.against_as_of,
            GivenMoney(now.labour_cost),
            GivenMoney(then.labour_cost),
            LiveFormula(f"=ROUND(E{row}-D{row},2)", then.labour_cost - now.labour_cost),
            GivenMoney(now.ceiling),
            GivenMoney(then.ceiling),
            LiveFormula(f"=ROUND(H{row}-G{row},2)", then.ceiling - now.ceiling),
        ]
    )


def _write_compared_totals(sheet: GrowingSheet, sums: BatchSums) -> None:
    """Write the sums of both months and of the differences."""
    now, then = sums.whole.labour_cost, sums.against.labour_cost
    costs = (now, then, then - now)
    ceilings = (sums.ceiling, sums.against_ceiling, sums.against_ceiling - sums.ceiling)
    values = enumerate(costs + ceilings, start=3)
    cells = [_column_sum(sheet, column, value) for column, value in values]
    sheet.write(["合计", "", "", *cells], "total")


def _write_adjusted(
    sheet: GrowingSheet, causes: GrowingSheet, outcome: Outcome, adjustment: Adjustment
) -> None:
    """Write what a contract is short of as the sum of its causes, each with its document."""
    first = causes.row + 1
    for one in adjustment.causes:
        causes.write([outcome.roster, one.name, one.source, GivenMoney(one.amount)])
    own = causes.range(3, first, causes.row)
    total: Cell = (
        LiveFormula(f"=SUM({own})", adjustment.total) if adjustment.causes else GivenMoney(0)
    )
    heads = outcome.figures.heads if outcome.figures else None
    row: list[Cell] = [
        outcome.roster,
        adjustment.signed or "按原测算",
        outcome.start,
        outcome.months,
        heads,
        total,
    ]
    sheet.write(row)


_COLUMNS = (
    SheetColumn("roster", "岗位表", 22),
    SheetColumn("kind", "类别", 8),
    SheetColumn("where", "位置", 20),
    SheetColumn("found", "查得", 12),
    SheetColumn("words", "说明与处理", 44),
    SheetColumn("english", "English", 38),
    SheetColumn("code", "代码", 18),
)
"""All together as wide as an A4 page can show at a size that is read with ease."""
_SEVERITIES = ("error", "warning", "info")
"""The gravest first: nearly every roster has some remark of the last kind."""


def write_problems(file: BinaryIO, outcomes: Callable[[], Iterable[Outcome]]) -> None:
    """Write every problem of every roster, and every finding, each with its place.

    Raises OutputRefused where a table does not fit into a sheet.
    """
    with workbook(file, "环卫用工成本批量测算问题清单") as (book, styles):

        def sheet(name: str, note: str) -> GrowingSheet:
            new = GrowingSheet(book.add_worksheet(name), styles, name, _COLUMNS)
            new.title(f"批量测算　{name}", note, _COLUMNS)
            return new

        problems = sheet("问题", "有问题的岗位表没有测算；改正后重新运行同一命令即可。")
        findings = sheet("提示与警告", "已经测算，但应当查看。错误、警告在前，提示在后。")
        for outcome in outcomes():
            for one in outcome.problems:
                problems.write(_row(outcome, one, label(outcome.status, "zh")))
        for severity in _SEVERITIES:
            for outcome, one in _findings(outcomes(), severity):
                findings.write(_row(outcome, one, label(severity, "zh")))
        for each in (problems, findings):
            if each.row == _HEADING_ROWS:
                each.write(["无"])


_HEADING_ROWS = 3


def _findings(
    outcomes: Iterable[Outcome], severity: str
) -> Iterator[tuple[Outcome, LocalizedNotice]]:
    """Yield all findings of one severity, each with its roster."""
    return (
        (outcome, one)
        for outcome in outcomes
        for one in outcome.findings
        if one.severity == severity
    )


def _row(outcome: Outcome, said: LocalizedNotice, kind: str) -> list[Cell]:
    """Return a notice as a row."""
    found = found_words(said.code, said.found, "zh")
    return [outcome.roster, kind, said.where, found, said.zh, said.en, said.code]
