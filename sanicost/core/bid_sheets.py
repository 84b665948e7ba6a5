"""What the sheets of a blank bid form are called: whoever writes it, and whoever is handed one."""

from collections.abc import Sequence

INTRODUCTION = "填报说明"
FORM = "投标人分项报价表"
"""The one form of a tender without lots; with lots each has its own, that ends in its name."""
OF_LOT = "报价表 "


def is_bid_form(sheets: Sequence[str]) -> bool:
    """Return whether a workbook with these sheets is a bid form, blank or filled in.

    >>> is_bid_form(["填报说明", "报价表 东", "报价表 西"]), is_bid_form(["填报说明", "岗位表"])
    (True, False)
    """
    forms = [name for name in sheets if name == FORM or name.startswith(OF_LOT)]
    return bool(forms) and list(sheets) == [INTRODUCTION, *forms]
