"""The clauses: each is carried out by something, held by a test, and shown on a sheet."""

import re

import pytest

from sanicost.city.clauses import carriers, load_clauses
from sanicost.city.standard import config_folder, load_standard
from sanicost.i18n.notices import notice_texts
from sanicost.writers.json_documents import sheets_of
from tests.clauses import FILE, marked, text
from tests.program import sanicost

EVERY = load_clauses(config_folder())
STANDARD = load_standard(config_folder())
NUMBERS = [clause.number for clause in EVERY]
# 二(二) to (五), 三(一) to (八), 四(一) to (四) and the annex, as the document numbers them.
LAW = (
    *(f"二({n})" for n in "二三四五"),
    *(f"三({n})" for n in "一二三四五六七八"),
    *(f"四({n})" for n in "一二三四"),
    "附件",
)


def test_every_clause_of_the_law_is_listed() -> None:
    assert set(LAW) <= set(NUMBERS)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_clause_has_a_rule_a_test_and_a_sheet(number: str) -> None:
    carried = list(carriers(number, STANDARD))
    ruled = [one for one in carried if one.kind != "figure"]
    # The annex is data: posts.yaml gives the classes, and readers hold them.
    assert ruled, number
    assert sheets_of(number, carried, STANDARD.law), number
    assert next(clause for clause in EVERY if clause.number == number).tests, number


def test_the_shipped_names_of_the_tests_are_those_that_are_marked() -> None:
    # `python -m tests.clauses` writes the file anew.
    assert FILE.read_text("utf-8") == text(NUMBERS)
    assert set(marked()) <= set(NUMBERS)


def test_a_clause_that_a_code_names_is_a_clause_and_the_code_is_a_message() -> None:
    outside = {"一(三)", "一(四)"}  # The aims of the document, which price nothing.
    for kind, named in STANDARD.law.clauses.items():
        for name, numbers in named.items():
            assert set(numbers) <= set(NUMBERS) | outside, name
            assert kind in ("line", "sum", "sheet") or name in notice_texts(), name


@pytest.mark.parametrize(("lang", "words"), [("zh", "基础工资"), ("en", "base wage")])
def test_the_command_lists_clauses_with_rules_and_sheets_and_leaves_tests_to_json(
    lang: str, words: str
) -> None:
    told = sanicost("clauses", "三（一）", "--lang", lang, env={"COLUMNS": "80"})
    assert told.code == 0
    for part in (words, "base_wage", "base-wage-below-standard", "附件3"):
        assert part in told.out
    assert "test_" not in told.out
    every = sanicost("clauses", "--lang", lang)
    assert [n for n in NUMBERS if not re.search(re.escape(n), every.out)] == []


def test_json_lists_every_clause() -> None:
    document = sanicost("clauses", "--json").document
    assert document["schema"] == "sanicost.clauses/1"
    assert [one["clause"] for one in document["clauses"]] == NUMBERS
    first = document["clauses"][0]
    assert {"rules", "tests", "sheets", "name"} <= set(first)


def test_an_unknown_clause_is_said_with_those_that_there_are() -> None:
    told = sanicost("clauses", "三(九)")
    assert (told.code, "三(" in told.err) == (1, True)
