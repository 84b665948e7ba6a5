"""What an edit is: kind, place, what stands there; when two cells hold the same; the verdict."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from sanicost.analysis.figure_impact import Moved
from sanicost.embedded.canonical import CanonicalInputs
from sanicost.spreadsheet.cells import Cell, Value
from sanicost.spreadsheet.formulas import tokens

Kind: TypeAlias = Literal[
    "sheet-added",
    "sheet-removed",
    "sheet-renamed",
    "sheet-moved",
    "sheet-hidden",
    "row-inserted",
    "row-deleted",
    "row-hidden",
    "column-inserted",
    "column-deleted",
    "column-hidden",
    "value",
    "formula",
    "formula-replaced",
    "formula-added",
    "cached-value",
    "carried-input",
    "format",
    "footer",
    "print-area",
    "covered",
    "chart",
    "view",
    "calculation",
    "part",
    "markup",
]

State: TypeAlias = Literal["as-written", "saved-again", "edited"]
"""Each part is ours; another program has written the same; anything else."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One edit: where it is, what stands there, what was written there, and from what."""

    where: str
    kind: Kind
    found: str
    expected: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Every edit since the workbook was written, and the figures that have moved since.

    `is_as_written` tells that each of its parts is the one that we write.
    """

    inputs: CanonicalInputs
    differences: tuple[Edit, ...]
    moved: tuple[Moved, ...]
    is_as_written: bool

    @property
    def is_untouched(self) -> bool:
        """Whether every cell is as it was written."""
        return not self.differences

    @property
    def state(self) -> State:
        """What may be said of the workbook in one word."""
        if self.differences:
            return "edited"
        return "as-written" if self.is_as_written else "saved-again"


DIGITS = 15
"""So many significant digits of a number does a spreadsheet show."""


def same(one: Cell, other: Cell) -> bool:
    """Return whether a cell holds what was written there."""
    if one == other:
        return True
    return same_formula(one, other) and same_value(one, other)


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
