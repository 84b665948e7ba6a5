"""The number formats of a workbook, by the style of a cell."""

from collections.abc import Mapping

from sanicost.readers.xlsx_package import Handler, UnreadableWorkbook

MAX_STYLES = 100_000


class FormatCodes(Handler):
    """Hears the styles; only formats of the workbook's own can say anything unusual."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._of_style: list[str] = []
        self._in_styles = self._in_codes = False

    def of_style(self) -> Mapping[str, str]:
        """Return the format of each style that has one of the workbook's own, by its number."""
        numbered = enumerate(self._of_style)
        return {str(n): self._codes[one] for n, one in numbered if one in self._codes}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a format, or the style of a cell."""
        element = name.rpartition(":")[2]
        if element in ("numFmts", "cellXfs"):
            self._in_codes, self._in_styles = element == "numFmts", element == "cellXfs"
        elif element == "numFmt" and self._in_codes:
            self._codes[attributes["numFmtId"]] = attributes["formatCode"]
        elif element == "xf" and self._in_styles:
            self._of_style.append(attributes.get("numFmtId", "0"))
        if len(self._of_style) + len(self._codes) > MAX_STYLES:
            raise UnreadableWorkbook("file-too-large", kind="xlsx")

    def end(self, name: str) -> None:
        """Leave the formats or the styles."""
        if name.rpartition(":")[2] in ("numFmts", "cellXfs"):
            self._in_codes = self._in_styles = False
