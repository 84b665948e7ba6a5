"""A .yaml file, or a mapping of figures in one → a Document."""

from collections.abc import Mapping
from pathlib import Path

from sanicost.city.vocabulary import Vocabulary
from sanicost.core.roster import RATE_NAMES
from sanicost.exact_yaml import Tree, YamlRefused, load
from sanicost.readers import fields
from sanicost.readers.csv_file import read_text
from sanicost.readers.document import Document, FileRefused, Item, Notes, Raw, refuse_many, shown

MAX_BYTES = 2 * 1024 * 1024
"""A roster of 5,000 positions has half of this; parsing more could take over five seconds."""

_TOP = ("project", "positions", "price", "figures")
_COST_FIELDS = ("name", "amount", "per", "lot")
_OVERRIDE_FIELDS = ("value", "source", "reason", "from")


def read_tree(path: Path, notes: Notes) -> Tree:
    """Return what a YAML file holds; raise FileRefused where it is no plain YAML."""
    text = read_text(path, "yaml", MAX_BYTES, notes)
    try:
        return load(text)
    except YamlRefused as refused:
        place = f"{path.name}:{refused.line}"
        raise FileRefused(refused.code, place, found=refused.found) from None


def read_yaml(path: Path, vocabulary: Vocabulary, notes: Notes) -> Document:
    """Return what the file says; unknown keys and wrong kinds of value are problems."""
    tree = read_tree(path, notes)
    top = mapping(tree, "", _TOP, notes)
    document = Document()
    project_fields = tuple(dict.fromkeys(vocabulary.headings["project"].values()))
    position_fields = tuple(dict.fromkeys(vocabulary.headings["positions"].values()))
    project = mapping(top.get("project"), "project", project_fields, notes)
    document.project = {key: Raw(value, f"project.{key}") for key, value in project.items()}
    positions = top.get("positions")
    refuse_many(len(positions) if isinstance(positions, list) else 0)
    document.positions = entries(positions, "positions", position_fields, notes)
    _take_price(top.get("price"), document, notes)
    document.figures = figure_items(top.get("figures"), "figures", notes)
    return document


def mapping(tree: Tree, where: str, known: tuple[str, ...], notes: Notes) -> Mapping[str, Tree]:
    """Return a mapping with known keys; absent is empty."""
    if tree is None:
        return {}
    if not isinstance(tree, dict):
        notes.problem("mapping-expected", where, found=shown(tree), known="、".join(known))
        return {}
    found: dict[str, Tree] = {}
    for key, value in tree.items():
        if str(key) in known:
            found[str(key)] = value
            continue
        close = fields.nearest(str(key), known, 3) if notes.may_suggest() else ()
        near = "、".join(close) or "、".join(known)
        place = f"{where}.{shown(str(key))}" if where else shown(str(key))
        notes.problem("key-unknown", place, found=shown(str(key)), candidates=near)
    return found


def entries(tree: Tree, where: str, known: tuple[str, ...], notes: Notes) -> list[Item]:
    """Return the elements of a list of mappings, counted from 1."""
    if tree is None:
        return []
    if not isinstance(tree, list):
        notes.problem("list-expected", where, found=shown(tree))
        return []
    items = []
    for number, part in enumerate(tree, start=1):
        place = f"{where}[{number}]"
        values = mapping(part, place, known, notes)
        items.append(Item(place, {key: Raw(v, f"{place}.{key}") for key, v in values.items()}))
    return items


def _take_price(tree: Tree, document: Document, notes: Notes) -> None:
    """Take other costs, the project's rates and those of single lots."""
    price = mapping(tree, "price", ("other_costs", *RATE_NAMES, "lots"), notes)
    costs = entries(price.get("other_costs"), "price.other_costs", _COST_FIELDS, notes)
    document.other_costs = costs
    document.rates = _rates(price, "price", None, notes)
    lots = price.get("lots")
    if lots is not None and not isinstance(lots, dict):
        notes.problem("mapping-expected", "price.lots", found=shown(lots), known="-")
    elif isinstance(lots, dict):
        for lot, own in lots.items():
            where = f"price.lots.{shown(str(lot))}"
            given = mapping(own, where, (*RATE_NAMES, "area"), notes)
            document.rates += _rates(given, where, lot, notes)
            if given.get("area") is not None:
                place = f"{where}.area"
                fields_of = {"lot": Raw(str(lot), where), "area": Raw(given["area"], place)}
                document.areas.append(Item(place, fields_of))


def _rates(
    price: Mapping[str, Tree], where: str, lot: str | int | None, notes: Notes
) -> list[Item]:
    """Return the rates that a mapping gives, for the project or for one lot."""
    items = []
    for name in RATE_NAMES:
        if price.get(name) is None:
            continue
        place = f"{where}.{name}"
        rate = mapping(price[name], place, ("rate",), notes).get("rate")
        given = {"name": Raw(name, place), "rate": Raw(rate, f"{place}.rate")}
        if lot is not None:
            given["lot"] = Raw(str(lot), where)
        items.append(Item(place, given))
    return items


def figure_items(tree: Tree, where: str, notes: Notes) -> list[Item]:
    """Return the overrides of a mapping path → override, or path → list of overrides."""
    if tree is None:
        return []
    if not isinstance(tree, dict):
        notes.problem("mapping-expected", where, found=shown(tree), known="minimum_wage …")
        return []
    items = []
    for path, part in tree.items():
        place = f"{where}.{shown(str(path))}"
        parts = part if isinstance(part, list) else [part]
        for number, entry in enumerate(parts, start=1):
            own = f"{place}[{number}]" if isinstance(part, list) else place
            values = mapping(entry, own, _OVERRIDE_FIELDS, notes)
            raws = {key: Raw(value, f"{own}.{key}") for key, value in values.items()}
            items.append(Item(own, {"figure": Raw(str(path), place), **raws}))
    return items
