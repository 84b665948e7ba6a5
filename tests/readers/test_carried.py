"""A workbook of ours as a roster: the same bytes again, or a clear word why not."""

import os
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sanicost.city.standard import config_folder
from sanicost.core.period import Month
from sanicost.embedded.canonical import CanonicalInputs, Run, Section
from sanicost.readers.document import FileRefused
from sanicost.readers.project import Options
from sanicost.runs import price_roster, verify_workbook
from sanicost.writers.workbook import workbook_bytes
from tests.program import EXAMPLES, sanicost
from tests.readers.books import write_book
from tests.recalculation import has_libreoffice, recalculate
from tests.rosters import MINIMAL, TODAY, priced

FILES = ["street-office.xlsx", "street-office.yaml", "district-lots.xlsx", "district-lots.yaml"]
LIBREOFFICE = pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"),
    reason="LibreOffice is not installed: no workbook was saved again",
)


def _bytes(run: Run) -> bytes:
    return workbook_bytes(run)


def _write(folder: Path, run: Run, name: str = "测算.xlsx") -> Path:
    path = folder / name
    path.write_bytes(_bytes(run))
    return path


def _again(path: Path, config: Path | None = None, **options: Any) -> Run:
    return price_roster(path, Options(**options), config, TODAY)


@pytest.mark.parametrize("name", FILES)
def test_an_example_priced_from_its_own_workbook_gives_the_same_bytes(
    tmp_path: Path, name: str
) -> None:
    run = _again(EXAMPLES / name)
    path = _write(tmp_path, run)
    again = _again(path)
    assert _bytes(again) == path.read_bytes()
    assert again.inputs == run.inputs
    # Each field is still known by its place in the officer's own roster.
    places = [one.places for one in run.result.estimate.roster.positions]
    assert [one.places for one in again.result.estimate.roster.positions] == places
    assert any(places)


def test_a_term_that_nobody_gave_is_said_again_of_the_workbook(tmp_path: Path) -> None:
    run = priced(tmp_path, {"positions": MINIMAL["positions"]})
    assert "term-assumed" in {one.code for one in run.result.findings}
    path = _write(tmp_path, run)
    assert _bytes(_again(path)) == path.read_bytes()
    # A term that the command line gives is not assumed.
    told = priced(tmp_path, {"positions": MINIMAL["positions"]}, Options(months=24)).result
    assert "term-assumed" not in {one.code for one in told.findings}


def test_the_same_tender_in_two_forms_has_one_hash_and_two_texts() -> None:
    excel, plain = (_again(EXAMPLES / name).inputs for name in FILES[:2])
    assert excel.sha256 == plain.sha256
    assert excel.text_sha256 != plain.text_sha256


@LIBREOFFICE
def test_an_example_saved_again_by_libreoffice_prices_to_the_bytes_of_the_original(
    tmp_path: Path,
) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    paths = [_write(tmp_path, _again(EXAMPLES / name), f"{name}.xlsx") for name in FILES]
    recalculate(paths, saved)
    for path in paths:
        assert (saved / path.name).read_bytes() != path.read_bytes()
        assert _bytes(_again(saved / path.name)) == path.read_bytes()
        assert verify_workbook(saved / path.name, None).is_untouched


@pytest.fixture
def other_config(tmp_path: Path) -> Path:
    """Return today's data folder with another holiday money, 三(五), and a word for relief."""
    folder = tmp_path / "config"
    shutil.copytree(config_folder(), folder)
    file = folder / "figures" / "holiday_money.yaml"
    text = file.read_text("utf-8")
    row = "{from: 2024-03-01, value: 2400"
    assert text.count(row) == 1
    file.write_text(text.replace(row, row.replace("2400", "3000")), encoding="utf-8")
    posts = folder / "posts.yaml"
    words = posts.read_text("utf-8")
    assert words.count("relief_words: [") == 1
    posts.write_text(words.replace("relief_words: [", "relief_words: [保洁, "), encoding="utf-8")
    return folder


