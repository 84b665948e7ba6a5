"""Units wherever officers write them: converted exactly and listed, or refused at their place.

What each number must come to is worked out beside it; nothing here is what the program printed.
"""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from sanicost.core.kinds import AMOUNT, HEADS, MONTHS, RATE, WORK_DAYS, YEARLY, YEARS, Number
from sanicost.readers import fields
from sanicost.readers.document import Notes, Raw
from tests.readers.books import HEAD, Table, problems, read, write_book

PRICE = ("费用项目", "金额", "计费周期")


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "roster.xlsx"


def _book(path: Path, price: Table = (), project: Table = ()) -> Path:
    sheets: dict[str, Table] = {"岗位表": [HEAD, ["公厕保洁工", 10]]}
    sheets |= {"报价组成": price} if price else {}
    return write_book(path, sheets | ({"项目信息": project} if project else {}))


@pytest.mark.parametrize(
    ("heading", "written", "meant"),
    [
        ("金额（千元）", 12, 12_000),  # 12 × 1,000
        ("金额【百万元】", Decimal("0.5"), 500_000),  # 0.5 × 1,000,000
        ("金额(含税，万元)", Decimal("1.25"), 12_500),  # 1.25 × 10,000
        ("金额[亿元]", Decimal("0.001"), 100_000),  # 0.001 × 100,000,000
        ("金额（人民币：元）", 12, 12),
        ("金额（含税）", 12, 12),  # a remark and no unit
        ("金额（万）", 3, 30_000),
    ],
)
def test_the_unit_in_a_heading_of_amounts_holds_for_its_column(
    path: Path, heading: str, written: Decimal, meant: int
) -> None:
    run = read(_book(path, [["费用项目", heading, "计费周期"], ["油料", written, "合同期"]]))
    [cost] = run.result.estimate.roster.prices.other_costs
    assert cost.amount == meant
    converted = [one for one in run.result.cleanups if one.code == "unit-converted"]
    assert [one.where for one in converted] == ["报价组成!B2"] * (written != meant)


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        ("金额（美元）", "报价组成!B1"),
        ("金额（HKD）", "报价组成!B1"),
        ("金额（元/吨）", "报价组成!B1"),
        ("金额（元/季度）", "报价组成!B1"),
        ("金额（万元/㎡）", "报价组成!B1"),
    ],
)
def test_another_unit_of_amounts_is_refused_once_at_its_heading(
    path: Path, heading: str, place: str
) -> None:
    price: Table = [["费用项目", heading, "计费周期"], ["油料", 12, "月"], ["服装", 3, "月"]]
    assert problems(_book(path, price)) == [("unit-unfit", place)]


@pytest.mark.parametrize(
    "heading",
    [
        "人数（人月）",
        "平均工龄（天）",
        "月工作天数（天/周）",
        "月延长工时（小时/天）",
        "月延长工时（分钟）",
        "节日慰问金（元/月）",
        "基础工资（元/日）",
        "公积金单位比例（元）",
    ],
)
def test_a_unit_of_another_period_or_kind_is_refused_at_the_heading(
    path: Path, heading: str
) -> None:
    is_heads = heading.startswith("人数")
    rows: Table = [["岗位", "人数", heading], ["公厕保洁工", 1, 5]]
    if is_heads:
        rows = [["岗位", heading], ["公厕保洁工", 5]]
    assert ("unit-unfit", f"岗位表!{'B' if is_heads else 'C'}1") in problems(
        write_book(path, {"岗位表": rows})
    )


@pytest.mark.parametrize(
    ("title", "meant"),
    [
        ("（单位：千元）", 12_000),
        ("金额单位：人民币万元", 120_000),
        ("货币单位 : 百元", 1_200),
        ("单位：人、万元", 120_000),
        ("编制单位：某街道办事处", 12),
        ("单位：人", 12),
    ],
)
def test_the_unit_above_a_table_holds_for_its_amounts(path: Path, title: str, meant: int) -> None:
    run = read(_book(path, [[title], [*PRICE], ["油料", 12, "合同期"]]))
    assert run.result.estimate.roster.prices.other_costs[0].amount == meant


