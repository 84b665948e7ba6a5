"""How a workbook's parts hang together: one way, whichever program follows it.

Programs find a part by its relation, by its type or by its usual name: all must lead to the same.
"""

from collections.abc import Iterator

from sanicost.spreadsheet.drawings import Anchors, Chart, Drawings, NoteShapes
from sanicost.spreadsheet.oddities import Oddities
from sanicost.spreadsheet.package import Handler, Package, Relation

_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_KINDS = {
    "": ("officeDocument", "extended-properties", "custom-properties", "thumbnail"),
    "workbook": (
        *("worksheet", "styles", "sharedStrings", "theme", "calcChain", "customXml", "person"),
        *("sheetMetadata", "richValueRel"),
    ),
    "worksheet": (
        *("drawing", "vmlDrawing", "comments", "printerSettings", "hyperlink", "threadedComment"),
        "customProperty",
    ),
    "drawing": ("chart", "hyperlink"),
    "chart": ("chartStyle", "chartColorStyle", "style", "colors", "hyperlink"),
}
"""What may belong to the whole, to the workbook, to a sheet, and to what is drawn on it."""
_SINGLE_TYPES = ("sheet.main+xml", "sharedStrings+xml", "styles+xml")
_TYPE_OF = {
    "officeDocument": "sheet.main+xml",
    "worksheet": "worksheet+xml",
    "sharedStrings": "sharedStrings+xml",
    "styles": "styles+xml",
}


class _Types(Handler):
    """The type of each part: by its name, or by what its name ends with."""

    namespaces = (_TYPES_NAMESPACE,)

    def __init__(self) -> None:
        super().__init__()
        self.by_name: dict[str, str] = {}
        self.by_ending: dict[str, str] = {}

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a type; a second one for the same part is odd."""
        named = {"Override": (self.by_name, "PartName"), "Default": (self.by_ending, "Extension")}
        if element not in named:
            return
        types, key = named[element]
        name = attributes[key].casefold().lstrip("/")
        if types.setdefault(name, attributes["ContentType"]) != attributes["ContentType"]:
            self.oddities.note("part", self.part, attributes[key])


class Container:
    """Walks through the parts of a package by their relations."""

    def __init__(self, package: Package) -> None:
        self.oddities = Oddities()
        self.drawings: dict[str, Drawings] = {}  # by the name of the sheet
        self._package = package
        self._reached: dict[str, str] = {_TYPES.casefold(): ""}  # by part: the kind of relation
        self._reach()
        for sheet in package.worksheets:
            self.drawings[sheet.name] = self._drawings(sheet.part)
        self._note_parts()
        self._note_types()

    def _reach(self) -> None:
        """Note where the relations of the whole, and of all parts behind it, lead to."""
        waiting = [("", "")]
        while waiting:
            part, kind = waiting.pop()
            waiting += [
                (one.part, "workbook" if one.kind == "officeDocument" else one.kind)
                for one in self._reached_from(part, kind)
            ]

    def _reached_from(self, part: str, kind: str) -> Iterator[Relation]:
        """Yield the relations of a part to others that were not reached before."""
        for relation in self._package.relations_of(part).values():
            found = relation.kind or relation.other_kind
            known = _KINDS.get(kind, ())
            if not relation.is_inside:
                if found != "hyperlink":
                    self.oddities.note("part", part, found)
                continue
            if relation.kind and found not in known:
                self.oddities.note("part", relation.part, found)
            key = relation.part.casefold()
            if key not in self._reached:
                self._reached[key] = relation.kind
                yield relation

    def _drawings(self, part: str) -> Drawings:
        """Return what lies over a sheet."""
        found = Drawings()
        for relation in self._package.relations_of(part).values():
            if relation.kind == "vmlDrawing":
                notes = NoteShapes()
                self._package.parse(relation.part, notes)
                found.drawn += notes.found
            elif relation.kind == "drawing":
                anchors = Anchors()
                self._package.parse(relation.part, anchors)
                found.drawn += anchors.found
                found.said |= self._charts(relation.part)
        return found

    def _charts(self, part: str) -> set[str]:
        """Return what the charts of a drawing say."""
        said: set[str] = set()
        for relation in self._package.relations_of(part).values():
            if relation.kind == "chart":
                chart = Chart()
                self._package.parse(relation.part, chart)
                said |= chart.said
        return said

    def _note_parts(self) -> None:
        """Note parts that no relation leads to, and names that no program writes."""
        for name in self._package.part_names:
            is_relations = name.casefold().endswith(".rels")
            is_reached = name.casefold() in self._reached or is_relations or name.endswith("/")
            if not is_reached or name.startswith("/") or "\\" in name or "//" in name:
                self.oddities.note("part", name, "")

    def _note_types(self) -> None:
        """Note types that lead elsewhere than the relations."""
        types = _Types()
        self._package.parse(_TYPES, types)
        for part, kind in self._reached.items():
            if kind in _TYPE_OF:
                ending = part.rpartition(".")[2]
                found = types.by_name.get(part, types.by_ending.get(ending, ""))
                if not found.endswith(_TYPE_OF[kind]):
                    self.oddities.note("part", part, found)
        for single in _SINGLE_TYPES:
            parts = [name for name, kind in types.by_name.items() if kind.endswith(single)]
            for second in parts[1:]:
                self.oddities.note("part", second, single)
