"""Exact columns: rational numbers, one for each row, over one shared denominator.

A column's numerators are one int (the same for every row), a list of Python ints (small rosters,
any size of number) or a numpy int64 array (speed). Every operation says how large its result may
become; an array whose result might pass 64 bits raises `TooLarge` and never wraps.
"""

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = int | list[int] | NDArray[np.int64]
    Truths: TypeAlias = bool | list[bool] | NDArray[np.bool_]

FEN_PER_YUAN = 100
_LIMIT = 2**63 - 1
_HALF = 2


class TooLarge(ArithmeticError):  # noqa: N818 - it names what happened, and never leaves core
    """A 64-bit column could overflow here; the caller evaluates with Python integers instead."""


class Column(NamedTuple):
    """Numbers `numerators / denominator`, none larger than `bound / denominator` in size."""

    numerators: "Numbers"
    denominator: int
    bound: int

    @property
    def is_array(self) -> bool:
        """Whether the numerators are 64-bit numbers, so that the bound matters."""
        return not isinstance(self.numerators, int | list)


def constant(value: int | Decimal | Fraction) -> Column:
    """Return a column that holds the same exact number in every row."""
    numerator, denominator = value.as_integer_ratio()
    return Column(numerator, denominator, abs(numerator))


def column(values: Sequence[int], denominator: int = 1) -> Column:
    """Return a column of Python integers over `denominator`.

    >>> add(column([150, 25], 100), constant(1)).numerators
    [250, 125]
    """
    return Column(list(values), denominator, max(map(abs, values), default=0))


def add(left: Column, right: Column) -> Column:
    """Return the sum, row by row."""
    left, right = _aligned(left, right)
    return _made(operator.add, left, right, left.denominator, left.bound + right.bound)


def subtract(left: Column, right: Column) -> Column:
    """Return the difference, row by row."""
    left, right = _aligned(left, right)
    return _made(operator.sub, left, right, left.denominator, left.bound + right.bound)


def multiply(left: Column, right: Column) -> Column:
    """Return the product, row by row."""
    bound = left.bound * right.bound
    return _made(operator.mul, left, right, left.denominator * right.denominator, bound)


def divide(left: Column, right: Column) -> Column:
    """Return `left` divided by a number that is the same for every row and not zero."""
    if not isinstance(right.numerators, int):
        raise TypeError("a divisor is a figure or a number of months, never a column")
    return multiply(left, constant(Fraction(right.denominator, right.numerators)))


def least(left: Column, right: Column) -> Column:
    """Return the smaller of the two, row by row."""
    left, right = _aligned(left, right)
    bound = max(left.bound, right.bound)
    return Column(_extreme(left, right, smallest=True), left.denominator, bound)


def greatest(left: Column, right: Column) -> Column:
    """Return the larger of the two, row by row."""
    left, right = _aligned(left, right)
    bound = max(left.bound, right.bound)
    return Column(_extreme(left, right, smallest=False), left.denominator, bound)


def compare(left: Column, right: Column, relation: Callable[[int, int], bool]) -> "Truths":
    """Return where `relation` holds, row by row."""
    left, right = _aligned(left, right)
    truths: Truths = _rowwise(relation, left.numerators, right.numerators)
    return truths


def choose(where: "Truths", then: Column, otherwise: Column) -> Column:
    """Return `then` in the rows where the condition holds, `otherwise` elsewhere."""
    if isinstance(where, bool):
        return then if where else otherwise
    then, otherwise = _aligned(then, otherwise)
    bound = max(then.bound, otherwise.bound)
    if isinstance(where, list):
        pairs = zip(_rows(then, len(where)), _rows(otherwise, len(where)), strict=True)
        chosen = [a if truth else b for truth, (a, b) in zip(where, pairs, strict=True)]
        return Column(chosen, then.denominator, bound)
    # A truth times a difference takes a third of the time of numpy's own `where`.
    more = subtract(then, otherwise)
    if more.bound > _LIMIT:
        raise TooLarge
    chosen_more = _rowwise(operator.mul, more.numerators, where)
    picked = _rowwise(operator.add, otherwise.numerators, chosen_more)
    return Column(picked, then.denominator, bound)


