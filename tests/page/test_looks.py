"""How the page looks and is used: both languages, the keyboard alone, zoom, widths, contrast."""

import hashlib
import subprocess
import tarfile
from base64 import b64encode
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.page.driving import Page

EXAMPLES = Path(__file__).parents[2] / "examples"
STREET, DISTRICT = EXAMPLES / "street-office.xlsx", EXAMPLES / "district-lots.xlsx"
_AXE = "axe-core@4.14.1"
_AXE_SHA512 = (
    "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)
_WIDER = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
_CHECK = """
const done = arguments[0];
const named = (found) => found.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
axe.run(document, { resultTypes: ["violations"] }).then((all) => done(named(all.violations)));
"""


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the script of axe-core, which looks for contrast and labels."""
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), _AXE]
    subprocess.run(command, check=True, capture_output=True)
    [archive] = folder.glob("*.tgz")
    assert b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() == _AXE_SHA512
    with tarfile.open(archive) as held:
        file = held.extractfile("package/axe.min.js")
        assert file
        return file.read().decode()


def _violations(page: Page, axe: str) -> object:
    page.run(axe)
    return page.browser.execute_async_script(_CHECK)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_contrast_and_labels_are_right_in_every_state(
    page: Page, axe: str, lang: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("岗位,人数\n公厕保洁,3.5\n", "utf-8")
    page.speak(lang)
    assert _violations(page, axe) == []
    page.give(DISTRICT)
    page.try_out("#try-wage", "2900")
    assert _violations(page, axe) == []
    page.click("#positions button.amount")
    page.until(lambda: page.find("#explain").is_displayed())
    assert _violations(page, axe) == []
    page.click("#explain-close")
    page.give(bad)
    assert _violations(page, axe) == []
    page.click("#put-right")
    page.until(lambda: bool(page.all("#form-problems li")))
    assert _violations(page, axe) == []


def test_in_english_nothing_of_the_page_itself_is_left_in_chinese(page: Page) -> None:
    page.give(DISTRICT)
    page.speak("en")
    assert page.browser.title == "Street-cleaning labour cost"
    # What the officer wrote stays as it is: the tender's own name.
    assert _chinese(page, "h2, h3, th, .button, dt") == ["区属道路环卫保洁服务项目（三个包组）"]


def test_a_form_and_its_problems_follow_a_switch_of_language(page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("岗位,人数,平均工龄\n公厕保洁工,3.5,8\n公厕保洁工,2,88\n", "utf-8")
    page.give(bad)
    page.speak("en")
    assert not _chinese(page, "#problems td:last-child")
    page.click("#put-right")
    page.until(lambda: len(page.all("#form-problems li")) == 2)
    page.speak("zh")
    assert len(_chinese(page, "#form-problems li")) == 2
    page.speak("en")
    said = "#form th, #form label, #form-problems li"
    assert not _chinese(page, said)
    names = [one.text for one in page.all("#opened-table button.amount")]
    assert names == ["bad.csv", "Fill in a roster"]
    hints = (
        "return [...document.querySelectorAll('#form-body input')].map((one) => one.placeholder)"
    )
    assert page.run(hints + ".filter((one) => /[一-鿿]/.test(one))") == []
    page.fill("[data-where='positions:0:headcount']", "3")
    page.fill("[data-where='positions:1:seniority_years']", "8")
    page.fill("[data-where='project:level']", "street")
    page.fill("[data-where='positions:1:work_pattern']", "five-day-holidays-off")
    page.until(lambda: page.find("#result").is_displayed())
    assert page.all("#form-problems li") == []


def _chinese(page: Page, selector: str) -> list[str]:
    """Return what is said in Chinese by the elements of a selector."""
    said = [one.text for one in page.all(selector)]
    return [text for text in said if any("一" <= letter <= "鿿" for letter in text)]


def test_a_ceiling_stays_the_same_in_either_language(page: Page) -> None:
    page.give(STREET)
    before = page.ceiling
    page.speak("en")
    page.until(lambda: page.ceiling == before)


@pytest.mark.parametrize("width", [640, 1024, 1280, 1920])
def test_nothing_is_wider_than_the_page_at_usual_widths_and_at_twice_the_size(
    page: Page, width: int
) -> None:
    """A window of 1280 at 200 % shows as much as one of 640."""
    page.give(STREET)
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        assert page.run(_WIDER) == 0
    finally:
        page.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_keyboard_alone_prices_explains_and_leaves_a_dialog(page: Page) -> None:
    page.give(STREET)
    page.run("document.getElementById('download-workbook').focus()")
    keys = ActionChains(page.browser)
    reached: list[object] = []
    for _ in range(60):
        keys.send_keys(Keys.TAB).perform()
        focused = page.run("return document.activeElement.className")
        reached.append(focused)
        if focused == "amount":
            break
    assert "amount" in reached
    keys.send_keys(Keys.ENTER).perform()
    page.until(lambda: page.find("#explain").is_displayed())
    keys.send_keys(Keys.ESCAPE).perform()
    page.until(lambda: not page.find("#explain").is_displayed())
    assert page.run("return document.activeElement.className") == "amount"


def test_a_users_text_never_becomes_markup(page: Page, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=alert(1)><b>名"
    roster = tmp_path / "hostile.yaml"
    roster.write_text(
        f'project: {{name: "{hostile}"}}\n'
        f'positions: [{{title: "{hostile}", post_class: 1, headcount: 2, remarks: "{hostile}"}}]\n',
        "utf-8",
    )
    page.give(roster)
    assert page.find("#result-title").text == hostile
    assert page.all("#result img, #result b") == []


def test_a_folder_of_photos_a_huge_file_and_a_broken_one_are_refused_in_words(
    page: Page, tmp_path: Path
) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(3):
        (photos / f"{number}.jpg").write_bytes(b"\xff\xd8\xff")
    assert page.drop(photos) == "error"
    assert "3" in page.find("#status").text
    huge = tmp_path / "huge.xlsx"
    with huge.open("wb") as file:
        file.truncate(2 * 1024**3)
    page.give(huge)
    assert [row.get_attribute("data-code") for row in page.all("#problems tr")] == [
        "file-too-large"
    ]
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(STREET.read_bytes()[:4000])
    page.give(broken)
    assert [row.get_attribute("data-code") for row in page.all("#problems tr")] == [
        "file-truncated"
    ]
