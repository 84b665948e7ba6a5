"""What is priced but shown: findings that a reviewer asks about (§6), and the assumptions made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from sanicost.core.estimate import Estimate
from sanicost.core.figures import REGULATION, Standing, in_short, latest
from sanicost.core.figures_in_use import used_figures
from sanicost.core.lines import evaluate_lines
from sanicost.core.notices import Assumption, Finding, Severity
from sanicost.core.period import MONTHS_PER_YEAR, Month
from sanicost.core.position_columns import fact_columns
from sanicost.core.price import Price
from sanicost.core.roster import RATE_NAMES, Growth, Insurance, Position, StatutoryDays
from sanicost.core.segments import heat_months, needed_figures
from sanicost.core.slips import is_relief, slips
from sanicost.core.text import money, plain
from sanicost.core.worth import line_cost, worth

FINDINGS_CITING = (
    "overtime-above-monthly-limit",
    "overtime-above-daily-limit",
    "title-outside-annex",
    "relief-with-paid-rest-days",
    "relief-beside-paid-rest-days",
    "rest-days-worth",
    "heat-indoors",
    "allowance-on-leave",
    "holidays-otherwise-by-date",
    "fraction-for-one-head",
    "seniority-held-constant",
    "average-seniority",
    "skilled-share-below-target",
)
"""The findings that speak of a clause, which the city names."""

_USUAL_LEAST, _USUAL_MOST = Decimal("0.5"), Decimal(2)


def findings(priced: Estimate, price: Price) -> tuple[Finding, ...]:
    """Return every finding, in the order of the roster, then those of the whole."""
    found = [*position_findings(priced)]
    found += slips(priced, price)
    found += worth(priced)
    found += _skilled_share(priced)
    found += _over_budget(priced, price)
    found += _average_seniority(priced)
    found += _unused_overrides(priced)
    return tuple(map(priced.standard.law.cited, found))


def position_findings(priced: Estimate) -> tuple[Finding, ...]:
    """Return what is found of single positions: all that a part of a tender says."""
    found: list[Finding] = []
    usuals = _usual_unit_costs(priced)
    for index, position in enumerate(priced.roster.positions):
        found += _working_time(priced, position)
        found += _title(position)
        found += _relief(priced, index)
        found += _unusual(priced, index, usuals)
    return tuple(map(priced.standard.law.cited, found))


def _figure(priced: Estimate, path: str, month: Month) -> Decimal | None:
    """Return a plain figure in force for a priced month."""
    return priced.standard.number(path, priced.roster.period.figures_month(month))


def _working_time(priced: Estimate, position: Position) -> Iterator[Finding]:
    """Yield overtime beyond 36 hours a month on average, or an hour a day: 二(二)."""
    start = priced.roster.period.start
    limit = _figure(priced, "working_time_limits.extra_hours_per_month", start)
    daily = _figure(priced, "working_time_limits.extra_hours_per_day_usual", start)
    hours = _figure(priced, "hours_per_day", start)
    extended = position.overtime_hours
    if limit is not None and hours is not None:
        rest = position.rest_days_worked * hours / MONTHS_PER_YEAR
        if rest + extended > limit:
            total = (rest + extended).quantize(Decimal("0.01"))
            pair = {"hours": plain(total), "limit": plain(limit)}
            yield _finding("overtime-above-monthly-limit", "warning", position.where, **pair)
    if daily is not None and extended > daily * position.work_days:
        pair = {"hours": plain(extended), "limit": plain(daily * position.work_days)}
        pair["daily"] = plain(daily)
        yield _finding("overtime-above-daily-limit", "warning", position.where, **pair)


def _title(position: Position) -> Iterator[Finding]:
    """Yield a title that the annex does not know; its class is the officer's."""
    if not position.in_annex:
        near = "、".join(position.near_titles)
        params = {"title": position.title, "near": near}
        post_class = position.post_class
        yield _finding(
            "title-outside-annex", "info", position.where, **params, post_class=post_class
        )


