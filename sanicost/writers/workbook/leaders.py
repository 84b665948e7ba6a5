"""领导参阅: the tender on one A4 page, with charts of what it is made of."""

from collections.abc import Mapping
from decimal import Decimal

from sanicost.core.capitals import in_capitals
from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.messages import label, say
from sanicost.writers.workbook.ceiling import Prices
from sanicost.writers.workbook.page import LEADERS, Amount, Column, Page
from sanicost.writers.workbook.totals import Sums

_COLUMNS = (
    Column("name", "", 22),
    Column("amount", "", 18),
    Column("share", "", 9),
    *(Column(f"chart-{number}", "", 12) for number in range(7)),
)
_CHART_COLUMN = 3
_CHART = {"width": 620, "height": 245}
_CHART_ROWS = 13
_FONT = {"name": "宋体", "size": 9}


def write(
    page: Page, result: Result, prices: Prices, sums: Sums, lines: Mapping[str, Amount]
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
        self._charts = 0

    def write(self, prices: Prices, sums: Sums, lines: Mapping[str, Amount]) -> None:
        """Write the whole page."""
        self._head(prices, sums)
        named = {label(name, "zh"): lines[name] for name in (*WAGE_LINES, *EMPLOYER_LINES)}
        self._table("费用项", named, sums.total, "pie")
        classes = {f"{n} 类岗位": amounts["term"] for n, amounts in sums.classes.items()}
        self._table("岗位等次", classes, sums.total, "column")
        years = {
            f"第{key.removeprefix('year-')}合同年": amount
            for key, amount in sums.totals.items()
            if key.startswith("year-")
        }
        self._table("合同年", years, sums.total, "column")

    def _head(self, prices: Prices, sums: Sums) -> None:
        """Write the tender's name, period, heads and amounts."""
        project = self._result.estimate.roster.project
        page = self._page
        period = say(self._result.assumptions[0], "zh")
        page.wide(1, (0, 9), f"{project.name or ''}　{project.buyer or ''}　{period}", "note")
        heads = sums.totals["headcount"]
        page.text(2, 0, "人数（人）", "total-text")
        page.formula(2, 1, f"={heads.cell}", heads.fen, "whole")
        amounts = {"环卫用工基本成本（元）": sums.total, "最高投标限价（元）": prices.ceiling}
        for row, (name, amount) in enumerate(amounts.items(), start=3):
            page.text(row, 0, name, "total-text")
            page.amount(row, 1, f"={amount.cell}", amount.fen, "total-money")
        page.wide(5, (0, 2), in_capitals(prices.ceiling.fen), "total-text")
        provisional = len(self._result.provisional)
        text = f"暂估参数 {provisional} 项（见汇总）" if provisional else "参数均已确认"
        page.wide(6, (0, 2), text, "provisional-text" if provisional else "text")
        self._row = 8

    def _table(self, title: str, rows: Mapping[str, Amount], whole: Amount, kind: str) -> None:
        """Write names, amounts and shares, with a chart of the amounts."""
        page, first = self._page, self._row + 1
        for column, heading in enumerate((title, "合同期合计（元）", "占比")):
            page.text(self._row, column, heading, "heading")
        for row, (name, amount) in enumerate(rows.items(), start=first):
            page.text(row, 0, name)
            linked = page.amount(row, 1, _formula(amount), amount.fen)
            share = Decimal(amount.fen) / Decimal(whole.fen)
            page.formula(row, 2, f"={linked.cell}/{whole.cell}", share, "share")
        self._row = first + len(rows)
        self._chart(kind, title, (first, self._row - 1))
        self._row += 1

    def _chart(self, kind: str, title: str, rows: tuple[int, int]) -> None:
        """Put a chart of a table to the right."""
        chart = self._page.chart(2 + _CHART_ROWS * self._charts, _CHART_COLUMN, kind)
        series: dict[str, object] = {
            "name": title,
            "categories": [LEADERS, rows[0], 0, rows[1], 0],
            "values": [LEADERS, rows[0], 1, rows[1], 1],
            "data_labels": {"value": True, "font": _FONT, "num_format": "#,##0"},
        }
        if kind == "pie":
            series["data_labels"] = {"percentage": True, "font": _FONT, "leader_lines": True}
        chart.add_series(series)
        chart.set_title({"name": f"按{title}", "name_font": {"name": "宋体", "size": 11}})
        chart.set_legend({"position": "right", "font": _FONT} if kind == "pie" else {"none": True})
        chart.set_size(_CHART)
        if kind == "column":
            chart.set_y_axis({"num_format": "#,##0", "num_font": _FONT})
            chart.set_x_axis({"num_font": _FONT})
        self._charts += 1


def _formula(amount: Amount) -> str:
    """Return the formula of an amount: a link, or the formula itself where it has no cell."""
    return amount.cell if amount.cell.startswith("=") else f"={amount.cell}"
