"""What the cells of an .xlsx hold when read back, and the files that are refused."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from sanicost.spreadsheet.cells import Cell, CellPlace, CellRange, Sheet
from sanicost.spreadsheet.package import UnreadableWorkbook
from sanicost.spreadsheet.xlsx import cells_of
from tests.spreadsheet.packages import MAIN, document, package, packed, relations, worksheet

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
NUMBER = '<row r="2"><c r="B2"><v>40</v></c></row>'


def _sheet(data: bytes) -> Sheet:
    [found] = cells_of(data)
    return found


def _cells(rows: str, *, texts: str = "", styles: str = "") -> dict[str, Cell]:
    """Return the cells of a sheet's rows by column and row: `B2`."""
    found = _sheet(package({"a": rows}, texts=texts, styles=styles)).cells
    return {f"{chr(64 + place.column)}{place.row}": cell for place, cell in found.items()}


def _refused(data: bytes) -> tuple[str, str]:
    """Return code and place of why a workbook is refused."""
    with pytest.raises(UnreadableWorkbook) as refused:
        cells_of(data)
    params = refused.value.params
    return refused.value.code, str(params.get("found", params.get("part", "")))


def test_a_cell_without_a_reference_takes_the_next_place() -> None:
    cells = _cells('<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="4"><c><v>4</v></c></row>')
    assert {place: cell.value for place, cell in cells.items()} == {"A1": 1, "C1": 3, "A4": 4}


def test_a_formula_that_comes_to_an_empty_text_is_computed_and_blank() -> None:
    # Excel and LibreOffice write the type of a text and an empty value; who does not calculate
    # writes neither, or an empty value without a type.
    cells = _cells(
        '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f><v></v></c>'
        '<c r="C1"><f>1+1</f></c><c r="D1" t="str"><f>"a"</f></c></row>'
    )
    assert [cells[place].is_uncomputed for place in ("A1", "B1", "C1", "D1")] == [
        False,
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("0.30000000000000004", "0.3"), ("1E3", "1000"), (" 7 ", "7"), ("-.5", "-0.5"), ("+2.", "2")],
)
def test_a_number_is_what_xml_says_and_excel_shows(written: str, expected: str) -> None:
    assert _cells(f'<row r="1"><c r="A1"><v>{written}</v></c></row>')["A1"] == Cell(
        Decimal(expected)
    )


@pytest.mark.parametrize("written", ["7_8", "٧٨", "nan", "inf", "1e999", "0x10", "1,000", "７"])
def test_what_only_some_program_takes_for_a_number_is_refused(written: str) -> None:
    data = package({"a": f'<row r="1"><c r="A1"><v>{written}</v></c></row>'})
    assert _refused(data) == ("file-ambiguous", "a!A1")


@pytest.mark.parametrize("index", ["-1", "1", "0_0", "٠", "0.0", "99999999999"])
def test_a_shared_text_that_is_not_there_is_refused(index: str) -> None:
    data = package(
        {"a": f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'}, texts="<si><t>5</t></si>"
    )
    assert _refused(data) == ("file-ambiguous", "a!A1")


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ('<row r="2"><c r="B2"><v>40</v></c><c r="B2"><v>7</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><v>40</v><v>7</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><v>40</v><q:v xmlns:q="urn:q">7</q:v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><v>40</v></c><q:c xmlns:q="urn:q" r="B2"><v>7</v></q:c></row>', ""),
        ('<row r="2"><c r="B2" xmlns="urn:q"><v>7</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><v xmlns="urn:q">7</v></c></row>', "a!B2"),
        (f'<row r="2"><c r="B2"><q:v xmlns:q="{MAIN}">7</q:v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2" t="inlineStr"><v>1</v><is><t>a</t></is></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><is><t>a</t></is><v>1</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2" t="inlineStr"><is><t>a</t></is><is><t>b</t></is></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><f>1</f><f>2</f><v>1</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><v>1<v>2</v></v></c></row>', "a!B2"),
        ('<row r="2"><c r="C2"><v>1</v></c><c r="B2"><v>2</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B3"><v>1</v></c></row>', "a!B3"),
        ('<row r="2"/><row r="2"><c r="B2"><v>1</v></c></row>', "a!2:2"),
        ('<row r="3"/><row r="2"><c r="B2"><v>1</v></c></row>', "a!2:2"),
        ('<row r="2"><c r="B2" t="b"><v>2</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2" t="q"><v>2</v></c></row>', "a!B2"),
        ('<row r="2"><c r="B2"><f t="shared" si="7"/><v>2</v></c></row>', "a!B2"),
        ('<q:row xmlns:q="urn:q" r="2"><c r="B2"><v>2</v></c></q:row>', ""),
        ('<row r="2"><row r="3"><c r="B3"><v>2</v></c></row></row>', ""),
    ],
)
def test_where_programs_read_two_things_the_sheet_is_refused(rows: str, place: str) -> None:
    code, found = _refused(package({"a": rows}))
    assert code == "file-ambiguous"
    assert found == place or not place


