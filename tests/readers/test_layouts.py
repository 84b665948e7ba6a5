"""Sheets, streets, totals, samples and headings as offices lay them out."""

from decimal import Decimal
from pathlib import Path

import pytest

from sanicost.core.notices import Refused
from sanicost.core.text import plain
from sanicost.readers.project import Options
from sanicost.runs import blank_roster, price_roster, refuse_tender
from sanicost.writers.template_content import Level
from tests.readers.books import HEAD, Table, problems, read, write_book
from tests.rosters import TODAY

POSITIONS: Table = [HEAD, ["公厕保洁工", 10]]
PRICE: Table = [["费用项目", "金额", "计费周期"], ["油料", 100, "月"]]
STREETS = ("街道", "岗位", "人数")


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("报价组成表", PRICE),
        ("报价组成（终稿）", PRICE),
        ("报价组成 (3)", PRICE),
        ("报价明细", PRICE),  # by its headings
        ("Sheet3", PRICE),
        ("项目基本信息", [["服务月数", 24]]),
        ("项目情况", [["服务月数", 24], ["采购预算", 1000]]),
        ("参数表", [["参数", "取值"], ["minimum_wage", 3000]]),
        ("岗位表（定稿）", POSITIONS),
        ("人员名册", [["岗位", "人数", "街道"], ["消杀员", 3, "石牌街道"]]),
    ],
)
def test_a_sheet_that_is_nearly_ours_is_refused_unless_it_is_left_out(
    path: Path, name: str, rows: Table
) -> None:
    book = write_book(path, {"岗位表": POSITIONS, name: rows})
    assert problems(book) == [("sheet-near", name)]
    run = price_roster(book, Options(skip_sheets=(name,)), None, TODAY)
    assert ("sheet-ignored", name) in [(one.code, one.where) for one in run.result.cleanups]


def test_the_project_lists_sheets_that_are_not_read(path: Path) -> None:
    project = [["不读取的工作表", "岗位表（旧）、报价构成"]]
    sheets = {
        "岗位表": POSITIONS,
        "项目信息": project,
        "岗位表（旧）": POSITIONS,
        "报价构成": PRICE,
    }
    assert not read(write_book(path, sheets)).result.estimate.roster.prices.other_costs
    wrong = {"岗位表": POSITIONS, "项目信息": [["不读取的工作表", "旧表"]]}
    assert problems(write_book(path, wrong)) == [("skipped-sheet-unknown", "旧表")]


@pytest.mark.parametrize("name", ["Sheet2", "会议纪要", "地图", "通讯录", "照片"])
def test_a_sheet_of_something_else_is_passed_over_and_listed(path: Path, name: str) -> None:
    run = read(write_book(path, {"岗位表": POSITIONS, name: [["甲", "乙"], ["丙", "丁"]]}))
    assert [(one.code, one.where) for one in run.result.cleanups] == [("sheet-ignored", name)]


@pytest.mark.parametrize(
    "streets",
    [
        ["石牌街道", None, "五山街道"],
        ["石牌街道", None, "五山街道", None, None],
        ["石牌街道", "五山街道", None, "员村街道"],
        [None, "石牌街道", None, "五山街道"],
        ["石牌街道", None, "五山街道", "员村街道", None],
    ],
)
def test_a_street_once_for_each_block_is_refused(path: Path, streets: list[str | None]) -> None:
    rows: Table = [STREETS, *([street, "公厕保洁工", 2] for street in streets)]
    first = 2 + streets.index(None)
    assert problems(write_book(path, {"岗位表": rows})) == [
        ("streets-once-per-block", f"岗位表!A{first}")
    ]


def test_sub_totals_tell_of_blocks_too(path: Path) -> None:
    rows: Table = [STREETS, ["石牌街道", "公厕保洁工", 2], [None, "消杀员", 3], ["小计", None, 5]]
    found = problems(write_book(path, {"岗位表": rows}))
    assert found == [("streets-once-per-block", "岗位表!A3")]


