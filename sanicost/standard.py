"""config/ → figures by month, with sources; the only reader of config/.

A figure without source, date, unit or standing does not load, nor does one whose shape, order or
keys are not exactly as described: a wrong data file must never become a wrong price.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sanicost.core.figures import Document, Figure, Row, Standard, Standing, Value
from sanicost.core.period import Month
from sanicost.exact_yaml import Tree, YamlRefused, load

CITY = "guangzhou"
_FIGURE_KEYS = {"name", "clause", "unit", "floor", "values"}
_ROW_KEYS = {"from", "value", "until", "source", "standing", "note"}
_REFERENCE = "minimum_wage"


class ConfigRefused(Exception):  # noqa: N818 - a message to whoever keeps the data files
    """A data file is wrong: its place, and what is wrong there."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where, self.what = where, what


def config_folder(named: Path | None = None) -> Path:
    """Return the city's data folder: the named one, the installed one, or the checkout's.

    No other place is searched: a figure must never come from a folder nobody named.
    """
    package = Path(__file__).parent
    places = [named] if named else [package / "config", package.parent / "config"]
    for place in places:
        for folder in (place / CITY, place):
            if (folder / "figures").is_dir():
                return folder
    raise ConfigRefused(str(places[0]), "no folder with figures/ here")


def load_tree(path: Path) -> Mapping[str | int, Tree]:
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


def load_standard(folder: Path) -> Standard:
    """Return every figure of a city's data folder with the editions of its rules."""
    regulation = load_tree(folder / "regulation.yaml")
    files, documents = regulation.get("files"), regulation.get("documents")
    if not isinstance(files, list) or not isinstance(documents, list):
        raise ConfigRefused("regulation.yaml", "lists of files and documents are expected")
    present = {path.stem for path in (folder / "figures").glob("*.yaml")}
    if present ^ {str(name) for name in files}:
        raise ConfigRefused("regulation.yaml", "files: not the files of figures/")
    figures: dict[str, Figure] = {}
    for file in files:
        for name, tree in load_tree(folder / "figures" / f"{file}.yaml").items():
            if str(name) in figures:
                raise ConfigRefused(f"{file}.yaml", f"{name} stands in two files")
            figures[str(name)] = figure_of(str(name), tree, f"{file}.yaml")
    return Standard(figures=figures, documents=tuple(map(_document, documents)))


def figure_of(path: str, tree: Tree, file: str) -> Figure:
    """Return one figure with its rows in order of date."""
    where = f"{file}: {path}"
    fields = _mapping(tree, where, _FIGURE_KEYS, _FIGURE_KEYS)
    values = fields["values"]
    if not isinstance(values, list) or not values:
        raise ConfigRefused(where, "values: a list of dated rows is expected")
    unit = value_of(fields["unit"])
    rows = tuple(_row(row, unit, f"{where}[{n}]") for n, row in enumerate(values, start=1))
    starts = [row.start for row in rows if row.start]
    if starts != sorted(set(starts)):
        raise ConfigRefused(where, "dates are not in ascending order")
    return Figure(
        path=path,
        name=_words(fields["name"], where),
        clause=str(fields["clause"]),
        unit=unit,
        is_floor=fields["floor"] is True,
        rows=rows,
    )


def _row(tree: Tree, unit: Value, where: str) -> Row:
    """Return one dated value; only an unknown one may lack source and standing."""
    fields = _mapping(tree, where, {"from", "value"}, _ROW_KEYS)
    value = value_of(fields["value"])
    if value is not None and not (fields.get("source") and fields.get("standing")):
        raise ConfigRefused(where, "a value needs source and standing")
    if mismatch := mismatch_of(value, unit):
        raise ConfigRefused(where, mismatch)
    standing = fields.get("standing")
    if standing is not None and standing not in [s for s in Standing if s != Standing.CONFIRMED]:
        raise ConfigRefused(where, f"standing {standing} is not known")
    until = fields.get("until")
    return Row(
        start=_first_of_month(fields["from"], where),
        value=value,
        source=str(fields.get("source") or ""),
        standing=Standing(str(standing)) if standing else None,
        until=_day(until, where) if until else None,
        note=_words(fields["note"], where) if fields.get("note") else {},
        where=where,
    )


def value_of(tree: Tree) -> Value:
    """Return a tree as a figure's value: numbers, references, and structures of these."""
    if isinstance(tree, dict):
        return {key: value_of(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [value_of(part) for part in tree]
    return str(tree).lower() if isinstance(tree, bool) else tree


def mismatch_of(value: Value, unit: Value, *, inner: bool = False) -> str | None:
    """Return how a value differs in shape from its unit, None where it fits.

    A limit may refer to the minimum wage or be absent; a band may be open.
    """
    if value is None:
        return None
    if isinstance(unit, dict):
        if not isinstance(value, dict) or not _keys_fit(value, unit, inner=inner):
            return f"a mapping with {', '.join(map(str, unit))} is expected"
        parts = ((value[key], unit[key]) for key in value)
    elif isinstance(unit, list):
        if not isinstance(value, list):
            return "a list is expected"
        parts = ((part, unit[0]) for part in value)
    else:
        refers = inner and value == _REFERENCE
        fits = refers or (isinstance(value, Decimal) and value.is_finite() and value >= 0)
        return None if fits else f"a number in {unit} is expected, not {value}"
    return next(filter(None, (mismatch_of(*part, inner=True) for part in parts)), None)


def _keys_fit(
    value: Mapping[str | int, Value], unit: Mapping[str | int, Value], *, inner: bool
) -> bool:
    """Return whether the keys are the unit's; inside a list of bands the last may lack one."""
    return set(value) <= set(unit) if inner else set(value) == set(unit)


def _mapping(tree: Tree, where: str, needed: set[str], allowed: set[str]) -> dict[str, Tree]:
    """Return a mapping with all needed and no unknown keys."""
    if not isinstance(tree, dict):
        raise ConfigRefused(where, "a mapping is expected")
    unknown = {str(key) for key in tree} - allowed
    missing = needed - {str(key) for key in tree}
    if unknown or missing:
        raise ConfigRefused(where, f"unknown {sorted(unknown)}, missing {sorted(missing)}")
    return {str(key): part for key, part in tree.items()}


def _words(tree: Tree, where: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {
        lang: str(text) for lang, text in _mapping(tree, where, {"zh", "en"}, {"zh", "en"}).items()
    }


def _day(tree: Tree, where: str) -> date:
    """Return a calendar day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(str(tree))
    except ValueError:
        raise ConfigRefused(where, f"{tree}: a day YYYY-MM-DD is expected") from None


def _first_of_month(tree: Tree, where: str) -> Month:
    """Return the month that begins on a day; the specification knows only whole months."""
    day = _day(tree, where)
    if day.day != 1:
        raise ConfigRefused(where, f"{day} is not the first of a month")
    return Month.of(day.year, day.month)


def _document(tree: Tree) -> Document:
    """Return one edition of the rules."""
    allowed = {"from", "document", "standing", "issued", "lapses"}
    fields = _mapping(tree, "regulation.yaml", {"from", "document", "standing"}, allowed)
    lapses = fields.get("lapses")
    return Document(
        start=_first_of_month(fields["from"], "regulation.yaml"),
        title=str(fields["document"]),
        lapses=_day(lapses, "regulation.yaml") if lapses else None,
    )


def numbers(value: Value) -> Iterator[Decimal]:
    """Yield every number inside a value."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
