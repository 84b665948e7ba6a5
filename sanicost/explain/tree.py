"""A cell → a tree: what it is, the arithmetic behind it, and the cells that this rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from sanicost.city.columns import field_label
from sanicost.core.columns import Column
from sanicost.core.evaluate import chosen, exact, holds, number
from sanicost.core.explain import Given, Working, explain, rounded, work_out
from sanicost.core.formula import (
    Binary,
    Expression,
    Fen,
    Greatest,
    Least,
    Persons,
    When,
    symbols,
)
from sanicost.core.position_columns import fact_columns
from sanicost.core.result import Result
from sanicost.core.roster import NO_BASE, Pattern
from sanicost.core.rules import LINES
from sanicost.core.text import money, plain
from sanicost.core.worksheet import (
    Filled,
    Place,
    Ref,
    Rounded,
    TotalOfProducts,
    TotalWhere,
    places,
)
from sanicost.explain.names import Cells, Names
from sanicost.explain.nodes import Node
from sanicost.explain.sources import Sources
from sanicost.explain.wording import FormulaWording, decimals
from sanicost.i18n import Lang, text
from sanicost.i18n.symbols import phrases, symbol_words
from sanicost.writers.workbook.sheet import Book, LineRow, SheetCell

_LINES = frozenset(line.name for line in LINES)
_CHOSEN = ("skill_grade", "education")
_LEFT_BLANK = {
    "base_wage": 0,
    "holiday_money": 0,
    "housing_fund_rate": 0,
    "insurance_base": NO_BASE,
    "housing_fund_base": NO_BASE,
}
"""Fields for which the standard or the income holds where they are blank, and what rules then read.
"""


class Explainer:
    """Explains the cells of one workbook in one language.

    `patterns` are the work patterns of the data folder, which say how their days come about.
    """

    def __init__(
        self,
        result: Result,
        book: Book,
        lang: Lang,
        patterns: Mapping[str, Pattern] = MappingProxyType({}),
    ) -> None:
        self._result = result
        self._lang: Lang = lang
        self._words = symbol_words(result.estimate.standard, lang)
        self.cells = Cells(book)
        self.names = Names(self.cells, self._words, lang)
        self._sources = Sources(result, self.cells, patterns, lang)

    def node(self, place: Place, depth: int, within: str = "") -> Node:
        """Return a cell explained, and so many levels below it; the cell must not be empty.

        `within` is what the row of the cell above is called: it is not said again.
        """
        links, place = self._followed(place)
        cell = self.cells.cell(place)
        assert cell
        if self.rule(place):
            made = self._of_rule(place, links, depth)
        elif (tree := self.cells.tree(place)) and not cell.is_given:
            made = self._of_formula(place, tree, links, depth)
        else:
            made = self._made(place, links, **self._sources.of(place))
        return replace(made, name=self.names.name([*links, place][0], within))

    def rule(self, place: Place) -> str:
        """Return the line of the cost standard whose rule makes a cell, "" for any other cell."""
        cell, key = self.cells.cell(place), self.cells.key(place)
        is_made = cell and cell.formula and isinstance(self.cells.subject(place), LineRow)
        return key if is_made and key in _LINES else ""

    def _say(self, name: str, *parts: object) -> str:
        return text(f"sheets.{name}", self._lang, *parts)

    def _followed(self, place: Place) -> tuple[list[Place], Place]:
        """Return the cells that only pass a value on, the first one first, and where it is made."""
        links: list[Place] = []
        while (to := self.cells.link(place)) and self.cells.cell(to):
            links.append(place)
            place = to
        return links, place

    def _made(self, place: Place, links: list[Place], **more: object) -> Node:
        """Return a node; where links lead to the cell, the first of them is what was asked."""
        asked, *rest = [*links, place]
        first = self.cells.cell(asked)
        assert first
        is_own = asked == place or self.names.unit(asked) != self.names.unit(place)
        fields: dict[str, object] = {
            "name": "",
            "where": str(asked),
            "short": self.names.short(asked),
            "value": exact_text(first),
            "shown": self.names.said(asked if is_own else place),
            "formula": first.text,
            "links": tuple(map(self.names.short, rest)),
        }
        return Node(**{**fields, **more})  # type: ignore[arg-type]  # fields of the dataclass

    def _of_rule(self, place: Place, links: list[Place], depth: int) -> Node:
        """Return a line of the cost standard: its rule with the numbers of its row."""
        cell, row = self.cells.cell(place), self.cells.subject(place)
        assert cell
        assert isinstance(cell.formula, Filled)
        assert isinstance(row, LineRow)
        rule = cell.formula.formula.expression
        at = {name: cell.formula.cell(name) for name in sorted(symbols(rule))}
        work = self._worked(rule, at, row)
        read = [at[name] for name in work.reads]
        return self._made(
            place,
            links,
            kind="rule",
            says=equation(work.text, self.names.said(place)),
            because=work.because,
            rounding=self._rounding(work.value),
            rule=explain(rule, self._words, phrases(self._lang)),
            clause=self._result.estimate.standard.law.clause(self.cells.key(place)),
            parts=self._nodes(place, [ref.place for ref in read if isinstance(ref, Ref)], depth),
        )

    def _worked(self, rule: Expression, at: Mapping[str, Expression], row: LineRow) -> Working:
        """Return the rule of a cell worked out with the numbers of its row."""
        columns = self._columns(row)
        given = {name: self._given(name, columns[name], cell) for name, cell in at.items()}
        return work_out(rule, given, phrases(self._lang))

    def _columns(self, row: LineRow) -> Mapping[str, Column]:
        """Return every symbol's exact number in a row."""
        estimate = self._result.estimate
        segment = estimate.segments[row.segment]
        amounts = {name: fens[row.index] for name, fens in segment.amounts.items()}
        income = amounts["income"] + (amounts["incentives"] if row.is_raised else 0)
        lines = {"base_wage": amounts["base_wage"], "income": income}
        facts = fact_columns((estimate.roster.positions[row.index],), segment.shape)
        own = {f"line.{name}": Column(fen, 100, fen) for name, fen in lines.items()}
        return {**segment.state.columns, **facts, **own}

    def _given(self, name: str, column: Column, cell: Expression) -> Given:
        """Return a symbol's number with the words that its cell shows."""
        numbers = column.numerators
        numerator = numbers if isinstance(numbers, int) else int(numbers[0])
        value = Fraction(numerator, column.denominator)
        field = name.removeprefix("position.")
        is_blank = name != field and value == _LEFT_BLANK.get(field)
        word = field_label(field, self._lang) if is_blank else ""
        absent = text("explain.absent", self._lang, field=word) if is_blank else ""
        place = cell.place if isinstance(cell, Ref) else None
        is_nothing = place is None or (self.cells.cell(place) is None and field not in _CHOSEN)
        shown = "0" if is_nothing or place is None else self.names.said(place)
        return Given(value, shown, self._words[name], absent)

    def _rounding(self, *exacts: Fraction) -> str:
        """Return how an amount was rounded, in the order in which it was."""
        said = [
            self._say("rounded", f"{decimals(exact)} → {money(rounded(exact))}")
            for exact in exacts
            if exact * 100 != rounded(exact)
        ]
        return self._say("and").join(said) or self._say("exact")

    def _of_formula(self, place: Place, tree: Expression, links: list[Place], depth: int) -> Node:
        """Return any other formula: what it adds up or multiplies, and of what."""
        cell = self.cells.cell(place)
        assert cell
        wording = FormulaWording(self.cells, self.names, self._lang)
        says = equation(wording.whole(tree), self.names.said(place))
        exacts = *wording.unrounded, self._unrounded(tree)
        is_money = cell.is_number and cell.is_money
        return self._made(
            place,
            links,
            kind="formula",
            says=says if cell.is_number else "",
            because=tuple(wording.because),
            rounding=self._rounding(*exacts) if is_money else self._shown(place, cell),
            parts=self._nodes(place, self._parts(tree), depth),
        )

    def _shown(self, place: Place, cell: SheetCell) -> str:
        """Return how a share is rounded where it is said, "" for any other cell."""
        if isinstance(cell.value, str) or cell.value is None or not self.cells.is_share(place):
            return ""
        exactly, shown = f"{decimals(Fraction(cell.value) * 100)}%", self.names.value(place)
        return "" if exactly == shown else self._say("shown-rounded", exactly, shown)

    def _unrounded(self, tree: Expression) -> Fraction:
        """Return the value of a formula before its outermost rounding."""
        match tree:
            case Fen(inner) | Rounded(inner, _):
                return number(exact(inner, self.cells.look))
            case When(condition, then, otherwise):
                return self._unrounded(then if holds(condition, self.cells.look) else otherwise)
        return number(exact(tree, self.cells.look))

    def _parts(self, tree: Expression) -> list[Place]:
        """Return the cells that a formula rests on, in its order, each once."""
        match tree:
            case Fen(inner) | Rounded(inner, _) | Persons(inner):
                return self._parts(inner)
            case TotalWhere():
                return chosen(tree, self.cells.look)
            case TotalOfProducts(columns):
                return columns[0].places
            case Binary(left, right) if not isinstance(tree, Least | Greatest):
                return list(dict.fromkeys([*self._parts(left), *self._parts(right)]))
        return [place for place in dict.fromkeys(places(tree)) if self.cells.cell(place)]

    def _nodes(self, above: Place, parts: Iterable[Place], depth: int) -> tuple[Node, ...]:
        """Return the parts of a cell explained, none below the last level."""
        within = self.names.row(above)
        shown = [place for place in parts if depth and self.cells.cell(place)]
        return tuple(self.node(place, depth - 1, within) for place in shown)


def equation(text: str, shown: str) -> str:
    """Return arithmetic with its result; a number that is the result is said once."""
    return shown if text == shown else f"{text} ＝ {shown}"


def exact_text(cell: SheetCell) -> str:
    """Return a cell's value for a machine: money with two decimals, any other number plain."""
    if isinstance(cell.value, str) or cell.value is None:
        return cell.value or ""
    if cell.is_money:
        return f"{cell.value:.2f}"
    return str(cell.value) if isinstance(cell.value, int) else plain(cell.value)
