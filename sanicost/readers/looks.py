"""What a cell shows besides its value: a unit in its number format, parts that are struck out."""

from decimal import Decimal

from sanicost.readers import units
from sanicost.readers.document import Notes, shown
from sanicost.spreadsheet.cells import Cell as Held
from sanicost.spreadsheet.number_formats import around


def says_more(cell: Held) -> bool:
    """Return whether a cell's look may change what an officer reads from its value."""
    style = cell.style
    return style.is_own or style.is_struck or cell.has_marked_runs or "%" in style.code


def unit_shown(cell: Held) -> str | None:
    """Return the unit that a number format writes, "" for a plain per cent, None for neither.

    What is shown in thousands is held in full: there the value is meant.
    """
    if not isinstance(cell.value, Decimal) or not cell.style.code or cell.style.moment:
        return None
    found = around(cell.style.code, cell.value)
    if found.is_percent or found.divisor > 1:
        return ""
    return found.words if found.words and units.is_unit(found.words) else None


def refuse_look(cell: Held, where: str, notes: Notes) -> bool:
    """Note a cell that does not show what it holds; return whether it does not.

    A part of it is struck out, raised or lowered, or its format shows another number.
    """
    if cell.has_marked_runs:
        notes.problem("text-marked", where, found=shown(cell.value))
        return True
    if not cell.disguise or not isinstance(cell.value, Decimal) or not cell.value:
        return False
    found = around(cell.style.code, cell.value)
    factor = units.units().factor(found.words, "yuan") if found.words else None
    if found.divisor > 1 and factor == found.divisor:
        return False
    notes.problem("number-disguised", where, found=shown(cell.value), format=shown(cell.style.code))
    return True
