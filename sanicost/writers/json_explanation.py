"""The machine-readable explanation: `sanicost.explain/1`, the same tree as on the terminal."""

import json

from sanicost.writers.explanation import Answer
from sanicost.writers.explanation.nodes import FigureFacts, InputFacts, Node, Step
from sanicost.writers.json_document import Json


def explanation_document(answer: Answer) -> str:
    """Return an explanation as one JSON document; `value` is text, money with two decimals."""
    document: dict[str, Json] = {"schema": "sanicost.explain/1", **_node(answer.root)}
    if answer.variants:
        document["segments"] = [
            {"start": str(one.start), "where": one.where, "value": one.shown}
            for one in answer.variants
        ]
    document["enters"] = [_step(step) for step in answer.root.enters]
    return json.dumps(document, ensure_ascii=False, indent=2)


def _node(node: Node) -> dict[str, Json]:
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


def _figure(figure: FigureFacts) -> dict[str, Json]:
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
    }


def _input(given: InputFacts) -> dict[str, Json]:
    """Return where an input, or the whole of a shared cost, comes from; no place is a default."""
    if given.is_allocated:
        return {"share_of": {"field": given.field, "where": given.place}}
    place: dict[str, Json] = {"field": given.field, "where": given.place or None}
    if given.pattern:
        place["work_pattern"] = given.pattern
    return {"input": {**place, "default": not given.place}}


def _step(step: Step) -> dict[str, Json]:
    return {"name": step.name, "where": step.where, "value": step.value, "says": step.says}
