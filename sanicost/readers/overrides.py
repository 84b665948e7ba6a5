"""Overrides of figures: an officer's value with source and reason (specification §2)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from sanicost.city.columns import in_use
from sanicost.city.standard import mismatch_of, numbers, value_of
from sanicost.city.vocabulary import Vocabulary, word_key
from sanicost.core.figures import (
    CONTINUE,
    REGULATION,
    Figure,
    Row,
    Standard,
    Standing,
    Value,
    leaves,
    outside,
)
from sanicost.core.kinds import MAX_AMOUNT_YUAN, RATE
from sanicost.core.rules import divisor_names
from sanicost.core.text import plain
from sanicost.exact_yaml import Tree, YamlRefused, load
from sanicost.readers import fields
from sanicost.readers.document import Item, Notes, Raw, shown
from sanicost.readers.figure_words import in_braces
from sanicost.readers.files import readable
from sanicost.readers.yaml_file import figure_items, read_tree

_DECIMALS = {"fraction": 6, "multiple": 6}
_MONEY_AND_DAYS_DECIMALS = 2


@dataclass(frozen=True)
class Known:
    """What an override may name: the figures, and by the city's words the rules themselves."""

    standard: Standard
    vocabulary: Vocabulary

    @cached_property
    def by_name(self) -> dict[str, str]:
        """The path of each figure by the key of its Chinese name."""
        figures = self.standard.figures
        return {word_key(figure.name["zh"]): path for path, figure in figures.items()}

    def is_of_rules(self, text: str) -> bool:
        """Return whether a text names the rules themselves, which go on once they lapse (§2)."""
        return self.vocabulary.headings["figure_rows"].get(word_key(text)) == REGULATION

    def goes_on(self, raw: Raw) -> bool:
        """Return whether a value says that something goes on."""
        words = self.vocabulary.choices[REGULATION]
        return isinstance(raw.value, str) and words.get(word_key(raw.value)) == CONTINUE


def read_overrides(items: list[Item], known: Known, notes: Notes) -> dict[str, tuple[Row, ...]]:
    """Return the overriding rows of each figure, in order of their months."""
    found: dict[str, list[Row]] = {}
    for item in items:
        path = _path(item, known, notes)
        row = _row(item, path, known, notes) if path else None
        if path and row:
            if any(row.start == other.start for other in found.get(path, [])):
                notes.problem("override-repeated", item.where, figure=path)
            found.setdefault(path, []).append(row)
    return {path: tuple(sorted(rows, key=_starting)) for path, rows in found.items()}


def read_figures_file(path: Path, known: Known, notes: Notes) -> dict[str, tuple[Row, ...]]:
    """Return the overrides of a file of figures; raise FileRefused where it cannot be read."""
    with readable(path):
        tree = read_tree(path, notes)
    return read_overrides(figure_items(tree, path.name, notes), known, notes)


def _starting(row: Row) -> int:
    """Return the order of a row: one for all months comes first."""
    return row.start.ordinal if row.start else 0


def _path(item: Item, known: Known, notes: Notes) -> str | None:
    """Return the figure's path, named by itself or by its Chinese name."""
    raw, standard = item.fields["figure"], known.standard
    text = fields.text(raw, notes)
    if text is None:
        if raw.is_blank:
            notes.problem("override-field-missing", raw.where, field="figure")
        return None
    if known.is_of_rules(text):
        return REGULATION
    if text in standard.figures:
        return text
    by_name = known.by_name
    if word_key(text) in by_name:
        return by_name[word_key(text)]
    whole = next((path for path in standard.figures if text.startswith(path + ".")), None)
    if whole:
        form = _form(standard.figures[whole].unit)
        notes.problem("figure-part-alone", raw.where, found=text, figure=whole, form=form)
        return None
    known_names = (*standard.figures, *by_name) if notes.may_suggest() else ()
    near = "、".join(fields.nearest(text, known_names, 3))
    notes.problem("figure-name-unknown", raw.where, found=text, candidates=near)
    return None


def _row(item: Item, path: str, known: Known, notes: Notes) -> Row | None:
    """Return an override with source and reason, None where a problem was noted."""
    if _is_open(item, path, known):
        notes.cleanup("figure-row-open", item.where, found=shown(item.raw("figure").value))
        return None
    before = len(notes.problems)
    texts: dict[str, str] = {}
    for name in ("source", "reason"):
        raw = item.raw(name)
        texts[name] = fields.text(raw, notes) or ""
        if raw.is_blank:
            notes.problem("override-field-missing", raw.where, field=name)
    value = _value(item.raw("value"), path, known, notes)
    start = fields.month(item.raw("from"), notes)
    if len(notes.problems) > before or item.raw("value").is_refused:
        return None
    return Row(
        start=start,
        value=value,
        source=texts["source"],
        reason=texts["reason"],
        standing=Standing.CONFIRMED,
        where=item.where,
    )


def _is_open(item: Item, path: str, known: Known) -> bool:
    """Return whether a row of a sheet has no source and no reason yet, and changes nothing (§6).

    It gives the value that is in force anyway: from its month on, else the last that is known.
    """
    if not item.is_row or not all(item.raw(name).is_blank for name in ("source", "reason")):
        return False
    silent = Notes()
    value = _value(item.raw("value"), path, known, silent)
    start = fields.month(item.raw("from"), silent)
    if silent.problems or value is None:
        return False
    if path == REGULATION:
        return value == CONTINUE
    figure = known.standard.figures[path]
    given = [row for row in figure.rows if row.value is not None]
    row = figure.in_force(start) if start else given[-1]
    return row is not None and row.value == value


