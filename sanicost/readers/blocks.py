"""Streets that are written once for a block of rows: never filled down by a guess."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sanicost.core.roster import Position
from sanicost.readers.document import Notes

_LEAST_BLOCKS = 2


def check_streets(positions: Sequence[Position], notes: Notes, *, has_parts: bool) -> None:
    """Refuse positions without a street in a roster that is laid out in blocks.

    It has totals of parts, or each street stands once with rows below it that have none. Elsewhere
    a finding tells of such positions.
    """
    without = [position for position in positions if not position.street]
    if not without or len(without) == len(positions):
        return
    heads = sum(position.headcount for position in without)
    rows = "、".join(position.where for position in without[:_SHOWN])
    rows += "…" * (len(without) > _SHOWN)
    params: dict[str, str | int] = {"count": len(without), "heads": heads, "rows": rows}
    if has_parts or _are_blocks(positions):
        notes.problem("streets-once-per-block", without[0].place("street"), **params)


_SHOWN = 10


def _are_blocks(positions: Sequence[Position]) -> bool:
    """Return whether each street stands once, and rows without one between two of them."""
    runs = list(_runs(positions))
    named = [street for street, _ in runs if street]
    stand_once = len(named) == len(set(named)) and all(n == 1 for street, n in runs if street)
    places = [place for place, (street, _) in enumerate(runs) if street]
    first, last = places[0], places[-1]
    between = any(not street for street, _ in runs[first:last])
    return len(named) >= _LEAST_BLOCKS and stand_once and between


def _runs(positions: Sequence[Position]) -> Iterator[tuple[str | None, int]]:
    """Yield each street with how many rows in a row name it."""
    for street, alike in groupby(positions, key=lambda position: position.street):
        yield street, len(list(alike))
