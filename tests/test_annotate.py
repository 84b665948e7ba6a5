"""check --annotate: an officer's own workbook, with everything that is said at its cell."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from tests.program import EXAMPLES, sanicost
from tests.readers.books import Table, converted, problems, read, write_book
from tests.rosters import write_yaml

RED, YELLOW = "FFC7CE", "FFEB9C"
HEAD: list[object] = [
    "岗位",
    "人数",
    "平均工龄",
    "街道",
    "基础工资",
    "年节日慰问金",
    "公积金单位比例",
]


def annotate(roster: Path, *options: str | Path, code: int = 1) -> Path:
    """Annotate a roster; return the copy."""
    copy = roster.with_name(f"{roster.stem}-问题.xlsx")
    run = sanicost("check", roster, "--annotate", *options)
    assert run.code == code, run.err + run.out
    assert copy.name in (run.err if code else run.out)
    return copy


def listed(copy: Path) -> list[tuple[str, str, str]]:
    """Return the rows of the list: place, problem, what to do."""
    sheet = openpyxl.load_workbook(copy)["问题清单"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == ("位置", "问题", "怎么改")
    return [(str(where), str(what), str(advice)) for where, what, advice in rows]


def wrong(copy: Path) -> list[str]:
    """Return the places of the list that are problems."""
    weighed = re.compile("(警告|提示|错误|假定)：")
    return [where for where, what, _ in listed(copy) if not weighed.match(what)]


def mend(copy: Path, values: Mapping[str, object]) -> Path:
    """Put values into cells of a copy and touch nothing else, as no office program would."""
    names = openpyxl.load_workbook(copy, read_only=True).sheetnames
    mended = copy.with_name("mended.xlsx")
    with zipfile.ZipFile(copy) as old, zipfile.ZipFile(mended, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            for where, value in values.items():
                sheet, _, cell = where.partition("!")
                if part == f"xl/worksheets/sheet{names.index(sheet) + 1}.xml":
                    held = rf'<c r="{cell}"( s="\d+")?[^>]*?(/>|>.*?</c>)'.encode()
                    text, count = re.subn(held, _element(cell, value), text, count=1)
                    assert count == 1, where
            new.writestr(part, text)
    return mended


def change(book: Path, part: str, old: str, new: str) -> None:
    """Put another text into a part of a workbook."""
    with zipfile.ZipFile(book) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(book, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)


def _element(cell: str, value: object) -> bytes:
    if isinstance(value, str):
        return rf'<c r="{cell}"\1 t="inlineStr"><is><t>{value}</t></is></c>'.encode()
    return rf'<c r="{cell}"\1><v>{value}</v></c>'.encode()


def test_ten_planted_mistakes_are_put_right_from_the_copy_alone(tmp_path: Path) -> None:
    roster = write_book(
        tmp_path / "岗位表.xlsx",
        {
            "岗位表": [
                HEAD,
                ["公厕保洁工", "十二个人", 5, "石牌街道", None, None, None],
                ["道路人工清扫保结工", 20, 5, "石牌街道", None, None, None],
                ["消杀员", 4.5, 5, "石牌街道", None, None, None],
                ["垃圾清运工", 6, 75, "石牌街道", None, None, None],
                ["公厕保洁工", 3, 5, "石碑街道", None, None, None],
                ["垃圾清运工", 2, 5, "石牌街道", 100, None, None],
                ["消杀员", 2, 6, "石牌街道", None, 20, None],
                ["垃圾清运工", 3, 6, "石牌街道", None, None, 0.5],
            ],
            "项目信息": [["起始月份", "2027-01"], ["服务月数", 12], ["采购预算", "很多"]],
            "报价组成": [["费用名称", "金额", "计费周期", "费率"], ["车辆", 1200, "季度", None]],
        },
    )
    copy = annotate(roster)
    # What the copy says is wrong, in the order in which it is read, and nothing else.
    right: dict[str, object] = {
        "项目信息!B3": 90000000,
        "岗位表!B2": 12,
        "岗位表!A3": "道路人工清扫保洁工",
        "岗位表!B4": 4,
        "岗位表!C5": 15,
        "岗位表!D6": "石牌街道",
        "岗位表!E7": 5000,
        "岗位表!F8": 2400,
        "岗位表!G9": 0.12,
        "报价组成!C2": "年",
    }
    assert sorted(wrong(copy)) == sorted(right)
    book = openpyxl.load_workbook(copy)
    for where, what, advice in listed(copy):
        if where in right:
            cell = _cell(book, where)
            assert cell.fill.fgColor.rgb.endswith(RED)
            assert cell.comment.text == f"{what} {advice}"
    # The title and the street are those that the copy offers.
    said = {where: advice for where, _, advice in listed(copy)}
    assert "道路人工清扫保洁工" in said["岗位表!A3"]
    assert "石牌街道" in said["岗位表!D6"]
    mended = mend(copy, right)
    assert sanicost("check", mended).code == 0
    heads = [one.headcount for one in read(mended).result.estimate.roster.positions]
    assert heads == [12, 20, 4, 6, 3, 2, 2, 3]


def _cell(book: openpyxl.Workbook, where: str) -> Any:
    sheet, _, cell = where.partition("!")
    found = book[sheet]
    assert isinstance(found, Worksheet)
    return found[cell]


def test_each_place_of_the_list_is_a_link(tmp_path: Path) -> None:
    roster = write_book(tmp_path / "a.xlsx", {"岗位表": [HEAD[:2], ["消杀员", "x"]]})
    sheet = openpyxl.load_workbook(annotate(roster))["问题清单"]
    found = [cell.hyperlink for (cell,) in sheet.iter_rows(min_row=2, max_col=1)]
    links = [one and one.location for one in found]
    assert links[0] == "'岗位表'!B2"
    assert set(links[1:]) == {"'岗位表'!A1"}  # of the whole roster


def test_formulas_keep_their_results_and_the_sheets_their_looks(tmp_path: Path) -> None:
    roster = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(roster) as book:
        sheet = book.add_worksheet("岗位表")
        bold = book.add_format({"bold": True, "bg_color": "#FFFF00"})
        sheet.write_row(0, 0, ["岗位", "人数", "街道", "平均工龄", "备注"], bold)
        sheet.write_row(1, 0, ["公厕保洁工", "x"])
        sheet.write_row(2, 0, ["消杀员"])
        sheet.write_formula("B3", "=2*3", None, 6)
        sheet.merge_range("C2:C3", "石牌街道")
        sheet.write_formula("D3", '=IF(B3>9,1,"")', None, "")
        sheet.write_formula("E2", '="见附"&"页"', None, "见附页")
        sheet.write_row("F1", ["序号"])
        sheet.write_formula("F3", "=B3>1", None, True)
        sheet.write_row(3, 0, ["合计"])
        sheet.write_formula("B4", "=10+B3", None, 16)
        sheet.data_validation("B2:B3", {"validate": "integer", "criteria": ">", "value": 0})
    # A result of no letters is a text; the library leaves out that it is one.
    change(roster, "xl/worksheets/sheet1.xml", '<c r="D3">', '<c r="D3" t="str">')
    copy = annotate(roster)
    held = openpyxl.load_workbook(copy)["岗位表"]
    shown = openpyxl.load_workbook(copy, data_only=True)["岗位表"]
    assert [held[one].value for one in ("B3", "B4")] == ["=2*3", "=10+B3"]
    assert [shown[one].value for one in ("B3", "E2", "F3", "B4")] == [6, "见附页", True, 16]
    assert held["A1"].font.b
    assert held["A1"].fill.fgColor.rgb == "FFFFFF00"
    assert [str(one) for one in held.merged_cells.ranges] == ["C2:C3"]
    assert [str(one.sqref) for one in held.data_validations.dataValidation] == ["B2:B3"]
    # The one wrong cell is mended; the total, 16, says that 10 heads were meant.
    assert sanicost("check", mend(copy, {"岗位表!B2": 10})).code == 0


def test_warnings_and_assumptions_are_listed_and_change_no_exit_code(tmp_path: Path) -> None:
    rows: Table = [
        ["岗位", "人数", "露天高温作业"],
        ["公厕保洁工", 5, "否"],
        ["公厕保洁工", 5, "否"],
    ]
    copy = annotate(write_book(tmp_path / "a.xlsx", {"岗位表": rows}), code=0)
    said = {(where, what[:3]) for where, what, _ in listed(copy)}
    assert {("岗位表!A3", "警告："), ("岗位表!C2", "假定："), ("整份岗位表", "警告：")} <= said
    book = openpyxl.load_workbook(copy)
    assert _cell(book, "岗位表!A3").fill.fgColor.rgb.endswith(YELLOW)
    assert "未计高温津贴" in _cell(book, "岗位表!C2").comment.text


def test_a_copy_is_annotated_anew_without_what_was_said_before(tmp_path: Path) -> None:
    first = annotate(
        write_book(tmp_path / "a.xlsx", {"岗位表": [HEAD[:2], ["消杀员", "x"], ["消杀员", "y"]]})
    )
    mended = mend(first, {"岗位表!B2": 3})
    second = annotate(mended)
    book = openpyxl.load_workbook(second)
    assert book.sheetnames == ["岗位表", "问题清单"]
    assert wrong(second) == ["岗位表!B3"]
    assert _cell(book, "岗位表!B2").comment is None
    assert _cell(book, "岗位表!B2").fill.fill_type is None


def test_an_officers_own_comment_stays(tmp_path: Path) -> None:
    roster = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(roster) as book:
        sheet = book.add_worksheet("岗位表")
        sheet.write_row(0, 0, ["岗位", "人数"])
        sheet.write_row(1, 0, ["消杀员", "x"])
        sheet.write_comment("B2", "问过老王", {"author": "李"})
    copy = annotate(roster)
    said = _cell(openpyxl.load_workbook(copy), "岗位表!B2").comment.text
    assert said.startswith("问过老王")
    assert "不是数字" in said


def test_what_a_copy_cannot_keep_is_named(tmp_path: Path) -> None:
    roster = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(roster) as book:
        sheet = book.add_worksheet("岗位表")
        sheet.write_row(0, 0, ["岗位", "人数"])
        sheet.write_row(1, 0, ["消杀员", 5])
        sheet.insert_textbox("D2", "盖章处")
        sheet.add_sparkline("F2", {"range": "岗位表!B2:B3"})
    out = sanicost("check", roster, "--annotate").out
    assert "副本未能保留：图形、文本框 1 个、迷你图 1 个。" in out


def test_a_drop_down_of_a_newer_excel_is_kept(tmp_path: Path) -> None:
    roster = write_book(tmp_path / "a.xlsx", {"岗位表": [HEAD[:2], ["消杀员", "x"]], "选项": []})
    rule = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations count="1" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1">'
        "<x14:formula1><xm:f>选项!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>A2:A9</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    change(roster, "xl/worksheets/sheet1.xml", "</worksheet>", rule)
    rules = openpyxl.load_workbook(annotate(roster))["岗位表"].data_validations.dataValidation
    assert [(one.type, one.formula1, str(one.sqref)) for one in rules] == [
        ("list", "选项!$A$1:$A$3", "A2:A9")
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_a_csv_becomes_a_workbook(tmp_path: Path, encoding: str) -> None:
    roster = tmp_path / "a.csv"
    roster.write_text("人员表\n岗位,人数\n消杀员,x\n公厕保洁工,7\n", encoding=encoding)
    copy = annotate(roster)
    assert wrong(copy) == ["岗位表!B3"]
    assert sanicost("check", mend(copy, {"岗位表!B3": 5})).code == 0


def test_a_roster_in_yaml_becomes_a_workbook(tmp_path: Path) -> None:
    roster: dict[str, object] = {
        "project": {"name": "甲", "start": "2027-01", "months": 24, "budget": "很多"},
        "positions": [
            {"title": "消杀员", "headcount": "x", "lot": "东", "heat_exposed": False},
            {"title": "公厕保洁工", "headcount": 7, "lot": "西"},
        ],
        "price": {
            "other_costs": [{"name": "车辆", "amount": 12000, "per": "month", "lot": "all"}],
            "management_fee": {"rate": 0.05},
            "lots": {"西": {"profit": {"rate": 0.03}, "area": 1000}},
        },
        "figures": {
            "medical.base": {
                "value": {"lower": 5500, "upper": 27500},
                "source": "穗",
                "reason": "新",
            }
        },
    }
    path = write_yaml(tmp_path / "a.yaml", roster)
    copy = annotate(path)
    assert wrong(copy) == ["岗位表!B2", "项目信息!B4"]
    mended = read(mend(copy, {"项目信息!B4": 90000000, "岗位表!B2": 5}))
    roster["project"]["budget"] = 90000000  # type: ignore[index]
    roster["positions"][0]["headcount"] = 5  # type: ignore[index]
    assert mended.inputs.sha256 == read(write_yaml(path, roster)).inputs.sha256


@pytest.mark.parametrize("ending", ["xls", "et", "ods"])
def test_a_file_of_another_kind_becomes_an_xlsx(tmp_path: Path, ending: str) -> None:
    book = write_book(tmp_path / "a.xlsx", {"岗位表": [HEAD[:2], ["消杀员", "x"]]})
    copy = annotate(converted(book, ending))
    assert wrong(copy) == ["岗位表!B2"]
    assert sanicost("check", mend(copy, {"岗位表!B2": 5})).code == 0


def test_nothing_is_overwritten_without_being_asked(tmp_path: Path) -> None:
    roster = write_book(tmp_path / "a.xlsx", {"岗位表": [HEAD[:2], ["消杀员", "x"]]})
    copy = annotate(roster)
    before = copy.read_bytes()
    assert sanicost("check", roster, "--annotate").code == 4
    assert sanicost("check", roster, "--annotate", "-o", roster, "--force").code == 4
    assert sanicost("check", roster, "--annotate", "-o", tmp_path / "b.csv").code == 2
    assert copy.read_bytes() == before
    assert sanicost("check", roster, "--annotate", "--force").code == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-问题.xlsx", "a.xlsx"]


def test_the_terminal_says_that_a_copy_can_be_had(tmp_path: Path) -> None:
    roster = write_book(tmp_path / "a.xlsx", {"岗位表": [HEAD[:2], ["消杀员", "x"]]})
    for command in ("check", "estimate"):
        run = sanicost(command, roster)
        assert run.code == 1
        assert f"sanicost check {roster} --annotate" in run.err
    assert "--annotate" not in sanicost("check", roster, "--json").out


def test_a_workbook_of_ours_is_no_roster_of_an_officer(tmp_path: Path) -> None:
    ours = tmp_path / "a.xlsx"
    assert sanicost("estimate", EXAMPLES / "street-office.yaml", "-o", ours).code == 0
    run = sanicost("check", ours, "--annotate", "--json")
    assert (run.code, run.codes) == (1, ["annotate-of-ours"])


def test_the_list_is_no_sheet_of_a_roster(tmp_path: Path) -> None:
    rows: Table = [["位置", "问题", "怎么改"], ["岗位表!A1", "岗位", "人数"]]
    book = write_book(tmp_path / "a.xlsx", {"Sheet1": [HEAD[:2], ["消杀员", 5]], "问题清单": rows})
    assert read(book).result.cleanups == ()
    assert problems(write_book(tmp_path / "b.xlsx", {"问题清单": rows})) == [
        ("sheet-missing", "b.xlsx")
    ]


def test_openpyxl_is_loaded_for_a_copy_alone(tmp_path: Path) -> None:
    roster = write_book(tmp_path / "a.xlsx", {"岗位表": [HEAD[:2], ["消杀员", 5]]})
    code = (
        "import sys,runpy\ntry: runpy.run_module('sanicost', run_name='__main__', alter_sys=True)\n"
    )
    code += "finally: print([m for m in ('openpyxl','numpy') if m in sys.modules])"
    for more, loaded in ((), "[]"), (("--annotate",), "['openpyxl']"):
        command = [sys.executable, "-c", code, "check", str(roster), *more]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.stdout.splitlines()[-1] == loaded
