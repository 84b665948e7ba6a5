"""Heads of a row: given as they are, or worked out from the posts that must be manned."""

from dataclasses import dataclass
from decimal import Decimal

from sanicost.core.coverage import Manning, days_worked, manning
from sanicost.core.notices import Assumption
from sanicost.core.roster import Coverage
from sanicost.core.text import plain
from sanicost.readers import fields, kinds
from sanicost.readers.document import Item, Notes, shown

DEFAULT_DAYS_PER_YEAR, DEFAULT_LEAVE_DAYS = Decimal(365), Decimal(10)
_COVERAGE = ("posts_to_man", "shifts")
_DAYS = ("days_per_year", "leave_days")
_PER_CENT = 100


@dataclass(frozen=True)
class Heads:
    """What a row says of its heads; `headcount` is 1 where a problem was noted."""

    headcount: int = 1
    shifts: Decimal | None = None
    relief_headcount: int | None = None
    coverage: Coverage | None = None


def read_heads(item: Item, work_days: Decimal, notes: Notes) -> Heads:
    """Return the heads of a row; a row gives either a headcount or posts to man, never both."""
    numbers = {
        name: fields.number(item.raw(name), kinds.POSITION[name], notes)
        for name in (*_COVERAGE, *_DAYS, "relief_headcount")
    }
    headcount = fields.number(item.raw("headcount"), fields.HEADCOUNT, notes)
    by_posts = [name for name in ("posts_to_man", *_DAYS) if not item.raw(name).is_blank]
    if by_posts and not item.raw("headcount").is_blank:
        raw = item.raw("headcount")
        params = {"found": shown(raw.value), "field": by_posts[0]}
        notes.problem("headcount-and-coverage", raw.where, **params)
        return Heads()
    if by_posts:
        return _from_posts(item, numbers, work_days, notes)
    if item.raw("headcount").is_blank:
        notes.problem("headcount-missing", item.raw("headcount").where)
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
    if not 1 <= found.heads <= fields.MAX_HEADCOUNT:
        limits = {"least": "1", "most": plain(fields.MAX_HEADCOUNT)}
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
