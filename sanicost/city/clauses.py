"""Every clause of the law → what carries it out, and the tests that hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from sanicost.city.files import ConfigRefused, load_tree
from sanicost.core import compliance, coverage, findings, price
from sanicost.core.figures import Figure
from sanicost.core.rules import LINES
from sanicost.exact_yaml import Tree

Kind: TypeAlias = Literal["line", "sum", "guard", "finding", "assumption", "figure"]
_OF_LINES = {line.name: (line.clause, line.clause.rstrip("123")) for line in LINES}
CLAUSES: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    "line": {**_OF_LINES, "seniority_pay": ("三(三)", "三(三)2")},
    "sum": {**coverage.CLAUSES, **price.CLAUSES},
    "guard": compliance.CLAUSES,
    "finding": findings.FINDING_CLAUSES,
    "assumption": findings.ASSUMPTION_CLAUSES,
}
"""By kind and name the clauses that each carries out; figures name their own in config/.

A line of a numbered item, as 三(六)2, carries out the clause above it, too.
"""


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One clause: its number, its name in both languages, and the tests that hold it."""

    number: str
    name: Mapping[str, str]
    tests: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Something that carries a clause out: a function, the code of a message, or a figure."""

    kind: Kind
    name: str


def carriers(number: str, figures: Mapping[str, Figure]) -> Iterator[Carrier]:
    """Yield everything that carries a clause out, lines first, figures last.

    A figure may name several clauses, as `三(二)、附件`.
    """
    for kind, named in CLAUSES.items():
        for name, numbers in named.items():
            if number in numbers:
                yield Carrier(kind=kind, name=name)
    for path, figure in figures.items():
        if number in figure.clause.split("、"):
            yield Carrier(kind="figure", name=path)


def load_clauses(folder: Path) -> tuple[Clause, ...]:
    """Return every clause in the order of the law; raise ConfigRefused for a wrong file."""
    tree = load_tree(folder / "clauses.yaml").get("clauses")
    tests = load_tree(folder / "clause_tests.yaml")
    if not isinstance(tree, dict):
        raise ConfigRefused("clauses.yaml", "clauses: a mapping is expected")
    return tuple(
        Clause(number=str(number), name=_name(name, str(number)), tests=_names(tests.get(number)))
        for number, name in tree.items()
    )


def _name(tree: Tree, number: str) -> dict[str, str]:
    """Return a clause's name in both languages."""
    if not isinstance(tree, dict) or set(tree) != {"zh", "en"}:
        raise ConfigRefused(f"clauses.yaml:{number}", "zh and en are expected")
    return {str(lang): str(text) for lang, text in tree.items()}


def _names(tree: Tree) -> tuple[str, ...]:
    """Return the names of tests; a clause that no test holds has none."""
    return tuple(map(str, tree)) if isinstance(tree, list) else ()
