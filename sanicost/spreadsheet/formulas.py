"""Formulas as tokens: the same whatever program wrote them, and moved along with their cells."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from sanicost.core.text import column_letters, plain
from sanicost.spreadsheet.cells import CellPlace, column_number

_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"]|"")*")
    |(?P<sheet>'(?:[^']|'')+'!|[^\s"'!(),+*/^&=<>{};:%$-]+!)
    |(?P<space>\s+)
    |(?P<ref>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![\w.(]))
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?)
    |(?P<word>[^\W\d][\w.]*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_REF = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]+)")
_DIGITS = ".15g"


class Token(NamedTuple):
    """One part of a formula: string, sheet, ref, number, word or sign."""

    kind: str
    text: str


Formula: TypeAlias = tuple[Token, ...]
Move: TypeAlias = Callable[[str, CellPlace], CellPlace | None]
"""Where a cell of a sheet has gone; None where it is gone for good."""


@lru_cache(maxsize=20_000)
def tokens(formula: str) -> Formula:
    """Return a formula's tokens without what a program may write as it likes.

    >>> tokens("round( '汇总'!$B$1*0.10 ,2)") == tokens("ROUND(汇总!$B$1*0.1,2)")
    True
    """
    found = _TOKEN.finditer(formula)
    return tuple(_token(str(one.lastgroup), one[0]) for one in found if one.lastgroup != "space")


@lru_cache(maxsize=20_000)
def _token(kind: str, text: str) -> Token:
    """Return a token; the same ones come again and again."""
    return Token(kind, _normal(kind, text))


def _normal(kind: str, text: str) -> str:
    """Return a token as we write it."""
    if kind == "sheet":
        bare = text.removesuffix("!")
        quoted = bare.startswith("'")
        return bare[1:-1].replace("''", "'") if quoted else bare
    if kind == "number":
        return plain(Decimal(format(float(text), _DIGITS)))
    return text.upper() if kind in ("ref", "word") else text


def moved(formula: Formula, sheet: str, move: Move, rename: Callable[[str], str]) -> Formula:
    """Return a formula of a sheet as it was before cells moved and sheets were renamed."""
    result: list[Token] = []
    for token, named in _on_sheets(formula):
        if token.kind == "sheet":
            result.append(Token("sheet", rename(token.text)))
        elif token.kind == "ref":
            result.append(Token("ref", _moved_ref(token.text, named or sheet, move)))
        else:
            result.append(token)
    return tuple(result)


def _on_sheets(formula: Formula) -> Iterator[tuple[Token, str | None]]:
    """Yield every token with the other sheet that it belongs to, None for the formula's own."""
    named: str | None = None
    for token, behind in zip_longest(formula, formula[1:], fillvalue=Token("", "")):
        named = token.text if token.kind == "sheet" else named
        yield token, named
        # The second corner of a range stands on the sheet of the first.
        if token.kind == "ref" and behind.text != ":":
            named = None


def _moved_ref(text: str, sheet: str, move: Move) -> str:
    corner = _corner(text)
    place = move(sheet, CellPlace(corner.row, corner.column))
    if place is None:
        return "#REF!"
    return corner._replace(row=place.row, column=place.column).moved(0, 0)


class SharedFormula:
    """A formula that several cells share, taken apart once and put together for each of them.

    >>> SharedFormula('SUM(A1:$B2)&"A1"', CellPlace(1, 1)).at(CellPlace(2, 3))
    'SUM(C2:$B3)&"A1"'
    """

    def __init__(self, formula: str, place: CellPlace) -> None:
        self.length = len(formula)
        self._place = place
        matches = _TOKEN.finditer(formula)
        self._parts = [_corner(m[0]) if m.lastgroup == "ref" else m[0] for m in matches]

    def at(self, place: CellPlace) -> str:
        """Return the formula as it reads in a cell."""
        rows, columns = place.row - self._place.row, place.column - self._place.column
        texts = (one if isinstance(one, str) else one.moved(rows, columns) for one in self._parts)
        return "".join(texts)


class _Corner(NamedTuple):
    """A reference to a cell; what is fixed by a dollar sign never moves."""

    fixed_column: str
    column: int
    fixed_row: str
    row: int

    def moved(self, rows: int, columns: int) -> str:
        """Return the reference so many rows and columns further on."""
        row = self.row if self.fixed_row else self.row + rows
        column = self.column if self.fixed_column else self.column + columns
        if row < 1 or column < 1:
            return "#REF!"
        return f"{self.fixed_column}{column_letters(column)}{self.fixed_row}{row}"


def _corner(text: str) -> _Corner:
    """Return a reference in its parts."""
    found = _REF.fullmatch(text.upper())
    assert found, text
    return _Corner(found[1], column_number(found[2]), found[3], int(found[4]))


def shape(formula: str) -> str:
    """Return a formula without the places that it reads on its own sheet, which move with it.

    >>> shape("ROUND(F7*汇总!$C$12,2)")
    'ROUND(@*汇总$C$12,2)'
    """
    return "".join(
        "@" if token.kind == "ref" and named is None else token.text
        for token, named in _on_sheets(tokens(formula))
    )
