"""What an assumption is worth: how the ceiling would move if the choice were the other one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from engine.desk import Answer, Asked, Files, desk, said
from sanicost.core.estimate import estimate
from sanicost.core.figures_in_use import unknown_figures
from sanicost.core.price import price
from sanicost.core.roster import Growth, Position, Roster, StatutoryDays
from sanicost.core.text import yuan
from sanicost.core.worth import following

Otherwise: TypeAlias = Callable[[Roster, str], Roster]
"""A roster with the other choice; the text is the place of the assumption, "" for the whole."""


def worth(asked: Asked, _: Files) -> Answer:
    """Say by how much the ceiling moves with the other choice for the assumption of a code.

    The difference is None where the law, or what is priced, leaves no other choice, and for a
    roster that was closed or changed meanwhile: nobody waits for the answer.
    """
    opened = desk.opened.get(asked.id)
    if opened is None or opened.run is None:
        return said({"outcome": "worth", "difference": None})
    result = opened.run.result
    base, otherwise = result.estimate, _OTHERWISE.get(asked.target)
    other = otherwise(base.roster, asked.line) if otherwise else base.roster
    if other == base.roster or unknown_figures(other, base.standard):
        return said({"outcome": "worth", "difference": None})
    difference = price(estimate(other, base.standard)).ceiling - result.price.ceiling
    return said({"outcome": "worth", "difference": yuan(difference)})


def _grown(roster: Roster, _: str) -> Roster:
    """Return a roster whose seniority rises each year where it stayed, and the other way round."""
    is_rising = roster.seniority_growth is Growth.ANNUAL
    return replace(roster, seniority_growth=Growth.NONE if is_rising else Growth.ANNUAL)


def _a_year_more(roster: Roster, _: str) -> Roster:
    """Return a roster with a year more for all posts that say nothing of seniority."""
    return _with_positions(
        roster,
        lambda one: (
            one
            if "seniority_years" in one.places
            else replace(one, seniority_years=one.seniority_years + 1)
        ),
    )


def _on_the_other_pattern(roster: Roster, _: str) -> Roster:
    """Return a roster with the city's other pattern for all posts that name none."""
    other = roster.compared
    if other is None:
        return roster
    return _with_positions(
        roster, lambda one: one if "work_pattern" in one.places else following(one, other)
    )


def _in_the_heat(roster: Roster, place: str) -> Roster:
    """Return a roster in which the post at a place works in the heat."""
    return _with_positions(
        roster,
        lambda one: replace(one, heat_exposed=True) if one.place("heat_exposed") == place else one,
    )


def _spread(roster: Roster, _: str) -> Roster:
    """Return a roster whose statutory days are spread over the year."""
    return replace(roster, statutory_days=StatutoryDays.SPREAD)


def _with_positions(roster: Roster, changed: Callable[[Position], Position]) -> Roster:
    return replace(roster, positions=tuple(map(changed, roster.positions)))


_OTHERWISE: Mapping[str, Otherwise] = {
    "seniority-constant": _grown,
    "seniority-grows": _grown,
    "seniority-assumed": _a_year_more,
    "work-pattern-assumed": _on_the_other_pattern,
    "heat-not-exposed": _in_the_heat,
    "statutory-days-by-date": _spread,
}
