"""Rows of a roster that are no positions: totals, which are checked, notes, blocks of streets."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from sanicost.city.vocabulary import Vocabulary, word_key
from sanicost.core.kinds import AMOUNT, Number
from sanicost.core.text import plain
from sanicost.readers import fields
from sanicost.readers.document import Item, Notes, Raw, shown
from sanicost.readers.table import TableRow

Total: TypeAlias = Literal["grand", "sub", "part"]
"""合计 sums everything above, 小计 what stands since the last total; 包组一合计 may be either."""

_HEADS = Number(0, Decimal(0), Decimal(10**9), "heads")


class Counted(NamedTuple):
    """The positions of a table and the totals among them.

    `totals` are each with the first positions of what it may sum up, counted from 0, and the one
    behind the last; `has_parts` tells of totals of parts.
    """

    positions: list[Item]
    totals: tuple[tuple[Raw, tuple[int, ...], int], ...]
    has_parts: bool


def positions_only(rows: list[TableRow], vocabulary: Vocabulary, notes: Notes) -> Counted:
    """Return the positions; a note, and a lone remark below a total, is passed over and listed."""
    positions: list[Item] = []
    totals: list[tuple[Raw, tuple[int, ...], int]] = []
    since = 0
    ended = has_parts = False
    for row in rows:
        total = _total(row, vocabulary)
        if total:
            firsts = {"grand": (0,), "sub": (since,), "part": (since, 0)}[total]
            totals.append((row.item.raw("headcount"), firsts, len(positions)))
            since, ended = len(positions), ended or total == "grand"
            has_parts |= total != "grand"
        elif not _is_position(row, vocabulary) or (ended and len(row.texts) == 1):
            if not all(text.isdecimal() for text in row.texts):
                notes.cleanup("remark-ignored", row.item.where, found=row.texts[0])
        elif _is_section(row, vocabulary):
            notes.problem("row-not-position", row.item.where, found=row.texts[0])
        else:
            positions.append(row.item)
    return Counted(positions, tuple(totals), has_parts)


def is_total(row: TableRow, vocabulary: Vocabulary) -> bool:
    """Return whether a row sums up the others."""
    return _total(row, vocabulary) is not None


def _total(row: TableRow, vocabulary: Vocabulary) -> Total | None:
    """Return what kind of total a row is, by any of its cells, or by how its first one ends."""
    words = [word_key(text).partition("(")[0].rstrip(":") for text in row.texts]
    if vocabulary.grand_totals.intersection(words):
        return "grand"
    if vocabulary.sub_totals.intersection(words):
        return "sub"
    endings = (*vocabulary.grand_totals, *vocabulary.sub_totals)
    return "part" if words and words[0].endswith(endings) else None


def _is_position(row: TableRow, vocabulary: Vocabulary) -> bool:
    """Return whether a row is meant as a position: it fills some column and is no note."""
    if all(raw.is_blank for raw in row.item.fields.values()):
        return False
    if not row.texts or not _is_note(row.texts[0], vocabulary):
        return True
    has_heads = not row.item.raw("headcount").is_blank
    return has_heads and not all(_is_note(text, vocabulary) for text in row.texts)


def _is_note(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text is a note below the table: a word for one, and a colon."""
    word, colon, _ = word_key(text).partition(":")
    return bool(colon) and word.rstrip("0123456789") in vocabulary.note_words


def _is_section(row: TableRow, vocabulary: Vocabulary) -> bool:
    """Return whether a row holds one text alone, and this names no post: a section, a signature."""
    title = row.item.raw("title")
    is_alone = len(row.texts) == 1 and not any(raw.is_refused for raw in row.item.fields.values())
    words = vocabulary.title_words
    return is_alone and not row.texts[0].isdecimal() and word_key(shown(title.value)) not in words


def check_totals(counted: Counted, heads: Sequence[int | None], notes: Notes) -> None:
    """Compare each total with the heads above it, also those worked out; one sum must fit.

    `heads` are those of the positions, None where a problem was noted of them.
    """
    for raw, firsts, end in counted.totals:
        given = fields.number(raw, _HEADS, notes)
        parts = [heads[first:end] for first in firsts]
        sums = [sum(one or 0 for one in part) for part in parts if None not in part]
        if given is not None and len(sums) == len(parts) and given not in sums:
            notes.problem("total-differs", raw.where, found=int(given), expected=sums[0])


def check_amounts(total: Item, costs: Sequence[Item], notes: Notes) -> None:
    """Compare the total of the other costs with their amounts, as written, in one unit.

    Amounts for a month, a year and the term are added as the officer's own sum adds them.
    """
    raw, silent = total.raw("amount"), Notes()
    given = fields.number(raw, AMOUNT, notes)
    amounts = [fields.number(one.raw("amount"), AMOUNT, silent) for one in costs]
    if given is None or silent.problems or not costs:
        return
    found = sum((amount or Decimal(0) for amount in amounts), Decimal(0))
    if found != given:
        params = {"found": plain(given), "expected": plain(found)}
        notes.problem("price-total-differs", raw.where, **params)
