"""Figures: dated numbers of the law, each with unit, source and standing; their values as text."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from sanicost.core.law import Law
from sanicost.core.period import Month
from sanicost.core.text import canonical, plain

Key: TypeAlias = str | int
Value: TypeAlias = Decimal | str | dict[Key, "Value"] | list["Value"] | None
"""A number, a reference to another figure, no limit, or a structure of these."""

MINIMUM_WAGE = "minimum_wage"


class Standing(StrEnum):
    """How well a figure is known; `CONFIRMED` is an officer's override (经办人确认)."""

    OFFICIAL = "official"
    CORROBORATED = "corroborated"
    SINGLE = "single"
    ASSUMED = "assumed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One dated value, in force from `start` until the next row of its figure.

    `value` None means that nobody knows it. `start` None is an override for all months.
    """

    start: Month | None
    value: Value
    source: str = ""
    standing: Standing | None = None
    until: date | None = None
    note: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """All that is known of one figure; `unit` has the shape of its values."""

    path: str
    name: Mapping[str, str]
    clause: str
    unit: Value
    is_floor: bool
    rows: tuple[Row, ...]

    def in_force(self, month: Month) -> Row | None:
        """Return the row in force in a month, None before the first."""
        return latest(self.rows, month)


def latest(rows: tuple[Row, ...], month: Month) -> Row | None:
    """Return the last of the ascending rows that starts no later than `month`."""
    started = [row for row in rows if row.start is None or row.start <= month]
    return started[-1] if started else None


@dataclass(frozen=True, kw_only=True)
class Document:
    """An edition of the city's rules, in force from a month; it may lapse on a day."""

    start: Month
    title: str
    lapses: date | None = None


@dataclass(frozen=True, kw_only=True)
class Standard:
    """All figures by path, an officer's overrides laid over them, and what else the law says."""

    figures: Mapping[str, Figure]
    documents: tuple[Document, ...]
    overrides: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    law: Law = field(default_factory=Law)

    def row(self, path: str, month: Month) -> Row | None:
        """Return the override or the figure's own row in force in `month`, None before both."""
        overriding = latest(self.overrides.get(path, ()), month)
        return overriding or self.figures[path].in_force(month)

    def rows(self, month: Month) -> dict[str, Row | None]:
        """Return the row in force of every figure; months between two changes share one mapping."""
        era = bisect_right(self._changes, month)
        if era not in self._eras:
            self._eras[era] = {path: self.row(path, month) for path in self.figures}
        return self._eras[era]

    @cached_property
    def _changes(self) -> list[Month]:
        """The months from which some figure has another row."""
        figures = [figure.rows for figure in self.figures.values()]
        dated = [row for rows in (*figures, *self.overrides.values()) for row in rows]
        return sorted({row.start for row in dated if row.start})

    @cached_property
    def _eras(self) -> dict[int, dict[str, Row | None]]:
        """The rows in force between two changes, by the number of changes before."""
        return {}

    @cached_property
    def units(self) -> dict[str, Value]:
        """The unit of every figure, which has the shape of its values."""
        return {path: figure.unit for path, figure in self.figures.items()}

    def number(self, path: str, month: Month) -> Decimal | None:
        """Return a plain figure's number in force in `month`, None where it is not known."""
        row = self.row(path, month)
        return row.value if row and isinstance(row.value, Decimal) else None

    def document(self, month: Month) -> Document | None:
        """Return the edition of the rules in force in `month`."""
        started = [document for document in self.documents if document.start <= month]
        return started[-1] if started else None


def leaves(path: str, value: Value) -> Iterator[tuple[str, Decimal | str | None]]:
    """Yield each single number of a value with its own path; bands and lists count from 1.

    >>> dict(leaves("post_allowance", {1: Decimal(25), 2: Decimal(23)}))
    {'post_allowance.1': Decimal('25'), 'post_allowance.2': Decimal('23')}
    """
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(f"{path}.{key}", part)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from leaves(f"{path}.{number}", part)
    else:
        yield path, value


def owner(leaf: str, figures: Mapping[str, object]) -> str:
    """Return the path of the figure that a leaf belongs to.

    >>> owner("pension.base.lower", {"pension.base": ...})
    'pension.base'
    """
    while leaf not in figures:
        leaf = leaf.rpartition(".")[0]
    return leaf


_BARE = re.compile(r"[^\W\d_][\w/.-]*")
_NOT_TEXT = {"true", "false", "null"}


def value_text(value: Value) -> str:
    """Return a value as YAML in one line; an exact reading of it gives the value again.

    >>> value_text({"lower": Decimal("5510"), "upper": None})
    '{lower: 5510, upper: null}'
    >>> value_text([{"upto": Decimal(15), "per_year": Decimal(30)}, {"per_year": Decimal(20)}])
    '[{upto: 15, per_year: 30}, {per_year: 20}]'
    """
    if isinstance(value, dict):
        parts = (f"{_scalar(key)}: {value_text(part)}" for key, part in value.items())
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    return _scalar(value)


def _scalar(value: Decimal | str | int | None) -> str:
    """Return a single value; text that YAML would take for something else is quoted.

    >>> _scalar("minimum_wage"), _scalar("1.0"), _scalar("a: b")
    ('minimum_wage', '"1.0"', '"a: b"')
    """
    if value is None:
        return "null"
    if not isinstance(value, str):
        return plain(value) if isinstance(value, Decimal) else str(value)
    bare = _BARE.fullmatch(value) and value.lower() not in _NOT_TEXT
    return value if bare else json.dumps(value, ensure_ascii=False)


def in_short(value: Value) -> str:
    """Return a value for people.

    >>> in_short({"lower": Decimal("5510"), "upper": None})
    'lower=5510, upper='
    """
    if not isinstance(value, dict | list):
        return canonical(value)
    parts = leaves("", value)
    return ", ".join(f"{name.removeprefix('.')}={canonical(number)}" for name, number in parts)
