"""What is settled but shown: hours and rest days of 二(二), pay below the standard, heads, skills.

A finding about a worker names the worker by number alone, with all months concerned.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sanicost.core.notices import Finding, Params, Severity
from sanicost.core.period import Month
from sanicost.core.text import money
from sanicost.settlement.against import PostMonth
from sanicost.settlement.attendance import Attendance
from sanicost.settlement.checks import of_month, text_of
from sanicost.settlement.columns import MOST_PLACES
from sanicost.settlement.daily import worked_on_end
from sanicost.settlement.engine import HUNDREDTHS
from sanicost.settlement.terms import BLANK, Terms

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.checks import Truths
    from sanicost.settlement.terms import Ints

CLAUSES = {
    "settle-hours-above-month": ("二(二)",),
    "settle-hours-above-day": ("二(二)",),
    "settle-rest-days-few": ("二(二)",),
    "settle-base-wage-low": ("三(一)",),
    "settle-paid-short": ("二(四)",),
    "settle-skilled-share-low": ("一(三)", "四(二)"),
}
"""The clauses that each finding speaks of."""
_LIMIT = "working_time_limits."
_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Settled:
    """The rows of the months that are settled, with their lines, and how rows are named."""

    attendance: Attendance
    rows: "pd.DataFrame"
    lines: "pd.DataFrame"
    terms: Terms
    posts: Sequence[PostMonth]

    def figure(self, path: str) -> "Ints":
        """Return a plain figure in force in each row's month, in hundredths; BLANK if unknown."""
        found = {}
        for ordinal in self.rows["month"].unique():
            number = self.terms.standard.number(path, Month(int(ordinal)))
            found[ordinal] = BLANK if number is None else int(number * HUNDREDTHS)
        return of_month(self.rows, found)


def findings_of(settled: Settled) -> tuple[Finding, ...]:
    """Return everything that whoever signs the settlement should look at."""
    found: list[Finding] = []
    if len(settled.rows):
        found += _hours(settled)
        found += _rest_days(settled)
        found += _base_wages(settled)
        found += _newcomers(settled)
        found += _short(settled)
    found += _heads(settled)
    found += _skilled_share(settled)
    daily = settled.attendance.daily
    found += daily.findings
    found += worked_on_end(daily, _WEEK - 1)
    return tuple(found)


def _finding(code: str, severity: Severity, params: Params, where: str = "") -> Finding:
    return Finding(code=code, severity=severity, where=where, params=params)


