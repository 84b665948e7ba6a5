"""领导参阅: the tender on one A4 page, with charts of what it is made of."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.text import in_capitals
from sanicost.i18n import label
from sanicost.i18n.notices import say
from sanicost.writers.workbook.ceiling import CeilingCells, capitals_or_stale
from sanicost.writers.workbook.page import LEADERS, Amount, Page, yuan
from sanicost.writers.workbook.sheet import SheetColumn
from sanicost.writers.workbook.totals import TermTotals

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_COLUMNS = (
    SheetColumn("name", "", 24),
    SheetColumn("amount", "", 21),
    SheetColumn("share", "", 9),
    SheetColumn("ten_thousands", "", 14),
    *(SheetColumn(f"chart-{number}", "", 12) for number in range(6)),
)
_LAST = len(_COLUMNS) - 1
_CHART_COLUMN = 4
_NAME, _AMOUNT, _SHARE, _TEN_THOUSANDS = range(4)
_CHART_WIDTH = 530
_YUAN = 10_000
_FONT = {"name": "宋体", "size": 9}
_TITLE_FONT = {"name": "宋体", "size": 11}


class _Kind(NamedTuple):
    """A kind of chart: what it shows, and the room that it takes."""

    type: str
    values: int
    unit: str
    number_format: str
    height: int


_BARS = _Kind("bar", _SHARE, "占比", "0.0%", 380)
_COLUMN_CHART = _Kind("column", _TEN_THOUSANDS, "万元", "[>=100000]#,##0;#,##0.00", 200)


def write(
    page: Page, result: Result, prices: CeilingCells, sums: TermTotals, lines: Mapping[str, Amount]
) -> None:
    """Write key amounts, the shares of lines, classes and years, and a chart of each."""
    page.title("环卫用工成本测算（领导参阅）")
    page.widths(_COLUMNS)
    _Writer(page, result).write(prices, sums, lines)
    page.one_page()


class _Writer:
    """Writes tables from the top down at the left; charts stand at the right."""

    def __init__(self, page: Page, result: Result) -> None:
        self._page = page
        self._result = result
        self._row = 1
        self._chart_top = 4

    def write(self, prices: CeilingCells, sums: TermTotals, lines: Mapping[str, Amount]) -> None:
        """Write the whole page."""
        self._head(prices, sums)
        named = {label(name, "zh"): lines[name] for name in (*WAGE_LINES, *EMPLOYER_LINES)}
        self._table("费用项", named, sums.total, _BARS)
        classes = {f"{n} 类岗位": amounts["term"] for n, amounts in sums.classes.items()}
        self._table("岗位等次", classes, sums.total, _COLUMN_CHART)
        years = {
            f"第{key.removeprefix('year-')}合同年": amount
            for key, amount in sums.totals.items()
            if key.startswith("year-")
        }
        self._table("合同年", years, sums.total, _COLUMN_CHART)

    def _head(self, prices: CeilingCells, sums: TermTotals) -> None:
        """Write the tender's name, period, heads and amounts."""
        project = self._result.estimate.roster.project
        page = self._page
        period = say(self._result.assumptions[0], "zh")
        page.wide(1, (0, _LAST), f"{project.name or ''}　{project.buyer or ''}　{period}", "note")
        heads = sums.totals["headcount"]
        page.text(2, 0, "人数（人）", "total-text")
        page.formula(2, 1, heads.ref, heads.fen, "whole")
        amounts = {"环卫用工基本成本（元）": sums.total, "最高投标限价（元）": prices.ceiling}
        for row, (name, amount) in enumerate(amounts.items(), start=3):
            page.text(row, 0, name, "total-text")
            page.amount(row, 1, amount.ref, amount.fen, "total-money")
        capitals = in_capitals(prices.ceiling.fen)
        page.wide_formula(5, (0, 3), capitals_or_stale(prices, capitals), capitals, "total-text")
        provisional, carried = len(self._result.provisional), len(self._result.carried_forward)
        text = f"暂估参数 {provisional} 项（见汇总）" if provisional else "无暂估参数"
        text += f"；沿用参数 {carried} 项（见汇总）" if carried else ""
        page.wide(6, (0, 3), text, "provisional-text" if provisional else "text")
        self._row = 8

    def _table(self, title: str, rows: Mapping[str, Amount], whole: Amount, kind: _Kind) -> None:
        """Write names, amounts and shares, with a chart."""
        page, first = self._page, self._row + 1
        columns = (
            SheetColumn("name", title, 0, names_rows=True),
            SheetColumn("amount", "合同期合计（元）", 0),
            SheetColumn("share", "占比", 0),
            SheetColumn("ten_thousands", "金额\n（万元）", 0, unit="万元"),
        )
        page.headings(self._row, columns, repeat=False)
        for row, (name, amount) in enumerate(rows.items(), start=first):
            page.text(row, _NAME, name)
            linked = page.amount(row, _AMOUNT, amount.ref, amount.fen)
            share = Decimal(amount.fen) / Decimal(whole.fen)
            page.formula(row, _SHARE, linked.ref / whole.ref, share, "share")
            amount_shown = yuan(amount.fen) / _YUAN
            page.formula(row, _TEN_THOUSANDS, linked.ref / _YUAN, amount_shown, "myriads")
        self._row = first + len(rows)
        self._chart(kind, title, (first, self._row - 1))
        self._row += 1

    def _chart(self, kind: _Kind, title: str, rows: tuple[int, int]) -> None:
        """Put a chart of a table to the right, below the one before; amounts begin at zero."""
        place = 2, _CHART_COLUMN
        fill = partial(_fill_chart, kind, title, rows)
        self._page.chart(place, kind.type, fill, self._chart_top)
        self._chart_top += kind.height + 6


def _fill_chart(kind: _Kind, title: str, rows: tuple[int, int], chart: "Chart") -> None:
    """Fill a chart of a table."""
    chart.add_series(
        {
            "name": title,
            "categories": [LEADERS, rows[0], _NAME, rows[1], _NAME],
            "values": [LEADERS, rows[0], kind.values, rows[1], kind.values],
            "data_labels": {"value": True, "font": _FONT, "num_format": kind.number_format},
            "gap": 60,
        }
    )
    chart.set_title({"name": f"按{title}（{kind.unit}）", "name_font": _TITLE_FONT})
    chart.set_legend({"none": True})
    chart.set_size({"width": _CHART_WIDTH, "height": kind.height})
    names = {"num_font": _FONT, "interval_unit": 1, "major_gridlines": {"visible": False}}
    values = {
        "min": 0,
        "label_position": "none",
        "line": {"none": True},
        "major_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }
    if kind.type == "bar":
        # The names stand at the side, the first at the top.
        chart.set_y_axis({**names, "reverse": True})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
