"""Everything that can be wrong in an attendance, said at once and with its place."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sanicost.__main__ import run
from tests.readers.books import converted, write_book
from tests.recalculation import LIBREOFFICE
from tests.rosters import write_yaml
from tests.settlement.programs import settle

ROSTER = {
    "project": {"start": "2026-01", "months": 2},
    "positions": [
        {"title": "道路人工清扫保洁工", "headcount": 3},
        {"title": "公厕保洁工", "headcount": 1, "lot": None},
    ],
}
HEAD = [
    "工号",
    "月份",
    "岗位",
    "出勤天数",
    "其中休息日加班天数",
    "其中法定节假日上班天数",
    "延长工时",
]
GOOD: list[list[Any]] = [
    ["W1", "2026-01", "道路人工清扫保洁工", 26, 4, 1, 0],
    ["W1", "2026-02", "道路人工清扫保洁工", 24, 4, 4, 0],
    ["W2", "2026-01", "公厕保洁工", 26, 4, 1, 0],
    ["W2", "2026-02", "公厕保洁工", 24, 4, 4, 0],
]


def written(
    path: Path, rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD, encoding: str = "utf-8"
) -> Path:
    """Write a .csv."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def changed(row: int, column: int, value: Any) -> list[list[Any]]:
    """Return the good rows with one cell changed."""
    rows = [list(one) for one in GOOD]
    rows[row][column] = value
    return rows


def codes(document: Mapping[str, Any]) -> list[str]:
    """Return the codes of all problems."""
    return [problem["code"] for problem in document["problems"]]


def test_the_good_rows_are_settled(tmp_path: Path) -> None:
    document = settle(tmp_path, ROSTER, written(tmp_path / "a.csv", GOOD))
    assert document["schema"] == "sanicost.settle/1"
    assert (document["rows"], document["workers"]) == (4, 2)
    assert document["totals"]["short"] == "0.00"


@pytest.mark.parametrize(
    ("cell", "value", "code", "place"),
    [
        ((0, 3), "", "settle-blank", "第2行 出勤天数"),
        ((1, 6), " ", "settle-blank", "第3行 延长工时"),
        ((0, 0), "", "settle-blank", "第2行 工号"),
        ((0, 1), "", "settle-blank", "第2行 月份"),
        ((0, 1), "一月", "month-expected", "第2行 月份"),
        ((0, 1), "2026-13", "month-expected", "第2行 月份"),
        ((0, 3), "若干", "not-a-number", "第2行 出勤天数"),
        ((0, 3), "-1", "number-negative", "第2行 出勤天数"),
        ((0, 3), "26.555", "too-many-decimals", "第2行 出勤天数"),
        ((0, 3), 32, "number-outside-limits", "第2行 出勤天数"),
        ((1, 3), 29, "settle-days-over-month", "第3行 出勤天数"),
        ((0, 4), 26, "settle-parts-over-worked", "第2行 其中休息日加班天数"),
        ((0, 5), 2, "settle-statutory-over-calendar", "第2行 其中法定节假日上班天数"),
        ((0, 2), "道路清扫保洁", "settle-position-unknown", "第2行 岗位"),
        ((1, 1), "2026-01", "settle-row-repeated", "第3行 工号"),
        ((3, 1), "2026-01", "settle-month-missing", ""),
        ((2, 0), "W1", "settle-two-posts", "第4行 岗位"),
        ((0, 1), "2027-01", "settle-month-future", "第2行 月份"),
    ],
)
def test_a_wrong_cell_is_a_problem_with_its_place(
    tmp_path: Path, cell: tuple[int, int], value: Any, code: str, place: str
) -> None:
    path = written(tmp_path / "a.csv", changed(*cell, value))
    problems = settle(tmp_path, ROSTER, path)["problems"]
    found = [problem["where"] for problem in problems if problem["code"] == code]
    assert found, [problem["code"] for problem in problems]
    assert found[0].endswith(place)


def with_dates(*dates: Any) -> list[list[Any]]:
    """Return the good rows with a first day each."""
    return [[*row, day] for row, day in zip(GOOD, dates, strict=True)]


DATED = [*HEAD, "首次从事环卫工作日期"]


