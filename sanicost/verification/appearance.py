"""What a reader sees of two sheets that hold the same: formats, merges, pages, what lies over them.

Whatever shows another number than the cell holds, or none, is an edit; how the rest looks is not.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from sanicost.spreadsheet.cells import CellPlace, CellRange, Sheet, address, shown
from sanicost.spreadsheet.drawings import Drawings, Drawn, covered
from sanicost.spreadsheet.oddities import Oddity
from sanicost.spreadsheet.shown_numbers import shows_alike
from sanicost.verification.edit import Edit

_PAGE_LOOKS = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[BIUSEXY])')
_PAGE_PARTS = re.compile(r"&[LCR]")
_MOST, _MOST_TEXT = 20, 200
"""So many cells of one sheet are named that something lies over, and so much of a text."""
_MOST_LOOKS, _MOST_CHARTS = 2_000_000, 100
"""A sheet with more merged cells, or so many charts more than ours, is named as a whole."""

Origin: TypeAlias = Callable[[CellPlace], CellPlace | None]
"""Where a cell of the sheet found was; None for one that is new."""


def formats(found: Sheet, original: Sheet, origin: Origin) -> Iterator[Edit]:
    """Yield cells whose format shows something else than what was written there."""
    for place, cell in found.cells.items():
        was = original.cells.get(origin(place) or place)
        if was is None:
            continue
        mine, theirs = cell.style, was.style
        is_odd = bool(mine.odd) and mine.odd != theirs.odd
        if is_odd or not shows_alike(mine.code, theirs.code, was.value):
            yield Edit(
                where=f"{found.name}!{address(place)}",
                kind="format",
                found=mine.odd if is_odd else mine.code,
                expected=shown(was.value),
            )


def merges(found: Sheet) -> Iterator[Edit]:
    """Yield cells that hold something and lie under another one's merged range."""
    yield from islice(_merged_over(found), _MOST)


def _merged_over(found: Sheet) -> Iterator[Edit]:
    looked = 0
    for first, last in found.merged:
        size = (last.row - first.row + 1) * (last.column - first.column + 1)
        looked += min(size, len(found.cells))
        if looked > _MOST_LOOKS:
            yield Edit(where=found.name, kind="markup", found="mergeCells", expected="")
            return
        for place in _filled(found, CellRange(first, last)):
            if place != first:
                where = f"{found.name}!{address(place)}"
                over = f"{address(first)}:{address(last)}"
                held = shown(found.cells[place].value)
                yield Edit(where=where, kind="covered", found=over, expected=held)


def _filled(sheet: Sheet, where: CellRange) -> list[CellPlace]:
    """Return the cells of a range that hold something."""
    (top, left), (bottom, right) = where
    last = sheet.last
    rows, columns = min(bottom, last.row) - top + 1, min(right, last.column) - left + 1
    if rows * columns > len(sheet.cells):
        return [p for p in sheet.cells if top <= p.row <= bottom and left <= p.column <= right]
    places = (CellPlace(top + n, left + m) for n in range(rows) for m in range(columns))
    return [place for place in places if place in sheet.cells]


def page_texts(found: Sheet, original: Sheet) -> Iterator[Edit]:
    """Yield heads and feet of pages that say anything else; one that is gone says nothing.

    Programs write fonts and sizes in ways of their own.
    """
    ours = {text for whole in original.page_texts.values() for text in _page_parts(whole)}
    for whole in found.page_texts.values():
        if not set(_page_parts(whole)) <= ours:
            texts = {
                "found": whole[:_MOST_TEXT],
                "expected": " ".join(original.page_texts.values()),
            }
            yield Edit(where=found.name, kind="footer", **texts)


def _page_parts(text: str) -> list[str]:
    """Return what stands at the left, in the middle and at the right of a head or a foot.

    >>> _page_parts('&L&"宋体,常规"&8输入 ab&R第 &P 页')
    ['输入ab', '第&P页']
    """
    parts = _PAGE_PARTS.split(_PAGE_LOOKS.sub("", text))
    return [bare for part in parts if (bare := re.sub(r"\s", "", part))]


def print_area(found: Sheet, original: Sheet, origin: Origin) -> Iterator[Edit]:
    """Yield a print area that leaves out what was printed."""
    if found.print_area is None:
        return
    for place in found.cells:
        was = origin(place)
        if was in original.cells and _is_in(was, original) and not _is_in(place, found):
            expected = "" if original.print_area is None else _areas(original.print_area)
            yield Edit(
                where=f"{found.name}!{address(place)}",
                kind="print-area",
                found=_areas(found.print_area),
                expected=expected,
            )
            return


def _is_in(place: CellPlace | None, sheet: Sheet) -> bool:
    if sheet.print_area is None or place is None:
        return place is not None
    return any(
        a.row <= place.row <= b.row and a.column <= place.column <= b.column
        for a, b in sheet.print_area
    )


def _areas(areas: Sequence[CellRange]) -> str:
    return ",".join(f"{address(first)}:{address(last)}" for first, last in areas)


def drawings(found: Sheet, here: Drawings, was: Drawings) -> Iterator[Edit]:
    """Yield pictures, shapes and notes that are always seen; charts over cells or of other data."""
    ours = [one for one in was.drawn if one.kind == "graphicFrame"]
    for one in here.drawn[: len(ours) + _MOST_CHARTS]:
        if one.kind != "graphicFrame":
            first, last = one.covers
            where = f"{found.name}!{address(first)}:{address(last)}"
            yield Edit(where=where, kind="covered", found=one.kind, expected="")
            continue
        for place in _filled(found, one.covers)[:_MOST]:
            if not any(_covers(each, place) for each in ours):
                where, held = f"{found.name}!{address(place)}", shown(found.cells[place].value)
                yield Edit(where=where, kind="covered", found="chart", expected=held)
    for said in sorted(here.said - was.said)[:_MOST]:
        yield Edit(where=found.name, kind="chart", found=said, expected="")


def _covers(drawn: Drawn, place: CellPlace) -> bool:
    """Return whether a thing covers a cell; programs move it by less than one of them."""
    rows, columns = covered(drawn, margin=1)
    return place.row in rows and place.column in columns


def odd(found: Sequence[Oddity], original: Sequence[Oddity]) -> Iterator[Edit]:
    """Yield what of a workbook is odd and was not so when we wrote it."""
    ours = set(original)
    for one in dict.fromkeys(found):
        if one not in ours:
            yield Edit(where=one.where, kind=one.kind, found=one.found, expected="")
