"""What is wrong with the attendance as a whole and keeps it from being settled, row by row.

Each kind has a code; whoever settles may let a named kind through, and it is listed then.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from sanicost.core.notices import Params, Problem
from sanicost.core.period import Month
from sanicost.core.text import plain
from sanicost.settlement.attendance import Attendance
from sanicost.settlement.columns import MOST_PLACES
from sanicost.settlement.engine import HUNDREDTHS
from sanicost.settlement.terms import BLANK, Terms

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from sanicost.settlement.terms import Ints

    Truths: TypeAlias = NDArray[np.bool_]

TOLERABLE = (
    "settle-row-repeated",
    "settle-two-posts",
    "settle-days-over-month",
    "settle-parts-over-worked",
    "settle-statutory-over-calendar",
    "settle-first-day-late",
    "settle-month-future",
    "settle-seniority-back",
    "settle-month-missing",
    "settle-totals-differ",
)
"""The kinds that may be let through: what was handed in can be priced as it stands."""


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The statutory days by their dates, and the month in which the settlement is made."""

    statutory: frozenset[date]
    today: Month

    def statutory_in(self, month: Month) -> int | None:
        """Return how many statutory days a month has, None for a year that is not known."""
        years = {day.year for day in self.statutory}
        if month.year not in years:
            return None
        return sum((day.year, day.month) == (month.year, month.number) for day in self.statutory)


@dataclass(frozen=True, kw_only=True)
class CheckedRows:
    """Some rows of an attendance; `number` is the place of the first among all."""

    attendance: Attendance
    rows: "pd.DataFrame"

    def where(self, row: int, field: str) -> str:
        """Return the place of a field of a row, counted within these rows."""
        return self.attendance.places.where(int(self.rows.index[row]), field)


def problems_of_rows(checked: CheckedRows, calendar: Calendar) -> Iterator[Problem]:
    """Yield everything that is wrong in single rows, each with its place."""
    months = {int(month): Month(int(month)) for month in checked.rows["month"].unique()}
    yield from _days(checked, months, calendar)
    yield from _first_days(checked, months)
    yield from _future(checked, calendar)


def _told(
    checked: CheckedRows, which: "Truths", code: str, field: str, params: Callable[[int], Params]
) -> list[Problem]:
    """Return a problem for the first rows where something holds, and how many more there are."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    rows = np.flatnonzero(which)
    found = [
        Problem(
            code=code,
            where=checked.where(int(row), field),
            params={"worker": worker_of(checked, int(row)), **params(int(row))},
        )
        for row in rows[:MOST_PLACES]
    ]
    if len(rows) > MOST_PLACES:
        more: Params = {"count": len(rows) - MOST_PLACES, "column": field, "same": code}
        found.append(Problem(code="settle-more-places", params=more))
    return found


def worker_of(checked: CheckedRows, row: int) -> str:
    """Return the number of the worker of a row."""
    return checked.attendance.worker(int(checked.rows["worker"].iloc[row]))


def text_of(hundredths: int) -> str:
    """Return hundredths as people write them.

    >>> text_of(2175), text_of(2600)
    ('21.75', '26')
    """
    return plain(Decimal(int(hundredths)).scaleb(-2))


def of_month(rows: "pd.DataFrame", values: Mapping[int, int]) -> "Ints":
    """Return for each row the value of its month."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    return np.asarray(rows["month"].map(values), dtype=np.int64)


def _days(
    checked: CheckedRows, months: Mapping[int, Month], calendar: Calendar
) -> Iterable[Problem]:
    """Yield days beyond those of the month, of the days worked, and of the calendar."""
    rows = checked.rows
    worked, rest, statutory = (
        rows[name].to_numpy()
        for name in ("days_worked", "rest_days_worked", "statutory_days_worked")
    )
    length = of_month(rows, {key: month.last_day.day for key, month in months.items()})
    yield from _told(
        checked,
        worked > length * HUNDREDTHS,
        "settle-days-over-month",
        "days_worked",
        lambda row: {"found": text_of(worked[row]), "most": int(length[row])},
    )
    parts = rest.clip(0) + statutory.clip(0)
    yield from _told(
        checked,
        (worked != BLANK) & (parts > worked),
        "settle-parts-over-worked",
        "rest_days_worked",
        lambda row: {"found": text_of(parts[row]), "most": text_of(worked[row])},
    )
    known = {key: calendar.statutory_in(month) for key, month in months.items()}
    limit = of_month(rows, {key: 31 if days is None else days for key, days in known.items()})
    yield from _told(
        checked,
        statutory > limit * HUNDREDTHS,
        "settle-statutory-over-calendar",
        "statutory_days_worked",
        lambda row: {"found": text_of(statutory[row]), "most": int(limit[row])},
    )


def _first_days(checked: CheckedRows, months: Mapping[int, Month]) -> Iterable[Problem]:
    """Yield first days of work that come after the month that is settled."""
    rows = checked.rows
    last = of_month(rows, {key: month.last_day.toordinal() for key, month in months.items()})
    first = rows["first_day"].to_numpy()
    yield from _told(
        checked,
        first > last,
        "settle-first-day-late",
        "first_day",
        lambda row: {
            "found": date.fromordinal(int(first[row])).isoformat(),
            "month": str(Month(int(rows["month"].iloc[row]))),
        },
    )


def _future(checked: CheckedRows, calendar: Calendar) -> Iterable[Problem]:
    """Yield months that are yet to come."""
    month = checked.rows["month"].to_numpy()
    yield from _told(
        checked,
        month > calendar.today.ordinal,
        "settle-month-future",
        "month",
        lambda row: {"month": str(Month(int(month[row])))},
    )


def missing_months(
    present: Container[tuple[int, int]], terms: Terms, months: Sequence[Month]
) -> list[Problem]:
    """Return each position's months of the contract in which it has no row at all.

    `present` holds the positions and months that have one.
    """
    found = []
    for index, position in enumerate(terms.roster.positions):
        lacking = [str(month) for month in months if (index, month.ordinal) not in present]
        if lacking:
            params = {"title": position.title, "months": "、".join(lacking)}
            found.append(Problem(code="settle-month-missing", where=position.where, params=params))
    return found
