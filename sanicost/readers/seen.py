"""Characters that nobody sees: taken out of every cell, and listed."""

import re
from dataclasses import replace

from sanicost.readers.document import Cell, Notes
from sanicost.readers.grid import Grid

_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
"""Of no width and without a meaning here; those that turn the order of a text stay, and are
refused."""


def seen(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def unseen_named(text: str) -> str:
    r"""Return a text in which the characters that nobody sees stand by their numbers.

    >>> unseen_named("甲\u200b公司")
    '甲[U+200B]公司'
    """
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def all_seen(grid: Grid, notes: Notes) -> Grid:
    """Return a grid whose texts hold no character that nobody sees; each is listed."""
    whole = "".join(cell for cells in grid.rows for cell in cells if isinstance(cell, str))
    if whole.isascii() or not _UNSEEN.search(whole):
        return grid
    rows: list[list[Cell]] = [list(cells) for cells in grid.rows]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and (bare := seen(cell)) != cell:
                cells[column] = bare or None
                notes.cleanup("invisible-removed", grid.place(row, column, ""), found=bare)
    return replace(grid, rows=rows)


def all_lines_seen(text: str, notes: Notes) -> str:
    """Return the text of a file without the characters that nobody sees; each line is listed."""
    if text.isascii() or not _UNSEEN.search(text):
        return text
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if (bare := seen(line)) != line:
            place = f"第{number + 1}行"
            notes.cleanup("invisible-removed", place, found=bare.strip()[:80])
            lines[number] = bare
    return "".join(lines)
