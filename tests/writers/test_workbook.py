"""The annex workbook: live formulas that a spreadsheet program agrees with, and the same bytes."""

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sanicost.embedded.canonical import Run
from sanicost.readers.project import Options
from sanicost.runs import price_roster
from sanicost.writers.files import OutputRefused
from sanicost.writers.workbook import workbook_bytes
from sanicost.writers.workbook.book import book_bytes, new_book
from tests.program import EXAMPLES, sanicost
from tests.recalculation import LIBREOFFICE, canary, changed_cells, recalculate
from tests.rosters import MINIMAL, TODAY, UNCERTAIN, priced, write_yaml

ANNEXES = [
    "附件1 测算依据及参数",
    "附件2 人员配置表",
    "附件3 人均月用工成本构成表",
    "附件4 分岗位用工成本汇总表",
    "附件5 最高投标限价汇总表",
]
OF_LOTS = [f"附件{n} 包组{lot}" for lot in "一二三" for n in (3, 4, 5)]
BEHIND = ["附件6 投标人分项报价表", "附件7 敏感性分析及调价说明", "说明与核对", "输入数据"]
SHEETS = {
    "street-office.xlsx": ["汇总", "领导参阅", *ANNEXES, *BEHIND],
    "district-lots.yaml": ["汇总", "领导参阅", *ANNEXES, *OF_LOTS, *BEHIND],
}
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"]
# What our own formulas are made of: a formula from a roster's text would name something else.
FUNCTIONS = {"ROUND", "SUM", "SUMPRODUCT", "EXACT", "MIN", "MAX", "IF", "COUNTIF", "COUNT"}
# What a bidder fills in is text or nothing at all, too; the total is written in capitals.
FUNCTIONS |= {"COUNTA", "COUNTBLANK", "OR"}
# What a reader typed may be no number.
FUNCTIONS |= {"ISNUMBER"}
FUNCTIONS |= {"INT", "LEFT", "MID", "RIGHT", "SUBSTITUTE", "TEXT"}


def _bytes(run: Run) -> bytes:
    return workbook_bytes(run)


def _example(name: str) -> Run:
    return price_roster(EXAMPLES / name, Options(), None, TODAY)


@pytest.fixture(scope="module", params=list(SHEETS))
def data(request: pytest.FixtureRequest) -> bytes:
    return _bytes(_example(request.param))


def _open(data: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(data), data_only=values)


def test_the_summary_says_its_period_once() -> None:
    sheet = _open(_bytes(_example("street-office.xlsx")))["汇总"]
    rows = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert rows["计价期"] == "2027-01 至 2029-12，共 36 个月"


@pytest.mark.parametrize("name", SHEETS)
def test_the_sheets_stand_in_their_order_and_nothing_is_hidden(name: str) -> None:
    book = _open(_bytes(_example(name)))
    assert book.sheetnames == SHEETS[name]
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not any(size.hidden for size in sheet.row_dimensions.values())
        assert not any(size.hidden for size in sheet.column_dimensions.values())


def test_every_sheet_prints_on_a4_with_pages_counted_and_a_footer(data: bytes) -> None:
    for sheet in _open(data).worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter
        footer = f"{sheet.oddFooter.left.text}{sheet.oddFooter.right.text}"
        assert re.search(r"sanicost \S+ · 参数日期 \d{4}-\d\d · 输入 [0-9a-f]{16}", footer)
        assert "&P" in footer
        assert "&N" in footer


def test_long_tables_repeat_their_headings(data: bytes) -> None:
    book = _open(data)
    for name in ANNEXES:
        assert book[name].print_title_rows, name


def test_no_cached_value_is_missing_or_an_error(data: bytes) -> None:
    live, cached = _open(data), _open(data, values=True)
    formulas = 0
    for sheet in live.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    value = cached[sheet.title][cell.coordinate].value
                    assert value is not None, f"{sheet.title}!{cell.coordinate}"
                    assert not str(value).startswith("#")
    assert formulas > 100


def test_a_formula_is_ours_or_there_is_none(tmp_path: Path) -> None:
    texts = {"lot": HOSTILE[0], "street": HOSTILE[3], "remarks": HOSTILE[4]}
    position = {"title": HOSTILE[5], "post_class": 1, "headcount": 1, **texts}
    cost = {"name": HOSTILE[1], "amount": 1, "per": "term", "lot": HOSTILE[0]}
    roster = {
        "project": {"name": HOSTILE[4], "buyer": HOSTILE[2], "start": "2026-01", "months": 1},
        "positions": [position, {**position, "lot": HOSTILE[3]}],
        "price": {"other_costs": [cost], "lots": {HOSTILE[0]: {"tax": {"rate": "0.06"}}}},
        "figures": {"medical.rate": {"value": "0.06", "source": HOSTILE[0], "reason": HOSTILE[5]}},
    }
    data = _bytes(priced(tmp_path, roster))
    shown = set()
    for sheet in _open(data).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert set(re.findall(r"[A-Z]{2,}(?=\()", str(cell.value))) <= FUNCTIONS
                    assert "|" not in str(cell.value)
                else:
                    shown.add(cell.value)
    assert set(HOSTILE) <= shown
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "external" in name.lower()]
        for name in package.namelist():
            assert b"<hyperlink" not in package.read(name), name


