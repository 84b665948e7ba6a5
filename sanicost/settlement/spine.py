"""What stays in memory of every row: who, when, in which post, with how many years of service.

Twenty bytes a row, so that an attendance of any length can be held against itself.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sanicost.core.notices import Params, Problem
from sanicost.core.period import Month
from sanicost.settlement.attendance import Attendance
from sanicost.settlement.checks import text_of
from sanicost.settlement.columns import MOST_PLACES
from sanicost.settlement.engine import served_years_of
from sanicost.settlement.terms import BLANK, Terms

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.terms import Ints

_MONTHS = 1 << 18
"""More than any month's ordinal: worker and month are one number, by which rows are ordered."""


class Spine:
    """The workers, months, positions and years of service of all rows, part after part."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._keys: list[Ints] = []
        self._positions: list[Ints] = []
        self._years: list[Ints] = []
        self.present: set[tuple[int, int]] = set()
        self.rows = 0

    def add(self, rows: "pd.DataFrame") -> None:
        """Add the rows of a part."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        given = (rows["first_day"] != BLANK) | (rows["seniority_years"] != BLANK)
        years = np.where(given, served_years_of(rows, self._terms), BLANK)
        self._keys.append(key_of(rows))
        self._positions.append(rows["position"].to_numpy().astype(np.int32))
        self._years.append(years.astype(np.int32))
        pairs = rows[["position", "month"]].drop_duplicates()
        self.present |= set(pairs.itertuples(index=False, name=None))
        self.rows += len(rows)

    def problems(self, attendance: Attendance) -> Iterator[Problem]:
        """Yield rows that contradict each other: repeated ones, two posts, seniority going back."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        if not self.rows:
            return
        keys = np.concatenate(self._keys)
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        positions = np.concatenate(self._positions)[order]
        same = np.flatnonzero(ordered[1:] == ordered[:-1])
        alike = positions[same + 1] == positions[same]
        for code, field, which in (
            ("settle-row-repeated", "worker_id", same[alike]),
            ("settle-two-posts", "position", same[~alike]),
        ):
            for pair in which[:MOST_PLACES].tolist():
                first, second = int(order[pair]), int(order[pair + 1])
                other = attendance.places.where(first)
                params = _params(attendance, int(ordered[pair]), other=other)
                yield Problem(
                    code=code, where=attendance.places.where(second, field), params=params
                )
            yield from _more(code, field, len(which))
        yield from self._back(attendance, ordered, order)

    def _back(self, attendance: Attendance, ordered: "Ints", order: "Ints") -> Iterator[Problem]:
        """Yield a month in which a worker has fewer years of service than in one before."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        years = np.concatenate(self._years)[order]
        given = np.flatnonzero(years != BLANK)
        workers, known = ordered[given] // _MONTHS, years[given]
        back = np.flatnonzero((workers[1:] == workers[:-1]) & (known[1:] < known[:-1]))
        code = "settle-seniority-back"
        for pair in back[:MOST_PLACES].tolist():
            before, after = int(given[pair]), int(given[pair + 1])
            params = {
                **_params(attendance, int(ordered[before])),
                "found": text_of(int(years[after])),
                "before": text_of(int(years[before])),
            }
            where = attendance.places.where(int(order[after]), "first_day")
            yield Problem(code=code, where=where, params=params)
        yield from _more(code, "first_day", len(back))


def key_of(rows: "pd.DataFrame") -> "Ints":
    """Return worker and month of each row as one number."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    return np.asarray(rows["worker"] * _MONTHS + rows["month"], dtype=np.int64)


def _params(attendance: Attendance, key: int, **params: str) -> Params:
    """Return the worker and the month of a row."""
    worker, month = divmod(key, _MONTHS)
    return {"worker": attendance.worker(worker), "month": str(Month(month)), **params}


def _more(code: str, field: str, count: int) -> Iterator[Problem]:
    """Yield how many places of a mistake are not named."""
    if count > MOST_PLACES:
        params: Params = {"count": count - MOST_PLACES, "column": field, "same": code}
        yield Problem(code="settle-more-places", params=params)
