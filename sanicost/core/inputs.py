"""The canonical inputs: everything that decides the numbers, as readable text, with their hash.

The workbook carries them, so that it can be opened again as a roster. The hash leaves out the
places from which the inputs came: the same tender written as YAML or as a workbook is the same.
"""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from sanicost.core.figures import Row, Value, leaves
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, Position, Roster
from sanicost.core.text import plain

PLACE = "where"
POSITION_FIELDS = (
    "title",
    "post_class",
    "headcount",
    "posts_to_man",
    "shifts",
    "days_per_year",
    "leave_days",
    "relief_headcount",
    "seniority_years",
    "work_pattern",
    "work_days",
    "rest_days_worked",
    "statutory_days_worked",
    "overtime_hours",
    "heat_exposed",
    "insurance",
    "base_wage",
    "holiday_money",
    "housing_fund_rate",
    "skill_grade",
    "education",
    "skill_post_allowance",
    "performance_bonus",
    "lot",
    "street",
    "remarks",
)


@dataclass(frozen=True)
class Section:
    """One table of the inputs, all text."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class CanonicalInputs:
    """All inputs in a fixed order; `sha256` is the hash of everything but the places."""

    sections: tuple[Section, ...]
    sha256: str


def canonical_inputs(result: Result) -> CanonicalInputs:
    """Return the resolved inputs and the figures used of a priced roster."""
    roster = result.estimate.roster
    sections = (
        Section("project", ("key", "value"), _project(roster)),
        Section(
            "positions",
            (*POSITION_FIELDS, PLACE),
            tuple(_position(position) for position in roster.positions),
        ),
        Section(
            "other_costs",
            ("name", "amount", "per", "lot", PLACE),
            tuple(
                (cost.name, _text(cost.amount), cost.per, _lot(cost.lot), cost.where)
                for cost in roster.prices.other_costs
            ),
        ),
        Section("rates", ("rate", "lot", "value"), _rates(roster)),
        Section(
            "overrides",
            ("figure", "from", "value", "source", "reason", PLACE),
            tuple(
                (path, _text(row.start), in_short(row.value), row.source, row.reason, row.where)
                for path, rows in roster.overrides.items()
                for row in rows
            ),
        ),
        Section(
            "figures_used",
            ("figure", "from", "value", "source", "standing", "until"),
            tuple(_used(used.path, used.row) for used in result.used),
        ),
    )
    return CanonicalInputs(sections, _hash(sections))


def _hash(sections: tuple[Section, ...]) -> str:
    """Return the SHA-256 of the sections without their places."""
    bare = [
        (
            section.title,
            [
                [text for name, text in zip(section.headings, row, strict=True) if name != PLACE]
                for row in section.rows
            ],
        )
        for section in sections
    ]
    text = json.dumps(bare, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _project(roster: Roster) -> tuple[tuple[str, str], ...]:
    """Return the resolved options of the tender."""
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
    return tuple((key, _text(value)) for key, value in values.items())


def position_texts(position: Position) -> dict[str, str]:
    """Return a position's fields as canonical text, by name."""
    values = {
        name: getattr(position, name, getattr(position.coverage, name, None))
        for name in POSITION_FIELDS
    }
    if position.statutory_days_worked is None:
        values["statutory_days_worked"] = "all"
    return {name: _text(value) for name, value in values.items()}


def _position(position: Position) -> tuple[str, ...]:
    """Return a position's fields as text, its place last."""
    return (*position_texts(position).values(), position.where)


def _rates(roster: Roster) -> tuple[tuple[str, ...], ...]:
    """Return the project's rates, then those of single lots."""
    prices = roster.prices
    rows = [(name, "", _text(prices.rates[name])) for name in RATE_NAMES if name in prices.rates]
    for lot, rates in prices.lot_rates.items():
        rows += [(name, lot, _text(rates[name])) for name in RATE_NAMES if name in rates]
    return tuple(rows)


def _lot(lot: str | None) -> str:
    """Return the lot of an other cost: "all" where every lot shares it."""
    return "all" if lot == "" else lot or ""


def _used(path: str, row: Row) -> tuple[str, ...]:
    """Return a dated figure as text."""
    standing = row.standing or ""
    return (path, _text(row.start), in_short(row.value), row.source, standing, _text(row.until))


def in_short(value: Value) -> str:
    """Return a figure's value on one line.

    >>> in_short({"lower": Decimal("5510"), "upper": None})
    'lower=5510, upper='
    """
    if not isinstance(value, dict | list):
        return _text(value)
    parts = leaves("", value)
    return ", ".join(f"{name.removeprefix('.')}={_text(number)}" for name, number in parts)


def _text(value: object) -> str:
    """Return a value as canonical text; absent is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, Decimal) else str(value)
