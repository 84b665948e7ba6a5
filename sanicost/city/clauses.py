"""Every clause of the law → what carries it out, and the tests that hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from sanicost.city.files import ConfigRefused, load_tree
from sanicost.core.figures import Standard
from sanicost.exact_yaml import Tree

Kind: TypeAlias = Literal["line", "sum", "guard", "finding", "assumption", "figure"]
_CITED: tuple[Literal["line", "sum", "guard", "finding", "assumption"], ...] = (
    "line",
    "sum",
    "guard",
    "finding",
    "assumption",
)


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


def carriers(number: str, standard: Standard) -> Iterator[Carrier]:
    """Yield everything that carries a clause out, lines first, figures last.

    A figure may name several clauses, as `三(二)、附件`.
    """
    for kind in _CITED:
        for name, numbers in standard.law.clauses[kind].items():
            if number in numbers:
                yield Carrier(kind=kind, name=name)
    for path, figure in standard.figures.items():
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
