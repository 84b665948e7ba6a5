"""A lot by itself comes to what it comes to within the tender; streets add up to the whole."""

from pathlib import Path

from sanicost.core.notices import Refused
from sanicost.core.split import parts
from sanicost.embedded.canonical import Run
from sanicost.runs import price_part
from tests.packs import LOTS
from tests.random_rosters import random_roster
from tests.rosters import priced

SEEDS = range(1, 40)
STREETS = ("石牌街道", "五山街道", "新塘镇", "新塘街道")


def test_a_lot_by_itself_has_its_costs_its_share_and_its_rates(tmp_path: Path) -> None:
    first, second = parts(priced(tmp_path, LOTS).result, "lot")
    assert (first.name, second.name) == ("甲", "乙")
    assert [position.title for position in first.roster.positions] == ["公厕保洁工", "垃圾清运工"]
    assert [cost.name for cost in first.roster.prices.other_costs] == ["车辆", "平台（分摊）"]
    assert [cost.name for cost in second.roster.prices.other_costs] == ["平台（分摊）"]
    assert {name: str(rate) for name, rate in first.roster.prices.rates.items()} == {
        "management_fee": "0.03",
        "tax": "0.06",
    }
    assert str(second.roster.prices.rates["management_fee"]) == "0.05"
    assert not first.roster.lots


def test_parts_foot_to_the_tender_to_the_fen(tmp_path: Path) -> None:
    lots = 0
    for seed in SEEDS:
        roster = random_roster(seed)
        for number, position in enumerate(roster["positions"]):
            position["street"] = STREETS[number % len(STREETS)]
        try:
            run = priced(tmp_path, roster)
        except Refused:
            continue  # A roster that needs a figure nobody knows: tests/test_against_naive.py.
        if run.result.estimate.roster.lots:
            lots += 1
            _compare_lots(run)
        streets = [price_part(run, part).result.price for part in parts(run.result, "street")]
        assert sum(street.labour_cost for street in streets) == run.result.price.labour_cost
        assert sum(street.incentives for street in streets) == run.result.price.incentives
    assert lots > 5


def _compare_lots(run: Run) -> None:
    alone = [price_part(run, part).result.price for part in parts(run.result, "lot")]
    for price, within in zip(alone, run.result.price.parts, strict=True):
        [own] = price.parts
        assert own.labour_cost == within.labour_cost
        assert own.incentives == within.incentives
        assert own.other_total == within.other_total
        assert own.charges == within.charges
        assert own.ceiling == within.ceiling


def test_a_part_keeps_the_findings_on_its_positions_and_says_what_it_is(tmp_path: Path) -> None:
    project = {"start": "2027-01", "months": 24, "budget": 1}
    run = priced(tmp_path, {**LOTS, "project": project})
    assert "ceiling-above-budget" in {one.code for one in run.result.findings}
    split = (*parts(run.result, "lot"), *parts(run.result, "street"))
    own = [price_part(run, part).result for part in split]
    for result in own:
        places = {position.where for position in result.estimate.roster.positions}
        assert {one.where for one in result.findings} <= places
    said = [{one.code for one in result.assumptions} for result in own]
    assert all("part-by-lot" in codes for codes in said[:2])
    assert all("part-by-street" in codes and "rate-absent" not in codes for codes in said[2:])
