"""Attacks on the container and on the calculation of a workbook of ours.

Each is named at its place, or the file is refused as one that programs read in two ways.
"""

import re

import pytest

from sanicost.spreadsheet.package import UnreadableWorkbook
from sanicost.spreadsheet.xlsx import whole_of
from tests.spreadsheet.packages import OFFICE
from tests.verification.attacks import (
    BOOK,
    BOOK_RELATIONS,
    CEILING,
    RELATIONS,
    SHEET,
    STRANGER,
    STYLES,
    SUMMARY,
    TEXTS,
    TYPES,
    Attack,
    attacked,
    both,
    cell,
    copy,
    double,
    named,
    put,
)

REFUSED: dict[str, Attack] = {
    "a second workbook beside the first": both(
        copy(BOOK, "xl/other.xml"),
        put(
            RELATIONS,
            "</Relationships>",
            f'<Relationship Id="q" Type="{OFFICE}/officeDocument" Target="xl/other.xml"/>'
            "</Relationships>",
        ),
    ),
    "one relation twice": put(BOOK_RELATIONS, 'Id="rId2"', 'Id="rId1"'),
    "two sheets of one name": put(BOOK, 'name="领导参阅"', 'name="汇总"'),
    "a part under two names": copy(SHEET, "xl\\worksheets\\sheet1.xml"),
    "a part under two paths": copy(SHEET, "/xl/worksheets/sheet1.xml"),
    "a second value of another namespace": cell(
        lambda cell: cell.replace("<v>", f"<q:v {STRANGER}>1.00</q:v><v>")
    ),
    "a second sheetData": put(SHEET, "</sheetData>", "</sheetData><sheetData/>"),
    "a text from the end": put(SHEET, 't="s"><v>', 't="s"><v>-'),
    "a number with an underscore": cell(lambda cell: cell.replace("554153.04", "5_54153.04")),
    "a number of Arabic digits": cell(lambda cell: cell.replace("554153.04", "٥٥٤١٥٣")),
    "a style of Arabic digits": cell(lambda cell: cell.replace('s="5"', 's="٥"')),
    "a row of Arabic digits": put(SHEET, '<row r="1"', '<row r="١"'),
    "an empty shared formula": cell(
        lambda cell: re.sub("<f>.*</f>", '<f t="shared" si="0"/>', cell)
    ),
}
"""What two programs read in two ways."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_two_programs_read_in_two_ways_is_refused(name: str) -> None:
    with pytest.raises(UnreadableWorkbook) as refused:
        whole_of(attacked(REFUSED[name]))
    assert refused.value.code in ("file-ambiguous", "file-broken-xml")


EXTENSION = f'<extLst><ext uri="u" {STRANGER}><q:c r="B9"><q:v>1</q:v></q:c></ext></extLst>'
PACKAGE: dict[str, tuple[str, str, Attack]] = {
    "the whole leads to a second workbook": (
        "part",
        "xl/other.xml",
        both(
            copy(BOOK, "xl/other.xml"),
            copy(BOOK_RELATIONS, "xl/_rels/other.xml.rels"),
            put(RELATIONS, "xl/workbook.xml", "xl/other.xml"),
        ),
    ),
    "texts of a second part": (
        "part",
        "xl/texts.xml",
        both(copy(TEXTS, "xl/texts.xml"), double("sharedStrings.xml", "texts.xml")),
    ),
    "styles of a second part": (
        "part",
        "xl/looks.xml",
        both(copy(STYLES, "xl/looks.xml"), double("styles.xml", "looks.xml")),
    ),
    "a sheet of a second part": (
        "part",
        SHEET,
        both(
            copy(SHEET, "xl/worksheets/other.xml", "q", "q"),
            double("worksheets/sheet1.xml", "worksheets/other.xml"),
        ),
    ),
    "a second workbook by its type": (
        "part",
        "xl/other.xml",
        both(
            copy(BOOK, "xl/other.xml"),
            put(
                TYPES,
                "<Override",
                '<Override PartName="/xl/other.xml" ContentType="application/'
                'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override',
            ),
        ),
    ),
    "a second relation of another namespace": (
        "markup",
        BOOK,
        put(BOOK, 'r:id="rId1"', f'{STRANGER} q:id="rId2" r:id="rId1"'),
    ),
    "a first sheet that is a dialog": (
        "part",
        "封面",
        both(
            put(BOOK, "<sheets>", '<sheets><sheet name="封面" sheetId="99" r:id="q"/>'),
            put(
                BOOK_RELATIONS,
                "</Relationships>",
                f'<Relationship Id="q" Type="{OFFICE}/dialogsheet" Target="d.xml"/>'
                "</Relationships>",
            ),
            copy(SHEET, "xl/d.xml"),
        ),
    ),
    "a part with a slash before its name": (
        "part",
        f"/{SHEET}",
        lambda parts: parts.update({f"/{SHEET}": parts.pop(SHEET)}),
    ),
    "a part with slashes of the other kind": (
        "part",
        SHEET.replace("/", "\\"),
        lambda parts: parts.update({SHEET.replace("/", "\\"): parts.pop(SHEET)}),
    ),
    "a cell in an extension": (
        "markup",
        CEILING,
        cell(lambda cell: cell.replace("</c>", f"{EXTENSION}</c>")),
    ),
    "an attribute of another namespace": (
        "markup",
        CEILING,
        cell(lambda cell: cell.replace("<c ", f'<c {STRANGER} q:t="str" ')),
    ),
    "a text of another namespace": (
        "markup",
        TEXTS,
        put(TEXTS, "<si>", f"<si><q:t {STRANGER}>假</q:t>"),
    ),
    "two texts in one": ("markup", TEXTS, put(TEXTS, "</si>", "<t>假</t></si>")),
    "a style of another namespace": (
        "markup",
        STYLES,
        put(STYLES, "<cellXfs ", f'<q:xf {STRANGER} numFmtId="9"/><cellXfs '),
    ),
    "two lists of styles": (
        "markup",
        STYLES,
        put(STYLES, "</styleSheet>", "<cellXfs/></styleSheet>"),
    ),
    "a comment in the XML": (
        "markup",
        SHEET,
        cell(lambda cell: cell.replace("554153.04", "554<!-- -->153.04")),
    ),
    "a part that nothing leads to": (
        "part",
        "xl/q.xml",
        lambda parts: parts.update({"xl/q.xml": "<q/>"}),
    ),
    "a link to another workbook": (
        "part",
        "xl/q.xml",
        both(
            put(
                BOOK_RELATIONS,
                "</Relationships>",
                f'<Relationship Id="q" Type="{OFFICE}/externalLink" Target="q.xml"/>'
                "</Relationships>",
            ),
            lambda parts: parts.update({"xl/q.xml": "<q/>"}),
        ),
    ),
}
CALCULATION: dict[str, tuple[str, str, Attack]] = {
    "precision as displayed": (
        "calculation",
        BOOK,
        put(BOOK, "<calcPr ", '<calcPr fullPrecision="0" '),
    ),
    "calculation by hand": (
        "calculation",
        BOOK,
        put(BOOK, "<calcPr ", '<calcPr calcMode="manual" '),
    ),
    "iteration": ("calculation", BOOK, put(BOOK, "<calcPr ", '<calcPr iterate="1" ')),
    "dates from 1904": (
        "calculation",
        BOOK,
        put(BOOK, "<workbookPr ", '<workbookPr date1904="1" '),
    ),
    "an array formula over two cells": (
        "calculation",
        CEILING,
        cell(lambda cell: cell.replace("<f>", '<f t="array" ref="B9:B10">')),
    ),
    "a table of trials": (
        "calculation",
        CEILING,
        cell(lambda cell: cell.replace("<f>", '<f t="dataTable" ref="B9:B10" r1="A1">')),
    ),
    "an empty formula": (
        "markup",
        f"{SUMMARY}!D7",
        put(SHEET, '<c r="D7" s="4"><v>', '<c r="D7" s="4"><f></f><v>'),
    ),
    "results removed and nothing to work them out": (
        "cached-value",
        CEILING,
        both(
            put(BOOK, ' fullCalcOnLoad="1"', ""),
            cell(lambda cell: re.sub("<v>.*</v>", "", cell)),
        ),
    ),
}
ATTACKS = {**PACKAGE, **CALCULATION}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_named_at_its_place(name: str) -> None:
    kind, where, attack = ATTACKS[name]
    assert (kind, where) in named(attack)


@pytest.mark.parametrize(
    "attack",
    [
        put(SHEET, "<dimension ", '<dimension xmlns:q="http://q" q:uid="{1}" '),
        put(
            BOOK,
            "<sheets>",
            f"<q:AlternateContent {STRANGER}><q:Choice/></q:AlternateContent><sheets>",
        ),
        put(SHEET, "554153.04", "554153.040"),
        put(
            STYLES,
            "</styleSheet>",
            f'<extLst><ext uri="u" {STRANGER}><q:xf/></ext></extLst></styleSheet>',
        ),
        put(SHEET, "&amp;L&amp;8sanicost", '&amp;L&amp;"宋体,常规"&amp;9sanicost'),
        put(SHEET, "<oddFooter>", "<oddHeader></oddHeader><oddFooter>"),
    ],
)
def test_what_programs_write_besides_is_no_edit(attack: Attack) -> None:
    assert named(attack) == []
