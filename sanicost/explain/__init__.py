"""Where an amount comes from: a cell of the workbook as a tree of rules, figures and inputs.

The workbook is laid out in memory by the modules that write it, so that every cell is explained
from the very formula that an officer sees; the cells of 附件3 from the rule behind the formula.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sanicost.core.period import Month
from sanicost.core.roster import Pattern
from sanicost.core.worksheet import Place
from sanicost.embedded.canonical import Run
from sanicost.explain.nodes import Explanation, Node, Step, Variant
from sanicost.explain.targets import (
    cell_place,
    in_month,
    line_name,
    line_places,
    position_index,
    total_places,
    users_of,
    way_up,
)
from sanicost.explain.tree import Explainer
from sanicost.i18n import Lang
from sanicost.writers.workbook import laid_out

DEFAULT_DEPTH = 2
"""Enough to see a contribution rest on the income and this on its lines, on one screen."""
DEFAULT_LINE = "unit_cost"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked: a cell, or a position with a line in a month, or nothing: the ceiling."""

    target: str = ""
    line: str = ""
    month: Month | None = None
    depth: int = DEFAULT_DEPTH


def explained(
    run: Run,
    question: Question,
    lang: Lang,
    patterns: Mapping[str, Pattern] = MappingProxyType({}),
) -> Explanation:
    """Return the explanation of what is asked; raise Refused where there is nothing to explain.

    `patterns` are the work patterns of the data folder, which say how their days come about.
    """
    explainer = Explainer(run.result, laid_out(run), lang, patterns)
    book = explainer.cells
    if not question.target:
        return Explanation(root=explainer.node(total_places(book)[0], question.depth))
    if "!" in question.target.replace("！", "!"):
        return _answered(explainer, cell_place(question.target, book), question)
    place, variants = _of_position(run, question, explainer)
    return replace(_answered(explainer, place, question), variants=variants)


def _of_position(
    run: Run, question: Question, explainer: Explainer
) -> tuple[Place, tuple[Variant, ...]]:
    """Return the cell of a position's line, and its amounts in all segments."""
    index = position_index(question.target, run.result)
    name = line_name(question.line or DEFAULT_LINE)
    places = line_places(index, name, explainer.cells, run.result)
    variants = tuple(
        Variant(
            start=start,
            where=str(place),
            short=explainer.names.short(place),
            shown=explainer.names.said(place),
        )
        for start, place in places.items()
    )
    return in_month(question.month, places, run.result), variants


def _answered(explainer: Explainer, place: Place, question: Question) -> Explanation:
    """Return a cell's tree with its way into the first total that it enters."""
    book = explainer.cells
    users = users_of(book)
    # The summary only links to a total: what it links to is where the amounts end.
    ends = filter(None, map(book.link, total_places(book)))
    ways = (way_up(users, place, end, book) for end in ends)
    way = [one for one in next(filter(None, ways), []) if not book.link(one)]
    root = explainer.node(place, question.depth)
    steps = tuple(_step(explainer.node(one, 0)) for one in way)
    return Explanation(root=replace(root, enters=steps, users=len(users.get(place, ()))))


def _step(node: Node) -> Step:
    """Return one step: what it is, and how it is made from the one before and others."""
    return Step(
        name=node.name, where=node.where, short=node.short, value=node.shown, says=node.says
    )
