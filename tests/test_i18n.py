"""One voice: every text stands in both languages, with the parameters that its callers give."""

import ast
import errno
import json
import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from string import Formatter

import pytest

from sanicost.city.columns import field_label
from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary
from sanicost.core.notices import Problem, of_system
from sanicost.i18n import Lang, label, room, text
from sanicost.i18n.notices import ROOMS, notice_texts, say

ROOT = Path(__file__).parent.parent
CATALOGUES = sorted(path.stem for path in (ROOT / "sanicost" / "i18n").glob("*.json"))
NOTICES = notice_texts()


@pytest.mark.parametrize("name", ["docs/reference.md", "docs/参考.md"])
def test_every_key_sheet_and_heading_of_a_roster_is_documented(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    headings = load_vocabulary(config_folder()).headings
    for kind in ("positions", "project", "price", "figures"):
        first: dict[str, str] = {}
        for word, field in headings[kind].items():
            first.setdefault(field, word)
        assert [field for field in first if f"`{field}`" not in text] == []
        assert [word for word in first.values() if word not in text] == []
    for sheet in ("汇总", "领导参阅", *(f"附件{n}" for n in range(1, 8)), "说明与核对", "输入数据"):
        assert sheet in text


def test_both_readmes_give_the_same_commands() -> None:
    """A command that breaks over two lines in one of them would not be the same."""
    both = [
        re.findall(r"```(?:bash|powershell)\n(.+?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert both[0] == both[1]
    assert len(both[0]) >= 3


@pytest.mark.parametrize("code", NOTICES)
def test_a_message_speaks_two_languages_about_the_same_things(code: str) -> None:
    chinese, english = NOTICES[code]["zh"], NOTICES[code]["en"]
    assert re.search("[一-鿿]", chinese)
    assert chinese != english
    named = [_fields(chinese) - {"zh", "en"}, _fields(english) - {"zh", "en"}]
    # A language may pass over a detail, but never ask for one that the other does not know.
    assert named[0] & named[1] == named[0] or named[0] & named[1] == named[1]


@pytest.mark.parametrize(
    ("problem", "chinese", "english"),
    [
        (
            Problem(code="file-unreadable", params=of_system(OSError(errno.EACCES, "denied"))),
            "没有权限",
            "denied",
        ),
        # A worker hands on the system's words without its number.
        (
            Problem(
                code="output-unwritable",
                params=of_system(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))),
            ),
            "磁盘空间不足",
            "No space left",
        ),
        (Problem(code="yaml-syntax", params={"found": "did not find expected key"}), "键", "key"),
        (Problem(code="file-not-xlsx", params={"found": "empty"}), "空文件", "empty file"),
        (
            Problem(code="rate-missing", params={"rate": "management_fee"}),
            "管理费",
            "management fee",
        ),
        (Problem(code="file-encoding", params={"kind": "yaml"}), "文本编辑器", "text editor"),
        (
            Problem(code="file-too-large", params={"kind": "yaml", "limit": 2}),
            "最多 2 MB：请拆分岗位表",
            "split the roster",
        ),
        (
            Problem(
                code="choice-unknown", params={"found": "x", "known": "是、否", "names": "yes、no"}
            ),
            "是、否",
            "yes, no",
        ),
    ],
)
def test_what_others_say_and_name_is_said_in_the_language(
    problem: Problem, chinese: str, english: str
) -> None:
    said = say(problem, "zh")
    assert chinese in said
    assert english in say(problem, "en")
    assert not re.search("[a-z_]{5}", said), said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_without_a_word_has_no_label(lang: Lang) -> None:
    for name in ("meal_allowance", "headcount"):  # the second is a field: the city has its word
        with pytest.raises(KeyError):
            label(name, lang)
    with pytest.raises(KeyError):
        field_label("pension", lang)


def test_a_relief_word_of_the_city_is_said_as_it_stands() -> None:
    params: dict[str, str | int] = {"word": "顶班", "days": "52", "amount": "1.00"}
    notice = Problem(code="relief-with-paid-rest-days", params=params)
    assert "顶班" in say(notice, "zh")
    assert "顶班" in say(notice, "en")


def test_a_folder_without_figures_is_called_so_in_the_language() -> None:
    problem = Problem(code="config-wrong", params={"found": "no folder with figures/ here"})
    assert "没有参数文件夹" in say(problem, "zh")
    assert "no folder" in say(problem, "en")


def _fields(said: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(said) if field is not None}


def _calls() -> Iterator[tuple[Path, str, set[str], bool]]:
    """Yield file, code, named parameters and whether others follow of every call of `text`.

    In a code that is put together at run time, `*` stands for what varies.
    """
    for path in (ROOT / "sanicost").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("text", "words"):
                given = {one.arg for one in node.keywords if one.arg}
                more = any(one.arg is None for one in node.keywords) or len(node.args) > 2
                for code in _codes(node.args[0]):
                    yield path, code, given, more


def _codes(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_codes(node.body), *_codes(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else "*" for one in node.values]
        return ["".join(map(str, parts))]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_catalogue_holds_each_text_in_both_languages() -> None:
    for name in CATALOGUES:
        for key, texts in room(name).items():
            assert list(texts) == ["zh", "en"], f"{name}.{key}"
            assert all(texts.values()), f"{name}.{key}"


def test_no_key_stands_twice_in_a_catalogue_and_no_code_in_two() -> None:
    def refuse_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), keys
        return dict(pairs)

    for name in CATALOGUES:
        path = ROOT / "sanicost" / "i18n" / f"{name}.json"
        json.loads(path.read_text("utf-8"), object_pairs_hook=refuse_twice)
    assert len(NOTICES) == sum(len(room(name)) for name in ROOMS)


def test_every_text_that_is_asked_for_exists_and_gets_the_parameters_that_it_names() -> None:
    wrong = []
    for path, code, given, more in _calls():
        name, _, key = code.partition(".")
        if "*" in code:
            if not any(fnmatch(one, key) for one in room(name)):
                wrong.append(f"{path.name}: {code} matches nothing")
            continue
        texts = room(name).get(key)
        if texts is None:
            wrong.append(f"{path.name}: {code} is unknown")
        elif isinstance(texts["zh"], str):
            asked = {
                field for said in texts.values() for field in _fields(said) if not field.isdigit()
            }
            if (given - asked) or (asked - given and not more):
                wrong.append(f"{path.name}: {code} asks for {asked} and is given {given}")
    assert wrong == []


def test_both_languages_of_a_text_name_the_same_parameters() -> None:
    for name in set(CATALOGUES) - set(ROOMS) - {"usage_errors", "parsers"}:
        for key, texts in room(name).items():
            if isinstance(texts["zh"], str):
                chinese, english = (_fields(said) for said in texts.values())
                lesser = {"path", "name", "key"}  # English may leave out a name in brackets
                assert chinese ^ english <= lesser, f"{name}.{key}"


def _is_made(code: str, pattern: str, written: str) -> bool:
    """Whether the part of a code that varies at run time stands somewhere in the program."""
    before, star, after = pattern.partition("*")
    part = code.removeprefix(before).removesuffix(after)
    return bool(star) and fnmatch(code, pattern) and f'"{part}"' in written


def test_every_text_is_used() -> None:
    patterns = {code for _, code, _, _ in _calls()}
    written = "".join(path.read_text("utf-8") for path in (ROOT / "sanicost").rglob("*.py"))
    looked_up = {
        "labels",
        "system",
        "parsers",
        "file_kinds",
        "workbook",
        "sheet_units",
        "symbols",
        "formulas",
        "usage_errors",
        "usage_line",
        "help_frames",
        "advice",
        "choices",
        "causes",
        "units",
        "figure_parts",
        "months",
        "cures",
        "causes_told",
    }
    for name in set(CATALOGUES) - set(ROOMS) - looked_up:
        for key in room(name):
            code = f"{name}.{key}"
            exact = code in patterns or f'"{key}"' in written or f"'{key}'" in written
            assert exact or any(_is_made(code, one, written) for one in patterns), code


def test_no_other_module_asks_which_language_it_is() -> None:
    for path in (ROOT / "sanicost").rglob("*.py"):
        if path.parent.name != "i18n":
            assert not re.search(r'lang (==|!=) "(zh|en)"', path.read_text("utf-8")), path


def test_a_text_raises_for_what_it_does_not_know() -> None:
    for code in ("cli.nothing", "cli.written", "nowhere"):
        with pytest.raises(KeyError):
            text(code, "zh")


@pytest.mark.parametrize("code", NOTICES)
def test_a_code_is_used_somewhere(code: str) -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "sanicost").rglob("*.py"))
    written = sources.count(f'"{code}"')
    # The three amounts below a standard share one place, which makes the code of the field's name.
    made = code.endswith("-below-standard")
    assert written or made, code
