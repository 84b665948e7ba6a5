"""One edit of a workbook, made in its XML as a spreadsheet program would save it."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = {"m": MAIN}
ElementTree.register_namespace("", MAIN)
ElementTree.register_namespace("r", RELATION)
CARRIED = "输入数据"
_REFERENCE = re.compile(r"(?<![\w'!$])(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w(])")


@dataclass(frozen=True)
class Edit:
    """What was done, and where verify has to find it."""

    where: str
    kind: str


class Book:
    """A workbook's XML, sheet by sheet, to be changed and saved."""

    def __init__(self, data: bytes, rng: random.Random) -> None:
        self.rng = rng
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self.workbook = ElementTree.fromstring(self._parts["xl/workbook.xml"])
        strings = ElementTree.fromstring(self._parts["xl/sharedStrings.xml"])
        self.strings = ["".join(each.itertext()) for each in strings]
        self._part_of = {
            str(sheet.get("name")): f"xl/worksheets/sheet{number}.xml"
            for number, sheet in enumerate(self.entries, start=1)
        }
        self.trees = {
            name: ElementTree.fromstring(self._parts[part]) for name, part in self._part_of.items()
        }

    @property
    def entries(self) -> list[ElementTree.Element]:
        """The sheets as the workbook lists them."""
        return self.workbook.findall("m:sheets/m:sheet", _NS)

    def save(self) -> bytes:
        """Return the workbook."""
        self._parts["xl/workbook.xml"] = ElementTree.tostring(self.workbook, "utf-8")
        for name, part in self._part_of.items():
            self._parts[part] = ElementTree.tostring(self.trees[name], "utf-8")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in self._parts.items():
                package.writestr(name, data)
        return buffer.getvalue()

    def cells(self, name: str) -> list[ElementTree.Element]:
        """Return the cells of a sheet that show something."""
        return [
            cell
            for cell in self.trees[name].iter(f"{{{MAIN}}}c")
            if cell.findtext("m:v", "", _NS) != ""
        ]

    def any_cell(self, fits: Callable[[ElementTree.Element], bool]) -> tuple[str, str]:
        """Return sheet and place of a random cell that fits."""
        found = [
            (name, str(cell.get("r")))
            for name in self.trees
            for cell in self.cells(name)
            if fits(cell)
        ]
        return self.rng.choice(found)

    def cell(self, name: str, place: str) -> ElementTree.Element:
        """Return a cell."""
        return next(one for one in self.cells(name) if one.get("r") == place)

    def any_row(self) -> tuple[str, int]:
        """Return sheet and number of a random row that holds something."""
        rows = [
            (name, int(re.sub("[A-Z]", "", str(cell.get("r")))))
            for name in self.trees
            for cell in self.cells(name)
        ]
        return self.rng.choice(sorted(set(rows)))

    def any_column(self) -> tuple[str, int]:
        """Return sheet and number of a random column that holds something."""
        columns = [
            (name, _number(re.sub("[0-9]", "", str(cell.get("r")))))
            for name in self.trees
            for cell in self.cells(name)
        ]
        return self.rng.choice(sorted(set(columns)))

    def shift(self, name: str, first: int, by: int, *, columns: bool, adjust: bool) -> None:
        """Move all from a row or column on; formulas follow where a program adjusts them."""
        for row in self.trees[name].iter(f"{{{MAIN}}}row"):
            if not columns and int(str(row.get("r"))) >= first:
                row.set("r", str(int(str(row.get("r"))) + by))
        for cell in self.trees[name].iter(f"{{{MAIN}}}c"):
            cell.set("r", _shifted(str(cell.get("r")), first, by, columns=columns))
        if adjust:
            for each, tree in self.trees.items():
                for formula in tree.iter(f"{{{MAIN}}}f"):
                    text = str(formula.text)
                    formula.text = _adjusted(text, each, (name, first, by), columns=columns)