def test_carried_figures_hold_whatever_the_data_folder_says_today(
    tmp_path: Path, other_config: Path
) -> None:
    path = _write(tmp_path, _again(EXAMPLES / FILES[0]))
    assert _bytes(_again(path, other_config)) == path.read_bytes()


def test_refresh_takes_the_figures_of_today(tmp_path: Path, other_config: Path) -> None:
    # 2400 / 12 = 200.00 yuan a month then, 3000 / 12 = 250.00 today.
    roster = {
        "project": {"start": "2026-01", "months": 1},
        "positions": [{"title": "公厕保洁工", "headcount": 1}],
    }
    path = _write(tmp_path, priced(tmp_path, roster))
    before, after = _again(path), _again(path, other_config, refresh=True)
    lines = [run.result.estimate.segments[0].amounts for run in (before, after)]
    assert lines[0]["holiday_money"] == [20000]
    assert lines[1]["holiday_money"] == [25000]
    assert lines[1]["income"][0] - lines[0]["income"][0] == 5000
    fresh = price_roster(tmp_path / "roster.yaml", Options(), other_config, TODAY)
    assert _bytes(after) == _bytes(fresh)
    assert _bytes(_again(path, refresh=True)) == path.read_bytes()


def test_verify_names_the_figures_that_have_moved_and_calls_the_workbook_untouched(
    tmp_path: Path, other_config: Path
) -> None:
    path = _write(tmp_path, priced(tmp_path, MINIMAL))
    verdict = verify_workbook(path, other_config)
    assert verdict.is_untouched
    found = [(one.figure, str(one.month), one.carried, one.today) for one in verdict.moved]
    assert found == [("holiday_money", "2026-01", "2400", "3000")]
    assert verify_workbook(path, None).moved == ()


def test_an_option_beats_what_is_carried_and_is_listed_once(tmp_path: Path) -> None:
    first = priced(tmp_path, MINIMAL, Options(start=Month.parse("2026-02")))
    path = _write(tmp_path, first)
    assert _said(first) == [{"name": "--start", "old": "2026-01", "found": "2026-02"}]
    assert _said(_again(path)) == _said(first)
    assert _said(_again(path, start=Month.parse("2026-02"))) == _said(first)
    later = _again(path, start=Month.parse("2026-03"), months=2)
    assert later.result.estimate.roster.period.months == 2
    assert _said(later) == [
        {"name": "--start", "old": "2026-02", "found": "2026-03"},
        {"name": "--months", "old": "6", "found": "2"},
    ]


def _said(run: Run) -> list[dict[str, str | int]]:
    notices = run.result.assumptions
    return [dict(one.params) for one in notices if one.code == "option-beats-roster"]


def test_overrides_of_every_shape_are_carried_and_an_option_replaces_one(tmp_path: Path) -> None:
    said = {"source": "=复函", "reason": "已核实: 两份"}
    figures: dict[str, Any] = {
        "medical.base": {"value": {"lower": 6300, "upper": None}, **said},
        "medical.rate": [
            {"value": "0.06", **said},
            {"value": "0.055", "from": "2026-03", **said},
        ],
        "seniority_pay": {"value": [{"upto": 10, "per_year": 40}, {"per_year": 30}], **said},
    }
    path = _write(tmp_path, priced(tmp_path, {**MINIMAL, "figures": figures}))
    assert _bytes(_again(path)) == path.read_bytes()
    option = tmp_path / "option.yaml"
    option.write_text("medical.rate: {value: 0.05, source: 函, reason: 核}", encoding="utf-8")
    [row] = _again(path, figures=option).result.estimate.roster.overrides["medical.rate"]
    assert str(row.value) == "0.05"


def test_awkward_texts_come_back_to_the_letter(tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "_x0041_b",
        "[positions: 3]",
        "machine_copy",
        "三、其他费用",
        "𠀀" * 300,
        'a"b\\',
    ]
    costs = [{"name": text, "amount": 1, "per": "term"} for text in texts]
    roster = {**MINIMAL, "price": {"other_costs": costs}}
    path = _write(tmp_path, priced(tmp_path, roster))
    assert _bytes(_again(path)) == path.read_bytes()
    assert verify_workbook(path, None).is_untouched


