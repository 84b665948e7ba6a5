"""What if: figures and fields changed for a trial, without source and without consequence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from sanicost.core.compliance import refusals
from sanicost.core.coverage import days_worked, manning
from sanicost.core.fields import BY_NAME, OF_PATTERN
from sanicost.core.figures import Row, Standard, Value
from sanicost.core.kinds import MAX_HEADCOUNT, FieldValue
from sanicost.core.notices import Problem, Refused
from sanicost.core.period import Month
from sanicost.core.roster import Pattern, Position, PostMatch, Roster
from sanicost.core.text import plain

SettingValue: TypeAlias = FieldValue | Pattern | PostMatch
"""What a field is set to; a pattern brings its days, a title its class."""


@dataclass(frozen=True, kw_only=True)
class FigureSetting:
    """A figure, or one number of it (`leaf`), assumed from a month on; None: in all months."""

    where: str
    path: str
    leaf: str
    value: Value
    start: Month | None = None

    def rows(self, standard: Standard) -> tuple[Row, ...]:
        """Return the assumed rows from the month on.

        A figure assumed whole keeps its value; of one assumed in part, the other numbers go on
        changing as they do.
        """
        dated = (*standard.figures[self.path].rows, *standard.overrides.get(self.path, ()))
        later = sorted({row.start for row in dated if row.start and self._is_after(row.start)})
        if self.leaf == self.path:
            return (self._row(self.start, self.value),)
        months = [self.start, *later] if self.start else later
        found = [(month, standard.row(self.path, month)) for month in months if month]
        return tuple(
            self._row(month, _with_part(row.value, self._parts(), self.value))
            for month, row in found
            if row and row.value is not None
        )

    def _is_after(self, month: Month) -> bool:
        """Return whether a month is later than the supposition's first."""
        return self.start is None or self.start < month

    def _parts(self) -> list[str]:
        """Return the way from the figure to the number: keys, and places counted from 1."""
        return self.leaf.removeprefix(f"{self.path}.").split(".")

    def _row(self, start: Month | None, value: Value) -> Row:
        """Return a row of the supposition."""
        return Row(start=start, value=value, where=self.where)

    def applied(self, roster: Roster, standard: Standard) -> tuple[Roster, Standard]:
        """Return the figures with the supposition laid over them."""
        own = standard.overrides.get(self.path, ())
        start = self.start
        kept = [row for row in own if start and (row.start is None or row.start < start)]
        rows = (*kept, *self.rows(standard))
        return roster, replace(standard, overrides={**standard.overrides, self.path: rows})


def _with_part(value: Value, parts: Sequence[str], number: Value) -> Value:
    """Return a value with one of its numbers replaced.

    >>> from decimal import Decimal
    >>> _with_part([{"per_year": Decimal(30)}], ["1", "per_year"], Decimal(35))
    [{'per_year': Decimal('35')}]
    """
    if not parts:
        return number
    first, *rest = parts
    if isinstance(value, list):
        place = int(first) - 1
        return [_with_part(p, rest, number) if n == place else p for n, p in enumerate(value)]
    if isinstance(value, dict):
        return {
            key: _with_part(part, rest, number) if str(key) == first else part
            for key, part in value.items()
        }
    return value


@dataclass(frozen=True, kw_only=True)
class FieldSetting:
    """A field of all positions, or of some rows counted from 1, as it is assumed to be."""

    where: str
    field: str
    value: SettingValue
    rows: frozenset[int] | None = None
    is_of_one_row: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """The fields that it sets: a work pattern brings its days."""
        days = OF_PATTERN if isinstance(self.value, Pattern) else ()
        return frozenset({self.field, *days})

    def concerns(self, number: int, position: Position) -> bool:
        """Return whether the supposition speaks of a position; `number` counts from 1.

        Posts to man belong to rows that work their heads out from them, heads to the others.
        """
        if self.rows is not None and number not in self.rows:
            return False
        origin = BY_NAME[self.field].role.origin
        if origin == "heads":
            return position.coverage is None
        return origin != "posts" or position.coverage is not None

    def applied(self, roster: Roster, standard: Standard) -> tuple[Roster, Standard]:
        """Return the roster as it is assumed; raise Refused where nobody would work any day."""
        positions = tuple(
            self._position(position) if self.concerns(number, position) else position
            for number, position in enumerate(roster.positions, start=1)
        )
        return replace(roster, positions=positions), standard

    def _position(self, position: Position) -> Position:
        """Return one position with the field assumed; heads follow the posts to man."""
        value = self.value
        if isinstance(value, PostMatch):
            return _with_title(position, value)
        if isinstance(value, Pattern):
            return self._manned(_with_pattern(position, value))
        if BY_NAME[self.field].is_of_coverage and position.coverage:
            coverage = replace(position.coverage, **{self.field: value})  # type: ignore[arg-type]
            changed = replace(position, coverage=coverage, shifts=coverage.shifts)
        else:
            changed = replace(position, **{self.field: value})  # type: ignore[arg-type]
        return self._manned(changed)

    def _manned(self, position: Position) -> Position:
        """Return a position with the heads that its posts take."""
        coverage = position.coverage
        if coverage is None:
            return position
        days, leave = plain(position.work_days), plain(coverage.leave_days)
        if days_worked(coverage, position.work_days) <= 0:
            params = {"days": days, "leave": leave}
            raise Refused([Problem(code="coverage-without-work", where=self.where, params=params)])
        found = manning(coverage, position.work_days)
        if not 1 <= found.heads <= MAX_HEADCOUNT:
            limits: dict[str, str | int] = {"least": 1, "most": MAX_HEADCOUNT, "found": found.heads}
            raise Refused([Problem(code="number-outside-limits", where=self.where, params=limits)])
        return replace(position, headcount=found.heads, relief_headcount=found.relief_heads)


