"""The third reading of an expression: the rule in words, with names or numbers put in."""

from collections.abc import Mapping

from sanicost.core.formula import (
    Compare,
    Condition,
    Constant,
    Difference,
    Expression,
    Fen,
    Greatest,
    Is,
    Least,
    Persons,
    Product,
    Quotient,
    Sum,
    Symbol,
    When,
)

_SIGNS: dict[type[Expression], str] = {Sum: "＋", Difference: "－", Product: "×", Quotient: "÷"}
_RELATIONS = {">=": "不低于", ">": "大于"}


def explain(node: Expression, words: Mapping[str, str]) -> str:
    """Return the expression in Chinese words; a symbol without a word keeps its name.

    >>> explain(Fen(Product(Symbol("a"), Symbol("d"))), {"a": "25 元/日", "d": "26 日"})
    '25 元/日 × 26 日，四舍五入到分'
    """
    match node:
        case Symbol(name):
            return words.get(name, name)
        case Constant(value):
            return str(value)
        case Fen(inner):
            return f"{explain(inner, words)}，四舍五入到分"
        case Persons(inner):
            return f"{explain(inner, words)}，进位取整"
        case Least(left, right):
            return f"{explain(left, words)} 与 {explain(right, words)} 中较小者"
        case Greatest(left, right):
            return f"{explain(left, words)} 与 {explain(right, words)} 中较大者"
        case When(condition, then, otherwise):
            branch = f"{_condition(condition, words)}时 {explain(then, words)}"
            return f"{branch}，否则 {explain(otherwise, words)}"
        case Sum(left, right) | Difference(left, right):
            return f"{explain(left, words)} {_SIGNS[type(node)]} {_operand(right, words)}"
        case Product(left, right) | Quotient(left, right):
            return f"{_operand(left, words)} {_SIGNS[type(node)]} {_operand(right, words)}"
    raise TypeError(node)


def _operand(node: Expression, words: Mapping[str, str]) -> str:
    """Return an operand; one that is more than a name or a product stands in brackets."""
    text = explain(node, words)
    return text if isinstance(node, Symbol | Constant | Product | Quotient) else f"（{text}）"


def _condition(condition: Condition, words: Mapping[str, str]) -> str:
    """Return a condition in words."""
    match condition:
        case Compare(left, relation, right):
            return f"{explain(left, words)}{_RELATIONS[relation]} {explain(right, words)} "
        case Is(symbol, _, label):
            return f"{explain(symbol, words)}为“{label}”"
