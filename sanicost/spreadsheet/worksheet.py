"""One sheet of an .xlsx, streamed: every cell that holds something, and what is hidden or merged.

Style-only cells do not count: officers' sheets are full of them. A sheet is refused that reaches
too far, or in which two programs could read two values for one cell.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.parsers import expat

from sanicost.core.text import column_letters
from sanicost.spreadsheet.cells import (
    EMPTY,
    MAX_COLUMN,
    MAX_ROW,
    Cell,
    CellPlace,
    CellRange,
    Sheet,
    is_twin,
    range_of,
)
from sanicost.spreadsheet.contents import Contents, Held, number_of, whole_number
from sanicost.spreadsheet.oddities import Oddities, OddKind, foreign_attributes, is_false
from sanicost.spreadsheet.package import (
    MAIN,
    Handler,
    UnreadableWorkbook,
    Worksheet,
    ambiguous,
    is_true,
)
from sanicost.spreadsheet.texts import MAX_FORMULA_LETTERS, MAX_LETTERS, RichText, TextParts

if TYPE_CHECKING:
    from sanicost.spreadsheet.formulas import SharedFormula

MAX_CELLS = 500_000
MAX_BOX = 4_000_000
MAX_MERGED = 50_000
_LEAST_SIZE = {"width": 2, "ht": 4}
"""A column of fewer characters, a row of fewer points shows nothing that could be read."""
_AROUND = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "extLst"),
    *("sheetProtection", "autoFilter", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "ignoredErrors"),
    *("headerFooter", "rowBreaks", "colBreaks", "drawing", "legacyDrawing", "protectedRanges"),
)
"""What stands in a sheet that shows its cells and nothing else."""
_PAGE_TEXTS = tuple(
    f"{page}{end}" for page in ("odd", "even", "first") for end in ("Header", "Footer")
)
_SHOWN_INSTEAD = ("cfRule", "sparkline", "numFmt")
"""What an extension may put over a cell, or show in its stead."""
_MOST_AREAS = 20
_OF_CELLS, _OF_FORMULAS = frozenset("rst"), frozenset(("t", "ref", "si", "aca", "ca"))


class SheetReader(Handler):
    """Hears one worksheet: what stands around its cells; these it leaves to `_CellReader`.

    Telling namespaces apart costs expat as much as all else, and sheets are large: so we do it
    here, by the one prefix that the outermost element gives to ours.
    """

    def __init__(
        self,
        worksheet: Worksheet,
        contents: Contents,
        like: Mapping[CellPlace, Cell] | None = None,
    ) -> None:
        super().__init__()
        self._worksheet = worksheet
        self._like = like or {}
        self._contents = contents
        self._cells = _CellReader(worksheet.name, contents, "", {})
        self._hidden_columns = bytearray(MAX_COLUMN + 1)
        self._has_hidden_columns = False
        self._merged: list[CellRange] = []
        self._page_texts: dict[str, str] = {}
        self._frozen_from = ""
        self._once: set[str] = set()
        self._prefix = ""
        self._has_cells = False
        self._parser = expat.ParserCreate()

    def parser(self) -> expat.XMLParserType:
        """Return a parser that tells what it finds."""
        self._parser.buffer_text = True
        self._listen()
        return self._parser

    def _listen(self) -> None:
        """Be told what stands around the cells."""
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.CharacterDataHandler = self.text

    def local(self, name: str, attributes: dict[str, str]) -> str:
        """Return the name of an element in our namespace, "" for one of another."""
        ours = [key for key, value in attributes.items() if _declares(key) and value in MAIN]
        if not self.path:
            self._prefix = f"{name.rpartition(':')[0]}:".removeprefix(":")
            if ours != [_declaration(self._prefix)]:
                raise ValueError(name)
        elif ours:
            raise ambiguous(self._worksheet.name)
        element = name.removeprefix(self._prefix)
        is_ours = name.startswith(self._prefix) and ":" not in element
        is_redeclared = bool(self.path) and _declaration(self._prefix) in attributes
        return element if is_ours and not is_redeclared else ""

    def sheet(self) -> Sheet:
        """Return the sheet once it has been heard to its end."""
        found, hidden_rows = self._cells.found, self._cells.hidden_rows
        return Sheet(
            name=self._worksheet.name,
            is_visible=self._worksheet.is_visible,
            cells=found,
            hidden_rows=frozenset(row for row, _ in found if row in hidden_rows)
            if hidden_rows
            else frozenset(),
            hidden_columns=frozenset(column for _, column in found if self._hidden_columns[column])
            if self._has_hidden_columns
            else frozenset(),
            page_texts=self._page_texts,
            merged=tuple(self._merged),
            print_area=_areas(self._worksheet.print_area),
            oddities=(*self.oddities, *self._cells.oddities),
        )

    def _note_foreign(self, name: str, element: str, attributes: dict[str, str]) -> None:
        """Note what no program writes; here names bear prefixes."""
        if element == "extLst":
            self._extended = 1
        elif not element:
            self._note("markup", name)
        for one in foreign_attributes(attributes, ":"):
            self._note("markup", one)

    def _note(self, kind: OddKind, found: str) -> None:
        self.oddities.note(kind, self._worksheet.name, found)

    def _note_extension(self, name: str) -> None:
        """Note what an extension shows in the stead of a cell."""
        if name.rpartition(":")[2] in _SHOWN_INSTEAD:
            self._note("format", name)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Hear what stands around the cells."""
        if len(self.path) == 1:
            self._start_section(element, attributes)
        match self.path[1:], element:
            case [], "sheetData" if self.path:
                if self._has_cells:
                    raise ambiguous(self._worksheet.name)
                self._has_cells = True
                name, known = self._worksheet.name, self._like
                self._cells = _CellReader(name, self._contents, self._prefix, known)
                self._cells.listen(self._parser, self._cells_ended)
            case ["cols"], "col":
                self._take_columns(attributes)
            case (["sheetViews"], "sheetView") | (["sheetViews", "sheetView"], "pane"):
                self._take_view(element, attributes)
            case ["conditionalFormatting", "cfRule"], "dataBar" | "iconSet":
                if is_false(attributes, "showValue"):
                    self._note("format", element)
            case ["headerFooter"], _ if element in _PAGE_TEXTS:
                self._page_texts[element] = ""
            case ["mergeCells"], "mergeCell":
                self._merged.append(range_of(attributes["ref"]))
                if len(self._merged) > MAX_MERGED:
                    raise _too_large(self._worksheet.name, attributes["ref"])

    def _start_section(self, element: str, attributes: dict[str, str]) -> None:
        """Hear one part of the sheet begin; each but one stands there once."""
        is_second = element in self._once and element != "conditionalFormatting"
        if element and (is_second or element not in _AROUND):
            self._note("markup", element)
        self._once.add(element)
        if element == "sheetFormatPr":
            is_low = number_of(attributes.get("defaultRowHeight", "15")) < _LEAST_SIZE["ht"]
            is_narrow = number_of(attributes.get("defaultColWidth", "9")) < _LEAST_SIZE["width"]
            if is_low or is_narrow or is_true(attributes.get("zeroHeight", "0")):
                self._note("view", element)

    def _take_view(self, element: str, attributes: dict[str, str]) -> None:
        """Note a view that shows formulas, no zeros, or rows that nobody can scroll to."""
        if element == "sheetView":
            self._frozen_from = attributes.get("topLeftCell", "A1")
            if is_true(attributes.get("showFormulas", "0")):
                self._note("view", "showFormulas")
            if is_false(attributes, "showZeros"):
                self._note("view", "showZeros")
        elif attributes.get("state", "split") != "split" and self._frozen_from != "A1":
            self._note("view", self._frozen_from)

    def _take_columns(self, attributes: dict[str, str]) -> None:
        """Note which columns cannot be seen."""
        first, last = whole_number(attributes["min"]), whole_number(attributes["max"])
        if not 1 <= first <= last <= MAX_COLUMN:
            raise ValueError(last)
        if _is_hidden(attributes, "width"):
            self._has_hidden_columns = True
            self._hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)

    def _cells_ended(self, name: str) -> None:
        """Hear on what stands behind the cells."""
        self._listen()
        self._ended(name)

    def text(self, data: str) -> None:
        """Hear the head and the foot of the pages."""
        if self.path[1:2] == ["headerFooter"] and self.path[-1] in self._page_texts:
            self._page_texts[self.path[-1]] += data


