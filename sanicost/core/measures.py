"""What is laid side by side of many tenders: costs a head, shares, rates and prices by area."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from sanicost.core.batch_result import Measure
from sanicost.core.estimate import Estimate
from sanicost.core.evaluate import half_up
from sanicost.core.price import Ceiling
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.text import plain
from sanicost.core.unit_prices import AreaPrice
from sanicost.core.worth import line_cost

_DECIMALS = 4
_CLASS = "class_"
_MEASURES = (
    "rest_day_share",
    "days_a_month",
    "seniority_years",
    "incentives_a_head",
    "other_costs_a_head",
    *RATE_NAMES,
    "square_metre_year",
    "square_metres_a_sweeper",
)
"""In the order in which they are laid out, after those by class; a head means 元/人·月."""


def order(name: str) -> tuple[int, int]:
    """Return a measure's place: the cost of a head by class, then all others.

    >>> sorted(["tax", "class_2", "rest_day_share", "class_1"], key=order)
    ['class_1', 'class_2', 'rest_day_share', 'tax']
    """
    number = class_of(name)
    return (0, number) if number is not None else (1, _MEASURES.index(name))


def class_of(name: str) -> int | None:
    """Return the class whose costs a measure compares, None for any other measure."""
    return int(name.removeprefix(_CLASS)) if name.startswith(_CLASS) else None


def measures_of(result: Result) -> tuple[Measure, ...]:
    """Return the measures of each street of each lot, then what is charged by lot.

    Costs, rates and area belong to a whole lot; its street is named where it has only one.
    """
    return (*_of_streets(result.estimate), *_of_lots(result))


def _of_streets(estimate: Estimate) -> Iterator[Measure]:
    groups: dict[tuple[str, str], list[int]] = {}
    for index, one in enumerate(estimate.roster.positions):
        groups.setdefault((one.lot or "", one.street or ""), []).append(index)
    for (lot, street), indices in groups.items():
        for name, value in _of_street(estimate, indices):
            yield _measure(name, lot, street, value)


def _of_street(estimate: Estimate, indices: Sequence[int]) -> Iterator[tuple[str, Fraction]]:
    """Yield the measures of some positions: means by head, costs in yuan."""
    positions = estimate.roster.positions
    months = estimate.roster.period.months
    for number in sorted({positions[index].post_class for index in indices}):
        own = [index for index in indices if positions[index].post_class == number]
        cost = sum(map(estimate.cost, own))
        yield f"{_CLASS}{number}", _yuan(cost) / (_heads(estimate, own) * months)
    heads, cost = _heads(estimate, indices), sum(map(estimate.cost, indices))
    yield "rest_day_share", Fraction(line_cost(estimate, "rest_day_overtime", indices), cost)
    staff = [positions[index] for index in indices]
    days = sum((one.work_days * one.headcount for one in staff), Decimal(0))
    yield "days_a_month", Fraction(days) / heads
    years = sum((one.seniority_years * one.headcount for one in staff), Decimal(0))
    yield "seniority_years", Fraction(years) / heads
    incentives = sum(map(estimate.incentives, indices))
    yield "incentives_a_head", _yuan(incentives) / (heads * months)


def _of_lots(result: Result) -> Iterator[Measure]:
    roster = result.estimate.roster
    areas = {one.lot: one for one in result.areas}
    for part in result.price.parts:
        indices = result.estimate.indices(part.lot)
        streets = {roster.positions[index].street or "" for index in indices}
        street = streets.pop() if len(streets) == 1 else ""
        head_months = _heads(result.estimate, indices) * roster.period.months
        costs = sum(share.amount for share in part.other_costs)
        found = [("other_costs_a_head", _yuan(costs) / head_months), *_rates(part)]
        for name, value in (*found, *_of_area(areas.get(part.lot))):
            yield _measure(name, part.lot or "", street, value)


def _rates(part: Ceiling) -> Iterator[tuple[str, Fraction]]:
    for name in RATE_NAMES:
        if charge := part.charges[name]:
            yield name, Fraction(charge.rate)


def _of_area(area: AreaPrice | None) -> Iterator[tuple[str, Fraction]]:
    if area:
        yield "square_metre_year", _yuan(area.per_year)
        if area.per_sweeper is not None:
            yield "square_metres_a_sweeper", area.per_sweeper


def _heads(estimate: Estimate, indices: Iterable[int]) -> int:
    return sum(estimate.roster.positions[index].headcount for index in indices)


def _yuan(fen: int) -> Fraction:
    return Fraction(fen, 100)


def _measure(name: str, lot: str, street: str, value: Fraction) -> Measure:
    """Return a measure, rounded half up to four decimals."""
    text = plain(Decimal(half_up(value * 10**_DECIMALS)).scaleb(-_DECIMALS))
    return Measure(name=name, lot=lot, street=street, value=text)
