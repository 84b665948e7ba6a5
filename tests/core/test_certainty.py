"""暂估 and 沿用: figures that nobody has confirmed, and figures used after their last known day."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Refused
from sanicost.core.result import Result
from sanicost.runs import is_clean
from tests.rosters import priced

D = Decimal
POSITION = {"title": "公厕保洁工", "headcount": 1}
GOES_ON = {"value": "continue", "source": "办公厅复函", "reason": "继续适用"}


def _result(folder: Path, start: str, months: int = 1, **more: Any) -> Result:
    own = {**POSITION, **more.pop("own", {})}
    project = {"start": start, "months": months, **more.pop("project", {})}
    return priced(folder, {"project": project, "positions": [own], **more}).result


def _provisional(folder: Path, start: str, months: int = 1, **more: Any) -> dict[str, str]:
    result = _result(folder, start, months, **more)
    return {one.figure: str(one.month) for one in result.provisional}


def _carried(folder: Path, start: str, months: int = 1, **more: Any) -> dict[str, str]:
    result = _result(folder, start, months, **more)
    return {one.figure: str(one.month) for one in result.carried_forward}


def test_a_tender_of_coming_years_has_nothing_provisional(tmp_path: Path) -> None:
    result = _result(tmp_path, "2027-01", 36)
    assert result.provisional == ()
    assert is_clean(result)


def test_a_figure_is_carried_from_the_month_after_its_last_known_day(tmp_path: Path) -> None:
    # The pension limits of 2025-07 are known until 2026-06-30.
    assert "pension.base" not in _carried(tmp_path, "2026-06")
    [one] = [c for c in _result(tmp_path, "2026-06", 2).carried_forward if "pension" in c.figure]
    assert (str(one.month), one.until) == ("2026-07", date(2026, 6, 30))
    assert one.value == {"lower": D(5510), "upper": D(27549)}


def test_every_assumed_figure_that_is_read_is_provisional(tmp_path: Path) -> None:
    # In 2024 nobody is sure of 15 or 16 % for the pension; the fund's limits are assumed too.
    base = {"value": {"lower": 6236, "upper": 31179}, "source": "函", "reason": "核实"}
    listed = _provisional(tmp_path, "2024-07", figures={"medical.base": base})
    assert set(listed) == {"pension.rate", "housing_fund.base"}


def test_a_provisional_figure_is_not_carried_as_well(tmp_path: Path) -> None:
    # The limits of the pension from 2019-07 are assumed; nothing says until when.
    result = _result(tmp_path, "2020-01", 6)
    provisional = {one.figure for one in result.provisional}
    assert "pension.base" in provisional
    assert not provisional & {one.figure for one in result.carried_forward}


def test_a_figure_without_effect_is_in_neither_list(tmp_path: Path) -> None:
    injury_only = _result(tmp_path, "2026-07", own={"insurance": "injury_only"})
    listed = {one.figure for one in injury_only.provisional}
    listed |= {one.figure for one in injury_only.carried_forward}
    assert not {"pension.base", "medical.rate", "unemployment.rate"} & listed


def test_a_scale_without_bands_decides_that_nothing_is_paid_and_is_stamped(tmp_path: Path) -> None:
    # Until 2018-12 no band of seniority pay is on file, which is assumed; the figures that begin
    # in 2019 are given. Ten years of service would be paid by any scale, none by no scale.
    given = {"holiday_money": 2400, "housing_fund.rate": D("0.07")}
    figures = {name: {"value": v, "source": "函", "reason": "核实"} for name, v in given.items()}
    for years, stamped in ((10, True), (0, False)):
        own = {"seniority_years": years}
        listed = _provisional(tmp_path, "2018-07", 6, own=own, figures=figures)
        assert ("seniority_pay" in listed) == stamped
        assert listed["housing_fund.base"] == "2018-07"


def test_an_override_is_confirmed_by_the_officer(tmp_path: Path) -> None:
    override = {"value": "0.0064", "source": "函", "reason": "核实"}
    assert "unemployment.rate" in _carried(tmp_path, "2026-01")
    assert _carried(tmp_path, "2026-01", figures={"unemployment.rate": override}) == {}


def test_the_rules_themselves_are_carried_once_they_lapse(tmp_path: Path) -> None:
    # 六: valid for five years from 2024-02-05; February 2029 ends after it.
    assert "regulation" not in _carried(tmp_path, "2029-01")
    assert _carried(tmp_path, "2028-12", 6)["regulation"] == "2029-02"


@pytest.mark.parametrize(
    ("since", "first"), [({}, None), ({"from": "2029-02"}, None), ({"from": "2029-04"}, "2029-02")]
)
def test_an_officer_confirms_that_the_rules_go_on(
    tmp_path: Path, since: dict[str, str], first: str | None
) -> None:
    figures = {"regulation": {**GOES_ON, **since}}
    result = _result(tmp_path, "2028-12", 6, figures=figures)
    carried = {one.figure: str(one.month) for one in result.carried_forward}
    assert carried.get("regulation") == first
    said = [one for one in result.assumptions if one.code == "override-confirmed"]
    assert [one.params["figure"] for one in said] == ["regulation"]


def test_a_confirmation_of_rules_that_do_not_lapse_is_in_vain(tmp_path: Path) -> None:
    result = _result(tmp_path, "2027-01", figures={"regulation": GOES_ON})
    assert [one.code for one in result.findings if "override" in one.code] == [
        "override-without-effect"
    ]


@pytest.mark.parametrize(
    ("figure", "entry", "code", "where"),
    [
        ("pension.rate", GOES_ON, "continue-not-of-rules", "figures.pension.rate.value"),
        ("regulation", {**GOES_ON, "value": 1}, "rules-only-continue", "figures.regulation.value"),
        ("regulation", {**GOES_ON, "source": ""}, "override-field-missing", "figures.regulation"),
    ],
)
def test_nothing_but_the_rules_goes_on_and_not_without_a_source(
    tmp_path: Path, figure: str, entry: dict[str, Any], code: str, where: str
) -> None:
    with pytest.raises(Refused) as refused:
        _result(tmp_path, "2029-02", figures={figure: entry})
    [problem] = refused.value.problems
    assert problem.code == code
    assert problem.where.startswith(where)


def test_under_as_of_the_priced_month_counts(tmp_path: Path) -> None:
    frozen = {"as_of": "2026-06"}
    assert "pension.base" not in _carried(tmp_path, "2026-06", project=frozen)
    assert "pension.base" in _carried(tmp_path, "2026-07", project=frozen)


def test_each_carried_figure_is_listed_once_with_its_first_month(tmp_path: Path) -> None:
    listed = _carried(tmp_path, "2026-01", 24)
    assert listed["unemployment.rate"] == "2026-01"
    assert listed["pension.base"] == "2026-07"
    assert listed["medical.rate"] == listed["medical.base"] == "2027-01"
