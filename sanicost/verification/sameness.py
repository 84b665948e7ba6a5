"""When two cells hold the same, whatever program saved them."""

from decimal import Decimal

from sanicost.verification.cells import Cell, Value
from sanicost.verification.formulas import tokens

DIGITS = 15
"""So many significant digits of a number does a spreadsheet show."""


def same(one: Cell, other: Cell) -> bool:
    """Return whether a cell holds what was written there."""
    if one == other:
        return True
    return one.disguise == other.disguise and same_formula(one, other) and same_value(one, other)


def same_value(found: Cell, original: Cell) -> bool:
    """Return whether a value is the one that was written.

    A formula's result may differ in its last digit, as another program's arithmetic does. One that
    does not calculate saves formulas without results; whatever opens the file works them out.
    """
    if found.value == original.value:
        return True
    if found.formula is None or original.formula is None:
        return False
    numbers = isinstance(found.value, Decimal) and isinstance(original.value, Decimal)
    return found.value is None or (numbers and _close(found.value, original.value))


def _close(found: Value, original: Value) -> bool:
    """Return whether two numbers are one but for the last of the digits that a cell holds.

    >>> _close(Decimal("0.00744507211680236"), Decimal("0.00744507211680235"))
    True
    >>> _close(Decimal("57986454.32"), Decimal("57986454.31"))
    False
    """
    assert isinstance(found, Decimal)
    assert isinstance(original, Decimal)
    last_digit = Decimal(1).scaleb(original.adjusted() - DIGITS + 1)
    return original != 0 and abs(found - original) <= last_digit


def same_formula(one: Cell, other: Cell) -> bool:
    """Return whether two cells have the same formula, or both none."""
    if one.formula is None or other.formula is None:
        return one.formula == other.formula
    return one.formula == other.formula or tokens(one.formula) == tokens(other.formula)
