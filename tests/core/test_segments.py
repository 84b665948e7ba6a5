"""Segments: runs of months of one contract year in which no line of any position changes."""

from pathlib import Path
from typing import Any

from tests.rosters import priced


def _spans(
    folder: Path, project: dict[str, Any], *positions: dict[str, Any]
) -> list[tuple[str, int]]:
    roster = {"project": project, "positions": list(positions) or [_ONE]}
    estimate = priced(folder, roster).result.estimate
    return [(str(segment.start), segment.months) for segment in estimate.segments]


_ONE = {"title": "公厕保洁工", "headcount": 1}


def test_a_minimum_wage_ends_a_segment(tmp_path: Path) -> None:
    # 2026-09: 2680 instead of 2500 yuan. No other line of 2026 moves: the pension limits that end
    # in June 2026 keep their row.
    spans = _spans(tmp_path, {"start": "2026-01", "months": 12})
    assert spans == [("2026-01", 8), ("2026-09", 4)]


def test_a_contract_year_ends_a_segment_even_if_nothing_moves(tmp_path: Path) -> None:
    spans = _spans(tmp_path, {"start": "2027-01", "months": 30})
    assert spans == [("2027-01", 12), ("2028-01", 12), ("2029-01", 6)]


def test_a_limit_that_nobodys_pay_touches_ends_no_segment(tmp_path: Path) -> None:
    # 2026-07: the fund's upper limit rises from 39828 to 41697, far above everyone's pay.
    assert _spans(tmp_path, {"start": "2026-05", "months": 4}) == [("2026-05", 4)]


def test_a_limit_that_one_position_touches_ends_the_segment_of_all(tmp_path: Path) -> None:
    rich = {"title": "消杀员", "headcount": 1, "base_wage": 50000}
    spans = _spans(tmp_path, {"start": "2026-05", "months": 4}, _ONE, rich)
    assert spans == [("2026-05", 2), ("2026-07", 2)]


def test_frozen_figures_leave_only_the_contract_years(tmp_path: Path) -> None:
    project = {"start": "2026-01", "months": 24, "as_of": "2026-01"}
    assert _spans(tmp_path, project) == [("2026-01", 12), ("2027-01", 12)]


def test_growing_seniority_ends_a_segment_each_january(tmp_path: Path) -> None:
    project = {"start": "2027-07", "months": 12, "seniority_growth": "annual"}
    assert _spans(tmp_path, project) == [("2027-07", 6), ("2028-01", 6)]


def test_segments_cover_every_month_once(tmp_path: Path) -> None:
    project = {"start": "2025-03", "months": 45, "seniority_growth": "annual"}
    assert sum(months for _, months in _spans(tmp_path, project)) == 45
