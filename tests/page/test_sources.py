import json
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "page"
SCRIPTS = sorted([*PAGE.rglob("*.js"), *PAGE.rglob("*.mjs")])
PINNED = re.compile(r"^([\w-]+)==([\w.]+)", re.MULTILINE)


def _said(lang: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((PAGE / "texts" / f"{lang}.json").read_text("utf-8"))
    return found


def _used() -> set[str]:
    """Every text in quotes that a script or the page might ask for."""
    sources = [*SCRIPTS, PAGE / "page.html"]
    return {key for path in sources for key in re.findall(r'"(\w+)"', path.read_text("utf-8"))}


def test_everything_is_said_in_both_languages_with_the_same_gaps_to_fill() -> None:
    chinese, english = _said("zh"), _said("en")
    assert chinese.keys() == english.keys()
    gaps = re.compile(r"\{(\w+)\}")
    for key in chinese:
        assert sorted(gaps.findall(chinese[key])) == sorted(gaps.findall(english[key])), key
        assert re.search("[一-鿿]", chinese[key]) or key == "about", key


def test_every_text_is_asked_for_somewhere() -> None:
    made = {f"form_{kind}" for kind in ("positions", "other_costs")}
    worth = (PAGE / "engine" / "worth.py").read_text("utf-8")
    made |= {f"worth_{one.replace('-', '_')}" for one in re.findall(r'"([a-z-]+)": _', worth)}
    assert _said("zh").keys() - _used() - made == set()


def test_every_text_that_the_page_names_is_there() -> None:
    html = (PAGE / "page.html").read_text("utf-8")
    assert set(re.findall(r'data-text="(\w+)"', html)) <= _said("zh").keys()
    for path in SCRIPTS:
        asked = set(re.findall(r'\bword\("(\w+)"', path.read_text("utf-8")))
        assert asked <= _said("zh").keys(), path.name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_text_or_keeps_anything(path: Path) -> None:
    forbidden = (
        *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser"),
        *("localStorage", "sessionStorage", "indexedDB", "document.cookie", "XMLHttpRequest"),
        *("eval(", "new Function", "setAttribute('style'"),
    )
    script = re.sub(r"//.*", "", path.read_text("utf-8"))
    assert [word for word in forbidden if word in script] == []


def test_the_page_takes_the_versions_of_the_lock_so_that_its_bytes_are_the_command_lines() -> None:
    lock = (PAGE.parent / ".ci" / "requirements.lock").read_text("utf-8")
    locked = {name.lower(): version for name, version in PINNED.findall(lock)}
    taken = PINNED.findall((PAGE / "requirements.txt").read_text("utf-8"))
    assert {name.lower(): locked.get(name.lower()) for name, _ in taken} == {
        name.lower(): version for name, version in taken
    }


@pytest.mark.parametrize("path", sorted(PAGE.rglob("*.*")), ids=lambda path: path.name)
def test_a_file_holds_one_idea(path: Path) -> None:
    if path.suffix in {".py", ".js", ".mjs", ".css", ".html"}:
        assert len(path.read_text("utf-8").splitlines()) <= 500
