"""Parts of the machine-readable estimate: the ceiling by year, and unit prices."""

from sanicost.core.evaluate import half_up
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.text import plain, yuan
from sanicost.core.unit_prices import AreaPrice, work_day
from sanicost.core.years import Year, Years

Json = str | int | None | list["Json"] | dict[str, "Json"]


def money_of(fen: int | None) -> str | None:
    """Return an amount as text, None where there is none."""
    return None if fen is None else yuan(fen)


def years_of(years: Years) -> dict[str, Json]:
    """Return every component by contract year and by budget year."""
    both = {"contract": years.contract, "budget": years.budget}
    return {kind: {str(year): _year(one) for year, one in of.items()} for kind, of in both.items()}


def _year(one: Year) -> dict[str, Json]:
    """Return the components of one year; a charge without a rate is None."""
    return {
        "labour_cost": yuan(one.labour_cost),
        "incentives": yuan(one.incentives),
        "other_costs": yuan(one.other_costs),
        **{name: money_of(one.charges[name]) for name in RATE_NAMES},
        "ceiling": yuan(one.ceiling),
    }


def unit_prices_of(result: Result) -> dict[str, Json]:
    """Return prices beside the ceiling: by person and working day, and by area (§7, 8)."""
    areas = {one.lot: _area(one) for one in result.areas}
    return {
        "positions": [_person(result, index) for index in result.estimate.indices(None)],
        "area": areas.pop(None, None),
        "lots": {str(lot): area for lot, area in areas.items()},
    }


def _person(result: Result, index: int) -> dict[str, Json]:
    """Return what one person of a position costs a month and a working day, by segment."""
    estimate = result.estimate
    position = estimate.roster.positions[index]
    segments: list[Json] = []
    for segment in estimate.segments:
        cost = segment.amounts["unit_cost"][index]
        span: dict[str, Json] = {"start": str(segment.start), "months": segment.months}
        day = yuan(work_day(cost, position))
        segments.append({**span, "person_month": yuan(cost), "person_work_day": day})
    return {"where": position.where, "title": position.title, "segments": segments}


def _area(one: AreaPrice) -> dict[str, Json]:
    """Return what a ㎡ costs a year, and how many ㎡ a sweeper keeps, to two decimals."""
    each = one.per_sweeper
    return {
        "area": plain(one.area),
        "per_square_metre_year": yuan(one.per_year),
        "sweepers": one.sweepers,
        "per_sweeper": None if each is None else yuan(half_up(each * 100)),
    }