def letters(column: int) -> str:
    """Return the letters of a column."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _number(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number


def _shifted(place: str, first: int, by: int, *, columns: bool) -> str:
    found = re.fullmatch(r"(\$?)([A-Z]+)(\$?)(\d+)", place)
    assert found
    column, row = _number(found[2]), int(found[4])
    if columns and column >= first:
        column += by
    elif not columns and row >= first:
        row += by
    return f"{found[1]}{letters(column)}{found[3]}{row}"


def _adjusted(formula: str, sheet: str, move: tuple[str, int, int], *, columns: bool) -> str:
    """Return a formula as Excel adjusts it when rows or columns of a sheet move."""
    name, first, by = move
    parts = re.split(r"('[^']+'!\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?|\"[^\"]*\")", formula)
    result = []
    for part in parts:
        if part.startswith('"'):
            result.append(part)
        elif part.startswith("'"):
            target, _, places = part.rpartition("!")
            if target == f"'{name}'":
                moved = (_shifted(p, first, by, columns=columns) for p in places.split(":"))
                places = ":".join(moved)
            result.append(f"{target}!{places}")
        elif sheet == name:
            result.append(
                _REFERENCE.sub(lambda m: _shifted(m[0], first, by, columns=columns), part)
            )
        else:
            result.append(part)
    return "".join(result)


def _is_formula(cell: ElementTree.Element) -> bool:
    return cell.find("m:f", _NS) is not None


def _is_number(cell: ElementTree.Element) -> bool:
    return not _is_formula(cell) and cell.get("t") is None


def _is_text(cell: ElementTree.Element) -> bool:
    return cell.get("t") == "s"


def _set_text(cell: ElementTree.Element, text: str) -> None:
    """Write a text into the cell itself."""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    ElementTree.SubElement(
        ElementTree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t"
    ).text = text


def number(book: Book) -> Edit:
    """Write another number."""
    name, place = book.any_cell(_is_number)
    value = book.cell(name, place).find("m:v", _NS)
    assert value is not None
    value.text = str(float(str(value.text)) + book.rng.choice((0.01, 1, 100)))
    return Edit(f"{name}!{place}", "value")


def formula_to_number(book: Book) -> Edit:
    """Replace a formula by the number that it showed."""
    name, place = book.any_cell(_is_formula)
    cell = book.cell(name, place)
    formula = cell.find("m:f", _NS)
    assert formula is not None
    cell.remove(formula)
    return Edit(f"{name}!{place}", "formula-replaced")


def other_formula(book: Book) -> Edit:
    """Change a formula and leave its result."""
    name, place = book.any_cell(_is_formula)
    formula = book.cell(name, place).find("m:f", _NS)
    assert formula is not None
    formula.text = book.rng.choice((f"{formula.text}+0", "1+1", f"({formula.text})*1"))
    return Edit(f"{name}!{place}", "formula")


def text(book: Book) -> Edit:
    """Write another text."""
    name, place = book.any_cell(_is_text)
    cell = book.cell(name, place)
    _set_text(cell, book.strings[int(str(cell.findtext("m:v", "", _NS)))] + "改")
    return Edit(f"{name}!{place}", "carried-input" if name == CARRIED else "value")


def cached_value(book: Book) -> Edit:
    """Write another result beside a formula."""
    name, place = book.any_cell(_is_formula)
    cell = book.cell(name, place)
    value = cell.find("m:v", _NS)
    assert value is not None
    is_text = cell.get("t") == "str"
    value.text = f"{value.text}改" if is_text else str(float(str(value.text)) + 0.01)
    return Edit(f"{name}!{place}", "cached-value")


def sheet_renamed(book: Book) -> Edit:
    """Give a sheet another name."""
    entry = book.rng.choice(book.entries)
    entry.set("name", "改名后")
    return Edit("改名后", "sheet-renamed")


def sheet_removed(book: Book) -> Edit:
    """Take a sheet away, but not the one that carries the inputs."""
    entry = book.rng.choice([one for one in book.entries if one.get("name") != CARRIED])
    sheets = book.workbook.find("m:sheets", _NS)
    assert sheets is not None
    sheets.remove(entry)
    return Edit(str(entry.get("name")), "sheet-removed")


def sheet_hidden(book: Book) -> Edit:
    """Hide a sheet."""
    entry = book.rng.choice(book.entries)
    entry.set("state", book.rng.choice(("hidden", "veryHidden")))
    return Edit(str(entry.get("name")), "sheet-hidden")


def sheet_added(book: Book) -> Edit:
    """List a sheet a second time under a name of its own."""
    source = book.rng.choice(book.entries)
    sheets = book.workbook.find("m:sheets", _NS)
    assert sheets is not None
    relation = f"{{{RELATION}}}id"
    attributes = {"name": "多出来的", "sheetId": "99", relation: str(source.get(relation))}
    entry = ElementTree.Element(f"{{{MAIN}}}sheet", attributes)
    sheets.insert(book.rng.randrange(len(sheets) + 1), entry)
    return Edit("多出来的", "sheet-added")


def row_inserted(book: Book) -> Edit:
    """Insert a row, filled or blank."""
    name, row = book.any_row()
    book.shift(name, row, 1, columns=False, adjust=book.rng.random() < 0.5)
    data = book.trees[name].find("m:sheetData", _NS)
    assert data is not None
    position = [int(str(one.get("r"))) > row for one in data].index(True)
    new = ElementTree.Element(f"{{{MAIN}}}row", {"r": str(row)})
    data.insert(position, new)
    # A blank row beside a blank one could as well be the other.
    above = any(re.fullmatch(f"[A-Z]+{row - 1}", str(one.get("r"))) for one in book.cells(name))
    if not above or book.rng.random() < 0.7:
        for column in range(1, 5):
            _set_text(
                ElementTree.SubElement(new, f"{{{MAIN}}}c", {"r": f"{letters(column)}{row}"}), "插"
            )
    return Edit(f"{name}!{row}:{row}", "row-inserted")


def row_deleted(book: Book) -> Edit:
    """Delete a row."""
    name, row = book.any_row()
    data = book.trees[name].find("m:sheetData", _NS)
    assert data is not None
    data.remove(next(one for one in data if one.get("r") == str(row)))
    book.shift(name, row + 1, -1, columns=False, adjust=book.rng.random() < 0.5)
    return Edit(f"{name}!{row}:{row}", "row-deleted")


def row_hidden(book: Book) -> Edit:
    """Hide a row."""
    name, row = book.any_row()
    for one in book.trees[name].iter(f"{{{MAIN}}}row"):
        if one.get("r") == str(row):
            one.set("hidden", "1")
    return Edit(f"{name}!{row}:{row}", "row-hidden")


def column_inserted(book: Book) -> Edit:
    """Insert a column, with a heading or blank."""
    name, column = book.any_column()
    book.shift(name, column, 1, columns=True, adjust=book.rng.random() < 0.5)
    if book.rng.random() < 0.7:
        row = book.rng.choice(list(book.trees[name].iter(f"{{{MAIN}}}row")))
        place = f"{letters(column)}{row.get('r')}"
        _set_text(ElementTree.SubElement(row, f"{{{MAIN}}}c", {"r": place}), "插")
    return Edit(f"{name}!{letters(column)}:{letters(column)}", "column-inserted")


def column_deleted(book: Book) -> Edit:
    """Delete a column."""
    name, column = book.any_column()
    for row in book.trees[name].iter(f"{{{MAIN}}}row"):
        for cell in list(row):
            if re.sub("[0-9]", "", str(cell.get("r"))) == letters(column):
                row.remove(cell)
    book.shift(name, column + 1, -1, columns=True, adjust=book.rng.random() < 0.5)
    return Edit(f"{name}!{letters(column)}:{letters(column)}", "column-deleted")


def column_hidden(book: Book) -> Edit:
    """Hide a column."""
    name, column = book.any_column()
    columns = book.trees[name].find("m:cols", _NS)
    if columns is None:
        columns = ElementTree.Element(f"{{{MAIN}}}cols")
        book.trees[name].insert(0, columns)
    bounds = {"min": str(column), "max": str(column), "hidden": "1", "width": "9"}
    columns.append(ElementTree.Element(f"{{{MAIN}}}col", bounds))
    return Edit(f"{name}!{letters(column)}:{letters(column)}", "column-hidden")


def carried_cell(book: Book) -> Edit:
    """Change a cell of the carried inputs: of a table, of the machine's copy, or a hash."""
    hashes = [c for c in book.cells(CARRIED) if re.fullmatch("[0-9a-f]{64}", _shown(book, c))]
    chunks = [c for c in book.cells(CARRIED) if len(_shown(book, c)) > 1000]
    cell = book.rng.choice(book.rng.choice((hashes, chunks, book.cells(CARRIED))))
    shown = _shown(book, cell)
    at = book.rng.randrange(len(shown))
    _set_text(cell, shown[:at] + book.rng.choice("改0") + shown[at:])
    return Edit(f"{CARRIED}!{cell.get('r')}", "carried-input")


def _shown(book: Book, cell: ElementTree.Element) -> str:
    return book.strings[int(str(cell.findtext("m:v", "", _NS)))]


EDITS: tuple[Callable[[Book], Edit], ...] = (
    number,
    formula_to_number,
    other_formula,
    text,
    cached_value,
    sheet_renamed,
    sheet_removed,
    sheet_hidden,
    sheet_added,
    row_inserted,
    row_deleted,
    row_hidden,
    column_inserted,
    column_deleted,
    column_hidden,
    carried_cell,
)
