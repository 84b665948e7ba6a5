"""说明与核对事项: how the law was read, what was taken for granted, and what to look at."""

from sanicost.core.notices import Finding, Notice
from sanicost.i18n import label, place
from sanicost.i18n.notices import say
from sanicost.settlement.settlement import Settlement
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.sheet import SheetColumn

_COLUMNS = (
    SheetColumn("kind", "类别", 10),
    SheetColumn("where", "位置", 34),
    SheetColumn("text", "内容", 110),
)
_KINDS = (
    ("说明", "assumptions"),
    ("已放行", "tolerated"),
    ("核对", "findings"),
    ("整理", "cleanups"),
)


def write(page: Page, settlement: Settlement) -> None:
    """Write a row for each assumption, mistake let through, finding and clean-up."""
    page.title("说明与核对事项")
    page.widths(_COLUMNS)
    page.text(1, 0, "以下为核对线索，不是认定；人员只列工号。", "note")
    page.headings(2, _COLUMNS)
    row = 3
    for kind, name in _KINDS:
        listed: tuple[Notice, ...] = getattr(settlement, name)
        for one in listed:
            shown = label(one.severity, "zh") if isinstance(one, Finding) else kind
            page.text(row, 0, shown)
            page.text(row, 1, place(one.where, "zh"))
            page.text(row, 2, say(one, "zh"))
            row += 1
