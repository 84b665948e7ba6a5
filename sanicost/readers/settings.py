"""Settings of the command line: `minimum_wage=2800@2027-07`, `[3].headcount=20`, and ranges."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from sanicost.analysis.whatif import FieldSetting, FigureSetting, Setting, are_alike, hides
from sanicost.city.vocabulary import Vocabulary, word_key
from sanicost.core.fields import BY_NAME
from sanicost.core.figures import Figure, Standard, Value, leaves
from sanicost.core.kinds import MAX_AMOUNT_YUAN, RATE, SUM, FreeText, Number
from sanicost.core.price import FEN
from sanicost.core.roster import Roster
from sanicost.exact_yaml import Tree
from sanicost.i18n.figures import unit_of
from sanicost.readers import fields
from sanicost.readers.document import Cell, Notes, Raw, shown
from sanicost.readers.overrides import read_value
from sanicost.readers.setting_fields import FieldReader, WrittenSetting

OPTIONS = {"start": "--start YYYY-MM", "months": "--months N", "as_of": "--as-of YYYY-MM"}
"""The fields of the project that an option of the command line gives."""

_MOST = 5
_LEAST_LETTERS = 2
_CLOSE, _CLOSE_CHINESE = 60, 50  # per cent of the characters alike: of two, one


def refuse_name(
    written: WrittenSetting,
    figures: Mapping[str, str],
    standard: Standard,
    vocabulary: Vocabulary,
    notes: Notes,
) -> None:
    """Note what is wrong with a name; `figures` holds the path of every name of a figure."""
    name, key = written.name, word_key(written.name)
    of_project = vocabulary.headings["project"].get(key)
    of_price = {**vocabulary.headings["price"], **vocabulary.headings["price_rows"]}
    if name in figures:
        notes.problem("setting-row-of-figure", written.where, found=name, row=str(written.row))
    elif of_project in OPTIONS:
        option = OPTIONS[of_project]
        notes.problem("setting-is-option", written.where, found=name, option=option)
    elif of_project or key in of_price:
        notes.problem("setting-of-whole", written.where, found=name)
    else:
        near = _near(key, _shown(figures, standard, vocabulary))
        notes.problem("setting-unknown", written.where, found=name, candidates=" / ".join(near))


def _shown(
    figures: Mapping[str, str], standard: Standard, vocabulary: Vocabulary
) -> dict[str, str]:
    """Return for each word, by its key, the name that is proposed where it is nearly written."""
    columns = vocabulary.headings["positions"]
    first = {name: one.words[0] for name, one in vocabulary.columns.given.items()}
    shown = {word: f"{field}（{first[field]}）" for word, field in columns.items()}
    periods = vocabulary.headings["project"]
    shown |= {word: OPTIONS[field] for word, field in periods.items() if field in OPTIONS}
    for name, path in figures.items():
        chinese = standard.figures[path].name["zh"]
        own = path if name == chinese else name
        shown[word_key(name)] = f"{own}（{chinese}）"
    return shown


def _near(key: str, shown: Mapping[str, str]) -> list[str]:
    """Return what to propose for a word: the names that hold it, else those nearly like it.

    >>> _near("wage", {"base_wage": "base_wage", "wages": "wages", "page": "page"})
    ['wages', 'base_wage']
    """
    holding = [word for word in shown if key in word] if len(key) >= _LEAST_LETTERS else []
    closeness = _CLOSE if key.isascii() else _CLOSE_CHINESE
    if holding:
        words = fields.nearest(key, holding, len(holding), closeness=0)
    else:
        words = fields.nearest(key, shown, len(shown), closeness)
    return list(dict.fromkeys(shown[word] for word in words))[:_MOST]


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
        self._classes: list[WrittenSetting] = []

    def read(self, texts: Sequence[str]) -> list[Setting]:
        """Return all suppositions as written, without those in which a problem was noted."""
        read = [self.written(text, f"--set {text}") for text in texts]
        known = [written for written in read if written]
        self._classes = [one for one in known if self.field(one) == "post_class"]
        return [setting for one in known for setting in self.made(one, one.value)]

    def written(self, text: str, where: str) -> WrittenSetting | None:
        """Return the parts of NAME=VALUE, `[ROW].FIELD=VALUE` or FIGURE=VALUE@MONTH.

        The value of a text is all that stands after the equals sign, as it stands there.
        """
        name, *value = _EQUALS.split(text, maxsplit=1)
        named = _NAME.fullmatch(fields.normal(name))
        valued = _VALUE.fullmatch(fields.normal(value[0])) if value else None
        written = None
        if named and value:
            written = WrittenSetting(where, named[1], named[2].strip(), value[0], None)
        field = written and self.field(written)
        if field and isinstance(BY_NAME[field].role.kind, FreeText):
            return written
        if not (written and valued):
            self._notes.problem("setting-form", where, found=text)
            return None
        return replace(written, value=valued[1].strip(), start=valued[2])

    def field(self, written: WrittenSetting) -> str | None:
        """Return the field that is assumed; a name is a figure's first, without a row."""
        leaf = None if written.row else self._leaf(written.name)
        return None if leaf else self._fields.field(written.name)

    def made(self, written: WrittenSetting, value: Cell) -> Sequence[Setting]:
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
        self, written: WrittenSetting, path: str, leaf: str, raw: Raw
    ) -> FigureSetting | None:
        """Return a figure assumed from a month on; every value that it leads to must be valid."""
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


