"""Excel rosters: headings found by themselves, totals checked, merges filled, doubts refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary
from sanicost.readers.document import Notes
from sanicost.readers.sheet_names import NO_SKIPS
from sanicost.readers.xlsx_file import read_xlsx
from sanicost.spreadsheet.cells import CellPlace
from tests.readers.books import HEAD, Table, problems, read, write_book
from tests.spreadsheet.packages import inline, package

D = Decimal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def _sheet(path: Path, rows: Table, name: str = "岗位表") -> Path:
    return write_book(path, {name: rows})


def test_the_heading_row_is_found_below_title_rows(path: Path) -> None:
    rows = [["某街道环卫岗位表"], ["单位：人"], [], ["序号", "工种", "核定人数", "人均工龄"]]
    run = read(_sheet(path, [*rows, [1, "公厕保洁工", 12, 8.5]]))
    [position] = run.result.estimate.roster.positions
    assert (position.title, position.headcount) == ("公厕保洁工", 12)
    assert position.seniority_years == D("8.5")
    assert (position.where, position.place("headcount")) == ("岗位表!A5", "岗位表!C5")


@pytest.mark.parametrize(
    ("heading", "field", "value", "expected"),
    [
        ("等次", "post_class", "一类岗位", 1),
        ("岗位等次", "post_class", 1, 1),
        ("类别", "post_class", "I", 1),
        ("post_class", "post_class", "一类", 1),
        ("平均工龄（年）", "seniority_years", 3, D(3)),
        ("工作制", "work_pattern", "五天工作制（节假日在岗）", "five-day"),
        ("年法定节假日上班天数", "statutory_days_worked", 13, D(13)),
        ("标段", "lot", "A", "A"),
        ("镇街", "street", "石牌街道", "石牌街道"),
        ("备注", "remarks", "=1+1", "=1+1"),
        ("remarks", "remarks", "+86", "+86"),
        ("公积金比例", "housing_fund_rate", 0.08, D("0.08")),
        ("绩效奖金", "performance_bonus", 100.1, D("100.1")),
        ("露天", "", "", None),
    ],
)
def test_common_headings_are_known(
    path: Path, heading: str, field: str, value: str | int | float, expected: object
) -> None:
    _sheet(path, [[*HEAD, heading], ["公厕保洁工", 1, value]])
    if expected is None:
        assert problems(path) == [("column-unknown", "岗位表!C1")]
        return
    [position] = read(path).result.estimate.roster.positions
    assert getattr(position, field) == expected


def test_english_headings_are_known_on_every_sheet(path: Path) -> None:
    head = ["No.", "Post", "Post class", "Heads", "Seniority years", "Work pattern", "Work days"]
    sheets: dict[str, Table] = {
        "Roster": [[*head, "Lot", "Remarks"], [1, "公厕保洁工", 1, 12, 8, "six-day", 26, "A", "x"]],
        "Project": [
            ["Item", "Value"],
            ["Project name", "P"],
            ["Start month", "2026-03"],
            ["Term", 6],
        ],
        "Price": [
            ["Cost item", "Amount", "Per", "Rate", "Lot"],
            ["Fuel", 100, "month", None, "all"],
            ["Management fee", None, None, 0.05, None],
        ],
        "Figures": [
            ["Figure", "Value", "From month", "Source", "Reason"],
            ["medical.rate", 0.06, "2026-03", "letter", "confirmed"],
        ],
    }
    roster = read(write_book(path, sheets)).result.estimate.roster
    [position] = roster.positions
    assert (position.headcount, position.seniority_years, position.lot) == (12, D(8), "A")
    assert (roster.project.name, str(roster.period.start), roster.period.months) == (
        "P",
        "2026-03",
        6,
    )
    assert [cost.amount for cost in roster.prices.other_costs] == [D(100)]
    assert roster.prices.rates == {"management_fee": D("0.05")}
    assert list(roster.overrides) == ["medical.rate"]


@pytest.mark.parametrize("key", ["起始月", "开始月", "服务起始年月", "起始月份"])
@pytest.mark.parametrize("months", ["月数", "期限(月)", "期限（月）", "合同期限", "服务期"])
def test_common_keys_of_the_project_are_known(path: Path, key: str, months: str) -> None:
    sheets: dict[str, Table] = {
        "岗位表": [HEAD, ["公厕保洁工", 1]],
        "项目信息": [[key, "2026-03"], [months, "6个月"]],
    }
    period = read(write_book(path, sheets)).result.estimate.roster.period
    assert (str(period.start), period.months) == ("2026-03", 6)


def test_the_only_sheet_holds_the_positions_whatever_its_name(path: Path) -> None:
    assert read(_sheet(path, [HEAD, ["公厕保洁工", 1]], "Sheet1")).result.price.ceiling > 0


def test_a_total_row_is_no_position_but_must_agree(path: Path) -> None:
    rows = [HEAD, ["公厕保洁工", 2], ["消杀员", 3]]
    assert len(read(_sheet(path, [*rows, ["合计", 5]])).result.estimate.roster.positions) == 2
    assert problems(_sheet(path, [*rows, ["合计", 6]])) == [("total-differs", "岗位表!B4")]


def test_sub_totals_sum_what_stands_since_the_last_one(path: Path) -> None:
    rows = [HEAD, ["公厕保洁工", 2], ["小计", 2], ["消杀员", 3], ["小计", 3], ["合计", 5]]
    assert len(read(_sheet(path, rows)).result.estimate.roster.positions) == 2


def test_a_lone_remark_below_the_total_is_passed_over_and_listed(path: Path) -> None:
    run = read(_sheet(path, [HEAD, ["公厕保洁工", 2], ["合计", 2], ["制表：张三"]]))
    assert ("remark-ignored", "岗位表!A4") in [(c.code, c.where) for c in run.result.cleanups]


def test_certain_clean_ups_are_made_and_listed(path: Path) -> None:
    rows = [HEAD, [" 公厕保洁工 ", "１２人"], ["消杀员", "1,200"], ["高压清洗工", " 3 "]]
    run = read(_sheet(path, rows))
    heads = [position.headcount for position in run.result.estimate.roster.positions]
    assert heads == [12, 1200, 3]
    assert [(one.code, one.where) for one in run.result.cleanups] == [
        ("spaces-removed", "岗位表!A2"),
        ("number-cleaned", "岗位表!B2"),
        ("number-cleaned", "岗位表!B3"),
        ("number-cleaned", "岗位表!B4"),
    ]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (3.5, "not-whole"),
        (None, "headcount-missing"),
        ("若干", "not-a-number"),
        ("3-5", "not-a-number"),
        ("1,20", "not-a-number"),
        ("-3", "number-negative"),
        (-3, "number-negative"),
        ("3.5人", "not-whole"),
        ("1e3", "not-a-number"),
        ("#REF!", "not-a-number"),
        ("inf", "not-a-number"),
        (0, "number-outside-limits"),
    ],
)
def test_an_uncertain_headcount_is_a_problem_with_its_cell(
    path: Path, value: str | float | None, code: str
) -> None:
    assert problems(_sheet(path, [HEAD, ["公厕保洁工", value], ["消杀员", 1]])) == [
        (code, "岗位表!B2")
    ]


def test_a_number_means_the_decimal_that_excel_shows(path: Path) -> None:
    # 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3.
    rows = [[*HEAD, "绩效奖金"], ["公厕保洁工", 1, 0.1 + 0.2]]
    [position] = read(_sheet(path, rows)).result.estimate.roster.positions
    assert position.performance_bonus == D("0.3")


def test_more_decimals_than_two_are_a_problem(path: Path) -> None:
    rows = [[*HEAD, "绩效奖金"], ["公厕保洁工", 1, 100.125]]
    assert problems(_sheet(path, rows)) == [("too-many-decimals", "岗位表!C2")]


def test_unknown_and_repeated_columns_are_problems(path: Path) -> None:
    rows = [[*HEAD, "工龄", "平均工龄", "工令", None], ["公厕保洁工", 1, 2, 2, 2, 7]]
    assert problems(_sheet(path, rows)) == [
        ("column-unknown", "岗位表!E1"),
        ("column-without-heading", "岗位表!F1"),
        ("column-repeated", "岗位表!D1"),
    ]


def test_a_sheet_without_headings_or_positions_is_a_problem(path: Path) -> None:
    assert problems(_sheet(path, [["公厕保洁工", 1]])) == [("headings-missing", "岗位表")]
    assert problems(_sheet(path, [HEAD])) == [("positions-missing", "岗位表")]
    assert problems(_sheet(path, [])) == [("headings-missing", "岗位表")]


def _write(path: Path) -> tuple[xlsxwriter.Workbook, Worksheet]:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("岗位表")
    sheet.write_row(0, 0, [*HEAD, "包组"])
    sheet.write_row(1, 0, ["公厕保洁工", 1, "一"])
    sheet.write_row(2, 0, ["消杀员", 2, "一"])
    return book, sheet


def test_a_formula_with_its_value_is_a_number(path: Path) -> None:
    book, sheet = _write(path)
    sheet.write_formula("B3", "=1+1", None, 2)
    book.close()
    assert read(path).result.estimate.roster.positions[1].headcount == 2


def test_a_formula_without_a_value_is_a_problem(path: Path) -> None:
    book, sheet = _write(path)
    sheet.write_formula("B3", "=1+1", None, "")
    book.close()
    assert ("formula-without-value", "岗位表!B3") in problems(path)


def test_a_formula_without_a_value_beyond_the_last_value_is_seen(path: Path) -> None:
    book, sheet = _write(path)
    sheet.write_formula("B9", "=1+1", None, "")
    book.close()
    assert ("formula-without-value", "岗位表!B9") in problems(path)


def test_a_formula_in_a_text_column_is_a_problem(path: Path) -> None:
    book, sheet = _write(path)
    sheet.write_formula("A3", '="消杀"&"员"', None, "消杀员")
    book.close()
    assert ("formula-in-text", "岗位表!A3") in problems(path)


def test_a_merged_lot_is_filled_down(path: Path) -> None:
    book, sheet = _write(path)
    sheet.merge_range("C2:C3", "包组甲")
    book.close()
    assert {p.lot for p in read(path).result.estimate.roster.positions} == {"包组甲"}


def test_a_merged_number_is_a_problem(path: Path) -> None:
    book, sheet = _write(path)
    sheet.merge_range("B2:B3", 7)
    book.close()
    assert ("cells-merged", "岗位表!B2") in problems(path)


def test_a_truth_or_a_date_is_no_headcount(path: Path) -> None:
    book, sheet = _write(path)
    sheet.write_boolean("B2", True)
    form = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_datetime("B3", date(2026, 1, 1), form)
    book.close()
    assert problems(path) == [("not-a-number", "岗位表!B2"), ("not-a-number", "岗位表!B3")]


def test_a_time_is_no_headcount(path: Path) -> None:
    book, sheet = _write(path)
    sheet.write_number("B2", 0.25, book.add_format({"num_format": "hh:mm"}))
    sheet.write_number("B3", 1.25, book.add_format({"num_format": "[h]:mm"}))
    book.close()
    assert [place for _, place in problems(path)] == ["岗位表!B2", "岗位表!B3"]


def test_the_project_sheet_takes_keys_values_and_dates(path: Path) -> None:
    book, _ = _write(path)
    sheet = book.add_worksheet("项目信息")
    sheet.write_row(0, 0, ["项目", "内容"])
    sheet.write_row(1, 0, ["项目名称：", "某项目"])
    sheet.write_string(2, 0, "起始月份")
    sheet.write_datetime(2, 1, date(2026, 3, 1), book.add_format({"num_format": "yyyy年m月"}))
    sheet.write_row(3, 0, ["服务月数", 24])
    sheet.write_row(4, 0, ["采购预算", 1000000])
    book.close()
    roster = read(path).result.estimate.roster
    assert roster.project.name == "某项目"
    assert (str(roster.period.start), roster.period.months) == ("2026-03", 24)
    assert roster.project.budget == D(1000000)


def test_an_unknown_key_of_the_project_sheet_is_a_problem(path: Path) -> None:
    sheets: dict[str, Table] = {
        "岗位表": [HEAD, ["公厕保洁工", 1]],
        "项目信息": [["起始日子", "2026-01"]],
    }
    assert problems(write_book(path, sheets)) == [("key-unknown", "项目信息!A1")]


def test_a_sheet_that_is_not_read_is_listed(path: Path) -> None:
    sheets: dict[str, Table] = {"岗位表": [HEAD, ["公厕保洁工", 1]], "草稿": [["x"]]}
    cleanups = read(write_book(path, sheets)).result.cleanups
    assert [(one.code, one.where) for one in cleanups] == [("sheet-ignored", "草稿")]


def test_several_unnamed_sheets_are_a_problem(path: Path) -> None:
    sheets: dict[str, Table] = {"甲": [HEAD, ["公厕保洁工", 1]], "乙": [HEAD]}
    assert ("sheet-missing", "roster.xlsx") in problems(write_book(path, sheets))


def test_costs_rates_and_overrides_stand_on_their_own_sheets(path: Path) -> None:
    sheets: dict[str, Table] = {
        "岗位表": [HEAD, ["公厕保洁工", 1]],
        "项目信息": [["起始月份", "2026-01"], ["服务月数", 12]],
        "报价组成": [
            ["费用项目", "金额", "计费周期", "费率"],
            ["油料费", 1000, "月", None],
            ["管理费", None, None, 0.05],
            ["税金", None, None, "6%"],
        ],
        "参数": [
            ["参数", "取值", "起始月份", "来源", "理由"],
            ["medical.rate", 0.055, None, "函", "核实"],
        ],
    }
    result = read(write_book(path, sheets)).result
    assert [share.amount for share in result.price.other_costs] == [1200000]
    rates = result.estimate.roster.prices.rates
    assert rates == {"management_fee": D("0.05"), "tax": D("0.06")}
    [row] = result.estimate.roster.overrides["medical.rate"]
    assert (row.value, row.source, row.reason) == (D("0.055"), "函", "核实")


@pytest.mark.parametrize("number", [14, 31, 57])
def test_a_month_in_a_date_format_of_chinese_excel_is_read(path: Path, number: int) -> None:
    # Excel counts days from 1900: 46082 is 1 March 2026.
    book, _ = _write(path)
    sheet = book.add_worksheet("项目信息")
    sheet.write_string("A1", "起始月份")
    sheet.write_number("B1", 46082, book.add_format({"num_format": number}))
    book.close()
    assert str(read(path).result.estimate.roster.period.start) == "2026-03"


def test_dates_of_a_workbook_that_counts_from_1904_are_the_days_that_it_shows(path: Path) -> None:
    # 44620 days after 1 January 1904 is 1 March 2026, as 46082 is in the other count: 1462 less.
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    book.add_worksheet("岗位表").write_row(0, 0, HEAD)
    book.worksheets()[0].write_row(1, 0, ["公厕保洁工", 1])
    sheet = book.add_worksheet("项目信息")
    sheet.write_string("A1", "起始月份")
    sheet.write_number("B1", 44620, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert str(read(path).result.estimate.roster.period.start) == "2026-03"


@pytest.mark.parametrize("column", [2, 3])
def test_a_formula_that_comes_to_an_empty_text_is_a_blank(path: Path, column: int) -> None:
    # As Excel and LibreOffice save it: the type of a text, and an empty value.
    heads = zip("ABCD", ("岗位", "人数", "绩效奖金", "备注"), strict=True)
    head = "".join(inline(f"{letter}1", word) for letter, word in heads)
    formula = '<f>IF(B2&gt;15,200,"")</f><v></v>'
    cell = f'<c r="{"ABCD"[column]}2" t="str">{formula}</c>'
    row = f'<row r="2">{inline("A2", "公厕保洁工")}<c r="B2"><v>10</v></c>{cell}</row>'
    path.write_bytes(package({"岗位表": f'<row r="1">{head}</row>{row}'}))
    [position] = read(path).result.estimate.roster.positions
    assert position.performance_bonus in (None, D(0))
    assert not position.remarks


def test_a_grid_knows_the_sheet_that_it_comes_from(path: Path) -> None:
    book, sheet = _write(path)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.write_rich_string(
        "B2", "10", book.add_format({"font_script": 1}), "2", book.add_format({"bold": True})
    )
    book.close()
    grids = read_xlsx(path, load_vocabulary(config_folder()), NO_SKIPS, Notes())
    assert isinstance(grids, dict)
    held = grids["positions"].sheet
    assert held
    assert held.hidden_rows == {3}
    assert held.cells[CellPlace(2, 2)].has_marked_runs
