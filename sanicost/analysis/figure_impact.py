"""What a figure that moves does: to a usual worker and to the ceiling; and what has moved since."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from sanicost.core.estimate import Estimate, estimate, repriced
from sanicost.core.figures import MINIMUM_WAGE, Row, Standard, Value, value_text
from sanicost.core.lines import evaluate_lines
from sanicost.core.period import MONTHS_PER_YEAR, Month, Period
from sanicost.core.position_columns import fact_columns
from sanicost.core.price import price
from sanicost.core.result import Scenario
from sanicost.core.roster import Growth, Position, Prices, Project, Roster
from sanicost.core.segments import PricingContext, heat_months, needed_figures


class Moved(NamedTuple):
    """A figure whose value is another today, in the first priced month that this concerns."""

    figure: str
    month: Month
    carried: str
    today: str


def figures_moved(period: Period, then: Standard, now: Standard) -> tuple[Moved, ...]:
    """Return each figure that is another today; overrides stay what they are and do not count."""
    months = sorted({period.figures_month(month) for month in period.all_months()})
    paths = dict.fromkeys((*then.figures, *now.figures))
    found = (_first(path, months, then, now) for path in paths)
    return tuple(moved for moved in found if moved)


def _first(path: str, months: list[Month], then: Standard, now: Standard) -> Moved | None:
    """Return the first month in which a figure has moved, None where it has not."""
    for month in months:
        carried, today = (_value_in(standard, path, month) for standard in (then, now))
        if carried != today:
            return Moved(figure=path, month=month, carried=carried, today=today)
    return None


def _value_in(standard: Standard, path: str, month: Month) -> str:
    """Return the value in force; nothing where there is none."""
    figure = standard.figures.get(path)
    row = figure.in_force(month) if figure else None
    return value_text(row.value) if row else ""


Costs = Mapping[int, int] | None
"""The unit cost of each class, in fen; None where a needed figure is not known."""
Rows = Mapping[str, Row | None]


class Move(NamedTuple):
    """A figure that differs; `effect` is what it alone adds to each class's unit cost, in fen.

    The figures move one after the other in the law's order, so the effects add up to the whole
    difference. Before an unknown unit cost, or after it, there is no effect to tell.
    """

    path: str
    before: Row | None
    after: Row | None
    effect: Costs


class Movement(NamedTuple):
    """All that moved between two months, and the unit costs at both, a full year at each.

    `unknown` names, by month, the figures for want of which there is no unit cost.
    """

    moves: tuple[Move, ...]
    before: Costs
    after: Costs
    unknown: Mapping[Month, tuple[str, ...]]

    @property
    def difference(self) -> Costs:
        """What all moves together add to each class's unit cost."""
        return _difference(self.before, self.after)


def movement(standard: Standard, usual: Position, before: Month, after: Month) -> Movement:
    """Return what moved from one month to another, for a worker with all defaults.

    Each month's figures price twelve months, so that the season of heat allowance, which is no
    figure that moved, makes no difference.
    """
    rows, later = dict(standard.rows(before)), standard.rows(after)
    first = cost = _unit_costs(_year(dict(rows), standard), usual)
    moves = []
    for path in standard.figures:
        old, new = rows[path], later[path]
        if _value(old) == _value(new):
            continue
        rows[path] = new
        moved = _unit_costs(_year(dict(rows), standard), usual)
        moves.append(Move(path=path, before=old, after=new, effect=_difference(cost, moved)))
        cost = moved
    years = {month: _year(standard.rows(month), standard) for month in (before, after)}
    missing = {month: _unknown(year, usual) for month, year in years.items()}
    unknown = {month: paths for month, paths in missing.items() if paths}
    return Movement(moves=tuple(moves), before=first, after=cost, unknown=unknown)


def _value(row: Row | None) -> Value:
    return row.value if row else None


def _difference(before: Costs, after: Costs) -> Costs:
    """Return the differences of two unit costs, None where one is not known."""
    if before is None or after is None:
        return None
    return {number: after[number] - before[number] for number in before if number in after}


