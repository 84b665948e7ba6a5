"""Suppositions together: their order, which hide one another, and what the law says of them."""

from collections.abc import Iterable, Iterator, Sequence

from sanicost.core.figures import Standard
from sanicost.core.guards import refusals
from sanicost.core.hypothesis import FieldSetting, FigureSetting, Setting
from sanicost.core.notices import Problem
from sanicost.core.roster import Pattern, Roster, Titled


def supposed(
    roster: Roster, standard: Standard, settings: Iterable[Setting]
) -> tuple[Roster, Standard]:
    """Return roster and figures with all suppositions applied; how they are listed is no matter."""
    for setting in ordered(settings):
        roster, standard = setting.applied(roster, standard)
    return roster, standard


def ordered(settings: Iterable[Setting]) -> list[Setting]:
    """Return suppositions in the order in which they apply, each over those before it.

    Titles go first: each brings the class of the annex, over which another one may be supposed.
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
    return isinstance(setting.value, Titled)


def broken(
    base: Roster, settings: Sequence[Setting], roster: Roster, standard: Standard
) -> list[Problem]:
    """Return for what the law would refuse the supposed roster: it is priced, and this is said.

    `settings` are those that led from the base to it.
    """
    named, _ = supposed(base, standard, [one for one in settings if _is_title(one)])
    return [*refusals(roster, standard), *_contradicted(named, roster)]


def _contradicted(named: Roster, roster: Roster) -> Iterator[Problem]:
    """Yield positions of the annex whose class is supposed to be another one."""
    for given, position in zip(named.positions, roster.positions, strict=True):
        if given.in_annex and given.post_class != position.post_class:
            params: dict[str, str | int] = {
                "title": given.title,
                "found": position.post_class,
                "expected": given.post_class,
                "annex": given.title,
            }
            yield Problem(code="class-contradicts-annex", where=given.where, params=params)
