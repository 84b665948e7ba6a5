"""Fields of positions as the command line sets them, each read as a roster's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sanicost.analysis.whatif import FieldSetting, Setting, SettingValue, ordered
from sanicost.city.vocabulary import Vocabulary, word_key
from sanicost.core.fields import BY_NAME
from sanicost.core.notices import Problem
from sanicost.core.roster import Position, Roster
from sanicost.readers.document import Item, Notes, Raw
from sanicost.readers.names import as_spelt, checked_streets, refuse_lots, titled
from sanicost.readers.positions import field_value
from sanicost.readers.project import refuse_lot


@dataclass(frozen=True)
class WrittenSetting:
    """What a supposition says, before anything is looked up."""

    where: str
    row: str | None
    name: str
    value: str
    start: str | None

    @property
    def is_of_one_row(self) -> bool:
        """Whether it is about one row; without one it is about all."""
        return self.row not in (None, "*")

    def speaks_of(self, number: int) -> bool:
        """Return whether it is about a row, counted from 1."""
        return not self.is_of_one_row or int(str(self.row)) == number


class FieldReader:
    """Reads assumed fields of some positions; what is wrong goes to the notes."""

    def __init__(self, positions: Sequence[Position], vocabulary: Vocabulary, notes: Notes) -> None:
        self._positions = positions
        self._vocabulary = vocabulary
        self._notes = notes

    def field(self, name: str) -> str | None:
        """Return the field that a word names as it would head a column, None for no field."""
        return self._vocabulary.headings["positions"].get(word_key(name))

    def read(
        self, written: WrittenSetting, field: str, raw: Raw, classes: Sequence[WrittenSetting]
    ) -> list[FieldSetting]:
        """Return a field assumed for all rows, or for one that exists; none after a problem.

        A title takes one supposition for each class that is given beside it: see `_titles`.
        """
        before = len(self._notes.problems)
        if written.start is not None:
            self._notes.problem("setting-month-of-field", raw.where, found=field)
        rows = self._rows(written)
        if field == "title":
            made = self._titles(rows, raw, classes)
        else:
            value = self._value(field, raw)
            if value is None and raw.is_blank and not BY_NAME[field].may_be_blank:
                self._notes.problem("setting-blank", raw.where, found=field)
            made = [FieldSetting(where=raw.where, field=field, value=value, rows=rows)]
        made = [replace(one, is_of_one_row=written.is_of_one_row) for one in made]
        if len(self._notes.problems) == before:
            self._refuse_without_row(field, made, raw)
        return made if len(self._notes.problems) == before else []

    def _rows(self, written: WrittenSetting) -> frozenset[int] | None:
        """Return the row that a supposition speaks of, None for all."""
        if not written.is_of_one_row:
            return None
        row, count = int(str(written.row)), len(self._positions)
        if not 1 <= row <= count:
            self._notes.problem("setting-row-missing", written.where, found=row, most=count)
        return frozenset({row})

    def _refuse_without_row(self, field: str, made: Sequence[FieldSetting], raw: Raw) -> None:
        """Note a supposition that no position can take as it works out its heads."""
        numbered = list(enumerate(self._positions, start=1))
        concerned = [p for n, p in numbered if any(one.concerns(n, p) for one in made)]
        if not concerned:
            heads = BY_NAME[field].role.origin == "heads"
            code = "setting-needs-headcount" if heads else "setting-needs-posts"
            self._notes.problem(code, raw.where, found=field)
        if field == "shifts" and raw.is_blank and any(one.coverage for one in concerned):
            self._notes.problem("coverage-incomplete", raw.where, field=field)

    def _titles(
        self, rows: frozenset[int] | None, raw: Raw, classes: Sequence[WrittenSetting]
    ) -> list[FieldSetting]:
        """Return a title for some rows, looked up as a roster's is.

        The annex gives its class, whatever class stood beside the old title. Only where the annex
        does not, the class counts that is assumed for the row, else the one that the row gives.
        """
        alike: dict[Raw, set[int]] = {}
        by_annex = titled(Item(raw.where, {"title": raw}), self._vocabulary, Notes())
        for number, position in enumerate(self._positions, start=1):
            if rows is None or number in rows:
                given = _class_given(number, position, classes)
                alike.setdefault(given, set()).add(number)
        made = []
        for given, numbers in alike.items():
            item = Item(raw.where, {"title": raw, "post_class": given})
            if found := by_annex or titled(item, self._vocabulary, self._notes):
                same = frozenset(numbers)
                made.append(FieldSetting(where=raw.where, field="title", value=found, rows=same))
        return made

    def _value(self, field: str, raw: Raw) -> SettingValue:
        """Return a field's value as a position holds it; a work pattern brings its days."""
        value = field_value(BY_NAME[field], raw, self._vocabulary, self._notes)
        if field == "work_pattern":
            return self._vocabulary.patterns.get(str(value))
        if field == "street" and isinstance(value, str):
            return as_spelt(value, self._vocabulary)
        return value


