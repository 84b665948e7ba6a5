"""The page in a real browser: opened from disk, fed with files, clicked and looked at."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1280,1000",
)
_PATIENCE = 120
"""Seconds for what takes two on a quiet machine."""


def open_browser(chromium: str, driver: str, downloads: Path) -> Chrome:
    """Return a browser without a window that tells of every request and keeps its downloads."""
    options = ChromeOptions()
    options.binary_location = chromium
    for flag in _FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    return Chrome(options=options, service=Service(driver))


class Page:
    """The built page in a browser."""

    def __init__(self, browser: Chrome, file: Path, downloads: Path) -> None:
        self.browser = browser
        self._downloads = downloads
        browser.get(file.as_uri())
        assert self.wait("ready", "error") == "ready", self.find("#status").text

    @property
    def state(self) -> str:
        """What the page is doing: loading, ready, working, done or error."""
        return self.find("#status").get_attribute("data-state") or ""

    @property
    def ceiling(self) -> str:
        """The ceiling that is shown, as text with two decimals."""
        return self.find("#ceiling").get_attribute("data-value") or ""

    def wait(self, *states: str) -> str:
        """Wait until the page is in one of some states, and return it."""
        self.until(lambda: self.state in states, f"{states}, not {self.state}")
        return self.state

    def until(self, holds: Callable[[], bool], what: str = "") -> None:
        """Wait until something holds."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < end, f"waited in vain for {what or holds}"
            time.sleep(0.05)

    def find(self, selector: str) -> WebElement:
        """Return the first element of a CSS selector."""
        return self.browser.find_element("css selector", selector)

    def all(self, selector: str) -> list[WebElement]:
        """Return all elements of a CSS selector."""
        return self.browser.find_elements("css selector", selector)

    def run(self, script: str, *arguments: object) -> object:
        """Return what a script comes to."""
        return self.browser.execute_script(script, *arguments)

    def give(self, *files: Path) -> str:
        """Choose files, and return the state once they are done with."""
        self._busy()
        self.find("#files").send_keys("\n".join(str(file) for file in files))
        return self.wait("done", "error")

    def drop(self, *paths: Path) -> str:
        """Drop files or folders where a person would, and return the state at the end."""
        self._busy()
        place = self.find("#drop").rect
        at = {"x": place["x"] + 40, "y": place["y"] + 20}
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            event = {"type": kind, **at, "data": data}
            self.browser.execute_cdp_cmd("Input.dispatchDragEvent", event)
        return self.wait("done", "error")

    def _busy(self) -> None:
        """Make sure that the next state is not taken for the last one."""
        self.run("document.getElementById('status').dataset.state = 'working'")

    def click(self, selector: str) -> None:
        """Click an element, wherever it stands on the page."""
        element = self.find(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def fill(self, selector: str, text: str) -> None:
        """Type a text in place of what stands in a field, and leave the field."""
        field = self.find(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", field)
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(Keys.DELETE, text, Keys.TAB)

    def choose(self, selector: str, value: str) -> None:
        """Choose an entry of a list."""
        self.click(f"{selector} option[value='{value}']")

    def try_out(self, selector: str, value: str) -> str:
        """Change an assumption, and return the ceiling that this comes to."""
        self._busy()
        self.fill(selector, value)
        self.wait("done", "error")
        return self.ceiling

    def downloaded(self, selector: str) -> Path:
        """Click what downloads a file, and return the file."""
        before = set(self._downloads.iterdir())
        self.click(selector)
        found: list[Path] = []

        def is_there() -> bool:
            new = set(self._downloads.iterdir()) - before
            found[:] = [path for path in new if not path.name.startswith(".")]
            return bool(found) and found[0].suffix != ".crdownload"

        self.until(is_there, "a download")
        return found[0]

    def requests(self) -> list[str]:
        """Return the address of every request since the last look; blobs never leave the page."""
        found = []
        for entry in self.browser.get_log("performance"):  # type: ignore[no-untyped-call]
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(str(message["params"]["request"]["url"]))
        return [url for url in found if not url.startswith(("blob:", "data:"))]

    def complaints(self) -> list[str]:
        """Return what the browser complained of since the last look."""
        entries = self.browser.get_log("browser")  # type: ignore[no-untyped-call]
        return [str(entry["message"]) for entry in entries if entry["level"] == "SEVERE"]

    def clear(self) -> None:
        """Close everything that was opened, in Chinese again."""
        self.run("document.getElementById('explain').close()")
        if self.find("#language").get_attribute("value") != "zh":
            self.speak("zh")
        self.run(
            "document.getElementById('form').hidden = true; form.unsaved = false;"
            "document.getElementById('figures').hidden = true; desk.figuresUnsaved = false;"
            "inTurn(() => ask({ ask: 'let_go' })); inTurn(closeAll)"
        )
        self.settle()
        self.wait("ready")

    def speak(self, lang: str) -> None:
        """Switch the language."""
        self.choose("#language", lang)
        expected = "zh-CN" if lang == "zh" else lang
        self.until(lambda: self.run("return document.documentElement.lang") == expected)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is being done or waits to be done."""
        self.browser.execute_async_script("inTurn(arguments[0])")


def sha256(data: bytes) -> str:
    """Return the hash by which bytes are compared."""
    return hashlib.sha256(data).hexdigest()


def texts(elements: Iterable[WebElement]) -> Sequence[str]:
    """Return what elements say."""
    return [element.text for element in elements]
