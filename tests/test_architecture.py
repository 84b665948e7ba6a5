"""The house: imports run one way, data stays out of the code, nothing heavy is loaded early."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanicost.city.standard import config_folder, load_standard
from sanicost.city.vocabulary import load_vocabulary

PACKAGE = Path(__file__).parent.parent / "sanicost"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Each floor may use the floors below it, and within core/ and messages/ anything of its own.
FLOORS = {
    "__main__": 13,
    "cli": 12,
    # Many runs, worked off by processes and machines; a single run knows nothing of them.
    "batch": 10,
    # What comes after the tender reads and writes by itself, and prices by the same rules.
    "settlement": 11,
    "bids": 10,
    "repricing": 9,
    # A roster checked, and the copy that says it all.
    "annotation": 9,
    "runs": 8,
    "explain": 7,
    "readers": 6,
    "writers": 6,
    "i18n": 4,
    "city": 3,
    "analysis": 2,
    "embedded": 4,
    "verification": 5,
    "spreadsheet": 1,
    "exact_yaml": 1,
    "core": 0,
}
FREE_OF = {"core": ("pathlib", "os", "sys", "datetime.datetime", "pandas", "rich", "typer")}
MAX_LINES, MAX_FUNCTION_LINES = 500, 45


def _floor(module: str) -> str:
    return module.split(".")[1] if "." in module else "__main__"


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, path
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _own_floor(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    own = _own_floor(path)
    if own == "__init__":
        return
    for name in _imports(path):
        if not name.startswith("sanicost.") or name == "sanicost.__version__":
            continue
        other = _floor(name)
        assert other == own or FLOORS[other] < FLOORS[own], name


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if _own_floor(path) == "core"],
    ids=lambda path: path.name,
)
def test_the_core_knows_no_files_clock_environment_or_printing(path: Path) -> None:
    for name in _imports(path):
        assert not any(name == free or name.startswith(f"{free}.") for free in FREE_OF["core"])
    assert not re.search(r"\b(print|open)\(", path.read_text("utf-8"))


def test_no_post_title_stands_in_the_code() -> None:
    titles = [post.title for post in load_vocabulary(config_folder()).posts]
    for path in MODULES:
        text = path.read_text("utf-8")
        assert not [title for title in titles if title in text], path


def test_no_figure_of_the_law_stands_in_the_code() -> None:
    # Amounts of three digits and more, and fractions, are recognisable; 2 or 12 are not.
    standard = load_standard(config_folder())
    told = {str(row.value) for figure in standard.figures.values() for row in figure.rows}
    figures = {number for text in told for number in re.findall(r"\d+\.?\d*", text)}
    figures = {number for number in figures if len(number) > 2}
    # The days of a year and the hundred fen of a yuan are no figures of the law.
    harmless = {"100", "104", "261", "365", "366", "1000", "128", "300", "500", "200"}
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        numbers = {
            str(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and type(node.value) in (int, float)
        }
        assert not (numbers & figures) - harmless, path


def test_files_and_functions_stay_small() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        assert text.count("\n") <= MAX_LINES, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno
                nested = any(isinstance(one, ast.FunctionDef) for one in node.body)
                assert length <= MAX_FUNCTION_LINES or nested, f"{path}: {node.name} {length}"


def test_no_two_classes_have_one_name() -> None:
    """Those that only their own module uses are marked by an underscore."""
    found = [
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [name for name, number in Counter(found).items() if number > 1] == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["estimate", "--nope"], ["nope"]])
def test_a_short_answer_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom sanicost.__main__ import run\n"
        f"try: run({arguments!r})\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'python_calamine', 'yaml',"
        " 'rapidfuzz', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.splitlines()[-1] == "[]"


def test_no_clause_and_no_document_of_the_law_stands_in_the_code() -> None:
    """Docstrings may name a clause: they say which one a rule is made from."""
    law = re.compile(r"[一二三四][(（][一二三四五六七八九][)）]|〔|《|穗|广州")
    for path in MODULES:
        said = [one for one in _texts(ast.parse(path.read_text("utf-8"))) if law.search(one)]
        assert not said, path
    for path in PACKAGE.glob("i18n/*.json"):
        assert not law.search(path.read_text("utf-8")), path


def _texts(tree: ast.Module) -> Iterator[str]:
    """Yield every text of a module but its docstrings, which are statements of their own."""
    docs = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in docs:
            yield one.value
