"""The sheets of a roster workbook, or the one table of a .csv, → a Document."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sanicost.city.vocabulary import Vocabulary, first_words, word_key
from sanicost.core.fields import COLUMNS, NUMBERS
from sanicost.core.kinds import AMOUNT, MONTHLY, RATE, Number
from sanicost.core.roster import RATE_NAMES
from sanicost.exact_yaml import Tree
from sanicost.readers.document import Document, Item, Notes, Raw, shown
from sanicost.readers.fields import nearest, number
from sanicost.readers.figure_words import NO_LIMIT
from sanicost.readers.grid import Grid
from sanicost.readers.headings import Headed, heading_name
from sanicost.readers.pairs import LOT_AREA, read_pairs
from sanicost.readers.samples import mentions_samples
from sanicost.readers.table import TableRow, read_table
from sanicost.readers.totals import check_amounts, is_total, positions_only

_TEXT_FIELDS = frozenset(
    {"name", "per", "figure", "source", "reason"}
    | {one.name for one in COLUMNS if not one.is_number}
)
_LABELS = frozenset({"lot", "street"})
_NEAR = 30  # per cent of the letters alike: 增值税 and 税金 share one
_FREE_TEXTS = frozenset({"remarks"})
"""Where a formula is the text that it shows."""


def read_sheets(grids: Mapping[str, Grid], vocabulary: Vocabulary, notes: Notes) -> Document:
    """Return what the sheets say; `grids` is keyed by the kind of sheet."""
    document = Document()
    if "positions" in grids:
        headed = _headed("positions", NUMBERS, vocabulary)
        rows = read_table(grids["positions"], headed, notes)
        document.counted = positions_only(rows, vocabulary, notes)
        document.positions = document.counted.positions
        document.positions_place = grids["positions"].name or grids["positions"].row_place(0)
        document.mentions_samples = mentions_samples(grids["positions"])
    if "project" in grids:
        pairs = read_pairs(grids["project"], vocabulary.headings["project"], notes)
        document.areas = [_area(name, raw) for name, raw in pairs.items() if _is_lot_area(name)]
        document.project = {name: raw for name, raw in pairs.items() if not _is_lot_area(name)}
    if "price" in grids:
        headed = _headed("price", {"amount": AMOUNT, "rate": RATE}, vocabulary)
        _take_prices(read_table(grids["price"], headed, notes), document, vocabulary, notes)
    if "figures" in grids:
        limits = dict.fromkeys(_LIMITS, MONTHLY)
        headed = _headed("figures", {"value": _ANY_NUMBER, **limits}, vocabulary)
        rows = read_table(grids["figures"], headed, notes)
        document.figures = [_with_limits(row.item, vocabulary, notes) for row in rows]
    return document


_LIMITS = ("lower", "upper")
_ANY_NUMBER = Number(0, Decimal(0), Decimal(0))


def _with_limits(item: Item, vocabulary: Vocabulary, notes: Notes) -> Item:
    """Return a figure whose limits stand in columns of their own with both as its value."""
    given = {name: item.raw(name) for name in _LIMITS if not item.raw(name).is_blank}
    value = item.raw("value")
    if not given:
        return item
    if not value.is_blank:
        notes.problem("limits-beside-value", value.where)
        return replace(item, fields={**item.fields, "value": value._replace(is_refused=True)})
    before, where = len(notes.problems), next(iter(given.values())).where
    for name in set(_LIMITS) - given.keys():
        notes.problem("override-field-missing", where, field=name)
    limits: dict[str | int, Tree] = {}
    limits |= {name: _limit(raw, vocabulary, notes) for name, raw in given.items()}
    is_refused = len(notes.problems) > before or any(raw.is_refused for raw in given.values())
    return replace(item, fields={**item.fields, "value": Raw(limits, where, is_refused=is_refused)})


def _limit(raw: Raw, vocabulary: Vocabulary, notes: Notes) -> Tree:
    """Return one limit: a number, the figure that it follows, or none; else what stands there."""
    words = vocabulary.headings["figure_words"]
    word = words.get(word_key(raw.value)) if isinstance(raw.value, str) else None
    if word and word not in _LIMITS:
        return None if word == NO_LIMIT else word
    return number(raw, MONTHLY, notes)


def _headed(kind: str, kinds: Mapping[str, Number], vocabulary: Vocabulary) -> Headed:
    """Return what to look for in a sheet of a kind, whose numbers are of these kinds."""
    words = vocabulary.headings
    return Headed(
        words=words[kind],
        ignored=words["ignored"],
        others=words["others"],
        text_fields=_TEXT_FIELDS,
        filled_down=_LABELS,
        kinds=kinds,
        near=[*words["positions"], *words["price"]],
        titles=vocabulary.title_words if kind == "positions" else frozenset(),
        free_texts=_FREE_TEXTS,
    )


def _is_lot_area(name: str) -> bool:
    return name.startswith(LOT_AREA)


def _area(name: str, raw: Raw) -> Item:
    """Return the area of a lot; a blank one says nothing."""
    return Item(raw.where, {"lot": Raw(name.removeprefix(LOT_AREA), raw.where), "area": raw})


def _take_prices(
    rows: list[TableRow], document: Document, vocabulary: Vocabulary, notes: Notes
) -> None:
    """Sort the rows of 报价组成 into rates and other costs; a total row is passed over."""
    names = vocabulary.headings["price_rows"]
    above: list[Item] = []
    for row in rows:
        raw = row.item.raw("name")
        name = heading_name(raw.value, names)
        if is_total(row, vocabulary):
            check_amounts(row.item, above, notes)
            notes.cleanup("remark-ignored", row.item.where, found=row.texts[0])
        elif name in RATE_NAMES:
            document.rates.append(_rate(row.item, Raw(name, raw.where), notes))
        else:
            rate = row.item.raw("rate")
            if not rate.is_blank:
                ours = first_words(names).values()
                near = "、".join(nearest(word_key(shown(raw.value)), ours, 1, _NEAR))
                params = {"found": shown(raw.value), "candidates": near}
                notes.problem("rate-of-other-cost", rate.where, **params)
                continue
            document.other_costs.append(row.item)
            above.append(row.item)


def _rate(row: Item, name: Raw, notes: Notes) -> Item:
    """Return the rate of a row; what is charged by a rate takes no amount."""
    amount = row.raw("amount")
    if not amount.is_silent:
        params = {"rate": str(name.value), "found": shown(amount.value)}
        notes.problem("amount-of-rate", amount.where, **params)
    given = {"rate": row.raw("rate")}
    if "lot" in row.fields:
        given["lot"] = row.fields["lot"]
    return Item(row.where, {"name": name, **given}, is_row=True)
