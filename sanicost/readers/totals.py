"""Rows of a table that are no positions: control totals, notes below it, numbered empty rows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from sanicost.readers import fields
from sanicost.readers.document import Item, Notes
from sanicost.readers.table import TableRow
from sanicost.vocabulary import Vocabulary, word_key

Total: TypeAlias = Literal["grand", "sub", "part"]
"""合计 sums everything above, 小计 what stands since the last total; 包组一合计 may be either."""

_HEADS = fields.Kind(0, Decimal(0), Decimal(10**9), ("人", "名"))


def positions_only(rows: list[TableRow], vocabulary: Vocabulary, notes: Notes) -> list[Item]:
    """Return the positions; a total is compared with the headcounts above it.

    A note, and a lone remark below a total, is passed over and listed.
    """
    positions: list[Item] = []
    since = 0
    ended = False
    for row in rows:
        total = _total(row, vocabulary)
        if total:
            parts = {"grand": [0], "sub": [since], "part": [since, 0]}[total]
            _compare(row.item, [positions[first:] for first in parts], notes)
            since, ended = len(positions), ended or total == "grand"
        elif not _is_position(row, vocabulary) or (ended and len(row.texts) == 1):
            if not all(text.isdecimal() for text in row.texts):
                notes.cleanup("remark-ignored", row.item.where, found=row.texts[0])
        else:
            positions.append(row.item)
    return positions


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
    word, colon, _ = word_key(row.texts[0] if row.texts else "").partition(":")
    is_note = bool(colon) and word.rstrip("0123456789") in vocabulary.note_words
    return not (is_note and row.item.raw("headcount").is_blank)


def _compare(total: Item, candidates: Sequence[list[Item]], notes: Notes) -> None:
    """Compare a control total with the headcounts above it: one of the candidates must fit."""
    raw = total.raw("headcount")
    given = fields.number(raw, _HEADS, notes)
    if given is None:
        return
    sums = [_heads(items) for items in candidates]
    if None not in sums and given not in sums:
        notes.problem("total-differs", raw.where, found=int(given), expected=int(sums[0] or 0))


def _heads(items: list[Item]) -> Decimal | None:
    """Return the sum of the headcounts, None where one of them cannot be read."""
    silent = Notes()
    heads = [
        fields.number(item.fields["headcount"], fields.HEADCOUNT, silent) or Decimal(0)
        for item in items
        if "headcount" in item.fields
    ]
    return None if silent.problems else sum(heads, Decimal(0))
