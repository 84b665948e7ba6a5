"""The formulas of the sheets in words, with the numbers of their cells put in."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from sanicost.core.evaluate import chosen, exact, holds, number
from sanicost.core.formula import (
    Binary,
    Compare,
    Condition,
    Constant,
    Difference,
    Expression,
    Fen,
    Greatest,
    Least,
    Persons,
    Product,
    Quotient,
    Sum,
    When,
)
from sanicost.core.worksheet import (
    Capitals,
    Count,
    CountRows,
    Place,
    Range,
    Ref,
    Rounded,
    Text,
    Total,
    TotalOfProducts,
    TotalWhere,
    places,
)
from sanicost.explain.names import Cells, Names
from sanicost.i18n import Lang, text
from sanicost.i18n.cells import cell_word
from sanicost.i18n.symbols import phrases

_SIGNS: dict[object, str] = {Sum: "＋", Difference: "－", Product: "×", Quotient: "÷"}
_RELATIONS = {"=": "＝", "<": "＜", ">": "＞", ">=": "≥"}
_NOISE_DIGITS = 6
"""Before a spreadsheet rounds heads up, it rounds to so many decimals."""
_MOST_TERMS = 8
"""So many terms of a sum are still read; more are counted."""


class FormulaWording:
    """Says formulas in one language; `because` gathers why a branch was taken.

    `unrounded` gathers the exact amounts that are rounded to the fen inside the formula.
    """

    def __init__(self, cells: Cells, names: Names, lang: Lang) -> None:
        self._names = names
        self._look = cells.look
        self._lang: Lang = lang
        self._phrases = phrases(lang)
        self.because: list[str] = []
        self.unrounded: list[Fraction] = []

    def _say(self, name: str, *parts: object) -> str:
        """Return a phrase with its parts."""
        return text(f"sheets.{name}", self._lang, *parts)

    def whole(self, node: Expression) -> str:
        """Return the formula of a cell; its outermost rounding is said beside it, not in it."""
        match node:
            case Fen(inner) | Rounded(inner, _):
                return self.of(inner)
            case When(condition, then, otherwise):
                self._note(condition)
                return self.whole(then if holds(condition, self._look) else otherwise)
        return self.of(node)

    def of(self, node: Expression) -> str:
        """Return a formula in words, with numbers put in."""
        match node:
            case Constant(given):
                return str(given)
            case Text(value):
                return self._say("text", cell_word(value, self._lang))
            case Ref(place):
                return self._names.said(place)
            case Range():
                return self._range(node.places)
            case When(condition, then, otherwise):
                self._note(condition)
                return self.of(then if holds(condition, self._look) else otherwise)
            case Persons(inner):
                return self._phrases.persons.format(self.of(Rounded(inner, _NOISE_DIGITS)))
            case Fen(inner) | Rounded(inner, _):
                return self._rounded(node, inner)
            case Least(left, right):
                return self._phrases.least.format(*map(self._operand, (left, right)))
            case Greatest(left, right):
                return self._phrases.greatest.format(*map(self._operand, (left, right)))
            case Binary():
                return self._operation(node)
        return self._over_ranges(node)

    def _over_ranges(self, node: Expression) -> str:
        """Return a sum over cells, or how many of them there are of a kind."""
        match node:
            case Total(terms):
                return self._sum(terms)
            case TotalOfProducts(columns):
                names = map(self._heading, (column.places[0] for column in columns))
                rows = columns[0].places
                return self._say("rows", len(rows), " × ".join(names), self._range(rows))
            case TotalWhere():
                return self._sum_where(node)
            case CountRows():
                return self._say("rows-counted", self._range(list(places(node))))
            case Capitals(amount):
                return self._say("in-capitals", self.of(amount))
            case Count("COUNTIF", cells, rule):
                return self._say("countif", self.of(cells), self.of(Text(rule)))
            case Count("COUNT" | "COUNTA", cells) if len(list(places(cells))) <= _MOST_TERMS:
                return self._say("count", ", ".join(map(self._names.short, places(cells))))
            case Count(_, cells):
                return self.of(cells)
        raise TypeError(node)

    def _rounded(self, node: Expression, inner: Expression) -> str:
        """Return what is rounded inside a formula, in brackets, and note the exact amount."""
        if self._is_silent(node, inner):
            return self.of(inner)
        if isinstance(node, Rounded):
            return self._say("rounded-to", self.of(inner), node.digits)
        self.unrounded.append(number(exact(inner, self._look)))
        return self._say("rounded-inside", self.of(inner))

    def _is_silent(self, node: Expression, inner: Expression) -> bool:
        """Return whether a rounding changes nothing: it only keeps a spreadsheet's noise away."""
        return exact(node, self._look) == exact(inner, self._look)

    def _is_sum(self, node: Expression) -> bool:
        """Return whether a formula is said as a sum or a difference."""
        match node:
            case Sum() | Difference():
                return True
            case Total(terms):
                # A long sum is said by how many cells it adds up.
                listed = [place for term in terms for place in places(term)]
                return 1 < len(listed) <= _MOST_TERMS
            case Fen(inner) | Rounded(inner, _):
                return self._is_silent(node, inner) and self._is_sum(inner)
        return False

    def _operation(self, node: Binary) -> str:
        """Return an operation; a sum inside a product stands in brackets."""
        is_product = isinstance(node, Product | Quotient)
        if is_product and any(isinstance(one, Least | Greatest) for one in (node.left, node.right)):
            return " ".join(
                (self._operand(node.left), _SIGNS[type(node)], self._operand(node.right))
            )
        left, right = self.of(node.left), self.of(node.right)
        divides = isinstance(node, Quotient) and isinstance(node.right, Product | Quotient)
        if is_product and self._is_sum(node.left):
            left = self._phrases.brackets.format(left)
        if divides or (not isinstance(node, Sum) and self._is_sum(node.right)):
            right = self._phrases.brackets.format(right)
        return f"{left} {_SIGNS[type(node)]} {right}"

    def _operand(self, node: Expression) -> str:
        """Return a part of a comparison or beside one, in brackets unless it is a single number."""
        is_whole = not isinstance(node, Least | Greatest | Binary)
        return self.of(node) if is_whole else self._phrases.brackets.format(self.of(node))

    def _note(self, condition: Condition) -> None:
        """Note why a branch is taken."""
        match condition:
            case Compare(left, "=", _) if _is_count(left) and holds(condition, self._look):
                names = [self._names.name(place) for place in places(left)]
                shown = names if len(names) <= _MOST_TERMS else [self.of(left)]
                self.because.append(self._say("blank", self._say("and").join(shown)))
            case Compare(left, relation, right):
                phrase = "holds" if holds(condition, self._look) else "holds_not"
                asked = f"{self.of(left)} {_RELATIONS[relation]} {self.of(right)}"
                self.because.append(self._say(phrase, asked))

    def _sum(self, terms: Iterable[Expression]) -> str:
        """Return a sum: its terms, or their number and where they stand."""
        ranges = list(terms)
        cells = [place for each in ranges for place in places(each)]
        if len(cells) <= _MOST_TERMS:
            return self._terms(cells)
        where = self._say("and").join(map(self.of, ranges))
        return self._say("sum", len(cells), where)

    def _terms(self, terms: Sequence[Place]) -> str:
        """Return terms of one kind; their unit is said once, behind the result."""
        return " ＋ ".join(map(self._names.value if len(terms) > 1 else self._names.said, terms))

    def _range(self, cells: Sequence[Place]) -> str:
        """Return where neighbouring cells stand."""
        return f"{self._names.short(cells[0])}:{str(cells[-1]).rpartition('!')[2]}"

    def _sum_where(self, node: TotalWhere) -> str:
        """Return the sum of the amounts in the rows that a group's name picks."""
        counted = chosen(node, self._look)
        if len(counted) <= _MOST_TERMS:
            return self._terms(counted)
        cells, amounts = node.cells.places, node.amounts.places
        names = self._heading(cells[0]), self._heading(amounts[0])
        where = self._range(amounts)
        return self._say("rows_where", names[0], self.of(node.wanted), names[1], where)

    def _heading(self, place: Place) -> str:
        return cell_word(self._names.heading(place), self._lang)


def _is_count(node: Expression) -> bool:
    """Return whether a formula counts what is filled in, in one range or several."""
    match node:
        case Count("COUNT" | "COUNTA"):
            return True
        case Sum(left, right):
            return _is_count(left) and _is_count(right)
    return False


def decimals(exact: Fraction, most: int = 6) -> str:
    """Return a number in decimals, cut off with … where it goes on.

    >>> decimals(Fraction(1, 3)), decimals(Fraction(1, 8))
    ('0.333333…', '0.125')
    """
    scaled = abs(exact) * 10**most
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    text = f"{whole // 10**most:,}.{whole % 10**most:0{most}d}"
    sign = "-" if exact < 0 else ""
    return sign + (f"{text}…" if rest else text.rstrip("0").rstrip("."))
