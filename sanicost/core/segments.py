"""Which figures price which months: pricing states, and the figures that a roster needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias

from sanicost.core.columns import Column, constant
from sanicost.core.evaluate import reads
from sanicost.core.fields import CHOICES, PAYING
from sanicost.core.figures import MINIMUM_WAGE, Row, Standard, Value, leaves, owner
from sanicost.core.period import Month
from sanicost.core.position_columns import facts
from sanicost.core.roster import Growth, Position, Roster, StatutoryDays
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES, expressions, names_read
from sanicost.core.symbols import FigureSchema

SENIORITY_PAY = "seniority_pay"
StateKey: TypeAlias = tuple[int | None, ...]
"""What makes two months price alike."""


@dataclass(frozen=True, kw_only=True)
class PricingContext:
    """All that prices a month besides the positions: figures in force and contract-year facts.

    `statutory_days` are those of the contract year where they count by their dates, else None.
    """

    rows: Mapping[str, Row | None]
    units: Mapping[str, Value]
    months_of_year: int
    heat_months: int
    seniority_added: int
    statutory_days: int | None = None

    @cached_property
    def key(self) -> StateKey:
        """What makes two months price alike."""
        return (*(id(row) for row in self.rows.values()), *self.facts.values())

    @cached_property
    def facts(self) -> dict[str, int | None]:
        """What the rules read of the segment and its contract year, by its symbol."""
        return {
            "segment.months_of_year": self.months_of_year,
            "segment.heat_months": self.heat_months,
            "segment.seniority_added": self.seniority_added,
            "segment.statutory_days": self.statutory_days,
        }

    @cached_property
    def shape(self) -> FigureSchema:
        """The shape of the figures in force."""
        return FigureSchema.of(self.rows, self.units, by_date=self.statutory_days is not None)

    def leaf_names(self, path: str) -> tuple[str, ...]:
        """Return the names under which the rules may read a figure that is not known."""
        names = names_read(self.shape)
        return tuple(leaf for leaf, _ in leaves(path, self.units[path]) if leaf in names) or (path,)

    @cached_property
    def figures(self) -> dict[str, Decimal | None]:
        """Every single number in force by its own path; None where nobody knows it."""
        numbers: dict[str, Decimal | None] = {}
        for path, row in self.rows.items():
            if row is None or row.value is None:
                numbers |= dict.fromkeys(self.leaf_names(path))
                continue
            for leaf, value in leaves(path, row.value):
                numbers[leaf] = value if isinstance(value, Decimal) else self._referred(value)
        return numbers

    @cached_property
    def numbers(self) -> dict[str, Decimal | int | None]:
        """Figures and contract-year facts by the symbols that the rules read."""
        return {**self.figures, **self.facts}

    def _referred(self, reference: str | None) -> Decimal | None:
        """Return the number that a reference to another figure stands for."""
        row = self.rows.get(reference) if reference else None
        return row.value if row and isinstance(row.value, Decimal) else None

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Figures and contract-year facts as columns; an unknown number is never read."""
        return {name: constant(value or 0) for name, value in self.numbers.items()}


def states(roster: Roster, standard: Standard) -> dict[Month, PricingContext]:
    """Return the pricing state of every month of the period; equal states are one object."""
    period = roster.period
    by_date = roster.statutory_days is StatutoryDays.CALENDAR
    alike: dict[tuple[int | None, ...], PricingContext] = {}
    known: dict[StateKey, PricingContext] = {}
    found: dict[Month, PricingContext] = {}
    rows_of = {
        month: standard.rows(month)
        for month in {period.figures_month(month) for month in period.all_months()}
    }
    years = [period.months_of_year(number + 1) for number in range(period.contract_years)]
    days = [standard.statutory_days(year) or 0 if by_date else None for year in years]
    for month in period.all_months():
        rows, number = rows_of[period.figures_month(month)], period.contract_year(month) - 1
        later = month.year - period.start.year if roster.seniority_growth is Growth.ANNUAL else 0
        # Most months are as the one before: whatever makes them so is compared first.
        same = (id(rows), number, later)
        if same not in alike:
            heat, year = heat_months(rows), years[number]
            state = PricingContext(
                rows=rows,
                units=standard.units,
                months_of_year=len(year),
                heat_months=sum(each.number in heat for each in year),
                seniority_added=later,
                statutory_days=days[number],
            )
            alike[same] = known.setdefault(state.key, state)
        found[month] = alike[same]
    return found


def heat_months(rows: Mapping[str, Row | None]) -> set[int]:
    """Return the calendar months in which heat allowance is paid: June to October by 三(四)."""
    row = rows["heat_allowance"]
    months = row.value.get("months") if row and isinstance(row.value, dict) else None
    return {int(n) for n in months if isinstance(n, Decimal)} if isinstance(months, list) else set()


def needed_figures(roster: Roster, state: PricingContext) -> frozenset[str]:
    """Return the paths of the figures that some position's formulas read in this state (§2)."""
    shape = state.shape
    facts_of_year = {name: Decimal(value or 0) for name, value in state.facts.items()}
    figures = state.figures | facts_of_year
    read: set[str] = set()
    for position in _representatives(roster.positions):
        read |= _symbols_read(shape, figures | facts(position, shape))
    paths = {owner(name, state.rows) for name in read if not name.startswith(_NOT_FIGURES)}
    # A scale without bands leaves no symbol to read, and still decides that nothing is paid.
    if not shape.bands and any(p.seniority_years + state.seniority_added for p in roster.positions):
        paths.add(SENIORITY_PAY)
    # A graded incentive whose figure is not in force has no formula that could read it.
    for name, kind in CHOICES.items():
        if kind.figure and any(getattr(position, name) for position in roster.positions):
            paths.add(kind.figure)
    return frozenset(paths | _references(state.rows, paths))


def needed_by_context(
    roster: Roster, of_month: Mapping[Month, PricingContext]
) -> dict[StateKey, frozenset[str]]:
    """Return the needed figures of each different pricing context among some months."""
    different = {state.key: state for state in of_month.values()}
    return {key: needed_figures(roster, state) for key, state in different.items()}


_NOT_FIGURES = ("position.", "segment.", "line.")


def _symbols_read(shape: FigureSchema, values: Mapping[str, Decimal | None]) -> set[str]:
    """Return all symbols that the lines of one position read."""
    bound = dict(values)
    read: set[str] = set()
    formulas = expressions(shape)
    for names in (WAGE_LINES, EMPLOYER_LINES, INCENTIVE_LINES):
        for name in names:
            bound[f"line.{name}"], symbols = reads(formulas[name], bound)
            read |= symbols
        if names is WAGE_LINES:
            amounts = [bound[f"line.{name}"] for name in names]
            known = [amount for amount in amounts if amount is not None]
            bound["line.income"] = sum(known, Decimal(0)) if len(known) == len(names) else None
    return read


def _references(rows: Mapping[str, Row | None], paths: Iterable[str]) -> set[str]:
    """Return the figures that needed figures refer to: a lower limit that is the minimum wage."""
    values = [row.value for path in paths if (row := rows[path])]
    return {
        MINIMUM_WAGE
        for value in values
        if isinstance(value, dict) and MINIMUM_WAGE in value.values()
    }


def _representatives(positions: Iterable[Position]) -> Iterable[Position]:
    """Return one position for each way in which positions can read figures."""
    paid = attrgetter(*(one.name for one in PAYING))
    different = {paid(position): position for position in positions}.values()
    return {
        tuple(one.deciding(position) for one in PAYING): position for position in different
    }.values()
