"""Where a cell without a formula comes from: a row of the figures, or a cell of the roster."""

from collections.abc import Mapping
from typing import TypedDict

from sanicost.core.fields import OF_PATTERN
from sanicost.core.figures import Row, Standing, owner
from sanicost.core.figures_in_use import is_provisional
from sanicost.core.price import Share
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, Pattern, Position
from sanicost.core.split import is_allocated
from sanicost.i18n import Lang, label
from sanicost.i18n.cells import bare
from sanicost.writers.explanation.naming import CORRECTION
from sanicost.writers.explanation.nodes import FigureFacts, InputFacts
from sanicost.writers.explanation.rules import Rules
from sanicost.writers.explanation.scenarios import scenario_at, settings
from sanicost.writers.workbook import annex_sets
from sanicost.writers.workbook.ceiling import INPUT
from sanicost.writers.workbook.page import BASIS, CEILING, PERSONNEL, SENSITIVITY
from sanicost.writers.workbook.personnel import FIRST_ROW, columns, coverage_field
from sanicost.writers.workbook.record import Cell, Place, Recorded, place_of


class FigureFields(TypedDict):
    """What a node holds of a figure."""

    clause: str
    figure: FigureFacts


class Facts:
    """Finds the sources of the cells of one workbook."""

    def __init__(
        self, result: Result, book: Recorded, rules: Rules, patterns: Mapping[str, Pattern]
    ) -> None:
        self._result = result
        self._book = book
        self._rules = rules
        self._patterns = patterns
        by_id = {id(row): row for row in self._rows()}
        self._figures = {
            place_of(at): (leaf, by_id.get(key)) for (key, leaf), at in book.figures.leaves.items()
        }

    def _rows(self) -> list[Row]:
        """Return every dated row that prices some segment or month."""
        rows = [one.row for one in self._result.used]
        states = [segment.state for segment in self._result.estimate.segments]
        return rows + [row for state in states for row in state.rows.values() if row]

    def figure(self, place: Place, lang: Lang) -> FigureFields:
        """Return date, source, standing and clause of the figure in a cell of 附件1."""
        leaf, row = self._figures[place]
        figures = self._result.estimate.standard.figures
        path = owner(leaf, figures)
        facts = FigureFacts(
            path=leaf,
            start=str(row.start) if row and row.start else "",
            source=row.source if row else "",
            standing=label(str(row.standing), lang) if row and row.standing else "",
            until=str(row.until) if row and row.until else "",
            reason=(row.reason or row.note.get(lang, "")) if row else "",
            place=row.where if row and row.standing is Standing.CONFIRMED else "",
            is_provisional=self._is_provisional(row),
        )
        return {"clause": figures[path].clause, "figure": facts}

    def _is_provisional(self, row: Row | None) -> bool:
        """Return whether a row prices some month for which it is not confirmed."""
        spans = [used for used in self._result.used if used.row is row]
        return any(is_provisional(used.row, used.last) for used in spans)

    def of_project(self, name: str) -> str:
        """Return where the roster says something of the tender as a whole, "" for a default."""
        return self._result.estimate.roster.project.places.get(name, "")

    def given(self, place: Place) -> InputFacts | None:
        """Return which field of the roster an input is, and where it stands there."""
        if place.sheet == PERSONNEL:
            return self._of_position(place)
        return self._of_price(place)

    def _of_position(self, place: Place) -> InputFacts:
        """Return the field of a position, also of the table of posts to man below."""
        positions = self._result.estimate.roster.positions
        index = place.row - FIRST_ROW
        if index < len(positions):
            field = columns()[place.column].key
        else:
            index, field = coverage_field(place.row, place.column, positions)
        position = positions[index]
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

    def _of_price(self, place: Place) -> InputFacts | None:
        """Return the other cost, the rate or the budget that a cell of an 附件5 holds."""
        item = self._book.cell(Place(place.sheet, place.row, 0))
        word = bare(str(item.value)) if item else ""
        part, roster = self._lot(place.sheet), self._result.estimate.roster
        for name in RATE_NAMES:
            if word == label(name, "zh"):
                return InputFacts(field=name, place=roster.prices.rate_place(name, part))
        if word == bare("采购预算（经办人给定）"):
            return InputFacts(field="budget", place=self.of_project("budget"))
        costs = self._costs(place.sheet, part)
        rows = sorted(
            row
            for (row, column), cell in self._book.sheets[place.sheet].items()
            if column == INPUT and cell.style == "input-money"
        )
        cost = costs[rows.index(place.row)].cost
        field = "amount" if place.column == INPUT else "per"
        if is_allocated(cost, self._result.split):
            said = f"share-{field}"
            return InputFacts(field=field, place=cost.place(field), says=said, is_allocated=True)
        return InputFacts(field=field, place=cost.place(field))

    def _lot(self, sheet: str) -> str | None:
        """Return the lot of an 附件5, None for that of the whole tender."""
        return next((a.lot for a in annex_sets(self._result) if a.sheets[2] == sheet), None)

    def _costs(self, sheet: str, lot: str | None) -> list[Share]:
        """Return the other costs whose amounts stand on a sheet, in its order."""
        price = self._result.price
        if sheet == CEILING and self._result.estimate.roster.lots:
            return [share for share in price.other_costs if share.cost.lot == ""]
        [part] = [part for part in price.parts if part.lot == lot]
        return [share for share in part.other_costs if share.cost.lot != ""]

    def settings(self, place: Place) -> str:
        """Return by which options whatif comes to a ceiling of 附件7, "" where by none."""
        return settings(self._result, scenario_at(self._result, place.row))

    def kind(self, place: Place, cell: Cell) -> str:
        """Return what the program wrote a number for: a name in SHEET_PHRASES."""
        if cell.style == CORRECTION:
            return "correction"
        if place.sheet == BASIS:
            return "segment"
        if place.sheet == SENSITIVITY and cell.style == "engine-money":
            return "scenario" if self.settings(place) else "scenario-alone"
        item = self._book.cell(Place(place.sheet, place.row, 0))
        if item and bare(str(item.value)) == "最高投标限价" and "大写" in str(item.value):
            return "capitals"
        return "engine" if cell.style.endswith("money") else "constant"
