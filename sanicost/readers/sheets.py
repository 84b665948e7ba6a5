"""The sheets of a roster workbook, or the one table of a .csv, → a Document."""

from collections.abc import Mapping

from sanicost.city.vocabulary import Vocabulary, Words, word_key
from sanicost.core.fields import COLUMNS
from sanicost.core.roster import RATE_NAMES
from sanicost.readers import fields
from sanicost.readers.document import Document, Item, Notes, Raw, shown
from sanicost.readers.table import Grid, Headed, TableRow, is_total, positions_only, read_table

_TEXT_FIELDS = frozenset(
    {"name", "per", "figure", "source", "reason"}
    | {one.name for one in COLUMNS if not one.is_number}
)
_LABELS = frozenset({"lot", "street"})


def read_sheets(grids: Mapping[str, Grid], vocabulary: Vocabulary, notes: Notes) -> Document:
    """Return what the sheets say; `grids` is keyed by the kind of sheet."""
    document = Document()
    words = vocabulary.headings
    if "positions" in grids:
        headed = Headed(words["positions"], words["ignored"], _TEXT_FIELDS, _LABELS)
        rows = read_table(grids["positions"], headed, notes)
        document.positions = positions_only(rows, vocabulary, notes)
    if "project" in grids:
        pairs = _pairs(grids["project"], words["project"], notes)
        document.areas = [_area(name, raw) for name, raw in pairs.items() if _is_lot_area(name)]
        document.project = {name: raw for name, raw in pairs.items() if not _is_lot_area(name)}
    if "price" in grids:
        headed = Headed(words["price"], words["ignored"], _TEXT_FIELDS, _LABELS)
        rows = read_table(grids["price"], headed, notes)
        _take_prices(rows, document, vocabulary, notes)
    if "figures" in grids:
        headed = Headed(words["figures"], words["ignored"], _TEXT_FIELDS)
        document.figures = [row.item for row in read_table(grids["figures"], headed, notes)]
    return document


_LOT_AREA = "area:"
"""What the name of a pair begins with that gives the area of one lot."""


def _is_lot_area(name: str) -> bool:
    return name.startswith(_LOT_AREA)


def _area(name: str, raw: Raw) -> Item:
    """Return the area of a lot; a blank one says nothing."""
    return Item(raw.where, {"lot": Raw(name.removeprefix(_LOT_AREA), raw.where), "area": raw})


def _pairs(grid: Grid, words: Words, notes: Notes) -> dict[str, Raw]:
    """Return the keys and values of a sheet, one or more pairs in a row; a lone text is a title."""
    found: dict[str, Raw] = {}
    for row in range(len(grid.rows)):
        filled = [column for column in range(len(grid.rows[row])) if grid.is_filled(row, column)]
        while filled and not _is_heading(grid.cell(row, filled[-1])):
            name = _key(grid, row, filled[0], words)
            if name is None:
                _pass_over(grid, row, filled, (words, notes), is_first=filled[0] == 0)
                break
            _take_pair(grid, (row, filled[0]), name, found, notes)
            filled = [column for column in filled if column > filled[0] + 1]
    return found


def _key(grid: Grid, row: int, column: int, words: Words) -> str | None:
    """Return the name that a key stands for; with a lot behind a colon, `area:` and the lot."""
    text = shown(grid.cell(row, column))
    key, _, lot = text.replace("：", ":").partition(":")
    if lot.strip() and words.get(word_key(key)) == "area":
        return f"{_LOT_AREA}{lot.strip()}"
    return words.get(word_key(text).rstrip(":"))


def _take_pair(
    grid: Grid, place: tuple[int, int], name: str, found: dict[str, Raw], notes: Notes
) -> None:
    """Take the value to the right of a key; a key given twice is a problem."""
    row, column = place
    where = grid.place(row, column + 1, "")
    is_refused = grid.refuse(row, column + 1, where, notes)
    if name in found:
        key = shown(grid.cell(row, column))
        notes.problem("key-repeated", grid.place(row, column, ""), found=key)
    else:
        value = None if is_refused else grid.cell(row, column + 1)
        found[name] = Raw(value, where, is_refused)


def _pass_over(
    grid: Grid, row: int, filled: list[int], given: tuple[Words, Notes], *, is_first: bool
) -> None:
    """Deal with what is no key: a title, a remark behind a pair, or a key that nobody knows."""
    words, notes = given
    text = shown(grid.cell(row, filled[0]))
    where = grid.place(row, filled[0], "")
    is_lone_text = len(filled) == 1 and isinstance(grid.cell(row, filled[0]), str)
    if is_lone_text and not is_first:
        notes.cleanup("remark-ignored", where, found=text)
    elif not is_lone_text:
        near = "、".join(fields.nearest(word_key(text), words, 3))
        notes.problem("key-unknown", where, found=text, candidates=near)


def _is_heading(cell: object) -> bool:
    """Return whether a cell is the heading of the value column, or of remarks behind it."""
    return isinstance(cell, str) and word_key(cell) in {"内容", "值", "取值", "value", "填写内容"}


def _take_prices(
    rows: list[TableRow], document: Document, vocabulary: Vocabulary, notes: Notes
) -> None:
    """Sort the rows of 报价组成 into rates and other costs; a total row is passed over."""
    names = vocabulary.headings["price_rows"]
    for row in rows:
        raw = row.item.raw("name")
        key = word_key(raw.value) if isinstance(raw.value, str) else ""
        name = names.get(key)
        if is_total(row, vocabulary):
            notes.cleanup("remark-ignored", row.item.where, found=row.texts[0])
        elif name in RATE_NAMES:
            document.rates.append(_rate(row.item, Raw(name, raw.where), notes))
        else:
            rate = row.item.raw("rate")
            if not rate.is_blank:
                notes.problem("rate-of-other-cost", rate.where, found=shown(raw.value))
            document.other_costs.append(row.item)


def _rate(row: Item, name: Raw, notes: Notes) -> Item:
    """Return the rate of a row; what is charged by a rate takes no amount."""
    amount = row.raw("amount")
    if not amount.is_silent:
        params = {"rate": str(name.value), "found": shown(amount.value)}
        notes.problem("amount-of-rate", amount.where, **params)
    given = {"rate": row.raw("rate")}
    if "lot" in row.fields:
        given["lot"] = row.fields["lot"]
    return Item(row.where, {"name": name, **given}, is_row=True)
