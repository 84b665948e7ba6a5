"""Suppositions of the command line: `minimum_wage=2800@2027-07`, `[3].headcount=20`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from sanicost.core.figures import Figure, Standard, Value, leaves
from sanicost.core.hypothesis import FigureSetting, Setting
from sanicost.core.roster import Roster
from sanicost.exact_yaml import Tree
from sanicost.messages.figures import unit_of
from sanicost.readers import fields
from sanicost.readers.document import Cell, Notes, Raw, shown
from sanicost.readers.fields import Kind
from sanicost.readers.overrides import read_value
from sanicost.readers.setting_fields import TEXTS, FieldReader, Written
from sanicost.readers.setting_names import refuse_name
from sanicost.vocabulary import Vocabulary

_EQUALS = re.compile("[=＝]")
_NAME = re.compile(r"(?:\[(\d{1,6}|\*)\]\.)?([^@\[\]]+)")
_VALUE = re.compile(r"([^=@]*)(?:@([^=@]+))?")
_MULTIPLE_DECIMALS, _OTHER_DECIMALS = 6, 2


class SettingReader:
    """Reads suppositions about one roster; what is wrong goes to the notes."""

    def __init__(
        self, roster: Roster, standard: Standard, vocabulary: Vocabulary, notes: Notes
    ) -> None:
        self._fields = FieldReader(roster.positions, vocabulary, notes)
        self._standard = standard
        self._vocabulary = vocabulary
        self._notes = notes
        self._classes: list[Written] = []

    def read(self, texts: Sequence[str]) -> list[Setting]:
        """Return all suppositions as written, without those in which a problem was noted."""
        read = [self.written(text, f"--set {text}") for text in texts]
        known = [written for written in read if written]
        self._classes = [one for one in known if self.field(one) == "post_class"]
        return [setting for one in known for setting in self.made(one, one.value)]

    def written(self, text: str, where: str) -> Written | None:
        """Return the parts of NAME=VALUE, `[ROW].FIELD=VALUE` or FIGURE=VALUE@MONTH.

        The value of a text is all that stands after the equals sign, as it stands there.
        """
        name, *value = _EQUALS.split(text, maxsplit=1)
        named = _NAME.fullmatch(fields.normal(name))
        valued = _VALUE.fullmatch(fields.normal(value[0])) if value else None
        written = None
        if named and value:
            written = Written(where, named[1], named[2].strip(), value[0], None)
        if written and self.field(written) in TEXTS:
            return written
        if not (written and valued):
            self._notes.problem("setting-form", where, found=text)
            return None
        return replace(written, value=valued[1].strip(), start=valued[2])

    def field(self, written: Written) -> str | None:
        """Return the field that is supposed; a name is a figure's first, without a row."""
        leaf = None if written.row else self._leaf(written.name)
        return None if leaf else self._fields.field(written.name)

    def made(self, written: Written, value: Cell) -> Sequence[Setting]:
        """Return the supposition with a value, none after a problem; a title may take several."""
        raw = Raw(value, written.where)
        if field := self.field(written):
            return self._fields.read(written, field, raw, self._classes)
        leaf = None if written.row else self._leaf(written.name)
        if leaf:
            setting = self._figure_setting(written, *leaf, raw)
            return [setting] if setting else []
        refuse_name(written, self._leaves, self._standard, self._vocabulary, self._notes)
        return []

    @cached_property
    def _leaves(self) -> dict[str, str]:
        """The figure of each name: its path, its Chinese name, each number in it."""
        found: dict[str, str] = {}
        for path, figure in self._standard.figures.items():
            found |= {path: path, figure.name["zh"]: path}
            numbers = (leaf for row in figure.rows for leaf, _ in leaves(path, row.value))
            found |= {leaf: path for leaf in numbers if ".months." not in leaf}
        return found

    def _leaf(self, name: str) -> tuple[str, str] | None:
        """Return the path and the leaf that a name stands for, None where it is no figure's."""
        path = self._leaves.get(name)
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
