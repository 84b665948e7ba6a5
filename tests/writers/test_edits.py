"""A reader edits a cell: the workbook follows, or a named check turns red on its sheet and on 汇总.

One cell of each column and figure of both examples is edited, many in a copy; `python -m
tests.edits` edits every one by itself. One LibreOffice works out all edits.
"""

from decimal import Decimal

import pytest

from sanicost.core.worksheet import Place
from sanicost.writers.workbook.sheet import FigureRow
from tests.edits import (
    FILES,
    Edit,
    Outcome,
    Workbook,
    changed,
    example,
    held,
    inputs,
    lawful,
    locked,
    one_of_each,
    outcome,
    recalculated,
    red,
    together,
    workbook_of,
)
from tests.recalculation import LIBREOFFICE
from tests.rosters import priced

PEOPLE, BASIS = "附件2 人员配置表", "附件1 测算依据及参数"
MOVED = "包组、镇街：岗位与测算时一致（改动的，附件3、附件4须重算）"
# Limits of the insurances change in July; the pay of one cleaner lies between all of them.
MIXED = {
    "project": {"start": "2025-01", "months": 12},
    "positions": [
        {"title": "公厕保洁工", "headcount": 2, "insurance_base": 9000, "housing_fund_base": 9000}
    ],
}
NAMED = {
    "headcount": "岗位表数字各列",
    "seniority_years": "岗位表数字各列",
    "base_wage": "基础工资不低于标准（三(一)）",
    "holiday_money": "节日慰问金不低于标准（三(五)）",
    "housing_fund_rate": "公积金单位比例不低于标准、不高于上限 0.12（三(八)）",
    "work_days": "月工作天数不多于计薪和计加班的天数（三(六)",
    "heat_exposed": "岗位表选项各列",
    "insurance": "岗位表选项各列",
    "skill_grade": "岗位表选项各列",
    "education": "岗位表选项各列",
    "post_class": "岗位表选项各列",
    "work_pattern": "岗位表选项各列",
    "street": "镇街：为附件4汇总的镇街",
    "lot": "包组、镇街：",
    "posts_to_man": "顶岗测算各列",
    "input": "费用金额、费率、计费周期和面积",
    "per": "费用金额、费率、计费周期和面积",
}
"""What the check of a column is called that turns red when what is typed there is refused."""


def _copies(name: str) -> dict[str, list[list[Edit]]]:
    """Return the copies of an example: what is followed, what is refused, a move to a lot."""
    of = example(name)
    # Lots have sheets of their own, which name their streets.
    named = ("lot", "street") if of.run.result.estimate.roster.lots else ()
    edits = [one for one in one_of_each(of) if of.key(one.place) not in named]
    followed = lawful(of, edits)
    refused = [one for one in edits if one not in followed]
    # A lower figure makes lawful what a position has, and a text makes an error of a sum.
    numbers = [
        one
        for one in refused
        if isinstance(one.new, Decimal) and not isinstance(of.subject(one.place), FigureRow)
    ]
    others = [one for one in refused if one not in numbers]
    return {"followed": together(of, followed), "refused": [numbers, others]}


def _moves(of: Workbook) -> list[Edit]:
    """Return moves of a position to another lot, to none there is, and to a street of another."""
    lots = [place for place in inputs(of) if of.key(place) == "lot"]
    streets = [place for place in inputs(of) if of.key(place) == "street"]
    return [Edit(lots[5], "包组一"), Edit(lots[2], "包组九"), Edit(streets[0], "五山街道")]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Outcome]]:
    """Return what became of each copy, by example and kind."""
    folder = tmp_path_factory.mktemp("edits")
    mixed = workbook_of(priced(folder, MIXED))
    base = next(place for place in inputs(mixed) if mixed.key(place) == "housing_fund_base")
    books = {name: example(name) for name in FILES} | {"mixed": mixed}
    wanted = {(name, kind): copies for name in FILES for kind, copies in _copies(name).items()}
    wanted["district-lots.yaml", "moved"] = [[one] for one in _moves(books["district-lots.yaml"])]
    wanted["mixed", "parted"] = [[Edit(base, Decimal(42000))]]
    flat = [(key, edits) for key, copies in wanted.items() for edits in copies]
    flat.sort(key=lambda each: each[0][0])
    sheets = recalculated([(books[key[0]], edits) for key, edits in flat], folder)
    outcomes: dict[tuple[str, str], list[Outcome]] = {}
    for (key, edits), each in zip(flat, sheets, strict=True):
        outcomes.setdefault(key, []).append(outcome(books[key[0]], edits, each))
    return outcomes


