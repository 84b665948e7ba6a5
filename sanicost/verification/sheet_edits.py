"""Edits of whole sheets: added, removed, renamed, moved, hidden, or with another foot."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sanicost.core.text import column_letters
from sanicost.verification.alignment import Paired
from sanicost.verification.cells import Sheet
from sanicost.verification.edit import Difference

_HASH = re.compile(r"[0-9a-f]{16}")
HIDDEN, VISIBLE = "hidden", "visible"


def of_sheets(sheets: Paired, found: Sequence[Sheet]) -> Iterator[Difference]:
    """Yield sheets added, removed, renamed, hidden, or in another order."""
    for sheet in sheets.removed:
        yield Difference(where=sheet.name, kind="sheet-removed", found="", expected=sheet.name)
    for sheet in sheets.added:
        yield Difference(where=sheet.name, kind="sheet-added", found=sheet.name, expected="")
    for one, other in sheets.pairs:
        if one.name != other.name:
            both = {"found": one.name, "expected": other.name}
            yield Difference(where=one.name, kind="sheet-renamed", **both)
        if not one.is_visible:
            states = {"found": HIDDEN, "expected": VISIBLE}
            yield Difference(where=one.name, kind="sheet-hidden", **states)
    expected = [one.name for one, _ in sheets.pairs]
    actual = [sheet.name for sheet in found if sheet.name in expected]
    blocks = SequenceMatcher(None, actual, expected, autojunk=False).get_matching_blocks()
    staying = {name for block in blocks for name in actual[block.a : block.a + block.size]}
    for name in actual:
        if name not in staying:
            places = [str(names.index(name) + 1) for names in (actual, expected)]
            yield Difference(where=name, kind="sheet-moved", found=places[0], expected=places[1])


def footer(found: Sheet, original: Sheet) -> Iterator[Difference]:
    """Yield a foot of the pages that no longer bears the hash of the inputs.

    Programs write it in ways of their own, or drop it: only another one is an edit.
    """
    hashes = _HASH.findall(original.footer)
    if found.footer and hashes and hashes[-1] not in found.footer:
        texts = {"found": found.footer, "expected": original.footer}
        yield Difference(where=found.name, kind="footer", **texts)


def hidden(found: Sheet, original: Sheet) -> Iterator[Difference]:
    """Yield rows and columns that can no longer be seen; we write none of these."""
    states = {"found": HIDDEN, "expected": VISIBLE}
    for row in sorted(found.hidden_rows - original.hidden_rows):
        yield Difference(where=f"{found.name}!{row}:{row}", kind="row-hidden", **states)
    for column in sorted(found.hidden_columns - original.hidden_columns):
        yield Difference(where=column_of(found.name, column), kind="column-hidden", **states)


def column_of(sheet: str, column: int) -> str:
    """Return a column as a spreadsheet writes it: `附件3!F:F`."""
    return f"{sheet}!{column_letters(column)}:{column_letters(column)}"
