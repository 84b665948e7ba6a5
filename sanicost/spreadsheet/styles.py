"""How the cells of a workbook look, by the number of their style."""

from collections.abc import Sequence

from sanicost.spreadsheet.number_formats import BUILT_IN, GENERAL, Style
from sanicost.spreadsheet.package import Handler, UnreadableWorkbook, is_true

MAX_STYLES = 100_000


class Styles(Handler):
    """Hears the styles: number formats, and fonts as far as they strike a text out."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[int, str] = {}
        self._struck_fonts: set[int] = set()
        self._fonts = 0
        self._looks: list[tuple[int, int]] = []  # number format and font of each style

    def found(self) -> Sequence[Style]:
        """Return each style in its order; a workbook that names none has the general one."""
        return [self._style(code, font) for code, font in self._looks] or [GENERAL]

    def _style(self, number: int, font: int) -> Style:
        """Return a style; only formats that the workbook spells out can say anything unusual."""
        is_struck = font in self._struck_fonts
        if number in self._codes:
            return Style(self._codes[number], is_own=True, is_struck=is_struck)
        return Style(BUILT_IN.get(number, ""), is_struck=is_struck)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """Take a format, a font or the style of a cell."""
        match self.path[1:], element:
            case ["numFmts"], "numFmt":
                self._codes[int(attributes["numFmtId"])] = attributes["formatCode"]
            case ["fonts"], "font":
                self._fonts += 1
            case ["fonts", "font"], "strike":
                if is_true(attributes.get("val", "1")):
                    self._struck_fonts.add(self._fonts - 1)
            case ["cellXfs"], "xf":
                number, font = attributes.get("numFmtId", "0"), attributes.get("fontId", "0")
                self._looks.append((int(number), int(font)))
        if len(self._looks) + len(self._codes) > MAX_STYLES:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")
