"""The ceiling by contract year and by budget year, which add up to the whole (§7, 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.naive.arithmetic import month_number, running
from tests.naive.ceiling import Ceiling, sum_known
from tests.naive.costs import RATES, Block


@dataclass(frozen=True)
class Year:
    """Every component of the ceiling in one year, in fen; None where no rate was given."""

    labour_cost: int
    incentives: int
    other_costs: int
    management_fee: int | None
    profit: int | None
    tax: int | None
    ceiling: int


ByYear = dict[str, Year]
"""The years by their number: of the contract "1", "2" …, of the budget "2027", "2028" …"""


@dataclass(frozen=True)
class Years:
    """The same money twice: by contract year, and by budget (calendar) year."""

    contract: ByYear
    budget: ByYear


def year_of(labour: int, incentives: int, other: int, three: Sequence[int | None]) -> Year:
    """Add one year up to its ceiling; three are its fee, profit and tax."""
    fee, profit, tax = three
    ceiling = labour + incentives + other + sum(amount or 0 for amount in three)
    return Year(labour, incentives, other, fee, profit, tax, ceiling)


def spans_of(start: int, months: int) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return the places of the months in each contract year, and in each budget year."""
    contract: dict[str, list[int]] = {}
    budget: dict[str, list[int]] = {}
    for index in range(months):
        contract.setdefault(str(index // 12 + 1), []).append(index)
        budget.setdefault(str((start + index) // 12), []).append(index)
    return contract, budget


def charges(whole: Ceiling, bases: Sequence[int]) -> list[list[int | None]]:
    """Return fee, profit and tax by year: each whole amount runs along what it is a rate of."""
    found: list[list[int | None]] = []
    for name in RATES:
        amount = getattr(whole, name)
        parts = [0] * len(bases) if amount is None else running(amount, bases)
        found.append([None] * len(bases) if amount is None else [*parts])
        bases = [base + part for base, part in zip(bases, parts, strict=True)]
    return found


def paid_in(block: Block, span: Sequence[int]) -> tuple[int, int]:
    """Return the basic cost and the incentives of some months, which fall to them exactly."""
    rows = [(row.headcount, row.months[index]) for row in block.positions for index in span]
    labour = sum(heads * month.unit_cost for heads, month in rows)
    extras = sum(heads * (sum(month.incentives.values()) + month.on_cost) for heads, month in rows)
    return labour, extras


def by_year(block: Block, whole: Ceiling, spans: Mapping[str, Sequence[int]]) -> ByYear:
    """Part a block's components among years; each other cost by itself runs along the months."""
    months = [len(span) for span in spans.values()]
    runs = [running(amount, months) for _, amount in block.other]
    other = [sum(run[place] for run in runs) for place in range(len(spans))]
    paid = [paid_in(block, span) for span in spans.values()]
    bases = [labour + extras + cost for (labour, extras), cost in zip(paid, other, strict=True)]
    three = zip(*charges(whole, bases), strict=True)
    years = zip(spans, paid, other, three, strict=True)
    return {name: year_of(*both, cost, amounts) for name, both, cost, amounts in years}


def years_of(block: Block, whole: Ceiling, start: str, months: int) -> Years:
    """Part a block's components by contract year and by budget year."""
    contract, budget = spans_of(month_number(start), months)
    return Years(contract=by_year(block, whole, contract), budget=by_year(block, whole, budget))


def sum_of_years(lots: Sequence[ByYear]) -> ByYear:
    """Add the lots' years up into the project's."""
    return {
        name: Year(
            labour_cost=sum(lot[name].labour_cost for lot in lots),
            incentives=sum(lot[name].incentives for lot in lots),
            other_costs=sum(lot[name].other_costs for lot in lots),
            management_fee=sum_known(lot[name].management_fee for lot in lots),
            profit=sum_known(lot[name].profit for lot in lots),
            tax=sum_known(lot[name].tax for lot in lots),
            ceiling=sum(lot[name].ceiling for lot in lots),
        )
        for name in lots[0]
    }


def project_years(lots: Sequence[Years]) -> Years:
    """Add the lots' years up into the project's, of both kinds."""
    return Years(
        contract=sum_of_years([lot.contract for lot in lots]),
        budget=sum_of_years([lot.budget for lot in lots]),
    )
