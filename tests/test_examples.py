"""The shipped examples: real rosters, and both forms of each say the same."""

from typing import Any

import pytest

from tests.program import EXAMPLES, sanicost


def _without_places(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _without_places(part) for key, part in tree.items() if key != "where"}
    return [_without_places(part) for part in tree] if isinstance(tree, list) else tree


@pytest.mark.parametrize("name", ["street-office", "district-lots"])
def test_both_forms_give_the_same_document_but_for_places(name: str) -> None:
    forms = [
        sanicost("check", EXAMPLES / f"{name}{ending}", "--json").document
        for ending in (".xlsx", ".yaml")
    ]
    # Only a spreadsheet has aliases and clean-ups of its own writing, such as 12人.
    excel, plain = ({**form, "cleanups": None} for form in forms)
    assert _without_places(excel) == _without_places(plain)


def test_the_street_office_has_about_twelve_posts_and_150_heads_for_three_years() -> None:
    document = sanicost("check", EXAMPLES / "street-office.xlsx", "--json").document
    assert 10 <= len(document["positions"]) <= 14
    assert 130 <= sum(position["headcount"] for position in document["positions"]) <= 170
    assert document["project"]["months"] == 36
    assert document["other_costs"]
    assert document["management_fee"]


def test_the_district_has_three_streets_as_lots() -> None:
    document = sanicost("check", EXAMPLES / "district-lots.xlsx", "--json").document
    assert len(document["lots"]) == 3
    assert len({position["street"] for position in document["positions"]}) == 3
