"""A document written from top to bottom: paragraphs, tables, page setup and page numbers."""

from collections.abc import Sequence

from sanicost.writers.clauses import styles
from sanicost.writers.clauses.package import (
    EVEN_FOOTER,
    NAMESPACES,
    ODD_FOOTER,
    SETTINGS,
    STYLES,
    docx_bytes,
    escaped,
)
from sanicost.writers.clauses.styles import Alignment, Style
from sanicost.writers.clauses.tables import ClauseTable

_TWIPS_PER_MM = 1440 / 25.4
_MARGIN, _SMALL_MARGIN = 1, 0.5
"""Millimetres at the sides of a cell, so few that amounts fit."""
_KEPT_ROWS = 6
"""A table of so many rows stays on one page; of a longer one only its ends stay together."""
_PAGE_SIZE = {"w": 210, "h": 297}
_MARGINS = {"top": 37, "right": 26, "bottom": 35, "left": 28, "header": 15, "footer": 26}
"""A4 with the margins of GB/T 9704, in millimetres."""


class Paper:
    """A document that is written from top to bottom; `identifier` stands in its properties."""

    def __init__(self, title: str, identifier: str) -> None:
        self._title, self._identifier = title, identifier
        self._body: list[str] = [_paragraph(styles.TITLE, _run(title))]

    def section(self, text: str) -> None:
        """Write a heading of the first level."""
        self._body.append(_paragraph(styles.SECTION, _run(text)))

    def article(self, heading: str, text: str, *, bold: bool = False) -> None:
        """Write a paragraph that may begin with a heading of the second level."""
        lead = _run(heading, styles.LEAD) if heading else ""
        self._body.append(_paragraph(styles.ARTICLE, lead + _run(text, bold=bold)))

    def table(self, table: ClauseTable) -> None:
        """Write a table between its caption and its note; its headings are repeated."""
        self._body.append(_paragraph(styles.CAPTION, _run(table.caption)))
        self._body.append(_table(table))
        self._body.append(_paragraph(styles.NOTE, _run(table.note)))

    def data(self) -> bytes:
        """Return the document; the same text gives the same bytes."""
        body = "".join(self._body)
        document = f"<w:document {NAMESPACES}><w:body>{body}{_section()}</w:body></w:document>"
        parts = {
            STYLES: styles.styles_xml(),
            SETTINGS: _settings(),
            ODD_FOOTER: _footer("right"),
            EVEN_FOOTER: _footer("left"),
        }
        return docx_bytes(self._title, self._identifier, document, parts)


def _paragraph(
    style: Style, runs: str, alignment: Alignment | None = None, *, keep: bool = False
) -> str:
    """Return a paragraph of a style, kept with the next one or aligned otherwise if asked."""
    kept = "<w:keepNext/>" if keep else ""
    aligned = f'<w:jc w:val="{alignment}"/>' if alignment else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{kept}{aligned}</w:pPr>{runs}</w:p>'


def _run(text: str, style: Style | None = None, *, bold: bool = False) -> str:
    """Return text in one style; its line breaks and tabs stay."""
    named = f'<w:rStyle w:val="{style.id}"/>' if style else ""
    properties = f"{named}<w:b/>" if bold else named
    said = f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    for mark, element in (("\r\n", "br"), ("\n", "br"), ("\r", "br"), ("\t", "tab")):
        said = said.replace(mark, f'</w:t><w:{element}/><w:t xml:space="preserve">')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{said}</w:r>"


def _table(table: ClauseTable) -> str:
    """Return a table: a row stays on one page, the headings stand on every page.

    A short table stays together with its note; of a long one the headings stay with the first two
    rows, and the last two with the note.
    """
    widths = [_twips(width) for _, width in table.headings]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    style = styles.SMALL_CELL if table.is_small else styles.CELL
    heading_style = styles.SMALL_HEADING_CELL if table.is_small else styles.HEADING_CELL
    headings = [
        _cell(width, _paragraph(heading_style, _run(heading)))
        for width, (heading, _) in zip(widths, table.headings, strict=True)
    ]
    count = len(table.rows)
    kept = range(count) if count <= _KEPT_ROWS else (0, count - 2, count - 1)
    rows = (
        _row(_cells(row, widths, style, keep=place in kept)) for place, row in enumerate(table.rows)
    )
    margins = "".join(f'<w:{side} w:w="{_twips(1)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.TABLE_STYLE}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_row(headings, '<w:tblHeader/>')}{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], properties: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cells(texts: Sequence[str], widths: Sequence[int], style: Style, *, keep: bool) -> list[str]:
    """Return the cells of a row below the headings."""
    return [
        _cell(width, _paragraph(style, _run(text), _alignment(column, text), keep=keep))
        for column, (text, width) in enumerate(zip(texts, widths, strict=True))
    ]


def _cell(width: int, paragraph: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph}</w:tc>"
    )


def _alignment(column: int, text: str) -> Alignment:
    """Return how a cell stands: names left, amounts right, words in the middle."""
    if column == 0:
        return "left"
    return "right" if text.lstrip("-").replace(",", "").replace(".", "").isdigit() else "center"


def _section() -> str:
    """Return the page: its size, its margins and the footers of odd and even pages."""
    footers = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{part.relationship}"/>'
        for kind, part in (("default", ODD_FOOTER), ("even", EVEN_FOOTER))
    )
    size, margins = (
        " ".join(f'w:{side}="{_twips(mm)}"' for side, mm in measures.items())
        for measures in (_PAGE_SIZE, _MARGINS)
    )
    setup = f'<w:pgSz {size}/><w:pgMar {margins} w:gutter="0"/>'
    return f"<w:sectPr>{footers}{setup}</w:sectPr>"


def _footer(alignment: Alignment) -> str:
    """Return the page's number between dashes, at the outer edge."""
    number = f'<w:fldSimple w:instr="PAGE">{_run("1")}</w:fldSimple>'
    said = _paragraph(styles.PAGE_NUMBER, f"{_run('— ')}{number}{_run(' —')}", alignment)
    return f"<w:ftr {NAMESPACES}>{said}</w:ftr>"


def _settings() -> str:
    """Return the settings: footers differ by side, lines break by the rules for Chinese."""
    return (
        f"<w:settings {NAMESPACES}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
