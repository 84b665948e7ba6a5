"""附件3: which rule a cell is made from, and that rule with the numbers of its row put in."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sanicost.city.columns import field_label
from sanicost.core.columns import Column
from sanicost.core.estimate import Segment
from sanicost.core.explain import Given, Working, explain, work_out
from sanicost.core.formula import Expression, symbols
from sanicost.core.position_columns import fact_columns
from sanicost.core.result import Result
from sanicost.core.rules import EMPLOYER_LINES, LINES, expressions
from sanicost.i18n import Lang, text
from sanicost.i18n.symbols import phrases
from sanicost.writers.explanation.naming import Names
from sanicost.writers.workbook import annex_sets
from sanicost.writers.workbook.personnel import FIRST_ROW, people_template
from sanicost.writers.workbook.record import Cell, Place, Recorded, place_of
from sanicost.writers.workbook.unit_costs import INCENTIVE_COLUMNS, KEYS, PLACES

_LINES = frozenset(line.name for line in LINES)
_TITLE_ROW = 2
_NUMBER, _SEGMENT = 0, PLACES["segment"]
_INCENTIVES = {
    **{column: name for name, column in INCENTIVE_COLUMNS.items()},
    "income": "income_with_incentives",
    "employer": "employer_with_incentives",
    "unit_cost": "on_cost",
    "cost": "incentives_cost",
}
"""What the columns of 附件3 hold in its table of incentives."""
_REPEATED = (*EMPLOYER_LINES, "headcount", "months")
"""What the table of incentives holds a second time under the same name."""
_CHOSEN = ("skill_grade", "education")
_LEFT_BLANK = ("base_wage", "holiday_money", "housing_fund_rate")


@dataclass(frozen=True)
class Spot:
    """A cell of 附件3: position and segment by their places, and what the column holds.

    `is_raised` tells that the row belongs to the table of incentives.
    """

    index: int
    segment: int
    key: str
    is_raised: bool

    @property
    def rule(self) -> str:
        """The line of the cost standard that computes the cell, "" for a sum."""
        return self.key if self.key in _LINES else ""


class Rules:
    """Finds the cells of 附件3 and works their rules out."""

    def __init__(
        self, result: Result, book: Recorded, names: Names, words: Mapping[str, str], lang: Lang
    ) -> None:
        self._result = result
        self._book = book
        self._lang: Lang = lang
        self._names = names
        self._words = words
        self.sheets = [annex.sheets[0] for annex in annex_sets(result)]

    def spot(self, place: Place) -> Spot | None:
        """Return what a cell of 附件3 is, None for a heading, a total or another sheet."""
        if place.sheet not in self.sheets or place.column >= len(KEYS):
            return None
        cells = self._book.sheets[place.sheet]
        number, segment = (cells.get((place.row, column)) for column in (_NUMBER, _SEGMENT))
        if not (number and segment and number.is_number and segment.is_number):
            return None
        heading = self._names.headings.above(Place(place.sheet, place.row, _NUMBER))
        is_raised = heading is not None and heading.row != _TITLE_ROW
        key = KEYS[place.column]
        key = _INCENTIVES.get(key, key) if is_raised else key
        return Spot(int(number.value) - 1, int(segment.value) - 1, key, is_raised)

    def cells(self, index: int, key: str) -> list[tuple[Segment, Place]]:
        """Return the cell of a position's line in each segment, those of incentives included."""
        annex = next(a for a in annex_sets(self._result) if index in a.indices)
        sheet = annex.sheets[0]
        cells = self._book.sheets[sheet]
        own = [row for (row, column), cell in cells.items() if _is_number(column, cell, index + 1)]
        places = [Place(sheet, row, c) for row in own for c in range(_SEGMENT + 1, len(KEYS))]
        found = []
        for place in places:
            spot = self.spot(place)
            # The table of incentives repeats some columns, and leaves others without a cell.
            is_own = spot is not None and not (spot.is_raised and key in _REPEATED)
            if spot and is_own and spot.key == key and self._book.cell(place):
                found.append((self._result.estimate.segments[spot.segment], place))
        return found

    def working(self, place: Place, spot: Spot) -> tuple[Working, dict[str, Place]]:
        """Return the rule of a cell worked out, and the cell of every symbol that it reads."""
        rule = self.expression(spot)
        columns = self._columns(spot)
        at = self._places(place, spot, rule)
        given = {name: self._given(name, columns[name], at[name], spot) for name in at}
        return work_out(rule, given, phrases(self._lang)), at

    def expression(self, spot: Spot) -> Expression:
        """Return the rule of a cell."""
        return expressions(self._result.estimate.segments[spot.segment].shape)[spot.key]

    def in_words(self, spot: Spot) -> str:
        """Return the rule of a cell in words, without numbers."""
        return explain(self.expression(spot), self._words, phrases(self._lang))

    def _columns(self, spot: Spot) -> Mapping[str, Column]:
        """Return every symbol's exact number in the row of a cell."""
        estimate = self._result.estimate
        segment = estimate.segments[spot.segment]
        amounts = {name: fens[spot.index] for name, fens in segment.amounts.items()}
        income = amounts["income"] + (amounts["incentives"] if spot.is_raised else 0)
        lines = {"base_wage": amounts["base_wage"], "income": income}
        facts = fact_columns((estimate.roster.positions[spot.index],), segment.shape)
        own = {f"line.{name}": Column(fen, 100, fen) for name, fen in lines.items()}
        return {**segment.state.columns(), **facts, **own}

    def _places(self, place: Place, spot: Spot, rule: Expression) -> dict[str, Place]:
        """Return the cell of every symbol of a rule."""
        state = self._result.estimate.segments[spot.segment].state
        figures = self._book.figures.cells(state, spot.segment)
        person = FIRST_ROW + spot.index + 1
        people = {name: at.format(p=person) for name, at in people_template().items()}
        found = {name: place_of(text) for name, text in (figures | people).items() if "!" in text}
        own = {
            f"line.{key}": Place(place.sheet, place.row, PLACES[key])
            for key in ("base_wage", "income")
        }
        return {name: (found | own)[name] for name in sorted(symbols(rule))}

    def _given(self, name: str, column: Column, place: Place, spot: Spot) -> Given:
        """Return a symbol's number with the words that its cell shows."""
        numbers = column.numerators
        numerator = numbers if isinstance(numbers, int) else int(numbers[0])
        value = Fraction(numerator, column.denominator)
        absent = ""
        field = name.removeprefix("position.")
        if field in _LEFT_BLANK and name != field and value == 0:
            word = field_label(field, self._lang)
            absent = text("explain.absent", self._lang, field=word)
        is_nothing = self._book.cell(place) is None and field not in _CHOSEN
        shown = "0" if is_nothing else self._names.said(place)
        return Given(value, shown, self._words[name], absent)


def _is_number(column: int, cell: Cell, number: int) -> bool:
    """Return whether a cell numbers its row so."""
    return column == _NUMBER and cell.value == number
