"""The machine-readable figures: `sanicost.standard/1`, and what moved: `sanicost.moves/1`."""

import json

from sanicost.core.figures import Row, Standard, leaves
from sanicost.core.movement import Costs, Movement
from sanicost.core.period import Month
from sanicost.core.text import plain, yuan
from sanicost.messages import Lang
from sanicost.messages.figures import unit_name, unit_of
from sanicost.writers.json_document import Json


def standard_document(standard: Standard, on: Month, lang: Lang) -> str:
    """Return every figure in force in a month."""
    figures: list[Json] = []
    for path, figure in standard.figures.items():
        row = figure.in_force(on)
        named: dict[str, Json] = {
            "figure": path,
            "name": figure.name[lang],
            "clause": figure.clause,
        }
        figures.append({**named, **_row(path, row, standard, lang)})
    document: Json = {"schema": "sanicost.standard/1", "on": str(on), "figures": figures}
    return json.dumps(document, ensure_ascii=False, indent=2)


def moves_document(
    moved: Movement, months: tuple[Month, Month], standard: Standard, lang: Lang
) -> str:
    """Return what moved between two months; amounts are yuan for one person and month."""
    before, after = months
    moves: list[Json] = [
        {
            "figure": move.path,
            "name": standard.figures[move.path].name[lang],
            "before": _row(move.path, move.before, standard, lang),
            "after": _row(move.path, move.after, standard, lang),
            "effect": _costs(move.effect),
        }
        for move in moved.moves
    ]
    document: dict[str, Json] = {
        "schema": "sanicost.moves/1",
        "before": str(before),
        "after": str(after),
        "moves": moves,
        "unit_cost_before": _costs(moved.before),
        "unit_cost_after": _costs(moved.after),
        "difference": _costs(moved.difference),
        "unknown": {str(month): list(paths) for month, paths in moved.unknown.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _row(path: str, row: Row | None, standard: Standard, lang: Lang) -> dict[str, Json]:
    """Return a dated row: its single numbers by their own paths, and where they come from."""
    if row is None or row.value is None:
        return {"values": None}
    unit = standard.figures[path].unit
    values: dict[str, Json] = {}
    units: dict[str, Json] = {}
    for leaf, value in leaves(path, row.value):
        part = leaf.removeprefix(path).lstrip(".")
        values[leaf] = value if value is None or isinstance(value, str) else plain(value)
        units[leaf] = unit_name(unit_of(unit, part), lang)
    return {
        "values": values,
        "units": units,
        "from": str(row.start) if row.start else None,
        "until": str(row.until) if row.until else None,
        "source": row.source,
        "standing": str(row.standing) if row.standing else None,
    }


def _costs(costs: Costs) -> Json:
    """Return amounts by class as text, None where they are not known."""
    if costs is None:
        return None
    return {
        str(number): yuan(fen) if fen >= 0 else f"-{yuan(-fen)}" for number, fen in costs.items()
    }
