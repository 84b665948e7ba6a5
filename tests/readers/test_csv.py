"""Text tables: encodings, places by row and heading, and nothing executed."""

from pathlib import Path

import pytest

from tests.program import sanicost
from tests.readers.books import problems, read

TEXT = "岗位,人数,备注\n公厕保洁工,12人,=1+1\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(TEXT.encode(encoding))
    run = read(path)
    [position] = run.result.estimate.roster.positions
    assert (position.title, position.headcount, position.remarks) == ("公厕保洁工", 12, "=1+1")
    codes = [one.code for one in run.result.cleanups]
    assert ("encoding-gb18030" in codes) == encoding.startswith("gb")


def test_a_place_is_row_and_heading(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("岗位,人数\n公厕保洁工,\n消杀员,x\n", encoding="utf-8")
    assert problems(path) == [
        ("headcount-missing", "第2行 人数"),
        ("not-a-number", "第3行 人数"),
    ]


def test_windows_line_ends_and_quotes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes('岗位,人数,备注\r\n公厕保洁工,1,"甲, ""乙"""\r\n'.encode())
    [position] = read(path).result.estimate.roster.positions
    assert position.remarks == '甲, "乙"'


@pytest.mark.parametrize(("sign", "name"), [(";", ";"), ("\t", "Tab"), ("，", "，"), ("；", "；")])
def test_columns_that_other_signs_part_are_told_of(tmp_path: Path, sign: str, name: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"2027年\n岗位{sign}人数\n公厕保洁工{sign}3\n", encoding="utf-8")
    assert problems(path) == [("csv-separator", "第1行")]
    assert f"“{name}”，需要逗号" in sanicost("check", path).err


def test_the_fewest_headings_that_are_said_to_be_needed_are_enough(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("清扫工,3\n", encoding="utf-8")
    assert "至少要有“岗位”和另外一列" in sanicost("check", path).err
    english = sanicost("check", path, "--lang", "en").err
    assert '"title" and one more column' in english
    assert "post_class, headcount" in english
    path.write_text("title,headcount\n公厕保洁工,3\n", encoding="utf-8")
    assert sanicost("check", path).code == 0
