"""The canonical inputs → all that reading the roster had resolved, as it was.

Every value is checked, since a hash can be forged: what no version of ours wrote raises an error.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from sanicost.city.standard import figure_of
from sanicost.core.fields import BY_NAME, FIELDS, Field
from sanicost.core.figures import Edition, Standard
from sanicost.core.kinds import Choice, FieldValue, FreeText
from sanicost.core.notices import Assumption, Cleanup, Finding, Params
from sanicost.core.period import Month
from sanicost.core.roster import Coverage, Pattern, Position
from sanicost.core.rules import names_missing
from sanicost.core.symbols import classes_of
from sanicost.embedded.canonical import (
    ALL_DAYS,
    ASSUMED_LEAVE,
    NOW,
    PATTERN,
    PLACES,
    READING,
    CanonicalInputs,
)
from sanicost.exact_yaml import Tree, load

_NUMBER = re.compile(r"\d+(\.\d+)?")
_USUAL = {"post_class": "1", "headcount": "1", "places": "{}"}
"""What the usual worker has besides what it is compared by; all else is left to the defaults."""

Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Reopened:
    """What a workbook carries besides what a roster says: all that reading it had resolved."""

    version: str  # of the program that wrote the workbook
    standard: Standard
    positions: tuple[Position, ...]
    usual: Position | None
    relief_words: tuple[str, ...]
    indoor_words: tuple[str, ...]
    sample_words: tuple[str, ...]
    compared: Pattern | None
    leave_days: Decimal | None
    assumptions: list[Assumption]
    cleanups: list[Cleanup]
    findings: list[Finding]


def reopened(inputs: CanonicalInputs) -> Reopened:
    """Return all that was resolved.

    Raises ConfigRefused, YamlRefused, KeyError, TypeError, AttributeError or ValueError for what no
    version of ours has written.
    """
    standard = _standard(inputs)
    positions = tuple(map(_position, inputs.rows("positions")))
    classes = classes_of(standard.units)
    if unpaid := [one.post_class for one in positions if one.post_class not in classes]:
        raise ValueError(unpaid[0])
    return Reopened(
        version=inputs.version,
        standard=standard,
        positions=positions,
        usual=_usual(inputs),
        relief_words=_words(inputs, "relief_word"),
        indoor_words=_words(inputs, "indoor_word"),
        sample_words=_words(inputs, "sample_word"),
        compared=_compared(inputs),
        leave_days=next((Decimal(days) for days in _words(inputs, ASSUMED_LEAVE) if days), None),
        assumptions=[Assumption(**said) for said in _reading(inputs, "assumption")],
        cleanups=[Cleanup(**said) for said in _reading(inputs, "cleanup")],
        findings=[Finding(severity="warning", **said) for said in _reading(inputs, "warning")],
    )


def later_standard(inputs: CanonicalInputs) -> Standard:
    """Return the figures by which a contract is settled or repriced, as its workbook carries them.

    Raises what `reopened` raises.
    """
    later = {one.title.removesuffix(NOW): one for one in inputs.sections if one.title.endswith(NOW)}
    sections = (
        later.get(one.title, one)._replace(title=one.title)
        for one in inputs.sections
        if not one.title.endswith(NOW)
    )
    return _standard(replace(inputs, sections=tuple(sections)))


def _usual(inputs: CanonicalInputs) -> Position | None:
    """Return the usual worker with whom unit costs are compared."""
    pairs = {row["key"]: row["value"] for row in inputs.rows("comparison")}
    if "work_pattern" not in pairs:
        return None
    return _position(dict.fromkeys((*BY_NAME, *PLACES), "") | pairs | _USUAL)


def _position(row: Row) -> Position:
    """Return a position; raise TypeError where a field is missing that every one has."""
    places = {str(name): str(place) for name, place in json.loads(row["places"]).items()}
    own = _values(row, (one for one in FIELDS if one.is_own))
    posts = _values(row, (one for one in FIELDS if one.is_of_coverage))
    coverage = Coverage(**posts) if row["posts_to_man"] else None
    return Position(where=row["where"], places=places, coverage=coverage, **own)


def _values(row: Row, fields: Iterable[Field]) -> dict[str, Any]:
    """Return what each field holds, without those that were left to their default."""
    # A version before may not have known a field: it is as if it had been left blank.
    read = {one.name: _value(one, row.get(one.name, "")) for one in fields}
    return {name: value for name, value in read.items() if value is not None}


def _value(one: Field, text: str) -> FieldValue:
    """Return what a canonical text stands for, None for a blank and for all of them."""
    kind = one.role.kind
    if isinstance(kind, FreeText):
        if kind.joined:
            return tuple(filter(None, text.split(kind.joined)))
        return text if text or not one.may_be_blank else None
    if not text or text == one.role.absent:
        return None
    if isinstance(kind, Choice):
        if kind.names and text not in kind.names:
            raise ValueError(text)
        return kind.value(text)
    if not (_NUMBER.fullmatch(text) and kind.holds(number := Decimal(text))):
        raise ValueError(text)
    return number if kind.decimals else int(number)


def _standard(inputs: CanonicalInputs) -> Standard:
    """Return the figures that the workbook was priced with; raise ConfigRefused for wrong ones."""
    values: dict[str, list[Tree]] = {}
    for row in inputs.rows("values"):
        values.setdefault(row["figure"], []).append(_value_tree(row))
    figures = {
        row["figure"]: figure_of(row["figure"], _figure_tree(row, values), READING, has_kept=True)
        for row in inputs.rows("figures")
    }
    if missing := names_missing({path: figure.unit for path, figure in figures.items()}):
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
        statutory_dates={
            int(row["year"]): tuple(
                date.fromisoformat(f"{row['year']}-{day}") for day in row["dates"].split()
            )
            for row in inputs.rows("statutory_dates")
        },
    )


def _figure_tree(row: Row, values: Mapping[str, list[Tree]]) -> Tree:
    """Return a figure as its data file would hold it."""
    return {
        "name": {"zh": row["name_zh"], "en": row["name_en"]},
        "clause": row["clause"],
        "unit": load(row["unit"]),
        "floor": row["floor"] == "yes",
        "plausible": load(row.get("plausible", "null")),
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


def _compared(inputs: CanonicalInputs) -> Pattern | None:
    """Return the pattern that the usual one is compared with."""
    found = {name: next(iter(_words(inputs, f"compared.{name}")), "") for name in PATTERN}
    if not found["name"]:
        return None
    statutory = found["statutory_days_worked"]
    return Pattern(
        name=found["name"],
        work_days=Decimal(found["work_days"]),
        rest_days_worked=Decimal(found["rest_days_worked"]),
        statutory_days_worked=None if statutory == ALL_DAYS else Decimal(statutory),
    )


def _words(inputs: CanonicalInputs, key: str) -> tuple[str, ...]:
    """Return words of the city that stand in titles."""
    return tuple(row["value"] for row in inputs.rows("comparison") if row["key"] == key)


class _Said(TypedDict):
    """The fields of a notice."""

    code: str
    where: str
    params: Params


def _reading(inputs: CanonicalInputs, kind: str) -> Iterator[_Said]:
    """Yield what reading the roster assumed or corrected."""
    for row in inputs.rows(READING):
        if row["kind"] == kind:
            yield _Said(code=row["code"], where=row["where"], params=json.loads(row["params"]))
