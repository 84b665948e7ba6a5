"""The causes of a difference: exact on random pairs, and as worked by hand."""

import os
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sanicost.analysis.variance import compared
from sanicost.core.price import price
from tests.rosters import priced, random_estimate

SEEDS = int(os.environ.get("SANICOST_RANDOM_PAIRS", "400"))
"""`SANICOST_RANDOM_PAIRS=1100` compares a thousand pairs of those that can be priced."""
BATCH, LEAST_PAIRS = 100, 91


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_the_parts_of_random_pairs_add_up(first: int, tmp_path: Path) -> None:
    seeds = range(first, first + BATCH + 1)
    estimates = [one for seed in seeds if (one := random_estimate(tmp_path, seed))]
    assert len(estimates) > LEAST_PAIRS
    for before, after in pairwise(estimates):
        found = compared(before, after)
        assert sum(cause.amount for cause in found.causes) == found.difference
        assert found.difference == price(after).ceiling - price(before).ceiling


# One head of `PLAIN` in 2026-01, in yuan: base wage 3000 + allowance 25 × 20 + seniority 30 × 10
# + holiday money 2400 / 12 = 4000.00; work injury 0.005 × 4000 = 20.00; unit cost 4020.00.
PLAIN: dict[str, Any] = {
    "title": "公厕保洁工",
    "headcount": 2,
    "seniority_years": 10,
    "base_wage": 3000,
    "work_days": 20,
    "rest_days_worked": 0,
    "statutory_days_worked": 0,
    "heat_exposed": False,
    "insurance": "injury_only",
}
MONTH = {"start": "2026-01", "months": 1}


def _injury(rate: str) -> dict[str, Any]:
    return {"work_injury.rate": {"value": rate, "source": "社保中心", "reason": "已核实"}}


def _roster(*positions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"project": MONTH, "positions": positions, "figures": _injury("0.005"), **more}


def _causes(
    folder: Path, before: Mapping[str, Any], after: Mapping[str, Any], *, idle: bool = False
) -> dict[str, int]:
    """Return what each cause comes to in fen; those that come to nothing only if asked for."""
    sides = [priced(folder, roster).result.estimate for roster in (before, after)]
    found = compared(*sides)
    assert sum(cause.amount for cause in found.causes) == found.difference
    return {cause.name: cause.amount for cause in found.causes if cause.amount or idle}


def test_each_cause_is_worked_out_with_all_earlier_ones_applied(tmp_path: Path) -> None:
    later = {**PLAIN, "headcount": 3, "seniority_years": 12, "performance_bonus": 100}
    price_block = {
        "other_costs": [{"name": "工具费", "amount": 1000, "per": "term"}],
        "tax": {"rate": "0.1"},
    }
    after = _roster(later, price=price_block, figures=_injury("0.006"))
    # headcount: 4020.00 for one more. Seniority: 2 × 30 = 60.00 and 0.005 × 60 = 0.30, three times.
    # Injury rate: 0.001 × 4060 = 4.06, three times. Bonus: 100.00 and on-cost 0.006 × 100 = 0.60,
    # three times. Tax: 3 × (4060 + 24.36) + 301.80 + 1000 = 13554.88, a tenth is 1355.488.
    assert _causes(tmp_path, _roster(PLAIN), after) == {
        "headcount": 4020_00,
        "seniority": 180_90,
        "work_injury.rate": 12_18,
        "incentives": 301_80,
        "other_costs": 1000_00,
        "tax": 1355_49,
    }


def test_the_causes_come_in_the_stated_order(tmp_path: Path) -> None:
    later = {"overtime_hours": 4, "work_days": 18, "seniority_years": 3, "headcount": 9}
    after = _roster(
        {**PLAIN, **later, "base_wage": 4000},
        {"title": "消杀员", "headcount": 1},
        price={"profit": {"rate": "0.02"}, "management_fee": {"rate": "0.03"}},
        project={"start": "2027-01", "months": 2, "seniority_growth": "annual"},
    )
    before = _roster(PLAIN, {**PLAIN, "title": "高压清洗工"})
    names = [name for name in _causes(tmp_path, before, after, idle=True) if "base" not in name]
    assert names == [
        "period",
        "positions_added",
        "positions_removed",
        "headcount",
        "seniority",
        "seniority_growth",
        "work_pattern",
        "other_fields",
        "minimum_wage",
        "management_fee",
        "profit",
    ]


