"""What a reader takes from a number in its format: the same number that another format shows.

Only plain formats are read: digits with a point, groups, a sign, a colour, a unit that the number
already has. A format that does anything else is held to show another number.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\*(.)|(_.)|\[([^\]]*)\]|(;)|(.)', re.DOTALL)
_COLOUR = re.compile(r"(?i)black|blue|cyan|green|magenta|red|yellow")
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-[0-9A-Fa-f]{1,4})?")
_DIGITS = re.compile(r"(?i)General|[#0?]*(?:,[#0?]+)*(?<=0)(?:\.([#0?]*))?(%?)")
_CURRENCY_WORDS = frozenset(("", "元", "¥", "￥"))
"""Units that every amount here has: to write them changes nothing."""
_MARK = "\0"
_FULL, _LONGEST = 15, 255  # digits that a cell holds, letters of a format
_NEGATIVE, _ZERO, _TEXT = 1, 2, 3


class _Section(NamedTuple):
    """One section of a format; `decimals` is None where it shows no plain number."""

    decimals: int | None
    is_percent: bool
    words: str
    is_signed: bool
    is_text: bool


def shows_alike(found: str, original: str, value: Decimal | str | None) -> bool:
    r"""Return whether a reader takes the same from a value in one format as in another.

    >>> amount = Decimal("14056939.05")
    >>> [shows_alike(code, "#,##0.00", amount) for code in ("0.00", "#,##0.000", '0.00" 元"')]
    [True, True, True]
    >>> [shows_alike(code, "#,##0.00", amount) for code in ("0.0", "0.00%", r"###0\.00", "0E+0")]
    [False, False, False, False]
    >>> shows_alike(";;;", "@", "一类"), shows_alike("0", "@", "一类")
    (False, True)
    """
    if len(found) > _LONGEST:
        return False
    if found == original or (value is None and not found):
        return True
    one, other = _sections(found), _sections(original)
    if one is None or other is None:
        return False
    if not isinstance(value, Decimal):
        return _shows_text(one)
    has_own_sign = len(one) > _NEGATIVE and value < 0
    return _reads_alike(_of(one, value), _of(other, value), value, has_own_sign)


def _reads_alike(one: _Section, other: _Section, value: Decimal, has_own_sign: bool) -> bool:
    """Return whether two sections show the same number, with its sign and its unit."""
    has_same_words = one.words in _CURRENCY_WORDS or one.words == other.words
    if one.decimals is None or not has_same_words:
        return False
    if one.is_percent != other.is_percent or one.is_signed != has_own_sign:
        return False
    shift = 2 * one.is_percent
    least = _FULL if other.decimals is None else other.decimals
    shown, wanted = (_rounded(value, each + shift) for each in (one.decimals, least))
    return one.decimals >= least or shown == wanted


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _shows_text(sections: tuple[_Section, ...]) -> bool:
    """Return whether a text is shown as it is."""
    if len(sections) > _TEXT:
        return sections[_TEXT].is_text
    first = sections[0]
    return first.is_text or first.decimals is not None


def _of(sections: tuple[_Section, ...], value: Decimal) -> _Section:
    """Return the section that shows a number."""
    place = _ZERO if value == 0 else int(value < 0)
    return sections[place] if place < min(len(sections), _TEXT) else sections[0]


@lru_cache(maxsize=1_000)
def _sections(code: str) -> tuple[_Section, ...] | None:
    """Return the sections of a format, None for one that is no format at all."""
    parts: list[list[tuple[str, str]]] = [[]]
    for token in _TOKEN.finditer(code or "General"):
        quoted, escaped, filled, _, block, end, raw = token.groups()
        if end:
            parts.append([])
        elif raw is not None:
            parts[-1].append(("raw", raw))
        elif block is not None:
            parts[-1].append(("block", block))
        else:
            parts[-1].append(("word", filled or escaped or quoted or ""))
    if len(parts) > _TEXT + 1:
        return None
    return tuple(_section(part) for part in parts)


def _section(tokens: list[tuple[str, str]]) -> _Section:
    """Return what one section shows."""
    words, shape, is_plain = "", "", True
    for kind, text in tokens:
        if kind == "raw" and text not in "-+()$¥￥ ":
            shape += text
            continue
        if kind == "block":
            currency = _CURRENCY.fullmatch(text)
            is_plain &= bool(currency or _COLOUR.fullmatch(text))
            words += currency[1] if currency else ""
        else:
            words += text
        shape += _MARK
    bare = shape.strip(_MARK)
    signs = sum(words.count(sign) for sign in "-(")
    rest = re.sub(r"[-()\s]", "", words)
    is_plain &= not any(letter.isnumeric() for letter in rest) and "+" not in rest
    found = _DIGITS.fullmatch(bare)
    is_text = is_plain and bare == "@" and not rest and not signs
    if not is_plain or not (found or is_text):
        return _Section(None, False, rest, False, is_text=False)
    decimals = _FULL if not found or bare.lower() == "general" else len(found[1] or "")
    is_percent = bool(found and found[2])
    return _Section(decimals, is_percent, rest, signs == 1, is_text)
