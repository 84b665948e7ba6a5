"""One bounded streaming pass over an .xlsx before any library loads it.

The library that reads values cannot see formulas, and it allocates the box around all cells with
a value: a single one at XFD1048576 would abort the process. So this pass refuses what is no
workbook, what swells beyond bounds or declares entities, and notes formulas, merged cells and
how far each sheet reaches. Style-only cells do not count: officers' sheets are full of them.
"""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NoReturn
from xml.parsers import expat

from sanicost.core.text import column_letters
from sanicost.readers.zip_parts import Parts, Swollen

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_CELLS = 500_000
MAX_BOX = 4_000_000
MAX_ERROR_LENGTH = 20
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "xl/workbook.xml"
_SHARED_STRINGS = "xl/sharedStrings.xml"
_KINDS = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"<", "HTML/XML"), (b"\xff\xfe", "UTF-16"))


@dataclass(frozen=True, kw_only=True)
class SheetScan:
    """What the XML of one sheet says; rows and columns count from 1."""

    name: str
    last_row: int
    last_column: int
    formulas: frozenset[tuple[int, int]]
    formulas_without_value: frozenset[tuple[int, int]]
    errors: Mapping[tuple[int, int], str]
    merged: tuple[tuple[int, int, int, int], ...]


class UnreadableWorkbook(Exception):  # noqa: N818 - a message to the officer, with its code
    """Why the file cannot be read: a stable code and its parameters."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def scan_workbook(path: Path) -> tuple[SheetScan, ...]:
    """Return the scan of every worksheet in workbook order; raise UnreadableWorkbook."""
    _refuse_other_forms(path)
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as package:
            return _Package(Parts(file, package)).scan()
    except Swollen:
        raise UnreadableWorkbook("file-too-large", kind="xlsx") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
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


class _Package:
    """A workbook's parts, as far as this pass must understand them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def scan(self) -> tuple[SheetScan, ...]:
        """Return every worksheet's scan."""
        if _WORKBOOK not in self._parts:
            raise UnreadableWorkbook("file-not-workbook")
        sheets = _Sheets()
        self._parse(_WORKBOOK, sheets)
        targets = _Targets()
        self._parse("xl/_rels/workbook.xml.rels", targets)
        if _SHARED_STRINGS in self._parts:
            self._parse(_SHARED_STRINGS, _Handler())
        scans = tuple(
            self._sheet(name, targets.parts[relation])
            for name, relation in sheets.found
            if targets.is_worksheet.get(relation)
        )
        self._parts.inflate_the_rest()
        return scans

    def _sheet(self, name: str, target: str) -> SheetScan:
        """Return the scan of one worksheet."""
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        cells = _Cells(name)
        self._parse(part, cells)
        return SheetScan(
            name=name,
            last_row=cells.last_row,
            last_column=cells.last_column,
            formulas=frozenset(cells.formulas),
            formulas_without_value=frozenset(cells.without_value),
            errors=cells.errors,
            merged=tuple(cells.merged),
        )

    def _parse(self, part: str, handler: "_Handler") -> None:
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
        except (expat.ExpatError, ValueError, KeyError):
            raise UnreadableWorkbook("file-broken-xml", part=part) from None


def _refuse_doctype(*_: object) -> NoReturn:
    """Refuse any document type declaration: entities can grow without bound."""
    raise UnreadableWorkbook("file-doctype")


class _Handler:
    """Hears the elements of a part; by default none of them matters."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""

    def end(self, name: str) -> None:
        """Hear an element end."""

    def text(self, data: str) -> None:
        """Hear text."""


class _Sheets(_Handler):
    """The sheets of a workbook: name and relation, in order."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the name and the relation of a sheet, whatever prefix the relation has."""
        if name.rpartition(":")[2] == "sheet":
            relation = next(value for key, value in attributes.items() if key.endswith(":id"))
            self.found.append((attributes["name"], relation))


class _Targets(_Handler):
    """Where the relations of a workbook lead, and which of them are worksheets."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        self.is_worksheet: dict[str, bool] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a relation."""
        if name.rpartition(":")[2] == "Relationship":
            self.parts[attributes["Id"]] = attributes["Target"]
            self.is_worksheet[attributes["Id"]] = attributes["Type"].endswith("/worksheet")


class _Cells(_Handler):
    """The cells of a sheet: how far they reach, formulas, merged ranges."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self.last_row = self.last_column = 0
        self.formulas: set[tuple[int, int]] = set()
        self.without_value: set[tuple[int, int]] = set()
        self.errors: dict[tuple[int, int], str] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = self._cells = 0
        self._element = ""
        self._has_formula = self._has_value = self._in_value = self._is_error = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Follow rows and cells; a cell without a place takes the next one."""
        element = name.rpartition(":")[2]
        if element == "c":
            self._begin_cell(attributes.get("r"))
            self._is_error = attributes.get("t") == "e"
        elif element == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif element == "f":
            self._has_formula = True
        elif element in ("v", "t"):
            self._in_value = True
        elif element == "mergeCell":
            first, _, last = attributes["ref"].partition(":")
            self.merged.append((*_place(first), *_place(last or first)))
            if len(self.merged) > MAX_CELLS:
                raise UnreadableWorkbook("sheet-too-large", sheet=self._sheet, cell=last)

    def _begin_cell(self, reference: str | None) -> None:
        self._has_formula = self._has_value = False
        if reference:
            self._row, self._column = _place(reference)
        else:
            self._column += 1

    def text(self, data: str) -> None:
        """Note that a value is not empty."""
        if self._in_value and data:
            self._has_value = True
            if self._is_error:
                self.errors[self._row, self._column] = data[:MAX_ERROR_LENGTH]

    def end(self, name: str) -> None:
        """Close a cell: only one with a value or a formula counts."""
        element = name.rpartition(":")[2]
        if element in ("v", "t"):
            self._in_value = False
        elif element == "c" and (self._has_formula or self._has_value):
            self._count()

    def _count(self) -> None:
        """Count a cell that holds something, and refuse a sheet that reaches too far."""
        place = self._row, self._column
        if self._has_formula:
            self.formulas.add(place)
            if not self._has_value:
                self.without_value.add(place)
        self._cells += 1
        self.last_row = max(self.last_row, self._row)
        self.last_column = max(self.last_column, self._column)
        if self._cells > MAX_CELLS or self.last_row * self.last_column > MAX_BOX:
            cell = f"{column_letters(self._column)}{self._row}"
            raise UnreadableWorkbook("sheet-too-large", sheet=self._sheet, cell=cell)


def _place(reference: str) -> tuple[int, int]:
    """Return row and column of a reference.

    >>> _place("XFD1048576")
    (1048576, 16384)
    """
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.replace("$", ""):
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(reference[len(letters) :]), column
