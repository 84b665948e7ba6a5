"""An official document's type after GB/T 9704: margins, fonts, line spacing, page numbers, tables.

The library would stamp the clock into the file; the pages are therefore packed again.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.section import Section, _Footer
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from sanicost.writers.clauses.tables import Table

_SONG, _FANG, _HEI, _KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
_LATIN = "Times New Roman"
_TITLE_SIZE, _BODY_SIZE, _TABLE_SIZE, _PAGE_SIZE = Pt(22), Pt(16), Pt(10.5), Pt(14)
_LINE = Pt(28.95)
_INDENT = Pt(32)
"""Two characters of the body."""
_CELL_STYLE = "表格文字"
_CELL_SPACE = Pt(2)
_ROWS_OF_A_PAGE = 20
_NO_CLOCK = datetime(2024, 2, 5, tzinfo=UTC)
_ZIP_TIME = (2024, 2, 5, 0, 0, 0)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Paper:
    """A document that is written from top to bottom."""

    def __init__(self, title: str) -> None:
        self._document = Document()
        self._set_type()
        self._set_properties(title)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(26)
        self._number_pages(section)

    def title(self, text: str) -> None:
        """Write the title, centred, with an empty line below."""
        paragraph = self._paragraph(WD_ALIGN_PARAGRAPH.CENTER)
        _run(paragraph, text, _SONG, _TITLE_SIZE)
        paragraph.paragraph_format.space_after = _LINE

    def section(self, text: str) -> None:
        """Write a heading of the first level."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, text, _HEI, _BODY_SIZE)

    def article(self, heading: str, text: str, *, bold: bool = False) -> None:
        """Write a paragraph that may begin with a heading of the second level."""
        paragraph = self._paragraph()
        if heading:
            _run(paragraph, heading, _KAI, _BODY_SIZE)
        run = _run(paragraph, text, _FANG, _BODY_SIZE)
        run.bold = bold or None

    def table(self, table: Table) -> None:
        """Write a table between its caption and its note; its headings are repeated."""
        caption = self._paragraph(WD_ALIGN_PARAGRAPH.CENTER)
        caption.paragraph_format.keep_with_next = True
        _run(caption, table.caption, _HEI, _TABLE_SIZE)
        made = self._document.add_table(len(table.rows) + 1, len(table.headings), "Table Grid")
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        made.autofit = False
        for column, (_, width) in zip(made.columns, table.headings, strict=True):
            column.width = Mm(width)
        _narrow_margins(made)
        _fill(made, [[heading for heading, _ in table.headings], *table.rows], table)
        note = self._paragraph()
        note.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        note.paragraph_format.space_before = note.paragraph_format.space_after = Pt(4)
        _run(note, table.note, _FANG, _TABLE_SIZE)

    def data(self) -> bytes:
        """Return the document; the same text gives the same bytes."""
        raw, packed = BytesIO(), BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, _ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                # The system that packed it stands in the file, too.
                entry.create_system = 0
                target.writestr(entry, source.read(name))
        return packed.getvalue()

    def _paragraph(self, alignment: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
        """Return a new paragraph, indented by two characters unless it is centred."""
        paragraph = self._document.add_paragraph()
        if alignment is None:
            paragraph.paragraph_format.first_line_indent = _INDENT
            # Justified, a line that ends before a long Latin word would be torn apart.
            alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.alignment = alignment
        return paragraph

    def _set_type(self) -> None:
        """Give every paragraph the body's font and exact line spacing, and cells their own."""
        style = self._document.styles["Normal"]
        _set_font(style.font._element.get_or_add_rPr(), _FANG)
        style.font.size = _BODY_SIZE
        spacing = style.paragraph_format
        spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        spacing.line_spacing = _LINE
        spacing.space_before = spacing.space_after = Pt(0)
        cell = self._document.styles.add_style(_CELL_STYLE, WD_STYLE_TYPE.PARAGRAPH)
        cell.base_style = style
        cell.font.size = _TABLE_SIZE
        cell.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = _CELL_SPACE

    def _set_properties(self, title: str) -> None:
        """Write properties without clock, person or machine."""
        properties = self._document.core_properties
        properties.title = clean(title)[:255]
        properties.author = properties.last_modified_by = "sanicost"
        properties.comments = properties.keywords = ""
        properties.revision = 1
        properties.created = properties.modified = _NO_CLOCK

    def _number_pages(self, section: Section) -> None:
        """Write — 1 — at the outer edge of each page."""
        self._document.settings.odd_and_even_pages_header_footer = True
        _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def clean(text: str) -> str:
    """Return a text without characters that no XML may hold; each becomes a replacement mark."""
    return _NOT_XML.sub("\ufffd", text)


def _run(paragraph: Paragraph, text: str, font: str, size: Pt) -> Run:
    """Add text in one font and size."""
    run = paragraph.add_run(clean(text))
    _set_font(run._element.get_or_add_rPr(), font)
    run.font.size = size
    return run


def _set_font(properties: CT_RPr, font: str) -> None:
    """Set a font for Chinese and one for Latin: a program picks by the character."""
    fonts = properties.get_or_add_rFonts()
    for name, value in (("eastAsia", font), ("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN)):
        fonts.set(qn(f"w:{name}"), value)


def _number(footer: _Footer, alignment: WD_ALIGN_PARAGRAPH) -> None:
    """Write the page's number between dashes."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    _run(paragraph, "— ", "宋体", _PAGE_SIZE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._element.append(field)
    inner = _run(paragraph, "1", "宋体", _PAGE_SIZE)
    field.append(inner._element)
    _run(paragraph, " —", "宋体", _PAGE_SIZE)


def _narrow_margins(made: DocxTable) -> None:
    """Leave one millimetre at the sides of a cell, so that amounts fit."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(Mm(1).twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    made._tblPr.append(margins)


def _fill(made: DocxTable, rows: Sequence[Sequence[str]], table: Table) -> None:
    """Write the cells; a row stays on one page, the first one stands on every page.

    A short table stays on one page, and of a long one the last two rows stay together.
    """
    last = len(rows) - 1
    for number, (row, texts) in enumerate(zip(made.rows, rows, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        kept = number < last and (last <= _ROWS_OF_A_PAGE or number == last - 1)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Mm(table.headings[column][1])
            paragraph = cell.paragraphs[0]
            paragraph.style = _CELL_STYLE
            paragraph.alignment = _alignment(number, column, text)
            paragraph.paragraph_format.keep_with_next = kept or None
            _run(paragraph, text, _HEI if number == 0 else _FANG, _TABLE_SIZE)


def _alignment(row: int, column: int, text: str) -> WD_ALIGN_PARAGRAPH:
    """Return how a cell stands: headings and words in the middle, names left, amounts right."""
    if row > 0 and column == 0:
        return WD_ALIGN_PARAGRAPH.LEFT
    is_amount = row > 0 and text.lstrip("-")[:1].isdigit() and not text.endswith("月")
    return WD_ALIGN_PARAGRAPH.RIGHT if is_amount else WD_ALIGN_PARAGRAPH.CENTER
