"""Where things stand on a daily sheet: its blocks, their days, headings, month, post and legend."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sanicost.city.vocabulary import word_key
from sanicost.core.notices import Params
from sanicost.core.period import Month
from sanicost.readers.document import Notes
from sanicost.settlement.sheets import SheetGrid, day_columns
from sanicost.settlement.words import DailyWords, Mark

_YEAR_AND_MONTH = re.compile(r"(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})(?!\d)")
_YEAR, _MONTH = re.compile(r"(?<!\d)(\d{4})\s*年"), re.compile(r"(?<!\d)(\d{1,2})\s*月")
_PARTS = re.compile(r"\s{2,}|　+|\n")
_ITEMS = re.compile(r"[；;，,、\s]+")
_BETWEEN = re.compile(r"\s*[=＝:：—-]+\s*")
_MONTHS = range(1, 13)
_MARK_LENGTH = 2


@dataclass(frozen=True, kw_only=True)
class DailyTable:
    """One table of a daily sheet: rows and columns count from 0, `days` from day to column."""

    sheet: SheetGrid
    month: Month | None
    days: Mapping[int, int]
    fields: Mapping[str, int]
    totals: Mapping[str, int]
    of_sheet: Mapping[str, str]
    legend: Mapping[str, Mark]
    head: int
    rows: range


def blocks_of(sheet: SheetGrid, words: DailyWords, notes: Notes) -> Iterator[DailyTable]:
    """Yield the tables of a sheet, each below its own row of days; none for any other sheet."""
    heads = [row for row in range(len(sheet.rows)) if day_columns(sheet, row)]
    legend = _legend(sheet, words, notes)
    above = 0
    for head, next_head in zip(heads, [*heads[1:], len(sheet.rows)], strict=True):
        days = day_columns(sheet, head)
        weekdays = next((r for r in (head + 1, head - 1) if _weekdays(sheet, r, days, words)), None)
        first = max(head, weekdays if weekdays is not None else head) + 1
        fields, totals = _headings(sheet, head, days, words)
        title = [sheet.text(row, column) for row in range(above, head + 1)
                 for column in range(sheet.width())]  # fmt: skip
        month = _month([*title, sheet.name, sheet.file])
        block = DailyTable(
            sheet=sheet,
            month=month,
            days=days,
            fields=fields,
            totals=totals,
            of_sheet=_of_sheet(sheet, range(above, head), words),
            legend=legend,
            head=head,
            rows=range(first, next_head),
        )
        if month is not None and weekdays is not None:
            _refuse_other_month(block, month, weekdays, words, notes)
        yield block
        above = first


def _weekdays(sheet: SheetGrid, row: int, days: Mapping[int, int], words: DailyWords) -> bool:
    """Return whether a row gives the weekdays of most days."""
    named = [word_key(sheet.text(row, column)) in words.weekdays for column in days.values()]
    return 2 * sum(named) > len(named)


def _refuse_other_month(
    block: DailyTable, month: Month, row: int, words: DailyWords, notes: Notes
) -> None:
    """Note weekdays that are not those of the month: the sheet is of another one."""
    sheet = block.sheet
    for day, column in block.days.items():
        given = words.weekdays.get(word_key(sheet.text(row, column)))
        if day <= month.last_day.day and given is not None:
            right = date(month.year, month.number, day).weekday()
            if given != right:
                found = sheet.text(row, column)
                params: Params = {"month": str(month), "day": day, "found": found}
                notes.problem("settle-weekday-wrong", sheet.where(row, column), **params)
                return


def _headings(
    sheet: SheetGrid, head: int, days: Mapping[int, int], words: DailyWords
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the columns of fields and of printed totals; a heading may span two rows."""
    fields: dict[str, int] = {}
    totals: dict[str, int] = {}
    taken = set(days.values())
    for column in range(sheet.width()):
        if column in taken:
            continue
        for row in (head - 1, head, head + 1):
            key = word_key(sheet.text(row, column))
            for known, found in ((words.headings, fields), (words.totals, totals)):
                name = known.get(key) or known.get(key.partition("(")[0])
                if name:
                    found.setdefault(name, column)
    return fields, totals