def _relief(priced: Estimate, index: int) -> Iterator[Finding]:
    """Yield relief workers with paid rest days: the same day would be priced twice (§3)."""
    position = priced.roster.positions[index]
    word = is_relief(position, priced.roster.relief_words)
    if word and position.rest_days_worked > 0:
        amount = money(line_cost(priced, "rest_day_overtime", [index]))
        params = {"word": word, "days": plain(position.rest_days_worked), "amount": amount}
        yield _finding("relief-with-paid-rest-days", "warning", position.where, **params)


def _unusual(
    priced: Estimate, index: int, usuals: Mapping[tuple[Month, int], int]
) -> Iterator[Finding]:
    """Yield a unit cost outside half to twice that of the same class with all defaults."""
    position = priced.roster.positions[index]
    for segment in priced.segments:
        usual = usuals[segment.start, position.post_class]
        ratio = Decimal(segment.amounts["unit_cost"][index]) / usual if usual else _USUAL_LEAST
        if not _USUAL_LEAST <= ratio <= _USUAL_MOST:
            params = {
                "found": money(segment.amounts["unit_cost"][index]),
                "usual": money(usual),
                "month": str(segment.start),
            }
            yield _finding("unit-cost-unusual", "warning", position.where, **params)
            return


def _usual_unit_costs(priced: Estimate) -> dict[tuple[Month, int], int]:
    """Return for each segment and class the unit cost, in fen, of a worker with all defaults."""
    usual = priced.roster.usual
    classes = sorted({position.post_class for position in priced.roster.positions})
    if usual is None:
        return {(segment.start, n): 0 for segment in priced.segments for n in classes}
    workers = [replace(usual, post_class=n) for n in classes]
    costs: dict[tuple[Month, int], int] = {}
    for segment in priced.segments:
        # A figure that this roster does not need may be unknown; then there is no comparison.
        needed = needed_figures(replace(priced.roster, positions=tuple(workers)), segment.state)
        if any(not (row := segment.state.rows[path]) or row.value is None for path in needed):
            costs |= {(segment.start, n): 0 for n in classes}
            continue
        rows = fact_columns(workers, segment.shape)
        chunk = next(evaluate_lines(segment.shape, segment.state.columns, rows))
        numbers = chunk["unit_cost"]
        assert isinstance(numbers, list)
        costs |= {(segment.start, n): fen for n, fen in zip(classes, numbers, strict=True)}
    return costs


def _skilled_share(priced: Estimate) -> Iterator[Finding]:
    """Yield a share of skilled posts under the target of 一(三)."""
    positions = priced.roster.positions
    heads = sum(position.headcount for position in positions)
    skilled = sum(position.headcount for position in positions if position.skilled)
    target = _figure(priced, "skilled_share_target", priced.roster.period.last)
    if target is not None and skilled < target * heads:
        share = (Decimal(skilled) * 100 / heads).quantize(Decimal("0.1"))
        texts = {"share": plain(share), "target": plain(target * 100)}
        yield _finding(
            "skilled-share-below-target", "info", "", **texts, skilled=skilled, heads=heads
        )


def _over_budget(priced: Estimate, price: Price) -> Iterator[Finding]:
    """Yield a ceiling above the budget, with the gap."""
    budget = priced.roster.project.budget
    if budget is not None and price.ceiling > budget * 100:
        params = {
            "ceiling": money(price.ceiling),
            "budget": money(int(budget * 100)),
            "gap": money(price.ceiling - int(budget * 100)),
        }
        yield _finding("ceiling-above-budget", "error", "", **params)


def _average_seniority(priced: Estimate) -> Iterator[Finding]:
    """Yield, once, that an average never costs less than the true spread: the bands are concave."""
    if any(position.headcount > 1 for position in priced.roster.positions):
        yield _finding("average-seniority", "info", "")


def _unused_overrides(priced: Estimate) -> Iterator[Finding]:
    """Yield overrides that price no month, so that an officer does not believe in them."""
    rows = _rows_in_use(priced)
    for path, overrides in priced.standard.overrides.items():
        for row in overrides:
            if id(row) not in rows:
                yield _finding("override-without-effect", "info", row.where, figure=path)


def _rows_in_use(priced: Estimate) -> set[int]:
    """Return the rows that price some month, and those that let lapsed rules price one."""
    rows = {id(row) for state in priced.states.values() for row in state.rows.values()}
    confirming = priced.standard.overrides.get(REGULATION, ())
    alone = replace(priced.standard, overrides={})
    lapsed = [month for month in priced.states if alone.lapsed(month)]
    return rows | {id(latest(confirming, month)) for month in lapsed}


