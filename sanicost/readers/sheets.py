"""The sheets of a roster workbook, or the one table of a .csv, → a Document."""

from collections.abc import Mapping
from decimal import Decimal

from sanicost.core.roster import RATE_NAMES
from sanicost.readers import fields
from sanicost.readers.document import Document, Item, Notes, Raw, shown
from sanicost.readers.table import Grid, Headed, TableRow, read_table
from sanicost.vocabulary import Vocabulary, Words, word_key

_TEXT_FIELDS = frozenset(
    {"title", "lot", "street", "remarks", "name", "figure", "source", "reason", "work_pattern"}
    | {"insurance", "skill_grade", "education", "heat_exposed", "per"}
)
_LABELS = frozenset({"lot", "street"})


def read_sheets(grids: Mapping[str, Grid], vocabulary: Vocabulary, notes: Notes) -> Document:
    """Return what the sheets say; `grids` is keyed by the kind of sheet."""
    document = Document()
    words = vocabulary.headings
    if "positions" in grids:
        headed = Headed(words["positions"], words["ignored"], _TEXT_FIELDS, _LABELS)
        rows = read_table(grids["positions"], headed, notes)
        document.positions = _without_totals(rows, vocabulary, notes)
    if "project" in grids:
        document.project = _pairs(grids["project"], words["project"], notes)
    if "price" in grids:
        headed = Headed(words["price"], words["ignored"], _TEXT_FIELDS, _LABELS)
        rows = read_table(grids["price"], headed, notes)
        _take_prices(rows, document, vocabulary, notes)
    if "figures" in grids:
        headed = Headed(words["figures"], words["ignored"], _TEXT_FIELDS)
        document.figures = [row.item for row in read_table(grids["figures"], headed, notes)]
    return document


def _without_totals(rows: list[TableRow], vocabulary: Vocabulary, notes: Notes) -> list[Item]:
    """Return the positions; a total is compared with the headcounts above it.

    小计 sums what stands since the last one, 合计 everything. A lone remark below the total is
    passed over and listed.
    """
    positions: list[Item] = []
    since = 0
    ended = False
    for row in rows:
        words = {word_key(text) for text in row.texts}
        if words & vocabulary.grand_totals:
            _compare(row.item, positions, notes)
            ended = True
        elif words & vocabulary.sub_totals:
            _compare(row.item, positions[since:], notes)
            since = len(positions)
        elif ended and len(row.texts) == 1:
            notes.cleanup("remark-ignored", row.item.where, found=row.texts[0])
        else:
            positions.append(row.item)
    return positions


def _compare(total: Item, above: list[Item], notes: Notes) -> None:
    """Compare a control total with the headcounts above it."""
    raw = total.fields.get("headcount", Raw(None, total.where))
    given = fields.number(raw, fields.Kind(0, Decimal(0), Decimal(10**9), ("人", "名")), notes)
    if given is None:
        return
    silent = Notes()
    heads = [
        fields.number(item.fields["headcount"], fields.HEADCOUNT, silent) or Decimal(0)
        for item in above
        if "headcount" in item.fields
    ]
    if not silent.problems and sum(heads) != given:
        notes.problem("total-differs", raw.where, found=int(given), expected=int(sum(heads)))


def _pairs(grid: Grid, words: Words, notes: Notes) -> dict[str, Raw]:
    """Return the keys and values of a two-column sheet; a lone text is a title."""
    found: dict[str, Raw] = {}
    for row in range(len(grid.rows)):
        filled = [
            (column, cell)
            for column, cell in enumerate(grid.rows[row])
            if cell is not None and shown(cell).strip()
        ]
        if not filled or _is_heading(filled[-1][1]):
            continue
        column, key = filled[0]
        name = words.get(word_key(shown(key)).rstrip(":"))
        where = grid.place(row, column, "")
        value = Raw(grid.cell(row, column + 1), grid.place(row, column + 1, ""))
        if (row, column + 1) in grid.formulas_without_value:
            notes.problem("formula-without-value", value.where)
        elif name and name in found:
            notes.problem("key-repeated", where, found=shown(key))
        elif name:
            found[name] = value
        elif len(filled) > 1:
            near = "、".join(fields.nearest(word_key(shown(key)), words, 3)) or "-"
            notes.problem("key-unknown", where, found=shown(key), candidates=near)
    return found


def _is_heading(cell: object) -> bool:
    """Return whether a cell is the heading of the value column, or of remarks behind it."""
    return isinstance(cell, str) and word_key(cell) in {"内容", "值", "取值", "value", "填写内容"}


def _take_prices(
    rows: list[TableRow], document: Document, vocabulary: Vocabulary, notes: Notes
) -> None:
    """Sort the rows of 报价组成 into rates and other costs; a total row is passed over."""
    names = vocabulary.headings["price_rows"]
    for row in rows:
        raw = row.item.fields.get("name", Raw(None, row.item.where))
        key = word_key(raw.value) if isinstance(raw.value, str) else ""
        name = names.get(key)
        if {word_key(text) for text in row.texts} & vocabulary.grand_totals:
            notes.cleanup("remark-ignored", row.item.where, found=row.texts[0])
        elif name in RATE_NAMES:
            blank = Raw(None, row.item.where)
            given = {"rate": row.item.fields.get("rate", blank)}
            if "lot" in row.item.fields:
                given["lot"] = row.item.fields["lot"]
            item = Item(row.item.where, {"name": Raw(name, raw.where), **given})
            document.rates.append(item)
        else:
            rate = row.item.fields.get("rate", Raw(None, ""))
            if not rate.is_blank:
                notes.problem("rate-of-other-cost", rate.where, found=shown(raw.value))
            document.other_costs.append(row.item)
