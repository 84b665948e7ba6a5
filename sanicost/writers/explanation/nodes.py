"""What an explanation is made of: a tree of cells, each with its arithmetic and its sources."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class FigureFacts:
    """Where a figure of the law comes from, and how well it is known."""

    path: str
    start: str
    source: str
    standing: str
    until: str = ""
    reason: str = ""
    is_provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class InputFacts:
    """Where an input comes from: the cell or the key of the roster, "" for a default."""

    field: str
    place: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step on the way from a cell to the ceiling."""

    name: str
    where: str
    value: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Node:
    """One cell explained.

    `value` is what the cell holds (money with two decimals), `shown` the same for people. `says`
    is the arithmetic with its numbers, `rule` the rule in words, `links` the cells that only pass
    the value on. `enters` tells how the root of a tree enters the ceiling.
    """

    name: str
    where: str
    value: str
    shown: str
    kind: str
    says: str = ""
    because: tuple[str, ...] = ()
    rounding: str = ""
    rule: str = ""
    clause: str = ""
    figure: FigureFacts | None = None
    given: InputFacts | None = None
    links: tuple[str, ...] = ()
    parts: tuple["Node", ...] = ()
    enters: tuple[Step, ...] = field(default=())
