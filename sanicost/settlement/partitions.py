"""Pricing the attendance on a cluster: some rows of one month are a partition, as a worker has it.

The rows hold workers by their places alone: no number of a worker leaves this machine.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from sanicost.batch.executors import LOOK_SECONDS, MAX_DEATHS, Crew, cluster_crew
from sanicost.core.notices import Problem, Refused
from sanicost.core.period import Month
from sanicost.settlement.engine import price_rows
from sanicost.settlement.terms import Terms

if TYPE_CHECKING:
    from concurrent.futures import Future

    import pandas as pd

Price: TypeAlias = "Callable[[pd.DataFrame, Terms], pd.DataFrame]"
"""From rows to every line of them, under the index of the rows."""
PARTITION_ROWS = 50_000
"""So many rows of one month are priced by one worker at a time."""


@contextmanager
def pricing(scheduler: str | None) -> Iterator[Price]:
    """Give what prices rows: this process, or the Dask cluster at an address.

    Raises Refused where the cluster cannot be reached, or is lost.
    """
    if scheduler is None:
        yield price_rows
        return
    with cluster_crew(scheduler) as crew:
        yield _Elsewhere(crew)


class _Elsewhere:
    """Prices rows by a crew; a worker that dies loses no partition."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew

    def __call__(self, rows: "pd.DataFrame", terms: Terms) -> "pd.DataFrame":
        """Return the lines of rows, in their order."""
        import pandas as pd  # noqa: PLC0415 - only a settlement pays for it

        partitions = list(_partitions(rows))
        if not partitions:
            return price_rows(rows, terms)
        return pd.concat(self._priced(partitions, terms)).loc[rows.index]

    def _priced(self, partitions: "list[pd.DataFrame]", terms: Terms) -> "list[pd.DataFrame]":
        """Return the lines of each partition, whoever worked them out."""
        under_way = {self._submitted(part, terms): part for part in partitions}
        found: list[pd.DataFrame] = []
        deaths: Counter[int] = Counter()
        while under_way:
            done, _ = wait(under_way, LOOK_SECONDS)
            self._crew.look()
            for future in done:
                part = under_way.pop(future)
                error = CancelledError() if future.cancelled() else future.exception()
                if error is None:
                    found.append(future.result())
                elif not isinstance(error, self._crew.deaths):
                    raise error
                else:
                    self._mourn(part, deaths)
                    under_way[self._submitted(part, terms)] = part
        return found

    def _submitted(self, part: "pd.DataFrame", terms: Terms) -> "Future[pd.DataFrame]":
        return self._crew.call(price_rows, part, terms)

    def _mourn(self, part: "pd.DataFrame", deaths: "Counter[int]") -> None:
        """Count a worker's death at a partition; raise Refused where it has happened too often."""
        first = int(part.index[0])
        deaths[first] += 1
        if deaths[first] >= MAX_DEATHS:
            month = str(Month(int(part["month"].iloc[0])))
            params = {"found": MAX_DEATHS}
            raise Refused([Problem(code="batch-worker-died", where=month, params=params)])


def _partitions(rows: "pd.DataFrame") -> "Iterator[pd.DataFrame]":
    """Yield the rows month by month, those of a month in parts."""
    for _, of_month in rows.groupby("month", sort=False):
        for first in range(0, len(of_month), PARTITION_ROWS):
            yield of_month.iloc[first : first + PARTITION_ROWS]
