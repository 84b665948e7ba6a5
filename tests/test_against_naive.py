"""The program against an independent fraction-by-fraction calculation, on random rosters."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Refused
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.unit_prices import work_day
from sanicost.core.years import ByYear, Years
from tests import naive, random_rosters
from tests.naive.arithmetic import exact
from tests.random_rosters import random_roster
from tests.rosters import priced

FIGURES = naive.figures_from()
BATCH = 50
MATTERS = random_rosters.MATTERS


@pytest.mark.parametrize("first", range(0, 1000, BATCH))
def test_every_line_of_a_thousand_random_rosters_agrees(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        _compare(seed, tmp_path)


def _compare(seed: int, folder: Path) -> None:
    roster = random_roster(seed, MATTERS)
    try:
        expected = naive.price(roster, FIGURES)
    except naive.Unknown as unknown:
        _compare_unknown(seed, folder, roster, {path for path, _ in unknown.pairs})
        return
    result = priced(folder, roster).result
    _compare_lines(seed, result, expected)
    _compare_totals(seed, result, expected)
    _compare_years(seed, result, expected)
    _compare_unit_prices(seed, result, expected)
    _compare_certainty(seed, result, expected)


def _compare_certainty(seed: int, result: Result, expected: naive.Result) -> None:
    assert {one.figure: str(one.month) for one in result.provisional} == expected.provisional, seed
    carried = {
        one.figure: naive.Carried(str(one.month), exact(one.value), one.until)
        for one in result.carried_forward
    }
    assert carried == expected.carried, seed


def _compare_unknown(seed: int, folder: Path, roster: dict[str, Any], expected: set[str]) -> None:
    with pytest.raises(Refused) as refused:
        priced(folder, roster)
    assert {problem.where for problem in refused.value.problems} == expected, seed


def _compare_lines(seed: int, result: Result, expected: naive.Result) -> None:
    estimate = result.estimate
    spans = [(str(segment.start), segment.months) for segment in estimate.segments]
    assert spans == expected.segments, seed
    for index, position in enumerate(expected.positions):
        months = iter(position.months)
        for segment in estimate.segments:
            for _ in range(segment.months):
                month = next(months)
                for name, fen in month.lines.items():
                    assert segment.amounts[name][index] == fen, (seed, index, month.month, name)
                assert segment.amounts["unit_cost"][index] == month.unit_cost, seed
                assert segment.amounts["on_cost"][index] == month.on_cost, seed
        assert estimate.cost(index) == position.cost, seed
        assert estimate.incentives(index) == position.incentives, seed


def _compare_totals(seed: int, result: Result, expected: naive.Result) -> None:
    price, total = result.price, expected.total
    assert price.labour_cost == total.labour_cost, seed
    assert price.incentives == total.incentives, seed
    named = [(share.cost.name, share.amount) for share in price.other_costs]
    assert named == total.other_costs, seed
    charges = (total.management_fee, total.profit, total.tax)
    assert tuple(price.charge(name) for name in RATE_NAMES) == charges, seed
    assert price.ceiling == total.ceiling, seed
    for part in price.parts:
        own = expected.lots[part.lot] if part.lot is not None else total
        assert part.ceiling == own.ceiling, seed
        named = [(share.cost.name, share.amount) for share in part.other_costs]
        assert named == own.other_costs, seed


def _compare_years(seed: int, result: Result, expected: naive.Result) -> None:
    assert _years(result.years.whole) == expected.years, seed
    lots = {lot: _years(own) for lot, own in result.years.lots.items() if lot is not None}
    assert lots == expected.lot_years, seed


def _years(found: Years) -> naive.Years:
    return naive.Years(contract=_by_year(found.contract), budget=_by_year(found.budget))


def _by_year(found: ByYear) -> dict[str, naive.Year]:
    return {
        str(number): naive.Year(
            labour_cost=year.labour_cost,
            incentives=year.incentives,
            other_costs=year.other_costs,
            management_fee=year.charges["management_fee"],
            profit=year.charges["profit"],
            tax=year.charges["tax"],
            ceiling=year.ceiling,
        )
        for number, year in found.items()
    }


def _compare_unit_prices(seed: int, result: Result, expected: naive.Result) -> None:
    for index, position in enumerate(result.estimate.roster.positions):
        for segment, own in zip(result.estimate.segments, expected.unit_prices[index], strict=True):
            cost = segment.amounts["unit_cost"][index]
            assert (str(segment.start), cost) == (own.start, own.per_month), seed
            assert work_day(cost, position) == own.per_work_day, (seed, index)
    areas = {
        one.lot: naive.AreaPrice(Fraction(one.area), one.per_year, one.per_sweeper)
        for one in result.areas
    }
    assert areas.pop(None, None) == expected.area, seed
    assert areas == expected.lot_areas, seed
