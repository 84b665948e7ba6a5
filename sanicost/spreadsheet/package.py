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

from sanicost.spreadsheet.zip_parts import Parts, PartsContradict, Swollen

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_SHEETS = 1_000
MAX_ELEMENTS = 1_500_000
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


class Handler:
    """Hears the elements of a part by their local names; by default none of them matters.

    `path` are the elements that are open, from the outermost on. Elements of other namespaces
    have an empty name.
    """

    namespaces: tuple[str, ...] = MAIN

    def __init__(self) -> None:
        self.path: list[str] = []
        self._elements = 0
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
        self.start(element, attributes)
        self.path.append(element)

    def _ended(self, _: str) -> None:
        self.end(self.path.pop())

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
def opened(file: IO[bytes], *, is_whole: bool = True) -> "Iterator[Package]":
    """Open a workbook; raise UnreadableWorkbook for what is none or is damaged.

    Of one that is not to be read whole only what is read counts.
    """
    _refuse_other_forms(file)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = Parts(file, archive, is_whole=is_whole)
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


class Package:
    """A workbook's parts, as far as we must understand them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._workbook = self._workbook_part()
        self._related = self._relations_of(self._workbook)
        heard = _Workbook()
        self.parse(self._workbook, heard)
        if heard.root != "workbook":
            raise UnreadableWorkbook("file-not-workbook")
        self.counts_from_1904 = heard.counts_from_1904
        self.worksheets = tuple(self._worksheets(heard.sheets))

    def _workbook_part(self) -> str:
        """Return the part that holds the workbook."""
        found = [
            relation.part
            for relation in self._relations_of("").values()
            if relation.kind == "officeDocument"
        ]
        if not found or found[0] not in self._parts:
            raise UnreadableWorkbook("file-not-workbook")
        if len(found) > 1:
            raise ambiguous("_rels/.rels")
        return found[0]

    def _relations_of(self, part: str) -> "dict[str, _Relation]":
        """Return the relations of a part, or of the whole package, by their names."""
        folder, _, name = part.rpartition("/")
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._parts:
            return {}
        heard = _Relations(folder, relations)
        self.parse(relations, heard)
        return heard.found

    def _worksheets(self, sheets: "list[_Sheet]") -> Iterator[Worksheet]:
        """Yield every worksheet in workbook order, each with a name of its own."""
        names: set[str] = set()
        for sheet in sheets:
            relation = self._related.get(sheet.relation)
            if relation is None or relation.kind not in _PARTS_OF_SHEETS:
                raise UnreadableWorkbook("file-broken-xml", part=self._workbook)
            if sheet.name.casefold() in names:
                raise ambiguous(sheet.name)
            names.add(sheet.name.casefold())
            if relation.kind == "worksheet":
                yield Worksheet(sheet.name, relation.part, sheet.is_visible)

    def parse_related(self, kind: str, handler: Handler) -> None:
        """Stream the one part of a kind that the workbook has, where it has any."""
        found = [one.part for one in self._related.values() if one.kind == kind]
        if len(found) > 1:
            raise ambiguous(found[1])
        for part in found:
            self.parse(part, handler)

    def parse(self, part: str, handler: Handler) -> None:
        """Stream one part through expat; entities are refused before they can grow."""
        if part not in self._parts:
            raise UnreadableWorkbook("file-broken-xml", part=part)
        parser = handler.parser()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            for block in self._parts.blocks(part):
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):  # the last: an unknown encoding
            raise UnreadableWorkbook("file-broken-xml", part=part) from None


def _refuse_doctype(*_: object) -> NoReturn:
    """Refuse any document type declaration: entities can grow without bound."""
    raise UnreadableWorkbook("file-doctype")


class _Relation(NamedTuple):
    """What a part is to another: the last word of its kind, "" for a kind that is not ours."""

    kind: str
    part: str


class _Relations(Handler):
    """The relations of one part; `folder` is where it lies."""

    namespaces = (_RELATIONS,)

    def __init__(self, folder: str, part: str) -> None:
        super().__init__()
        self._folder, self._part = folder, part
        self.found: dict[str, _Relation] = {}

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a relation."""
        if element != "Relationship" or self.path != ["Relationships"]:
            return
        if attributes["Id"] in self.found:
            raise ambiguous(self._part)
        base, _, kind = attributes["Type"].rpartition("/")
        is_inside = attributes.get("TargetMode", "Internal") == "Internal"
        is_ours = is_inside and f"{base}/" in _KINDS_OF_RELATION
        target = posixpath.join("/", self._folder, attributes["Target"].replace("\\", "/"))
        part = posixpath.normpath(target).lstrip("/")
        self.found[attributes["Id"]] = _Relation(kind if is_ours else "", part)


class _Sheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_visible: bool


class _Workbook(Handler):
    """The sheets of a workbook in order, and from which day its dates count."""

    def __init__(self) -> None:
        super().__init__()
        self.root = ""
        self.sheets: list[_Sheet] = []
        self.counts_from_1904 = False

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a sheet, whatever prefix its relation has."""
        if not self.path:
            self.root = element
        elif element == "workbookPr" and len(self.path) == 1:
            self.counts_from_1904 = is_true(attributes.get("date1904", "0"))
        elif element == "sheet" and self.path == ["workbook", "sheets"]:
            ids = (attributes.get(f"{kind.rstrip('/')} id") for kind in _KINDS_OF_RELATION)
            relation = next((one for one in ids if one), None)
            if relation is None:
                raise ValueError(attributes["name"])
            is_visible = attributes.get("state", "visible") == "visible"
            self.sheets.append(_Sheet(attributes["name"], relation, is_visible))
            if len(self.sheets) > MAX_SHEETS:
                raise UnreadableWorkbook("file-too-large", kind="xlsx")
