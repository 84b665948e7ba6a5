"""What a batch says to an officer: counted rightly, in one language, with what to do."""

import re
from pathlib import Path

import pytest

from tests.batch.folders import BAD, batch, fill, names, roster
from tests.program import sanicost

HAN = re.compile("[一-鿿]")


def _write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_closing_line_counts_what_was_done_before_among_all(tmp_path: Path) -> None:
    # 2 of 5 are bad. All 5 are final, so the second run finds all 5 done.
    source, out = fill(tmp_path / "in", 5, bad_every=2), tmp_path / "out"
    first, again = batch(source, "-o", out), batch(source, "-o", out)
    assert "已测算 3 个，未测算 2 个（合计 5 个中 0 个此前已完成）。" in first.out
    assert "已测算 3 个，未测算 2 个（合计 5 个中 5 个此前已完成）。" in again.out
    english = sanicost("batch", source, "-o", out, "--lang", "en").out
    assert "5 rosters: 3 priced, 2 not priced (5 done in an earlier run)." in english


def test_a_roster_with_several_problems_says_how_many_more_there_are_and_where(
    tmp_path: Path,
) -> None:
    rows = "{title: 公厕保洁工, headcount: 0}, {headcount: 1}, {title: 公厕保洁工, headcount: x}"
    source = _write(tmp_path / "a.yaml", f"positions: [{rows}]")
    said = batch(source, "-o", tmp_path / "out").err
    assert "另有 2 处问题" in said
    assert "全部问题见 problems.xlsx" in said
    assert "另有" not in batch(_write(tmp_path / "b.yaml", BAD), "-o", tmp_path / "two").err


@pytest.mark.parametrize("name", ["街道.wps", "街道.docx", "街道.txt", "扫描.PDF", "表.numbers"])
def test_a_file_of_another_kind_is_told_of_and_never_vanishes(tmp_path: Path, name: str) -> None:
    source = fill(tmp_path / "in", 1)
    _write(source / "片区0" / name, b"x")
    _write(source / ".DS_Store", b"x")
    outcome = batch(source, "-o", tmp_path / "out")
    assert outcome.code == 0
    assert f"  片区0/{name}\n" in outcome.out
    assert "请另存为 .xlsx" in outcome.out
    assert "DS_Store" not in outcome.out
    # Who asks for one kind of file knows that there are others.
    assert name not in batch(source, "-o", tmp_path / "two", "--glob", "*.yaml").out


def test_what_an_earlier_batch_left_in_a_source_is_passed_over_as_ours(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 1)
    batch(source, "-o", source / "out")
    outcome = batch(source, "-o", tmp_path / "two")
    assert outcome.code == 0
    assert "略过 5 个：本程序的输出" in outcome.out
    assert "不是 .xlsx" not in outcome.out


def test_the_names_passed_over_stand_on_a_line_each_and_end_somewhere(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 1)
    for number in range(23):
        _write(source / f"{number:02d}.txt", b"x")
    lines = batch(source, "-o", tmp_path / "out").out.splitlines()
    assert lines[0].startswith("略过 23 个：")
    assert lines[1:21] == [f"  {number:02d}.txt" for number in range(20)]
    assert lines[21] == "  … 另有 3 个"


def test_the_file_of_figures_is_no_roster_though_it_lies_among_them(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 1)
    text = "medical.rate: {value: 0.06, source: 复函, reason: 核实}"
    figures = _write(source / "参数.yaml", text)
    outcome = batch(source, "-o", tmp_path / "out", "--figures", figures)
    assert outcome.code == 0, outcome.err
    assert "略过 1 个：--figures 给出的参数文件\n  参数.yaml\n" in outcome.out


def test_two_rosters_of_one_output_are_named_in_full_with_what_to_do(tmp_path: Path) -> None:
    first = _write(tmp_path / "石牌" / "a.yaml", roster(0))
    second = _write(tmp_path / "五山" / "a.yaml", roster(1))
    outcome = batch(first.parent, second.parent, "-o", tmp_path / "out", env={"COLUMNS": "900"})
    assert outcome.code == 1
    assert str(first) in outcome.err
    assert str(second) in outcome.err
    assert "--glob '*.yaml'" in outcome.err
    # As it advises: from the folder that holds both.
    assert batch(tmp_path, "-o", tmp_path / "out").code == 0


