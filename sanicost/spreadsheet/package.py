"""The parts of an .xlsx archive, streamed within bounds; the one way in which we open one.

It refuses what is no workbook, what swells beyond bounds, what declares entities, and what two
programs would read in two ways. Parts are found by their relations and elements by their
namespace, as any spreadsheet program finds them.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple, NoReturn
from xml.parsers import expat

from sanicost.spreadsheet.oddities import Oddities, foreign_attributes
from sanicost.spreadsheet.oddities import is_false as says_no
from sanicost.spreadsheet.oddities import is_true as says_yes
from sanicost.spreadsheet.zip_parts import Parts, PartsContradict, Swollen

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_SHEETS, MAX_RELATIONS = 1_000, 70_000
MAX_ELEMENTS = 1_100_000
MAX_DEPTH = 100
MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of a workbook's elements, and the one of its strict form."""
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS_OF_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_PARTS_OF_SHEETS = ("worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,  # the name of a part
)
_KINDS = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"<", "HTML/XML"), (b"\xff\xfe", "UTF-16"))


class UnreadableWorkbook(Exception):  # noqa: N818 - a message to the officer, with its code
    """Why the file cannot be read: a stable code and its parameters."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def ambiguous(found: str) -> UnreadableWorkbook:
    """Return why a file is refused that programs read in different ways, and where it is."""
    return UnreadableWorkbook("file-ambiguous", found=found)


def is_true(text: str) -> bool:
    """Return whether an attribute says yes."""
    return text in ("1", "true", "on")


class Worksheet(NamedTuple):
    """One worksheet of a workbook: its name, its part of the archive, visible or hidden."""

    name: str
    part: str
    is_visible: bool
    print_area: str | None = None


_EXTENSION, _ALTERNATIVES = "extLst", "AlternateContent"


class Handler:
    """Hears the elements of a part by their local names; by default none of them matters.

    `path` are the elements that are open, from the outermost on. Elements of other namespaces
    have an empty name.
    """

    namespaces: tuple[str, ...] = MAIN
    tells_foreign = True  # whether elements and attributes of other namespaces are odd here
    has_alternatives = False  # whether programs write some of this part in two versions

    def __init__(self) -> None:
        self.path: list[str] = []
        self.oddities = Oddities()
        self.part = ""
        self._elements = self._extended = 0  # how deep it is inside an extension
        self._local: dict[str, str] = {}

    def parser(self) -> expat.XMLParserType:
        """Return a parser that tells what it finds."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self.text
        return parser

    def _started(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self.path) > MAX_DEPTH:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
        element = self.local(name, attributes)
        if self._extended:
            self._extended += 1
            self._note_extension(name)
        elif self.tells_foreign and (element in ("", _EXTENSION) or attributes):
            self._note_foreign(name, element, attributes)
        self.start(element, attributes)
        self.path.append(element)

    def _note_foreign(self, name: str, element: str, attributes: dict[str, str]) -> None:
        """Note an element or an attribute that no program writes outside extensions."""
        is_alternative = self.has_alternatives and name.endswith(_ALTERNATIVES)
        if element == _EXTENSION or is_alternative:
            self._extended = 1
        elif not element:
            self.oddities.note("markup", self.part, name)
        for one in foreign_attributes(attributes, " "):
            self.oddities.note("markup", self.part, one)

    def _ended(self, _: str) -> None:
        self._extended -= self._extended > 0
        self.end(self.path.pop())

    def _note_extension(self, name: str) -> None:
        """Hear an element begin inside an extension; few matter."""

    def local(self, name: str, attributes: dict[str, str]) -> str:
        """Return the name of an element in its namespace, "" for one of another."""
        element = self._local.get(name)
        if element is None:
            namespace, _, element = name.rpartition(" ")
            element = self._local[name] = element if namespace in self.namespaces else ""
        return element

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Hear an element begin, inside those that are open."""

    def end(self, element: str) -> None:
        """Hear an element end."""

    def text(self, data: str) -> None:
        """Hear text."""


@contextmanager
def opened(file: IO[bytes], *, is_whole: bool = True, times: int = 1) -> "Iterator[Package]":
    """Open a workbook; raise UnreadableWorkbook for what is none or is damaged.

    Of one that is not to be read whole only what is read counts; it may hold so many `times`
    what others may.
    """
    _refuse_other_forms(file)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = Parts(file, archive, is_whole=is_whole, times=times)
            yield Package(parts)
            if is_whole:
                parts.inflate_the_rest()
    except PartsContradict as found:
        raise ambiguous(str(found)) from None
    except Swollen:
        raise UnreadableWorkbook("file-too-large", kind="xlsx") from None
    except _DAMAGED:
        raise UnreadableWorkbook("file-truncated") from None


def _refuse_other_forms(file: IO[bytes]) -> None:
    """Refuse what is no zip archive, saying what it looks like."""
    form = form_of(file)
    if form in ("encrypted", "xls"):
        raise UnreadableWorkbook("file-encrypted" if form == "encrypted" else "file-old-xls")
    if form != "zip":
        raise UnreadableWorkbook("file-not-xlsx", found=form)


def form_of(file: IO[bytes]) -> str:
    """Return what a file looks like, whatever its name: zip, xls, encrypted, PDF, text, ...

    Raises UnreadableWorkbook for one that is too large.
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(8)
    if size > MAX_FILE_BYTES:
        raise UnreadableWorkbook("file-too-large", kind="xlsx")
    if head.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in file.read(MAX_FILE_BYTES) else "xls"
    if head.startswith(b"PK"):
        return "zip"
    kind = next((name for start, name in _KINDS if head.lstrip().startswith(start)), "text")
    return kind if size else "empty"


