"""Which position of one roster is which of another."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sanicost.analysis.variance import Matching, matched
from tests.rosters import priced

SWEEPER, TOILET = "道路人工清扫保洁工", "公厕保洁工"


def _matching(folder: Path, before: Sequence[Any], after: Sequence[Any]) -> Matching:
    rosters = [
        priced(
            folder,
            {
                "project": {"start": "2026-01", "months": 1},
                "positions": [{"headcount": 1, **position} for position in positions],
            },
        ).result.estimate.roster
        for positions in (before, after)
    ]
    return matched(*rosters)


def _pairs(matching: Matching) -> list[tuple[int | None, int]]:
    return [(was.headcount if was else None, now.headcount) for was, now in matching.pairs]


def test_rows_that_are_alike_are_matched_in_their_order(tmp_path: Path) -> None:
    before = [{"title": SWEEPER, "headcount": heads} for heads in (3, 5)]
    after = [{"title": SWEEPER, "headcount": heads} for heads in (4, 6, 8)]
    matching = _matching(tmp_path, before, after)
    assert _pairs(matching) == [(3, 4), (5, 6), (None, 8)]
    assert matching.removed == ()


def test_lots_and_streets_tell_positions_apart_where_both_name_them(tmp_path: Path) -> None:
    before = [
        {"title": SWEEPER, "street": "石牌街道", "headcount": 3},
        {"title": SWEEPER, "street": "五山街道", "headcount": 5},
    ]
    after = [{"title": SWEEPER, "street": "五山街道", "headcount": 6}]
    matching = _matching(tmp_path, before, after)
    assert _pairs(matching) == [(5, 6)]
    assert [position.headcount for position in matching.removed] == [3]


def test_a_street_that_only_one_side_names_tells_nothing(tmp_path: Path) -> None:
    before = [{"title": SWEEPER, "street": "石牌街道"}, {"title": TOILET, "street": "石牌街道"}]
    after = [{"title": TOILET}, {"title": SWEEPER}]
    matching = _matching(tmp_path, before, after)
    assert (len(matching.added), matching.removed) == (0, ())
    assert [[one.field for one in changed.fields] for changed in matching.changed] == [
        ["street"]
    ] * 2


def test_a_changed_field_is_told_as_text_before_and_after(tmp_path: Path) -> None:
    before = [{"title": SWEEPER, "seniority_years": 8, "heat_exposed": True}]
    after = [{"title": SWEEPER, "seniority_years": "8.50", "heat_exposed": False}]
    [changed] = _matching(tmp_path, before, after).changed
    told = [(one.field, one.before, one.after) for one in changed.fields]
    assert told == [("seniority_years", "8", "8.5"), ("heat_exposed", "yes", "no")]