@pytest.mark.parametrize(
    "streets",
    [
        ["石牌街道", "石牌街道", None],
        ["石牌街道", None],
        ["石牌街道", "五山街道", None],
        [None, "石牌街道"],
        ["石牌街道", "石牌街道", None, "五山街道"],
    ],
)
def test_without_blocks_heads_without_a_street_are_a_finding(
    path: Path, streets: list[str | None]
) -> None:
    rows: Table = [STREETS, *([street, "公厕保洁工", 2] for street in streets)]
    found = read(write_book(path, {"岗位表": rows})).result.findings
    [one] = [one for one in found if one.code == "street-missing-in-rows"]
    assert (one.severity, one.params["count"]) == ("warning", 1)


@pytest.mark.parametrize(
    ("total", "is_right"),
    [(10 + 22, True), ("三十二", True), ("32人", True), (10, False), (33, False)],
)
def test_a_total_counts_the_heads_that_follow_from_posts(
    path: Path, total: object, is_right: bool
) -> None:
    # 9 posts × 2 shifts × 365 days ÷ (12 × 26 − 10) = 6,570 ÷ 302 = 21.75…: 22 heads.
    head = ["岗位", "人数", "顶岗岗位数", "班次"]
    rows: Table = [head, ["垃圾清运工", 10], ["公厕保洁工", None, 9, 2], ["合计", total]]
    book = write_book(path, {"岗位表": rows})
    if is_right:
        assert sum(one.headcount for one in read(book).result.estimate.roster.positions) == 32
    else:
        assert problems(book) == [("total-differs", "岗位表!B4")]


def test_a_total_is_checked_beside_other_problems(path: Path) -> None:
    rows: Table = [HEAD, ["公厕保洁公", 10], ["消杀员", 5], ["合计", 16]]
    found = problems(write_book(path, {"岗位表": rows}))
    assert ("total-differs", "岗位表!B4") in found


@pytest.mark.parametrize(
    ("amounts", "total", "is_right"),
    [
        ((100, 200), 300, True),
        ((100, Decimal("0.5")), Decimal("100.5"), True),
        ((100, "1,000元"), "1,100元", True),
        ((100, 200), 301, False),
        ((100, 200), 200, False),
    ],
)
def test_the_total_of_other_costs_is_compared(
    path: Path, amounts: tuple[object, object], total: object, is_right: bool
) -> None:
    rows: Table = [
        *PRICE[:1],
        ["油料", amounts[0], "月"],
        ["服装", amounts[1], "月"],
        ["合计", total],
    ]
    book = write_book(path, {"岗位表": POSITIONS, "报价组成": rows})
    if is_right:
        assert len(read(book).result.estimate.roster.prices.other_costs) == 2
    else:
        assert problems(book) == [("price-total-differs", "报价组成!B4")]


@pytest.mark.parametrize("level", ["street", "district"])
def test_samples_of_the_blank_roster_are_named_and_keep_a_tender_back(
    path: Path, level: Level
) -> None:
    path.write_bytes(blank_roster(level, None))
    run = read(path)
    codes = {one.code for one in run.result.findings if one.severity == "warning"}
    assert "template-samples-left" in codes
    with pytest.raises(Refused) as refused:
        refuse_tender(run, None)
    assert {one.code for one in refused.value.problems} == {"tender-with-samples"}


TWO_ROWS: list[list[object]] = [
    ["序号", "岗位名称", "人数（人）", None, None, "平均工龄（年）"],
    [None, None, "合计", "在岗", "轮休", None],
]


def test_headings_in_two_rows_are_read_as_pairs(path: Path) -> None:
    rows: Table = [*TWO_ROWS, [1, "公厕保洁工", 22, 18, 4, 8], [None, "合计", 22, 18, 4, None]]
    [position] = read(write_book(path, {"岗位表": rows})).result.estimate.roster.positions
    found = position.headcount, position.relief_headcount, plain(position.seniority_years)
    assert found == (22, 4, "8")


@pytest.mark.parametrize(
    ("head", "units", "cells", "found"),
    [
        (["岗位", "人数", "平均工龄"], [None, "人", "月"], [10, 24], (10, "2")),
        (["岗位", "人数", "平均工龄"], [None, "（名）", "（年）"], [10, 3], (10, "3")),
        (["岗位", "人数", "工龄"], ["", "人", ""], [7, 5], (7, "5")),
        (["岗位", "定员", "工龄"], [None, "个", "周年"], [7, 5], (7, "5")),
        (["工种", "人数", "平均工龄"], [None, "人", "个月"], [9, 30], (9, "2.5")),
    ],
)
def test_a_row_of_units_below_the_headings_belongs_to_them(
    path: Path,
    head: list[str],
    units: list[str | None],
    cells: list[int],
    found: tuple[int, str],
) -> None:
    book = write_book(path, {"岗位表": [head, units, ["公厕保洁工", *cells]]})
    [position] = read(book).result.estimate.roster.positions
    assert (position.headcount, plain(position.seniority_years)) == found