def _finding(code: str, severity: Severity, where: str, **params: str | int) -> Finding:
    """Return a finding."""
    return Finding(code=code, severity=severity, where=where, params=params)


ASSUMPTIONS_CITING = (
    "work-pattern-assumed",
    "injury-only",
    "rate-absent",
    "leave-outside-basic-cost",
    "heads-from-coverage",
    "seniority-assumed",
    "seniority-constant",
    "seniority-grows",
    "heat-spread-over-year",
    "heat-not-exposed",
    "heat-by-day",
    "bases-are-modelled-income",
    "own-base",
    "statutory-days-by-date",
    "holidays-on-one-day",
)
"""The assumptions that rest on a clause, which the city names."""


def assumptions(priced: Estimate, read: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Return every assumption: the period, the options, the figures, then the method."""
    own = *_overrides(priced), *_kept(priced)
    made = *_period(priced), *read, *own, *_method(priced), *_rates(priced)
    return tuple(map(priced.standard.law.cited, made))


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
    rows = _rows_in_use(priced)
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


def _kept(priced: Estimate) -> Iterator[Assumption]:
    """Yield each value that the officer keeps among the figures and that prices some month."""
    for used in used_figures(priced):
        row = used.row
        if row.standing is Standing.CONFIRMED and row in priced.standard.figures[used.path].rows:
            said = {"value": in_short(row.value), "source": row.source, "start": str(row.start)}
            yield _made("figure-kept", figure=used.path, reason=row.note.get("zh", ""), **said)


def _method(priced: Estimate) -> Iterator[Assumption]:
    """Yield the choices of the specification where the law leaves one open."""
    yield _made("bases-are-modelled-income")
    if priced.roster.statutory_days is StatutoryDays.CALENDAR:
        yield _made("statutory-days-by-date")
        yield from _coinciding(priced)
    period = priced.roster.period
    season = "、".join(map(str, sorted(heat_months(priced.segments[-1].state.rows))))
    yield _made("heat-spread-over-year", season=season)
    paid = priced.standard.number("paid_days_per_month", period.figures_month(period.start))
    for position in priced.roster.positions:
        if not position.heat_exposed:
            yield _made("heat-not-exposed", position.place("heat_exposed"), title=position.title)
        elif paid is not None and position.work_days < paid:
            days = plain(position.work_days)
            place = position.place("work_days")
            yield _made("heat-by-day", place, title=position.title, days=days)
        for name in ("insurance_base", "housing_fund_base"):
            base = getattr(position, name)
            if base is not None:
                given = {"title": position.title, "found": plain(base), "field": name}
                yield _made("own-base", position.place(name), **given)
        if position.insurance is Insurance.INJURY_ONLY:
            yield _made("injury-only", position.place("insurance"), title=position.title)
    yield from _unused_leave(priced)


def _unused_leave(priced: Estimate) -> Iterator[Assumption]:
    """Yield what a day of unused leave is paid: as in the last month, or as first known."""
    path, period = "unused_leave_multiple", priced.roster.period
    rows = priced.standard.figures[path].rows
    known = (
        priced.standard.number(path, period.figures_month(period.last)),
        *(r.value for r in rows),
    )
    for multiple in [one for one in known if isinstance(one, Decimal)][:1]:
        yield _made("leave-outside-basic-cost", percent=plain(multiple * 100))


def _coinciding(priced: Estimate) -> Iterator[Assumption]:
    """Yield the days of the period that are two holidays at once: they count once (§4)."""
    months = {(month.year, month.number) for month in priced.roster.period.all_months()}
    days = priced.standard.coinciding
    found = [str(day) for day in days if (day.year, day.month) in months]
    if found:
        yield _made("holidays-on-one-day", days="、".join(found))


def _rates(priced: Estimate) -> Iterator[Assumption]:
    """Yield each rate that was not given: the ceiling holds none then."""
    prices = priced.roster.prices
    for lot in priced.roster.lots or (None,):
        for name in RATE_NAMES:
            if prices.rate(name, lot) is None:
                yield _made("rate-absent", rate=name, lot=lot or "")
