"""Which figures differ between two months, and what each does to a usual worker's unit cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sanicost.core.facts import fact_columns
from sanicost.core.figures import Row, Standard, Value
from sanicost.core.lines import evaluate_lines
from sanicost.core.names import Shape
from sanicost.core.period import MONTHS_PER_YEAR, Month, Period
from sanicost.core.roster import Growth, Position, Prices, Project, Roster
from sanicost.core.segments import State, heat_months, needed_figures

Costs = Mapping[int, int] | None
"""The unit cost of each class, in fen; None where a needed figure is not known."""
Rows = Mapping[str, Row | None]


@dataclass(frozen=True, kw_only=True)
class Move:
    """A figure that differs; `effect` is what it alone adds to each class's unit cost, in fen.

    The figures move one after the other in the law's order, so the effects add up to the whole
    difference. Before an unknown unit cost, or after it, there is no effect to tell.
    """

    path: str
    before: Row | None
    after: Row | None
    effect: Costs


@dataclass(frozen=True, kw_only=True)
class Movement:
    """All that moved between two months, and the unit costs at both, a full year at each.

    `unknown` names, by month, the figures for want of which there is no unit cost.
    """

    moves: tuple[Move, ...]
    before: Costs
    after: Costs
    unknown: Mapping[Month, tuple[str, ...]]

    @property
    def difference(self) -> Costs:
        """What all moves together add to each class's unit cost."""
        return _difference(self.before, self.after)


def movement(standard: Standard, usual: Position, before: Month, after: Month) -> Movement:
    """Return what moved from one month to another, for a worker with all defaults.

    Each month's figures price twelve months, so that the season of heat allowance, which is no
    figure that moved, makes no difference.
    """
    rows, later = dict(standard.rows(before)), standard.rows(after)
    first = cost = _unit_costs(rows, usual)
    moves = []
    for path in standard.figures:
        old, new = rows[path], later[path]
        if _value(old) == _value(new):
            continue
        rows[path] = new
        moved = _unit_costs(rows, usual)
        moves.append(Move(path=path, before=old, after=new, effect=_difference(cost, moved)))
        cost = moved
    missing = {month: _unknown(standard.rows(month), usual) for month in (before, after)}
    unknown = {month: paths for month, paths in missing.items() if paths}
    return Movement(moves=tuple(moves), before=first, after=cost, unknown=unknown)


def _value(row: Row | None) -> Value:
    return row.value if row else None


def _difference(before: Costs, after: Costs) -> Costs:
    """Return the differences of two unit costs, None where one is not known."""
    if before is None or after is None:
        return None
    return {number: after[number] - before[number] for number in before if number in after}


def _unit_costs(rows: Rows, usual: Position) -> Costs:
    """Return the unit cost of a usual worker of each class, in fen, in a year of such figures."""
    if _unknown(rows, usual):
        return None
    state, workers = _year(rows), _workers(rows, usual)
    shape = Shape.of(rows)
    lines = evaluate_lines(shape, state.columns(), fact_columns(workers, shape))
    [numbers] = [chunk["unit_cost"] for chunk in lines]
    assert isinstance(numbers, list)
    return dict(zip(shape.classes, numbers, strict=True))


def _unknown(rows: Rows, usual: Position) -> tuple[str, ...]:
    """Return the needed figures that are not known."""
    needed = needed_figures(_roster(_workers(rows, usual)), _year(rows))
    return tuple(path for path in rows if path in needed and _value(rows[path]) is None)


def _workers(rows: Rows, usual: Position) -> tuple[Position, ...]:
    """Return a usual worker of each class."""
    return tuple(replace(usual, post_class=number) for number in Shape.of(rows).classes)


def _year(rows: Rows) -> State:
    """Return what prices a full year of such figures."""
    return State(
        rows=rows,
        months_of_year=MONTHS_PER_YEAR,
        heat_months=len(heat_months(rows)),
        seniority_added=0,
    )


def _roster(workers: tuple[Position, ...]) -> Roster:
    """Return a roster of nothing but these workers; its period prices nothing."""
    return Roster(
        project=Project(),
        period=Period(Month(0), MONTHS_PER_YEAR),
        seniority_growth=Growth.NONE,
        positions=workers,
        prices=Prices(),
        overrides={},
    )
