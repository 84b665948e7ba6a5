"""A cell → a tree: what it is, the arithmetic behind it, and the cells that this rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from sanicost.city.columns import pattern_label
from sanicost.core.explain import rounded
from sanicost.core.result import Result
from sanicost.core.roster import Pattern
from sanicost.core.text import money, plain
from sanicost.i18n import Lang, text
from sanicost.i18n.symbols import symbol_words
from sanicost.writers.explanation import facts
from sanicost.writers.explanation.formulas import Call, Formula, Operation, parsed, places
from sanicost.writers.explanation.naming import Names, is_figure
from sanicost.writers.explanation.nodes import InputFacts, Node
from sanicost.writers.explanation.rules import Rules, Spot
from sanicost.writers.explanation.values import number, value
from sanicost.writers.explanation.words import Wording, decimals, picked
from sanicost.writers.workbook.basis import SEGMENT_CELLS
from sanicost.writers.workbook.record import Cell, Held, Place, Recorded


class Explainer:
    """Explains the cells of one workbook in one language.

    `patterns` are the work patterns of the data folder, which say how their days come about.
    """

    def __init__(
        self,
        result: Result,
        book: Recorded,
        lang: Lang,
        patterns: Mapping[str, Pattern] = MappingProxyType({}),
    ) -> None:
        self._result = result
        self._book = book
        self._lang: Lang = lang
        words = symbol_words(result.estimate.standard, lang)
        self.names = Names(book, words, lang)
        self.rules = Rules(result, book, self.names, words, lang)
        self._facts = facts.Facts(result, book, self.rules, patterns)

    def look(self, place: Place) -> Held | None:
        """Return what a cell holds."""
        cell = self._book.cell(place)
        return cell.value if cell else None

    def node(self, place: Place, depth: int, within: str = "") -> Node:
        """Return a cell explained, and so many levels below it; the cell must not be empty.

        `within` is what the row of the cell above is called: it is not said again.
        """
        links, place = self._followed(place)
        cell = self._book.cell(place)
        assert cell
        spot = self.rules.spot(place)
        if cell.formula and spot and spot.rule:
            made = self._of_rule(place, cell, spot, links, depth)
        elif cell.formula:
            made = self._of_formula(place, cell, links, depth)
        else:
            made = self._of_source(place, cell, links)
        return replace(made, name=self.names.name([*links, place][0], within))

    def _say(self, name: str, *parts: object) -> str:
        return text(f"sheets.{name}", self._lang, *parts)

    def _followed(self, place: Place) -> tuple[list[Place], Place]:
        """Return the cells that only pass a value on, the first one first, and where it is made."""
        links: list[Place] = []
        while (cell := self._book.cell(place)) and cell.formula:
            tree = parsed(cell.formula, place.sheet)
            if not isinstance(tree, Place) or self._book.cell(tree) is None:
                break
            links.append(place)
            place = tree
        return links, place

    def _made(self, place: Place, cell: Cell, links: list[Place], **more: object) -> Node:
        """Return a node; where links lead to the cell, the first of them is what was asked."""
        asked, *rest = [*links, place]
        first = self._book.cell(asked) or cell
        is_own = asked == place or self.names.unit(asked, first) != self.names.unit(place, cell)
        fields: dict[str, object] = {
            "name": "",
            "where": str(asked),
            "short": self.names.short(asked),
            "value": exact_text(first, is_money=first.style.endswith("money")),
            "shown": self.names.said(asked if is_own else place),
            "formula": first.formula,
            "links": tuple(map(self.names.short, rest)),
        }
        return Node(**{**fields, **more})  # type: ignore[arg-type]  # fields of the dataclass

    def _of_rule(
        self, place: Place, cell: Cell, spot: Spot, links: list[Place], depth: int
    ) -> Node:
        """Return a line of the cost standard: its rule with the numbers of its row."""
        work, at = self.rules.working(place, spot)
        parts = [at[name] for name in work.reads]
        return self._made(
            place,
            cell,
            links,
            kind="rule",
            says=_equation(work.text, self.names.said(place)),
            because=work.because,
            rounding=self._rounding(work.value),
            rule=self.rules.in_words(spot),
            clause=self._result.estimate.standard.law.clause(spot.rule),
            parts=self._nodes(place, parts, depth),
        )

    def _rounding(self, *exacts: Fraction) -> str:
        """Return how an amount was rounded, in the order in which it was."""
        said = [
            self._say("rounded", f"{decimals(exact)} → {money(rounded(exact))}")
            for exact in exacts
            if exact * 100 != rounded(exact)
        ]
        return self._say("and").join(said) or self._say("exact")

    def _of_formula(self, place: Place, cell: Cell, links: list[Place], depth: int) -> Node:
        """Return any other formula: what it adds up or multiplies, and of what."""
        tree = parsed(cell.formula, place.sheet)
        wording = Wording(self.names, self.look, self._lang)
        text = wording.whole(tree)
        shown = self.names.said(place)
        text = _equation(text, shown) if cell.is_number else ""
        is_money = cell.is_number and cell.style.endswith("money")
        exacts = *wording.unrounded, self._unrounded(tree)
        return self._made(
            place,
            cell,
            links,
            kind="formula",
            says=text,
            because=tuple(wording.because),
            rounding=self._rounding(*exacts) if is_money else self._shown(place, cell),
            parts=self._nodes(place, self._parts(tree), depth),
        )

    def _shown(self, place: Place, cell: Cell) -> str:
        """Return how a share is rounded where it is said, "" for any other cell."""
        if not (cell.is_number and self.names.is_share(place, cell)):
            return ""
        exact, shown = f"{decimals(Fraction(cell.value) * 100)}%", self.names.value(place)
        return "" if exact == shown else self._say("shown-rounded", exact, shown)

    def _unrounded(self, tree: Formula) -> Fraction:
        """Return the value of a formula before its outermost rounding."""
        match tree:
            case Call("ROUND", (inner, _)):
                return number(value(inner, self.look))
            case Call("IF", (condition, then, otherwise)):
                return self._unrounded(then if value(condition, self.look) else otherwise)
        return number(value(tree, self.look))

    def _parts(self, tree: Formula) -> list[Place]:
        """Return the cells that a formula rests on, in its order, each once."""
        match tree:
            case Call("ROUND" | "ROUNDUP", (inner, _)):
                return self._parts(inner)
            case Call("SUMPRODUCT", (product,)):
                return picked(product, self.look)
            case Operation(_, left, right):
                return list(dict.fromkeys([*self._parts(left), *self._parts(right)]))
        return [place for place in dict.fromkeys(places(tree)) if self._book.cell(place)]

    def _nodes(self, above: Place, parts: Iterable[Place], depth: int) -> tuple[Node, ...]:
        """Return the parts of a cell explained, none below the last level."""
        within = self.names.row(above)
        shown = [place for place in parts if depth and self._book.cell(place)]
        return tuple(self.node(place, depth - 1, within) for place in shown)

    def _of_source(self, place: Place, cell: Cell, links: list[Place]) -> Node:
        """Return a cell that holds no formula: an input, a figure or what the program wrote."""
        if is_figure(place, cell):
            figure = self._facts.figure(place, self._lang)
            says = self._say("figure")
            return self._made(place, cell, links, kind="figure", says=says, **figure)
        if cell.style.startswith("input-"):
            given = self._facts.given(place)
            return self._made(place, cell, links, **self._of_input(given))
        kind = self._facts.kind(place, cell)
        because = self._of_period(place) if kind == "segment" else ()
        says = self._say(kind, self._facts.settings(place) if kind == "scenario" else "")
        return self._made(place, cell, links, kind="constant", says=says, because=because)

    def _of_input(self, given: InputFacts | None) -> dict[str, object]:
        """Return what a node holds of an input; a share of a cost was not given as such."""
        if given is None:
            return {"kind": "input", "says": self._say("input")}
        said = given.says if given.place else given.default
        return {
            "kind": "share" if given.is_allocated else "input",
            "says": self._say(
                said, pattern_label(given.pattern, self._lang) if given.pattern else ""
            ),
            "because": (given.note[self._lang],) if given.note else (),
            "given": given,
        }

    def _of_period(self, place: Place) -> tuple[str, ...]:
        """Return where the roster says the period that the segments divide, and how it ages."""
        is_growth = place.column == SEGMENT_CELLS["seniority_added"]
        names = ("start", "months", *(("seniority_growth",) if is_growth else ()))
        said = ((name, self._facts.of_project(name)) for name in names)
        return tuple(self._say(name, where or self._say("default")) for name, where in said)


def _equation(text: str, shown: str) -> str:
    """Return arithmetic with its result; a number that is the result is said once."""
    return shown if text == shown else f"{text} ＝ {shown}"


def exact_text(cell: Cell, *, is_money: bool) -> str:
    """Return a cell's value for a machine: money with two decimals, any other number plain."""
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, int):
        return f"{cell.value:.2f}" if is_money else str(cell.value)
    return f"{cell.value:.2f}" if is_money else plain(cell.value)
