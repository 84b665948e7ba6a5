"""A .docx as a container: the few parts that a document of text, tables and footers needs.

No clock, person or machine stands in it, so the same parts give the same bytes.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

_ZIP_TIME = (2024, 2, 5, 0, 0, 0)
_NO_CLOCK = "2024-02-05T00:00:00Z"
_LONGEST_PROPERTY = 255
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships"'
"""What the root of each part of the document declares."""


@dataclass(frozen=True)
class _Part:
    """A part beside the document: its place below word/, its type and relationship."""

    name: str
    kind: str

    @property
    def relationship(self) -> str:
        """The id by which the document refers to the part."""
        return self.name.removesuffix(".xml")


STYLES, SETTINGS = _Part("styles.xml", "styles"), _Part("settings.xml", "settings")
ODD_FOOTER, EVEN_FOOTER = _Part("footer1.xml", "footer"), _Part("footer2.xml", "footer")
_PARTS = (STYLES, SETTINGS, ODD_FOOTER, EVEN_FOOTER)


def clean(text: str) -> str:
    """Return a text without characters that no XML may hold; each becomes a replacement mark."""
    return _NOT_XML.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Return a text as the content of an element or of an attribute in double quotes.

    >>> escaped('<"&' + chr(0))
    '&lt;&quot;&amp;�'
    """
    return escape(clean(text), {'"': "&quot;"})


def docx_bytes(title: str, identifier: str, document: str, parts: Mapping[_Part, str]) -> bytes:
    """Return the file of a document and of all the parts that go with it.

    Each is given without its declaration; the title and an identifier stand in the properties.
    """
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("document", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(title, identifier),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relationships(
            *((p.relationship, f"{_OFFICE}/relationships/{p.kind}", p.name) for p in _PARTS)
        ),
        **{f"word/{part.name}": parts[part] for part in _PARTS},
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The system that packed it stands in the file, too.
            entry.create_system = 0
            target.writestr(entry, (_HEAD + text).encode())
    return packed.getvalue()


def _content_types() -> str:
    """Return the type of each part."""
    named = {f"word/{part.name}": f"{_WORD_TYPE}.{part.kind}+xml" for part in _PARTS}
    named["word/document.xml"] = f"{_WORD_TYPE}.document.main+xml"
    named["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = (
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in named.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def _relationships(*of: tuple[str, str, str]) -> str:
    """Return relationships: an id, a type and a target for each."""
    each = (f'<Relationship Id="{id_}" Type="{kind}" Target="{to}"/>' for id_, kind, to in of)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def _properties(title: str, identifier: str) -> str:
    """Return the properties of the document, whose day is that of the law."""
    day = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title[:_LONGEST_PROPERTY])}</dc:title>"
        f"<dc:creator>sanicost</dc:creator><dc:identifier>{escaped(identifier)}</dc:identifier>"
        "<cp:lastModifiedBy>sanicost</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"<dcterms:created {day}>{_NO_CLOCK}</dcterms:created>"
        f"<dcterms:modified {day}>{_NO_CLOCK}</dcterms:modified></cp:coreProperties>"
    )
