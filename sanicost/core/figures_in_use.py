"""Which dated figures price a roster, and which are provisional, carried forward or unknown."""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from sanicost.core.estimate import Estimate
from sanicost.core.figures import REGULATION, Row, Standard
from sanicost.core.notices import Problem
from sanicost.core.period import Month
from sanicost.core.result import CarriedForward, Provisional, UsedFigure
from sanicost.core.roster import Roster, StatutoryDays
from sanicost.core.segments import PricingContext, StateKey, needed_by_context, states

STATUTORY_DATES = "statutory_dates"
"""Where it is said that the dates of some statutory days are not on file."""
_Listed = TypeVar("_Listed", Provisional, CarriedForward)


def unknown_figures(
    roster: Roster, standard: Standard, months: Collection[Month] = ()
) -> list[Problem]:
    """Return a problem for each needed figure and the first month for which nobody knows it.

    `months` are those of the period that count, all of them where none is given.
    """
    found = {one.where: one for one in _unknown_dates(roster, standard)}
    of_month = states(roster, standard)
    if months:
        of_month = {month: state for month, state in of_month.items() if month in months}
    if not found and all(
        row and row.value is not None for state in of_month.values() for row in state.rows.values()
    ):
        return []
    for month, path, row in _needed(of_month, needed_by_context(roster, of_month)):
        if (row is None or row.value is None) and path not in found:
            looked_up = str(roster.period.figures_month(month))
            name = standard.figures[path].name
            params = {"figure": path, "month": looked_up, "zh": name["zh"], "en": name["en"]}
            found[path] = Problem(code="figure-unknown", where=path, params=params)
    return list(found.values())


def _unknown_dates(roster: Roster, standard: Standard) -> Iterator[Problem]:
    """Yield that statutory days are to count by dates which are not on file, if they are."""
    by_date = roster.statutory_days is StatutoryDays.CALENDAR
    if not by_date or all(one.statutory_days_worked is not None for one in roster.positions):
        return
    missing = [m for m in roster.period.all_months() if m.year not in standard.statutory_dates]
    if missing:
        last = max(standard.statutory_dates, default=0)
        params: dict[str, str | int] = {"month": str(missing[0]), "last": last}
        yield Problem(code="statutory-dates-unknown", where=STATUTORY_DATES, params=params)


def used_figures(estimate: Estimate) -> tuple[UsedFigure, ...]:
    """Return each dated row that prices some month, in the standard's order, then by month."""
    spans: dict[int, UsedFigure] = {}
    for month, path, row in _needed(estimate.states, estimate.needed):
        if row is not None:
            first = spans[id(row)].first if id(row) in spans else month
            spans[id(row)] = UsedFigure(path=path, row=row, first=first, last=month)
    order = list(estimate.standard.figures)
    return tuple(sorted(spans.values(), key=lambda used: (order.index(used.path), used.first)))


def provisional(estimate: Estimate) -> tuple[Provisional, ...]:
    """Return each needed figure that nobody has confirmed, with the first month concerned (§2)."""
    found: dict[str, Provisional] = {}
    for month, path, row in _needed(estimate.states, estimate.needed):
        if row is not None and row.is_provisional and path not in found:
            found[path] = Provisional(figure=path, month=month, note=row.note)
    return _in_order(found, estimate.standard)


def carried_forward(estimate: Estimate) -> tuple[CarriedForward, ...]:
    """Return each needed figure used after the last day that it is known for, and lapsed rules.

    Each stands once, with the first month concerned (§2).
    """
    standard = estimate.standard
    found: dict[str, CarriedForward] = {}
    for month, path, row in _needed(estimate.states, estimate.needed):
        if row and row.until and path not in found and row.is_carried_forward(month):
            found[path] = CarriedForward(
                figure=path, month=month, value=row.value, until=row.until, note=row.note
            )
    for month in estimate.roster.period.all_months():
        document = standard.lapsed(month)
        if document and document.lapses and REGULATION not in found:
            found[REGULATION] = CarriedForward(
                figure=REGULATION, month=month, value=None, until=document.lapses, note={}
            )
    return _in_order(found, standard)


def _in_order(found: Mapping[str, _Listed], standard: Standard) -> tuple[_Listed, ...]:
    """Return what was found in the standard's order, the rules themselves last."""
    order = {path: place for place, path in enumerate(standard.figures)}
    return tuple(sorted(found.values(), key=lambda one: order.get(one.figure, len(order))))


def _needed(
    of_month: Mapping[Month, PricingContext], needed: Mapping[StateKey, frozenset[str]]
) -> Iterator[tuple[Month, str, Row | None]]:
    """Yield for every month each needed figure with the row in force."""
    in_order = {key: sorted(paths) for key, paths in needed.items()}
    for month, state in of_month.items():
        for path in in_order[state.key]:
            yield month, path, state.rows[path]
