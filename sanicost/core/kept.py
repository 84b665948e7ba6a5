"""Figures that an officer keeps beside those of the city: what they meet, and how they are used."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from sanicost.core.figures import Figure, Row, Standard, Standing
from sanicost.core.period import Month


class KeptStanding(StrEnum):
    """What the city's own figures say of a kept one by now."""

    USED = "used"
    SAME = "same"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"


class Kept(NamedTuple):
    """A kept value of a figure, and the row of the city's own that it meets, if any."""

    figure: str
    row: Row
    state: KeptStanding
    other: Row | None = None

    @property
    def is_used(self) -> bool:
        """Whether it prices the months from its own on: a published value of that month does not.

        Of an official row and another value for the same month the official one holds.
        """
        if self.state is KeptStanding.CONFLICT:
            return self.other is not None and self.other.standing is not Standing.OFFICIAL
        return self.state is not KeptStanding.SAME


def met(figure: Figure, row: Row, start: Month) -> Kept:
    """Return an entry beside the city's own row that says the same, another, or comes later."""
    law = figure.in_force(start)
    certain = law and not (law.is_provisional or law.is_carried_forward(start))
    if law and certain and law.value == row.value:
        return Kept(figure.path, row, KeptStanding.SAME, law)
    if law and law.start == start and law.value is not None:
        return Kept(figure.path, row, KeptStanding.CONFLICT, law)
    later = (one for one in figure.rows if one.start and one.start > start)
    found = next((one for one in later if one.value is not None), None)
    return Kept(figure.path, row, KeptStanding.SUPERSEDED if found else KeptStanding.USED, found)


def in_order(kept: Iterable[Kept], standard: Standard) -> tuple[Kept, ...]:
    """Return entries in the order of the figures, then by month."""
    order = {path: place for place, path in enumerate(standard.figures)}
    return tuple(sorted(kept, key=lambda one: (order[one.figure], str(one.row.start))))


def laid_in(standard: Standard, kept: Iterable[Kept]) -> Standard:
    """Return the standard with the kept values among its dated rows, each marked as an officer's.

    A published row that begins later ends a kept one, as it would end any other.
    """
    figures = dict(standard.figures)
    for one in kept:
        if not one.is_used:
            continue
        figure, row = figures[one.figure], one.row
        own = replace(row, note={"zh": row.reason, "en": row.reason}, reason="", where="")
        others = [each for each in figure.rows if each.start != row.start]
        rows = sorted([*others, own], key=lambda each: str(each.start))
        figures[one.figure] = replace(figure, rows=tuple(rows))
    return replace(standard, figures=figures)


def with_entry(kept: Iterable[Kept], new: Kept, standard: Standard) -> tuple[Kept, ...]:
    """Return entries with a new one in place of that for its figure and month."""
    return in_order([*without(kept, new.figure, new.row.start), new], standard)


def without(kept: Iterable[Kept], figure: str, start: Month | None) -> tuple[Kept, ...]:
    """Return entries without those of a figure: of one month, or all of them."""
    return tuple(
        one
        for one in kept
        if one.figure != figure or (start is not None and one.row.start != start)
    )
