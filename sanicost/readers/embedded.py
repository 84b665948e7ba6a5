"""The inputs that a workbook of ours carries → what its roster said, checked as from a file."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypedDict

from sanicost import __version__
from sanicost.city.files import ConfigRefused
from sanicost.city.standard import figure_of
from sanicost.core.fields import BY_NAME, FIELDS, Field
from sanicost.core.figures import Document as Edition
from sanicost.core.figures import Standard
from sanicost.core.kinds import Choice, FieldValue, Text
from sanicost.core.notices import Assumption, Cleanup, Finding, Notice, Params
from sanicost.core.period import Month
from sanicost.core.roster import RATE_NAMES, Coverage, Position
from sanicost.core.symbols import NEEDED_FIGURES
from sanicost.embedded.canonical import (
    PLACES,
    READING,
    CanonicalInputs,
)
from sanicost.embedded.sheet import BESIDE, SHEET, Carried, bears_marks, find_carried, version_of
from sanicost.exact_yaml import Tree, YamlRefused, load
from sanicost.i18n.notices import say
from sanicost.readers import fields
from sanicost.readers.document import Document, FileRefused, Item, Notes, Raw, Reopened
from sanicost.spreadsheet.cells import Sheet


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


_USUAL = {"post_class": "1", "headcount": "1", "places": "{}"}
"""What the usual worker has besides what it is compared by; all else is left to the defaults."""


def positions_of(inputs: CanonicalInputs, notes: Notes) -> tuple[Position, ...]:
    """Return the positions, resolved as they were."""
    return tuple(_PositionReader(row, notes).position() for row in inputs.rows("positions"))


def usual_of(inputs: CanonicalInputs, notes: Notes) -> Position | None:
    """Return the usual worker with whom unit costs are compared."""
    pairs = {row["key"]: row["value"] for row in inputs.rows("comparison")}
    if "work_pattern" not in pairs:
        return None
    blank = dict.fromkeys((*BY_NAME, *PLACES), "")
    return _PositionReader(blank | pairs | _USUAL, notes).position()


class _PositionReader:
    """Reads one carried position; its values are checked, since a hash can be forged."""

    def __init__(self, row: Mapping[str, str], notes: Notes) -> None:
        self._row, self._notes = row, notes
        self._places: dict[str, str] = {
            str(name): str(place) for name, place in json.loads(row["places"]).items()
        }

    def position(self) -> Position:
        """Return the position; raise ValueError where a field is missing that every one has."""
        own = self._values(one for one in FIELDS if one.is_own)
        posts = self._values(one for one in FIELDS if one.is_of_coverage)
        coverage = Coverage(**posts) if self._row["posts_to_man"] else None
        return Position(where=self._row["where"], places=self._places, coverage=coverage, **own)

    def _values(self, fields_: Iterable[Field]) -> dict[str, Any]:
        """Return what each field holds, without those that were left to their default."""
        read = {one.name: self._value(one, self._row[one.name]) for one in fields_}
        return {name: value for name, value in read.items() if value is not None}

    def _value(self, one: Field, text: str) -> FieldValue:
        """Return what a canonical text stands for, None for a blank and for all of them."""
        kind = one.role.kind
        if isinstance(kind, Text):
            if kind.joined:
                return tuple(filter(None, text.split(kind.joined)))
            return text if text or not one.may_be_blank else None
        if not text or text == one.role.absent:
            return None
        if isinstance(kind, Choice):
            if kind.names and text not in kind.names:
                raise ValueError(text)
            return kind.value(text)
        raw = Raw(text, self._places.get(one.name, self._row["where"]))
        number = fields.number(raw, kind, self._notes)
        return int(number) if number is not None and not kind.decimals else number


_PROJECT = ("name", "buyer", "level", "start", "months", "as_of", "seniority_growth", "budget")
_OVERRIDE = ("figure", "from", "value", "source", "reason")
_COST = ("name", "amount", "per", "lot")
_NUMBER = re.compile(r"\d+(\.\d+)?")

Row = Mapping[str, str]


class _Said(TypedDict):
    """The fields of a notice."""

    code: str
    where: str
    params: Params


def document_of(inputs: CanonicalInputs, notes: Notes) -> Document:
    """Return what a workbook carries; raise ValueError for what is no roster, its hash or not.

    Values keep the places that they had in the roster itself.
    """
    try:
        pairs = {row["key"]: _raw(row["value"], row["where"]) for row in inputs.rows("project")}
        return Document(
            project={name: pairs[name] for name in _PROJECT},
            other_costs=[_cost(row) for row in inputs.rows("other_costs")],
            rates=[_rate(row) for row in inputs.rows("rates")],
            figures=[_item(row, _OVERRIDE) for row in inputs.rows("overrides")],
            reopened=_reopened(inputs, notes),
        )
    except (KeyError, TypeError, AttributeError, ConfigRefused, YamlRefused) as error:
        raise ValueError(str(error)) from None


def _reopened(inputs: CanonicalInputs, notes: Notes) -> Reopened:
    """Return all that was resolved."""
    return Reopened(
        standard=_standard(inputs),
        positions=positions_of(inputs, notes),
        usual=usual_of(inputs, notes),
        relief_words=_relief_words(inputs),
        assumptions=[Assumption(**said) for said in _reading(inputs, "assumption")],
        cleanups=[Cleanup(**said) for said in _reading(inputs, "cleanup")],
        findings=[Finding(severity="warning", **said) for said in _reading(inputs, "warning")],
    )


def _item(row: Row, names: Iterable[str]) -> Item:
    return Item(row["where"], {name: _raw(row[name], row["where"]) for name in names})


def _cost(row: Row) -> Item:
    """Return an other cost; a field without a place of its own stands where the cost does."""
    places = json.loads(row["places"])
    return Item(row["where"], {n: _raw(row[n], places.get(n, row["where"])) for n in _COST})


def _rate(row: Row) -> Item:
    """Return a rate of the project or of a lot; raise ValueError for a name that is none."""
    where = row["where"]
    given = {"name": row["rate"], "rate": row["value"], "lot": row["lot"]}
    if row["rate"] not in RATE_NAMES:
        raise ValueError(row["rate"])
    return Item(where, {name: _raw(text, where) for name, text in given.items()})


def _raw(text: str, where: str) -> Raw:
    return Raw(text or None, where)


def _standard(inputs: CanonicalInputs) -> Standard:
    """Return the figures that the workbook was priced with; raise ConfigRefused for wrong ones."""
    values: dict[str, list[Tree]] = {}
    for row in inputs.rows("values"):
        values.setdefault(row["figure"], []).append(_value_tree(row))
    figures = {
        row["figure"]: figure_of(row["figure"], _figure_tree(row, values), READING)
        for row in inputs.rows("figures")
    }
    if missing := sorted(NEEDED_FIGURES - figures.keys()):
        raise ValueError(", ".join(missing))
    return Standard(
        figures=figures,
        documents=tuple(
            Edition(
                start=Month.parse(row["from"]),
                title=row["document"],
                lapses=date.fromisoformat(row["lapses"]) if row["lapses"] else None,
            )
            for row in inputs.rows("documents")
        ),
    )


def _figure_tree(row: Row, values: Mapping[str, list[Tree]]) -> Tree:
    """Return a figure as its data file would hold it."""
    return {
        "name": {"zh": row["name_zh"], "en": row["name_en"]},
        "clause": row["clause"],
        "unit": load(row["unit"]),
        "floor": row["floor"] == "yes",
        "values": list(values[row["figure"]]),
    }


def _value_tree(row: Row) -> Tree:
    """Return a dated value as its data file would hold it; what is empty was not there."""
    text = row["value"]
    number = _NUMBER.fullmatch(text)
    tree: dict[str | int, Tree] = {
        "from": f"{row['from']}-01",
        "value": Decimal(text) if number else load(text),
    }
    tree |= {name: row[name] for name in ("source", "standing", "until") if row[name]}
    if row["note_zh"] or row["note_en"]:
        tree["note"] = {"zh": row["note_zh"], "en": row["note_en"]}
    return tree


def _relief_words(inputs: CanonicalInputs) -> tuple[str, ...]:
    """Return the words that name relief workers."""
    return tuple(r["value"] for r in inputs.rows("comparison") if r["key"] == "relief_word")


def _reading(inputs: CanonicalInputs, kind: str) -> Iterator[_Said]:
    """Yield what reading the roster assumed or put right; each must have its words."""
    for row in inputs.rows(READING):
        if row["kind"] == kind:
            said = _Said(code=row["code"], where=row["where"], params=json.loads(row["params"]))
            say(Notice(**said), "zh")
            yield said
