"""What a number counts, wherever that is written, and its exact amount in the unit of its field.

A unit stands in brackets in a heading or a key, above a table (单位：万元), in the number format of
a cell, in the cell beside it, or behind the number itself; the nearest one holds.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from sanicost.city.columns import in_use
from sanicost.city.units import Units
from sanicost.core.kinds import Number
from sanicost.core.text import folded, plain
from sanicost.readers.document import Notes

_BRACKETS = {ord("["): "(", ord("]"): ")", ord("【"): "(", ord("】"): ")", 0x3014: "(", 0x3015: ")"}
_IN_BRACKETS = re.compile(r"\(([^()]*)\)?")
_PARTS = re.compile(r"[,、;:\s]+")
_ABOVE = re.compile(r"单位\s*:\s*([^\s()]*)")
_UNIT_WORDS = ("单位", "金额单位", "货币单位", "计量单位")


def units() -> Units:
    """Return the words of units of the city that is worked for."""
    return in_use().units


def before_brackets(text: str) -> str:
    r"""Return a heading without what stands in brackets behind it, whatever brackets these are.

    >>> before_brackets("金额【万元】"), before_brackets("金额\n（元）")
    ('金额', '金额')
    """
    return folded(text).translate(_BRACKETS).partition("(")[0].strip()


def in_brackets(text: str) -> list[str]:
    """Return what reads like a unit in the brackets of a heading or a key.

    >>> in_brackets("金额（含税，万元）"), in_brackets("人数（含轮休）")
    (['万元'], [])
    """
    inside = _IN_BRACKETS.findall(folded(text).translate(_BRACKETS))
    parts = [part for each in inside for part in _PARTS.split(each)]
    return [part for part in parts if part and units().is_unit(part)]


def above(texts: Iterable[str]) -> list[str]:
    """Return what reads like a unit behind 单位： in the texts above a table.

    >>> above(["编制单位：某街道", "（单位：万元、人）"])
    ['万元', '人']
    """
    found: list[str] = []
    behind_key = False
    for text in texts:
        plain = folded(text).strip()
        parts = _ABOVE.findall(plain)
        if behind_key and not parts:
            parts = [plain]
        behind_key = plain.rstrip(":").strip() in _UNIT_WORDS
        found += [
            one for part in parts for one in _PARTS.split(part) if one and units().is_unit(one)
        ]
    return found


def converted(number: Decimal, unit: str, kind: Number) -> Fraction | None:
    """Return an amount in the unit of its field, None where one is not the other for certain."""
    factor = units().factor(unit, kind.unit)
    return None if factor is None else Fraction(number) * factor


def as_decimal(number: Fraction, decimals: int) -> Decimal | None:
    """Return a fraction as a decimal with at most so many places, None where it has more.

    >>> as_decimal(Fraction(5, 4), 6), as_decimal(Fraction(1, 3), 2)
    (Decimal('1.25'), None)
    """
    scaled = number * 10**decimals
    if scaled.denominator != 1:
        return None
    return Decimal(plain(Decimal(scaled.numerator).scaleb(-decimals)))


def is_unit(word: str) -> bool:
    """Return whether a word reads like a unit, known to some field or not."""
    return units().is_unit(word)


def fitting(around: Iterable[str], kind: Number) -> list[str]:
    """Return those units above a table that are meant for a kind of number: of money for money."""
    return [unit for unit in dict.fromkeys(around) if units().fits_alike(unit, kind.unit)]


def refuse(unit: str, kind: Number, where: str, notes: Notes, *, found: str) -> None:
    """Note a unit that is not certain to be that of a field."""
    notes.problem("unit-unfit", where, found=found, unit=unit, expected=units().expected(kind.unit))
