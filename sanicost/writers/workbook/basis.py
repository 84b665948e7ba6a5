"""附件1: every figure with its source, the segments, and the rules in words."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sanicost.core.explain import explain
from sanicost.core.figures import Row, Standing, Value, leaves, owner
from sanicost.core.formula import Compare, Constant, Expression, When, symbols
from sanicost.core.result import Result
from sanicost.core.rules import LINES, expressions, names_read
from sanicost.core.segments import PricingContext
from sanicost.core.worksheet import Count, Ref, Text, Total
from sanicost.i18n import label
from sanicost.i18n.figures import (
    carried_note,
    carried_value,
    figure_name,
    part_name,
    unit_name,
    unit_of,
)
from sanicost.i18n.symbols import phrases, symbol_words
from sanicost.writers.workbook.guards import FAILED, PASSED, Guard, GuardTable, failing
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.sheet import FIXED, FigureRow, SegmentRow, SheetColumn

_FIGURES = (
    SheetColumn("number", "序号", 5, "center", names_rows=True),
    SheetColumn("name", "参数", 42, names_rows=True),
    SheetColumn("path", "参数代码", 26),
    SheetColumn("value", "取值", 14, "figure-plain"),
    SheetColumn("unit", "单位", 12, "center"),
    SheetColumn("start", "施行起始", 11, "center"),
    SheetColumn("source", "依据来源", 28),
    SheetColumn("standing", "核实程度", 12, "center"),
    SheetColumn("until", "确认至", 11, "center"),
    SheetColumn("span", "适用月份", 19, "center"),
    SheetColumn("note", "说明", 34),
    SheetColumn("least", "不得低于", 10, "plain"),
    SheetColumn("most", "合理上限", 10, "plain"),
    SheetColumn("verdict", "复核", 7, "center"),
)
_SEGMENTS = (
    SheetColumn("segment", "计价段", 0),
    SheetColumn("contract_year", "合同年", 0),
    SheetColumn("start", "起始月", 0, names_rows=True),
    SheetColumn("months", "月数", 0, unit="月"),
    SheetColumn("months_of_year", "合同年月数", 0, unit="月"),
    SheetColumn("heat_months", "其中高温月数", 0, unit="月"),
    SheetColumn("seniority_added", "工龄增加（年）", 0, unit="年"),
)
_VALUE, _LEAST, _MOST, _VERDICT = 3, 11, 12, 13
_BY_DATE = SheetColumn("statutory_days", "合同年内法定节假日", 0, unit="日")
"""One more column where the statutory days count by their dates."""
_FACTS = 3
"""The first column of a segment that formulas refer to."""
_NUMBER = "number"
_SAME = "同最低工资标准"
GUARDS = GuardTable((0, 2), 3, 4, 5)
"""Where the checks of this sheet stand: below everything else."""


class FigureCells(NamedTuple):
    """Where the figures and the segments stand, the months of the term and the next free row.

    `linked` are limits that show another figure's number, and may be given one of their own.
    """

    leaves: Mapping[tuple[int, str], Ref]
    linked: frozenset[tuple[int, str]]
    segments: tuple[Mapping[str, Ref], ...]
    months: Ref
    checked: Guard
    row: int

    def cells(self, state: PricingContext, segment: int) -> dict[str, Expression]:
        """Return the cell of every figure and segment symbol for one segment, or its number."""
        found: dict[str, Expression] = {
            f"segment.{name}": place for name, place in self.segments[segment].items()
        }
        for path, row in state.rows.items():
            names = leaves(path, row.value) if row and row.value is not None else ()
            for leaf, value in names:
                if isinstance(value, str) and (id(row), leaf) not in self.linked:
                    found[leaf] = self.leaves.get((id(state.rows[value]), value), Constant(0))
                elif (id(row), leaf) in self.leaves:
                    found[leaf] = self.leaves[id(row), leaf]
            if row is None or row.value is None:
                found |= {
                    n: self.leaves[id(row), n]
                    for n in state.leaf_names(path)
                    if (id(row), n) in self.leaves
                }
        return found


def write(page: Page, result: Result) -> FigureCells:
    """Write the sheet and return where the formulas of the others find their figures."""
    page.title("附件1  测算依据及参数")
    page.widths(_FIGURES)
    remark = "一、参数及来源（绿底为参数，可改；浅色不可改；黄底为暂估，须在定稿前确认）"
    page.text(1, 0, remark, "section")
    page.headings(2, _FIGURES)
    rows = _Rows(page, result)
    for path, dated in _listed(result):
        for leaf, value in _parts(result, path, dated):
            rows.write(path, dated, leaf, value)
    last = rows.row
    segments, months = _write_segments(page, last + 1, result)
    row = _write_rules(page, last + len(result.estimate.segments) + 6, result)
    row = _write_carried(page, row + 2, result)
    page.red_when((3, _VERDICT, last - 1, _VERDICT), FAILED)
    cells = page.range((3, _VERDICT), (last - 1, _VERDICT))
    clauses = "、".join(result.estimate.standard.law.clauses["guard"]["override-lowers-law"])
    name = f"参数：为数，在合理范围内，不低于规定（{clauses}）"
    checked = Guard(name, failing(cells, rows.checked), rows.failing)
    linked = frozenset(rows.linked)
    return FigureCells(rows.leaves, linked, segments, months, checked, row)


class _Rows:
    """Writes the figures from the top down: which can be edited, and what each must hold."""

    def __init__(self, page: Page, result: Result) -> None:
        self._page = page
        self._result = result
        self._used = {id(one.row) for one in result.used}
        self._states = [segment.state for segment in result.estimate.segments]
        self._read = _cells_read(result)
        self.row = 3
        self.leaves: dict[tuple[int, str], Ref] = {}
        self.linked: set[tuple[int, str]] = set()
        self.checked = self.failing = 0

    def write(self, path: str, dated: Row | None, leaf: str, value: Value) -> None:
        """Write one figure; a limit that is another figure is linked to it where that is one."""
        page, row, place = self._page, self.row, (id(dated), leaf)
        texts = _texts(self._result, path, leaf, dated)
        page.number(row, 0, row - 2, "center")
        linked = self._linked(path, dated, value)
        if linked:
            texts["note"] = "；".join(filter(None, (_SAME, texts["note"])))
            self.linked.add(place)
        for column, field in enumerate(_FIGURES):
            if field.key in texts:
                page.text(row, column, texts[field.key], field.style)
        is_stamped = dated is not None and id(dated) in self._used and dated.is_provisional
        style = "provisional" if is_stamped else "figure"
        style = style if linked or place in self._read else FIXED + style
        if linked:
            page.formula(row, _VALUE, *linked, f"{style}-plain")
        elif isinstance(value, Decimal):
            page.number(row, _VALUE, value, f"{style}-plain")
        else:
            shown = _SAME if value == "minimum_wage" else str(value or "")
            page.text(row, _VALUE, shown, f"{FIXED}{style.removeprefix(FIXED)}-center")
        page.about(row, FigureRow(leaf, dated, texts["unit"]))
        self.leaves[place] = page.at(row, _VALUE)
        number = linked[1] if linked else value
        self._check(path, dated, leaf, number if isinstance(number, Decimal) else None)
        self.row += 1

    def _linked(self, path: str, dated: Row | None, value: Value) -> tuple[Ref, Decimal] | None:
        """Return the cell and the number of the one figure that a limit refers to."""
        if not isinstance(value, str) or value not in self._result.estimate.standard.figures:
            return None
        rows = {id(s.rows[value]): s.rows[value] for s in self._states if s.rows[path] is dated}
        [row] = rows.values() if len(rows) == 1 else [None]
        cell = self.leaves.get((id(row), value))
        return (cell, row.value) if row and cell and isinstance(row.value, Decimal) else None

    def _check(self, path: str, dated: Row | None, leaf: str, number: Decimal | None) -> None:
        """Write between which numbers a figure must lie, and whether it does."""
        page, row = self._page, self.row
        for column in (_LEAST, _MOST, _VERDICT):
            page.text(row, column, "", "text")
        if number is None:
            return
        least, most = self._limits(path, dated, leaf)
        cell = page.near(row, _VALUE)
        verdict: Expression = Text(PASSED)
        for column, limit in ((_LEAST, least), (_MOST, most)):
            if limit is not None:
                page.number(row, column, limit, "plain")
                pair = (cell, page.near(row, column))
                low, high = pair if column == _LEAST else pair[::-1]
                verdict = When(Compare(low, "<", high), Text(FAILED), verdict)
        verdict = When(Compare(Count("COUNT", cell), "=", Constant(0)), Text(FAILED), verdict)
        holds = (least is None or least <= number) and (most is None or number <= most)
        self.checked += 1
        self.failing += not holds
        page.formula(row, _VERDICT, verdict, PASSED if holds else FAILED, "center")

    def _limits(
        self, path: str, dated: Row | None, leaf: str
    ) -> tuple[Decimal | None, Decimal | None]:
        """Return what a figure may be at least and at most: by reason, and by the law's own row."""
        figure = self._result.estimate.standard.figures[path]
        plausible = _within(figure.plausible, leaf.removeprefix(path))
        limits = plausible if isinstance(plausible, dict) else {}
        least, most = limits.get("least"), limits.get("most")
        law = figure.in_force(dated.start) if dated and dated.start else dated
        if figure.is_floor and law and law.standing is Standing.OFFICIAL:
            lawful = dict(leaves(path, law.value)).get(leaf)
            least = lawful if isinstance(lawful, Decimal) else least
        return (
            least if isinstance(least, Decimal) else None,
            most if isinstance(most, Decimal) else None,
        )