@pytest.mark.parametrize(
    "day", ["2015-03-01", "2015/3/1", "2015年3月1日", "20150301", "2015-03-01 00:00:00", "42064"]
)
def test_days_are_read_however_they_are_written(tmp_path: Path, day: str) -> None:
    # As spreadsheets count, 42064 is 2015-03-01: 10 years in 2026, 300 yuan each month.
    path = written(tmp_path / "a.csv", with_dates(day, day, "", ""), DATED)
    document = settle(tmp_path, ROSTER, path)
    sweepers = document["positions"][0]["months"][0]
    assert sweepers["worked"]["seniority_pay"] == "300.00"


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        (("2015-02-30", "", "", ""), "settle-day-expected"),
        (("从前", "", "", ""), "settle-day-expected"),
        (("2026-02-01", "2026-02-01", "", ""), "settle-first-day-late"),
        (("2015-03-01", "2018-03-01", "", ""), "settle-seniority-back"),
    ],
)
def test_days_that_cannot_be_right_are_problems(
    tmp_path: Path, dates: tuple[str, ...], code: str
) -> None:
    path = written(tmp_path / "a.csv", with_dates(*dates), DATED)
    assert code in codes(settle(tmp_path, ROSTER, path))


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    rows = changed(0, 3, "")
    rows[1][2] = "司机"
    rows[2][6] = "很多"
    path = written(tmp_path / "a.csv", rows)
    output, lines = tmp_path / "o.xlsx", tmp_path / "l.csv"
    found = codes(settle(tmp_path, ROSTER, path, "-o", output, "--lines", lines))
    assert {"settle-blank", "settle-position-unknown", "not-a-number"} <= set(found)
    assert not output.exists()
    assert not lines.exists()


def test_a_kind_that_is_tolerated_is_let_through_and_listed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", changed(0, 5, 2))
    document = settle(tmp_path, ROSTER, path, "--tolerate", "settle-statutory-over-calendar")
    assert [one["code"] for one in document["tolerated"]] == ["settle-statutory-over-calendar"]


def test_only_some_kinds_can_be_tolerated(tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "roster.yaml", ROSTER)
    path = written(tmp_path / "a.csv", GOOD)
    assert run(["settle", str(roster), str(path), "--tolerate", "settle-blank"]) == 2


def test_more_workers_than_heads_are_a_finding(tmp_path: Path) -> None:
    more = [["W9", "2026-01", "公厕保洁工", 20, 0, 0, 0]]
    document = settle(tmp_path, ROSTER, written(tmp_path / "a.csv", [*GOOD, *more]))
    assert "settle-heads-above" in [one["code"] for one in document["findings"]]


def test_a_title_that_stands_twice_needs_its_lot(tmp_path: Path) -> None:
    positions = [
        {"title": "公厕保洁工", "headcount": 1, "lot": "包组一"},
        {"title": "公厕保洁工", "headcount": 1, "lot": "包组二"},
    ]
    roster = {"project": {"start": "2026-01", "months": 1}, "positions": positions}
    row = ["W1", "2026-01", "公厕保洁工", 26, 4, 1, 0]
    other = ["W2", "2026-01", 2, 26, 4, 1, 0]
    without = written(tmp_path / "a.csv", [row, other])
    assert codes(settle(tmp_path, roster, without)) == [
        "settle-position-ambiguous",
        "settle-month-missing",
    ]
    lots = written(tmp_path / "b.csv", [[*row, "包组一"], [*other, ""]], [*HEAD, "包组"])
    assert settle(tmp_path, roster, lots)["workers"] == 2


def test_columns_may_be_missing_unknown_or_double(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [row[:6] for row in GOOD], HEAD[:6])
    assert "settle-column-missing" in codes(settle(tmp_path, ROSTER, path))
    path = written(tmp_path / "b.csv", [[*row, 1, 2] for row in GOOD], [*HEAD, "出勤天数", "津贴"])
    assert {"column-repeated", "column-unknown"} <= set(codes(settle(tmp_path, ROSTER, path)))
    path = written(tmp_path / "c.csv", GOOD, ["a", "b", "c", "d", "e", "f", "g"])
    assert "settle-headings-missing" in codes(settle(tmp_path, ROSTER, path))


def test_a_value_beyond_the_headings_is_a_problem(tmp_path: Path) -> None:
    rows = [list(row) for row in GOOD]
    rows[1] += ["多余"]
    [problem] = settle(tmp_path, ROSTER, written(tmp_path / "a.csv", rows))["problems"]
    assert problem["code"] == "column-without-heading"
    assert problem["where"] == "a.csv 第3行"


