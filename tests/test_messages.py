"""Messages: every code is documented, said in both languages, and every parameter is given."""

import errno
import os
import re
from pathlib import Path
from string import Formatter

import pytest

from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary
from sanicost.core.notices import Problem, of_system
from sanicost.messages import say
from sanicost.messages.texts import TEXTS

ROOT = Path(__file__).parent.parent
CODES = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`")


def _listed(name: str) -> set[str]:
    text = (ROOT / name).read_text("utf-8")
    return set(CODES.findall(text.split("<!-- codes -->")[1])) - {"problems"}


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_code_is_listed_and_no_other(name: str) -> None:
    assert _listed(name) == set(TEXTS)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_key_sheet_and_heading_of_a_roster_is_documented(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").split("<!-- codes -->")[0]
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


@pytest.mark.parametrize("code", TEXTS)
def test_a_message_speaks_two_languages_about_the_same_things(code: str) -> None:
    chinese, english = TEXTS[code]
    assert re.search("[一-鿿]", chinese)
    assert chinese != english
    named = [
        {field for _, field, _, _ in Formatter().parse(text) if field} - {"zh", "en"}
        for text in TEXTS[code]
    ]
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


def test_a_folder_without_figures_is_called_so_in_the_language() -> None:
    problem = Problem(code="config-wrong", params={"found": "no folder with figures/ here"})
    assert "没有参数文件夹" in say(problem, "zh")
    assert "no folder" in say(problem, "en")


@pytest.mark.parametrize("code", TEXTS)
def test_a_code_is_used_somewhere(code: str) -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "sanicost").rglob("*.py"))
    written = sources.count(f'"{code}"')
    # The three amounts below a standard share one place, which makes the code of the field's name.
    made = code.endswith("-below-standard")
    assert written > 1 or made, code