def _within(plausible: Value, leaf: str) -> Value:
    """Return what stands with a single number of a figure; all bands of a list have the same."""
    for part in filter(None, leaf.split(".")):
        if isinstance(plausible, list):
            plausible = plausible[0]
        elif isinstance(plausible, dict):
            plausible = plausible.get(part, plausible.get(int(part) if part.isdigit() else part))
    return plausible


def _cells_read(result: Result) -> set[tuple[int, str]]:
    """Return the single numbers that formulas of 附件3 refer to: only these move anything."""
    return {
        (id(row), leaf)
        for segment in result.estimate.segments
        for path, row in segment.state.rows.items()
        if row and row.value is not None
        for leaf, _ in leaves(path, row.value)
        if leaf in names_read(segment.shape)
    }


def _listed(result: Result) -> Iterator[tuple[str, Row | None]]:
    """Yield every dated row that a formula of some segment refers to, in the law's order."""
    estimate = result.estimate
    shapes = {segment.shape for segment in estimate.segments}
    formulas = [each for shape in shapes for each in expressions(shape).values()]
    named = frozenset().union(*map(symbols, formulas))
    used = {id(one.row) for one in result.used}
    for path in estimate.standard.figures:
        if not any(name == path or name.startswith(f"{path}.") for name in named):
            continue
        rows = {id(s.state.rows[path]): s.state.rows[path] for s in estimate.segments}
        rows |= {id(one.row): one.row for one in result.used if one.path == path}
        ordered = sorted(
            rows.values(), key=lambda row: row.start.ordinal if row and row.start else 0
        )
        for dated in ordered:
            if dated is not None or not used & set(rows):
                yield path, dated


