"""The cells of a workbook in one language: what each is called, and how its value is said."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

from sanicost.core.evaluate import Held
from sanicost.core.formula import Expression
from sanicost.core.text import plain
from sanicost.core.worksheet import Filled, Place, Ref
from sanicost.i18n import Lang
from sanicost.i18n.cells import bare, cell_word, unit_word
from sanicost.writers.workbook.sheet import Book, FigureRow, SheetCell, SheetColumn, Subject

_SHARE = "比例"
_NAMING_COLUMNS = 5
"""So many columns at the left may say which row it is."""
_HUNDRED = Decimal(100)


class Cells:
    """The cells of a workbook with what their rows and columns are about."""

    def __init__(self, book: Book) -> None:
        self.sheets = book.cells()
        self._book = book

    def cell(self, place: Place) -> SheetCell | None:
        """Return a cell, None for an empty one."""
        return self.sheets[place.sheet].get((place.row, place.column))

    def look(self, place: Place) -> Held:
        """Return what a cell holds."""
        cell = self.cell(place)
        return cell.value if cell else None

    def tree(self, place: Place) -> Expression | None:
        """Return the formula of a cell over the cells of its row, None for one without."""
        cell = self.cell(place)
        formula = cell.formula if cell else None
        return formula.tree if isinstance(formula, Filled) else formula

    def link(self, place: Place) -> Place | None:
        """Return the cell whose value a cell only passes on, None for any other cell.

        What was given has its own source, whichever cell it is looked up in.
        """
        tree = self.tree(place)
        return tree.place if isinstance(tree, Ref) and not self.is_given(place) else None

    def is_given(self, place: Place) -> bool:
        """Return whether a cell holds what was given, or what goes with another such cell."""
        cell = self.cell(place)
        return bool(cell and cell.is_given)

    def column(self, place: Place) -> SheetColumn | None:
        """Return the column of a table in which a cell stands."""
        return self._book.sheets[place.sheet].column(place.row, place.column)

    def subject(self, place: Place) -> Subject | None:
        """Return what the row of a cell is about."""
        return self._book.sheets[place.sheet].subjects.get(place.row)

    def key(self, place: Place) -> str:
        """Return what the column of a cell holds, by its key."""
        column = self.column(place)
        return column.key if column else ""

    def figure(self, place: Place) -> FigureRow | None:
        """Return the figure of the law that a cell holds, None for any other cell."""
        subject = self.subject(place)
        return subject if isinstance(subject, FigureRow) and self.key(place) == "value" else None

    def is_share(self, place: Place) -> bool:
        """Return whether a number is a part of a whole, which people read as per cent."""
        if figure := self.figure(place):
            return figure.unit == _SHARE
        cell = self.cell(place)
        return bool(cell and cell.is_share)

    @cached_property
    def _first_sheets(self) -> dict[str, str]:
        """The first sheet of each beginning of a name."""
        found: dict[str, str] = {}
        for name in self.sheets:
            begin = name.partition(" ")[0]
            found.setdefault(begin, next(one for one in self.sheets if one.startswith(begin)))
        return found

    def short(self, place: Place) -> str:
        """Return a cell with the beginning of its sheet's name, as far as that is enough."""
        begin = place.sheet.partition(" ")[0]
        if self._first_sheets[begin] != place.sheet:
            return str(place)
        return str(place._replace(sheet=begin))


class Names:
    """Names and values of cells; `words` are those of the symbols of rules."""

    def __init__(self, cells: Cells, words: Mapping[str, str], lang: Lang) -> None:
        self._cells = cells
        self._words = words
        self._lang = lang
        self.short = cells.short

    def row(self, place: Place) -> str:
        """Return what a row is: its number, its item, the month with which it begins."""
        texts = []
        for number in range(min(place.column + 1, _NAMING_COLUMNS)):
            at = place._replace(column=number)
            cell, column = self._cells.cell(at), self._cells.column(at)
            if cell and (column.names_rows if column else number == 0):
                is_text = isinstance(cell.value, str)
                texts.append(cell_word(str(cell.value), self._lang) if is_text else str(cell.value))
        return " ".join(dict.fromkeys(texts)) or self._beside(place)

    def _beside(self, place: Place) -> str:
        """Return the nearest text on the left: two lists side by side are not of one length."""
        for number in reversed(range(place.column)):
            cell = self._cells.cell(place._replace(column=number))
            if cell and isinstance(cell.value, str) and cell.value:
                return cell_word(cell.value, self._lang)
        return ""

    def name(self, place: Place, within: str = "") -> str:
        """Return a cell's name: what its row is, unless `within` says so, and its column."""
        if figure := self._cells.figure(place):
            return self._words[figure.leaf]
        heading = self.heading(place)
        column, row = cell_word(heading, self._lang), self.row(place)
        if within and column and within.startswith(row):
            return column
        is_own = place.column == 0 or bare(heading) in ("金额", "取值")
        return row if is_own or not column else f"{row} · {column}" if row else column

    def heading(self, place: Place) -> str:
        """Return the heading above a cell, "" where its column has none."""
        column = self._cells.column(place)
        return column.heading if column else ""

    def unit(self, place: Place) -> str:
        """Return the unit of a cell's number as the sheets write it, "" for none."""
        cell, column = self._cells.cell(place), self._cells.column(place)
        if cell and cell.is_money:
            return "元"
        if figure := self._cells.figure(place):
            return figure.unit if figure.unit != _SHARE else ""
        return column.unit if column else ""

    def value(self, place: Place) -> str:
        """Return what a cell shows, without its unit; a blank cell is said to be one."""
        cell = self._cells.cell(place)
        if cell is None or cell.value is None:
            return cell_word("未填", self._lang)
        if isinstance(cell.value, str):
            return cell_word(cell.value, self._lang)
        number = Decimal(cell.value)
        if cell.is_money:
            return f"{number:,.2f}"
        if self._cells.is_share(place):
            return f"{plain(round(number * _HUNDRED, 4))}%"
        return plain(number)

    def said(self, place: Place) -> str:
        """Return what a cell shows, with its unit: `650.00 元`."""
        cell = self._cells.cell(place)
        unit = unit_word(self.unit(place), self._lang) if cell and cell.is_number else ""
        return f"{self.value(place)} {unit}".rstrip()
