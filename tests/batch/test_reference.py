"""What the reference says of a batch holds: the list, what beats what, fields, exit codes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.batch.folders import BAD, batch, fill, names, roster
from tests.program import EXAMPLES

READMES = [EXAMPLES.parent / "docs" / name for name in ("reference.md", "参考.md")]


def _chapter(readme: Path) -> str:
    """Return what a README says of a batch."""
    return re.split(r"\n## (?:Many rosters|批量测算)\n", readme.read_text("utf-8"))[1].split(
        "\n## "
    )[0]


def _lines(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "results.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_examples_are_priced_as_the_first_commands_have_it(tmp_path: Path) -> None:
    refused = batch(EXAMPLES, "-o", tmp_path / "all", env={"COLUMNS": "900"})
    assert refused.code == 1
    for ending in ("xlsx", "yaml"):
        assert str(EXAMPLES / f"street-office.{ending}") in refused.err
    assert batch(EXAMPLES, "-o", tmp_path / "out", "--glob", "*.yaml").code == 0
    assert all("batch examples/ -o" in _chapter(readme) for readme in READMES)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_list_of_the_readme_is_one(readme: Path, tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.+?)```", _chapter(readme), re.DOTALL)
    assert found
    lists = tmp_path / "清单"
    (lists / "石牌").mkdir(parents=True)
    (lists / "石牌" / "岗位表.xlsx").write_bytes((EXAMPLES / "street-office.xlsx").read_bytes())
    (lists / "五山.yaml").write_text(roster(1), encoding="utf-8")
    override = "medical.rate: {value: 0.06, source: 复函, reason: 核实}"
    (lists / "参数.yaml").write_text(override, encoding="utf-8")
    (lists / "l.yaml").write_text(found[1], encoding="utf-8")
    outcome = batch(lists / "l.yaml", "-o", tmp_path / "out")
    assert outcome.code == 0, outcome.err
    assert "石牌街道.xlsx" in names(tmp_path / "out")
    periods = {line["roster"]: (line["start"], line["as_of"]) for line in _lines(tmp_path / "out")}
    # The second has the start of its own roster: number 1 starts in February 2026.
    assert periods == {"石牌/岗位表.xlsx": ("2027-01", ""), "五山.yaml": ("2026-02", "2026-10")}


def test_the_command_line_beats_the_list_and_the_list_beats_the_roster(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(roster(1), encoding="utf-8")
    listed = tmp_path / "l.csv"
    listed.write_text("roster,start,months\na.yaml,2026-03,4\n", encoding="utf-8")
    batch(listed, "-o", tmp_path / "list")
    batch(listed, "-o", tmp_path / "option", "--start", "2026-05")
    found = [
        (line["start"], line["months"])
        for folder in ("list", "option")
        for line in _lines(tmp_path / folder)
    ]
    # The roster itself says 2026-02 and 6 months.
    assert found == [("2026-03", 4), ("2026-05", 4)]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_names_every_field_and_status_of_a_result(readme: Path, tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 1)
    (source / "bad.yaml").write_text(BAD, encoding="utf-8")
    batch(source, "-o", tmp_path / "out", "--as-of", "2026-02", "--against", "2026-10")
    bad, good = _lines(tmp_path / "out")
    parts = [good["figures"], good["lots"][0], good["groups"][0], bad["problems"][0]]
    needed = {name for part in (good, *parts) for name in part} - {"schema"}
    needed |= {"priced", "refused", "unreadable", "unwritable", "failed"}
    told = set(re.findall(r"`([^`]+)`", _chapter(readme).rpartition("|---|---|")[2]))
    assert needed - told == set()


def test_a_roster_that_cannot_be_read_or_is_not_there_makes_exit_1(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(roster(1), encoding="utf-8")
    (tmp_path / "l.csv").write_text("roster,output\na.yaml,a.xlsx\nno.yaml,b.xlsx\n", "utf-8")
    assert batch(tmp_path / "l.csv", "-o", tmp_path / "one").code == 1
    assert "a.xlsx" in names(tmp_path / "one")
    # The list itself is another matter.
    assert batch(tmp_path / "no.csv", "-o", tmp_path / "two").code == 3
    (tmp_path / "empty.yaml").write_text("rosters:\n\tx", encoding="utf-8")
    assert batch(tmp_path / "empty.yaml", "-o", tmp_path / "two").code == 3
    assert not (tmp_path / "two").exists()
