"""How the canonical inputs stand on their sheet, and how they are found there again."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sanicost.embedded.canonical import CanonicalInputs, Section

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


_TITLE = re.compile(r"\[([a-z_]+): (\d+)\]$")

Rows = Sequence[Sequence[str]]
"""A sheet as text, row by row; an empty cell is an empty text."""


class Carried(NamedTuple):
    """The inputs that a workbook carries, and whether all that carries them is unchanged."""

    inputs: CanonicalInputs
    is_intact: bool


def find_carried(rows: Rows) -> Carried | None:
    """Return the inputs of a sheet, None where neither of its two copies can be relied on."""
    tables = _tables(rows)
    own_hash, text = _machine_copy(rows)
    heads = _header(rows)
    hashes = {own_hash, heads.get("text_sha256", "")}
    for inputs in (_of_text(text), tables):
        if inputs and inputs.text_sha256 in hashes:
            intact = (
                tables is not None
                and tables.text == inputs.text == text
                and hashes == {inputs.text_sha256}
                and tuple(heads.get(name, "") for name in HEADERS) == header(inputs)
            )
            return Carried(inputs, intact)
    return None


def bears_marks(rows: Rows) -> bool:
    """Return whether a sheet begins as ours does: with a version and a hash."""
    return {"version", "sha256"} <= _header(rows).keys()


def version_of(rows: Rows) -> str:
    """Return the version that a sheet names, nothing where it names none."""
    return _header(rows).get("version", "")


def _header(rows: Rows) -> dict[str, str]:
    """Return the texts beside the header's names, wherever the sheet now begins."""
    top = [row for row in rows[: 2 * FIRST_SECTION] if any(row)]
    pairs = [(texts[0], texts[1]) for row in top if len(texts := [t for t in row if t]) > 1]
    return {name: text for name, text in pairs if name in HEADERS}


def _tables(rows: Rows) -> CanonicalInputs | None:
    """Return what the readable tables say, None where they are not as they were written."""
    first = next((n for n, row in enumerate(rows) if row and row[0].endswith("]")), None)
    sections: list[Section] = []
    row = first
    while row is not None and row < len(rows) and rows[row]:
        found = _TITLE.search(rows[row][0])
        if not found:
            break
        count = int(found[2])
        if row + 1 >= len(rows) or count > len(rows):
            return None
        headings = tuple(text for text in rows[row + 1] if text)
        body = rows[row + 3 : row + 3 + count]
        sections.append(Section(found[1], headings, tuple(_fitted(r, len(headings)) for r in body)))
        row += SECTION_FRAME + count
    return CanonicalInputs(version_of(rows), tuple(sections)) if sections else None


def _fitted(row: Sequence[str], width: int) -> tuple[str, ...]:
    """Return a row with exactly so many cells."""
    return (*row[:width], *[""] * (width - len(row)))


def _machine_copy(rows: Rows) -> tuple[str, str]:
    """Return the hash that stands with the machine-readable copy, and its text."""
    found = next(
        ((n, row.index(COPY)) for n, row in reversed(list(enumerate(rows))) if COPY in row), None
    )
    if found is None:
        return "", ""
    below = [_cell(row, found[1]) for row in rows[found[0] + 1 :]]
    end = below.index("") if "" in below else len(below)
    return (below[0], "".join(below[1:end])) if end else ("", "")


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _of_text(text: str) -> CanonicalInputs | None:
    """Return the inputs of the machine-readable copy, None where it is none."""
    try:
        return CanonicalInputs.of_text(text)
    except ValueError:
        return None
