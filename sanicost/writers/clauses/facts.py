"""What a tender puts into the wording of its clauses: facts as text, and conditions that hold.

Each stands here once, under the name by which the wording asks for it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from sanicost.core.evaluate import half_up
from sanicost.core.figures import REGULATION, Edition
from sanicost.core.period import MONTHS_PER_YEAR, Month
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, Growth, Insurance
from sanicost.core.rules import INCENTIVE_LINES
from sanicost.core.text import in_capitals, money, plain
from sanicost.i18n import label
from sanicost.i18n.figures import carried_value, figure_name, provisional_note
from sanicost.writers.clauses import law
from sanicost.writers.clauses.law import Fact
from sanicost.writers.clauses.told import Told

Condition: TypeAlias = Callable[[Result], bool]


def facts(told: Told) -> dict[str, str]:
    """Return all that the wording may ask for; a figure that moves with each of its changes."""
    return {name: fact(told) for name, fact in FACTS.items()}


def conditions(result: Result) -> frozenset[str]:
    """Return the conditions that hold for a tender."""
    return frozenset(name for name, holds in CONDITIONS.items() if holds(result))


def provisional_items(told: Told) -> list[str]:
    """Return each figure that must be confirmed, with the first month concerned and the reason."""
    standard = told.result.estimate.standard
    return [
        told.wording.say(
            "item",
            number=number,
            name=figure_name(one.figure, standard, "zh"),
            month=told.month(one.month),
            note=provisional_note(one, "zh"),
        )
        for number, one in enumerate(told.result.provisional, start=1)
    ]


def carried_items(told: Told) -> list[str]:
    """Return each figure that is carried forward, with its value and its last known day."""
    standard = told.result.estimate.standard
    return [
        told.wording.say(
            "carried_item" if carried_value(one, "zh") else "carried_rules",
            number=number,
            name=figure_name(one.figure, standard, "zh"),
            value=carried_value(one, "zh"),
            until=_day(told, one.until),
            month=told.month(one.month),
        )
        for number, one in enumerate(told.result.carried_forward, start=1)
    ]


ITEMS: Mapping[str, Callable[[Told], list[str]]] = {
    "provisional": provisional_items,
    "carried_forward": carried_items,
}
"""The lists that may follow an article."""


def _documents(told: Told) -> str:
    """Return the editions of the rules that price the period, with their full titles."""
    estimate = told.result.estimate
    period = estimate.roster.period
    found = [estimate.standard.document(period.figures_month(s.start)) for s in estimate.segments]
    titles = told.wording.documents
    numbers = dict.fromkeys(one.title for one in found if one)
    named = (
        told.wording.say("document", title=titles[number], number=number)
        if number in titles
        else told.wording.say("untitled", number=number)
        for number in numbers
    )
    return told.listed(named) or told.wording.phrases["unknown"]


def _lot(told: Told) -> str:
    """Return the lot that a document is written for, "" for that of a whole tender."""
    codes = {one.code: one.params for one in told.result.assumptions}
    return str(codes["part-by-lot"]["found"]) if "part-by-lot" in codes else ""


def _scope(told: Told) -> str:
    return told.wording.phrases["scope_lot" if told.result.split == "lot" else "scope_whole"]


def _relief(result: Result) -> int:
    return sum(position.relief_headcount or 0 for position in result.estimate.roster.positions)


def _injury_only(result: Result) -> int:
    """Return how many are insured against work injury alone."""
    positions = result.estimate.roster.positions
    return sum(p.headcount for p in positions if p.insurance is Insurance.INJURY_ONLY)


def _rest_days(told: Told) -> str:
    """Return the rest days worked a year, those of the least and of the most."""
    days = sorted({p.rest_days_worked for p in told.positions if p.rest_days_worked})
    if not days:
        return ""
    low, high = plain(days[0]), plain(days[-1])
    return low if low == high else told.wording.say("range", low=low, high=high)


def _rest_hours(told: Told) -> str:
    """Return the most hours that rest days and extended hours amount to in an average month."""
    daily = told.figures(told.result.estimate.segments[0])["hours_per_day"] or Decimal(0)
    hours = (
        Fraction(p.rest_days_worked * daily) / MONTHS_PER_YEAR + Fraction(p.overtime_hours)
        for p in told.positions
    )
    return plain(Decimal(half_up(max(hours) * 100)) / 100)


def _has_own_base_wage(result: Result) -> bool:
    """Return whether some position is paid more than the standard asks for."""
    segments = result.estimate.segments
    return any(
        max(segment.amounts["base_wage"]) > (standard or 0)
        for segment, standard in zip(segments, law.standard_wages(result), strict=True)
    )


def _document(result: Result) -> Edition | None:
    """Return the rules in force at the end of the period."""
    estimate = result.estimate
    period = estimate.roster.period
    return estimate.standard.document(period.figures_month(period.last))


def _lapse(result: Result) -> date | None:
    document = _document(result)
    return document.lapses if document else None


def _lapsed_months(result: Result) -> list[Month]:
    """Return the months that end after the rules have lapsed."""
    lapse = _lapse(result)
    months = result.estimate.roster.period.all_months()
    return [month for month in months if lapse and month.last_day > lapse]


def _is_confirmed(result: Result) -> bool:
    """Return whether an officer has confirmed that the rules go on after they lapse."""
    return all(one.figure != REGULATION for one in result.carried_forward)


def _lapses(told: Told) -> str:
    day = _lapse(told.result)
    return _day(told, day) if day else ""


def _day(told: Told, day: date) -> str:
    """Return a day as the clauses write it."""
    return told.wording.say("day", year=day.year, month=day.month, day=day.day)


def _lapsed_from(told: Told) -> str:
    return next(map(told.month, _lapsed_months(told.result)), "")


def _absent(result: Result) -> list[str]:
    """Return the charges for which the tender has no rate."""
    return [label(name, "zh") for name in RATE_NAMES if result.price.charge(name) is None]


def _priced(line: str) -> Condition:
    """Return the condition that a line pays somebody."""

    def holds(result: Result) -> bool:
        return any(any(segment.amounts[line]) for segment in result.estimate.segments)

    return holds


def _table(name: str) -> Fact:
    """Return the fact that says the number of a table, "" for one that the tender lacks."""
    return lambda told: told.tables.get(name, "")


FACTS: Mapping[str, Fact] = {
    "documents": _documents,
    "start": lambda told: told.month(told.result.estimate.roster.period.start),
    "last": lambda told: told.month(told.result.estimate.roster.period.last),
    "months": lambda told: str(told.result.estimate.roster.period.months),
    "lapses": _lapses,
    "lapsed_from": _lapsed_from,
    "provisional_count": lambda told: str(len(told.result.provisional)),
    "carried_count": lambda told: str(len(told.result.carried_forward)),
    "scope": _scope,
    "lot": _lot,
    "heads": lambda told: str(sum(position.headcount for position in told.positions)),
    "relief": lambda told: str(_relief(told.result)),
    "injury_only": lambda told: str(_injury_only(told.result)),
    "rest_days_worked": _rest_days,
    "rest_hours": _rest_hours,
    "base_wage": law.base_wage,
    "base_wage_ratio": law.as_percent("base_wage_ratio"),
    "post_allowance": law.dated(law.allowances),
    "seniority_pay": law.dated(law.bands),
    "heat_months": law.dated(law.heat_months),
    "heat_month": law.as_plain("heat_allowance.month"),
    "heat_day": law.as_plain("heat_allowance.day"),
    "paid_days": law.as_plain("paid_days_per_month"),
    "hours_per_day": law.as_plain("hours_per_day"),
    "holiday_money": law.as_plain("holiday_money"),
    "extended": law.as_percent("overtime_multiples.extended"),
    "rest_day": law.as_percent("overtime_multiples.rest_day"),
    "statutory_holiday": law.as_percent("overtime_multiples.statutory_holiday"),
    "unused_leave": law.as_percent("unused_leave_multiple"),
    "insurance_rates": law.rates,
    "housing_fund_rate": law.as_percent("housing_fund.rate"),
    "hours_per_week": law.as_plain("working_time_limits.hours_per_week"),
    "rest_days_per_week": law.as_plain("working_time_limits.rest_days_per_week"),
    "extra_day_usual": law.as_plain("working_time_limits.extra_hours_per_day_usual"),
    "extra_day_special": law.as_plain("working_time_limits.extra_hours_per_day_special"),
    "extra_month": law.as_plain("working_time_limits.extra_hours_per_month"),
    "ceiling": lambda told: money(told.result.price.ceiling),
    "ceiling_capitals": lambda told: in_capitals(told.result.price.ceiling),
    "labour_cost": lambda told: money(told.result.price.labour_cost),
    "absent": lambda told: told.listed(_absent(told.result)),
    "table_posts": _table("posts"),
    "table_wages": _table("wages"),
    "table_employer": _table("employer"),
    "table_incentives": _table("incentives"),
    "table_lots": _table("lots"),
    "table_sensitivity": _table("sensitivity"),
}
"""The facts by the names under which a wording asks for them."""

CONDITIONS: Mapping[str, Condition] = {
    "whole": lambda result: not result.split and not result.estimate.roster.lots,
    "lots": lambda result: bool(result.estimate.roster.lots),
    "lot": lambda result: result.split == "lot",
    "provisional": lambda result: bool(result.provisional),
    "carried_forward": lambda result: bool(result.carried_forward),
    "relief": lambda result: _relief(result) > 0,
    "injury_only": lambda result: _injury_only(result) > 0,
    "own_base_wage": _has_own_base_wage,
    "constant_seniority": lambda r: r.estimate.roster.seniority_growth is Growth.NONE,
    "growing_seniority": lambda r: r.estimate.roster.seniority_growth is Growth.ANNUAL,
    "rest_days": lambda r: any(p.rest_days_worked for p in r.estimate.roster.positions),
    **{name: _priced(name) for name in (*INCENTIVE_LINES, "incentives")},
    "rates_absent": lambda result: bool(_absent(result)),
    "lapses": lambda result: _lapse(result) is not None,
    "lapsed": lambda result: bool(_lapsed_months(result)),
    "unconfirmed_lapse": lambda result: bool(_lapsed_months(result)) and not _is_confirmed(result),
    "confirmed_lapse": lambda result: bool(_lapsed_months(result)) and _is_confirmed(result),
    "sensitivity": lambda result: bool(result.scenarios),
}
"""The conditions by the names under which a wording asks for them."""
