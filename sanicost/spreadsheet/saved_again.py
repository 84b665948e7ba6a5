"""A workbook that a library saves again: what it drops is put back, or can be named.

openpyxl keeps formulas and throws their results away, and it drops pictures, shapes and whatever
else it does not know.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape, unescape

from sanicost.core.text import plain
from sanicost.spreadsheet.cells import Cell, Sheet, address
from sanicost.spreadsheet.package import opened

_SHEET_PART = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f[^>]*?(?:/>|>[^<]*</f>))<v ?(?:/>|></v>)')
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TRUTHS = {"TRUE": "1", "FALSE": "0"}
_KINDS: Mapping[str, re.Pattern[bytes]] = {
    "pictures": re.compile(rb"<(?:\w+:)?pic[ >]|<picture "),
    "charts": re.compile(rb"<(?:\w+:)?graphicFrame[ >]"),
    "shapes": re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[ >]"),
    "controls": re.compile(rb"<control "),
    "threaded-comments": re.compile(rb"<threadedComment "),
    "slicers": re.compile(rb"<slicer "),
    "sparklines": re.compile(rb"<x14:sparkline>"),
    "conditional-formats": re.compile(rb"<x14:cfRule "),
    "phonetics": re.compile(rb"<rPh "),
    "embedded-objects": re.compile(rb"<oleObject "),
}
"""What a workbook may hold that saving it again loses, by its elements."""


def with_results(data: bytes, sheets: Sequence[Sheet]) -> bytes:
    """Return a saved workbook whose formulas have the results that they had before.

    `sheets` are those of the workbook before in the order of the saved ones; more may follow.
    """
    if not any(cell.formula for sheet in sheets for cell in sheet.cells.values()):
        return data
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as saved, zipfile.ZipFile(out, "w") as whole:
        for part in saved.infolist():
            held = saved.read(part)
            found = _SHEET_PART.fullmatch(part.filename)
            if found and int(found[1]) <= len(sheets):
                held = _computed(held, sheets[int(found[1]) - 1])
            whole.writestr(part, held, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _computed(part: bytes, sheet: Sheet) -> bytes:
    """Return a worksheet's XML with the results of its formulas."""
    results = {address(place).encode(): cell for place, cell in sheet.cells.items() if cell.formula}

    def with_result(match: re.Match[bytes]) -> bytes:
        cell = results.get(match[1])
        if cell is None or cell.is_uncomputed:
            return match[0]
        kind, value = _written(cell)
        return b'<c r="%b"%b%b>%b<v>%b</v>' % (match[1], match[2], kind, match[3], value)

    return _FORMULA.sub(with_result, part)


def _written(cell: Cell) -> tuple[bytes, bytes]:
    """Return the type of a result as an attribute, none for a number, and the result."""
    if isinstance(cell.value, Decimal):
        return b"", plain(cell.value).encode()
    text = cell.value or ""
    if cell.kind == "truth":
        return b' t="b"', _TRUTHS[text].encode()
    kind = {"error": b' t="e"', "date": b' t="d"'}.get(cell.kind, b' t="str"')
    return kind, escape(_ESCAPED.sub(_escaped, text)).encode()


def _escaped(match: re.Match[str]) -> str:
    """Return a character that XML cannot hold, or what looks like one of them, escaped."""
    first, rest = match[0][0], match[0][1:]
    return f"_x{ord(first):04X}_{rest}"


def parts_lost(before: bytes, after: bytes) -> dict[str, int]:
    """Return by their kind how many things a workbook held that a saved one does not hold."""
    held, kept = _things(before), _things(after)
    return {kind: count - kept[kind] for kind, count in held.items() if count > kept[kind]}


def _things(data: bytes) -> Counter[str]:
    """Return how many things of each kind a workbook holds."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(BytesIO(data)) as package:
        for part in package.infolist():
            name = part.filename.casefold()
            if name.endswith("vbaproject.bin"):
                found["macros"] += 1
            elif name.startswith("xl/") and name.endswith(".xml"):
                held = package.read(part)
                for kind, element in _KINDS.items():
                    found[kind] += len(element.findall(held))
    return found


def cells_changed(before: Sequence[Sheet], after: Sequence[Sheet]) -> list[str]:
    """Return the cells that do not hold, after all, what they held."""
    saved = {sheet.name: sheet.cells for sheet in after}
    return [
        f"{sheet.name}!{address(place)}"
        for sheet in before
        for place, cell in sheet.cells.items()
        if _other(saved.get(sheet.name, {}).get(place), cell)
    ]


def _other(saved: Cell | None, cell: Cell) -> bool:
    """Return whether a saved cell holds another value; a formula may be written otherwise."""
    return saved is None or (saved.value, bool(saved.formula)) != (cell.value, bool(cell.formula))


class Rule(NamedTuple):
    """What cells admit: the attributes of the rule, its two formulas, and the cells."""

    attributes: Mapping[str, str]
    first: str
    second: str
    cells: str


_RULE = re.compile(rb"<x14:dataValidation [^>]*>.*?</x14:dataValidation>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_INSIDE = {name: re.compile(rf"<{name}>(.*?)</{name}>", re.DOTALL) for name in ("xm:f", "xm:sqref")}
_ADMITTED = (
    *("type", "operator", "allowBlank", "showInputMessage", "showErrorMessage", "errorStyle"),
    *("errorTitle", "error", "promptTitle", "prompt"),
)


def extended_rules(data: bytes) -> dict[str, list[Rule]]:
    """Return the rules of each sheet that stand in its extensions, as Excel 2010 writes them."""
    with opened(BytesIO(data)) as package, zipfile.ZipFile(BytesIO(data)) as parts:
        held = {one.name: one.part for one in package.worksheets}
        names = {name.casefold(): name for name in parts.namelist()}
        return {
            sheet: [_rule(found[0].decode()) for found in _RULE.finditer(parts.read(names[key]))]
            for sheet, part in held.items()
            if (key := part.casefold()) in names
        }


def _rule(element: str) -> Rule:
    """Return a rule from its XML."""
    head = element[: element.index(">")]
    given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(head)}
    first, second, *_ = [*map(unescape, _INSIDE["xm:f"].findall(element)), "", ""]
    cells = _INSIDE["xm:sqref"].search(element)
    attributes = {name: given[name] for name in _ADMITTED if name in given}
    return Rule(attributes, first, second, cells[1] if cells else "")
