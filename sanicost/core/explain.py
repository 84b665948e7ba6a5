"""The third reading of an expression: the rule in words, with names or with numbers put in.

The words themselves come from `sanicost.i18n`, a phrase for each kind of node and language.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from sanicost.core.evaluate import RELATIONS, half_up, operate
from sanicost.core.formula import (
    Binary,
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
FEN_PER_YUAN = 100


class Phrases(NamedTuple):
    """How one language says each kind of node; `{0}`, `{1}`, `{2}` are its parts."""

    fen: str
    persons: str
    least: str
    greatest: str
    when: str
    at_least: str
    above: str
    choice: str
    brackets: str
    below: str
    not_above: str
    because: str
    smaller: str
    larger: str


def explain(node: Expression, words: Mapping[str, str], say: Phrases) -> str:
    """Return the expression in words; a symbol without a word keeps its name."""
    match node:
        case Symbol(name):
            return words.get(name, name)
        case Constant(value):
            return str(value)
        case Fen(inner):
            return say.fen.format(explain(inner, words, say))
        case Persons(inner):
            return say.persons.format(explain(inner, words, say))
        case Least(left, right):
            return say.least.format(explain(left, words, say), explain(right, words, say))
        case Greatest(left, right):
            return say.greatest.format(explain(left, words, say), explain(right, words, say))
        case When(condition, then, otherwise):
            branches = explain(then, words, say), explain(otherwise, words, say)
            return say.when.format(_condition(condition, words, say), *branches)
        case Sum(left, right) | Difference(left, right):
            return f"{explain(left, words, say)} {_SIGNS[type(node)]} {_operand(right, words, say)}"
        case Product(left, right) | Quotient(left, right):
            pair = _operand(left, words, say), _operand(right, words, say)
            return f" {_SIGNS[type(node)]} ".join(pair)
    raise TypeError(node)


def _operand(node: Expression, words: Mapping[str, str], say: Phrases) -> str:
    """Return an operand; one that is more than a name or a product stands in brackets."""
    text = explain(node, words, say)
    is_bare = isinstance(node, Symbol | Constant | Product | Quotient)
    return text if is_bare else say.brackets.format(text)


def _condition(condition: Condition, words: Mapping[str, str], say: Phrases) -> str:
    """Return a condition in words."""
    match condition:
        case Compare(left, relation, right):
            pair = explain(left, words, say), explain(right, words, say)
            return (say.at_least if relation == ">=" else say.above).format(*pair)
        case Is(symbol, _, label):
            chosen = words.get(str(label), label)
            return say.choice.format(explain(symbol, words, say), chosen)
    raise TypeError(condition)


class Given(NamedTuple):
    """What a symbol holds: its value, how that is said (`25 元/日`), and the symbol's name.

    `absent` is what to say where the roster leaves the symbol blank and the standard applies.
    """

    value: Fraction
    text: str
    name: str
    absent: str = ""


class Working(NamedTuple):
    """An expression worked out: its exact value and the arithmetic that leads there.

    `text` holds the numbers of the branches that were taken, `because` says why they were, and
    `reads` names the symbols that counted, in the order of the rule. `name` is that of the symbol
    whose number it is, as far as it is one; a sum is not bare: as an operand it needs brackets.
    """

    value: Fraction
    text: str
    because: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    name: str = ""
    is_bare: bool = True

    @property
    def named(self) -> str:
        """The number with the name of its symbol before it."""
        return f"{self.name} {self.text}".lstrip()


def work_out(node: Expression, given: Mapping[str, Given], say: Phrases) -> Working:
    """Return the working of an expression; money is left unrounded, for `rounded` to round."""
    match node:
        case Symbol(name):
            found = given[name]
            return Working(found.value, found.text, reads=(name,), name=found.name)
        case Constant(value):
            return Working(Fraction(value), str(value))
        case Fen(inner):
            return work_out(inner, given, say)
        case Persons(inner):
            work = work_out(inner, given, say)
            return work._replace(value=Fraction(ceil(work.value)))
        case When(condition, then, otherwise):
            holds, reason = _holds(condition, given, say)
            work = work_out(then if holds else otherwise, given, say)
            return _after(work, reason)
        case Least(left, right) | Greatest(left, right):
            return _chosen(node, work_out(left, given, say), work_out(right, given, say), say)
        case Binary(left, right):
            return _joined(node, work_out(left, given, say), work_out(right, given, say), say)
    raise TypeError(node)


def _after(work: Working, *before: Working) -> Working:
    """Return a working with the reasons and the symbols of others before its own."""
    because = tuple(reason for one in (*before, work) for reason in one.because)
    reads = tuple(name for one in (*before, work) for name in one.reads)
    return work._replace(because=tuple(dict.fromkeys(because)), reads=tuple(dict.fromkeys(reads)))


def _holds(condition: Condition, given: Mapping[str, Given], say: Phrases) -> tuple[bool, Working]:
    """Return whether a condition holds, and a working that holds nothing but the reason."""
    match condition:
        case Is(symbol, code, _):
            found = given[symbol.name]
            chosen = found.absent or say.choice.format(found.name, found.text)
            reason = say.because.format(chosen)
            return found.value == code, Working(found.value, "", (reason,), (symbol.name,))
        case Compare(left, relation, right):
            one, other = work_out(left, given, say), work_out(right, given, say)
            is_least = relation == ">="
            holds = RELATIONS[relation](one.value, other.value)
            phrase = (
                (say.at_least if is_least else say.above)
                if holds
                else (say.below if is_least else say.not_above)
            )
            asked = phrase.format(one.named, other.named)
            absent = given[left.name].absent if isinstance(left, Symbol) else ""
            reason = say.because.format(absent or asked.strip())
            return holds, _after(Working(one.value, "", (reason,)), one, other)
    raise TypeError(condition)


def _chosen(node: Binary, left: Working, right: Working, say: Phrases) -> Working:
    """Return the smaller or the larger of two, and why it was taken."""
    takes_left = operate(node, left.value, right.value) == left.value
    taken, other = (left, right) if takes_left else (right, left)
    phrase = say.smaller if isinstance(node, Least) else say.larger
    reason = (phrase.format(taken.named, other.named),) if left.value != right.value else ()
    both = _after(right, left)
    return taken._replace(because=(*both.because, *reason), reads=both.reads)


def _joined(node: Binary, left: Working, right: Working, say: Phrases) -> Working:
    """Return a sum, difference, product or quotient; a term of nothing is left out."""
    kind = type(node)
    value = operate(node, left.value, right.value)
    is_product, is_sum = kind is Product, kind in (Sum, Difference)
    if is_product and 0 in (left.value, right.value):
        # A factor counts only where the other one is not nothing: specification §2.
        left, right = (
            one._replace(reads=one.reads if not other.value or one.value == 0 else ())
            for one, other in ((left, right), (right, left))
        )
    both = _after(right, left)
    if is_sum and right.value == 0:
        return left._replace(because=both.because, reads=both.reads)
    if kind is Sum and left.value == 0:
        return right._replace(because=both.because, reads=both.reads)
    first = left.text if is_sum else _bracketed(left, say)
    text = f"{first} {_SIGNS[kind]} {_bracketed(right, say)}"
    return Working(value, text, both.because, both.reads, is_bare=not is_sum)


def _bracketed(work: Working, say: Phrases) -> str:
    """Return an operand; a sum stands in brackets."""
    return work.text if work.is_bare else say.brackets.format(work.text)


def rounded(exact: Fraction) -> int:
    """Return an amount of yuan in fen, rounded half up as the engine does.

    >>> rounded(Fraction("1281.4712"))
    128147
    """
    return half_up(exact * FEN_PER_YUAN)
