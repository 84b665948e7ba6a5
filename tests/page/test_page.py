"""What an officer does with the page, by clicking and dropping, against what the program says."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.page.driving import Page, sha256, texts
from tests.program import Outcome, sanicost

EXAMPLES = Path(__file__).parents[2] / "examples"
STREET, DISTRICT = EXAMPLES / "street-office.xlsx", EXAMPLES / "district-lots.xlsx"
MOST_BYTES = 12_000_000


def _cli(*arguments: str | Path) -> Outcome:
    done = sanicost(*arguments)
    assert done.code == 0, done.err
    return done


def _json(*arguments: str | Path) -> dict[str, Any]:
    return _cli(*arguments, "--json").document


def _roster(folder: Path, *rows: str) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join(("岗位,人数,平均工龄", *rows)) + "\n", "utf-8")
    return path


def test_it_is_small_enough_to_be_mailed_and_lets_nothing_out(built: Path) -> None:
    html = built.read_text("utf-8")
    assert built.stat().st_size <= MOST_BYTES
    policy = html.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert "http://" not in policy
    assert "https://" not in policy


@pytest.mark.parametrize("example", [STREET, DISTRICT], ids=lambda path: path.stem)
def test_it_writes_the_annex_byte_for_byte_as_the_command_line_does(
    page: Page, tmp_path: Path, example: Path
) -> None:
    found = _json("estimate", example, "-o", tmp_path / "annex.xlsx")
    assert page.give(example) == "done"
    assert page.ceiling == found["ceiling"]
    assert page.find("#capitals").text == found["ceiling_in_words"]
    written = page.downloaded("#download-workbook").read_bytes()
    assert sha256(written) == sha256((tmp_path / "annex.xlsx").read_bytes())


def test_it_makes_the_tender_pack_byte_for_byte_as_the_command_line_does(
    page: Page, tmp_path: Path
) -> None:
    _cli("tender", DISTRICT, "-o", tmp_path / "pack", "--split", "lot")
    page.give(DISTRICT)
    page.choose("#split", "lot")
    packed = zipfile.ZipFile(BytesIO(page.downloaded("#download-pack").read_bytes()))
    names = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    folder = tmp_path / "pack"
    wanted = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*")}
    assert names.keys() == wanted.keys()
    for name, path in wanted.items():
        assert sha256(names[name]) == sha256(path.read_bytes()), name


def test_nothing_is_asked_of_any_network(page: Page) -> None:
    page.requests()
    page.browser.refresh()
    page.wait("ready")
    page.drop(STREET)
    page.downloaded("#download-workbook")
    assert [url for url in page.requests() if not url.startswith("file:")] == []
    kept = "return [localStorage.length, sessionStorage.length, document.cookie]"
    assert page.run(kept) == [0, 0, ""]


def test_each_problem_stands_in_the_list_and_at_its_cell_of_the_officers_own_table(
    page: Page, tmp_path: Path
) -> None:
    bad = _roster(tmp_path, "道路人工清扫保洁工,3.5,9", "公厕保洁,4,8", "垃圾清运工,6,88")
    problems = sanicost("check", bad, "--json").document["problems"]
    page.drop(bad)
    rows = page.all("#problems tr")
    assert [(row.get_attribute("data-where"), row.get_attribute("data-code")) for row in rows] == [
        (one["where"], one["code"]) for one in problems
    ]
    marked = {cell.text.partition("\n")[0] for cell in page.all("#own-table td.bad")}
    assert marked == {"3.5", "公厕保洁", "88"}
    assert not page.find("#result").is_displayed()


def test_problems_are_put_right_on_the_page_and_the_ceiling_is_that_of_the_mended_roster(
    page: Page, tmp_path: Path
) -> None:
    mended = _roster(tmp_path, "道路人工清扫保洁工,4,9", "公厕保洁工,4,8", "垃圾清运工,6,8")
    wanted = _json("estimate", mended)["ceiling"]
    page.drop(_roster(tmp_path, "道路人工清扫保洁工,3.5,9", "公厕保洁,4,8", "垃圾清运工,6,88"))
    page.click("#put-right")
    page.until(lambda: len(page.all("#form-problems li")) == 3)
    page.fill("[data-where='positions:0:headcount']", "4")
    page.fill("[data-where='positions:1:title']", "公厕保洁工")
    page.fill("[data-where='positions:2:seniority_years']", "8")
    page.until(lambda: page.find("#result").is_displayed() and page.ceiling == wanted)
    assert page.all("#form-problems li") == []
    saved = page.downloaded("#save-roster")
    assert _json("estimate", saved)["ceiling"] == wanted


def test_a_changed_assumption_moves_the_ceiling_as_whatif_says_and_back_takes_it_back(
    page: Page,
) -> None:
    page.give(STREET)
    before = page.ceiling
    said = _json("whatif", STREET, "--set", "minimum_wage=2800")
    assert page.try_out("#try-wage", "2800") == said["ceiling"]
    assert page.find("#moved").is_displayed()
    both = _json("whatif", STREET, "--set", "minimum_wage=2800", "--set", "[2].headcount=20")
    page.choose("#try-row", "2")
    assert page.try_out("#try-heads", "20") == both["ceiling"]
    causes = texts(page.all("#tried figure text"))
    assert "人数" in causes
    page.click("#back")
    page.until(lambda: page.ceiling == said["ceiling"])
    page.click("#back")
    page.until(lambda: page.ceiling == before)
    assert not page.find("#moved").is_displayed()


def test_a_start_that_is_supposed_comes_to_the_ceiling_of_a_tender_that_starts_then(
    page: Page,
) -> None:
    page.give(STREET)
    moved = _json("estimate", STREET, "--start", "2027-07", "--months", "24")
    page.try_out("#try-start", "2027-07")
    assert page.try_out("#try-months", "24") == moved["ceiling"]


def test_what_cannot_be_supposed_is_said_and_changes_nothing(page: Page) -> None:
    page.give(STREET)
    before = page.ceiling
    assert page.try_out("#try-wage", "nonsense") == before
    assert page.find("#try-wage").get_attribute("aria-invalid") == "true"
    assert page.find("#tried .notice").text


def test_a_click_on_an_amount_tells_the_rule_with_its_numbers_its_clause_and_its_source(
    page: Page,
) -> None:
    page.give(STREET)
    page.click("#positions tbody tr:nth-child(3) button.amount")
    page.until(
        lambda: page.find("#explain").is_displayed() and "三(二)" in page.find("#explain").text
    )
    # 三(二): 25 yuan for each of 26 days worked in a six-day week.
    assert "25 元/日 × 26 日 ＝ 650.00 元" in page.find("#explain").text
    page.click("#explain-close")
    assert not page.find("#explain").is_displayed()


def test_a_workbook_of_ours_is_known_as_untouched_and_an_edit_is_found_at_its_cell(
    page: Page, tmp_path: Path
) -> None:
    annex = tmp_path / "annex.xlsx"
    _cli("estimate", STREET, "-o", annex)
    page.give(annex)
    page.until(lambda: page.find("#verdict").is_displayed())
    assert page.all("#verdict .notice.good")
    edited = tmp_path / "edited.xlsx"
    _edit(annex, edited)
    page.clear()
    page.give(edited)
    page.until(lambda: bool(page.all("#verdict .notice.bad")))
    assert "附件2" in page.find("#verdict tbody").text
    [cell] = page.all("#verdict td.bad")
    assert cell.text.startswith("79")
    assert "78" in cell.text


def _edit(source: Path, target: Path) -> None:
    """Write a copy of a workbook with other heads in its first position."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only here

    book = load_workbook(source)
    sheet = next(one for one in book.worksheets if one.title.startswith("附件2"))
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 78)
    cell.value = 79
    book.save(target)


