"""What is an edit and what is not, cell by cell, with real programs' habits."""

import io
import random
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from sanicost.readers.project import Options
from sanicost.readers.xlsx_file import read_cells
from sanicost.runs import price_roster, verify_workbook
from sanicost.spreadsheet.cells import Cell, CellPlace
from sanicost.spreadsheet.formulas import tokens
from sanicost.spreadsheet.xlsx import cells_of
from sanicost.writers.workbook import workbook_bytes
from tests.program import EXAMPLES, sanicost
from tests.rosters import TODAY
from tests.spreadsheet.packages import package
from tests.verification.edits import Book

UNIT_COSTS, PEOPLE = "附件3 人均月用工成本构成表", "附件2 人员配置表"


@pytest.fixture(scope="module")
def data() -> bytes:
    run = price_roster(EXAMPLES / "street-office.xlsx", Options(), None, TODAY)
    return workbook_bytes(run)


def _edited(folder: Path, data: bytes, change: Callable[[Workbook], object]) -> list[list[str]]:
    """Return kind and place of what verify finds after a change by openpyxl."""
    path = folder / "edited.xlsx"
    path.write_bytes(data)
    book = load_workbook(path)
    change(book)
    book.save(path)
    return [[one.kind, one.where] for one in verify_workbook(path, None).differences]


def _restyle(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.column_dimensions["B"].width = 60
        sheet.row_dimensions[3].height = 40
        sheet["A1"].font = Font(name="黑体", size=20, color="FF0000")
        sheet["B4"].fill = PatternFill("solid", "00FF00")
        sheet["A2"].comment = Comment("已核", "复核人")
        sheet.freeze_panes = "A2"


def test_widths_fonts_colours_and_notes_are_no_edit(tmp_path: Path, data: bytes) -> None:
    # openpyxl saves formulas without results, as a program does that cannot calculate.
    assert _edited(tmp_path, data, _restyle) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda book: book[PEOPLE].__setitem__("D4", 999), ["value", f"{PEOPLE}!D4"]),
        # The project manager is one head; a truth counts as 1, and yet it is another value.
        (lambda book: book[PEOPLE].__setitem__("D15", True), ["value", f"{PEOPLE}!D15"]),
        (lambda book: book[PEOPLE].__setitem__("A99", "注"), ["value", f"{PEOPLE}!A99"]),
        (lambda book: book[PEOPLE].insert_rows(6), ["row-inserted", f"{PEOPLE}!6:6"]),
        (lambda book: book[PEOPLE].delete_rows(6), ["row-deleted", f"{PEOPLE}!6:6"]),
        (lambda book: book[PEOPLE].insert_cols(5), ["column-inserted", f"{PEOPLE}!E:E"]),
        # Right of all merged cells, which openpyxl leaves where they were: others would be covered.
        (lambda book: book[PEOPLE].delete_cols(16), ["column-deleted", f"{PEOPLE}!P:P"]),
        (
            lambda book: setattr(book[PEOPLE].row_dimensions[6], "hidden", True),
            ["row-hidden", f"{PEOPLE}!6:6"],
        ),
        (lambda book: book.create_sheet("附注"), ["sheet-added", "附注"]),
        (lambda book: book.remove(book[PEOPLE]), ["sheet-removed", PEOPLE]),
        (lambda book: book.move_sheet(PEOPLE, 3), ["sheet-moved", PEOPLE]),
        (
            lambda book: book[UNIT_COSTS].__setitem__("G4", "=ROUND(1+1,2)"),
            ["formula", f"{UNIT_COSTS}!G4"],
        ),
        (
            lambda book: book[UNIT_COSTS].__setitem__("G4", 3216),
            ["formula-replaced", f"{UNIT_COSTS}!G4"],
        ),
        (
            lambda book: book[PEOPLE].__setitem__("D4", "=1+1"),
            ["formula-added", f"{PEOPLE}!D4"],
        ),
    ],
)
def test_one_edit_is_one_difference(
    tmp_path: Path, data: bytes, change: Callable[[Workbook], object], expected: list[str]
) -> None:
    assert _edited(tmp_path, data, change) == [expected]


def test_a_difference_tells_what_stands_there_what_was_written_and_from_what(
    tmp_path: Path, data: bytes
) -> None:
    book = Book(data, random.Random(1))
    cell = book.cell(UNIT_COSTS, "G4")
    cell[-1].text = "9999.99"
    path = tmp_path / "a.xlsx"
    path.write_bytes(book.save())
    [found] = sanicost("verify", path, "--json").document["differences"]
    assert found["where"] == f"{UNIT_COSTS}!G4"
    assert found["kind"] == "cached-value"
    # 三(一): 1.2 × 2680 yuan = 3216.00, the base wage from 2027 on.
    assert (found["found"], found["expected"]) == ("9999.99", "3216")
    assert found["from"].startswith("=ROUND(IF('附件2 人员配置表'!$Q4>0,")


