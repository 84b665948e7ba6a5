"""The workbook of a sweep: the ceiling under each value, with a chart. All amounts are supposed."""

from sanicost.core.result import Run
from sanicost.core.trial import Swept
from sanicost.writers.workbook.book import Pages, book_bytes
from sanicost.writers.workbook.page import Column, Page, yuan

SWEEP = "假设测算"
_COLUMNS = (
    Column("value", "取值", 16),
    Column("ceiling", "最高投标限价\n（引擎重算值，元）", 24),
    Column("difference", "与现有之差\n（元）", 22),
    Column("lawful", "规定", 12),
)
_FIRST = 5
_FONT = {"name": "宋体", "size": 9}


def swept_bytes(swept: Swept, run: Run, source: str) -> bytes:
    """Return the workbook of a sweep over a priced roster; the same sweep gives the same bytes."""

    def fill(pages: Pages) -> None:
        page = pages[SWEEP]
        page.title("假设测算（不作招标依据）")
        page.widths(_COLUMNS)
        supposed = "　".join((*swept.settings, swept.name))
        page.text(1, 0, f"岗位表：{source}　假设：{supposed}", "remark")
        page.text(2, 0, "灰底为引擎在该取值下的重算值。", "remark")
        page.headings(3, _COLUMNS)
        page.text(4, 0, "现有", "total-text")
        page.number(4, 1, yuan(swept.base), "engine-money")
        for column in (2, 3):
            page.text(4, column, "")
        _write_values(page, swept)
        _chart(page, swept)
        page.finish()

    return book_bytes(run, "环卫用工成本假设测算", (SWEEP,), fill)


def _write_values(page: Page, swept: Swept) -> None:
    """Write a row for each value; the difference is live."""
    rows = zip(swept.values, swept.ceilings, swept.lawful, strict=True)
    for row, (value, ceiling, lawful) in enumerate(rows, start=_FIRST):
        page.number(row, 0, value, "input-plain")
        page.number(row, 1, yuan(ceiling), "engine-money")
        page.amount(row, 2, f"=ROUND(B{row + 1}-$B$5,2)", ceiling - swept.base)
        page.text(row, 3, "" if lawful else "不合规定", "center")


def _chart(page: Page, swept: Swept) -> None:
    """Put a line over the values to the right of the table."""
    last = _FIRST + len(swept.values) - 1
    chart = page.chart(3, 5, "line")
    chart.add_series(
        {
            "name": "最高投标限价（元）",
            "categories": [SWEEP, _FIRST, 0, last, 0],
            "values": [SWEEP, _FIRST, 1, last, 1],
        }
    )
    chart.set_title({"name": f"最高投标限价随 {swept.name} 的变动", "name_font": _FONT})
    chart.set_legend({"none": True})
    chart.set_x_axis({"name": swept.name, "num_font": _FONT, "num_format": "General"})
    chart.set_y_axis({"num_format": "#,##0", "num_font": _FONT})
    chart.set_size({"width": 720, "height": 380})
