"""What the blank roster says: template.yaml and the words of fields, with the city's lists."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

from sanicost.city.files import ConfigRefused, load_tree, mapping
from sanicost.city.vocabulary import Vocabulary, first_words
from sanicost.core.fields import NUMBERS
from sanicost.core.figures import CONTINUE, REGULATION, Standard, Value
from sanicost.core.kinds import AREA, MONEY, MONTHS, RATE, Number
from sanicost.core.text import plain
from sanicost.exact_yaml import Tree

_FILE = "template.yaml"
_NUMBERS: Mapping[str, Mapping[str, Number]] = {
    "project": {"months": MONTHS, "area": AREA, "budget": MONEY},
    "price": {"amount": MONEY, "rate": RATE},
}
"""The fields of the sheets beside 岗位表 that hold a number; every other holds text or a choice."""
_TABLES = ("project", "price", "figures")
Level: TypeAlias = Literal["street", "district"]
Filled: TypeAlias = Mapping[str, Decimal | str]
"""The cells of one sample row, by field."""


@dataclass(frozen=True, kw_only=True)
class TemplateField:
    """One field of a sheet: its heading, the note on it, and what may be entered.

    `choices` names a column of the list sheet; with a kind of number, too, either is admitted.
    """

    key: str
    label: str
    note: str = ""
    unit: str = ""
    width: float = 16
    kind: Number | None = None
    choices: str = ""

    @property
    def heading(self) -> str:
        """The heading with its unit."""
        return f"{self.label}\n（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything that the blank roster of one level holds."""

    sheets: Mapping[str, str]  # kind of sheet → its name
    fields: Mapping[str, tuple[TemplateField, ...]]  # kind of sheet → its fields in order
    lists: Mapping[str, tuple[str, ...]]
    districts: tuple[str, ...]  # of each street in the list of streets
    samples: Mapping[str, tuple[Filled, ...]]
    guide: tuple[str, ...]


OPEN_LISTS = frozenset({"title", "street", "figure"})
"""Lists that help but do not bind: a title or a street outside them may be given."""


def load_content(
    folder: Path,
    vocabulary: Vocabulary,
    standard: Standard,
    level: Level,
) -> Content:
    """Return the content for one level; raise ConfigRefused where a note or a sample is missing."""
    tree = load_tree(folder / _FILE)
    lists = _lists(vocabulary, standard)
    sample = _mapping(_mapping(tree.get("samples")).get(level))
    tables = {name: first_words(vocabulary.headings[name]) for name in _TABLES}
    return Content(
        sheets=first_words(vocabulary.headings["sheets"]),
        fields={
            "positions": _position_fields(vocabulary, lists),
            **{
                name: tuple(
                    _field(
                        TemplateField(key=key, label=word, kind=_NUMBERS.get(name, {}).get(key)),
                        _mapping(_mapping(tree.get(name)).get(key)),
                        is_listed=key in lists,
                    )
                    for key, word in words.items()
                )
                for name, words in tables.items()
            },
        },
        lists=lists,
        districts=tuple(name for name, all_ in vocabulary.districts.items() for _ in all_),
        samples={
            "positions": _rows(sample.get("positions")),
            "project": _rows([sample.get("project")]),
            "price": _rows(sample.get("price")),
            "figures": (),
        },
        guide=tuple(str(line) for line in _list(tree.get("guide"))),
    )


def with_figures(
    content: Content, values: Mapping[str, Value], standard: Standard, vocabulary: Vocabulary
) -> Content:
    """Return the content with figures to be confirmed by path; source and reason stay open."""
    words = first_words(vocabulary.headings["figure_words"])
    rules = first_words(vocabulary.headings["figure_rows"])

    def cell(value: Value) -> Decimal | str:
        if isinstance(value, Decimal):
            return value
        return words["no_limit"] if value is None else words[str(value)]

    def row(path: str, value: Value) -> Filled:
        if path == REGULATION:
            goes_on = first_words(vocabulary.choices[REGULATION])[CONTINUE]
            return {"figure": rules[REGULATION], "value": goes_on}
        name = standard.figures[path].name["zh"]
        if not isinstance(value, dict):
            return {"figure": name, "value": cell(value)}
        return {"figure": name, **{str(part): cell(one) for part, one in value.items()}}

    rows = tuple(row(path, value) for path, value in values.items())
    return replace(content, samples={**content.samples, "figures": rows})


