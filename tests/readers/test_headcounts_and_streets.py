"""Heads from posts, relief heads, and the spelling of streets and lots."""

from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Refused
from sanicost.core.result import Result
from tests.program import sanicost
from tests.rosters import priced

BASE = {"title": "公厕保洁工"}


def _result(folder: Path, *positions: dict[str, Any]) -> Result:
    project = {"start": "2027-01", "months": 1}
    roster = {"project": project, "positions": [{**BASE, **own} for own in positions]}
    return priced(folder, roster).result


def _problems(folder: Path, *positions: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        _result(folder, *positions)
    return [(problem.code, problem.where) for problem in refused.value.problems]


def test_posts_to_man_give_the_heads_and_their_reconciliation(tmp_path: Path) -> None:
    result = _result(tmp_path, {"posts_to_man": 100, "shifts": 1})
    [position] = result.estimate.roster.positions
    assert (position.headcount, position.relief_headcount) == (121, 21)
    [said] = [one for one in result.assumptions if one.code == "heads-from-coverage"]
    # 121 × 302 = 36542 shifts worked against 36500: 42 to spare. 21 ÷ 121 = 17.4 %.
    expected = {"to_man": "36500", "done": "36542", "spare": "42", "relief": 21, "share": "17.4"}
    assert {name: said.params[name] for name in expected} == expected


def test_relief_heads_of_a_headcount_are_stated_to_be_inside_it(tmp_path: Path) -> None:
    result = _result(tmp_path, {"headcount": 10, "relief_headcount": 2})
    assert "relief-inside-headcount" in {one.code for one in result.assumptions}
    assert result.estimate.roster.positions[0].headcount == 10


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"posts_to_man": 2, "shifts": 1, "headcount": 3}, ("headcount-and-coverage", "headcount")),
        ({"posts_to_man": 2}, ("coverage-incomplete", "shifts")),
        ({"shifts": 2, "leave_days": 5}, ("coverage-incomplete", "posts_to_man")),
        (
            {"posts_to_man": 2, "shifts": 1, "work_days": "0.5", "leave_days": 6},
            ("coverage-without-work", "leave_days"),
        ),
        ({"headcount": 3, "relief_headcount": 4}, ("relief-above-headcount", "relief_headcount")),
        ({"posts_to_man": "1.5", "shifts": 1}, ("not-whole", "posts_to_man")),
        ({"posts_to_man": 0, "shifts": 1}, ("number-outside-limits", "posts_to_man")),
        ({"posts_to_man": 100_000, "shifts": 3}, ("number-outside-limits", "posts_to_man")),
    ],
)
def test_heads_that_are_uncertain_are_refused(
    tmp_path: Path, own: dict[str, Any], expected: tuple[str, str]
) -> None:
    code, field = expected
    assert _problems(tmp_path, own) == [(code, f"positions[1].{field}")]


def test_a_street_of_the_city_is_taken_and_a_stray_space_put_right(tmp_path: Path) -> None:
    result = _result(tmp_path, {"headcount": 1, "street": "石牌 街道"})
    assert result.estimate.roster.positions[0].street == "石牌街道"
    assert [one.code for one in result.cleanups] == ["street-cleaned"]


@pytest.mark.parametrize("street", ["石碑街道", "石牌街", "石牌街道办", "天河南", "新唐街道"])
def test_a_misspelt_street_gets_did_you_mean(tmp_path: Path, street: str) -> None:
    found = _problems(tmp_path, {"headcount": 1, "street": street})
    assert found == [("street-misspelt", "positions[1].street")]


def test_a_name_far_from_every_street_is_kept_and_stated(tmp_path: Path) -> None:
    result = _result(tmp_path, {"headcount": 1, "street": "大学城片区"})
    assert "street-outside-list" in {one.code for one in result.assumptions}


def test_two_spellings_of_one_street_or_lot_are_a_problem(tmp_path: Path) -> None:
    first = {"headcount": 1, "street": "甲街道", "lot": "包组1"}
    assert _problems(tmp_path, first, {**first, "street": "甲街"}) == [
        ("spelt-twice", "positions[2].street")
    ]
    assert _problems(tmp_path, first, {**first, "lot": "包组 1"}) == [
        ("spelt-twice", "positions[2].lot")
    ]


def test_two_streets_of_the_city_with_one_stem_are_two_streets(tmp_path: Path) -> None:
    # 新塘街道 lies in 天河区, 新塘镇 in 增城区.
    found = [{"headcount": 1, "street": street} for street in ("新塘街道", "新塘镇")]
    assert len(_result(tmp_path, *found).estimate.roster.positions) == 2


@pytest.mark.parametrize("lot", ["a/b", "[1]", "x" * 26, "'一'", "一:二"])
def test_a_lot_name_that_no_sheet_can_bear_is_a_problem(tmp_path: Path, lot: str) -> None:
    found = _problems(tmp_path, {"headcount": 1, "lot": lot})
    assert found == [("lot-name-unfit", "positions[1].lot")]


def test_candidates_for_a_street_stand_in_the_same_order_in_every_run(tmp_path: Path) -> None:
    # Six streets are as near as each other; a set's order would change with the hash seed.
    roster = "positions: [{title: 公厕保洁工, headcount: 1, street: 村外街}]"
    path = tmp_path / "a.yaml"
    path.write_text(roster, encoding="utf-8")
    said = {sanicost("check", path, env={"PYTHONHASHSEED": str(seed)}).err for seed in range(4)}
    assert len(said) == 1