def _class_given(number: int, position: Position, classes: Sequence[WrittenSetting]) -> Raw:
    """Return the class beside a title: that of its row, of all rows, else the roster's own."""
    for written in sorted(classes, key=lambda one: not one.is_of_one_row):
        if written.speaks_of(number):
            return Raw(written.value, written.where)
    given = str(position.post_class) if "post_class" in position.places else None
    return Raw(given, position.place("post_class"))


_NAMES = {"lot", "street"}


def invalid(
    base: Roster, hypothetical: Roster, settings: Sequence[Setting], vocabulary: Vocabulary
) -> list[Problem]:
    """Return for what a roster would be refused that says what is assumed.

    Of a field that is assumed, the place is the supposition; what the base itself has is passed
    over: a workbook's streets are not looked up a second time.
    """
    fields_ = [one for one in ordered(settings) if isinstance(one, FieldSetting)]
    found = replace(hypothetical, positions=tuple(_placed(hypothetical, fields_)))
    problems = list(_relief(found.positions))
    if _NAMES & {one.field for one in fields_}:
        own = _names(base, vocabulary)
        problems += [one for one in _names(found, vocabulary) if one not in own]
    return problems


def _placed(roster: Roster, settings: Sequence[FieldSetting]) -> Iterator[Position]:
    """Yield the positions; a assumed field of theirs stands in the supposition."""
    for number, position in enumerate(roster.positions, start=1):
        places = {one.field: one.where for one in settings if one.concerns(number, position)}
        yield replace(position, places={**position.places, **places})


def _relief(positions: Sequence[Position]) -> Iterator[Problem]:
    """Yield rows with more heads who relieve others than heads."""
    for position in positions:
        relief, most = position.relief_headcount or 0, position.headcount
        if relief > most:
            params: dict[str, str | int] = {"found": relief, "most": most}
            where = position.place("relief_headcount")
            yield Problem(code="relief-above-headcount", where=where, params=params)


def _names(roster: Roster, vocabulary: Vocabulary) -> list[Problem]:
    """Return what is wrong with the names of streets and lots, and with prices that name lots."""
    notes = Notes()
    checked_streets(roster.positions, vocabulary, notes)
    refuse_lots(roster.positions, vocabulary, notes)
    _refuse_prices(roster, vocabulary, notes)
    return notes.problems


def _refuse_prices(roster: Roster, vocabulary: Vocabulary, notes: Notes) -> None:
    """Note other costs and rates whose lot no position has, and a cost that names none."""
    lots = roster.lots
    named = [(cost.where, cost.lot) for cost in roster.prices.other_costs if cost.lot]
    named += [(f"price.lots.{lot}", lot) for lot in roster.prices.lot_rates]
    for where, lot in named:
        refuse_lot(lot, lots, where, notes)
    for cost in roster.prices.other_costs:
        if lots and cost.lot is None:
            notes.problem("cost-without-lot", cost.where, known="、".join(lots))
        elif not lots and cost.lot == "":
            refuse_lot(next(iter(vocabulary.choices["lot_all"])), lots, cost.where, notes)
