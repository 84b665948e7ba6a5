"""The page is built once for all tests and opened once; where it cannot be, tests are skipped.

In CI nothing is skipped: what the page needs is installed there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.page.driving import Page, open_browser

ROOT = Path(__file__).parents[2]
_NEEDED = ("chromium", "chromedriver", "node", "npm")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """Return the built page; downloads are kept between runs of the tests."""
    missing = [name for name in _NEEDED if not shutil.which(name)]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"the page is not tested: {', '.join(missing)} not found")
    file = tmp_path_factory.mktemp("page") / "环卫用工成本测算.html"
    assert pytestconfig.cache
    cache = pytestconfig.cache.mkdir("page")
    command = [
        sys.executable,
        str(ROOT / "page" / "build.py"),
        "-o",
        str(file),
        "--cache",
        str(cache),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return file


@pytest.fixture(scope="session")
def opened(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Give the page, ready, in a browser that all tests share."""
    downloads = tmp_path_factory.mktemp("downloads")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert chromium
    assert driver
    browser = open_browser(chromium, driver, downloads)
    try:
        yield Page(browser, built, downloads)
    finally:
        browser.quit()


@pytest.fixture
def page(opened: Page) -> Iterator[Page]:
    """Give the page with nothing open, and see that the browser had nothing to complain of."""
    opened.clear()
    yield opened
    assert opened.complaints() == []
