"""explain: what may be asked for, and what is answered where it cannot be explained."""

from pathlib import Path
from typing import Any

import pytest

from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.embedded.canonical import Run
from sanicost.readers.project import Options
from sanicost.runs import price_roster
from sanicost.writers.workbook import annex_sets
from sanicost.writers.workbook.bid_form import bid_form_bytes
from tests.explaining import PLAIN, ask, book_of
from tests.program import EXAMPLES, sanicost
from tests.rosters import TODAY, priced

NAMES = ("street-office.yaml", "district-lots.yaml")


@pytest.mark.parametrize(
    "cell", ["附件3!X4", "附件3！x4", "3!X4", "附件3 人均月用工成本构成表!$X$4", "'附件3'!X4"]
)
def test_a_sheet_goes_by_its_name_its_beginning_or_its_number(cell: str) -> None:
    run = price_roster(EXAMPLES / "street-office.yaml", Options(), None, TODAY)
    assert ask(run, cell).root.where == "附件3 人均月用工成本构成表!X4"


def test_a_sheet_of_a_lot_goes_by_its_name() -> None:
    run = price_roster(EXAMPLES / "district-lots.yaml", Options(), None, TODAY)
    assert ask(run, "附件3 包组二!X4").root.where == "附件3 包组二!X4"
    assert _code(run, "附件3 包!X4") == "explain-sheet-unknown"


def test_a_month_chooses_the_segment() -> None:
    run = price_roster(EXAMPLES / "district-lots.yaml", Options(), None, TODAY)
    answer = ask(run, "1", "seniority_pay", month=Month.parse("2028-05"))
    # Seniority grows each January: 30 × 10, 30 × 11, 30 × 12; 2027-03, 2028-01, 2028-03, 2029-01.
    assert answer.root.value == "330.00"
    assert [one.shown for one in answer.variants] == [
        "300.00 元", "330.00 元", "330.00 元", "360.00 元"]  # fmt: skip


def _code(run: Run, target: str, line: str = "", **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        ask(run, target, line, **more)
    [problem] = refused.value.problems
    return problem.code


@pytest.mark.parametrize(
    ("target", "line", "code"),
    [
        ("附件3!A1", "", "explain-cell-text"),  # the title
        ("附件3!B4", "", ""),  # a link to the post's title is a formula: it is explained
        ("附件3!G3", "", "explain-cell-text"),  # a heading
        ("附件3!G9999", "", "explain-cell-empty"),
        ("附件9!A1", "", "explain-sheet-unknown"),
        ("附件!F4", "", "explain-sheet-unknown"),  # of which annex?
        ("附件3!十二", "", "explain-cell-malformed"),
        ("附件3!", "", "explain-cell-malformed"),
        ("F12", "", "explain-cell-malformed"),  # a cell of which sheet?
        ("0", "", "explain-position-unknown"),
        ("13", "", "explain-position-unknown"),
        ("公厕保洁", "", "explain-position-unknown"),
        ("1", "pensions", "explain-line-unknown"),
        ("1", "skill_grade", "explain-line-absent"),
    ],
)
def test_what_cannot_be_explained_is_refused(target: str, line: str, code: str) -> None:
    run = price_roster(EXAMPLES / "street-office.yaml", Options(), None, TODAY)
    if code:
        assert _code(run, target, line) == code
    else:
        assert ask(run, target, line).root.name


def test_titles_that_stand_twice_need_a_number() -> None:
    run = price_roster(EXAMPLES / "district-lots.yaml", Options(), None, TODAY)
    assert _code(run, "道路人工清扫保洁工") == "explain-position-repeated"
    assert ask(run, "公厕保洁工").root.where == "附件3 包组一!X8"


def test_a_month_outside_the_period_is_refused() -> None:
    run = price_roster(EXAMPLES / "street-office.yaml", Options(), None, TODAY)
    assert _code(run, "1", month=Month.parse("2030-01")) == "explain-month-outside"


def _near(run: Run, target: str) -> str:
    with pytest.raises(Refused) as refused:
        ask(run, target)
    [problem] = refused.value.problems
    return str(problem.params["near"])


def test_where_no_sheet_is_near_all_are_listed() -> None:
    run = price_roster(EXAMPLES / "street-office.yaml", Options(), None, TODAY)
    assert _near(run, "附件9!A1") == "、".join(book_of(run).sheets)
    assert _near(run, "附件2 人员配备表!A4") == "附件2 人员配置表"


def test_of_very_many_sheets_the_beginnings_are_listed(tmp_path: Path) -> None:
    positions = [{"title": "公厕保洁工", "headcount": 1, "lot": f"包{n}"} for n in range(30)]
    run = priced(tmp_path, {**PLAIN, "positions": positions})
    assert _near(run, "附件9!A1") == (
        "汇总、领导参阅、附件1、附件2、附件3、附件4、附件5、附件6、附件7、说明与核对、输入数据"
    )


@pytest.mark.parametrize("name", ["street-office.yaml", "district-lots.yaml"])
@pytest.mark.parametrize("command", ["explain", "estimate"])
def test_a_bid_form_is_recognised_and_the_annex_workbook_asked_for(
    tmp_path: Path, name: str, command: str
) -> None:
    run = price_roster(EXAMPLES / name, Options(), None, TODAY)
    path = tmp_path / "报价.xlsx"
    path.write_bytes(bid_form_bytes(run, annex_sets(run.result)))
    told = sanicost(command, path, "--json", "--lang", "en")
    [problem] = told.document["problems"]
    assert (told.code, problem["code"]) == (1, "bid-form-as-roster")
    assert "annex workbook" in problem["message"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("附件5 包组一!E12", "bid ceiling of the lot: 包组一"),
        ("附件5 包组一!E7", "统一调度平台 (share)"),
        ("附件5!E15", "lot: 包组一"),
    ],
)
def test_in_english_only_the_names_of_the_roster_stay_chinese(cell: str, name: str) -> None:
    run = price_roster(EXAMPLES / "district-lots.yaml", Options(), None, TODAY)
    assert ask(run, cell, lang="en").root.name == name
    assert ask(run, cell, lang="zh").root.name != name