def _month(texts: Iterable[str]) -> Month | None:
    """Return the month that a title, the sheet's name or the file's name gives."""
    listed = list(texts)
    for text in listed:
        found = _YEAR_AND_MONTH.search(text)
        if found and int(found[2]) in _MONTHS:
            return Month.of(int(found[1]), int(found[2]))
    year = next((found for text in listed if (found := _YEAR.search(text))), None)
    month = next((found for text in listed if (found := _MONTH.search(text))), None)
    if year and month and int(month[1]) in _MONTHS:
        return Month.of(int(year[1]), int(month[1]))
    return None


def _of_sheet(sheet: SheetGrid, rows: range, words: DailyWords) -> dict[str, str]:
    """Return post, lot and street where the head of the sheet names them for all of its rows."""
    found: dict[str, str] = {}
    for row in rows:
        for column in range(sheet.width()):
            for part in _PARTS.split(sheet.text(row, column)):
                label, _, value = part.replace("：", ":").partition(":")
                for name in ("position", "lot", "street"):
                    if word_key(label) in words.of_sheet[name]:
                        found.setdefault(name, value.strip() or _beside(sheet, row, column))
    return {name: value for name, value in found.items() if value}


def _beside(sheet: SheetGrid, row: int, column: int) -> str:
    """Return the next text to the right of a cell."""
    texts = (sheet.text(row, other) for other in range(column + 1, sheet.width()))
    return next((text for text in texts if text), "")


def _legend(sheet: SheetGrid, words: DailyWords, notes: Notes) -> dict[str, Mark]:
    """Return what the sheet's own legend calls its marks."""
    legend: dict[str, Mark] = {}
    for row in range(len(sheet.rows)):
        for column in range(sheet.width()):
            label, _, rest = sheet.text(row, column).replace("：", ":").partition(":")
            if word_key(label) in words.of_sheet["legend"]:
                texts = [rest, *(sheet.text(row, c) for c in range(column + 1, sheet.width()))]
                items = [item for text in texts for item in _ITEMS.split(text) if item]
                for pair in _pairs(items, words):
                    _take(legend, pair, words, notes, sheet.where(row, column))
                break
    return legend


def _pairs(items: Sequence[str], words: DailyWords) -> Iterator[tuple[str, str]]:
    """Yield marks with what a legend calls them: `√出勤`, `√＝出勤`, `出勤√`, `√ 出勤`."""
    waiting = ""
    for item in items:
        left, between, right = _parted(item)
        if between:
            yield left, right
        elif waiting and word_key(item) in words.meanings:
            yield waiting, item
        elif word_key(item[1:]) in words.meanings:
            yield item[0], item[1:]
        elif word_key(item[:-1]) in words.meanings:
            yield item[-1], item[:-1]
        waiting = item if len(item) <= _MARK_LENGTH and not between else ""


def _parted(item: str) -> tuple[str, str, str]:
    """Return the two sides of a sign of equality, and the sign."""
    found = _BETWEEN.search(item)
    if not found or found.start() == 0 or found.end() == len(item):
        return item, "", ""
    return item[: found.start()], found[0], item[found.end() :]


def _take(
    legend: dict[str, Mark], pair: tuple[str, str], words: DailyWords, notes: Notes, where: str
) -> None:
    """Take one mark of a legend; a mark of ours with an unknown meaning is a problem."""
    mark, meaning = pair
    if word_key(meaning) in words.meanings:
        legend[word_key(mark)] = words.meanings[word_key(meaning)]
    elif word_key(mark) in words.meanings:
        legend[word_key(meaning)] = words.meanings[word_key(mark)]
    elif word_key(mark) in words.marks:
        notes.problem("settle-legend-unknown", where, mark=mark, found=meaning)
