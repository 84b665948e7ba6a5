"""The clauses on paper: LibreOffice opens them, and no page is left a third empty."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from tests.packs import example, packed
from tests.printing import print_files
from tests.recalculation import has_libreoffice

pytestmark = pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"),
    reason="LibreOffice is not installed: nothing was printed",
)
# A4 in points; the text stands between margins of 37 and 35 mm, the page number below it.
TOP, BOTTOM = 842 - 37 * 72 / 25.4, 35 * 72 / 25.4


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PdfReader]:
    packs = {
        "street": packed(example("street-office.yaml")),
        "district": packed(example("district-lots.yaml"), "lot"),
    }
    files = {
        f"{of}-{name.replace('/', '-')}": data
        for of, pack in packs.items()
        for name, data in pack.items()
        if name.endswith(".docx")
    }
    assert len(files) == 1 + 1 + 3
    folder: Path = tmp_path_factory.mktemp("clauses")
    return {path.stem: PdfReader(path) for path in print_files(files, folder)}


def _heights(page: PageObject) -> Iterator[float]:
    """Yield how high each piece of text stands on a page."""
    found: list[float] = []

    def visit(text: str, _: Any, matrix: Any, *rest: Any) -> None:
        if text.strip():
            found.append(float(matrix[5]))

    page.extract_text(visitor_text=visit)
    yield from found


def test_every_page_but_the_last_is_filled_and_numbered(printed: dict[str, PdfReader]) -> None:
    for name, document in printed.items():
        for number, page in enumerate(document.pages, start=1):
            assert f"—{number}—" in "".join(page.extract_text().split()), (name, number)
            lowest = min(height for height in _heights(page) if height > BOTTOM - 5)
            is_last = number == len(document.pages)
            assert is_last or lowest < BOTTOM + (TOP - BOTTOM) / 3, (name, number, lowest)


def test_all_that_is_written_is_printed(printed: dict[str, PdfReader]) -> None:
    for name, document in printed.items():
        text = "".join("".join(page.extract_text().split()) for page in document.pages)
        for words in (
            "一、人员配置和用工",
            "、监督检查",
            "表1",
            "广州市最低工资标准提高100元/月",
        ):
            assert words in text, name
