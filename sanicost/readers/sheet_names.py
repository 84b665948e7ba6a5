"""Which sheet of a workbook is which: by its name, never by a guess; near names are refused."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sanicost.city.vocabulary import Vocabulary, Words, word_key
from sanicost.readers import fields, units
from sanicost.readers.document import Notes, shown
from sanicost.readers.grid import Grid
from sanicost.readers.headings import Headed, find_headings, heading_name

SKIP = "skip_sheets"
_SIGNS = re.compile(r"[、，,;；\n]+")
_READ = ("positions", "project", "price", "figures")
_LEAST_LETTERS, _LEAST_KEYS = 2, 2


class Skips(NamedTuple):
    """The sheets that the command line leaves out; one need not be in each of many rosters."""

    names: tuple[str, ...] = ()
    may_be_missing: bool = False


NO_SKIPS = Skips()


def sheets_by_kind(
    names: Sequence[str],
    grid: Callable[[str], Grid],
    vocabulary: Vocabulary,
    skipped: Skips,
    notes: Notes,
) -> dict[str, str]:
    """Return the sheet of each kind; a workbook's only sheet holds the positions.

    A sheet that is nearly named as one of ours, or has our headings, is a problem unless the
    officer leaves it out: with `skipped`, or in the project. Without positions there is none.
    """
    words = vocabulary.headings["sheets"]
    left_out = {word_key(name) for name in skipped.names}
    if skipped.may_be_missing:
        left_out &= {word_key(name) for name in names}
    kinds = _named([name for name in names if word_key(name) not in left_out], words, notes)
    if "project" in kinds:
        left_out |= _left_out(grid(kinds["project"]), vocabulary.headings["project"])
        kinds = {kind: name for kind, name in kinds.items() if word_key(name) not in left_out}
    others = [name for name in names if name not in kinds.values()]
    open_ = [name for name in others if word_key(name) not in left_out and grid(name).rows]
    if "positions" not in kinds and len(open_) == 1:
        kinds["positions"] = open_.pop()
    positions = next(word for word, kind in words.items() if kind == "positions")
    for name in others:
        meant = _near(name, grid(name), vocabulary) if name in open_ else ""
        if meant and (meant != positions or "positions" in kinds):
            notes.problem("sheet-near", name, found=name, candidates=meant, key=_key(vocabulary))
        elif name not in kinds.values():
            notes.cleanup("sheet-ignored", name)
    _refuse_unknown(left_out, names, notes)
    return kinds


def _key(vocabulary: Vocabulary) -> str:
    """Return what the row of the project is called that leaves sheets out."""
    keys = vocabulary.headings["project"]
    return next(word for word, name in keys.items() if name == SKIP)


def _named(names: Iterable[str], words: Words, notes: Notes) -> dict[str, str]:
    """Return the sheets that are named as ours are."""
    kinds: dict[str, str] = {}
    for name in names:
        kind = words.get(word_key(name))
        if kind and kind not in kinds:
            kinds[kind] = name
        elif kind:
            notes.problem("sheet-repeated", name)
    return kinds


def _left_out(grid: Grid, words: Words) -> set[str]:
    """Return the names that the project lists of sheets that are not to be read."""
    found: set[str] = set()
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if heading_name(cell, words) == SKIP:
                found |= set(map(word_key, _SIGNS.split(shown(grid.cell(row, column + 1)))))
    return found - {""}


def _near(name: str, grid: Grid, vocabulary: Vocabulary) -> str:
    """Return the name that a sheet seems to stand for, "" where it is none of ours."""
    words = vocabulary.headings["sheets"]
    ours = {word: kind for word, kind in words.items() if kind in _READ}
    labels = {kind: word for word, kind in reversed(ours.items())}
    key = word_key(units.before_brackets(name)) or word_key(name)
    holding = [
        word
        for word in ours
        if word in key or (len(key) >= _LEAST_LETTERS and not key.isascii() and key in word)
    ]
    if near := holding or fields.nearest(key, ours):
        return labels[ours[near[0]]]
    return labels.get(_kind_by_headings(grid, vocabulary.headings), "")


def _kind_by_headings(grid: Grid, headings: Mapping[str, Words]) -> str:
    """Return the kind of sheet whose headings or keys a sheet has, "" for another."""
    for kind in ("positions", "price", "figures"):
        if find_headings(grid, Headed(headings[kind])) is not None:
            return kind
    cells = [cells[0] for cells in grid.rows if cells and len(cells) > 1]
    keys = {heading_name(cell, headings["project"]) for cell in cells} - {None}
    return "project" if len(keys) >= _LEAST_KEYS else ""


def _refuse_unknown(left_out: Iterable[str], names: Sequence[str], notes: Notes) -> None:
    """Note each name of a sheet to be left out that the workbook does not have."""
    known = {word_key(name): name for name in names}
    for key in sorted(set(left_out) - known.keys()):
        near = "、".join(fields.nearest(key, names, 3))
        notes.problem("skipped-sheet-unknown", key, found=key, candidates=near)
