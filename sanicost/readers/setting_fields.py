"""Fields of positions as the command line supposes them, each read as a roster's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sanicost.core.hypothesis import FieldSetting, FieldValue
from sanicost.core.roster import Insurance, Position
from sanicost.readers import fields, kinds
from sanicost.readers.document import Item, Notes, Raw
from sanicost.readers.streets import as_spelt
from sanicost.readers.titles import titled
from sanicost.vocabulary import ALL, Vocabulary, word_key

TEXTS = ("title", "lot", "street", "remarks")
CHOICES = ("work_pattern", "heat_exposed", "insurance", "skill_grade", "education")
_WHOLE = ("headcount", "posts_to_man", "post_class", "relief_headcount")
_MAY_BE_BLANK = (
    *("base_wage", "holiday_money", "housing_fund_rate", "skill_grade", "education"),
    *("relief_headcount", "shifts", "lot", "street", "remarks"),
)


@dataclass(frozen=True)
class Written:
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
    """Reads supposed fields of some positions; what is wrong goes to the notes."""

    def __init__(self, positions: Sequence[Position], vocabulary: Vocabulary, notes: Notes) -> None:
        self._positions = positions
        self._vocabulary = vocabulary
        self._notes = notes

    def field(self, name: str) -> str | None:
        """Return the field that a word names as it would head a column, None for no field."""
        return self._vocabulary.headings["positions"].get(word_key(name))

    def read(
        self, written: Written, field: str, raw: Raw, classes: Sequence[Written]
    ) -> list[FieldSetting]:
        """Return a field supposed for all rows, or for one that exists; none after a problem.

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
            if value is None and raw.is_blank and field not in _MAY_BE_BLANK:
                self._notes.problem("setting-blank", raw.where, found=field)
            made = [FieldSetting(where=raw.where, field=field, value=value, rows=rows)]
        made = [replace(one, is_of_one_row=written.is_of_one_row) for one in made]
        if len(self._notes.problems) == before:
            self._refuse_without_row(field, made, raw)
        return made if len(self._notes.problems) == before else []

    def _rows(self, written: Written) -> frozenset[int] | None:
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
            heads = field in ("headcount", "relief_headcount")
            code = "setting-needs-headcount" if heads else "setting-needs-posts"
            self._notes.problem(code, raw.where, found=field)
        if field == "shifts" and raw.is_blank and any(one.coverage for one in concerned):
            self._notes.problem("coverage-incomplete", raw.where, field=field)

    def _titles(
        self, rows: frozenset[int] | None, raw: Raw, classes: Sequence[Written]
    ) -> list[FieldSetting]:
        """Return a title for some rows, looked up as a roster's is.

        The annex gives its class, whatever class stood beside the old title. Only where the annex
        does not, the class counts that is supposed for the row, else the one that the row gives.
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

    def _value(self, field: str, raw: Raw) -> FieldValue:
        """Return a field's value as a position holds it."""
        if field in TEXTS:
            text = fields.text(raw, self._notes)
            return as_spelt(text, self._vocabulary) if text and field == "street" else text
        if field not in kinds.POSITION:
            return self._choice(field, raw)
        words = self._vocabulary.choices.get(field, {})
        if isinstance(raw.value, str) and words.get(word_key(raw.value)) == ALL:
            return None  # every statutory day of the year
        number = fields.number(raw, kinds.POSITION[field], self._notes)
        return int(number) if number is not None and field in _WHOLE else number

    def _choice(self, field: str, raw: Raw) -> FieldValue:
        """Return a choice as a position holds it."""
        if field == "work_pattern":
            name = fields.choice(raw, self._vocabulary.pattern_words, self._notes)
            return self._vocabulary.patterns[name] if name else None
        chosen = fields.choice(raw, self._vocabulary.choices[field], self._notes)
        if chosen is None:
            return None
        if field == "heat_exposed":
            return chosen == "yes"
        if field == "insurance":
            return Insurance(chosen)
        return int(chosen) if field == "post_class" else chosen


def _class_given(number: int, position: Position, classes: Sequence[Written]) -> Raw:
    """Return the class beside a title: that of its row, of all rows, else the roster's own."""
    for written in sorted(classes, key=lambda one: not one.is_of_one_row):
        if written.speaks_of(number):
            return Raw(written.value, written.where)
    given = str(position.post_class) if "post_class" in position.places else None
    return Raw(given, position.place("post_class"))
