"""A priced roster → its canonical inputs: which table holds what, and in which words."""

from collections.abc import Iterable, Iterator
from itertools import starmap

from sanicost.core.figures import Figure, Row, Standard
from sanicost.core.inputs import (
    ALL_DAYS,
    ALL_LOTS,
    ANNEX_FIELDS,
    NEAR,
    PLACES,
    POSITION_FIELDS,
    READING,
    USUAL_FIELDS,
    CanonicalInputs,
    Section,
    json_text,
)
from sanicost.core.notices import Assumption, Notice
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, OtherCost, Position, Roster
from sanicost.core.text import canonical
from sanicost.core.value_text import value_text

_OTHER_COST = ("name", "amount", "per", "lot", *PLACES)
_OVERRIDE = ("figure", "from", "value", "source", "reason", "where")
_FIGURE = ("figure", "name_zh", "name_en", "clause", "unit", "floor")
_VALUE = ("figure", "from", "value", "source", "standing", "until", "note_zh", "note_en")


def canonical_inputs(result: Result, read: Iterable[Assumption], version: str) -> CanonicalInputs:
    """Return the resolved inputs of a priced roster with all dated figures.

    `read` are the assumptions that reading the roster made: the others follow from the inputs.
    """
    roster, standard = result.estimate.roster, result.estimate.standard
    figures = standard.figures
    values = ((path, row) for path in figures for row in figures[path].rows)
    sections = (
        _section("project", ("key", "value", "where"), _project(roster)),
        _section("positions", (*POSITION_FIELDS, *PLACES), map(_position, roster.positions)),
        _section("other_costs", _OTHER_COST, map(_other_cost, roster.prices.other_costs)),
        _section("rates", ("rate", "lot", "value", "where"), _rates(roster)),
        _section("overrides", _OVERRIDE, _overrides(roster)),
        _section("figures", _FIGURE, map(_figure, figures.values())),
        _section("values", _VALUE, starmap(_value, values)),
        _section("documents", ("from", "document", "lapses"), _documents(standard)),
        _section("comparison", ("key", "value"), _comparison(roster)),
        _section(
            READING,
            ("kind", "code", "where", "params"),
            (*_notices("assumption", read), *_notices("cleanup", result.cleanups)),
        ),
    )
    return CanonicalInputs(version, sections)


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
    return (figure.path, figure.name["zh"], figure.name["en"], figure.clause, unit, floor)


def _value(path: str, row: Row) -> tuple[str, ...]:
    """Return one dated value of a figure, known or not."""
    dated = (path, canonical(row.start), value_text(row.value))
    known = (row.source, row.standing or "", canonical(row.until))
    return (*dated, *known, row.note.get("zh", ""), row.note.get("en", ""))


def _documents(standard: Standard) -> tuple[tuple[str, ...], ...]:
    """Return the editions of the rules."""
    return tuple((str(one.start), one.title, canonical(one.lapses)) for one in standard.documents)


def _comparison(roster: Roster) -> tuple[tuple[str, str], ...]:
    """Return what the findings compare with: a usual worker, and the words for relief workers."""
    usual = roster.usual
    names = USUAL_FIELDS if usual else ()
    rows = [(name, canonical(_field(usual, name))) for name in names if usual]
    return (*rows, *(("relief_word", word) for word in roster.relief_words))


def _notices(kind: str, notices: Iterable[Notice]) -> tuple[tuple[str, ...], ...]:
    """Return codes, places and parameters."""
    return tuple((kind, one.code, one.where, json_text(dict(one.params))) for one in notices)


def _project(roster: Roster) -> tuple[tuple[str, ...], ...]:
    """Return the resolved options of the tender, each with its place."""
    project, period = roster.project, roster.period
    values: dict[str, object] = {
        "name": project.name,
        "buyer": project.buyer,
        "level": project.level,
        "start": period.start,
        "months": period.months,
        "as_of": period.as_of,
        "seniority_growth": roster.seniority_growth,
        "budget": project.budget,
    }
    places = project.places
    return tuple((key, canonical(value), places.get(key, "")) for key, value in values.items())


def _position(position: Position) -> tuple[str, ...]:
    """Return a position's fields as text, its own place and those of its fields last."""
    values = (canonical(_field(position, name)) for name in POSITION_FIELDS)
    return (*values, position.where, json_text(dict(position.places)))


def position_texts(position: Position) -> dict[str, str]:
    """Return what an officer gave of a position as canonical text, by field."""
    given = [name for name in POSITION_FIELDS if name not in ANNEX_FIELDS]
    return {name: canonical(_field(position, name)) for name in given}


def _field(position: Position, name: str) -> object:
    """Return a field of a position or of its coverage; None for statutory days means all."""
    if name == "statutory_days_worked" and position.statutory_days_worked is None:
        return ALL_DAYS
    if name == "near_titles":
        return NEAR.join(position.near_titles)
    return getattr(position, name, getattr(position.coverage, name, None))


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
