"""config/ → the clauses of the law, with the tests that hold each of them."""

from pathlib import Path

from sanicost.core.clauses import Clause
from sanicost.data_files import ConfigRefused, load_tree
from sanicost.exact_yaml import Tree


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
