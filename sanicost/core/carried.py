"""How the canonical inputs stand on their sheet.

They stand there twice: as tables that people read, and as the one text that is hashed, below and
to the right of them. Whoever changes a cell, or takes a whole row or column away, damages one
copy at most; the copy whose hash holds tells what was there.
"""

from collections.abc import Iterator

from sanicost.core.inputs import CanonicalInputs, Section

SHEET = "输入数据"
BESIDE = frozenset({"汇总", "说明与核对"})
"""Sheets that stand in every workbook of ours: they tell that SHEET is missing."""
HEADERS = ("version", "sha256", "text_sha256")
COPY = "machine_copy"
CHUNK = 16_000
"""Characters of the text in one cell: two bytes each, still within what a cell holds."""
FIRST_SECTION = 5
SECTION_FRAME = 4  # a title, two rows of headings, a blank row


def tag(section: Section) -> str:
    """Return what the title of a section's table ends with: its name and how many rows follow."""
    return f"[{section.title}: {len(section.rows)}]"


def header(inputs: CanonicalInputs) -> tuple[str, ...]:
    """Return the texts beside HEADERS, from the second row on."""
    return inputs.version, inputs.sha256, inputs.text_sha256


def section_rows(inputs: CanonicalInputs) -> Iterator[tuple[int, Section]]:
    """Yield every section with the row of its title; headings and rows follow below."""
    row = FIRST_SECTION
    for section in inputs.sections:
        yield row, section
        row += SECTION_FRAME + len(section.rows)


def copy_place(inputs: CanonicalInputs) -> tuple[int, int]:
    """Return row and column of COPY, from 0; its hash and its chunks stand in the cells below."""
    row, last = list(section_rows(inputs))[-1]
    width = max(len(section.headings) for section in inputs.sections)
    return row + SECTION_FRAME + len(last.rows), width


def chunks(text: str) -> list[str]:
    """Return a text in parts that a cell can hold.

    >>> [len(part) for part in chunks("x" * 20_000)]
    [16000, 4000]
    """
    return [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]
