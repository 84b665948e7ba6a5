"""汇总: each month's amount, what was paid already, what is due, and how certain it is."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sanicost.analysis.repricing import Repricing
from sanicost.core.formula import Expression
from sanicost.core.roster import RATE_NAMES
from sanicost.core.worksheet import Total
from sanicost.i18n import joined, label
from sanicost.i18n.figures import figure_name
from sanicost.writers.workbook.page import SUMMARY, Page, yuan
from sanicost.writers.workbook.repricing.detail import FIRST, HEAD
from sanicost.writers.workbook.repricing.sums import Causes, Charges
from sanicost.writers.workbook.sheet import SheetColumn

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

_FONT = {"name": "宋体", "size": 9}
_SIGNED = ("甲方（采购人）", "乙方（承包人）", "日期")


class Summary:
    """汇总: each month's amount, what was paid already, what is due, and how certain it is."""

    def __init__(
        self, page: Page, found: Repricing, causes: Causes, charges: Charges | None
    ) -> None:
        self._page = page
        self._found = found
        self._causes = causes
        self._charges = charges
        rates = RATE_NAMES if charges else ()
        self._columns = (
            SheetColumn("month", "月份", 12, names_rows=True),
            SheetColumn("labour", "补差（元）", 18, "money"),
            *(SheetColumn(name, f"{label(name, 'zh')}（元）", 14, "money") for name in rates),
            SheetColumn("paid", "减：已补（元）", 16, "input-money"),
            SheetColumn("due", "应补（元）", 18, "total-money"),
            SheetColumn("marks", "标注", 60),
        )
        self._last = FIRST + len(found.months)

    def write(self, by_post: Expression, notes: Sequence[str]) -> None:
        """Write months and sums, the checks, the notes, the chart, and lines to sign on."""
        page, found = self._page, self._found
        project = found.roster.project
        page.title("环卫用工成本补差测算汇总")
        page.widths(self._columns)
        named = f"{project.name or ''}　{project.buyer or ''}".strip("　")
        page.text(1, 0, named, "remark")
        page.text(2, 0, _basis(found), "remark")
        page.headings(HEAD, self._columns)
        for number in range(len(found.months)):
            self._write_month(FIRST + number, number)
        self._sums(self._last)
        page.text(self._last + 1, 0, "核对：各月合计－各岗位合计（应为 0）", "remark")
        page.amount(self._last + 1, len(self._columns) - 2, page.near(self._last, 1) - by_post, 0)
        said = [*_uncertain(found), *notes]
        first = self._last + 3
        for row, text in enumerate(said, start=first):
            page.wide(row, (0, len(self._columns) - 1), text, "note")
        signed = first + len(said) + 1
        for row, text in enumerate(_SIGNED, start=signed):
            page.text(row, 0, f"{text}：", "sign")
            page.text(row, 1, "", "sign")
        page.chart((signed + len(_SIGNED) + 1, 0), "column", self._fill_chart)

    def _write_month(self, row: int, number: int) -> None:
        """Write one month."""
        page, one = self._page, self._found.months[number]
        page.text(row, 0, str(one.month))
        page.amount(row, 1, self._causes.of_month(page, row), self._found.labour(one))
        column = 2
        if self._charges:
            for name in RATE_NAMES:
                formula = self._charges.of_month(name, page, row)
                page.amount(row, column, formula, self._found.charge(one, name))
                column += 1
        page.number(row, column, yuan(self._found.paid_in(one.month)), "input-money")
        added = Total((page.range((row, 1), (row, column - 1)),))
        due = added - page.near(row, column)
        page.amount(row, column + 1, due, self._found.due(one), "total-money")
        standard = self._found.standard
        marks = (("暂估", one.provisional), ("沿用", one.carried_forward))
        said = (
            f"{mark}：{joined((figure_name(path, standard, 'zh') for path in paths), 'zh')}"
            for mark, paths in marks
            if paths
        )
        page.text(row, column + 2, "；".join(said))

    def _sums(self, row: int) -> None:
        """Write the sums of all months."""
        page, found = self._page, self._found
        page.text(row, 0, "合计", "total-text")
        charged: dict[str, int] = {
            name: sum(found.charge(one, name) for one in found.months) for name in RATE_NAMES
        }
        fens = charged | {
            "labour": sum(map(found.labour, found.months)),
            "paid": sum(found.paid_in(one.month) for one in found.months),
            "due": found.total,
        }
        for column, each in enumerate(self._columns[1:-1], start=1):
            cells = page.range((FIRST, column), (row - 1, column))
            page.amount(row, column, Total((cells,)), fens[each.key], "total-money")
        page.text(row, len(self._columns) - 1, "", "total-text")

    def _fill_chart(self, chart: "Chart") -> None:
        """Fill the chart: what is due, month by month."""
        rows, column = (FIRST, self._last - 1), len(self._columns) - 2
        chart.add_series(
            {
                "name": "应补（元）",
                "categories": [SUMMARY, rows[0], 0, rows[1], 0],
                "values": [SUMMARY, rows[0], column, rows[1], column],
                "gap": 60,
            }
        )
        chart.set_title({"name": "各月应补金额", "name_font": {"name": "宋体", "size": 11}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"num_format": "#,##0", "num_font": _FONT})
        chart.set_x_axis({"num_font": _FONT, "label_position": "low"})
        chart.set_size({"width": 900, "height": 320})


def _basis(found: Repricing) -> str:
    """Return what the contract's own price rests on."""
    if found.signed:
        return f"合同价：按 {found.signed} 施行的参数；各月按当月施行的参数"
    return "合同价：按所附测算工作簿逐月所载；各月按当月施行的参数"


def _uncertain(found: Repricing) -> Iterator[str]:
    """Yield that the contract's own price rests on figures that nobody has confirmed."""
    if found.provisional:
        names = joined(
            (figure_name(path, found.standard, "zh") for path in found.provisional), "zh"
        )
        yield f"合同价所依据的下列参数未经核实（暂估）：{names}。"
