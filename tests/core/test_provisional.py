"""暂估: needed figures that nobody has confirmed for a priced month, each listed once."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.rosters import priced

D = Decimal
POSITION = {"title": "公厕保洁工", "headcount": 1}
# No row in force in 2026-01 is assumed; the rate of unemployment alone is known no longer, since
# 2025-12-31. In 2024 nobody is sure of 15 or 16 % for the pension.
UNSURE_IN_2026 = {"unemployment.rate"}


def _listed(folder: Path, start: str, months: int = 1, **more: Any) -> dict[str, str]:
    own = {**POSITION, **more.pop("own", {})}
    project = {"start": start, "months": months, **more.pop("project", {})}
    roster = {"project": project, "positions": [own], **more}
    return {one.figure: str(one.month) for one in priced(folder, roster).result.provisional}


def test_a_figure_is_stamped_from_the_month_after_its_confirmation_ends(tmp_path: Path) -> None:
    # The pension limits of 2025-07 are confirmed until 2026-06-30.
    assert "pension.base" not in _listed(tmp_path, "2026-06")
    assert _listed(tmp_path, "2026-06", 2)["pension.base"] == "2026-07"


def test_every_assumed_figure_that_is_read_is_listed(tmp_path: Path) -> None:
    assert set(_listed(tmp_path, "2026-01")) == UNSURE_IN_2026
    base = {"value": {"lower": 6236, "upper": 31179}, "source": "函", "reason": "核实"}
    listed = _listed(tmp_path, "2024-07", figures={"medical.base": base})
    # The limits of the housing fund of 2024-07 are assumed too.
    assert set(listed) == {"pension.rate", "housing_fund.base"}


def test_a_figure_without_effect_is_not_stamped(tmp_path: Path) -> None:
    injury_only = _listed(tmp_path, "2026-07", own={"insurance": "injury_only"})
    assert "pension.base" not in injury_only
    assert "medical.rate" not in injury_only


def test_a_scale_without_bands_decides_that_nothing_is_paid_and_is_stamped(tmp_path: Path) -> None:
    # Until 2018-12 no band of seniority pay is on file, which is assumed; the figures that begin
    # in 2019 are given. Ten years of service would be paid by any scale, none by no scale.
    given = {"holiday_money": 2400, "housing_fund.rate": D("0.07")}
    figures = {name: {"value": v, "source": "函", "reason": "核实"} for name, v in given.items()}
    for years, stamped in ((10, True), (0, False)):
        own = {"seniority_years": years}
        listed = _listed(tmp_path, "2018-07", 6, own=own, figures=figures)
        assert ("seniority_pay" in listed) == stamped
        assert listed["housing_fund.base"] == "2018-07"


def test_an_override_is_confirmed_by_the_officer(tmp_path: Path) -> None:
    override = {"value": "0.0064", "source": "函", "reason": "核实"}
    assert _listed(tmp_path, "2026-01", figures={"unemployment.rate": override}) == {}


def test_the_rules_themselves_are_stamped_once_they_lapse(tmp_path: Path) -> None:
    # Valid for five years from 2024-02-05: February 2029 ends after it.
    assert "regulation" not in _listed(tmp_path, "2029-01")
    assert _listed(tmp_path, "2028-12", 6)["regulation"] == "2029-02"


def test_under_as_of_the_priced_month_counts(tmp_path: Path) -> None:
    frozen = {"as_of": "2026-06"}
    assert "pension.base" not in _listed(tmp_path, "2026-06", project=frozen)
    assert "pension.base" in _listed(tmp_path, "2026-07", project=frozen)


def test_each_provisional_figure_is_listed_once_with_its_first_month(tmp_path: Path) -> None:
    listed = _listed(tmp_path, "2026-01", 24)
    assert listed["unemployment.rate"] == "2026-01"
    assert listed["pension.base"] == "2026-07"
    assert listed["medical.rate"] == listed["medical.base"] == "2027-01"