@LIBREOFFICE
@pytest.mark.parametrize("name", FILES)
def test_what_the_law_allows_is_followed_to_the_fen(
    name: str, found: dict[tuple[str, str], list[Outcome]]
) -> None:
    copies = found[name, "followed"]
    assert sum(len(copy.edits) for copy in copies) > 80
    for copy in copies:
        assert not copy.is_refused
        assert copy.unequal == []
        assert copy.red <= {"采购预算不低于最高投标限价"}


@LIBREOFFICE
@pytest.mark.parametrize("name", FILES)
def test_what_is_refused_turns_its_named_check_red(
    name: str, found: dict[tuple[str, str], list[Outcome]]
) -> None:
    of = example(name)
    numbers, others = found[name, "refused"]
    assert len(numbers.edits) + len(others.edits) > 40
    for copy in (numbers, others):
        for edit in copy.edits:
            is_figure = isinstance(of.subject(edit.place), FigureRow)
            wanted = "参数：" if is_figure else NAMED.get(of.key(edit.place), "")
            if of.key(edit.place) in ("rest_days_worked", "statutory_days_worked"):
                wanted = NAMED["work_days"]
            assert any(one.startswith(wanted) for one in copy.red), str(edit)
    # 2,000 yuan are 1,216 below 1.2 × 2,680, and 5 % below 7 %.
    assert {NAMED["base_wage"], NAMED["holiday_money"], NAMED["housing_fund_rate"]} <= numbers.red


@LIBREOFFICE
def test_a_position_moved_to_another_lot_is_priced_there(
    found: dict[tuple[str, str], list[Outcome]],
) -> None:
    of = example("district-lots.yaml")
    moved, lost, street = found["district-lots.yaml", "moved"]
    run = changed(of, moved.edits)
    assert run
    ceilings = {str(part.lot): Decimal(part.ceiling).scaleb(-2) for part in run.result.price.parts}
    for number, lot in enumerate(("包组一", "包组二", "包组三")):
        place = Place("附件5 最高投标限价汇总表", 3 + number, 8)
        assert held(moved.sheets, place._replace(column=1)) == lot
        assert Decimal(str(held(moved.sheets, place))).quantize(Decimal("0.01")) == ceilings[lot]
        for sheet in (f"附件3 {lot}", f"附件4 {lot}"):
            assert (MOVED in red(moved.sheets, sheet)) == (lot != "包组三")
    assert moved.red == {MOVED}
    assert MOVED in lost.red
    assert street.red == {MOVED}
    # 45, 9, 4 and 2 heads of that street, and 62 of the sweepers who are said to be there now.
    rows = street.sheets["附件4 分岗位用工成本汇总表"]
    assert [122.0 in row for row in rows if row[1] == "五山街道"] == [True]


@LIBREOFFICE
def test_pay_that_parts_the_months_of_a_segment_turns_it_red(
    found: dict[tuple[str, str], list[Outcome]],
) -> None:
    # 42,000 yuan lie between the fund's upper limits of the two halves of the year.
    [parted] = found["mixed", "parted"]
    assert parted.unequal
    assert any(name.startswith("计价段") for name in red(parted.sheets, "汇总"))
    assert any(name.startswith("计价段") for name in red(parted.sheets, BASIS))


@pytest.mark.parametrize("name", FILES)
def test_what_no_formula_follows_cannot_be_typed_into(name: str) -> None:
    of = example(name)
    shut = locked(of)
    fixed = {place for place, cell in inputs(of).items() if cell.style.startswith("fixed-")}
    assert fixed <= shut
    assert not (inputs(of).keys() - fixed) & shut
    titles = {of.key(place) for place in fixed if place.sheet == PEOPLE}
    assert "title" in titles
    assert not titles & {"headcount", "work_pattern", "base_wage", "skill_post_allowance"}