_NAMES = {
    "workbook": "xl/workbook.xml",
    "styles": "xl/styles.xml",
    "sharedStrings": "xl/sharedStrings.xml",
}
"""The names that every program gives these parts; some look for nothing else."""


class Package:
    """A workbook's parts, as far as we must understand them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.oddities = Oddities()
        self._relations: dict[str, dict[str, Relation]] = {}
        self._workbook = self._workbook_part()
        self._note_name("workbook", self._workbook)
        self._related = self.relations_of(self._workbook)
        heard = _Workbook()
        self.parse(self._workbook, heard)
        if heard.root != "workbook":
            raise UnreadableWorkbook("file-not-workbook")
        self.counts_from_1904 = heard.counts_from_1904
        self.recalculates = heard.recalculates
        self.worksheets = tuple(self._worksheets(heard))

    def _workbook_part(self) -> str:
        """Return the part that holds the workbook."""
        found = [
            relation.part
            for relation in self.relations_of("").values()
            if relation.kind == "officeDocument"
        ]
        if not found or found[0] not in self._parts:
            raise UnreadableWorkbook("file-not-workbook")
        if len(found) > 1:
            raise ambiguous("_rels/.rels")
        return found[0]

    def relations_of(self, part: str) -> "dict[str, Relation]":
        """Return the relations of a part, or of the whole package, by their names."""
        if part in self._relations:
            return self._relations[part]
        folder, _, name = part.rpartition("/")
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._parts:
            return {}
        heard = _Relations(folder, relations)
        self.parse(relations, heard)
        self._relations[part] = heard.found
        return heard.found

    def _note_name(self, kind: str, part: str) -> None:
        """Note a part that has another name than programs give it."""
        if part != _NAMES[kind]:
            self.oddities.note("part", part, kind)

    def _worksheets(self, heard: "_Workbook") -> Iterator[Worksheet]:
        """Yield every worksheet in workbook order, each with a name of its own."""
        names: set[str] = set()
        for number, sheet in enumerate(heard.sheets):
            relation = self._related.get(sheet.relation)
            if relation is None or relation.kind not in _PARTS_OF_SHEETS:
                raise UnreadableWorkbook("file-broken-xml", part=self._workbook)
            if sheet.name.casefold() in names:
                raise ambiguous(sheet.name)
            names.add(sheet.name.casefold())
            if relation.kind == "worksheet":
                area = heard.print_areas.get(str(number))
                yield Worksheet(sheet.name, relation.part, sheet.is_visible, area)
            else:
                self.oddities.note("part", sheet.name, relation.kind)

    @property
    def times(self) -> int:
        """How many times what others may hold this workbook may hold."""
        return self._parts.times

    @property
    def part_names(self) -> tuple[str, ...]:
        """The names of all parts, as they stand in the archive."""
        return self._parts.names

    def parse_related(self, kind: str, handler: Handler) -> None:
        """Stream the one part of a kind that the workbook has, where it has any."""
        found = [one.part for one in self._related.values() if one.kind == kind]
        if len(found) > 1:
            raise ambiguous(found[1])
        for part in found:
            self._note_name(kind, part)
            self.parse(part, handler)

    def parse(self, part: str, handler: Handler) -> None:
        """Stream one part through expat; entities are refused before they can grow."""
        if part not in self._parts:
            raise UnreadableWorkbook("file-broken-xml", part=part)
        handler.part = part
        parser = handler.parser()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartCdataSectionHandler = lambda: self.oddities.note("markup", part, "<![CDATA[")
        parser.CommentHandler = lambda _: self.oddities.note("markup", part, "<!--")
        parser.ProcessingInstructionHandler = lambda *_: self.oddities.note("markup", part, "<?")
        try:
            for block in self._parts.blocks(part):
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):  # the last: an unknown encoding
            raise UnreadableWorkbook("file-broken-xml", part=part) from None
        for one in handler.oddities:
            self.oddities.note(*one)


def _refuse_doctype(*_: object) -> NoReturn:
    """Refuse any document type declaration: entities can grow without bound."""
    raise UnreadableWorkbook("file-doctype")


class Relation(NamedTuple):
    """What a part is to another: the last word of its kind, "" for a kind that is not ours."""

    kind: str
    part: str
    other_kind: str = ""
    is_inside: bool = True


class _Relations(Handler):
    """The relations of one part; `folder` is where it lies."""

    namespaces = (_RELATIONS,)

    def __init__(self, folder: str, part: str) -> None:
        super().__init__()
        self._folder, self._part = folder, part
        self.found: dict[str, Relation] = {}

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a relation."""
        if element != "Relationship" or self.path != ["Relationships"]:
            return
        if len(self.found) > MAX_RELATIONS:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
        if attributes["Id"] in self.found:
            raise ambiguous(self._part)
        base, _, kind = attributes["Type"].rpartition("/")
        is_inside = attributes.get("TargetMode", "Internal") == "Internal"
        is_ours = is_inside and f"{base}/" in _KINDS_OF_RELATION
        target = posixpath.join("/", self._folder, attributes["Target"].replace("\\", "/"))
        part = posixpath.normpath(target).lstrip("/")
        self.found[attributes["Id"]] = Relation(kind if is_ours else "", part, kind, is_inside)