def test_a_unit_of_a_heading_goes_before_that_above_and_a_rate_takes_none(path: Path) -> None:
    head = ["费用项目", "金额（元）", "计费周期", "费率"]
    rows: Table = [["单位：万元"], head, ["油料", 12, "月"], ["利润", None, None, Decimal("0.02")]]
    prices = read(_book(path, rows)).result.estimate.roster.prices
    assert prices.other_costs[0].amount == 12
    assert prices.rates["profit"] == Decimal("0.02")


def test_a_foreign_currency_above_a_table_is_refused(path: Path) -> None:
    rows: Table = [["单位：美元"], [*PRICE], ["油料", 12, "月"]]
    assert problems(_book(path, rows)) == [("unit-unknown", "报价组成!A1")]


@pytest.mark.parametrize(
    ("shape", "held", "meant"),
    [
        ('0.0"千元"', 12, 12_000),
        ('#,##0"万"', 3, 30_000),
        ('"￥"#,##0.00', 12, 12),
        ('0"元/月"', 12, 12),
        ('0\\.0,"万元"', 120_000, 120_000),  # shown as 12.0 in units of ten thousand: held in full
        ('0,"千元"', 12_000, 12_000),
    ],
)
def test_the_unit_that_a_number_format_writes_holds_for_its_cell(
    path: Path, shape: str, held: int, meant: int
) -> None:
    assert _formatted(path, shape, held) == meant


def _formatted(path: Path, shape: str, held: int) -> Decimal:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("岗位表")
        for row, cells in enumerate([HEAD, ("公厕保洁工", 10)]):
            sheet.write_row(row, 0, cells)
        price = book.add_worksheet("报价组成")
        price.write_row(0, 0, PRICE)
        price.write_row(1, 0, ["油料", held, "月"])
        price.write_number(1, 1, held, book.add_format({"num_format": shape}))
    return read(path).result.estimate.roster.prices.other_costs[0].amount


@pytest.mark.parametrize("shape", ["0,", '0.0,"千万"', '"99"', '0"美元"', '0"元/年"'])
def test_a_number_format_that_shows_another_amount_is_refused(path: Path, shape: str) -> None:
    with pytest.raises(Exception, match=r"number-disguised|unit-unfit"):
        _formatted(path, shape, 12_000)


@pytest.mark.parametrize(
    ("project", "months", "budget"),
    [
        ([["服务期", 2, "年"]], 24, None),
        ([["服务期限（年）", 3]], 36, None),
        ([["合同期", 18, "个月"], ["采购预算", 260, "万元"]], 18, 2_600_000),
        ([["采购预算（万元）", Decimal("1200.5")]], 12, 12_005_000),
        ([["单位：千元"], ["采购预算", 900]], 12, 900_000),
        ([["服务月数", "二十四个月"], ["预算金额", "2600万元整"]], 24, 26_000_000),
    ],
)
def test_the_project_converts_units_in_keys_and_cells_beside(
    path: Path, project: Table, months: int, budget: int | None
) -> None:
    roster = read(_book(path, project=project)).result.estimate.roster
    assert (roster.period.months, roster.project.budget) == (months, budget)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("3.8万", AMOUNT, "38000"),
        ("￥120,000.00", AMOUNT, "120000"),
        ("120000元整", AMOUNT, "120000"),
        ("人民币 0.5亿元", AMOUNT, "50000000"),
        ("两万三千元", AMOUNT, "23000"),
        ("三年", MONTHS, "36"),
        ("1年", MONTHS, "12"),
        ("一百零五人", HEADS, "105"),
        ("１２名", HEADS, "12"),
        ("30个月", YEARS, "2.5"),  # 30 ÷ 12
        ("5‰", RATE, "0.005"),
        ("8.5％", RATE, "0.085"),
        ("21.75天/月", WORK_DAYS, "21.75"),
        ("800元/人·年", YEARLY, "800"),
    ],
)
def test_a_number_in_an_officers_words_is_read(text: str, kind: Number, meant: str) -> None:
    notes = Notes()
    assert fields.number(Raw(text, "A1"), kind, notes) == Decimal(meant)
    assert notes.problems == []
    assert [one.code for one in notes.cleanups] == ["number-cleaned"]


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("10①", HEADS, "not-a-number"),
        ("10²", HEADS, "not-a-number"),
        ("10⑴", HEADS, "not-a-number"),
        ("½", HEADS, "not-a-number"),
        ("１０₁", HEADS, "not-a-number"),
        ("⑩", HEADS, "not-a-number"),
        ("٧٨", HEADS, "not-a-number"),
        ("约10人", HEADS, "not-a-number"),
        ("三四人", HEADS, "not-a-number"),
        ("10天", HEADS, "unit-unfit"),
        ("3年", HEADS, "unit-unfit"),
        ("500元/月", YEARLY, "unit-unfit"),
        ("2小时/天", WORK_DAYS, "unit-unfit"),
        ("25个月", YEARS, "too-many-decimals"),  # 25 ÷ 12 never ends
        ("￥10", HEADS, "not-a-number"),
    ],
)
def test_what_is_not_certain_is_refused(text: str, kind: Number, code: str) -> None:
    notes = Notes()
    assert fields.number(Raw(text, "A1"), kind, notes) is None
    assert [one.code for one in notes.problems] == [code]


