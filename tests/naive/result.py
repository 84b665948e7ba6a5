"""A whole roster, priced: the door of this calculation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from tests.naive.arithmetic import month_number
from tests.naive.case import Case
from tests.naive.ceiling import Ceiling, ceiling_of, project_of
from tests.naive.certainty import Carried, carried_of, provisional_of
from tests.naive.costs import Block, Lot, blocks_of
from tests.naive.figures import Book, Figures, Roster, overrides_of
from tests.naive.needs import Unknown, needs, unknown
from tests.naive.positions import PositionCost, position_cost, segments_of
from tests.naive.unit_prices import AreaPrice, PostPrice, area_price, areas_of, post_prices
from tests.naive.years import Years, project_years, years_of

T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """A priced roster: all money in fen, months as YYYY-MM.

    `lots`, `lot_years` and `lot_areas` are empty without lots; `area` is None where none is given.
    """

    positions: list[PositionCost]
    segments: list[tuple[str, int]]
    total: Ceiling
    lots: dict[str, Ceiling]
    years: Years
    lot_years: dict[str, Years]
    unit_prices: list[list[PostPrice]]
    area: AreaPrice | None
    lot_areas: dict[str, AreaPrice]
    provisional: dict[str, str]
    carried: dict[str, Carried]


def cases_of(roster: Roster, figures: Figures) -> list[list[Case]]:
    """Lay out every month of every position."""
    project = roster["project"]
    as_of = project.get("as_of")
    frozen = None if as_of is None else month_number(str(as_of))
    book = Book(figures, overrides_of(roster), frozen)
    months = range(int(project["months"]))
    return [
        [Case(position, project, book, index) for index in months]
        for position in roster["positions"]
    ]


def needed_by(cases: Iterable[Case]) -> list[tuple[Case, set[str]]]:
    """Return what every case needs, or raise `Unknown` with everything that is not known."""
    needed = [(case, needs(case)) for case in cases]
    if pairs := set().union(*(unknown(case, paths) for case, paths in needed)):
        raise Unknown(pairs)
    return needed


def price(roster: Roster, figures: Figures) -> Result:
    """Price a valid roster, or raise `Unknown` with every figure that is needed and not known."""
    cases = cases_of(roster, figures)
    needed = needed_by(chain.from_iterable(cases))
    positions = [position_cost(row) for row in cases]
    segments = segments_of(positions)
    months = int(roster["project"]["months"])
    blocks, other = blocks_of(roster, positions, months)
    ceilings = {lot: ceiling_of(block) for lot, block in blocks.items()}
    years = {
        lot: years_of(block, ceilings[lot], str(roster["project"]["start"]), months)
        for lot, block in blocks.items()
    }
    total = project_of(list(ceilings.values()), other)
    areas = _areas(roster, {**ceilings, None: total}, blocks, months)
    return Result(
        positions=positions,
        segments=segments,
        total=total,
        lots=_named(ceilings),
        years=project_years(list(years.values())),
        lot_years=_named(years),
        unit_prices=[post_prices(position, segments) for position in positions],
        area=areas.get(None),
        lot_areas=_named(areas),
        provisional=provisional_of(needed),
        carried=carried_of(needed),
    )


def _named(of_lots: dict[Lot, T]) -> dict[str, T]:
    """Leave out the whole of the project."""
    return {lot: one for lot, one in of_lots.items() if lot is not None}


def _areas(
    roster: Roster, ceilings: dict[Lot, Ceiling], blocks: dict[Lot, Block], months: int
) -> dict[Lot, AreaPrice]:
    """Return the prices by area of each lot and of the project that have one."""
    everyone = [position for block in blocks.values() for position in block.positions]
    prices: dict[Lot, AreaPrice] = {}
    for lot, area in areas_of(roster, list(blocks)).items():
        rows = everyone if lot is None else blocks[lot].positions
        prices[lot] = area_price(area, ceilings[lot].ceiling, rows, months)
    return prices
