"""The tables of the tender clauses: posts, lines, incentives, lots, changes. Money as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sanicost.core.rules import EMPLOYER_LINES, INCENTIVE_LINES, WAGE_LINES
from sanicost.core.text import money
from sanicost.i18n import label
from sanicost.i18n.figures import part_name
from sanicost.writers.clauses.posts import PostGroup, posts
from sanicost.writers.clauses.told import Told
from sanicost.writers.workbook.sensitivity import change_words

_WIDTH = 156.0
"""The text's width on the page in millimetres, which a table of lines fills."""

Rows: TypeAlias = Sequence[Sequence[str]]


@dataclass(frozen=True)
class ClauseTable:
    """A caption, headings with the width of each column in millimetres, rows, and a note."""

    caption: str
    headings: Sequence[tuple[str, float]]
    rows: Rows
    note: str
    is_small: bool = False


@dataclass(frozen=True)
class FilledTable:
    """The rows of a table, with the headings of columns that only the tender decides."""

    rows: Rows
    lines: Sequence[str] = ()


def _posts(told: Told, listed: Sequence[PostGroup]) -> FilledTable:
    """Return heads and unit cost of each post, segment by segment where they change."""
    rows = []
    for post in listed:
        what = (post.name, part_name(str(post.post_class), "zh"), str(post.heads))
        for amounts in _changes(told, post):
            rows.append((*what, *amounts))
            what = ("", "", "")
    return FilledTable(rows)


def _changes(told: Told, post: PostGroup) -> list[tuple[str, ...]]:
    """Return month and amounts of the first segment, and of each that differs from the last."""
    found: list[tuple[str, ...]] = []
    for segment in told.result.estimate.segments:
        sums = (segment.amounts[name][post.first] for name in ("income", "employer", "unit_cost"))
        row = (told.month(segment.start), *map(money, sums))
        if not found or found[-1][1:] != row[1:]:
            found.append(row)
    return found


def _wages(told: Told, listed: Sequence[PostGroup]) -> FilledTable:
    """Return the wage lines of each post in the first segment."""
    return _lines(told, listed, WAGE_LINES, ("income",))


def _employer(told: Told, listed: Sequence[PostGroup]) -> FilledTable:
    """Return the employer's lines of each post in the first segment."""
    return _lines(told, listed, EMPLOYER_LINES, ("employer", "unit_cost"))


def _lines(
    told: Told, listed: Sequence[PostGroup], lines: Sequence[str], sums: Sequence[str]
) -> FilledTable:
    """Return lines and sums of each post; a line that pays nobody is left out."""
    amounts = told.result.estimate.segments[0].amounts
    names = [*(name for name in lines if any(amounts[name])), *sums]
    rows = [(post.name, *(money(amounts[name][post.first]) for name in names)) for post in listed]
    headings = (
        told.wording.say("averaged", name=label(name, "zh"))
        if name in told.wording.averages
        else label(name, "zh")
        for name in names
    )
    return FilledTable(rows, tuple(headings))


def _incentives(told: Told, _: Sequence[PostGroup]) -> FilledTable:
    """Return who is owed which incentive, at the first amount that it is priced with."""
    segments = told.result.estimate.segments
    heads: dict[tuple[str, str, int], int] = {}
    for index, position in enumerate(told.positions):
        for line in INCENTIVE_LINES:
            amounts = (segment.amounts[line][index] for segment in segments)
            if fen := next(filter(None, amounts), 0):
                key = (position.title, _incentive(told, line, getattr(position, line)), fen)
                heads[key] = heads.get(key, 0) + position.headcount
    rows = ((title, str(count), what, money(fen)) for (title, what, fen), count in heads.items())
    return FilledTable(tuple(rows))


def _incentive(told: Told, line: str, value: object) -> str:
    """Return the name of an incentive, with the grade that it is paid for."""
    name = label(line, "zh")
    return told.wording.say("named", name=name, what=value) if isinstance(value, str) else name


def _lots(told: Told, _: Sequence[PostGroup]) -> FilledTable:
    """Return heads, basic cost and ceiling of each lot; no row without lots."""
    estimate, price = told.result.estimate, told.result.price
    if not estimate.roster.lots:
        return FilledTable(())
    rows = []
    for part in price.parts:
        heads = sum(told.positions[index].headcount for index in estimate.indices(part.lot))
        rows.append((str(part.lot), str(heads), money(part.labour_cost), money(part.ceiling)))
    total = sum(position.headcount for position in told.positions)
    sums = (money(price.labour_cost), money(price.ceiling))
    return FilledTable((*rows, (told.wording.phrases["total"], str(total), *sums)))


def _sensitivity(told: Told, _: Sequence[PostGroup]) -> FilledTable:
    """Return what each change of a figure or of the heads does to the ceiling."""
    rows = []
    for one in told.result.scenarios:
        change = one.ceiling - told.result.price.ceiling
        rows.append((change_words(told.result, one), money(change)))
    return FilledTable(rows)


_FILL: Mapping[str, Callable[[Told, Sequence[PostGroup]], FilledTable]] = {
    "posts": _posts,
    "wages": _wages,
    "employer": _employer,
    "incentives": _incentives,
    "lots": _lots,
    "sensitivity": _sensitivity,
}
COLUMNS: Mapping[str, int] = {
    "posts": 7,
    "wages": 1,
    "employer": 1,
    "incentives": 4,
    "lots": 4,
    "sensitivity": 2,
}
"""The columns of each table whose words a city gives; the lines of the law follow theirs."""


def filled(told: Told) -> dict[str, FilledTable]:
    """Return the rows of the tables that a tender has, in the order of its wording."""
    order = (name for section in told.wording.sections for name in section.tables)
    listed = posts(told)
    rows = {name: _FILL[name](told, listed) for name in order}
    return {name: one for name, one in rows.items() if one.rows}


def laid_out(told: Told, name: str, one: FilledTable, known: Mapping[str, str]) -> ClauseTable:
    """Return a table with its words; columns of lines share what is left by their longest text."""
    words = told.wording.tables[name]
    left = _WIDTH - sum(width for _, width in words.columns)
    longest = [max(map(len, column)) for column in zip(*one.rows, strict=True)]
    lengths = longest[len(words.columns) :]
    more = [
        (heading, left * length / sum(lengths))
        for heading, length in zip(one.lines, lengths, strict=True)
    ]
    text = words.caption.format_map(known)
    caption = told.wording.say("caption", table=told.tables[name], text=text)
    return ClauseTable(caption, (*words.columns, *more), one.rows, words.note, is_small=bool(more))
