"""The columns of 附件3: what they hold in both of its tables, and how wide they must be."""

from collections.abc import Sequence
from dataclasses import replace

from sanicost.core.estimate import Estimate
from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES
from sanicost.messages import label
from sanicost.writers.workbook.page import AnnexSet, Column
from sanicost.writers.workbook.widths import fitted, title_width

_LEADING = (
    Column("number", "序号", 4),
    Column("title", "岗位", 14),
    Column("post_class", "等次", 5),
    Column("segment", "计价段", 6.5),
    Column("start", "起始月", 8),
    Column("months", "月数", 5),
)
KEYS = (
    *(column.key for column in _LEADING),
    *WAGE_LINES,
    "income",
    *EMPLOYER_LINES,
    "employer",
    "unit_cost",
    "headcount",
    "cost",
)
_NOTHING = "—"
RENAMED = {
    **{
        column: label(name, "zh") for column, name in zip(WAGE_LINES, INCENTIVE_LINES, strict=False)
    },
    WAGE_LINES[4]: label("incentives", "zh"),
    **dict.fromkeys(WAGE_LINES[5:], _NOTHING),
    "income": "计入激励后\n应发工资",
    "employer": "计入激励后\n单位缴费",
    "unit_cost": label("on_cost", "zh"),
    "cost": "激励及单位缴费\n（元）",
}
"""What the columns hold in the table of incentives."""


def columns_of(result: Result, annex: AnnexSet) -> tuple[Column, ...]:
    """Return the columns: what the row is, the lines, the sums; as wide as their amounts."""
    lines = [*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "unit_cost"]
    words = [Column(name, label(name, "zh"), 0, "money") for name in lines]
    heads = max(result.estimate.roster.positions[index].headcount for index in annex.indices)
    titles = (result.estimate.roster.positions[index].title for index in annex.indices)
    leading = [
        replace(c, width=title_width(titles, c.width)) if c.key == "title" else c for c in _LEADING
    ]
    every = (
        *leading,
        *words,
        Column("headcount", "人数", max(5, len(f"{heads:,}") + 1), "whole"),
        Column("cost", "计价段费用\n（元）", 0, "money"),
    )
    return fitted(every, _widest(result.estimate, annex))


def renamed(columns: Sequence[Column]) -> dict[int, str]:
    """Return what the columns with another meaning hold in the table of incentives, by place."""
    return {
        place: RENAMED[column.key]
        for place, column in enumerate(columns)
        if RENAMED.get(column.key, _NOTHING) != _NOTHING
    }


def _widest(estimate: Estimate, annex: AnnexSet) -> dict[str, list[int]]:
    """Return the largest amounts of each column; what incentives add stands in the same ones."""
    incentives = sum(estimate.incentives(index) for index in annex.indices)
    found: dict[str, list[int]] = {"cost": [estimate.labour_cost(annex.lot), incentives]}
    for segment in estimate.segments:
        largest = {
            name: max(numbers[index] for index in annex.indices)
            for name, numbers in segment.amounts.items()
        }
        added = {"income": largest["incentives"], "employer": largest["on_cost"]}
        added |= dict.fromkeys(EMPLOYER_LINES, largest["on_cost"])
        for name in (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "unit_cost"):
            found.setdefault(name, []).append(largest[name] + added.get(name, 0))
        for name, column in zip((*INCENTIVE_LINES, "incentives"), WAGE_LINES, strict=False):
            found[column].append(largest[name])
    return found
