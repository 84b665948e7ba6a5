"""What the cells of a workbook refer to: texts, styles, numbers; and what a cell holds of them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sanicost.spreadsheet.cells import EMPTY, MAX_COLUMN, Cell, Kind, Value, column_number
from sanicost.spreadsheet.number_formats import GENERAL, ReadStyle, disguises
from sanicost.spreadsheet.package import UnreadableWorkbook
from sanicost.spreadsheet.texts import RichText, unescaped

MAX_EMPTY = 2_200_000
"""Cells, rows and other elements of all sheets that hold nothing."""
MAX_SHARED_CHARACTERS = 32 * 1024 * 1024
_SHOWN_DIGITS = ".15g"
"""Excel stores binary numbers and shows at most 15 significant digits of them (§5)."""
_NUMBER = r"(?a)\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\s*"
_MOST_LETTERS, _MOST_DIGITS = 3, 9  # of a column, of the place of a shared text
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}


class Held(NamedTuple):
    """What the XML of one cell says; None for what it does not say."""

    type: str
    value: str | None
    formula: str | None
    own: RichText | None  # a text of the cell's own


def number_of(text: str) -> Decimal:
    """Return the decimal that a spreadsheet shows of a number as XML writes it.

    Raises ValueError for anything that Python would take and XML does not: `7_8`, `nan`.

    >>> number_of("0.30000000000000004"), number_of("1e3")
    (Decimal('0.3'), Decimal('1000'))
    """
    is_plain = text.isascii() and text.replace(".", "", 1).isdigit()
    if not is_plain and not re.fullmatch(_NUMBER, text):
        raise ValueError(text)
    number = Decimal(format(float(text), _SHOWN_DIGITS))
    if not number.is_finite():
        raise ValueError(text)
    return number


def whole_number(text: str) -> int:
    """Return a whole number as XML writes it.

    Raises ValueError for anything that Python would take and XML does not: `7_8`, `٧٨`.

    >>> whole_number("78")
    78
    """
    digits = text.strip(" ")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(text)
    return int(digits)


class ColumnNumbers(dict[str, int]):
    """The number of each column by its letters."""

    def __missing__(self, letters: str) -> int:
        is_column = letters.isascii() and letters.isalpha() and len(letters) <= _MOST_LETTERS
        number = column_number(letters) if is_column else 0
        if not 1 <= number <= MAX_COLUMN:
            raise ValueError(letters)
        self[letters] = number
        return number


class Contents:
    """Texts, styles and numbers of one workbook, and how much of it may still be read.

    `times` tells how many times what others may hold it may.
    """

    def __init__(
        self, texts: Sequence[RichText], styles: Sequence[ReadStyle], times: int = 1
    ) -> None:
        self.times = times
        self.columns = ColumnNumbers()
        # By type, value, style and text of their own, as the XML has them.
        self.same: dict[tuple[str, str | None, str, RichText | None], Cell] = {}
        self._texts = texts
        self._styles = {str(number): style for number, style in enumerate(styles)}
        self._empty_left = MAX_EMPTY * times
        self._shared_left = MAX_SHARED_CHARACTERS * times

    def count_empty(self, elements: int) -> None:
        """Count elements that hold nothing; raise UnreadableWorkbook for far too many."""
        self._empty_left -= elements
        if self._empty_left < 0:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")

    def count_shared(self, characters: int) -> None:
        """Count the formula of a cell that shares one; raise UnreadableWorkbook for too many."""
        self._shared_left -= characters
        if self._shared_left < 0:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")

    def cell(self, held: Held, style: str) -> Cell:
        """Return a cell of a style by its number, EMPTY where it holds nothing.

        Raises ValueError or LookupError where the XML says two things, or what it may not.
        """
        value, kind, is_marked = self._value(held)
        if value is None and not held.formula:
            return EMPTY
        look = self._style(style)
        disguise = look.code if look.is_own and disguises(look.code, value) else ""
        return Cell(value, held.formula or None, disguise, kind, look, is_marked)

    def _style(self, number: str) -> ReadStyle:
        """Return a style by its number, the general one where the workbook names no such style."""
        found = self._styles.get(number)
        if found is None:
            found = self._styles.get(str(whole_number(number)), GENERAL)
        return found

    def _value(self, held: Held) -> tuple[Value, Kind, bool]:
        """Return a value, what kind of value it is, and whether runs of it are marked.

        An empty text is nothing.
        """
        if held.own is not None:
            if held.type != "inlineStr" or held.value is not None:
                raise ValueError(held.type)
            return held.own.letters or None, "plain", held.own.has_marked_runs
        written = held.value or ""
        if held.type == "n":
            return (number_of(written) if written.strip() else None), "plain", False
        if held.type == "s":
            return self._shared_text(written)
        return (*_other(held, written), False)

    def _shared_text(self, index: str) -> tuple[Value, Kind, bool]:
        """Return the text that a cell shares with others."""
        if not index:
            return None, "plain", False
        digits = index.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
            raise ValueError(index)
        text = self._texts[int(digits)]
        return text.letters or None, "plain", text.has_marked_runs


def _other(held: Held, written: str) -> tuple[Value, Kind]:
    """Return the value of a cell that is neither a number nor a shared text, and its kind."""
    if held.type == "str":
        is_result = held.formula is not None and held.value is not None
        return unescaped(written) or None, "blank" if is_result and not written else "plain"
    if held.type == "b":
        # A truth counts as 1 or 0 in arithmetic, and yet it is no number.
        return (_TRUTHS[written.strip()], "truth") if written else (None, "plain")
    if held.type in ("e", "d"):
        return unescaped(written) or None, "error" if held.type == "e" else "date"
    if held.type == "inlineStr" and held.value is None:
        return None, "plain"
    raise ValueError(held.type)
