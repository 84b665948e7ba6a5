"""What choices are worth in yuan: days and allowances that are left to their default (§4)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sanicost.core.estimate import Estimate, estimate
from sanicost.core.evaluate import half_up
from sanicost.core.figures_in_use import unknown_figures
from sanicost.core.notices import Finding, Severity
from sanicost.core.period import MONTHS_PER_YEAR, Month
from sanicost.core.roster import Growth, Pattern, Position, Roster, StatutoryDays
from sanicost.core.text import change, money, plain


def line_cost(priced: Estimate, line: str, indices: Iterable[int]) -> int:
    """Return what one line of some positions amounts to over the term, in fen."""
    positions, chosen = priced.roster.positions, list(indices)
    return sum(
        segment.amounts[line][index] * positions[index].headcount * segment.months
        for segment in priced.segments
        for index in chosen
    )


def worth(priced: Estimate) -> tuple[Finding, ...]:
    """Return what the pattern of days, indoor posts, leave and the spread of holidays are worth."""
    return (
        *_rest_days(priced),
        *_indoors(priced),
        *_leave(priced),
        *_holidays(priced),
        *_held_constant(priced),
    )


def _info(code: str, **params: str | int) -> Finding:
    return Finding(code=code, severity="info", params=params)


def _rest_days(priced: Estimate) -> Iterator[Finding]:
    """Yield what the rest days of the usual pattern cost, and what another pattern amounts to."""
    roster, other = priced.roster, priced.roster.compared
    cost = line_cost(priced, "rest_day_overtime", priced.indices(None))
    changed = tuple(_on_other_days(one, roster) for one in roster.positions)
    if not cost or other is None or changed == roster.positions:
        return
    hypothetical = replace(roster, positions=changed)
    if unknown_figures(hypothetical, priced.standard):
        return
    whole = priced.labour_cost()
    found = estimate(hypothetical, priced.standard).labour_cost()
    yield _info(
        "rest-days-worth",
        amount=money(cost),
        share=_percent(cost, whole),
        pattern=other.name,
        other=money(found),
        gap=change(found - whole),
        percent=_percent(found - whole, whole),
    )


def _percent(part: int, whole: int) -> str:
    """Return a part in per cent of the whole, to one decimal."""
    return plain((Decimal(part) * 100 / whole).quantize(Decimal("0.1"))) if whole else "0"


def _on_other_days(position: Position, roster: Roster) -> Position:
    """Return a post on the usual pattern as it is on another one; days of its own it keeps."""
    other, usual = roster.compared, roster.usual
    if other is None or usual is None or position.work_pattern != usual.work_pattern:
        return position
    return following(position, other)


def following(position: Position, pattern: Pattern) -> Position:
    """Return a post with the days of a pattern; days of its own it keeps."""
    days = {
        "work_days": pattern.work_days,
        "rest_days_worked": pattern.rest_days_worked,
        "statutory_days_worked": pattern.statutory_days_worked,
    }
    followed = {name: value for name, value in days.items() if name not in position.places}
    return replace(position, **followed)  # type: ignore[arg-type] # each is the field's own type


def _indoors(priced: Estimate) -> Iterator[Finding]:
    """Yield the heat allowance of posts that work indoors by their title: 三(四)."""
    words = priced.roster.indoor_words
    indoors = [
        index
        for index, position in enumerate(priced.roster.positions)
        if any(word in position.title for word in words)
    ]
    cost = line_cost(priced, "heat_allowance", indoors)
    if cost:
        titles = dict.fromkeys(priced.roster.positions[index].title for index in indoors)
        yield _info("heat-indoors", titles="、".join(titles), amount=money(cost))


def _leave(priced: Estimate) -> Iterator[Finding]:
    """Yield the post allowance that is paid for days of annual leave: 二(五)."""
    leave, exact = priced.roster.leave_days, Fraction(0)
    if not leave:
        return
    for index, position in enumerate(priced.roster.positions):
        days = position.coverage.leave_days if position.coverage else leave
        paid = line_cost(priced, "post_allowance", [index])
        exact += paid * Fraction(days) / (MONTHS_PER_YEAR * Fraction(position.work_days))
    yield _info("allowance-on-leave", days=plain(leave), amount=money(half_up(exact)))


def _holidays(priced: Estimate) -> Iterator[Finding]:
    """Yield contract years whose own statutory days are not the twelfths that are priced (§4)."""
    roster, standard = priced.roster, priced.standard
    if roster.statutory_days is StatutoryDays.CALENDAR or all(
        one.statutory_days_worked is not None for one in roster.positions
    ):
        return
    years = [roster.period.months_of_year(n + 1) for n in range(roster.period.contract_years)]
    own = [standard.statutory_days(year) for year in years]
    spread = [_spread(priced, year) for year in years]
    if all(days is None or days == even for days, even in zip(own, spread, strict=True)):
        return
    by_date = estimate(replace(roster, statutory_days=StatutoryDays.CALENDAR), standard, priced)
    for number, (days, even) in enumerate(zip(own, spread, strict=True), start=1):
        if days is None or days == even:
            continue
        gap = _cost_of_year(by_date, number) - _cost_of_year(priced, number)
        year = years[number - 1]
        params: dict[str, str | int] = {
            "year": number,
            "start": str(year[0]),
            "last": str(year[-1]),
            "days": days,
            "even": plain((Decimal(even.numerator) / even.denominator).quantize(Decimal("0.01"))),
            "amount": change(gap),
        }
        short = roster.period.months < MONTHS_PER_YEAR
        severity: Severity = "warning" if short else "info"
        yield Finding(code="holidays-otherwise-by-date", severity=severity, params=params)


def _spread(priced: Estimate, year: Iterable[Month]) -> Fraction:
    """Return the statutory days that a contract year is priced with: a twelfth for each month."""
    period, standard = priced.roster.period, priced.standard
    months = (standard.number("statutory_holidays", period.figures_month(month)) for month in year)
    return sum((Fraction(days or 0) / MONTHS_PER_YEAR for days in months), Fraction(0))


def _cost_of_year(priced: Estimate, year: int) -> int:
    """Return the basic cost of a contract year, in fen."""
    return sum(
        priced.segment_cost(segment, index)
        for segment in priced.segments
        if segment.contract_year == year
        for index in priced.indices(None)
    )


def _held_constant(priced: Estimate) -> Iterator[Finding]:
    """Yield what the yearly rise of 三(三)3 would add to a term of more than twelve months."""
    roster = priced.roster
    if roster.seniority_growth is Growth.ANNUAL or roster.period.months <= MONTHS_PER_YEAR:
        return
    rising = estimate(replace(roster, seniority_growth=Growth.ANNUAL), priced.standard, priced)
    added = rising.labour_cost() - priced.labour_cost()
    if added:
        yield _info("seniority-held-constant", amount=money(added))
