"""What else an officer drops: bid forms that came back, figures of their own; and what they get."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.page.bidders import filled
from tests.page.driving import Page, sha256, texts
from tests.program import sanicost

EXAMPLES = Path(__file__).parents[2] / "examples"
STREET, DISTRICT = EXAMPLES / "street-office.xlsx", EXAMPLES / "district-lots.xlsx"
KEPT = "minimum_wage:\n  - {from: 2027-07, value: 2800, source: 粤府函〔2027〕9号, reason: 上调}\n"


@pytest.fixture(scope="module")
def bids(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the forms of two bidders: one at the floor, one 100 yuan below it in one row."""
    folder = tmp_path_factory.mktemp("bids")
    assert sanicost("tender", DISTRICT, "-o", folder / "pack").code == 0
    [form] = (folder / "pack").glob("*报价表*.xlsx")
    blank = form.read_bytes()
    return [filled(blank, folder, "甲公司"), filled(blank, folder, "乙公司", below=100)]


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    """Return a file of the officer's own figures."""
    path = tmp_path / "figures.yaml"
    path.write_text(KEPT, "utf-8")
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_annotated_copy_holds_every_problem_at_its_cell(
    page: Page, tmp_path: Path, lang: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("岗位,人数,平均工龄\n公厕保洁,3.5,88\n", "utf-8")
    page.speak(lang)
    page.give(bad)
    messages = texts(page.all("#problems td:nth-child(2)"))
    copy = page.downloaded("#download-annotated")
    assert copy.name.startswith("bad-问题")
    remarked = _remarked(copy)
    assert len(remarked) == len(messages) == 3
    sanicost("check", bad, "--annotate", "--lang", lang)
    assert remarked == _remarked(bad.with_name("bad-问题.xlsx"))


def _remarked(book: Path) -> list[tuple[str, str]]:
    """Return the cells of the first sheet that have a remark, with the remark."""
    sheet = load_workbook(book).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return [(cell.coordinate, cell.comment.text) for cell in cells if cell.comment]


def test_bid_forms_beside_their_tender_are_compared_as_the_command_line_does(
    page: Page, bids: list[Path], tmp_path: Path
) -> None:
    sanicost("bids", DISTRICT, *bids, "-o", tmp_path / "bids.xlsx")
    assert page.drop(*bids, DISTRICT) == "done"
    assert page.find("#bids").is_displayed()
    assert page.ceiling
    shown = page.find("#bids").text
    assert "甲公司" in shown
    assert "低于底线" in shown
    assert "没有发现需要询问之处" in shown
    # Three lots and all of them together, each with its two bidders; three tables row by row.
    assert len(page.all("#bids h3")) == 1 + 3 + 2
    assert len(page.all("#bids details table")) == 3
    data = page.downloaded("#download-bids").read_bytes()
    assert sha256(data) == sha256((tmp_path / "bids.xlsx").read_bytes())
    page.speak("en")
    assert "below the floor" in page.find("#bids").text
    page.click("#close-forms")
    page.until(lambda: not page.find("#bids").is_displayed())


def test_bid_forms_wait_for_their_tender_and_those_of_another_are_refused(
    page: Page, bids: list[Path]
) -> None:
    page.give(*bids)
    assert "2" in page.find("#status").text
    assert not page.find("#bids").is_displayed()
    page.give(STREET)
    assert page.find("#bids").is_displayed()
    assert "另一" in page.find("#bids").text or "不是" in page.find("#bids").text
    page.give(DISTRICT)
    assert page.all("#download-bids")


def test_a_file_of_figures_prices_what_is_open_is_shown_and_given_back(
    page: Page, figures: Path, tmp_path: Path
) -> None:
    page.give(STREET)
    before = page.ceiling
    page.give(figures)
    # `--figures` reads the same file; 2800 instead of 2680 from July 2027 on.
    wanted = sanicost("estimate", STREET, "--figures", figures, "--json").document["ceiling"]
    assert page.ceiling == wanted != before
    assert "粤府函〔2027〕9号" in page.find("#figures tbody").text
    assert "粤府函〔2027〕9号" in page.find("#assumptions").text
    given = page.downloaded("#download-figures")
    page.click("#drop-figures")
    page.until(lambda: page.ceiling == before)
    page.give(given)
    assert page.ceiling == wanted


def test_a_figure_is_added_on_the_page_and_one_below_the_law_is_refused_in_words(
    page: Page,
) -> None:
    page.give(STREET)
    before = page.ceiling
    page.click("#open-figures")
    page.until(lambda: page.find("#figures").is_displayed())
    for name, text in (("value", "2600"), ("from", "2026-09"), ("source", "粤府函")):
        page.fill(f"#kept-{name}", text)
    page.click("#keep-figure")
    page.until(lambda: bool(page.all("#figures-wrong .notice")))
    assert page.ceiling == before
    page.fill("#kept-value", "2800")
    page.fill("#kept-from", "2027-07")
    page.click("#keep-figure")
    page.until(lambda: page.ceiling != before)
    page.settle()
    assert len(page.all("#figures tbody tr")) == 1