def test_the_program_prices_and_checks_a_workbook_of_its_own(tmp_path: Path) -> None:
    path = _write(tmp_path, _again(EXAMPLES / FILES[0]))
    out = tmp_path / "again.xlsx"
    assert sanicost("estimate", path, "-o", out).code == 0
    assert out.read_bytes() == path.read_bytes()
    assert sanicost("check", path, "--refresh").code == 0
    assert sanicost("estimate", path, "-o", path, "--force").code == 4


def test_a_carrying_sheet_of_another_name_is_found_and_verify_names_it(tmp_path: Path) -> None:
    path = _changed(tmp_path, lambda sheet: setattr(sheet, "title", "改名"))
    assert _bytes(_again(path)) == _bytes(priced(tmp_path, MINIMAL))
    [found] = verify_workbook(path, None).differences
    assert (found.where, found.kind, found.expected) == ("改名", "sheet-renamed", "输入数据")


# --- what cannot be had ---------------------------------------------------------------------------

Change = Callable[[Worksheet], None]


def _changed(folder: Path, change: Change, sheet: str = "输入数据") -> Path:
    path = _write(folder, priced(folder, MINIMAL))
    book = load_workbook(path)
    change(book[sheet])
    book.save(path)
    return path


def _row_of(sheet: Worksheet, text: str) -> int:
    return next(row for row in range(1, 500) if text in str(sheet.cell(row, 1).value))


def _table_cell(sheet: Worksheet) -> None:
    sheet.cell(_row_of(sheet, "[positions") + 3, 3).value = "41"


def _copy_column(sheet: Worksheet) -> int:
    return sheet.max_column


def _both_copies(sheet: Worksheet) -> None:
    _table_cell(sheet)
    for row in range(1, sheet.max_row + 1):
        cell = sheet.cell(row, _copy_column(sheet))
        if str(cell.value).startswith("["):
            cell.value = f" {cell.value}"


def _newer(sheet: Worksheet) -> None:
    sheet["B2"] = "99.0.0"
    _both_copies(sheet)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_table_cell, "carried-altered"),
        (_both_copies, "carried-altered-twice"),
        (_newer, "carried-version"),
        (lambda sheet: sheet.parent.remove(sheet), "carried-missing"),
        (lambda sheet: sheet.delete_rows(1, 400), "carried-altered-twice"),
    ],
)
def test_carried_inputs_that_were_touched_are_no_roster(
    tmp_path: Path, change: Change, code: str
) -> None:
    path = _changed(tmp_path, change)
    before = path.read_bytes()
    outcome = sanicost("estimate", path, "--json", "-o", tmp_path / "out.xlsx")
    assert (outcome.code, outcome.codes) == (3, [code])
    assert not (tmp_path / "out.xlsx").exists()
    assert path.read_bytes() == before
    said = sanicost("check", path, "--lang", "en").err
    assert "Traceback" not in said
    assert "输入数据" in said or "99.0.0" in said


@pytest.mark.parametrize("copy", [_table_cell, _both_copies])
def test_verify_names_the_cell_of_one_copy_and_refuses_two(tmp_path: Path, copy: Change) -> None:
    path = _changed(tmp_path, copy)
    if copy is _both_copies:
        with pytest.raises(FileRefused, match="carried-altered-twice"):
            verify_workbook(path, None)
    else:
        [found] = verify_workbook(path, None).differences
        row = _row_of(load_workbook(path)["输入数据"], "[positions") + 3
        assert found.where == f"输入数据!C{row}"
        assert (found.kind, found.found, found.expected) == ("carried-input", "41", "1")


def test_a_roster_may_have_a_sheet_of_that_name(tmp_path: Path) -> None:
    rows = [("岗位", "人数"), ("公厕保洁工", 2)]
    path = write_book(tmp_path / "a.xlsx", {"岗位表": rows, "输入数据": [("version", "1")]})
    assert _again(path).result.estimate.roster.positions[0].headcount == 2
    alone = write_book(tmp_path / "b.xlsx", {"输入数据": rows})
    assert _again(alone).result.estimate.roster.positions[0].headcount == 2


