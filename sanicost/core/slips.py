"""What may be a slip of the pen: rows twice, sample names, high rates, short terms (§6)."""

from collections.abc import Iterator
from decimal import Decimal

from sanicost.core.estimate import Estimate
from sanicost.core.fields import texts
from sanicost.core.notices import Finding
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.price import Price
from sanicost.core.roster import RATE_NAMES, Position
from sanicost.core.text import folded, money, plain
from sanicost.core.worth import line_cost

HIGH_RATE = Decimal("0.2")
"""A rate above it is a finding; one above 0.5 is refused where the roster is read."""


def slips(priced: Estimate, price: Price) -> tuple[Finding, ...]:
    """Return what may be a slip, in the order of the roster, then of the whole."""
    return (
        *_repeated(priced),
        *_fractions(priced),
        *_relief_elsewhere(priced),
        *_streets(priced),
        *_samples(priced),
        *_term(priced),
        *_rates(priced, price),
    )


def _warning(code: str, where: str = "", **params: str | int) -> Finding:
    return Finding(code=code, severity="warning", where=where, params=params)


def _repeated(priced: Estimate) -> Iterator[Finding]:
    """Yield each row that repeats an earlier one in every field, with what it costs."""
    seen: dict[tuple[str, ...], Position] = {}
    for index, position in enumerate(priced.roster.positions):
        key = tuple(texts(position).values())
        first = seen.setdefault(key, position)
        if first is not position:
            amount = money(priced.cost(index))
            params = {"title": position.title, "first": first.where, "amount": amount}
            yield _warning("row-repeated", position.where, **params)


def _fractions(priced: Estimate) -> Iterator[Finding]:
    """Yield a fraction of a year of service for a single head: nobody has an average."""
    for position in priced.roster.positions:
        years = position.seniority_years
        if position.headcount == 1 and years != years.to_integral_value():
            params = {"title": position.title, "years": plain(years)}
            where = position.place("seniority_years")
            yield Finding(code="fraction-for-one-head", severity="info", where=where, params=params)


def is_relief(position: Position, words: tuple[str, ...]) -> str:
    """Return by what a row is known to hold relief heads, "" where by nothing.

    Heads worked out from posts to man are reconciled with the days that each of them works.
    """
    text = position.title + (position.remarks or "")
    named = next((word for word in words if word in text), "")
    if not named and position.relief_headcount and not position.coverage:
        return "relief_headcount"
    return named


def _relief_elsewhere(priced: Estimate) -> Iterator[Finding]:
    """Yield relief heads in a row of their own beside paid rest days in other rows of the lot.

    The same day would be priced twice (§3): once as overtime, once as the relief's own wage.
    """
    positions = priced.roster.positions
    for position in positions:
        word = is_relief(position, priced.roster.relief_words)
        if not word or position.rest_days_worked:
            continue
        paid = [
            index
            for index, other in enumerate(positions)
            if other.lot == position.lot and other.rest_days_worked
        ]
        amount = line_cost(priced, "rest_day_overtime", paid)
        if amount:
            rows = "、".join(dict.fromkeys(positions[index].where for index in paid[:5]))
            counts = {"count": len(paid)}
            texts_of = {"word": word, "rows": rows, "amount": money(amount)}
            code = "relief-beside-paid-rest-days"
            yield _warning(code, position.where, **texts_of, **counts)


def _streets(priced: Estimate) -> Iterator[Finding]:
    """Yield that streets are given for some rows only."""
    without = [one for one in priced.roster.positions if not one.street]
    if without and len(without) < len(priced.roster.positions):
        yield _warning("street-missing-in-rows", without[0].where, count=len(without))


def _samples(priced: Estimate) -> Iterator[Finding]:
    """Yield a project or a buyer that is still called a sample; its rows are noted when read."""
    words, project = priced.roster.sample_words, priced.roster.project
    for name, text in (("name", project.name), ("buyer", project.buyer)):
        if text and any(folded(word) in folded(text) for word in words):
            yield _warning("name-is-sample", project.places.get(name, ""), found=text)


def _term(priced: Estimate) -> Iterator[Finding]:
    """Yield a term under twelve months; that nobody gave one is noted when it is read."""
    period = priced.roster.period
    if period.months < MONTHS_PER_YEAR:
        hot = priced.segments[0].state.heat_months
        start = str(period.start)
        yield _warning("term-short", months=period.months, hot=hot, start=start)


def _rates(priced: Estimate, price: Price) -> Iterator[Finding]:
    """Yield each rate above a fifth, with what it amounts to."""
    prices = priced.roster.prices
    for part in price.parts:
        for name in RATE_NAMES:
            charge = part.charges[name]
            if charge and charge.rate > HIGH_RATE:
                found = plain(charge.rate * 100)
                params = {"rate": name, "lot": part.lot or "", "found": found}
                where = prices.rate_place(name, part.lot)
                yield _warning("rate-high", where, **params, amount=money(charge.amount))
