"""Questions to explain, and the plain roster of which they are asked."""

from pathlib import Path
from typing import Any

from sanicost.core.result import Run
from sanicost.messages import Lang
from sanicost.writers.explanation import Answer, Question, explained
from sanicost.writers.explanation.nodes import Node
from sanicost.writers.workbook.record import Recorded, recorded
from tests.rosters import priced

# January 2026 alone, class 1, ten years, six days: worked by hand in tests/core/test_rules.py.
PLAIN: dict[str, Any] = {
    "project": {"start": "2026-01", "months": 1},
    "positions": [{"title": "公厕保洁工", "headcount": 3}],
}


def book_of(run: Run) -> Recorded:
    """Return the cells of a run's workbook."""
    return recorded(run)


def ask(run: Run, target: str = "", line: str = "", lang: Lang = "zh", **more: Any) -> Answer:
    """Explain what is asked of a run."""
    return explained(run, Question(target=target, line=line, **more), lang)


def plain(folder: Path, **own: Any) -> Run:
    """Price the plain roster with some fields of its position changed."""
    position = {**PLAIN["positions"][0], **own}
    return priced(folder, {**PLAIN, "positions": [position]})


def part_of(node: Node, ending: str) -> Node:
    """Return the one part of a node whose name ends so."""
    [found] = [part for part in node.parts if part.name.endswith(ending)]
    return found
