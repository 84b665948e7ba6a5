"""Why one ceiling differs from another: a waterfall of causes whose parts add up exactly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sanicost.core.estimate import Estimate, estimate
from sanicost.core.fields import FIELDS, texts
from sanicost.core.figures import Figure, Row, Standard, owner
from sanicost.core.figures_in_use import unknown_figures
from sanicost.core.formula import symbols
from sanicost.core.kinds import FieldCause
from sanicost.core.notices import Finding
from sanicost.core.period import Month
from sanicost.core.price import price
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES, Position, Prices, RateName, Roster
from sanicost.core.rules import expressions
from sanicost.core.symbols import FigureSchema


@dataclass(frozen=True)
class FieldChange:
    """A field of a position as it was and as it is, both as canonical text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    """A position of both rosters, as the later one has it, with the fields that differ."""

    position: Position
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Matching:
    """For each position of the later roster the one that it was, None where it is new."""

    pairs: tuple[tuple[Position | None, Position], ...]
    removed: tuple[Position, ...]

    @property
    def added(self) -> tuple[Position, ...]:
        """The positions that only the later roster has."""
        return tuple(after for before, after in self.pairs if before is None)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """The positions of both that differ in some field."""
        both = [(before, after) for before, after in self.pairs if before is not None]
        found = (Changed(after, tuple(_differences(before, after))) for before, after in both)
        return tuple(one for one in found if one.fields)


def matched(before: Roster, after: Roster) -> Matching:
    """Return which positions are the same: by title, lot and street, in their order.

    Lots, and streets, tell positions apart only where both rosters name some. Of several that are
    alike the first is matched with the first, the second with the second.
    """
    lots = bool(before.lots and after.lots)
    streets = _has_streets(before.positions) and _has_streets(after.positions)
    waiting: defaultdict[tuple[object, ...], list[Position]] = defaultdict(list)
    for position in before.positions:
        waiting[_key(position, lots=lots, streets=streets)].append(position)
    pairs = []
    for position in after.positions:
        same = waiting[_key(position, lots=lots, streets=streets)]
        pairs.append((same.pop(0) if same else None, position))
    left = {id(position) for positions in waiting.values() for position in positions}
    removed = tuple(position for position in before.positions if id(position) in left)
    return Matching(tuple(pairs), removed)


def _has_streets(positions: Iterable[Position]) -> bool:
    """Return whether some position names its street."""
    return any(position.street for position in positions)


def _key(position: Position, *, lots: bool, streets: bool) -> tuple[object, ...]:
    """Return what a position is known by."""
    return position.title, lots and position.lot, streets and position.street


def _differences(before: Position, after: Position) -> Iterable[FieldChange]:
    """Yield each field that differs; the place in the file does not count."""
    was, now = texts(before), texts(after)
    return (FieldChange(name, was[name], now[name]) for name in was if was[name] != now[name])


Rates = Mapping[RateName, Decimal]
Monthly = tuple[Row | None, ...]
"""The row of a figure that prices each month of a contract, from its first on."""


def monthly(priced: Estimate, months: int) -> dict[str, Monthly]:
    """Return by path the rows that price the first, the second … month of a contract.

    Months beyond the contract's end are priced as its last one; `as_of` is resolved.
    """
    period = priced.roster.period
    own = [period.start + min(month, period.months - 1) for month in range(months)]
    rows = [priced.standard.rows(period.figures_month(month)) for month in own]
    return {path: tuple(each[path] for each in rows) for path in priced.standard.figures}


def filled(own: Mapping[str, Monthly], other: Mapping[str, Monthly]) -> dict[str, Monthly]:
    """Return the rows of one tender, with the other's wherever it knows no value itself.

    An unknown number therefore never stands between two known ones.
    """
    return {
        path: tuple(map(_known, own.get(path, rows), rows))
        for path, rows in {**own, **other}.items()
    }


def _known(row: Row | None, other: Row | None) -> Row | None:
    """Return the row, or the other one where the first has no value."""
    return row if row and row.value is not None else other


Dates = Mapping[int, tuple[date, ...]]
"""The statutory days of each year."""


def dated(
    figures: Mapping[str, Figure], start: Month, rows: Mapping[str, Monthly], dates: Dates
) -> Standard:
    """Return figures whose rows are the given ones, month by month from `start` on."""
    made = {path: replace(figures[path], rows=_runs(start, rows[path])) for path in rows}
    return Standard(figures=made, documents=(), statutory_dates=dates)


def _runs(start: Month, rows: Monthly) -> tuple[Row, ...]:
    """Return one dated row for each run of months that share a row."""
    runs: list[Row] = []
    for number, row in enumerate(rows):
        if not number or row is not rows[number - 1]:
            runs.append(replace(row or Row(start=None, value=None), start=start + number))
    return tuple(runs)


