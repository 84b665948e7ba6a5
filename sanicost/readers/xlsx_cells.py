"""An .xlsx file → every cell with its formula, its value and what is hidden, within bounds."""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from sanicost.readers.document import FileRefused
from sanicost.readers.opening import readable
from sanicost.readers.xlsx_formats import FormatCodes
from sanicost.readers.xlsx_guard import Cells
from sanicost.readers.xlsx_package import Handler, Package, UnreadableWorkbook, opened
from sanicost.readers.zip_parts import Parts
from sanicost.verification.cells import Cell, Place, Sheet, Value
from sanicost.verification.formats import disguises
from sanicost.verification.formulas import SharedFormula

MAX_TEXTS = 1_000_000
MAX_SHARED_CHARACTERS = 32 * 1024 * 1024
MAX_COLUMNS = 16_384
_SHOWN_DIGITS = ".15g"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_YES = ("1", "true")


def read_cells(path: Path) -> tuple[Sheet, ...]:
    """Return every worksheet in workbook order.

    Raises FileRefused where the file cannot be read.
    """
    try:
        with readable(path), opened(path) as package:
            return _sheets(package)
    except UnreadableWorkbook as refused:
        raise FileRefused(refused.code, path.name, **refused.params) from None


def cells_of(data: bytes) -> tuple[Sheet, ...]:
    """Return every worksheet of a workbook that we have just written."""
    file = BytesIO(data)
    with zipfile.ZipFile(file) as archive:
        return _sheets(Package(Parts(file, archive)))


def _sheets(package: Package) -> tuple[Sheet, ...]:
    """Return every worksheet of an archive."""
    texts = _Texts()
    package.parse_shared_strings(texts)
    formats = FormatCodes()
    package.parse_styles(formats)
    sheets = []
    for worksheet in package.worksheets():
        cells = _AllCells(worksheet.name, texts.found, formats.of_style())
        package.parse(worksheet.part, cells)
        sheets.append(cells.sheet(is_visible=worksheet.state == "visible"))
    return tuple(sheets)


class _Texts(Handler):
    """The texts that cells share; runs of rich text are joined, phonetic guides left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._in_text = self._in_guide = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a text or one of its runs."""
        element = name.rpartition(":")[2]
        if element == "si":
            self._parts = []
        elif element == "rPh":
            self._in_guide = True
        elif element == "t":
            self._in_text = not self._in_guide

    def end(self, name: str) -> None:
        """End a text or one of its runs."""
        element = name.rpartition(":")[2]
        if element == "si":
            self.found.append(_unescaped("".join(self._parts)))
            if len(self.found) > MAX_TEXTS:
                raise UnreadableWorkbook("file-too-large", kind="xlsx")
        elif element == "rPh":
            self._in_guide = False
        elif element == "t":
            self._in_text = False

    def text(self, data: str) -> None:
        """Take text."""
        if self._in_text:
            self._parts.append(data)


class _AllCells(Cells):
    """Every cell of a sheet that holds something."""

    def __init__(self, sheet: str, texts: list[str], formats: Mapping[str, str]) -> None:
        super().__init__(sheet)
        self._name, self._texts, self._formats = sheet, texts, formats
        self._format = self._footer = ""
        self._found: dict[Place, Cell] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._shared: dict[str, SharedFormula] = {}
        self._shared_characters = 0
        self._parts: list[str] = []
        self._value = self._type = ""
        self._formula: str | None = None
        self._attributes: dict[str, str] = {}
        self._in_guide = False

    def sheet(self, *, is_visible: bool) -> Sheet:
        """Return the sheet once it has been heard to its end."""
        columns = {place.column for place in self._found}
        hidden = {n for n in columns if any(a <= n <= b for a, b in self._hidden_columns)}
        rows = self._hidden_rows & {place.row for place in self._found}
        lines = frozenset(rows), frozenset(hidden)
        return Sheet(self._name, is_visible, self._found, *lines, footer=self._footer)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        super().start(name, attributes)
        element = name.rpartition(":")[2]
        if element == "c":
            self._value, self._formula = "", None
            self._type = attributes.get("t", "n")
            self._format = self._formats.get(attributes.get("s", "0"), "")
        elif element in ("f", "v", "t", "oddFooter"):
            self._parts = []
            self._attributes = attributes
        elif element == "rPh":
            self._in_guide = True
        elif element == "row" and _is_hidden(attributes, "ht"):
            self._hidden_rows.add(self.row)
        elif element == "col" and _is_hidden(attributes, "width"):
            self._hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
            if len(self._hidden_columns) > MAX_COLUMNS:
                raise UnreadableWorkbook("sheet-too-large", sheet=self._name, cell="-")

    def text(self, data: str) -> None:
        """Hear text."""
        super().text(data)
        self._parts.append(data)

    def end(self, name: str) -> None:
        """Hear an element end."""
        super().end(name)
        element = name.rpartition(":")[2]
        if element == "f":
            self._formula = self._whole_formula("".join(self._parts)) or None
        elif element == "v":
            self._value = "".join(self._parts)
        elif element == "t" and not self._in_guide:
            self._value += "".join(self._parts)
        elif element == "rPh":
            self._in_guide = False
        elif element == "oddFooter":
            self._footer = "".join(self._parts)
        elif element == "c":
            value = self._typed()
            if value is not None or self._formula is not None:
                disguise = self._format if self._format and disguises(self._format, value) else ""
                self._found[Place(self.row, self.column)] = Cell(value, self._formula, disguise)

    def _whole_formula(self, text: str) -> str:
        """Return a formula as its own cell would hold it, where several cells share one."""
        if self._attributes.get("t") != "shared":
            return text
        number, here = self._attributes.get("si", ""), Place(self.row, self.column)
        if text:
            self._shared[number] = SharedFormula(text, here)
            return text
        shared = self._shared[number]
        self._shared_characters += shared.length
        if self._shared_characters > MAX_SHARED_CHARACTERS:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
        return shared.at(here)

    def _typed(self) -> Value:
        """Return the value of a cell; an empty text is nothing."""
        if self._type == "s":
            return self._texts[int(self._value)] or None if self._value else None
        if self._type in ("str", "inlineStr", "e", "d"):
            return _unescaped(self._value) or None
        if not self._value:
            return None
        if self._type == "b":
            # A truth counts as 1 or 0 in arithmetic, and yet it is no number.
            return "TRUE" if self._value.strip() in _YES else "FALSE"
        number = Decimal(format(float(self._value), _SHOWN_DIGITS))
        return number if number.is_finite() else self._value


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Return whether a row or a column cannot be seen; one of no size cannot either."""
    given = attributes.get(size)
    return attributes.get("hidden") in _YES or (given is not None and float(given) == 0)


def _unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold.

    >>> _unescaped("a_x005F_b")
    'a_b'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
