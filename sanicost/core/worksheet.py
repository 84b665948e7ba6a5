"""The second reading of an expression: a formula of a worksheet, over cells and ranges.

Here stand the kinds of node that only sheets need, and the text in which a spreadsheet program
writes each node. The value of a formula is that of its tree: see `evaluate`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from sanicost.core.formula import (
    AnyOf,
    Compare,
    Condition,
    Constant,
    Difference,
    Expression,
    Fen,
    Greatest,
    Is,
    IsNumber,
    Least,
    Persons,
    Product,
    Quotient,
    Sum,
    Symbol,
    When,
    parts,
)
from sanicost.core.text import column_letters


class Place(NamedTuple):
    """A cell of a workbook; row and column count from 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{column_letters(self.column + 1)}{self.row + 1}"


Fixed: TypeAlias = Literal["both", "column", "none"]
"""What of a reference stays where it is when its formula is copied elsewhere."""


@dataclass(frozen=True, slots=True)
class Ref(Expression):
    """What a cell holds. `named` tells that the formula writes the name of the cell's sheet."""

    place: Place
    fixed: Fixed = "both"
    named: bool = True

    @property
    def text(self) -> str:
        """The reference as a formula writes it.

        >>> Ref(Place("汇总", 0, 1)).text, Ref(Place("汇总", 0, 1), "column", named=False).text
        ("'汇总'!$B$1", '$B1')
        """
        return _reference(self, str(self.place.row + 1))


@dataclass(frozen=True)
class RowRef(Expression):
    """What a column holds in a row that is known by its part in the formula, filled in later.

    The row of `place` does not count. One formula with open rows serves a whole table.
    """

    place: Place
    row: str
    fixed: Fixed = "none"
    named: bool = False

    @property
    def text(self) -> str:
        """The reference with the name of the row in braces."""
        return _reference(self, f"{{{self.row}}}")

    def at(self, rows: Mapping[str, int]) -> Ref:
        """Return the cell in the row that was meant; rows count from 1."""
        place = self.place._replace(row=rows[self.row] - 1)
        return Ref(place, self.fixed, self.named)


def _reference(ref: Ref | RowRef, row: str) -> str:
    """Return a reference; a quote inside the name of its sheet stands twice."""
    letters = column_letters(ref.place.column + 1)
    column = letters if ref.fixed == "none" else f"${letters}"
    cell = f"{column}${row}" if ref.fixed == "both" else f"{column}{row}"
    quoted = ref.place.sheet.replace("'", "''")
    return f"'{quoted}'!{cell}" if ref.named else cell


@dataclass(frozen=True, slots=True)
class Range(Expression):
    """The cells from one to another, both included; as a number none of its own."""

    first: Expression
    last: Expression

    @property
    def places(self) -> list[Place]:
        """The cells, row by row; the rows of a range must be known."""
        assert isinstance(self.first, Ref)
        assert isinstance(self.last, Ref)
        (sheet, top, left), (_, bottom, right) = self.first.place, self.last.place
        rows, columns = range(top, bottom + 1), range(left, right + 1)
        return [Place(sheet, row, column) for row in rows for column in columns]


def span(first: Ref, last: Ref) -> Range:
    """Return a range; the sheet of its last cell is that of the first."""
    return Range(first, replace(last, named=False))


@dataclass(frozen=True)
class Text(Expression):
    """A text of the formula itself."""

    value: str


@dataclass(frozen=True)
class Rounded(Expression):
    """Rounded half up to so many decimals."""

    inner: Expression
    digits: int


@dataclass(frozen=True)
class Negative(Expression):
    """A number with the other sign."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class Total(Expression):
    """The sum of cells and ranges."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class TotalOfProducts(Expression):
    """The sum over the rows of a table of the product of some of its columns."""

    columns: tuple[Range, ...]


@dataclass(frozen=True)
class TotalWhere(Expression):
    """The sum of the amounts in the rows in which `cells` hold what is wanted.

    Texts are compared to the letter, for a spreadsheet takes capitals and small ones for one.
    """

    cells: Range
    wanted: Ref
    amounts: Range
    is_text: bool


@dataclass(frozen=True)
class Count(Expression):
    """How many cells are numbers, are filled in, are blank, or meet a rule given as text."""

    function: Literal["COUNT", "COUNTA", "COUNTBLANK", "COUNTIF"]
    cells: Expression
    rule: str = ""