def _parts(result: Result, path: str, dated: Row | None) -> list[tuple[str, Value]]:
    """Return the single numbers of a dated row; the heat season is one text."""
    if dated is None or dated.value is None:
        states = (segment.state for segment in result.estimate.segments)
        state = next(one for one in states if one.rows[path] is dated)
        return [(name, None) for name in state.leaf_names(path)]
    parts: list[tuple[str, Value]] = []
    for leaf, value in leaves(path, dated.value):
        if ".months." not in leaf:
            parts.append((leaf, value if value is not None else "不设上限"))
    return parts


def _texts(result: Result, path: str, leaf: str, dated: Row | None) -> dict[str, str]:
    """Return the texts of one row of the table."""
    figure = result.estimate.standard.figures[path]
    part = leaf.removeprefix(path).lstrip(".")
    name = figure.name["zh"] + (f"：{part_name(part, 'zh')}" if part else "")
    spans = [one for one in result.used if one.row is dated]
    span = f"{spans[0].first} 至 {spans[0].last}" if spans else "未影响本次测算"
    confirmed = dated is not None and dated.standing is Standing.CONFIRMED
    note = "" if dated is None else dated.reason if confirmed else dated.note.get("zh", "")
    return {
        "name": f"{name}（{figure.clause}）",
        "path": leaf,
        "unit": unit_name(unit_of(figure.unit, part), "zh"),
        "start": str(dated.start or "全部月份") if dated else "",
        "source": dated.source if dated else "",
        "standing": label(str(dated.standing), "zh") if dated and dated.standing else "不详",
        "until": str(dated.until or "") if dated else "",
        "span": span,
        "note": note,
    }


def mixed_segments(result: Result) -> list[int]:
    """Return the segments whose months do not all have the same figures, which yet price alike.

    Other pay, or another figure, may part their months.
    """
    estimate, found = result.estimate, []
    for number, segment in enumerate(estimate.segments):
        states = [estimate.states[segment.start + month] for month in range(segment.months)]
        read = {name for name in names_read(segment.shape) if not name.startswith(_OWN)}
        paths = sorted({owner(name, segment.state.rows) for name in read})
        keys = {
            (*(id(one.rows[path]) for path in paths), *one.facts.values())
            for one in {id(state): state for state in states}.values()
        }
        if len(keys) > 1:
            found.append(number)
    return found


