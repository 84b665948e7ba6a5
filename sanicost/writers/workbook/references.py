"""Formulas over amounts elsewhere."""

from collections.abc import Sequence
from dataclasses import replace

from sanicost.core.formula import Constant, Expression, fen
from sanicost.core.worksheet import Range, Ref, Total, span
from sanicost.writers.workbook.page import Amount


def sum_of(amounts: Sequence[Amount]) -> Expression:
    """Return the sum of amounts, neighbours as a range; ROUND takes away only binary noise."""
    runs: list[Range] = []
    for amount in amounts:
        cell = amount.ref
        assert isinstance(cell, Ref)
        if runs and runs[-1].places[-1] == cell.place._replace(row=cell.place.row - 1):
            runs[-1] = replace(runs[-1], last=replace(cell, named=False))
        else:
            runs.append(span(cell, cell))
    return fen(Total(tuple(runs))) if runs else Constant(0)
