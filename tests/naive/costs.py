"""The other costs: over the term, per head, and shared among the lots (§7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.naive.arithmetic import exact, fen, running
from tests.naive.figures import Roster
from tests.naive.positions import PositionCost

ALL_LOTS = "全部"
PER_HEAD = ("head_month", "head_year")
RATES = ("management_fee", "profit", "tax")

Lot = str | None
"""A lot by its name; None is the whole of a project without lots."""
Costs = list[tuple[str, int]]
Rates = dict[str, Fraction | None]


@dataclass(frozen=True)
class Block:
    """What is priced by itself: a lot, or a project without lots. Costs in fen over the term."""

    positions: list[PositionCost]
    other: Costs
    rates: Rates

    @property
    def heads(self) -> int:
        """Return the heads of all rows."""
        return heads_of(self.positions)


def price_of(roster: Roster) -> Mapping[str, Any]:
    """Return the price block of a roster, or an empty one."""
    return roster.get("price") or {}


def lots_of(positions: Iterable[PositionCost]) -> list[Lot]:
    """Return the lots in the order in which the positions first name them; [None] without lots."""
    return list(dict.fromkeys(position.lot for position in positions))


def in_lot(positions: Iterable[PositionCost], lot: Lot) -> list[PositionCost]:
    """Return the positions of a lot."""
    return [position for position in positions if position.lot == lot]


def heads_of(positions: Iterable[PositionCost]) -> int:
    """Return the heads of some rows."""
    return sum(position.headcount for position in positions)


def term_amount(cost: Mapping[str, Any], months: int, heads: int) -> int:
    """Return an other cost over the term, in fen, rounded once; a year's counts months / 12."""
    per_year = Fraction(months, 12)
    times = {
        "month": Fraction(months),
        "year": per_year,
        "term": Fraction(1),
        "head_month": Fraction(months * heads),
        "head_year": per_year * heads,
    }
    return fen(exact(cost["amount"]) * times[cost["per"]])


def parts_of(
    cost: Mapping[str, Any], positions: Sequence[PositionCost], months: int
) -> dict[Lot, int]:
    """Return what each lot bears of one cost, in fen.

    A cost of all lots is shared by basic cost, running; one per head is counted in each lot.
    """
    lots = lots_of(positions)
    heads = {lot: heads_of(in_lot(positions, lot)) for lot in lots}
    if cost.get("lot") != ALL_LOTS:
        lot = cost.get("lot") or None
        return {lot: term_amount(cost, months, heads[lot])}
    if cost["per"] in PER_HEAD:
        return {lot: term_amount(cost, months, heads[lot]) for lot in lots}
    basic = [sum(position.cost for position in in_lot(positions, lot)) for lot in lots]
    shares = running(term_amount(cost, months, 0), basic)
    return dict(zip(lots, shares, strict=True))


def rates_of(price_block: Mapping[str, Any], lot: Lot) -> Rates:
    """Return the three rates; a lot's own rate comes before the one for every lot."""
    own = (price_block.get("lots") or {}).get(lot) or {}
    entries = {name: own.get(name) or price_block.get(name) or {} for name in RATES}
    return {name: exact(entry.get("rate")) for name, entry in entries.items()}


def blocks_of(
    roster: Roster, positions: Sequence[PositionCost], months: int
) -> tuple[dict[Lot, Block], Costs]:
    """Return each lot's block, and the project's costs: each once, as the sum of its parts."""
    price_block = price_of(roster)
    given = price_block.get("other_costs") or []
    split = [(str(cost["name"]), parts_of(cost, positions, months)) for cost in given]
    blocks = {
        lot: Block(
            positions=in_lot(positions, lot),
            other=[(name, parts[lot]) for name, parts in split if lot in parts],
            rates=rates_of(price_block, lot),
        )
        for lot in lots_of(positions)
    }
    return blocks, [(name, sum(parts.values())) for name, parts in split]
