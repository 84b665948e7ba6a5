"""Raw columns of the attendance → whole numbers: each different value is interpreted once.

What cannot be read is a problem with its place; what is certain is corrected. The numbers are in
hundredths, money in fen, months and days by their ordinal, choices by their code.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from sanicost.city.vocabulary import Words
from sanicost.core.kinds import HOURS, MONTHLY, WAGE, YEAR_DAYS, YEARS, Number
from sanicost.core.notices import Params, Problem
from sanicost.core.period import Month
from sanicost.core.text import plain
from sanicost.readers import fields
from sanicost.readers.document import Cell, Notes, Raw, shown
from sanicost.settlement.tables import RawTable
from sanicost.settlement.terms import BLANK
from sanicost.settlement.words import AttendanceWords

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from sanicost.settlement.terms import Ints

Value = TypeVar("Value", int, str)

MOST_PLACES = 200
"""So many places of one mistake are named; the message tells how many there are in all."""
_HUNDREDTHS = 100
_FEW_DECIMALS = re.compile(r"(\d{1,12})(?:\.(\d{1,2}))?")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?(?:\.0+)?)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:[-/.]|年)?(\d{1,2})月?")
_SERIALS = range(20_000, 80_000)
"""Whole numbers that are a day as spreadsheets count them: of the years 1954 to 2119."""
_SERIAL_DIGITS = 5
_FIRST_SERIAL = date(1899, 12, 30)

DAYS = Number(2, Decimal(0), Decimal(31), "days/month")
NUMBERS: Mapping[str, Number] = {
    "days_worked": DAYS,
    "rest_days_worked": DAYS,
    "statutory_days_worked": DAYS,
    "overtime_hours": HOURS,
    "paid_days": DAYS,
    "seniority_years": YEARS,
    "insurance_base": WAGE,
    "housing_fund_base": WAGE,
    "holiday_money": MONTHLY,
    "skill_post_allowance": MONTHLY,
    "performance_bonus": MONTHLY,
    "unused_leave_days": YEAR_DAYS,
    "average_wage": WAGE,
    "base_wage": WAGE,
    "paid": MONTHLY,
}
REQUIRED = ("days_worked", "rest_days_worked", "statutory_days_worked", "overtime_hours")
TEXTS = ("worker_id", "position", "lot", "street")


class ColumnReader:
    """Reads the columns of one table; every mistake is noted with its place."""

    def __init__(self, table: RawTable, words: AttendanceWords, notes: Notes) -> None:
        self._table = table
        self._words = words
        self._notes = notes
        self._told: Counter[tuple[str, str]] = Counter()

    def number(self, name: str) -> "Ints":
        """Return a column of numbers in hundredths; a column that is absent is all blank."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        series = self._table.columns.get(name)
        if series is None:
            return np.full(self._table.rows, BLANK, dtype=np.int64)
        kind = NUMBERS[name]
        values = _plain_numbers(_numeric(series), kind)
        if values is None:
            return self._mapped(name, series, lambda cell, notes: _number(cell, kind, notes))
        return values

    def required(self, name: str) -> "Ints":
        """Return a column of numbers in which no cell may be blank."""
        values = self.number(name)
        if name in self._table.columns:
            self._refuse_blanks(name, values)
        return values

    def month(self) -> "Ints":
        """Return the month of each row by its ordinal."""
        return self._needed("month", _month)

    def day(self, name: str) -> "Ints":
        """Return a column of days by their ordinal."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        series = self._table.columns.get(name)
        if series is None:
            return np.full(self._table.rows, BLANK, dtype=np.int64)
        return self._mapped(name, series, day_of)

    def choice(self, name: str, codes: Sequence[str]) -> "Ints":
        """Return a column of choices by their place among the codes."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        series = self._table.columns.get(name)
        if series is None:
            return np.full(self._table.rows, BLANK, dtype=np.int64)
        words = self._words.choices[name]
        return self._mapped(name, series, lambda cell, notes: _choice(cell, words, codes, notes))

    def text(self, name: str) -> "tuple[Ints, list[str]]":
        """Return the code of each text of a column and the texts; the code of a blank is BLANK."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        series = self._table.columns.get(name)
        if series is None:
            return np.full(self._table.rows, BLANK, dtype=np.int64), []
        codes, uniques = _factorized(series)
        texts: dict[str, int] = {}
        number = [
            texts.setdefault(text, len(texts)) if text else BLANK
            for text in self._interpreted(name, codes, uniques, _text)
        ]
        return np.array([*number, BLANK], dtype=np.int64)[codes], list(texts)

    def needed_text(self, name: str) -> "tuple[Ints, list[str]]":
        """Return the same for a column in which no cell may be blank."""
        codes, texts = self.text(name)
        if name in self._table.columns:
            self._refuse_blanks(name, codes)
        return codes, texts

    def _needed(self, name: str, read: Callable[[Cell, Notes], int]) -> "Ints":
        """Return a column in which no cell may be blank."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        series = self._table.columns.get(name)
        if series is None:
            return np.full(self._table.rows, BLANK, dtype=np.int64)
        values = self._mapped(name, series, read)
        self._refuse_blanks(name, values)
        return values

    def _mapped(self, name: str, series: "pd.Series", read: Callable[[Cell, Notes], int]) -> "Ints":
        """Return what every different value of a column says, in the place of each."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        codes, uniques = _factorized(series)
        found = self._interpreted(name, codes, uniques, read)
        return np.array([*found, BLANK], dtype=np.int64)[codes]

    def _interpreted(
        self,
        name: str,
        codes: "Ints",
        uniques: Iterable[object],
        read: "Callable[[Cell, Notes], Value]",
    ) -> "list[Value]":
        """Return what each different value says; what reading it noted is noted at its places."""
        found: list[Value] = []
        notes = Notes()
        for number, cell in enumerate(uniques):
            found.append(read(exact(cell), notes))
            if notes.problems or notes.cleanups:
                self._note(name, codes == number, notes)
                notes = Notes()
        return found

    def _note(self, name: str, which: "NDArray[np.bool_]", notes: Notes) -> None:
        """Note every place of a value that could not be read, the first of one corrected."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        rows = np.flatnonzero(which)
        for problem in notes.problems:
            self._note_rows(problem.code, name, rows, problem.params)
        for cleanup in notes.cleanups:
            self._told[cleanup.code, name] += 1
            if self._told[cleanup.code, name] <= MOST_PLACES:
                where = self._table.place.where(int(rows[0]), name)
                self._notes.cleanup(cleanup.code, where, **cleanup.params)

    def _refuse_blanks(self, name: str, values: "Ints") -> None:
        """Note each blank of a column that may have none; what was refused is none."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        blank = values == BLANK
        if blank.any():
            blank &= blanks(self._table.columns[name])
            params: Params = {"column": self._words.labels[name]}
            self._note_rows("settle-blank", name, np.flatnonzero(blank), params)

    def _note_rows(
        self, code: str, name: str, rows: "Ints", params: Mapping[str, str | int]
    ) -> None:
        """Note a problem at its first places."""
        place = self._table.place
        room = max(0, MOST_PLACES - self._told[code, name])
        self._told[code, name] += len(rows)
        self._notes.problems += [
            Problem(code=code, where=place.where(int(row), name), params=params)
            for row in rows[:room]
        ]

    def finish(self) -> None:
        """Say how many places of a mistake were not named."""
        for (code, name), count in self._told.items():
            if count > MOST_PLACES:
                more: Params = {"count": count - MOST_PLACES, "column": self._words.labels[name]}
                self._notes.problem("settle-more-places", self._table.place.file, **more, same=code)


def blanks(series: "pd.Series") -> "NDArray[np.bool_]":
    """Return where a raw column is blank."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    missing = series.isna().to_numpy(dtype=bool)
    if series.dtype.kind in "ifb":
        return np.asarray(missing)
    codes, uniques = _factorized(series)
    silent = np.array([*(_is_blank(cell) for cell in uniques), True], dtype=bool)
    return np.asarray(missing | silent[codes])


