"""README and docs/: short, true, and every command that they show runs."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanicost.cli.app import COMMANDS
from tests import documents
from tests.program import EXAMPLES, sanicost

ROOT = EXAMPLES.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
REFERENCES = [documents.DOCS / "reference.md", documents.DOCS / "参考.md"]
PAGES = [*READMES, *sorted(documents.DOCS.glob("*.md"))]
_BLOCK = re.compile(r"(?:<!-- exit: (\d) -->\n)?```\w+\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_a_readme_is_short_and_names_every_command(readme: Path) -> None:
    text = readme.read_text("utf-8")
    assert text.count("\n") <= 130
    told = {*re.findall(r"sanicost ([a-z]+)", text), *re.findall(r"`([a-z]+)`", text)}
    assert set(COMMANDS) - told == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text("utf-8")):
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda path: path.name)
def test_the_reference_names_every_schema_that_is_printed(reference: Path) -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "sanicost").rglob("*.py"))
    schemas = set(re.findall(r'"(sanicost\.[a-z-]+/\d)', sources))
    told = set(re.findall(r"`(sanicost\.[a-z-]+/\d)`", reference.read_text("utf-8")))
    assert schemas == told


def test_what_is_made_from_the_program_is_up_to_date() -> None:
    """`python -m tests.documents` puts it there."""
    for page, said in documents.made():
        assert page.read_text("utf-8") == said, page.name


def _commands(page: Path) -> Iterator[tuple[list[str], int]]:
    """Yield every command of a page with its exit code."""
    for code, block in _BLOCK.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("$ sanicost"):
                yield shlex.split(line)[2:], int(code or 0)


@pytest.mark.parametrize(
    "page", [one for one in PAGES if any(_commands(one))], ids=lambda path: path.name
)
def test_every_command_of_a_page_runs_in_the_order_of_the_page(page: Path, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples")
    data = {"XDG_DATA_HOME": str(tmp_path / "data"), "LOCALAPPDATA": str(tmp_path / "data")}
    for arguments, code in _commands(page):
        outcome = sanicost(*arguments, cwd=tmp_path, env=data)
        assert outcome.code == code, (arguments, outcome.err)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_command_stands_in_a_block_without_being_run(page: Path) -> None:
    for _, block in _BLOCK.findall(page.read_text("utf-8")):
        for line in block.splitlines():
            assert not line.startswith("sanicost "), line