def test_a_position_added_or_removed_counts_whole(tmp_path: Path) -> None:
    other = {**PLAIN, "title": "消杀员", "headcount": 5}
    both, one = _roster(PLAIN, other), _roster(PLAIN)
    assert _causes(tmp_path, one, both) == {"positions_added": 5 * 4020_00}
    assert _causes(tmp_path, both, one) == {"positions_removed": -5 * 4020_00}


def test_a_figure_that_moved_with_the_period_is_counted_under_its_own_name(tmp_path: Path) -> None:
    standard = {name: value for name, value in PLAIN.items() if name != "base_wage"}
    before = _roster(standard)
    after = _roster(standard, project={"start": "2027-01", "months": 1})
    # Minimum wage 2500 -> 2680: base wage 1.2 times that, 3000 -> 3216, and 0.005 × 216 = 1.08
    # of injury insurance, for two heads.
    assert _causes(tmp_path, before, after) == {"minimum_wage": 2 * 217_08}


def test_longer_terms_are_the_period_s_alone(tmp_path: Path) -> None:
    after = _roster(PLAIN, project={"start": "2026-01", "months": 3})
    assert _causes(tmp_path, _roster(PLAIN), after) == {"period": 2 * 2 * 4020_00}


def test_two_dates_of_the_figures_are_two_tenders(tmp_path: Path) -> None:
    standard = {name: value for name, value in PLAIN.items() if name != "base_wage"}
    frozen = [_roster(standard, project={**MONTH, "as_of": at}) for at in ("2026-01", "2026-09")]
    assert _causes(tmp_path, frozen[0], frozen[1]) == {"minimum_wage": 2 * 217_08}


def test_lots_are_formed_last_and_dissolved_first(tmp_path: Path) -> None:
    fee = {"management_fee": {"rate": "0.1"}}
    names = ("包组一", "包组二")
    apart = [{**PLAIN, "headcount": 1, "lot": lot} for lot in names]
    together = [{**PLAIN, "headcount": 1}, {**PLAIN, "headcount": 2}]
    own = {**fee, "lots": {"包组二": {"management_fee": {"rate": "0.2"}}}}
    one, two = _roster(*together, price=fee), _roster(*apart, price=own)
    # As one block at 10 %, two heads cost 1.1 × 8040; the second lot adds another 10 % of 4020.
    formed = _causes(tmp_path, one, two)
    assert list(formed.items()) == [("headcount", -4422_00), ("lots", 402_00)]
    dissolved = _causes(tmp_path, two, one)
    assert list(dissolved.items()) == [("lots", -402_00), ("headcount", 4422_00)]


def test_causes_between_which_a_figure_is_unknown_are_one_step(tmp_path: Path) -> None:
    # In 2018-06 nobody knows the average wage of the critical illness supplement. It is needed at
    # no end, but by insured workers at the rate before. Both rosters give all else that they need.
    source = {"source": "社保中心", "reason": "已核实"}
    limits = {"value": {"lower": 3000, "upper": 20000}, **source}
    branches = ("pension", "medical", "unemployment", "work_injury", "housing_fund")
    given = {f"{one}.base": limits for one in branches} | {
        "unemployment.rate": {"value": "0.0064", **source},
        "work_injury.rate": {"value": "0.005", **source},
        "housing_fund.rate": {"value": "0.07", **source},
        "holiday_money": {"value": 1800, **source},
    }
    before = {
        "project": {"start": "2018-06", "months": 1},
        "positions": [{**PLAIN, "insurance": "injury_only"}],
        "figures": given,
    }
    after = {
        **before,
        "positions": [{**PLAIN, "insurance": "full"}],
        "figures": {**given, "critical_illness.rate": {"value": 0, **source}},
    }
    assert list(_causes(tmp_path, before, after)) == ["other_fields+critical_illness.rate"]


def test_the_same_roster_has_no_cause(tmp_path: Path) -> None:
    assert _causes(tmp_path, _roster(PLAIN), _roster(PLAIN), idle=True) == {}