@dataclass(frozen=True)
class CountRows(Expression):
    """How many rows of some columns meet all of several conditions; text is below no number."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Capitals(Expression):
    """An amount in capital numerals, which no number format of every spreadsheet program writes."""

    amount: Expression


@dataclass(frozen=True, eq=False)
class OpenFormula:
    """A formula that stands in many rows, and where its symbols stand in each of them."""

    expression: Expression
    cells: Mapping[str, Expression]
    text: str


def open_formula(expression: Expression, cells: Mapping[str, Expression]) -> OpenFormula:
    """Return the formula of a whole column, whose rows are still open."""
    return OpenFormula(expression, cells, worksheet(expression, cells))


@dataclass(frozen=True, eq=False, slots=True)
class Filled(Expression):
    """A formula of a whole column in one of its rows; rows count from 1."""

    formula: OpenFormula
    rows: Mapping[str, int]

    @property
    def tree(self) -> Expression:
        """The formula over the cells of its row."""
        tree: Expression = over_cells(self.formula.expression, self.cell)
        return tree

    def cell(self, symbol: str) -> Expression:
        """Return the cell of a symbol, or the number that stands for one without a cell."""
        found = self.formula.cells[symbol]
        return found.at(self.rows) if isinstance(found, RowRef) else found


def over_cells(node: Any, cell: Callable[[str], Expression]) -> Any:
    """Return what a node is over the cells of its symbols: a choice looks for the cell's text."""
    match node:
        case Symbol(name):
            return cell(name)
        case Ref() | RowRef():
            return node
        case Is(symbol, _, label):
            wanted = Constant(label) if isinstance(label, int) else Text(label)
            return Compare(cell(symbol.name), "=", wanted)
        case tuple():
            return tuple(over_cells(one, cell) for one in node)
        case Expression() | Compare() | AnyOf() | IsNumber():
            values = [getattr(node, each.name) for each in fields(node)]  # type: ignore[arg-type]
            return type(node)(*(over_cells(value, cell) for value in values))
    return node


def places(node: Expression | Condition) -> Iterator[Place]:
    """Yield every cell that a formula of known rows names, in its order, repeated ones again."""
    match node:
        case Ref(place):
            yield place
        case Range():
            yield from node.places
        case _:
            for part in parts(node):
                yield from places(part)


_NO_CELLS: Mapping[str, Expression] = {}


def worksheet(node: Expression | Condition, cells: Mapping[str, Expression] = _NO_CELLS) -> str:
    """Return the expression as a spreadsheet formula, without `=`, over the given cells.

    >>> from sanicost.core.formula import fen
    >>> b = Symbol("b")
    >>> cells = {"b": Ref(Place("", 6, 5), "none", named=False), "d": Ref(Place("表", 11, 2))}
    >>> worksheet(fen((b + 1) * 2 / Symbol("d")), cells)
    "ROUND((F7+1)*2/'表'!$C$12,2)"
    """
    if isinstance(node, Filled):
        return node.formula.text.format_map(node.rows)
    match node:
        case Symbol(name):
            return worksheet(cells[name])
        case Ref() | RowRef():
            return node.text
        case Constant(value):
            return str(value)
        case Sum(left, right):
            return f"{worksheet(left, cells)}+{worksheet(right, cells)}"
        case Difference(left, right):
            return f"{worksheet(left, cells)}-{_term(right, cells)}"
        case Product(left, right):
            return f"{_term(left, cells)}*{_term(right, cells)}"
        case Quotient(left, right):
            return f"{_term(left, cells)}/{_factor(right, cells)}"
        case Least(left, right):
            return f"MIN({worksheet(left, cells)},{worksheet(right, cells)})"
        case Greatest(left, right):
            return f"MAX({worksheet(left, cells)},{worksheet(right, cells)})"
        case Fen(inner):
            return f"ROUND({worksheet(inner, cells)},2)"
        case Persons(inner):
            # A quotient of decimals may come out a hair above a whole number in binary.
            return f"ROUNDUP(ROUND({worksheet(inner, cells)},6),0)"
        case When(condition, then, otherwise):
            branches = f"{worksheet(then, cells)},{worksheet(otherwise, cells)}"
            return f"IF({worksheet(condition, cells)},{branches})"
        case Expression():
            return _of_sheets(node, cells)
    return _condition(node, cells)