class _Sheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_visible: bool


_IN_WORKBOOKS = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("definedNames", "calcPr", "fileRecoveryPr", "extLst", "", "functionGroups"),
)
"""What a workbook of cells consists of; elements without a name stand for other namespaces."""
_PRINT_AREA = "_xlnm.Print_Area"


class _Workbook(Handler):
    """The sheets of a workbook in order, what is printed, and how it calculates."""

    has_alternatives = True

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.sheets: list[_Sheet] = []
        self.counts_from_1904 = self.recalculates = False
        self.print_areas: dict[str, str] = {}  # by the place of the sheet, from 0
        self._printed = ""
        self._once: set[str] = set()

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a sheet, whatever prefix its relation has."""
        if not self.path:
            self.root = element
            return
        if len(self.path) == 1:
            self._start_section(element, attributes)
        elif element == "sheet" and self.path == ["workbook", "sheets"]:
            self._take_sheet(attributes)
        elif element == "definedName" and attributes.get("name") == _PRINT_AREA:
            self._printed = attributes.get("localSheetId", "")
            if self._printed in self.print_areas:
                self.oddities.note("markup", self.part, _PRINT_AREA)
            self.print_areas[self._printed] = ""

    def _start_section(self, element: str, attributes: dict[str, str]) -> None:
        """Hear one part of the workbook begin; each stands there once."""
        is_second = element in self._once and element not in ("", "fileRecoveryPr")
        if is_second or element not in _IN_WORKBOOKS:
            self.oddities.note("markup", self.part, element)
        self._once.add(element)
        if element == "workbookPr":
            self.counts_from_1904 = is_true(attributes.get("date1904", "0"))
            if self.counts_from_1904:
                self.oddities.note("calculation", self.part, "date1904")
        elif element == "calcPr":
            self.recalculates = says_yes(attributes, "fullCalcOnLoad")
            if says_no(attributes, "fullPrecision"):
                self.oddities.note("calculation", self.part, "fullPrecision")
            if attributes.get("calcMode", "auto") != "auto":
                self.oddities.note("calculation", self.part, attributes["calcMode"])
            if says_yes(attributes, "iterate"):
                self.oddities.note("calculation", self.part, "iterate")

    def _take_sheet(self, attributes: dict[str, str]) -> None:
        ids = (attributes.get(f"{kind.rstrip('/')} id") for kind in _KINDS_OF_RELATION)
        relation = next((one for one in ids if one), None)
        if relation is None:
            raise ValueError(attributes["name"])
        is_visible = attributes.get("state", "visible") == "visible"
        self.sheets.append(_Sheet(attributes["name"], relation, is_visible))
        if len(self.sheets) > MAX_SHEETS:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")

    def end(self, element: str) -> None:
        """Hear a name end."""
        if element == "definedName":
            self._printed = ""

    def text(self, data: str) -> None:
        """Hear what a sheet prints."""
        if self._printed:
            self.print_areas[self._printed] += data
