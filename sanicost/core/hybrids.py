"""Rosters and figures between two tenders: what the causes of a difference are worked out on."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sanicost.core.estimate import Estimate
from sanicost.core.figures import Figure, Row, Standard, owner
from sanicost.core.formula import symbols
from sanicost.core.names import Shape
from sanicost.core.period import Month
from sanicost.core.roster import Prices, RateName, Roster
from sanicost.core.rules import expressions

Rates = Mapping[RateName, Decimal]
Monthly = tuple[Row | None, ...]
"""The row of a figure that prices each month of a contract, from its first on."""


def monthly(priced: Estimate, months: int) -> dict[str, Monthly]:
    """Return by path the rows that price the first, the second … month of a contract.

    Months beyond the contract's end are priced as its last one; `as_of` is resolved.
    """
    period = priced.roster.period
    own = [period.start + min(month, period.months - 1) for month in range(months)]
    rows = [priced.standard.rows(period.figures_month(month)) for month in own]
    return {path: tuple(each[path] for each in rows) for path in priced.standard.figures}


def filled(own: Mapping[str, Monthly], other: Mapping[str, Monthly]) -> dict[str, Monthly]:
    """Return the rows of one tender, with the other's wherever it knows no value itself.

    An unknown number therefore never stands between two known ones.
    """
    return {
        path: tuple(map(_known, own.get(path, rows), rows))
        for path, rows in {**own, **other}.items()
    }


def _known(row: Row | None, other: Row | None) -> Row | None:
    """Return the row, or the other one where the first has no value."""
    return row if row and row.value is not None else other


def dated(figures: Mapping[str, Figure], start: Month, rows: Mapping[str, Monthly]) -> Standard:
    """Return figures whose rows are the given ones, month by month from `start` on."""
    made = {path: replace(figures[path], rows=_runs(start, rows[path])) for path in rows}
    return Standard(figures=made, documents=())


def _runs(start: Month, rows: Monthly) -> tuple[Row, ...]:
    """Return one dated row for each run of months that share a row."""
    runs: list[Row] = []
    for number, row in enumerate(rows):
        if not number or row is not rows[number - 1]:
            runs.append(replace(row or Row(start=None, value=None), start=start + number))
    return tuple(runs)


def figure_order(figures: Mapping[str, Figure]) -> list[str]:
    """Return the figures that price a line, in the order in which the lines first read them (§4).

    Those that one line reads stand in the order of the law.
    """
    newest = {path: figure.rows[-1] for path, figure in figures.items() if figure.rows}
    places = {path: number for number, path in enumerate(figures)}
    found: dict[str, None] = {}
    for formula in expressions(Shape.of(newest)).values():
        # A name that belongs to no figure is a fact of the position, of the segment or a line.
        paths = {owner(name, {**places, "": 0}) for name in symbols(formula)} - {""}
        found |= dict.fromkeys(sorted(paths, key=places.__getitem__))
    return list(found)


def without_lots(roster: Roster) -> Roster:
    """Return the roster as one block: each other cost once, and the project's own rates."""
    prices = roster.prices
    costs = tuple(replace(cost, lot=None) for cost in prices.other_costs)
    return replace(
        roster,
        positions=tuple(replace(position, lot=None) for position in roster.positions),
        prices=replace(prices, other_costs=costs, lot_rates={}),
    )


def with_rate(prices: Prices, name: RateName, other: Prices) -> Prices:
    """Return the prices with one rate, of the project and of each lot, as the other ones have."""
    lots = {**prices.lot_rates, **other.lot_rates}
    lot_rates = {
        lot: _swapped(prices.lot_rates.get(lot, {}), name, other.lot_rates.get(lot, {}))
        for lot in lots
    }
    return replace(
        prices,
        rates=_swapped(prices.rates, name, other.rates),
        lot_rates={lot: rates for lot, rates in lot_rates.items() if rates},
    )


def _swapped(own: Rates, name: RateName, other: Rates) -> dict[RateName, Decimal]:
    """Return a mapping with the other's entry under one name, or without one."""
    rest = {key: value for key, value in own.items() if key != name}
    return rest | ({name: other[name]} if name in other else {})
