"""The officer's way in: a greeting, and for every message an example, its cause and its cure."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sanicost.city.standard import config_folder, load_standard
from sanicost.i18n import Lang
from sanicost.i18n.codes import explained
from sanicost.i18n.notices import notice_texts
from tests.program import EXAMPLES, sanicost

CODES = notice_texts()
LAW = load_standard(config_folder()).law


@pytest.mark.parametrize(("lang", "word"), [("zh", "三条命令"), ("en", "Three commands")])
def test_the_program_alone_greets_and_names_three_commands(lang: Lang, word: str) -> None:
    outcome = sanicost("--lang", lang)
    assert (outcome.code, outcome.err) == (0, "")
    assert word in outcome.out
    for command in ("sanicost template", "sanicost check", "sanicost estimate"):
        assert outcome.out.count(f"  {command} ") == 1


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_an_example_a_cause_and_a_cure_in_both_languages(code: str) -> None:
    chinese, english = explained(code, LAW, "zh"), explained(code, LAW, "en")
    for one in (chinese, english):
        assert one.message
        assert one.cause
        assert one.cure
        # An example is whole: no parameter is left open.
        assert not re.search(r"\{[a-z_]+\}", one.message + one.cause + one.cure)
    assert re.search("[一-鿿]", chinese.cure)
    assert chinese.cure != english.cure


def test_what_to_do_is_taken_from_the_message_that_says_it() -> None:
    one = explained("not-a-number", LAW, "zh")
    assert one.message == "“三十多”不是数字。请填写一个数字。"
    assert (one.cause, one.cure) == ("“三十多”不是数字。", "请填写一个数字。")
    assert explained("not-a-number", LAW, "en").cure == "Write a number."


def test_help_explains_a_code_and_asks_back_for_a_misspelt_one() -> None:
    found = sanicost("help", "base-wage-below-standard")
    assert found.code == 0
    for part in ("例", "原因", "处理", "三(一)", "退出码 1"):
        assert part in found.out
    asked = sanicost("help", "base-wage-below-standart", "--lang", "en")
    assert asked.code == 2
    assert "Did you mean base-wage-below-standard" in asked.err


def test_all_codes_make_one_document_in_both_languages() -> None:
    document = sanicost("help", "--all", "--json").document
    assert document["schema"] == "sanicost.help/1"
    assert [one["code"] for one in document["codes"]] == list(CODES)
    for one in document["codes"]:
        assert set(one) == {"code", "kind", "exit", "zh", "en"}
        assert set(one["zh"]) == set(one["en"]) == {"example", "cause", "cure"}


def test_every_message_of_a_refused_roster_ends_with_its_code(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("positions:\n  - {title: 公厕保洁工, headcount: 1.5, x: 1}\n", "utf-8")
    refused = sanicost("check", path)
    told = [line for line in refused.err.splitlines() if line.startswith("    ")]
    assert [line.split()[-1] for line in told] == ["key-unknown", "not-whole"]


def test_findings_end_with_their_codes(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("positions:\n  - {title: 公厕保洁工, headcount: 1}\n", "utf-8")
    out = sanicost("check", path).out
    assert re.search(r"skilled-share-below-target$", out, re.MULTILINE)


def test_the_demonstration_shows_three_mistakes_and_the_way_to_the_annex(tmp_path: Path) -> None:
    outcome = sanicost("demo", cwd=tmp_path)
    assert outcome.code == 0, outcome.err
    folder = tmp_path / "sanicost-演示"
    names = sorted(path.name for path in folder.iterdir())
    assert [name.partition("-")[0] for name in names] == [str(n + 1) for n in range(len(names))]
    wrong, *_, right, annex = (folder / name for name in names)
    told = sanicost("check", wrong, "--json")
    assert (told.code, len(told.document["problems"])) == (1, 3)
    assert all(one["code"] in outcome.out for one in told.document["problems"])
    priced = sanicost("check", right, "--json").document
    assert priced["ceiling"] in outcome.out.replace(",", "")
    assert sanicost("verify", annex).code == 0
    # Nothing of an officer's is ever replaced.
    assert sanicost("demo", cwd=tmp_path).code == 4


def test_the_page_is_written_where_the_package_holds_it_or_said_how_to_be_had(
    tmp_path: Path,
) -> None:
    name = "环卫用工成本测算.html"
    absent = sanicost("page", cwd=tmp_path)
    assert (absent.code, list(tmp_path.iterdir())) == (3, [])
    assert "page/build.py" in absent.err
    package = tmp_path / "site" / "sanicost"
    shutil.copytree(EXAMPLES.parent / "sanicost", package)
    (package / name).write_bytes(b"<!doctype html>")
    command = [sys.executable, "-m", "sanicost", "page", "-o", str(tmp_path / "a.html")]
    run = subprocess.run(command, cwd=package.parent, env=_alone(package.parent), check=False)
    assert run.returncode == 0
    assert (tmp_path / "a.html").read_bytes() == b"<!doctype html>"


def _alone(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("sanicost st", "standard"),
        ("sanicost standard set mini", "minimum_wage"),
        ("sanicost help not-", "not-whole"),
        ("sanicost posts 公厕", "公厕保洁工"),
        ("sanicost explain a.yaml 公厕", "公厕保洁工"),
        ("sanicost whatif a.yaml --set [3].street=石牌", "[3].street=石牌街道"),
        ("sanicost whatif a.yaml --set minimum", "minimum_wage="),
    ],
)
def test_a_shell_is_told_how_a_word_goes_on(line: str, word: str) -> None:
    asked = {
        "_SANICOST_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - 1),
    }
    assert word in sanicost(env=asked).out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        (("estmate", "a.xlsx"), "estimate"),
        (("check", "a.xlsx", "--strct"), "--strict"),
        (
            ("standard", "set", "minimum_wages", "2800", "--from", "2027-07", "--source", "a"),
            "wage",
        ),
        (("whatif", EXAMPLES / "street-office.yaml", "--set", "headcout=3"), "headcount"),
        (("explain", EXAMPLES / "street-office.yaml", "公侧保洁工"), "公厕保洁工"),
        (("posts", "公侧保洁工"), "公厕保洁工"),
    ],
)
def test_a_misspelt_word_is_asked_back(arguments: tuple[str | Path, ...], asked: str) -> None:
    outcome = sanicost(*arguments)
    assert outcome.code in (1, 2)
    said = outcome.out + outcome.err
    assert asked in said
    assert "'" not in said


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ("{title: 公侧保洁工, headcount: 1}", "公厕保洁工"),
        ("{title: 公厕保洁工, headcont: 1}", "headcount"),
        ("{title: 公厕保洁工, headcount: 1, street: 石碑街道}", "石牌街道"),
    ],
)
def test_a_misspelt_post_column_or_street_is_asked_back(
    row: str, asked: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(f"positions:\n  - {row}\n", "utf-8")
    refused = sanicost("check", tmp_path / "a.yaml", "--lang", "en")
    assert asked in refused.err
    assert not re.search("[（）、：]", refused.err)
