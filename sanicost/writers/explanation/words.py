"""The formulas of the sheets in words, with the numbers of their cells put in."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from sanicost.i18n import Lang, text
from sanicost.i18n.cells import cell_word
from sanicost.i18n.symbols import phrases
from sanicost.writers.explanation.formulas import (
    Call,
    Formula,
    Number,
    Operation,
    Range,
    Text,
    places,
)
from sanicost.writers.explanation.naming import Names
from sanicost.writers.explanation.values import Look, number, value
from sanicost.writers.workbook.record import Place

_SIGNS = {"+": "＋", "-": "－", "*": "×", "/": "÷", "=": "＝", "<": "＜", ">": "＞", ">=": "≥"}
_FEN_DIGITS = 2
_MOST_TERMS = 8
"""So many terms of a sum are still read; more are counted."""


class Wording:
    """Says formulas in one language; `because` gathers why a branch was taken.

    `unrounded` gathers the exact amounts that are rounded to the fen inside the formula.
    """

    def __init__(self, names: Names, look: Look, lang: Lang) -> None:
        self._names = names
        self._look = look
        self._lang: Lang = lang
        self.because: list[str] = []
        self.unrounded: list[Fraction] = []

    def _say(self, name: str, *parts: object) -> str:
        """Return a phrase with its parts."""
        return text(f"sheets.{name}", self._lang, *parts)

    def of(self, node: Formula) -> str:
        """Return a formula in words, with numbers put in."""
        match node:
            case Number(given):
                return str(given)
            case Text(text):
                return self._say("text", cell_word(text, self._lang))
            case Place():
                return self._names.said(node)
            case Range(cells):
                return self._range(cells)
            case Operation(sign, left, right):
                return self._operation(sign, left, right)
            case Call("IF", (condition, then, otherwise)):
                self._note(condition)
                return self.of(then if value(condition, self._look) else otherwise)
            case Call("SUM", arguments):
                return self._sum(arguments)
            case Call("SUMPRODUCT", (product,)):
                return self._sum_of_rows(product)
            case Call("COUNTIF", (cells, text)):
                return self._say("countif", self.of(cells), self.of(text))
            case Call("COUNT" | "COUNTA", (cells,)) if len(list(places(cells))) <= _MOST_TERMS:
                return self._say("count", ", ".join(map(self._names.short, places(cells))))
            case Call("ROUNDUP", (inner, _)):
                return phrases(self._lang).persons.format(self.of(inner))
            case Call("ROUND", (inner, _)) if self._is_silent(node):
                return self.of(inner)
            case Call("ROUND", (inner, Number(digits))):
                return self._rounded(inner, digits)
            case Call("MAX" | "MIN" as name, (left, right)):
                said = phrases(self._lang)
                phrase = said.greatest if name == "MAX" else said.least
                return phrase.format(self.of(left), self.of(right))
        [inner, *_] = node.arguments
        return self.of(inner)

    def whole(self, node: Formula) -> str:
        """Return the formula of a cell; its outermost rounding is said beside it, not in it."""
        match node:
            case Call("ROUND", (inner, _)):
                return self.of(inner)
            case Call("IF", (condition, then, otherwise)):
                self._note(condition)
                return self.whole(then if value(condition, self._look) else otherwise)
        return self.of(node)

    def _rounded(self, inner: Formula, digits: Fraction) -> str:
        """Return what is rounded inside a formula, in brackets, and note the exact amount."""
        if digits != _FEN_DIGITS:
            return self._say("rounded-to", self.of(inner), digits)
        self.unrounded.append(number(value(inner, self._look)))
        return self._say("rounded-inside", self.of(inner))

    def _is_silent(self, node: Formula) -> bool:
        """Return whether a rounding changes nothing: it only keeps a spreadsheet's noise away."""
        match node:
            case Call("ROUND", (inner, _)):
                return value(node, self._look) == value(inner, self._look)
        return False

    def _is_sum(self, node: Formula) -> bool:
        """Return whether a formula is said as a sum or a difference."""
        match node:
            case Operation("+" | "-"):
                return True
            case Call("ROUND", (inner, _)):
                return self._is_silent(node) and self._is_sum(inner)
        return False

    def _operation(self, sign: str, left: Formula, right: Formula) -> str:
        """Return an operation; a sum inside a product stands in brackets."""
        texts = self.of(left), self.of(right)
        brackets = phrases(self._lang).brackets
        divides = sign == "/" and isinstance(right, Operation)
        if sign in "*/":
            texts = (
                brackets.format(texts[0]) if self._is_sum(left) else texts[0],
                brackets.format(texts[1]) if self._is_sum(right) or divides else texts[1],
            )
        elif sign == "-" and self._is_sum(right):
            texts = texts[0], brackets.format(texts[1])
        return f"{texts[0]} {_SIGNS[sign]} {texts[1]}"

    def _note(self, condition: Formula) -> None:
        """Note why a branch is taken."""
        holds = bool(value(condition, self._look))
        match condition:
            case Operation("=", filled, _) if holds and _is_count(filled):
                names = [self._names.name(place) for place in places(filled)]
                shown = names if len(names) <= _MOST_TERMS else [self.of(filled)]
                self.because.append(self._say("blank", self._say("and").join(shown)))
            case Operation(sign, left, right):
                phrase = "holds" if holds else "holds_not"
                asked = f"{self.of(left)} {_SIGNS[sign]} {self.of(right)}"
                self.because.append(self._say(phrase, asked))

    def _sum(self, arguments: Iterable[Formula]) -> str:
        """Return a sum: its terms, or their number and where they stand."""
        ranges = list(arguments)
        terms = [place for each in ranges for place in places(each)]
        if len(terms) <= _MOST_TERMS:
            return self._terms(terms)
        where = self._say("and").join(map(self.of, ranges))
        return self._say("sum", len(terms), where)

    def _terms(self, terms: Sequence[Place]) -> str:
        """Return terms of one kind; their unit is said once, behind the result."""
        return " ＋ ".join(map(self._names.value if len(terms) > 1 else self._names.said, terms))

    def _range(self, cells: Sequence[Place]) -> str:
        """Return where neighbouring cells stand."""
        return f"{self._names.short(cells[0])}:{str(cells[-1]).rpartition('!')[2]}"

    def _sum_of_rows(self, product: Formula) -> str:
        """Return the sum over the rows of a table of what some of its columns hold."""
        match product:
            case Operation("*", Operation("=", Range(cells), wanted), Range(amounts)):
                return self._sum_where(cells, wanted, amounts)
            case Operation("*", Call("EXACT", (Range(cells), wanted)), Range(amounts)):
                return self._sum_where(cells, wanted, amounts)
        ranges = _factors(product)
        names = [cell_word(self._names.heading(each.places[0]), self._lang) for each in ranges]
        rows = ranges[0].places
        where = self._range(rows)
        return self._say("rows", len(rows), " × ".join(names), where)

    def _sum_where(
        self, cells: tuple[Place, ...], wanted: Formula, amounts: tuple[Place, ...]
    ) -> str:
        """Return the sum of the amounts in the rows that a group's name picks."""
        names = [cell_word(self._names.heading(each[0]), self._lang) for each in (cells, amounts)]
        where = self._range(amounts)
        counted = [
            amount
            for cell, amount in zip(cells, amounts, strict=True)
            if value(cell, self._look) == value(wanted, self._look)
        ]
        if len(counted) <= _MOST_TERMS:
            return self._terms(counted)
        return self._say("rows_where", names[0], self.of(wanted), names[1], where)


def picked(product: Formula, look: Look) -> list[Place]:
    """Return the cells that a sum over rows adds up: those of its first amounts that count."""
    match product:
        case Operation("*", Operation("=", Range(cells), wanted), Range(amounts)) | Operation(
            "*", Call("EXACT", (Range(cells), wanted)), Range(amounts)
        ):
            found = value(wanted, look)
            pairs = zip(cells, amounts, strict=True)
            return [amount for cell, amount in pairs if value(cell, look) == found]
    return list(_factors(product)[0].places)


def _factors(product: Formula) -> list[Range]:
    """Return the columns that a product multiplies, from the left."""
    match product:
        case Operation("*", left, right):
            return [*_factors(left), *_factors(right)]
        case Range():
            return [product]
    raise ValueError(product)


def _is_count(node: Formula) -> bool:
    """Return whether a formula counts what is filled in, in one range or several."""
    match node:
        case Call("COUNT" | "COUNTA"):
            return True
        case Operation("+", left, right):
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
