"""A city is a folder: a small one of our own is priced, written, explained and recalculated."""

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sanicost.city.files import ConfigRefused
from sanicost.city.standard import config_folder
from sanicost.runs import load_city
from tests.program import sanicost
from tests.recalculation import LIBREOFFICE, changed_cells, recalculate
from tests.rosters import write_yaml

CITY = Path(__file__).parent / "small_city"
CONFIG = ("--config", str(CITY))
ROSTER = {
    "project": {"start": "2026-01", "months": 24},
    "positions": [
        {"title": "清扫工", "headcount": 10, "seniority_years": 25},
        {
            **{"title": "管理员", "headcount": 1, "seniority_years": 5},
            **{"work_pattern": "office-week", "heat_exposed": False},
        },
    ],
}
# 清扫工, class 1, in 2026: base wage 1994; allowance 8 × 26 = 208; seniority 10 × 20 = 200, since
# the years above twenty pay nothing; heat 120 × 5 / 12 = 50; 52 rest days 1994 × 104 / 261 =
# 794.54; 13 holidays 1994 × 39 / 261 = 297.95; festival money 600 / 12 = 50: income 3594.49.
# Employer: pension 0.16 × 4000 = 640, medical 0.07 × 4000 = 280, maternity 0.01 × 4000 = 40,
# unemployment 0.005 × 3594.49 = 17.97, injury 0.01 × 3594.49 = 35.94, no supplement, fund
# 0.08 × 3594.49 = 287.56: 1301.47. Unit cost 4895.96.
# In 2027 the base is 150 more, 2144: rest days 854.31, holidays 320.37, income 3826.68;
# employer 640 + 280 + 40 + 19.13 + 38.27 + 306.13 = 1323.53. Unit cost 5150.21.
# 管理员, class 2, in 2026: 1994 + 5 × 21.75 + 10 × 5 + 297.95 + 50 = 2500.70; employer
# 640 + 280 + 40 + 12.50 + 25.01 + 200.06 = 1197.57. Unit cost 3698.27; in 2027 2144 + 108.75 + 50
# + 320.37 + 50 = 2673.12, employer 640 + 280 + 40 + 13.37 + 26.73 + 213.85 = 1213.95: 3887.07.
UNIT_COSTS = [["4895.96", "5150.21"], ["3698.27", "3887.07"]]
# 10 × 12 × (4895.96 + 5150.21) = 1205540.40 and 12 × (3698.27 + 3887.07) = 91024.08.
CEILING = "1296564.48"


@pytest.fixture(name="roster", scope="module")
def _roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_yaml(tmp_path_factory.mktemp("city") / "roster.yaml", ROSTER)


@pytest.fixture(name="book", scope="module")
def _book(roster: Path) -> Path:
    book = roster.with_suffix(".xlsx")
    assert sanicost("estimate", str(roster), "-o", str(book), *CONFIG).code == 0
    return book


def test_it_is_priced_from_its_folder(roster: Path) -> None:
    document = sanicost("estimate", str(roster), "--json", *CONFIG).document
    costs = [
        [segment["unit_cost"] for segment in position["segments"]]
        for position in document["positions"]
    ]
    assert (costs, document["ceiling"]) == (UNIT_COSTS, CEILING)


def test_its_workbook_speaks_of_its_own_law_alone(book: Path) -> None:
    sheets = load_workbook(book)
    said = "\n".join(
        str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row
    )
    assert "桂政规〔2023〕8号" in said
    assert "第七条" in said
    assert not re.search(r"穗|广州|[一二三四]\([一-九]\)", said)


def test_it_is_explained_with_its_own_clauses(book: Path) -> None:
    told = sanicost("explain", str(book), "1", "seniority_pay", "--json", *CONFIG).document
    assert (told["value"], told["clause"]) == ("200.00", "第七条")
    told = sanicost("explain", str(book), "2", "post_allowance", "--json", *CONFIG).document
    assert (told["value"], told["clause"]) == ("108.75", "第六条")


def test_its_workbook_is_verified_and_reopened(book: Path) -> None:
    assert sanicost("verify", str(book), "--json", *CONFIG).document["untouched"] is True
    assert sanicost("estimate", str(book), "--json", *CONFIG).document["ceiling"] == CEILING


@LIBREOFFICE
def test_a_recalculation_changes_no_cell(book: Path, tmp_path: Path) -> None:
    recalculate([book], tmp_path)
    assert changed_cells(book, tmp_path / book.name) == []


def test_it_has_no_third_class(roster: Path) -> None:
    told = sanicost("whatif", str(roster), "--set", "post_class=3", "--lang", "zh", *CONFIG)
    assert (told.code, "一类、二类" in told.err) == (1, True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('    "2": [二类, "2"]\n', '    "2": [二类, "2"]\n    "3": [三类, "3"]\n', "post_class"),
        ("    高级: [", "    中级: [", "skill_grade"),
    ],
)
def test_a_choice_that_no_figure_pays_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = Path(shutil.copytree(CITY, tmp_path / "city"))
    text = (folder / "columns.yaml").read_text("utf-8")
    assert old in text
    (folder / "columns.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigRefused, match=said):
        load_city(folder)


def test_a_folder_of_one_city_stands_for_it_and_one_of_two_for_none(tmp_path: Path) -> None:
    shutil.copytree(CITY, tmp_path / "one")
    assert config_folder(tmp_path) == tmp_path / "one"
    shutil.copytree(CITY, tmp_path / "two")
    with pytest.raises(ConfigRefused, match="several cities"):
        config_folder(tmp_path)


def test_a_refusal_names_its_own_clause_and_rule(tmp_path: Path) -> None:
    positions = [{"title": "清扫工", "headcount": 1, "base_wage": 1994}]
    roster = {"project": {"start": "2027-01", "months": 1}, "positions": positions}
    told = sanicost("check", str(write_yaml(tmp_path / "roster.yaml", roster)), *CONFIG)
    # 2144 in 2027, 150 more than in 2026.
    assert "标准 2144 元，差 150 元（第五条：不低于当年底薪）" in told.err
