"""A trial: a roster beside its changed form, month by month, and a number run through a range."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sanicost.analysis.sweep import ceilings
from sanicost.analysis.whatif import Setting, broken, hypothetical
from sanicost.core.estimate import Estimate, Segment, estimate
from sanicost.core.findings import findings
from sanicost.core.notices import Finding, Problem
from sanicost.core.period import Month
from sanicost.core.price import Price, price
from sanicost.core.roster import RATE_NAMES
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES

LINES = (*WAGE_LINES, *EMPLOYER_LINES, *INCENTIVE_LINES, "on_cost")
"""All that is paid for a head and a month: the basic cost, then incentives with their on-cost."""

Pair = tuple[int, int]
"""An amount in fen as it is, and as it would be."""


@dataclass(frozen=True)
class MonthRun:
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


def runs(base: Estimate, hypothetical: Estimate) -> list[MonthRun]:
    """Return every month of the period in runs of like amounts; both have the same period."""
    was, would = _by_month(base), _by_month(hypothetical)
    months = [(month, tuple((was[month][n], would[month][n]) for n in LINES)) for month in was]
    found = []
    for pairs, group in groupby(months, key=lambda one: one[1]):
        same = [month for month, _ in group]
        found.append(MonthRun(same[0], same[-1], dict(zip(LINES, pairs, strict=True))))
    return found


def _by_month(priced: Estimate) -> dict[Month, Mapping[str, int]]:
    """Return for each month what each line amounts to for all heads."""
    found: dict[Month, Mapping[str, int]] = {}
    for segment in priced.segments:
        lines = _lines(priced, segment)
        found |= {segment.start + number: lines for number in range(segment.months)}
    return found


def _lines(priced: Estimate, segment: Segment) -> Mapping[str, int]:
    """Return what each line of a month of a segment amounts to for all heads, in fen."""
    heads = [position.headcount for position in priced.roster.positions]
    return {
        name: sum(fen * count for fen, count in zip(segment.amounts[name], heads, strict=True))
        for name in LINES
    }


def steps(base: Price, hypothetical: Price) -> dict[str, Pair]:
    """Return each step from basic cost to ceiling over the whole term, in fen; no rate is 0."""
    found = {
        "labour_cost": (base.labour_cost, hypothetical.labour_cost),
        "incentives": (base.incentives, hypothetical.incentives),
        "other_costs": (_other_costs(base), _other_costs(hypothetical)),
    }
    found |= {name: (base.charge(name) or 0, hypothetical.charge(name) or 0) for name in RATE_NAMES}
    return found | {"ceiling": (base.ceiling, hypothetical.ceiling)}


def _other_costs(price: Price) -> int:
    """Return the sum of the other costs."""
    return sum(share.amount for share in price.other_costs)


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A roster with suppositions: what they change, and for what the law would refuse it.

    `warnings` are the findings, from warning up, that the roster itself does not have.
    """

    settings: tuple[str, ...]
    steps: dict[str, Pair]
    runs: tuple[MonthRun, ...]
    broken: tuple[Problem, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Swept:
    """A number that runs through a range: the ceiling in fen under each value.

    `lawful` tells which of the values the law would let be priced; `broken` says why not.
    """

    settings: tuple[str, ...]
    name: str
    base: int
    values: tuple[Decimal, ...]
    ceilings: tuple[int, ...]
    lawful: tuple[bool, ...]
    broken: tuple[Problem, ...]


def tried(base: Estimate, settings: Sequence[Setting], written: Sequence[str]) -> Trial:
    """Return what some suppositions change; every figure that they need must be known."""
    roster, standard = hypothetical(base.roster, base.standard, settings)
    changed = estimate(roster, standard)
    before, after = price(base), price(changed)
    return Trial(
        settings=tuple(written),
        steps=steps(before, after),
        runs=tuple(runs(base, changed)),
        broken=tuple(broken(base.roster, settings, roster, standard)),
        warnings=tuple(_new_warnings((base, before), (changed, after))),
    )


def _new_warnings(*sides: tuple[Estimate, Price]) -> Iterator[Finding]:
    """Yield the warnings and errors of the second side that the first does not have.

    One that the first has at the same place is none, though its amounts may have moved.
    """
    known, found = (findings(each, paid) for each, paid in sides)
    before = {(one.code, one.where) for one in known}
    yield from (
        one for one in found if one.severity != "info" and (one.code, one.where) not in before
    )


def swept(
    base: Estimate,
    settings: Sequence[Setting],
    written: Sequence[str],
    name: str,
    range_: Sequence[Setting],
) -> Swept:
    """Return the ceiling under each supposition of a range, all other suppositions applied."""
    roster, standard = hypothetical(base.roster, base.standard, settings)
    refused: dict[int, list[Problem]] = {}

    def is_lawful(place: int) -> bool:
        changed = range_[place].applied(roster, standard)
        refused[place] = broken(base.roster, settings, *changed)
        return not refused[place]

    lawful = _lawful(is_lawful, len(range_))
    ends = [one for place in (0, len(range_) - 1) for one in refused[place]]
    return Swept(
        settings=tuple(written),
        name=name,
        base=price(base).ceiling,
        values=tuple(Decimal(str(setting.value)) for setting in range_),
        ceilings=tuple(ceilings(roster, standard, range_)),
        lawful=tuple(place in lawful for place in range(len(range_))),
        broken=tuple({(one.code, one.where): one for one in ends}.values()),
    )


def _lawful(is_lawful: Callable[[int], bool], count: int) -> Sequence[int]:
    """Return the places of a range that the law allows.

    Each limit of the law lies on one side of a number, so that the lawful ones stand together;
    where neither end is lawful, they may lie anywhere between.

    >>> _lawful(lambda place: place >= 3, 5)
    range(3, 5)
    """
    last = count - 1
    first_is_lawful, last_is_lawful = is_lawful(0), is_lawful(last)
    if first_is_lawful and last_is_lawful:
        return range(count)
    if last_is_lawful:
        return range(bisect_left(range(count), True, key=is_lawful), count)
    if first_is_lawful:
        return range(bisect_left(range(count), True, key=lambda place: not is_lawful(place)))
    return [place for place in range(count) if is_lawful(place)]
