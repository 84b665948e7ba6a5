"""What an explanation is made of: a tree of cells, each with its arithmetic and its sources.

And the same as a machine-readable document.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanicost.core.period import Month

if TYPE_CHECKING:
    from sanicost.writers.json_prices import Json


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

    `says` and `default` name the phrases for one with a place and for a default: SHEET_PHRASES.
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


@dataclass(frozen=True, kw_only=True)
class Variant:
    """What a line amounts to in one segment, and the cell that says so."""

    start: Month
    where: str
    short: str
    shown: str


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """The tree, and for a line of a position what it is in every segment."""

    root: Node
    variants: tuple[Variant, ...] = ()


def explanation_document(answer: Explanation) -> str:
    """Return an explanation as one JSON document; `value` is text, money with two decimals."""
    document: dict[str, Json] = {"schema": "sanicost.explain/1", **_node(answer.root)}
    if answer.variants:
        document["segments"] = [
            {"start": str(one.start), "where": one.where, "value": one.shown}
            for one in answer.variants
        ]
    document["enters"] = [_step(step) for step in answer.root.enters]
    return json.dumps(document, ensure_ascii=False, indent=2)


def _node(node: Node) -> "dict[str, Json]":
    """Return a node; what it does not have is left out."""
    fields: dict[str, Json] = {
        "name": node.name,
        "where": node.where,
        "kind": node.kind,
        "value": node.value,
        "shown": node.shown,
        "says": node.says,
        "because": list(node.because),
        "rounding": node.rounding,
        "rule": node.rule,
        "formula": node.formula,
        "clause": node.clause,
        "links": list(node.links),
    }
    found = {name: value for name, value in fields.items() if value not in ("", [])}
    if node.figure:
        found["figure"] = _figure(node.figure)
    if node.given:
        found |= _input(node.given)
    found["parts"] = [_node(part) for part in node.parts]
    return found


def _figure(figure: FigureFacts) -> "dict[str, Json]":
    """Return where a figure comes from."""
    return {
        "figure": figure.path,
        "from": figure.start or None,
        "source": figure.source,
        "standing": figure.standing,
        "until": figure.until or None,
        "reason": figure.reason,
        "where": figure.place or None,
        "provisional": figure.is_provisional,
        "carried_forward": figure.is_carried,
    }


def _input(given: InputFacts) -> "dict[str, Json]":
    """Return where an input, or the whole of a shared cost, comes from; no place is a default."""
    if given.is_allocated:
        return {"share_of": {"field": given.field, "where": given.place}}
    place: dict[str, Json] = {"field": given.field, "where": given.place or None}
    if given.pattern:
        place["work_pattern"] = given.pattern
    return {"input": {**place, "default": not given.place}}


def _step(step: Step) -> "dict[str, Json]":
    return {"name": step.name, "where": step.where, "value": step.value, "says": step.says}
