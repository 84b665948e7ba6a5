"""explain for the workbook of a repricing: a cause → the figure that moved, with its document."""

from dataclasses import replace

from sanicost.analysis.repricing import Effect, Repricing
from sanicost.core.figures import Row
from sanicost.core.notices import Problem, Refused
from sanicost.core.worksheet import Place
from sanicost.embedded.canonical import Run
from sanicost.explain import Question
from sanicost.explain.nodes import Explanation, FigureFacts, InputFacts, Node
from sanicost.explain.targets import cell_place
from sanicost.explain.tree import Explainer
from sanicost.i18n import Lang, label
from sanicost.i18n.figures import in_words
from sanicost.writers.workbook.page import SUMMARY
from sanicost.writers.workbook.repricing import CHARGES, DETAIL, laid_out
from sanicost.writers.workbook.repricing.detail import FIRST


def explained_repricing(run: Run, found: Repricing, question: Question, lang: Lang) -> Explanation:
    """Return a cell of the workbook explained; raise Refused for one that holds no amount."""
    explainer = RepricingExplainer(run, found, lang)
    if "!" not in question.target.replace("！", "!"):
        params = {"found": question.target}
        raise Refused([Problem(code="explain-cell-malformed", params=params)])
    place = cell_place(question.target, explainer.cells)
    return Explanation(root=explainer.node(place, question.depth))


class RepricingExplainer(Explainer):
    """Explains the cells of one repricing in one language."""

    def __init__(self, run: Run, found: Repricing, lang: Lang) -> None:
        book, self._effects = laid_out(run, found, ())
        super().__init__(run.result, book, lang)
        self._found = found

    def node(self, place: Place, depth: int, within: str = "") -> Node:
        """Return a cell explained, and so many levels below it; the cell must not be empty."""
        if self.cells.tree(place):
            return super().node(place, depth, within)
        made = self._of_value(place)
        return replace(made, name=self.names.name(place, within))

    def _of_value(self, place: Place) -> Node:
        """Return where a number without a formula comes from."""
        cell = self.cells.cell(place)
        effect = self._effects.get(place.row - FIRST) if place.sheet == DETAIL else None
        if effect and cell and cell.is_money:
            return self._of_effect(place, effect)
        if not (cell and cell.is_input):
            return self._made(place, [], kind="constant", says=self._say("constant"))
        given = self._given_at(place)
        says = given.says if given.place else given.default
        return self._made(place, [], kind="input", says=self._say(says), given=given)

    def _of_effect(self, place: Place, effect: Effect) -> Node:
        """Return what a figure adds to a line: the engine's own two reckonings, and its row."""
        row = effect.after
        said = self._say("moved", *(_value(one, self._lang) for one in (effect.before, row)))
        facts = FigureFacts(
            path=effect.figure,
            start=str(row.start) if row and row.start else "",
            source=effect.source,
            standing=label(str(row.standing), self._lang) if row and row.standing else "",
            until=str(row.until) if row and row.until else "",
            reason=row.reason if row else "",
            place=row.where if row and row.reason else "",
            is_provisional=bool(row and row.is_provisional),
        )
        figures = self._found.standard.figures
        clause = figures[effect.figure].clause if effect.figure in figures else ""
        return self._made(
            place,
            [],
            kind="figure",
            says=said,
            because=(said,),
            clause=clause,
            figure=facts,
        )

    def _given_at(self, place: Place) -> InputFacts:
        """Return where an input stands: heads, a rate, or what was paid already."""
        roster = self._found.roster
        if place.sheet == SUMMARY:
            month = self._found.months[place.row - FIRST].month
            paid = self._found.paid.get(month)
            where = paid.where if paid else ""
            return InputFacts(field="already_paid", place=where, default="nothing-paid")
        if place.sheet == CHARGES:
            return InputFacts(field=self.cells.key(place), place="", default="contract")
        at = self._found_position(place)
        where = roster.positions[at].places.get("headcount", "") if at is not None else ""
        return InputFacts(field="headcount", place=where, says="contract", default="contract")

    def _found_position(self, place: Place) -> int | None:
        """Return which position a row is about, by the number that stands in it."""
        for column in range(place.column):
            at = place._replace(column=column)
            if self.cells.key(at) == "post" and isinstance(number := self.cells.look(at), int):
                return number - 1
        return None


def _value(row: Row | None, lang: Lang) -> str:
    """Return what a figure is in words, "" for one that is not known."""
    return in_words(row.value, lang) if row and row.value is not None else ""
