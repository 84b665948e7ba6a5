"""What a cell is called and how its value is said, from the headings around it."""

import re
from collections.abc import Mapping
from decimal import Decimal

from sanicost.core.text import plain
from sanicost.i18n import Lang
from sanicost.i18n.cells import bare, cell_word, unit_word
from sanicost.writers.explanation.headings import Headings
from sanicost.writers.workbook.page import BASIS, PERSONNEL
from sanicost.writers.workbook.record import Cell, Place, Recorded, place_of

TITLE_STYLES = frozenset({"title", "section", "note", "remark", "heading", "stamp", "sign"})
_UNIT_IN_HEADING = re.compile(r"（(人|年|班/日|元/月|元/年|万元)）")
_UNITS_BY_HEADING = (
    ("天数", "日"),
    ("班次", "班"),
    ("工时", "小时"),
    ("岗位数", "岗"),
    ("月数", "月"),
    ("人数", "人"),
)
CORRECTION = "engine-whole"
"""The style of the fen that the largest remainder adds to a lot's share."""
_FIGURE_COLUMNS = {"name": 1, "value": 3, "unit": 4}
_HUNDRED = Decimal(100)


_SHARE = "比例"


def is_figure(place: Place, cell: Cell) -> bool:
    """Return whether a cell of 附件1 holds a figure of the law."""
    is_value = place.sheet == BASIS and place.column == _FIGURE_COLUMNS["value"]
    return (
        is_value
        and cell.style.startswith(("figure-", "provisional-"))
        and (not cell.style.endswith("whole"))
    )


class Names:
    """Names and values of the cells of one workbook in one language."""

    def __init__(self, book: Recorded, words: Mapping[str, str], lang: Lang) -> None:
        self._book = book
        self._words = words
        self._lang = lang
        self.headings = Headings(book)
        self._leaves = {place_of(at): leaf for (_, leaf), at in book.figures.leaves.items()}

    def heading(self, place: Place) -> str:
        """Return the heading above a cell, "" where its column has none."""
        above = self.headings.above(place)
        cell = self._book.cell(above) if above else None
        return str(cell.value) if cell else ""

    def row(self, place: Place) -> str:
        """Return what a row is: its number, its item, the month with which it begins."""
        cells = self._book.sheets[place.sheet]
        texts = []
        for column in range(min(place.column + 1, 5)):
            cell = cells.get((place.row, column))
            heading = bare(self.heading(Place(place.sheet, place.row, column)))
            if cell is None:
                continue
            is_title = column == 0 or (column == 1 and self._is_numbered(place))
            if isinstance(cell.value, str) and is_title:
                texts.append(cell_word(cell.value, self._lang))
            elif heading == "序号" or heading in ("起始月", "计价段起始月"):
                texts.append(str(cell.value))
        return " ".join(dict.fromkeys(texts))

    def short(self, place: Place) -> str:
        """Return a cell with the beginning of its sheet's name, as far as that is enough."""
        begin = place.sheet.partition(" ")[0]
        first = next(name for name in self._book.sheets if name.startswith(begin))
        return str(place) if first != place.sheet else f"{begin}!{str(place).rpartition('!')[2]}"

    def _is_numbered(self, place: Place) -> bool:
        """Return whether a row begins with a number, or with nothing, before its title."""
        first = self._book.cell(Place(place.sheet, place.row, 0))
        return first is None or first.is_number

    def name(self, place: Place, within: str = "") -> str:
        """Return a cell's name: what its row is, unless `within` says so, and its column."""
        if leaf := self._leaves.get(place):
            return self._words[leaf]
        column = cell_word(self._heading_of(place), self._lang)
        row = self.row(place)
        if within and column and within.startswith(row):
            return column
        is_own = place.column == 0 or column in ("金额", "amount", "取值", "value")
        return row if is_own or not column else f"{row} · {column}" if row else column

    def _heading_of(self, place: Place) -> str:
        """Return what the column of a cell holds there: fen of a correction among the bases."""
        cell = self._book.cell(place)
        return "尾差" if cell and cell.style == CORRECTION else self.heading(place)

    def unit(self, place: Place, cell: Cell) -> str:
        """Return the unit of a cell as the sheets write it, "" for none."""
        if cell.style.endswith("money"):
            return "元"
        if cell.style == CORRECTION:
            return "分"
        if is_figure(place, cell):
            unit = self._figure_unit(place)
            return unit if unit != _SHARE else ""
        heading = self.heading(place)
        if found := _UNIT_IN_HEADING.search(heading):
            return found[1]
        if place.sheet == PERSONNEL and bare(heading).startswith("年"):
            return "班" if "班次" in heading else "日/年"
        return next((unit for word, unit in _UNITS_BY_HEADING if word in bare(heading)), "")

    def value(self, place: Place) -> str:
        """Return what a cell shows, without its unit; a blank cell is said to be one."""
        cell = self._book.cell(place)
        if cell is None:
            return cell_word("未填", self._lang)
        if isinstance(cell.value, str):
            return cell_word(cell.value, self._lang)
        number = Decimal(cell.value)
        if cell.style.endswith("money"):
            return f"{number:,.2f}"
        if self.is_share(place, cell):
            return f"{plain(round(number * _HUNDRED, 4))}%"
        return plain(number)

    def is_share(self, place: Place, cell: Cell) -> bool:
        """Return whether a number is a part of a whole, which people read as per cent."""
        if is_figure(place, cell):
            return self._figure_unit(place) == _SHARE
        return cell.style.endswith(("share", "rate"))

    def _figure_unit(self, place: Place) -> str:
        """Return the unit beside a figure, as 附件1 writes it."""
        cell = self._book.cell(Place(BASIS, place.row, _FIGURE_COLUMNS["unit"]))
        return str(cell.value) if cell else ""

    def said(self, place: Place) -> str:
        """Return what a cell shows, with its unit: `650.00 元`."""
        cell = self._book.cell(place)
        unit = unit_word(self.unit(place, cell), self._lang) if cell and cell.is_number else ""
        return f"{self.value(place)} {unit}".rstrip()
