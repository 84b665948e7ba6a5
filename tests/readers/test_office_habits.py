"""What officers’ tables hold besides positions: errors, notes, totals, odd line breaks."""

from pathlib import Path

import pytest
import xlsxwriter

from tests.program import sanicost
from tests.readers.books import HEAD, Table, problems, read, write_book
from tests.recalculation import LIBREOFFICE, changed_cells, recalculate
from tests.rosters import priced, write_yaml


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def _sheet(path: Path, rows: Table) -> Path:
    return write_book(path, {"岗位表": rows})


def _with_project(path: Path, project: Table, price: Table = ()) -> Path:
    sheets = {"岗位表": [HEAD, ["公厕保洁工", 2]], "项目信息": project}
    return write_book(path, {**sheets, "报价组成": price} if price else sheets)


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"])
@pytest.mark.parametrize("heading", ["工龄", "人数", "基础工资", "备注", "包组"])
def test_a_cell_that_shows_an_error_is_one_problem_and_never_a_blank(
    path: Path, shown: str, heading: str
) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("岗位表")
        headings = [*dict.fromkeys(("岗位", "人数", heading))]
        sheet.write_row(0, 0, headings)
        sheet.write_row(1, 0, ["公厕保洁工", 1])
        column = headings.index(heading)
        sheet.write_formula(1, column, "=VLOOKUP(1,A1:B2,2)", None, shown)
    assert problems(path) == [("cell-shows-error", f"岗位表!{'ABC'[column]}2")]