_DEMO = "demo.yaml"


def load_demo(folder: Path, content: Content) -> tuple[Content, Content]:
    """Return the content of the demonstration's roster: with mistakes planted in it, and without.

    Raises ConfigRefused where the data file is wrong.
    """
    keys = {"project", "positions", "price", "mistakes"}
    tree = mapping(load_tree(folder / _DEMO), _DEMO, keys)
    positions = _rows(tree["positions"])
    samples = {
        "project": _rows([tree["project"]]),
        "price": _rows(tree["price"]),
        "figures": (),
    }
    wrong = list(positions)
    for n, planted in enumerate(_list(tree["mistakes"]), start=1):
        one = mapping(planted, f"{_DEMO}: mistakes[{n}]", {"row", "field", "value"})
        row, value = int(str(one["row"])) - 1, one["value"]
        shown = value if isinstance(value, Decimal) else str(value)
        wrong[row] = {**wrong[row], str(one["field"]): shown}
    return (
        replace(content, samples={**samples, "positions": tuple(wrong)}),
        replace(content, samples={**samples, "positions": positions}),
    )


def _position_fields(vocabulary: Vocabulary, lists: Container[str]) -> tuple[TemplateField, ...]:
    """Return the columns of the positions as the city's words for them say."""
    years = plain(vocabulary.default_seniority_years)
    return tuple(
        TemplateField(
            key=key,
            label=column.words[0],
            note=column.note.format(seniority_years=years),
            unit=column.unit,
            width=column.width,
            kind=NUMBERS.get(key),
            choices=key if key in lists else "",
        )
        for key, column in vocabulary.columns.given.items()
    )


def _field(
    bare: TemplateField, tree: Mapping[str | int, Tree], *, is_listed: bool
) -> TemplateField:
    """Return a field with what the data file says of it."""
    return replace(
        bare,
        note=str(tree.get("note", "")),
        unit=str(tree.get("unit", "")),
        width=float(str(tree.get("width", TemplateField.width))),
        choices=bare.key if is_listed else "",
    )


def _lists(vocabulary: Vocabulary, standard: Standard) -> dict[str, tuple[str, ...]]:
    """Return what the drop-downs offer, by field; streets in the order of their districts."""
    # A pattern's own name is the word of YAML; the first that officers use stands behind it.
    patterns = {word: n for word, n in vocabulary.pattern_words.items() if word != n}
    words = {**vocabulary.choices, "work_pattern": patterns}
    for no_field in ("lot_all", REGULATION):  # words for a value, not the choices of a column
        del words[no_field]
    return {
        "title": tuple(post.title for post in vocabulary.posts),
        **{name: tuple(first_words(each).values()) for name, each in words.items()},
        "figure": tuple(dict.fromkeys(f.name["zh"] for f in standard.figures.values())),
        "street": tuple(s for streets in vocabulary.districts.values() for s in streets),
    }


def _rows(tree: Tree) -> tuple[Filled, ...]:
    """Return sample rows: text as text, numbers as exact numbers."""
    return tuple(
        {str(key): v if isinstance(v, Decimal) else str(v) for key, v in _mapping(row).items()}
        for row in _list(tree)
    )


def _mapping(tree: Tree) -> Mapping[str | int, Tree]:
    """Return a mapping of the data file."""
    if not isinstance(tree, dict):
        raise ConfigRefused(_FILE, f"a mapping is expected, not {tree}")
    return tree


def _list(tree: Tree) -> list[Tree]:
    """Return a list of the data file."""
    if not isinstance(tree, list):
        raise ConfigRefused(_FILE, f"a list is expected, not {tree}")
    return tree
