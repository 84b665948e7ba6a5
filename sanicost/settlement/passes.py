"""Settling: one pass over the attendance that reads, checks, prices and adds up, part by part.

Nothing is concluded before everything was read: what is wrong is said at once. An attendance that
fits is kept as a whole, so that its workbook can show every row; a longer one is forgotten part by
part, and only what its sums need stays.
"""

from typing import TYPE_CHECKING

from sanicost.core.notices import Assumption, Problem, Refused
from sanicost.core.period import Month
from sanicost.readers.document import Notes
from sanicost.settlement.against import PostSums
from sanicost.settlement.assumed import Blanks, readings, unconfirmed
from sanicost.settlement.attendance import Attendance, ReadingTerms
from sanicost.settlement.checks import CheckedRows, missing_months, problems_of_rows
from sanicost.settlement.findings import SettledPart, WorkerFindings, findings_of
from sanicost.settlement.leave import History, leave_pay
from sanicost.settlement.needed import FigureRead, figures_read, unknown_figures
from sanicost.settlement.settlement import (
    AMOUNTS,
    KEEP_ROWS,
    MOST_SHORT,
    Basis,
    SettledRows,
    Settlement,
    SettlementScope,
    Short,
)
from sanicost.settlement.spine import Spine, WorkerSet

if TYPE_CHECKING:
    import pandas as pd


class Pass:
    """One pass; `history` gives the wages before each month where they are known already."""

    def __init__(self, asked: SettlementScope, basis: Basis, history: History | None) -> None:
        self._asked = asked
        self._basis = basis
        self._notes = Notes()
        given = ReadingTerms(
            words=basis.words, statutory=basis.calendar.statutory, names=asked.names
        )
        self._attendance = Attendance(asked.files, basis.terms, given, self._notes)
        self._months = [month.ordinal for month in asked.months]
        self._spine = Spine(basis.terms)
        self._problems: list[Problem] = []
        self._kept: list[tuple[pd.DataFrame, pd.DataFrame]] | None = []
        self._known = history
        self.history = History(self._spine)
        self.has_leave = False
        self._sums = SettlementSums()
        self._read: dict[tuple[Month, str], FigureRead] = {}
        self._read_before: dict[tuple[Month, str], FigureRead] = {}

    @property
    def is_whole(self) -> bool:
        """Whether every row was kept, or its unused leave was paid from what was known."""
        return self._kept is not None or self._known is not None

    def run(self) -> None:
        """Read and price every part; raise Refused with all that is wrong."""
        if self._basis.sink:
            positions = self._basis.terms.roster.positions
            self._basis.sink.begin([position.title for position in positions])
        for rows in self._attendance.parts():
            self._take(rows)
            if self._basis.tell:
                self._basis.tell(self._spine.rows)
        self._refuse()
        if self._kept is not None:
            self._finish_kept(self._kept)

    def _take(self, rows: "pd.DataFrame") -> None:
        """Check and price a part; keep it as long as all fits."""
        checked = CheckedRows(attendance=self._attendance, rows=rows)
        self._problems += problems_of_rows(checked, self._basis.calendar)
        self._spine.add(rows)
        lines = self._basis.price(rows, self._basis.terms)
        self.has_leave |= bool((rows["unused_leave_days"] > 0).any())
        self.history.add(lines)
        self._note_figures(rows)
        if self._kept is not None and self._spine.rows <= KEEP_ROWS:
            self._kept.append((rows, lines))
            return
        waiting, self._kept = [*(self._kept or []), (rows, lines)], None
        for each in waiting:
            self._add(*each, self._known)

    def _note_figures(self, rows: "pd.DataFrame") -> None:
        """Note which figures the rows read, those of other months apart."""
        settled = rows["month"].isin(self._months)
        for found, part in ((self._read, rows[settled]), (self._read_before, rows[~settled])):
            for month, path, row in figures_read(part, self._basis.terms):
                found.setdefault((month, path), (month, path, row))

    def _refuse(self) -> None:
        """Raise Refused with everything that is wrong and not let through."""
        terms = self._basis.terms
        if not self._spine.rows and not self._notes.problems:
            names = "、".join(path.name for path in self._asked.files)
            self._notes.problem("settle-no-rows", names)
        self._problems = [
            *self._notes.problems,
            *self._problems,
            *self._spine.problems(self._attendance),
        ]
        if self._spine.rows:
            self._problems += missing_months(self._spine.present, terms, self._asked.months)
        refused = [one for one in self._problems if one.code not in self._asked.tolerate]
        if refused:
            raise Refused(refused)
        if unknown := unknown_figures(self._figures(), terms):
            raise Refused(unknown)

    def _figures(self) -> list[FigureRead]:
        """Return what the rows read; wages of other months count for unused leave alone."""
        before = self._read_before.values() if self.has_leave else ()
        return sorted([*self._read.values(), *before], key=lambda one: (one[0], one[1]))

    def _finish_kept(self, parts: "list[tuple[pd.DataFrame, pd.DataFrame]]") -> None:
        """Add up the rows that were kept, now that the wages of all of them are known."""
        for rows, lines in parts:
            self._add(rows, lines, self.history)

    def _add(self, rows: "pd.DataFrame", lines: "pd.DataFrame", history: History | None) -> None:
        """Add up a part: the rows of the months that are settled."""
        terms = self._basis.terms
        settled = rows["month"].isin(self._months)
        if not settled.all():
            rows, lines = rows[settled], lines[settled]
        lines["unused_leave"] = leave_pay(rows, lines, history, terms) if history else 0
        self._sums.add(
            SettledPart(rows=rows, lines=lines, terms=terms), keep=self._kept is not None
        )
        if self._basis.sink and len(rows):
            self._basis.sink.take(rows, lines, self._attendance.worker)

    def settlement(self) -> Settlement:
        """Return what the pass came to."""
        terms, sums = self._basis.terms, self._sums
        posts = sums.posts.posts(terms, self._asked.months)
        others = self._spine.rows - sums.rows
        assumptions = [
            *readings(terms),
            *sums.blanks.assumptions(),
            *unconfirmed(terms, self._figures()),
        ]
        if others:
            assumptions.append(Assumption(code="settle-other-months", params={"count": others}))
        cited = terms.standard.law.cited
        found = (
            *sums.findings.findings(self._attendance),
            *findings_of(terms, posts, self._attendance),
        )
        return Settlement(
            terms=terms,
            months=self._asked.months,
            attendance=self._attendance,
            rows=sums.rows,
            workers=len(sums.workers),
            totals=sums.totals,
            posts=posts,
            short=sums.short(),
            findings=tuple(map(cited, found)),
            assumptions=tuple(map(cited, assumptions)),
            cleanups=tuple(self._notes.cleanups),
            tolerated=tuple(self._problems),
            kept=sums.kept(self.history) if self._kept is not None else None,
        )


