"""Texts of cells: shared or in the cell itself, with what is struck out or raised in them."""

import re
from typing import NamedTuple

from sanicost.spreadsheet.package import Handler, UnreadableWorkbook, is_true

MAX_TEXTS = 1_000_000
MAX_LETTERS, MAX_FORMULA_LETTERS = 8 * 32_767, 32_767
"""Of one cell. Escapes are up to seven times as long as the letters that they stand for; Excel
takes a formula of 8,192 letters, whose functions may have longer names in a file."""
_ESCAPE = "_x([0-9A-Fa-f]{4})_"
_RAISED_OR_LOWERED = ("superscript", "subscript")


class RichText(NamedTuple):
    """A text, and whether runs of it are struck out, raised or lowered."""

    letters: str
    has_marked_runs: bool = False


class TextParts:
    """Puts one text together; runs of rich text are joined, phonetic guides left out."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = self._plain = self._runs = self._here = 0
        self.is_odd = False
        self._is_marked = self._has_marked = self._takes = False

    def start(self, parents: list[str], element: str, attributes: dict[str, str]) -> None:
        """Hear an element inside the one that holds the text."""
        if element == "t":
            self._takes = "rPh" not in parents
            self._count(in_run="r" in parents)
        elif element == "r":
            self._is_marked = False
            self._runs += 1
            self._here = 0
        elif element == "strike":
            self._is_marked |= is_true(attributes.get("val", "1"))
        elif element == "vertAlign":
            self._is_marked |= attributes.get("val") in _RAISED_OR_LOWERED

    def _count(self, *, in_run: bool) -> None:
        """Note what no program writes: two texts of one run, or a text beside runs."""
        if not self._takes:
            return
        self._plain += not in_run
        self._here += in_run
        self.is_odd |= self._plain + self._runs > max(1, self._runs) or self._here > 1

    def end(self, element: str) -> None:
        """Hear an element end."""
        if element == "t":
            self._takes = False

    def text(self, data: str) -> None:
        """Take letters."""
        if self._takes:
            self._parts.append(data)
            self._has_marked |= self._is_marked
            self._length += len(data)
            if self._length > MAX_LETTERS:
                raise UnreadableWorkbook("file-too-large", kind="xlsx")

    def whole(self) -> RichText:
        """Return the text once it has ended, and begin another."""
        text = RichText(unescaped("".join(self._parts)), self._has_marked)
        self._parts = []
        self._length = self._plain = self._runs = self._here = 0
        self._is_marked = self._has_marked = self._takes = False
        return text


class SharedTexts(Handler):
    """The texts that cells share, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[RichText] = []
        self._parts = TextParts()

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Begin a text or one of its runs."""
        if self.path[1:2] == ["si"]:
            self._parts.start(self.path, element, attributes)
        elif self.path == ["sst"] and element not in ("si", "extLst", ""):
            self.oddities.note("markup", self.part, element)

    def end(self, element: str) -> None:
        """End a text or one of its runs."""
        if self.path == ["sst"] and element == "si":
            if self._parts.is_odd:
                self.oddities.note("markup", self.part, "t")
                self._parts.is_odd = False
            self.found.append(self._parts.whole())
            if len(self.found) > MAX_TEXTS:
                raise UnreadableWorkbook("file-too-large", kind="xlsx")
        else:
            self._parts.end(element)

    def text(self, data: str) -> None:
        """Take letters."""
        self._parts.text(data)


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold.

    >>> unescaped("a_x005F_b")
    'a_b'
    """
    return re.sub(_ESCAPE, lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
