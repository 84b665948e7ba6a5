"""The settlement workbook: its sheets, its sums, and that a spreadsheet program agrees."""

import csv
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sanicost.__main__ import run
from tests.recalculation import LIBREOFFICE, canary, changed_cells, recalculate
from tests.rosters import write_yaml
from tests.settlement.naive import month_ordinal
from tests.settlement.test_against_naive import POSITIONS, random_row

ROSTER = {"project": {"start": "2026-03", "months": 4}, "positions": POSITIONS}


def attendance(path: Path, seed: int = 3) -> Path:
    """Write random rows for every month of the contract, no worker twice in one."""
    rng = random.Random(seed)
    rows = []
    for worker in range(24):
        january = None
        for offset in range(4):
            row = random_row(rng, worker, month_ordinal("2026-03") + offset, by_month=True)
            row["position"] = POSITIONS[worker % 4]["title"]
            row["rest_days_worked"] = min(row["rest_days_worked"], int(row["days_worked"]))
            row["statutory_days_worked"] = 0
            row.pop("first_day", None)
            row.pop("seniority_years", None)
            january = january or rng.choice(["2001-05-01", "2024-07-01", None])
            row["first_day"] = january
            rows.append(row)
    names = list(dict.fromkeys(name for row in rows for name in row))
    words = {"full": "全额参保", "injury_only": "仅工伤", "none": "未参保"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in rows:
            cells = [row.get(name) for name in names]
            writer.writerow(["" if cell is None else words.get(str(cell), cell) for cell in cells])
    return path


def written(folder: Path, roster: Mapping[str, Any], files: Sequence[Path]) -> Path:
    """Return the settlement workbook of a roster."""
    path = write_yaml(folder / "roster.yaml", roster)
    output = folder / "结算.xlsx"
    assert run(["--lang", "zh", "settle", str(path), *map(str, files), "-o", str(output)]) == 0
    return output


@LIBREOFFICE
def test_recalculation_changes_no_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = written(tmp_path, ROSTER, [attendance(tmp_path / "a.csv")])
    after = tmp_path / "after"
    after.mkdir()
    bird = canary(tmp_path)
    recalculate([output, bird], after)
    assert changed_cells(bird, after / bird.name) == ["canary!A1: 3 -> 2"]
    assert changed_cells(output, after / output.name) == []


def test_the_workbook_has_its_sheets_and_formulas_for_every_amount(tmp_path: Path) -> None:
    output = written(tmp_path, ROSTER, [attendance(tmp_path / "a.csv")])
    book = load_workbook(output)
    assert book.sheetnames == [
        "汇总",
        "分岗位分月对照",
        "分项对照",
        "说明与核对事项",
        "逐人逐月",
        "实发核对",
        "参数",
        "输入数据",
    ]
    sheet = book["逐人逐月"]
    heads = {cell.value: int(cell.column or 0) for cell in sheet[3]}
    for heading in ("基础工资", "工龄工资", "养老保险费", "应发工资小计", "成本合计", "少发"):
        assert str(sheet.cell(4, heads[heading]).value).startswith("="), heading
    posts = book["分岗位分月对照"]
    heads = {cell.value: int(cell.column or 0) for cell in posts[3]}
    open_cell = posts.cell(4, heads["考核扣款（采购人填写）"])
    assert open_cell.value is None
    assert not open_cell.protection.locked
    payable = str(posts.cell(4, heads["应付参考（合同－缺员参考－扣款）"]).value)
    assert payable.startswith("=")
    assert open_cell.coordinate in payable


def test_workers_stand_by_number_alone(tmp_path: Path) -> None:
    output = written(tmp_path, ROSTER, [attendance(tmp_path / "a.csv")])
    headings = [cell.value for cell in load_workbook(output)["逐人逐月"][3]]
    assert "工号" in headings
    assert "姓名" not in headings


def test_the_same_attendance_gives_the_same_bytes(tmp_path: Path) -> None:
    file = attendance(tmp_path / "a.csv")
    first = written(tmp_path, ROSTER, [file]).read_bytes()
    (tmp_path / "结算.xlsx").unlink()
    assert written(tmp_path, ROSTER, [file]).read_bytes() == first


def test_names_are_shown_only_when_asked_for_and_then_marked(tmp_path: Path) -> None:
    file = attendance(tmp_path / "a.csv")
    lines = file.read_text("utf-8").splitlines()
    named = [f"{line},{'姓名' if number == 0 else '某甲'}" for number, line in enumerate(lines)]
    file.write_text("\n".join(named), encoding="utf-8")
    without = load_workbook(written(tmp_path, ROSTER, [file]))
    assert not any("某甲" in str(cell.value) for sheet in without for row in sheet for cell in row)
    roster, output = tmp_path / "roster.yaml", tmp_path / "o.xlsx"
    assert run(["settle", str(roster), str(file), "-o", str(output), "--names"]) == 0
    assert not output.exists()
    book = load_workbook(tmp_path / "o-含姓名.xlsx")
    footers = [sheet.oddFooter for sheet in book.worksheets]
    assert all(footer and footer.left and "含姓名" in str(footer.left.text) for footer in footers)
    assert "某甲" in {cell.value for cell in book["逐人逐月"][4]}


def test_verify_finds_every_edit_by_settling_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = attendance(tmp_path / "a.csv")
    output = written(tmp_path, ROSTER, [file])
    assert run(["verify", str(output)]) == 0
    book = load_workbook(output)
    sheet = book["逐人逐月"]
    heads = {cell.value: int(cell.column or 0) for cell in sheet[3]}
    sheet.cell(5, heads["出勤天数"]).value = 3
    book["汇总"]["A1"] = "别的题目"
    edited = tmp_path / "改.xlsx"
    book.save(edited)
    capsys.readouterr()
    assert run(["--lang", "zh", "verify", str(edited), "--json"]) == 1
    places = {one["where"] for one in json.loads(capsys.readouterr().out)["differences"]}
    assert places == {
        "汇总!A1",
        sheet.cell(5, heads["出勤天数"]).coordinate.join(("逐人逐月!", "")),
    }


def test_verify_needs_the_attendance_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = attendance(tmp_path / "a.csv")
    output = written(tmp_path, ROSTER, [file])
    file.write_text(file.read_text("utf-8") + "\n", encoding="utf-8")
    assert run(["--lang", "zh", "verify", str(output)]) == 3
    assert "a.csv" in capsys.readouterr().err
    file.unlink()
    assert run(["--lang", "zh", "verify", str(output)]) == 3
    assert "a.csv" in capsys.readouterr().err
