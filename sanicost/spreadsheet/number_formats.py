"""Number formats: what a cell shows besides its value: a date, another amount, or nothing.

How many decimals a format shows, its colours and its separators are a matter of looks.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

Moment: TypeAlias = Literal["", "date", "duration"]
"""Whether a number counts days since 1900, or the length of a time."""

BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Formats that a workbook need not spell out.

Those from 27 to 36 and from 50 on are what Excel and WPS in Chinese offer as dates.
"""
UNKNOWN = "?"
"""Stands for a format that is neither spelled out nor known by its number."""

# Few rosters have formats of their own, so these are compiled when they are first needed.
_TOKEN = r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\*(?P<repeated>.)|_.|\[(?P<block>[^\]]*)\]?'
_CURRENCY = r"\$([^-]*)"
_PLACEHOLDER = r"(?i)General|[0#?]|[ymdhs@]"
_SCALED = r"[0#?]\s*,+(?![0#?,])"
_OWN_POINT = r'(?:\\[.]|"[.]")([0#?]+),'
_DATE, _DURATION = r"(?i)[ymdhs]", r"(?i)h+|m+|s+"
_TEXT_SECTION, _ZERO_SECTION = 3, 2


class ReadStyle(NamedTuple):
    """How a cell looks, as far as it changes what a reader takes from it.

    `code` is its number format; `is_own` tells that the workbook spells it out. `odd` is what of
    it hides, repeats or cuts off whatever the cell holds.
    """

    code: str = ""
    is_own: bool = False
    is_struck: bool = False
    odd: str = ""

    @property
    def moment(self) -> Moment:
        """Whether the format shows a number as a date or as the length of a time."""
        return moment(self.code)


GENERAL = ReadStyle()


def moment(code: str) -> Moment:
    """Return whether a format shows numbers as dates or as lengths of time.

    >>> [moment(code) for code in ('yyyy"年"m"月"', "[h]:mm", '0.0" days"', "[Red]0", "")]
    ['date', 'duration', '', '', '']
    """
    return _sections(code)[0].moment


def disguises(code: str, value: Decimal | str | None) -> bool:
    """Return whether a cell of this format shows something else than its value.

    A formula without a result is held to amount to a number above zero.

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
    return _section(code, value).is_false


class Around(NamedTuple):
    """What a format writes around a number: its own words, and whether it shows it in per cent.

    `divisor` tells by how much the number that is seen is smaller than the one that is held.
    """

    words: str = ""
    is_percent: bool = False
    divisor: int = 1


def around(code: str, value: Decimal) -> Around:
    r"""Return what a format writes around a number.

    >>> from decimal import Decimal
    >>> around('0.00"万元"', Decimal(12)), around("0.00%", Decimal("0.06")).is_percent
    (Around(words='万元', is_percent=False, divisor=1), True)
    >>> around('0\\.0,"万元"', Decimal(120000))
    Around(words='万元', is_percent=False, divisor=10000)
    """
    return _section(code, value).around


def _section(code: str, value: Decimal | None) -> "_Section":
    """Return the section of a format that a number is shown by."""
    sections = _sections(code)
    place = _ZERO_SECTION if value == 0 else int(value is not None and value < 0)
    return sections[place] if place < min(len(sections), _TEXT_SECTION) else sections[0]


class _Section:
    """One part of a format: its literal texts, and its shape without them."""

    def __init__(self, text: str) -> None:
        found = list(re.finditer(_TOKEN, text))
        literals = [one["quoted"] or one["escaped"] or one["repeated"] or "" for one in found]
        blocks = [re.match(_CURRENCY, one["block"]) for one in found if one["block"]]
        literals += [block[1] for block in blocks if block]
        self.shape = re.sub(_TOKEN, "", text)
        is_duration = any(re.fullmatch(_DURATION, one["block"] or "") for one in found)
        is_date = bool(re.search(_DATE, self.shape))
        self.moment: Moment = "duration" if is_duration else "date" if is_date else ""
        has_digits = any(letter.isdigit() for letter in "".join(literals))
        is_hidden = not re.search(_PLACEHOLDER, self.shape)
        scaled = re.search(_SCALED, self.shape)
        self.is_false = has_digits or is_hidden or bool(scaled)
        # The point before the last digits may be written by the format itself: 0\\.0, shows 120000
        # as 12.0, in units of ten thousand.
        commas = scaled[0].count(",") if scaled else 0
        pointed = re.search(_OWN_POINT, text) if scaled else None
        divisor = 1000**commas * (10 ** len(pointed[1]) if pointed else 1)
        words = "".join(literals).replace(".", "") if pointed else "".join(literals)
        self.around = Around(words.strip(), "%" in self.shape, divisor)


@lru_cache(maxsize=1_000)
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the sections of a format: for positive numbers, negative ones, zero and text."""
    masked = re.sub(_TOKEN, lambda found: "x" * len(found[0]), code)
    ends = [place for place, letter in enumerate(masked) if letter == ";"]
    starts = [0, *(place + 1 for place in ends)]
    return tuple(_Section(code[a:b]) for a, b in zip(starts, [*ends, len(code)], strict=True))
