"""The settlement of a contract: what was worked in its months, priced, and what is said of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sanicost.core.notices import Assumption, Cleanup, Finding, Problem, Refused
from sanicost.core.period import Month
from sanicost.core.roster import Position
from sanicost.readers.document import Notes
from sanicost.settlement.against import PostMonth, against_contract
from sanicost.settlement.assumed import assumptions_of
from sanicost.settlement.attendance import Attendance, Given, read_attendance
from sanicost.settlement.checks import Calendar, missing_months, problems_of
from sanicost.settlement.engine import LINE_COLUMNS, SUMS, price_rows
from sanicost.settlement.findings import Settled, findings_of
from sanicost.settlement.leave import leave_pay
from sanicost.settlement.needed import FigureRead, figures_read, unknown_figures
from sanicost.settlement.terms import Terms
from sanicost.settlement.words import AttendanceWords

if TYPE_CHECKING:
    import pandas as pd

AMOUNTS = (*LINE_COLUMNS, *SUMS, "unused_leave", "short")
"""Every amount of a row, in the order of the file of lines."""


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """The months settled: their rows and lines, and each position and month beside the contract.

    `priced` holds the rows of other months, too, where wages before a month were asked for.
    """

    terms: Terms
    months: tuple[Month, ...]
    attendance: Attendance
    rows: "pd.DataFrame"
    lines: "pd.DataFrame"
    priced: "pd.DataFrame"
    priced_lines: "pd.DataFrame"
    posts: tuple[PostMonth, ...]
    findings: tuple[Finding, ...]
    assumptions: tuple[Assumption, ...]
    cleanups: tuple[Cleanup, ...]
    tolerated: tuple[Problem, ...]

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions of the contract."""
        return self.terms.roster.positions

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """Return the sum of every amount over all rows settled, in fen."""
        return {name: int(self.lines[name].sum()) for name in AMOUNTS}

    @property
    def workers(self) -> int:
        """How many workers have a row in the months settled."""
        return int(self.rows["worker"].nunique()) if len(self.rows) else 0


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be settled: the files, the months, and the kinds of mistakes to let through."""

    files: Sequence[Path]
    months: tuple[Month, ...]
    tolerate: frozenset[str] = frozenset()
    names: bool = False


def settle(asked: Asked, terms: Terms, words: AttendanceWords, calendar: Calendar) -> Settlement:
    """Return the settlement of a contract by the files of its attendance.

    Raises FileRefused where a file cannot be read, and Refused with all that is wrong in them.
    """
    notes = Notes()
    words_and_days = Given(words=words, statutory=calendar.statutory, names=asked.names)
    attendance = read_attendance(asked.files, terms, words_and_days, notes)
    if attendance.rows.empty:
        raise Refused(notes.problems)
    rows = _settled_rows(attendance.rows, asked.months)
    found = [
        *notes.problems,
        *problems_of(attendance, terms, calendar),
        *missing_months(rows, terms, asked.months),
    ]
    tolerated = [problem for problem in found if problem.code in asked.tolerate]
    refused = [problem for problem in found if problem.code not in asked.tolerate]
    if refused:
        raise Refused(refused)
    read = tuple(figures_read(_needed(attendance.rows, rows), terms)) if len(rows) else ()
    if unknown := unknown_figures(read, terms):
        raise Refused(unknown)
    given = _Priced(attendance=attendance, rows=rows, read=read)
    return _priced(asked, terms, given, (tuple(notes.cleanups), tuple(tolerated)))


def _settled_rows(rows: "pd.DataFrame", months: Iterable[Month]) -> "pd.DataFrame":
    """Return the rows of the months settled; the others tell of wages before them."""
    settled = rows["month"].isin([month.ordinal for month in months])
    return rows if settled.all() else rows[settled]


@dataclass(frozen=True, kw_only=True)
class _Priced:
    """What is to be priced: the rows of the months settled, and the figures that they read."""

    attendance: Attendance
    rows: "pd.DataFrame"
    read: Sequence[FigureRead]


def _priced(
    asked: Asked,
    terms: Terms,
    given: _Priced,
    noted: tuple[tuple[Cleanup, ...], tuple[Problem, ...]],
) -> Settlement:
    """Return the settlement of rows in which nothing is wrong any more."""
    attendance, rows = given.attendance, given.rows
    needed = _needed(attendance.rows, rows)
    priced_lines = price_rows(needed, terms)
    priced_lines["unused_leave"] = leave_pay(needed, priced_lines, terms)
    lines = priced_lines if needed is rows else priced_lines.loc[rows.index]
    posts = against_contract(rows, lines, terms, asked.months)
    settled = Settled(attendance=attendance, rows=rows, lines=lines, terms=terms, posts=posts)
    return Settlement(
        terms=terms,
        months=asked.months,
        attendance=attendance,
        rows=rows,
        lines=lines,
        priced=needed,
        priced_lines=priced_lines,
        posts=posts,
        findings=findings_of(settled),
        assumptions=assumptions_of(settled, given.read, len(attendance.rows) - len(rows)),
        cleanups=noted[0],
        tolerated=noted[1],
    )


def _needed(every: "pd.DataFrame", rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows to price: the wages of other months count for unused leave alone."""
    return every if (rows["unused_leave_days"] > 0).any() else rows