def _is_blank(cell: object) -> bool:
    """Return whether a value shows nothing."""
    return isinstance(cell, str) and not cell.strip()


def _factorized(series: "pd.Series") -> "tuple[Ints, list[object]]":
    """Return the code of each value, -1 for a missing one, and the different values."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it
    import pandas as pd  # noqa: PLC0415

    codes, uniques = pd.factorize(series)
    return np.asarray(codes, dtype=np.int64), list(uniques)


def _numeric(series: "pd.Series") -> "pd.Series":
    """Return a column of texts that are all plainly written numbers, or blank, as numbers.

    Reading so few digits as binary numbers and back loses nothing; any other column stays as it is.
    """
    import pandas as pd  # noqa: PLC0415 - only a settlement pays for it

    if not isinstance(series.dtype, pd.StringDtype):
        return series
    silent = (series.isna() | (series == "")).to_numpy(dtype=bool)
    plainly = series.str.fullmatch(_FEW_DECIMALS.pattern).to_numpy(dtype=bool, na_value=False)
    if not (silent | plainly).all():
        return series
    return pd.to_numeric(series.where(~silent))


def _plain_numbers(series: "pd.Series", kind: Number) -> "Ints | None":
    """Return a column of binary numbers that are all plain, None where a closer look is needed.

    A binary number means the decimal that it shows: one of at most two decimals is the nearest to
    a whole number of hundredths, and no other is.
    """
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    if series.dtype.kind not in "if":
        return None
    values = series.to_numpy(dtype=np.float64, na_value=np.nan)
    missing = np.isnan(values)
    hundredths = np.rint(values * _HUNDREDTHS)
    least, most = float(kind.least), float(kind.most)
    fits = (values >= least) & (values <= most) & (hundredths / _HUNDREDTHS == values)
    if kind.above_least:
        fits &= values > least
    if not (fits | missing).all():
        return None
    return np.where(missing, BLANK, hundredths).astype(np.int64)


def exact(cell: object) -> Cell:
    """Return a value as the readers of cells know it: no binary numbers, no times of day."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it

    if isinstance(cell, str | Decimal | bool) or cell is None:
        return cell
    if isinstance(cell, np.bool_):
        return bool(cell)
    if isinstance(cell, int | float | np.integer | np.floating):
        return Decimal(format(cell, ".15g")) if np.isfinite(cell) else str(cell)
    if isinstance(cell, np.datetime64):
        return date.fromordinal(_FIRST_UNIX_DAY + int(cell.astype("datetime64[D]").astype(int)))
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else str(cell)


