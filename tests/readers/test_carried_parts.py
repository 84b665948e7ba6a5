"""The workbooks of single lots and streets: each a roster of its own, each verified."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sanicost.readers.project import Options
from sanicost.runs import price_roster, verify_workbook
from sanicost.writers.workbook import workbook_bytes
from tests.program import EXAMPLES, sanicost
from tests.rosters import TODAY


@pytest.mark.parametrize("by", ["lot", "street"])
def test_every_part_of_a_pack_is_a_roster_that_gives_its_own_bytes(tmp_path: Path, by: str) -> None:
    folder = _pack(tmp_path, by)
    parts = sorted(folder.glob("分*/*.xlsx"))
    assert len(parts) == 3
    for part in parts:
        assert workbook_bytes(price_roster(part, Options(), None, TODAY)) == part.read_bytes()
        assert verify_workbook(part, None).is_untouched


@pytest.mark.parametrize("by", ["lot", "street"])
def test_an_edit_in_a_part_of_a_pack_is_named_to_the_place(tmp_path: Path, by: str) -> None:
    part = min(_pack(tmp_path, by).glob("分*/*.xlsx"))
    book = load_workbook(part)
    book["附件2 人员配置表"]["D4"] = 999
    book.save(part)
    [found] = verify_workbook(part, None).differences
    assert (found.where, found.found) == ("附件2 人员配置表!D4", "999")


def test_a_street_has_no_ceiling_to_tender_or_to_add_up(tmp_path: Path) -> None:
    part = min(_pack(tmp_path, "street").glob("分*/*.xlsx"))
    refused = sanicost("tender", part, "-o", tmp_path / "tender", "--json")
    assert (refused.code, refused.codes) == (1, ["street-without-ceiling"])
    assert sanicost("batch", part, "-o", tmp_path / "batch").code == 1
    results = (tmp_path / "batch" / "results.jsonl").read_text("utf-8")
    assert '"street-without-ceiling"' in results
    more: dict[str, list[str | Path]] = {
        "whatif": ["--set", "headcount=1"],
        "fit": ["--budget", "1"],
        "compare": [part],
    }
    for command, options in more.items():
        refused = sanicost(command, part, *options, "--json")
        assert (refused.code, refused.codes) == (1, ["street-without-ceiling"])
    document = json.loads(sanicost("check", part, "--json").out)
    assert (document["split"], document["ceiling"]) == ("street", None)


def _pack(folder: Path, by: str) -> Path:
    """Write the example of a district as a tender pack with a workbook for each part."""
    pack = folder / "pack"
    outcome = sanicost("tender", EXAMPLES / "district-lots.yaml", "-o", pack, "--split", by)
    assert outcome.code == 0, outcome.err
    return pack
