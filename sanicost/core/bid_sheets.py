"""The bid form as both sides know it: what its sheets are called, and what its rows stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from sanicost.core.estimate import Estimate, Segment
from sanicost.core.period import Month
from sanicost.core.price import Ceiling
from sanicost.core.roster import RATE_NAMES

INTRODUCTION = "填报说明"
FORM = "投标人分项报价表"
"""The one form of a tender without lots; with lots each has its own, that ends in its name."""
OF_LOT = "报价表 "


def is_bid_form(sheets: Sequence[str]) -> bool:
    """Return whether a workbook with these sheets is a bid form, blank or filled in.

    >>> is_bid_form(["填报说明", "报价表 东", "报价表 西"]), is_bid_form(["填报说明", "岗位表"])
    (True, False)
    """
    forms = [name for name in sheets if name == FORM or name.startswith(OF_LOT)]
    return bool(forms) and list(sheets) == [INTRODUCTION, *forms]


@dataclass(frozen=True, kw_only=True)
class BidRow:
    """A position over a run of months in which its floor is alike: a bidder prices it once (§12).

    `segments` are the places of the segments that the run is made of; amounts in fen.
    """

    index: int
    segments: tuple[int, ...]
    start: Month
    months: int
    years: tuple[int, int]
    income_floor: int
    employer_floor: int

    @property
    def key(self) -> str:
        """What names the row in a filled form: the position's number and the run's first month."""
        return f"{self.index + 1}@{self.start}"

    @property
    def floor(self) -> int:
        """The floor of one person and month."""
        return self.income_floor + self.employer_floor


def bid_rows(estimate: Estimate, indices: Sequence[int]) -> list[BidRow]:
    """Return the rows of a form for some positions; contract years that are alike stand once."""
    return [
        _row(index, tuple(numbers), estimate.segments)
        for index in indices
        for numbers in _runs(estimate.segments, index)
    ]


def _runs(segments: Sequence[Segment], index: int) -> list[list[int]]:
    """Return the places of the segments, those next to each other that price a position alike."""

    def floors(number: int) -> tuple[int, int]:
        amounts = segments[number].amounts
        return amounts["income"][index], amounts["employer"][index]

    return [list(run) for _, run in groupby(range(len(segments)), floors)]


def _row(index: int, numbers: tuple[int, ...], segments: Sequence[Segment]) -> BidRow:
    """Return the row of a run of segments."""
    run = [segments[number] for number in numbers]
    first, last = run[0], run[-1]
    return BidRow(
        index=index,
        segments=numbers,
        start=first.start,
        months=sum(one.months for one in run),
        years=(first.contract_year, last.contract_year),
        income_floor=first.amounts["income"][index],
        employer_floor=first.amounts["employer"][index],
    )


class BidItem(NamedTuple):
    """What a bid holds besides the labour cost, with what the tender has for it, in fen.

    `key` names its row: `incentives`, `other_costs.1`, or a rate; `name` is what the roster calls
    an other cost, "" for what the program has a word for.
    """

    key: str
    name: str
    amount: int
    rate: Decimal | None = None


def bid_items(part: Ceiling) -> list[BidItem]:
    """Return the other items of a form in their order: those that the tender has."""
    incentives = [BidItem(key="incentives", name="", amount=part.incentives)]
    others = [
        BidItem(key=f"other_costs.{number}", name=share.cost.name, amount=share.amount)
        for number, share in enumerate(part.other_costs, start=1)
    ]
    charges = [
        BidItem(key=name, name="", amount=charge.amount, rate=charge.rate)
        for name in RATE_NAMES
        if (charge := part.charges[name])
    ]
    return [*(incentives if part.incentives else []), *others, *charges]
