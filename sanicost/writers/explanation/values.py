"""The exact value of one of our own worksheet formulas, as the spreadsheet defines it."""

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TypeAlias

from sanicost.core.apportion import half_up
from sanicost.writers.explanation.formulas import (
    Call,
    Formula,
    Number,
    Operation,
    Range,
    Text,
    places,
)
from sanicost.writers.workbook.record import Place

Value: TypeAlias = "Fraction | str | bool | list[Value]"
Held: TypeAlias = "Decimal | int | str | None"
Look: TypeAlias = Callable[[Place], Held]
"""From a cell to what it holds."""

_SIGNS: dict[str, Callable[..., "Fraction | bool"]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
}


def value(node: Formula, look: Look) -> Value:
    """Return the exact value of a formula, as the spreadsheet defines it; ranges are lists."""
    match node:
        case Number(number):
            return number
        case Text(text):
            return text
        case Place():
            held = look(node)
            return held if isinstance(held, str) else Fraction(held or 0)
        case Range(cells):
            return [value(place, look) for place in cells]
        case Operation("=", Place() as place, Text("")):
            return look(place) in (None, "")
        case Operation(sign, left, right):
            return _broadcast(_SIGNS[sign], value(left, look), value(right, look))
        case Call("IF", (condition, then, otherwise)):
            return value(then if value(condition, look) else otherwise, look)
        case Call(name, (cells, *rule)) if counts := _counts(name, rule):
            listed = cells.places if isinstance(cells, Range) else tuple(places(cells))
            return Fraction(sum(counts(look(place)) for place in listed))
        case Call(name, arguments):
            return _FUNCTIONS[name](*[value(argument, look) for argument in arguments])
    raise ValueError(node)


def _counts(name: str, rule: list[Formula]) -> "Callable[[Held], bool] | None":
    """Return by what a function counts cells, None for one that goes by their values alone."""
    return _COUNTED.get(name if not rule else f"{name} {getattr(rule[0], 'value', '')}")


def number(found: Value) -> Fraction:
    """Return a value as a number; true counts one, text nothing."""
    return Fraction(0) if isinstance(found, str | list) else Fraction(found)


def _broadcast(act: Callable[..., Fraction | bool], left: Value, right: Value) -> Value:
    """Return an operation on two values, element by element where one is a list."""
    if isinstance(left, list) or isinstance(right, list):
        count = (
            len(left) if isinstance(left, list) else len(right) if isinstance(right, list) else 0
        )
        lefts = left if isinstance(left, list) else [left] * count
        rights = right if isinstance(right, list) else [right] * count
        return [_broadcast(act, *pair) for pair in zip(lefts, rights, strict=True)]
    if act in (operator.eq, operator.ne) and (isinstance(left, str) or isinstance(right, str)):
        return bool(act(left, right))
    return act(number(left), number(right))


def _flat(found: Value) -> list[Fraction]:
    """Return all numbers of a value."""
    return (
        [one for part in found for one in _flat(part)]
        if isinstance(found, list)
        else [number(found)]
    )


def _round(found: Value, digits: Value) -> Fraction:
    """Return a number rounded half up; of a negative one the size is rounded."""
    exact, scale = number(found), 10 ** int(number(digits))
    size = Fraction(half_up(abs(exact) * scale), scale)
    return size if exact >= 0 else -size


def _exact(left: Value, right: Value) -> Value:
    """Return whether texts are the same, element by element."""
    lefts = left if isinstance(left, list) else [left]
    return [one == right for one in lefts]


_COUNTED: dict[str, Callable[[Held], bool]] = {
    "COUNT": lambda held: isinstance(held, int | Decimal),
    "COUNTA": lambda held: held not in (None, ""),
    "COUNTBLANK": lambda held: held in (None, ""),
    "COUNTIF >=0": lambda held: isinstance(held, int | Decimal) and held >= 0,
}
"""What tells an empty cell from a zero: by the function, and the rule in its second argument."""
_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "ROUND": _round,
    "ROUNDUP": lambda found, _: Fraction(ceil(number(found))),
    "SUM": lambda *parts: sum((one for part in parts for one in _flat(part)), Fraction(0)),
    "SUMPRODUCT": lambda found: sum(_flat(found), Fraction(0)),
    "MIN": lambda *parts: min(one for part in parts for one in _flat(part)),
    "MAX": lambda *parts: max(one for part in parts for one in _flat(part)),
    "EXACT": _exact,
    "OR": lambda *parts: any(number(part) for part in parts),
    "COUNTIF": lambda cells, text: Fraction(sum(one == text for one in cells)),
}
