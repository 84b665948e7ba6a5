"""An official document's type after GB/T 9704 as data: fonts, sizes and spacing of each style."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from sanicost.writers.clauses.package import NAMESPACES

Alignment: TypeAlias = Literal["left", "center", "right"]

_LATIN = "Times New Roman"
_FANG, _HEI = "仿宋", "黑体"
_TWIPS, _HALVES = 20, 2
"""A point in twips, in which Word counts space, and in half points, in which it counts sizes."""


@dataclass(frozen=True, kw_only=True)
class Style:
    """A paragraph's or a run's style; sizes and spaces in points, `line` None for single spacing.

    `indent` is the first line's, in characters; `outline` the level in the navigation, from 0.
    """

    id: str
    name: str
    font: str
    size: float
    is_run: bool = False
    alignment: Alignment = "left"
    line: float | None = 28.95
    indent: int = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    outline: int | None = None


BODY = Style(id="Normal", name="Normal", font=_FANG, size=16)
ARTICLE = Style(id="Article", name="条款正文", font=_FANG, size=16, indent=2)
TITLE = Style(
    id="Title", name="Title", font="方正小标宋简体", size=22, alignment="center", after=28.95
)
SECTION = Style(
    id="Heading1", name="heading 1", font=_HEI, size=16, indent=2, keep_next=True, outline=0
)
LEAD = Style(id="Lead", name="条款标题", font="楷体", size=16, is_run=True)
CAPTION = Style(
    id="Caption", name="caption", font=_HEI, size=10.5, alignment="center", keep_next=True
)
CELL = Style(id="Cell", name="表格文字", font=_FANG, size=10.5, line=None, before=2, after=2)
HEADING_CELL = replace(
    CELL, id="HeadingCell", name="表头文字", font=_HEI, alignment="center", keep_next=True
)
SMALL_CELL = replace(CELL, id="SmallCell", name="多列表格文字", size=9)
SMALL_HEADING_CELL = replace(HEADING_CELL, id="SmallHeadingCell", name="多列表头文字", size=9)
NOTE = Style(id="Note", name="表注", font=_FANG, size=10.5, line=None, indent=2, before=4, after=4)
PAGE_NUMBER = Style(id="PageNumber", name="页码", font="宋体", size=14)
_STYLES = (
    BODY,
    ARTICLE,
    TITLE,
    SECTION,
    LEAD,
    CAPTION,
    CELL,
    HEADING_CELL,
    SMALL_CELL,
    SMALL_HEADING_CELL,
    NOTE,
    PAGE_NUMBER,
)
_GRID = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
TABLE_STYLE = "TableGrid"


def styles_xml() -> str:
    """Return the part that holds all styles."""
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'{_fonts(_FANG)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(map(_style, _STYLES))}"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
        f'<w:style w:type="table" w:styleId="{TABLE_STYLE}"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_GRID}</w:tblBorders>'
        "</w:tblPr></w:style></w:styles>"
    )


def twips(points: float) -> int:
    """Return points as the twentieths in which Word counts space.

    >>> twips(28.95)
    579
    """
    return round(points * _TWIPS)


def _style(style: Style) -> str:
    """Return one style; all but the body follow the body."""
    kind = "character" if style.is_run else "paragraph"
    is_default = ' w:default="1"' if style is BODY else ""
    based = "" if style is BODY or style.is_run else f'<w:basedOn w:val="{BODY.id}"/>'
    halves = round(style.size * _HALVES)
    return (
        f'<w:style w:type="{kind}"{is_default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>{_paragraph(style)}'
        f'<w:rPr>{_fonts(style.font)}<w:sz w:val="{halves}"/><w:szCs w:val="{halves}"/></w:rPr>'
        "</w:style>"
    )


def _paragraph(style: Style) -> str:
    """Return how a style's paragraphs stand, nothing for a run."""
    if style.is_run:
        return ""
    keep = "<w:keepNext/>" if style.keep_next else ""
    line, rule = (240, "auto") if style.line is None else (twips(style.line), "exact")
    chars = style.indent * 100
    first = twips(style.indent * style.size)
    indent = f'<w:ind w:firstLineChars="{chars}" w:firstLine="{first}"/>' if style.indent else ""
    level = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    return (
        f'<w:pPr>{keep}<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}"'
        f' w:line="{line}" w:lineRule="{rule}"/>{indent}<w:jc w:val="{style.alignment}"/>{level}'
        "</w:pPr>"
    )


def _fonts(font: str) -> str:
    """Return a font for Chinese and one for Latin: a program picks by the character."""
    return f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{font}" w:cs="{_LATIN}"/>'