class _CellReader:
    """Hears the rows and cells of a sheet, which stand in reading order.

    It is called five times for each cell of a large sheet: hence one word for what is open, few
    calls, nothing worked out for a cell that holds nothing, and one `Cell` for all that hold the
    same. Where another sheet holds the very same at a place, its `Cell` is taken: two workbooks
    that differ in little then take little more memory than one.
    """

    def __init__(
        self, sheet: str, contents: Contents, prefix: str, like: Mapping[CellPlace, Cell]
    ) -> None:
        self._like = like
        self.found: dict[CellPlace, Cell] = {}
        self.oddities = Oddities()
        self.hidden_rows: set[int] = set()
        self._sheet, self._contents = sheet, contents
        self._columns, self._same = contents.columns, contents.same
        self._xmlns = _declaration(prefix)
        self._prefix = prefix
        self._c, self._v = f"{prefix}c", f"{prefix}v"
        self._ended: Callable[[str], object] = str
        self._open = "sheetData"
        self._inside: list[str] = []  # what is open in a text of the cell's own, or an extension
        self._row = self._column = self._reached = self._last_column = 0
        self._digits = ""  # of the row's number: every reference in it ends so
        self._cell: dict[str, str] = {}
        self._empty = 0
        self._is_filled = False
        self._value: str | None = None
        self._formula: str | None = None
        self._own: RichText | None = None
        self._sharing: dict[str, str] = {}
        self._shared: dict[str, SharedFormula] = {}
        self._parts: list[str] = []
        self._rich = TextParts()

    def listen(self, parser: expat.XMLParserType, ended: Callable[[str], object]) -> None:
        """Be told what a parser finds; `ended` is called at the end of the cells."""
        self._ended = ended
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._parts.append

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._c and self._open == "row":
            if "r" not in attributes:
                attributes["r"] = self._next_reference()
            self._open, self._cell = "c", attributes
            if not attributes.keys() <= _OF_CELLS:
                self._note("/".join(sorted(attributes.keys() - _OF_CELLS)))
        elif name == self._v and self._open == "c" and self._value is None and not attributes:
            self._open = "v"
            self._parts.clear()
        else:
            self._begin_other(self._local(name), attributes)

    def _local(self, name: str) -> str:
        """Return the name of an element without our prefix, "" for one with another."""
        element = name.removeprefix(self._prefix)
        return element if name.startswith(self._prefix) and ":" not in element else ""

    def _next_reference(self) -> str:
        """Return the place of a cell that names none: behind the one before it.

        It takes twice the time of another, and counts twice.
        """
        self._empty += 1
        before = self._cell.get("r", self._digits)[: -len(self._digits)]
        return column_letters(self._columns[before] + 1 if before else 1) + self._digits

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = whole_number(attributes.get("r", str(self._row + 1)))
        if not self._row < row <= MAX_ROW:
            raise ambiguous(f"{self._sheet}!{row}:{row}")
        self._row, self._digits, self._open = row, str(row), "row"
        self._column = self._reached = 0
        self._cell = {}
        self._parts.clear()
        if _is_hidden(attributes, "ht"):
            self.hidden_rows.add(row)

    def _begin_other(self, element: str, attributes: dict[str, str]) -> None:
        """Begin what few cells have: a formula, a text of their own, an extension; or a row."""
        self._contents.count_empty(1)
        if self._xmlns in attributes and self._open != "extLst":
            raise self._ambiguous()
        if element == "row" and self._open == "sheetData":
            self._begin_row(attributes)
        elif element == "v" and self._open == "c" and self._value is None:
            self._open = "v"
            self._parts.clear()
        elif element == "f" and self._open == "c" and self._formula is None:
            self._open, self._sharing = "f", attributes
            self._note_formula(attributes)
            self._parts.clear()
        elif self._open == "is" and element:
            self._rich.start(self._inside, element, attributes)
            self._inside.append(element)
            self._parts.clear()
        elif element == "is" and self._open == "c" and self._own is None:
            self._open, self._inside = "is", ["is"]
        elif self._open == "extLst":
            self._inside.append("")
        elif element == "extLst" and self._open in ("c", "row"):
            self._note(element)
            self._open, self._inside = "extLst", [self._open]
        else:
            raise self._ambiguous()

    def _note_formula(self, attributes: dict[str, str]) -> None:
        """Note a formula that stands for several cells at once, or for a table of trials."""
        kind = attributes.get("t", "normal")
        if kind not in ("normal", "shared"):
            self._note(kind, "calculation")
        elif others := [one for one in attributes if one not in _OF_FORMULAS and ":" not in one]:
            self._note(others[0])

    def _note(self, found: str, kind: OddKind = "markup") -> None:
        self.oddities.note(kind, f"{self._sheet}!{self._cell.get('r', self._digits)}", found)

    def _end(self, name: str) -> None:
        if self._open == "c":
            self._open = "row"
            if self._is_filled:
                self._end_cell()
            else:
                self._empty += 1
        elif self._open == "v":
            parts = self._parts
            self._value = parts[0] if len(parts) == 1 else self._whole()
            self._open, self._is_filled = "c", True
        elif self._open == "row":
            self._end_row()
            self._open = "sheetData"
        elif self._open == "sheetData":
            self._ended(name)
        else:
            self._end_other()

    def _end_other(self) -> None:
        """End a formula, or an element of a text of the cell's own or of an extension."""
        if self._open == "f":
            self._place()
            self._formula = self._whole_formula(self._whole(MAX_FORMULA_LETTERS))
            self._open, self._is_filled = "c", True
            return
        element = self._inside.pop()
        if self._open == "extLst":
            self._open = self._open if self._inside else element
            return
        if element == "t":
            self._rich.text(self._whole())
        self._rich.end(element)
        if not self._inside:
            if self._rich.is_odd:
                self._note("t")
                self._rich.is_odd = False
            self._own = self._rich.whole()
            self._open, self._is_filled = "c", True

    def _whole(self, most: int = MAX_LETTERS) -> str:
        """Return the letters heard since they were last cleared, at most so many."""
        whole = "".join(self._parts)
        if len(whole) > most:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
        return whole

    def _whole_formula(self, text: str) -> str:
        """Return a formula as its own cell would hold it, where several cells share one."""
        if self._sharing.get("t") != "shared":
            if not text:
                self._note("f")
            return text
        number, here = self._sharing.get("si", ""), CellPlace(self._row, self._column)
        if text:
            from sanicost.spreadsheet.formulas import SharedFormula  # noqa: PLC0415 - few have any

            self._shared[number] = SharedFormula(text, here)
            return text
        if number not in self._shared:
            raise self._ambiguous()
        self._contents.count_shared(self._shared[number].length)
        return self._shared[number].at(here)

    def _place(self) -> None:
        """Work out where a cell stands; cells stand in order and inside their row."""
        reference, digits = self._cell["r"], self._digits
        column = self._columns[reference[: -len(digits)]] if reference.endswith(digits) else 0
        if column <= self._reached or self._xmlns in self._cell:
            raise ambiguous(f"{self._sheet}!{reference}")
        self._column = column

    def _end_cell(self) -> None:
        """Take a cell that holds something."""
        self._place()
        self._reached, get = self._column, self._cell.get
        key = get("t", "n"), self._value, get("s", "0"), self._own
        if self._formula is None:
            cell = self._same.get(key)
            if cell is None:
                cell = self._same[key] = self._held(*key)
        else:
            cell = self._held(*key)
        self._value = self._formula = self._own = None
        self._is_filled = False
        if cell is not EMPTY:
            place = tuple.__new__(CellPlace, (self._row, self._column))
            known = self._like.get(place)
            self.found[place] = known if known and is_twin(known, cell) else cell

    def _held(self, kind: str, value: str | None, style: str, own: RichText | None) -> Cell:
        """Return what the cell that has just ended holds."""
        try:
            held = Held(kind, value, self._formula, own)
            return self._contents.cell(held, style)
        except (ValueError, LookupError):
            raise self._ambiguous() from None

    def _end_row(self) -> None:
        """Refuse a sheet that reaches too far, or holds far too many cells of nothing."""
        self._contents.count_empty(self._empty)
        self._empty = 0
        if not self._reached:
            return
        self._last_column = max(self._last_column, self._reached)
        most = MAX_CELLS * self._contents.times
        if len(self.found) > most or self._row * self._last_column > MAX_BOX:
            raise _too_large(self._sheet, f"{column_letters(self._reached)}{self._row}")

    def _ambiguous(self) -> UnreadableWorkbook:
        """Return why a sheet is refused that programs read in different ways, and where it is."""
        return ambiguous(f"{self._sheet}!{self._cell.get('r', self._digits)}")


