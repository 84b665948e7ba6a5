"""The words of a position's fields, from a city's folder: all that is written of each in any place.

The fields themselves, and what they are, stand in `core.fields`.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import NamedTuple, TypeVar

from sanicost.city.files import ConfigRefused, load_tree, mapping, number, texts
from sanicost.city.standard import config_folder
from sanicost.city.units import Units, missing, units_of
from sanicost.core.fields import BY_NAME, COLUMNS, NUMBERS
from sanicost.exact_yaml import Tree

FILE, PATTERNS = "columns.yaml", "work_patterns.yaml"
T = TypeVar("T")
_BLANK, _ANNEX = {"width", "unit", "note"}, {"heading", "width", "align"}


class FieldWords(NamedTuple):
    """The words of one field that a roster may give.

    `words` head its column in a roster, the first of them in our own; `label` names it elsewhere,
    `default` says in README what a blank stands for. `width`, `unit` and `note` are those of the
    blank roster.
    """

    words: tuple[str, ...]
    label: Mapping[str, str]
    default: Mapping[str, str]
    width: float
    unit: str
    note: str


class Personnel(NamedTuple):
    """How a field stands in 附件2; without a width it has no column of its own there."""

    heading: str
    width: float | None
    is_left: bool


class FieldVocabulary(NamedTuple):
    """The words of all fields, by name: in a roster and elsewhere, and in 附件2 in its order.

    `patterns` are the names of the work patterns, `units` the words of what their numbers count.
    """

    given: Mapping[str, FieldWords]
    annex_labels: Mapping[str, Mapping[str, str]]
    personnel: Mapping[str, Personnel]
    patterns: Mapping[str, Mapping[str, str]]
    units: Units
    figure_words: Mapping[str, str]

    def label(self, name: str, lang: str) -> str:
        """Return the name of a field; raise KeyError for what is none."""
        if name in self.annex_labels:
            return self.annex_labels[name][lang]
        return self.given[name].label[lang]


def load_words(folder: Path) -> dict[str, Tree]:
    """Return columns.yaml of a city's folder, section by section, and its work patterns."""
    words = {str(name): part for name, part in load_tree(folder / FILE).items()}
    return {**words, "patterns": load_tree(folder / PATTERNS).get("patterns")}


def columns_of(tree: Mapping[str, Tree]) -> FieldVocabulary:
    """Return the words of the fields; raise ConfigRefused where one lacks any."""
    given, own = {one.name for one in COLUMNS}, {one.name for one in COLUMNS if one.is_own}
    return FieldVocabulary(
        given=_each(_column, tree, "positions", given),
        annex_labels=_each(_pair, tree, "annex_fields", BY_NAME.keys() - given),
        personnel=_each(_personnel, tree, "personnel", own, given),
        patterns=_patterns(tree["patterns"]),
        units=_units(tree["units"]),
        figure_words=_figure_words(tree["figure_words"]),
    )


def _figure_words(tree: Tree) -> dict[str, str]:
    """Return what a word in a figure's value stands for."""
    where = f"{FILE}: figure_words"
    parts = mapping(tree, where, {"lower", "upper", "no_limit", "minimum_wage"})
    return {word: name for name, part in parts.items() for word in texts(part, where)}


def _units(tree: Tree) -> Units:
    """Return the words of units; every number of a position must have its own."""
    where = f"{FILE}: units"
    units = units_of(tree, where)
    if lacking := missing(units, NUMBERS.values()):
        raise ConfigRefused(where, f"of: missing {', '.join(sorted(lacking))}")
    return units


def _each(
    made: Callable[[Tree, str], T],
    tree: Mapping[str, Tree],
    name: str,
    needed: set[str],
    allowed: set[str] | None = None,
) -> dict[str, T]:
    """Return what is made of each part of a section; raise ConfigRefused where one is missing."""
    where = f"{FILE}: {name}"
    parts = mapping(tree[name], where, needed, allowed)
    return {key: made(part, f"{where}: {key}") for key, part in parts.items()}


def _patterns(tree: Tree) -> dict[str, dict[str, str]]:
    """Return the name of each work pattern."""
    where = f"{PATTERNS}: patterns"
    if not isinstance(tree, dict):
        raise ConfigRefused(where, "a mapping is expected")
    parts = {str(name): one if isinstance(one, dict) else {} for name, one in tree.items()}
    return {name: _pair(one.get("name"), f"{where}: {name}") for name, one in parts.items()}


def _column(tree: Tree, where: str) -> FieldWords:
    """Return the words of one field."""
    parts = mapping(tree, where, {"words", "label", "default", "blank"})
    blank = mapping(parts["blank"], f"{where}: blank", {"width", "note"}, _BLANK)
    words = texts(parts["words"], f"{where}: words")
    if not words:
        raise ConfigRefused(where, "words: none")
    return FieldWords(
        words=words,
        label=_pair(parts["label"], f"{where}: label"),
        default=_pair(parts["default"], f"{where}: default"),
        width=float(number(blank["width"], f"{where}: width")),
        unit=str(blank.get("unit", "")),
        note=str(blank["note"]),
    )


def _personnel(tree: Tree, where: str) -> Personnel:
    """Return how one field stands in 附件2."""
    parts = mapping(tree, where, {"heading"}, _ANNEX)
    width = float(number(parts["width"], f"{where}: width")) if "width" in parts else None
    return Personnel(
        heading=str(parts["heading"]), width=width, is_left=parts.get("align") == "left"
    )


def _pair(tree: Tree, where: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {lang: str(text) for lang, text in mapping(tree, where, {"zh", "en"}).items()}


_IN_USE: ContextVar[FieldVocabulary] = ContextVar("columns")


def use(columns: FieldVocabulary) -> None:
    """Let these be the words of the city that is worked for from now on."""
    _IN_USE.set(columns)


def in_use() -> FieldVocabulary:
    """Return the words of the city that is worked for: those of the installed one unless told."""
    if (found := _IN_USE.get(None)) is None:
        found = columns_of(load_words(config_folder()))
        use(found)
    return found


def field_label(name: str, lang: str) -> str:
    """Return the name of a position's field; raise KeyError for what is none.

    >>> field_label("shifts", "zh"), field_label("shifts", "en")
    ('班次', 'shifts a day')
    """
    return in_use().label(name, lang)


def pattern_label(name: str, lang: str) -> str:
    """Return the name of a work pattern; one that the city does not know keeps its own.

    >>> pattern_label("six-day", "zh"), pattern_label("night", "en")
    ('六天工作制', 'night')
    """
    known = in_use().patterns.get(name)
    return known[lang] if known else name
