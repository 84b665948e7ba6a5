"""Suppositions of the command line: `minimum_wage=2800@2027-07`, `[3].headcount=20`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from sanicost.core.figures import Figure, Standard, Value, leaves
from sanicost.core.hypothesis import (
    FieldSetting,
    FieldValue,
    FigureSetting,
    Setting,
)
from sanicost.core.roster import Insurance, Roster
from sanicost.exact_yaml import Tree
from sanicost.messages.figures import unit_of
from sanicost.readers import fields, kinds
from sanicost.readers.document import Cell, Notes, Raw, shown
from sanicost.readers.fields import Kind
from sanicost.readers.overrides import read_value
from sanicost.vocabulary import ALL, Vocabulary, word_key

CHOICES = ("work_pattern", "heat_exposed", "insurance", "skill_grade", "education")
NUMBERS = (*(name for name in kinds.POSITION if name != "relief_headcount"), "post_class")
"""The fields that enter a price; title, lot, street and remarks are written, not supposed."""

_WHOLE = ("headcount", "posts_to_man", "post_class")
_MAY_BE_BLANK = ("base_wage", "holiday_money", "housing_fund_rate", "skill_grade", "education")
_FORM = re.compile(r"(?:\[(\d{1,6}|\*)\]\.)?([^=@\[\]]+)=([^=@]*)(?:@([^=@]+))?")
_MULTIPLE_DECIMALS, _OTHER_DECIMALS = 6, 2


@dataclass(frozen=True)
class Written:
    """What a supposition says, before anything is looked up."""

    where: str
    row: str | None
    name: str
    value: str
    start: str | None


class SettingReader:
    """Reads suppositions about one roster; what is wrong goes to the notes."""

    def __init__(
        self, roster: Roster, standard: Standard, vocabulary: Vocabulary, notes: Notes
    ) -> None:
        self._roster = roster
        self._standard = standard
        self._vocabulary = vocabulary
        self._notes = notes

    def read(self, text: str) -> Setting | None:
        """Return one supposition, None where a problem was noted."""
        written = self.written(text, f"--set {text}")
        return self.made(written, written.value) if written else None

    def written(self, text: str, where: str) -> Written | None:
        """Return the parts of NAME=VALUE, `[ROW].FIELD=VALUE` or FIGURE=VALUE@MONTH."""
        found = _FORM.fullmatch(fields.normal(text))
        if not found:
            self._notes.problem("setting-form", where, found=text)
            return None
        row, name, value, start = found.groups()
        return Written(where, row, name.strip(), value.strip(), start)

    def made(self, written: Written, value: Cell) -> Setting | None:
        """Return the supposition with a value; the name is a figure's first, then a field's."""
        raw = Raw(value, written.where)
        leaf = None if written.row else self._leaf(written.name)
        if leaf:
            return self._figure_setting(written, *leaf, raw)
        known = self._fields()
        field = known.get(word_key(written.name))
        if field is None:
            names = [*self._leaves(), *known]
            near = "、".join(fields.nearest(written.name, names, 3)) or "sanicost standard"
            self._notes.problem("setting-unknown", raw.where, found=written.name, candidates=near)
            return None
        return self._field_setting(written, field, raw)

    def _leaves(self) -> dict[str, str]:
        """Return the figure of each name: its path, its Chinese name, each number in it."""
        found: dict[str, str] = {}
        for path, figure in self._standard.figures.items():
            found |= {path: path, figure.name["zh"]: path}
            numbers = (leaf for row in figure.rows for leaf, _ in leaves(path, row.value))
            found |= {leaf: path for leaf in numbers if ".months." not in leaf}
        return found

    def _leaf(self, name: str) -> tuple[str, str] | None:
        """Return the path and the leaf that a name stands for, None where it is no figure's."""
        path = self._leaves().get(name)
        if path is None:
            return None
        return path, name if name.startswith(path) else path

    def _figure_setting(
        self, written: Written, path: str, leaf: str, raw: Raw
    ) -> FigureSetting | None:
        """Return a figure supposed from a month on; every value that it leads to must be valid."""
        before = len(self._notes.problems)
        figure = self._standard.figures[path]
        start = fields.month(Raw(written.start, written.where), self._notes)
        unit = unit_of(figure.unit, leaf.removeprefix(path).lstrip("."))
        if isinstance(unit, str):
            value: Value = fields.number(raw, _kind(unit), self._notes)
        else:
            value = read_value(raw, figure, self._notes)
        if value is None and len(self._notes.problems) == before:
            self._notes.problem("setting-blank", raw.where, found=written.name)
        if len(self._notes.problems) > before:
            return None
        setting = FigureSetting(where=raw.where, path=path, leaf=leaf, value=value, start=start)
        if not self._is_valid(setting, figure):
            self._notes.problem(
                "override-value-wrong", raw.where, found=shown(raw.value), figure=leaf
            )
            return None
        return setting

    def _is_valid(self, setting: FigureSetting, figure: Figure) -> bool:
        """Return whether each value is valid that a number of a figure leads to over time."""
        notes = Notes()
        for row in setting.rows(self._standard):
            own = self._standard.row(setting.path, row.start) if row.start else None
            if not (own and own.value == row.value):
                read_value(Raw(_as_cell(row.value), setting.where), figure, notes)
        return not notes.problems

    def _fields(self) -> dict[str, str]:
        """Return the field of each word that may be supposed."""
        words = self._vocabulary.headings["positions"]
        wanted = (*NUMBERS, *CHOICES)
        return {word: field for word, field in words.items() if field in wanted}

    def _field_setting(self, written: Written, field: str, raw: Raw) -> FieldSetting | None:
        """Return a field supposed for all rows, or for one that exists."""
        before = len(self._notes.problems)
        if written.start is not None:
            self._notes.problem("setting-month-of-field", raw.where, found=field)
        row = int(written.row) if written.row and written.row != "*" else None
        count = len(self._roster.positions)
        if row is not None and not 1 <= row <= count:
            self._notes.problem("setting-row-missing", raw.where, found=row, most=count)
        value = self._value(field, raw)
        if value is None and raw.is_blank and field not in _MAY_BE_BLANK:
            self._notes.problem("setting-blank", raw.where, found=field)
        if len(self._notes.problems) > before:
            return None
        setting = FieldSetting(where=raw.where, field=field, value=value, row=row)
        numbered = enumerate(self._roster.positions, start=1)
        if not any(setting.concerns(number, position) for number, position in numbered):
            self._notes.problem("setting-needs-posts", raw.where, found=field)
            return None
        return setting

    def _value(self, field: str, raw: Raw) -> FieldValue:
        """Return a field's value as a position holds it."""
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


def _kind(unit: str) -> Kind:
    """Return the kind of number that a figure of a unit holds."""
    if unit == "fraction":
        return fields.RATE
    decimals = _MULTIPLE_DECIMALS if unit == "multiple" else _OTHER_DECIMALS
    return Kind(decimals, Decimal(0), fields.MAX_AMOUNT_YUAN)


def _as_cell(value: Value) -> Tree:
    """Return a figure's value as a file would hold it."""
    if isinstance(value, dict):
        return {key: _as_cell(part) for key, part in value.items()}
    return [_as_cell(part) for part in value] if isinstance(value, list) else value