def test_an_error_in_the_total_or_the_project_is_a_problem(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("岗位表")
        for row, cells in enumerate((["岗位", "人数"], ["公厕保洁工", 1], ["合计"])):
            sheet.write_row(row, 0, cells)
        sheet.write_formula("B3", "=SUM(X1)", None, "#REF!")
        project = book.add_worksheet("项目信息")
        project.write_row(0, 0, ["服务月数"])
        project.write_formula("B1", "=NA()", None, "#N/A")
    assert set(problems(path)) == {
        ("cell-shows-error", "岗位表!B3"),
        ("cell-shows-error", "项目信息!B1"),
    }


def test_a_formula_without_a_value_is_one_problem_not_two(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("岗位表")
        sheet.write_row(0, 0, ["岗位", "人数"])
        sheet.write_string(1, 0, "公厕保洁工")
        sheet.write_formula(1, 1, "=1+1", None, "")
    assert problems(path) == [("formula-without-value", "岗位表!B2")]


def test_a_field_without_a_column_is_placed_at_its_row(path: Path) -> None:
    _sheet(path, [["岗位", "备注"], ["公厕保洁工", "x"]])
    assert problems(path) == [("headcount-missing", "岗位表!A2")]


def test_a_line_break_inside_a_cell_is_taken_out_and_listed(path: Path) -> None:
    rows = [[*HEAD, "备注"], ["公厕\n保洁工", 1, "早班\n晚班"], ["消杀员", 1, "Block A\r\nB\tC"]]
    run = read(_sheet(path, rows))
    first, second = run.result.estimate.roster.positions
    assert (first.title, first.remarks, second.remarks) == ("公厕保洁工", "早班晚班", "Block A B C")
    assert [one.code for one in run.result.cleanups] == ["line-breaks-removed"] * 3


@pytest.mark.parametrize("word", ["合计：", "总计（人）", "合计人数", "Total", "人数合计"])
def test_a_total_is_known_in_every_usual_form(path: Path, word: str) -> None:
    rows = [HEAD, ["公厕保洁工", 2], ["消杀员", 3]]
    assert len(read(_sheet(path, [*rows, [word, 5]])).result.estimate.roster.positions) == 2
    assert problems(_sheet(path, [*rows, [word, 6]])) == [("total-differs", "岗位表!B4")]


def test_a_named_total_sums_its_part_or_everything_above(path: Path) -> None:
    rows = [HEAD, ["公厕保洁工", 2], ["包组一合计", 2], ["消杀员", 3], ["本页小计", 3]]
    assert len(read(_sheet(path, rows)).result.estimate.roster.positions) == 2
    assert len(read(_sheet(path, [*rows, ["两包组合计", 5]])).result.estimate.roster.positions) == 2
    assert problems(_sheet(path, [*rows, ["两包组合计", 4]])) == [("total-differs", "岗位表!B6")]


@pytest.mark.parametrize(
    "note", ["注：含机动车道", "备注: 另见附图", "编制人：张三", "注1：见附图"]
)
def test_a_note_below_the_table_is_passed_over_and_listed(path: Path, note: str) -> None:
    run = read(_sheet(path, [HEAD, ["公厕保洁工", 2], [], [note]]))
    assert len(run.result.estimate.roster.positions) == 1
    assert [(c.code, c.where) for c in run.result.cleanups] == [("remark-ignored", "岗位表!A4")]


def test_a_note_of_a_csv_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("岗位,人数,备注\n公厕保洁工,2,\n注：说明,,\n", encoding="utf-8")
    assert len(read(path).result.estimate.roster.positions) == 1


def test_a_row_with_nothing_but_its_number_is_empty(path: Path) -> None:
    run = read(_sheet(path, [["序号", *HEAD], [1, "公厕保洁工", 2], [2], [3]]))
    assert len(run.result.estimate.roster.positions) == 1
    assert run.result.cleanups == ()


def test_a_row_of_the_project_may_hold_two_pairs(path: Path) -> None:
    rows: Table = [["起始月份", "2027-01", "服务月数", 24], ["项目名称", "x", "采购人", "y"]]
    roster = read(_with_project(path, rows)).result.estimate.roster
    assert (roster.period.months, roster.project.name, roster.project.buyer) == (24, "x", "y")


def test_a_value_without_a_key_is_refused_and_a_remark_is_listed(path: Path) -> None:
    assert problems(_with_project(path, [["服务月数", 12], [None, 24]])) == [
        ("key-unknown", "项目信息!B2")
    ]
    run = read(_with_project(path, [["服务月数", 12, "一招三年"]]))
    assert [(c.code, c.where) for c in run.result.cleanups] == [("remark-ignored", "项目信息!C1")]


def test_a_rate_takes_no_amount(path: Path) -> None:
    price: Table = [["费用项目", "金额", "计费周期", "费率"], ["管理费", 5000, "月", 0.03]]
    assert problems(_with_project(path, [["服务月数", 12]], price)) == [
        ("amount-of-rate", "报价组成!B2")
    ]


def test_an_override_may_be_a_percentage_or_hold_quoted_numbers(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    figures = [["参数", "取值", "来源", "理由"], ["medical.rate", "5.5%", "文号", "确认"]]
    write_book(path, {"岗位表": [HEAD, ["公厕保洁工", 1]], "参数": figures})
    [row] = read(path).result.estimate.roster.overrides["medical.rate"]
    assert str(row.value) == "0.055"
    base = {"value": {"lower": "6000", "upper": "31000"}, "source": "文号", "reason": "确认"}
    positions = [{"title": "公厕保洁工", "headcount": 1}]
    run = priced(tmp_path, {"positions": positions, "figures": {"medical.base": base}})
    [row] = run.result.estimate.roster.overrides["medical.base"]
    assert row.value == {"lower": 6000, "upper": 31000}


def test_a_word_for_several_posts_with_its_class_names_them_and_counts_as_skilled(
    tmp_path: Path,
) -> None:
    run = priced(tmp_path, {"positions": [{"title": "驾驶员", "post_class": 1, "headcount": 1}]})
    [position] = run.result.estimate.roster.positions
    assert position.skilled
    assert "道路冲洗车驾驶员" in position.near_titles
    assert "吊车司机" not in position.near_titles  # class 2


@LIBREOFFICE
@pytest.mark.parametrize("lot", ["b's", "人均月用工成本构成表", "分岗位用工成本汇总表"])
def test_a_lot_may_be_called_what_a_sheet_is_called_or_hold_a_quote(
    tmp_path: Path, lot: str
) -> None:

    rows = [
        {"title": "公厕保洁工", "headcount": 1, "lot": lot},
        {"title": "消杀员", "headcount": 1, "lot": "乙"},
    ]
    cost = {"name": "平台", "amount": 100, "per": "year", "lot": "全部"}
    roster = {"positions": rows, "price": {"other_costs": [cost]}}
    path, out = write_yaml(tmp_path / "r.yaml", roster), tmp_path / "out.xlsx"
    assert sanicost("estimate", path, "-o", out).code == 0
    (tmp_path / "after").mkdir()
    recalculate([out], tmp_path / "after")
    assert changed_cells(out, tmp_path / "after" / out.name) == []


def test_a_number_as_a_name_is_no_longer_than_a_name_may_be(tmp_path: Path) -> None:
    path = tmp_path / "roster.yaml"
    row = {"title": "消杀员", "headcount": 1}
    write_yaml(path, {"positions": [{**row, "lot": 12}, {**row, "lot": int("9" * 501)}]})
    assert problems(path)[0] == ("text-too-long", "positions[2].lot")


def test_a_lot_cannot_be_called_all(tmp_path: Path) -> None:
    path = tmp_path / "roster.yaml"
    write_yaml(path, {"positions": [{"title": "消杀员", "headcount": 1, "lot": "全部"}]})
    assert problems(path) == [("lot-named-all", "positions[1].lot")]


def test_relief_heads_beside_paid_rest_days_are_a_finding(tmp_path: Path) -> None:
    row = {"title": "公厕保洁工", "headcount": 60, "relief_headcount": 10}
    covered = {"title": "消杀员", "posts_to_man": 5, "shifts": 2}
    run = priced(tmp_path, {"positions": [row, covered]})
    found = [(one.code, one.where) for one in run.result.findings]
    # Heads worked out from posts to man are reconciled with the days that each of them works.
    assert ("relief-with-paid-rest-days", "positions[1]") in found
    assert ("relief-with-paid-rest-days", "positions[2]") not in found
    rested = priced(tmp_path, {"positions": [{**row, "work_pattern": "five-day"}]})
    assert "relief-with-paid-rest-days" not in {one.code for one in rested.result.findings}


def test_an_other_cost_cannot_be_called_what_goes_by_a_rate(tmp_path: Path) -> None:
    path = tmp_path / "roster.yaml"
    cost = {"name": "管理费", "amount": 5, "per": "month"}
    row = {"title": "消杀员", "headcount": 1}
    write_yaml(path, {"positions": [row], "price": {"other_costs": [cost]}})
    assert problems(path) == [("amount-of-rate", "price.other_costs[1].name")]


def test_the_manning_of_posts_is_printed_with_the_share_of_relief_heads(tmp_path: Path) -> None:
    path = tmp_path / "roster.yaml"
    row = {"title": "公厕保洁工", "posts_to_man": 100, "shifts": 1}
    write_yaml(path, {"positions": [row]})
    outcome = sanicost("check", path)
    # 100 × 365 ÷ (12 × 26 − 10) = 36,500 ÷ 302 = 120.86…, so 121 heads, of whom 21 relieve: 17.4 %.
    said = outcome.out.replace("\n", "").replace(" ", "")
    assert "＝121人" in said
    assert "轮休顶班21人（17.4%）" in said
