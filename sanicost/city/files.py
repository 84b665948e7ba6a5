"""One data file of config/ → its mapping, and the shapes that its parts must have.

Every unknown or missing key is refused: a slip in a data file must never become a wrong price.
"""

from decimal import Decimal
from pathlib import Path

from sanicost.exact_yaml import Tree, YamlRefused, load


class ConfigRefused(Exception):  # noqa: N818 - a message to whoever keeps the data files
    """A data file is wrong: its place, and what is wrong there."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what = where, what


def load_tree(path: Path) -> dict[str | int, Tree]:
    """Return the mapping that a data file holds."""
    try:
        tree = load(path.read_text(encoding="utf-8"))
    except YamlRefused as refused:
        raise ConfigRefused(f"{path.name}:{refused.line}", str(refused)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigRefused(path.name, str(error)) from None
    if not isinstance(tree, dict):
        raise ConfigRefused(path.name, "a mapping is expected")
    return tree


def mapping(
    tree: Tree, where: str, needed: set[str], allowed: set[str] | None = None
) -> dict[str, Tree]:
    """Return a mapping of a data file with all needed keys and none but the allowed ones."""
    if not isinstance(tree, dict):
        raise ConfigRefused(where, f"a mapping is expected, not {tree}")
    found = {str(key): part for key, part in tree.items()}
    unknown, missing = found.keys() - (allowed or needed), needed - found.keys()
    if unknown or missing:
        wrong = {"unknown": sorted(unknown), "missing": sorted(missing)}
        said = [f"{word} {', '.join(keys)}" for word, keys in wrong.items() if keys]
        raise ConfigRefused(where, "; ".join(said))
    return found


def listing(tree: Tree, where: str) -> list[Tree]:
    """Return a list of a data file."""
    if not isinstance(tree, list):
        raise ConfigRefused(where, f"a list is expected, not {tree}")
    return tree


def truth(tree: Tree, where: str) -> bool:
    """Return a truth of a data file; `yes` is a text and therefore none."""
    if not isinstance(tree, bool):
        raise ConfigRefused(where, f"true or false is expected, not {tree}")
    return tree


def number(tree: Tree, where: str) -> Decimal:
    """Return a number of a data file, zero or more."""
    if not isinstance(tree, Decimal) or tree < 0:
        raise ConfigRefused(where, f"a number is expected, not {tree}")
    return tree


def numbered(tree: Tree, where: str) -> list[tuple[str, Tree]]:
    """Return the elements of a list, each with its place, counted from 1."""
    return [(f"{where}[{n}]", part) for n, part in enumerate(listing(tree, where), start=1)]


def texts(tree: Tree, where: str) -> tuple[str, ...]:
    """Return a list of words of a data file."""
    return tuple(str(word) for word in listing(tree, where))
