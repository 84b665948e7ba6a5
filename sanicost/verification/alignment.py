"""Which row, column or sheet of a changed workbook is which, and edits of whole sheets."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sanicost.core.text import column_letters
from sanicost.spreadsheet.cells import Cell, Sheet
from sanicost.spreadsheet.formulas import shape
from sanicost.verification.edit import Edit

MAX_PAIRS = 250_000
"""Beyond so many comparisons a run of changed rows is paired in order instead of by likeness."""
MAX_EQUAL = 1_000_000
"""Beyond so many pairs of equal rows none is taken to have moved."""
MAX_SHAPED = 200_000
"""In a sheet of more cells a row is known by its values alone, whatever its formulas are."""
MAX_STRANGERS = 50
"""Among so many sheets with other names one is sought that was renamed."""
_ALIKE = 0.5

Line = tuple[Hashable, ...]
"""What a row or a column holds, in order, without the places of its cells."""


@dataclass(frozen=True)
class Aligned:
    """Pairs of equal lines; lines count from 1."""

    original: dict[int, int]  # of a line found: the line that it was
    added: tuple[int, ...]
    removed: tuple[int, ...]


def lines(sheet: Sheet, *, columns: bool, shaped: bool = True) -> list[Line]:
    """Return the content of every row, or of every column, up to the last that holds something.

    Without `shaped` all formulas count as one.
    """
    last = sheet.last
    found: list[list[Hashable]] = [[] for _ in range(last.column if columns else last.row)]
    for place in sorted(sheet.cells):
        found[(place.column if columns else place.row) - 1].append(
            content(sheet.cells[place], shaped=shaped)
        )
    return [tuple(line) for line in found]


def content(cell: Cell, *, shaped: bool = True) -> Hashable:
    """Return what tells a cell from others wherever it stands: its value or its formula's shape.

    A formula's result does not: it changes with any input.
    """
    if cell.formula is None:
        return cell.value
    return ("=", shape(cell.formula)) if shaped else "="


def aligned(found: Sequence[Line], original: Sequence[Line]) -> Aligned:
    """Return which line found is which of the original's, by what they hold.

    >>> aligned([("a",), ("new",), ("b",)], [("a",), ("b",)])
    Aligned(original={1: 1, 3: 2}, added=(2,), removed=())
    """
    pairs: list[tuple[int, int]] = []
    times = Counter(original)
    if sum(times[line] for line in found) > MAX_EQUAL:
        return Aligned({n: n for n in range(1, len(found) + 1)}, (), ())
    matcher = SequenceMatcher(None, found, original, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            pairs += zip(range(a, b), range(c, d), strict=True)
        elif kind == "replace":
            likely = _likely(found[a:b], original[c:d])
            pairs += [(a + one, c + other) for one, other in likely]
    known = {one + 1: other + 1 for one, other in pairs}
    last, last_original = max(known, default=0), max(known.values(), default=0)
    # What stands below all that was there was written there, not put in between.
    end = last if last_original == len(original) else len(found)
    return Aligned(
        original=known,
        added=tuple(n for n in range(1, end + 1) if n not in known),
        removed=tuple(sorted(set(range(1, len(original) + 1)) - set(known.values()))),
    )


def _likely(found: Sequence[Line], original: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the pairs in order that have most in common; the longest run of them wins."""
    if len(found) * len(original) > MAX_PAIRS:
        return [(n, n) for n in range(min(len(found), len(original)))]
    alike = [[_likeness(one, other) for other in original] for one in found]
    best = [[0.0] * (len(original) + 1) for _ in range(len(found) + 1)]
    for i in reversed(range(len(found))):
        for j in reversed(range(len(original))):
            paired = alike[i][j] + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(found) and j < len(original):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Line, other: Line) -> float:
    """Return the share of what two lines have in common, 0 where that is less than half.

    >>> _likeness(("a", "b", "c"), ("a", "b", "d")), _likeness(("a",), ("b",)), _likeness((), ())
    (0.5, 0.0, 1.0)
    """
    if not one and not other:
        return 1.0
    mine, theirs = set(one), set(other)
    share = len(mine & theirs) / len(mine | theirs)
    return share if share >= _ALIKE / 2 and mine & theirs else 0.0


