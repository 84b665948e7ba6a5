"""A hundred random workbooks: recalculated, saved again, untouched and with one edit each."""

import os
import random
from itertools import islice
from pathlib import Path

import pytest

from sanicost.core.notices import Refused
from sanicost.readers.project import Options
from sanicost.runs import price_in, verify_workbook
from sanicost.writers.workbook import workbook_bytes
from tests.random_rosters import random_roster
from tests.recalculation import LIBREOFFICE, canary, changed_cells, recalculate
from tests.rosters import TODAY, city, priced
from tests.verification.edits import EDITS, Book

PARTS, WORKBOOKS_OF_A_PART = 4, 25
SAVED_AGAIN = int(os.environ.get("SANICOST_SAVED_WORKBOOKS", "24")) // PARTS
"""`SANICOST_SAVED_WORKBOOKS=100` has LibreOffice save all of them again."""
Books = dict[Path, bytes]
MOST_ELSEWHERE = 60
"""An inserted row shows as itself, not as the hundreds of cells that it moved."""


@pytest.fixture(scope="module", params=range(PARTS))
def workbooks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """Give a part of the random workbooks; a roster that needs an unknown figure has none."""
    folder = tmp_path_factory.mktemp("workbooks")
    found: Books = {}
    for seed in range(request.param, 1000, PARTS):
        if len(found) == WORKBOOKS_OF_A_PART:
            break
        try:
            run = priced(folder, random_roster(seed))
        except Refused:
            continue
        path = folder / f"{seed}.xlsx"
        found[path] = workbook_bytes(run)
        path.write_bytes(found[path])
    return found


def test_one_random_edit_of_a_random_workbook_is_named_by_kind_and_place(
    tmp_path: Path, workbooks: Books
) -> None:
    for number, (original, data) in enumerate(workbooks.items()):
        seed = int(original.stem)
        book = Book(data, random.Random(seed))
        edit = EDITS[(number + seed % PARTS * WORKBOOKS_OF_A_PART) % len(EDITS)](book)
        path = tmp_path / original.name
        path.write_bytes(book.save())
        verdict = verify_workbook(path, None, city=city())
        found = [(one.where, one.kind) for one in verdict.differences]
        assert (edit.where, edit.kind) in found, (seed, edit, found[:5])
        assert len(found) <= MOST_ELSEWHERE, (seed, edit, found[:5])


def test_an_untouched_random_workbook_prices_to_the_same_bytes(workbooks: Books) -> None:
    for path in workbooks:
        verdict = verify_workbook(path, None, city=city())
        assert verdict.is_untouched, path.stem
        assert verdict.is_as_written, path.stem


@LIBREOFFICE
def test_libreoffice_changes_no_cell_of_a_random_workbook_and_what_it_saves_passes(
    tmp_path: Path, workbooks: Books
) -> None:
    bird = canary(tmp_path)
    saved = tmp_path / "saved"
    saved.mkdir()
    some = dict(islice(workbooks.items(), SAVED_AGAIN))
    recalculate([bird, *some], saved)
    assert changed_cells(bird, saved / bird.name) == ["canary!A1: 3 -> 2"]
    for path, data in some.items():
        again = saved / path.name
        assert changed_cells(path, again) == [], path.stem
        assert again.read_bytes() != data
        assert verify_workbook(again, None, city=city()).differences == (), path.stem
        assert _again(again) == data, path.stem


def _again(path: Path) -> bytes:
    """Return the workbook that a workbook as roster comes to."""
    run = price_in(city(), path, Options(), TODAY)
    return workbook_bytes(run)