def _condition(node: Condition, cells: Mapping[str, Expression]) -> str:
    """Return a condition."""
    match node:
        case IsNumber(cell):
            return f"ISNUMBER({worksheet(cell, cells)})"
        case Compare(left, relation, right):
            return f"{worksheet(left, cells)}{relation}{worksheet(right, cells)}"
        case Is(symbol, _, label):
            wanted = label if isinstance(label, int) else f'"{label}"'
            return f"{worksheet(symbol, cells)}={wanted}"
        case AnyOf(conditions):
            return f"OR({','.join(worksheet(one, cells) for one in conditions)})"


def _of_sheets(node: Expression, cells: Mapping[str, Expression]) -> str:
    """Return a function over ranges, a text, or a rounding that is none of the law's."""
    match node:
        case Text(value):
            return f'"{value}"'
        case Range(first, last):
            return f"{worksheet(first, cells)}:{worksheet(last, cells)}"
        case Negative(inner):
            return f"-{_factor(inner, cells)}"
        case Rounded(inner, digits):
            return f"ROUND({worksheet(inner, cells)},{digits})"
        case Total(terms):
            return f"SUM({','.join(worksheet(term, cells) for term in terms)})"
        case TotalOfProducts(columns):
            return f"SUMPRODUCT({'*'.join(worksheet(column, cells) for column in columns)})"
        case TotalWhere(where, wanted, amounts, is_text):
            rows, cell = worksheet(where, cells), wanted.text
            is_one = f"EXACT({rows},{cell})" if is_text else f"({rows}={cell})"
            return f"SUMPRODUCT({is_one}*{worksheet(amounts, cells)})"
        case CountRows(conditions):
            # A single condition must be made a number before it can be added up.
            factors = "*".join(f"({_condition(one, cells)})" for one in conditions)
            return f"SUMPRODUCT({factors}{'' if len(conditions) > 1 else '*1'})"
        case Capitals(amount):
            return _capitals(worksheet(amount, cells))
        case Count(function, counted, rule):
            arguments = worksheet(counted, cells) + (f',"{rule}"' if rule else "")
            return f"{function}({arguments})"
    raise TypeError(node)


_NUMERALS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = "仟佰拾亿仟佰拾万仟佰拾元"
_SPOKEN = (
    *((f"零{unit}", "零") for unit in "仟佰拾"),
    *(("零零", "零"),) * 2,
    ("零亿", "亿"),
    ("零万", "万"),
    ("亿万", "亿零"),
    ("零零", "零"),
    ("零元", "元"),
    *((f"^{first}", "^") for first in "零亿零元"),
    ("^", ""),
)
"""What of all digits with all units is left when the number is spoken; it begins with a ^."""


def _capitals(amount: str) -> str:
    """Return the formula of an amount below a million million in capital numerals.

    Every digit is written with its unit, and what nobody says is taken out: programs disagree on
    the formats that would do this in one step.
    """
    form = "".join(f"0\\{unit}" for unit in _UNITS)
    whole = f'TEXT(INT(ROUND({amount},2)),"{form}")'
    for digit, numeral in enumerate(_NUMERALS):
        whole = f'SUBSTITUTE({whole},"{digit}","{numeral}")'
    whole = f'"^"&{whole}'
    for said, spoken in _SPOKEN:
        whole = f'SUBSTITUTE({whole},"{said}","{spoken}")'
    cents = f'RIGHT(TEXT({amount},"0.00"),2)'
    tens, ones = f"LEFT({cents},1)", f"RIGHT({cents},1)"
    named = [
        f'MID("{_NUMERALS}",{digit}+1,1)&"{unit}"' for digit, unit in ((tens, "角"), (ones, "分"))
    ]
    of_tens = f'IF({tens}="0",IF({amount}>=1,"零",""),{named[0]})'
    of_ones = f'IF({ones}="0","整",{named[1]})'
    rest = f'IF({cents}="00","整",{of_tens}&{of_ones})'
    return f'IF(ROUND({amount},2)=0,"零元整",{whole}&{rest})'


def _term(node: Expression, cells: Mapping[str, Expression]) -> str:
    """Return a factor of a product: a sum stands in brackets."""
    text = worksheet(node, cells)
    return f"({text})" if isinstance(node, Sum | Difference) else text


def _factor(node: Expression, cells: Mapping[str, Expression]) -> str:
    """Return a divisor: anything but a single number or function stands in brackets."""
    text = worksheet(node, cells)
    return f"({text})" if isinstance(node, Sum | Difference | Product | Quotient) else text
