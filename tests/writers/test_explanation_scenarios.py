"""explain: a ceiling of 附件7 names the command that comes to it, and its share is said exactly."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from tests.program import sanicost
from tests.rosters import write_yaml

_OF_ONE_AGE: dict[str, Any] = {
    # The minimum wage moves within these months.
    "project": {"start": "2026-03", "months": 12},
    "positions": [
        {"title": "公厕保洁工", "headcount": 3, "seniority_years": 12},
        {"title": "道路冲洗车驾驶员", "headcount": 1, "seniority_years": 12},
    ],
}


def _says(roster: Path, row: int) -> str:
    document = sanicost("explain", roster, f"附件7!C{row}", "--json", "--lang", "en").document
    return str(document["says"])


@pytest.mark.parametrize("row", range(5, 13))
def test_the_command_that_is_named_comes_to_the_same_ceiling(tmp_path: Path, row: int) -> None:
    roster = write_yaml(tmp_path / "r.yaml", _OF_ONE_AGE)
    document = sanicost("explain", roster, f"附件7!C{row}", "--json", "--lang", "en").document
    options = shlex.split(document["says"].partition("whatif … ")[2])
    assert options
    supposed = sanicost("whatif", roster, *options, "--json").document
    assert supposed["ceiling"] == document["value"]
    assert supposed["difference"] != "0.00"


def test_a_figure_that_moves_is_set_anew_from_the_month_in_which_it_moves(tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "r.yaml", _OF_ONE_AGE)
    # 2,500 yuan from 2025-03 and 2,680 from 2026-09, each 100 more.
    assert "--set minimum_wage=2600 --set minimum_wage=2780@2026-09" in _says(roster, 5)


def test_no_command_is_named_where_none_says_the_same(tmp_path: Path) -> None:
    positions = [{**_OF_ONE_AGE["positions"][0], "seniority_years": years} for years in (3, 12)]
    roster = write_yaml(tmp_path / "r.yaml", {**_OF_ONE_AGE, "positions": positions})
    for row in (12, 13, 14):
        assert "whatif says the same" in _says(roster, row)


def test_a_share_says_that_it_is_shown_rounded(tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "r.yaml", _OF_ONE_AGE)
    document = sanicost("explain", roster, "附件7!E6", "--json", "--lang", "zh").document
    exact, _, shown = document["rounding"].partition(" → ")
    assert exact.endswith("…%")
    assert shown == f"{document['shown']}，仅为显示"
