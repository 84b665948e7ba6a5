"""The reports of a batch on paper: every message whole, as legible as A4 allows, in good order."""

from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.batch.folders import BAD, batch, fill, roster

POINTS_PER_LINE = 12
"""At the least, for a font of ten points."""
DIGITS_ON_A4 = 190
"""So many digits of ten points stand on a line of A4 landscape at two thirds of their size."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the reports of rosters that are wrong in long words, and of others with findings."""
    folder = tmp_path_factory.mktemp("paper")
    source = fill(folder / "in", 3)
    (source / "无表头.csv").write_text("清扫工,3\n", encoding="utf-8")
    (source / "写法.yaml").write_text("a: [\n b", encoding="utf-8")
    (source / "文字.xlsx").write_text("岗位", encoding="utf-8")
    (source / f"{'很长的名字' * 12}.yaml").write_text(BAD, encoding="utf-8")
    # 60 extended hours a month are above the limit of 36: a warning.
    tired = roster(3).replace("headcount", "overtime_hours: 60, headcount")
    (source / "龙洞加班.yaml").write_text(tired, encoding="utf-8")
    assert batch(source, "-o", folder / "out").code == 1
    return folder / "out"


def _width(sheet: Worksheet, column: int) -> float:
    return float(sheet.column_dimensions[get_column_letter(column)].width)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not value.startswith("=")


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes at the least."""
    return ceil(sum(2 if east_asian_width(one) in "WFA" else 1 for one in text) / width)


@pytest.mark.parametrize("name", ["problems.xlsx", "汇总.xlsx"])
def test_every_row_is_high_enough_for_its_longest_text(out: Path, name: str) -> None:
    highest = 0
    for sheet in load_workbook(out / name):
        for number, row in enumerate(sheet.iter_rows(min_row=3, values_only=True), start=3):
            texts = {column: text for column, text in enumerate(row, start=1) if _is_text(text)}
            needed = [_lines(str(text), _width(sheet, column)) for column, text in texts.items()]
            height = sheet.row_dimensions[number].height or 15
            assert height >= POINTS_PER_LINE * max(needed, default=1), (sheet.title, number)
            highest = max([highest, *needed])
    assert highest >= 4


@pytest.mark.parametrize("name", ["problems.xlsx", "汇总.xlsx"])
def test_the_columns_fit_on_a_page_at_a_size_that_can_be_read(out: Path, name: str) -> None:
    for sheet in load_workbook(out / name):
        properties = sheet.sheet_properties.pageSetUpPr
        assert properties
        assert properties.fitToPage
        # One page wide, and as many pages as there are rows for.
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        columns = range(1, sheet.max_column + 1)
        assert sum(_width(sheet, column) for column in columns) <= DIGITS_ON_A4, sheet.title


def test_warnings_stand_before_the_remarks_that_every_roster_has(out: Path) -> None:
    sheet = load_workbook(out / "problems.xlsx")["提示与警告"]
    kinds = [str(row[1]) for row in sheet.iter_rows(min_row=4, values_only=True)]
    # Four rosters have remarks; the last of them alone has warnings.
    assert kinds[0] == "警告"
    assert kinds == sorted(kinds, key=["错误", "警告", "提示"].index)
    assert kinds.count("提示") >= 4


def test_what_was_found_is_told_in_chinese(out: Path) -> None:
    sheet = load_workbook(out / "problems.xlsx")["问题"]
    found = {row[0]: row[3] for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert found["文字.xlsx"] == "纯文本"
    assert found["写法.yaml"] == "缺少逗号或右方括号 ]"


def test_the_month_of_frozen_figures_stands_in_the_summary_where_there_is_one(
    out: Path, tmp_path: Path
) -> None:
    headings = [cell.value for cell in load_workbook(out / "汇总.xlsx")["汇总"][3]]
    assert "冻结月份" not in headings
    source = fill(tmp_path / "in", 1)
    (source / "bad.yaml").write_text(BAD, encoding="utf-8")
    batch(source, "-o", tmp_path / "out", "--as-of", "2026-02")
    sheet = load_workbook(tmp_path / "out" / "汇总.xlsx")["汇总"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    column = rows[0].index("冻结月份")
    assert [row[column] for row in rows] == ["冻结月份", None, "2026-02", None]
