"""Positions: one row of the roster at a time, its heads given or worked out from posts to man."""

from collections import Counter
from decimal import Decimal
from typing import Any, NamedTuple

from sanicost.city.vocabulary import Vocabulary, word_key
from sanicost.core.coverage import Manning, days_worked, manning
from sanicost.core.fields import BY_NAME, COLUMNS, NUMBERS, Field
from sanicost.core.kinds import HEADS, MAX_HEADCOUNT, Choice, FieldValue, FreeText
from sanicost.core.notices import Assumption
from sanicost.core.roster import Coverage, Pattern, Position, PostMatch
from sanicost.core.text import plain
from sanicost.readers import fields
from sanicost.readers.document import Item, Notes, Raw, given_places, shown
from sanicost.readers.names import titled

DEFAULT_DAYS_PER_YEAR, DEFAULT_LEAVE_DAYS = Decimal(365), Decimal(10)
_COVERAGE = ("posts_to_man", "shifts")
_DAYS = ("days_per_year", "leave_days")
_BY_POSTS = ("posts_to_man", *_DAYS)
_BESIDE_HEADS = (*_COVERAGE, *_DAYS, "relief_headcount")
_PER_CENT = 100


def field_value(one: Field, raw: Raw, vocabulary: Vocabulary, notes: Notes) -> FieldValue:
    """Return what a position holds of a field, None for a blank or where a problem was noted.

    None is also what a word for all of them stands for, where the field has one.
    """
    kind = one.role.kind
    if isinstance(kind, FreeText):
        return fields.text(raw, notes)
    if isinstance(kind, Choice):
        patterns = one.name == "work_pattern"
        if patterns and word_key(shown(raw.value)) in vocabulary.open_patterns:
            notes.problem("work-pattern-open", raw.where, found=shown(raw.value))
            return None
        words = vocabulary.pattern_words if patterns else vocabulary.choices[one.name]
        name = fields.choice(raw, words, notes)
        return None if name is None else kind.value(name)
    words = vocabulary.choices.get(one.name, {})
    if isinstance(raw.value, str) and words.get(word_key(raw.value)) == one.role.absent:
        return None
    number = fields.number(raw, kind, notes)
    return int(number) if number is not None and not kind.decimals else number


class Heads(NamedTuple):
    """What a row says of its heads; `headcount` is 1 where a problem was noted."""

    headcount: int = 1
    shifts: Decimal | None = None
    relief_headcount: int | None = None
    coverage: Coverage | None = None


def read_heads(item: Item, work_days: Decimal, notes: Notes) -> Heads:
    """Return the heads of a row; a row gives either a headcount or posts to man, never both."""
    numbers = {
        name: fields.number(item.raw(name), NUMBERS[name], notes) if name in item.fields else None
        for name in _BESIDE_HEADS
    }
    raw = item.raw("headcount")
    headcount = fields.number(raw, HEADS, notes)
    by_posts = [name for name in _BY_POSTS if name in item.fields and not item.raw(name).is_blank]
    if by_posts and not raw.is_blank:
        params = {"found": shown(raw.value), "field": by_posts[0]}
        notes.problem("headcount-and-coverage", raw.where, **params)
        return Heads()
    if by_posts:
        return _from_posts(item, numbers, work_days, notes)
    if raw.is_blank:
        notes.problem("headcount-missing", raw.where)
    heads = int(headcount or 1)
    relief = numbers["relief_headcount"]
    if relief is not None and headcount is not None and relief > heads:
        place = item.raw("relief_headcount").where
        notes.problem("relief-above-headcount", place, found=int(relief), most=heads)
    return Heads(heads, numbers["shifts"], None if relief is None else int(relief))


def _from_posts(
    item: Item, numbers: dict[str, Decimal | None], work_days: Decimal, notes: Notes
) -> Heads:
    """Return the heads that man the posts, with those of them who relieve others."""
    for name in _COVERAGE:
        if item.raw(name).is_blank:
            notes.problem("coverage-incomplete", item.raw(name).where, field=name)
    posts, shifts = numbers["posts_to_man"], numbers["shifts"]
    if posts is None or shifts is None:
        return Heads()
    days, leave = numbers["days_per_year"], numbers["leave_days"]
    coverage = Coverage(
        posts_to_man=int(posts),
        shifts=shifts,
        days_per_year=DEFAULT_DAYS_PER_YEAR if days is None else days,
        leave_days=DEFAULT_LEAVE_DAYS if leave is None else leave,
    )
    if days_worked(coverage, work_days) <= 0:
        params = {"days": plain(work_days), "leave": plain(coverage.leave_days)}
        notes.problem("coverage-without-work", item.raw("leave_days").where, **params)
        return Heads()
    found = manning(coverage, work_days)
    if not 1 <= found.heads <= MAX_HEADCOUNT:
        limits = {"least": "1", "most": str(MAX_HEADCOUNT)}
        place = item.raw("posts_to_man").where
        notes.problem("number-outside-limits", place, found=str(found.heads), **limits)
        return Heads()
    return Heads(found.heads, shifts, found.relief_heads, coverage)


