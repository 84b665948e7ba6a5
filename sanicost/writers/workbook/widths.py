"""How wide columns must be for what they hold: nothing clipped, no ####, no room wasted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sanicost.core.text import money
from sanicost.writers.workbook.page import Column, text_width

_NARROWEST, _WIDEST_TEXT, _WIDEST_TITLE = 6.5, 40, 30
_BLANK = 6
_LINES = 3
"""A long remark is given the width at which it takes so many lines."""


def money_width(fens: Iterable[int]) -> float:
    """Return the width for amounts in fen, with room for bold digits and a sign.

    >>> money_width([818739]), money_width([10**13])
    (9.0, 19.0)
    """
    return max(_NARROWEST, max((len(money(fen)) for fen in fens), default=0) + 1.0)


def fitted(columns: Sequence[Column], fens: Mapping[str, Iterable[int]]) -> tuple[Column, ...]:
    """Return the columns, those of the given amounts just wide enough for them."""
    return tuple(
        replace(column, width=money_width(fens[column.key])) if column.key in fens else column
        for column in columns
    )


def title_width(titles: Iterable[str], least: float) -> float:
    """Return the width for posts' titles: one line for each of the annex, more for a long one."""
    return max(least, min(_WIDEST_TITLE, max(map(text_width, titles), default=0) + 2))


def filled(column: Column, texts: Iterable[str], most: float = _WIDEST_TEXT) -> Column:
    """Return a column made narrow where it is blank, and wider where its texts are long."""
    widths = [text_width(text) for text in texts if text]
    if not widths:
        return replace(column, width=min(column.width, _BLANK))
    wanted = min(most, max(widths) / _LINES)
    return replace(column, width=max(column.width, wanted))
