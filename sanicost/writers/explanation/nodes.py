"""What an explanation is made of: a tree of cells, each with its arithmetic and its sources."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class FigureFacts:
    """Where a figure comes from and how well it is known; `place` is that of an override."""

    path: str
    start: str
    source: str
    standing: str
    until: str = ""
    reason: str = ""
    place: str = ""
    is_provisional: bool = False
    is_carried: bool = False


@dataclass(frozen=True, kw_only=True)
class InputFacts:
    """Where an input comes from: the cell or the key of the roster, "" for a default.

    `says` and `default` name what is said of one with a place and of a default: SHEET_PHRASES.
    `pattern` is the work pattern from which days follow, `note` how they do.
    `is_allocated` tells that the place holds a whole cost, of which the cell is a lot's share.
    """

    field: str
    place: str
    says: str = "input"
    default: str = "default"
    pattern: str = ""
    note: Mapping[str, str] | None = None
    is_allocated: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step on the way from a cell to the ceiling."""

    name: str
    where: str
    short: str
    value: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Node:
    """One cell explained.

    `short` is `where` with the beginning of the sheet's name. `value` is what the cell holds (money
    with two decimals), `shown` the same for people. `says` is the arithmetic with its numbers,
    `rule` the rule in words, `formula` that of the cell, `links` the cells that only pass the value
    on. `enters` tells how the root of a tree enters the ceiling, by way of the first of the `users`
    whose formulas name it.
    """

    name: str
    where: str
    short: str
    value: str
    shown: str
    kind: str
    says: str = ""
    because: tuple[str, ...] = ()
    rounding: str = ""
    rule: str = ""
    formula: str = ""
    clause: str = ""
    figure: FigureFacts | None = None
    given: InputFacts | None = None
    links: tuple[str, ...] = ()
    parts: tuple["Node", ...] = ()
    enters: tuple[Step, ...] = ()
    users: int = 0
