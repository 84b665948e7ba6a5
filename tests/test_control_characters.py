"""Whatever a file, its name or an argument holds, nothing of it steers the terminal."""

import re
from pathlib import Path

import pytest

from tests.program import sanicost
from tests.spreadsheet.packages import inline, package

TITLE = "\x1b]0;pwn\x07"
"""Sets the title of a terminal's window."""
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _steers(text: str) -> bool:
    """Return whether a text holds more than line ends, tabs and the styles of the program's own."""
    return bool(_STEERING.search(_STYLE.sub("", text).replace("\r\n", "\n")))


def _heading(escape: str) -> bytes:
    """Return a workbook with a heading that holds an escape character as Excel writes it."""
    heads = inline("A1", "岗位") + inline("B1", "人数") + inline("C1", f"{escape}]0;pwn工龄")
    return package({"岗位表": f'<row r="1">{heads}</row>'})


@pytest.mark.parametrize("color", [{}, {"FORCE_COLOR": "1"}])
@pytest.mark.parametrize("arguments", [("--lang", "zh"), ("--lang", "en"), ("--json",)])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "yaml", "name"])
def test_no_control_character_of_a_roster_reaches_a_stream(
    tmp_path: Path, kind: str, arguments: tuple[str, ...], color: dict[str, str]
) -> None:
    path = tmp_path / f"roster.{kind}"
    if kind == "csv":
        path.write_text(f"岗位,人数,{TITLE}工龄\x9b31m\n公厕保洁工,40,8\n", "utf-8")
    elif kind == "xlsx":
        path.write_bytes(_heading("_x001B_"))
    elif kind == "yaml":
        path.write_text(r'{"\e]0;pwn\a": 1, positions: [{title: "\e[31m", headcount: 1}]}', "utf-8")
    else:
        path = tmp_path / f"a{TITLE}.xlsx"
    outcome = sanicost("check", path, *arguments, env=color)
    assert outcome.code in (1, 3)
    assert "pwn" in outcome.out + outcome.err
    assert not _steers(outcome.out)
    assert not _steers(outcome.err)


@pytest.mark.parametrize("arguments", [(TITLE,), ("check", "a.xlsx", f"--{TITLE}")])
def test_no_control_character_of_an_argument_reaches_a_stream(arguments: tuple[str, ...]) -> None:
    outcome = sanicost(*arguments)
    assert outcome.code == 2
    assert not _steers(outcome.out + outcome.err)


def test_the_programs_own_styles_stay_in_its_help_and_in_its_messages(tmp_path: Path) -> None:
    for arguments in (("--help",), ("check", str(tmp_path / "a.xlsx"))):
        outcome = sanicost(*arguments, env={"FORCE_COLOR": "1"})
        assert _STYLE.search(outcome.out + outcome.err)
        assert not _steers(outcome.out + outcome.err)
