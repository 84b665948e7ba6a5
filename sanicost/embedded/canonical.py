"""The canonical inputs: everything that decides a workbook, as readable text, with its hashes."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import starmap
from typing import NamedTuple

from sanicost.core.fields import BY_NAME, FIELDS, USUAL
from sanicost.core.figures import Figure, Row, Standard, value_text
from sanicost.core.notices import Assumption, Finding, Notice
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, OtherCost, Pattern, Position, Roster
from sanicost.core.text import canonical

PLACES = ("where", "places")
READING = "reading"
"""The section that says how the inputs were read: what was assumed, what was corrected."""
ALL_LOTS = "all"


class Section(NamedTuple):
    """One table of the inputs, all text."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CanonicalInputs:
    """All inputs in a fixed order, with the version of the program that resolved them."""

    version: str
    sections: tuple[Section, ...]

    @cached_property
    def text(self) -> str:
        """All inputs as one JSON text: version, then every section with its places."""
        sections = [(one.title, one.headings, one.rows) for one in self.sections]
        return json_text([self.version, sections])

    @cached_property
    def text_sha256(self) -> str:
        """The hash of the whole text."""
        return hash_of(self.text)

    @cached_property
    def sha256(self) -> str:
        """The hash of the inputs themselves, without places and reading."""
        bare = [(one.title, _without_places(one)) for one in self.sections if one.title != READING]
        return hash_of(json_text(bare))

    @classmethod
    def of_text(cls, text: str) -> "CanonicalInputs":
        """Return the inputs that a text holds; raise ValueError where it is not canonical."""
        try:
            version, sections = json.loads(text)
            found = cls(str(version), tuple(_section_text(*section) for section in sections))
        except (TypeError, RecursionError) as error:
            raise ValueError(str(error)) from None
        if found.text != text:
            raise ValueError("not canonical")
        return found

    def rows(self, title: str) -> list[dict[str, str]]:
        """Return the rows of a section by heading; none where there is no such section."""
        return [
            dict(zip(section.headings, row, strict=True))
            for section in self.sections
            if section.title == title
            for row in section.rows
        ]


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text, also of a lone surrogate, which no text of ours holds."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def json_text(tree: object) -> str:
    """Return a tree as JSON without spaces."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _section_text(title: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Section:
    """Return a section of plain texts, whatever the text that it was read from claims to hold."""
    return Section(str(title), tuple(map(str, headings)), tuple(tuple(map(str, r)) for r in rows))


def _without_places(section: Section) -> list[list[str]]:
    """Return the rows of a section without the columns that hold places."""
    kept = [index for index, name in enumerate(section.headings) if name not in PLACES]
    return [[row[index] for index in kept] for row in section.rows]


PROJECT = (
    "name",
    "buyer",
    "level",
    "start",
    "months",
    "as_of",
    "seniority_growth",
    "statutory_days",
    "area",
    "budget",
)
OTHER_COST = ("name", "amount", "per", "lot")
OVERRIDE = ("figure", "from", "value", "source", "reason")
_FIGURE = ("figure", "name_zh", "name_en", "clause", "unit", "floor", "plausible")
_VALUE = ("figure", "from", "value", "source", "standing", "until", "note_zh", "note_en")


def canonical_inputs(
    result: Result, read: Iterable[Assumption], version: str, warnings: Iterable[Finding] = ()
) -> CanonicalInputs:
    """Return the resolved inputs of a priced roster with all dated figures.

    `read` are the assumptions that reading the roster made, `warnings` what it found: the others
    follow from the inputs.
    """
    roster, standard = result.estimate.roster, result.estimate.standard
    sections = (
        _section("project", ("key", "value", "where"), _project(roster)),
        _section("positions", (*BY_NAME, *PLACES), map(_position, roster.positions)),
        _section(
            "other_costs", (*OTHER_COST, *PLACES), map(_other_cost, roster.prices.other_costs)
        ),
        _section("rates", ("rate", "lot", "value", "where"), _rates(roster)),
        _section("areas", ("lot", "area", "where"), _areas(roster)),
        _section("overrides", (*OVERRIDE, "where"), _overrides(roster)),
        *_of_standard(standard),
        _section("comparison", ("key", "value"), _comparison(roster)),
        _section(
            READING,
            ("kind", "code", "where", "params"),
            (
                *_notices("assumption", read),
                *_notices("cleanup", result.cleanups),
                *_notices("warning", warnings),
            ),
        ),
    )
    return CanonicalInputs(version, sections)


NOW = "_now"
"""How the titles of the sections end that hold the figures of a later day than the contract's."""


def with_settling(
    inputs: CanonicalInputs, own: Standard, now: Standard, *sections: Section
) -> CanonicalInputs:
    """Return the inputs of a contract with what it is settled or repriced by.

    The later figures are left out where they are those that the contract carries.
    """
    both = zip(_of_standard(own), _of_standard(now), strict=True)
    later = [
        Section(f"{new.title}{NOW}", new.headings, new.rows) for old, new in both if old != new
    ]
    return replace(inputs, sections=(*inputs.sections, *sections, *later))