def figure_order(figures: Mapping[str, Figure]) -> list[str]:
    """Return the figures that price a line, in the order in which the lines first read them (§4).

    Those that one line reads stand in the order of the law.
    """
    newest = {path: figure.rows[-1] for path, figure in figures.items() if figure.rows}
    places = {path: number for number, path in enumerate(figures)}
    found: dict[str, None] = {}
    units = {path: figure.unit for path, figure in figures.items()}
    for formula in expressions(FigureSchema.of(newest, units)).values():
        # A name that belongs to no figure is a fact of the position, of the segment or a line.
        paths = {owner(name, {**places, "": 0}) for name in symbols(formula)} - {""}
        found |= dict.fromkeys(sorted(paths, key=places.__getitem__))
    return list(found)


def without_lots(roster: Roster) -> Roster:
    """Return the roster as one block: each other cost once, and the project's own rates."""
    prices = roster.prices
    costs = tuple(replace(cost, lot=None) for cost in prices.other_costs)
    return replace(
        roster,
        positions=tuple(replace(position, lot=None) for position in roster.positions),
        prices=replace(prices, other_costs=costs, lot_rates={}, lot_areas={}),
    )


def with_rate(prices: Prices, name: RateName, other: Prices) -> Prices:
    """Return the prices with one rate, of the project and of each lot, as the other ones have."""
    lots = {**prices.lot_rates, **other.lot_rates}
    lot_rates = {
        lot: _swapped(prices.lot_rates.get(lot, {}), name, other.lot_rates.get(lot, {}))
        for lot in lots
    }
    return replace(
        prices,
        rates=_swapped(prices.rates, name, other.rates),
        lot_rates={lot: rates for lot, rates in lot_rates.items() if rates},
    )


def _swapped(own: Rates, name: RateName, other: Rates) -> dict[RateName, Decimal]:
    """Return a mapping with the other's entry under one name, or without one."""
    rest = {key: value for key, value in own.items() if key != name}
    return rest | ({name: other[name]} if name in other else {})


def idle_overrides(before: Result, after: Result) -> list[Finding]:
    """Return for each side the overrides without effect on it, the earlier side's first.

    Figures frozen at a month, for one, leave out every override that starts later.
    """
    return [*_idle("override-idle-before", before), *_idle("override-idle-after", after)]


def _idle(code: str, result: Result) -> Iterator[Finding]:
    """Yield the overrides without effect on a side, each with its first month."""
    for one in result.findings:
        if one.code == "override-without-effect":
            rows = result.estimate.standard.overrides[str(one.params["figure"])]
            start = next((row.start for row in rows if row.where == one.where), None)
            params = {**one.params, "start": str(start or "")}
            yield Finding(code=code, severity="info", where=one.where, params=params)


_PEOPLE: tuple[FieldCause, ...] = ("headcount", "post_class", "seniority")
_WORK: tuple[FieldCause, ...] = ("work_pattern", "other_fields", "own_bases")
_INCENTIVES: tuple[FieldCause, ...] = ("incentives",)
"""The causes in the positions, in their order; `core.fields` has what each of them takes over.

Growth of seniority stands between people and work, the figures between work and incentives.
"""

Stage = tuple[str, Roster, Standard]
"""A cause, and roster and figures with it and all earlier causes applied."""


@dataclass(frozen=True)
class Cause:
    """What a cause adds to the ceiling, in fen.

    Names joined by + are one step: between them lies a roster that needs a figure which neither
    side knows.
    """

    name: str
    amount: int


@dataclass(frozen=True)
class Comparison:
    """Two ceilings in fen, and all that leads from one to the other."""

    before: int
    after: int
    causes: tuple[Cause, ...]
    matching: Matching

    @property
    def difference(self) -> int:
        """What all causes amount to."""
        return self.after - self.before


class CausesDoNotAddUp(Exception):  # noqa: N818 - an error of this program, never of a roster
    """Some difference between two rosters is counted under no cause."""


def compared(before: Estimate, after: Estimate) -> Comparison:
    """Return the causes of the difference between two ceilings; their amounts add up to it.

    Only what differs between the two is a cause; a cause may amount to nothing. Raises
    CausesDoNotAddUp rather than explain less or more than the difference.
    """
    first = level = price(before).ceiling
    priced = before
    causes: list[Cause] = []
    together: list[str] = []
    for name, roster, standard in _stages(before, after):
        together.append(name)
        if unknown_figures(roster, standard):
            continue
        priced = estimate(roster, standard, near=priced)
        ceiling = price(priced).ceiling
        causes.append(Cause("+".join(together), ceiling - level))
        level, together = ceiling, []
    matching = matched(before.roster, after.roster)
    found = Comparison(first, price(after).ceiling, tuple(causes), matching)
    if together or sum(cause.amount for cause in causes) != found.difference:
        raise CausesDoNotAddUp(f"{found.difference} fen: {together}, {causes}")
    return found


