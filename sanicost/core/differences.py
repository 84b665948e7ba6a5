"""What a supposition changes: month by month, line by line, and step by step to the ceiling."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from sanicost.core.estimate import Estimate, Segment
from sanicost.core.period import Month
from sanicost.core.price import Price
from sanicost.core.roster import RATE_NAMES
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES

LINES = (*WAGE_LINES, *EMPLOYER_LINES, *INCENTIVE_LINES, "on_cost")
"""All that is paid for a head and a month: the basic cost, then incentives with their on-cost."""

Pair = tuple[int, int]
"""An amount in fen as it is, and as it would be."""


@dataclass(frozen=True)
class Run:
    """Months in a row whose amounts are alike: each line of all heads in one month, in fen."""

    first: Month
    last: Month
    lines: Mapping[str, Pair]

    @property
    def months(self) -> int:
        """How many months."""
        return self.last.ordinal - self.first.ordinal + 1

    @property
    def changed(self) -> dict[str, Pair]:
        """The lines that differ."""
        return {name: pair for name, pair in self.lines.items() if pair[0] != pair[1]}


def runs(base: Estimate, supposed: Estimate) -> list[Run]:
    """Return every month of the period in runs of like amounts; both have the same period."""
    was, would = _by_month(base), _by_month(supposed)
    months = [(month, tuple((was[month][n], would[month][n]) for n in LINES)) for month in was]
    found = []
    for pairs, group in groupby(months, key=lambda one: one[1]):
        same = [month for month, _ in group]
        found.append(Run(same[0], same[-1], dict(zip(LINES, pairs, strict=True))))
    return found


def _by_month(priced: Estimate) -> dict[Month, Mapping[str, int]]:
    """Return for each month what each line comes to for all heads."""
    found: dict[Month, Mapping[str, int]] = {}
    for segment in priced.segments:
        lines = _lines(priced, segment)
        found |= {segment.start + number: lines for number in range(segment.months)}
    return found


def _lines(priced: Estimate, segment: Segment) -> Mapping[str, int]:
    """Return what each line of a month of a segment comes to for all heads, in fen."""
    heads = [position.headcount for position in priced.roster.positions]
    return {
        name: sum(fen * count for fen, count in zip(segment.amounts[name], heads, strict=True))
        for name in LINES
    }


def steps(base: Price, supposed: Price) -> dict[str, Pair]:
    """Return each step from basic cost to ceiling over the whole term, in fen; no rate is 0."""
    found = {
        "labour_cost": (base.labour_cost, supposed.labour_cost),
        "incentives": (base.incentives, supposed.incentives),
        "other_costs": (_other_costs(base), _other_costs(supposed)),
    }
    found |= {name: (base.charge(name) or 0, supposed.charge(name) or 0) for name in RATE_NAMES}
    return found | {"ceiling": (base.ceiling, supposed.ceiling)}


def _other_costs(price: Price) -> int:
    """Return the sum of the other costs."""
    return sum(share.amount for share in price.other_costs)
