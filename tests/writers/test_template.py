"""The blank roster: what it offers is what the reader takes, and it can be filled in as it is."""

import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sanicost.city.standard import config_folder, load_standard
from sanicost.city.vocabulary import load_vocabulary, word_key
from sanicost.core.fields import NUMBERS
from sanicost.readers import fields
from sanicost.readers.document import Notes, Raw
from sanicost.readers.positions import DEFAULT_DAYS_PER_YEAR, DEFAULT_LEAVE_DAYS
from sanicost.runs import blank_roster
from sanicost.writers.template_content import Level
from tests.program import sanicost
from tests.readers.books import problems, read
from tests.recalculation import has_libreoffice, recalculate

VOCABULARY = load_vocabulary(config_folder())
LEVELS: tuple[Level, ...] = ("street", "district")
HEADING_ROW = 3
LIBREOFFICE = pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"), reason="LibreOffice is not installed"
)


@pytest.fixture(params=LEVELS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the template of a level as a file."""
    path = tmp_path / "模板.xlsx"
    path.write_bytes(blank_roster(request.param, None))
    return path


@pytest.fixture
def book(path: Path) -> Workbook:
    return load_workbook(path)


def _headings(sheet: Worksheet) -> dict[str, int]:
    """Return the columns of 岗位表 by field."""
    words = VOCABULARY.headings["positions"]
    keys = [word_key(str(cell.value)) for cell in sheet[HEADING_ROW]]
    found = [words.get(key, words.get(key.partition("(")[0], "?")) for key in keys]
    return {name: number for number, name in enumerate(found, start=1)}


def _columns_of_lists(book: Workbook) -> dict[str, list[str]]:
    columns = book["选项"].iter_cols(values_only=True)
    return {str(texts[0]): [str(text) for text in texts[1:] if text] for texts in columns}


def test_the_sample_is_read_without_a_problem_or_a_clean_up(path: Path) -> None:
    result = read(path).result
    # The figures to be confirmed are passed over until somebody gives their source and reason.
    assert {one.code for one in result.cleanups} == {"figure-row-open"}
    # Nothing but that these are samples: texts, and the rows.
    warnings = {one.code for one in result.findings if one.severity != "info"}
    assert warnings == {"name-is-sample", "template-samples-left"}


def test_the_district_sample_has_lots_streets_and_heads_worked_out_from_posts(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(blank_roster("district", None))
    roster = read(path).result.estimate.roster
    assert len(roster.lots) > 1
    assert all(position.street for position in roster.positions)
    assert any(position.coverage for position in roster.positions)


def test_every_field_of_a_position_is_a_column_with_a_note(book: Workbook) -> None:
    sheet = book["岗位表"]
    columns = _headings(sheet)
    assert set(columns) == set(VOCABULARY.headings["positions"].values())
    for column in columns.values():
        comment = sheet.cell(HEADING_ROW, column).comment
        assert comment
        assert len(comment.text) > 3


def test_every_key_of_the_project_has_a_note(book: Workbook) -> None:
    keys = {
        VOCABULARY.headings["project"].get(word_key(str(row[0].value))): row[0].comment
        for row in book["项目信息"].iter_rows(min_row=3)
    }
    assert set(keys) == set(VOCABULARY.headings["project"].values())
    assert all(keys.values())


def test_the_notes_name_the_defaults_that_the_reader_takes(book: Workbook) -> None:
    sheet = book["岗位表"]
    columns = _headings(sheet)
    defaults = {
        "days_per_year": DEFAULT_DAYS_PER_YEAR,
        "leave_days": DEFAULT_LEAVE_DAYS,
        "seniority_years": VOCABULARY.default_seniority_years,
    }
    for name, default in defaults.items():
        comment = sheet.cell(HEADING_ROW, columns[name]).comment
        assert comment
        assert f"留空按 {default} " in comment.text, name


def test_every_listed_choice_is_taken_by_the_reader(book: Workbook) -> None:
    offered = _columns_of_lists(book)
    labels = {name: one.words[0] for name, one in VOCABULARY.columns.given.items()}
    notes = Notes()
    for name, words in VOCABULARY.choices.items():
        if name not in {"lot_all", "regulation"}:  # no column offers these
            texts = offered[labels.get(name) or _label(name)]
            found = {fields.choice(Raw(text, name), words, notes) for text in texts}
            assert found == set(words.values()), name
    patterns = [
        fields.choice(Raw(text, ""), VOCABULARY.pattern_words, notes)
        for text in offered[labels["work_pattern"]]
    ]
    assert set(patterns) == set(VOCABULARY.patterns)
    assert (notes.problems, notes.cleanups) == ([], [])
    names = {word_key(f.name["zh"]) for f in load_standard(config_folder()).figures.values()}
    assert {word_key(text) for text in offered["参数"]} == names


def test_every_choice_of_the_sample_stands_in_its_own_list(book: Workbook) -> None:
    offered = _columns_of_lists(book)
    rows = list(book["岗位表"].iter_rows(min_row=HEADING_ROW, values_only=True))
    checked = 0
    for number, heading in enumerate(rows[0]):
        # A title outside the annex is only warned of: the officer gives its class.
        texts = [] if heading == "岗位" else offered.get(str(heading), [])
        for row in rows[1:]:
            if texts and isinstance(row[number], str):
                assert row[number] in texts, heading
                checked += 1
    assert checked > 5


def _label(name: str) -> str:
    """Return the heading of a choice outside 岗位表."""
    tables = (VOCABULARY.headings["project"], VOCABULARY.headings["price"])
    return next(word for words in tables for word, one in words.items() if one == name)


def test_every_listed_title_and_street_is_read_back_as_it_stands(
    tmp_path: Path, book: Workbook
) -> None:
    offered, sheet = _columns_of_lists(book), book["岗位表"]
    columns = _headings(sheet)
    titles, streets = offered["岗位"], offered["街道"]
    assert len(streets) == 176
    for offset in range(len(streets)):
        row = HEADING_ROW + 1 + offset
        for cell in sheet[row]:
            cell.value = None
        sheet.cell(row, columns["title"]).value = titles[offset % len(titles)]
        sheet.cell(row, columns["street"]).value = streets[offset]
        sheet.cell(row, columns["headcount"]).value = 1
    del book["报价组成"]
    book.save(tmp_path / "filled.xlsx")
    result = read(tmp_path / "filled.xlsx").result
    positions = result.estimate.roster.positions
    assert [position.street for position in positions] == streets
    assert {position.title for position in positions} == {post.title for post in VOCABULARY.posts}
    assert {one.code for one in result.cleanups} == {"figure-row-open"}


def test_streets_stand_beside_their_district_in_the_order_of_the_districts(book: Workbook) -> None:
    offered = _columns_of_lists(book)
    pairs = [(d, s) for d, streets in VOCABULARY.districts.items() for s in streets]
    assert list(zip(offered["区"], offered["街道"], strict=True)) == pairs


def test_every_number_is_checked_by_the_limits_of_the_reader(book: Workbook) -> None:
    sheet = book["岗位表"]
    columns = _headings(sheet)
    rules: dict[int, DataValidation] = {}
    for rule in sheet.data_validations.dataValidation:
        rules |= {one.min_col: rule for one in rule.sqref.ranges}
        assert all(one.min_row == HEADING_ROW + 1 for one in rule.sqref.ranges)
    for name, kind in NUMBERS.items():
        rule = rules[columns[name]]
        if name == "statutory_days_worked":
            assert rule.type == "custom"
            continue
        assert rule.type == ("decimal" if kind.decimals else "whole"), name
        # What must be above zero with two decimals is at least 0.01.
        least = "0.01" if kind.above_least else str(kind.least)
        assert (rule.formula1, rule.formula2) == (least, str(kind.most)), name
    assert (rules[columns["headcount"]].formula1, rules[columns["headcount"]].type) == (
        "1",
        "whole",
    )
    assert rules[columns["seniority_years"]].formula2 == "60"
    assert rules[columns["housing_fund_rate"]].formula2 == "1"
    lists = {name for name, column in columns.items() if rules.get(column) and name not in NUMBERS}
    assert lists == {
        *("title", "post_class", "work_pattern", "heat_exposed", "insurance"),
        *("skill_grade", "education", "street"),
    }


def test_a_title_or_street_outside_the_list_is_only_warned_of(book: Workbook) -> None:
    sheet = book["岗位表"]
    columns = _headings(sheet)
    styles = {
        one.min_col: rule.errorStyle
        for rule in sheet.data_validations.dataValidation
        for one in rule.sqref.ranges
    }
    assert styles[columns["title"]] == styles[columns["street"]] == "warning"
    assert styles[columns["insurance"]] in (None, "stop")


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_template_has_the_same_bytes(level: Level) -> None:
    assert blank_roster(level, None) == blank_roster(level, None)


@LIBREOFFICE
def test_libreoffice_opens_it_and_what_it_saves_reads_the_same(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    recalculate([path], out)
    saved = load_workbook(out / path.name)
    assert len(saved["岗位表"].data_validations.dataValidation) >= len(VOCABULARY.columns.given) - 2
    before, after = (read(one).result for one in (path, out / path.name))
    assert after.estimate.roster == before.estimate.roster
    assert {one.code for one in after.cleanups} == {"figure-row-open"}


def test_a_row_wrong_in_every_way_is_said_with_its_places(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(blank_roster("street", None)))
    sheet = book["岗位表"]
    columns = _headings(sheet)
    sheet.cell(4, columns["headcount"]).value = 0
    sheet.cell(4, columns["housing_fund_rate"]).value = 5
    book.save(tmp_path / "wrong.xlsx")
    found = problems(tmp_path / "wrong.xlsx")
    assert [code for code, _ in found] == ["number-outside-limits", "rate-above-one"]
    assert found[0][1] == f"岗位表!{sheet.cell(4, columns['headcount']).coordinate}"


def test_the_command_writes_once_and_then_only_with_force(tmp_path: Path) -> None:
    assert sanicost("template", cwd=tmp_path).code == 0
    [written] = tmp_path.iterdir()
    assert written.name == "岗位表-模板.xlsx"
    again = sanicost("template", "--level", "district", cwd=tmp_path)
    assert again.code == 4
    assert "模板" in again.err
    assert written.read_bytes() == blank_roster("street", None)
    assert sanicost("template", "--level", "district", "--force", cwd=tmp_path).code == 0
    assert written.read_bytes() == blank_roster("district", None)
    assert sanicost("check", written, "--json").code == 0


@pytest.mark.parametrize(
    "arguments", [["--level", "city"], ["-o", "x.xls"], ["--level"], ["roster.yaml"]]
)
def test_a_wrong_command_line_is_said_and_writes_nothing(
    tmp_path: Path, arguments: list[str]
) -> None:
    outcome = sanicost("template", *arguments, cwd=tmp_path)
    assert outcome.code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_template_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(config_folder(), tmp_path / "guangzhou"))
    (folder / "template.yaml").unlink()
    outcome = sanicost("template", "--config", folder, cwd=tmp_path)
    assert outcome.code == 1
    assert "template.yaml" in outcome.err