_OWN = ("position.", "segment.", "line.")


def _write_segments(page: Page, row: int, result: Result) -> tuple[tuple[dict[str, Ref], ...], Ref]:
    """Write the segments, and the months of the term; return the cells of their facts."""
    estimate = result.estimate
    page.section(row, "二、计价段（同一合同年内各岗位各项费用均不变的月份）")
    by_date = estimate.segments[0].state.statutory_days is not None
    columns = (*_SEGMENTS, _BY_DATE) if by_date else _SEGMENTS
    place = len(columns), len(columns) + 1
    page.headings(row + 1, columns, repeat=False)
    page.wide(row + 1, place, "施行文件", "heading")
    places = []
    for number, segment in enumerate(estimate.segments):
        line = row + 2 + number
        document = estimate.standard.document(estimate.roster.period.figures_month(segment.start))
        page.number(line, 0, number + 1, "center")
        page.number(line, 1, segment.contract_year, "center")
        page.text(line, 2, str(segment.start), "center")
        state = segment.state
        facts = [segment.months, state.months_of_year, state.heat_months, state.seniority_added]
        facts += [] if state.statutory_days is None else [state.statutory_days]
        for column, fact in enumerate(facts, start=_FACTS):
            page.number(line, column, fact, "fixed-figure-whole")
        page.wide(line, place, document.title if document else "", "center")
        page.about(line, SegmentRow())
        facts_at = enumerate(columns[_FACTS:], start=_FACTS)
        cells = {column.key: page.at(line, at) for at, column in facts_at}
        places.append({**cells, _NUMBER: page.at(line, 0)})
    last = row + 2 + len(places)
    for column in range(_FACTS + 1):
        page.text(last, column, "合计" if column == _FACTS - 1 else "", "total-text")
    months = Total((page.range((row + 2, _FACTS), (last - 1, _FACTS)),))
    page.formula(last, _FACTS, months, estimate.roster.period.months, "total-whole")
    return tuple(places), page.at(last, _FACTS)


def _write_rules(page: Page, row: int, result: Result) -> int:
    """Write each line's rule in words, from the expression of its formula; return the last row."""
    page.section(row, "三、计算规则（元/人·月；与附件3的公式出自同一规则）")
    formulas = expressions(result.estimate.segments[-1].shape)
    law, words = result.estimate.standard.law, symbol_words(result.estimate.standard, "zh")
    for number, line in enumerate(LINES, start=1):
        page.text(row + number, 0, str(number), "center")
        page.text(row + number, 1, label(line.name, "zh"))
        page.text(row + number, 2, law.clause(line.name), "center")
        rule = explain(formulas[line.name], words, phrases("zh"))
        page.wide(row + number, (3, 10), rule, "text")
    return row + len(LINES)


_CARRIED = ("序号", "参数", "参数代码", "取值", "起始月", "已知至", "留意")
_CARRIED_COLUMNS = ((0, 0), (1, 1), (2, 2), (3, 4), (5, 5), (6, 6), (7, 10))


def _write_carried(page: Page, row: int, result: Result) -> int:
    """Write what is carried forward: its value, its first month and the last day it is known.

    Return the next free row.
    """
    if not result.carried_forward:
        return row
    page.section(row, "四、沿用的参数（计价月份晚于已知日期，尚无新数值；不属暂估）")
    _write_row(page, row + 1, _CARRIED, ("heading",) * len(_CARRIED))
    styles = ("center", "text", "text", "text", "center", "center", "text")
    standard = result.estimate.standard
    for number, one in enumerate(result.carried_forward, start=1):
        name, value = figure_name(one.figure, standard, "zh"), carried_value(one, "zh")
        dates = str(one.month), str(one.until)
        texts = (str(number), name, one.figure, value, *dates, carried_note(one, "zh"))
        _write_row(page, row + 1 + number, texts, styles)
    return row + len(result.carried_forward) + 3


def _write_row(page: Page, row: int, texts: Sequence[str], styles: Sequence[str]) -> None:
    """Write one row of the table of what is carried forward, over the columns of the figures."""
    for (first, last), text, style in zip(_CARRIED_COLUMNS, texts, styles, strict=True):
        if first == last:
            page.text(row, first, text, style)
        else:
            page.wide(row, (first, last), text, style)
