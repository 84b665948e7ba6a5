"""A lot, or a street's positions, as a tender of its own: a roster that is priced by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from sanicost.core.notices import Assumption
from sanicost.core.price import FEN, Ceiling, Share
from sanicost.core.result import Result, Split
from sanicost.core.roster import (
    RATE_NAMES,
    OtherCost,
    Per,
    Position,
    Prices,
    Project,
    Roster,
    StatutoryDays,
)

SHARED = "（分摊）"
"""What the name of a cost ends with of which a lot bears its share."""


class Part(NamedTuple):
    """A part of a tender: by what it was split, its name, its roster and what to say of it."""

    by: Split
    name: str
    roster: Roster
    note: Assumption


def split_of(said: Iterable[Assumption]) -> Split | None:
    """Return by what the tender was divided of which this is said, None of a whole one.

    >>> split_of([Assumption(code="part-by-lot", params={"found": "甲"})])
    'lot'
    """
    codes = {one.code for one in said}
    if "part-by-lot" in codes:
        return "lot"
    return "street" if "part-by-street" in codes else None


def is_allocated(cost: OtherCost, by: Split | None) -> bool:
    """Return whether a cost is a lot's share of a shared one, in the part that holds it.

    It is known by what `_cost` makes of one, also after the part's workbook was read again.

    >>> from sanicost.core.roster import OtherCost
    >>> own = OtherCost(where="报价组成!B6", name="平台", amount=Decimal(8), per=Per.TERM)
    >>> is_allocated(own, "lot"), is_allocated(replace(own, name="平台（分摊）"), "lot")
    (False, True)
    """
    return by == "lot" and cost.name.endswith(SHARED) and cost.per is Per.TERM


def standing_shares(said: Iterable[Assumption], prices: Prices) -> list[Assumption]:
    """Return that a lot's shares of shared costs stand as they are, where it bears any.

    A lot by itself knows neither the whole cost nor the other lots, by which it would be shared
    out again once heads or wages are others.
    """
    lots = [str(one.params["found"]) for one in said if one.code == "part-by-lot"]
    names = [cost.name for cost in prices.other_costs if is_allocated(cost, "lot")]
    if not (lots and names):
        return []
    return [
        Assumption(code="lot-shares-stay", params={"found": lots[0], "names": "、".join(names)})
    ]


def parts(whole: Result, by: Split) -> Iterator[Part]:
    """Yield each lot or street in the order in which the positions name them.

    A lot keeps its own costs, its share of the shared ones and its rates, so that it amounts to the
    same ceiling as within the tender. Costs and rates belong to lots: a street has only its heads.
    """
    if by == "lot":
        for ceiling in whole.price.parts:
            yield _lot(whole, ceiling)
    else:
        positions = whole.estimate.roster.positions
        named = dict.fromkeys(position.street for position in positions if position.street)
        for street in named:
            yield _street(whole.estimate.roster, street)


def _lot(whole: Result, ceiling: Ceiling) -> Part:
    """Return a lot as a tender without lots."""
    roster, lot = whole.estimate.roster, str(ceiling.lot)
    own = [replace(one, lot=None) for one in roster.positions if one.lot == lot]
    rates = {name: roster.prices.rate(name, lot) for name in RATE_NAMES}
    prices = Prices(
        other_costs=tuple(map(_cost, ceiling.other_costs)),
        rates={name: rate for name, rate in rates.items() if rate is not None},
        rate_places={("", name): roster.prices.rate_place(name, lot) for name in RATE_NAMES},
    )
    part = _part(roster, "lot", lot, own, prices)
    area, place = roster.prices.lot_areas.get(lot), roster.prices.area_places.get(lot, "")
    if area is None:
        return part
    project = part.roster.project
    kept = replace(project, area=area, places={**project.places, "area": place})
    return part._replace(roster=replace(part.roster, project=kept))


def _cost(share: Share) -> OtherCost:
    """Return what a lot bears of a cost; a share of one has its amount over the term."""
    places = {name: place for name, place in share.cost.places.items() if name != "lot"}
    cost = replace(share.cost, lot=None, places=places)
    if not share.cost.is_shared:
        return cost
    amount = Decimal(share.amount) / FEN
    return replace(cost, name=cost.name + SHARED, amount=amount, per=Per.TERM)


def _street(roster: Roster, street: str) -> Part:
    """Return a street's positions without costs and rates."""
    own = [one for one in roster.positions if one.street == street]
    return _part(roster, "street", street, own, Prices())


_OF_THE_WHOLE = ("budget", "area")


def _part(roster: Roster, by: Split, name: str, positions: list[Position], prices: Prices) -> Part:
    """Return a part; budget and area are those of the whole tender and stay there.

    Where nobody in it works all statutory days, there is nothing that could count by date.
    """
    project = roster.project
    own = Project(
        name=f"{project.name or ''}（{name}）",
        buyer=project.buyer,
        level=project.level,
        places={name: at for name, at in project.places.items() if name not in _OF_THE_WHOLE},
    )
    # A code stands in the source as it is said, so that a search for it finds it.
    code = "part-by-lot" if by == "lot" else "part-by-street"
    note = Assumption(code=code, params={"found": name})
    by_date = any(one.statutory_days_worked is None for one in positions)
    part = replace(
        roster,
        project=own,
        statutory_days=roster.statutory_days if by_date else StatutoryDays.SPREAD,
        positions=tuple(positions),
        prices=prices,
    )
    return Part(by=by, name=name, roster=part, note=note)
