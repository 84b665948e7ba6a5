"""The page is built once for all tests and opened once; where it cannot be, tests are skipped.

In CI nothing is skipped: what the page needs is installed there.
"""

import fcntl
import hashlib
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
def built(pytestconfig: pytest.Config) -> Path:
    """Return the built page; it is built anew only where something that goes into it changed."""
    missing = [name for name in _NEEDED if not shutil.which(name)]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"the page is not tested: {', '.join(missing)} not found")
    assert pytestconfig.cache
    cache = pytestconfig.cache.mkdir("page")
    file = cache / _inputs() / "环卫用工成本测算.html"
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # processes that test side by side build it once
        if not file.exists():
            _build(file, cache)
    return file


def _inputs() -> str:
    """Return a hash of all that the page is built of."""
    found = hashlib.sha256()
    for folder in ("page", "sanicost", "config"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".html"}:
                found.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode())
                found.update(path.read_bytes())
    return f"built-{found.hexdigest()[:16]}"


def _build(file: Path, cache: Path) -> None:
    """Build the page in place of what was built of other inputs."""
    for old in cache.glob("built-*"):
        shutil.rmtree(old)
    file.parent.mkdir()
    part = file.with_suffix(".part")
    build = (sys.executable, str(ROOT / "page" / "build.py"))
    command = [*build, "-o", str(part), "--cache", str(cache)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    part.rename(file)


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
