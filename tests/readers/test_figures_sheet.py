"""Sheet 参数 in an officer's words: limits in columns or a text, names as `standard` has them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from sanicost.city.standard import config_folder, load_standard
from sanicost.core.figures import REGULATION, Row, Value
from sanicost.i18n.figures import figure_name, value_lines
from sanicost.runs import blank_roster
from tests.readers.books import HEAD, Table, problems, read, write_book

HEADINGS = ("参数", "取值", "下限", "上限", "起始月份", "来源", "理由")
LIMITS: Value = {"lower": Decimal(5600), "upper": Decimal(28000)}
PENSION = "基本养老保险缴费基数上下限"


def _book(path: Path, *rows: tuple[object, ...]) -> Path:
    project: Table = [["起始月份", "2027-01"], ["服务月数", 12]]
    positions: Table = [HEAD, ["公厕保洁工", 10]]
    figures: Table = [HEADINGS, *rows]
    return write_book(path / "a.xlsx", {"岗位表": positions, "项目信息": project, "参数": figures})


def _given(path: Path, *row: object) -> dict[str, tuple[Row, ...]]:
    """Return the overrides of a roster with one row on 参数."""
    return dict(read(_book(path, row)).result.estimate.roster.overrides)


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [
        (None, 5600, 28000),
        (None, "5,600元", "2.8万"),
        ("下限5600，上限28000", None, None),
        ("下限：5600 元/月\n上限：28000 元/月", None, None),
        ("{lower: 5600, upper: 28000}", None, None),
    ],
)
def test_limits_stand_in_columns_of_their_own_or_in_one_cell(
    tmp_path: Path, value: object, lower: object, upper: object
) -> None:
    given = _given(tmp_path, PENSION, value, lower, upper, None, "粤人社发〔2027〕1号", "新公布")
    assert [row.value for row in given["pension.base"]] == [LIMITS]


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [(None, "同最低工资标准", "不设上限"), ("下限同最低工资标准、不设上限", None, None)],
)
def test_a_limit_may_follow_the_minimum_wage_or_be_none(
    tmp_path: Path, value: object, lower: object, upper: object
) -> None:
    given = _given(tmp_path, "失业保险缴费基数上下限", value, lower, upper, None, "文", "由")
    [row] = given["unemployment.base"]
    assert row.value == {"lower": "minimum_wage", "upper": None}


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ((PENSION, 5600, 5600, 28000, None, "文", "由"), "limits-beside-value", "B2"),
        ((PENSION, None, 5600, None, None, "文", "由"), "override-field-missing", "C2"),
        ((PENSION, None, 28000, 5600, None, "文", "由"), "override-value-wrong", "C2"),
        ((PENSION, None, "若干", 28000, None, "文", "由"), "not-a-number", "C2"),
        (("职工基本医疗保险单位费率", None, 1, 2, None, "文", "由"), "override-value-wrong", "C2"),
    ],
)
def test_limits_that_leave_something_open_are_refused(
    tmp_path: Path, row: tuple[object, ...], code: str, cell: str
) -> None:
    assert problems(_book(tmp_path, row)) == [(code, f"参数!{cell}")]


def test_a_limit_in_another_unit_is_converted_or_refused(tmp_path: Path) -> None:
    for head, value, wanted in (("上限（万元/月）", 2.8, "28000"), ("上限（元/年）", 28000, "")):
        headings = [*HEADINGS[:3], head, *HEADINGS[4:]]
        figures: Table = [headings, [PENSION, None, 5600, value, None, "文", "由"]]
        path = write_book(
            tmp_path / "a.xlsx", {"岗位表": [HEAD, ["公厕保洁工", 10]], "参数": figures}
        )
        if wanted:
            assert "28000" in str(read(path).result.estimate.roster.overrides["pension.base"])
        else:
            assert problems(path) == [("unit-unfit", "参数!D1")]


def test_the_month_may_be_a_date_of_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("岗位表").write_row(0, 0, HEAD)
        book.get_worksheet_by_name("岗位表").write_row(1, 0, ["公厕保洁工", 10])
        book.add_worksheet("项目信息").write_row(0, 0, ["起始月份", "2027-01"])
        sheet = book.add_worksheet("参数")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["职工生育保险单位费率", 0.01, None, None, None, "文", "由"])
        sheet.write_datetime("E2", date(2027, 7, 1), book.add_format({"num_format": "yyyy/m/d"}))
    [row] = read(path).result.estimate.roster.overrides["maternity.rate"]
    assert str(row.start) == "2027-07"


def test_every_name_that_standard_prints_is_a_name_here(tmp_path: Path) -> None:
    standard = load_standard(config_folder())
    rows = []
    for path in (*standard.figures, REGULATION):
        value: object = "继续适用"
        if path != REGULATION:
            figure = standard.figures[path]
            known = next(row.value for row in reversed(figure.rows) if row.value is not None)
            value = "；".join(value_lines(path, known, figure.unit, "zh"))
        rows.append((figure_name(path, standard, "zh"), value))
    found = problems(_book(tmp_path, *rows)) if rows else []
    assert "figure-name-unknown" not in {code for code, _ in found}


def test_a_row_without_source_and_reason_that_changes_nothing_is_passed_over(
    tmp_path: Path,
) -> None:
    # 0.06 is in force from 2026-01 on, and no later row is known.
    path = _book(tmp_path, ("职工基本医疗保险单位费率", 0.06, None, None, None, None, None))
    result = read(path).result
    assert result.estimate.roster.overrides == {}
    assert [(one.code, one.where) for one in result.cleanups] == [("figure-row-open", "参数!A2")]
    assert "medical.rate" in {one.figure for one in result.carried_forward}


@pytest.mark.parametrize(
    "row",
    [
        ("职工基本医疗保险单位费率", 0.07, None, None, None, None, None),  # another value
        ("职工基本医疗保险单位费率", 0.06, None, None, None, "文", None),
        ("职工基本医疗保险单位费率", 0.06, None, None, "2024-06", None, None),  # 0.045 then
    ],
)
def test_a_row_that_says_something_needs_source_and_reason(
    tmp_path: Path, row: tuple[object, ...]
) -> None:
    found = problems(_book(tmp_path, row))
    assert {code for code, _ in found} == {"override-field-missing"}


def test_the_blank_roster_comes_with_what_is_to_be_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(blank_roster("street", None))
    result = read(path).result
    listed = [one.params["found"] for one in result.cleanups]
    names = [figure_name(one.figure, result.estimate.standard, "zh") for one in result.provisional]
    names += [
        figure_name(one.figure, result.estimate.standard, "zh") for one in result.carried_forward
    ]
    assert listed[:-1] == names[:-1]
    assert listed[-1] == "施行文件"
    assert {one.code for one in result.cleanups} == {"figure-row-open"}