def test_a_month_without_a_known_figure_is_refused_by_name(tmp_path: Path) -> None:
    roster = {**ROSTER, "project": {"start": "2026-01", "months": 1}}
    leave = [[*row, 1 if row[1] == "2026-01" else "", 4000] for row in GOOD]
    early = ["W1", "2023-02", "道路人工清扫保洁工", 20, 0, 0, 0, "", ""]
    head = [*HEAD, "应休未休年假天数", "前12个月月平均工资"]
    path = written(tmp_path / "a.csv", [*leave, early], head)
    problems = settle(tmp_path, roster, path)["problems"]
    assert {"medical.base", "pension.rate"} <= {problem["where"] for problem in problems}
    assert all("2023-02" in problem["message"] for problem in problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "a.csv", GOOD, encoding=encoding)
    assert settle(tmp_path, ROSTER, path)["rows"] == 4


def test_every_kind_of_file_and_several_of_them_give_the_same(tmp_path: Path) -> None:
    frame = pd.DataFrame(GOOD, columns=HEAD)
    text = written(tmp_path / "a.csv", GOOD)
    frame.to_excel(tmp_path / "a.xlsx", index=False)
    frame.to_parquet(tmp_path / "a.parquet", index=False)
    english = ["worker_id", "month", "position", "days_worked", "rest_days_worked",
               "statutory_days_worked", "overtime_hours"]  # fmt: skip
    one, two = (
        written(tmp_path / name, rows, english)
        for name, rows in (("1.csv", GOOD[:2]), ("2.csv", GOOD[2:]))
    )
    expected = settle(tmp_path, ROSTER, text)["totals"]
    for files in ([tmp_path / "a.xlsx"], [tmp_path / "a.parquet"], [one, two]):
        assert settle(tmp_path, ROSTER, *files)["totals"] == expected, files


def test_a_wrong_cell_of_a_workbook_or_a_parquet_has_its_place(tmp_path: Path) -> None:
    frame = pd.DataFrame(changed(2, 3, 33), columns=HEAD)
    frame.to_excel(tmp_path / "a.xlsx", index=False, sheet_name="出勤")
    frame.to_parquet(tmp_path / "a.parquet", index=False)
    [problem] = settle(tmp_path, ROSTER, tmp_path / "a.xlsx")["problems"]
    assert problem["where"] == "a.xlsx 出勤!D4"
    [problem] = settle(tmp_path, ROSTER, tmp_path / "a.parquet")["problems"]
    assert problem["where"] == "a.parquet 第3行 出勤天数"


@LIBREOFFICE
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_an_attendance_of_another_kind_is_settled_as_the_xlsx_that_it_was(
    tmp_path: Path, ending: str
) -> None:
    path = write_book(tmp_path / "a.xlsx", {"出勤": [HEAD, *GOOD]})
    expected = settle(tmp_path, ROSTER, path)
    found = settle(tmp_path, ROSTER, converted(path, ending))
    assert found["rows"] == 4
    assert found["totals"] == expected["totals"]
    assert [one["code"] for one in found["cleanups"]] == ["kind-tells-less"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", 3),
        ("a.parquet", b"PAR1 no", 3),
        ("a.xlsx", b"PK no", 3),
        ("a.doc", b"x", 3),
        ("a.xls", b"x", 3),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, name: str, data: bytes, code: int
) -> None:
    roster = write_yaml(tmp_path / "roster.yaml", ROSTER)
    (tmp_path / name).write_bytes(data)
    assert run(["settle", str(roster), str(tmp_path / name)]) == code


def test_months_are_chosen_within_the_contract(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", GOOD)
    document = settle(tmp_path, ROSTER, path, "--months", "2026-02..2026-02")
    assert (document["start"], document["months"], document["rows"]) == ("2026-02", 1, 2)
    assert "settle-months-outside" in codes(settle(tmp_path, ROSTER, path, "--months", "2026-03"))


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_the_lines_stand_in_the_order_of_the_attendance(tmp_path: Path, ending: str) -> None:
    lines = tmp_path / f"l.{ending}"
    settle(tmp_path, ROSTER, written(tmp_path / "a.csv", GOOD), "--lines", lines)
    frame = pd.read_csv(lines, dtype=str) if ending == "csv" else pd.read_parquet(lines).astype(str)
    assert list(frame.columns[:4]) == ["worker_id", "month", "position", "base_wage"]
    assert list(frame.columns[-6:]) == [
        "on_cost", "income", "employer", "cost", "unused_leave", "short",
    ]  # fmt: skip
    assert frame["worker_id"].tolist() == ["W1", "W1", "W2", "W2"]
    # 25 yuan × 26 and × 24 days.
    assert frame["post_allowance"].tolist() == ["650.00", "600.00", "650.00", "600.00"]
