"""Formulas over cells elsewhere."""

from collections.abc import Sequence


def sum_of(cells: Sequence[str]) -> str:
    """Return the sum of cells, neighbours as a range; ROUND takes away only binary noise."""
    parts = [f"{run[0]}:{run[-1].rpartition('!')[2]}" for run in _runs(cells)]
    return f"=ROUND(SUM({','.join(parts)}),2)" if parts else "=0"


def _runs(cells: Sequence[str]) -> list[list[str]]:
    """Return the cells in runs of rows that follow each other."""
    runs: list[list[str]] = []
    for cell in cells:
        stem, _, row = cell.rpartition("$")
        if runs and runs[-1][-1] == f"{stem}${int(row) - 1}":
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs
