"""Where a cell without a formula comes from: a figure, the roster, or the program itself."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from sanicost.city.columns import pattern_label
from sanicost.core.fields import OF_PATTERN
from sanicost.core.figures import Standing, owner
from sanicost.core.result import Result, Scenario
from sanicost.core.roster import OtherCost, Pattern, Position
from sanicost.core.split import is_allocated
from sanicost.core.text import plain
from sanicost.core.worksheet import Place
from sanicost.explain.names import Cells
from sanicost.explain.nodes import FigureFacts, InputFacts
from sanicost.i18n import Lang, label, text
from sanicost.writers.workbook.sheet import (
    CapitalsRow,
    CostRow,
    FigureRow,
    PositionRow,
    ProjectRow,
    RateRow,
    ScenarioRow,
    SegmentRow,
)


class Sources:
    """Says where the cells of one workbook come from, in one language.

    `patterns` are the work patterns of the data folder, which say how their days come about.
    """

    def __init__(
        self, result: Result, cells: Cells, patterns: Mapping[str, Pattern], lang: Lang
    ) -> None:
        self._result = result
        self._cells = cells
        self._patterns = patterns
        self._lang: Lang = lang

    def _say(self, name: str, *parts: object) -> str:
        return text(f"sheets.{name}", self._lang, *parts)

    def of(self, place: Place) -> dict[str, object]:
        """Return what a node holds of a cell without a formula."""
        if figure := self._cells.figure(place):
            return self._of_figure(figure)
        cell = self._cells.cell(place)
        if cell and cell.is_input:
            return self._of_input(self._given(place))
        kind, *parts = self._written(place)
        because = self._of_period(place) if kind == "segment" else ()
        return {"kind": "constant", "says": self._say(kind, *parts), "because": because}

    def _of_figure(self, found: FigureRow) -> dict[str, object]:
        """Return date, source, standing and clause of a figure."""
        row, figures = found.dated, self._result.estimate.standard.figures
        spans = [used for used in self._result.used if used.row is row]
        facts = FigureFacts(
            path=found.leaf,
            start=str(row.start) if row and row.start else "",
            source=row.source if row else "",
            standing=label(str(row.standing), self._lang) if row and row.standing else "",
            until=str(row.until) if row and row.until else "",
            reason=(row.reason or row.note.get(self._lang, "")) if row else "",
            place=row.where if row and row.standing is Standing.CONFIRMED else "",
            is_provisional=any(used.row.is_provisional for used in spans),
            is_carried=any(used.row.is_carried_forward(used.last) for used in spans),
        )
        clause = figures[owner(found.leaf, figures)].clause
        return {"kind": "figure", "says": self._say("figure"), "clause": clause, "figure": facts}

    def _of_input(self, given: InputFacts) -> dict[str, object]:
        """Return what a node holds of an input; a share of a cost was not given as such."""
        said = given.says if given.place else given.default
        return {
            "kind": "share" if given.is_allocated else "input",
            "says": self._say(
                said, pattern_label(given.pattern, self._lang) if given.pattern else ""
            ),
            "because": (given.note[self._lang],) if given.note else (),
            "given": given,
        }

    def _given(self, place: Place) -> InputFacts:
        """Return which field of the roster an input is, and where it stands there."""
        key, roster = self._cells.key(place), self._result.estimate.roster
        match self._cells.subject(place):
            case PositionRow(index):
                return self._of_position(roster.positions[index], key)
            case RateRow(name, lot):
                return InputFacts(field=name, place=roster.prices.rate_place(name, lot))
            case CostRow(cost):
                return self._of_cost(cost, "amount" if key == "input" else "per")
            case ProjectRow(field, lot):
                own = roster.prices.area_places.get(lot, "") if lot else self._of_project(field)
                return InputFacts(field=field, place=own)
        raise KeyError(place)

    def _of_cost(self, cost: OtherCost, field: Literal["amount", "per"]) -> InputFacts:
        """Return a field of one of the other costs; a lot's share is not what was given."""
        place = cost.place(field)
        if not is_allocated(cost, self._result.split):
            return InputFacts(field=field, place=place)
        says = {"amount": "share-amount", "per": "share-per"}[field]
        return InputFacts(field=field, place=place, says=says, is_allocated=True)

    def _of_position(self, position: Position, field: str) -> InputFacts:
        """Return a field of a position, also in the table of posts to man."""
        if field in OF_PATTERN and field not in position.places:
            return self._of_pattern(position, field)
        default = "default-class" if position.in_annex and field == "post_class" else "default"
        return InputFacts(field=field, place=position.places.get(field, ""), default=default)

    def _of_pattern(self, position: Position, field: str) -> InputFacts:
        """Return the work pattern that days follow from; its note where it still has such days."""
        pattern = self._patterns.get(position.work_pattern)
        is_same = pattern and getattr(pattern, field) == getattr(position, field)
        return InputFacts(
            field=field,
            place=position.places.get("work_pattern", ""),
            says="pattern",
            default="default-pattern",
            pattern=position.work_pattern,
            note=pattern.note if pattern and is_same else None,
        )

    def _of_project(self, name: str) -> str:
        """Return where the roster says something of the tender as a whole, "" for a default."""
        return self._result.estimate.roster.project.places.get(name, "")

    def _written(self, place: Place) -> tuple[str, ...]:
        """Return what the program wrote a number for: a name in SHEET_PHRASES, and its parts."""
        cell = self._cells.cell(place)
        is_money = bool(cell and cell.is_money)
        match self._cells.subject(place):
            case FigureRow() | SegmentRow():
                return ("segment",)
            case CapitalsRow():
                return ("capitals",)
            case ScenarioRow(scenario) if is_money:
                options = settings(self._result, scenario)
                return ("scenario", options) if options else ("scenario-alone",)
        return ("engine" if is_money else "constant",)

    def _of_period(self, place: Place) -> tuple[str, ...]:
        """Return where the roster says the period that the segments divide, and how it ages."""
        is_growth = self._cells.key(place) == "seniority_added"
        names = ("start", "months", *(("seniority_growth",) if is_growth else ()))
        said = ((name, self._of_project(name)) for name in names)
        return tuple(self._say(name, where or self._say("default")) for name, where in said)


def settings(result: Result, scenario: Scenario) -> str:
    """Return the options of whatif that suppose the same, "" where none do.

    A figure that moves within the period is set anew from each month in which it moves. Heads are
    scaled without regard to whole persons, and years differ by position: no one option says that.
    """
    if scenario.change == "figure":
        return _of_figure(result, scenario)
    years = {position.seniority_years for position in result.estimate.roster.positions}
    if scenario.change == "seniority" and len(years) == 1:
        return f"--set seniority_years={plain(years.pop() + scenario.step)}"
    return ""


def _of_figure(result: Result, scenario: Scenario) -> str:
    """Return the options that raise a figure, "" where some month does not know it."""
    said: list[str] = []
    last: Decimal | None = None
    for segment in result.estimate.segments:
        row = segment.state.rows[scenario.path]
        if row is None or not isinstance(row.value, Decimal):
            return ""
        if row.value != last:
            month = f"@{segment.start}" if said else ""
            said.append(f"--set {scenario.path}={plain(row.value + scenario.step)}{month}")
        last = row.value
    return " ".join(said)