def _by_worker(
    settled: Settled, which: "Truths", code: str, severity: Severity, values: "Ints"
) -> Iterator[Finding]:
    """Yield a finding for each worker of whom something holds, with the months and the most."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it
    import pandas as pd  # noqa: PLC0415

    workers = settled.rows["worker"].to_numpy()
    concerned = pd.unique(workers[which])
    shown = np.flatnonzero(which & np.isin(workers, concerned[:MOST_PLACES]))
    of_worker: dict[int, list[tuple[int, int, int]]] = {}
    months, index = settled.rows["month"].to_numpy(), settled.rows.index
    for row in shown.tolist():
        listed = of_worker.setdefault(int(workers[row]), [])
        listed.append((int(months[row]), int(values[row]), int(index[row])))
    for worker, listed in of_worker.items():
        listed.sort()
        params: Params = {
            "worker": settled.attendance.workers[worker],
            "months": "、".join(str(Month(month)) for month, _, _ in listed),
            "found": text_of(max(value for _, value, _ in listed)),
        }
        where = settled.attendance.places.where(listed[0][2])
        yield _finding(code, severity, params, where)
    if (left := len(concerned) - len(of_worker)) > 0:
        yield _finding("settle-more-workers", severity, {"count": left, "same": code})


def _hours(settled: Settled) -> Iterable[Finding]:
    """Yield hours beyond 36 a month, rest days counted in, and beyond 3 a day worked: 二(二)."""
    rows = settled.rows
    hours = rows["overtime_hours"].to_numpy().clip(0)
    rest = rows["rest_days_worked"].to_numpy().clip(0)
    days = rows["days_worked"].to_numpy().clip(0)
    total = hours + rest * settled.figure("hours_per_day") // HUNDREDTHS
    monthly = settled.figure(f"{_LIMIT}extra_hours_per_month")
    over = (monthly != BLANK) & (total > monthly)
    yield from _by_worker(settled, over, "settle-hours-above-month", "warning", total)
    daily = settled.figure(f"{_LIMIT}extra_hours_per_day_special")
    over = (daily != BLANK) & (hours * HUNDREDTHS > daily * days)
    yield from _by_worker(settled, over, "settle-hours-above-day", "warning", hours)


def _rest_days(settled: Settled) -> Iterable[Finding]:
    """Yield months with fewer days off than one in seven: 二(二)."""
    rows = settled.rows
    weekly = settled.figure(f"{_LIMIT}rest_days_per_week")
    length = {key: Month(int(key)).last_day.day for key in rows["month"].unique()}
    most = of_month(
        rows, {key: days * HUNDREDTHS for key, days in length.items()}
    ) - weekly * of_month(rows, {key: days // _WEEK for key, days in length.items()})
    days = rows["days_worked"].to_numpy()
    over = (weekly != BLANK) & (days > most)
    yield from _by_worker(settled, over, "settle-rest-days-few", "warning", days)


def _base_wages(settled: Settled) -> Iterable[Finding]:
    """Yield base wages paid below the standard of their month: 三(一)."""
    rows = settled.rows
    given = rows["base_wage"].to_numpy()
    if not (given != BLANK).any():
        return
    ratio, wage = settled.figure("base_wage_ratio"), settled.figure("minimum_wage")
    low = (
        (given != BLANK) & (ratio != BLANK) & (wage != BLANK) & (given * HUNDREDTHS < ratio * wage)
    )
    yield from _by_worker(settled, low, "settle-base-wage-low", "warning", given)


def _newcomers(settled: Settled) -> Iterable[Finding]:
    """Yield blank paid days in the month of a worker's first day: a whole month is counted."""
    rows = settled.rows
    first = rows["first_day"].to_numpy()
    start = of_month(rows, {key: _first_ordinal(key) for key in rows["month"].unique()})
    which = (rows["paid_days"].to_numpy() == BLANK) & (first > start)
    yield from _by_worker(settled, which, "settle-newcomer-whole-month", "warning", first * 0)


def _first_ordinal(month: int) -> int:
    """Return the ordinal of the first day of a month."""
    last = Month(int(month)).last_day
    return last.toordinal() - last.day + 1


def _short(settled: Settled) -> Iterable[Finding]:
    """Yield what was paid below the standard, once, with the workers and the amount."""
    short = settled.lines["short"].to_numpy()
    if short.any():
        workers = settled.rows["worker"][short > 0]
        params: Params = {
            "workers": int(workers.nunique()),
            "count": len(workers),
            "amount": money(int(short.sum())),
        }
        yield _finding("settle-paid-short", "warning", params)


def _heads(settled: Settled) -> Iterable[Finding]:
    """Yield positions with more workers in a month than the contract has heads."""
    positions = settled.terms.roster.positions
    for index, position in enumerate(positions):
        over = [
            f"{one.month} {one.workers}"
            for one in settled.posts
            if one.position == index and one.workers > one.heads
        ]
        if over:
            params: Params = {
                "title": position.title,
                "heads": position.headcount,
                "months": "、".join(over),
            }
            yield _finding("settle-heads-above", "warning", params, position.where)


def _skilled_share(settled: Settled) -> Iterable[Finding]:
    """Yield the share of workers in skilled posts where it is below the target: 一(三)."""
    positions = settled.terms.roster.positions
    worked = sum(one.workers for one in settled.posts)
    if not worked:
        return
    skilled = sum(one.workers for one in settled.posts if positions[one.position].skilled)
    month = max(one.month for one in settled.posts)
    target = settled.terms.standard.number("skilled_share_target", month)
    if target is not None and skilled < target * worked:
        share = (Decimal(100 * skilled) / worked).quantize(Decimal("0.1"))
        params: Params = {
            "skilled": skilled,
            "workers": worked,
            "share": str(share),
            "target": text_of(int(target * HUNDREDTHS * HUNDREDTHS)),
        }
        yield _finding("settle-skilled-share-low", "info", params)
