"""The parts of an .xlsx archive, streamed within bounds; the one way in which we open one.

It refuses what is no workbook, what swells beyond bounds and what declares entities.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn
from xml.parsers import expat

from sanicost.readers.zip_parts import Parts, Swollen

MAX_FILE_BYTES = 64 * 1024 * 1024
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "xl/workbook.xml"
_SHARED_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
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


@dataclass(frozen=True)
class Worksheet:
    """One worksheet of a workbook: its name, its part of the archive, visible or hidden."""

    name: str
    part: str
    state: str


@contextmanager
def opened(path: Path) -> "Iterator[Package]":
    """Open a workbook; raise UnreadableWorkbook for what is none or is damaged."""
    _refuse_other_forms(path)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            package = Package(Parts(file, archive))
            yield package
            package.inflate_the_rest()
    except Swollen:
        raise UnreadableWorkbook("file-too-large", kind="xlsx") from None
    except _DAMAGED:
        raise UnreadableWorkbook("file-truncated") from None


def _refuse_other_forms(path: Path) -> None:
    """Refuse what is no zip archive, saying what it looks like."""
    with path.open("rb") as file:
        head = file.read(8)
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
        if head.startswith(_OLE):
            rest = file.read(MAX_FILE_BYTES)
            raise UnreadableWorkbook("file-encrypted" if _ENCRYPTED in rest else "file-old-xls")
        if not head.startswith(b"PK"):
            kind = next((name for start, name in _KINDS if head.lstrip().startswith(start)), "text")
            raise UnreadableWorkbook("file-not-xlsx", found=kind if size else "empty")


class Package:
    """A workbook's parts, as far as we must understand them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def worksheets(self) -> tuple[Worksheet, ...]:
        """Return every worksheet in workbook order."""
        if _WORKBOOK not in self._parts:
            raise UnreadableWorkbook("file-not-workbook")
        sheets = _Sheets()
        self.parse(_WORKBOOK, sheets)
        targets = _Targets()
        self.parse("xl/_rels/workbook.xml.rels", targets)
        return tuple(
            Worksheet(name, _part(targets.parts[relation]), state)
            for name, relation, state in sheets.found
            if targets.is_worksheet.get(relation)
        )

    def parse_shared_strings(self, handler: "Handler") -> None:
        """Stream the texts that cells share, where there are any."""
        if _SHARED_STRINGS in self._parts:
            self.parse(_SHARED_STRINGS, handler)

    def parse_styles(self, handler: "Handler") -> None:
        """Stream how cells look, where anything is said of it."""
        if _STYLES in self._parts:
            self.parse(_STYLES, handler)

    def parse(self, part: str, handler: "Handler") -> None:
        """Stream one part through expat; entities are refused before they can grow."""
        if part not in self._parts:
            raise UnreadableWorkbook("file-broken-xml", part=part)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = handler.start
        parser.EndElementHandler = handler.end
        parser.CharacterDataHandler = handler.text
        try:
            for block in self._parts.blocks(part):
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):  # the last: an unknown encoding
            raise UnreadableWorkbook("file-broken-xml", part=part) from None

    def inflate_the_rest(self) -> None:
        """Inflate what nobody has read, before a library that trusts the archive does."""
        self._parts.inflate_the_rest()


def _refuse_doctype(*_: object) -> NoReturn:
    """Refuse any document type declaration: entities can grow without bound."""
    raise UnreadableWorkbook("file-doctype")


class Handler:
    """Hears the elements of a part; by default none of them matters."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""

    def end(self, name: str) -> None:
        """Hear an element end."""

    def text(self, data: str) -> None:
        """Hear text."""


class _Sheets(Handler):
    """The sheets of a workbook: name, relation and state, in order."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a sheet, whatever prefix its relation has."""
        if name.rpartition(":")[2] == "sheet":
            relation = next(value for key, value in attributes.items() if key.endswith(":id"))
            state = attributes.get("state", "visible")
            self.found.append((attributes["name"], relation, state))


class _Targets(Handler):
    """Where the relations of a workbook lead, and which of them are worksheets."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        self.is_worksheet: dict[str, bool] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a relation."""
        if name.rpartition(":")[2] == "Relationship":
            self.parts[attributes["Id"]] = attributes["Target"]
            self.is_worksheet[attributes["Id"]] = attributes["Type"].endswith("/worksheet")


def _part(target: str) -> str:
    """Return the part of the archive that a relation of the workbook leads to."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
