"""Which dated figures price a roster, which of them are provisional, and which are unknown."""

from collections.abc import Iterator, Mapping

from sanicost.core.estimate import Estimate
from sanicost.core.figures import Row, Standard, Standing
from sanicost.core.notices import Problem
from sanicost.core.period import Month
from sanicost.core.result import Provisional, UsedFigure
from sanicost.core.roster import Roster
from sanicost.core.segments import State, needed_figures, states

REGULATION = "regulation"
"""The name under which the rules themselves are listed once they have lapsed."""


def unknown_figures(roster: Roster, standard: Standard) -> list[Problem]:
    """Return a problem for each needed figure and the first month for which nobody knows it."""
    found: dict[str, Problem] = {}
    of_month = states(roster, standard)
    if all(
        row and row.value is not None for state in of_month.values() for row in state.rows.values()
    ):
        return []
    for month, _, path, row in _needed(roster, of_month):
        if (row is None or row.value is None) and path not in found:
            looked_up = str(roster.period.figures_month(month))
            name = standard.figures[path].name
            params = {"figure": path, "month": looked_up, "zh": name["zh"], "en": name["en"]}
            found[path] = Problem(code="figure-unknown", where=path, params=params)
    return list(found.values())


def used_figures(estimate: Estimate) -> tuple[UsedFigure, ...]:
    """Return each dated row that prices some month, in the standard's order, then by month."""
    spans: dict[int, UsedFigure] = {}
    for month, _, path, row in _needed(estimate.roster, estimate.states):
        if row is not None:
            first = spans[id(row)].first if id(row) in spans else month
            spans[id(row)] = UsedFigure(path=path, row=row, first=first, last=month)
    order = list(estimate.standard.figures)
    return tuple(sorted(spans.values(), key=lambda used: (order.index(used.path), used.first)))


def provisional(estimate: Estimate) -> tuple[Provisional, ...]:
    """Return each needed figure that is not confirmed for a priced month, once (§2)."""
    roster, standard = estimate.roster, estimate.standard
    found: dict[str, Provisional] = {}
    for month, _, path, row in _needed(roster, estimate.states):
        if row is not None and path not in found and is_provisional(row, month):
            found[path] = Provisional(figure=path, month=month, note=row.note)
    lapsed = [month for month in roster.period.all_months() if _has_lapsed(estimate, month)]
    if lapsed:
        found[REGULATION] = Provisional(figure=REGULATION, month=lapsed[0], note={})
    order = {path: place for place, path in enumerate(standard.figures)}
    return tuple(sorted(found.values(), key=lambda one: order.get(one.figure, len(order))))


def _needed(
    roster: Roster, of_month: Mapping[Month, State]
) -> Iterator[tuple[Month, State, str, Row | None]]:
    """Yield for every month each needed figure with the row in force."""
    known: dict[tuple[int, ...], frozenset[str]] = {}
    for month, state in of_month.items():
        if state.key not in known:
            known[state.key] = needed_figures(roster, state)
        for path in sorted(known[state.key]):
            yield month, state, path, state.rows[path]


def is_provisional(row: Row, month: Month) -> bool:
    """Return whether a row is not confirmed for a priced month; an override always is."""
    if row.standing is Standing.CONFIRMED:
        return False
    expired = row.until is not None and month.last_day > row.until
    return row.standing is Standing.ASSUMED or expired


def _has_lapsed(estimate: Estimate, month: Month) -> bool:
    """Return whether the edition in force has lapsed before a priced month ends.

    The priced month counts, also where the figures are frozen at another (§2).
    """
    document = estimate.standard.document(month)
    return bool(document and document.lapses and month.last_day > document.lapses)
