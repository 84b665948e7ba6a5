"""Which position of one roster is which of another: added, removed, changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sanicost.core.canonical import position_texts
from sanicost.core.roster import Position, Roster


@dataclass(frozen=True)
class FieldChange:
    """A field of a position as it was and as it is, both as canonical text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """A position of both rosters, as the later one has it, with the fields that differ."""

    position: Position
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Matching:
    """For each position of the later roster the one that it was, None where it is new."""

    pairs: tuple[tuple[Position | None, Position], ...]
    removed: tuple[Position, ...]

    @property
    def added(self) -> tuple[Position, ...]:
        """The positions that only the later roster has."""
        return tuple(after for before, after in self.pairs if before is None)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """The positions of both that differ in some field."""
        both = [(before, after) for before, after in self.pairs if before is not None]
        found = (Changed(after, tuple(_differences(before, after))) for before, after in both)
        return tuple(one for one in found if one.fields)


def matched(before: Roster, after: Roster) -> Matching:
    """Return which positions are the same: by title, lot and street, in their order.

    Lots, and streets, tell positions apart only where both rosters name some. Of several that are
    alike the first is matched with the first, the second with the second.
    """
    lots = bool(before.lots and after.lots)
    streets = _has_streets(before.positions) and _has_streets(after.positions)
    waiting: defaultdict[tuple[object, ...], list[Position]] = defaultdict(list)
    for position in before.positions:
        waiting[_key(position, lots=lots, streets=streets)].append(position)
    pairs = []
    for position in after.positions:
        same = waiting[_key(position, lots=lots, streets=streets)]
        pairs.append((same.pop(0) if same else None, position))
    left = {id(position) for positions in waiting.values() for position in positions}
    removed = tuple(position for position in before.positions if id(position) in left)
    return Matching(tuple(pairs), removed)


def _has_streets(positions: Iterable[Position]) -> bool:
    """Return whether some position names its street."""
    return any(position.street for position in positions)


def _key(position: Position, *, lots: bool, streets: bool) -> tuple[object, ...]:
    """Return what a position is known by."""
    return position.title, lots and position.lot, streets and position.street


def _differences(before: Position, after: Position) -> Iterable[FieldChange]:
    """Yield each field that differs; the place in the file does not count."""
    was, now = position_texts(before), position_texts(after)
    return (FieldChange(name, was[name], now[name]) for name in was if was[name] != now[name])
