"""The cost standard of 穗府办规〔2024〕3号 once more, as plainly as it can be said.

Nothing here is shared with the program. Every month of every position is priced by itself in exact
fractions, and segments are found afterwards: an answer reached by another road than the program's.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor
from pathlib import Path
from typing import Any

import yaml

CONFIG = Path(__file__).parent.parent / "config" / "guangzhou"

WAGE_LINES = (
    "base_wage",
    "post_allowance",
    "seniority_pay",
    "heat_allowance",
    "rest_day_overtime",
    "holiday_overtime",
    "extended_overtime",
    "holiday_money",
)
INSURANCES = {
    "pension": "pension.base",
    "medical": "medical.base",
    "maternity": "medical.base",
    "unemployment": "unemployment.base",
    "work_injury": "work_injury.base",
    "housing_fund": "housing_fund.base",
}
EMPLOYER_LINES = (
    "pension",
    "medical",
    "maternity",
    "unemployment",
    "work_injury",
    "critical_illness",
    "housing_fund",
)
INCENTIVES = ("skill_grade", "education", "skill_post_allowance", "performance_bonus")
RATES = ("management_fee", "profit", "tax")
PATTERNS: dict[str, dict[str, Any]] = {
    "six-day": {"work_days": 26, "rest_days_worked": 52, "statutory_days_worked": "all"},
    "five-day": {
        "work_days": Decimal("21.75"),
        "rest_days_worked": 0,
        "statutory_days_worked": "all",
    },
    "five-day-holidays-off": {
        "work_days": Decimal("20.67"),
        "rest_days_worked": 0,
        "statutory_days_worked": 0,
    },
}
LAPSE = date(2029, 2, 5)  # 六: issued 2024-02-05, valid for five years
SHARED = "全部"
JUNE_TO_OCTOBER = (6, 7, 8, 9, 10)

Roster = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One dated value of a figure: in force from `start` until the next row begins."""

    start: date
    value: Any
    standing: str
    until: date | None = None


Figures = dict[str, list[Row]]


class Unknown(Exception):  # noqa: N818
    """Needed figures have no value: `pairs` names each with the month that was looked up."""

    def __init__(self, pairs: set[tuple[str, str]]) -> None:
        super().__init__(", ".join(f"{figure} {month}" for figure, month in sorted(pairs)))
        self.pairs = pairs


# --- numbers and months --------------------------------------------------------------------------


def half_up(value: Fraction) -> int:
    """Round half up to a whole number."""
    return floor(value + Fraction(1, 2))


def fen(yuan: Fraction) -> int:
    """Round yuan half up to the fen: once for each line."""
    return half_up(yuan * 100)


