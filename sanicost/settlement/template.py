"""The daily sheets of a contract to fill in: a sheet a month, a row a head, a column a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sanicost.core.period import Month
from sanicost.core.roster import Position, Roster
from sanicost.core.text import column_letters
from sanicost.settlement.daily_marks import days_of
from sanicost.settlement.words import AttendanceWords, Mark
from sanicost.writers.workbook.book import NO_CLOCK, OPTIONS, Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_TITLE, _LEGEND, _DAYS, _WEEKDAYS, _FIRST = range(5)
_SATURDAY = 5
_WIDTHS = {"序号": 5, "工号": 10, "姓名": 9, "岗位": 20, "包组": 9, "街道": 11}
_EXTRA_ROWS = 5
"""Blank rows below the heads of the contract: workers come and go within a month."""


@dataclass(frozen=True, kw_only=True)
class AttendanceTemplate:
    """What the sheets are made from."""

    roster: Roster
    words: AttendanceWords
    statutory: frozenset[date]

    @property
    def keys(self) -> list[str]:
        """The columns before the days: lot and street where the contract has them."""
        positions = self.roster.positions
        lots = ["包组"] if any(one.lot for one in positions) else []
        streets = ["街道"] if any(one.street for one in positions) else []
        return ["序号", "工号", "姓名", "岗位", *lots, *streets, "入职日期", "离职日期"]


def template_bytes(blank: AttendanceTemplate) -> bytes:
    """Return a workbook with a daily sheet for each month of the contract."""
    import xlsxwriter  # noqa: PLC0415 - only to write one

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": "考勤表", "created": NO_CLOCK})
        formats = _Formats(book)
        for month in blank.roster.period.all_months():
            _Month(book, formats, blank, month).write()
    return buffer.getvalue()


class _Formats:
    """The looks of a daily sheet."""

    def __init__(self, book: "Workbook") -> None:
        styles = Styles(book)
        box = {"border": 1, "border_color": "#808080", "font_name": "宋体", "font_size": 10}
        center = {**box, "align": "center", "valign": "vcenter"}
        self.title, self.note, self.head = map(styles.get, ("title", "remark", "heading"))
        self.open, self.total = styles.get("open-text"), styles.get("total-plain")
        self.day = book.add_format(center)
        self.rest = book.add_format({**center, "bg_color": "#D9D9D9"})
        self.statutory = book.add_format({**center, "bg_color": "#F8CBAD"})
        self.date = book.add_format({**box, "num_format": "yyyy-mm-dd"})


class _Month:
    """Writes the sheet of one month."""

    def __init__(
        self, book: "Workbook", formats: _Formats, blank: AttendanceTemplate, month: Month
    ) -> None:
        self._sheet: Any = book.add_worksheet(f"{month.year}年{month.number}月")
        self._formats = formats
        self._blank = blank
        self._month = month
        self._days = days_of(month)
        self._keys = blank.keys
        self._first_day = len(self._keys)

    def write(self) -> None:
        """Write title, legend, two rows of headings, and a row for each head."""
        project = self._blank.roster.project.name or ""
        title = f"{project}{self._month.year}年{self._month.number}月考勤表"
        self._sheet.write_string(_TITLE, 0, title, self._formats.title)
        self._sheet.write_string(_LEGEND, 0, self._legend(), self._formats.note)
        self._headings()
        rows = list(self._rows())
        for row, position in enumerate(rows, start=_FIRST):
            self._row(row, row - _FIRST + 1, position)
        self._checks(_FIRST, _FIRST + len(rows) - 1)
        self._print(len(rows))

    def _legend(self) -> str:
        """Return what each mark means, in the words by which it is read back."""
        meanings: dict[Mark, str] = {}
        for word, mark in self._blank.words.daily.meanings.items():
            meanings.setdefault(mark, word)
        shown = self._blank.words.daily.shown
        listed = "；".join(f"{shown[mark]}{meanings[mark]}" for mark in Mark)
        return f"图例：{listed}"

    def _rows(self) -> Iterator[Position | None]:
        """Yield the position of each row to fill in, None for a spare one."""
        for position in self._blank.roster.positions:
            yield from [position] * position.headcount
        yield from [None] * _EXTRA_ROWS

    def _headings(self) -> None:
        """Write the days with their weekdays, and the other headings over both rows."""
        weekdays = self._blank.words.daily.weekdays
        names = {number: word for word, number in reversed(list(weekdays.items()))}
        for column, heading in enumerate(self._keys):
            self._sheet.merge_range(_DAYS, column, _WEEKDAYS, column, heading, self._formats.head)
            self._sheet.set_column(column, column, _WIDTHS.get(heading, 11))
        for column, day in enumerate(self._days, start=self._first_day):
            look = self._look(day)
            self._sheet.write_number(_DAYS, column, day.day, look)
            self._sheet.write_string(_WEEKDAYS, column, names[day.weekday()], look)
        last = self._first_day + len(self._days)
        self._sheet.set_column(self._first_day, last - 1, 3.6)
        for column, heading in enumerate(self._after(), start=last):
            self._sheet.merge_range(_DAYS, column, _WEEKDAYS, column, heading, self._formats.head)
        self._sheet.set_column(last, last + len(self._after()) - 1, 9)

    @staticmethod
    def _after() -> Sequence[str]:
        """Return the headings behind the days."""
        return ("出勤天数", "法定节假日上班天数", "其中标“加”", "延长工时")

    def _look(self, day: date) -> object:
        """Return the look of a day: grey at the weekend, orange on a statutory day."""
        if day in self._blank.statutory:
            return self._formats.statutory
        return self._formats.rest if day.weekday() >= _SATURDAY else self._formats.day

    def _row(self, row: int, number: int, position: Position | None) -> None:
        """Write one row: the post of the contract, blank days, totals as formulas."""
        known = {"序号": str(number)}
        if position:
            known |= {"岗位": position.title}
            known |= {"包组": position.lot or "", "街道": position.street or ""}
        for column, heading in enumerate(self._keys):
            look = self._formats.date if heading.endswith("日期") else self._formats.open
            if text := known.get(heading):
                self._sheet.write_string(row, column, text, look)
            else:
                self._sheet.write_blank(row, column, None, look)
        for column, day in enumerate(self._days, start=self._first_day):
            self._sheet.write_blank(row, column, None, self._look(day))
        last = self._first_day + len(self._days)
        for column, formula in enumerate(self._totals(row), start=last):
            self._sheet.write_formula(row, column, formula, self._formats.total, 0)
        self._sheet.write_blank(row, last + len(self._after()) - 1, None, self._formats.open)

    def _totals(self, row: int) -> tuple[str, str, str]:
        """Return the formulas of days worked, on statutory days, and on rest days as marked."""
        first, last = self._at(row, 0), self._at(row, len(self._days) - 1)
        statutory = [
            self._at(row, number)
            for number, day in enumerate(self._days)
            if day in self._blank.statutory
        ]
        rest = self._blank.words.daily.shown[Mark.REST_DAY_WORKED]
        marked = f'COUNTIF({first}:{last},"{rest}")'
        marked += "".join(f'-COUNTIF({cell},"{rest}")' for cell in statutory)
        on_statutory = "+".join(self._worked(cell) for cell in statutory) or "0"
        return f"={self._worked(f'{first}:{last}')}", f"={on_statutory}", f"={marked}"

    def _worked(self, cells: str) -> str:
        """Return the formula of the days worked in some cells."""
        shown = self._blank.words.daily.shown
        whole = [shown[Mark.WORKED], shown[Mark.REST_DAY_WORKED]]
        counts = [f'COUNTIF({cells},"{mark}")' for mark in whole]
        return "+".join([*counts, f'COUNTIF({cells},"{shown[Mark.HALF]}")/2'])

    def _at(self, row: int, day: int) -> str:
        """Return the cell of a day, counted from 0."""
        return f"{column_letters(self._first_day + day + 1)}{row + 1}"

    def _checks(self, first: int, last: int) -> None:
        """Let only marks be entered for days, and only numbers of hours."""
        daily = self._blank.words.daily
        marks = list(daily.shown.values())
        marks += [key for key, mark in daily.marks.items()
                  if mark is Mark.PAID_LEAVE and len(key) == 1 and key not in marks]  # fmt: skip
        days = (first, self._first_day, last, self._first_day + len(self._days) - 1)
        self._sheet.data_validation(*days, {"validate": "list", "source": marks})
        hours = self._first_day + len(self._days) + len(self._after()) - 1
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        self._sheet.data_validation(first, hours, last, hours, rule)

    def _print(self, rows: int) -> None:
        """Print on A4 landscape, one page wide, the headings on every page."""
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(_DAYS, _WEEKDAYS)
        self._sheet.freeze_panes(_FIRST, 4)
        foot = "制表：　　　　审核：　　　　日期："
        self._sheet.write_string(_FIRST + rows + 1, 0, foot, self._formats.note)
