"""Questions to explain, the plain roster of which they are asked, and printed arithmetic."""

import ast
import operator
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from sanicost.core.explain import rounded
from sanicost.embedded.canonical import Run
from sanicost.explain import Question, explained
from sanicost.explain.names import Cells
from sanicost.explain.nodes import Explanation, Node
from sanicost.explain.tree import Explainer
from sanicost.i18n import Lang
from sanicost.writers.workbook import laid_out
from tests.rosters import priced

# January 2026 alone, class 1, ten years, six days: worked by hand in tests/core/test_rules.py.
PLAIN: dict[str, Any] = {
    "project": {"start": "2026-01", "months": 1},
    "positions": [{"title": "公厕保洁工", "headcount": 3}],
}


def book_of(run: Run) -> Cells:
    """Return the cells of a run's workbook."""
    return Cells(laid_out(run))


def explainer_of(run: Run, lang: Lang) -> Explainer:
    """Return what explains the cells of a run's workbook."""
    return Explainer(run.result, laid_out(run), lang)


def ask(run: Run, target: str = "", line: str = "", lang: Lang = "zh", **more: Any) -> Explanation:
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


_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worked(says: str) -> tuple[Fraction, Decimal]:
    """Return what printed arithmetic comes to, and the result that is printed behind it."""
    text, _, result = says.rpartition(" ＝ ")
    text = text or result
    for sign, ascii_sign in zip("＋－×÷（）", "+-*/()", strict=True):
        text = text.replace(sign, ascii_sign)
    text = _comparisons_as_calls(re.sub(r"(?<=\d),(?=\d)", "", text))
    text = re.sub(
        r"\(((?:[^()]|\([^()]*\))*) (?:四舍五入到分|rounded to the fen)\)", r"fen(\1)", text
    )
    text = text.replace("⟨", "(").replace("⟩", ")")
    text = re.sub(r"([\d.]+)%", r"(\1/100)", text)
    # Units stand behind their numbers: 25 元/日, 26 days.
    text = re.sub(r"(?<=\d) [^-+*/()\d]+(?:/[^-+*/()\d\s]+)?(?= |\)|$)", "", text)
    amount = result.split(" ")[0].replace(",", "")
    return _of(ast.parse(text, mode="eval").body), Decimal(amount)


def _comparisons_as_calls(text: str) -> str:
    """Return `(a 与 b 中较大者)` as `max⟨⟨a⟩,⟨b⟩⟩`, from the innermost on."""
    for word, call in (("大", "max"), ("小", "min")):
        inner = rf"\(([^()]*) 与 ([^()]*) 中较{word}者\)"
        while (found := re.sub(inner, rf"{call}⟨⟨\1⟩,⟨\2⟩⟩", text)) != text:
            text = found
    return text


def _of(node: ast.expr) -> Fraction:
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_of(node.left), _of(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        parts = [_of(one) for one in node.args]
        pick = {"max": max, "min": min}.get(node.func.id)
        return pick(parts) if pick else Fraction(rounded(parts[0]), 100)
    assert isinstance(node, ast.Constant), ast.dump(node)
    return Fraction(str(node.value))
