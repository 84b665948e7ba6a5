"""Two readings of an expression: its exact value on columns, and the symbols it depends on."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from sanicost.core import columns
from sanicost.core.columns import Column
from sanicost.core.formula import (
    Binary,
    Compare,
    Condition,
    Constant,
    Difference,
    Expression,
    Fen,
    Greatest,
    Is,
    Least,
    Persons,
    Product,
    Quotient,
    Sum,
    Symbol,
    When,
)

if TYPE_CHECKING:
    from sanicost.core.columns import Truths

_RELATIONS = {">=": operator.ge, ">": operator.gt}
_OPERATIONS: dict[type[Binary], Callable[[Column, Column], Column]] = {
    Sum: columns.add,
    Difference: columns.subtract,
    Product: columns.multiply,
    Quotient: columns.divide,
    Least: columns.least,
    Greatest: columns.greatest,
}
_PLAIN: dict[type[Binary], Callable[[Decimal, Decimal], Decimal]] = {
    Sum: operator.add,
    Difference: operator.sub,
    Quotient: operator.truediv,
    Least: min,
    Greatest: max,
}


def evaluate(node: Expression, values: Mapping[str, Column]) -> Column:
    """Return the exact value of the expression in every row.

    Raises TooLarge where 64-bit numerators might overflow, KeyError for an unbound symbol.
    """
    match node:
        case Symbol(name):
            return values[name]
        case Constant(value):
            return columns.constant(value)
        case Fen(inner):
            return columns.round_to_fen(evaluate(inner, values))
        case Persons(inner):
            return columns.round_up(evaluate(inner, values))
        case When(condition, then, otherwise):
            truths = _truths(condition, values)
            return columns.choose(truths, evaluate(then, values), evaluate(otherwise, values))
        case Binary(left, right):
            return _OPERATIONS[type(node)](evaluate(left, values), evaluate(right, values))
    raise TypeError(node)


def _truths(condition: Condition, values: Mapping[str, Column]) -> "Truths":
    """Return where the condition holds, row by row."""
    match condition:
        case Compare(left, relation, right):
            pair = evaluate(left, values), evaluate(right, values)
            return columns.compare(*pair, _RELATIONS[relation])
        case Is(symbol, code):
            return columns.compare(values[symbol.name], columns.constant(code), operator.eq)


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
    value = None if a is None or b is None else _PLAIN[type(node)](a, b)
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
            holds = None if a is None or b is None else bool(_RELATIONS[relation](a, b))
            return holds, reads_a | reads_b
        case Is(symbol, code):
            return values[symbol.name] == code, frozenset([symbol.name])
