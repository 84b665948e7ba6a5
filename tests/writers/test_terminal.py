"""The terminal's summary: every number whole on a narrow screen, words in the right number."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.program import EXAMPLES, sanicost
from tests.rosters import MINIMAL, write_yaml


def _summary(folder: Path, positions: list[dict[str, Any]], lang: str = "en") -> str:
    path = write_yaml(folder / "a.yaml", {**MINIMAL, "positions": positions})
    return sanicost("check", path, "--lang", lang).out


@pytest.mark.parametrize("columns", ["40", "60", "80"])
def test_no_number_is_cut_however_narrow_the_terminal(tmp_path: Path, columns: str) -> None:
    rosters = EXAMPLES.glob("*.yaml")
    for path in rosters:
        narrow = sanicost("check", path, env={"COLUMNS": columns}).out
        assert "…" not in narrow.partition("沿用")[0]


def test_heads_have_thousands_commas_in_every_place(tmp_path: Path) -> None:
    out = _summary(tmp_path, [{"title": "公厕保洁工", "headcount": 1200}])
    assert out.partition("basic labour cost")[0].count("1,200") == 2


@pytest.mark.parametrize(
    ("rows", "said"), [(16, "… and 1 more position\n"), (17, "2 more positions")]
)
def test_the_rest_of_a_long_roster_is_counted(tmp_path: Path, rows: int, said: str) -> None:
    positions = [{"title": "公厕保洁工", "headcount": 1, "remarks": str(n)} for n in range(rows)]
    assert said in _summary(tmp_path, positions)


def test_a_lot_whose_name_begins_with_the_word_is_not_given_it_twice(tmp_path: Path) -> None:
    lots = ("包组一", "二")
    out = _summary(
        tmp_path, [{"title": "公厕保洁工", "headcount": 1, "lot": lot} for lot in lots], "zh"
    )
    assert re.search(r"^包组一 ", out, re.MULTILINE)
    assert re.search(r"^包组 二 ", out, re.MULTILINE)
    assert "包组 包组" not in out


def test_posts_are_found_by_class_in_every_spelling() -> None:
    second = sanicost("posts", "2").out
    assert "吊车司机" in second
    assert "公厕保洁工" not in second
    for spelling in ("二类", "二类岗位", "II"):
        assert sanicost("posts", spelling).out == second


def test_aliases_fold_and_are_never_cut() -> None:
    out = sanicost("posts", env={"COLUMNS": "60"}).out
    assert "…" not in out


def test_what_is_piped_is_neither_wrapped_nor_filled_with_blanks(tmp_path: Path) -> None:
    rows = [{"title": "公厕", "headcount": 0, "street": "石牌街到"}]
    path = write_yaml(tmp_path / f"{'长' * 60}.yaml", {**MINIMAL, "positions": rows})
    refused = sanicost("check", path).err.splitlines()
    assert [line for line in refused if line.endswith(" ")] == []
    # A heading, then for each problem its place and all that is said of it: three problems; at
    # last that a copy shows them at their cells.
    assert len(refused) == 1 + 2 * 3 + 1
    out = sanicost("check", EXAMPLES / "street-office.yaml").out
    assert out.count("不会低于逐人测算。  average-seniority\n") == 1


def test_places_are_told_in_the_language(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("岗位,人数\n公厕保洁工,0\n", encoding="utf-8")
    assert "第2行 人数" in sanicost("check", path).err
    assert "line 2 人数" in sanicost("check", path, "--lang", "en").err
