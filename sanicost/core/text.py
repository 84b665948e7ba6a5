"""Numbers as text: money of fen, decimals as people write them, columns of a sheet."""

from decimal import Decimal
from functools import cache


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
