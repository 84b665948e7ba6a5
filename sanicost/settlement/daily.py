"""The daily sheet 考勤表, a row a worker and a column a day → rows of the attendance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sanicost.city.vocabulary import word_key
from sanicost.core.notices import Finding, Params, Severity
from sanicost.core.period import Month
from sanicost.core.text import plain
from sanicost.readers import fields
from sanicost.readers.document import Notes, Raw
from sanicost.settlement.columns import DAYS, day_of, exact
from sanicost.settlement.daily_layout import DailyTable, blocks_of
from sanicost.settlement.daily_marks import Counts, MonthOfMarks, counted
from sanicost.settlement.sheets import SheetGrid, is_total, refuse_cells, series
from sanicost.settlement.tables import RawTable, sheet_place
from sanicost.settlement.terms import BLANK
from sanicost.settlement.words import AttendanceWords, Mark

_COUNTED = ("days_worked", "rest_days_worked", "statutory_days_worked", "paid_days")


@dataclass
class DailyNotes:
    """What daily sheets tell besides the rows: findings, days worked on end, and names."""

    findings: list[Finding] = field(default_factory=list)
    worked_on: dict[str, set[date]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DailyReader:
    """Reads daily sheets; `titles` are those of the contract's positions."""

    words: AttendanceWords
    titles: Sequence[str]
    statutory: frozenset[date]
    notes: Notes
    told: DailyNotes
    names: bool = False

    def tables(self, sheet: SheetGrid) -> Iterator[RawTable]:
        """Yield a table for each block of a sheet that is a daily sheet."""
        is_daily = False
        for block in blocks_of(sheet, self.words.daily, self.notes):
            is_daily = True
            if table := self._table(block):
                yield table
        if not is_daily and sheet.rows:
            self.notes.cleanup("sheet-ignored", f"{sheet.file} {sheet.name}")

    def _table(self, block: DailyTable) -> RawTable | None:
        """Return one block as a table; what it lacks as a whole is a problem once."""
        month = block.month
        place = block.sheet.where(block.head, 0)
        if month is None:
            self.notes.problem("settle-sheet-month-missing", place)
        for name in ("worker_id", "overtime_hours"):
            if name not in block.fields:
                label = self.words.labels[name]
                self.notes.problem("settle-column-missing", place, column=label)
        if month is None or "worker_id" not in block.fields:
            return None
        rows = [row for row in block.rows if self._is_worker(block, row)]
        self._refuse(block, rows)
        read = [self._row(block, month, row) for row in rows]
        columns = {name: series([one[name] for one in read]) for name in read[0]} if read else {}
        letters = dict(block.totals) | dict(block.fields)
        for name in _COUNTED:
            letters.setdefault(name, block.days[1])
        numbers = [row + 1 for row in rows]
        where = sheet_place(block.sheet.file, block.sheet.name, numbers, letters)
        return RawTable(columns=columns, place=where, rows=len(rows))

    def _refuse(self, block: DailyTable, rows: Sequence[int]) -> None:
        """Note cells of the block that hold nothing to be read."""
        used = [*block.days.values(), *block.fields.values(), *block.totals.values()]
        refuse_cells(block.sheet, rows, used, self.notes)

    def _is_worker(self, block: DailyTable, row: int) -> bool:
        """Return whether a row is a worker's; marks without a number are a problem."""
        sheet = block.sheet
        texts = [sheet.text(row, column) for column in range(sheet.width())]
        if not any(texts) or is_total(texts, self.words):
            return False
        has_marks = any(self._mark(block, row, column) for column in block.days.values())
        worker = sheet.text(row, block.fields["worker_id"])
        if not worker and has_marks:
            where = sheet.where(row, block.fields["worker_id"])
            self.notes.problem("settle-blank", where, column=self.words.labels["worker_id"])
        # A line for signatures below the table is no worker's.
        return bool(worker) and (has_marks or not any(sign in worker for sign in ":："))

    def _mark(self, block: DailyTable, row: int, column: int) -> Mark | None:
        """Return the mark of a cell, None for a blank and for one that nobody knows."""
        key = word_key(block.sheet.text(row, column))
        return block.legend.get(key) or self.words.daily.marks.get(key)

    def _row(self, block: DailyTable, month: Month, row: int) -> dict[str, object]:
        """Return one worker's month as the attendance has it."""
        sheet = block.sheet
        worker = sheet.text(row, block.fields["worker_id"])
        entry, left = (self._day(block, row, name) for name in ("entry_date", "exit_date"))
        marks = MonthOfMarks(
            month=month, marks=self._marks(block, month, row), entry=entry, exit=left
        )
        counts = counted(marks, self.statutory)
        self._control(block, row, counts)
        self._tell(worker, marks, counts, sheet.where(row, block.days[1]))
        if self.names and "name" in block.fields:
            self.told.names.setdefault(worker, sheet.text(row, block.fields["name"]))
        found: dict[str, object] = {
            "worker_id": sheet.cell(row, block.fields["worker_id"]),
            "month": str(month),
            "position": self._said(block, row, "position") or self._only_title(block),
            "lot": self._said(block, row, "lot"),
            "street": self._said(block, row, "street"),
            "days_worked": counts.days_worked,
            "rest_days_worked": counts.rest_days_worked,
            "statutory_days_worked": counts.statutory_days_worked,
            "paid_days": counts.paid_days,
        }
        if "overtime_hours" in block.fields:
            found["overtime_hours"] = sheet.cell(row, block.fields["overtime_hours"])
        return found

    def _marks(self, block: DailyTable, month: Month, row: int) -> list[Mark | None]:
        """Return the mark of each day; an unknown mark, or one outside the month, is a problem."""
        found: list[Mark | None] = [None] * month.last_day.day
        for day, column in block.days.items():
            text = block.sheet.text(row, column)
            where = block.sheet.where(row, column)
            if not text:
                continue
            if day > len(found):
                self.notes.problem("settle-mark-outside-month", where, found=text, month=str(month))
                continue
            found[day - 1] = self._mark(block, row, column)
            if found[day - 1] is None:
                known = " ".join(self.words.daily.shown.values())
                self.notes.problem("settle-mark-unknown", where, found=text, known=known)
        return found

    def _day(self, block: DailyTable, row: int, name: str) -> date | None:
        """Return a day of a worker's employment."""
        if name not in block.fields:
            return None
        notes = Notes()
        column = block.fields[name]
        ordinal = day_of(exact(block.sheet.cell(row, column)), notes)
        for problem in notes.problems:
            self.notes.problem(problem.code, block.sheet.where(row, column), **problem.params)
        return None if ordinal == BLANK else date.fromordinal(ordinal)

    def _said(self, block: DailyTable, row: int, name: str) -> str:
        """Return what the row, else the head of the sheet, says of the post."""
        column = block.fields.get(name)
        own = "" if column is None else block.sheet.text(row, column)
        return own or block.of_sheet.get(name, "")

    def _only_title(self, block: DailyTable) -> str:
        """Return the post of a sheet that names none: the sheet's name, else the only post."""
        if word_key(block.sheet.name) in map(word_key, self.titles):
            return block.sheet.name
        return self.titles[0] if len(self.titles) == 1 else ""

    def _control(self, block: DailyTable, row: int, counts: Counts) -> None:
        """Hold the printed totals against what the marks give."""
        overtime = counts.rest_days_worked, counts.rest_days_worked + counts.statutory_days_worked
        right: dict[str, Iterable[Decimal | None]] = {
            "days_worked": (counts.days_worked,),
            # 加班天数 is printed with and without the statutory days; either way it foots.
            "rest_days_worked": overtime,
            "statutory_days_worked": (counts.statutory_days_worked,),
            "paid_days": (counts.paid_days,),
        }
        for name, column in block.totals.items():
            raw = Raw(exact(block.sheet.cell(row, column)), block.sheet.where(row, column))
            printed = fields.number(raw, DAYS, self.notes)
            expected = tuple(right[name])
            if printed is None or printed in expected or expected[0] is None:
                continue
            params = {
                "column": self.words.labels[name],
                "found": plain(printed),
                "expected": plain(expected[0]),
            }
            self.notes.problem("settle-totals-differ", raw.where, **params)

    def _tell(self, worker: str, marks: MonthOfMarks, counts: Counts, where: str) -> None:
        """Note what should be looked at in a worker's month."""
        self.told.worked_on.setdefault(worker, set()).update(counts.worked_on)
        month = str(marks.month)
        if marks.is_unclear():
            self._find("settle-employment-unclear", where, worker=worker, month=month)
        if counts.by_marks is not None and counts.by_marks != counts.by_calendar:
            by_marks, by_calendar = plain(counts.by_marks), plain(counts.by_calendar)
            self._find(
                "settle-rest-days-differ",
                where,
                worker=worker,
                month=month,
                found=by_marks,
                expected=by_calendar,
            )
        if counts.sick_days:
            days = counts.sick_days
            self._find("settle-sick-days", where, "info", worker=worker, month=month, days=days)

    def _find(
        self, code: str, where: str, severity: Severity = "warning", **params: str | int
    ) -> None:
        """Note a finding."""
        found = Finding(code=code, where=where, severity=severity, params=params)
        self.told.findings.append(found)


def worked_on_end(told: DailyNotes, longest: int) -> Iterator[Finding]:
    """Yield runs of days worked without one off, of more days than `longest`, across months."""
    for worker, days in told.worked_on.items():
        run: list[date] = []
        for day in [*sorted(days), None]:
            if run and day is not None and (day - run[-1]).days == 1:
                run.append(day)
                continue
            if len(run) > longest:
                params: Params = {
                    "worker": worker,
                    "first": run[0].isoformat(),
                    "last": run[-1].isoformat(),
                    "days": len(run),
                }
                yield Finding(code="settle-days-on-end", severity="warning", params=params)
            run = [] if day is None else [day]
