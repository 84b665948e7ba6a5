"""A case that a finance bureau decided in 2024, to the fen, by a standard of its own (§12).

Property cleaning in another city: the minimum wage of 1970 and four insurances make 3158.97 a
person-month, 720245.16 for 19 heads and 12 months; the award of 688800 lay 31445.16 below.
"""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from sanicost.readers.project import Options
from sanicost.runs import price_roster
from tests.bids.filling import blank_of, filled
from tests.program import sanicost
from tests.rosters import TODAY, write_yaml

CITY = Path(__file__).parent.parent / "small_city"
SHEET = "投标人分项报价表"
# Published are the amounts alone; these bases and rates come to them, rounded half up:
# 0.16 × 4071 = 651.36; 0.08 × 5887.75 = 471.02; 0.005 × 4362 = 21.81; 0.011 × 4071 = 44.781.
FIGURES = {
    "minimum_wage": "1970",
    "post_allowance": "{1: 0, 2: 0}",
    "seniority_pay": "[{upto: 20, per_year: 0}]",
    "heat_allowance": "{month: 0, day: 0, months: [6, 7, 8, 9, 10]}",
    "holiday_money": "0",
    "pension.rate": "0.16",
    "pension.base": "{lower: 4071, upper: 20000}",
    "medical.rate": "0.08",
    "medical.base": "{lower: 5887.75, upper: 20000}",
    "unemployment.rate": "0.005",
    "unemployment.base": "{lower: 4362, upper: 20000}",
    "work_injury.rate": "0.011",
    "work_injury.base": "{lower: 4071, upper: null}",
    "maternity.rate": "0",
    "housing_fund.rate": "0",
}
POST = {
    "title": "管理员",
    "heat_exposed": False,
    "work_days": "20.67",
    "rest_days_worked": 0,
    "statutory_days_worked": 0,
}
# The award is a sum for all and no multiple of 19 × 12 fen: 18 heads at 3021.05 and one at 3021.10
# come to it, 12 × (54378.90 + 3021.10) = 688800.
HEADS, OFFERS = (18, 1), ("3021.05", "3021.10")


@pytest.fixture(name="city", scope="module")
def _city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(CITY, tmp_path_factory.mktemp("case") / "city"))
    for path in (folder / "figures").glob("*.yaml"):
        path.write_text(_with_figures(path.read_text("utf-8")), encoding="utf-8")
    return folder


def _with_figures(text: str) -> str:
    """Return a file of figures with the values of the case: one for all months."""
    blocks = re.split(r"(?m)^(?=[a-z_.]+:$)", text)
    return "".join(map(_with_value, blocks))


def _with_value(block: str) -> str:
    name = block.partition(":")[0]
    if name not in FIGURES:
        return block
    head = block.partition("  values:\n")[0]
    value = f"value: {FIGURES[name]}, source: 案例, standing: official"
    return f"{head}  values:\n    - {{from: 2024-01-01, {value}}}\n"


def test_the_decided_case_comes_out_to_the_fen(city: Path, tmp_path: Path) -> None:
    positions = [{**POST, "headcount": heads} for heads in HEADS]
    project = {"start": "2024-01", "months": 12}
    roster = write_yaml(tmp_path / "roster.yaml", {"project": project, "positions": positions})
    config = ("--config", city)
    priced = sanicost("estimate", roster, "--json", "-o", tmp_path / "测算.xlsx", *config)
    assert priced.code == 0
    [segment] = priced.document["positions"][0]["segments"]
    assert segment["unit_cost"] == "3158.97"
    assert priced.document["labour_cost"] == "720245.16"
    blank = blank_of(price_roster(roster, Options(), city, TODAY))
    employer = Decimal("651.36") + Decimal("471.02") + Decimal("21.81") + Decimal("44.78")
    planted = {
        (SHEET, f"{number}@2024-01", column): value
        for number, offer in enumerate(OFFERS, start=1)
        for column, value in (("income", Decimal(offer) - employer), ("employer", employer))
    }
    form = filled(blank, tmp_path / "award.xlsx", "中标人", planted)
    [bidder] = sanicost("bids", roster, form, "--json", *config).document["bidders"]
    assert bidder["floor_total"] == "720245.16"
    assert bidder["labour_total"] == "688800.00"
    assert bidder["shortfall"] == "31445.16"
    assert [row["income_floor"] for row in bidder["rows"]] == ["1970.00"] * 2
