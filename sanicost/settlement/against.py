"""What was worked beside what the contract has: by position and month, line by line, in fen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanicost.core.estimate import Estimate
from sanicost.core.period import Month
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES
from sanicost.settlement.terms import Terms

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.terms import Ints

COMPARED = (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer", "cost", *INCENTIVE_LINES, "on_cost")
"""The lines of both sides in the order in which they are shown; those after `cost` stand outside
the basic cost."""
_CONTRACT_NAMES = {"cost": "unit_cost"}


@dataclass(frozen=True, kw_only=True)
class PostMonth:
    """One position in one month: `worked` and `contract` are sums over all heads, in fen."""

    position: int
    month: Month
    heads: int
    workers: int
    unit_cost: int
    worked: Mapping[str, int]
    contract: Mapping[str, int]
    unused_leave: int
    short: int

    @property
    def missing(self) -> int:
        """The heads of the contract that nobody filled on any day; never below 0."""
        return max(0, self.heads - self.workers)

    @property
    def missing_reference(self) -> int:
        """What they amount to at the contract's unit cost, 缺员参考: a reference, no deduction."""
        return self.missing * self.unit_cost

    def difference(self, line: str) -> int:
        """Return by how much what was worked is over the contract, in fen; below 0 is under."""
        return self.worked[line] - self.contract[line]


class PostSums:
    """The sums of each position and month, part after part."""

    _NAMES = (*COMPARED, "unused_leave", "short")

    def __init__(self) -> None:
        self._sums: dict[tuple[int, int], Ints] = {}
        self._workers: Counter[tuple[int, int]] = Counter()

    def add(self, rows: "pd.DataFrame", lines: "pd.DataFrame") -> None:
        """Add rows of months that are settled, with their lines."""
        keys = [rows["position"], rows["month"]]
        sums = lines[list(self._NAMES)].groupby(keys).sum()
        for key, values in zip(sums.index.tolist(), sums.to_numpy(), strict=True):
            self._sums[key] = self._sums.get(key, 0) + values
        # A worker has one row in a month: whoever worked on any day counts as one.
        present = rows[rows["days_worked"] > 0].groupby(["position", "month"]).size()
        self._workers.update(dict(zip(present.index.tolist(), present.tolist(), strict=True)))

    def posts(self, terms: Terms, months: Sequence[Month]) -> tuple[PostMonth, ...]:
        """Return every position and month of the contract that is settled, position by position.

        A position without a row in a month has worked none.
        """
        return tuple(
            self._post(index, month, terms)
            for index in range(len(terms.roster.positions))
            for month in months
        )

    def _post(self, index: int, month: Month, terms: Terms) -> PostMonth:
        """Return one position's month beside the contract."""
        position = terms.roster.positions[index]
        found = self._sums.get((index, month.ordinal))
        sums = dict.fromkeys(self._NAMES, 0)
        if found is not None:
            sums = dict(zip(self._NAMES, found.tolist(), strict=True))
        unit = contract_lines(terms.contract, index, month)
        return PostMonth(
            position=index,
            month=month,
            heads=position.headcount,
            workers=self._workers[index, month.ordinal],
            unit_cost=unit["cost"],
            worked={name: sums[name] for name in COMPARED},
            contract={name: unit[name] * position.headcount for name in COMPARED},
            unused_leave=sums["unused_leave"],
            short=sums["short"],
        )


def contract_lines(contract: Estimate, index: int, month: Month) -> dict[str, int]:
    """Return the contract's lines for one head of a position in a month, in fen."""
    [segment] = [
        one
        for one in contract.segments
        if one.start <= month and month.ordinal < one.start.ordinal + one.months
    ]
    return {name: segment.amounts[_CONTRACT_NAMES.get(name, name)][index] for name in COMPARED}
