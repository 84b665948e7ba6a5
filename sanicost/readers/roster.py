"""A file → a Roster, or every problem in it: the one entry to the readers."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sanicost import __version__
from sanicost.city.vocabulary import Vocabulary
from sanicost.core.figures import Row, Standard, in_short
from sanicost.core.notices import Assumption, Cleanup, Finding, Problem
from sanicost.core.period import Month
from sanicost.core.roster import Position, Prices, Roster
from sanicost.embedded.canonical import CanonicalInputs
from sanicost.readers.blocks import check_streets
from sanicost.readers.document import Document, FileRefused, Notes, refuse_many
from sanicost.readers.files import document_of_file, document_of_workbook
from sanicost.readers.names import checked_streets, outside_list, refuse_lots
from sanicost.readers.overrides import Known, overridden, read_figures_file, read_overrides
from sanicost.readers.positions import PositionReader
from sanicost.readers.project import Options, ProjectReader, beaten, read_prices
from sanicost.readers.samples import check_samples
from sanicost.readers.sheet_names import Skips
from sanicost.readers.totals import check_totals

if TYPE_CHECKING:
    from sanicost.embedded.reading import Reopened

_LONG_AGO = Month.of(1, 1)
"""Stands for today where the period is resolved already."""


class Read(NamedTuple):
    """A roster with what was corrected, what was assumed and what is wrong.

    Where there are problems, the roster holds what could be read. `is_dated` tells whether period
    and overrides could be, without which the law's limits cannot be looked up; `is_reopened`,
    whether all this is what a workbook of ours carries.
    """

    roster: Roster
    standard: Standard  # the figures that price the roster, its overrides laid over them
    cleanups: tuple[Cleanup, ...]
    assumptions: tuple[Assumption, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    is_dated: bool
    is_reopened: bool


def read_roster(
    path: Path, options: Options, standard: Standard, vocabulary: Vocabulary, today: Month
) -> Read:
    """Return the roster of a file, with all that is wrong in it.

    Raises FileRefused where the file cannot be read, Refused where it holds too many positions.
    """
    notes = Notes()
    skips = Skips(options.skip_sheets, may_be_missing=options.is_for_many)
    document = document_of_file(path, vocabulary, notes, skips)
    _refuse_older(document, path, options)
    refuse_many(len(document.positions))
    return _interpreted(_RosterReader(document, options, vocabulary, notes), standard, today)


def _refuse_older(document: Document, path: Path, options: Options) -> None:
    """Raise FileRefused for the workbook of a version before, unless it is to be priced anew.

    What it shows was worked out by another method: its inputs alone can be priced by ours.
    """
    reopened = document.reopened
    if reopened and reopened.version != __version__ and not options.refresh:
        versions = {"found": reopened.version, "ours": __version__}
        raise FileRefused("carried-older", path.name, **versions)


def reopen(inputs: CanonicalInputs, path: Path, standard: Standard, vocabulary: Vocabulary) -> Read:
    """Return the roster that a workbook carries, priced as it was then.

    Raises FileRefused where what it carries is no roster.
    """
    notes = Notes()
    document = document_of_workbook(inputs, path)
    reader = _RosterReader(document, Options(), vocabulary, notes)
    return _interpreted(reader, standard, _LONG_AGO)


def _interpreted(reader: "_RosterReader", standard: Standard, today: Month) -> Read:
    """Return what the document of a reader gives."""
    notes, carried = reader.notes, reader.carried
    standard = replace(carried.standard, law=standard.law) if carried else standard
    before = len(notes.problems)
    overrides = reader.overrides(standard)
    period = reader.project.period(today)
    is_dated = len(notes.problems) == before
    positions = reader.positions()
    project, prices = reader.project.project(), reader.prices(positions)
    reader.check_samples(positions, prices)
    roster = Roster(
        project=project,
        period=period,
        seniority_growth=reader.project.growth(),
        statutory_days=reader.project.statutory_days(positions),
        positions=positions,
        prices=prices,
        overrides=overrides,
        usual=reader.usual(),
        relief_words=reader.words.relief_words,
        indoor_words=reader.words.indoor_words,
        sample_words=reader.words.sample_words,
        compared=reader.words.compared,
        leave_days=reader.words.leave_days,
    )
    return Read(
        roster=roster,
        standard=overridden(standard, overrides),
        cleanups=tuple(notes.cleanups),
        assumptions=tuple(reader.assumptions),
        findings=tuple(notes.findings),
        problems=tuple(notes.problems),
        is_dated=is_dated,
        is_reopened=reader.is_reopened,
    )


def usual_worker(vocabulary: Vocabulary) -> Position:
    """Return a full-time worker with all defaults."""
    pattern = vocabulary.patterns[vocabulary.default_pattern]
    return Position(
        where="",
        title="",
        post_class=1,
        headcount=1,
        seniority_years=vocabulary.default_seniority_years,
        work_pattern=pattern.name,
        work_days=pattern.work_days,
        rest_days_worked=pattern.rest_days_worked,
        statutory_days_worked=pattern.statutory_days_worked,
    )


class _RosterReader:
    """Interprets one document, section by section."""

    def __init__(
        self, document: Document, options: Options, vocabulary: Vocabulary, notes: Notes
    ) -> None:
        self._document = document
        self._options = options
        self._vocabulary = vocabulary
        self.notes = notes
        self._reopened = document.reopened
        self.assumptions = list(self._reopened.assumptions) if self._reopened else []
        self.notes.cleanups += self._reopened.cleanups if self._reopened else []
        self.notes.findings += self._reopened.findings if self._reopened else []
        self.project = ProjectReader(document, options, vocabulary, notes, self.assumptions)

    @property
    def is_reopened(self) -> bool:
        """Whether the document is what a workbook of ours carries."""
        return self._reopened is not None

    @property
    def carried(self) -> "Reopened | None":
        """What a workbook carries besides its roster, unless today's figures are asked for."""
        return None if self._options.refresh else self._reopened

    def usual(self) -> Position | None:
        """Return the worker with whom unit costs are compared."""
        return self.carried.usual if self.carried else usual_worker(self._vocabulary)

    @property
    def words(self) -> "Reopened | Vocabulary":
        """What holds the city's words that stand in titles."""
        return self.carried or self._vocabulary

    def positions(self) -> tuple[Position, ...]:
        """Return all positions; no positions at all, or only some with a lot, are problems."""
        positions = self._reopened.positions if self._reopened else self._read_positions()
        if not positions and not self.notes.problems:
            self.notes.problem("positions-missing", self._document.positions_place)
        refuse_lots(positions, self._vocabulary, self.notes)
        return positions

    def _read_positions(self) -> tuple[Position, ...]:
        """Return the positions of a roster file, each title looked up in the annex."""
        reader = PositionReader(self._vocabulary, self.notes)
        read = [reader.read(item) for item in self._document.positions]
        self.assumptions += reader.assumptions()
        if counted := self._document.counted:
            check_totals(counted, reader.heads, self.notes)
        positions = checked_streets(read, self._vocabulary, self.notes)
        self.assumptions += outside_list(positions, self._vocabulary)
        has_parts = counted is not None and counted.has_parts
        check_streets(positions, self.notes, has_parts=has_parts)
        return positions

    def check_samples(self, positions: tuple[Position, ...], prices: Prices) -> None:
        """Note what of a blank roster's samples is left: that is a workbook, as no .yaml is.

        A workbook of ours carries the note.
        """
        if self._reopened or self._document.counted is None:
            return
        check_samples(
            positions,
            prices.other_costs,
            self._vocabulary,
            self.notes,
            is_blank_roster=self._document.mentions_samples,
        )

    def prices(self, positions: tuple[Position, ...]) -> Prices:
        """Return other costs and rates."""
        lots = dict.fromkeys(position.lot for position in positions if position.lot)
        return read_prices(self._document, lots, self._vocabulary, self.notes)

    def overrides(self, standard: Standard) -> Mapping[str, tuple[Row, ...]]:
        """Return the overrides; those of the option replace those of the roster by figure."""
        known = Known(standard, self._vocabulary)
        own = read_overrides(self._document.figures, known, self.notes)
        if self._options.figures is None:
            return own
        given = read_figures_file(self._options.figures, known, self.notes)
        for path in [path for path in given if path in own]:
            old, new = (
                "；".join(in_short(row.value) for row in rows[path]) for rows in (own, given)
            )
            beaten(self.assumptions, {"name": f"--figures {path}", "old": old, "found": new})
        return {**own, **given}