def _kind(unit: str) -> Number:
    """Return the kind of number that a figure of a unit holds."""
    if unit == "fraction":
        return RATE
    decimals = _MULTIPLE_DECIMALS if unit == "multiple" else _OTHER_DECIMALS
    return Number(decimals, Decimal(0), MAX_AMOUNT_YUAN, unit)


def _as_cell(value: Value) -> Tree:
    """Return a figure's value as a file would hold it."""
    if isinstance(value, dict):
        return {key: _as_cell(part) for key, part in value.items()}
    return [_as_cell(part) for part in value] if isinstance(value, list) else value


MAX_SETTINGS = 10_000
_RANGE = re.compile(r"(.+?)\.\.(.+?)(?::(.+))?")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True)
class Sweep:
    """A supposition with a number of values, one after the other."""

    settings: tuple[Setting, ...]
    values: tuple[Decimal, ...]
    name: str


def read_sweep(text: str, reader: SettingReader, notes: Notes) -> Sweep | None:
    """Return the suppositions of a range, a step of 1 unless given; None after a problem.

    The ends and the second value are checked; what lies between is then as good.
    """
    where = f"--sweep {text}"
    written = reader.written(text, where)
    if written is None:
        return None
    field = reader.field(written)
    if field and not BY_NAME[field].is_number:
        notes.problem("sweep-needs-number", where, found=written.name)
        return None
    values = _values(written.value, where, notes)
    if not values:
        return None
    ends = dict.fromkeys((*values[:2], values[-1]))
    checked = [one for value in ends for one in reader.made(written, value)]
    if len(checked) < len(ends):
        return None
    setting = checked[0]
    hypothetical = setting.field if isinstance(setting, FieldSetting) else setting.leaf
    if isinstance(setting.value, dict | list):
        notes.problem("sweep-needs-number", where, found=hypothetical)
        return None
    settings = tuple(_at(setting, value) for value in values)
    month = f"@{written.start}" if written.start else ""
    row = f"[{written.row}]." if written.row else ""
    return Sweep(settings, values, f"{row}{hypothetical}{month}")


def _at(setting: Setting, value: Decimal) -> Setting:
    """Return the supposition with another number."""
    if isinstance(setting, FieldSetting):
        whole = isinstance(setting.value, int)
        return replace(setting, value=int(value) if whole else value)
    return replace(setting, value=value)


def _values(text: str, where: str, notes: Notes) -> tuple[Decimal, ...]:
    """Return the numbers of FIRST..LAST or FIRST..LAST:STEP, none after a problem."""
    found = _RANGE.fullmatch(text)
    parts = [part.strip() for part in (*found.groups()[:2], found[3] or "1")] if found else []
    if not parts or not all(_NUMBER.fullmatch(part) for part in parts):
        notes.problem("sweep-range-expected", where, found=text)
        return ()
    first, last, step = map(Decimal, parts)
    if step == 0 or last < first:
        notes.problem("sweep-range-expected", where, found=text)
        return ()
    count = int((last - first) / step) + 1
    if count > MAX_SETTINGS:
        notes.problem("sweep-too-long", where, found=count, most=MAX_SETTINGS)
        return ()
    return tuple(first + step * number for number in range(count))


def refuse_repeated(settings: Sequence[Setting], notes: Notes) -> None:
    """Note suppositions of which an earlier one says the same thing, be it with another value."""
    for number, setting in enumerate(settings):
        # A title for all rows is read class by class: these settings never share a row.
        for other in settings[:number]:
            if are_alike(other, setting):
                _refuse(setting, other, notes)


def refuse_hidden(settings: Sequence[Setting], sweep: Sweep, notes: Notes) -> None:
    """Note a range which would hide a supposition that belongs over it, from its month or row on.

    Each value of a range is applied after all that is assumed beside it.
    """
    for other in settings:
        if hides(sweep.settings[0], other):
            _refuse(sweep.settings[0], other, notes)


def _refuse(setting: Setting, other: Setting, notes: Notes) -> None:
    """Note that a supposition and another one cannot both hold."""
    found = setting.leaf if isinstance(setting, FigureSetting) else setting.field
    notes.problem("setting-repeated", setting.where, found=found, other=other.where)


_ROW = re.compile(r"\[?(\d{1,6})\]?")
_MOST_NAMED = 5


def read_budget(text: str, notes: Notes) -> int | None:
    """Return a budget in fen, None after a problem."""
    raw = Raw(text, "--budget")
    budget = fields.number(raw, SUM, notes)
    if raw.is_blank:
        notes.problem("setting-blank", raw.where, found="--budget")
    return None if budget is None else int(budget * FEN)


def read_free(text: str, roster: Roster, notes: Notes) -> int | None:
    """Return the place of a position named by its row, counted from 1, or by its title."""
    where, positions = "--free", roster.positions
    if row := _ROW.fullmatch(text.strip()):
        number = int(row[1])
        if 1 <= number <= len(positions):
            return number - 1
        notes.problem("setting-row-missing", where, found=number, most=len(positions))
        return None
    titles = [position.title for position in positions]
    places = [n for n, title in enumerate(titles) if word_key(title) == word_key(text)]
    if len(places) == 1:
        return places[0]
    if places:
        rows = "、".join(str(place + 1) for place in places)
        notes.problem("free-ambiguous", where, found=text, count=len(places), rows=rows)
        return None
    known = list(dict.fromkeys(titles))
    near = fields.nearest(text, known, _MOST_NAMED, closeness=0)
    notes.problem("free-unknown", where, found=text, candidates="、".join(near))
    return None
