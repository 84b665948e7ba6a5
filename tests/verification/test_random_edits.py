"""A hundred random workbooks with one edit each are caught; a hundred untouched ones pass."""

import os
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from sanicost.core.notices import Refused
from sanicost.readers.project import Options
from sanicost.runs import price_in, verify_workbook
from sanicost.writers.workbook import workbook_bytes
from tests.random_rosters import random_roster
from tests.recalculation import has_libreoffice, recalculate
from tests.rosters import TODAY, city, priced
from tests.verification.edits import EDITS, Book

PARTS, WORKBOOKS_OF_A_PART = 4, 25
MOST_ELSEWHERE = 60
"""An inserted row shows as itself, not as the hundreds of cells that it moved."""
LIBREOFFICE = pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"),
    reason="LibreOffice is not installed: no workbook was saved again",
)


def _workbooks(folder: Path, part: int) -> Iterator[tuple[int, bytes]]:
    """Yield random workbooks; a roster that needs an unknown figure gives none."""
    for seed in range(part, 1000, PARTS):
        try:
            run = priced(folder, random_roster(seed))
        except Refused:
            continue
        yield seed, workbook_bytes(run)


@pytest.mark.parametrize("part", range(PARTS))
def test_one_random_edit_of_a_random_workbook_is_named_by_kind_and_place(
    tmp_path: Path, part: int
) -> None:
    workbooks = islice(_workbooks(tmp_path, part), WORKBOOKS_OF_A_PART)
    for number, (seed, data) in enumerate(workbooks):
        book = Book(data, random.Random(seed))
        edit = EDITS[(number + part * WORKBOOKS_OF_A_PART) % len(EDITS)](book)
        path = tmp_path / f"{seed}.xlsx"
        path.write_bytes(book.save())
        found = [(one.where, one.kind) for one in verify_workbook(path, None, city=city()).differences]
        assert (edit.where, edit.kind) in found, (seed, edit, found[:5])
        assert len(found) <= MOST_ELSEWHERE, (seed, edit, found[:5])


@pytest.mark.parametrize("part", range(2))
def test_an_untouched_random_workbook_passes_and_prices_to_the_same_bytes(
    tmp_path: Path, part: int
) -> None:
    path = tmp_path / "workbook.xlsx"
    for seed, data in islice(_workbooks(tmp_path, part), WORKBOOKS_OF_A_PART):
        path.write_bytes(data)
        assert verify_workbook(path, None, city=city()).is_untouched, seed
        assert _again(path) == data, seed


@LIBREOFFICE
def test_fifty_random_workbooks_saved_again_by_libreoffice_pass_and_price_to_the_same_bytes(
    tmp_path: Path,
) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    original = {}
    for part in (2, 3):
        for seed, data in islice(_workbooks(tmp_path, part), WORKBOOKS_OF_A_PART):
            path = tmp_path / f"{seed}.xlsx"
            path.write_bytes(data)
            original[path] = data
    recalculate(list(original), saved)
    for path, data in original.items():
        again = saved / path.name
        assert again.read_bytes() != data
        assert verify_workbook(again, None, city=city()).differences == (), path.name
        assert _again(again) == data, path.name


def _again(path: Path) -> bytes:
    """Return the workbook that a workbook as roster comes to."""
    run = price_in(city(), path, Options(), TODAY)
    return workbook_bytes(run)