def _unit_costs(year: PricingContext, usual: Position) -> Costs:
    """Return the unit cost of a usual worker of each class, in fen, in a year of such figures."""
    if _unknown(year, usual):
        return None
    shape, workers = year.shape, _workers(year, usual)
    lines = evaluate_lines(shape, year.columns, fact_columns(workers, shape))
    [numbers] = [chunk["unit_cost"] for chunk in lines]
    assert isinstance(numbers, list)
    return dict(zip(shape.classes, numbers, strict=True))


def _unknown(year: PricingContext, usual: Position) -> tuple[str, ...]:
    """Return the needed figures that are not known."""
    needed = needed_figures(_roster(_workers(year, usual)), year)
    return tuple(path for path in year.rows if path in needed and _value(year.rows[path]) is None)


def _workers(year: PricingContext, usual: Position) -> tuple[Position, ...]:
    """Return a usual worker of each class."""
    return tuple(replace(usual, post_class=number) for number in year.shape.classes)


def _year(rows: Rows, standard: Standard) -> PricingContext:
    """Return what prices a full year of such figures."""
    return PricingContext(
        rows=rows,
        units=standard.units,
        months_of_year=MONTHS_PER_YEAR,
        heat_months=len(heat_months(rows)),
        seniority_added=0,
    )


def _roster(workers: tuple[Position, ...]) -> Roster:
    """Return a roster of nothing but these workers; its period prices nothing."""
    return Roster(
        project=Project(),
        period=Period(Month(0), MONTHS_PER_YEAR),
        seniority_growth=Growth.NONE,
        positions=workers,
        prices=Prices(),
        overrides={},
    )


MINIMUM_WAGE_STEP = Decimal(100)
RATE_STEP = Decimal("0.01")
YEARS_STEP = Decimal(1)
HEADCOUNT_STEP = Fraction(1, 10)
INSURANCE_RATES = ("pension", "medical", "maternity", "unemployment", "work_injury", "housing_fund")


def scenarios(priced: Estimate) -> tuple[Scenario, ...]:
    """Return the ceiling of the tender after each change, one at a time.

    +100 yuan of minimum wage, +1 year of seniority, +1 point of each insurance and of the fund,
    ±10 % of the heads. Amounts of the roster's own stay as they are. A change of heads scales the
    labour cost, so that it needs no whole persons.
    """
    return (*_figures(priced), _older(priced), *_heads(priced))


def _figures(priced: Estimate) -> Iterator[Scenario]:
    """Yield the changes of the minimum wage and of each rate."""
    steps = {MINIMUM_WAGE: MINIMUM_WAGE_STEP}
    steps |= {f"{name}.rate": RATE_STEP for name in INSURANCE_RATES}
    for path, step in steps.items():
        raised = repriced(priced, partial(_raised, path=path, step=step))
        ceiling = price(raised).ceiling
        yield Scenario(change="figure", path=path, step=step, ceiling=ceiling)


def _raised(state: PricingContext, path: str, step: Decimal) -> dict[str, Row | None]:
    """Return the rows of a state with one number higher by a step; an unknown one stays so."""
    row = state.rows[path]
    if row is None or not isinstance(row.value, Decimal):
        return dict(state.rows)
    return {**state.rows, path: replace(row, value=row.value + step)}


def _older(priced: Estimate) -> Scenario:
    """Return the ceiling with everyone one year longer in service."""
    roster = priced.roster
    positions = tuple(
        replace(position, seniority_years=position.seniority_years + YEARS_STEP)
        for position in roster.positions
    )
    older = estimate(replace(roster, positions=positions), priced.standard)
    return Scenario(change="seniority", step=YEARS_STEP, ceiling=price(older).ceiling)


def _heads(priced: Estimate) -> Iterator[Scenario]:
    """Yield the ceilings with a tenth more and a tenth fewer heads."""
    for sign in (1, -1):
        ceiling = price(priced, scale=1 + sign * HEADCOUNT_STEP).ceiling
        step = Decimal(sign) * HEADCOUNT_STEP.numerator / HEADCOUNT_STEP.denominator
        yield Scenario(change="headcount", step=step, ceiling=ceiling)
