"""explain: what may be asked for, and what is answered where it cannot be explained."""

from typing import Any

import pytest

from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.core.result import Run
from sanicost.readers.project import Options
from sanicost.runs import price_roster
from tests.explaining import ask
from tests.program import EXAMPLES
from tests.rosters import TODAY

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
