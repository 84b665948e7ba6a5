"""One roster as seven offices would lay it out: all come to the same inputs but for places."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from sanicost.embedded.canonical import Run
from sanicost.spreadsheet.xlsx import cells_of
from sanicost.writers.workbook import workbook_bytes
from tests.readers.books import Table, read, write_book

HEAD: list[object] = ["岗位", "人数", "平均工龄", "绩效考核奖金", "街道"]
ROWS: list[list[object]] = [
    ["公厕保洁工", 10, 5, 500, "石牌街道"],
    ["消杀员", 4, 2.5, 0, "石牌街道"],
    ["垃圾清运工", 6, 8, 1200, "五山街道"],
]


def _title_rows(path: Path) -> Path:
    above: Table = [["人员配置表"], ["编制单位：某街道办事处"], [], HEAD]
    return write_book(path, {"岗位表": [*above, *ROWS]})


def _two_rows(path: Path) -> Path:
    head: Table = [
        ["岗位", "人数", None, "平均工龄（年）", "绩效考核奖金", "街道"],
        [None, "合计", "在岗", None, None, None],
    ]
    rows: Table = [[*row[:2], row[1], *row[2:]] for row in ROWS]
    return write_book(path, {"岗位表": [*head, *rows]})


def _units(path: Path) -> Path:
    head: list[object] = ["岗位", "人数（人）", "平均工龄（月）", "绩效考核奖金（千元/月）", "街道"]
    rows: Table = [
        ["公厕保洁工", 10, 60, 0.5, "石牌街道"],
        ["消杀员", 4, 30, 0, "石牌街道"],
        ["垃圾清运工", 6, 96, 1.2, "五山街道"],
    ]
    return write_book(path, {"岗位表": [head, *rows]})


def _sub_totals(path: Path) -> Path:
    rows: Table = [*ROWS[:2], ["小计", 14], *ROWS[2:], ["小计", 6], ["合计", 20]]
    return write_book(path, {"岗位表": [HEAD, *rows]})


def _blocks(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("岗位表")
        for number, row in enumerate([HEAD, *ROWS]):
            sheet.write_row(number, 0, row)
        sheet.merge_range("E2:E3", "石牌街道")
    return path


def _another_order(path: Path) -> Path:
    order = (4, 2, 0, 3, 1)
    rows: list[list[object]] = [["序号", *(row[place] for place in order)] for row in [HEAD, *ROWS]]
    for number, row in enumerate(rows[1:], start=1):
        row[0] = number
    return write_book(path, {"岗位表": rows})


def _gbk_csv(path: Path) -> Path:
    text = "\n".join(",".join(map(str, row)) for row in [HEAD, *ROWS])
    path = path.with_suffix(".csv")
    path.write_bytes(text.encode("gbk"))
    return path


@pytest.mark.parametrize(
    "laid_out",
    [_title_rows, _two_rows, _units, _sub_totals, _blocks, _another_order, _gbk_csv],
)
def test_one_roster_laid_out_in_seven_ways_is_one_roster(
    tmp_path: Path, laid_out: Callable[[Path], Path]
) -> None:
    plain = read(write_book(tmp_path / "plain.xlsx", {"岗位表": [HEAD, *ROWS]}))
    other = read(laid_out(tmp_path / "other.xlsx"))
    assert other.inputs.sha256 == plain.inputs.sha256
    assert other.result.price.ceiling == plain.result.price.ceiling
    assert _annex(other) == _annex(plain)


def _annex(run: Run) -> list[tuple[str, list[list[str]]]]:
    """Return the sheets that are filed, as text: those that say how it was read stand apart."""
    sheets = cells_of(workbook_bytes(run))
    return [(one.name, one.texts()) for one in sheets if one.name.startswith("附件")]
