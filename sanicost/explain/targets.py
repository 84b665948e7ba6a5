"""What a person asks for → a cell: `附件3!F12`, a position with a line, or the ceiling itself.

And from a cell its way into the ceiling, the shortest along the formulas that refer to it.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeAlias

from sanicost.core.formula import Condition, Difference, Expression, parts
from sanicost.core.notices import Problem, Refused
from sanicost.core.period import Month
from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES
from sanicost.core.worksheet import Filled, OpenFormula, Place, Range, Ref, RowRef, over_cells
from sanicost.explain.names import Cells
from sanicost.i18n import room
from sanicost.writers.workbook import annex_sets
from sanicost.writers.workbook.page import (
    BIDS,
    CEILING,
    CHECKS,
    LEADERS,
    SENSITIVITY,
    SUMMARY,
    UNIT_COSTS,
)
from sanicost.writers.workbook.sheet import LineRow, SheetCell
from sanicost.writers.workbook.unit_costs import PLACES

LINE_NAMES = (
    *WAGE_LINES,
    "income",
    *EMPLOYER_LINES,
    "employer",
    "unit_cost",
    "cost",
    *INCENTIVE_LINES,
    "incentives",
    "on_cost",
)
_REPEATED = (*EMPLOYER_LINES, "headcount", "months")
"""What the table of incentives holds a second time under the same name."""
_MOST_SHEETS, _NEAR = 20, 0.7
_TITLES = frozenset({"title", "section", "note", "remark", "heading", "stamp", "sign"})
_ON_COST = "added_on_cost"
_SIDEWAYS = frozenset({BIDS, CHECKS, LEADERS, SENSITIVITY, SUMMARY})
"""Sheets that repeat and compare amounts: nothing enters the ceiling through them."""
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


def cell_place(text: str, book: Cells) -> Place:
    """Return the cell that `附件3!F12` names; raise Refused for one that cannot be explained."""
    sheet, _, address = text.replace("！", "!").rpartition("!")
    name = _sheet(sheet.strip().strip("'"), text, list(book.sheets))
    found = _ADDRESS.fullmatch(address.strip().upper())
    if not found:
        raise _refused("explain-cell-malformed", text, found=address)
    place = Place(name, int(found[2]) - 1, _column_number(found[1]))
    _check(place, book.cell(place), book)
    return place


def _sheet(asked: str, text: str, names: list[str]) -> str:
    """Return the sheet of a name, of the beginning of one, or of an annex's number."""
    if asked in names:
        return asked
    wanted = f"附件{asked}" if asked.isdigit() else asked
    begun = [name for name in names if asked and name.startswith(wanted)]
    # With lots, several sheets are an 附件3; the tender's own stands before those of its lots.
    if len(begun) == 1 or (begun and {name.split()[0] for name in begun} == {wanted}):
        return begun[0]
    near = _listed(begun or get_close_matches(asked, names, 3, _NEAR) or names)
    raise _refused("explain-sheet-unknown", text, found=asked, near="、".join(near))


def _listed(names: list[str]) -> Iterable[str]:
    """Return all sheets; of so many that no line holds them their beginnings, each once."""
    is_short = len(names) <= _MOST_SHEETS
    return names if is_short else dict.fromkeys(name.split()[0] for name in names)


def _check(place: Place, cell: SheetCell | None, book: Cells) -> None:
    """Refuse a cell that holds no amount: empty, a heading, or mere text."""
    if cell is None:
        raise _refused("explain-cell-empty", str(place), near=_nearest(place, book))
    is_told = cell.formula or cell.is_number
    if cell.style in _TITLES or not (is_told or cell.is_given):
        shown = str(cell.value).replace("\n", "")
        near = _nearest(place, book)
        raise _refused("explain-cell-text", str(place), found=shown, near=near)


