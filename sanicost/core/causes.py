"""Why one ceiling differs from another: a waterfall of causes whose parts add up exactly.

The causes come one after the other in a fixed order, and each is what the engine's ceiling moves
by when it is applied to a roster in which all earlier causes are applied already. Such a roster
between the two is nobody's tender: it is priced, and never checked against the law.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sanicost.core.estimate import Estimate, estimate
from sanicost.core.figures import Standard
from sanicost.core.hybrids import dated, figure_order, filled, monthly, with_rate, without_lots
from sanicost.core.matching import Matching, matched
from sanicost.core.price import price
from sanicost.core.roster import RATE_NAMES, Prices, Roster
from sanicost.core.used import unknown_figures

_PEOPLE: dict[str, tuple[str, ...]] = {
    "headcount": ("headcount", "coverage", "shifts", "relief_headcount"),
    "post_class": ("post_class",),
    "seniority": ("seniority_years",),
}
_WORK: dict[str, tuple[str, ...]] = {
    "work_pattern": ("work_pattern", "work_days", "rest_days_worked", "statutory_days_worked"),
    "other_fields": (
        "overtime_hours",
        "heat_exposed",
        "insurance",
        "base_wage",
        "holiday_money",
        "housing_fund_rate",
    ),
}
_INCENTIVES: dict[str, tuple[str, ...]] = {
    "incentives": ("skill_grade", "education", "skill_post_allowance", "performance_bonus"),
}
"""The causes in the positions, in their order, with the fields that each of them takes over.

Growth of seniority stands between people and work, the figures between work and incentives.
"""

Stage = tuple[str, Roster, Standard]
"""A cause, and roster and figures with it and all earlier causes applied."""


@dataclass(frozen=True)
class Cause:
    """What a cause adds to the ceiling, in fen.

    Names joined by + are one step: between them lies a roster that needs a figure which neither
    side knows.
    """

    name: str
    amount: int


@dataclass(frozen=True)
class Comparison:
    """Two ceilings in fen, and all that leads from one to the other."""

    before: int
    after: int
    causes: tuple[Cause, ...]
    matching: Matching

    @property
    def difference(self) -> int:
        """What all causes come to."""
        return self.after - self.before


def compare(before: Estimate, after: Estimate) -> Comparison:
    """Return the causes of the difference between two ceilings; their amounts add up to it.

    Only what differs between the two is a cause; a cause may come to nothing.
    """
    first = level = price(before).ceiling
    causes: list[Cause] = []
    together: list[str] = []
    for name, roster, standard in _stages(before, after):
        together.append(name)
        if unknown_figures(roster, standard):
            continue
        ceiling = price(estimate(roster, standard)).ceiling
        causes.append(Cause("+".join(together), ceiling - level))
        level, together = ceiling, []
    matching = matched(before.roster, after.roster)
    return Comparison(first, price(after).ceiling, tuple(causes), matching)


def _stages(before: Estimate, after: Estimate) -> Iterator[Stage]:
    """Yield each cause in the fixed order, from the earlier tender to the later one.

    Where only one of them has lots, both are compared without: lots are dissolved first, or
    formed last.
    """
    roster, target = before.roster, after.roster
    if bool(roster.lots) == bool(target.lots):
        yield from _Walk(roster, before, after).towards(target)
        return
    if roster.lots:
        yield "lots", without_lots(roster), before.standard
    yield from _Walk(without_lots(roster), before, after).towards(without_lots(target))
    if target.lots:
        yield "lots", target, after.standard


class _Walk:
    """A roster and its figures on their way from one tender to the other."""

    def __init__(self, roster: Roster, before: Estimate, after: Estimate) -> None:
        self._moved = not roster.period.has_months_of(after.roster.period)
        self._roster = replace(roster, period=replace(after.roster.period, as_of=None))
        months = after.roster.period.months
        own, goal = monthly(before, months), monthly(after, months)
        self._rows, self._goal_rows = filled(own, goal), filled(goal, own)
        self._figures_of_both = {**before.standard.figures, **after.standard.figures}

    def towards(self, target: Roster) -> Iterator[Stage]:
        """Yield the stages up to the roster that is reached last."""
        if self._moved:
            yield self._stage("period", self._roster)
        yield from self._membership(matched(self._roster, target))
        yield from self._fields(_PEOPLE, target)
        if self._roster.seniority_growth != target.seniority_growth:
            grown = replace(self._roster, seniority_growth=target.seniority_growth)
            yield self._stage("seniority_growth", grown)
        yield from self._fields(_WORK, target)
        yield from self._figures()
        yield from self._fields(_INCENTIVES, target)
        yield from self._prices(target.prices)

    def _stage(self, name: str, roster: Roster) -> Stage:
        """Return the stage that a cause leads to."""
        self._roster = roster
        return name, roster, dated(self._figures_of_both, roster.period.start, self._rows)

    def _membership(self, matching: Matching) -> Iterator[Stage]:
        """Yield positions added, then removed: in this order a roster is never empty.

        From here on the positions stand as in the later roster: their order decides which lot
        gets the odd fen of a shared cost.
        """
        roster = self._roster
        kept = tuple(after if before is None else before for before, after in matching.pairs)
        if matching.added:
            together = (*kept, *matching.removed)
            yield self._stage("positions_added", replace(roster, positions=together))
        if matching.removed:
            yield self._stage("positions_removed", replace(roster, positions=kept))
        elif not matching.added and kept != roster.positions:
            yield self._stage("position_order", replace(roster, positions=kept))

    def _fields(self, causes: dict[str, tuple[str, ...]], target: Roster) -> Iterator[Stage]:
        """Yield the fields of positions that both rosters have, cause by cause."""
        for name, fields in causes.items():
            taken = tuple(
                replace(position, **{field: getattr(goal, field) for field in fields})
                for position, goal in zip(self._roster.positions, target.positions, strict=True)
            )
            if taken != self._roster.positions:
                yield self._stage(name, replace(self._roster, positions=taken))

    def _figures(self) -> Iterator[Stage]:
        """Yield each figure whose value differs in some month, in the order of the lines."""
        for path in figure_order(self._figures_of_both):
            own, goal = self._rows[path], self._goal_rows[path]
            differs = [row and row.value for row in own] != [row and row.value for row in goal]
            self._rows[path] = goal
            if differs:
                yield self._stage(path, self._roster)

    def _prices(self, target: Prices) -> Iterator[Stage]:
        """Yield other costs, then each rate."""
        roster = self._roster
        costs = [replace(cost, where="") for cost in roster.prices.other_costs]
        if costs != [replace(cost, where="") for cost in target.other_costs]:
            prices = replace(roster.prices, other_costs=target.other_costs)
            yield self._stage("other_costs", replace(roster, prices=prices))
        for name in RATE_NAMES:
            prices = with_rate(self._roster.prices, name, target)
            if prices != self._roster.prices:
                yield self._stage(name, replace(self._roster, prices=prices))
