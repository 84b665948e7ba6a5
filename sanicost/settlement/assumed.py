"""What a settlement took for granted, and how it read the law where it leaves a choice."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sanicost.core.notices import Assumption
from sanicost.settlement.needed import FigureRead
from sanicost.settlement.terms import BLANK, Terms

if TYPE_CHECKING:
    import pandas as pd


class Blanks:
    """How many rows left blank what the contract or the month then says, part after part."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._rows = 0

    def add(self, rows: "pd.DataFrame") -> None:
        """Add rows of months that are settled."""
        blank = {name: rows[name] == BLANK for name in ("first_day", *_BLANK.values())}
        blank["seniority_years"] &= blank["first_day"]
        self._counts.update({code: int(blank[name].sum()) for code, name in _BLANK.items()})
        self._rows += len(rows)

    def assumptions(self) -> Iterator[Assumption]:
        """Yield what was taken for granted, and in how many rows."""
        for code, count in self._counts.items():
            if count:
                yield Assumption(code=code, params={"count": count, "rows": self._rows})


_BLANK = {
    "settle-seniority-average": "seniority_years",
    "settle-insurance-base-income": "insurance_base",
    "settle-fund-base-income": "housing_fund_base",
    "settle-holiday-money-spread": "holiday_money",
    "settle-whole-month": "paid_days",
}


def readings(terms: Terms) -> Iterator[Assumption]:
    """Yield how the law was read where it leaves a choice."""
    first_year = terms.half_year == "first"
    yield Assumption(code="settle-half-year-first" if first_year else "settle-half-year-every")
    in_full = terms.leave_in_full
    yield Assumption(code="settle-leave-in-full" if in_full else "settle-leave-less-one")


def unconfirmed(terms: Terms, read: Iterable[FigureRead]) -> Iterator[Assumption]:
    """Yield each figure that is provisional or carried forward, with the first such month (§2)."""
    told: set[str] = set()
    for month, path, row in read:
        carried = row is not None and row.is_carried_forward(month)
        if row is None or path in told or not (row.is_provisional or carried):
            continue
        told.add(path)
        name = terms.standard.figures[path].name
        params = {"figure": path, "month": str(month), "zh": name["zh"], "en": name["en"]}
        if row.is_provisional:
            yield Assumption(code="settle-figure-provisional", params=params)
        else:
            until = {"until": str(row.until)}
            yield Assumption(code="settle-figure-carried-forward", params=params | until)
