"""Kinds of slips in forms that no report names: empty results, rates, repeated rows."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import xlsxwriter

from tests.readers.books import Table, problems, read, write_book

ROWS: Table = [
    ["岗位", "人数", "顶岗岗位数", "班次", "平均工龄", "工作制", "绩效考核奖金"],
    ["公厕保洁工", 10, None, None, 5, "六天工作制", 100],
    ["垃圾清运工", None, 2, 1, 5, "六天工作制", 100],
]
SHEETS: Mapping[str, Table] = {
    "岗位表": ROWS,
    "项目信息": [["起始月份", "2027-01"], ["服务月数", 12], ["采购预算", 90_000_000]],
    "报价组成": [
        ["费用名称", "金额", "计费周期", "费率"],
        ["车辆", 1200, "月", None],
        ["管理费", None, None, 0.05],
    ],
}


def _without(path: Path, where: str, *, as_formula: bool) -> Path:
    """Write the sheets with one cell blank, or with a formula there that comes to no letters."""
    sheet, _, cell = where.partition("!")
    with xlsxwriter.Workbook(path) as book:
        for name, rows in SHEETS.items():
            made = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                made.write_row(row, 0, cells)
            if name == sheet:
                made.write_blank(cell, None, book.add_format())
                if as_formula:
                    made.write_formula(cell, '=IF(1>2,5,"")', None, "")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            # As Excel saves it: a text, which the library leaves out.
            package.writestr(name, re.sub(rb'<c r="(\w+)"><f>', rb'<c r="\1" t="str"><f>', text))
    return path


@pytest.mark.parametrize(
    "where",
    [
        "岗位表!B3",  # heads that are worked out
        "岗位表!E2",
        "岗位表!F3",  # a choice
        "岗位表!G2",
        "项目信息!B2",
        "项目信息!B3",
        "报价组成!D2",  # the rate of what goes by an amount
        "报价组成!B3",
    ],
)
def test_a_formula_that_comes_to_no_letters_is_a_blank(tmp_path: Path, where: str) -> None:
    blank = read(_without(tmp_path / "blank.xlsx", where, as_formula=False))
    formula = read(_without(tmp_path / "formula.xlsx", where, as_formula=True))
    assert formula.inputs.sha256 == blank.inputs.sha256


@pytest.mark.parametrize(
    ("rate", "code"),
    [
        (0.2, ""),
        ("20%", ""),
        (0.21, "rate-high"),
        ("35％", "rate-high"),
        (0.4, "rate-high"),
        (0.5, "rate-high"),
        (0.51, "rate-too-high"),
        (1, "rate-too-high"),
        ("60%", "rate-too-high"),
        (6, "rate-above-one"),
        ("3点5", "not-a-number"),
    ],
)
def test_a_rate_that_is_high_is_named_or_refused(tmp_path: Path, rate: object, code: str) -> None:
    price: Table = [["费用名称", "费率"], ["利润", rate]]
    sheets: Mapping[str, Table] = {"岗位表": [["岗位", "人数"], ["消杀员", 5]], "报价组成": price}
    path = write_book(tmp_path / "a.xlsx", sheets)
    if code in ("", "rate-high"):
        found = [one for one in read(path).result.findings if one.code == "rate-high"]
        assert [one.severity for one in found] == ["warning"] * bool(code)
    else:
        assert problems(path) == [(code, "报价组成!B2")]


@pytest.mark.parametrize(
    ("second", "is_repeated"),
    [
        (["公厕保洁工", 10, 5, "石牌街道", None], True),
        ([" 公厕保洁工", "10人", "5年", "石牌街道", None], True),  # the same, written otherwise
        (["公厕保洁工", 10, 60, "石牌街道", None], False),
        (["公厕保洁工", 10, 5, "五山街道", None], False),
        (["公厕保洁工", 11, 5, "石牌街道", None], False),
        (["消杀员", 10, 5, "石牌街道", None], False),
    ],
)
def test_a_row_that_repeats_another_in_every_field_is_named(
    tmp_path: Path, second: list[object], *, is_repeated: bool
) -> None:
    head = ["岗位", "人数", "平均工龄", "街道", "备注"]
    rows: Table = [head, ["公厕保洁工", 10, 5, "石牌街道", None], second]
    found = read(write_book(tmp_path / "a.xlsx", {"岗位表": rows})).result.findings
    repeated = [one.where for one in found if one.code == "row-repeated"]
    assert repeated == ["岗位表!A3"] * is_repeated
