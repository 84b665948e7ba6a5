"""explain: a lot's share of a shared cost, in the lot's own workbook and where it is worked out."""

from pathlib import Path

import pytest

from sanicost.core.parts import parts
from sanicost.core.result import Run
from sanicost.messages import Lang
from sanicost.readers.project import Options
from sanicost.runs import price_part, price_roster
from sanicost.writers.explanation.nodes import Node
from sanicost.writers.explanation.tree import Explainer
from sanicost.writers.workbook import workbook_bytes
from sanicost.writers.workbook.record import Place
from tests.explaining import ask, book_of
from tests.program import sanicost
from tests.readers.books import Table, write_book
from tests.rosters import TODAY

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
    explainer = Explainer(run.result, book_of(run), lang)
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
        ("B7", "报价组成!B3", "最大余数法"),
        ("C7", "报价组成!C3", "合同期合计"),
    ):
        assert found[cell].kind == "share"
        assert found[cell].given.place == place  # type: ignore[union-attr]  # it has one
        assert said in found[cell].says
        assert "经办人输入" not in found[cell].says
    assert "largest remainder" in _inputs(lot, "en")["B7"].says
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
