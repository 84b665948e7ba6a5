"""The machine-readable document: exactly the promised keys, types and sums."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.program import EXAMPLES, sanicost
from tests.rosters import write_yaml

POSITION = {"where", "title", "post_class", "headcount", "lot", "street", "segments"}
POSITION |= {"incentives", "cost"}
SEGMENT = {"start", "months", "lines", "income", "employer", "unit_cost", "cost"}
LOT = {"lot", "labour_cost", "incentives", "other_costs", "management_fee", "profit", "tax"}
LOT |= {"ceiling"}
TOP = {"schema", "project", "positions", "lots", "labour_cost", "incentives", "other_costs"}
TOP |= {"management_fee", "profit", "tax", "ceiling", "ceiling_in_words", "provisional"}
TOP |= {"assumptions", "findings"}
WAGES = ["base_wage", "post_allowance", "seniority_pay", "heat_allowance", "rest_day_overtime"]
WAGES += ["holiday_overtime", "extended_overtime", "holiday_money"]
EMPLOYER = ["pension", "medical", "maternity", "unemployment", "work_injury"]
EMPLOYER += ["critical_illness", "housing_fund"]


@pytest.fixture(scope="module", params=["street-office.xlsx", "district-lots.yaml"])
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return sanicost("check", EXAMPLES / request.param, "--json").document


def _yuan(text: str) -> Decimal:
    assert len(text.rpartition(".")[2]) == 2, text
    return Decimal(text)


def test_every_promised_key_is_there(document: dict[str, Any]) -> None:
    assert set(document) >= TOP
    for position in document["positions"]:
        assert set(position) >= POSITION
        for segment in position["segments"]:
            assert set(segment) >= SEGMENT
            assert list(segment["lines"]) == WAGES + EMPLOYER
    for lot in document["lots"]:
        assert set(lot) >= LOT
    for finding in document["findings"]:
        assert set(finding) >= {"code", "severity", "where", "message"}
        assert finding["severity"] in ("info", "warning", "error")
    for assumption in document["assumptions"]:
        assert set(assumption) >= {"code", "message"}
    for provisional in document["provisional"]:
        assert set(provisional) >= {"figure", "month", "note"}


def test_counts_are_integers_and_money_is_text(document: dict[str, Any]) -> None:
    for position in document["positions"]:
        assert type(position["headcount"]) is int
        assert type(position["post_class"]) is int
        for segment in position["segments"]:
            assert type(segment["months"]) is int
            for amount in segment["lines"].values():
                _yuan(amount)


def test_every_sum_foots_from_the_printed_lines(document: dict[str, Any]) -> None:
    for position in document["positions"]:
        for segment in position["segments"]:
            lines = {name: _yuan(amount) for name, amount in segment["lines"].items()}
            assert sum(lines[name] for name in WAGES) == _yuan(segment["income"])
            assert sum(lines[name] for name in EMPLOYER) == _yuan(segment["employer"])
            unit = _yuan(segment["income"]) + _yuan(segment["employer"])
            assert unit == _yuan(segment["unit_cost"])
            cost = unit * position["headcount"] * segment["months"]
            assert cost == _yuan(segment["cost"])
        assert sum(_yuan(s["cost"]) for s in position["segments"]) == _yuan(position["cost"])
    positions = document["positions"]
    for name, key in (("labour_cost", "cost"), ("incentives", "incentives")):
        assert sum(_yuan(p[key]) for p in positions) == _yuan(document[name])


def test_the_ceiling_is_the_sum_of_its_steps(document: dict[str, Any]) -> None:
    names = ("labour_cost", "incentives", "management_fee", "profit", "tax")
    steps = [_yuan(document[name] or "0.00") for name in names]
    others = [_yuan(cost["amount"]) for cost in document["other_costs"]]
    assert sum(steps) + sum(others) == _yuan(document["ceiling"])


def test_lots_add_up_to_the_project(document: dict[str, Any]) -> None:
    for name in ("labour_cost", "incentives", "management_fee", "profit", "tax", "ceiling"):
        total = _yuan(document[name] or "0.00")
        assert (
            not document["lots"]
            or sum(_yuan(lot[name] or "0.00") for lot in document["lots"]) == total
        )
    others = sum(_yuan(cost["amount"]) for cost in document["other_costs"])
    assert not document["lots"] or sum(_yuan(lot["other_costs"]) for lot in document["lots"]) == (
        others
    )


def test_a_rate_that_nobody_gave_is_null(tmp_path: Path) -> None:
    roster = {
        "project": {"start": "2026-01", "months": 1},
        "positions": [{"title": "公厕保洁工", "headcount": 1}],
        "price": {"profit": {"rate": 0}},
    }
    document = sanicost("check", write_yaml(tmp_path / "a.yaml", roster), "--json").document
    rates = [document[name] for name in ("management_fee", "profit", "tax")]
    assert rates == [None, "0.00", None]
    assert document["lots"] == []


def test_a_refused_roster_says_every_problem_with_its_place(tmp_path: Path) -> None:
    roster = {
        "projekt": {},
        "positions": [{"title": "驾驶员", "headcount": "3.5"}, {"title": "公厕保洁工"}],
    }
    outcome = sanicost("check", write_yaml(tmp_path / "a.yaml", roster), "--json")
    assert outcome.code == 1
    assert outcome.document["schema"] == "sanicost.problems/1"
    assert [(one["code"], one["where"]) for one in outcome.document["problems"]] == [
        ("key-unknown", "projekt"),
        ("title-ambiguous", "positions[1].title"),
        ("not-whole", "positions[1].headcount"),
        ("headcount-missing", "positions[2].headcount"),
    ]
    assert all(one["message"] for one in outcome.document["problems"])
