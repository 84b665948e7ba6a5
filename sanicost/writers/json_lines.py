"""`sanicost.batch/1`: one roster of a batch on one line, written and read back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from sanicost.core.batch_result import (
    Adjustment,
    AdjustmentCause,
    Group,
    LocalizedNotice,
    LotCeiling,
    Measure,
    Outcome,
    RosterTotals,
    Status,
)
from sanicost.core.text import yuan

SCHEMA = "sanicost.batch/1"
_MONEY = frozenset({"labour_cost", "ceiling", "total", "amount"})

Read: TypeAlias = Mapping[str, Any]
"""A line as json hands it over; only `from_line` looks inside."""


def to_line(outcome: Outcome) -> str:
    """Return an outcome as one line of JSON without its line end; money is text.

    >>> to_line(Outcome(roster="a.yaml", status=Status.REFUSED))[:68]
    '{"schema":"sanicost.batch/1","roster":"a.yaml","status":"refused","o'
    """
    document = {"schema": SCHEMA, **_as_text(asdict(outcome))}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def from_line(line: str) -> Outcome:
    """Return the outcome that a line holds; raise ValueError for any other text."""
    try:
        read = json.loads(line)
        if read.pop("schema") != SCHEMA:
            raise ValueError(SCHEMA)
        return _outcome(read)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _outcome(read: Read) -> Outcome:
    """Return an outcome from its fields."""
    parts = {
        "status": Status(read["status"]),
        "figures": _figures(read["figures"]),
        "against": _figures(read["against"]),
        "adjustment": _adjustment(read["adjustment"]),
        "lots": tuple(LotCeiling(**_as_fen(one)) for one in read["lots"]),
        "groups": tuple(Group(**_as_fen(one)) for one in read["groups"]),
        "measures": tuple(Measure(**one) for one in read["measures"]),
        "provisional": tuple(read["provisional"]),
        "carried_forward": tuple(read["carried_forward"]),
        "findings": tuple(LocalizedNotice(**one) for one in read["findings"]),
        "problems": tuple(LocalizedNotice(**one) for one in read["problems"]),
    }
    return Outcome(**{**read, **parts})


def _figures(read: Read | None) -> RosterTotals | None:
    return None if read is None else RosterTotals(**_as_fen(read))


def _adjustment(read: Read | None) -> Adjustment | None:
    if read is None:
        return None
    causes = tuple(AdjustmentCause(**_as_fen(one)) for one in read["causes"])
    return Adjustment(**{**_as_fen(read), "causes": causes})


def _as_text(tree: Any) -> Any:
    """Return a tree of plain values with every amount as yuan."""
    if isinstance(tree, dict):
        return {
            name: yuan(part) if name in _MONEY else _as_text(part) for name, part in tree.items()
        }
    return [_as_text(part) for part in tree] if isinstance(tree, list | tuple) else tree


def _as_fen(read: Read) -> Read:
    """Return fields with every amount as whole fen."""
    return {
        name: int(value.replace(".", "")) if name in _MONEY else value
        for name, value in read.items()
    }
