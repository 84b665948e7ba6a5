"""What a budget pays for: never more than it, and the next step always more."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sanicost.analysis.fit import Fit, TooLittle, TooMuch, fit_free, fit_in_proportion
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.price import price
from tests.rosters import priced, random_estimate

# One head of `PLAIN` in 2026-01 costs 4020.00: tests/core/test_causes.py.
PLAIN: dict[str, Any] = {
    "title": "公厕保洁工",
    "seniority_years": 10,
    "base_wage": 3000,
    "work_days": 20,
    "rest_days_worked": 0,
    "statutory_days_worked": 0,
    "heat_exposed": False,
    "insurance": "injury_only",
}
INJURY = {"work_injury.rate": {"value": "0.005", "source": "社保中心", "reason": "已核实"}}


def _base(folder: Path, *heads: int, **price_block: Any) -> Estimate:
    roster: Mapping[str, Any] = {
        "project": {"start": "2026-01", "months": 1},
        "positions": [{**PLAIN, "headcount": count, "remarks": str(count)} for count in heads],
        "figures": INJURY,
        "price": price_block,
    }
    return priced(folder, roster).result.estimate


def _fit_first(base: Estimate, budget: int) -> Fit:
    return fit_free(base, budget, 0)


def _ceiling(base: Estimate, heads: Sequence[int]) -> int:
    """Return the ceiling of a roster with other heads, estimated anew."""
    pairs = zip(base.roster.positions, heads, strict=True)
    positions = tuple(replace(position, headcount=count) for position, count in pairs)
    return price(estimate(replace(base.roster, positions=positions), base.standard)).ceiling


def test_a_budget_pays_to_the_fen(tmp_path: Path) -> None:
    # With 1000 of other costs and 10 % profit: 1.1 × (4020 n + 1000), 5522 for one, 9944 for two.
    cost = {"name": "工具费", "amount": 1000, "per": "term"}
    base = _base(tmp_path, 1, other_costs=[cost], profit={"rate": "0.1"})
    exact, short = (fit_in_proportion(base, budget) for budget in (9944_00, 9943_99))
    assert (exact.paid.heads, exact.paid.ceiling) == ((2,), 9944_00)
    assert (short.paid.heads, short.paid.ceiling) == ((1,), 5522_00)
    assert (short.beyond.heads, short.beyond.ceiling) == ((2,), 9944_00)


def test_proportions_are_kept_by_the_largest_remainder(tmp_path: Path) -> None:
    # Ten heads of 5 : 3 : 2 less one: 4.5, 2.7, 1.8; the largest remainders are those of 1.8, 2.7.
    base = _base(tmp_path, 5, 3, 2)
    assert fit_in_proportion(base, 9 * 4020_00).paid.heads == (4, 3, 2)


def test_one_free_position_takes_what_the_others_leave(tmp_path: Path) -> None:
    base = _base(tmp_path, 5, 3, 2)
    found = fit_free(base, 20 * 4020_00 + 1, 1)
    assert (found.paid.heads, found.beyond.heads) == ((5, 13, 2), (5, 14, 2))


def test_every_position_keeps_a_head_or_the_budget_is_too_small(tmp_path: Path) -> None:
    # 8 : 1 gives nobody to the second below five heads: 5 × 8/9 = 4.44 and 0.56, that is 4 and 1.
    base = _base(tmp_path, 8, 1)
    assert fit_in_proportion(base, 5 * 4020_00).paid.heads == (4, 1)
    with pytest.raises(TooLittle) as refused:
        fit_in_proportion(base, 5 * 4020_00 - 1)
    assert (refused.value.fewest.heads, refused.value.fewest.ceiling) == ((4, 1), 5 * 4020_00)


def test_a_budget_below_all_others_pays_for_no_free_position(tmp_path: Path) -> None:
    with pytest.raises(TooLittle) as refused:
        fit_free(_base(tmp_path, 5, 3), 4 * 4020_00 - 1, 0)
    assert refused.value.fewest.heads == (1, 3)


def test_a_budget_beyond_the_heads_of_a_roster_is_told(tmp_path: Path) -> None:
    base = _base(tmp_path, 1)
    assert fit_in_proportion(base, 100_000 * 4020_00 - 1).paid.heads == (99_999,)
    for fitted in (fit_in_proportion, _fit_first):
        with pytest.raises(TooMuch):
            fitted(base, 100_000 * 4020_00)


@pytest.mark.parametrize("fitted", [fit_in_proportion, _fit_first])
def test_random_rosters_are_filled_and_the_next_step_is_too_dear(
    fitted: Callable[[Estimate, int], Fit], tmp_path: Path
) -> None:
    draw, compared = random.Random(7), 0
    for seed in range(150):
        base = random_estimate(tmp_path, seed)
        if base is None:
            continue
        budget = int(price(base).ceiling * draw.uniform(0.5, 3))
        try:
            found = fitted(base, budget)
        except (TooLittle, TooMuch):
            continue
        assert found.paid.ceiling == _ceiling(base, found.paid.heads) <= budget, seed
        assert found.beyond.ceiling == _ceiling(base, found.beyond.heads) > budget, seed
        assert sum(found.beyond.heads) == sum(found.paid.heads) + 1
        compared += 1
    assert compared > 80


def test_heads_that_draw_a_shared_cost_into_a_cheap_lot_are_found_all_the_same(
    tmp_path: Path,
) -> None:
    # A shared cost of 1,000,000 beside heads of 4020: each head in the lot without a fee draws
    # some of it out of the lot that bears 50 %. More heads are then cheaper.
    roster = {
        "project": {"start": "2026-01", "months": 1},
        "positions": [
            {**PLAIN, "headcount": 5, "lot": "包组一"},
            {**PLAIN, "headcount": 5, "lot": "包组二"},
        ],
        "figures": INJURY,
        "price": {
            "other_costs": [{"name": "平台", "amount": 1000000, "per": "term", "lot": "全部"}],
            "lots": {"包组二": {"management_fee": {"rate": 0.5}}},
        },
    }
    base = priced(tmp_path, roster).result.estimate
    ceilings = {count: _ceiling(base, (count, 5)) for count in range(1, 200)}
    assert ceilings[2] < ceilings[1]
    budget = 1_500_000_00
    largest = max(count for count, ceiling in ceilings.items() if ceiling <= budget)
    assert fit_free(base, budget, 0).paid.heads == (largest, 5)
