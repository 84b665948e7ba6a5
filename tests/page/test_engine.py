"""The page's way to the engine, without a browser: it says what `sanicost` says, and no more."""

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sanicost.i18n import room
from tests.page.bidders import filled
from tests.program import sanicost

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "page"))

import engine  # noqa: E402 - stands in a folder of its own

EXAMPLE = ROOT / "examples" / "street-office.xlsx"
DISTRICT = ROOT / "examples" / "district-lots.xlsx"
KEPT = "minimum_wage:\n  - {from: 2027-07, value: 2800, source: 粤府函〔2027〕9号, reason: 上调}\n"


def _ask(question: dict[str, object], *files: tuple[str, bytes]) -> dict[str, object]:
    found: dict[str, object] = json.loads(engine.answer(json.dumps(question), files).document)
    return found


def _opened(lang: str = "zh") -> dict[str, object]:
    question: dict[str, object] = {"ask": "open", "id": "one", "lang": lang}
    return _ask(question, (EXAMPLE.name, EXAMPLE.read_bytes()))


def _fen(amounts: object) -> int:
    assert isinstance(amounts, list)
    return sum(int(one["amount"].replace(".", "")) for one in amounts)


def test_lines_classes_and_years_each_add_up_to_the_amounts_of_the_estimate() -> None:
    found = _opened()
    estimate = found["estimate"]
    assert isinstance(estimate, dict)
    labour, incentives = (
        int(estimate[name].replace(".", "")) for name in ("labour_cost", "incentives")
    )
    assert _fen(found["classes"]) == labour
    assert _fen(found["years"]) == labour
    # The lines hold the incentives with their on-cost besides.
    assert _fen(found["lines"]) == labour + incentives


def test_what_is_wrong_comes_with_its_place_in_words() -> None:
    roster = "岗位,人数\n道路人工清扫保洁工,3.5\n".encode()
    found = _ask({"ask": "open", "id": "two", "lang": "en"}, ("bad.csv", roster))
    assert found["outcome"] == "refused"
    [problem] = found["problems"] if isinstance(found["problems"], list) else []
    assert (problem["code"], problem["where"]) == ("not-whole", "第2行 人数")
    assert problem["place"] == "line 2 人数"


def test_a_file_name_never_leads_out_of_the_folder_of_the_page() -> None:
    _ask({"ask": "open", "id": "three"}, ("../../../etc/passwd.csv", b"x"))
    assert engine.desk.desk.opened["three"].path.parent.name == "three"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_label_is_offered_in_the_language(lang: str) -> None:
    labels = _ask({"ask": "about", "lang": lang})["labels"]
    assert isinstance(labels, dict)
    assert labels.keys() >= {*room("labels"), "headcount", "lot", "street", "six-day"}
    assert labels["pension"] == {"zh": "养老保险费", "en": "pension"}[lang]


def test_what_was_typed_is_written_as_a_roster_that_is_read_again_as_typed() -> None:
    form = {
        "project": {"name": "=1+1", "start": "2027-01", "months": "24"},
        "positions": [{"title": "公厕保洁工", "headcount": "12", "remarks": "=A1"}],
        "other_costs": [{"name": "车辆", "amount": "5000.50", "per": "月"}],
        "rates": {"management_fee": "3%", "profit": "", "tax": "0.0672"},
    }
    said = engine.answer(json.dumps({"ask": "roster", "form": form}))
    [(name, data)] = said.files.items()
    assert _ask({"ask": "open", "id": "four"}, (name, data))["outcome"] == "priced"
    taken = _ask({"ask": "take", "id": "four"})
    assert taken["project"] == form["project"]
    assert taken["positions"] == form["positions"]
    assert taken["other_costs"] == [{"name": "车辆", "amount": "5000.5", "per": "月"}]
    assert taken["rates"] == {"management_fee": "3%", "tax": "0.0672"}


@pytest.mark.parametrize("changes", [{"start": "2027-13"}, {"months": "0"}, {"months": "two"}])
def test_a_period_that_is_none_is_refused_in_words(changes: dict[str, str]) -> None:
    _opened()
    found = _ask({"ask": "try", "id": "one", "changes": changes})
    assert found["outcome"] == "refused"


@pytest.fixture
def office() -> Iterator[None]:
    """Let go of every figure that a test keeps."""
    yield
    _ask({"ask": "let_go"})


def test_the_annotated_copy_says_each_problem_at_its_cell_as_the_command_line_does(
    tmp_path: Path,
) -> None:
    roster = tmp_path / "bad.csv"
    roster.write_text("岗位,人数\n道路人工清扫保洁工,3.5\n", "utf-8")
    refused = _ask({"ask": "open", "id": "bad"}, (roster.name, roster.read_bytes()))
    assert (refused["outcome"], refused["is_read"]) == ("refused", True)
    said = engine.answer(json.dumps({"ask": "annotated", "id": "bad"}))
    [(name, data)] = said.files.items()
    sanicost("check", roster, "--annotate")
    wanted = roster.with_name(name)
    assert _cells(BytesIO(data)) == _cells(wanted)