_FIRST_UNIX_DAY = date(1970, 1, 1).toordinal()


def _number(cell: Cell, kind: Number, notes: Notes) -> int:
    """Return a number in hundredths; the plain way of writing one is read without ceremony."""
    if isinstance(cell, str) and (found := _FEW_DECIMALS.fullmatch(cell)):
        value = int(found[1]) * _HUNDREDTHS + int(((found[2] or "") + "00")[:2])
        least, most = int(kind.least) * _HUNDREDTHS, int(kind.most) * _HUNDREDTHS
        if least + kind.above_least <= value <= most:
            return value
    number = fields.number(Raw(cell, ""), kind, notes)
    return BLANK if number is None else int(number * _HUNDREDTHS)


def _choice(cell: Cell, words: Words, codes: Sequence[str], notes: Notes) -> int:
    """Return the place of a choice among the codes."""
    name = fields.choice(Raw(cell, ""), words, notes)
    return BLANK if name is None else codes.index(name)


def _text(cell: Cell, notes: Notes) -> str:
    """Return a text in its plain form, empty for a blank; a number is the text that it shows."""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable() and cell.strip() == cell:
        return cell
    found = fields.text(Raw(cell, ""), notes)
    return "" if found is None else fields.normal(found)


def _month(cell: Cell, notes: Notes) -> int:
    """Return a month by its ordinal: text, a date, or a day as spreadsheets count them."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return BLANK
    if isinstance(cell, Decimal) or (isinstance(cell, str) and cell.isdecimal()):
        cell = _of_number(plain(cell) if isinstance(cell, Decimal) else cell)
    if isinstance(cell, date):
        return Month.of(cell.year, cell.month).ordinal
    text = fields.normal(cell) if isinstance(cell, str) else ""
    try:
        if found := _MONTH.fullmatch(text):
            return Month.parse(f"{found[1]}-{found[2]}").ordinal
        if day := _day_written(text):
            return Month.of(day.year, day.month).ordinal
    except ValueError:
        pass
    notes.problem("month-expected", "", found=shown(cell))
    return BLANK


def _of_number(digits: str) -> Cell:
    """Return a number as the day that spreadsheets mean by it, else as the text that it is."""
    if digits.isdecimal() and len(digits) <= _SERIAL_DIGITS and int(digits) in _SERIALS:
        return _FIRST_SERIAL + timedelta(int(digits))
    return digits


def day_of(cell: Cell, notes: Notes) -> int:
    """Return a day by its ordinal: a date, text, or a day as spreadsheets count them."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return BLANK
    if isinstance(cell, Decimal) or (isinstance(cell, str) and cell.isdecimal()):
        cell = _of_number(plain(cell) if isinstance(cell, Decimal) else cell)
    if isinstance(cell, date):
        return cell.toordinal()
    try:
        if day := _day_written(fields.normal(cell) if isinstance(cell, str) else ""):
            return day.toordinal()
    except ValueError:
        pass
    notes.problem("settle-day-expected", "", found=shown(cell))
    return BLANK


def _day_written(text: str) -> date | None:
    """Return the day that a text writes out; raise ValueError for one that no calendar has."""
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None
