"""Workbooks written part by part, so that each test can say exactly what their XML holds."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(
    sheets: Mapping[str, str], *, texts: str = "", styles: str = "", parts: Mapping[str, str] = {}
) -> bytes:
    """Return a workbook of sheets by name: what stands in `sheetData`, or a whole worksheet.

    `texts` and `styles` stand inside the shared strings and the style sheet; `parts` replace
    others or are added.
    """
    written = {"_rels/.rels": relations({"o": ("officeDocument", "xl/workbook.xml")})}
    numbered = list(enumerate(sheets.items(), start=1))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, (name, _) in numbered
    )
    written["xl/workbook.xml"] = document("workbook", f"<sheets>{listed}</sheets>")
    related = {f"s{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered}
    related |= {"t": ("sharedStrings", "sharedStrings.xml"), "l": ("styles", "styles.xml")}
    written["xl/_rels/workbook.xml.rels"] = relations(related)
    written["xl/sharedStrings.xml"] = document("sst", texts)
    written["xl/styles.xml"] = document("styleSheet", styles)
    for n, (_, data) in numbered:
        whole = data if "<worksheet" in data else worksheet(data)
        written[f"xl/worksheets/sheet{n}.xml"] = whole
    return packed({**written, **parts})


def worksheet(cells: str, *, before: str = "", behind: str = "") -> str:
    """Return a worksheet with these rows."""
    return document("worksheet", f"{before}<sheetData>{cells}</sheetData>{behind}")


def inline(place: str, text: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def document(element: str, content: str) -> str:
    """Return a part whose outermost element is one of a workbook's."""
    return f'<{element} xmlns="{MAIN}" xmlns:r="{OFFICE}">{content}</{element}>'


def relations(found: Mapping[str, tuple[str, str]]) -> str:
    """Return the relations of a part: kind and target by their names."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in found.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{listed}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of parts by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()