def stated(title: str, heads: Heads, work_days: Decimal, where: str) -> Assumption | None:
    """Return how the heads came about and that relief heads are inside them, None without any."""
    if heads.coverage is None and heads.relief_headcount is None:
        return None
    relief = heads.relief_headcount or 0
    share = (Decimal(relief) * _PER_CENT / heads.headcount).quantize(Decimal("0.1"))
    params: dict[str, str | int] = {
        "title": title,
        "heads": heads.headcount,
        "relief": relief,
        "share": plain(share),
    }
    if heads.coverage is None:
        return Assumption(code="relief-inside-headcount", where=where, params=params)
    params |= _reconciled(heads.coverage, manning(heads.coverage, work_days), work_days)
    return Assumption(code="heads-from-coverage", where=where, params=params)


def _reconciled(coverage: Coverage, found: Manning, work_days: Decimal) -> dict[str, str | int]:
    """Return the numbers of the reconciliation in words."""
    return {
        "posts": coverage.posts_to_man,
        "shifts": plain(coverage.shifts),
        "days": plain(coverage.days_per_year),
        "worked": plain(days_worked(coverage, work_days)),
        "to_man": plain(found.to_man),
        "done": plain(found.worked),
        "spare": plain(found.spare),
    }


_GIVEN = tuple(
    one.name for one in COLUMNS if one.role.origin == "roster" and not one.is_of_coverage
)
"""The fields that a row gives by itself, or leaves to their default."""
_UNREAD = PostMatch(title="", post_class=1, skilled=False, in_annex=True, near=())


class PositionReader:
    """Reads the positions of one roster; all problems go to the same notes."""

    def __init__(self, vocabulary: Vocabulary, notes: Notes) -> None:
        self._vocabulary = vocabulary
        self._notes = notes
        self._assumed: Counter[str] = Counter()
        self._heads: list[Assumption] = []
        self.heads: list[int | None] = []
        """The heads of the positions read so far, None where a problem was noted of them."""

    def assumptions(self) -> list[Assumption]:
        """Return what was assumed of seniority and work pattern, and how heads came about."""
        years = plain(self._vocabulary.default_seniority_years)
        made = {"seniority_years": ("seniority-assumed", years)}
        made["work_pattern"] = ("work-pattern-assumed", self._vocabulary.default_pattern)
        defaults = [
            Assumption(code=code, params={"count": self._assumed[name], "found": found})
            for name, (code, found) in made.items()
            if self._assumed[name]
        ]
        return defaults + self._heads

    def read(self, item: Item) -> Position:
        """Return a position; where a problem was noted, it holds what could be read.

        Such a position is never priced, but its lot and its amounts are checked with the others.
        """
        title = titled(item, self._vocabulary, self._notes) or _UNREAD
        pattern = self._pattern(item)
        before = len(self._notes.problems)
        heads = read_heads(item, pattern.work_days, self._notes)
        is_unread = len(self._notes.problems) > before or item.raw("headcount").is_refused
        self.heads.append(None if is_unread else heads.headcount)
        said = stated(title.title, heads, pattern.work_days, item.where)
        self._heads += [said] if said else []
        given = {name: self._value(item, name) for name in _GIVEN if name in item.fields}
        return Position(
            where=item.where,
            places=given_places(item.fields),
            headcount=heads.headcount,
            shifts=heads.shifts,
            relief_headcount=heads.relief_headcount,
            coverage=heads.coverage,
            seniority_years=self._years(item),
            work_pattern=pattern.name,
            work_days=pattern.work_days,
            rest_days_worked=pattern.rest_days_worked,
            statutory_days_worked=pattern.statutory_days_worked,
            title=title.title,
            post_class=title.post_class,
            skilled=title.skilled,
            sweeper=title.sweeper,
            in_annex=title.in_annex,
            near_titles=title.near,
            **{name: value for name, value in given.items() if value is not None},
        )

    def _years(self, item: Item) -> Decimal:
        """Return the seniority given, else the default of 三(三)2, which is counted."""
        given: Decimal | None = self._value(item, "seniority_years")
        if given is None:
            self._assumed["seniority_years"] += 1
            return self._vocabulary.default_seniority_years
        return given

    def _value(self, item: Item, name: str) -> Any:
        raw = item.fields.get(name)
        if raw is None or raw.is_silent:
            return None
        return field_value(BY_NAME[name], raw, self._vocabulary, self._notes)

    def _pattern(self, item: Item) -> Pattern:
        """Return the named pattern with the row's own numbers laid over it."""
        name = self._value(item, "work_pattern")
        numbers = ("work_days", "rest_days_worked", "statutory_days_worked")
        if name is None and any(item.raw(each).is_blank for each in numbers):
            self._assumed["work_pattern"] += 1
        pattern = self._vocabulary.patterns[name or self._vocabulary.default_pattern]
        days = self._value(item, "work_days")
        rest = self._value(item, "rest_days_worked")
        return Pattern(
            name=pattern.name,
            work_days=pattern.work_days if days is None else days,
            rest_days_worked=pattern.rest_days_worked if rest is None else rest,
            statutory_days_worked=self._statutory_days(item, pattern),
        )

    def _statutory_days(self, item: Item, pattern: Pattern) -> Decimal | None:
        """Return the statutory days worked a year; None stands for all of them."""
        raw = item.raw("statutory_days_worked")
        if raw.is_blank:
            return pattern.statutory_days_worked
        days: Decimal | None = self._value(item, "statutory_days_worked")
        return days