def _with_title(position: Position, titled: PostMatch) -> Position:
    """Return a position with another title, and the class that comes with it."""
    return replace(
        position,
        title=titled.title,
        post_class=titled.post_class,
        skilled=titled.skilled,
        sweeper=titled.sweeper,
        in_annex=titled.in_annex,
        near_titles=titled.near,
    )


def _with_pattern(position: Position, pattern: Pattern) -> Position:
    """Return a position with another work pattern and all its days."""
    return replace(
        position,
        work_pattern=pattern.name,
        work_days=pattern.work_days,
        rest_days_worked=pattern.rest_days_worked,
        statutory_days_worked=pattern.statutory_days_worked,
    )


Setting = FigureSetting | FieldSetting


def hypothetical(
    roster: Roster, standard: Standard, settings: Iterable[Setting]
) -> tuple[Roster, Standard]:
    """Return roster and figures with all suppositions applied; how they are listed is no matter."""
    for setting in ordered(settings):
        roster, standard = setting.applied(roster, standard)
    return roster, standard


def ordered(settings: Iterable[Setting]) -> list[Setting]:
    """Return suppositions in the order in which they apply, each over those before it.

    Titles go first: each brings the class of the annex, over which another one may be assumed.
    Then a field of all rows, then of one row, and a work pattern before the days that it brings;
    a figure month by month, as a whole before one of its numbers.
    """
    return sorted(settings, key=_place)


def _place(setting: Setting) -> tuple[bool, int, bool, str]:
    """Return what suppositions are ordered by."""
    if isinstance(setting, FigureSetting):
        start = setting.start.ordinal if setting.start else 0
        return True, start, setting.leaf != setting.path, setting.leaf
    is_over_pattern = not isinstance(setting.value, Pattern)
    return not _is_title(setting), int(setting.is_of_one_row), is_over_pattern, setting.field


def are_alike(one: Setting, other: Setting) -> bool:
    """Return whether two suppositions are of the same number and month, or field and row."""
    return _meet(one, other) and _place(one) == _place(other)


def hides(last: Setting, earlier: Setting) -> bool:
    """Return whether a supposition that is applied last hides one that belongs over it."""
    return _meet(last, earlier) and _place(last) <= _place(earlier)


def _meet(one: Setting, other: Setting) -> bool:
    """Return whether two suppositions set the same number or field, in some month or row."""
    if isinstance(one, FigureSetting) and isinstance(other, FigureSetting):
        is_whole = one.path in (one.leaf, other.leaf)
        return one.path == other.path and (is_whole or one.leaf == other.leaf)
    if isinstance(one, FieldSetting) and isinstance(other, FieldSetting):
        disjoint = one.rows and other.rows and one.rows.isdisjoint(other.rows)
        return bool(one.fields & other.fields) and not disjoint
    return False


def _is_title(setting: Setting) -> bool:
    """Return whether a supposition names positions otherwise."""
    return isinstance(setting.value, PostMatch)


def broken(
    base: Roster, settings: Sequence[Setting], roster: Roster, standard: Standard
) -> list[Problem]:
    """Return for what the law would refuse the assumed roster: it is priced, and this is said.

    `settings` are those that led from the base to it.
    """
    named, _ = hypothetical(base, standard, [one for one in settings if _is_title(one)])
    return [*refusals(roster, standard), *_contradicted(named, roster)]


def _contradicted(named: Roster, roster: Roster) -> Iterator[Problem]:
    """Yield positions of the annex whose class is assumed to be another one."""
    for given, position in zip(named.positions, roster.positions, strict=True):
        if given.in_annex and given.post_class != position.post_class:
            params: dict[str, str | int] = {
                "title": given.title,
                "found": position.post_class,
                "expected": given.post_class,
                "annex": given.title,
            }
            yield Problem(code="class-contradicts-annex", where=given.where, params=params)