def _stages(before: Estimate, after: Estimate) -> Iterator[Stage]:
    """Yield each cause in the fixed order, from the earlier tender to the later one.

    Where only one of them has lots, both are compared without: lots are dissolved first, or
    formed last.
    """
    roster, target = before.roster, after.roster
    if bool(roster.lots) == bool(target.lots):
        yield from _Walk(roster, before, after).towards(target)
        return
    if roster.lots:
        yield "lots", without_lots(roster), before.standard
    yield from _Walk(without_lots(roster), before, after).towards(without_lots(target))
    if target.lots:
        yield "lots", target, after.standard


class _Walk:
    """A roster and its figures on their way from one tender to the other."""

    def __init__(self, roster: Roster, before: Estimate, after: Estimate) -> None:
        self._moved = not roster.period.has_months_of(after.roster.period)
        self._roster = replace(roster, period=after.roster.period._replace(as_of=None))
        months = after.roster.period.months
        own, goal = monthly(before, months), monthly(after, months)
        self._rows, self._goal_rows = filled(own, goal), filled(goal, own)
        self._dates = {**before.standard.statutory_dates, **after.standard.statutory_dates}
        self._figures_of_both = {**before.standard.figures, **after.standard.figures}

    def towards(self, target: Roster) -> Iterator[Stage]:
        """Yield the stages up to the roster that is reached last."""
        if self._moved:
            yield self._stage("period", self._roster)
        yield from self._membership(matched(self._roster, target))
        yield from self._fields(_PEOPLE, target)
        if self._roster.seniority_growth != target.seniority_growth:
            grown = replace(self._roster, seniority_growth=target.seniority_growth)
            yield self._stage("seniority_growth", grown)
        if self._roster.statutory_days != target.statutory_days:
            counted = replace(self._roster, statutory_days=target.statutory_days)
            yield self._stage("statutory_days", counted)
        yield from self._fields(_WORK, target)
        yield from self._figures()
        yield from self._fields(_INCENTIVES, target)
        yield from self._prices(target.prices)

    def _stage(self, name: str, roster: Roster) -> Stage:
        """Return the stage that a cause leads to."""
        self._roster = roster
        start, dates = roster.period.start, self._dates
        return name, roster, dated(self._figures_of_both, start, self._rows, dates)

    def _membership(self, matching: Matching) -> Iterator[Stage]:
        """Yield positions added, then removed: in this order a roster is never empty.

        From here on the positions stand as in the later roster: their order decides which lot
        gets the odd fen of a shared cost.
        """
        roster = self._roster
        kept = tuple(after if before is None else before for before, after in matching.pairs)
        if matching.added:
            together = (*kept, *matching.removed)
            yield self._stage("positions_added", replace(roster, positions=together))
        if matching.removed:
            yield self._stage("positions_removed", replace(roster, positions=kept))
        elif not matching.added and kept != roster.positions:
            yield self._stage("position_order", replace(roster, positions=kept))

    def _fields(self, causes: tuple[FieldCause, ...], target: Roster) -> Iterator[Stage]:
        """Yield the fields of positions that both rosters have, cause by cause."""
        for name in causes:
            fields = {each for one in FIELDS if one.role.cause == name for each in one.attributes}
            taken = tuple(
                replace(position, **{field: getattr(goal, field) for field in fields})
                for position, goal in zip(self._roster.positions, target.positions, strict=True)
            )
            if taken != self._roster.positions:
                yield self._stage(name, replace(self._roster, positions=taken))

    def _figures(self) -> Iterator[Stage]:
        """Yield each figure whose value differs in some month, in the order of the lines."""
        for path in figure_order(self._figures_of_both):
            own, goal = self._rows[path], self._goal_rows[path]
            differs = [row and row.value for row in own] != [row and row.value for row in goal]
            self._rows[path] = goal
            if differs:
                yield self._stage(path, self._roster)

    def _prices(self, target: Prices) -> Iterator[Stage]:
        """Yield other costs, then each rate."""
        roster = self._roster
        costs = [replace(cost, where="") for cost in roster.prices.other_costs]
        if costs != [replace(cost, where="") for cost in target.other_costs]:
            prices = replace(roster.prices, other_costs=target.other_costs)
            yield self._stage("other_costs", replace(roster, prices=prices))
        for name in RATE_NAMES:
            prices = with_rate(self._roster.prices, name, target)
            if prices != self._roster.prices:
                yield self._stage(name, replace(self._roster, prices=prices))
