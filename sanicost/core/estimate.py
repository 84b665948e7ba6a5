"""From roster and figures to the basic cost: segments, lines and totals, in fen."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sanicost.core.columns import Column
from sanicost.core.figures import Row, Standard
from sanicost.core.lines import Rows, evaluate_lines, lines_kept
from sanicost.core.period import Month
from sanicost.core.position_columns import fact_columns
from sanicost.core.roster import Roster
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.segments import PricingContext, StateKey, needed_by_context, states
from sanicost.core.symbols import FigureSchema

if TYPE_CHECKING:
    from sanicost.core.columns import Numbers

ARRAY_ROWS = 5_000
"""From this many positions on, 64-bit columns are worth the time that numpy takes to import."""

Amounts = Mapping[str, Sequence[int]]
"""For every line and sum its fen for one person and month, position by position."""

_PRICED = (*WAGE_LINES, *EMPLOYER_LINES, "on_cost", "incentives")


class Segment(NamedTuple):
    """A run of months of one contract year priced alike; `amounts` in fen."""

    start: Month
    months: int
    contract_year: int
    state: PricingContext
    amounts: Amounts

    @property
    def shape(self) -> FigureSchema:
        """The shape of the figures that price this segment."""
        return self.state.shape


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """The basic cost of a roster: all amounts follow from the segments by whole numbers."""

    roster: Roster
    standard: Standard
    states: Mapping[Month, PricingContext]
    amounts: Mapping[StateKey, Amounts]
    segments: tuple[Segment, ...]

    def cost(self, index: int) -> int:
        """Return the basic cost of a position over the whole period, in fen."""
        return sum(self.segment_cost(segment, index) for segment in self.segments)

    def segment_cost(self, segment: Segment, index: int) -> int:
        """Return unit cost × headcount × months of a segment, in fen."""
        heads = self.roster.positions[index].headcount
        return segment.amounts["unit_cost"][index] * heads * segment.months

    def added_cost(self, segment: Segment, index: int) -> int:
        """Return (incentives + on-cost) × headcount × months of a segment, in fen (§7)."""
        heads = self.roster.positions[index].headcount
        added = segment.amounts["incentives"][index] + segment.amounts["on_cost"][index]
        return added * heads * segment.months

    def incentives(self, index: int) -> int:
        """Return the incentives of a position with their on-cost over the whole period, in fen."""
        return sum(self.added_cost(segment, index) for segment in self.segments)

    @cached_property
    def needed(self) -> Mapping[StateKey, frozenset[str]]:
        """The paths of the figures that the roster needs in each pricing state (§2)."""
        return needed_by_context(self.roster, self.states)

    def indices(self, lot: str | None) -> list[int]:
        """Return the places of the positions of a lot, of all positions for None."""
        positions = enumerate(self.roster.positions)
        return [index for index, position in positions if lot is None or position.lot == lot]

    def labour_cost(self, lot: str | None = None) -> int:
        """Return the basic cost of a lot, or of the whole roster, in fen."""
        return sum(self.cost(index) for index in self.indices(lot))


def estimate(roster: Roster, standard: Standard, near: Estimate | None = None) -> Estimate:
    """Return the priced roster; every figure that it needs must be known.

    Lines that `near` has with the same positions, and which nothing else moves, are taken from it.
    """
    of_month = states(roster, standard)
    known = near if near and near.roster.positions == roster.positions else None
    priced: dict[StateKey, Amounts] = {}
    for month, state in of_month.items():
        if state.key not in priced:
            same = _unmoved(known, month, state) if known else {}
            priced[state.key] = amounts_in(roster, state, same)
    segments: list[Segment] = []
    for month, state in of_month.items():
        amounts = priced[state.key]
        year = roster.period.contract_year(month)
        last = segments[-1] if segments else None
        if last and last.contract_year == year and _alike(last.amounts, amounts):
            segments[-1] = _longer(last)
        else:
            segment = Segment(
                start=month, months=1, contract_year=year, state=state, amounts=amounts
            )
            segments.append(segment)
    return Estimate(
        roster=roster,
        standard=standard,
        states=of_month,
        amounts=priced,
        segments=tuple(segments),
    )


def _longer(segment: Segment) -> Segment:
    """Return the segment with one more month."""
    return Segment(
        start=segment.start,
        months=segment.months + 1,
        contract_year=segment.contract_year,
        state=segment.state,
        amounts=segment.amounts,
    )


def _alike(left: Amounts, right: Amounts) -> bool:
    """Return whether no line and no incentive of any position differs (§2)."""
    return left is right or all(left[name] == right[name] for name in _PRICED)


def repriced(
    priced: Estimate, rows: Callable[[PricingContext], Mapping[str, Row | None]]
) -> Estimate:
    """Return the estimate with other figures in each pricing state.

    Its segments are the states themselves, each as long as all its months: enough for every sum,
    though not what a sheet would show.
    """
    months = Counter(state.key for state in priced.states.values())
    first: dict[StateKey, tuple[Month, PricingContext]] = {}
    for month, state in priced.states.items():
        first.setdefault(state.key, (month, state))
    segments = []
    for key, (month, state) in first.items():
        changed = replace(state, rows=rows(state))
        amounts = amounts_in(priced.roster, changed, _unmoved(priced, month, changed))
        segment = Segment(
            start=month, months=months[key], contract_year=1, state=changed, amounts=amounts
        )
        segments.append(segment)
    return replace(priced, segments=tuple(segments))


def _unmoved(near: Estimate, month: Month, after: PricingContext) -> Amounts:
    """Return the lines of a month on which what moved in it has no bearing: they are as before."""
    before = near.states.get(month)
    if before is None or before.shape != after.shape:
        return {}
    was, now = before.numbers, after.numbers
    moved = frozenset(name for name, number in now.items() if number != was.get(name))
    amounts = near.amounts[before.key]
    return {name: amounts[name] for name in lines_kept(after.shape, moved)}


def amounts_in(roster: Roster, state: PricingContext, known: Amounts | None = None) -> Amounts:
    """Return all lines of all positions in one pricing state; those known are not worked out."""
    shape = state.shape
    rows = fact_columns(roster.positions, shape)
    count = len(roster.positions)
    if count >= ARRAY_ROWS:
        rows, known = as_arrays(rows), None
    whole: dict[str, list[int]] = {}
    for chunk in evaluate_lines(shape, state.columns, rows, known):
        for name, numbers in chunk.items():
            whole.setdefault(name, []).extend(listed(numbers, count))
    return whole


def as_arrays(rows: Rows) -> dict[str, Column]:
    """Return the columns as 64-bit arrays where their numbers fit."""
    import numpy as np  # noqa: PLC0415 - only large rosters pay for numpy

    return {
        name: Column(np.asarray(value.numerators, dtype=np.int64), value.denominator, value.bound)
        for name, value in rows.items()
    }


def listed(numbers: "Numbers", count: int) -> list[int]:
    """Return whole fen as Python integers, one for each row."""
    if isinstance(numbers, int):
        return [numbers] * count
    return numbers if isinstance(numbers, list) else numbers.tolist()