class SettlementSums:
    """Everything that is added up over the rows settled."""

    def __init__(self) -> None:
        self.rows = 0
        self.workers = WorkerSet()
        self.totals = dict.fromkeys(AMOUNTS, 0)
        self.posts = PostSums()
        self.findings = WorkerFindings()
        self.blanks = Blanks()
        self._short: list[tuple[pd.DataFrame, pd.DataFrame]] = []
        self._short_rows = 0
        self._kept: list[SettledPart] = []

    def add(self, part: SettledPart, *, keep: bool) -> None:
        """Add a part."""
        if not len(part.rows):
            return
        self.rows += len(part.rows)
        self.workers.add(part.rows["worker"].to_numpy())
        for name in AMOUNTS:
            self.totals[name] += int(part.lines[name].sum())
        self.posts.add(part.rows, part.lines)
        self.findings.add(part)
        self.blanks.add(part.rows)
        which = part.lines["short"] > 0
        if which.any() and self._short_rows < MOST_SHORT:
            self._short.append((part.rows[which], part.lines[which]))
            self._short_rows += int(which.sum())
        if keep:
            self._kept.append(part)

    def short(self) -> Short | None:
        """Return the first worker-months that were paid below the standard."""
        import pandas as pd  # noqa: PLC0415 - only a settlement pays for it

        if not self._short:
            return None
        rows, lines = (pd.concat(list(each)) for each in zip(*self._short, strict=True))
        return Short(rows=rows[:MOST_SHORT], lines=lines[:MOST_SHORT])

    def kept(self, history: History) -> SettledRows | None:
        """Return every row with its lines, None where there is none."""
        import pandas as pd  # noqa: PLC0415 - only a settlement pays for it

        if not self._kept:
            return None
        if len(self._kept) == 1:
            [only] = self._kept
            return SettledRows(rows=only.rows, lines=only.lines, history=history)
        rows = pd.concat([part.rows for part in self._kept])
        lines = pd.concat([part.lines for part in self._kept])
        return SettledRows(rows=rows, lines=lines, history=history)


def settle(asked: SettlementScope, basis: Basis) -> Settlement:
    """Return the settlement of a contract by the files of its attendance.

    Raises FileRefused where a file cannot be read, and Refused with all that is wrong in them.
    """
    first = Pass(asked, basis, history=None)
    first.run()
    if not first.has_leave or first.is_whole:
        return first.settlement()
    # The average before a month rests on rows that may stand anywhere: they are read once more.
    second = Pass(asked, basis, history=first.history)
    second.run()
    return second.settlement()