def _cells(book: Path | BytesIO) -> list[tuple[str, str, object, str]]:
    """Every cell of a workbook with its value and what is remarked at it."""
    return [
        (sheet.title, cell.coordinate, cell.value, cell.comment.text if cell.comment else "")
        for sheet in load_workbook(book)
        for row in sheet.iter_rows()
        for cell in row
    ]


def test_a_file_that_cannot_be_read_has_no_cells_to_annotate() -> None:
    found = _ask({"ask": "open", "id": "cut"}, ("cut.xlsx", EXAMPLE.read_bytes()[:4000]))
    assert (found["outcome"], found["is_read"]) == ("refused", False)


@pytest.mark.usefixtures("office")
def test_a_file_of_figures_is_known_used_for_what_is_open_and_given_back() -> None:
    before = _opened()["estimate"]
    found = _ask({"ask": "open", "id": "own"}, ("figures.yaml", KEPT.encode()))
    [kept] = found["kept"] if isinstance(found["kept"], list) else []
    assert (kept["figure"], kept["from"], kept["state"]) == ("minimum_wage", "2027-07", "used")
    after = _ask({"ask": "show", "id": "one"})["estimate"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert float(after["ceiling"]) > float(before["ceiling"])
    assert "figure-kept" in [one["code"] for one in after["assumptions"]]
    given = engine.answer(json.dumps({"ask": "figures_file"})).files["figures.yaml"]
    again = _ask({"ask": "open", "id": "own"}, ("figures.yaml", bytes(given)))
    assert again == found


@pytest.mark.usefixtures("office")
def test_a_figure_is_kept_and_let_go_of_and_one_below_the_law_is_refused() -> None:
    entry = {"figure": "minimum_wage", "value": "2800", "from": "2027-07", "source": "粤府函"}
    found = _ask({"ask": "keep", "entry": entry})
    assert found["outcome"] == "kept"
    # 2680 holds from 2026-09 on by an official document: less cannot be kept.
    low = _ask({"ask": "keep", "entry": {**entry, "value": "2600", "from": "2026-09"}})
    assert low["outcome"] == "refused"
    left = _ask({"ask": "let_go", "target": "minimum_wage", "month": "2027-07"})
    assert left["kept"] == []


@pytest.mark.usefixtures("office")
def test_a_figure_file_broken_by_hand_names_the_entry_and_changes_nothing() -> None:
    broken = KEPT.replace("2800", "many").encode()
    found = _ask({"ask": "open", "id": "own"}, ("figures.yaml", broken))
    [problem] = found["problems"] if isinstance(found["problems"], list) else []
    assert problem["where"].startswith("figures.yaml minimum_wage")
    assert _ask({"ask": "figures"})["kept"] == []


def test_filled_bid_forms_stand_beside_their_tender(tmp_path: Path) -> None:
    assert sanicost("tender", DISTRICT, "-o", tmp_path / "pack").code == 0
    [blank] = (tmp_path / "pack").glob("*报价表*.xlsx")
    forms = [
        filled(blank.read_bytes(), tmp_path, "甲公司"),
        filled(blank.read_bytes(), tmp_path, "乙公司", 100),
    ]
    tender = _ask({"ask": "open", "id": "tender"}, (DISTRICT.name, DISTRICT.read_bytes()))
    assert isinstance(tender["estimate"], dict)
    for number, form in enumerate(forms):
        found = _ask({"ask": "open", "id": f"bid-{number}"}, (form.name, form.read_bytes()))
        assert found == {"outcome": "form", "tender": tender["estimate"]["inputs_sha256"]}
    question: dict[str, object] = {"id": "tender", "ids": ["bid-0", "bid-1"]}
    found = _ask({"ask": "bids", **question})
    bidders = found["bidders"]
    assert isinstance(bidders, list)
    wanted = sanicost("bids", DISTRICT, *forms, "--json").document["bidders"]
    assert [{**one, "findings": None} for one in bidders] == [
        {**one, "findings": None} for one in wanted
    ]
    assert [one["shortfall"] == "0.00" for one in bidders] == [True, False]
    assert "bid-below-floor" in [one["code"] for one in bidders[1]["findings"]]
    sanicost("bids", DISTRICT, *forms, "-o", tmp_path / "bids.xlsx")
    [data] = engine.answer(json.dumps({"ask": "bids_workbook", **question})).files.values()
    assert data == (tmp_path / "bids.xlsx").read_bytes()
