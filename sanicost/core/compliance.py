"""What is refused: rosters that the law does not allow to be priced (specification §2, §3, §6)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sanicost.core.fields import FIELDS
from sanicost.core.figures import Row, Standard, Standing, Value, latest, leaves
from sanicost.core.notices import Problem
from sanicost.core.period import MONTHS_PER_YEAR, Month
from sanicost.core.roster import Position, Roster
from sanicost.core.text import plain

DAYS_PER_YEAR = 365
REST_DAYS_PER_YEAR = 104
WORKABLE_DAYS_PER_YEAR = DAYS_PER_YEAR - REST_DAYS_PER_YEAR
"""261: the days of a year that are not rest days; statutory days are still among them (§3)."""

MAX_SENIORITY_YEARS = 100
CITING = (
    "base-wage-below-standard",
    "holiday-money-below-standard",
    "days-without-overtime-pay",
    "housing-fund-rate-outside-limits",
    "override-lowers-law",
    "class-contradicts-annex",
)
"""The refusals that hold a clause, which the city names; a class is refused where it is read."""

_GUARDED = tuple(one for one in FIELDS if one.role.guard)
"""All that the guards read of a position."""


def refusals(roster: Roster, standard: Standard) -> list[Problem]:
    """Return everything for which the law or the specification refuses to price the roster."""
    months = sorted({roster.period.figures_month(m) for m in roster.period.all_months()})
    known: dict[tuple[object, ...], list[Problem]] = {}
    problems: list[Problem] = []
    for position in roster.positions:
        key = tuple(one.value(position) for one in _GUARDED)
        if key not in known:
            known[key] = list(_of_position(position, standard, months))
        problems += [
            Problem(code=p.code, where=position.place(p.where), params=p.params) for p in known[key]
        ]
    return [standard.law.cited(one) for one in (*problems, *_lowered(standard, months))]


def _of_position(position: Position, standard: Standard, months: list[Month]) -> Iterator[Problem]:
    """Yield what is refused of one position, with the first month concerned."""
    checks = (_base_wage, _holiday_money, _housing_fund_rate, _unpaid_days)
    for check in checks:
        found = [problem for month in months if (problem := check(position, standard, month))]
        yield from found[:1]


def _base_wage(position: Position, standard: Standard, month: Month) -> Problem | None:
    """三(一): at least ratio × minimum wage in every month."""
    ratio = standard.number("base_wage_ratio", month)
    minimum = standard.number("minimum_wage", month)
    if position.base_wage is None or ratio is None or minimum is None:
        return None
    return _short("base_wage", position.base_wage, ratio * minimum, month)


def _holiday_money(position: Position, standard: Standard, month: Month) -> Problem | None:
    """三(五): at least the year's amount."""
    least = standard.number("holiday_money", month)
    if position.holiday_money is None or least is None:
        return None
    return _short("holiday_money", position.holiday_money, least, month)


def _short(name: str, found: Decimal, least: Decimal, month: Month) -> Problem | None:
    """Return the problem of an amount below the least allowed, with the gap in yuan."""
    if found >= least:
        return None
    params = {
        "found": plain(found),
        "least": plain(least),
        "gap": plain(least - found),
        "month": str(month),
    }
    code = f"{name.replace('_', '-')}-below-standard"
    return Problem(code=code, where=name, params=params)


def _housing_fund_rate(position: Position, standard: Standard, month: Month) -> Problem | None:
    """三(八): not below the standard's rate and not above the general ceiling."""
    rate = position.housing_fund_rate
    least = standard.number("housing_fund.rate", month)
    most = standard.number("housing_fund.rate_ceiling", month)
    if rate is None or least is None or most is None or least <= rate <= most:
        return None
    params = {"found": plain(rate), "least": plain(least), "most": plain(most)}
    return Problem(
        code="housing-fund-rate-outside-limits", where="housing_fund_rate", params=params
    )


def _unpaid_days(position: Position, standard: Standard, month: Month) -> Problem | None:
    """三(六), specification §3: no day may be worked without being paid for."""
    statutory = standard.number("statutory_holidays", month)
    if statutory is None:
        return None
    k = statutory if position.statutory_days_worked is None else position.statutory_days_worked
    days = position.work_days * MONTHS_PER_YEAR
    paid = WORKABLE_DAYS_PER_YEAR - statutory + k + position.rest_days_worked
    if days <= paid + 1:
        return None
    params = {
        "days": plain(days),
        "paid": plain(paid),
        "gap": plain(days - paid),
        "month": str(month),
    }
    return Problem(code="days-without-overtime-pay", where="work_days", params=params)


def _lowered(standard: Standard, months: list[Month]) -> Iterator[Problem]:
    """Yield overrides that lower a figure of 三(一)–(六) or (八) below an official row (§2)."""
    for path, overrides in standard.overrides.items():
        figure = standard.figures.get(path)
        if not (figure and figure.is_floor):
            continue
        for month in months:
            override, law = latest(overrides, month), latest(figure.published, month)
            if override and law and law.standing is Standing.OFFICIAL and lowers(override, law):
                params = {
                    "figure": path,
                    "month": str(month),
                    "clause": figure.clause,
                    "found": _shown(override.value),
                    "least": _shown(law.value),
                    "source": law.source,
                }
                yield Problem(code="override-lowers-law", where=override.where, params=params)
                break


def lowers(override: Row, law: Row) -> bool:
    """Return whether an override pays less than the law somewhere."""
    if isinstance(law.value, list):
        years = {Decimal(0), Decimal(MAX_SENIORITY_YEARS)} | _ends(override.value, law.value)
        return any(_pay(override.value, year) < _pay(law.value, year) for year in years)
    if isinstance(law.value, dict) and isinstance(law.value.get("months"), list):
        kept = isinstance(override.value, dict) and _covers(override.value, law.value)
        return not kept or _any_lower(override.value, law.value)
    return _any_lower(override.value, law.value)


def _covers(override: Mapping[str | int, Value], law: Mapping[str | int, Value]) -> bool:
    """Return whether all months of the law's heat season are among the override's."""
    own, legal = override.get("months"), law["months"]
    return isinstance(own, list) and isinstance(legal, list) and all(m in own for m in legal)


def _any_lower(override: Value, law: Value) -> bool:
    """Return whether any single number of the override is below the law's."""
    numbers = {name: n for name, n in leaves("", override) if isinstance(n, Decimal)}
    return any(
        isinstance(least, Decimal) and numbers.get(name, Decimal(0)) < least
        for name, least in leaves("", law)
        if ".months." not in name
    )


def _ends(*scales: Value) -> set[Decimal]:
    """Return the years at which the bands of some scales end."""
    bands = [band for scale in scales if isinstance(scale, list) for band in scale]
    ends = [band.get("upto") for band in bands if isinstance(band, dict)]
    return {end for end in ends if isinstance(end, Decimal)}


def _pay(scale: Value, years: Decimal) -> Decimal:
    """Return the monthly pay of a scale of marginal bands after some years."""
    paid, below = Decimal(0), Decimal(0)
    for band in scale if isinstance(scale, list) else []:
        if not isinstance(band, dict) or not isinstance(band["per_year"], Decimal):
            continue
        upto = band.get("upto")
        reached = min(years, upto) if isinstance(upto, Decimal) else years
        paid += band["per_year"] * max(reached - below, Decimal(0))
        below = reached
    return paid


def _shown(value: Value) -> str:
    """Return a figure's value in short."""
    if isinstance(value, dict):
        return "、".join(f"{key}={_shown(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "；".join(map(_shown, value))
    return plain(value) if isinstance(value, Decimal) else str(value)