@pytest.mark.parametrize(
    "parts",
    [
        {"xl\\worksheets\\sheet1.xml": worksheet("")},
        {"XL/Worksheets/Sheet1.xml": worksheet("")},
        {"/xl/worksheets/sheet1.xml": worksheet("")},
        {"xl/worksheets/sheet1.xml": f"{worksheet(NUMBER)[:-12]}<sheetData/></worksheet>"},
        {
            "xl/workbook.xml": document(
                "workbook",
                '<sheets><sheet name="a" r:id="s1"/><sheet name="A" r:id="s2"/></sheets>',
            )
        },
    ],
)
def test_two_parts_or_two_sheets_for_one_are_refused(parts: dict[str, str]) -> None:
    data = package({"a": NUMBER, "b": NUMBER}, parts=parts)
    assert _refused(data)[0] == "file-ambiguous"


@pytest.mark.parametrize(
    "sheet", ['<sheet name="a"/>', '<sheet name="a" r:id="q"/>', '<sheet name="a" id="s1"/>']
)
def test_a_sheet_that_leads_nowhere_is_a_damaged_file(sheet: str) -> None:
    data = package(
        {"a": NUMBER},
        parts={"xl/workbook.xml": document("workbook", f"<sheets>{sheet}</sheets>")},
    )
    assert _refused(data) == ("file-broken-xml", "xl/workbook.xml")


def test_parts_are_found_by_their_relations_whatever_their_names() -> None:
    data = packed(
        {
            "_rels/.rels": relations({"x": ("officeDocument", "/Book/Main.xml")}),
            "book/main.xml": document("workbook", '<sheets><sheet name="a" r:id="y"/></sheets>'),
            "Book/_rels/main.xml.RELS": relations(
                {"y": ("worksheet", "../one.xml"), "t": ("sharedStrings", "Texts.xml")}
            ),
            "ONE.xml": worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
            "book\\texts.xml": document("sst", "<si><t>甲</t></si>"),
            # What stands where others keep it is not this workbook's.
            "xl/workbook.xml": document("workbook", ""),
            "xl/sharedStrings.xml": document("sst", "<si><t>乙</t></si>"),
        }
    )
    assert _sheet(data).cells == {CellPlace(1, 1): Cell("甲")}


@pytest.mark.parametrize(
    "whole",
    [
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>40</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>",
        f'<worksheet xmlns="{STRICT}"><sheetData>{NUMBER}</sheetData></worksheet>',
    ],
)
def test_elements_are_known_by_their_namespace_whatever_its_prefix(whole: str) -> None:
    data = package({"a": ""}, parts={"xl/worksheets/sheet1.xml": whole})
    assert _sheet(data).cells == {CellPlace(2, 2): Cell(Decimal(40))}


@pytest.mark.parametrize("namespace", ["", ' xmlns="urn:q"', f' xmlns:q="{MAIN}"'])
def test_a_worksheet_of_another_namespace_is_a_damaged_file(namespace: str) -> None:
    whole = f"<worksheet{namespace}><sheetData>{NUMBER}</sheetData></worksheet>"
    data = package({"a": ""}, parts={"xl/worksheets/sheet1.xml": whole})
    assert _refused(data)[0] == "file-broken-xml"


