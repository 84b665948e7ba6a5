"""A text → the number that it is written as, and what stands around it: currency, unit, 整.

Nothing is guessed: a text with anything in it that is neither is no number.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from sanicost.core.text import folded

_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "两": 2,
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_CURRENCY = re.compile(r"(?:人民币|rmb|cny|¥)+\s*[:：]?\s*", re.IGNORECASE)
_ARABIC = re.compile(
    r"(?P<sign>-?)\s*(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?P<rest>.*)", re.ASCII
)
_CHINESE = re.compile(f"(?P<digits>[{''.join((*_DIGITS, *_TENS, *_GROUPS))}]+)(?P<rest>.*)")
_EXACTLY = re.compile(r"(?<=[元圆])[整正]$")


class Written(NamedTuple):
    """A number, and what is written behind it; `has_currency` where it begins with that of yuan."""

    number: Decimal
    rest: str
    has_currency: bool


def written(text: str) -> Written | None:
    """Return the number that a text holds, None for a text that holds none.

    >>> written("￥120,000.00"), written("3.8万"), written("三年")
    (Written(number=Decimal('120000.00'), rest='', has_currency=True), \
Written(number=Decimal('3.8'), rest='万', has_currency=False), \
Written(number=Decimal('3'), rest='年', has_currency=False))
    """
    bare = _EXACTLY.sub("", folded(text).strip())
    currency = _CURRENCY.match(bare)
    bare = bare[currency.end() :] if currency else bare
    if found := _ARABIC.fullmatch(bare):
        digits = found["sign"] + found["digits"].replace(",", "") + (found["part"] or "")
        return Written(Decimal(digits), found["rest"].strip(), currency is not None)
    if (found := _CHINESE.fullmatch(bare)) and (number := _of_chinese(found["digits"])) is not None:
        return Written(Decimal(number), found["rest"].strip(), currency is not None)
    return None


def _of_chinese(digits: str) -> int | None:
    """Return a whole number in Chinese numerals, None for one that is written in no proper way.

    >>> [_of_chinese(one) for one in ("十二", "一百零五", "两万三千", "三万", "二〇", "万", "三四")]
    [12, 105, 23000, 30000, None, None, None]
    """
    whole = 0
    for sign in ("亿", "万"):
        before, found, after = digits.partition(sign)
        if found:
            group = _below_ten_thousand(before)
            if not group:
                return None
            whole += group * _GROUPS[sign]
            digits = after
    if not digits:
        return whole or None
    rest = _below_ten_thousand(digits)
    return None if rest is None else whole + rest


def _below_ten_thousand(digits: str) -> int | None:
    """Return a number without 万 and 亿, None for one that is written in no proper way."""
    number, digit, last = 0, None, 10**4
    for place, sign in enumerate(digits):
        if sign in _TENS:
            step = _TENS[sign]
            if step >= last or (digit is None and place > 0):
                return None
            number, digit, last = number + (1 if digit is None else digit) * step, None, step
        elif sign in _DIGITS:
            value = _DIGITS[sign]
            if digit is not None and digit != 0:
                return None
            digit = value
        else:
            return None
    is_lone_digit = digit is not None and last not in (10, 10**4) and "零" not in digits
    return None if is_lone_digit and "〇" not in digits else number + (digit or 0)
