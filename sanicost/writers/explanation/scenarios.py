"""附件7: the command that comes to the same ceiling as a change that was priced there."""

from decimal import Decimal

from sanicost.core.result import Result, Scenario
from sanicost.core.text import plain
from sanicost.writers.workbook.sensitivity import FIRST_ROW


def scenario_at(result: Result, row: int) -> Scenario:
    """Return the change that a row of 附件7 prices, from the row's number, counted from 0."""
    return result.scenarios[row - FIRST_ROW]


def settings(result: Result, scenario: Scenario) -> str:
    """Return the options of whatif that suppose the same, "" where none do.

    A figure that moves within the period is set anew from each month in which it moves. Heads are
    scaled without regard to whole persons, and years differ by position: no one option says that.
    """
    if scenario.change == "figure":
        return _of_figure(result, scenario)
    years = {position.seniority_years for position in result.estimate.roster.positions}
    if scenario.change == "seniority" and len(years) == 1:
        return f"--set seniority_years={plain(years.pop() + scenario.step)}"
    return ""


def _of_figure(result: Result, scenario: Scenario) -> str:
    """Return the options that raise a figure, "" where some month does not know it."""
    said: list[str] = []
    last: Decimal | None = None
    for segment in result.estimate.segments:
        row = segment.state.rows[scenario.path]
        if row is None or not isinstance(row.value, Decimal):
            return ""
        if row.value != last:
            month = f"@{segment.start}" if said else ""
            said.append(f"--set {scenario.path}={plain(row.value + scenario.step)}{month}")
        last = row.value
    return " ".join(said)