def test_a_file_in_the_place_of_the_folder_is_called_one(tmp_path: Path) -> None:
    source, taken = fill(tmp_path / "in", 1), _write(tmp_path / "o.txt", b"mine")
    outcome = batch(source, "-o", taken)
    assert outcome.code == 4
    assert "这里是一个文件，需要的是文件夹" in outcome.err
    deeper = batch(source, "-o", taken / "out")
    assert deeper.code == 4
    assert "路径中有一段不是文件夹" in deeper.err
    assert taken.read_bytes() == b"mine"


def test_a_log_that_cannot_be_written_is_refused_in_chinese(tmp_path: Path) -> None:
    source, taken = fill(tmp_path / "in", 1), _write(tmp_path / "file", b"mine")
    outcome = batch(source, "-o", tmp_path / "out", "--log", taken / "deep" / "log.txt")
    assert outcome.code == 4
    assert "路径中有一段不是文件夹" in outcome.err
    assert "Not a directory" not in outcome.err


LISTED = {
    "a.yaml,a:b?.xlsx": '不得含 < > : " | ? * ',
    "a.yaml,甲": "须以 .xlsx 结尾",
    "a.yaml,汇总.xlsx": "留给批量测算自己的报表",
}


@pytest.mark.parametrize("row", LISTED)
def test_a_wrong_output_of_a_list_is_told_with_the_list_the_line_and_the_rule(
    tmp_path: Path, row: str
) -> None:
    _write(tmp_path / "a.yaml", roster(1))
    listed = _write(tmp_path / "清单.csv", f"岗位表文件,输出文件\n{row}\n")
    outcome = batch(listed, "-o", tmp_path / "out", env={"COLUMNS": "900"})
    assert outcome.code == 1
    assert LISTED[row] in outcome.err
    if "汇总" not in row:
        assert f"{listed} 第2行 输出文件" in outcome.err
        english = sanicost("batch", listed, "-o", tmp_path / "out", "--lang", "en").err
        assert f"{listed} line 2 输出文件" in english


@pytest.mark.parametrize(("output", "folder"), [("甲.一", "甲.一"), ("东/乙.xlsx", "东/乙")])
def test_a_pack_of_a_list_is_a_folder_of_the_name_given(
    tmp_path: Path, output: str, folder: str
) -> None:
    _write(tmp_path / "a.yaml", roster(1))
    listed = _write(tmp_path / "清单.csv", f"岗位表文件,输出文件\na.yaml,{output}\n")
    outcome = batch(listed, "-o", tmp_path / "out", "--pack")
    assert outcome.code == 0, outcome.err
    assert f"{folder}/manifest.json" in names(tmp_path / "out")


def test_an_edited_pack_is_kept_and_no_option_is_advised_that_a_batch_lacks(
    tmp_path: Path,
) -> None:
    source, out = _write(tmp_path / "a.yaml", roster(1)), tmp_path / "out"
    batch(source, "-o", out, "--pack")
    [clauses] = out.rglob("*.docx")
    clauses.write_bytes(b"edited")
    outcome = batch(source, "-o", out, "--pack", "--months", "3")
    assert outcome.code == 1
    assert "改动过" in outcome.err
    assert "--force" not in outcome.err
    assert clauses.read_bytes() == b"edited"


@pytest.mark.parametrize("arguments", [("--jobs", "-2"), ("--jobs", "x"), ("--nope",)])
def test_wrong_usage_is_told_in_chinese_with_the_help_of_the_command(
    arguments: tuple[str, ...],
) -> None:
    outcome = batch("a.yaml", "-o", "out", *arguments)
    assert outcome.code == 2
    assert "sanicost batch --help" in outcome.err
    assert HAN.search(outcome.err.splitlines()[0].partition("：")[2])
    assert "Invalid" not in outcome.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("岗位表文件;输出文件\na.yaml;甲.xlsx\n", "各列之间是“;”"),
        ("输出文件,岗位表文件,其他\n甲.xlsx,a.yaml,\n", "不认识的表头“其他”"),
    ],
)
def test_a_list_with_wrong_headings_is_refused_as_a_list(
    tmp_path: Path, text: str, said: str
) -> None:
    _write(tmp_path / "a.yaml", roster(1))
    outcome = batch(_write(tmp_path / "清单.csv", text), "-o", tmp_path / "out")
    assert outcome.code == 1
    assert "清单.csv 第1行" in outcome.err
    assert said in outcome.err
    assert not (tmp_path / "out").exists()


def test_empty_files_are_called_empty(tmp_path: Path) -> None:
    for name in ("a.csv", "b.yaml", "c.xlsx"):
        _write(tmp_path / "in" / name, "")
    said = batch(tmp_path / "in", "-o", tmp_path / "out").err
    assert said.count("文件是空的") == 2
    assert said.count("空文件") == 1
