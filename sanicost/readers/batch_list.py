"""A list of rosters, .csv or .yaml, for a batch: each with an output name and options of its own.

A .yaml file that is such a list has the key `rosters`; a .csv file has a column of that kind.
"""

import csv
import io
import re
from codecs import getincrementaldecoder
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from sanicost.city.vocabulary import Vocabulary, Words
from sanicost.core.kinds import MONTHS
from sanicost.core.notices import Refused, of_system
from sanicost.readers import fields
from sanicost.readers.csv_file import read_csv
from sanicost.readers.document import FileRefused, Item, Notes, Raw
from sanicost.readers.files import readable
from sanicost.readers.headings import Headed, heading_name
from sanicost.readers.project import Options
from sanicost.readers.table import read_table
from sanicost.readers.yaml_file import MAX_BYTES, entries, mapping, read_tree

_KEY = "rosters"
_IN_YAML = re.compile(rb"(?m)^rosters\s*:")
_FIRST_BYTES = 4096
_ENDING = ".xlsx"
_OTHER_SIGNS = re.compile("[;；\t]")
_TEXTS = frozenset({"roster", "output", "start", "months", "as_of", "figures"})


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One roster of a list: its file as the list names it, and what is given for it.

    `stem` is the name of its output without an ending.
    """

    where: str
    roster: str
    path: Path
    stem: str | None
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
    # A list whose columns are parted by other signs is a list all the same, and refused as one.
    heading = [part for cell in rows[0] for part in _OTHER_SIGNS.split(cell)] if rows else []
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


def read_list(path: Path, vocabulary: Vocabulary, *, packs: bool = False) -> list[Listed]:
    """Return the rosters of a list, their files beside it unless named in full.

    The output of a pack is a folder and needs no ending.

    Raises FileRefused where the list cannot be read, and Refused with all that is wrong in it.
    """
    notes = Notes()
    try:
        rows = _items(path, vocabulary, notes)
    except OSError as error:
        raise FileRefused("file-unreadable", path.name, **of_system(error)) from None
    listed = [one for row in rows if (one := _listed(row, path.parent, notes, packs=packs))]
    if notes.problems:
        raise Refused([replace(one, where=f"{path} {one.where}") for one in notes.problems])
    return listed


def _items(path: Path, vocabulary: Vocabulary, notes: Notes) -> list[Item]:
    """Return the rows or elements of a list."""
    words = vocabulary.headings["batch"]
    if path.suffix.lower() == ".csv":
        rows = read_table(
            read_csv(path, notes),
            Headed(words, text_fields=_TEXTS, least=1, kinds={"months": MONTHS}),
            notes,
        )
        return [row.item for row in rows]
    top = mapping(read_tree(path, notes), "", (_KEY,), notes)
    return entries(top.get(_KEY), _KEY, tuple(sorted(_TEXTS)), notes)


def _listed(item: Item, folder: Path, notes: Notes, *, packs: bool) -> Listed | None:
    """Return one roster of a list, None where a problem was noted."""

    def raw(name: str) -> Raw:
        return item.fields.get(name, Raw(None, item.where))

    roster, output, figures = (
        fields.text(raw(name), notes) for name in ("roster", "output", "figures")
    )
    if roster is None:
        notes.problem("batch-roster-missing", item.where)
        return None
    stem = None if output is None else _stem(output, packs=packs)
    if output is not None and stem is None:
        notes.problem("batch-output-unfit", raw("output").where, found=output)
        return None
    months = fields.number(raw("months"), MONTHS, notes)
    options = Options(
        start=fields.month(raw("start"), notes),
        months=None if months is None else int(months),
        as_of=fields.month(raw("as_of"), notes),
        figures=folder / figures if figures else None,
    )
    return Listed(where=item.where, roster=roster, path=folder / roster, stem=stem, options=options)


_UNFIT = re.compile('[<>:"|?*\\\\\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?")
"""Names that Windows gives to devices, whatever their ending."""


def _is_odd(part: str) -> bool:
    """Return whether Windows takes a part of a path for another one than it says."""
    stem = part[: -len(_ENDING)] if part.lower().endswith(_ENDING) else part
    ends_oddly = any(one.endswith((".", " ")) for one in (part, stem))
    return ends_oddly or bool(_RESERVED.fullmatch(part))


def _stem(output: str, *, packs: bool) -> str | None:
    r"""Return an output's name without .xlsx, None where it would not do on every system.

    >>> _stem("东区/a.xlsx", packs=False), _stem("../a.xlsx", packs=False)
    ('东区/a', None)
    >>> _stem("甲", packs=False), _stem("甲", packs=True), _stem("C:\\a.xlsx", packs=True)
    (None, '甲', None)
    """
    parts = PureWindowsPath(output)
    is_book = parts.suffix.lower() == _ENDING
    unfit = _UNFIT.search(output) or parts.anchor or any(map(_is_odd, parts.parts))
    if unfit or not (is_book or packs):
        return None
    return output[: -len(_ENDING)] if is_book else output
