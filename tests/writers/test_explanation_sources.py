"""explain: each figure with its date and source, each input with its place in the roster."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sanicost.core.period import Month
from sanicost.core.worksheet import Place
from sanicost.explain import Question, explained
from sanicost.readers.project import Options
from sanicost.runs import load_city, price_roster
from sanicost.writers.workbook import workbook_bytes
from tests.explaining import ask, book_of, explainer_of, part_of, plain
from tests.program import EXAMPLES, sanicost
from tests.readers.books import Table, write_book
from tests.rosters import TODAY


def test_a_figure_comes_with_date_source_and_standing(tmp_path: Path) -> None:
    # The rate of unemployment is known until 2025-12-31.
    rate = part_of(ask(plain(tmp_path), "1", "unemployment").root, "单位费率").figure
    assert rate
    assert (rate.path, rate.is_provisional) == ("unemployment.rate", False)
    assert rate.is_carried
    assert rate.start
    assert rate.source
    daily = part_of(ask(plain(tmp_path), "1", "post_allowance").root, "（一类）").figure
    assert daily
    assert (daily.start, daily.is_provisional) == ("2024-03", False)
    assert "〔2024〕3号" in daily.source


def test_an_input_comes_with_its_place_in_the_roster_or_as_a_default(tmp_path: Path) -> None:
    given = part_of(ask(plain(tmp_path, work_days=25), "1", "post_allowance").root, "月工作天数")
    assert given.given
    assert given.given.place == "positions[1].work_days"
    usual = part_of(ask(plain(tmp_path), "1", "post_allowance").root, "月工作天数")
    assert usual.given
    assert usual.given.place == ""
    office = price_roster(EXAMPLES / "street-office.xlsx", Options(), None, TODAY)
    years = part_of(ask(office, "1", "seniority_pay").root, "平均工龄")
    assert years.given
    assert years.given.place.startswith("岗位表!")


_PRICED: dict[str, Table] = {
    "项目信息": [("项目", "内容"), ("月数", 12), ("采购预算", 90000000)],
    "岗位表": [
        ("岗位", "人数", "包组"),
        ("道路人工清扫保洁工", 10, "东"),
        ("公厕保洁员", 4, "西"),
    ],
    "报价组成": [
        ("项目", "金额", "计费方式", "费率", "包组"),
        ("工具费", 600, "每月", None, "东"),
        ("管理费", None, None, 0.05, None),
        ("管理费", None, None, 0.04, "西"),
        ("税金", None, None, 0.06, None),
    ],
}


@pytest.mark.parametrize("is_reopened", [False, True])
def test_costs_rates_budget_and_period_are_traced_to_their_cells(
    tmp_path: Path, *, is_reopened: bool
) -> None:
    path = write_book(tmp_path / "roster.xlsx", _PRICED)
    run = price_roster(path, Options(), None, TODAY)
    if is_reopened:
        path.write_bytes(workbook_bytes(run))
        run = price_roster(path, Options(), None, TODAY)
    explainer = explainer_of(run, "zh")
    found = {
        (place.sheet.split()[0] + place.sheet.rpartition(" ")[2][-1], given.field, given.place)
        for sheet, cells in book_of(run).sheets.items()
        for at, cell in cells.items()
        for place in [Place(sheet, *at)]
        if cell.style.startswith("input-") and place.sheet.startswith("附件5")
        if (given := explainer.node(place, 0).given)
    }
    # Lot 西 has a management fee of its own, in row 4 of 报价组成; the others are for every lot.
    assert found == {
        ("附件5东", "amount", "报价组成!B2"),
        ("附件5东", "per", "报价组成!C2"),
        ("附件5东", "management_fee", "报价组成!D3"),
        ("附件5东", "tax", "报价组成!D5"),
        ("附件5西", "management_fee", "报价组成!D4"),
        ("附件5西", "tax", "报价组成!D5"),
        ("附件5表", "budget", "项目信息!B3"),
    }


def test_a_segment_is_traced_to_the_period_of_the_roster(tmp_path: Path) -> None:
    roster = write_book(tmp_path / "roster.xlsx", _PRICED)
    run = price_roster(roster, Options(), None, TODAY)
    months = part_of(ask(run, "附件3 东!Z4").root, "月数")
    assert months.because == ("起始月：岗位表未填，取默认值", "月数：项目信息!B2")
    asked = price_roster(roster, Options(start=Month.parse("2027-01"), months=24), None, TODAY)
    months = part_of(ask(asked, "附件3 东!Z4").root, "月数")
    assert months.because == ("起始月：--start", "月数：--months")
    grown = ask(run, "附件1!G49").root
    assert grown.name.endswith("工龄增加")
    assert grown.because[2] == "工龄增长：岗位表未填，取默认值"


@pytest.mark.parametrize("is_reopened", [False, True])
def test_days_that_follow_from_a_work_pattern_name_it_and_how_they_come_about(
    tmp_path: Path, *, is_reopened: bool
) -> None:
    table: Table = [
        ("岗位", "人数", "工作制", "月工作天数"),
        ("公厕保洁工", 2, "五天工作制（节假日休息）", None),
        ("公厕保洁工", 2, None, 26),
        ("公厕保洁工", 2, None, None),
    ]
    path = write_book(tmp_path / "roster.xlsx", {"岗位表": table})
    if is_reopened:
        run = price_roster(path, Options(), None, TODAY)
        path.write_bytes(workbook_bytes(run))
    told = [sanicost("explain", path, f"附件2!I{row}", "--json").document for row in (4, 5, 6)]
    named, own, usual = told
    assert named["says"].startswith("由工作制“五天工作制（节假日休息）”得出")
    assert named["because"] == [
        "休息日和 13 个法定节假日都不上班：（365 － 104 － 13）÷ 12 ≈ 20.67 日/月"
    ]
    place = {"field": "work_days", "where": "岗位表!C2", "work_pattern": "five-day-holidays-off"}
    assert named["input"] == {**place, "default": False}
    assert (own["says"], own["input"]["where"]) == ("经办人输入", "岗位表!D3")
    assert "because" not in own
    assert usual["says"] == "岗位表未填，由默认工作制“六天工作制”得出"
    assert "26.08" in usual["because"][0]
    english = sanicost("explain", path, "附件2!I4", "--lang", "en").out
    assert 'follows from the work pattern "five-day, holidays off", given at: 岗位表!C2' in english
    assert "(365 − 104 − 13) ÷ 12" in " ".join(english.split())


def test_a_pattern_whose_days_the_data_no_longer_hold_is_named_without_their_note(
    tmp_path: Path,
) -> None:
    pattern = load_city(None).vocabulary.patterns["six-day"]
    other = {"six-day": replace(pattern, work_days=Decimal(25))}
    run = plain(tmp_path)
    root = explained(run, Question(target="附件2!I4"), "zh", other).root
    assert (root.says, root.because) == ("岗位表未填，由默认工作制“六天工作制”得出", ())
