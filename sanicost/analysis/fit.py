"""How many heads a budget pays for: the largest number whose ceiling does not exceed it.

More heads mostly cost more, but not always: largest remainders may take a head from one position
as another gains two, and heads may draw a shared cost into a lot with lower rates. The search
therefore goes down from a bound that is never above the ceiling, and tries every number on its way.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from sanicost.core.apportion import largest_remainder
from sanicost.core.estimate import Estimate
from sanicost.core.kinds import MAX_HEADCOUNT
from sanicost.core.notices import Finding
from sanicost.core.price import Block, price_blocks, term_amount
from sanicost.core.roster import RATE_NAMES, Position, Roster

Quotas = Callable[[int], list[Fraction]]
"""The exact share of each position in a number that is searched."""


@dataclass(frozen=True, kw_only=True)
class FittedHeads:
    """Heads position by position, and the ceiling that they lead to, in fen."""

    heads: tuple[int, ...]
    ceiling: int


@dataclass(frozen=True, kw_only=True)
class Fit:
    """What a budget pays for, and the next step, which it does not."""

    paid: FittedHeads
    beyond: FittedHeads


class TooLittle(Exception):  # noqa: N818 - it says what the budget is
    """The budget does not pay for the fewest heads that leave every position one."""

    def __init__(self, fewest: FittedHeads) -> None:
        super().__init__(str(fewest))
        self.fewest = fewest


class TooMuch(Exception):  # noqa: N818 - it says what the budget is
    """The budget pays for more heads than a position may have."""


def fit_in_proportion(priced: Estimate, budget: int) -> Fit:
    """Return the most heads in all, spread as the roster spreads them, largest remainder first.

    Raises TooLittle where some position would have no head, TooMuch beyond 100,000 of one.
    """
    given = [position.headcount for position in priced.roster.positions]
    total = sum(given)

    def quotas(number: int) -> list[Fraction]:
        return [Fraction(number * own, total) for own in given]

    search = _Search(priced, quotas, most=MAX_HEADCOUNT * total // max(given))
    return search.largest(budget, certain=ceil(Fraction(total, min(given))))


def fit_free(priced: Estimate, budget: int, free: int) -> Fit:
    """Return the most heads of the position at a place, all others as they are.

    Raises TooLittle where not even one is paid for, TooMuch beyond 100,000.
    """
    given = [position.headcount for position in priced.roster.positions]

    def quotas(number: int) -> list[Fraction]:
        return [Fraction(number if place == free else own) for place, own in enumerate(given)]

    return _Search(priced, quotas, most=MAX_HEADCOUNT).largest(budget, certain=1)


def shortfalls(roster: Roster, heads: Sequence[int]) -> Iterator[Finding]:
    """Yield a warning for each position with fewer heads than its posts, or its relief, take.

    `heads` stand in the order of the positions. Money decides what fits: it asks for no posts.
    """
    for position, found in zip(roster.positions, heads, strict=True):
        by_posts = position.coverage is not None
        needed = position.headcount if by_posts else position.relief_headcount or 0
        if found < needed:
            code = "fit-below-posts" if by_posts else "fit-below-relief"
            yield _short(code, position, found, needed)


def _short(code: str, position: Position, found: int, needed: int) -> Finding:
    """Return what to say of a position that lacks heads."""
    params: dict[str, str | int] = {"title": position.title, "found": found, "needed": needed}
    return Finding(code=code, severity="warning", where=position.where, params=params)


class _Search:
    """The ceiling as a function of heads: amounts per head, priced lot by lot."""

    def __init__(self, priced: Estimate, quotas: Quotas, most: int) -> None:
        self._roster = roster = priced.roster
        self._quotas = quotas
        self._most = most
        single = tuple(replace(position, headcount=1) for position in roster.positions)
        alone = replace(priced, roster=replace(roster, positions=single))
        places = range(len(single))
        self._labour = [alone.cost(place) for place in places]
        self._incentives = [alone.incentives(place) for place in places]
        self._lots = {lot: priced.indices(lot) for lot in roster.lots or (None,)}

    def largest(self, budget: int, certain: int) -> Fit:
        """Return the largest number that is paid for; from `certain` on nobody is without heads."""
        number = bisect_right(range(1, self._most + 1), budget, key=self._bound)
        while number and 0 not in (heads := self._heads(number)):
            paid = self._priced(heads)
            if paid.ceiling <= budget:
                if number == self._most:
                    raise TooMuch
                return Fit(paid=paid, beyond=self._priced(self._heads(number + 1)))
            number -= 1
        tried = range(number + 1, certain + 1)
        place = bisect_left(tried, True, key=lambda each: 0 not in self._heads(each))
        raise TooLittle(self._priced(self._heads(number + 1 + place)))

    def _heads(self, number: int) -> tuple[int, ...]:
        """Return whole heads position by position."""
        quotas = self._quotas(number)
        return tuple(largest_remainder(quotas, int(sum(quotas))))

    def _priced(self, heads: Sequence[int]) -> FittedHeads:
        """Return heads with their ceiling."""
        blocks = {
            lot: Block(
                labour_cost=sum(self._labour[place] * heads[place] for place in places),
                incentives=sum(self._incentives[place] * heads[place] for place in places),
                heads=sum(heads[place] for place in places),
            )
            for lot, places in self._lots.items()
        }
        return FittedHeads(heads=tuple(heads), ceiling=price_blocks(self._roster, blocks).ceiling)

    def _bound(self, number: int) -> int:
        """Return an amount that rises with the number and never exceeds the ceiling, in fen.

        Every share is rounded down, every cost bears the lowest rates of all lots, and one fen of
        each cost and lot, two of each charge, are left for what is rounded.
        """
        prices, lots = self._roster.prices, self._lots
        heads = [floor(quota) for quota in self._quotas(number)]
        per_head = zip(self._labour, self._incentives, heads, strict=True)
        amount = Fraction(sum((labour + extra) * each for labour, extra, each in per_head))
        months = self._roster.period.months
        for cost in prices.other_costs:
            own = lots[cost.lot] if cost.lot in lots else range(len(heads))
            of_heads = Fraction(sum(heads[place] for place in own))
            amount += term_amount(cost, months, of_heads) - len(lots)
        for name in RATE_NAMES:
            amount *= 1 + min(Fraction(prices.rate(name, lot) or 0) for lot in lots)
        return floor(amount) - 2 * len(RATE_NAMES) * len(lots)