def test_extensions_of_rows_and_cells_are_passed_over() -> None:
    extension = '<extLst><ext xmlns:q="urn:q" uri="u"><q:v>7</q:v><q:c><q:c/></q:c></ext></extLst>'
    rows = f'<row r="2"><c r="B2"><v>40</v>{extension}</c>{extension}</row>'
    assert _cells(rows) == {"B2": Cell(Decimal(40))}


@pytest.mark.parametrize(
    ("mark", "is_marked"),
    [
        ("<strike/>", True),
        ('<vertAlign val="superscript"/>', True),
        ('<vertAlign val="subscript"/>', True),
        ('<strike val="0"/>', False),
        ('<vertAlign val="baseline"/>', False),
        ("<b/>", False),
    ],
)
def test_runs_struck_out_raised_or_lowered_are_a_fact_of_their_cell(
    mark: str, is_marked: bool
) -> None:
    runs = f"<r><t>10</t></r><r><rPr>{mark}</rPr><t>2</t></r>"
    cells = _cells(
        f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        f'<c r="C1" t="inlineStr"><is>{runs}</is></c></row>',
        texts=f"<si>{runs}</si><si><t>102</t></si>",
    )
    assert {cell.value for cell in cells.values()} == {"102"}
    marked = [cells[place].has_marked_runs for place in ("A1", "B1", "C1")]
    assert marked == [is_marked, False, is_marked]


def test_formats_and_struck_out_fonts_are_facts_of_their_cells() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("a")
        sheet.write_number("A1", 12, book.add_format({"num_format": '0.00"万元"'}))
        sheet.write_number("B1", 12, book.add_format({"num_format": "0.00%"}))
        sheet.write_number("C1", 46082, book.add_format({"num_format": 'yyyy"年"m"月"'}))
        sheet.write_number("D1", 1.5, book.add_format({"num_format": "[h]:mm"}))
        sheet.write_number("E1", 12, book.add_format({"font_strikeout": True}))
        sheet.write_number("F1", 12)
    cells = _sheet(buffer.getvalue()).cells
    styles = [cells[CellPlace(1, column)].style for column in range(1, 7)]
    assert [style.code for style in styles][:4] == [
        '0.00"万元"',
        "0.00%",
        'yyyy"年"m"月"',
        "[h]:mm",
    ]
    assert [style.moment for style in styles] == ["", "", "date", "duration", "", ""]
    assert [style.is_struck for style in styles] == [False] * 4 + [True, False]


@pytest.mark.parametrize("number", [14, 22, 27, 31, 36, 50, 57, 58])
def test_a_date_in_a_format_that_the_program_knows_by_number_is_one(number: int) -> None:
    cells = _cells(
        '<row r="1"><c r="A1" s="0"><v>46082</v></c></row>',
        styles=f'<cellXfs><xf numFmtId="{number}"/></cellXfs>',
    )
    assert cells["A1"].style.moment == "date"


def test_what_is_hidden_is_a_fact_of_its_sheet() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name in ("a", "b"):
            sheet = book.add_worksheet(name)
            for row in range(6):
                sheet.write_row(row, 0, [1, 2, 3, 4])
            sheet.set_row(1, None, None, {"hidden": True})
            sheet.set_row(2, 0)
            sheet.set_row(3, None, None, {"level": 1, "hidden": True, "collapsed": True})
            sheet.set_row(9, None, None, {"hidden": True})  # it holds nothing
            sheet.set_column(1, 1, None, None, {"hidden": True})
            sheet.set_column(3, 16383, 0)
            if name == "b":
                sheet.very_hidden()
    one, other = cells_of(buffer.getvalue())
    assert one.hidden_rows == {2, 3, 4}
    assert one.hidden_columns == {2, 4}
    assert [one.is_visible, other.is_visible] == [True, False]


def test_merged_ranges_are_kept_as_ranges_and_those_of_no_sheet_refused() -> None:
    def merged(reference: str) -> bytes:
        behind = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
        return package({"a": worksheet(NUMBER, behind=behind)})

    assert _sheet(merged("C2:A1048576")).merged == (
        CellRange(CellPlace(2, 1), CellPlace(1048576, 3)),
    )
    for reference in ("C2:C999999999", "A2:ZZZZZZZ3", "A0:A1", "A:B", "", "XFE1:XFE2"):
        assert _refused(merged(reference))[0] == "file-broken-xml"