def round_to_fen(value: Column) -> Column:
    """Return each number rounded half up to a hundredth: the one rounding of specification §5.

    Lines are never negative, so half up and the spreadsheet's ROUND agree.

    >>> round_to_fen(column([125, 124], 1000)).numerators
    [13, 12]
    """
    if FEN_PER_YUAN % value.denominator == 0:
        return _rescaled(value, FEN_PER_YUAN)
    # Half a fen is a whole number over twice the common denominator of the value and the fen.
    doubled = _rescaled(value, lcm(value.denominator, _HALF * FEN_PER_YUAN))
    half = doubled.denominator // (_HALF * FEN_PER_YUAN)
    bound = doubled.bound + half
    if value.is_array and bound > _LIMIT:
        raise TooLarge
    raised = _rowwise(operator.add, doubled.numerators, half)
    rounded = _rowwise(operator.floordiv, raised, _HALF * half)
    return Column(rounded, FEN_PER_YUAN, bound // (_HALF * half) + 1)


def round_up(value: Column) -> Column:
    """Return each number rounded up to a whole one.

    >>> round_up(column([200, 201], 100)).numerators
    [2, 3]
    """
    raised = _made(operator.add, value, Column(value.denominator - 1, value.denominator, 1),
                   value.denominator, value.bound + value.denominator)  # fmt: skip
    rounded = _rowwise(operator.floordiv, raised.numerators, value.denominator)
    return Column(rounded, 1, raised.bound // value.denominator + 1)


def _aligned(left: Column, right: Column) -> tuple[Column, Column]:
    """Return both over their least common denominator."""
    if left.denominator == right.denominator:
        return left, right
    shared = lcm(left.denominator, right.denominator)
    return _rescaled(left, shared), _rescaled(right, shared)


def _rescaled(value: Column, denominator: int) -> Column:
    """Return the same numbers over a multiple of their denominator."""
    factor = denominator // value.denominator
    if factor == 1:
        return value
    bound = value.bound * factor
    if value.is_array and bound > _LIMIT:
        raise TooLarge
    return Column(_rowwise(operator.mul, value.numerators, factor), denominator, bound)


def _made(
    operation: Callable[[int, int], int],
    left: Column,
    right: Column,
    denominator: int,
    bound: int,
) -> Column:
    """Return the operation's column, or raise TooLarge where 64 bits might not hold it."""
    if bound > _LIMIT and (left.is_array or right.is_array):
        raise TooLarge
    return Column(_rowwise(operation, left.numerators, right.numerators), denominator, bound)


def _extreme(left: Column, right: Column, *, smallest: bool) -> "Numbers":
    """Return the smaller or the larger numerators of two aligned columns."""
    if left.is_array or right.is_array:
        import numpy as np  # noqa: PLC0415 - only large rosters pay for numpy

        pick = np.minimum if smallest else np.maximum
        return pick(left.numerators, right.numerators)
    extremes: Numbers = _rowwise(min if smallest else max, left.numerators, right.numerators)
    return extremes


def _rows(value: Column, count: int) -> list[int]:
    """Return the numerators as one list of `count` Python integers."""
    if isinstance(value.numerators, int):
        return [value.numerators] * count
    return list(value.numerators)


def _rowwise(operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Apply `operation` to two ints, to lists row by row, or to whole arrays.

    The one place with Any: the result has the form of the arguments, ints, lists or arrays, which
    the type system could say only with nine overloads.
    """
    if isinstance(left, list):
        if isinstance(right, list):
            return [operation(a, b) for a, b in zip(left, right, strict=True)]
        return [operation(a, right) for a in left]
    if isinstance(right, list):
        return [operation(left, b) for b in right]
    return operation(left, right)
