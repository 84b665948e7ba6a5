"""Carried positions, resolved as they were: nothing is looked up or assumed a second time."""

import json
from collections.abc import Mapping
from decimal import Decimal

from sanicost.core.inputs import ALL_DAYS, NEAR, PLACES, POSITION_FIELDS, CanonicalInputs
from sanicost.core.roster import Coverage, Insurance, Position
from sanicost.readers import fields
from sanicost.readers.document import Notes, Raw
from sanicost.readers.fields import Kind

_CLASSES = Kind(0, Decimal(1), Decimal(3))
_RELIEF = Kind(0, Decimal(0), fields.MAX_HEADCOUNT)
_SHIFTS = Kind(2, Decimal(0), Decimal(24))
_USUAL = {"post_class": "1", "headcount": "1", "heat_exposed": "yes", "in_annex": "yes"}
_USUAL |= {"insurance": Insurance.FULL, "places": "{}"}


def positions_of(inputs: CanonicalInputs, notes: Notes) -> tuple[Position, ...]:
    """Return the positions, resolved as they were."""
    return tuple(_PositionReader(row, notes).position() for row in inputs.rows("positions"))


def usual_of(inputs: CanonicalInputs, notes: Notes) -> Position | None:
    """Return the usual worker with whom unit costs are compared."""
    pairs = {row["key"]: row["value"] for row in inputs.rows("comparison")}
    if "work_pattern" not in pairs:
        return None
    blank = dict.fromkeys((*POSITION_FIELDS, *PLACES), "")
    return _PositionReader(blank | pairs | _USUAL, notes).position()


class _PositionReader:
    """Reads one carried position; its numbers are checked, since a hash can be forged."""

    def __init__(self, row: Mapping[str, str], notes: Notes) -> None:
        self._row, self._notes = row, notes
        self._places: dict[str, str] = {
            str(name): str(place) for name, place in json.loads(row["places"]).items()
        }

    def position(self) -> Position:
        """Return the position."""
        row = self._row
        near = row["near_titles"]
        return Position(
            where=row["where"],
            places=self._places,
            title=row["title"],
            post_class=int(self._needed("post_class", _CLASSES)),
            headcount=int(self._needed("headcount", fields.HEADCOUNT)),
            shifts=self._number("shifts", _SHIFTS),
            relief_headcount=self._whole("relief_headcount", _RELIEF),
            coverage=self._coverage(),
            seniority_years=self._needed("seniority_years", fields.YEARS),
            work_pattern=row["work_pattern"],
            work_days=self._needed("work_days", fields.WORK_DAYS),
            rest_days_worked=self._needed("rest_days_worked", fields.YEAR_DAYS),
            statutory_days_worked=self._statutory_days(),
            overtime_hours=self._number("overtime_hours", fields.HOURS) or Decimal(0),
            heat_exposed=row["heat_exposed"] == "yes",
            insurance=Insurance(row["insurance"]),
            base_wage=self._number("base_wage", fields.WAGE),
            holiday_money=self._number("holiday_money", fields.WAGE),
            housing_fund_rate=self._number("housing_fund_rate", fields.RATE),
            skill_post_allowance=self._number("skill_post_allowance", fields.MONEY) or Decimal(0),
            performance_bonus=self._number("performance_bonus", fields.MONEY) or Decimal(0),
            skill_grade=row["skill_grade"] or None,
            education=row["education"] or None,
            lot=row["lot"] or None,
            street=row["street"] or None,
            remarks=row["remarks"] or None,
            skilled=row["skilled"] == "yes",
            in_annex=row["in_annex"] == "yes",
            near_titles=tuple(near.split(NEAR)) if near else (),
        )

    def _number(self, name: str, kind: Kind) -> Decimal | None:
        where = self._places.get(name, self._row["where"])
        return fields.number(Raw(self._row[name] or None, where), kind, self._notes)

    def _whole(self, name: str, kind: Kind) -> int | None:
        number = self._number(name, kind)
        return None if number is None else int(number)

    def _needed(self, name: str, kind: Kind) -> Decimal:
        """Return a number that every position has; raise ValueError where it is missing."""
        number = self._number(name, kind)
        if number is None:
            raise ValueError(name)
        return number

    def _statutory_days(self) -> Decimal | None:
        all_days = self._row["statutory_days_worked"] == ALL_DAYS
        return None if all_days else self._needed("statutory_days_worked", fields.YEAR_DAYS)

    def _coverage(self) -> Coverage | None:
        """Return the posts to man from which the headcount was worked out."""
        if not self._row["posts_to_man"]:
            return None
        return Coverage(
            posts_to_man=int(self._needed("posts_to_man", fields.HEADCOUNT)),
            shifts=self._needed("shifts", _SHIFTS),
            days_per_year=self._needed("days_per_year", fields.YEAR_DAYS),
            leave_days=self._needed("leave_days", fields.YEAR_DAYS),
        )