def test_of_two_rosters_the_causes_add_up_from_one_ceiling_to_the_other(page: Page) -> None:
    found = _json("compare", STREET, DISTRICT)
    page.give(STREET, DISTRICT)
    page.until(lambda: page.find("#comparison").is_displayed())
    total = page.find("#comparison tr.total").text
    difference = str(found["difference"]).replace("-", "−")
    assert total.replace(",", "").endswith(difference)


def test_a_folder_comes_back_as_workbooks_and_a_roll_up(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "rosters"
    (folder / "east").mkdir(parents=True)
    (folder / "east" / "a.xlsx").write_bytes(STREET.read_bytes())
    (folder / "b.xlsx").write_bytes(DISTRICT.read_bytes())
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    _cli("batch", folder, "-o", tmp_path / "batch")
    page.drop(folder)
    assert len(page.all("#opened tbody tr")) == 2
    packed = zipfile.ZipFile(BytesIO(page.downloaded("#download-all").read_bytes()))
    books = [name for name in packed.namelist() if name.endswith(".xlsx")]
    assert "汇总.xlsx" in books
    for name in books:
        assert sha256(packed.read(name)) == sha256((tmp_path / "batch" / name).read_bytes()), name


def test_a_roster_is_filled_in_priced_and_saved_as_a_draft_that_the_program_reads(
    page: Page,
) -> None:
    page.click("#open-form")
    page.fill("[data-where='positions:0:title']", "公厕保洁工")
    page.fill("[data-where='positions:0:headcount']", "12")
    page.fill("[data-where='project:start']", "2027-01")
    page.fill("#form-tax", "0.0672")
    page.until(lambda: page.find("#result").is_displayed())
    page.until(lambda: "未计列" not in texts(page.all("#facts dd"))[-1])
    draft = page.downloaded("#save-draft")
    assert _json("estimate", draft)["ceiling"] == page.ceiling
    cell = "[data-where='positions:0:post_class']"
    assert page.find(cell).get_attribute("placeholder") == "1 类岗位"


def test_what_was_typed_and_not_saved_is_not_lost_without_a_question(page: Page) -> None:
    leaves = (
        "const leaving = new Event('beforeunload', { cancelable: true });"
        "window.dispatchEvent(leaving); return !leaving.defaultPrevented;"
    )
    assert page.run(leaves)
    page.click("#open-form")
    page.fill("[data-where='positions:0:title']", "公厕保洁工")
    page.settle()
    assert not page.run(leaves)
    page.downloaded("#save-draft")
    assert page.run(leaves)


def test_ten_planted_mistakes_are_put_right_on_the_page(page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "ten.csv"
    head = "岗位,岗位等次,人数,平均工龄,工作制,月工作天数,参保类型,公积金单位比例,街道,露天高温作业"
    rows = (
        "公厕保洁,,3,8,,,,,,",  # 1 a title nearly right
        "垃圾清运工,2,3,8,,,,,,",  # 2 a class that the annex contradicts
        "公厕保洁工,,2.5,8,,,,,,",  # 3 half a head
        "公厕保洁工,,3,88,,,,,,",  # 4 seniority above 60
        "公厕保洁工,,3,8,七天工作制,,,,,",  # 5 a pattern that is none
        "公厕保洁工,,3,8,,32,,,,",  # 6 more days than a month has
        "公厕保洁工,,3,8,,,不参保,,,",  # 7 a choice that is none
        "公厕保洁工,,3,8,,,,0.05,,",  # 8 a rate below 三(八)
        "公厕保洁工,,3,8,,,,,,也许",  # 9 neither yes nor no
        "公厕保洁工,,-3,8,,,,,,",  # 10 fewer than no heads
    )
    bad.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    page.drop(bad)
    page.click("#put-right")
    page.until(lambda: bool(page.all("#form-problems li")))
    mended = (
        *(("0:title", "公厕保洁工"), ("1:post_class", ""), ("2:headcount", "2")),
        *(("3:seniority_years", "8"), ("4:work_pattern", ""), ("5:work_days", "")),
        *(("6:insurance", ""), ("7:housing_fund_rate", "0.07"), ("8:heat_exposed", "否")),
        ("9:headcount", "3"),
    )
    for cell, text in mended:
        page.fill(f"[data-where='positions:{cell}']", text)
    page.until(lambda: page.find("#result").is_displayed() and not page.all("#form-problems li"))
    page.settle()
    saved = page.downloaded("#save-roster")
    assert _json("estimate", saved)["ceiling"] == page.ceiling
