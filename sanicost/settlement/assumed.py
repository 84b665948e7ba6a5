"""What a settlement took for granted, and how it read the law where it leaves a choice."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sanicost.core.notices import Assumption
from sanicost.core.used import is_provisional
from sanicost.settlement.findings import Settled
from sanicost.settlement.needed import FigureRead
from sanicost.settlement.terms import BLANK

if TYPE_CHECKING:
    import pandas as pd


def assumptions_of(
    settled: Settled, read: Iterable[FigureRead], others: int
) -> tuple[Assumption, ...]:
    """Return every choice that the settlement made; `others` are rows of months not settled."""
    rows = settled.rows
    terms = settled.terms
    first_year = terms.half_year == "first"
    found = [
        Assumption(code="settle-half-year-first" if first_year else "settle-half-year-every"),
        Assumption(code="settle-leave-in-full" if terms.leave_in_full else "settle-leave-less-one"),
    ]
    if len(rows):
        found += _blanks(rows)
        found += _figures(settled, read)
    if others:
        found.append(Assumption(code="settle-other-months", params={"count": others}))
    return tuple(found)


def _blanks(rows: "pd.DataFrame") -> Iterator[Assumption]:
    """Yield how many rows left blank what the contract or the month then says."""
    counts = {
        "settle-seniority-average": (rows["first_day"] == BLANK)
        & (rows["seniority_years"] == BLANK),
        "settle-insurance-base-income": rows["insurance_base"] == BLANK,
        "settle-fund-base-income": rows["housing_fund_base"] == BLANK,
        "settle-holiday-money-spread": rows["holiday_money"] == BLANK,
        "settle-whole-month": rows["paid_days"] == BLANK,
    }
    for code, which in counts.items():
        if which.any():
            yield Assumption(code=code, params={"count": int(which.sum()), "rows": len(rows)})


def _figures(settled: Settled, read: Iterable[FigureRead]) -> Iterator[Assumption]:
    """Yield each figure that is not confirmed for a month settled, with the first such month."""
    told: set[str] = set()
    for month, path, row in read:
        if row is None or path in told or not is_provisional(row, month):
            continue
        told.add(path)
        name = settled.terms.standard.figures[path].name
        params = {"figure": path, "month": str(month), "zh": name["zh"], "en": name["en"]}
        yield Assumption(code="settle-figure-provisional", params=params)
