"""A file → a Roster, or every problem in it: the one entry to the readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sanicost.core.figures import Row, Standard
from sanicost.core.notices import Assumption, Cleanup, Problem
from sanicost.core.period import Month, Period
from sanicost.core.roster import Growth, Position, Prices, Project, Roster
from sanicost.readers import fields
from sanicost.readers.csv_file import read_csv
from sanicost.readers.document import Document, FileRefused, Notes, Raw
from sanicost.readers.overrides import read_overrides
from sanicost.readers.positions import PositionReader
from sanicost.readers.prices import read_prices
from sanicost.readers.sheets import read_sheets
from sanicost.readers.streets import MAX_LOT_NAME, checked_streets, names_sheet, outside_list
from sanicost.readers.yaml_file import figure_items, read_tree, read_yaml
from sanicost.vocabulary import ALL, Vocabulary, word_key

DEFAULT_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the command line says; an option beats the roster."""

    start: str | None = None
    months: str | None = None
    as_of: str | None = None
    figures: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Read:
    """A roster with what was put right, what was assumed and what is wrong.

    Where there are problems, the roster holds what could be read. `is_dated` tells whether period
    and overrides could be, without which the law's limits cannot be looked up.
    """

    roster: Roster
    cleanups: tuple[Cleanup, ...]
    assumptions: tuple[Assumption, ...]
    problems: tuple[Problem, ...]
    is_dated: bool


def read_roster(
    path: Path, options: Options, standard: Standard, vocabulary: Vocabulary, today: Month
) -> Read:
    """Return the roster of a file, with all that is wrong in it.

    Raises FileRefused where the file cannot be read.
    """
    notes = Notes()
    document = _document(path, vocabulary, notes)
    reader = _RosterReader(document, options, vocabulary, notes)
    before = len(notes.problems)
    overrides = reader.overrides(standard)
    period = reader.period(today)
    is_dated = len(notes.problems) == before
    positions = reader.positions()
    roster = Roster(
        project=reader.project(),
        period=period,
        seniority_growth=reader.growth(),
        positions=positions,
        prices=reader.prices(positions),
        overrides=overrides,
        usual=_usual(vocabulary),
        relief_words=vocabulary.relief_words,
    )
    return Read(
        roster=roster,
        cleanups=tuple(notes.cleanups),
        assumptions=tuple(reader.assumptions),
        problems=tuple(notes.problems),
        is_dated=is_dated,
    )


def _document(path: Path, vocabulary: Vocabulary, notes: Notes) -> Document:
    """Return what the file says, by its ending."""
    try:
        if not path.exists():
            raise FileRefused("file-missing", str(path))
        if path.is_dir():
            raise FileRefused("file-is-folder", str(path))
        match path.suffix.lower():
            case ".yaml" | ".yml":
                return read_yaml(path, vocabulary, notes)
            case ".csv":
                return read_sheets({"positions": read_csv(path, notes)}, vocabulary, notes)
            case ".xlsx" | ".xlsm":
                from sanicost.readers.xlsx_file import read_xlsx  # noqa: PLC0415 - only .xlsx pays

                grids = read_xlsx(path, vocabulary.headings["sheets"], notes)
                return read_sheets(grids, vocabulary, notes)
            case ".xls":
                raise FileRefused("file-old-xls", path.name)
    except OSError as error:
        raise FileRefused("file-unreadable", path.name, found=str(error.strerror)) from None
    raise FileRefused("file-kind-unknown", path.name, found=path.suffix or "-")


def _usual(vocabulary: Vocabulary) -> Position:
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
        self._notes = notes
        self.assumptions: list[Assumption] = []

    def _raw(self, name: str) -> Raw:
        """Return a field of the project, blank where it is not given."""
        return self._document.project.get(name, Raw(None, f"project.{name}"))

    def _choice(self, name: str) -> str | None:
        return fields.choice(self._raw(name), self._vocabulary.choices[name], self._notes)

    def project(self) -> Project:
        """Return what is said of the tender as a whole."""
        return Project(
            name=fields.text(self._raw("name"), self._notes),
            buyer=fields.text(self._raw("buyer"), self._notes),
            level=self._choice("level"),
            budget=fields.number(self._raw("budget"), fields.MONEY, self._notes),
        )

    def growth(self) -> Growth:
        """Return whether seniority grows; by default it does not (specification §8)."""
        return Growth(self._choice("seniority_growth") or Growth.NONE)

    def period(self, today: Month) -> Period:
        """Return the period; by default twelve months from the next January (§2)."""
        start = fields.month(self._given("start"), self._notes)
        months = fields.number(self._given("months"), fields.MONTHS, self._notes)
        as_of = fields.month(self._given("as_of"), self._notes)
        return Period(
            start=start or Month.of(today.year + 1, 1),
            months=DEFAULT_MONTHS if months is None else int(months),
            as_of=as_of,
        )

    def _given(self, name: str) -> Raw:
        """Return an option where there is one, else the roster's own field."""
        own = self._raw(name)
        option = {
            "start": self._options.start,
            "months": self._options.months,
            "as_of": self._options.as_of,
        }[name]
        if option is None:
            return own
        if not own.is_blank and str(own.value) != option:
            params = {"name": f"--{name.replace('_', '-')}", "found": option}
            self.assumptions.append(Assumption(code="option-beats-roster", params=params))
        return Raw(option, f"--{name.replace('_', '-')}")

    def positions(self) -> tuple[Position, ...]:
        """Return all positions; no positions at all, or only some with a lot, are problems."""
        if not self._document.positions and not self._notes.problems:
            self._notes.problem("positions-missing", "positions")
        reader = PositionReader(self._vocabulary, self._notes)
        read = [reader.read(item) for item in self._document.positions]
        self.assumptions += reader.assumptions()
        positions = checked_streets(read, self._vocabulary, self._notes)
        self.assumptions += outside_list(positions, self._vocabulary)
        if any(position.lot for position in positions):
            for position in positions:
                self._check_lot(position)
        return positions

    def _check_lot(self, position: Position) -> None:
        """Note a position without a lot, or with the word for all lots, in a roster with lots."""
        words = self._vocabulary.choices["lot_all"]
        if position.lot is None:
            self._notes.problem("position-without-lot", position.place("lot"), found=position.title)
        elif words.get(word_key(position.lot)) == ALL:
            self._notes.problem("lot-named-all", position.place("lot"), found=position.lot)
        elif not names_sheet(position.lot):
            where = position.place("lot")
            self._notes.problem("lot-name-unfit", where, found=position.lot, most=MAX_LOT_NAME)

    def prices(self, positions: tuple[Position, ...]) -> Prices:
        """Return other costs and rates."""
        lots = dict.fromkeys(position.lot for position in positions if position.lot)
        return read_prices(self._document, lots, self._vocabulary, self._notes)

    def overrides(self, standard: Standard) -> Mapping[str, tuple[Row, ...]]:
        """Return the overrides; those of the option replace those of the roster by figure."""
        own = read_overrides(self._document.figures, standard, self._notes)
        if self._options.figures is None:
            return own
        tree = read_tree(self._options.figures, self._notes)
        items = figure_items(tree, self._options.figures.name, self._notes)
        given = read_overrides(items, standard, self._notes)
        for path in given.keys() & own.keys():
            params = {"name": "--figures", "found": path}
            self.assumptions.append(Assumption(code="option-beats-roster", params=params))
        return {**own, **given}