def exact(value: Any) -> Any:
    """Turn every number inside a value into a fraction; leave text, null and names alone."""
    if isinstance(value, Mapping):
        return {key: exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [exact(item) for item in value]
    if isinstance(value, float):
        raise TypeError(f"binary float: {value!r}")
    return Fraction(value) if isinstance(value, int | Decimal) else value


def month_number(text: str) -> int:
    """Count months, so that the next month is one more.

    >>> month_number("2024-03") - month_number("2023-12")
    3
    """
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def month_text(number: int) -> str:
    """Write a month as YYYY-MM."""
    return f"{number // 12:04d}-{calendar_month(number):02d}"


def calendar_month(number: int) -> int:
    """Say which month of the year it is, 1 to 12."""
    return number % 12 + 1


def first_day(number: int) -> date:
    """Return the first day of a month."""
    return date(number // 12, calendar_month(number), 1)


def last_day(number: int) -> date:
    """Return the last day of a month."""
    year, month = number // 12, calendar_month(number)
    return date(year, month, calendar.monthrange(year, month)[1])


# --- figures and overrides -----------------------------------------------------------------------


class _ExactLoader(yaml.SafeLoader):
    """YAML in which a decimal stays the decimal that was written."""


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


def as_date(value: Any) -> date:
    """Accept a day that YAML already read as a date, and one that it left as text."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def row_from(entry: Mapping[str, Any]) -> Row:
    """Read one entry of `values`."""
    until = entry.get("until")
    return Row(
        start=as_date(entry["from"]),
        value=exact(entry["value"]),
        standing=str(entry.get("standing", "")),
        until=None if until is None else as_date(until),
    )


def figures_from(config_dir: Path = CONFIG) -> Figures:
    """Read every figure below `config_dir`/figures, with its rows in order of date."""
    figures: Figures = {}
    for file in sorted((config_dir / "figures").glob("*.yaml")):
        for path, figure in yaml.load(file.read_text("utf-8"), Loader=_ExactLoader).items():
            rows = [row_from(entry) for entry in figure["values"]]
            figures[path] = sorted(rows, key=lambda row: row.start)
    return figures


def override_row(override: Mapping[str, Any]) -> Row:
    """Make a row of an override: without `from` it covers all months; it is never provisional."""
    since = override.get("from")
    start = date.min if since is None else first_day(month_number(str(since)))
    return Row(start=start, value=exact(override["value"]), standing="confirmed")


def overrides_of(roster: Roster) -> Figures:
    """Read `figures`: one override or a list of overrides under each path."""
    overrides: Figures = {}
    for path, given in (roster.get("figures") or {}).items():
        entries = given if isinstance(given, list) else [given]
        overrides[path] = sorted((override_row(entry) for entry in entries), key=lambda r: r.start)
    return overrides


def in_force(rows: Iterable[Row], month: int) -> Row | None:
    """Return the last row that began on or before the first day of the month."""
    day = first_day(month)
    begun = [row for row in rows if row.start <= day]
    return begun[-1] if begun else None


@dataclass(frozen=True)
class Book:
    """The figures as one roster sees them: its overrides first, all of them frozen by `as_of`."""

    figures: Figures
    overrides: Figures
    as_of: int | None

    def figure_month(self, month: int) -> int:
        """Say which month's figures price this month."""
        return month if self.as_of is None else self.as_of

    def row(self, path: str, month: int) -> Row | None:
        """Return the row in force: the latest override that has begun, else the figure's row."""
        looked_up = self.figure_month(month)
        override = in_force(self.overrides.get(path, []), looked_up)
        return override or in_force(self.figures.get(path, []), looked_up)

    def value(self, path: str, month: int) -> Any:
        """Return the value in force, or None where it is unknown."""
        row = self.row(path, month)
        return None if row is None else row.value

    def provisional(self, path: str, month: int) -> bool:
        """Say whether a figure is assumed, or not confirmed to the end of the priced month."""
        row = self.row(path, month)
        if row is None:
            return False
        return row.standing == "assumed" or (row.until is not None and last_day(month) > row.until)


# --- one person and one month --------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One position in one month of the term: what the formulas of the cost standard read."""

    position: Mapping[str, Any]
    project: Mapping[str, Any]
    book: Book
    index: int

    @cached_property
    def start(self) -> int:
        """Return the first month of the term."""
        return month_number(str(self.project["start"]))

    @cached_property
    def month(self) -> int:
        """Return this month."""
        return self.start + self.index

    def figure(self, path: str) -> Any:
        """Return the figure in force for this month."""
        return self.book.value(path, self.month)

    def own(self, key: str) -> Any:
        """Return what the roster gives for this position, or None."""
        return exact(self.position.get(key))

    def pattern(self, key: str) -> Any:
        """Return a number of the work pattern; the position's own number comes first."""
        given = self.own(key)
        name = self.position.get("work_pattern") or "six-day"
        return exact(PATTERNS[name][key]) if given is None else given

    @cached_property
    def seniority(self) -> Fraction:
        """Return s: 10 years by default, 三(三)2; `annual` adds one each January, 三(三)3."""
        given = self.own("seniority_years")
        growth = self.month // 12 - self.start // 12
        annual = self.project.get("seniority_growth") == "annual"
        return (Fraction(10) if given is None else Fraction(given)) + (growth if annual else 0)

    @cached_property
    def work_days(self) -> Fraction:
        """Return d, the days worked in a month, 三(二)."""
        return Fraction(self.pattern("work_days"))

    @cached_property
    def rest_days(self) -> Fraction:
        """Return r, the rest days worked in a year, 三(六)2."""
        return Fraction(self.pattern("rest_days_worked"))

    @cached_property
    def overtime_hours(self) -> Fraction:
        """Return t, the hours of extended work in a month, 三(六)1."""
        return Fraction(self.own("overtime_hours") or 0)

    @cached_property
    def all_holidays(self) -> bool:
        """Say whether every statutory holiday of the year is worked."""
        return bool(self.pattern("statutory_days_worked") == "all")

    @cached_property
    def holidays(self) -> Fraction:
        """Return k, the statutory holidays worked in a year, 三(六)3."""
        given = self.pattern("statutory_days_worked")
        return Fraction(self.figure("statutory_holidays") if self.all_holidays else given)

    @cached_property
    def contract_year(self) -> range:
        """Return the months of the contract year that holds this month; the last may be shorter."""
        begin = self.index // 12 * 12
        return range(self.start + begin, self.start + min(begin + 12, int(self.project["months"])))

    @cached_property
    def heat_share(self) -> Fraction:
        """Return h / Y, 三(四): the part of the contract year that falls in June to October."""
        if self.position.get("heat_exposed") is False:
            return Fraction(0)
        months = (self.figure("heat_allowance") or {"months": JUNE_TO_OCTOBER})["months"]
        hot = [month for month in self.contract_year if calendar_month(month) in months]
        return Fraction(len(hot), len(self.contract_year))

    def excluded(self, line: str) -> bool:
        """Say whether 二(三) keeps this line away: injury insurance alone is paid."""
        return self.position.get("insurance") == "injury_only" and line != "work_injury"

    def own_rate(self, line: str) -> Any:
        """Return the position's own housing fund rate, 三(八)."""
        return self.own("housing_fund_rate") if line == "housing_fund" else None

    def rate(self, line: str) -> Fraction | None:
        """Return the employer's rate, or None where the figure is unknown."""
        if self.excluded(line):
            return Fraction(0)
        own = self.own_rate(line)
        known = self.figure(f"{line}.rate") if own is None else own
        return None if known is None else Fraction(known)


# --- which figures are needed --------------------------------------------------------------------


def overtime_needs(case: Case) -> Iterator[str]:
    """Yield what the overtime lines read, 三(六)."""
    if case.all_holidays:
        yield "statutory_holidays"
    hours = case.overtime_hours
    if case.rest_days or hours or case.all_holidays or case.holidays:
        yield from ("overtime_multiples", "paid_days_per_month")
    if hours:
        yield "hours_per_day"


def wage_needs(case: Case) -> Iterator[str]:
    """Yield what the wage lines read with a factor that is not zero, 三(一) to (六)."""
    if case.own("base_wage") is None:
        yield from ("minimum_wage", "base_wage_ratio")
    yield "post_allowance"
    if case.seniority:
        yield "seniority_pay"
    if case.heat_share:
        yield "heat_allowance"
    if case.own("holiday_money") is None:
        yield "holiday_money"
    yield from overtime_needs(case)


def limit_needs(case: Case, line: str) -> Iterator[str]:
    """Yield the limits of an insurance, and the minimum wage where it is the lower limit."""
    yield INSURANCES[line]
    limits = case.figure(INSURANCES[line])
    if limits is not None and limits.get("lower") == "minimum_wage":
        yield "minimum_wage"


def employer_needs(case: Case, line: str) -> Iterator[str]:
    """Yield what one employer line reads, 三(七) and (八): nothing more where its rate is 0."""
    if case.excluded(line):
        return
    if case.own_rate(line) is None:
        yield f"{line}.rate"
    if case.rate(line) == 0:
        return
    if line == "critical_illness":
        yield "critical_illness.average_wage"
    else:
        yield from limit_needs(case, line)


def needs(case: Case) -> set[str]:
    """Return every figure that this position needs in this month."""
    needed = set(wage_needs(case))
    for line in EMPLOYER_LINES:
        needed.update(employer_needs(case, line))
    for name in ("skill_grade", "education"):
        if case.position.get(name):
            needed.add(f"incentives.{name}")
    return needed


# --- the lines -----------------------------------------------------------------------------------


def base_wage(case: Case) -> Fraction:
    """Return b, rounded to the fen, 三(一)."""
    given = case.own("base_wage")
    if given is None:
        given = case.figure("base_wage_ratio") * case.figure("minimum_wage")
    return Fraction(fen(Fraction(given)), 100)


def seniority_pay(case: Case) -> Fraction:
    """Return the marginal bands summed over the years of service, 三(三)2."""
    total, done = Fraction(0), Fraction(0)
    for band in case.figure("seniority_pay") if case.seniority else []:
        top = min(case.seniority, band.get("upto", case.seniority))
        total += max(top - done, Fraction(0)) * band["per_year"]
        done = max(top, done)
    return total


def heat_allowance(case: Case) -> Fraction:
    """Return a x h / Y, 三(四): by the day, and no more than the month, below 21.75 days."""
    if not case.heat_share:
        return Fraction(0)
    figure = case.figure("heat_allowance")
    amount = Fraction(figure["month"])
    if case.work_days < Fraction("21.75"):
        amount = min(amount, figure["day"] * case.work_days)
    return amount * case.heat_share


def overtime(case: Case, kind: str, days: Fraction) -> Fraction:
    """Return the pay for a number of days at the multiple of their kind, 三(六)."""
    if not days:
        return Fraction(0)
    daily = base_wage(case) / case.figure("paid_days_per_month")
    return Fraction(daily * case.figure("overtime_multiples")[kind] * days)


def extended_overtime(case: Case) -> Fraction:
    """Return the pay for the hours of extended work, 三(六)1."""
    if not case.overtime_hours:
        return Fraction(0)
    return overtime(case, "extended", case.overtime_hours / case.figure("hours_per_day"))


def holiday_money(case: Case) -> Fraction:
    """Return a twelfth of the year's holiday money, 三(五)."""
    given = case.own("holiday_money")
    return Fraction(case.figure("holiday_money") if given is None else given) / 12


def wage_lines(case: Case) -> dict[str, int]:
    """Return the eight wage lines in fen, each rounded once."""
    post_class = int(case.position["post_class"])
    exactly = {
        "base_wage": base_wage(case),
        "post_allowance": case.figure("post_allowance")[post_class] * case.work_days,
        "seniority_pay": seniority_pay(case),
        "heat_allowance": heat_allowance(case),
        "rest_day_overtime": overtime(case, "rest_day", case.rest_days / 12),
        "holiday_overtime": overtime(case, "statutory_holiday", case.holidays / 12),
        "extended_overtime": extended_overtime(case),
        "holiday_money": holiday_money(case),
    }
    return {line: fen(amount) for line, amount in exactly.items()}


def clamp(case: Case, path: str, income: Fraction) -> Fraction:
    """Hold the income within the limits of an insurance, 三(七)."""
    limits = case.figure(path)
    lower, upper = limits.get("lower"), limits.get("upper")
    if lower == "minimum_wage":
        lower = case.figure("minimum_wage")
    if lower is not None:
        income = max(income, Fraction(lower))
    return income if upper is None else min(income, Fraction(upper))


def employer_line(case: Case, line: str, income: int) -> int:
    """Return one employer line in fen, rounded once, 三(七) and (八)."""
    rate = case.rate(line)
    if not rate:
        return 0
    if line == "critical_illness":
        return fen(rate * case.figure("critical_illness.average_wage"))
    return fen(rate * clamp(case, INSURANCES[line], Fraction(income, 100)))


def employer_lines(case: Case, income: int) -> dict[str, int]:
    """Return the seven employer lines on an income given in fen."""
    return {line: employer_line(case, line, income) for line in EMPLOYER_LINES}


def incentive(case: Case, name: str) -> int:
    """Return one incentive in fen, 四: a grade or degree by its name, the others as amounts."""
    given = case.own(name)
    if given is None or given == "":
        return 0
    amount = case.figure(f"incentives.{name}")[given] if isinstance(given, str) else given
    return fen(Fraction(amount))


@dataclass(frozen=True)
class MonthCost:
    """One person of a position in one month, in fen."""

    month: str
    lines: dict[str, int]
    income: int
    employer: int
    unit_cost: int
    incentives: dict[str, int]
    on_cost: int


def month_cost(case: Case) -> MonthCost:
    """Price one person for one month: wage lines, employer lines, incentives and their on-cost."""
    wages = wage_lines(case)
    income = sum(wages.values())
    employer = employer_lines(case, income)
    extra = {name: incentive(case, name) for name in INCENTIVES}
    raised = sum(employer_lines(case, income + sum(extra.values())).values())
    paid = sum(employer.values())
    return MonthCost(
        month=month_text(case.month),
        lines=wages | employer,
        income=income,
        employer=paid,
        unit_cost=income + paid,
        incentives=extra,
        on_cost=raised - paid,
    )


# --- positions and segments ----------------------------------------------------------------------


@dataclass(frozen=True)
class PositionCost:
    """One row of the roster over the whole term, in fen."""

    title: str
    lot: str | None
    headcount: int
    months: list[MonthCost]
    cost: int
    incentives: int


def position_cost(position: Mapping[str, Any], cases: Iterable[Case]) -> PositionCost:
    """Sum a position over its months: the basic cost, and the incentives with their on-cost."""
    months = [month_cost(case) for case in cases]
    headcount = int(position["headcount"])
    extras = sum(sum(month.incentives.values()) + month.on_cost for month in months)
    return PositionCost(
        title=str(position["title"]),
        lot=position.get("lot") or None,
        headcount=headcount,
        months=months,
        cost=headcount * sum(month.unit_cost for month in months),
        incentives=headcount * extras,
    )


def same_price(positions: Sequence[PositionCost], index: int) -> bool:
    """Say whether every line of every position is what it was the month before."""
    return all(
        (now.lines, now.incentives, now.on_cost) == (then.lines, then.incentives, then.on_cost)
        for then, now in (position.months[index - 1 : index + 1] for position in positions)
    )


def segments_of(positions: Sequence[PositionCost]) -> list[tuple[str, int]]:
    """Join months of one contract year that are priced alike into (first month, months)."""
    segments: list[tuple[str, int]] = []
    for index, month in enumerate(positions[0].months):
        if index % 12 and same_price(positions, index):
            segments[-1] = (segments[-1][0], segments[-1][1] + 1)
        else:
            segments.append((month.month, 1))
    return segments


# --- from basic cost to ceiling ------------------------------------------------------------------


@dataclass(frozen=True)
class Ceiling:
    """The steps from basic cost to ceiling, in fen: of a lot, or of the whole project.

    An amount is None where no rate was given for it.
    """

    labour_cost: int
    incentives: int
    other_costs: list[tuple[str, int]]
    management_fee: int | None
    profit: int | None
    tax: int | None
    ceiling: int

    @property
    def other_total(self) -> int:
        """Return the sum of the other costs."""
        return sum(amount for _, amount in self.other_costs)


def term_amount(cost: Mapping[str, Any], months: int) -> int:
    """Return an other cost over the whole term, in fen; a year's amount counts months / 12."""
    times = {"month": Fraction(months), "year": Fraction(months, 12), "term": Fraction(1)}
    return fen(exact(cost["amount"]) * times[cost["per"]])


def shared(amount: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share an amount by weight, to the fen: the largest remainder first, then the earlier lot.

    >>> shared(100, {"a": 1, "b": 1, "c": 1})
    {'a': 34, 'b': 33, 'c': 33}
    """
    quotas = {
        lot: Fraction(amount * weight, sum(weights.values())) for lot, weight in weights.items()
    }
    parts = {lot: floor(quota) for lot, quota in quotas.items()}
    order = sorted(quotas, key=lambda lot: parts[lot] - quotas[lot])
    for lot in order[: amount - sum(parts.values())]:
        parts[lot] += 1
    return parts


def rates_of(price_block: Mapping[str, Any], lot: str | None) -> dict[str, Fraction | None]:
    """Return the three rates; a lot's own rate comes before the one for every lot."""
    own = (price_block.get("lots") or {}).get(lot) or {}
    rates: dict[str, Fraction | None] = {}
    for name in RATES:
        entry = own.get(name) or price_block.get(name) or {}
        rates[name] = exact(entry.get("rate"))
    return rates


def ceiling_of(
    positions: Sequence[PositionCost],
    other: list[tuple[str, int]],
    rates: Mapping[str, Fraction | None],
) -> Ceiling:
    """Add the steps one upon the other; each rate applies to all that stands above it."""
    labour = sum(position.cost for position in positions)
    incentives = sum(position.incentives for position in positions)
    total = labour + incentives + sum(amount for _, amount in other)
    amounts: dict[str, int | None] = {}
    for name in RATES:
        rate = rates[name]
        amounts[name] = None if rate is None else half_up(rate * total)
        total += amounts[name] or 0
    return Ceiling(
        labour_cost=labour,
        incentives=incentives,
        other_costs=other,
        management_fee=amounts["management_fee"],
        profit=amounts["profit"],
        tax=amounts["tax"],
        ceiling=total,
    )


def lots_of(positions: Iterable[PositionCost]) -> list[str]:
    """Return the lots in the order in which the positions name them."""
    return list(dict.fromkeys(position.lot for position in positions if position.lot))


def lot_costs(
    roster: Roster, positions: Sequence[PositionCost], months: int
) -> dict[str, list[tuple[str, int]]]:
    """Give each lot its own other costs, and its share of those that belong to all."""
    lots = lots_of(positions)
    weights = {lot: sum(p.cost for p in positions if p.lot == lot) for lot in lots}
    costs: dict[str, list[tuple[str, int]]] = {lot: [] for lot in lots}
    for cost in price_of(roster).get("other_costs") or []:
        amount = term_amount(cost, months)
        whole = {cost.get("lot"): amount}
        for lot, part in (shared(amount, weights) if cost.get("lot") == SHARED else whole).items():
            costs[lot].append((str(cost["name"]), part))
    return costs


def price_of(roster: Roster) -> Mapping[str, Any]:
    """Return the price block of a roster, or an empty one."""
    return roster.get("price") or {}


def priced_lots(
    roster: Roster, positions: Sequence[PositionCost], months: int
) -> dict[str, Ceiling]:
    """Price each lot by itself."""
    return {
        lot: ceiling_of(
            [position for position in positions if position.lot == lot],
            costs,
            rates_of(price_of(roster), lot),
        )
        for lot, costs in lot_costs(roster, positions, months).items()
    }


def sum_known(amounts: Iterable[int | None]) -> int | None:
    """Sum the amounts that there are; None when there is none at all."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def project_of(lots: Sequence[Ceiling], other: list[tuple[str, int]]) -> Ceiling:
    """Sum the lots into the project, which lists each other cost once and whole."""
    return Ceiling(
        labour_cost=sum(lot.labour_cost for lot in lots),
        incentives=sum(lot.incentives for lot in lots),
        other_costs=other,
        management_fee=sum_known(lot.management_fee for lot in lots),
        profit=sum_known(lot.profit for lot in lots),
        tax=sum_known(lot.tax for lot in lots),
        ceiling=sum(lot.ceiling for lot in lots),
    )


# --- the whole roster ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """A priced roster: all money in fen, months as YYYY-MM."""

    positions: list[PositionCost]
    segments: list[tuple[str, int]]
    total: Ceiling
    lots: dict[str, Ceiling]
    provisional: dict[str, str]


def unknown_pairs(cases: Iterable[Case]) -> set[tuple[str, str]]:
    """Return each needed figure that has no value, with the month that was looked up."""
    return {
        (path, month_text(case.book.figure_month(case.month)))
        for case in cases
        for path in needs(case)
        if case.figure(path) is None
    }


def provisional_of(cases: Iterable[Case]) -> dict[str, str]:
    """Return each provisional figure, and the lapsed regulation, with the first month concerned."""
    first: dict[str, int] = {}
    for case in cases:
        stamped = {path for path in needs(case) if case.book.provisional(path, case.month)}
        if last_day(case.month) > LAPSE:
            stamped.add("regulation")
        for path in stamped:
            first[path] = min(case.month, first.get(path, case.month))
    return {path: month_text(first[path]) for path in sorted(first)}


def cases_of(roster: Roster, figures: Figures) -> list[list[Case]]:
    """Lay out every month of every position."""
    project = roster["project"]
    as_of = project.get("as_of")
    frozen = None if as_of is None else month_number(str(as_of))
    book = Book(figures, overrides_of(roster), frozen)
    months = range(int(project["months"]))
    return [
        [Case(position, project, book, index) for index in months]
        for position in roster["positions"]
    ]


def price(roster: Roster, figures: Figures) -> Result:
    """Price a valid roster, or raise `Unknown` with every figure that is needed and not known."""
    cases = cases_of(roster, figures)
    flat = [case for row in cases for case in row]
    if pairs := unknown_pairs(flat):
        raise Unknown(pairs)
    rows = zip(roster["positions"], cases, strict=True)
    positions = [position_cost(position, row) for position, row in rows]
    lots, total = totals(roster, positions)
    return Result(positions, segments_of(positions), total, lots, provisional_of(flat))


def totals(roster: Roster, positions: Sequence[PositionCost]) -> tuple[dict[str, Ceiling], Ceiling]:
    """Return the lots and the project: the sum of its lots, or priced as a whole without them."""
    months = int(roster["project"]["months"])
    given = price_of(roster).get("other_costs") or []
    other = [(str(cost["name"]), term_amount(cost, months)) for cost in given]
    if not lots_of(positions):
        return {}, ceiling_of(positions, other, rates_of(price_of(roster), None))
    lots = priced_lots(roster, positions, months)
    return lots, project_of(list(lots.values()), other)


# --- the city's own result -----------------------------------------------------------------------

GUIDE_ROSTER: dict[str, Any] = {
    "project": {"start": "2019-01", "months": 12, "as_of": "2019-01"},
    "positions": [{"title": "道路人工清扫保洁工", "post_class": 1, "headcount": 1}],
    "figures": {
        "medical.rate": {"value": Decimal("0.07"), "source": "2018年费率", "reason": "2018年制表"}
    },
}
GUIDE_LINES = {
    "base_wage": 252000,
    "post_allowance": 52000,
    "seniority_pay": 30000,
    "heat_allowance": 6250,
    "rest_day_overtime": 100414,
    "holiday_overtime": 31862,
    "extended_overtime": 0,
    "holiday_money": 20000,
    "pension": 68954,
    "medical": 34517,
    "critical_illness": 2137,
    "maternity": 4191,
    "unemployment": 3940,
    "work_injury": 3448,
    "housing_fund": 34477,
}


def guide_price(figures: Figures | None = None) -> MonthCost:
    """Reproduce the guide price of 穗府办规〔2018〕25号: income 4925.26, unit cost 6441.90."""
    month = price(GUIDE_ROSTER, figures or figures_from()).positions[0].months[0]
    if (month.income, month.unit_cost) != (492526, 644190) or month.lines != GUIDE_LINES:
        raise AssertionError(f"not the guide price of the city: {month}")
    return month