def test_a_strange_workbook_with_a_sheet_of_that_name_is_none_of_ours(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", {"输入数据": [("甲", "乙"), (1, 2)]})
    assert sanicost("verify", path, "--json").codes == ["carried-foreign"]


@pytest.mark.parametrize("name", ["street-office.xlsx", "district-lots.xlsx"])
def test_a_roster_is_nothing_to_verify(name: str) -> None:
    outcome = sanicost("verify", EXAMPLES / name, "--json")
    assert (outcome.code, outcome.codes) == (3, ["carried-foreign"])


def _forged(run: Run, change: Callable[[Section], Section]) -> bytes:
    """Return a workbook whose carried inputs were changed, all hashes with them."""
    sections = tuple(change(section) for section in run.inputs.sections)
    return workbook_bytes(run._replace(inputs=CanonicalInputs(run.version, sections)))


def _without(title: str) -> Callable[[Section], Section]:
    return lambda one: Section(one.title, one.headings, ()) if one.title == title else one


def _with(title: str, heading: str, text: str) -> Callable[[Section], Section]:
    def change(one: Section) -> Section:
        if one.title != title:
            return one
        column = one.headings.index(heading)
        rows = tuple((*row[:column], text, *row[column + 1 :]) for row in one.rows)
        return Section(one.title, one.headings, rows)

    return change


@pytest.mark.parametrize(
    ("change", "code", "expected"),
    [
        (_without("project"), 3, "carried-not-ours"),
        (_without("values"), 3, "carried-not-ours"),
        (_without("figures"), 3, "carried-not-ours"),
        (_without("positions"), 1, "positions-missing"),
        (_with("positions", "headcount", "9" * 40), 3, "carried-not-ours"),
        (_with("positions", "places", "[]"), 3, "carried-not-ours"),
        (_with("positions", "insurance", "none"), 3, "carried-not-ours"),
        (_with("values", "value", "{a: [" * 30), 3, "carried-not-ours"),
        (_with("values", "from", "2020-13"), 3, "carried-not-ours"),
        (_with("reading", "code", "nonsense"), 3, "carried-not-ours"),
        (_with("reading", "params", "{}"), 3, "carried-not-ours"),
        (_with("project", "value", "2026-01"), 1, "choice-unknown"),
    ],
)
def test_forged_inputs_with_right_hashes_are_refused(
    tmp_path: Path, change: Callable[[Section], Section], code: int, expected: str
) -> None:
    path = tmp_path / "forged.xlsx"
    path.write_bytes(_forged(priced(tmp_path, MINIMAL), change))
    for command in ("check", "verify"):
        outcome = sanicost(command, path, "--json")
        assert outcome.code == code, (outcome.out, outcome.err)
        assert expected in outcome.codes


def test_a_swollen_or_endless_workbook_is_refused_by_verify(tmp_path: Path) -> None:
    path = _write(tmp_path, priced(tmp_path, MINIMAL))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    row = b"<row>" + b'<c><f t="shared" si="7"/></c>' * 100 + b"</row>"
    master = b'<row r="900"><c><f t="shared" si="7">' + b"A1+" * 2700 + b"1</f></c></row>"
    hostile = {
        "sheet-too-large": parts[sheet].replace(b"</sheetData>", far),
        "file-too-large": parts[sheet].replace(
            b"</sheetData>", b" " * (100 * 1024 * 1024) + b"</sheetData>"
        ),
        "file-broken-xml": parts[sheet][:-30],
    }
    expanding = parts[sheet].replace(b"</sheetData>", master + row * 400 + b"</sheetData>")
    for code, data in (*hostile.items(), ("file-too-large", expanding)):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in (parts | {sheet: data}).items():
                package.writestr(name, part)
        path.write_bytes(buffer.getvalue())
        outcome = sanicost("verify", path, "--json")
        assert (outcome.code, outcome.codes) == (3, [code])
        assert outcome.peak_mib < 300
