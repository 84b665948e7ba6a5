"""Cell formats by name. Inputs, figures and computed cells are coloured apart."""

from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#808080"}
_NUMBER_FORMATS = {
    "money": "#,##0.00",
    "myriads": "#,##0.00",
    "whole": "#,##0",
    "plain": "0.##########",
    "rate": "0.0000##",
    "share": "0.00%",
    "text": "@",
    "center": "@",
}
_FILLS = {
    "": None,
    "input": "#DDEBF7",
    "figure": "#E2EFDA",
    "provisional": "#FFE699",
    "engine": "#EDEDED",
    "open": "#FFF2CC",
    "line": None,
}
"""What a cell is, by its colour: given, dated figure, unconfirmed, from the engine, to fill in."""


class Formats(Protocol):
    """What a page asks of its styles: a format for a name, and a book for its charts."""

    @property
    def book(self) -> "Workbook":
        """The book that charts belong to."""

    @property
    def get(self) -> "Callable[[str], Format]":
        """From a name to the format."""


_SPECIAL: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 12},
    "note": {"text_wrap": True, "valign": "top"},
    "remark": {"font_color": "#595959"},
    "heading": {
        **_BOX,
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "bg_color": "#D9D9D9",
    },
    "above-heading": {
        **_BOX,
        "text_wrap": True,
        "align": "center",
        "font_size": 9,
        "font_color": "#595959",
    },
    "stamp": {"bold": True, "font_size": 14, "font_color": "#C00000"},
    "sign": {"bottom": 1},
    "key": {"font_size": 8, "font_color": "#808080", "align": "center"},
    "bad": {"bg_color": "#FF7C80", "bold": True},
}
"""Formats of their own, by their whole name."""


class Styles:
    """Formats such as `money`, `input-whole`, `figure-plain`, `total-money`."""

    def __init__(self, book: "Workbook") -> None:
        self.book = book
        self.get = cache(self._make)

    def _make(self, name: str) -> "Format":
        """Return the format of a name; each is made once, in the order of first use."""
        if name in _SPECIAL:
            return self.book.add_format({**_FONT, **_SPECIAL[name]})
        prefix, _, kind = name.rpartition("-")
        properties = {**_FONT, **_BOX, "num_format": _NUMBER_FORMATS[kind]}
        if kind in ("text", "center") and prefix != "line":
            properties |= {"text_wrap": True}
        if kind == "text":
            properties |= {"indent": 1}
        if kind == "center":
            properties |= {"align": "center"}
        if kind == "money":
            # A dash that stands for an amount yet to come stands where the amount will.
            properties |= {"align": "right"}
        if prefix == "total":
            properties |= {"bold": True, "bg_color": "#F2F2F2"}
        elif _FILLS[prefix]:
            properties |= {"bg_color": _FILLS[prefix]}
        if prefix == "open":
            properties |= {"locked": False}
        return self.book.add_format(properties)
