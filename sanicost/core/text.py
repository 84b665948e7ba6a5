"""Numbers as text: money of fen, decimals as people write them, 大写, columns of a sheet."""

from decimal import Decimal
from functools import cache

_HALVED = {number: number - 0xFEE0 for number in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥"}


def folded(text: str) -> str:
    """Return a text with its full-width forms halved, and nothing else changed.

    Other signs that look like digits, as a circled or a raised one, are marks of a footnote.

    >>> folded("１０人（名）"), folded("10①²")
    ('10人(名)', '10①²')
    """
    return text if text.isascii() else text.translate(_HALVED)


def yuan(fen: int) -> str:
    """Return fen as yuan with two decimals: the form of machine-readable output.

    >>> yuan(644190), yuan(5), yuan(-5)
    ('6441.90', '0.05', '-0.05')
    """
    return f"{'-' * (fen < 0)}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def money(fen: int) -> str:
    """Return fen as yuan for people, with thousands commas.

    >>> money(334468958), money(-1)
    ('3,344,689.58', '-0.01')
    """
    return f"{'-' * (fen < 0)}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def change(fen: int) -> str:
    """Return a difference in fen as yuan for people, always with its sign.

    >>> change(250), change(-250), change(0)
    ('+2.50', '-2.50', '0.00')
    """
    return f"{'+' * (fen > 0)}{money(fen)}"


def plain(number: Decimal) -> str:
    """Return a number without an exponent or needless zeros.

    >>> plain(Decimal("3216.00")), plain(Decimal("0.070")), plain(Decimal("1E+2"))
    ('3216', '0.07', '100')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> column_letters(16384)
    'XFD'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_MADE_VISIBLE = {
    **{number: 0x2400 + number for number in range(0x20) if chr(number) not in "\n\t"},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}


def visible(text: str) -> str:
    r"""Return a text in which no character steers a terminal: signs stand for those that would.

    >>> visible("\x1b]0;a\x07\x9b"), visible("两行\n")
    ('␛]0;a␇�', '两行\n')
    """
    return text.translate(_MADE_VISIBLE) if not text.isprintable() else text


def canonical(value: object) -> str:
    """Return a value as the one text that stands for it; absent is empty.

    >>> canonical(None), canonical(True), canonical(Decimal("0.070"))
    ('', 'yes', '0.07')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, Decimal) else str(value)


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000


def in_capitals(fen: int) -> str:
    """Return an amount of fen in capital numerals (specification §7).

    A zero inside the yuan is written once; between yuan and fen only where the jiao are missing;
    整 closes an amount without fen.

    >>> in_capitals(334468958), in_capitals(140950), in_capitals(100505)
    ('叁佰叁拾肆万肆仟陆佰捌拾玖元伍角捌分', '壹仟肆佰零玖元伍角整', '壹仟零伍元零伍分')
    """
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif last and yuan:
        text += _DIGITS[0]
    if last:
        return f"{text}{_DIGITS[last]}分"
    return f"{text or '零元'}整"


def _whole(yuan: int) -> str:
    """Return whole yuan, group by group of four digits, the highest first."""
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, _GROUP)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        # A group below a thousand, or one after empty groups, is joined by a single zero.
        skipped = place + 1 < len(groups) and not groups[place + 1]
        if text and (group < _GROUP // 10 or skipped):
            text += _DIGITS[0]
        text += _group(group) + _GROUPS[place]
    return text


def _group(number: int) -> str:
    """Return four digits with their units; inner zeros are written once, trailing ones not."""
    text, pending = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (_DIGITS[0] if pending else "") + _DIGITS[digit] + _UNITS[place]
        pending = bool(text) and (not digit)
    return text


def likeness(one: str, other: str) -> float:
    """Return how much two words are alike: per cent of characters that stand in both, in order.

    >>> likeness("abcd", "abcde"), likeness("abc", "xyz")
    (88.88888888888889, 0.0)

    The longest common subsequence is found a bit for each character of `one`, as Hyyrö does it;
    a library for it takes longer to load than all words of a roster take to compare.
    """
    if not one and not other:
        return 100.0
    places: dict[str, int] = {}
    for number, character in enumerate(one):
        places[character] = places.get(character, 0) | 1 << number
    every = row = (1 << len(one)) - 1
    for character in other:
        matched = row & places.get(character, 0)
        row = (row + matched | row - matched) & every
    common = len(one) - row.bit_count()
    return 200 * common / (len(one) + len(other))