@pytest.mark.parametrize("heading", ["班组", "路段", "联系人", "片区", "身份证号"])
def test_a_column_of_something_else_is_left_out_and_listed(path: Path, heading: str) -> None:
    run = read(write_book(path, {"岗位表": [[*HEAD, heading], ["公厕保洁工", 1, "甲"]]}))
    assert [(one.code, one.where) for one in run.result.cleanups] == [
        ("column-ignored", "岗位表!C1")
    ]


@pytest.mark.parametrize("heading", ["月工资", "加班费", "工令", "人员类别", "合价（元）"])
def test_a_column_that_comes_near_one_of_ours_is_refused(path: Path, heading: str) -> None:
    book = write_book(path, {"岗位表": [[*HEAD, heading], ["公厕保洁工", 1, 3]]})
    assert problems(book) == [("column-unknown", "岗位表!C1")]


@pytest.mark.parametrize("titles", [("公厕保洁工", "消杀员"), ("驾驶员", "垃圾清运工", "合计")])
def test_posts_side_by_side_are_said_to_be_so(path: Path, titles: tuple[str, ...]) -> None:
    rows: Table = [["路段", *titles], ["中山七路", *range(3, 3 + len(titles))]]
    assert problems(write_book(path, {"岗位表": rows})) == [("positions-as-columns", "岗位表!A1")]


@pytest.mark.parametrize(
    "text", ["一、道路保洁", "（二）公厕", "东片区", "盖章处", "某某街道办事处", "2026年11月30日"]
)
def test_a_row_of_one_text_that_is_no_post_gets_one_message(path: Path, text: str) -> None:
    rows: Table = [HEAD, [text], ["公厕保洁工", 1]]
    assert problems(write_book(path, {"岗位表": rows})) == [("row-not-position", "岗位表!A2")]


@pytest.mark.parametrize(
    ("name", "rate", "code"),
    [
        ("增值税", Decimal("0.06"), "rate-of-other-cost"),
        ("不可预见费", Decimal("0.02"), "rate-of-other-cost"),
        ("管理费（4%）", None, "rate-missing"),
    ],
)
def test_a_rate_under_another_name_gets_one_message(
    path: Path, name: str, rate: Decimal | None, code: str
) -> None:
    rows: Table = [["费用项目", "金额", "计费周期", "费率"], [name, None, None, rate]]
    book = write_book(path, {"岗位表": POSITIONS, "报价组成": rows})
    assert problems(book) == [(code, "报价组成!D2")]


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [
        ("下限5510，上限27549", "5510", "27549"),
        ("下限：5,510元；上限：27,549元", "5510", "27549"),
        ("上限 27549、下限 5510", "5510", "27549"),
        ("最低5510元/月 最高27549元/月", "5510", "27549"),
        ("下限同最低工资标准，上限27549", "minimum_wage", "27549"),
    ],
)
def test_limits_of_a_base_are_read_in_words(path: Path, value: str, lower: str, upper: str) -> None:
    figure = ["失业保险缴费基数上下限", value, "某号文", "核实"]
    sheets = {"岗位表": POSITIONS, "参数": [["参数", "取值", "来源", "理由"], figure]}
    [[row]] = read(write_book(path, sheets)).result.estimate.roster.overrides.values()
    assert row.value is not None
    assert isinstance(row.value, dict)
    assert {name: str(each) for name, each in row.value.items()} == {"lower": lower, "upper": upper}


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("环卫人员", "title-ambiguous"),
        ("园林工人", "title-outside-trade"),
        ("小区保安", "title-outside-trade"),
        ("文员", "class-missing"),
        ("队长", "class-missing"),
        ("公测保洁工", "title-misspelt"),
    ],
)
def test_a_title_outside_the_annex_gets_advice_by_its_meaning(
    path: Path, title: str, code: str
) -> None:
    assert problems(write_book(path, {"岗位表": [HEAD, [title, 2]]})) == [(code, "岗位表!A2")]
