"""What is settled but shown: hours and rest days of 二(二), pay below the standard, heads, skills.

A finding about a worker names the worker by number alone, with all months concerned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from sanicost.core.notices import Finding, Params, Severity
from sanicost.core.period import Month
from sanicost.core.text import money
from sanicost.settlement.against import PostMonth
from sanicost.settlement.attendance import Attendance
from sanicost.settlement.checks import of_month, text_of
from sanicost.settlement.columns import MOST_PLACES
from sanicost.settlement.daily import worked_on_end
from sanicost.settlement.engine import HUNDREDTHS
from sanicost.settlement.spine import WorkerSet
from sanicost.settlement.terms import BLANK, Terms

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.checks import Truths
    from sanicost.settlement.terms import Ints

_LIMIT = "working_time_limits."
_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class SettledPart:
    """Some rows of the months that are settled, with their lines."""

    rows: "pd.DataFrame"
    lines: "pd.DataFrame"
    terms: Terms

    def figure(self, path: str) -> "Ints":
        """Return a plain figure in force in each row's month, in hundredths; BLANK if unknown."""
        found = {}
        for ordinal in self.rows["month"].unique():
            number = self.terms.standard.number(path, Month(int(ordinal)))
            found[ordinal] = BLANK if number is None else int(number * HUNDREDTHS)
        return of_month(self.rows, found)


Flag: TypeAlias = "tuple[str, Truths, Ints]"
"""The code of a finding, the rows of which it holds, and the number that it tells of each."""


class WorkerFindings:
    """What is found of single workers, part after part: the first of them with their months."""

    def __init__(self) -> None:
        self._shown: dict[str, dict[int, list[tuple[int, int, int]]]] = {}
        self._all: dict[str, WorkerSet] = {}
        self._short_workers = WorkerSet()
        self._short_rows = self._short = 0

    def add(self, part: SettledPart) -> None:
        """Add some rows."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        workers, months = part.rows["worker"].to_numpy(), part.rows["month"].to_numpy()
        for code, which, values in _flags(part):
            shown = self._shown.setdefault(code, {})
            self._all.setdefault(code, WorkerSet()).add(workers[which])
            rows = np.flatnonzero(which)
            if len(shown) >= MOST_PLACES:
                rows = rows[np.isin(workers[rows], list(shown))]
            for row in rows.tolist():
                worker = int(workers[row])
                if worker not in shown and len(shown) >= MOST_PLACES:
                    continue
                place = int(part.rows.index[row])
                shown.setdefault(worker, []).append((int(months[row]), int(values[row]), place))
        short = part.lines["short"].to_numpy()
        self._short_workers.add(workers[short > 0])
        self._short_rows += int((short > 0).sum())
        self._short += int(short.sum())

    def findings(self, attendance: Attendance) -> Iterator[Finding]:
        """Yield a finding for each worker of whom something holds, with the months and the most."""
        for code, shown in self._shown.items():
            for worker, listed in shown.items():
                listed.sort()
                params: Params = {
                    "worker": attendance.worker(worker),
                    "months": "、".join(str(Month(month)) for month, _, _ in listed),
                    "found": text_of(max(value for _, value, _ in listed)),
                }
                yield _finding(code, "warning", params, attendance.places.where(listed[0][2]))
            if left := len(self._all[code]) - len(shown):
                yield _finding("settle-more-workers", "warning", {"count": left, "same": code})
        if self._short:
            params = {
                "workers": len(self._short_workers),
                "count": self._short_rows,
                "amount": money(self._short),
            }
            yield _finding("settle-paid-short", "warning", params)


def findings_of(
    terms: Terms, posts: Sequence[PostMonth], attendance: Attendance
) -> Iterator[Finding]:
    """Yield what is found of positions and of daily sheets."""
    yield from _heads(terms, posts)
    yield from _skilled_share(terms, posts)
    daily = attendance.daily.told
    yield from daily.findings
    yield from worked_on_end(daily, _WEEK - 1)


def _finding(code: str, severity: Severity, params: Params, where: str = "") -> Finding:
    return Finding(code=code, severity=severity, where=where, params=params)


def _flags(part: SettledPart) -> Iterator[Flag]:
    """Yield every finding about single workers, with the rows of which it holds."""
    yield from _hours(part)
    yield from _rest_days(part)
    yield from _base_wages(part)
    yield from _newcomers(part)


def _hours(part: SettledPart) -> Iterator[Flag]:
    """Yield hours beyond 36 a month, rest days counted in, and beyond 3 a day worked: 二(二)."""
    rows = part.rows
    hours = rows["overtime_hours"].to_numpy().clip(0)
    rest = rows["rest_days_worked"].to_numpy().clip(0)
    days = rows["days_worked"].to_numpy().clip(0)
    total = hours + rest * part.figure("hours_per_day") // HUNDREDTHS
    monthly = part.figure(f"{_LIMIT}extra_hours_per_month")
    over = (monthly != BLANK) & (total > monthly)
    yield "settle-hours-above-month", over, total
    daily = part.figure(f"{_LIMIT}extra_hours_per_day_special")
    over = (daily != BLANK) & (hours * HUNDREDTHS > daily * days)
    yield "settle-hours-above-day", over, hours


def _rest_days(part: SettledPart) -> Iterator[Flag]:
    """Yield months with fewer days off than one in seven: 二(二)."""
    rows = part.rows
    weekly = part.figure(f"{_LIMIT}rest_days_per_week")
    length = {key: Month(int(key)).last_day.day for key in rows["month"].unique()}
    most = of_month(
        rows, {key: days * HUNDREDTHS for key, days in length.items()}
    ) - weekly * of_month(rows, {key: days // _WEEK for key, days in length.items()})
    days = rows["days_worked"].to_numpy()
    over = (weekly != BLANK) & (days > most)
    yield "settle-rest-days-few", over, days


def _base_wages(part: SettledPart) -> Iterator[Flag]:
    """Yield base wages paid below the standard of their month: 三(一)."""
    rows = part.rows
    given = rows["base_wage"].to_numpy()
    if not (given != BLANK).any():
        return
    ratio, wage = part.figure("base_wage_ratio"), part.figure("minimum_wage")
    low = (
        (given != BLANK) & (ratio != BLANK) & (wage != BLANK) & (given * HUNDREDTHS < ratio * wage)
    )
    yield "settle-base-wage-low", low, given


def _newcomers(part: SettledPart) -> Iterator[Flag]:
    """Yield blank paid days in the month of a worker's first day: a whole month is counted."""
    rows = part.rows
    first = rows["first_day"].to_numpy()
    start = of_month(rows, {key: _first_ordinal(key) for key in rows["month"].unique()})
    which = (rows["paid_days"].to_numpy() == BLANK) & (first > start)
    yield "settle-newcomer-whole-month", which, first * 0


