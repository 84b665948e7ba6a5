"""The daily sheets to fill in: what is filled in is read back and settled."""

from pathlib import Path

from openpyxl import load_workbook

from sanicost.__main__ import run
from tests.rosters import write_yaml
from tests.settlement.programs import settle

ROSTER = {
    "project": {"name": "某街道", "start": "2026-03", "months": 2},
    "positions": [
        {"title": "公厕保洁工", "headcount": 2, "street": "石牌街道"},
        {"title": "道路冲洗车驾驶员", "headcount": 1, "street": "五山街道"},
    ],
}


def test_daily_sheets_are_written_by_month_and_read_back_when_filled_in(tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "roster.yaml", ROSTER)
    sheets = tmp_path / "考勤.xlsx"
    assert run(["template", "--kind", "attendance", str(roster), "-o", str(sheets)]) == 0
    book = load_workbook(sheets)
    assert book.sheetnames == ["2026年3月", "2026年4月"]
    for sheet in book:
        heads = {cell.value: cell.column for cell in sheet[3] if cell.value is not None}
        assert (
            len([head for head in heads if isinstance(head, int)])
            == (31, 30)[sheet.title[5] == "4"]
        )
        for number in range(3):
            row = 5 + number
            sheet.cell(row, heads["工号"], f"A{number}")
            sheet.cell(row, heads["延长工时"], 2)
            for day in range(1, 26):
                sheet.cell(row, heads[day], "√" if day % 7 else "休")
            for day in range(26, 32):
                if day in heads:
                    sheet.cell(row, heads[day], "休")
        for heading in ("出勤天数", "法定节假日上班天数"):
            assert str(sheet.cell(5, heads[heading]).value).startswith("=")
            sheet.cell(5, heads[heading]).value = None  # no spreadsheet program worked it out here
            sheet.cell(6, heads[heading]).value = None
            sheet.cell(7, heads[heading]).value = None
    book.save(sheets)
    document = settle(tmp_path, ROSTER, sheets, "--tolerate", "settle-totals-differ")
    assert "problems" not in document, document["problems"]
    assert (document["rows"], document["workers"]) == (6, 3)
    # 25 days less 7, 14 and 21: 22 days at 25 yuan for each of two heads.
    assert document["positions"][0]["months"][0]["worked"]["post_allowance"] == "1100.00"


def test_attendance_needs_a_roster_and_a_roster_needs_attendance(tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "roster.yaml", ROSTER)
    assert run(["template", "--kind", "attendance"]) == 2
    assert run(["template", str(roster)]) == 2
