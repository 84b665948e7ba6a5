"""What is priced and yet cannot be filed, and sheets that are left out of many rosters."""

from pathlib import Path

import openpyxl

from tests.batch.folders import batch, roster
from tests.program import sanicost
from tests.readers.books import HEAD, Table, write_book

TIGHT = roster(1).replace("project: {", "project: {budget: 100, ")


def test_a_ceiling_above_the_budget_is_not_said_to_pass(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(TIGHT, encoding="utf-8")
    run = sanicost("check", path)
    assert run.code == 0
    assert "超过采购预算" in run.out
    assert "不能据此报送" in run.out
    assert "通过" not in run.out
    assert sanicost("check", path, "--strict").code == 1
    written = sanicost("estimate", path)
    assert (written.code, "不能据此报送" in written.out) == (0, True)


def test_a_batch_says_which_of_its_rosters_cannot_be_filed(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.yaml").write_text(TIGHT, encoding="utf-8")
    (source / "b.yaml").write_text(roster(2), encoding="utf-8")
    run = batch(source, "-o", out)
    assert run.code == 0
    assert "其中 1 个可以测算，但有错误级的提示" in run.err
    sheet = openpyxl.load_workbook(out / "汇总.xlsx").worksheets[0]
    cells = {str(row[0]): row[4] for row in sheet.iter_rows(values_only=True)}
    assert cells["a.yaml"] == "已测算，不能报送"
    assert cells["b.yaml"] == "已测算"
    assert "其中 1 个不能据此报送" in str(sheet["A2"].value)


def test_a_sheet_left_out_need_not_be_in_every_roster(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    rows: Table = [HEAD, ["公厕保洁工", 5]]
    first = write_book(source / "a.xlsx", {"岗位表": rows, "岗位表（旧）": rows})
    second = write_book(source / "b.xlsx", {"岗位表": [HEAD, ["公厕保洁工", 6]]})
    assert batch(source, "-o", out).code == 1
    assert batch(source, "-o", out, "--skip-sheet", "岗位表（旧）").code == 0
    assert sanicost("compare", first, second).code == 1
    assert sanicost("compare", first, second, "--skip-sheet", "岗位表（旧）").code == 0
    # Of one roster alone such a name is a slip.
    assert sanicost("check", second, "--skip-sheet", "岗位表（旧）").code == 1
