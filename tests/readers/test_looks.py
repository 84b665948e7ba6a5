"""What cells show besides their values: parts struck out or raised, hidden rows, unseen signs."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from sanicost.core.notices import Finding
from sanicost.writers.workbook import workbook_bytes
from tests.readers.books import Table, problems, read, write_book

ROWS = (("岗位", "人数", "平均工龄"), ("公厕保洁工", 10, 5), ("消杀员", 7, 5), ("垃圾清运工", 4, 5))


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def _book(path: Path, changed: Callable[[Workbook, Worksheet], object]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("岗位表")
        for row, cells in enumerate(ROWS):
            sheet.write_row(row, 0, cells)
        book.add_worksheet("项目信息").write_row(0, 0, ["服务月数", 12])
        changed(book, sheet)
    return path


def _warnings(path: Path) -> list[Finding]:
    return [one for one in read(path).result.findings if one.severity == "warning"]


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("B2", ["10", {"font_script": 1}, "3"]),
        ("B2", [{"font_strikeout": True}, "12", "10"]),
        ("C3", ["5", {"font_script": 2}, "1"]),
        ("B4", ["4", {"font_script": 1}, "注"]),
        ("A3", ["消杀员", {"font_strikeout": True}, "甲"]),
        ("C4", [{"font_strikeout": True}, "1", "5"]),
    ],
)
def test_a_cell_of_which_a_part_is_struck_out_or_raised_is_refused(
    path: Path, cell: str, parts: list[object]
) -> None:
    def change(book: Workbook, sheet: Worksheet) -> None:
        runs = [book.add_format(one) if isinstance(one, dict) else one for one in parts]
        sheet.write_rich_string(cell, *runs)

    assert problems(_book(path, change)) == [("text-marked", f"岗位表!{cell}")]


@pytest.mark.parametrize(
    ("code", "params", "change"),
    [
        (
            "rows-hidden",
            {"rows": "3", "count": 1},
            lambda _, s: s.set_row(2, None, None, {"hidden": 1}),
        ),
        (
            "rows-hidden",
            {"rows": "2-3", "count": 2},
            lambda _, s: [s.set_row(1, 0), s.set_row(2, 0)],
        ),
        (
            "rows-hidden",
            {"rows": "4", "count": 1},
            lambda _, s: s.set_row(3, None, None, {"level": 1, "hidden": True}),
        ),
        (
            "columns-hidden",
            {"columns": "C"},
            lambda _, s: s.set_column(2, 2, 9, None, {"hidden": 1}),
        ),
        ("columns-hidden", {"columns": "B"}, lambda _, s: s.set_column(1, 1, 0)),
        (
            "rows-struck",
            {"rows": "4", "count": 1},
            lambda b, s: s.write(3, 0, "垃圾清运工", b.add_format({"font_strikeout": True})),
        ),
    ],
)
def test_what_is_hidden_or_struck_out_is_priced_and_named(
    path: Path,
    code: str,
    params: dict[str, object],
    change: Callable[[Workbook, Worksheet], object],
) -> None:
    found = [one for one in _warnings(_book(path, change)) if one.code == code]
    assert [(one.where, dict(one.params)) for one in found] == [("岗位表", params)]
    assert sum(one.headcount for one in read(path).result.estimate.roster.positions) == 21


def test_hidden_lines_that_hold_no_position_are_no_matter(path: Path) -> None:
    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet.set_row(9, None, None, {"hidden": 1})
        sheet.set_column(7, 9, None, None, {"hidden": 1})

    assert _warnings(_book(path, change)) == []


def test_a_workbook_of_ours_keeps_what_was_found_in_the_roster(path: Path) -> None:
    run = read(_book(path, lambda _, s: s.set_row(2, None, None, {"hidden": 1})))
    ours = path.with_name("a.xlsx")
    ours.write_bytes(workbook_bytes(run))
    again = read(ours)
    assert again.result.findings == run.result.findings
    assert workbook_bytes(again) == ours.read_bytes()


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ((("岗位", "人\u00ad数"), ("公厕保洁工", 10)), "岗位表!B1"),
        ((("\ufeff岗位", "人数"), ("公厕保洁工", 10)), "岗位表!A1"),
        ((("岗位", "人数"), ("公厕\u200d保洁工", 10)), "岗位表!A2"),
        ((("岗位", "人数"), ("公厕保洁工", "1\u20600")), "岗位表!B2"),
        ((("岗位", "人数", "参保类型"), ("公厕保洁工", 10, "仅工伤\u200e")), "岗位表!C2"),
        ((("岗位", "人数", "工作制"), ("公厕保洁工", 10, "\u200c单休")), "岗位表!C2"),
    ],
)
def test_characters_that_nobody_sees_are_removed_and_listed(
    path: Path, rows: tuple[tuple[object, ...], ...], place: str
) -> None:
    run = read(write_book(path, {"岗位表": rows}))
    assert run.result.estimate.roster.positions[0].headcount == 10
    removed = [one.where for one in run.result.cleanups if one.code == "invisible-removed"]
    assert removed == [place]


def test_they_are_removed_from_names_of_sheets_keys_and_csv_files(path: Path) -> None:
    project: Table = [["服务\u200b月数", 6], ["起始月份", "2026-01"]]
    sheets: dict[str, Table] = {
        "岗位\ufeff表": [["岗位", "人数"], ["公厕保洁工", 1]],
        "项目信息": project,
    }
    assert read(write_book(path, sheets)).result.estimate.roster.period.months == 6
    text = path.with_suffix(".csv")
    text.write_text("岗位,人\u200b数\n公厕保洁工,1\n", encoding="utf-8")
    assert "invisible-removed" in [one.code for one in read(text).result.cleanups]
