"""Figures: dated numbers of the law, each with unit, source and standing; their values as text."""

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from sanicost.core.law import Law
from sanicost.core.period import Month
from sanicost.core.text import canonical, plain

Key: TypeAlias = str | int
Value: TypeAlias = Decimal | str | dict[Key, "Value"] | list["Value"] | None
"""A number, a reference to another figure, no limit, or a structure of these."""

MINIMUM_WAGE = "minimum_wage"
REGULATION = "regulation"
"""The name under which the rules themselves are listed, and confirmed, once they have lapsed."""
CONTINUE = "continue"
"""The value of that confirmation: 继续适用."""


class Standing(StrEnum):
    """How well a figure is known; `CONFIRMED` is an officer's own value (经办人确认)."""

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

    @property
    def is_provisional(self) -> bool:
        """Whether nobody has confirmed the value for any month of its row (§2)."""
        first = self.start.first_day if self.start else None
        never = first is not None and self.until is not None and self.until < first
        return self.standing is Standing.ASSUMED or never

    def is_carried_forward(self, month: Month) -> bool:
        """Return whether a known value prices a month after the last day that it is known for."""
        expired = self.until is not None and month.last_day > self.until
        return expired and not self.is_provisional


@dataclass(frozen=True, kw_only=True)
class Figure:
    """All that is known of one figure; `unit` has the shape of its values.

    So has `plausible`, which holds the `least` and the `most` of each number.
    """

    path: str
    name: Mapping[str, str]
    clause: str
    unit: Value
    is_floor: bool
    plausible: Value = None
    rows: tuple[Row, ...]

    @property
    def published(self) -> tuple[Row, ...]:
        """The rows without those that an officer keeps."""
        return tuple(row for row in self.rows if row.standing is not Standing.CONFIRMED)

    def in_force(self, month: Month) -> Row | None:
        """Return the row in force in a month, None before the first."""
        return latest(self.rows, month)


def latest(rows: tuple[Row, ...], month: Month) -> Row | None:
    """Return the last of the ascending rows that starts no later than `month`."""
    started = [row for row in rows if row.start is None or row.start <= month]
    return started[-1] if started else None


class Edition(NamedTuple):
    """An edition of the city's rules, in force from a month; it may lapse on a day."""

    start: Month
    title: str
    lapses: date | None = None


@dataclass(frozen=True, kw_only=True)
class Standard:
    """All figures by path, an officer's overrides laid over them, and what else the law says."""

    figures: Mapping[str, Figure]
    documents: tuple[Edition, ...]
    overrides: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    statutory_dates: Mapping[int, tuple[date, ...]] = field(default_factory=dict)  # by year

    def statutory_days(self, months: Iterable[Month]) -> int | None:
        """Return how many statutory days fall into months: 三(六)3; two on one day count once.

        None where the dates of some year are not on file. Neither frozen figures nor overrides
        touch the dates.
        """
        counted = {(month.year, month.number) for month in months}
        years = {year for year, _ in counted}
        if not years <= self.statutory_dates.keys():
            return None
        days = (day for year in years for day in set(self.statutory_dates[year]))
        return sum((day.year, day.month) in counted for day in days)

    @property
    def coinciding(self) -> tuple[date, ...]:
        """The days that are two statutory holidays at once, in order."""
        days = (day for listed in self.statutory_dates.values() for day in listed)
        return tuple(sorted(day for day, count in Counter(days).items() if count > 1))

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

    def document(self, month: Month) -> Edition | None:
        """Return the edition of the rules in force in `month`."""
        started = [document for document in self.documents if document.start <= month]
        return started[-1] if started else None

    def lapsed(self, month: Month) -> Edition | None:
        """Return the edition that has lapsed before a priced month ends, unless it is confirmed.

        The priced month counts, also where the figures are frozen at another (§2).
        """
        document = self.document(month)
        over = document and document.lapses and month.last_day > document.lapses
        return document if over and not latest(self.overrides.get(REGULATION, ()), month) else None


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


def outside(value: Value, plausible: Value) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Yield each number of a value that its plausible limits do not hold, with these.

    >>> list(outside(Decimal(7), {"least": Decimal(0), "most": Decimal("0.3")}))
    [(Decimal('7'), Decimal('0'), Decimal('0.3'))]
    """
    if isinstance(value, list) and isinstance(plausible, list):
        for part in value:
            yield from outside(part, plausible[0])
    elif isinstance(value, dict) and isinstance(plausible, dict):
        for key, part in value.items():
            yield from outside(part, plausible.get(key))
    elif isinstance(value, Decimal) and isinstance(plausible, dict):
        least, most = plausible["least"], plausible["most"]
        if isinstance(least, Decimal) and isinstance(most, Decimal) and not least <= value <= most:
            yield value, least, most


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