def _declaration(prefix: str) -> str:
    """Return the attribute that binds a prefix to a namespace.

    >>> _declaration(""), _declaration("x:")
    ('xmlns', 'xmlns:x')
    """
    return f"xmlns:{prefix.removesuffix(':')}" if prefix else "xmlns"


def _declares(attribute: str) -> bool:
    """Return whether an attribute binds a prefix to a namespace."""
    return attribute == "xmlns" or attribute.startswith("xmlns:")


def _areas(printed: str | None) -> tuple[CellRange, ...] | None:
    """Return what a sheet prints, None for all of it; what no reader understands is nothing.

    >>> _areas("'附件3 成本'!$A$1:$B$2,'附件3 成本'!$4:$5")
    (CellRange(first=CellPlace(row=1, column=1), last=CellPlace(row=2, column=2)),)
    """
    if printed is None:
        return None
    found: list[CellRange] = []
    for part in printed.split(",", _MOST_AREAS)[:_MOST_AREAS]:
        try:
            found.append(range_of(part.rpartition("!")[2]))
        except ValueError:
            continue
    return tuple(found)


def _too_large(sheet: str, cell: str) -> UnreadableWorkbook:
    """Return why a sheet is refused that holds more than any roster."""
    return UnreadableWorkbook("sheet-too-large", sheet=sheet, cell=cell)


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Return whether a row or a column cannot be seen; one of no size cannot either."""
    given = attributes.get(size)
    is_flat = given is not None and number_of(given) < _LEAST_SIZE[size]
    return is_flat or ("hidden" in attributes and is_true(attributes["hidden"]))
