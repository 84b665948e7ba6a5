"""The wording of the clauses in config/: what is refused, and that each sentence has a basis."""

import shutil
from pathlib import Path
from string import Formatter

import pytest

from sanicost.city.files import ConfigRefused
from sanicost.city.standard import config_folder
from sanicost.writers.clauses import clauses_bytes
from sanicost.writers.clauses.facts import CONDITIONS, FACTS, ITEMS
from sanicost.writers.clauses.tables import COLUMNS
from sanicost.writers.clauses.wording_data import load_wording
from tests.clause_sources import FILE, regulation, sentences, text
from tests.packs import wording
from tests.rosters import MINIMAL, priced

HOURS = "每日工作时间不超过{hours_per_day}小时"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the city's data, to be spoilt."""
    return Path(shutil.copytree(config_folder(), tmp_path / "guangzhou"))


def _spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "tender_clauses" / file
    found = path.read_text("utf-8")
    assert old in found
    path.write_text(found.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("labour.yaml", HOURS, "每日{hours_a_day}小时", "hours_a_day is not known"),
        ("labour.yaml", HOURS, "每日{hours_per_day.real}小时", "hours_per_day.real is not known"),
        ("labour.yaml", HOURS, "每日{hours_per_day!r}小时", "not a plain name"),
        ("labour.yaml", HOURS, "每日{hours_per_day小时", "unexpected '{'"),
        ("labour.yaml", "when: rest_days", "when: rest_day", "rest_day is not known"),
        ("labour.yaml", "when: rest_days", "wenn: rest_days", "unknown wenn"),
        ("labour.yaml", "tables: [posts]", "tables: [post]", "post is not known"),
        ("labour.yaml", "basis: estimate", "basis: nobody", "nobody is not known"),
        ("labour.yaml", "适用本条款。", "适用本条款", "a full stop"),
        ("contract.yaml", "items: provisional", "items: all", "all is not known"),
        ("document.yaml", '  table: "表{number}"\n', "", "missing table"),
        ("document.yaml", '"表{number}"', "表", "missing number"),
        ("document.yaml", '"表{number}"', '"表{figure}"', "figure is not known"),
        ("document.yaml", ", {heading: 最高投标限价增减, width: 60}", "", "2 columns"),
        ("document.yaml", "pension: 基本养老保险", "pensions: 基本养老保险", "pensions"),
        ("document.yaml", "  work_days: ", "  days_of_work: ", "days_of_work"),
    ],
)
def test_a_wording_that_the_program_cannot_fill_does_not_load(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    _spoil(folder, file, old, new)
    with pytest.raises(ConfigRefused) as refused:
        load_wording(folder)
    assert said in str(refused.value)
    assert file in str(refused.value)


def test_every_fact_condition_table_and_list_that_the_program_knows_is_used() -> None:
    of = wording()
    texts = [*(one.text for one in sentences(of)), *(one.caption for one in of.tables.values())]
    named = {name for said in texts for _, name, _, _ in Formatter().parse(said) if name}
    assert named == set(FACTS)
    articles = [*of.introduction, *(one for section in of.sections for one in section.articles)]
    whens = {one.when for one in of.sections} | {one.when for one in articles}
    assert (whens | {one.when for one in sentences(of)}) - {""} == set(CONDITIONS)
    assert {name for section in of.sections for name in section.tables} == set(COLUMNS)
    assert {one.items for one in articles} - {""} == set(ITEMS)


def test_each_sentence_that_cites_the_regulation_has_its_very_words() -> None:
    clauses = regulation()
    quoted = [item for one in sentences(wording()) for item in one.basis.items()]
    own = [(clause, words) for clause, words in quoted if not clause.startswith("《")]
    assert len(own) > 40
    for clause, words in own:
        assert "".join(words.split()) in clauses[clause], clause


def test_the_table_of_sentences_and_their_basis_is_that_of_the_wording() -> None:
    # Written by `python -m tests.clause_sources`.
    assert FILE.read_text("utf-8") == text(wording())


def test_another_city_brings_its_own_words(folder: Path, tmp_path: Path) -> None:
    _spoil(folder, "document.yaml", "{project}用工成本条款", "{project}劳动用工要求")
    _spoil(folder, "document.yaml", "scope_whole: 本项目", "scope_whole: 本标段")
    run = priced(tmp_path, MINIMAL)
    assert clauses_bytes(run, load_wording(folder)) != clauses_bytes(run, wording())
