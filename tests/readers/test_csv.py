"""Text tables: encodings, places by row and heading, and nothing executed."""

from pathlib import Path

import pytest

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
