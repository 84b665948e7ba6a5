"""What a contract signed under older figures is short of, month by month, figure by figure (§11).

The regulated lines and the on-cost of incentives, for the contract's own heads: the figures in
force in each month against those that the contract was priced with.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from sanicost.analysis.variance import figure_order
from sanicost.core.compliance import refusals
from sanicost.core.estimate import Amounts, Estimate, amounts_in
from sanicost.core.evaluate import rounded
from sanicost.core.figures import Row, Standard
from sanicost.core.figures_in_use import STATUTORY_DATES, unknown_figures
from sanicost.core.notices import Problem
from sanicost.core.period import Month
from sanicost.core.roster import RATE_NAMES, RateName, Roster
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.segments import PricingContext, needed_figures, states

LINES = (*WAGE_LINES, *EMPLOYER_LINES, "on_cost")
"""What an adjustment covers; the on-cost is that of incentives."""
ALREADY_PAID = "already_paid"
"""The cause under which an adjustment that was already paid is taken off."""
_HEAT = "heat_allowance"


@dataclass(frozen=True, kw_only=True)
class Effect:
    """A figure that moved, and what it adds to each line of one head, in fen.

    `lines` has for every line the positions in their order; `before` and `after` are the rows
    that price it, None where there is none.
    """

    figure: str
    before: Row | None
    after: Row | None
    lines: Mapping[str, Sequence[int]]

    @property
    def source(self) -> str:
        """The document of the row that is in force now."""
        return self.after.source if self.after else ""

    def per_head(self, index: int) -> int:
        """Return what it adds for one head of a position, in fen a month."""
        return sum(amounts[index] for amounts in self.lines.values())


@dataclass(frozen=True, kw_only=True)
class RepricedMonth:
    """A month with the figures that moved, in the order of §4, and those that are not certain."""

    month: Month
    effects: tuple[Effect, ...]
    provisional: tuple[str, ...] = ()
    carried_forward: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Payment:
    """An adjustment that was already paid for a month, in fen, and where that is said."""

    amount: int
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class RepricingCause:
    """A part of a month's amount, in fen: a figure that moved, a charge, or what was paid."""

    figure: str
    source: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class Repricing:
    """A contract repriced; `signed` is None where it is priced by what its workbook carries.

    `standard` has the figures that price what is due now, `provisional` the figures of the
    contract's own price that nobody had confirmed.
    """

    contract: Estimate
    standard: Standard
    signed: Month | None
    months: tuple[RepricedMonth, ...]
    provisional: tuple[str, ...] = ()
    paid: Mapping[Month, Payment] = field(default_factory=dict)
    with_rates: bool = False

    @property
    def roster(self) -> Roster:
        """The contract's roster."""
        return self.contract.roster

    def lots(self) -> Sequence[str | None]:
        """Return the lots, or one None for a contract without."""
        return self.roster.lots or (None,)

    def amount(self, effect: Effect, lot: str | None = None) -> int:
        """Return what a figure adds in a month for all heads of a lot, of all for None, in fen."""
        positions = self.roster.positions
        indices = self.contract.indices(lot)
        return sum(effect.per_head(index) * positions[index].headcount for index in indices)

    def labour(self, one: RepricedMonth, lot: str | None = None) -> int:
        """Return what all figures add in a month, in fen, before charges and payments."""
        return sum(self.amount(effect, lot) for effect in one.effects)

    def charges(self, one: RepricedMonth, lot: str | None) -> dict[RateName, int]:
        """Return fee, profit and tax on a month's adjustment of a lot, each rounded to the fen.

        Each rate is taken of all that stands above it (§7); none without `with_rates`.
        """
        found: dict[RateName, int] = {}
        total = self.labour(one, lot)
        for name in RATE_NAMES:
            rate = self.roster.prices.rate(name, lot)
            if self.with_rates and rate is not None:
                found[name] = _of_rate(rate, total)
                total += found[name]
        return found

    def charge(self, one: RepricedMonth, name: RateName) -> int:
        """Return a charge of a month over all lots, in fen."""
        return sum(self.charges(one, lot).get(name, 0) for lot in self.lots())

    def paid_in(self, month: Month) -> int:
        """Return what was already paid for a month, in fen."""
        return self.paid[month].amount if month in self.paid else 0

    def causes(self, one: RepricedMonth) -> tuple[RepricingCause, ...]:
        """Return all that a month's amount is made of; the parts add up to it."""
        found = [
            RepricingCause(figure=effect.figure, source=effect.source, amount=self.amount(effect))
            for effect in one.effects
        ]
        if self.with_rates:
            charges = ((name, self.charge(one, name)) for name in RATE_NAMES)
            found += [
                RepricingCause(figure=name, source="", amount=fen) for name, fen in charges if fen
            ]
        if payment := self.paid.get(one.month):
            less = -payment.amount
            found.append(RepricingCause(figure=ALREADY_PAID, source=payment.where, amount=less))
        return tuple(found)

    def cause_totals(self) -> tuple[RepricingCause, ...]:
        """Return each cause over all months, by its document, in the order of a month's causes."""
        sums: dict[tuple[str, str], int] = {}
        for cause in (cause for one in self.months for cause in self.causes(one)):
            key = cause.figure, "" if cause.figure == ALREADY_PAID else cause.source
            sums[key] = sums.get(key, 0) + cause.amount
        order = [*figure_order(self.standard.figures), STATUTORY_DATES, *RATE_NAMES, ALREADY_PAID]
        found = [
            RepricingCause(figure=name, source=of, amount=fen) for (name, of), fen in sums.items()
        ]
        return tuple(sorted(found, key=lambda cause: order.index(cause.figure)))

    def due(self, one: RepricedMonth) -> int:
        """Return what is due for a month, in fen; negative where the standard fell."""
        return sum(cause.amount for cause in self.causes(one))

    def first_provisional(self) -> dict[str, Month]:
        """Return each figure that nobody has confirmed, with the first month that rests on it."""
        return {path: one.month for one in reversed(self.months) for path in one.provisional}

    def first_carried_forward(self) -> dict[str, Month]:
        """Return each figure used after its last known day, with the first month that is so."""
        return {path: one.month for one in reversed(self.months) for path in one.carried_forward}

    @cached_property
    def total(self) -> int:
        """What is due for all months, in fen."""
        return sum(map(self.due, self.months))


