"""explain for a settlement workbook: a worker's line → its rule, its figures, its attendance cell.

The other sheets are formulas over the sheet by worker; they are told as those of an annex are.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from sanicost.core.columns import Column
from sanicost.core.explain import Given, explain, work_out
from sanicost.core.figures import owner
from sanicost.core.formula import Expression, symbols
from sanicost.core.notices import Problem, Refused
from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, LINES, WAGE_LINES
from sanicost.core.segments import PricingContext
from sanicost.core.worksheet import Place
from sanicost.embedded.canonical import Run
from sanicost.explain import Question
from sanicost.explain.nodes import Explanation, FigureFacts, InputFacts, Node
from sanicost.explain.targets import cell_place
from sanicost.explain.tree import Explainer, equation
from sanicost.i18n import Lang, label
from sanicost.i18n.symbols import phrases
from sanicost.settlement.carried import Origin
from sanicost.settlement.engine import month_columns, month_state, worker_columns
from sanicost.settlement.facts import RowFacts, WorkerMonth
from sanicost.settlement.rules import MONTHLY_BASE, UNUSED_LEAVE, expressions, unused_leave
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.terms import BLANK
from sanicost.settlement.workbook import laid_out
from sanicost.settlement.workbook.rows import FIRST_ROW
from sanicost.settlement.workbook.sheets import FIGURES, WORKERS

_SUMS: Mapping[str, tuple[str, ...]] = {
    "income": WAGE_LINES,
    "employer": EMPLOYER_LINES,
    "cost": ("income", "employer"),
}
_TOLD = {"on_cost": "settle-on_cost", "short": "settle-short"}
_NOT_FIGURES = ("worker.", "position.", "month.", "line.")
_RULES = frozenset({MONTHLY_BASE, UNUSED_LEAVE, *(line.name for line in LINES)})
_FIRST_MONTH = 3
"""The column of the first month on the sheet of figures."""


def explained_cell(
    settlement: Settlement, origin: Origin, question: Question, lang: Lang
) -> Explanation:
    """Return a cell of a settlement workbook explained.

    Raises Refused for a cell that holds no amount, and where there are too many rows to show.
    """
    explainer = SettlementExplainer(settlement, origin, lang)
    if "!" not in question.target.replace("！", "!"):
        problem = Problem(
            code="explain-cell-malformed",
            where=question.target,
            params={"found": question.target},
        )
        raise Refused([problem])
    place = cell_place(question.target, explainer.cells)
    return Explanation(root=explainer.node(place, question.depth))


class SettlementExplainer(Explainer):
    """Explains the cells of one settlement workbook in one language."""

    def __init__(self, settlement: Settlement, origin: Origin, lang: Lang) -> None:
        book, self._figures = laid_out(settlement, origin)
        contract: Run = origin.contract
        super().__init__(contract.result, book, lang)
        self._settlement = settlement

    def node(self, place: Place, depth: int, within: str = "") -> Node:
        """Return a cell explained, and so many levels below it; the cell must not be empty."""
        if place.sheet == WORKERS:
            is_total = place.row == FIRST_ROW + len(self._records)
            made = self._of_all(place) if is_total else self._of_worker(place, depth)
        elif place.sheet == FIGURES:
            made = self._of_figure(place)
        elif self.cells.tree(place):
            return super().node(place, depth, within)
        else:
            cell = self.cells.cell(place)
            kind = "contract" if cell and cell.is_input else "engine"
            made = self._made(place, [], kind="constant", says=self._say(kind))
        return _named(made, self.names.name(place, within))

    @cached_property
    def _records(self) -> list[WorkerMonth]:
        """Every row of the sheet by worker."""
        kept = self._settlement.kept
        return list(RowFacts(self._settlement, kept).records()) if kept else []

    def _record(self, place: Place) -> WorkerMonth:
        return self._records[place.row - FIRST_ROW]

    @cached_property
    def _columns_of_workers(self) -> dict[str, int]:
        """The column of every value on the sheet by worker."""
        first = Place(WORKERS, FIRST_ROW, 0)
        width = 1 + max(column for _, column in self.cells.sheets[WORKERS])
        return {self.cells.key(first._replace(column=n)): n for n in range(width)}

    def _of_worker(self, place: Place, depth: int) -> Node:
        """Return a cell of a worker's month: a line by its rule, a sum, or an input."""
        key = self.cells.key(place)
        if key in _RULES:
            return self._of_line(place, key, depth)
        if key in _SUMS:
            return self._of_sum(place, _SUMS[key], depth)
        if key in ("on_cost", "short"):
            parts = (*INCENTIVE_LINES, "employer") if key == "on_cost" else ("income", "paid")
            return self._told(place, parts, self._say(_TOLD[key]), depth)
        return self._of_given(place, key)

    def _of_all(self, place: Place) -> Node:
        """Return the sum of a column over all rows."""
        first, last = (place._replace(row=row) for row in (FIRST_ROW, place.row - 1))
        cells = f"{self.names.short(first)}:{str(last).rpartition('!')[2]}"
        said = self._say("sum", len(self._records), cells)
        return self._made(place, [], kind="formula", says=equation(said, self.names.said(place)))

    def _of_sum(self, place: Place, names: tuple[str, ...], depth: int) -> Node:
        """Return a sum of lines; what is nothing is not told."""
        at = {name: place._replace(column=self._columns_of_workers[name]) for name in names}
        cells = [one for one in at.values() if self.cells.look(one)]
        terms = " ＋ ".join(map(self.names.value, cells)) or "0"
        said = f"{terms} ＝ {self.names.said(place)}" if len(cells) > 1 else terms
        return self._made(
            place,
            [],
            kind="formula",
            says=said,
            rounding=self._say("exact"),
            parts=self._nodes(place, cells, depth),
        )

    def _told(self, place: Place, names: tuple[str, ...], said: str, depth: int) -> Node:
        """Return an amount that is told in words, with the cells that it rests on."""
        cells = [place._replace(column=self._columns_of_workers[name]) for name in names]
        return self._made(
            place,
            [],
            kind="formula",
            says=f"{said} ＝ {self.names.said(place)}",
            parts=self._nodes(place, [one for one in cells if self.cells.look(one)], depth),
        )

    def _of_line(self, place: Place, key: str, depth: int) -> Node:
        """Return a line by its rule with the numbers of the worker's month."""
        record = self._record(place)
        state = month_state(record.month, self._settlement.terms)
        rule = self._rule(key, record, state)
        values = self._values(record, state)
        at = {name: self._place(name, record, place.row) for name in sorted(symbols(rule))}
        given = {
            name: Given(values[name], self._number_shown(name, at[name], values), self._words[name])
            for name in at
        }
        work = work_out(rule, given, phrases(self._lang))
        read = [at[name] for name in work.reads]
        return self._made(
            place,
            [],
            kind="rule",
            says=equation(work.text, self.names.said(place)),
            because=work.because,
            rounding=self._rounding(work.value),
            rule=explain(rule, self._words, phrases(self._lang)),
            clause=self._clause(key),
            parts=self._nodes(place, [one for one in read if one], depth),
        )

    def _clause(self, key: str) -> str:
        """Return the clause of a line; b of a whole month is the base wage, too."""
        law = self._settlement.terms.standard.law
        name = "base_wage" if key == MONTHLY_BASE else key
        return "" if name == UNUSED_LEAVE else law.clause(name)

    def _rule(self, key: str, record: WorkerMonth, state: PricingContext) -> Expression:
        """Return the rule of a line in the figures of its month."""
        if key == UNUSED_LEAVE:
            return unused_leave(state.shape, in_full=self._settlement.terms.leave_in_full)
        return expressions(state.shape, money_by_month=record.money_by_month)[key]

    def _values(self, record: WorkerMonth, state: PricingContext) -> dict[str, Fraction]:
        """Return every symbol's exact number in a row."""
        kept = self._settlement.kept
        assert kept is not None
        row = kept.rows.loc[[record.row]]
        part = {name: row[name].to_numpy() for name in row.columns}
        columns: dict[str, Column] = {
            **state.columns,
            **month_columns(record.month, state),
            **worker_columns(part, record.month, self._settlement.terms),
        }
        own = {
            name: Fraction(value)
            for name, value in record.values.items()
            if not isinstance(value, str) and value is not None
        }
        lines = {f"line.{name}": own[name] for name in ("income", MONTHLY_BASE)}
        leave = ("unused_leave_days", "average_wage", "wages_before", "months_before")
        blanks = {f"worker.{name}": Fraction(0) for name in leave}
        exact = {name: _number(column) for name, column in columns.items()}
        return {**blanks, **own, **exact, **lines}

    def _place(self, name: str, record: WorkerMonth, row: int) -> Place | None:
        """Return the cell in which a symbol's number stands, None for one without."""
        if name.startswith(("worker.", "position.", "line.")):
            key = name.removeprefix("line.")
            column = self._columns_of_workers.get(key)
            return None if column is None else Place(WORKERS, row, column)
        found = self._figures.get(record.month, {}).get(name)
        return found.place if found else None

    def _number_shown(self, name: str, place: Place | None, values: Mapping[str, Fraction]) -> str:
        """Return how a symbol's number is said."""
        if place and self.cells.cell(place):
            return self.names.said(place)
        return f"{float(values[name]):g}"

    def _of_figure(self, place: Place) -> Node:
        """Return a figure in force in a month with its document, or a fact of the calendar."""
        months = self._settlement.months
        month = months[place.column - _FIRST_MONTH]
        name = next(n for n, ref in self._figures[month].items() if ref.place.row == place.row)
        if name.startswith(_NOT_FIGURES):
            return self._made(place, [], kind="constant", says=self._words[name])
        state = month_state(month, self._settlement.terms)
        path = owner(name, state.rows)
        row = state.rows[path]
        facts = FigureFacts(
            path=name,
            start=str(row.start) if row and row.start else "",
            source=row.source if row else "",
            standing=label(str(row.standing), self._lang) if row and row.standing else "",
            until=str(row.until) if row and row.until else "",
            reason=row.reason if row else "",
            place=row.where if row and row.reason else "",
            is_provisional=bool(row and row.is_provisional),
            is_carried=bool(row and row.is_carried_forward(month)),
        )
        clause = self._settlement.terms.standard.figures[path].clause
        said = self._say("figure")
        return self._made(place, [], kind="figure", says=said, clause=clause, figure=facts)

    def _of_given(self, place: Place, key: str) -> Node:
        """Return where a number of the attendance, or of the contract's position, was given."""
        record = self._record(place)
        kind, _, field = key.rpartition(".")
        if kind == "position":
            position = self._settlement.positions[record.position]
            where = position.places.get(field, "")
            facts = InputFacts(field=field, place=where, says="contract")
        else:
            facts = self._attendance(record, field or key)
        says = facts.says if facts.place else facts.default
        return self._made(place, [], kind="input", says=self._say(says), given=facts)

    def _attendance(self, record: WorkerMonth, field: str) -> InputFacts:
        """Return the cell of the attendance that gives a field, or that none does."""
        kept = self._settlement.kept
        assert kept is not None
        names = ("first_day", "seniority_years") if field == "seniority_years" else (field,)
        row = kept.rows.loc[record.row]
        given = next((name for name in names if name in row and row[name] != BLANK), "")
        places = self._settlement.attendance.places
        where = places.where(record.row, given) if given else ""
        return InputFacts(
            field=given or field, place=where, says="attendance", default="attendance-blank"
        )


def _number(column: Column) -> Fraction:
    """Return the number of the one row of a column."""
    found = column.numerators
    return Fraction(found if isinstance(found, int) else int(found[0]), column.denominator)


def _named(node: Node, name: str) -> Node:
    """Return a node with its name."""
    return replace(node, name=name)
