"""Lines of a terminal: Chinese breaks between any two characters, words and amounts never inside.

A long line goes on below itself, indented, so that the eye finds where the next one begins.
"""

from collections.abc import Iterator
from unicodedata import category

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_OPENING = ("Ps", "Pi")
_CLOSING = ("Pe", "Pf", "Po")
"""The general categories of Unicode after, and before which no line breaks."""
_WIDE_FROM = "\u2e80"
_LEAST_WIDTH = 10


def wrapped(text: Text, width: int) -> list[Text]:
    """Return a text without line breaks as lines that are no wider than `width` cells.

    >>> [line.plain for line in wrapped(Text("应发工资 6,253.02 元（另一项）"), 18)]
    ['应发工资', '6,253.02 元（另一', '项）']
    """
    plain, begins, end = text.plain, [0], 0
    for at in (*_breaks(plain), len(plain)):
        begin = begins[-1]
        if cell_len(plain[begin:at].rstrip()) > width and end > begin:
            begins.append(end)
        end = at
        while cell_len(plain[begins[-1] : at].rstrip()) > width:
            begins.append(_fitting(plain, begins[-1], width))
    lines = text.divide(begins[1:])
    for line in lines:
        line.rstrip()
    return list(lines)


def _fitting(plain: str, begin: int, width: int) -> int:
    """Return where a word that is wider than a line has to be cut."""
    at = begin + 1
    while at < len(plain) and cell_len(plain[begin : at + 1]) <= width:
        at += 1
    return at


def _breaks(plain: str) -> Iterator[int]:
    """Yield every place at which a new line may begin."""
    for at in range(1, len(plain)):
        before, after = plain[at - 1], plain[at]
        if after == " " or category(after) in _CLOSING or category(before) in _OPENING:
            continue
        if before == " ":
            # An amount stays with its unit.
            number = plain[:at].rstrip()[-1:].isdigit()
            if not (number and after >= _WIDE_FROM):
                yield at
        elif before >= _WIDE_FROM or after >= _WIDE_FROM:
            yield at


class Hanging:
    """A text of one or more lines, each of which goes on below itself with an indent."""

    def __init__(self, text: Text, indent: int = 0) -> None:
        self._lines = text.split("\n")
        self._indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines."""
        width = max(options.max_width, _LEAST_WIDTH)
        for line in self._lines:
            first, *rest = wrapped(line, width - self._indent)
            yield first
            for each in rest:
                yield Text(" " * self._indent).append_text(each)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return how wide the lines are, and how narrow they can be."""
        widest = max(line.cell_len for line in self._lines) + self._indent
        return Measurement(min(_LEAST_WIDTH, widest), min(widest, options.max_width))
