"""From basic cost to ceiling (specification §7): worked by hand on one position and one month."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanicost.core.apportion import largest_remainder, running
from sanicost.core.notices import Refused
from sanicost.core.price import Price
from tests.rosters import priced

# One 公厕保洁工 in January 2026 costs 7634.37 (tests/core/test_rules.py).
BASIC = 763437


def _price(folder: Path, block: dict[str, Any], months: int = 1, **own: Any) -> Price:
    position = {"title": "公厕保洁工", "headcount": 1, **own}
    project = {"start": "2026-01", "months": months}
    return priced(
        folder, {"project": project, "positions": [position], "price": block}
    ).result.price


@pytest.mark.clause("二(四)")
def test_without_rates_the_ceiling_is_what_it_costs(tmp_path: Path) -> None:
    price = _price(tmp_path, {})
    assert (price.labour_cost, price.ceiling) == (BASIC, BASIC)
    assert price.charge("tax") is None


def test_each_rate_is_taken_of_all_that_stands_above_it(tmp_path: Path) -> None:
    block = {
        "other_costs": [{"name": "油料费", "amount": 1000, "per": "month"}],
        "management_fee": {"rate": "0.05"},
        "profit": {"rate": "0.03"},
        "tax": {"rate": "0.06"},
    }
    price = _price(tmp_path, block)
    # 7634.37 + 1000 = 8634.37; × 5 % = 431.7185 → 431.72.
    assert price.charge("management_fee") == 43172
    # 9066.09 × 3 % = 271.9827 → 271.98.
    assert price.charge("profit") == 27198
    # 9338.07 × 6 % = 560.2842 → 560.28.
    assert price.charge("tax") == 56028
    assert price.ceiling == 989835


def test_half_a_fen_is_rounded_up(tmp_path: Path) -> None:
    # 7634.37 × 50 % = 3817.185 → 3817.19.
    assert _price(tmp_path, {"profit": {"rate": "0.5"}}).charge("profit") == 381719


def test_a_rate_of_zero_is_a_rate(tmp_path: Path) -> None:
    assert _price(tmp_path, {"tax": {"rate": 0}}).charge("tax") == 0


@pytest.mark.parametrize(
    ("per", "months", "expected"),
    [
        ("month", 18, 180000),  # 100 × 18
        ("year", 18, 15000),  # 100 × 18 ÷ 12 = 150
        ("year", 5, 4167),  # 100 × 5 ÷ 12 = 41.666…
        ("term", 18, 10000),
    ],
)
def test_an_other_cost_counts_for_its_month_year_or_term(
    tmp_path: Path, per: str, months: int, expected: int
) -> None:
    block = {"other_costs": [{"name": "服装费", "amount": 100, "per": per}]}
    [share] = _price(tmp_path, block, months).other_costs
    assert share.amount == expected


def _lots(folder: Path, block: dict[str, Any], *heads: int) -> Price:
    positions = [
        {"title": "公厕保洁工", "headcount": n, "lot": f"包{number}"}
        for number, n in enumerate(heads, start=1)
    ]
    project = {"start": "2026-01", "months": 1}
    return priced(folder, {"project": project, "positions": positions, "price": block}).result.price


def test_a_shared_cost_is_divided_by_basic_cost_to_the_fen(tmp_path: Path) -> None:
    # Three equal lots: up to 33.33, 66.67 and 100.00; the differences are the shares (§7).
    cost = {"name": "保险", "amount": 100, "per": "term", "lot": "全部"}
    price = _lots(tmp_path, {"other_costs": [cost]}, 1, 1, 1)
    assert [part.other_total for part in price.parts] == [3333, 3334, 3333]
    assert [share.amount for share in price.other_costs] == [10000]


def test_a_lot_takes_its_own_rate_before_the_common_one(tmp_path: Path) -> None:
    block = {"tax": {"rate": "0.06"}, "lots": {"包2": {"tax": {"rate": "0.03"}}}}
    price = _lots(tmp_path, block, 1, 2)
    # 7634.37 × 6 % = 458.0622; 15268.74 × 3 % = 458.0622.
    assert [part.charges["tax"].amount for part in price.parts if part.charges["tax"]] == [
        45806,
        45806,
    ]
    assert price.ceiling == 763437 * 3 + 45806 * 2


def test_a_cost_of_one_lot_stands_in_that_lot_alone(tmp_path: Path) -> None:
    cost = {"name": "码头费", "amount": "0.01", "per": "term", "lot": "包2"}
    price = _lots(tmp_path, {"other_costs": [cost]}, 1, 1)
    assert [part.other_total for part in price.parts] == [0, 1]


def test_an_amount_beyond_what_a_cell_holds_exactly_is_refused(tmp_path: Path) -> None:
    block = {"other_costs": [{"name": "a", "amount": 100_000_000_000, "per": "month"}]}
    with pytest.raises(Refused) as refused:
        _price(tmp_path, block, months=120)
    assert [problem.code for problem in refused.value.problems] == ["amount-too-large"]


@pytest.mark.parametrize(
    ("per", "months", "expected"),
    [
        ("head_month", 18, 540000),  # 100 × 3 heads × 18
        ("head_year", 18, 45000),  # 100 × 3 heads × 18 ÷ 12
        ("head_year", 5, 12500),  # 100 × 3 × 5 ÷ 12 = 125
    ],
)
def test_a_cost_per_head_counts_the_heads(
    tmp_path: Path, per: str, months: int, expected: int
) -> None:
    block = {"other_costs": [{"name": "体检", "amount": 100, "per": per}]}
    [share] = _price(tmp_path, block, months, headcount=3).other_costs
    assert share.amount == expected


def test_a_cost_per_head_of_all_lots_counts_each_lot_s_own_heads(tmp_path: Path) -> None:
    cost = {"name": "体检", "amount": "0.5", "per": "head_month", "lot": "全部"}
    price = _lots(tmp_path, {"other_costs": [cost]}, 1, 4)
    assert [part.other_total for part in price.parts] == [50, 200]
    assert [share.amount for share in price.other_costs] == [250]


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), st.integers(0, 10**12))
def test_running_shares_add_up_and_reach_each_lot_half_up(weights: list[int], total: int) -> None:
    parts = running(total, weights)
    assert sum(parts) == total
    for place in range(1, len(weights) + 1):
        exact = Fraction(total * sum(weights[:place]), sum(weights))
        assert abs(sum(parts[:place]) - exact) <= Fraction(1, 2)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), st.integers(0, 10**12))
def test_shares_add_up_and_are_within_a_fen_of_their_quota(weights: list[int], total: int) -> None:
    quotas = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = largest_remainder(quotas, total)
    assert sum(parts) == total
    assert all(abs(part - quota) < 1 for part, quota in zip(parts, quotas, strict=True))
