"""How the cells of a workbook look, by the number of their style."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sanicost.spreadsheet.contents import number_of, whole_number
from sanicost.spreadsheet.number_formats import BUILT_IN, GENERAL, UNKNOWN, ReadStyle
from sanicost.spreadsheet.package import Handler, UnreadableWorkbook, is_true

MAX_STYLES = 100_000
_WHITE: Mapping[str, tuple[str, ...]] = {
    "rgb": ("FFFFFFFF", "00FFFFFF", "FFFFFF"),
    "indexed": ("1", "9", "65"),
    "theme": ("0",),
}
"""How a colour says that it is white: by its parts, by a palette, or by the theme."""
_PAPER, _FILLED = "FFFFFF", "?"
_SMALLEST_FONT, _DEEPEST_INDENT = 4, 15
_MOST_OF_A_FORMAT = 256
"""One letter more than any program takes, so that a longer one is still known as such."""
_CLEAR_FILLS = ("none", "gray125")


class _Look(NamedTuple):
    """What the style of a cell refers to."""

    code: int
    font: int
    fill: int
    odd: str = ""


class StyleSheet(Handler):
    """Hears the styles: number formats, and what of fonts and fills hides or strikes out."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[int, str] = {}
        self._struck_fonts: set[int] = set()
        self._inks: list[str] = []  # the colour of each font
        self._grounds: list[str] = []  # the colour of each fill, of paper where it has none
        self._tiny_fonts: set[int] = set()
        self._looks: list[_Look] = []
        self._once: set[str] = set()

    def found(self) -> Sequence[ReadStyle]:
        """Return each style in its order; a workbook that names none has the general one."""
        return [self._style(look) for look in self._looks] or [GENERAL]

    def _style(self, look: _Look) -> ReadStyle:
        """Return a style; only formats that the workbook spells out can say anything unusual."""
        is_struck = look.font in self._struck_fonts
        odd = look.odd or self._hiding(look)
        if look.code in self._codes:
            return ReadStyle(self._codes[look.code], is_own=True, is_struck=is_struck, odd=odd)
        code = BUILT_IN.get(look.code, UNKNOWN if look.code else "")
        return ReadStyle(code, is_struck=is_struck, odd=odd)

    def _hiding(self, look: _Look) -> str:
        """Return what of a font and a fill leaves nothing to be seen, "" where all can be."""
        if look.font in self._tiny_fonts:
            return "sz"
        ink = self._inks[look.font] if look.font < len(self._inks) else ""
        ground = self._grounds[look.fill] if look.fill < len(self._grounds) else _PAPER
        return f"{ink}/{ground}" if ink and ink == ground else ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a format, a font, a fill or the style of a cell."""
        if len(self.path) == 1:
            if element in self._once:
                self.oddities.note("markup", self.part, element)
            self._once.add(element)
        match self.path[1:], element:
            case ["numFmts"], "numFmt":
                self._take_code(int(attributes["numFmtId"]), attributes["formatCode"])
            case ["fonts", *_], _:
                self._take_font(element, attributes)
            case ["fills", *_], _:
                self._take_fill(element, attributes)
            case ["cellXfs", *_], _:
                self._take_look(element, attributes)
            case ["dxfs", "dxf"], "numFmt":
                if attributes.get("formatCode", "General") != "General":
                    self.oddities.note("format", self.part, attributes["formatCode"])
        if len(self._looks) + len(self._codes) + len(self._inks) + len(self._grounds) > MAX_STYLES:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")

    def _take_code(self, number: int, code: str) -> None:
        """Take a number format; one number has one, and those of dates are known to all."""
        if number in self._codes or number in BUILT_IN:
            self.oddities.note("markup", self.part, code)
        self._codes[number] = code[:_MOST_OF_A_FORMAT]

    def _take_font(self, element: str, attributes: dict[str, str]) -> None:
        """Begin a font, or take what it says of itself."""
        number = len(self._inks) - 1
        if element == "font":
            self._inks.append("")
        elif element == "strike" and is_true(attributes.get("val", "1")):
            self._struck_fonts.add(number)
        elif element == "color":
            self._inks[number] = _colour(attributes)
        elif element == "sz" and number_of(attributes.get("val", "11")) < _SMALLEST_FONT:
            self._tiny_fonts.add(number)

    def _take_fill(self, element: str, attributes: dict[str, str]) -> None:
        """Begin a fill, or take its colour."""
        if element == "fill":
            self._grounds.append(_PAPER)
        elif element == "fgColor" and self._grounds[-1] != _PAPER:
            self._grounds[-1] = _colour(attributes)
        elif attributes.get("patternType", "none") not in _CLEAR_FILLS:
            self._grounds[-1] = _FILLED

    def _take_look(self, element: str, attributes: dict[str, str]) -> None:
        """Begin the style of a cell, or take how it places what the cell holds."""
        if element == "xf":
            names = ("numFmtId", "fontId", "fillId")
            code, font, fill = (whole_number(attributes.get(name, "0")) for name in names)
            self._looks.append(_Look(code, font, fill))
        elif element == "alignment":
            self._looks[-1] = self._looks[-1]._replace(odd=_odd_place(attributes))


def _colour(attributes: Mapping[str, str]) -> str:
    """Return a colour as a word that is the same for the same colour."""
    for name, whites in _WHITE.items():
        if name in attributes and "tint" not in attributes:
            found = attributes[name].upper()
            return _PAPER if found in whites else f"{name} {found[-6:]}"
    return " ".join(f"{name} {value}" for name, value in sorted(attributes.items()))


def _odd_place(attributes: Mapping[str, str]) -> str:
    """Return what of an alignment repeats a value or moves it out of its cell, "" for none."""
    if attributes.get("horizontal") == "fill":
        return "fill"
    indent = attributes.get("indent", "0")
    return f"indent {indent}" if number_of(indent) > _DEEPEST_INDENT else ""