@pytest.mark.parametrize("name", SHEETS)
def test_the_workbook_says_what_the_engine_says(name: str) -> None:
    run = _example(name)
    book = _open(_bytes(run), values=True)
    ceiling = Decimal(run.result.price.ceiling).scaleb(-2)
    numbers = {
        Decimal(str(cell)).quantize(Decimal("0.01"))
        for row in book[ANNEXES[4]].iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, int | float)
    }
    assert ceiling in numbers


def test_every_check_of_the_workbook_passes(data: bytes) -> None:
    book = _open(data, values=True)
    verdicts = [
        row[5]
        for row in book["说明与核对"].iter_rows(values_only=True)
        if len(row) > 5 and row[5] in ("通过", "不符")
    ]
    assert len(verdicts) >= 6
    assert set(verdicts) == {"通过"}


def test_figures_carry_source_standing_and_date(data: bytes) -> None:
    sheet = _open(data, values=True)["附件1 测算依据及参数"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    ends = next(number for number, row in enumerate(rows) if str(row[0]).startswith("二、"))
    listed = [row for row in rows[:ends] if row[0]]
    assert len(listed) > 20
    for row in listed:
        assert all(row[column] for column in (1, 2, 4, 5, 6, 7)), row


def test_provisional_figures_are_stamped_on_the_first_sheet(tmp_path: Path) -> None:
    book = _open(_bytes(priced(tmp_path, UNCERTAIN)), values=True)
    words = "".join(str(c) for row in book["汇总"].iter_rows(values_only=True) for c in row if c)
    assert "暂估" in words
    assert "（housing_fund.base）数值尚未确认" in words
    for name in ("编制", "复核", "审批"):
        assert name in words


def test_what_is_carried_forward_stands_on_the_first_sheet_and_in_annex_1(tmp_path: Path) -> None:
    book = _open(_bytes(priced(tmp_path, MINIMAL)), values=True)
    rows = [row for row in book["汇总"].iter_rows(values_only=True) if row[0]]
    assert "暂估" not in "".join(str(row[0]) for row in rows)
    [line] = [row[0] for row in rows if "（unemployment.rate）" in str(row[0])]
    assert str(line).startswith(
        "2026-01 起：失业保险单位费率 0.008（unemployment.rate），已知至 2025-12-31；"
    )
    [row] = [
        row
        for row in book["附件1 测算依据及参数"].iter_rows(values_only=True)
        if row[2] == "unemployment.rate" and row[5] == "2026-01"
    ]
    assert (row[3], row[6]) == ("0.008", "2025-12-31")


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GBK", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    ],
)
def test_the_same_inputs_give_the_same_bytes_anywhere(tmp_path: Path, env: dict[str, str]) -> None:
    folder = tmp_path / "另一个 文件夹"
    folder.mkdir()
    path = write_yaml(folder / "另一个名字.yaml", MINIMAL)
    out = folder / "out.xlsx"
    assert sanicost("estimate", path, "-o", out, env=env, cwd=folder).code == 0
    assert out.read_bytes() == _bytes(priced(tmp_path, MINIMAL))


def test_the_carried_inputs_hold_every_position_with_its_place(data: bytes) -> None:
    sheet = _open(data)["输入数据"]
    texts = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert {"title", "headcount", "where", "version", "sha256"} <= texts
    assert any(re.fullmatch("[0-9a-f]{64}", text) for text in texts)
    assert any(text.startswith(("岗位表!A", "positions[")) for text in texts)


@pytest.mark.parametrize(
    ("row", "column", "text"), [(1_048_576, 0, "x"), (0, 16_384, "x"), (0, 0, "x" * 32_768)]
)
def test_what_a_sheet_cannot_hold_is_refused_aloud(
    tmp_path: Path, row: int, column: int, text: str
) -> None:
    book = new_book(["汇总"], lambda pages: pages["汇总"].text(row, column, text, "remark"))
    with pytest.raises(OutputRefused, match="output-refused"):
        book_bytes(priced(tmp_path, MINIMAL), "测算", book)


@LIBREOFFICE
@pytest.mark.parametrize("name", SHEETS)
def test_libreoffice_changes_no_cell_of_the_examples(tmp_path: Path, name: str) -> None:
    path, out = tmp_path / "tender.xlsx", tmp_path / "out"
    out.mkdir()
    path.write_bytes(_bytes(_example(name)))
    bird = canary(tmp_path)
    recalculate([path, bird], out)
    assert changed_cells(bird, out / bird.name)
    assert changed_cells(path, out / path.name) == []
