"""A roster that was filled in on the page, as an .xlsx that the command line reads."""

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Row = Mapping[str, str]
"""The fields of one row as they were typed; what is blank is left out."""

_NUMBER = re.compile(r"-?\d{1,12}(\.\d+)?")
_WIDTHS = {"title": 24, "work_pattern": 24, "street": 14, "remarks": 24, "name": 30}
_USUAL_WIDTH = 12
_LAST_FIELD_OF_A_PAIR = 40


def roster_bytes(
    sheets: Mapping[str, tuple[Mapping[str, str], Sequence[Row]]], pairs: tuple[str, Row]
) -> bytes:
    """Return a workbook with a sheet for each table and one of keys with their values.

    Each of `sheets` is the headings by field with its rows; columns that no row fills are left out.
    `pairs` is the name of the sheet of keys, and what stands on it.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only to write one

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, (headings, rows) in sheets.items():
            fields = [field for field in headings if any(row.get(field) for row in rows)]
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, field in enumerate(fields):
                sheet.set_column(column, column, _WIDTHS.get(field, _USUAL_WIDTH))
                sheet.write_string(0, column, headings[field], bold)
                for line, row in enumerate(rows, start=1):
                    _write(sheet, line, column, row.get(field, ""))
        name, values = pairs
        sheet = book.add_worksheet(name)
        sheet.set_column(0, 1, _LAST_FIELD_OF_A_PAIR)
        for line, (key, value) in enumerate(values.items()):
            sheet.write_string(line, 0, key, bold)
            _write(sheet, line, 1, value)
    return out.getvalue()


def _write(sheet: "Worksheet", row: int, column: int, text: str) -> None:
    """Write a number as a number, everything else as the text that it is, never as a formula."""
    if _NUMBER.fullmatch(text):
        sheet.write_number(row, column, float(text))
    elif text:
        sheet.write_string(row, column, text)
