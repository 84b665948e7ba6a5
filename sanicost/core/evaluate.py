"""Arithmetic: the value of an expression on columns, for one row, and over the cells of sheets.

Which operation a node stands for is said here and nowhere else: for columns, and for numbers.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from math import ceil, prod
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from sanicost.core import columns
from sanicost.core.columns import Column
from sanicost.core.formula import (
    AnyOf,
    Binary,
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
from sanicost.core.text import in_capitals
from sanicost.core.worksheet import (
    Capitals,
    Count,
    CountRows,
    Filled,
    Negative,
    Place,
    Range,
    Ref,
    Rounded,
    Text,
    Total,
    TotalOfProducts,
    TotalWhere,
    places,
)

if TYPE_CHECKING:
    from sanicost.core.columns import Truths

Number = TypeVar("Number", Decimal, Fraction)
RELATIONS: dict[str, Callable[..., bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_OPERATIONS: dict[type[Binary], Callable[[Column, Column], Column]] = {
    Sum: columns.add,
    Difference: columns.subtract,
    Product: columns.multiply,
    Quotient: columns.divide,
    Least: columns.least,
    Greatest: columns.greatest,
}
_PLAIN: dict[type[Binary], Callable[..., object]] = {
    Sum: operator.add,
    Difference: operator.sub,
    Product: operator.mul,
    Quotient: operator.truediv,
    Least: min,
    Greatest: max,
}


def operate(node: Binary, left: Number, right: Number) -> Number:
    """Return what an operation makes of two numbers of one kind."""
    return _PLAIN[type(node)](left, right)  # type: ignore[return-value]  # numbers make numbers


class SharedParts:
    """Parts of formulas that are evaluated once, by the numbers of `Formulas.shared`."""

    def __init__(self, shared: Mapping[int, int]) -> None:
        self._shared = shared
        self._found: dict[int, Column] = {}

    def evaluate(self, node: Expression, values: Mapping[str, Column]) -> Column:
        """Return the value of a part, which is that of every part that is equal to it."""
        number = self._shared.get(id(node))
        if number is None:
            return _evaluated(node, values, self.evaluate)
        if number not in self._found:
            self._found[number] = _evaluated(node, values, self.evaluate)
        return self._found[number]


def evaluate(node: Expression, values: Mapping[str, Column]) -> Column:
    """Return the exact value of the expression in every row.

    Raises TooLarge where 64-bit numerators might overflow, KeyError for an unbound symbol.
    """
    return _evaluated(node, values, evaluate)


def _evaluated(node: Expression, values: Mapping[str, Column], of: "Evaluate") -> Column:
    """Return the value of an expression, that of each of its parts found by `of`."""
    match node:
        case Symbol(name):
            return values[name]
        case Binary(left, right):
            return _OPERATIONS[type(node)](of(left, values), of(right, values))
        case Constant(value):
            return columns.constant(value)
        case Fen(inner):
            return columns.round_to_fen(of(inner, values))
        case Persons(inner):
            return columns.round_up(of(inner, values))
        case When(condition, then, otherwise):
            truths = _truths(condition, values, of)
            return columns.choose(truths, of(then, values), of(otherwise, values))
    raise TypeError(node)


def _truths(condition: Condition, values: Mapping[str, Column], of: "Evaluate") -> "Truths":
    """Return where the condition holds, row by row."""
    match condition:
        case Compare(left, relation, right):
            pair = of(left, values), of(right, values)
            return columns.compare(*pair, RELATIONS[relation])
        case Is(symbol, code):
            return columns.compare(values[symbol.name], columns.constant(code), operator.eq)
    raise TypeError(condition)


Evaluate: TypeAlias = Callable[[Expression, Mapping[str, Column]], Column]
Reading = tuple[Decimal | None, frozenset[str]]
"""The value of an expression, None where it rests on an unknown, and the symbols it reads."""


def reads(node: Expression, values: Mapping[str, Decimal | None]) -> Reading:
    """Return the expression's value for one row and the symbols that it reads.

    A symbol counts as read when its factor is not zero and its branch is taken (specification
    §2); an unknown symbol has the value None. Only whether the value is zero is exact: a quotient
    may be cut off, for the amounts themselves come from `evaluate`.

    >>> a, b = Symbol("a"), Symbol("b")
    >>> reads(a * b, {"a": Decimal(0), "b": None})
    (Decimal('0'), frozenset({'a'}))
    """
    match node:
        case Symbol(name):
            return values[name], frozenset([name])
        case Constant(value):
            return Decimal(value), frozenset()
        case Fen(inner) | Persons(inner):
            return reads(inner, values)
        case When(condition, then, otherwise):
            return _reads_branch(condition, then, otherwise, values)
        case Product(left, right):
            return _reads_product(reads(left, values), reads(right, values))
        case Binary(left, right):
            return _reads_pair(node, reads(left, values), reads(right, values))
    raise TypeError(node)


def _reads_pair(node: Binary, left: Reading, right: Reading) -> Reading:
    """Return the reading of two operands that are both read; nothing divides a zero."""
    (a, reads_a), (b, reads_b) = left, right
    if isinstance(node, Quotient) and a == 0:
        return a, reads_a
    value = None if a is None or b is None else operate(node, a, b)
    return value, reads_a | reads_b


def _reads_product(left: Reading, right: Reading) -> Reading:
    """Return the reading of a product: a factor is read where the other one is not zero."""
    (a, reads_a), (b, reads_b) = left, right
    read = (reads_a if b != 0 else frozenset()) | (reads_b if a != 0 else frozenset())
    if a == 0 or b == 0:
        return Decimal(0), read
    return (None if a is None or b is None else a * b), read


def _reads_branch(
    condition: Condition,
    then: Expression,
    otherwise: Expression,
    values: Mapping[str, Decimal | None],
) -> Reading:
    """Return the reading of the branch that the condition takes, with what the condition reads."""
    holds, read = _reads_condition(condition, values)
    if holds is None:
        return None, read | reads(then, values)[1] | reads(otherwise, values)[1]
    value, branch = reads(then if holds else otherwise, values)
    return value, read | branch


def _reads_condition(
    condition: Condition, values: Mapping[str, Decimal | None]
) -> tuple[bool | None, frozenset[str]]:
    """Return whether the condition holds, None where it rests on an unknown, and what it reads."""
    match condition:
        case Compare(left, relation, right):
            (a, reads_a), (b, reads_b) = reads(left, values), reads(right, values)
            holds = None if a is None or b is None else RELATIONS[relation](a, b)
            return holds, reads_a | reads_b
        case Is(symbol, code):
            return values[symbol.name] == code, frozenset([symbol.name])
    raise TypeError(condition)


Held: TypeAlias = Decimal | int | str | None
"""What a cell holds: a number, a text, or nothing."""
Look: TypeAlias = Callable[[Place], Held]
"""From a cell to what it holds."""
Exact: TypeAlias = Fraction | str


def exact(node: Expression, look: Look) -> Exact:
    """Return the exact value of a formula over cells, as a spreadsheet defines it; blank is 0."""
    match node:
        case Ref(place):
            held = look(place)
            return held if isinstance(held, str) else Fraction(held or 0)
        case Constant(value):
            return Fraction(value)
        case Text(text):
            return text
        case Filled():
            return exact(node.tree, look)
        case Fen(inner):
            return rounded(number(exact(inner, look)), 2)
        case Rounded(inner, digits):
            return rounded(number(exact(inner, look)), digits)
        case Persons(inner):
            return Fraction(ceil(number(exact(inner, look))))
        case Negative(inner):
            return -number(exact(inner, look))
        case When(condition, then, otherwise):
            return exact(then if holds(condition, look) else otherwise, look)
        case Capitals(amount):
            return in_capitals(half_up(number(exact(amount, look)) * 100))
        case Binary(left, right):
            return operate(node, number(exact(left, look)), number(exact(right, look)))
    return _over_ranges(node, look)


def holds(condition: Condition, look: Look) -> bool:
    """Return whether a condition over cells holds; a text equals nothing but itself."""
    match condition:
        case Compare(Ref(place), "=", Text("")):
            return look(place) in (None, "")
        case Compare(left, relation, right):
            one, other = exact(left, look), exact(right, look)
            if relation != "=" and isinstance(one, str) != isinstance(other, str):
                # A spreadsheet takes any text for greater than any number.
                return isinstance(one if relation in (">", ">=") else other, str)
            return RELATIONS[relation](one, other)
        case IsNumber(Ref(place)):
            return isinstance(look(place), int | Decimal)
        case AnyOf(conditions):
            return any(holds(one, look) for one in conditions)
    raise TypeError(condition)


def _over_ranges(node: Expression, look: Look) -> Exact:
    """Return a sum over cells, or how many of them there are of a kind."""
    match node:
        case Total(terms):
            listed = [place for term in terms for place in places(term)]
            return sum((_number_at(place, look) for place in listed), Fraction(0))
        case TotalOfProducts(factors):
            rows = zip(*(factor.places for factor in factors), strict=True)
            products = (
                prod((_number_at(at, look) for at in row), start=Fraction(1)) for row in rows
            )
            return sum(products, Fraction(0))
        case TotalWhere():
            listed = chosen(node, look)
            return sum((_number_at(place, look) for place in listed), Fraction(0))
        case CountRows(conditions):
            height = max(len(part.places) for part in _ranges(conditions))
            each = ([_in_row(one, row) for one in conditions] for row in range(height))
            return Fraction(sum(all(holds(one, look) for one in row) for row in each))
        case Count(function, cells, rule):
            found = [look(place) for place in places(cells)]
            is_counted = _COUNTED.get(f"{function}{rule}")
            return Fraction(sum(map(is_counted, found)) if is_counted else found.count(rule))
    raise TypeError(node)


def _ranges(node: Any) -> Iterator[Range]:
    """Yield the columns that conditions on rows speak about."""
    if isinstance(node, Range):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from _ranges(one)
    else:
        yield from _ranges(tuple(parts(node)))


def _in_row(node: Any, row: int) -> Any:
    """Return a condition on the rows of columns as one on the cells of a single row."""
    match node:
        case Range():
            return Ref(node.places[row])
        case Ref() | Constant() | Text():
            return node
        case Expression() | Compare() | AnyOf() | IsNumber():
            values = [getattr(node, each.name) for each in fields(node)]  # type: ignore[arg-type]
            return type(node)(*(_in_row(value, row) for value in values))
    return node


def chosen(node: TotalWhere, look: Look) -> list[Place]:
    """Return the amounts that a sum over some rows adds up."""
    wanted = _compared(node.wanted.place, node, look)
    pairs = zip(node.cells.places, node.amounts.places, strict=True)
    return [amount for cell, amount in pairs if _compared(cell, node, look) == wanted]


def _compared(place: Place, node: TotalWhere, look: Look) -> Exact:
    """Return what a cell counts as among others: as a text, a blank one is a text of nothing."""
    return str(look(place) or "") if node.is_text else exact(Ref(place), look)


def number(found: Exact) -> Fraction:
    """Return a value as a number; a text counts nothing."""
    return Fraction(0) if isinstance(found, str) else found


def _number_at(place: Place, look: Look) -> Fraction:
    return number(exact(Ref(place), look))


_COUNTED: dict[str, Callable[[Held], bool]] = {
    "COUNT": lambda held: isinstance(held, int | Decimal),
    "COUNTA": lambda held: held not in (None, ""),
    "COUNTBLANK": lambda held: held in (None, ""),
    "COUNTIF>=0": lambda held: isinstance(held, int | Decimal) and held >= 0,
}
"""What tells an empty cell from a zero: by the function and its rule."""


def rounded(exact: Fraction, digits: int) -> Fraction:
    """Return a number rounded half up to so many decimals; of a negative one the size is.

    >>> rounded(Fraction("-1281.4750"), 2)
    Fraction(-32037, 25)
    """
    scale = 10**digits
    size = Fraction(half_up(abs(exact) * scale), scale)
    return size if exact >= 0 else -size


def half_up(fen: Fraction) -> int:
    """Return whole fen, half a fen rounded up.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(12, 5))
    (3, 2)
    """
    return (2 * fen.numerator + fen.denominator) // (2 * fen.denominator)
