"""Our own worksheet formulas, read back as a small tree.

Only what the sheets hold is understood: the four operations, comparisons, and the functions that
`sanicost.writers.workbook` writes. A formula of anybody else is refused with ValueError.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from sanicost.writers.workbook.record import Place, column_number

_TOKEN = re.compile(
    r"""\s*(?:(?P<cell>(?:'(?P<sheet>(?:[^']|'')+)'!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+))
    |(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)"|(?P<name>[A-Z]+)(?=\()|(?P<sign>>=|[-+*/=<>(),:]))""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Number:
    """A number of the formula itself."""

    value: Fraction


@dataclass(frozen=True)
class Text:
    """A text of the formula itself."""

    value: str


@dataclass(frozen=True)
class Range:
    """Neighbouring cells of one column or row, in order."""

    places: tuple[Place, ...]


@dataclass(frozen=True)
class Operation:
    """Two parts and the sign between them."""

    sign: str
    left: "Formula"
    right: "Formula"


@dataclass(frozen=True)
class Call:
    """A function of the spreadsheet with its arguments."""

    name: str
    arguments: tuple["Formula", ...]


Formula: TypeAlias = Number | Text | Place | Range | Operation | Call


def parsed(formula: str, sheet: str) -> Formula:
    """Return the tree of a formula that stands on `sheet`; raise ValueError for one not ours.

    >>> parsed("=B2*2", "汇总").sign
    '*'
    """
    reader = _Reader(formula.removeprefix("="), sheet)
    tree = reader.comparison()
    reader.expect(None)
    return tree


def places(node: Formula) -> Iterator[Place]:
    """Yield every cell that a formula names, in its order, repeated ones again."""
    match node:
        case Place():
            yield node
        case Range(cells):
            yield from cells
        case Operation(_, left, right):
            yield from places(left)
            yield from places(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from places(argument)


class _Reader:
    """Reads a formula from left to right, one token ahead."""

    def __init__(self, text: str, sheet: str) -> None:
        self._sheet = sheet
        self._tokens = [found for found in _TOKEN.finditer(text) if found[0]]
        if "".join(found[0] for found in self._tokens) != text:
            raise ValueError(text)
        self._text = text
        self._next = 0

    def _sign(self) -> str | None:
        """Return the sign that comes next, None for anything else."""
        here = self._next < len(self._tokens)
        return self._tokens[self._next]["sign"] if here else None

    def expect(self, sign: str | None) -> None:
        """Pass over a sign that must come; None is the end."""
        is_end = self._next == len(self._tokens)
        if is_end != (sign is None) or self._sign_or_none(is_end) != sign:
            raise ValueError(self._text)
        self._next += 1

    def _sign_or_none(self, is_end: bool) -> str | None:
        return None if is_end else self._sign()

    def comparison(self) -> Formula:
        """Read a comparison, or what stands without one."""
        return self._chain(("=", "<", ">", ">="), self._sum)

    def _sum(self) -> Formula:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Formula:
        return self._chain(("*", "/"), self._atom)

    def _chain(self, signs: tuple[str, ...], part: Callable[[], Formula]) -> Formula:
        """Read parts with signs of one rank between them, from the left."""
        node = part()
        while (sign := self._sign()) in signs:
            assert sign
            self._next += 1
            node = Operation(sign, node, part())
        return node

    def _atom(self) -> Formula:
        """Read a number, a text, a cell, a range, a function or what stands in brackets."""
        if self._next == len(self._tokens):
            raise ValueError(self._text)
        token = self._tokens[self._next]
        self._next += 1
        if token["number"]:
            return Number(Fraction(token["number"]))
        if token["text"] is not None:
            return Text(token["text"])
        if token["cell"]:
            return self._cells(token)
        if token["name"]:
            return self._call(token["name"])
        if token["sign"] == "(":
            node = self.comparison()
            self.expect(")")
            return node
        raise ValueError(self._text)

    def _cells(self, token: re.Match[str]) -> Formula:
        """Read a cell, or the range that begins with it."""
        first = self._place(token, self._sheet)
        if self._sign() != ":":
            return first
        self._next += 1
        last = self._place(self._tokens[self._next], first.sheet)
        self._next += 1
        rows, columns = range(first.row, last.row + 1), range(first.column, last.column + 1)
        return Range(tuple(Place(first.sheet, row, column) for row in rows for column in columns))

    def _place(self, token: re.Match[str], sheet: str) -> Place:
        named = token["sheet"].replace("''", "'") if token["sheet"] else sheet
        return Place(named, int(token["row"]) - 1, column_number(token["column"]))

    def _call(self, name: str) -> Formula:
        """Read the arguments of a function."""
        self.expect("(")
        arguments = [self.comparison()]
        while self._sign() == ",":
            self._next += 1
            arguments.append(self.comparison())
        self.expect(")")
        return Call(name, tuple(arguments))
