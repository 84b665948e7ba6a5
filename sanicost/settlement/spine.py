"""What stays in memory of every row: who, when, in which post, with how many years of service.

Twelve bytes a row, so that an attendance of any length can be held against itself.
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
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from sanicost.settlement.terms import Ints

_MONTHS = 1 << 18
"""More than any month's ordinal: worker and month are one number, by which rows are ordered."""
_STEP = 1_000_000
_YEARS = 1 << 14
"""More than any worker's years in hundredths: they stand behind worker and month."""


class WorkerSet:
    """Workers by their places, of whom there may be millions: a bit each."""

    def __init__(self) -> None:
        self._holds: NDArray[np.bool_] | None = None

    def add(self, workers: "Ints") -> None:
        """Add workers."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        if not len(workers):
            return
        most = int(workers.max()) + 1
        held = np.zeros(0, dtype=bool) if self._holds is None else self._holds
        if most > len(held):
            held = np.concatenate((held, np.zeros(max(most, 2 * len(held)) - len(held), bool)))
        held[workers] = True
        self._holds = held

    def __len__(self) -> int:
        return 0 if self._holds is None else int(self._holds.sum())


class Spine:
    """The workers, months, positions and years of service of all rows, part after part."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._packed: list[Ints] = []
        self._positions: list[Ints] = []
        self.present: set[tuple[int, int]] = set()
        self.rows = 0

    def add(self, rows: "pd.DataFrame") -> None:
        """Add the rows of a part."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        given = (rows["first_day"] != BLANK) | (rows["seniority_years"] != BLANK)
        years = np.where(given, served_years_of(rows, self._terms), BLANK)
        self._packed.append(key_of(rows) * _YEARS + years + 1)
        self._positions.append(rows["position"].to_numpy().astype(np.int32))
        pairs = rows[["position", "month"]].drop_duplicates()
        self.present |= set(pairs.itertuples(index=False, name=None))
        self.rows += len(rows)

    def _whole(self) -> "Ints":
        """Return worker, month and years of every row as one number, in the order of the rows."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        if len(self._packed) > 1:
            self._packed = [np.concatenate(self._packed)]
        return self._packed[0]

    def keys(self) -> "Ints":
        """Return worker and month of every row as one number."""
        return self._whole() // _YEARS

    def problems(self, attendance: Attendance) -> Iterator[Problem]:
        """Yield rows that contradict each other: repeated ones, two posts, seniority going back."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        if not self.rows:
            return
        packed = np.sort(self._whole())
        parts = (packed[first : first + _STEP] for first in range(0, self.rows, _STEP))
        before = packed[:0]
        is_wrong = False
        for each in parts:
            part = np.concatenate((before, each))
            is_wrong = is_wrong or _contradicts(part)
            # The last row, and the last one whose years are given, meet the rows that follow.
            known = part[part % _YEARS > 0]
            before = np.unique(np.concatenate((known[-1:], part[-1:])))
        if is_wrong:
            # Only now the order of the rows is worth its memory.
            yield from self._told(attendance, np.argsort(self._whole(), kind="stable"))

    def _told(self, attendance: Attendance, order: "Ints") -> Iterator[Problem]:
        """Yield what is wrong with the rows in the order of workers and months."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        packed = self._whole()[order]
        keys, years = packed // _YEARS, packed % _YEARS - 1
        positions = np.concatenate(self._positions)[order]
        same = np.flatnonzero(keys[1:] == keys[:-1])
        alike = positions[same + 1] == positions[same]
        for code, field, which in (
            ("settle-row-repeated", "worker_id", same[alike]),
            ("settle-two-posts", "position", same[~alike]),
        ):
            for pair in which[:MOST_PLACES].tolist():
                # Of two rows the later one of the attendance is the second.
                first, second = sorted((int(order[pair]), int(order[pair + 1])))
                other = attendance.places.where(first)
                params = _params(attendance, int(keys[pair]), other=other)
                where = attendance.places.where(second, field)
                yield Problem(code=code, where=where, params=params)
            yield from _more(code, field, len(which))
        given = np.flatnonzero(years != BLANK)
        workers, known = keys[given] // _MONTHS, years[given]
        back = np.flatnonzero((workers[1:] == workers[:-1]) & (known[1:] < known[:-1]))
        for pair in back[:MOST_PLACES].tolist():
            before, after = int(given[pair]), int(given[pair + 1])
            params = {
                **_params(attendance, int(keys[before])),
                "found": text_of(int(years[after])),
                "before": text_of(int(years[before])),
            }
            where = attendance.places.where(int(order[after]), "first_day")
            yield Problem(code="settle-seniority-back", where=where, params=params)
        yield from _more("settle-seniority-back", "first_day", len(back))


def _contradicts(packed: "Ints") -> bool:
    """Return whether rows in order have one worker and month twice, or years that go back."""
    keys, years = packed // _YEARS, packed % _YEARS - 1
    given = years != BLANK
    workers, known = keys[given] // _MONTHS, years[given]
    back = (workers[1:] == workers[:-1]) & (known[1:] < known[:-1])
    return bool((keys[1:] == keys[:-1]).any() or back.any())


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
