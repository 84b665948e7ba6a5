"""Months and periods: the only calendar that the calculation knows."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

MONTHS_PER_YEAR = 12
_FORM = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month, as the number of months since year 0.

    >>> str(Month.parse("2026-11") + 2)
    '2027-01'
    """

    ordinal: int

    @classmethod
    def of(cls, year: int, number: int) -> Self:
        """Return the month `number` (1 to 12) of `year`."""
        return cls(year * MONTHS_PER_YEAR + number - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month written YYYY-MM; raise ValueError for any other form."""
        found = _FORM.fullmatch(text)
        if not found or not 1 <= int(found[2]) <= MONTHS_PER_YEAR or int(found[1]) == 0:
            raise ValueError(text)
        return cls.of(int(found[1]), int(found[2]))

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.ordinal // MONTHS_PER_YEAR

    @property
    def number(self) -> int:
        """The month of the year, 1 to 12."""
        return self.ordinal % MONTHS_PER_YEAR + 1

    @property
    def first_day(self) -> date:
        """The first calendar day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last calendar day of the month.

        >>> Month.parse("2028-02").last_day.isoformat()
        '2028-02-29'
        """
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    def __add__(self, months: int) -> "Month":
        return Month(self.ordinal + months)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


LAST_MONTH = Month.of(9999, 12)
"""No calendar day comes after it; a period may not either."""


class Period(NamedTuple):
    """Whole months from `start`; `as_of` freezes the figures at one month (specification §2)."""

    start: Month
    months: int
    as_of: Month | None = None

    @property
    def last(self) -> Month:
        """The last month of the period."""
        return self.start + (self.months - 1)

    def has_months_of(self, other: "Period") -> bool:
        """Return whether both periods are the same months, wherever their figures are frozen."""
        return (self.start, self.months) == (other.start, other.months)

    def all_months(self) -> tuple[Month, ...]:
        """Return every month of the period in order."""
        return tuple(self.start + offset for offset in range(self.months))

    def figures_month(self, month: Month) -> Month:
        """Return the month whose figures price `month`: itself, or `as_of`."""
        return self.as_of or month

    def contract_year(self, month: Month) -> int:
        """Return the number of the contract year of `month`, counted from 1."""
        return (month.ordinal - self.start.ordinal) // MONTHS_PER_YEAR + 1

    def months_of_year(self, contract_year: int) -> tuple[Month, ...]:
        """Return the months of a contract year; the last may be shorter than twelve.

        >>> len(Period(Month.parse("2027-01"), 18).months_of_year(2))
        6
        """
        return self.all_months()[(contract_year - 1) * MONTHS_PER_YEAR :][:MONTHS_PER_YEAR]

    @property
    def contract_years(self) -> int:
        """The number of contract years, a short last one counted."""
        return self.contract_year(self.last)
