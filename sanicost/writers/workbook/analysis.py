"""The workbooks of a comparison and of a sweep, each with its chart."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sanicost.analysis.trial import Swept
from sanicost.analysis.variance import Comparison
from sanicost.city.columns import field_label
from sanicost.core.columns import FEN_PER_YUAN
from sanicost.core.figures import Standard
from sanicost.core.formula import Constant, fen, greatest, least
from sanicost.core.notices import Notice
from sanicost.core.roster import Position
from sanicost.core.worksheet import Negative, Total
from sanicost.embedded.canonical import Run
from sanicost.i18n import place, text
from sanicost.i18n.figures import cause_name, value_word
from sanicost.i18n.notices import say
from sanicost.writers.workbook.book import Pages, book_bytes, new_book
from sanicost.writers.workbook.page import Page, yuan
from sanicost.writers.workbook.sheet import SheetColumn

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart


SWEEP = "假设测算"
_SWEEP_COLUMNS = (
    SheetColumn("value", "取值", 16),
    SheetColumn("ceiling", "最高投标限价\n（引擎重算值，元）", 24),
    SheetColumn("difference", "与现有之差\n（元）", 22),
    SheetColumn("lawful", "规定", 12),
)
_SWEEP_FIRST = 5
_SWEEP_FONT = {"name": "宋体", "size": 9}


def swept_bytes(swept: Swept, run: Run, source: str) -> bytes:
    """Return the workbook of a sweep over a priced roster; the same sweep gives the same bytes."""

    def fill(pages: Pages) -> None:
        page = pages[SWEEP]
        page.title("假设测算（不作招标依据）")
        page.widths(_SWEEP_COLUMNS)
        hypothetical = "　".join((*swept.settings, swept.name))
        page.text(1, 0, f"岗位表：{source}　假设：{hypothetical}", "remark")
        page.text(2, 0, "灰底为引擎在该取值下的重算值。", "remark")
        page.headings(3, _SWEEP_COLUMNS)
        page.text(4, 0, "现有", "total-text")
        page.number(4, 1, yuan(swept.base), "engine-money")
        for column in (2, 3):
            page.text(4, column, "")
        _write_values(page, swept)
        _chart(page, swept)
        page.finish()

    return book_bytes(run, "环卫用工成本假设测算", new_book((SWEEP,), fill))


def _write_values(page: Page, swept: Swept) -> None:
    """Write a row for each value; the difference is live."""
    rows = zip(swept.values, swept.ceilings, swept.lawful, strict=True)
    for row, (value, ceiling, lawful) in enumerate(rows, start=_SWEEP_FIRST):
        page.number(row, 0, value, "input-plain")
        page.number(row, 1, yuan(ceiling), "engine-money")
        difference = fen(page.near(row, 1) - page.near(_SWEEP_FIRST - 1, 1, "both"))
        page.amount(row, 2, difference, ceiling - swept.base)
        page.text(row, 3, "" if lawful else "不合规定", "center")


def _chart(page: Page, swept: Swept) -> None:
    """Put a line over the values to the right of the table."""
    page.chart((3, 5), "line", partial(_fill_chart, swept))


def _fill_chart(swept: Swept, chart: "Chart") -> None:
    """Fill the chart with the ceilings, value by value."""
    last = _SWEEP_FIRST + len(swept.values) - 1
    chart.add_series(
        {
            "name": "最高投标限价（元）",
            "categories": [SWEEP, _SWEEP_FIRST, 0, last, 0],
            "values": [SWEEP, _SWEEP_FIRST, 1, last, 1],
        }
    )
    chart.set_title({"name": f"最高投标限价随 {swept.name} 的变动", "name_font": _SWEEP_FONT})
    chart.set_legend({"none": True})
    chart.set_x_axis({"name": swept.name, "num_font": _SWEEP_FONT, "num_format": "General"})
    chart.set_y_axis({"num_format": "#,##0", "num_font": _SWEEP_FONT})
    chart.set_size({"width": 720, "height": 380})


WATERFALL = "差额成因"
POSITIONS = "岗位变动"
_COLUMNS = (
    SheetColumn("number", "序号", 6),
    SheetColumn("cause", "原因", 40),
    SheetColumn("amount", "影响金额\n（引擎重算值，元）", 20),
    SheetColumn("level", "计入后最高投标限价\n（元）", 20),
    SheetColumn("base", "图：底座", 18),
    SheetColumn("total", "图：限价", 18),
    SheetColumn("up", "图：增加", 18),
    SheetColumn("down", "图：减少", 18),
)
_CHANGES = (
    SheetColumn("kind", "变动", 8),
    SheetColumn("title", "岗位", 26),
    SheetColumn("lot", "包组", 12),
    SheetColumn("street", "镇街", 14),
    SheetColumn("field", "字段", 18),
    SheetColumn("before", "变动前", 24),
    SheetColumn("after", "变动后", 24),
)
_FIRST = 4
"""The row of the ceiling before; the causes follow it."""
_ZOOM = 4
"""The axis begins so many times the waterfall's height below its lowest step."""
_SERIES = (("total", "#7F7F7F"), ("up", "#C00000"), ("down", "#548235"))
_FONT = {"name": "宋体", "size": 9}


