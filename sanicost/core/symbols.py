"""The symbols that the rules speak about, and the shape of the figures that they read."""

from collections.abc import Mapping
from typing import NamedTuple

from sanicost.core.fields import BY_NAME, CHOICES
from sanicost.core.figures import Row, Value
from sanicost.core.formula import Expression, Symbol

_ALLOWANCE = "post_allowance"
READ_BESIDES = (
    "housing_fund.rate_ceiling",
    "skilled_share_target",
    "unused_leave_multiple",
    "working_time_limits.extra_hours_per_month",
    "working_time_limits.extra_hours_per_day_usual",
)
"""What no line reads, but a refusal, a finding or an assumption. None of these says anything where
the number is not known: a city without such a rule has the figure with no value."""

CHOOSING = tuple(kind.figure for kind in CHOICES.values() if kind.figure)
"""The figures that pay by what is chosen for a position."""


class Limits(NamedTuple):
    """The lower and the upper limit of a contribution base; None is no upper limit."""

    lower: Expression
    upper: Expression | None


class Band(NamedTuple):
    """A marginal band of seniority: `per_year` for each year up to `upto`; None is open."""

    upto: Expression | None
    per_year: Expression


class FigureSchema(NamedTuple):
    """The form of the figures in force, on which the form of the rules depends.

    `bands` tells for each seniority band whether it ends; `limited` holds the insurances whose
    base has an upper limit; `choices` has for each figure that pays by one its names; `by_date`
    tells whether the statutory days are those of the contract year's own months.
    """

    classes: tuple[int, ...]
    bands: tuple[bool, ...]
    limited: frozenset[str]
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    by_date: bool = False

    @classmethod
    def of(
        cls, rows: Mapping[str, Row | None], units: Mapping[str, Value], *, by_date: bool = False
    ) -> "FigureSchema":
        """Return the shape of the rows in force; a figure that is not known counts as full.

        A post allowance that is not known is paid to the classes that its unit has.
        """
        known = _keys(rows, _ALLOWANCE)
        bands = _value(rows, "seniority_pay")
        return cls(
            classes=tuple(map(int, known)) or classes_of(units),
            bands=tuple("upto" in band for band in bands if isinstance(band, dict))
            if isinstance(bands, list)
            else (False,),
            limited=frozenset(path for path in rows if _has_upper(path, rows)),
            choices=tuple((path, tuple(map(str, _keys(rows, path)))) for path in CHOOSING),
            by_date=by_date,
        )

    def names(self, path: str) -> tuple[str, ...]:
        """Return the names of the choice by which a figure pays; none where it is not in force."""
        return dict(self.choices).get(path, ())


def _value(rows: Mapping[str, Row | None], path: str) -> Value:
    """Return the value of the row in force of a figure, None where there is none."""
    row = rows.get(path)
    return row.value if row else None


def _keys(rows: Mapping[str, Row | None], path: str) -> list[str | int]:
    """Return the keys of a structured figure, none where it is not known."""
    return keys_of(_value(rows, path))


def classes_of(units: Mapping[str, Value]) -> tuple[int, ...]:
    """Return the classes of posts, by the unit of what is paid to each."""
    return tuple(map(int, keys_of(units[_ALLOWANCE])))


def keys_of(value: Value) -> list[str | int]:
    """Return the keys of a structured value or unit, none of any other."""
    return list(value) if isinstance(value, dict) else []


def _has_upper(path: str, rows: Mapping[str, Row | None]) -> bool:
    """Return whether a contribution base has an upper limit; an unknown one counts as limited."""
    value = _value(rows, path)
    return path.endswith(".base") and not (isinstance(value, dict) and value["upper"] is None)


class FigureNames:
    """The figures in force, as symbols of the given shape; a name is the figure's own path."""

    def __init__(self, shape: FigureSchema) -> None:
        self._shape = shape
        self.minimum_wage = Symbol("minimum_wage")
        self.base_wage_ratio = Symbol("base_wage_ratio")
        self.heat_month = Symbol("heat_allowance.month")
        self.heat_day = Symbol("heat_allowance.day")
        self.paid_days = Symbol("paid_days_per_month")
        self.hours_per_day = Symbol("hours_per_day")
        self.statutory_holidays = Symbol("statutory_holidays")
        self.holiday_money = Symbol("holiday_money")
        self.extended = Symbol("overtime_multiples.extended")
        self.rest_day = Symbol("overtime_multiples.rest_day")
        self.statutory_holiday = Symbol("overtime_multiples.statutory_holiday")
        self.average_wage = Symbol("critical_illness.average_wage")
        self.post_allowance = {n: Symbol(f"post_allowance.{n}") for n in shape.classes}
        self.seniority_bands = tuple(
            Band(
                Symbol(f"seniority_pay.{number}.upto") if ends else None,
                Symbol(f"seniority_pay.{number}.per_year"),
            )
            for number, ends in enumerate(shape.bands, start=1)
        )

    def number(self, path: str) -> Symbol:
        """Return a figure that is a single number."""
        return Symbol(path)

    def by_choice(self, path: str) -> dict[str, Symbol]:
        """Return the amounts of a figure that pays by a choice, by the choice's names in order."""
        return {name: Symbol(f"{path}.{name}") for name in self._shape.names(path)}

    def rate(self, insurance: str) -> Symbol:
        """Return the employer's rate of an insurance or of the fund."""
        return Symbol(f"{insurance}.rate")

    def base(self, insurance: str) -> Limits:
        """Return the limits of the contribution base."""
        path = f"{insurance}.base"
        upper = Symbol(f"{path}.upper") if path in self._shape.limited else None
        return Limits(Symbol(f"{path}.lower"), upper)


class PositionNames:
    """The fields of one position, as symbols."""

    def __getattr__(self, name: str) -> Symbol:
        """Return the symbol of a field; raise AttributeError for what is none."""
        if name not in BY_NAME:
            raise AttributeError(name)
        return Symbol(BY_NAME[name].symbol)


class SegmentNames:
    """The facts of a segment and of its contract year, as symbols.

    The statutory days of the contract year's own months are None where they do not count by date.
    """

    def __init__(self, shape: FigureSchema) -> None:
        by_date = Symbol("segment.statutory_days")
        self.statutory_days = by_date if shape.by_date else None

    months = Symbol("segment.months")
    months_of_year = Symbol("segment.months_of_year")
    heat_months = Symbol("segment.heat_months")
    seniority_added = Symbol("segment.seniority_added")


class LineNames:
    """Amounts of earlier lines, as symbols: later rules use the rounded amount."""

    base_wage: Expression = Symbol("line.base_wage")
    income: Expression = Symbol("line.income")
