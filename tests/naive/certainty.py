"""What is carried forward and what is provisional: two lists that are never mixed (§2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.naive.arithmetic import month_text
from tests.naive.case import Case
from tests.naive.figures import LAPSE, REGULATION

Needed = Iterable[tuple[Case, set[str]]]
"""Every month of every position, with the figures that it needs."""


@dataclass(frozen=True)
class Carried:
    """A figure used past the last day for which it is known: first month, value, that day.

    The regulation itself has no value.
    """

    month: str
    value: Any
    until: date


def provisional_of(needed: Needed) -> dict[str, str]:
    """Return each figure that nobody has confirmed, with the first month concerned."""
    first: dict[str, int] = {}
    for case, paths in needed:
        for path in paths:
            row = case.book.row(path, case.month)
            if row is not None and row.provisional:
                first[path] = min(case.month, first.get(path, case.month))
    return {path: month_text(first[path]) for path in sorted(first)}


def carried_of(needed: Needed) -> dict[str, Carried]:
    """Return each figure carried forward, and the lapsed rules, with the first month concerned."""
    first: dict[str, Carried] = {}
    for case, paths in sorted(needed, key=lambda one: one[0].month):
        month = month_text(case.month)
        for path in paths:
            row = case.book.row(path, case.month)
            if row is not None and row.until is not None and row.carried(case.month):
                first.setdefault(path, Carried(month, row.value, row.until))
        if case.book.lapsed(case.month):
            first.setdefault(REGULATION, Carried(month, None, LAPSE))
    return dict(sorted(first.items()))
