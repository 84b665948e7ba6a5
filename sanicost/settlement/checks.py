"""What is wrong with the attendance as a whole and keeps it from being settled, row by row.

Each kind has a code; whoever settles may let a named kind through, and it is listed then.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from sanicost.core.notices import Params, Problem
from sanicost.core.period import Month
from sanicost.core.text import plain
from sanicost.settlement.attendance import Attendance
from sanicost.settlement.columns import MOST_PLACES
from sanicost.settlement.engine import HUNDREDTHS, served_years_of
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


def problems_of(attendance: Attendance, terms: Terms, calendar: Calendar) -> list[Problem]:
    """Return everything that is wrong in the rows, each with its place."""
    found: list[Problem] = []
    rows = attendance.rows
    if not len(rows):
        return found
    months = {month: Month(int(month)) for month in rows["month"].unique()}
    found += _days(attendance, months, calendar)
    found += _first_days(attendance, months)
    found += _future(attendance, calendar)
    found += _repeated(attendance)
    found += _seniority_back(attendance, terms)
    return found


def _told(
    attendance: Attendance,
    which: "Truths",
    code: str,
    field: str,
    params: Callable[[int], Params],
) -> list[Problem]:
    """Return a problem for the first rows where something holds, and how many more there are."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    rows = np.flatnonzero(which)
    found = [
        Problem(
            code=code,
            where=attendance.places.where(int(row), field),
            params={"worker": _worker(attendance, int(row)), **params(int(row))},
        )
        for row in rows[:MOST_PLACES]
    ]
    if len(rows) > MOST_PLACES:
        more: Params = {"count": len(rows) - MOST_PLACES, "column": code, "same": code}
        found.append(Problem(code="settle-more-places", params=more))
    return found


def _worker(attendance: Attendance, row: int) -> str:
    """Return the number of the worker of a row."""
    return attendance.workers[int(attendance.rows["worker"].iloc[row])]


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
    attendance: Attendance, months: Mapping[int, Month], calendar: Calendar
) -> Iterable[Problem]:
    """Yield days beyond those of the month, of the days worked, and of the calendar."""
    rows = attendance.rows
    worked, rest, statutory = (
        rows[name].to_numpy()
        for name in ("days_worked", "rest_days_worked", "statutory_days_worked")
    )
    length = of_month(rows, {key: month.last_day.day for key, month in months.items()})
    yield from _told(
        attendance,
        worked > length * HUNDREDTHS,
        "settle-days-over-month",
        "days_worked",
        lambda row: {"found": text_of(worked[row]), "most": int(length[row])},
    )
    parts = rest.clip(0) + statutory.clip(0)
    yield from _told(
        attendance,
        (worked != BLANK) & (parts > worked),
        "settle-parts-over-worked",
        "rest_days_worked",
        lambda row: {"found": text_of(parts[row]), "most": text_of(worked[row])},
    )
    known = {key: calendar.statutory_in(month) for key, month in months.items()}
    limit = of_month(rows, {key: 31 if days is None else days for key, days in known.items()})
    yield from _told(
        attendance,
        statutory > limit * HUNDREDTHS,
        "settle-statutory-over-calendar",
        "statutory_days_worked",
        lambda row: {"found": text_of(statutory[row]), "most": int(limit[row])},
    )


def _first_days(attendance: Attendance, months: Mapping[int, Month]) -> Iterable[Problem]:
    """Yield first days of work that come after the month that is settled."""
    rows = attendance.rows
    last = of_month(rows, {key: month.last_day.toordinal() for key, month in months.items()})
    first = rows["first_day"].to_numpy()
    yield from _told(
        attendance,
        first > last,
        "settle-first-day-late",
        "first_day",
        lambda row: {
            "found": date.fromordinal(int(first[row])).isoformat(),
            "month": str(Month(int(rows["month"].iloc[row]))),
        },
    )


def _future(attendance: Attendance, calendar: Calendar) -> Iterable[Problem]:
    """Yield months that are yet to come."""
    month = attendance.rows["month"].to_numpy()
    yield from _told(
        attendance,
        month > calendar.today.ordinal,
        "settle-month-future",
        "month",
        lambda row: {"month": str(Month(int(month[row])))},
    )


def _repeated(attendance: Attendance) -> Iterable[Problem]:
    """Yield a second row of one worker and month: a slip in one post, a question in two."""
    rows = attendance.rows
    again = rows.duplicated(["worker", "month"]).to_numpy()
    if not again.any():
        return
    same_post = rows.duplicated(["worker", "month", "position"]).to_numpy()
    first = _first_rows(rows)
    month = rows["month"].to_numpy()

    def params(row: int) -> Params:
        other = first[int(rows["worker"].iloc[row]), int(month[row])]
        return {"month": str(Month(int(month[row]))), "other": attendance.places.where(other)}

    yield from _told(attendance, same_post, "settle-row-repeated", "worker_id", params)
    yield from _told(attendance, again & ~same_post, "settle-two-posts", "position", params)


def _first_rows(rows: "pd.DataFrame") -> dict[tuple[int, int], int]:
    """Return the first row of each worker and month of which there are several."""
    several = rows[rows.duplicated(["worker", "month"], keep=False)]
    found: dict[tuple[int, int], int] = {}
    for row, worker, month in zip(several.index, several["worker"], several["month"], strict=True):
        found.setdefault((int(worker), int(month)), int(row))
    return found


def _seniority_back(attendance: Attendance, terms: Terms) -> Iterable[Problem]:
    """Yield a month in which a worker has fewer years of service than in one before."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    rows = attendance.rows
    given = ((rows["first_day"] != BLANK) | (rows["seniority_years"] != BLANK)).to_numpy()
    years = served_years_of(rows, terms)
    which = np.flatnonzero(given)
    order = which[np.lexsort((rows["month"].to_numpy()[which], rows["worker"].to_numpy()[which]))]
    worker = rows["worker"].to_numpy()[order]
    back = (worker[1:] == worker[:-1]) & (years[order][1:] < years[order][:-1])
    later, before = order[1:][back], order[:-1][back]
    other = dict(zip(later.tolist(), before.tolist(), strict=True))
    marked = np.zeros(len(rows), dtype=bool)
    marked[later] = True
    yield from _told(
        attendance,
        marked,
        "settle-seniority-back",
        "first_day" if "first_day" in rows else "seniority_years",
        lambda row: {
            "found": text_of(years[row]),
            "before": text_of(int(years[other[row]])),
            "month": str(Month(int(rows["month"].iloc[other[row]]))),
        },
    )


def missing_months(rows: "pd.DataFrame", terms: Terms, months: Sequence[Month]) -> list[Problem]:
    """Return each position's months of the contract in which it has no row at all."""
    present = set(zip(rows["position"].tolist(), rows["month"].tolist(), strict=True))
    found = []
    for index, position in enumerate(terms.roster.positions):
        lacking = [str(month) for month in months if (index, month.ordinal) not in present]
        if lacking:
            params = {"title": position.title, "months": "、".join(lacking)}
            found.append(Problem(code="settle-month-missing", where=position.where, params=params))
    return found
