"""Where and how the page is opened: two tabs, a wrong clock, closed at work; heads worked out live.

A huge file, a folder of photos and a broken workbook are in `test_looks`.
"""

from collections.abc import Callable
from pathlib import Path

from tests.page.driving import Page, texts
from tests.page.measure import CHANGED, PRICED, SMALL, roster
from tests.program import sanicost, slowness

EXAMPLES = Path(__file__).parents[2] / "examples"
STREET, DISTRICT = EXAMPLES / "street-office.xlsx", EXAMPLES / "district-lots.xlsx"
_LEAVES = (
    "const leaving = new Event('beforeunload', { cancelable: true });"
    "window.dispatchEvent(leaving); return !leaving.defaultPrevented;"
)
_CLOCK_OF_1970 = """
const Whole = Blob;
window.Blob = class extends Whole {
  constructor(parts, options) {
    const isScript = options && options.type === "text/javascript";
    super(isScript ? ["Date.now = () => 86400000;", ...parts] : parts, options);
  }
};
"""


def test_heads_are_worked_out_live_from_posts_to_man(page: Page) -> None:
    page.click("#open-form")
    page.fill("[data-where='positions:0:title']", "公厕保洁工")
    page.fill("[data-where='positions:0:posts_to_man']", "5")
    page.fill("[data-where='positions:0:shifts']", "2")
    page.fill("[data-where='project:start']", "2027-01")
    cell = "[data-where='positions:0:headcount']"
    # 5 × 2 × 365 = 3650 shifts; one person works 12 × 26 − 10 = 302 days: 12.09 → 13 (二(五)).
    page.until(lambda: page.find(cell).get_attribute("placeholder") == "13")
    page.fill("[data-where='positions:0:posts_to_man']", "100")
    page.fill("[data-where='positions:0:shifts']", "1")
    # 36500 ÷ 302 = 120.86 → 121.
    page.until(lambda: page.find(cell).get_attribute("placeholder") == "121")
    assert page.find("#result").is_displayed()


def test_two_tabs_know_nothing_of_each_other(page: Page) -> None:
    page.give(STREET)
    browser, before = page.browser, page.ceiling
    first, address = browser.current_window_handle, browser.current_url
    browser.switch_to.new_window("tab")
    browser.get(address)
    page.wait("ready")
    assert page.ceiling == ""
    page.give(DISTRICT)
    assert page.ceiling not in {"", before}
    browser.close()
    browser.switch_to.window(first)
    assert page.ceiling == before
    assert page.try_out("#try-wage", "2800") != before


def test_a_clock_in_1970_prices_what_names_its_months_and_refuses_what_does_not(
    page: Page, tmp_path: Path
) -> None:
    dateless = tmp_path / "dateless.csv"
    dateless.write_text("岗位,人数\n公厕保洁工,3\n", "utf-8")
    page.give(STREET)
    before, browser = page.ceiling, page.browser
    source = {"source": _CLOCK_OF_1970}
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", source)
    try:
        browser.refresh()
        page.wait("ready")
        assert "1970-01" in page.find("#browser").text
        page.give(STREET)
        assert page.ceiling == before
        page.give(dateless)
        assert page.ceiling == ""
        # A tender without a start begins in the next January.
        assert any("1971-01" in text for text in texts(page.all("#problems tr")))
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
        browser.refresh()
        page.wait("ready")


def test_a_tab_that_is_closed_at_work_asks_first(page: Page, tmp_path: Path) -> None:
    assert page.run(_LEAVES)
    page.find("#files").send_keys(str(roster(tmp_path, 200)))
    page.until(lambda: page.state == "working")
    assert not page.run(_LEAVES)
    page.wait("done")
    assert page.run(_LEAVES)


def test_nothing_of_the_file_before_stays_behind(page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("岗位,人数\n公厕保洁工,3.5\n", "utf-8")
    page.give(STREET)
    assert page.ceiling
    page.give(bad)
    assert (page.ceiling, len(page.all("#problems tr"))) == ("", 1)
    page.give(STREET)
    assert page.all("#problems tr") == []


def test_each_choice_that_was_assumed_says_what_it_is_worth(page: Page) -> None:
    page.give(STREET)
    cell = "#assumptions .worth[data-code='heat-not-exposed']"
    # The project manager, row 12, indoors; `whatif` prices the same change by another way.
    moved = sanicost("whatif", STREET, "--set", "[12].heat_exposed=是", "--json").document
    page.until(lambda: moved["difference"] in page.find(cell).text.replace(",", ""))
    assert page.find("#assumptions .worth[data-code='period']").text == ""


def test_a_roster_is_priced_and_changed_as_soon_as_promised(page: Page, tmp_path: Path) -> None:
    """Thrice the bounds of `measure`, which hold on a quiet machine: this one may be at work."""
    small = roster(tmp_path, SMALL)
    now = "return performance.now()"
    taken = []
    acts: list[Callable[[], str]] = [
        lambda: page.give(small),
        lambda: page.try_out("#try-wage", "2800"),
    ]
    for act in acts:
        start = page.run(now)
        act()
        end = page.run(now)
        assert isinstance(start, float | int)
        assert isinstance(end, float | int)
        taken.append((end - start) / 1000)
    assert taken[0] < 3 * PRICED.most * slowness()
    assert taken[1] < 3 * CHANGED.most * slowness()
