"""The machine-readable document `sanicost.compare/1`."""

from sanicost.core.causes import Comparison
from sanicost.core.matching import Changed
from sanicost.core.roster import Position
from sanicost.core.text import yuan
from sanicost.writers.json_document import Json, as_text


def comparison_document(comparison: Comparison) -> str:
    """Return a comparison as one JSON document; money is text with two decimals."""
    matching = comparison.matching
    document: dict[str, Json] = {
        "schema": "sanicost.compare/1",
        "before": yuan(comparison.before),
        "after": yuan(comparison.after),
        "difference": yuan(comparison.difference),
        "causes": [
            {"cause": cause.name, "amount": yuan(cause.amount)} for cause in comparison.causes
        ],
        "added": [_position(position) for position in matching.added],
        "removed": [_position(position) for position in matching.removed],
        "changed": [_changed(changed) for changed in matching.changed],
    }
    return as_text(document)


def _position(position: Position) -> dict[str, Json]:
    """Return what a position is known by."""
    return {
        "where": position.where,
        "title": position.title,
        "post_class": position.post_class,
        "headcount": position.headcount,
        "lot": position.lot,
        "street": position.street,
    }


def _changed(changed: Changed) -> dict[str, Json]:
    """Return a position with its fields that differ, before and after as text."""
    fields: list[Json] = [
        {"field": one.field, "before": one.before, "after": one.after} for one in changed.fields
    ]
    return {**_position(changed.position), "fields": fields}
