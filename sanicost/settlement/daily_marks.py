"""One worker's month on a daily sheet → the numbers of the attendance: marks by day, counted.

All counts are in half days, so that a half day is a whole number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sanicost.core.period import Month
from sanicost.settlement.words import Mark

_SATURDAY = 5
_HALVES = 2
_WORK: Mapping[Mark, int] = {Mark.WORKED: 2, Mark.HALF: 1, Mark.REST_DAY_WORKED: 2}
_UNPAID: Mapping[Mark, int] = {Mark.SICK: 2, Mark.UNPAID: 2, Mark.ABSENT: 2, Mark.HALF: 1}
_AWAY = frozenset({Mark.PAID_LEAVE, Mark.SICK, Mark.UNPAID, Mark.ABSENT})


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What the marks of a month amount to, in days; `paid_days` None for a whole month.

    `by_marks` and `by_calendar` are the rest days worked by either way of counting, None where no
    day is marked as one.
    """

    days_worked: Decimal
    statutory_days_worked: Decimal
    rest_days_worked: Decimal
    paid_days: Decimal | None
    by_marks: Decimal | None
    by_calendar: Decimal
    sick_days: int
    worked_on: tuple[date, ...]


def days_of(month: Month) -> list[date]:
    """Return the days of a month in order."""
    return [date(month.year, month.number, day) for day in range(1, month.last_day.day + 1)]


@dataclass(frozen=True, kw_only=True)
class MonthOfMarks:
    """The mark of each day of a month, None for a blank, and the days of the employment."""

    month: Month
    marks: Sequence[Mark | None]
    entry: date | None = None
    exit: date | None = None

    def employed(self, day: date) -> bool:
        """Return whether a day lies in the employment."""
        return (self.entry is None or day >= self.entry) and (self.exit is None or day <= self.exit)

    def is_unclear(self) -> bool:
        """Return whether blanks before the first or after the last mark are left unexplained."""
        marked = [number for number, mark in enumerate(self.marks) if mark]
        if not marked:
            return True
        days = days_of(self.month)
        before = [day for day in days[: marked[0]] if self.employed(day)]
        after = [day for day in days[marked[-1] + 1 :] if self.employed(day)]
        return bool(before or after)


def counted(given: MonthOfMarks, statutory: frozenset[date]) -> Counts:
    """Return what the marks of a worker's month amount to.

    Rest days worked are those marked as such; where none is, the days worked beyond the weekdays
    that are no statutory day, less those away: rest taken within the month makes up for them.
    """
    days = list(zip(days_of(given.month), given.marks, strict=True))
    work = {day: _WORK.get(mark, 0) if mark else 0 for day, mark in days}
    worked = sum(work.values())
    on_statutory = sum(halves for day, halves in work.items() if day in statutory)
    marked = [day for day, mark in days if mark is Mark.REST_DAY_WORKED and day not in statutory]
    normal = [
        day
        for day, mark in days
        if _is_weekday(day) and day not in statutory and given.employed(day) and mark not in _AWAY
    ]
    by_calendar = max(0, worked - on_statutory - _HALVES * len(normal))
    by_marks = _HALVES * len(marked) if marked else None
    unpaid = sum(_unpaid(day, mark, given, statutory) for day, mark in days)
    weekdays = _HALVES * sum(_is_weekday(day) for day, _ in days)
    return Counts(
        days_worked=_days(worked),
        statutory_days_worked=_days(on_statutory),
        rest_days_worked=_days(by_calendar if by_marks is None else by_marks),
        paid_days=_days(weekdays - unpaid) if unpaid else None,
        by_marks=None if by_marks is None else _days(by_marks),
        by_calendar=_days(by_calendar),
        sick_days=sum(mark is Mark.SICK for _, mark in days),
        worked_on=tuple(day for day, halves in work.items() if halves),
    )


def _unpaid(day: date, mark: Mark | None, given: MonthOfMarks, statutory: frozenset[date]) -> int:
    """Return the unpaid half days of a weekday; a statutory day is paid whatever its mark."""
    if not _is_weekday(day):
        return 0
    if not given.employed(day):
        return _HALVES
    return 0 if day in statutory or mark is None else _UNPAID.get(mark, 0)


def _is_weekday(day: date) -> bool:
    """Return whether a day is one of Monday to Friday."""
    return day.weekday() < _SATURDAY


def _days(halves: int) -> Decimal:
    """Return half days as days."""
    return Decimal(halves) / _HALVES
