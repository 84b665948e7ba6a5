"""The choices behind the numbers, each stated in the output; the resolved period stands first."""

from collections.abc import Iterable, Iterator

from sanicost.core.estimate import Estimate
from sanicost.core.figures import Standing
from sanicost.core.notices import Assumption
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.roster import RATE_NAMES, Growth, Insurance
from sanicost.core.text import plain
from sanicost.core.value_text import in_short

CLAUSES = {
    "work-pattern-assumed": ("二(二)",),
    "injury-only": ("二(三)",),
    "rate-absent": ("二(四)",),
    "leave-outside-basic-cost": ("二(四)", "二(五)"),
    "heads-from-coverage": ("二(五)",),
    "seniority-assumed": ("三(三)2",),
    "seniority-constant": ("三(三)3",),
    "seniority-grows": ("三(三)3",),
    "heat-spread-over-year": ("三(四)",),
    "heat-not-exposed": ("三(四)",),
    "heat-by-day": ("三(四)",),
    "bases-are-modelled-income": ("三(七)", "三(八)"),
}
"""The clauses on which each assumption rests."""


def assumptions(priced: Estimate, read: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Return every assumption: the period, the options, the figures, then the method."""
    return (*_period(priced), *read, *_overrides(priced), *_method(priced), *_rates(priced))


def _made(code: str, where: str = "", **params: str | int) -> Assumption:
    return Assumption(code=code, where=where, params=params)


def _period(priced: Estimate) -> Iterator[Assumption]:
    """Yield the resolved period, the frozen month and the growth of seniority."""
    period = priced.roster.period
    yield _made("period", start=str(period.start), months=period.months, last=str(period.last))
    if period.as_of:
        yield _made("figures-frozen", month=str(period.as_of))
    if period.months > MONTHS_PER_YEAR:
        growing = priced.roster.seniority_growth is Growth.ANNUAL
        yield _made("seniority-grows" if growing else "seniority-constant")


def _overrides(priced: Estimate) -> Iterator[Assumption]:
    """Yield each override that prices some month: 经办人确认."""
    rows = {id(row) for state in priced.states.values() for row in state.rows.values()}
    for path, overrides in priced.standard.overrides.items():
        for row in overrides:
            if row.standing is Standing.CONFIRMED and id(row) in rows:
                params = {
                    "figure": path,
                    "value": in_short(row.value),
                    "source": row.source,
                    "reason": row.reason,
                    "start": str(row.start or ""),
                }
                yield Assumption(code="override-confirmed", params=params)


def _method(priced: Estimate) -> Iterator[Assumption]:
    """Yield the choices of the specification where the law leaves one open."""
    yield _made("bases-are-modelled-income")
    yield _made("heat-spread-over-year")
    period = priced.roster.period
    paid = priced.standard.number("paid_days_per_month", period.figures_month(period.start))
    for position in priced.roster.positions:
        if not position.heat_exposed:
            yield _made("heat-not-exposed", position.place("heat_exposed"), title=position.title)
        elif paid is not None and position.work_days < paid:
            days = plain(position.work_days)
            place = position.place("work_days")
            yield _made("heat-by-day", place, title=position.title, days=days)
        if position.insurance is Insurance.INJURY_ONLY:
            yield _made("injury-only", position.place("insurance"), title=position.title)
    yield _made("leave-outside-basic-cost")


def _rates(priced: Estimate) -> Iterator[Assumption]:
    """Yield each rate that was not given: the ceiling holds none then."""
    prices = priced.roster.prices
    for lot in priced.roster.lots or (None,):
        for name in RATE_NAMES:
            if prices.rate(name, lot) is None:
                yield _made("rate-absent", rate=name, lot=lot or "")
