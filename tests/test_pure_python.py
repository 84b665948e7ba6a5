"""The engine runs where no compiled library is to be had but the reader of .xlsx: in a browser."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import EXAMPLES

ABSENT = ("numpy", "pandas", "pyarrow", "lxml", "rapidfuzz", "yaml._yaml", "openpyxl")
BLOCKED = f"""
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in {ABSENT!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
from sanicost.__main__ import run
code = run(sys.argv[1:])
loaded = set({ABSENT!r}) & set(sys.modules)
assert not loaded, loaded
sys.exit(code)
"""
WORKBOOK = "out/a.xlsx"


def _run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-c", BLOCKED, *arguments]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize("name", ["street-office", "district-lots"])
def test_every_main_command_runs_without_compiled_libraries(tmp_path: Path, name: str) -> None:
    xlsx, yaml = (str(EXAMPLES / f"{name}.{ending}") for ending in ("xlsx", "yaml"))
    (tmp_path / "out").mkdir()
    assert "passed" in _run(tmp_path, "check", yaml, "--lang", "en")
    assert "written" in _run(tmp_path, "estimate", xlsx, "-o", WORKBOOK, "--lang", "en")
    assert "untouched" in _run(tmp_path, "verify", WORKBOOK, "--lang", "en")
    assert "base wage" in _run(tmp_path, "explain", xlsx, "1", "base_wage", "--lang", "en")
    assert "0.00" in _run(tmp_path, "compare", xlsx, WORKBOOK, "--lang", "en")
    assert "written" in _run(tmp_path, "tender", xlsx, "-o", "pack", "--lang", "en")
    printed = _run(tmp_path, "batch", yaml, "-o", "batch", "--jobs", "1", "--lang", "en")
    assert "1 priced" in printed


def test_the_pure_reader_of_yaml_reads_what_the_compiled_one_does(tmp_path: Path) -> None:
    path = str(EXAMPLES / "street-office.yaml")
    usual = [sys.executable, "-m", "sanicost", "estimate", path, "--json"]
    expected = subprocess.run(usual, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert _run(tmp_path, "estimate", path, "--json") == expected.stdout
