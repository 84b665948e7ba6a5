"""One value of a roster at a time: text, numbers, choices, months. The only interpreter of cells.

What is certain is corrected and listed; what is not is a problem. Nothing here knows a file form.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sanicost.city.vocabulary import Words, first_words, word_key
from sanicost.core.kinds import Number
from sanicost.core.period import Month
from sanicost.core.text import folded, likeness, plain
from sanicost.readers import units
from sanicost.readers.document import Cell, Notes, Raw, shown
from sanicost.readers.numerals import Written, written

MAX_TEXT_LENGTH = 500
_PERCENT = Decimal(100)
_MONTH = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})月?", re.ASCII)
_BREAKS = re.compile(r"(?<=(.))\s*[\r\n\t]+\s*(?=(.))")
_CLOSE = 60
# Control characters, line breaks included; bidirectional marks; characters that are no text.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Cn"}


def normal(text: str) -> str:
    """Return text in its plain form: full-width letters and digits halved, no outer space."""
    return folded(text).strip()


def text(raw: Raw, notes: Notes) -> str | None:
    """Return a text, None for a blank; refuse control characters and other kinds of value.

    A line break inside a cell (Alt+Enter) is certain to mean nothing here and is taken out.
    """
    if raw.is_silent:
        return None
    written = plain(raw.value) if isinstance(raw.value, Decimal) else raw.value
    if not isinstance(written, str):
        notes.problem("text-expected", raw.where, found=shown(raw.value))
        return None
    given = written.strip()
    if not given.isprintable():
        given = _on_one_line(given)
    if odd := _unprintable(given):
        notes.problem("control-character", raw.where, found=f"U+{ord(odd):04X}")
        return None
    if len(given) > MAX_TEXT_LENGTH:
        notes.problem("text-too-long", raw.where, found=len(given), most=MAX_TEXT_LENGTH)
        return None
    if written != given:
        code = "spaces-removed" if written.strip() == given else "line-breaks-removed"
        notes.cleanup(code, raw.where, found=given)
    return given


def _unprintable(text: str) -> str | None:
    """Return the first character of a text that may not stand in it, None for a text of a line."""
    if text.isprintable():
        return None
    return next((c for c in text if unicodedata.category(c) in _UNPRINTABLE), None)


def _on_one_line(text: str) -> str:
    r"""Return a text without line breaks and tabs; a space stays where Latin words would touch.

    >>> _on_one_line("一班\n两岗"), _on_one_line("Block A\nB")
    ('一班两岗', 'Block A B')
    """
    return _BREAKS.sub(lambda found: " " if found[1].isascii() and found[2].isascii() else "", text)


def number(raw: Raw, kind: Number, notes: Notes) -> Decimal | None:
    """Return an exact number of a kind, None for a blank or where a problem was noted.

    A unit that is written with it, or around it, is converted to that of the kind, or refused.
    """
    if raw.is_silent:
        return None
    given = _written(raw.value, kind)
    if given is None:
        notes.problem("not-a-number", raw.where, found=shown(raw.value))
        return None
    found = _in_unit(given, raw, kind, notes)
    if found is None or not _within(found, raw, kind, notes):
        return None
    exponent = found.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > kind.decimals:
        code = "too-many-decimals" if kind.decimals else "not-whole"
        notes.problem(code, raw.where, found=shown(raw.value), most=kind.decimals)
        return None
    return found


def _within(found: Decimal, raw: Raw, kind: Number, notes: Notes) -> bool:
    """Return whether a number is within its kind's limits; note the problem if not."""
    if found < 0:
        notes.problem("number-negative", raw.where, found=shown(raw.value))
        return False
    below = found <= kind.least if kind.above_least else found < kind.least
    if kind.is_rate and found > kind.most:
        hundredth = plain(found / _PERCENT)
        notes.problem("rate-above-one", raw.where, found=shown(raw.value), meant=hundredth)
        return False
    if below or found > kind.most:
        limits = {"least": plain(kind.least), "most": plain(kind.most)}
        if kind.above_least:
            limits["above"] = limits["least"]
        notes.problem("number-outside-limits", raw.where, found=shown(raw.value), **limits)
        return False
    return True


def _written(value: Cell, kind: Number) -> Written | None:
    """Return the number that a value holds, with what is written behind it as its unit."""
    if isinstance(value, Decimal):
        return Written(value, "", has_currency=False) if value.is_finite() else None
    given = written(value) if isinstance(value, str) else None
    if given is None or (given.rest and not units.is_unit(given.rest)):
        return None
    return None if given.has_currency and not kind.is_money else given


def _in_unit(given: Written, raw: Raw, kind: Number, notes: Notes) -> Decimal | None:
    """Return a number in the unit of its field; a clean-up of how it was written is noted.

    Its own unit goes before one that stands around it.
    """
    unit = given.rest or raw.unit
    found: Decimal | None = given.number
    if unit:
        exact = units.converted(given.number, unit, kind)
        if exact is None:
            units.refuse(unit, kind, raw.where, notes, found=shown(raw.value))
            return None
        is_same = exact == Fraction(given.number)
        found = given.number if is_same else units.as_decimal(exact, kind.decimals)
        if found is None:
            text = f"{shown(raw.value)} {raw.unit}".strip()
            notes.problem("too-many-decimals", raw.where, found=text, most=kind.decimals)
            return None
    assert found is not None
    if raw.unit and not given.rest and found != given.number:
        given_as, meant = shown(raw.value), plain(found)
        notes.cleanup("unit-converted", raw.where, found=given_as, unit=raw.unit, meant=meant)
    elif isinstance(raw.value, str) and raw.value not in (plain(found), str(found)):
        notes.cleanup("number-cleaned", raw.where, found=shown(raw.value), meant=plain(found))
    return found


def choice(raw: Raw, words: Words, notes: Notes) -> str | None:
    """Return the name that a word stands for, None for a blank; refuse unknown words."""
    if raw.is_silent:
        return None
    given = raw.value
    if isinstance(given, bool):
        given = "true" if given else "false"
    spelled = plain(given) if isinstance(given, Decimal) else given
    if isinstance(spelled, str) and word_key(spelled) in words:
        return words[word_key(spelled)]
    known = "、".join(first_words(words).values())
    names = "、".join(dict.fromkeys(words.values()))
    notes.problem("choice-unknown", raw.where, found=shown(raw.value), known=known, names=names)
    return None


def month(raw: Raw, notes: Notes) -> Month | None:
    """Return a month written 2027-01, 2027年1月, 2027/1, or an Excel date on the first of it."""
    if raw.is_silent:
        return None
    value = raw.value
    if isinstance(value, date) and value.day == 1:
        return Month.of(value.year, value.month)
    if isinstance(value, str) and (found := _MONTH.fullmatch(normal(value))):
        try:
            parsed = Month.parse(f"{found[1]}-{found[2]}")
        except ValueError:
            notes.problem("month-expected", raw.where, found=shown(value))
            return None
        if str(parsed) != value:
            notes.cleanup("month-cleaned", raw.where, found=shown(value), meant=str(parsed))
        return parsed
    notes.problem("month-expected", raw.where, found=shown(value))
    return None


def nearest(text: str, known: Iterable[str], count: int = 1, closeness: int = _CLOSE) -> list[str]:
    """Return the known words closest to a text, the closest first; none that is far off."""
    scored = [(likeness(text, word), word) for word in known]
    near = sorted((one for one in scored if one[0] >= closeness), key=lambda one: -one[0])
    return [word for _, word in near[:count]]