def _nearest(place: Place, book: Cells) -> str:
    """Return a cell nearby that can be explained."""
    told = [
        Place(place.sheet, *at)
        for at, cell in book.sheets[place.sheet].items()
        if cell.formula and cell.is_number
    ]
    if not told:
        return str(next(_formulas(book), ""))
    return str(min(told, key=lambda one: _distance(one, place)))


def _distance(one: Place, other: Place) -> int:
    return abs(one.row - other.row) + abs(one.column - other.column)


def total_places(book: Cells) -> list[Place]:
    """Return where all amounts end, on the summary: the ceiling.

    The workbook of a street has none: its labour cost and its incentives stand side by side.
    """
    amounts = _amounts(book)
    return amounts[-1:] if CEILING in book.sheets else amounts


def _amounts(book: Cells) -> list[Place]:
    """Return the amounts of the whole term on the summary, which stand before those by year."""
    keys = {place: book.key(link) for place in _formulas(book) if (link := book.link(place))}
    return [place for place, key in keys.items() if key != "headcount" and not key.isdigit()]


def _formulas(book: Cells) -> Iterator[Place]:
    """Yield the numbers of the summary that follow from others."""
    for (row, column), cell in book.sheets[SUMMARY].items():
        if cell.formula and cell.is_number:
            yield Place(SUMMARY, row, column)


def position_index(text: str, result: Result) -> int:
    """Return the place of a position given by its number or its title; raise Refused if none."""
    positions = result.estimate.roster.positions
    if _ADDRESS.fullmatch(text.upper()):
        raise _refused("explain-cell-malformed", text, found=text)
    if text.isdigit():
        if 1 <= int(text) <= len(positions):
            return int(text) - 1
        raise _refused("explain-position-unknown", text, count=len(positions), near="")
    titled = [n for n, position in enumerate(positions) if position.title == text]
    if len(titled) == 1:
        return titled[0]
    if titled:
        numbers = "、".join(str(number + 1) for number in titled)
        raise _refused("explain-position-repeated", text, near=numbers)
    near = get_close_matches(text, dict.fromkeys(p.title for p in positions), 3, 0.4)
    raise _refused("explain-position-unknown", text, count=len(positions), near="、".join(near))


def line_name(text: str) -> str:
    """Return the name of a line given in English or by its Chinese label.

    >>> line_name("养老保险费"), line_name("post-allowance")
    ('pension', 'post_allowance')
    """
    by_word = {
        word: name for name in LINE_NAMES for word in (*room("labels").get(name, {}).values(), name)
    }
    by_word["计价段费用"] = "cost"
    asked = text.strip()
    found = by_word.get(asked) or by_word.get(asked.replace("-", "_"))
    if found:
        return found
    near = get_close_matches(asked, by_word, 3, 0.5) or list(LINE_NAMES)
    raise _refused("explain-line-unknown", asked, near="、".join(near))


def line_places(index: int, name: str, book: Cells, result: Result) -> Mapping[Month, Place]:
    """Return the cells of a position's line by the first month of their segments, in order."""
    annex = next(annex for annex in annex_sets(result) if index in annex.indices)
    found = {}
    for row, column in book.sheets[annex.sheets[0]]:
        place = Place(annex.sheets[0], row, column)
        line = book.subject(place)
        if isinstance(line, LineRow) and line.index == index and book.key(place) == name:
            if line.is_raised and name in _REPEATED:
                continue
            found[result.estimate.segments[line.segment].start] = place
    if not found:
        title = result.estimate.roster.positions[index].title
        raise _refused("explain-line-absent", title, field=name)
    return found


def in_month(month: Month | None, places: Mapping[Month, Place], result: Result) -> Place:
    """Return the cell whose segment holds a month, the first one for None."""
    if month is None:
        return next(iter(places.values()))
    period = result.estimate.roster.period
    begun = [place for start, place in places.items() if start <= month]
    if not begun or not period.start <= month <= period.last:
        span = {"first": str(period.start), "last": str(period.last)}
        raise _refused("explain-month-outside", "--month", found=str(month), **span)
    return begun[-1]


def _refused(code: str, where: str, **params: str | int) -> Refused:
    return Refused([Problem(code=code, where=where, params=params)])