def _of_rate(rate: Decimal, base: int) -> int:
    """Return rate × base to the fen, as a spreadsheet rounds: of a negative one the size is."""
    return int(rounded(Fraction(rate) * base, 0))


def unpriceable(
    contract: Roster, own: Standard, now: Standard, months: Sequence[Month]
) -> list[Problem]:
    """Return a problem for each figure that either side of some months lacks.

    So it is with an override that lowers the law in a later month than that of signing.
    """
    bare = _unfrozen(without_own(contract))
    lowered = [one for one in refusals(bare, now) if one.code == "override-lowers-law"]
    both = unknown_figures(contract, own, months) + unknown_figures(bare, now, months)
    return lowered + list({(one.where, str(one.params)): one for one in both}.values())


def repriced_months(
    contract: Estimate, now: Standard, months: Iterable[Month]
) -> Iterator[RepricedMonth]:
    """Yield the given months of a contract at the figures in force in each of them.

    All figures that either side needs must be known.
    """
    roster = _unfrozen(contract.roster)
    order = figure_order(now.figures)
    of_month = states(roster, now)
    effects: dict[tuple[object, object], tuple[Effect, ...]] = {}
    for month in months:
        own, other = contract.states[month], of_month[month]
        key = own.key, other.key
        if key not in effects:
            effects[key] = tuple(_effects(roster, own, other, order))
        needed = needed_figures(without_own(roster), other)
        rows = {path: other.rows[path] for path in now.figures if path in needed}
        yield RepricedMonth(
            month=month,
            effects=effects[key],
            provisional=tuple(p for p, row in rows.items() if row and row.is_provisional),
            carried_forward=tuple(
                path for path, row in rows.items() if row and row.is_carried_forward(month)
            ),
        )


def _unfrozen(roster: Roster) -> Roster:
    """Return the roster by the figures of each month."""
    return replace(roster, period=roster.period._replace(as_of=None))


def without_own(roster: Roster) -> Roster:
    """Return the roster without what it may pay above the standard."""
    positions = tuple(
        replace(position, base_wage=None, holiday_money=None, housing_fund_rate=None)
        for position in roster.positions
    )
    return replace(roster, positions=positions)


def _effects(
    roster: Roster, own: PricingContext, now: PricingContext, order: Sequence[str]
) -> Iterator[Effect]:
    """Yield each figure that moved, one after the other, with what it alone adds.

    An unknown number never stands between two known ones.
    """
    rows = {path: _known(row, now.rows.get(path)) for path, row in own.rows.items()}
    state = replace(own, rows=rows)
    before = amounts_in(roster, state)
    for path in order:
        row, goal = own.rows.get(path), _known(now.rows[path], own.rows.get(path))
        if row and goal and row.value == goal.value:
            continue
        heat = now.heat_months if path == _HEAT else state.heat_months
        state = replace(state, rows={**state.rows, path: goal}, heat_months=heat)
        after = amounts_in(raised(roster, state), state)
        if lines := _differences(before, after):
            yield Effect(figure=path, before=row, after=goal, lines=lines)
        before = after
    if state.facts != now.facts:
        state = replace(state, statutory_days=now.statutory_days)
        if lines := _differences(before, amounts_in(raised(roster, state), state)):
            yield Effect(figure=STATUTORY_DATES, before=None, after=None, lines=lines)


def _known(row: Row | None, other: Row | None) -> Row | None:
    """Return the row, or the other one where the first has no value."""
    return row if row and row.value is not None else other


def _differences(before: Amounts, after: Amounts) -> dict[str, Sequence[int]]:
    """Return what each line differs by, position by position; nothing where none does."""
    found: dict[str, Sequence[int]] = {
        name: tuple(b - a for a, b in zip(before[name], after[name], strict=True)) for name in LINES
    }
    return found if any(map(any, found.values())) else {}


def raised(roster: Roster, state: PricingContext) -> Roster:
    """Return the roster with what it pays above the standard, as far as no standard passed it.

    Then the standard takes its place: the adjustment is the new standard less what the contract
    paid already.
    """
    figures = state.figures
    ratio, wage = figures["base_wage_ratio"], figures["minimum_wage"]
    base_wage = None if ratio is None or wage is None else ratio * wage
    positions = tuple(
        replace(
            position,
            base_wage=_kept(position.base_wage, base_wage),
            holiday_money=_kept(position.holiday_money, figures["holiday_money"]),
            housing_fund_rate=_kept(position.housing_fund_rate, figures["housing_fund.rate"]),
        )
        for position in roster.positions
    )
    return replace(roster, positions=positions)


def _kept(own: Decimal | None, least: Decimal | None) -> Decimal | None:
    """Return what a position pays, None for the standard where this has passed it."""
    return None if own is None or (least is not None and own < least) else own