def comparison_bytes(
    comparison: Comparison, run: Run, names: tuple[str, str], notes: Sequence[Notice]
) -> bytes:
    """Return the workbook of a comparison; `run` is the later of the two, `notes` stand below.

    The same comparison gives the same bytes. Raises OutputRefused where a text or a table does
    not fit into a sheet.
    """

    def fill(pages: Pages) -> None:
        standard = run.result.estimate.standard
        _Waterfall(pages[WATERFALL], comparison, standard).write(names, notes)
        _write_positions(pages[POSITIONS], comparison)
        for page in pages.values():
            page.finish()

    return book_bytes(run, "环卫用工成本差额成因", new_book((WATERFALL, POSITIONS), fill))


class _Waterfall:
    """Writes one row for each cause; the chart's columns follow from it by formula."""

    def __init__(self, page: Page, comparison: Comparison, standard: Standard) -> None:
        self._page = page
        self._comparison = comparison
        self._standard = standard
        self._last = _FIRST + len(comparison.causes) + 1

    def write(self, names: tuple[str, str], notes: Sequence[Notice]) -> None:
        """Write title, table, check and chart."""
        page, found = self._page, self._comparison
        page.title("最高投标限价差额成因")
        page.widths(_COLUMNS)
        page.wide(1, (0, 7), f"变动前：{names[0]}　变动后：{names[1]}", "note")
        page.text(2, 0, "灰底为引擎重算值，其余为公式。", "remark")
        page.headings(3, _COLUMNS)
        self._end(_FIRST, "变动前最高投标限价", found.before)
        level = found.before
        for number, cause in enumerate(found.causes, start=1):
            name = cause_name(cause.name, self._standard, "zh")
            self._cause(_FIRST + number, number, name, (level, cause.amount))
            level += cause.amount
        self._end(self._last, "变动后最高投标限价", found.after)
        self._sums(self._last + 1)
        said = [f"{place(one.where, 'zh')}：{say(one, 'zh')}" for one in notes]
        for row, line in enumerate((*said, text("causes.method", "zh")), start=self._last + 4):
            page.wide(row, (0, 7), line, "note")
        self._chart(self._last + 6 + len(said))

    def _end(self, row: int, name: str, ceiling: int) -> None:
        """Write the ceiling before or after: a column of its own in the chart."""
        page = self._page
        page.text(row, 0, "", "center")
        page.text(row, 1, name, "total-text")
        page.text(row, 2, "", "text")
        page.number(row, 3, yuan(ceiling), "engine-money")
        page.number(row, 4, 0, "money")
        page.amount(row, 5, page.near(row, 3), ceiling)
        for column in (6, 7):
            page.number(row, column, 0, "money")

    def _cause(self, row: int, number: int, name: str, step: tuple[int, int]) -> None:
        """Write a cause: its amount, the level after it, and base and column of the chart."""
        page = self._page
        level, amount = step
        before, after, effect = page.near(row - 1, 3), page.near(row, 3), page.near(row, 2)
        page.number(row, 0, number, "center")
        page.text(row, 1, name)
        page.number(row, 2, yuan(amount), "engine-money")
        page.amount(row, 3, fen(before + effect), level + amount)
        page.amount(row, 4, least(before, after), min(level, level + amount))
        page.number(row, 5, 0, "money")
        page.amount(row, 6, greatest(effect, 0), max(amount, 0))
        page.amount(row, 7, greatest(Negative(effect), 0), max(-amount, 0))

    def _sums(self, row: int) -> None:
        """Write the sum of the causes, and that nothing of the difference is left over."""
        page, found = self._page, self._comparison
        causes = page.range((_FIRST + 1, 2), (self._last - 1, 2))
        added = Total((causes,)) if found.causes else Constant(0)
        page.text(row, 1, "各项原因之和", "total-text")
        page.amount(row, 2, fen(added), found.difference, "total-money")
        page.text(row + 1, 1, "核对：变动后－变动前－各项之和（应为 0）", "total-text")
        both = page.near(self._last, 3) - page.near(_FIRST, 3)
        page.amount(row + 1, 2, fen(both - page.near(row, 2)), 0, "total-money")

    def _chart(self, row: int) -> None:
        """Put the chart: stacked columns over a base without fill."""
        self._page.chart((row, 0), "column", self._fill, subtype="stacked")

    def _fill(self, chart: "Chart") -> None:
        """Fill the chart: base and columns follow from the table by formula."""
        rows = _FIRST, self._last
        names = [column.key for column in _COLUMNS]
        for key, colour in (("base", None), *_SERIES):
            column = names.index(key)
            fill = {"color": colour} if colour else {"none": True}
            chart.add_series(
                {
                    "name": [WATERFALL, 3, column],
                    "categories": [WATERFALL, rows[0], 1, rows[1], 1],
                    "values": [WATERFALL, rows[0], column, rows[1], column],
                    "fill": fill,
                    "border": {"none": True},
                    "gap": 40,
                }
            )
        chart.set_title({"name": "最高投标限价差额成因", "name_font": {"name": "宋体", "size": 11}})
        chart.set_legend({"position": "bottom", "delete_series": [0], "font": _FONT})
        chart.set_y_axis({"num_format": "#,##0", "num_font": _FONT, "min": self._axis_start()})
        chart.set_x_axis({"num_font": _FONT})
        chart.set_size({"width": 1080, "height": 420})

    def _axis_start(self) -> int:
        """Return where the axis begins, in yuan: small steps must stay visible on tall columns."""
        level = self._comparison.before
        levels = [level]
        for cause in self._comparison.causes:
            level += cause.amount
            levels.append(level)
        start = min(levels) - (max(levels) - min(levels)) // _ZOOM
        unit: int = 10 ** max(len(str(max(levels) - min(levels))) - 1, 2)
        return max(start // unit * unit // FEN_PER_YUAN, 0)


def _write_positions(page: Page, comparison: Comparison) -> None:
    """Write a row for each position added or removed, and for each field that differs."""
    page.title("岗位变动")
    page.widths(_CHANGES)
    page.headings(2, _CHANGES)
    matching = comparison.matching
    rows: list[Sequence[str]] = []
    rows += [(*_known_by("增加", one), "人数", "", str(one.headcount)) for one in matching.added]
    rows += [(*_known_by("取消", one), "人数", str(one.headcount), "") for one in matching.removed]
    for changed in matching.changed:
        for field in changed.fields:
            name = field_label(field.field, "zh")
            texts = (value_word(field.field, text, "zh") for text in (field.before, field.after))
            rows.append((*_known_by("变动", changed.position), name, *texts))
    for number, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            page.text(number, column, cell)
    if not rows:
        page.text(3, 0, "岗位没有变动。", "remark")


def _known_by(kind: str, position: Position) -> tuple[str, str, str, str]:
    """Return the kind of change and what a position is known by."""
    return kind, position.title, position.lot or "", position.street or ""
