"""config/ → figures by month, with sources.

A figure without source, date, unit or standing does not load, nor does one whose shape, order or
keys are not exactly as described: a wrong data file must never become a wrong price.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sanicost.city.files import ConfigRefused, listing, load_tree, mapping, truth
from sanicost.city.law import load_law
from sanicost.city.statutory_dates import load_statutory_dates
from sanicost.core.figures import Edition, Figure, Row, Standard, Standing, Value, outside
from sanicost.core.period import Month
from sanicost.core.rules import names_missing
from sanicost.exact_yaml import Tree

_FIGURE_KEYS = {"name", "clause", "unit", "floor", "plausible", "values"}
_ROW_KEYS = {"from", "value", "until", "source", "standing", "note"}
_REFERENCE = "minimum_wage"


def config_folder(named: Path | None = None) -> Path:
    """Return the city's data folder: the named one, the installed one, or the checkout's.

    A folder that holds those of cities stands for its only one. No other place is searched: a
    figure must never come from a folder nobody named.
    """
    package = Path(__file__).parent.parent
    places = [named] if named else [package / "config", package.parent / "config"]
    for place in places:
        found = _cities(place)
        if len(found) > 1:
            raise ConfigRefused(
                ", ".join(map(str, found)), "several cities: name one with --config"
            )
        if found:
            return found[0]
    raise ConfigRefused(str(places[0]), "no folder with figures/ here")


def _cities(place: Path) -> list[Path]:
    """Return the folders of cities that a folder is, or holds; raise ConfigRefused."""
    try:
        within = sorted(place.iterdir()) if place.is_dir() else []
        return [one for one in (place, *within) if (one / "figures").is_dir()]
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        raise ConfigRefused(str(place), str(error.strerror)) from None


def load_standard(folder: Path) -> Standard:
    """Return every figure of a city's data folder with the editions of its rules."""
    keys = {"city", "files", "documents"}
    regulation = mapping(load_tree(folder / "regulation.yaml"), "regulation.yaml", keys)
    files = listing(regulation["files"], "regulation.yaml: files")
    documents = listing(regulation["documents"], "regulation.yaml: documents")
    present = {path.stem for path in (folder / "figures").glob("*.yaml")}
    if present ^ {str(name) for name in files}:
        raise ConfigRefused("regulation.yaml", "files: not the files of figures/")
    figures: dict[str, Figure] = {}
    for file in files:
        for name, tree in load_tree(folder / "figures" / f"{file}.yaml").items():
            if str(name) in figures:
                raise ConfigRefused(f"{file}.yaml", f"{name} stands in two files")
            figures[str(name)] = figure_of(str(name), tree, f"{file}.yaml")
    if missing := names_missing({path: figure.unit for path, figure in figures.items()}):
        raise ConfigRefused("figures/", f"missing {', '.join(missing)}")
    editions = tuple(_document(tree, n) for n, tree in enumerate(documents, start=1))
    starts = [edition.start for edition in editions]
    if not starts or starts != sorted(set(starts)):
        raise ConfigRefused("regulation.yaml: documents", "dates are not in ascending order")
    return Standard(
        figures=figures,
        documents=editions,
        statutory_dates=load_statutory_dates(folder),
        law=load_law(folder, regulation["city"]),
    )


def figure_of(path: str, tree: Tree, file: str, *, has_kept: bool = False) -> Figure:
    """Return one figure with its rows in order of date; no data file has those an officer keeps."""
    where = f"{file}: {path}"
    fields = mapping(tree, where, _FIGURE_KEYS)
    values = fields["values"]
    if not isinstance(values, list) or not values:
        raise ConfigRefused(where, "values: a list of dated rows is expected")
    unit = value_of(fields["unit"])
    rows = tuple(
        _row(row, unit, f"{where}[{n}]", has_kept=has_kept) for n, row in enumerate(values, start=1)
    )
    starts = [row.start for row in rows if row.start]
    if starts != sorted(set(starts)):
        raise ConfigRefused(where, "dates are not in ascending order")
    plausible = value_of(fields["plausible"])
    for row in rows:
        if found := next(outside(row.value, plausible), None):
            number, least, most = map(str, found)
            raise ConfigRefused(row.where, f"{number} is not plausible: {least} to {most}")
    return Figure(
        path=path,
        plausible=plausible,
        name=_words(fields["name"], where),
        clause=str(fields["clause"]),
        unit=unit,
        is_floor=truth(fields["floor"], f"{where}: floor"),
        rows=rows,
    )


def _row(tree: Tree, unit: Value, where: str, *, has_kept: bool) -> Row:
    """Return one dated value; only an unknown one may lack source and standing."""
    fields = mapping(tree, where, {"from", "value"}, _ROW_KEYS)
    value = value_of(fields["value"])
    if value is not None and not (fields.get("source") and fields.get("standing")):
        raise ConfigRefused(where, "a value needs source and standing")
    if mismatch := mismatch_of(value, unit):
        raise ConfigRefused(where, mismatch)
    until = fields.get("until")
    standing = fields.get("standing")
    is_kept = has_kept and standing == Standing.CONFIRMED
    confirmed = Standing.CONFIRMED if is_kept else None
    return Row(
        start=_first_of_month(fields["from"], where),
        value=value,
        source=str(fields.get("source") or ""),
        standing=confirmed or (_standing(standing, where) if standing else None),
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


def _words(tree: Tree, where: str) -> dict[str, str]:
    """Return a text in both languages."""
    return {lang: str(text) for lang, text in mapping(tree, where, {"zh", "en"}).items()}


def _standing(tree: Tree, where: str) -> Standing:
    """Return how well a value is known; only an officer confirms one."""
    if tree not in [standing for standing in Standing if standing != Standing.CONFIRMED]:
        raise ConfigRefused(where, f"standing {tree} is not known")
    return Standing(str(tree))


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


def _document(tree: Tree, number: int) -> Edition:
    """Return one edition of the rules; one without an end says so with `lapses: null`."""
    where = f"regulation.yaml: documents[{number}]"
    needed = {"from", "document", "standing", "lapses"}
    fields = mapping(tree, where, needed, needed | {"issued"})
    _standing(fields["standing"], where)
    return Edition(
        start=_first_of_month(fields["from"], where),
        title=str(fields["document"]),
        lapses=None if fields["lapses"] is None else _day(fields["lapses"], where),
    )


def numbers(value: Value) -> Iterator[Decimal]:
    """Yield every number inside a value."""
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
