"""The page's way to the engine, without a browser: it says what `sanicost` says, and no more."""

import json
import sys
from pathlib import Path

import pytest

from sanicost.i18n import room

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "page"))

import engine  # noqa: E402 - stands in a folder of its own

EXAMPLE = ROOT / "examples" / "street-office.xlsx"


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