def _of_standard(standard: Standard) -> tuple[Section, ...]:
    """Return the sections that hold all figures with their dated values."""
    figures = standard.figures
    values = ((path, row) for path in figures for row in figures[path].rows)
    return (
        _section("figures", _FIGURE, map(_figure, figures.values())),
        _section("values", _VALUE, starmap(_value, values)),
        _section("documents", ("from", "document", "lapses"), _documents(standard)),
        _section("statutory_dates", ("year", "dates"), _statutory_dates(standard)),
    )


def _section(title: str, headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Section:
    return Section(title, headings, tuple(rows))


def _other_cost(cost: OtherCost) -> tuple[str, ...]:
    """Return one other cost as text."""
    lot = ALL_LOTS if cost.lot == "" else cost.lot or ""
    places = (cost.where, json_text(dict(cost.places)))
    return (cost.name, canonical(cost.amount), cost.per, lot, *places)


def _overrides(roster: Roster) -> Iterator[tuple[str, ...]]:
    """Yield an officer's own values of figures."""
    for path, rows in roster.overrides.items():
        for row in rows:
            dated = (path, canonical(row.start), value_text(row.value))
            yield (*dated, row.source, row.reason, row.where)


def _figure(figure: Figure) -> tuple[str, ...]:
    """Return what a figure is, without its values."""
    unit, floor = value_text(figure.unit), canonical(figure.is_floor)
    names = figure.name["zh"], figure.name["en"]
    return (figure.path, *names, figure.clause, unit, floor, value_text(figure.plausible))


def _value(path: str, row: Row) -> tuple[str, ...]:
    """Return one dated value of a figure, known or not."""
    dated = (path, canonical(row.start), value_text(row.value))
    known = (row.source, row.standing or "", canonical(row.until))
    return (*dated, *known, row.note.get("zh", ""), row.note.get("en", ""))


def _documents(standard: Standard) -> tuple[tuple[str, ...], ...]:
    """Return the editions of the rules."""
    return tuple((str(one.start), one.title, canonical(one.lapses)) for one in standard.documents)


PATTERN = ("name", "work_days", "rest_days_worked", "statutory_days_worked")
ASSUMED_LEAVE, ALL_DAYS = "assumed_leave", "all"


def _statutory_dates(standard: Standard) -> Iterator[tuple[str, str]]:
    """Yield the statutory days of each year as MM-DD."""
    for year, days in standard.statutory_dates.items():
        yield str(year), " ".join(f"{day:%m-%d}" for day in days)


def _areas(roster: Roster) -> Iterator[tuple[str, str, str]]:
    """Yield the areas of single lots; that of the tender stands among its options."""
    places = roster.prices.area_places
    for lot, area in roster.prices.lot_areas.items():
        yield lot, canonical(area), places.get(lot, "")


def _comparison(roster: Roster) -> tuple[tuple[str, str], ...]:
    """Return what the findings compare with: a usual worker, and words of the city in titles."""
    usual = roster.usual
    rows = [(one.name, one.text(usual)) for one in USUAL if usual]
    words = {
        "relief_word": roster.relief_words,
        "indoor_word": roster.indoor_words,
        "sample_word": roster.sample_words,
    }
    other = roster.compared
    compared = [(f"compared.{name}", _of_pattern(other, name)) for name in PATTERN if other]
    listed = ((key, word) for key, every in words.items() for word in every)
    return (*rows, *compared, (ASSUMED_LEAVE, canonical(roster.leave_days)), *listed)


def _of_pattern(pattern: Pattern, name: str) -> str:
    """Return a field of a work pattern as text; no number of statutory days means all."""
    value = getattr(pattern, name)
    return ALL_DAYS if value is None else canonical(value)


def _notices(kind: str, notices: Iterable[Notice]) -> tuple[tuple[str, ...], ...]:
    """Return codes, places and parameters."""
    return tuple((kind, one.code, one.where, json_text(dict(one.params))) for one in notices)


def _project(roster: Roster) -> tuple[tuple[str, ...], ...]:
    """Return the resolved options of the tender, each with its place."""
    values = {**vars(roster), **roster.period._asdict(), **vars(roster.project)}
    places = roster.project.places
    return tuple((name, canonical(values[name]), places.get(name, "")) for name in PROJECT)


def _position(position: Position) -> tuple[str, ...]:
    """Return a position's fields as text, its own place and those of its fields last."""
    return (
        *(one.text(position) for one in FIELDS),
        position.where,
        json_text(dict(position.places)),
    )


def _rates(roster: Roster) -> tuple[tuple[str, ...], ...]:
    """Return the project's rates, then those of single lots."""
    prices = roster.prices
    rows: list[tuple[str, ...]] = []
    for lot, rates in (("", prices.rates), *prices.lot_rates.items()):
        rows += [
            (name, lot, canonical(rates[name]), prices.rate_places.get((lot, name), ""))
            for name in RATE_NAMES
            if name in rates
        ]
    return tuple(rows)


class Run(NamedTuple):
    """One priced roster with the canonical form of its inputs.

    `is_reopened` tells whether they are those that a workbook of ours carries.
    """

    result: Result
    inputs: "CanonicalInputs"
    version: str
    is_reopened: bool = False
