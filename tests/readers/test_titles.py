"""A title gives the class by the annex: exact, by alias, never by a guess."""

from pathlib import Path

import pytest

from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import Post, load_vocabulary
from sanicost.core.notices import Refused
from sanicost.core.roster import Position
from tests.rosters import priced

VOCABULARY = load_vocabulary(config_folder())


def _position(folder: Path, title: str, post_class: int | str | None = None) -> Position:
    own = {} if post_class is None else {"post_class": post_class}
    roster = {"positions": [{"title": title, "headcount": 1, **own}]}
    return priced(folder, roster).result.estimate.roster.positions[0]


def _refusal(folder: Path, title: str, post_class: int | None = None) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        _position(folder, title, post_class)
    [problem] = refused.value.problems
    return problem.code, str(problem.params.get("candidates", ""))


@pytest.mark.clause("附件")
@pytest.mark.parametrize("post", VOCABULARY.posts, ids=lambda post: post.title)
def test_every_title_of_the_annex_gives_its_class(tmp_path: Path, post: Post) -> None:
    assert _position(tmp_path, post.title).post_class == post.post_class


@pytest.mark.parametrize(
    ("title", "post_class"),
    [("公厕保洁工", 1), ("清扫保洁员", 1), ("洒水车司机", 1), ("小广告清除工", 2), ("吊车司机", 2)],
)
def test_a_title_or_alias_gives_its_class(tmp_path: Path, title: str, post_class: int) -> None:
    assert _position(tmp_path, title).post_class == post_class


def test_an_alias_that_was_used_is_listed(tmp_path: Path) -> None:
    roster = {"positions": [{"title": "洒水车司机", "headcount": 1}]}
    [cleanup] = priced(tmp_path, roster).result.cleanups
    assert (cleanup.code, cleanup.where) == ("alias-used", "positions[1].title")
    assert cleanup.params["meant"] == "道路冲洗车驾驶员"


@pytest.mark.parametrize("title", ["驾驶员", "操作工"])
def test_an_ambiguous_word_lists_its_candidates_with_their_classes(
    tmp_path: Path, title: str
) -> None:
    code, candidates = _refusal(tmp_path, title)
    assert code == "title-ambiguous"
    assert "（1）" in candidates


def test_an_ambiguous_word_with_a_fitting_class_is_the_officers(tmp_path: Path) -> None:
    assert _position(tmp_path, "驾驶员", 1).in_annex is False


def test_a_near_miss_gets_did_you_mean(tmp_path: Path) -> None:
    code, candidates = _refusal(tmp_path, "公测保洁工")
    assert code == "title-misspelt"
    assert "公厕保洁工（1）" in candidates


def test_a_title_outside_the_annex_needs_a_class(tmp_path: Path) -> None:
    assert _refusal(tmp_path, "项目经理")[0] == "class-missing"
    assert _position(tmp_path, "项目经理", 3).in_annex is False


@pytest.mark.clause("附件")
def test_a_class_that_contradicts_the_annex_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path, "公厕保洁工", 2)[0] == "class-contradicts-annex"
    assert _refusal(tmp_path, "洒水车司机", 3)[0] == "class-contradicts-annex"


@pytest.mark.parametrize("word", ["2", "二类", "II", "二类岗位", "Ⅱ", "二", 2])
def test_a_class_may_be_written_in_many_ways(tmp_path: Path, word: int | str) -> None:
    assert _position(tmp_path, "乱张贴清除工", word).post_class == 2


def test_full_width_and_spaced_titles_are_the_same_title(tmp_path: Path) -> None:
    assert _position(tmp_path, "公厕 保洁工").in_annex