def test_a_number_typed_as_text_is_told_from_the_number(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    book = load_workbook(path)
    heads = book[PEOPLE]["D4"]
    heads.value = str(heads.value)
    heads.data_type = "s"
    book.save(path)
    [found] = sanicost("verify", path, "--json").document["differences"]
    assert found["where"] == f"{PEOPLE}!D4"
    assert found["found"] == f'"{found["expected"]}"'


SUMMARY = "汇总"
_FORGED = '"13,056,939.05"'


@pytest.mark.parametrize("code", [_FORGED, ";;;", "#,##0.00,", "[$13,056,939.05-804]", "*9", "0"])
def test_a_format_that_shows_another_amount_is_an_edit(
    tmp_path: Path, data: bytes, code: str
) -> None:
    assert _edited(tmp_path, data, lambda book: _format(book[SUMMARY], "B9", code)) == [
        ["format", f"{SUMMARY}!B9"]
    ]


@pytest.mark.parametrize("code", ["#,##0.000", '#,##0.00" 元"', "[Red]#,##0.00;[Blue]-0.00"])
def test_a_format_that_shows_the_amount_in_another_way_is_none(
    tmp_path: Path, data: bytes, code: str
) -> None:
    assert _edited(tmp_path, data, lambda book: _format(book[SUMMARY], "B9", code)) == []


def _format(sheet: Worksheet, cell: str, code: str) -> None:
    sheet[cell].number_format = code


def test_a_footer_without_the_input_hash_is_an_edit_and_one_that_is_gone_is_none(
    tmp_path: Path, data: bytes
) -> None:
    def replace_footer(book: Workbook) -> None:
        foot = book[SUMMARY].oddFooter
        assert foot
        foot.left.text = "sanicost 0.1.0"

    def drop_footer(book: Workbook) -> None:
        book[SUMMARY].oddFooter = HeaderFooterItem()

    assert _edited(tmp_path, data, replace_footer) == [["footer", SUMMARY]]
    assert _edited(tmp_path, data, drop_footer) == []


def test_the_document_and_the_terminal_say_the_same(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    outcome = sanicost("verify", path, "--json")
    assert outcome.code == 0
    assert outcome.document["schema"] == "sanicost.verify/1"
    assert outcome.document["untouched"] is True
    assert outcome.document["differences"] == outcome.document["figures_moved"] == []
    assert "未改动" in sanicost("verify", path).out
    assert "untouched" in sanicost("verify", path, "--lang", "en").out
    book = Book(data, random.Random(1))
    book.entries[2].set("state", "hidden")
    path.write_bytes(book.save())
    outcome = sanicost("verify", path, env={"COLUMNS": "80"})
    assert outcome.code == 1
    assert "附件1 测算依据及参数" in outcome.out
    assert all(len(line.encode("gbk", "replace")) <= 80 for line in outcome.out.splitlines())


# --- the habits of programs -----------------------------------------------------------------------


def _with_sheet(data: bytes, change: Callable[[str], str]) -> bytes:
    """Return a workbook with the XML of 附件3 changed as text."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            is_unit_costs = name == "xl/worksheets/sheet5.xml"
            new.writestr(name, change(text.decode()).encode() if is_unit_costs else text)
    return buffer.getvalue()


def _cells(sheet: str) -> dict[CellPlace, Cell]:
    """Return the cells of a sheet that is written as Excel writes them."""
    runs = '<r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r><rPh><t>yi</t></rPh>'
    [found] = cells_of(package({"a": sheet}, texts=f"<si>{runs}</si><si><t/></si>"))
    return dict(found.cells)


def test_shared_formulas_rich_text_and_inline_texts_are_read_as_what_they_show() -> None:
    cells = _cells(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="inlineStr"><is><t>丙</t></is></c><c r="D1"><v>0.1</v></c>'
        '<c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#REF!</v></c><c r="G1" s="3"/></row>'
        '<row r="2"><c r="A2"><f t="shared" ref="A2:A4" si="0">ROUND(B2*$C$1,2)</f><v>1</v></c>'
        '</row><row r="3"><c r="A3"><f t="shared" si="0"/><v>0.30000000000000004</v></c></row>'
    )
    assert cells == {
        CellPlace(1, 1): Cell("甲 乙"),
        CellPlace(1, 3): Cell("丙"),
        CellPlace(1, 4): Cell(Decimal("0.1")),
        CellPlace(1, 5): Cell("TRUE"),
        CellPlace(1, 6): Cell("#REF!"),
        CellPlace(2, 1): Cell(Decimal(1), "ROUND(B2*$C$1,2)"),
        CellPlace(3, 1): Cell(Decimal("0.3"), "ROUND(B3*$C$1,2)"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'汇总'!$B$1*0.10", "汇总!$B$1 * 0.1"),
        ('IF(A1="是",1,0)', 'if( a1 = "是" , 1, 0 )'),
        ("SUM(A1:A9)", "SUM(A1:A9 )"),
        ("'it''s'!A1", "'it''s'!A1"),
    ],
)
def test_spelling_is_no_edit_of_a_formula(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('IF(A1="是",1,0)', 'IF(A1="是 ",1,0)'),
        ("$A$1+B1", "$A$1-B1"),
        ("SUM(A1:A9)", "SUM(A1:A8)"),
        ("'汇总'!A1", "'总汇'!A1"),
        ("ROUND(A1,2)", "ROUNDUP(A1,2)"),
        ("A1*1.5", "A1*15"),
    ],
)
def test_another_formula_is_another(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_spaces_and_case_of_a_formula_are_no_edit(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        _with_sheet(data, lambda text: text.replace("ROUND(", " round( ").replace(",2)", " , 2 )"))
    )
    assert verify_workbook(path, None).is_untouched
    assert read_cells(path)[4].name == UNIT_COSTS
