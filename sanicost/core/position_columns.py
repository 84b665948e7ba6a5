"""The positions as columns: what the rules may read of each row, with choices as their codes."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from sanicost.core.columns import Column, column
from sanicost.core.fields import PAYING, Field
from sanicost.core.kinds import Choice, FieldValue, Number
from sanicost.core.roster import Position
from sanicost.core.symbols import FigureSchema

_TEN = 10


def facts(position: Position, shape: FigureSchema) -> dict[str, Decimal]:
    """Return every number that the rules read of one position, by its symbol."""
    return {one.symbol: Decimal(_reader(one, shape)(one.value(position))) for one in PAYING}


def fact_columns(positions: Sequence[Position], shape: FigureSchema) -> dict[str, Column]:
    """Return the positions as exact columns; the choices that figures pay by have its codes."""
    return {one.symbol: _column(one, positions, shape) for one in PAYING}


def _column(one: Field, positions: Sequence[Position], shape: FigureSchema) -> Column:
    """Return a field of all positions over the denominator that its decimals take."""
    kind, read = one.role.kind, _reader(one, shape)
    denominator = _TEN**kind.decimals if isinstance(kind, Number) else 1
    values = (getattr(position, one.name) for position in positions)
    return column([int(read(value) * denominator) for value in values], denominator)


def _reader(one: Field, shape: FigureSchema) -> Callable[[FieldValue], Decimal | int]:
    """Return what makes of a value the number that the rules read.

    A choice is its place among the names; 0 for none, and for one that the figure does not know.
    """
    kind = one.role.kind
    if isinstance(kind, Choice) and kind.value is not int:
        names = kind.names or shape.names(kind.figure)
        codes = {kind.value(name): code for code, name in enumerate(names, kind.first)}
        return lambda value: codes.get(value, 0)
    absent = one.role.absent_code
    return lambda value: value if isinstance(value, Decimal | int) else absent
