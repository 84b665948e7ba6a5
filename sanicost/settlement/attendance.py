"""The attendance: raw tables → one table of whole numbers, with the place of every row."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sanicost.core.figures import Standard
from sanicost.readers.document import Notes, shown
from sanicost.readers.files import readable
from sanicost.settlement.columns import NUMBERS, REQUIRED, ColumnReader, exact
from sanicost.settlement.daily import DailyNotes, DailyReader
from sanicost.settlement.posts import PostFinder
from sanicost.settlement.sheets import ENDINGS, SheetGrid, tables_of
from sanicost.settlement.tables import RawTable, TablePlace, read_tables
from sanicost.settlement.terms import BLANK, Terms
from sanicost.settlement.words import AttendanceWords

if TYPE_CHECKING:
    import pandas as pd

    from sanicost.settlement.terms import Ints


INSURANCES = ("full", "injury_only", "none")
"""The choices of `insurance`; their places are the codes of `sanicost.settlement.rules`."""


@dataclass(frozen=True, kw_only=True)
class ReadingTerms:
    """What to read by: a city's words and statutory days; whether workers' names are asked for."""

    words: AttendanceWords
    statutory: frozenset[date]
    names: bool = False


@dataclass
class Places:
    """Where the rows of the whole attendance stand."""

    starts: list[int] = field(default_factory=list)
    tables: list[TablePlace] = field(default_factory=list)
    numbers: "list[Ints | None]" = field(default_factory=list)  # None: every row was kept
    rows: int = 0

    def add(self, place: TablePlace, numbers: "Ints", rows: int) -> None:
        """Add the rows of a table that were kept, by their numbers among so many in it."""
        self.starts.append(self.rows)
        self.tables.append(place)
        self.numbers.append(None if len(numbers) == rows else numbers)
        self.rows += len(numbers)

    def where(self, row: int, name: str = "") -> str:
        """Return the place of a field of a row."""
        number = bisect_right(self.starts, row) - 1
        within, kept = row - self.starts[number], self.numbers[number]
        return self.tables[number].where(within if kept is None else int(kept[within]), name)


class Attendance:
    """The rows of all files, part after part, and what is known once all were read.

    The parts are tables of whole numbers as `engine` describes them, blanks as BLANK; `worker` is
    the place of a row's worker among `workers`, and the index counts the rows of all parts.
    """

    def __init__(
        self, files: Sequence[Path], terms: Terms, given: ReadingTerms, notes: Notes
    ) -> None:
        self._files = files
        self._given = given
        self._notes = notes
        self._posts = PostFinder(terms.roster.positions)
        self._grades = {name: grades_of(terms.standard, name) for name in _GRADED}
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self.places = Places()
        self.daily = DailyReader(
            words=given.words,
            titles=[position.title for position in terms.roster.positions],
            statutory=given.statutory,
            notes=notes,
            told=DailyNotes(),
            names=given.names,
        )

    @cached_property
    def workers(self) -> Sequence[str]:
        """The numbers of the workers; to be asked for when all parts were read."""
        return list(self._numbers)

    def worker(self, number: int) -> str:
        """Return the number by which a worker is known, also while parts are still to be read."""
        if len(self._texts) < len(self._numbers):
            self._texts = list(self._numbers)
        return self._texts[number]

    def parts(self) -> "Iterator[pd.DataFrame]":
        """Yield the rows that could be read; everything that is wrong is noted with its place.

        Raises FileRefused where a file cannot be read at all.
        """
        for table in (one for path in self._files for one in self._tables(path)):
            first = self.places.rows
            rows = self._read(table)
            rows.index = rows.index + first
            if self._given.names:
                self.daily.told.names |= names_in(table)
            if len(rows):
                yield rows

    def _tables(self, path: Path) -> Iterator[RawTable]:
        """Yield the tables of one file, by its ending."""
        words, notes = self._given.words, self._notes
        if path.suffix.lower() not in ENDINGS:
            yield from read_tables(path, words, notes)
            return
        with readable(path):
            for found in tables_of(path, words, notes):
                if isinstance(found, SheetGrid):
                    yield from self.daily.tables(found)
                else:
                    yield found

    def _read(self, table: RawTable) -> "pd.DataFrame":
        """Return the rows of a table that have a worker, a month and a position."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it
        import pandas as pd  # noqa: PLC0415

        reader = ColumnReader(table, self._given.words, self._notes)
        codes, texts = reader.needed_text("worker_id")
        known = [self._numbers.setdefault(text, len(self._numbers)) for text in texts]
        columns = {
            "worker": np.array([*known, BLANK], dtype=np.int64)[codes],
            "month": reader.month(),
            "position": self._posts.find(reader, table, self._notes),
        }
        for name in NUMBERS:
            columns[name] = reader.required(name) if name in REQUIRED else reader.number(name)
        if "holiday_money" in table.columns:
            columns["holiday_money"] = np.maximum(columns["holiday_money"], 0)
        columns["first_day"] = reader.day("first_day")
        columns["insurance"] = reader.choice("insurance", INSURANCES)
        for name, grades in self._grades.items():
            columns[name] = reader.choice(name, ("", *grades))
        reader.finish()
        kept = np.flatnonzero(
            (columns["worker"] != BLANK)
            & (columns["month"] != BLANK)
            & (columns["position"] != BLANK)
        )
        self.places.add(table.place, kept, table.rows)
        if len(kept) == table.rows:
            return pd.DataFrame(columns, copy=False)
        return pd.DataFrame({name: values[kept] for name, values in columns.items()})


_GRADED: Mapping[str, str] = {
    "skill_grade": "incentives.skill_grade",
    "education": "incentives.education",
}


def grades_of(standard: Standard, name: str) -> tuple[str, ...]:
    """Return the names of the grades, or of the degrees, for which some figure pays."""
    rows = [*standard.figures[_GRADED[name]].rows, *standard.overrides.get(_GRADED[name], ())]
    names = [str(key) for row in rows if isinstance(row.value, dict) for key in row.value]
    return tuple(dict.fromkeys(names))


def names_in(table: RawTable) -> dict[str, str]:
    """Return the workers' names that a table gives, by their number."""
    if "name" not in table.columns:
        return {}
    numbers, names = (table.columns[name].fillna("") for name in ("worker_id", "name"))
    pairs = zip(numbers.tolist(), names.tolist(), strict=True)
    return {shown(exact(number)).strip(): str(name).strip() for number, name in pairs if name}
