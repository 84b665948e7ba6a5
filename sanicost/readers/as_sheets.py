"""A roster file that is no .xlsx, as the sheets of one: cell by cell, before anything is read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from sanicost.city.vocabulary import Vocabulary, first_words
from sanicost.core.roster import RATE_NAMES
from sanicost.core.text import plain
from sanicost.exact_yaml import Tree
from sanicost.readers.csv_file import read_csv
from sanicost.readers.document import Notes
from sanicost.readers.files import readable
from sanicost.readers.xlsx_file import other_sheets
from sanicost.readers.yaml_file import read_tree
from sanicost.spreadsheet.cells import Cell, CellPlace, Sheet

_AREA_OF_LOT = "{key}：{lot}"


def sheets_of_file(path: Path, vocabulary: Vocabulary) -> tuple[Sheet, ...]:
    """Return what a .csv, .yaml, .xls, .et or .ods holds as sheets under the city's names.

    Raises FileRefused where it cannot be read.
    """
    with readable(path):
        match path.suffix.lower():
            case ".csv":
                name = vocabulary.sheet_name("positions")
                return (_sheet(name, read_csv(path, Notes()).rows),)
            case ".yaml" | ".yml":
                return tuple(_of_tree(read_tree(path, Notes()), vocabulary))
        return other_sheets(path)


def _sheet(name: str, rows: Iterable[Sequence[object]]) -> Sheet:
    """Return a sheet of values; a mapping or a list stands in its cell as YAML writes it."""
    cells = {
        CellPlace(row, column): _cell(value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None and value != ""
    }
    return Sheet(name, is_visible=True, cells=cells)


def _cell(value: object) -> Cell:
    """Return the cell of a value."""
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", kind="truth")
    if isinstance(value, int):
        return Cell(Decimal(value))
    return Cell(value if isinstance(value, Decimal) else _flow(value))


def _flow(value: object) -> str:
    """Return a value as YAML writes it in a line.

    >>> _flow({"lower": Decimal(1), "upper": None}), _flow([Decimal("1.50"), "甲"])
    ('{lower: 1, upper: null}', '[1.5, 甲]')
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None:
        return "null"
    return plain(value) if isinstance(value, Decimal) else str(value)


def _of_tree(tree: Tree, vocabulary: Vocabulary) -> Iterator[Sheet]:
    """Yield the sheets of a roster in YAML; what is no part of one has no sheet."""
    top = _mapping(tree)
    price = _mapping(top.get("price"))
    tables = {
        "positions": _rows(top.get("positions")),
        "price": [*_rows(price.get("other_costs")), *_rates(price, vocabulary)],
        "figures": list(_figures(top.get("figures"))),
    }
    pairs = {key: one for key, one in _mapping(top.get("project")).items() if one is not None}
    labels = first_words(vocabulary.headings["project"])
    rows: list[list[Tree]] = [[labels.get(str(key), str(key)), one] for key, one in pairs.items()]
    rows += list(_areas(price, labels["area"]))
    for kind in ("positions", "project", "price", "figures"):
        found = rows if kind == "project" else _table(tables[kind], vocabulary.headings[kind])
        if found or kind == "positions":
            yield _sheet(vocabulary.sheet_name(kind), found)


def _mapping(tree: Tree) -> Mapping[str | int, Tree]:
    return tree if isinstance(tree, dict) else {}


def _rows(tree: Tree) -> list[Mapping[str | int, Tree]]:
    return [_mapping(one) for one in tree] if isinstance(tree, list) else []


def _table(rows: Sequence[Mapping[str | int, Tree]], words: Mapping[str, str]) -> list[list[Tree]]:
    """Return rows under the headings of all keys that any of them has."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    labels = first_words(words)
    head: list[Tree] = [labels.get(str(key), str(key)) for key in keys]
    return [head, *([row.get(key) for key in keys] for row in rows)] if keys else []


def _rates(
    price: Mapping[str | int, Tree], vocabulary: Vocabulary
) -> Iterator[Mapping[str | int, Tree]]:
    """Yield a row for each rate, of the project and of single lots."""
    labels = first_words(vocabulary.headings["price_rows"])
    lots = {lot: _mapping(own) for lot, own in _mapping(price.get("lots")).items()}
    for lot, rates in [(None, price), *lots.items()]:
        for name in RATE_NAMES:
            if (rate := rates.get(name)) is not None:
                row: dict[str | int, Tree] = {"name": labels[name]}
                row["rate"] = _mapping(rate).get("rate")
                yield row if lot is None else {**row, "lot": str(lot)}


def _areas(price: Mapping[str | int, Tree], key: str) -> Iterator[list[Tree]]:
    """Yield the area of each lot that has one."""
    for lot, own in _mapping(price.get("lots")).items():
        if (area := _mapping(own).get("area")) is not None:
            yield [_AREA_OF_LOT.format(key=key, lot=lot), area]


def _figures(tree: Tree) -> Iterator[Mapping[str | int, Tree]]:
    """Yield a row for each override."""
    for path, part in _mapping(tree).items():
        for entry in part if isinstance(part, list) else [part]:
            yield {"figure": str(path), **_mapping(entry)}
