"""explain for a settlement: every amount has a reason that comes to the same fen."""

import json
from pathlib import Path

import pytest

from sanicost.__main__ import run
from sanicost.core.rules import INCENTIVE_LINES, LINES
from sanicost.core.worksheet import Place
from sanicost.explain.nodes import Node
from sanicost.readers.project import Options
from sanicost.settlement.explained import SettlementExplainer
from sanicost.settlement.run import SettlementRequest, settled
from sanicost.settlement.workbook.sheets import FIGURES, WORKERS
from tests.rosters import TODAY, write_yaml
from tests.settlement.test_workbook import ROSTER, attendance, written


@pytest.fixture(scope="module")
def explainer(tmp_path_factory: pytest.TempPathFactory) -> SettlementExplainer:
    folder = tmp_path_factory.mktemp("settled")
    roster = write_yaml(folder / "roster.yaml", ROSTER)
    files = [attendance(folder / "a.csv")]
    request = SettlementRequest(roster=roster, files=files, options=Options(), today=TODAY)
    return SettlementExplainer(*settled(request), "zh")


def numbers(explainer: SettlementExplainer, sheet: str) -> list[Place]:
    """Return every cell of a sheet that holds a number below its headings."""
    return [
        Place(sheet, row, column)
        for (row, column), cell in explainer.cells.sheets[sheet].items()
        if cell.is_number and row > 2 and column > 2
    ]


def test_every_amount_of_a_worker_is_explained_with_what_it_rests_on(
    explainer: SettlementExplainer,
) -> None:
    lines = {line.name for line in LINES}
    *places, last = numbers(explainer, WORKERS)
    assert len(places) > 1000
    for place in places[::7]:
        node = explainer.node(place, 1)
        if explainer.cells.key(place) in lines and explainer.cells.look(place):
            assert node.kind == ("formula" if place.row == last.row else "rule")
        if node.kind == "rule" and explainer.cells.look(place):
            # A whole figure of the law or of the attendance is below it.
            assert node.parts, place
            assert node.says.endswith(node.shown)


def test_the_figures_of_a_month_have_their_documents(explainer: SettlementExplainer) -> None:
    for place in numbers(explainer, FIGURES):
        node = explainer.node(place, 0)
        assert node.kind in ("figure", "constant")
        assert node.kind == "constant" or (node.figure and node.figure.source)


def leaves(node: Node) -> list[Node]:
    """Return all that a node rests on in the end."""
    return [leaf for part in node.parts for leaf in leaves(part)] or [node]


def test_a_line_leads_to_rule_figure_and_attendance_cell(
    explainer: SettlementExplainer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = written(tmp_path, ROSTER, [attendance(tmp_path / "a.csv")])
    heads = {explainer.cells.key(place): place for place in numbers(explainer, WORKERS)[:60]}
    place = heads["post_allowance"]
    capsys.readouterr()
    assert run(["--lang", "zh", "explain", str(output), str(place), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["clause"]) == ("rule", "三(二)")
    inputs = {part["input"]["field"]: part["input"] for part in found["parts"] if "input" in part}
    assert inputs["days_worked"]["where"].startswith("a.csv 第")
    figures = {
        part["figure"]["figure"]: part["figure"] for part in found["parts"] if "figure" in part
    }
    assert "穗府办规〔2024〕3号" in figures["post_allowance.1"]["source"]


def test_a_total_leads_to_the_workers_that_it_adds_up(explainer: SettlementExplainer) -> None:
    [total] = [p for p in numbers(explainer, "分岗位分月对照")[:20] if p.row == 3 and p.column == 9]
    node = explainer.node(total, 4)
    assert len(node.parts) == 6
    assert {leaf.kind for leaf in leaves(node)} >= {"input", "figure"}


def test_incentives_are_told_by_their_own_rule(explainer: SettlementExplainer) -> None:
    *places, last = [p for p in numbers(explainer, WORKERS) if explainer.cells.look(p)]
    places = [place for place in places if place.row < last.row]
    found = [p for p in places if explainer.cells.key(p) in INCENTIVE_LINES]
    assert found
    assert all(explainer.node(place, 1).kind == "rule" for place in found)
