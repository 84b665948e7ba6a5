"""Where a new value of a figure is to be looked for, as a city's data folder says."""

from collections.abc import Mapping
from pathlib import Path

from sanicost.city.files import load_tree, mapping

_WATCH = "watch.yaml"
_OTHER = "other"


def load_watch(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return where to look, by the file of a figure, in both languages; a city may say nothing."""
    path = folder / _WATCH
    if not path.exists():
        return {}
    parts = {
        str(name): mapping(tree, _WATCH, {"zh", "en"}) for name, tree in load_tree(path).items()
    }
    return {name: {lang: str(said) for lang, said in part.items()} for name, part in parts.items()}


def where_to_look(figure: str, watch: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return where to look for a figure; nothing where the city does not say.

    >>> where_to_look("pension.base", {"pension": {"en": "there"}, "other": {"en": "here"}})
    {'en': 'there'}
    """
    return watch.get(figure.partition(".")[0]) or watch.get(_OTHER) or {}
