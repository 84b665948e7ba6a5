"""What a roster file says before anything is interpreted: values, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sanicost.core.notices import Cleanup, Finding, Problem, Refused
from sanicost.exact_yaml import Tree

if TYPE_CHECKING:
    from sanicost.embedded.reading import Reopened
    from sanicost.readers.totals import Counted

MAX_POSITIONS = 5_000
"""Of one roster. Its workbook then takes about ten seconds and 600 MiB."""

MAX_SUGGESTIONS = 300

MAX_SHOWN = 80
"""Characters of a value that a message repeats."""

Cell: TypeAlias = Tree | date
"""A value as its file holds it; money and counts are exact decimals, dates only from Excel."""


class Raw(NamedTuple):
    """One value and where it stands: `岗位表!C7`, `positions[3].post_class`, `第7行 人数`.

    `unit` is what it counts where that is written around it: in its heading, beside it.
    """

    value: Cell
    where: str
    is_refused: bool = False  # a problem was noted of it already; it says nothing more
    unit: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was given; a refused value was given."""
        value = self.value
        is_empty = value is None or (isinstance(value, str) and not value.strip())
        return is_empty and not self.is_refused

    @property
    def is_silent(self) -> bool:
        """Whether nothing can be read here: nothing was given, or it was refused."""
        return self.is_refused or self.is_blank


Entry: TypeAlias = Mapping[str, Raw]
"""The fields of one row or mapping."""


def given_places(entry: Entry) -> dict[str, str]:
    """Return where each field stands that was given."""
    return {name: raw.where for name, raw in entry.items() if not raw.is_blank}


@dataclass(frozen=True)
class Item:
    """One row or list element: its own place and its fields."""

    where: str
    fields: Entry
    is_row: bool = False

    def raw(self, name: str) -> Raw:
        """Return a field, blank where there is none: a row has no place for what has no column."""
        found = self.fields.get(name)
        if found is None:
            found = self._blank if self.is_row else Raw(None, f"{self.where}.{name}")
        return found

    @cached_property
    def _blank(self) -> Raw:
        return Raw(None, self.where)


@dataclass
class Notes:
    """Everything that reading finds wrong or corrects, in reading order."""

    problems: list[Problem] = field(default_factory=list)
    cleanups: list[Cleanup] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    suggested: int = 0

    def may_suggest(self) -> bool:
        """Return whether words are still looked up that a wrong one may have meant.

        After so many wrong ones nobody reads on, and each takes its time.
        """
        self.suggested += 1
        return self.suggested <= MAX_SUGGESTIONS

    def problem(self, code: str, where: str, **params: str | int) -> None:
        """Note something that keeps the roster from being priced."""
        self.problems.append(Problem(code=code, where=where, params=params))

    def cleanup(self, code: str, where: str, **params: str | int) -> None:
        """Note a certain correction of how something was written."""
        self.cleanups.append(Cleanup(code=code, where=where, params=params))

    def warning(self, code: str, where: str, **params: str | int) -> None:
        """Note something that is priced as it stands and that an officer must look at."""
        self.findings.append(Finding(code=code, severity="warning", where=where, params=params))


@dataclass
class Document:
    """A roster file, section by section."""

    project: dict[str, Raw] = field(default_factory=dict)
    positions: list[Item] = field(default_factory=list)
    positions_place: str = "positions"  # what a message calls the place where all of them stand
    counted: "Counted | None" = None  # the totals of a table of positions
    mentions_samples: bool = False  # as a blank roster does above its headings
    other_costs: list[Item] = field(default_factory=list)
    rates: list[Item] = field(default_factory=list)  # fields: name, rate, lot
    areas: list[Item] = field(default_factory=list)  # of single lots; fields: lot, area
    figures: list[Item] = field(default_factory=list)  # fields: figure, value, from, source, reason
    reopened: "Reopened | None" = None  # what a workbook of ours carries besides


class FileRefused(Exception):  # noqa: N818 - a message to the officer, with its code
    """The file cannot be read at all (exit code 3)."""

    def __init__(self, code: str, where: str, **params: str | int) -> None:
        super().__init__(f"{code}: {where}")
        self.problem = Problem(code=code, where=where, params=params)


def refuse_many(positions: int) -> None:
    """Raise Refused for more positions than one roster may have, before any is interpreted."""
    if positions > MAX_POSITIONS:
        params = {"found": positions, "most": MAX_POSITIONS}
        raise Refused([Problem(code="positions-too-many", where="positions", params=params)])


def shown(value: Cell) -> str:
    """Return a value as an officer would recognise it in a message, never longer than a line.

    >>> shown(Decimal("1e100"))[-5:], len(shown("x" * 80)), len(shown("x" * 81))
    ('0000…', 80, 81)
    """
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    if value is None:
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
