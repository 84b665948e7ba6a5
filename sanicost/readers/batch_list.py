"""A list of rosters, .csv or .yaml, for a batch: each with an output name and options of its own.

A .yaml file that is such a list has the key `rosters`; a .csv file has a column of that kind.
"""

import csv
import io
import re
from codecs import getincrementaldecoder
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from sanicost.core.notices import Refused
from sanicost.readers import fields
from sanicost.readers.csv_file import read_csv
from sanicost.readers.document import FileRefused, Item, Notes, Raw
from sanicost.readers.opening import readable
from sanicost.readers.roster import Options
from sanicost.readers.table import Headed, heading_name, read_table
from sanicost.readers.yaml_file import MAX_BYTES, entries, mapping, read_tree
from sanicost.vocabulary import Vocabulary, Words

_KEY = "rosters"
_IN_YAML = re.compile(rb"(?m)^rosters\s*:")
_FIRST_BYTES = 4096
_TEXTS = frozenset({"roster", "output", "start", "months", "as_of", "figures"})


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One roster of a list: its file as the list names it, and what is given for it."""

    where: str
    roster: str
    path: Path
    output: str | None
    options: Options


def is_list(path: Path, vocabulary: Vocabulary) -> bool:
    """Return whether a file is a list of rosters and no roster; an unreadable one is not."""
    kind = path.suffix.lower()
    most = {".yaml": MAX_BYTES, ".yml": MAX_BYTES, ".csv": _FIRST_BYTES}.get(kind)
    if most is None:
        return False
    try:
        with readable(path), path.open("rb") as file:
            first = file.read(most)
    except FileRefused:
        return False
    if kind != ".csv":
        return bool(_IN_YAML.search(first))
    rows = list(csv.reader(io.StringIO(_beginning(first), newline="")))
    names = [_names(row, vocabulary.headings["positions"]) for row in rows]
    # A roster may have the title 岗位表 above its headings, which is also what a list has there.
    is_roster = any("title" in found and len(found) > 1 for found in names)
    heading = rows[0] if rows else []
    return "roster" in _names(heading, vocabulary.headings["batch"]) and not is_roster


def _beginning(first: bytes) -> str:
    """Return the text that begins with these bytes; the last letter may be cut in two."""
    is_whole = len(first) < _FIRST_BYTES
    try:
        return getincrementaldecoder("utf-8-sig")().decode(first, is_whole)
    except UnicodeDecodeError:
        return first.decode("gb18030", "ignore")


def _names(row: Sequence[str], words: Words) -> set[str]:
    """Return the fields that the headings in a row name."""
    return {name for cell in row if (name := heading_name(cell, words))}


def read_list(path: Path, vocabulary: Vocabulary) -> list[Listed]:
    """Return the rosters of a list, their files beside it unless named in full.

    Raises FileRefused where the list cannot be read, and Refused with all that is wrong in it.
    """
    notes = Notes()
    try:
        rows = _items(path, vocabulary, notes)
    except OSError as error:
        raise FileRefused("file-unreadable", path.name, found=str(error.strerror)) from None
    listed = [one for row in rows if (one := _listed(row, path.parent, notes))]
    if notes.problems:
        raise Refused(notes.problems)
    return listed


def _items(path: Path, vocabulary: Vocabulary, notes: Notes) -> list[Item]:
    """Return the rows or elements of a list."""
    words = vocabulary.headings["batch"]
    if path.suffix.lower() == ".csv":
        rows = read_table(read_csv(path, notes), Headed(words, {}, _TEXTS, least=1), notes)
        return [row.item for row in rows]
    top = mapping(read_tree(path, notes), "", (_KEY,), notes)
    return entries(top.get(_KEY), _KEY, tuple(sorted(_TEXTS)), notes)


def _listed(item: Item, folder: Path, notes: Notes) -> Listed | None:
    """Return one roster of a list, None where a problem was noted."""

    def raw(name: str) -> Raw:
        return item.fields.get(name, Raw(None, item.where))

    roster, output, figures = (
        fields.text(raw(name), notes) for name in ("roster", "output", "figures")
    )
    if roster is None:
        notes.problem("batch-roster-missing", item.where)
        return None
    if output is not None and not _stays_inside(output):
        notes.problem("batch-output-unfit", raw("output").where, found=output)
        return None
    months = fields.number(raw("months"), fields.MONTHS, notes)
    options = Options(
        start=fields.month(raw("start"), notes),
        months=None if months is None else int(months),
        as_of=fields.month(raw("as_of"), notes),
        figures=folder / figures if figures else None,
    )
    return Listed(
        where=item.where, roster=roster, path=folder / roster, output=output, options=options
    )


def _stays_inside(output: str) -> bool:
    r"""Return whether a name ends in .xlsx and stays inside its folder on every system.

    >>> _stays_inside("东区/a.xlsx"), _stays_inside("../a.xlsx"), _stays_inside("C:\\a.xlsx")
    (True, False, False)
    """
    parts = PureWindowsPath(output)
    named = parts.suffix.lower() == ".xlsx" and not set('<>:"|?*\\') & set(output)
    return named and not parts.anchor and ".." not in parts.parts
