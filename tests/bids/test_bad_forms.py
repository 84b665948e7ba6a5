"""What keeps a form from being read: all of it is said at once, with its cell."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from sanicost.bids.run import BidsRequest, compared
from sanicost.core.notices import Problem, Refused
from sanicost.core.text import column_letters
from sanicost.embedded.canonical import Run
from sanicost.readers.document import FileRefused
from sanicost.readers.project import Options
from sanicost.writers.workbook.bids import PLACES
from tests.bids.filling import blank_of, filled, pack_of, rows_of
from tests.packs import LOTS
from tests.program import sanicost
from tests.rosters import TODAY, priced

EAST, WEST = "报价表 甲", "报价表 乙"
FIRST = "1@2027-01"


@pytest.fixture(name="run", scope="module")
def _run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return priced(tmp_path_factory.mktemp("tender"), LOTS)


def _problems(run: Run, folder: Path, *forms: Path) -> list[Problem]:
    roster = pack_of(run, folder)
    with pytest.raises(Refused) as refused:
        compared(BidsRequest(roster=roster, forms=forms, options=Options(), today=TODAY))
    return refused.value.problems


def test_a_form_of_another_tender_is_refused(run: Run, tmp_path: Path) -> None:
    other = priced(tmp_path, {**LOTS, "project": {"start": "2027-01", "months": 12}})
    form = filled(blank_of(other), tmp_path / "a.xlsx", "甲公司")
    [problem] = _problems(run, tmp_path, form)
    assert (problem.code, problem.where) == ("bid-other-tender", "a.xlsx")
    assert problem.params == {
        "found": other.inputs.sha256[:16],
        "expected": run.inputs.sha256[:16],
    }


def test_a_workbook_that_is_no_form_is_refused(run: Run, tmp_path: Path) -> None:
    [problem] = _problems(run, tmp_path, pack_of(run, tmp_path))
    assert (problem.code, problem.where) == ("bid-not-a-form", "测算.xlsx")


def test_columns_that_were_moved_are_refused(run: Run, tmp_path: Path) -> None:
    path = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司")
    book = load_workbook(path)
    book[EAST].insert_cols(PLACES["income"] + 1)
    book.save(path)
    [problem] = _problems(run, tmp_path, path)
    assert (problem.code, problem.where) == ("bid-columns-moved", f"a.xlsx {EAST}")
    assert problem.params == {"found": "投标报价应发工资"}


def test_text_negative_and_huge_amounts_are_refused_all_at_once_with_their_cells(
    run: Run, tmp_path: Path
) -> None:
    planted = {
        (EAST, FIRST, "income"): "5000元",
        (EAST, FIRST, "employer"): -1,
        (WEST, "3@2027-01", "income"): 10**15,
        (WEST, "tax", "employer"): "6%以内",
    }
    form = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司", planted)
    rate = f"{column_letters(PLACES['employer'] + 1)}{rows_of(load_workbook(form)[WEST])['tax']}"
    assert [(one.code, one.where) for one in _problems(run, tmp_path, form)] == [
        ("bid-amount-text", f"a.xlsx {EAST}!J4"),
        ("bid-amount-negative", f"a.xlsx {EAST}!K4"),
        ("bid-amount-too-large", f"a.xlsx {WEST}!J4"),
        ("bid-amount-text", f"a.xlsx {WEST}!{rate}"),
    ]


def test_two_forms_of_one_bidder_are_refused(run: Run, tmp_path: Path) -> None:
    blank = blank_of(run)
    forms = [filled(blank, tmp_path / f"{name}.xlsx", "甲公司（集团）") for name in "ab"]
    [problem] = _problems(run, tmp_path, *forms)
    assert (problem.code, problem.where) == ("bid-same-bidder", "b.xlsx")
    assert problem.params == {"found": "甲公司(集团)", "other": "a.xlsx"}


def test_a_key_that_is_gone_with_its_row_or_stands_twice_is_refused(
    run: Run, tmp_path: Path
) -> None:
    blank = blank_of(run)
    gone = {(EAST, FIRST, "key"): "x", (EAST, FIRST, "title"): "保安"}
    twice = {(EAST, "2@2027-01", "key"): FIRST}
    forms = [
        filled(blank, tmp_path / "gone.xlsx", "甲公司", gone),
        filled(blank, tmp_path / "twice.xlsx", "乙公司", twice),
    ]
    assert [(one.code, one.where) for one in _problems(run, tmp_path, *forms)] == [
        ("bid-row-missing", f"gone.xlsx {EAST}"),
        ("bid-row-repeated", f"twice.xlsx {EAST}!P5"),
    ]


def test_a_form_of_another_version_is_refused(run: Run, tmp_path: Path) -> None:
    path = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司")
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == run.version:
                    cell.value = "0.1.0"
    book.save(path)
    [problem] = _problems(run, tmp_path, path)
    assert problem.code == "bid-other-version"
    assert problem.params == {"found": "0.1.0", "ours": run.version}


def test_an_error_and_a_formula_without_a_result_are_no_amounts(run: Run, tmp_path: Path) -> None:
    # The library that saves it works nothing out.
    planted = {(EAST, FIRST, "income"): "=5000+100", (EAST, FIRST, "employer"): "#DIV/0!"}
    form = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司", planted)
    codes = [one.code for one in _problems(run, tmp_path, form)]
    assert codes == ["formula-without-value", "cell-shows-error"]


def test_what_is_no_workbook_ends_with_the_code_of_unreadable_files(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_text("x", encoding="utf-8")
    roster = pack_of(run, tmp_path)
    with pytest.raises(FileRefused):
        compared(
            BidsRequest(roster=roster, forms=[tmp_path / "a.xlsx"], options=Options(), today=TODAY)
        )
    assert sanicost("bids", roster, tmp_path / "a.xlsx").code == 3
    assert sanicost("bids", roster, tmp_path / "missing.xlsx").code == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_refusal_is_said_in_both_languages_and_nothing_is_written(
    run: Run, tmp_path: Path, lang: str
) -> None:
    form = filled(blank_of(run), tmp_path / "a.xlsx", "", {(EAST, FIRST, "income"): "面议"})
    out = tmp_path / "比对.xlsx"
    told = sanicost("--lang", lang, "bids", pack_of(run, tmp_path), form, "-o", out)
    assert (told.code, out.exists()) == (1, False)
    assert "面议" in told.err
    assert f"{EAST}!J4" in told.err


def test_a_protected_sheet_and_one_without_protection_are_read_alike(
    run: Run, tmp_path: Path
) -> None:
    path = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司")
    book = load_workbook(path)
    assert book[EAST].protection.sheet
    for sheet in book:
        sheet.protection.sheet = False
    book.save(tmp_path / "b.xlsx")
    roster = pack_of(run, tmp_path)
    for name in ("a", "b"):
        forms = [tmp_path / f"{name}.xlsx"]
        found = compared(BidsRequest(roster=roster, forms=forms, options=Options(), today=TODAY))
        assert found.bids[0].changes == ()
        assert found.bids[0].total == run.result.price.ceiling