def _value(raw: Raw, path: str, known: Known, notes: Notes) -> Value:
    """Return the value of an override; the rules themselves can only go on, and nothing else can.

    A figure without a later row goes on by itself (§2).
    """
    if path != REGULATION and not known.goes_on(raw):
        figure = known.standard.figures[path]
        value = read_value(raw, figure, notes)
        for number, least, most in outside(value, figure.plausible):
            limits = {"least": plain(least), "most": plain(most)}
            notes.problem(
                "figure-implausible", raw.where, figure=path, found=plain(number), **limits
            )
        return value
    if raw.is_blank:
        notes.problem("override-field-missing", raw.where, field="value")
    elif path != REGULATION:
        notes.problem("continue-not-of-rules", raw.where, found=shown(raw.value), figure=path)
    elif known.goes_on(raw):
        return CONTINUE
    elif not raw.is_refused:
        notes.problem("rules-only-continue", raw.where, found=shown(raw.value))
    return None


def read_value(raw: Raw, figure: Figure, notes: Notes) -> Value:
    """Return a value of the figure's own shape; a cell may hold `{lower: …, upper: …}`."""
    if raw.is_blank:
        notes.problem("override-field-missing", raw.where, field="value")
        return None
    if raw.is_refused:
        return None
    try:
        value = _ordered(value_of(_tree(raw, figure, notes)), figure)
    except YamlRefused:
        value = None
    wrong = mismatch_of(value, figure.unit) or value is None
    if wrong or not _limits_hold(value, figure):
        params = {"found": shown(raw.value), "figure": figure.path, "form": _form(figure.unit)}
        notes.problem("override-value-wrong", raw.where, **params)
        return None
    for leaf, unit in _units(value, figure.unit):
        if _too_fine(leaf, unit):
            notes.problem("too-many-decimals", raw.where, found=shown(leaf), most=_decimals(unit))
            return None
    return value


def _tree(raw: Raw, figure: Figure, notes: Notes) -> Tree:
    """Return the value as a tree; text from a cell is a number or a flow mapping."""
    if isinstance(raw.value, Decimal | dict | list):
        return _unquoted(raw.value)
    text = fields.normal(str(raw.value))
    if figure.unit == "fraction" and text.endswith("%"):
        return fields.number(raw, RATE, notes)
    return load(in_braces(text, in_use().figure_words))


def _unquoted(tree: Tree) -> Tree:
    """Return a tree with its quoted numbers as numbers: in a figure's value nothing else is."""
    if isinstance(tree, dict):
        return {key: _unquoted(part) for key, part in tree.items()}
    if isinstance(tree, list):
        return [_unquoted(part) for part in tree]
    return load(fields.normal(tree)) if isinstance(tree, str) else tree


def _form(unit: Value) -> str:
    """Return how a value of this unit is written, as an example without numbers.

    >>> _form({"lower": "yuan/month", "upper": "yuan/month"}), _form("fraction")
    ('{lower: …, upper: …}', '0.…')
    """
    if isinstance(unit, dict):
        return "{" + ", ".join(f"{key}: …" for key in unit) + "}"
    if isinstance(unit, list):
        return f"[{_form(unit[0])}, …]"
    return "0.…" if unit == "fraction" else "…"


def _ordered(value: Value, figure: Figure) -> Value:
    """Return a mapping with its keys in the figure's own order, so that order changes nothing."""
    if isinstance(value, dict) and isinstance(figure.unit, dict) and set(value) == set(figure.unit):
        return {key: value[key] for key in figure.unit}
    return value


def _limits_hold(value: Value, figure: Figure) -> bool:
    """Return whether numbers stay within bounds, nothing divides by 0, and parts are in order."""
    if any(number > MAX_AMOUNT_YUAN for number in numbers(value)):
        return False
    if value == 0 and figure.path in divisor_names():
        return False
    if figure.unit == "fraction" and any(number > 1 for number in numbers(value)):
        return False
    if isinstance(value, dict) and "lower" in value:
        lower, upper = value["lower"], value["upper"]
        known = isinstance(lower, Decimal) and isinstance(upper, Decimal)
        return lower is not None and not (known and Decimal(str(lower)) > Decimal(str(upper)))
    if isinstance(value, list) and isinstance(figure.unit, list):
        return _bands_in_order(value)
    return all(part is not None for _, part in leaves("", value))


def _bands_in_order(bands: list[Value]) -> bool:
    """Return whether bands end in ascending order and only the last is open."""
    entries = [band for band in bands if isinstance(band, dict)]
    ends = [band.get("upto") for band in entries[:-1]]
    limits = [end for end in ends if isinstance(end, Decimal)]
    complete = len(limits) == len(ends) and all("per_year" in band for band in entries)
    is_open = bool(entries) and "upto" not in entries[-1]
    return complete and is_open and limits == sorted(set(limits))


def _units(value: Value, unit: Value) -> list[tuple[Decimal, str]]:
    """Return every number of a value with its own unit."""
    if isinstance(value, dict) and isinstance(unit, dict):
        return [pair for key in value for pair in _units(value[key], unit[key])]
    if isinstance(value, list) and isinstance(unit, list):
        return [pair for part in value for pair in _units(part, unit[0])]
    return [(value, str(unit))] if isinstance(value, Decimal) else []


def _too_fine(number: Decimal, unit: str) -> bool:
    """Return whether a number has more decimals than its unit allows (specification §5)."""
    exponent = number.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent > _decimals(unit)


def _decimals(unit: str) -> int:
    """Return how many decimals a unit allows: six for rates, two for all else."""
    return _DECIMALS.get(unit, _MONEY_AND_DAYS_DECIMALS)


def overridden(standard: Standard, overrides: Mapping[str, tuple[Row, ...]]) -> Standard:
    """Return the standard with the overrides laid over its figures."""
    return replace(standard, overrides=overrides)
