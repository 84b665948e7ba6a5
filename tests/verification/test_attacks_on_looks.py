"""Formats, layout and pages that let a reader see another number than a cell holds, or none."""

import re

import pytest

from tests.verification.attacks import (
    BOOK,
    CEILING,
    CHART,
    CHARTED,
    DRAWING,
    SHEET,
    STRANGER,
    STYLES,
    SUMMARY,
    Attack,
    behind,
    named,
    number_format,
    put,
    styled,
)

FALSE_FORMATS = (
    *("0.00%", r"###0\.00", '"万"', '"-"', "[<0]General;;;", "yyyy-mm-dd", "0E+0", "0.00,"),
    *('"限价1"0.00', '0.00"万元"', "0", "#,##0.0", "-0.00", "0.00;0.00;0.00;@x;", "[White]0.00"),
    *("[DBNum2]0.00", "# ?/?", "[$1-804]0.00", "*90.00", "[$-F400]h:mm", ";;;"),
)
TRUE_FORMATS = ("0.00", "#,##0.000", '#,##0.00" 元"', "¥#,##0.00", "[Red]#,##0.00;[Blue]-0.00")


def ended(text: str) -> Attack:
    """Return an attack that adds heads and feet of pages."""
    return put(SHEET, "</oddFooter>", f"</oddFooter>{text}")


def anchored(
    content: str,
    corner: str = "<xdr:from><xdr:col>1</xdr:col><xdr:row>8</xdr:row></xdr:from>"
    "<xdr:to><xdr:col>2</xdr:col><xdr:row>9</xdr:row></xdr:to>",
) -> Attack:
    """Return an attack that draws something over the second sheet."""
    anchor = f"<xdr:twoCellAnchor>{corner}{content}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    return put(DRAWING, "</xdr:wsDr>", anchor)


OVER = f"{CHARTED}!B9:C10"
LAYOUT: dict[str, tuple[str, str, Attack]] = {
    "a conditional format with a number format": (
        "format",
        STYLES,
        put(STYLES, "<dxf>", '<dxf><numFmt numFmtId="198" formatCode="&quot;1.00&quot;"/>'),
    ),
    "bars without the number": (
        "format",
        SUMMARY,
        behind(
            '<conditionalFormatting sqref="B9"><cfRule type="dataBar" priority="9">'
            '<dataBar showValue="0"/></cfRule></conditionalFormatting>'
        ),
    ),
    "a rule in an extension": (
        "format",
        SUMMARY,
        behind(f'<extLst><ext uri="u" {STRANGER}><q:cfRule/></ext></extLst>'),
    ),
    "white on white": (
        "format",
        CEILING,
        styled(
            '<xf numFmtId="166" fontId="8" fillId="0" borderId="1" xfId="0"/>',
            put(STYLES, "</fonts>", '<font><sz val="10"/><color rgb="FFFFFFFF"/></font></fonts>'),
        ),
    ),
    "a font of one point": (
        "format",
        CEILING,
        styled(
            '<xf numFmtId="166" fontId="8" fillId="0" borderId="1" xfId="0"/>',
            put(STYLES, "</fonts>", '<font><sz val="1"/></font></fonts>'),
        ),
    ),
    "a value repeated over its cell": (
        "format",
        CEILING,
        styled('<xf numFmtId="166" fontId="3"><alignment horizontal="fill"/></xf>'),
    ),
    "a merge that covers a cell": (
        "covered",
        CEILING,
        put(SHEET, "<mergeCells ", '<mergeCells><mergeCell ref="A9:C9"/></mergeCells><mergeCells '),
    ),
    "a column of no width": (
        "column-hidden",
        f"{SUMMARY}!B:B",
        lambda parts: parts.update(
            {SHEET: re.sub('(min="2" max="2" width=)"[^"]*"', r'\1"0.01"', parts[SHEET])}
        ),
    ),
    "a row of no height": (
        "row-hidden",
        f"{SUMMARY}!9:9",
        lambda parts: parts.update(
            {SHEET: re.sub('(<row r="9"[^>]* ht=)"[^"]*"', r'\1"0.01"', parts[SHEET])}
        ),
    ),
    "rows that are hidden unless they say otherwise": (
        "view",
        SUMMARY,
        put(SHEET, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '),
    ),
    "a view without zeros": (
        "view",
        SUMMARY,
        put(SHEET, "<sheetView ", '<sheetView showZeros="0" '),
    ),
    "a view of formulas": (
        "view",
        SUMMARY,
        put(SHEET, "<sheetView ", '<sheetView showFormulas="1" '),
    ),
    "rows that nobody can scroll to": (
        "view",
        SUMMARY,
        put(
            SHEET,
            '<sheetView tabSelected="1" workbookViewId="0"/>',
            '<sheetView topLeftCell="A20" workbookViewId="0"><pane ySplit="1" topLeftCell="A21" '
            'state="frozen"/></sheetView>',
        ),
    ),
    "a print area without the ceiling": (
        "print-area",
        CEILING,
        put(
            BOOK,
            "<definedNames>",
            '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'
            "汇总!$A$1:$D$8,汇总!$A$9,汇总!$C$9:$D$9,汇总!$A$10:$D$99</definedName>",
        ),
    ),
    "a head with another amount": (
        "footer",
        SUMMARY,
        ended("<oddHeader>&amp;C最高投标限价 1.00 元</oddHeader>"),
    ),
    "a foot of the first page with another hash": (
        "footer",
        SUMMARY,
        ended("<firstFooter>&amp;L输入 0000000000000000</firstFooter>"),
    ),
    "a text beside our hash": (
        "footer",
        SUMMARY,
        put(SHEET, "· 输入 ", "· 限价 1.00 元 · 输入 "),
    ),
    "a picture in the foot": (
        "footer",
        SUMMARY,
        put(SHEET, "<oddFooter>", "<oddFooter>&amp;C&amp;G"),
    ),
    "a picture over cells": ("covered", OVER, anchored("<xdr:pic/>")),
    "a text box over cells": ("covered", OVER, anchored('<xdr:sp textlink=""/>')),
    "a picture anywhere": ("covered", OVER, anchored(f"<q:AlternateContent {STRANGER}/>")),
    "a chart over cells": ("covered", f"{CHARTED}!B9", anchored("<xdr:graphicFrame/>")),
    "a chart of other numbers": ("chart", CHARTED, put(CHART, "<c:v>", "<c:v>9")),
    "a picture behind the cells": ("markup", SUMMARY, behind('<picture r:id="rId9"/>')),
    "controls": ("markup", SUMMARY, behind("<controls/>")),
    "a table": ("markup", SUMMARY, behind("<tableParts/>")),
}
ATTACKS = {
    **LAYOUT,
    **{f"the format {code}": ("format", CEILING, number_format(code)) for code in FALSE_FORMATS},
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_named_at_its_place(name: str) -> None:
    kind, where, attack = ATTACKS[name]
    assert (kind, where) in named(attack)


@pytest.mark.parametrize("code", TRUE_FORMATS)
def test_a_format_that_shows_the_whole_number_is_no_edit(code: str) -> None:
    assert named(number_format(code)) == []
