"""What a change of one figure or of the heads does to the ceiling: recomputed, not estimated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Literal, TypeAlias

from sanicost.core.estimate import Estimate, estimate, repriced
from sanicost.core.figures import MINIMUM_WAGE, Row
from sanicost.core.price import price
from sanicost.core.segments import State

Change: TypeAlias = Literal["figure", "seniority", "headcount"]

MINIMUM_WAGE_STEP = Decimal(100)
RATE_STEP = Decimal("0.01")
YEARS_STEP = Decimal(1)
HEADCOUNT_STEP = Fraction(1, 10)
INSURANCE_RATES = ("pension", "medical", "maternity", "unemployment", "work_injury", "housing_fund")


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One change and the ceiling that it leads to, in fen; `path` names a changed figure."""

    change: Change
    step: Decimal
    ceiling: int
    path: str = ""


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


def _raised(state: State, path: str, step: Decimal) -> dict[str, Row | None]:
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