def _column_number(letters: str) -> int:
    """Return a column's number from 0.

    >>> _column_number("A"), _column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


Users: TypeAlias = Mapping[Place, Sequence[Place]]
"""For every cell the cells whose formulas add it up or multiply it."""


def way_up(users: Users, start: Place, ceiling: Place, book: Cells) -> list[Place]:
    """Return the cells from `start` (left out) to the ceiling, [] where no way leads there.

    What enters the basic cost enters the ceiling by it: the on-cost of incentives, which rests on
    the same lines, is a way for nothing else, however short.
    """
    by_cost = _shortest(users, start, ceiling, lambda place: book.key(place) != _ON_COST)
    return by_cost or _shortest(users, start, ceiling, lambda _: True)


def _shortest(
    users: Users, start: Place, ceiling: Place, is_open: Callable[[Place], bool]
) -> list[Place]:
    """Return the shortest way over cells that are open."""
    before: dict[Place, Place] = {}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        if place == ceiling and place != start:
            return _retraced(before, place)
        for user in users.get(place, ()):
            if user not in before and user != start and is_open(user):
                before[user] = place
                waiting.append(user)
    return []


def _retraced(before: dict[Place, Place], last: Place) -> list[Place]:
    """Return the way that led to a cell, from its beginning."""
    way = [last]
    while way[-1] in before:
        way.append(before[way[-1]])
    return way[-2::-1]


_UNIT_COSTS = UNIT_COSTS.partition(" ")[0]


def users_of(book: Cells) -> Users:
    """Return for every cell the cells whose formulas name it, in the order of the workbook."""
    users: dict[Place, list[Place]] = defaultdict(list)
    columns: dict[OpenFormula, list[Expression]] = {}
    for sheet, cells in book.sheets.items():
        if sheet in _SIDEWAYS:
            continue
        for (row, column), cell in cells.items():
            if cell.formula:
                user = Place(sheet, row, column)
                for place in set(_added_by(cell.formula, columns)):
                    if not _is_taken_away(place, user):
                        users[place].append(user)
    return users


def _is_taken_away(place: Place, user: Place) -> bool:
    """Return whether what a row's incentives amount to names a cell that they do not rest on.

    Their on-cost is a difference: of all that it names, only the incentives themselves are left.
    """
    if user.column != PLACES["added_cost"] or not user.sheet.startswith(_UNIT_COSTS):
        return False
    return place.sheet != user.sheet or place.column != PLACES["added"]


def _added_by(formula: Expression, columns: dict[OpenFormula, list[Expression]]) -> Iterator[Place]:
    """Yield the cells that a formula names, but for those that it takes away.

    A large workbook has hundreds of thousands of formulas, but few that differ in more than rows:
    those of a whole column are looked through once.
    """
    if not isinstance(formula, Filled):
        yield from (place for cells in _added(formula) for place in _places(cells, {}))
        return
    of_all = formula.formula
    if of_all not in columns:
        columns[of_all] = list(_added(over_cells(of_all.expression, of_all.cells.__getitem__)))
    for cells in columns[of_all]:
        yield from _places(cells, formula.rows)


def _added(node: Expression | Condition) -> Iterator[Expression]:
    """Yield the references and ranges of a formula that are not taken away."""
    match node:
        case Ref() | RowRef() | Range():
            yield node
        case Difference(left, Ref() | RowRef()):
            yield from _added(left)
        case _:
            for part in parts(node):
                yield from _added(part)


def _places(cells: Expression, rows: Mapping[str, int]) -> Sequence[Place]:
    """Return the cells of a reference or a range, its open rows filled in."""
    match cells:
        case RowRef(place, row):
            return (place._replace(row=rows[row] - 1),)
        case Ref(place):
            return (place,)
        case Range(RowRef() as first, RowRef() as last):
            return Range(first.at(rows), last.at(rows)).places
        case Range():
            return cells.places
    raise TypeError(cells)
