"""A trial: a roster beside what is supposed of it, and a number that runs through a range."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sanicost.core.differences import Pair, Run, runs, steps
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.findings import findings
from sanicost.core.hypothesis import Setting
from sanicost.core.notices import Finding, Problem
from sanicost.core.price import Price, price
from sanicost.core.suppositions import broken, supposed
from sanicost.core.sweep import ceilings


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A roster with suppositions: what they change, and for what the law would refuse it.

    `warnings` are the findings, from warning up, that the roster itself does not have.
    """

    settings: tuple[str, ...]
    steps: dict[str, Pair]
    runs: tuple[Run, ...]
    broken: tuple[Problem, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Swept:
    """A number that runs through a range: the ceiling in fen under each value.

    `lawful` tells which of the values the law would let be priced; `broken` says why not.
    """

    settings: tuple[str, ...]
    name: str
    base: int
    values: tuple[Decimal, ...]
    ceilings: tuple[int, ...]
    lawful: tuple[bool, ...]
    broken: tuple[Problem, ...]


def tried(base: Estimate, settings: Sequence[Setting], written: Sequence[str]) -> Trial:
    """Return what some suppositions change; every figure that they need must be known."""
    roster, standard = supposed(base.roster, base.standard, settings)
    changed = estimate(roster, standard)
    before, after = price(base), price(changed)
    return Trial(
        settings=tuple(written),
        steps=steps(before, after),
        runs=tuple(runs(base, changed)),
        broken=tuple(broken(base.roster, settings, roster, standard)),
        warnings=tuple(_new_warnings((base, before), (changed, after))),
    )


def _new_warnings(*sides: tuple[Estimate, Price]) -> Iterator[Finding]:
    """Yield the warnings and errors of the second side that the first does not have."""
    known, found = (findings(each, paid) for each, paid in sides)
    yield from (one for one in found if one.severity != "info" and one not in known)


def swept(
    base: Estimate,
    settings: Sequence[Setting],
    written: Sequence[str],
    name: str,
    range_: Sequence[Setting],
) -> Swept:
    """Return the ceiling under each supposition of a range, all other suppositions applied."""
    roster, standard = supposed(base.roster, base.standard, settings)
    refused: dict[int, list[Problem]] = {}

    def is_lawful(place: int) -> bool:
        changed = range_[place].applied(roster, standard)
        refused[place] = broken(base.roster, settings, *changed)
        return not refused[place]

    lawful = _lawful(is_lawful, len(range_))
    ends = [one for place in (0, len(range_) - 1) for one in refused[place]]
    return Swept(
        settings=tuple(written),
        name=name,
        base=price(base).ceiling,
        values=tuple(Decimal(str(setting.value)) for setting in range_),
        ceilings=tuple(ceilings(roster, standard, range_)),
        lawful=tuple(place in lawful for place in range(len(range_))),
        broken=tuple({(one.code, one.where): one for one in ends}.values()),
    )


def _lawful(is_lawful: Callable[[int], bool], count: int) -> Sequence[int]:
    """Return the places of a range that the law allows.

    Each limit of the law lies on one side of a number, so that the lawful ones stand together;
    where neither end is lawful, they may lie anywhere between.

    >>> _lawful(lambda place: place >= 3, 5)
    range(3, 5)
    """
    last = count - 1
    first_is_lawful, last_is_lawful = is_lawful(0), is_lawful(last)
    if first_is_lawful and last_is_lawful:
        return range(count)
    if last_is_lawful:
        return range(bisect_left(range(count), True, key=is_lawful), count)
    if first_is_lawful:
        return range(bisect_left(range(count), True, key=lambda place: not is_lawful(place)))
    return [place for place in range(count) if is_lawful(place)]