@pytest.mark.parametrize(
    ("amount", "per", "is_read"),
    [
        ("500元/月", "月", True),
        ("500元/月", "年", False),
        ("6000元/年", "年", True),
        ("6000元/年", "合同期", False),
        ("0.6万元/年", "月", False),
    ],
)
def test_the_period_of_an_amount_must_be_that_of_its_row(
    path: Path, amount: str, per: str, is_read: bool
) -> None:
    book = _book(path, [[*PRICE], ["油料", amount, per]])
    if is_read:
        assert read(book).result.estimate.roster.prices.other_costs[0].amount >= 500
    else:
        assert problems(book) == [("unit-unfit", "报价组成!B2")]


@pytest.mark.parametrize(
    ("heading", "written", "years"),
    [("平均工龄（月数）", 24, 2), ("工龄【月数】", 30, Decimal("2.5")), ("工龄（年数）", 3, 3)],
)
def test_a_count_of_months_is_a_unit_of_years(
    path: Path, heading: str, written: int, years: Decimal
) -> None:
    rows = [[*HEAD, heading], ["公厕保洁工", 10, written]]
    run = read(write_book(path, {"岗位表": rows}))
    [position] = run.result.estimate.roster.positions
    assert position.seniority_years == years  # a twelfth of the months


@pytest.mark.parametrize(
    "period", ["年度", "全年", "年均", "按年", "年付", "按季", "半月", "百分比"]
)
def test_a_period_written_as_a_word_is_refused_at_a_monthly_column(path: Path, period: str) -> None:
    heading = f"绩效考核奖金（{period}）"
    found = problems(write_book(path, {"岗位表": [[*HEAD, heading], ["公厕保洁工", 10, 600]]}))
    assert found == [("unit-unfit", "岗位表!C1")]


def test_a_year_in_brackets_is_no_unit(path: Path) -> None:
    rows = [[*HEAD, "绩效考核奖金（2026年度）"], ["公厕保洁工", 10, 600]]
    run = read(write_book(path, {"岗位表": rows}))
    assert run.result.estimate.roster.positions[0].performance_bonus == 600


@pytest.mark.parametrize(
    ("key", "written", "metres"),
    [
        ("保洁面积（亩）", 30, 20_000),  # an acre of China has 2,000 ÷ 3 square metres
        ("保洁面积（平方公里）", 2, 2_000_000),
        ("保洁面积（公顷）", 2, 20_000),
    ],
)
def test_an_area_is_converted_to_square_metres(
    path: Path, key: str, written: int, metres: int
) -> None:
    run = read(_book(path, project=[[key, written]]))
    assert run.result.estimate.roster.project.area == metres