def likeness(found: Sheet, original: Sheet) -> float:
    """Return the share of the original's cells that a sheet holds at the same places."""
    same = sum(found.cells.get(place) == cell for place, cell in original.cells.items())
    return same / max(len(original.cells), len(found.cells), 1)


@dataclass(frozen=True)
class Paired:
    """The sheets of a changed workbook beside those of the original."""

    pairs: tuple[tuple[Sheet, Sheet], ...]  # found, original; in the original's order
    added: tuple[Sheet, ...]
    removed: tuple[Sheet, ...]


def paired(found: Sequence[Sheet], original: Sequence[Sheet]) -> Paired:
    """Return which sheet is which: by name, else by what it holds."""
    rest = {sheet.name.casefold(): sheet for sheet in found}
    taken: dict[str, Sheet] = {}
    for sheet in original:
        if sheet.name.casefold() in rest:
            taken[sheet.name] = rest.pop(sheet.name.casefold())
    for sheet in original:
        if sheet.name not in taken and 0 < len(rest) <= MAX_STRANGERS:
            likest = max(rest.values(), key=lambda one: likeness(one, sheet))
            if likeness(likest, sheet) >= _ALIKE:
                taken[sheet.name] = rest.pop(likest.name.casefold())
    return Paired(
        pairs=tuple((taken[sheet.name], sheet) for sheet in original if sheet.name in taken),
        added=tuple(sheet for sheet in found if sheet in rest.values()),
        removed=tuple(sheet for sheet in original if sheet.name not in taken),
    )


HIDDEN, VISIBLE = "hidden", "visible"


def of_sheets(sheets: Paired, found: Sequence[Sheet]) -> Iterator[Edit]:
    """Yield sheets added, removed, renamed, hidden, or in another order."""
    for sheet in sheets.removed:
        yield Edit(where=sheet.name, kind="sheet-removed", found="", expected=sheet.name)
    for sheet in sheets.added:
        yield Edit(where=sheet.name, kind="sheet-added", found=sheet.name, expected="")
    for one, other in sheets.pairs:
        if one.name != other.name:
            both = {"found": one.name, "expected": other.name}
            yield Edit(where=one.name, kind="sheet-renamed", **both)
        if not one.is_visible:
            states = {"found": HIDDEN, "expected": VISIBLE}
            yield Edit(where=one.name, kind="sheet-hidden", **states)
    expected = [one.name for one, _ in sheets.pairs]
    actual = [sheet.name for sheet in found if sheet.name in expected]
    blocks = SequenceMatcher(None, actual, expected, autojunk=False).get_matching_blocks()
    staying = {name for block in blocks for name in actual[block.a : block.a + block.size]}
    for name in actual:
        if name not in staying:
            places = [str(names.index(name) + 1) for names in (actual, expected)]
            yield Edit(where=name, kind="sheet-moved", found=places[0], expected=places[1])


def hidden(found: Sheet, original: Sheet) -> Iterator[Edit]:
    """Yield rows and columns that can no longer be seen; we write none of these."""
    states = {"found": HIDDEN, "expected": VISIBLE}
    for row in sorted(found.hidden_rows - original.hidden_rows):
        yield Edit(where=f"{found.name}!{row}:{row}", kind="row-hidden", **states)
    for column in sorted(found.hidden_columns - original.hidden_columns):
        yield Edit(where=column_of(found.name, column), kind="column-hidden", **states)


def column_of(sheet: str, column: int) -> str:
    """Return a column as a spreadsheet writes it: `附件3!F:F`."""
    return f"{sheet}!{column_letters(column)}:{column_letters(column)}"
