"""The tables of the tender clauses: posts, the lines of each class, lots. Money as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.text import money
from sanicost.i18n import label
from sanicost.i18n.figures import part_name
from sanicost.writers.clauses.facts import in_words, sensitivity_table, span
from sanicost.writers.workbook.sensitivity import change_words


@dataclass(frozen=True)
class Table:
    """A caption, headings with the width of each column in millimetres, rows, and a note."""

    caption: str
    headings: Sequence[tuple[str, float]]
    rows: Sequence[Sequence[str]]
    note: str = ""


def posts(result: Result) -> Table:
    """Return heads and unit cost of each post and class, segment by segment."""
    positions = result.estimate.roster.positions
    rows = []
    for (title, post_class), indices in _by_post(result).items():
        heads = str(sum(positions[index].headcount for index in indices))
        what = (title, part_name(str(post_class), "zh"), heads)
        for amounts in _changes(result, indices):
            rows.append((*what, *amounts))
            what = ("", "", "")
    return Table(
        "表1  岗位、人数及人均月用工成本（元/人·月）",
        (
            ("岗位", 37),
            ("等次", 11),
            ("人数", 11),
            ("起始月", 25),
            ("应发工资", 24),
            ("单位缴费", 24),
            ("人均月用工成本", 24),
        ),
        rows,
        "同一岗位因工龄、工作制等不同而有高低的，列最低至最高；逐行数额见附件3。",
    )


def _changes(result: Result, indices: Sequence[int]) -> list[tuple[str, str, str, str]]:
    """Return month and amounts of the first segment, and of each that differs from the last."""
    found: list[tuple[str, str, str, str]] = []
    for segment in result.estimate.segments:
        income, employer, unit_cost = (
            span((segment.amounts[name][index] for index in indices), "\n至")
            for name in ("income", "employer", "unit_cost")
        )
        if not found or found[-1][1:] != (income, employer, unit_cost):
            found.append((in_words(segment.start), income, employer, unit_cost))
    return found


def _by_post(result: Result) -> dict[tuple[str, int], list[int]]:
    """Return the positions by title and class, in the order of the roster."""
    found: dict[tuple[str, int], list[int]] = {}
    for index, position in enumerate(result.estimate.roster.positions):
        found.setdefault((position.title, position.post_class), []).append(index)
    return found


def lines(result: Result) -> Table:
    """Return each line of each class in the first segment."""
    estimate = result.estimate
    first = estimate.segments[0]
    classes: dict[int, list[int]] = {}
    for index, position in enumerate(estimate.roster.positions):
        classes.setdefault(position.post_class, []).append(index)
    named = sorted(classes)
    names = (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "unit_cost")
    rows = [
        (label(name, "zh"), *(span(first.amounts[name][i] for i in classes[n]) for n in named))
        for name in names
    ]
    width = 118 / len(named)
    return Table(
        f"表2  各等次人均月用工成本构成（{in_words(first.start)}起，元/人·月）",
        (("费用项", 38), *((f"{part_name(str(n), 'zh')}岗位", width) for n in named)),
        rows,
        "以后各计价段的数额见测算附件的附件3。" if len(estimate.segments) > 1 else "",
    )


def lots(result: Result) -> Table | None:
    """Return heads, basic cost and ceiling of each lot; None without lots."""
    estimate = result.estimate
    if not estimate.roster.lots:
        return None
    rows = []
    for part in result.price.parts:
        indices = estimate.indices(part.lot)
        heads = sum(estimate.roster.positions[index].headcount for index in indices)
        costs = (money(part.labour_cost), money(part.ceiling))
        rows.append((str(part.lot), str(heads), *costs))
    total = sum(position.headcount for position in estimate.roster.positions)
    sums = money(result.price.labour_cost), money(result.price.ceiling)
    rows.append(("合计", str(total), *sums))
    headings = (("包组", 52.0), ("人数", 18.0), ("环卫用工基本成本", 43.0), ("最高投标限价", 43.0))
    return Table("表3  各包组人数及最高投标限价（元）", headings, rows)


def sensitivity(result: Result) -> Table:
    """Return what each change of a figure or of the heads does to the ceiling."""
    rows = []
    for one in result.scenarios:
        change = one.ceiling - result.price.ceiling
        sign = "-" if change < 0 else ""
        rows.append((change_words(result, one), sign + money(abs(change))))
    caption = f"{sensitivity_table(result)}  参数变动对最高投标限价的影响（元）"
    return Table(caption, (("变动（其余条件不变）", 96), ("最高投标限价增减", 60)), rows)
