"""How a cell enters the ceiling: the shortest way along the formulas that refer to it."""

from collections import defaultdict, deque
from collections.abc import Iterable

from sanicost.writers.explanation.formulas import parsed, places
from sanicost.writers.workbook.page import BIDS, CHECKS, LEADERS, SENSITIVITY, SUMMARY
from sanicost.writers.workbook.record import Place, Recorded

_SIDEWAYS = frozenset({BIDS, CHECKS, LEADERS, SENSITIVITY, SUMMARY})
"""Sheets that repeat and compare amounts: nothing enters the ceiling through them."""


def way_up(book: Recorded, start: Place, ceilings: Iterable[Place]) -> list[Place]:
    """Return the cells from `start` (left out) to the nearest of `ceilings`, [] where none is."""
    users = _users(book)
    wanted = set(ceilings)
    before: dict[Place, Place] = {}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        if place in wanted and place != start:
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


def _users(book: Recorded) -> dict[Place, list[Place]]:
    """Return for every cell the cells whose formulas name it."""
    users: dict[Place, list[Place]] = defaultdict(list)
    for sheet, cells in book.sheets.items():
        if sheet in _SIDEWAYS:
            continue
        for (row, column), cell in cells.items():
            if cell.formula:
                for place in set(places(parsed(cell.formula, sheet))):
                    users[place].append(Place(sheet, row, column))
    return users
