"""What lies over the cells of a sheet: charts with what they say, pictures, text boxes, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sanicost.spreadsheet.cells import MAX_COLUMN, MAX_ROW, CellPlace, CellRange
from sanicost.spreadsheet.contents import number_of, whole_number
from sanicost.spreadsheet.package import Handler, UnreadableWorkbook

_SHEETS = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NOTES = ("urn:schemas-microsoft-com:office:excel", "urn:schemas-microsoft-com:vml")
MAX_DRAWN, MAX_SAID = 10_000, 100_000
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_OF_ANCHORS = ("from", "to", "pos", "ext", "clientData")
_ROW_SIZE, _COLUMN_SIZE = 190_500, 609_600  # of usual rows and columns, in the units of drawings
_EVERYWHERE = CellRange(CellPlace(1, 1), CellPlace(MAX_ROW, MAX_COLUMN))


@dataclass
class Drawn:
    """One thing over a sheet: what it is, the cells that it covers, and its number's relation."""

    kind: str = ""
    covers: CellRange = _EVERYWHERE


@dataclass
class Drawings:
    """All that lies over one sheet, and all that its charts say."""

    drawn: list[Drawn] = field(default_factory=list)
    said: set[str] = field(default_factory=set)


class Anchors(Handler):
    """Hears a drawing: the things in it, each anchored to cells."""

    namespaces = (_SHEETS, _SHAPES, _CHARTS)
    tells_foreign = False

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Drawn] = []
        self._numbers: dict[str, int] = {}

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Begin an anchor, or take what stands in one."""
        inside = self.path[1:]
        if self.path and not inside:
            self._numbers = {}
            self.found.append(Drawn("" if element in _ANCHORS else element or "?"))
            if len(self.found) > MAX_DRAWN:
                raise UnreadableWorkbook("file-too-large", kind="xlsx")
        elif len(inside) == 1 and element == "ext":
            for name, size in (("cx", _COLUMN_SIZE), ("cy", _ROW_SIZE)):
                self._numbers[name] = whole_number(attributes[name]) // size + 1
        elif len(inside) == 1 and element not in _OF_ANCHORS:
            self.found[-1].kind = element or "?"

    def text(self, data: str) -> None:
        """Take a corner."""
        match self.path[2:]:
            case ["from" | "to" as corner, "col" | "row" as line] if data.strip():
                self._numbers[f"{corner}-{line}"] = whole_number(data)

    def end(self, element: str) -> None:
        """End an anchor; one without a corner may lie anywhere."""
        if len(self.path) != 1:
            return
        get = self._numbers.get
        column, row = get("from-col"), get("from-row")
        if column is not None and row is not None:
            last_column = get("to-col", column + get("cx", MAX_COLUMN))
            last_row = get("to-row", row + get("cy", MAX_ROW))
            first, last = CellPlace(row + 1, column + 1), CellPlace(last_row + 1, last_column + 1)
            self.found[-1].covers = CellRange(first, last)


class NoteShapes(Handler):
    """Hears the shapes of an older drawing: notes lie over cells only while they are asked for."""

    namespaces = _NOTES
    tells_foreign = False

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Drawn] = []

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a shape that is no note, or one that is always seen."""
        kind = attributes.get("ObjectType", "Note") if element == "ClientData" else "Note"
        if kind != "Note" or element in ("Visible", "textpath", "imagedata"):
            self.found.append(Drawn(element if kind == "Note" else kind))
            if len(self.found) > MAX_DRAWN:
                raise UnreadableWorkbook("file-too-large", kind="xlsx")


class Chart(Handler):
    """Hears a chart: its titles, the cells that it draws, and the values that it has of them."""

    namespaces = (_CHARTS, _SHAPES)
    tells_foreign = False

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()
        self._parts: list[str] = []

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Begin what may be said."""
        self._parts.clear()
        if element in ("numLit", "strLit", "userShapes", "externalData"):
            self.said.add(element)

    def text(self, data: str) -> None:
        """Take letters."""
        self._parts.append(data)

    def end(self, element: str) -> None:
        """Take what was said: numbers as they are read, formulas without what is only spelling."""
        said = "".join(self._parts).strip()
        self._parts.clear()
        if said and element in ("t", "v", "f"):
            self.said.add(_spelled(element, said))
        if len(self.said) > MAX_SAID:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")


def _spelled(element: str, said: str) -> str:
    """Return what a chart says as every program may spell it.

    >>> _spelled("f", "'汇总'!$A$1:$A$2"), _spelled("v", "7.50")
    ('汇总!A1:A2', '7.5')
    """
    if element == "f":
        return re.sub("['\"$]", "", said)
    try:
        return format(float(number_of(said)), ".10g")
    except ValueError:
        return said


def covered(drawn: Drawn, margin: int = 0) -> Iterator[range]:
    """Yield the rows and then the columns that a thing covers, widened by some on each side."""
    for first, last in zip(*drawn.covers, strict=True):
        yield range(first - margin, last + margin + 1)
