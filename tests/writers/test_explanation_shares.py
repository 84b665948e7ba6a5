"""explain: a lot's share of a shared cost, in the lot's own workbook and where it is worked out."""

from fractions import Fraction
from pathlib import Path

import pytest

from sanicost.core.split import parts
from sanicost.core.worksheet import Place
from sanicost.embedded.canonical import Run
from sanicost.explain.nodes import Node
from sanicost.i18n import Lang
from sanicost.readers.project import Options
from sanicost.runs import price_part, price_roster
from sanicost.writers.workbook import workbook_bytes
from sanicost.writers.workbook.ceiling import AMOUNT, PER
from tests.explaining import book_of, explainer_of, worked
from tests.program import EXAMPLES, sanicost
from tests.readers.books import Table, write_book
from tests.rosters import TODAY, priced

_LOTS: dict[str, Table] = {
    "项目信息": [("项目", "内容"), ("起始月", "2027-01"), ("月数", 12)],
    "岗位表": [
        ("岗位", "人数", "包组"),
        ("公厕保洁工", 2, "东"),
        ("公厕保洁工", 1, "西"),
    ],
    "报价组成": [
        ("项目", "金额", "计费方式", "费率", "包组"),
        ("工具费", 600, "每月", None, "东"),
        ("调度平台", 1000.01, "每年", None, "全部"),
    ],
}
_SHEET = "附件5 最高投标限价汇总表"


@pytest.fixture
def whole(tmp_path: Path) -> Run:
    return price_roster(write_book(tmp_path / "roster.xlsx", _LOTS), Options(), None, TODAY)


def _inputs(run: Run, lang: Lang = "zh") -> dict[str, Node]:
    """Return every input of the sheet of the ceiling, explained, by its cell."""
    explainer = explainer_of(run, lang)
    places = [
        Place(_SHEET, *at)
        for at, cell in book_of(run).sheets[_SHEET].items()
        if cell.style.startswith("input-")
    ]
    return {str(place).rpartition("!")[2]: explainer.node(place, 0) for place in places}


@pytest.mark.parametrize("is_reopened", [False, True])
def test_a_share_of_a_cost_is_not_said_to_be_given(
    tmp_path: Path, whole: Run, *, is_reopened: bool
) -> None:
    lot = price_part(whole, next(parts(whole.result, "lot")))
    if is_reopened:
        path = tmp_path / "001-东.xlsx"
        path.write_bytes(workbook_bytes(lot))
        lot = price_roster(path, Options(), None, TODAY)
    found = _inputs(lot)
    # Two of three heads of one kind bear two thirds of 1,000.01: 666.67.
    assert (found["B7"].value, found["C7"].value) == ("666.67", "合同期")
    for cell, place, said in (
        ("B7", "报价组成!B3", "逐包组取整"),
        ("C7", "报价组成!C3", "合同期合计"),
    ):
        assert found[cell].kind == "share"
        assert found[cell].given.place == place  # type: ignore[union-attr]  # it has one
        assert said in found[cell].says
        assert "经办人输入" not in found[cell].says
    assert "running rounding" in _inputs(lot, "en")["B7"].says
    # The cost of the lot's own is given, and stays so.
    assert (found["B6"].kind, found["B6"].says) == ("input", "经办人输入")


def test_json_does_not_call_a_share_an_input(tmp_path: Path, whole: Run) -> None:
    path = tmp_path / "001-东.xlsx"
    path.write_bytes(workbook_bytes(price_part(whole, next(parts(whole.result, "lot")))))
    document = sanicost("explain", path, "附件5!B7", "--json").document
    assert document["kind"] == "share"
    assert document["share_of"] == {"field": "amount", "where": "报价组成!B3"}
    assert "input" not in document


def test_in_the_whole_workbook_the_whole_is_given(whole: Run) -> None:
    [given] = [node for node in _inputs(whole).values() if node.value == "1000.01"]
    assert (given.kind, given.says) == ("input", "经办人输入")


_THIRDS = {
    "project": {"start": "2027-01", "months": 1},
    "positions": [{"title": "公厕保洁工", "headcount": 1, "lot": lot} for lot in "甲乙丙"],
    "price": {"other_costs": [{"name": "平台", "amount": 100, "per": "term", "lot": "全部"}]},
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_share_is_rounded_inside_its_arithmetic_and_says_so(tmp_path: Path, lang: Lang) -> None:
    run = priced(tmp_path, _THIRDS)
    book, explainer = book_of(run), explainer_of(run, lang)
    rows = [
        row
        for (row, column), cell in book.sheets[_SHEET].items()
        if column == PER and cell.value == "累计至本包组"
    ]
    nodes = [explainer.node(Place(_SHEET, row, AMOUNT), 1) for row in rows]
    # Up to each of three equal lots 33.33, 66.67 and 100.00: the shares are the differences.
    assert [node.value for node in nodes] == ["33.33", "33.34", "33.33"]
    for node in nodes:
        exact, printed = worked(node.says)
        assert round(exact, 2) == Fraction(printed) == Fraction(node.value)
    inner = "四舍五入到分）" if lang == "zh" else "rounded to the fen)"
    assert inner in nodes[1].says


def test_all_arithmetic_that_rounds_inside_comes_to_its_amount() -> None:
    run = price_roster(EXAMPLES / "district-lots.yaml", Options(), None, TODAY)
    book, explainer = book_of(run), explainer_of(run, "zh")
    said = [
        node.says
        for sheet, cells in book.sheets.items()
        for at, cell in cells.items()
        if cell.text.count("ROUND(") > 1 and cell.is_number
        for node in [explainer.node(Place(sheet, *at), 0)]
        if "到分）" in node.says and "项之和" not in node.says
    ]
    # The shares of three lots, and what runs along the years.
    assert len(said) > 3
    for says in said:
        exact, printed = worked(says)
        assert exact == Fraction(printed), says
