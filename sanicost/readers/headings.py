"""The headings of a table: where they stand, which field each names, and the unit of its numbers.

They may take two rows: groups over their columns, or a row of units below the names.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sanicost.city.vocabulary import Words, first_words, word_key
from sanicost.core.kinds import Number
from sanicost.readers import fields, units
from sanicost.readers.document import Cell, Notes, shown
from sanicost.readers.grid import Grid, is_filled

_TITLE_ROWS = 30
"""How far down the heading row is looked for: officers put titles and dates above it."""
_OTHER_SIGNS = {";": ";", "；": "；", "\t": "Tab", "，": "，", "|": "|"}
"""What may stand between the columns of a file that is no .csv of ours, and its name."""
_LETTERS_ALIKE = 2
_CLOSE = 50  # per cent of the characters alike: of two, one
_MANY_POSTS = 2


@dataclass(frozen=True)
class Headed:
    """Which headings to look for: the known ones, those to pass over, and what they hold.

    `least` is how many known ones make a row the heading row. `near` are words that an unknown
    heading must not come near: else it is left out, as `others` are. `titles` are the names of
    posts.
    """

    words: Words
    ignored: Words = field(default_factory=dict)
    others: Words = field(default_factory=dict)
    text_fields: frozenset[str] = frozenset()
    filled_down: frozenset[str] = frozenset()
    least: int = 2
    kinds: Mapping[str, Number] = field(default_factory=dict)
    near: Sequence[str] = ()
    titles: Container[str] = frozenset()
    free_texts: frozenset[str] = frozenset()


class Columns(NamedTuple):
    """The columns that are read: the field, the heading and the unit around it of each.

    Of `refused` ones a problem was noted at the heading; `last_row` is that of the headings.
    """

    names: Mapping[int, str]
    headings: Mapping[int, str]
    units: Mapping[int, str]
    refused: frozenset[int]
    last_row: int


def heading_name(cell: Cell, words: Words) -> str | None:
    """Return the field that a heading names, whatever stands in brackets behind it."""
    if not isinstance(cell, str):
        return None
    key = word_key(cell)
    bare = word_key(units.before_brackets(cell))
    return words.get(key, words.get(bare) if bare else None)


def find_headings(grid: Grid, headed: Headed) -> int | None:
    """Return the first row of headings."""
    for row in range(min(_TITLE_ROWS, len(grid.rows))):
        if _are_headings(grid.rows[row], headed):
            return row
    return None


def _are_headings(cells: Iterable[Cell], headed: Headed) -> bool:
    """Return whether enough headings are known, one of them that of the leading field."""
    names = {heading_name(cell, headed.words) for cell in cells} - {None}
    return next(iter(headed.words.values())) in names and len(names) >= headed.least


def note_missing(grid: Grid, headed: Headed, notes: Notes) -> None:
    """Note that there is no heading row, or how else the table seems to be laid out."""
    if found := _other_sign(grid, headed):
        notes.problem("csv-separator", grid.row_place(0), found=found)
        return
    for row, cells in enumerate(grid.rows[:_TITLE_ROWS]):
        posts = [shown(cell) for cell in cells if isinstance(cell, str)]
        posts = [post for post in posts if word_key(post) in headed.titles]
        if len(posts) >= _MANY_POSTS:
            notes.problem("positions-as-columns", grid.row_place(row), found="、".join(posts[:3]))
            return
    known = list(first_words(headed.words).values())
    names = "、".join(dict.fromkeys(headed.words.values()))
    params = {"known": "、".join(known), "names": names, "least": known[0]}
    notes.problem("headings-missing", grid.name or grid.row_place(0), **params)


def _other_sign(grid: Grid, headed: Headed) -> str | None:
    """Return the sign that parts the headings of a text where commas were expected."""
    is_text = not grid.name
    for row in grid.rows[:_TITLE_ROWS] if is_text else ():
        line = ",".join(cell for cell in row if isinstance(cell, str))
        for sign, name in _OTHER_SIGNS.items():
            if _are_headings(line.split(sign), headed):
                return name
    return None


def read_headings(grid: Grid, row: int, headed: Headed, notes: Notes) -> Columns:
    """Return the field of each column; note unknown, repeated and missing headings."""
    width = max(len(cells) for cells in grid.rows)
    cells = [shown(grid.cell(row, column)).strip() for column in range(width)]
    below = _second_row(grid, row, headed, cells)
    if below:
        cells = below
    last = row + bool(below)
    names: dict[int, str] = {}
    for column, heading in enumerate(cells):
        name = heading_name(heading, headed.words)
        if name:
            names[column] = name
        else:
            _pass_over(grid, (row, last, column), heading, headed, notes)
    for name, count in Counter(names.values()).items():
        if count > 1:
            repeated = max(column for column, one in names.items() if one == name)
            heading = cells[repeated]
            notes.problem("column-repeated", grid.place(row, repeated, heading), found=heading)
    found, refused = _units(grid, row, (names, cells), headed, notes)
    headings = {column: cells[column] for column in names}
    return Columns(names, headings, found, refused, last)


def _second_row(grid: Grid, row: int, headed: Headed, cells: Sequence[str]) -> list[str]:
    """Return the headings with those of the row below put to them, none where it has none.

    That row holds texts alone, no post, and units of the names above it, or parts of groups.
    """
    if row + 1 >= len(grid.rows):
        return []
    under = [grid.cell(row + 1, column) for column in range(len(cells))]
    given = [cell for cell in under if is_filled(cell)]
    leading = next(iter(headed.words.values()))
    is_post = any(
        is_filled(under[column])
        for column, cell in enumerate(cells)
        if heading_name(cell, headed.words) == leading and not units.is_unit(shown(under[column]))
    )
    if not given or is_post or not all(isinstance(cell, str) for cell in given):
        return []
    texts = [shown(cell).strip().strip("()（）") for cell in under]
    if all(units.is_unit(one) for one in texts if one):
        return [f"{cell}({one})" if one else cell for cell, one in zip(cells, texts, strict=True)]
    return _grouped(cells, texts, headed)


def _grouped(cells: Sequence[str], texts: Sequence[str], headed: Headed) -> list[str]:
    """Return the headings of groups over parts, none where the parts name nothing of ours."""
    found: list[str] = []
    group, named = "", 0
    for cell, part in zip(cells, texts, strict=True):
        group = cell or (group if part else "")
        if not part:
            found.append(cell)
            continue
        bare, behind = units.before_brackets(group), "".join(units.in_brackets(group))
        tried = (f"{bare}{part}", f"{part}{bare}", part)
        known = [one for one in tried if heading_name(one, headed.words) is not None]
        known += [one for one in tried if heading_name(one, headed.ignored) is not None]
        named += any(heading_name(one, headed.words) for one in known)
        found.append((known or [tried[0]])[0] + (f"({behind})" if behind else ""))
    return found if named else []


def _pass_over(
    grid: Grid, place: tuple[int, int, int], heading: str, headed: Headed, notes: Notes
) -> None:
    """Note a column that names no field: to be passed over, left out and listed, or refused."""
    row, last, column = place
    where = grid.place(row, column, heading)
    rows = range(last + 1, len(grid.rows))
    if not heading:
        if any(is_filled(grid.cell(below, column)) for below in rows):
            notes.problem("column-without-heading", where)
    elif heading_name(heading, headed.ignored) is None:
        near = _akin(heading, headed)
        if near or not headed.near or units.in_brackets(heading):
            ours = "、".join(word for word in near if word in headed.words)
            notes.problem("column-unknown", where, found=heading, candidates=ours)
        elif any(is_filled(grid.cell(below, column)) for below in rows):
            notes.cleanup("column-ignored", where, found=heading)


def _akin(heading: str, headed: Headed) -> list[str]:
    """Return known words that are nearly a heading, or share two letters in a row with it."""
    key = word_key(units.before_brackets(heading))
    if key in headed.others:
        return []
    if near := fields.nearest(word_key(heading), headed.words, 3, _CLOSE):
        return near
    pairs = {key[at : at + _LETTERS_ALIKE] for at in range(len(key) - 1)}
    found = [word for word in headed.near if any(pair in word for pair in pairs)]
    return fields.nearest(key, found, 3, closeness=0)


def _units(
    grid: Grid,
    row: int,
    columns: tuple[Mapping[int, str], Sequence[str]],
    headed: Headed,
    notes: Notes,
) -> tuple[dict[int, str], frozenset[int]]:
    """Return the unit around the numbers of each column, and the columns that were refused.

    The unit of a heading goes before one above the table, which holds for what it fits.
    """
    names, cells = columns
    titles = [shown(cell) for above in grid.rows[:row] for cell in above if is_filled(cell)]
    around = units.above(titles)
    _refuse_unknown(grid, around, row, notes)
    found: dict[int, str] = {}
    refused: set[int] = set()
    for column, name in names.items():
        kind = headed.kinds.get(name)
        if kind is None:
            continue
        own = units.in_brackets(cells[column])
        given = own or units.fitting(around, kind)
        if not given:
            continue
        factors = {units.units().factor(unit, kind.unit) for unit in given}
        if len(factors) == 1 and None not in factors:
            found[column] = given[0]
            continue
        refused.add(column)
        where = grid.place(row, column, cells[column])
        units.refuse("、".join(given), kind, where, notes, found=cells[column])
    return found, frozenset(refused)


def _refuse_unknown(grid: Grid, around: Sequence[str], row: int, notes: Notes) -> None:
    """Note a unit above the table that no field can have."""
    for unit in around:
        if not any(units.units().factor(unit, name) is not None for name in units.units().of):
            place = grid.row_place(max(row - 1, 0))
            notes.problem("unit-unknown", place, found=unit)
