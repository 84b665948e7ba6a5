"""What was worked beside what the contract has: by position and month, line by line, in fen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanicost.core.estimate import Estimate
from sanicost.core.period import Month
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES
from sanicost.settlement.terms import Terms

if TYPE_CHECKING:
    import pandas as pd

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
        """What they come to at the contract's unit cost, 缺员参考: a reference, no deduction."""
        return self.missing * self.unit_cost

    def difference(self, line: str) -> int:
        """Return by how much what was worked is over the contract, in fen; below 0 is under."""
        return self.worked[line] - self.contract[line]


def against_contract(
    rows: "pd.DataFrame", lines: "pd.DataFrame", terms: Terms, months: Sequence[Month]
) -> tuple[PostMonth, ...]:
    """Return every position and month of the contract that is settled, position by position.

    The rows are those of the months settled; a position without a row in a month has worked none.
    """
    names = [*COMPARED, "unused_leave", "short"]
    keys = [rows["position"], rows["month"]]
    sums = lines[names].groupby(keys).sum()
    present = rows["days_worked"] > 0
    workers = rows[present].groupby(["position", "month"])["worker"].nunique()
    worked = {key: dict(zip(names, values, strict=True))
              for key, values in zip(sums.index.tolist(), sums.to_numpy().tolist(), strict=True)
              }  # fmt: skip
    counts = dict(zip(workers.index.tolist(), workers.tolist(), strict=True))
    found = []
    for index, position in enumerate(terms.roster.positions):
        for month in months:
            key = (index, month.ordinal)
            one = worked.get(key, dict.fromkeys(names, 0))
            unit = contract_lines(terms.contract, index, month)
            found.append(
                PostMonth(
                    position=index,
                    month=month,
                    heads=position.headcount,
                    workers=counts.get(key, 0),
                    unit_cost=unit["cost"],
                    worked={name: int(one[name]) for name in COMPARED},
                    contract={name: unit[name] * position.headcount for name in COMPARED},
                    unused_leave=int(one["unused_leave"]),
                    short=int(one["short"]),
                )
            )
    return tuple(found)


def contract_lines(contract: Estimate, index: int, month: Month) -> dict[str, int]:
    """Return the contract's lines for one head of a position in a month, in fen."""
    [segment] = [
        one
        for one in contract.segments
        if one.start <= month and month.ordinal < one.start.ordinal + one.months
    ]
    return {name: segment.amounts[_CONTRACT_NAMES.get(name, name)][index] for name in COMPARED}
