"""The inputs that a workbook of ours carries → what its roster said, checked as from a file."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sanicost import __version__
from sanicost.city.files import ConfigRefused
from sanicost.core.law import said_of
from sanicost.core.notices import Notice
from sanicost.core.roster import RATE_NAMES
from sanicost.embedded.canonical import OTHER_COST, OVERRIDE, PROJECT, CanonicalInputs
from sanicost.embedded.reading import reopened
from sanicost.embedded.sheet import BESIDE, SHEET, Carried, bears_marks, find_carried, version_of
from sanicost.exact_yaml import YamlRefused
from sanicost.i18n.notices import say
from sanicost.readers.document import Document, FileRefused, Item, Raw
from sanicost.spreadsheet.cells import Sheet

Row = Mapping[str, str]


def carried_by(
    sheets: Sequence[Sheet], path: Path, *, has_positions: bool
) -> CanonicalInputs | None:
    """Return the inputs that a workbook's sheets carry, None for a roster written by hand.

    Raises FileRefused where they were removed or changed, or are of a newer version.
    """
    sheet = carrying(sheets)
    is_ours = sheet is not None and bears_marks(sheet.texts())
    if not is_ours and (has_positions or not {each.name for each in sheets} >= BESIDE):
        return None
    carried = found_in(sheets, path)
    if not carried.is_intact:
        raise FileRefused("carried-altered", path.name)
    return carried.inputs


def found_in(sheets: Sequence[Sheet], path: Path, *, only_ours: bool = False) -> Carried:
    """Return what the sheets of a workbook carry; one of its two copies may be damaged.

    Raises FileRefused where there is nothing to rely on, or a version wrote it that we cannot
    read; `only_ours` asks for this very version.
    """
    sheet = carrying(sheets)
    if sheet is None:
        ours = {each.name for each in sheets} >= BESIDE
        raise FileRefused("carried-missing" if ours else "carried-foreign", path.name)
    rows = sheet.texts()
    carried = find_carried(rows)
    version = carried.inputs.version if carried else version_of(rows)
    if _is_newer(version) or (only_ours and carried and version != __version__):
        raise FileRefused("carried-version", path.name, found=version, ours=__version__)
    if carried is None:
        ours = bears_marks(rows) or {each.name for each in sheets} >= BESIDE
        raise FileRefused("carried-altered-twice" if ours else "carried-foreign", path.name)
    return carried


def carrying(sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the sheet that carries the inputs, also under another name."""
    named = [sheet for sheet in sheets if sheet.name == SHEET]
    marked = [] if named else [sheet for sheet in sheets if bears_marks(sheet.texts())]
    return next(iter(named or marked), None)


def _is_newer(version: str) -> bool:
    """Return whether a version is later than ours; a text that is none is not."""
    try:
        found, ours = (tuple(map(int, each.split("."))) for each in (version, __version__))
    except ValueError:
        return False
    return found > ours


_OF_THE_LAW = {**said_of([""]), "city_zh": "", "city_en": ""}
"""What the city puts into a sentence: no workbook carries it."""


def document_of(inputs: CanonicalInputs) -> Document:
    """Return what a workbook carries; raise ValueError for what is no roster, its hash or not.

    Values keep the places that they had in the roster itself.
    """
    try:
        resolved = reopened(inputs)
        for notice in (*resolved.assumptions, *resolved.cleanups):
            # Each has its words, with the parameters that they ask for.
            say(Notice(code=notice.code, params={**_OF_THE_LAW, **notice.params}), "zh")
        pairs = {row["key"]: _raw(row["value"], row["where"]) for row in inputs.rows("project")}
        if inputs.version != __version__:  # an earlier one may not have known a value
            pairs = {name: _raw("", f"project.{name}") for name in PROJECT} | pairs
        return Document(
            project={name: pairs[name] for name in PROJECT},
            other_costs=[_cost(row) for row in inputs.rows("other_costs")],
            rates=[_rate(row) for row in inputs.rows("rates")],
            areas=[_item(row, ("lot", "area")) for row in inputs.rows("areas")],
            figures=[_item(row, OVERRIDE) for row in inputs.rows("overrides")],
            reopened=resolved,
        )
    except (KeyError, TypeError, AttributeError, ConfigRefused, YamlRefused) as error:
        raise ValueError(str(error)) from None


def _item(row: Row, names: Iterable[str]) -> Item:
    """Return a row, all of whose fields stand where it does."""
    return Item(row["where"], {name: _raw(row[name], row["where"]) for name in names})


def _cost(row: Row) -> Item:
    """Return an other cost; a field without a place of its own stands where the cost does."""
    places = json.loads(row["places"])
    return Item(row["where"], {n: _raw(row[n], places.get(n, row["where"])) for n in OTHER_COST})


def _rate(row: Row) -> Item:
    """Return a rate of the project or of a lot; raise ValueError for a name that is none."""
    where = row["where"]
    given = {"name": row["rate"], "rate": row["value"], "lot": row["lot"]}
    if row["rate"] not in RATE_NAMES:
        raise ValueError(row["rate"])
    return Item(where, {name: _raw(text, where) for name, text in given.items()})


def _raw(text: str, where: str) -> Raw:
    return Raw(text or None, where)
