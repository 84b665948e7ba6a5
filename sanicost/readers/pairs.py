"""A sheet of keys with a value beside each → raw values by field; a unit may follow the value."""

from collections.abc import Mapping

from sanicost.city.vocabulary import Words, word_key
from sanicost.core.kinds import AREA, MONEY, MONTHS, Number
from sanicost.readers import fields, units
from sanicost.readers.document import Notes, Raw, shown
from sanicost.readers.grid import Grid
from sanicost.readers.headings import heading_name
from sanicost.readers.hidden import note_hidden

_KINDS: Mapping[str, Number] = {"months": MONTHS, "budget": MONEY, "area": AREA}
LOT_AREA = "area:"
"""What the name of a pair begins with that gives the area of one lot."""
_HEADINGS = {"内容", "值", "取值", "value", "填写内容"}
_SIDE_HEADINGS = {"单位", "备注", "说明"}


def read_pairs(grid: Grid, words: Words, notes: Notes) -> dict[str, Raw]:
    """Return the keys and values of a sheet, one or more pairs in a row; a lone text is a title."""
    return _Pairs(grid, words, notes).read()


class _Pairs:
    """Reads the pairs of one sheet."""

    def __init__(self, grid: Grid, words: Words, notes: Notes) -> None:
        self._grid, self._words, self._notes = grid, words, notes
        self._found: dict[str, Raw] = {}
        self._rows: list[int] = []
        self._columns: dict[int, str] = {}
        lone = [shown(cells[0]) for cells in grid.rows if cells and isinstance(cells[0], str)]
        self._above = units.above(lone)

    def read(self) -> dict[str, Raw]:
        """Return the values by field."""
        grid = self._grid
        for row in range(len(grid.rows)):
            filled = [one for one in range(len(grid.rows[row])) if grid.is_filled(row, one)]
            while filled and not self._are_headings(row, filled):
                name = self._key(row, filled[0])
                if name is None:
                    self._pass_over(row, filled)
                    break
                end = self._take(row, filled[0], name)
                filled = [column for column in filled if column >= end]
        note_hidden(grid, self._rows, self._columns, self._notes)
        return self._found

    def _are_headings(self, row: int, filled: list[int]) -> bool:
        """Return whether cells are headings of the values, and of units or remarks beside them."""
        last = self._grid.cell(row, filled[-1])
        word = word_key(last) if isinstance(last, str) else ""
        return word in _HEADINGS or (
            word in _SIDE_HEADINGS and len(filled) > 1 and self._key(row, filled[0]) is None
        )

    def _key(self, row: int, column: int) -> str | None:
        """Return the name that a key stands for; with a lot behind a colon, `area:` and the lot."""
        text = shown(self._grid.cell(row, column)).strip()
        key, _, lot = text.replace("：", ":").partition(":")
        if lot.strip() and heading_name(key, self._words) == "area":
            return f"{LOT_AREA}{lot.strip()}"
        return heading_name(text.rstrip(":："), self._words)

    def _take(self, row: int, column: int, name: str) -> int:
        """Take the value to the right of a key; return the column behind it and its unit."""
        key = shown(self._grid.cell(row, column))
        beside = self._unit_beside(row, column + 2, name)
        if name in self._found:
            self._notes.problem("key-repeated", self._grid.place(row, column, ""), found=key)
        else:
            self._found[name] = self._raw(row, column + 1, name, self._unit(key, beside, name))
            self._rows.append(row)
            self._columns[column + 1] = name
        return column + (3 if beside else 2)

    def _raw(self, row: int, column: int, name: str, unit: str) -> Raw:
        """Return a value; one that cannot be trusted is refused."""
        where = self._grid.place(row, column, "")
        is_refused = self._grid.refuse(row, column, where, self._notes)
        is_refused = is_refused or self._grid.refuse_look(row, column, where, self._notes)
        raw = self._grid.raw(row, column, where, unit)
        return Raw(None, where, is_refused=True) if is_refused else raw

    def _unit(self, key: str, beside: str, name: str) -> str:
        """Return the unit of a value: that of the cell beside it, of its key, or of the sheet."""
        if _kind(name) not in _KINDS:
            return ""
        given = [beside] if beside else units.in_brackets(key)
        given = given or units.fitting(self._above, _KINDS[_kind(name)])
        return "、".join(given)

    def _unit_beside(self, row: int, column: int, name: str) -> str:
        """Return the unit in a cell beside a number, "" where none stands there."""
        cell = self._grid.cell(row, column) if _kind(name) in _KINDS else None
        return cell if isinstance(cell, str) and units.is_unit(cell) else ""

    def _pass_over(self, row: int, filled: list[int]) -> None:
        """Deal with what is no key: a title, a remark behind a pair, or a key nobody knows."""
        cell = self._grid.cell(row, filled[0])
        where, text = self._grid.place(row, filled[0], ""), shown(cell)
        is_lone_text = len(filled) == 1 and isinstance(cell, str)
        if is_lone_text and filled[0] != 0:
            self._notes.cleanup("remark-ignored", where, found=text)
        elif not is_lone_text:
            known = self._words if self._notes.may_suggest() else ()
            near = "、".join(fields.nearest(word_key(text), known, 3))
            self._notes.problem("key-unknown", where, found=text, candidates=near)


def _kind(name: str) -> str:
    """Return of which kind a value is: the area of a lot is one as that of the whole."""
    return name.partition(":")[0]
