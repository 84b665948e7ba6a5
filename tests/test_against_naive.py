"""The program against an independent fraction-by-fraction calculation, on random rosters."""

from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Refused
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from tests import naive
from tests.random_rosters import EARLY, random_roster
from tests.rosters import priced

FIGURES = naive.figures_from()
BATCH = 50
# What the program can price so far; the oracle knows all of random_rosters.MATTERS.
MATTERS = frozenset({EARLY})


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
    listed = {one.figure: str(one.month) for one in result.provisional}
    assert listed == _uncertain(expected), seed


def _uncertain(expected: naive.Result) -> dict[str, str]:
    """Return both lists as one: the program does not tell them apart yet."""
    first = dict(expected.provisional)
    for figure, carried in expected.carried.items():
        first[figure] = min(carried.month, first.get(figure, carried.month))
    return first


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
    lots = {part.lot: part.ceiling for part in price.parts if part.lot is not None}
    assert lots == {lot: part.ceiling for lot, part in expected.lots.items()}, seed
