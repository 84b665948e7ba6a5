"""The blank roster: sheets to fill in with notes, drop-downs and a sample, from config/."""

from io import BytesIO

import xlsxwriter

from sanicost.writers.template.content import Content
from sanicost.writers.template.sheets import write
from sanicost.writers.workbook.book import NO_CLOCK, OPTIONS


def template_bytes(content: Content) -> bytes:
    """Return the workbook; the same content gives the same bytes."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": content.sheets["positions"], "created": NO_CLOCK})
        write(book, content)
    return buffer.getvalue()
