"""A city's data folder → the wording of its tender clauses, checked.

A fact, condition, table or phrase that the program does not know is refused, and so is one that a
phrase lacks: what an officer files must never have a hole.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from string import Formatter

from sanicost.city.files import ConfigRefused, load_tree, mapping, number, numbered, texts, truth
from sanicost.core.roster import Position
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.exact_yaml import Tree
from sanicost.writers.clauses.facts import CONDITIONS, FACTS, ITEMS
from sanicost.writers.clauses.tables import COLUMNS
from sanicost.writers.clauses.told import PHRASES
from sanicost.writers.clauses.wording import (
    Article,
    ClauseSection,
    Origin,
    Sentence,
    TableWords,
    Wording,
)

_FOLDER, _DOCUMENT = "tender_clauses", "document.yaml"
_OWN: dict[str, Origin] = {"estimate": "estimate", "buyer": "buyer", "document": "document"}
_FULL_STOP = "。"


def load_wording(folder: Path) -> Wording:
    """Return the wording that a city's data folder holds.

    Raises ConfigRefused for unknown and missing keys, facts, conditions, tables and phrases.
    """
    keys = {one.name for one in fields(Wording)} - {"sections"} | {"files"}
    of = mapping(load_tree(folder / _FOLDER / _DOCUMENT), _DOCUMENT, keys)
    where = f"{_DOCUMENT}: "
    return Wording(
        title=_filled(of["title"], f"{where}title", {"project"}),
        unnamed=str(of["unnamed"]),
        documents=_texts(of["documents"], f"{where}documents"),
        introduction=_articles(of["introduction"], f"{where}introduction"),
        sections=tuple(
            section
            for name in texts(of["files"], f"{where}files")
            for section in _sections(folder, f"{name}.yaml")
        ),
        tables=_tables(of["tables"], f"{where}tables"),
        averages=frozenset(_known(texts(of["averages"], where), set(WAGE_LINES), where)),
        differences=_differences(of["differences"], f"{where}differences"),
        insurances=_insurances(of["insurances"], f"{where}insurances"),
        phrases=_phrases(of["phrases"], f"{where}phrases"),
    )


def _sections(folder: Path, name: str) -> list[ClauseSection]:
    """Return the sections of one file."""
    tree = mapping(load_tree(folder / _FOLDER / name), name, {"sections"})["sections"]
    return [_section(part, where) for where, part in numbered(tree, f"{name}: sections")]


def _section(tree: Tree, where: str) -> ClauseSection:
    """Return one section."""
    needed = {"heading", "articles"}
    of = mapping(tree, where, needed, needed | {"tables", "when"})
    tables = texts(of.get("tables", []), f"{where}: tables")
    return ClauseSection(
        heading=str(of["heading"]),
        articles=_articles(of["articles"], f"{where}: articles"),
        tables=_known(tables, COLUMNS, where),
        when=_condition(of, where),
    )


def _articles(tree: Tree, where: str) -> tuple[Article, ...]:
    """Return the articles of a section, or the paragraphs of the introduction."""
    return tuple(_article(part, place) for place, part in numbered(tree, where))


def _article(tree: Tree, where: str) -> Article:
    """Return one article."""
    allowed = {"sentences", "heading", "items", "when", "is_bold"}
    of = mapping(tree, where, {"sentences"}, allowed)
    items = str(of.get("items", ""))
    return Article(
        sentences=tuple(_sentence(part, place) for place, part in numbered(of["sentences"], where)),
        heading=str(of.get("heading", "")),
        items=items and _known([items], ITEMS, where)[0],
        when=_condition(of, where),
        is_bold=truth(of.get("is_bold", False), where),
    )


def _sentence(tree: Tree, where: str) -> Sentence:
    """Return one sentence; one that is cited ends in a full stop, before which that stands."""
    of = mapping(tree, where, {"text", "basis"}, {"text", "basis", "when", "uncited"})
    text = _filled(of["text"], where, FACTS)
    basis = of["basis"]
    is_cited = not truth(of.get("uncited", False), where)
    if isinstance(basis, dict):
        words = _texts(basis, f"{where}: basis")
        if not words or not (text.endswith(_FULL_STOP) or not is_cited):
            raise ConfigRefused(where, "a basis and a full stop are expected")
    elif basis not in _OWN:
        raise ConfigRefused(where, f"basis {basis} is not known")
    return Sentence(
        text=text,
        origin="law" if isinstance(basis, dict) else _OWN[str(basis)],
        basis=words if isinstance(basis, dict) else {},
        when=_condition(of, where),
        is_cited=is_cited,
    )


def _condition(of: Mapping[str, Tree], where: str) -> str:
    """Return the condition of a part, "" for one that is always written."""
    when = str(of.get("when", ""))
    return when and _known([when], CONDITIONS, where)[0]


def _tables(tree: Tree, where: str) -> dict[str, TableWords]:
    """Return the words of each table; it has as many columns as are filled."""
    of = mapping(tree, where, set(COLUMNS))
    found = {}
    for name, part in of.items():
        place = f"{where}: {name}"
        one = mapping(part, place, {"caption", "columns", "note"})
        columns = tuple(_column(column, at) for at, column in numbered(one["columns"], place))
        if len(columns) != COLUMNS[name]:
            raise ConfigRefused(place, f"{COLUMNS[name]} columns are expected")
        caption = _filled(one["caption"], place, FACTS)
        found[name] = TableWords(caption=caption, columns=columns, note=str(one["note"]))
    return found


def _column(tree: Tree, where: str) -> tuple[str, float]:
    """Return the heading of a column and its width."""
    of = mapping(tree, where, {"heading", "width"})
    return str(of["heading"]), float(number(of["width"], where))


def _differences(tree: Tree, where: str) -> dict[str, str]:
    """Return what is reported about each field in which posts of one title differ."""
    of = _texts(tree, where)
    _known(of, {one.name for one in fields(Position)}, where)
    return {name: _filled(text, f"{where}: {name}", {"value"}) for name, text in of.items()}


def _insurances(tree: Tree, where: str) -> dict[str, str]:
    """Return the names of the insurances whose rates are said."""
    of = _texts(tree, where)
    return {name: of[name] for name in _known(of, set(EMPLOYER_LINES), where)}


def _phrases(tree: Tree, where: str) -> dict[str, str]:
    """Return the phrases; each has exactly the parts that are put into it."""
    of = mapping(tree, where, set(PHRASES))
    found = {}
    for name, text in of.items():
        found[name] = _filled(text, f"{where}: {name}", PHRASES[name])
        if missing := PHRASES[name] - _names(found[name]):
            raise ConfigRefused(f"{where}: {name}", f"missing {', '.join(sorted(missing))}")
    return found


def _filled(tree: Tree, where: str, known: Collection[str]) -> str:
    """Return a text that asks for nothing but what is known."""
    text = str(tree)
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        raise ConfigRefused(where, f"{text}: {error}") from None
    if odd := [name for _, name, form, conversion in parts if form or conversion]:
        raise ConfigRefused(where, f"{odd[0]} is not a plain name")
    _known(sorted(_names(text)), known, where)
    return text


def _names(text: str) -> set[str]:
    """Return what a text asks for."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _known(names: Iterable[str], known: Collection[str], where: str) -> tuple[str, ...]:
    """Return the names; refuse those that are not known."""
    found = tuple(names)
    if odd := [name for name in found if name not in known]:
        raise ConfigRefused(where, f"{', '.join(odd)} is not known")
    return found


def _texts(tree: Tree, where: str) -> dict[str, str]:
    """Return a mapping from names to texts."""
    if not isinstance(tree, dict):
        raise ConfigRefused(where, f"a mapping is expected, not {tree}")
    return {str(name): str(text) for name, text in tree.items()}
