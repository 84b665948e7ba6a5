"""How a cell enters the ceiling: the shortest way along the formulas that refer to it."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from sanicost.writers.explanation.formulas import parsed
from sanicost.writers.workbook.page import BIDS, CHECKS, LEADERS, SENSITIVITY, SUMMARY
from sanicost.writers.workbook.record import Place, Recorded, column_number

_SIDEWAYS = frozenset({BIDS, CHECKS, LEADERS, SENSITIVITY, SUMMARY})
"""Sheets that repeat and compare amounts: nothing enters the ceiling through them."""


_CELL = r"\$?([A-Z]{1,3})\$?(\d+)"
_REFERENCE = re.compile(rf"(-?)(?:'((?:[^']|'')+)'!)?{_CELL}(?::{_CELL})?")
Users: TypeAlias = Mapping[Place, Sequence[Place]]
"""For every cell the cells whose formulas add it up or multiply it."""


def way_up(users: Users, start: Place, ceiling: Place) -> list[Place]:
    """Return the cells from `start` (left out) to the ceiling, [] where no way leads there."""
    before: dict[Place, Place] = {}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        if place == ceiling and place != start:
            return _retraced(before, place)
        for user in users.get(place, ()):
            if user not in before and user != start:
                before[user] = place
                waiting.append(user)
    return []


def _retraced(before: dict[Place, Place], last: Place) -> list[Place]:
    """Return the way that led to a cell, from its beginning."""
    way = [last]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[-2::-1]


def users_of(book: Recorded) -> Users:
    """Return for every cell the cells whose formulas name it, in the order of the workbook."""
    users: dict[Place, list[Place]] = defaultdict(list)
    for sheet, cells in book.sheets.items():
        if sheet in _SIDEWAYS:
            continue
        for (row, column), cell in cells.items():
            if cell.formula:
                for place in set(_added(cell.formula, sheet)):
                    users[place].append(Place(sheet, row, column))
    return users


def _added(formula: str, sheet: str) -> Iterator[Place]:
    """Yield the cells that a formula names, but for those that it takes away.

    A large workbook has hundreds of thousands of formulas: they are searched, not parsed.
    """
    for taken, named, letters, row, last_letters, last_row in _REFERENCE.findall(formula):
        if taken:
            continue
        on = named.replace("''", "'") or sheet
        first = Place(on, int(row) - 1, column_number(letters))
        yield first
        if last_row:
            for each in range(first.row, int(last_row)):
                for column in range(first.column, column_number(last_letters) + 1):
                    yield Place(on, each, column)


def links_of(book: Recorded, place: Place) -> list[Place]:
    """Return the cell whose value a cell only passes on, [] for any other cell."""
    cell = book.cell(place)
    tree = parsed(cell.formula, place.sheet) if cell and cell.formula else None
    return [tree] if isinstance(tree, Place) else []
