"""Carried inputs → what the roster said, and the figures, checked as if they came from files."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict

from sanicost.core.figures import Document as Edition
from sanicost.core.figures import Standard
from sanicost.core.inputs import READING, CanonicalInputs
from sanicost.core.names import NEEDED_FIGURES
from sanicost.core.notices import Assumption, Cleanup, Notice, Params
from sanicost.core.period import Month
from sanicost.core.roster import RATE_NAMES
from sanicost.data_files import ConfigRefused
from sanicost.exact_yaml import Tree, YamlRefused, load
from sanicost.messages import say
from sanicost.readers.document import Document, Item, Notes, Raw, Reopened
from sanicost.readers.restored_positions import positions_of, usual_of
from sanicost.standard import figure_of

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