def _first_ordinal(month: int) -> int:
    """Return the ordinal of the first day of a month."""
    last = Month(int(month)).last_day
    return last.toordinal() - last.day + 1


def _heads(terms: Terms, posts: Sequence[PostMonth]) -> Iterator[Finding]:
    """Yield positions with more workers in a month than the contract has heads."""
    positions = terms.roster.positions
    for index, position in enumerate(positions):
        over = [
            f"{one.month} {one.workers}"
            for one in posts
            if one.position == index and one.workers > one.heads
        ]
        if over:
            params: Params = {
                "title": position.title,
                "heads": position.headcount,
                "months": "、".join(over),
            }
            yield _finding("settle-heads-above", "warning", params, position.where)


def _skilled_share(terms: Terms, posts: Sequence[PostMonth]) -> Iterator[Finding]:
    """Yield the share of workers in skilled posts where it is below the target: 一(三)."""
    positions = terms.roster.positions
    worked = sum(one.workers for one in posts)
    if not worked:
        return
    skilled = sum(one.workers for one in posts if positions[one.position].skilled)
    month = max(one.month for one in posts)
    target = terms.standard.number("skilled_share_target", month)
    if target is not None and skilled < target * worked:
        share = (Decimal(100 * skilled) / worked).quantize(Decimal("0.1"))
        params: Params = {
            "skilled": skilled,
            "workers": worked,
            "share": str(share),
            "target": text_of(int(target * HUNDREDTHS * HUNDREDTHS)),
        }
        yield _finding("settle-skilled-share-low", "info", params)
