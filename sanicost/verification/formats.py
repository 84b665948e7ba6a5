"""Number formats that show another amount than the cell holds, or none at all.

How many decimals a format shows, its colours and its separators are a matter of looks.
"""

import re
from functools import cache

from sanicost.verification.cells import Value

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\*(?P<repeated>.)|_.|\[(?P<block>[^\]]*)\]?'
)
_CURRENCY = re.compile(r"\$([^-]*)")
_PLACEHOLDER = re.compile(r"General|[0#?]|[ymdhs@]", re.IGNORECASE)
_SCALED = re.compile(r"[0#?]\s*,+(?![0#?,])")
_TEXT_SECTION, _ZERO_SECTION = 3, 2


def disguises(code: str, value: Value) -> bool:
    """Return whether a cell of this format shows something else than its value.

    A formula without a result is held to come to a number above zero.

    >>> from decimal import Decimal
    >>> amount = Decimal("14056939.05")
    >>> [disguises(code, amount) for code in ("#,##0.00", '0.0" yuan"', '"13,056,939.05"', ";;;")]
    [False, False, True, True]
    >>> disguises("#,##0,", amount), disguises("0;-0;;@", amount), disguises("0;-0;;@", Decimal(0))
    (True, False, True)
    """
    sections = _sections(code)
    if isinstance(value, str):
        own = sections[_TEXT_SECTION:]
        return bool(own) and "@" not in own[0].shape
    place = _ZERO_SECTION if value == 0 else int(value is not None and value < 0)
    section = sections[place] if place < min(len(sections), _TEXT_SECTION) else sections[0]
    return section.is_false


class _Section:
    """One part of a format: its literal texts, and its shape without them."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        literals = [one["quoted"] or one["escaped"] or one["repeated"] or "" for one in found]
        blocks = [_CURRENCY.match(one["block"]) for one in found if one["block"]]
        literals += [block[1] for block in blocks if block]
        self.shape = _TOKEN.sub("", text)
        has_digits = any(letter.isdigit() for letter in "".join(literals))
        is_hidden = not _PLACEHOLDER.search(self.shape)
        self.is_false = has_digits or is_hidden or bool(_SCALED.search(self.shape))


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the sections of a format: for positive numbers, negative ones, zero and text."""
    masked = _TOKEN.sub(lambda found: "x" * len(found[0]), code)
    ends = [place for place, letter in enumerate(masked) if letter == ";"]
    starts = [0, *(place + 1 for place in ends)]
    return tuple(_Section(code[a:b]) for a, b in zip(starts, [*ends, len(code)], strict=True))
