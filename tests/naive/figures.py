"""The dated figures, the overrides of a roster, and what is in force in a month (§2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tests.naive.arithmetic import exact, first_day, last_day, month_number

CONFIG = Path(__file__).parent.parent.parent / "config" / "guangzhou"
LAPSE = date(2029, 2, 5)  # 六: issued 2024-02-05, valid for five years
REGULATION = "regulation"

Roster = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One dated value of a figure: in force from `start` until the next row begins."""

    start: date
    value: Any
    standing: str
    until: date | None = None

    @property
    def provisional(self) -> bool:
        """Say whether nobody has confirmed it for any month of its row (§2)."""
        return self.standing == "assumed" or (self.until is not None and self.until < self.start)

    def carried(self, month: int) -> bool:
        """Say whether it was known and is used after the last day for which it is known (§2)."""
        return not self.provisional and self.until is not None and last_day(month) > self.until


Figures = dict[str, list[Row]]


class _ExactLoader(yaml.SafeLoader):
    """YAML in which a decimal stays the decimal that was written."""


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


def read(path: Path) -> Any:
    """Read a data file."""
    return yaml.load(path.read_text("utf-8"), Loader=_ExactLoader)


def as_date(value: Any) -> date:
    """Accept a day that YAML already read as a date, and one that it left as text."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def row_from(entry: Mapping[str, Any]) -> Row:
    """Read one entry of `values`."""
    until = entry.get("until")
    return Row(
        start=as_date(entry["from"]),
        value=exact(entry["value"]),
        standing=str(entry.get("standing", "")),
        until=None if until is None else as_date(until),
    )


def figures_from(config_dir: Path = CONFIG) -> Figures:
    """Read every figure below `config_dir`/figures, with its rows in order of date."""
    figures: Figures = {}
    for file in sorted((config_dir / "figures").glob("*.yaml")):
        for path, figure in read(file).items():
            rows = [row_from(entry) for entry in figure["values"]]
            figures[path] = sorted(rows, key=lambda row: row.start)
    return figures


def override_row(override: Mapping[str, Any]) -> Row:
    """Make a row of an override: without `from` it covers all months; it is confirmed."""
    since = override.get("from")
    start = date.min if since is None else first_day(month_number(str(since)))
    return Row(start=start, value=exact(override["value"]), standing="confirmed")


def overrides_of(roster: Roster) -> Figures:
    """Read `figures`: one override or a list of overrides under each path."""
    overrides: Figures = {}
    for path, given in (roster.get("figures") or {}).items():
        entries = given if isinstance(given, list) else [given]
        overrides[path] = sorted((override_row(entry) for entry in entries), key=lambda r: r.start)
    return overrides


def in_force(rows: Iterable[Row], month: int) -> Row | None:
    """Return the last row that began on or before the first day of the month."""
    day = first_day(month)
    begun = [row for row in rows if row.start <= day]
    return begun[-1] if begun else None


@dataclass(frozen=True)
class Book:
    """The figures as one roster sees them: its overrides first, all of them frozen by `as_of`."""

    figures: Figures
    overrides: Figures
    as_of: int | None
    _found: dict[tuple[str, int], Row | None] = field(default_factory=dict, repr=False)

    def figure_month(self, month: int) -> int:
        """Say which month's figures price this month."""
        return month if self.as_of is None else self.as_of

    def row(self, path: str, month: int) -> Row | None:
        """Return the row in force: the latest override that has begun, else the figure's row."""
        looked_up = self.figure_month(month)
        if (path, looked_up) not in self._found:
            override = in_force(self.overrides.get(path, []), looked_up)
            row = override or in_force(self.figures.get(path, []), looked_up)
            self._found[path, looked_up] = row
        return self._found[path, looked_up]

    def value(self, path: str, month: int) -> Any:
        """Return the value in force, or None where it is unknown."""
        row = self.row(path, month)
        return None if row is None else row.value

    def lapsed(self, month: int) -> bool:
        """Say whether the rules lapse before a priced month ends, and nobody confirmed them.

        `as_of` freezes figures; it does not keep the rules alive.
        """
        confirmed = in_force(self.overrides.get(REGULATION, []), month)
        return last_day(month) > LAPSE and confirmed is None
