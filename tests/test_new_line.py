"""A ninth wage line, a fifth incentive and its column, a column of text, in a copy of the house.

What a developer would write by hand is in `EDITS`; nothing else is changed.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.recalculation import LIBREOFFICE, changed_cells, recalculate
from tests.rosters import write_yaml

HOUSE = Path(__file__).parent.parent
EDITS = {
    "sanicost/core/rules.py": [
        (
            "class Line(NamedTuple):",
            '''def meal_allowance(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """误餐补贴: the daily amount × days actually worked."""
    return fen(figure.number("meal_allowance") * position.work_days)


def night_bonus(
    figure: FigureNames, position: PositionNames, segment: SegmentNames, line: LineNames
) -> Expression:
    """夜班奖励: the roster's amount."""
    return fen(position.night_bonus)


class Line(NamedTuple):''',
        ),
        (
            '    Line("pension",',
            '    Line("meal_allowance", "wage", meal_allowance),\n    Line("pension",',
        ),
        (
            "\n)\nWAGE_LINES",
            '\n    Line("night_bonus", "incentive", night_bonus),\n)\nWAGE_LINES',
        ),
    ],
    "sanicost/core/roster.py": [
        (
            "    lot: Annotated[",
            """    night_bonus: Annotated[
        Decimal, Role(MONTHLY, moves="pay", cause="incentives", unguarded=_INCENTIVE)
    ] = Decimal(0)
    team: Annotated[str | None, Role(TEXT, unguarded=_WORDS)] = None
    lot: Annotated[""",
        ),
    ],
    "sanicost/i18n/labels.json": [
        (
            '  "pension":',
            """  "meal_allowance": {"zh": "误餐补贴", "en": "meal allowance"},
  "night_bonus": {"zh": "夜班奖励", "en": "night bonus"},
  "pension":""",
        ),
    ],
    "config/guangzhou/figures/holiday_money.yaml": [
        (
            "holiday_money:\n",
            """meal_allowance:
  name: {zh: 误餐补贴, en: meal allowance}
  clause: 三(四)
  unit: yuan/day
  floor: true
  plausible: {least: 0, most: 100}
  values:
    - {from: 2019-01-01, value: 8, source: 某文件, standing: official}
holiday_money:
""",
        ),
    ],
    "config/guangzhou/citations.yaml": [
        ("  pension:", "  meal_allowance: [三(四)]\n  night_bonus: [四(一)]\n  pension:"),
    ],
    "config/guangzhou/columns.yaml": [
        (
            "  lot:\n    words:",
            """  night_bonus:
    words: [夜班奖励, night_bonus]
    label: {zh: 夜班奖励, en: night bonus}
    default: {zh: 0，元/人·月, en: "0, yuan per person-month"}
    blank: {width: 10, unit: 元/月, note: "每人每月的夜班奖励；留空为 0。"}
  team:
    words: [班组, team]
    label: {zh: 班组, en: team}
    default: {zh: 无, en: none}
    blank: {width: 10, note: 可留空。}
  lot:
    words:""",
        ),
        (
            "  lot: {heading",
            """  night_bonus: {heading: "夜班奖励\\n（元/月）", width: 11.5}
  team: {heading: 班组, width: 9}
  lot: {heading""",
        ),
    ],
}
"""By file: what stands before the edit, and what stands there after it."""

ROSTER: dict[str, Any] = {
    "project": {"start": "2026-01", "months": 1},
    "positions": [
        {
            **{"title": "公厕保洁工", "headcount": 2, "seniority_years": 10, "base_wage": 3000},
            **{"work_days": 20, "rest_days_worked": 0, "statutory_days_worked": 0},
            **{
                "heat_exposed": False,
                "insurance": "injury_only",
                "night_bonus": 100,
                "team": "一班",
            },
        }
    ],
    "figures": {"work_injury.rate": {"value": "0.005", "source": "社保中心", "reason": "已核实"}},
}
# One head in yuan: base wage 3000 + allowance 25 × 20 + seniority 30 × 10 + holiday money
# 2400 / 12 + meals 8 × 20 = 3000 + 500 + 300 + 200 + 160 = 4160.00; work injury
# 0.005 × 4160 = 20.80; unit cost 4180.80, for two heads 8361.60. Besides: a bonus of 100.00 and
# 0.005 × 100 = 0.50 on it, for two heads 201.00. The ceiling: 8361.60 + 201.00 = 8562.60.
UNIT_COST, INCENTIVES, CEILING = "4180.80", "201.00", "8562.60"


@pytest.fixture(name="house", scope="module")
def _house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the program and its data, edited as EDITS says, and a roster."""
    house = tmp_path_factory.mktemp("house")
    for name in ("sanicost", "config"):
        shutil.copytree(HOUSE / name, house / name)
    for name, edits in EDITS.items():
        text = (house / name).read_text("utf-8")
        for before, after in edits:
            assert text.count(before) == 1, (name, before)
            text = text.replace(before, after)
        (house / name).write_text(text, "utf-8")
    write_yaml(house / "a.yaml", ROSTER)
    return house


def _run(house: Path, *arguments: str) -> str:
    """Return what the edited program says in English."""
    env = {**os.environ, "PYTHONPATH": str(house), "COLUMNS": "200"}
    command = [sys.executable, "-m", "sanicost", "--lang", "en", *arguments]
    run = subprocess.run(command, cwd=house, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr + run.stdout
    return run.stdout


def _json(house: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(house, *arguments, "--json"))
    return found


@pytest.fixture(name="book", scope="module")
def _book(house: Path) -> Path:
    _run(house, "estimate", "a.yaml", "-o", "a.xlsx")
    return house / "a.xlsx"


def test_they_are_priced(house: Path) -> None:
    document = _json(house, "estimate", "a.yaml")
    [position] = document["positions"]
    [segment] = position["segments"]
    assert segment["lines"]["meal_allowance"] == "160.00"
    assert (segment["unit_cost"], position["incentives"]) == (UNIT_COST, INCENTIVES)
    assert document["ceiling"] == CEILING


def test_they_stand_in_the_workbook_under_their_names(book: Path) -> None:
    sheets = load_workbook(book, data_only=True)
    rows = list(sheets["附件3 人均月用工成本构成表"].iter_rows(values_only=True))
    above, below = (row for row in rows if "岗位" in row)
    [basic] = [row for row in rows if row[above.index("误餐补贴")] == 160]
    assert str(basic[above.index("人均月用工成本")]) == "4180.8"
    [incentives] = [row for row in rows if row[below.index("夜班奖励")] == 100]
    assert incentives[below.index("激励性分配小计")] == 100
    headings = [str(cell).replace("\n", "") for cell in _row(sheets["附件2 人员配置表"], 3)]
    held = _row(sheets["附件2 人员配置表"], 4)
    assert held[headings.index("夜班奖励（元/月）")] == 100
    assert held[headings.index("班组")] == "一班"


def _row(sheet: Any, number: int) -> list[object]:
    return [cell.value for cell in sheet[number]]


@LIBREOFFICE
def test_a_recalculation_changes_no_cell(book: Path, tmp_path: Path) -> None:
    recalculate([book], tmp_path)
    assert changed_cells(book, tmp_path / book.name) == []


def test_they_are_explained(house: Path, book: Path) -> None:
    said = _run(house, "explain", "a.xlsx", "1", "meal_allowance")
    assert "8 yuan/day × 20" in said.replace("  ", " ")
    assert "三(四)" in said
    said = _run(house, "explain", "a.xlsx", "1", "night_bonus")
    assert "night bonus" in said
    assert "四(一)" in said


def test_the_workbook_is_verified_and_reopened(house: Path, book: Path) -> None:
    assert _json(house, "verify", "a.xlsx")["untouched"] is True
    assert _json(house, "estimate", "a.xlsx")["ceiling"] == CEILING


def test_they_are_causes_and_suppositions(house: Path) -> None:
    positions = [{**ROSTER["positions"][0], "night_bonus": 0, "team": "二班"}]
    write_yaml(house / "b.yaml", {**ROSTER, "positions": positions})
    document = _json(house, "compare", "a.yaml", "b.yaml")
    assert [(one["cause"], one["amount"]) for one in document["causes"]] == [
        ("incentives", f"-{INCENTIVES}")
    ]
    [changed] = document["changed"]
    assert [one["field"] for one in changed["fields"]] == ["night_bonus", "team"]
    tried = _json(house, "whatif", "a.yaml", "--set", "night_bonus=0")
    assert tried["ceiling"] == "8361.60"
    # Two yuan more for a meal: 20 × 2 = 40.00 and 0.20 on it, for two heads 80.40.
    tried = _json(house, "whatif", "a.yaml", "--set", "meal_allowance=10")
    assert tried["ceiling"] == "8643.00"


def test_the_column_stands_in_the_blank_roster_and_is_read_from_a_sheet(house: Path) -> None:
    _run(house, "template", "-o", "blank.xlsx")
    sheet = load_workbook(house / "blank.xlsx")["岗位表"]
    assert "夜班奖励\n（元/月）" in [cell.value for cell in sheet[3]]
    book = Workbook()
    page = book.active
    assert page
    page.title = "岗位表"
    for row in (["岗位", "人数", "夜班奖励"], ["公厕保洁工", 2, "100元/月"]):
        page.append(row)
    book.save(house / "c.xlsx")
    document = _json(house, "estimate", "c.xlsx", "--start", "2026-01", "--months", "1")
    assert document["positions"][0]["incentives"] != "0.00"
