"""Expressions: what a rule of the cost standard is made of, and its readings.

A rule is called once with symbols and yields a small immutable tree. `evaluate` computes the tree
exactly on whole columns, `worksheet` writes it as a spreadsheet formula, `explain` says it in
words, `reads` tells which symbols it depends on. Because all four walk the same tree they cannot
disagree. `fen` rounds money and `persons` rounds heads; nothing else rounds.

The formulas that only sheets hold are made of the same kinds, and of those in `worksheet`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Literal, TypeAlias


class Expression:
    """A number that is not known yet; arithmetic on it builds a larger expression."""

    __slots__ = ()

    def __add__(self, other: "Operand") -> "Expression":
        return Sum(self, _expression(other))

    def __radd__(self, other: "Operand") -> "Expression":
        return self if other == 0 else Sum(_expression(other), self)

    def __sub__(self, other: "Operand") -> "Expression":
        return Difference(self, _expression(other))

    def __mul__(self, other: "Operand") -> "Expression":
        return Product(self, _expression(other))

    def __truediv__(self, other: "Operand") -> "Expression":
        return Quotient(self, _expression(other))

    def __ge__(self, other: "Operand") -> "Condition":
        return Compare(self, ">=", _expression(other))

    def __gt__(self, other: "Operand") -> "Condition":
        return Compare(self, ">", _expression(other))


Operand: TypeAlias = Expression | int
Relation: TypeAlias = Literal[">=", ">", "<", "="]


@dataclass(frozen=True)
class Symbol(Expression):
    """A named number: a figure, a fact of the position or the segment, or an earlier line."""

    name: str


@dataclass(frozen=True)
class Constant(Expression):
    """A whole number of the formula itself: 0, or the twelve months of a year."""

    value: int


@dataclass(frozen=True)
class Binary(Expression):
    """An operation on two numbers; its kinds differ in nothing but their meaning."""

    left: Expression
    right: Expression


class Sum(Binary):
    """left + right."""


class Difference(Binary):
    """left − right."""


class Product(Binary):
    """left × right."""


class Quotient(Binary):
    """left ÷ right, where right is the same for every row."""


class Least(Binary):
    """The smaller of two."""


class Greatest(Binary):
    """The larger of two."""


@dataclass(frozen=True)
class Fen(Expression):
    """Rounded once, half up, to the fen."""

    inner: Expression


@dataclass(frozen=True)
class Persons(Expression):
    """Rounded up to whole persons."""

    inner: Expression


@dataclass(frozen=True)
class Compare:
    """Whether left stands in the relation to right."""

    left: Expression
    relation: Relation
    right: Expression


@dataclass(frozen=True)
class Is:
    """Whether a symbol that holds a choice holds this one.

    `code` is the choice's number in a column; `label` is what a worksheet cell shows for it.
    """

    symbol: Symbol
    code: int
    label: str | int


@dataclass(frozen=True)
class AnyOf:
    """Whether at least one of several conditions holds."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True)
class IsNumber:
    """Whether a cell holds a number, and neither text nor nothing."""

    cell: Expression


Condition: TypeAlias = Compare | Is | AnyOf | IsNumber


@dataclass(frozen=True)
class When(Expression):
    """`then` where the condition holds, else `otherwise`."""

    condition: Condition
    then: Expression
    otherwise: Expression


def when(condition: Condition, then: Operand, otherwise: Operand) -> Expression:
    """Return `then` where the condition holds, else `otherwise`."""
    return When(condition, _expression(then), _expression(otherwise))


def least(left: Operand, right: Operand) -> Expression:
    """Return the smaller of the two."""
    return Least(_expression(left), _expression(right))


def greatest(left: Operand, right: Operand) -> Expression:
    """Return the larger of the two."""
    return Greatest(_expression(left), _expression(right))


def fen(value: Operand) -> Expression:
    """Round half up to the fen: once for each line (specification §5)."""
    return Fen(_expression(value))


def persons(value: Operand) -> Expression:
    """Round up to whole persons: a post is manned or it is not."""
    return Persons(_expression(value))


def _expression(value: Operand) -> Expression:
    """Return an expression for an expression or a whole number."""
    return value if isinstance(value, Expression) else Constant(value)


def parts(node: Expression | Condition) -> Iterator[Expression | Condition]:
    """Yield what a node is made of, from the left."""
    for each in fields(node):  # type: ignore[arg-type]  # every kind is a dataclass
        part = getattr(node, each.name)
        for one in part if isinstance(part, tuple) else (part,):
            if isinstance(one, Expression | Compare | Is | AnyOf | IsNumber):
                yield one


class Formulas(dict[str, Expression]):
    """Formulas by name, which are evaluated together."""

    @cached_property
    def shared(self) -> Mapping[int, int]:
        """The parts that stand in the formulas more than once: one number for all that are equal.

        Parts go by their identity, so that to find one takes no comparing of trees.
        """
        first: dict[Expression | Condition, int] = {}
        found: dict[int, int] = {}

        def walk(node: Expression | Condition) -> None:
            if node in first:
                found[id(node)] = found[first[node]] = first[node]
            elif not isinstance(node, Symbol | Constant):
                first[node] = id(node)
                for part in parts(node):
                    walk(part)

        for formula in self.values():
            walk(formula)
        return found


def symbols(node: Expression | Condition) -> frozenset[str]:
    """Return the names of all symbols in the expression, whether or not they matter.

    >>> sorted(symbols(fen(Symbol("a") * Symbol("d"))))
    ['a', 'd']
    """
    if isinstance(node, Symbol):
        return frozenset([node.name])
    return frozenset().union(*map(symbols, parts(node)))


def divisors(node: Expression | Condition) -> frozenset[str]:
    """Return the names of all symbols that something is divided by.

    >>> sorted(divisors(Symbol("a") / Symbol("d")))
    ['d']
    """
    own = symbols(node.right) if isinstance(node, Quotient) else frozenset[str]()
    return own.union(*map(divisors, parts(node)))
