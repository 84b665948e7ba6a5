"""What a settlement is: sums beside the contract, what was found, and all rows where they fit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sanicost.core.notices import Assumption, Cleanup, Finding, Problem
from sanicost.core.period import Month
from sanicost.core.roster import Position
from sanicost.settlement.against import PostMonth
from sanicost.settlement.attendance import Attendance
from sanicost.settlement.checks import Calendar
from sanicost.settlement.engine import LINE_COLUMNS, SUMS, price_rows
from sanicost.settlement.leave import History
from sanicost.settlement.terms import Terms
from sanicost.settlement.words import AttendanceWords

if TYPE_CHECKING:
    import pandas as pd

AMOUNTS = (*LINE_COLUMNS, *SUMS, "unused_leave", "short")
"""Every amount of a row, in the order of the file of lines."""


KEEP_ROWS = 1_000_000
"""More rows are priced part by part and forgotten: their lines go to the file of lines alone."""
MOST_SHORT = 100_000
"""So many worker-months paid below the standard are listed one by one."""


@dataclass(frozen=True, kw_only=True)
class Short:
    """Worker-months that were paid below the standard, with their lines."""

    rows: "pd.DataFrame"
    lines: "pd.DataFrame"


@dataclass(frozen=True, kw_only=True)
class SettledRows:
    """Every row settled with its lines, and what its pay for unused leave rests on."""

    rows: "pd.DataFrame"
    lines: "pd.DataFrame"
    history: History | None


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """The months settled: sums, each position and month beside the contract, what was found.

    `kept` is None where there are too many rows to keep.
    """

    terms: Terms
    months: tuple[Month, ...]
    attendance: Attendance
    rows: int
    workers: int
    totals: Mapping[str, int]
    posts: tuple[PostMonth, ...]
    short: Short | None
    findings: tuple[Finding, ...]
    assumptions: tuple[Assumption, ...]
    cleanups: tuple[Cleanup, ...]
    tolerated: tuple[Problem, ...]
    kept: SettledRows | None

    @property
    def positions(self) -> tuple[Position, ...]:
        """The positions of the contract."""
        return self.terms.roster.positions


@dataclass(frozen=True, kw_only=True)
class SettlementScope:
    """What is to be settled: the files, the months, and the kinds of mistakes to let through."""

    files: Sequence[Path]
    months: tuple[Month, ...]
    tolerate: frozenset[str] = frozenset()
    names: bool = False


class Sink(Protocol):
    """Takes the lines of all rows in the order of the attendance."""

    def begin(self, titles: Sequence[str]) -> None:
        """Forget whatever was taken, and take the first row next; the positions have titles."""

    def take(
        self, rows: "pd.DataFrame", lines: "pd.DataFrame", workers: Callable[[int], str]
    ) -> None:
        """Take some rows with their lines."""


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What a settlement rests on besides the attendance."""

    terms: Terms
    words: AttendanceWords
    calendar: Calendar
    sink: Sink | None = None
    tell: Callable[[int], None] | None = None  # is told how many rows are done
    price: "Callable[[pd.DataFrame, Terms], pd.DataFrame]" = price_rows
