"""A city's data folder → what its law says besides figures, checked: clauses and notes."""

from collections.abc import Mapping
from pathlib import Path

from sanicost.city.files import ConfigRefused, load_tree, mapping, texts
from sanicost.core import compliance, findings
from sanicost.core.law import Kind, Law
from sanicost.core.rules import LINES
from sanicost.exact_yaml import Tree

CITING: Mapping[Kind, tuple[str, ...]] = {
    "line": tuple(line.name for line in LINES),
    "sum": ("headcount", "unit_cost", "labour_cost", "incentives"),
    "guard": compliance.CITING,
    "finding": findings.FINDINGS_CITING,
    "assumption": findings.ASSUMPTIONS_CITING,
    "settlement": (
        "settle-hours-above-month",
        "settle-hours-above-day",
        "settle-rest-days-few",
        "settle-days-on-end",
        "settle-base-wage-low",
        "settle-skilled-share-low",
        "settle-half-year-first",
        "settle-half-year-every",
        "settle-leave-less-one",
        "settle-leave-in-full",
    ),
    "sheet": ("personnel", "sensitivity"),
}
"""What rests on a clause of the law, by kind: the items for which a city names its clauses."""

_CITATIONS, _NOTES = "citations.yaml", "notes.yaml"
_NOTED = {"bid_form", "totals", "sensitivity", "base-wage-below-standard"}


def load_law(folder: Path, city: Tree) -> Law:
    """Return what a city's data folder says of its law; `city` is its name in both languages.

    Raises ConfigRefused for unknown and missing keys, and for an item without a clause.
    """
    citations = mapping(load_tree(folder / _CITATIONS), _CITATIONS, set(CITING))
    notes = mapping(load_tree(folder / _NOTES), _NOTES, _NOTED)
    return Law(
        city=city_name(city),
        clauses={kind: _clauses(citations[kind], kind) for kind in CITING},
        notes={name: texts(tree, f"{_NOTES}: {name}") for name, tree in notes.items()},
    )


def city_name(tree: Tree) -> dict[str, str]:
    """Return the name of a city in both languages."""
    names = mapping(tree, "regulation.yaml: city", {"zh", "en"})
    return {lang: str(name) for lang, name in names.items()}


def _clauses(tree: Tree, kind: Kind) -> dict[str, tuple[str, ...]]:
    """Return the clauses of every item of a kind, in the order of the program."""
    where = f"{_CITATIONS}: {kind}"
    named = mapping(tree, where, set(CITING[kind]))
    found = {name: texts(named[name], f"{where}: {name}") for name in CITING[kind]}
    if empty := [name for name, clauses in found.items() if not clauses]:
        raise ConfigRefused(where, f"no clause for {', '.join(empty)}")
    return found
