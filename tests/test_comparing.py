"""compare, as a script or an officer sees it: documents, the workbook, and wrong usage."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary, word_key
from sanicost.i18n.figures import value_word
from tests.program import EXAMPLES, sanicost
from tests.recalculation import LIBREOFFICE, canary, changed_cells, recalculate
from tests.rosters import write_yaml

STREET, DISTRICT = EXAMPLES / "street-office.yaml", EXAMPLES / "district-lots.yaml"
POSITION = {"where", "title", "post_class", "headcount", "lot", "street"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compared") / "差额.xlsx"
    assert sanicost("compare", DISTRICT, STREET, "-o", path).code == 0
    return path


def test_the_document_holds_exactly_what_is_promised() -> None:
    document = sanicost("compare", DISTRICT, STREET, "--json").document
    keys = ["schema", "before", "after", "difference", "causes", "added", "removed", "changed"]
    assert list(document) == keys
    assert document["schema"] == "sanicost.compare/1"
    amounts = [Decimal(cause["amount"]) for cause in document["causes"]]
    assert sum(amounts) == Decimal(document["difference"])
    before, after = Decimal(document["before"]), Decimal(document["after"])
    assert after - before == Decimal(document["difference"])
    for side, path in (("before", DISTRICT), ("after", STREET)):
        assert document[side] == sanicost("check", path, "--json").document["ceiling"]
    for kind in ("added", "removed", "changed"):
        assert document[kind]
        assert all(set(position) >= POSITION for position in document[kind])
    assert document["changed"][0]["fields"][0] == {
        "field": "headcount",
        "before": "62",
        "after": "78",
    }


def test_amounts_below_zero_keep_their_two_decimals() -> None:
    back, forth = (
        sanicost("compare", *pair, "--json").document["difference"]
        for pair in ((STREET, DISTRICT), (DISTRICT, STREET))
    )
    assert back == f"-{forth}"


def test_one_roster_at_two_dates_differs_by_figures_alone() -> None:
    document = sanicost(
        "compare", STREET, "--as-of", "2026-01", "--against", "2027-01", "--json"
    ).document
    assert [document[kind] for kind in ("added", "removed", "changed")] == [[], [], []]
    moved = [cause["cause"] for cause in document["causes"] if cause["amount"] != "0.00"]
    assert moved[0] == "minimum_wage"
    frozen = [
        sanicost("check", STREET, "--as-of", month, "--json").document["ceiling"]
        for month in ("2026-01", "2027-01")
    ]
    assert [document["before"], document["after"]] == frozen


def test_the_chart_stands_on_columns_without_fill(book: Path) -> None:
    sheet = load_workbook(book)["差额成因"]
    [chart] = sheet._charts  # type: ignore[attr-defined]  # openpyxl has no public list
    assert (chart.grouping, chart.overlap) == ("stacked", 100)
    base, *others = chart.series
    assert base.spPr.noFill
    assert all(one.spPr.solidFill for one in others)
    formulas = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert {"=ROUND(D5+C6,2)", "=MIN(D5,D6)", "=MAX(C6,0)", "=MAX(-C6,0)"} <= formulas


@LIBREOFFICE
def test_libreoffice_changes_no_cell_of_the_comparison(book: Path, tmp_path: Path) -> None:
    bird, out = canary(tmp_path), tmp_path / "out"
    out.mkdir()
    recalculate([book, bird], out)
    assert changed_cells(bird, out / bird.name) == ["canary!A1: 3 -> 2"]
    assert changed_cells(book, out / book.name) == []


def test_the_same_comparison_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    assert sanicost("compare", DISTRICT, STREET, "-o", again, "--lang", "en").code == 0
    assert again.read_bytes() == book.read_bytes()
    assert sanicost("compare", DISTRICT, STREET, "-o", again).code == 4
    assert sanicost("compare", DISTRICT, STREET, "-o", again, "--force").code == 0


def test_the_order_of_causes_is_stated_in_both_languages() -> None:
    assert "固定顺序" in sanicost("compare", "--help").out
    assert "fixed order" in sanicost("compare", "--help", "--lang", "en").out


@pytest.mark.parametrize(
    "arguments",
    [
        (STREET,),
        (STREET, "--as-of", "2026-01"),
        (STREET, DISTRICT, "--against", "2026-01"),
        (STREET, DISTRICT, "--as-of", "2026-01"),
        (STREET, DISTRICT, "-o", "a.pdf"),
        (STREET, DISTRICT, STREET),
        (STREET, "--against", "gestern"),
        (),
    ],
)
def test_a_comparison_of_nothing_is_wrong_usage(arguments: tuple[Any, ...]) -> None:
    outcome = sanicost("compare", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err


def test_what_is_wrong_in_either_roster_is_told_with_its_file(tmp_path: Path) -> None:
    left = write_yaml(tmp_path / "左.yaml", {"positions": [{"title": "公厕保洁工"}]})
    right = write_yaml(tmp_path / "右.yaml", {"positions": [{"title": "驾驶员", "headcount": 1}]})
    outcome = sanicost("compare", left, right, "--json")
    assert outcome.code == 1
    places = [(one["where"], one["code"]) for one in outcome.document["problems"]]
    assert places == [
        ("左.yaml positions[1].headcount", "headcount-missing"),
        ("右.yaml positions[1].title", "title-ambiguous"),
    ]


def test_a_file_that_is_not_there_makes_exit_3(tmp_path: Path) -> None:
    assert sanicost("compare", STREET, tmp_path / "无.yaml").code == 3


def test_a_roster_is_never_overwritten_by_its_comparison(tmp_path: Path) -> None:
    roster = tmp_path / "a.xlsx"
    roster.write_bytes(STREET.with_suffix(".xlsx").read_bytes())
    before = roster.read_bytes()
    assert sanicost("compare", DISTRICT, roster, "-o", roster, "--force").code == 4
    assert roster.read_bytes() == before


def test_options_hold_for_both_sides(tmp_path: Path) -> None:
    figures = tmp_path / "参数.yaml"
    figures.write_text("medical.rate: {value: 0.055, source: 文号, reason: 核实}\n", "utf-8")
    options: list[str | Path] = ["--start", "2026-02", "--months", "3", "--figures", figures]
    document = sanicost("compare", DISTRICT, STREET, *options, "--json").document
    for side, path in (("before", DISTRICT), ("after", STREET)):
        checked = sanicost("check", path, *options, "--json").document
        assert document[side] == checked["ceiling"]
    assert "period" not in [cause["cause"] for cause in document["causes"]]
    dated = sanicost("compare", STREET, *options, "--against", "2026-10", "--json").document
    later = sanicost("check", STREET, *options, "--as-of", "2026-10", "--json").document
    assert dated["after"] == later["ceiling"]


def test_choices_of_positions_are_said_in_words(tmp_path: Path) -> None:
    position: dict[str, Any] = {"title": "公厕保洁工", "headcount": 1}
    before = {
        **{"work_pattern": "five-day-holidays-off", "heat_exposed": "no", "skill_grade": "五级"},
        **{"insurance": "injury_only", "education": "大专"},
    }
    sides = [
        write_yaml(
            tmp_path / f"{n}.yaml",
            {"project": {"start": "2026-01", "months": 1}, "positions": [one]},
        )
        for n, one in enumerate(({**position, **before}, position))
    ]
    words = {
        "zh": {
            **{"工作制": "五天工作制（节假日休息） → 六天工作制", "露天高温作业": "否 → 是"},
            **{"参保类型": "仅工伤 → 全额参保", "年法定节假日上班天数": "0 → 全部"},
            **{"职业技能等级": "五级 → （空）", "学历": "大学专科 → （空）"},
        },
        "en": {
            **{"work pattern": "five-day, holidays off → six-day", "heat exposed": "no → yes"},
            **{"insurance": "work injury alone → full", "statutory days worked": "0 → all"},
            **{"skill grade": "grade 5 → (blank)", "education": "junior college → (blank)"},
        },
    }
    for lang, said in words.items():
        out = sanicost("compare", *sides, "--lang", lang, env={"COLUMNS": "1000"}).out
        for field, text in said.items():
            assert f"{field} {text}" in out
    book = tmp_path / "差额.xlsx"
    document = sanicost("compare", *sides, "-o", book, "--json").document
    rows = load_workbook(book)["岗位变动"].iter_rows(min_row=4, min_col=5, values_only=True)
    found = {str(field): f"{was or '（空）'} → {now or '（空）'}" for field, was, now in rows}
    assert words["zh"].items() <= found.items()
    codes = {one["field"]: one["after"] for one in document["changed"][0]["fields"]}
    assert (codes["work_pattern"], codes["insurance"]) == ("six-day", "full")


def test_the_words_of_choices_are_those_of_the_roster() -> None:
    vocabulary = load_vocabulary(config_folder())
    first = [*vocabulary.pattern_words.items()]
    for name in vocabulary.patterns:
        word = next(key for key, named in first if named == name)
        assert word_key(value_word("work_pattern", name, "zh")) == word
    for field in ("post_class", "heat_exposed", "insurance", "skill_grade", "education"):
        labels: dict[str, str] = {}
        for key, name in vocabulary.choices[field].items():
            labels.setdefault(name, key)
        said = {name: word_key(value_word(field, name, "zh")) for name in labels}
        assert said == labels
        assert all(value_word(field, name, "en").isascii() for name in labels)


def test_an_override_without_effect_on_one_side_is_said_and_not_taken_for_a_figure_that_moved(
    tmp_path: Path,
) -> None:
    row = {"value": 3000, "from": "2027-01", "source": "文号", "reason": "核实"}
    roster = {
        "project": {"start": "2026-10", "months": 12},
        "positions": [{"title": "公厕保洁工", "headcount": 1}],
        "figures": {"minimum_wage": row},
    }
    path, book = write_yaml(tmp_path / "a.yaml", roster), tmp_path / "差额.xlsx"
    dates = ("--as-of", "2026-10", "--against", "2027-01")
    outcome = sanicost("compare", path, *dates, "-o", book, env={"COLUMNS": "1000"})
    said = "覆盖参数 minimum_wage（自 2027-01）没有影响变动前的任何计价月份"
    assert said in outcome.out
    assert "没有影响变动后" not in outcome.out
    cells = [cell.value for row in load_workbook(book)["差额成因"].iter_rows() for cell in row]
    assert any(said in str(value) for value in cells)
    english = sanicost("compare", path, *dates, "--json", "--lang", "en")
    assert "minimum_wage (from 2027-01) prices no month before the change" in english.err
    back = sanicost("compare", path, "--as-of", "2027-01", "--against", "2026-10").out
    assert "没有影响变动后" in "".join(back.split())
    whole = sanicost("compare", path, "--as-of", "2027-01", "--against", "2027-02").out
    assert "没有影响" not in whole
