"""The tender as a whole: its project, other costs and rates (§7), and the options that beat it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from sanicost.city.vocabulary import Vocabulary, word_key
from sanicost.core.kinds import AMOUNT, AREA, HIGHEST_RATE, MONEY, MONTHS, RATE
from sanicost.core.notices import Assumption, Params
from sanicost.core.period import LAST_MONTH, Month, Period
from sanicost.core.roster import (
    RATE_NAMES,
    Growth,
    OtherCost,
    Per,
    Position,
    Prices,
    Project,
    RateName,
    StatutoryDays,
)
from sanicost.core.text import plain
from sanicost.readers import fields
from sanicost.readers.document import Document, Item, Notes, Raw, given_places, shown

DEFAULT_MONTHS = 12
_PERIOD = ("start", "months", "as_of")


class Options(NamedTuple):
    """What the command line says; an option beats the roster."""

    start: Month | None = None
    months: int | None = None
    as_of: Month | None = None
    figures: Path | None = None
    skip_sheets: tuple[str, ...] = ()
    is_for_many: bool = False  # a sheet to skip need not be in each of several rosters
    refresh: bool = False  # today's figures in place of those that a workbook carries


def beaten(assumptions: list[Assumption], params: Params) -> None:
    """List an option that beats the roster, in place of one that beat it before."""
    code = "option-beats-roster"
    assumptions[:] = [
        one for one in assumptions if one.code != code or one.params["name"] != params["name"]
    ]
    assumptions.append(Assumption(code=code, params=params))


class ProjectReader:
    """Interprets the project of one document; an option that beats it becomes an assumption."""

    def __init__(
        self,
        document: Document,
        options: Options,
        vocabulary: Vocabulary,
        notes: Notes,
        assumptions: list[Assumption],
    ) -> None:
        self._document = document
        self._options = options
        self._vocabulary = vocabulary
        self._notes = notes
        self._assumptions = assumptions

    def _raw(self, name: str) -> Raw:
        """Return a field of the project, blank where it is not given."""
        return self._document.project.get(name, Raw(None, f"project.{name}"))

    def _choice(self, name: str) -> str | None:
        return fields.choice(self._raw(name), self._vocabulary.choices[name], self._notes)

    def project(self) -> Project:
        """Return what holds for the tender as a whole."""
        period = {name: self._said(name) for name in _PERIOD}
        return Project(
            name=fields.text(self._raw("name"), self._notes),
            buyer=fields.text(self._raw("buyer"), self._notes),
            level=self._choice("level"),
            area=fields.number(self._raw("area"), AREA, self._notes),
            budget=fields.number(self._raw("budget"), MONEY, self._notes),
            places=given_places({**self._document.project, **period}),
        )

    def growth(self) -> Growth:
        """Return whether seniority grows; by default it does not (specification §8)."""
        return Growth(self._choice("seniority_growth") or Growth.NONE)

    def statutory_days(self, positions: Sequence[Position]) -> StatutoryDays:
        """Return how statutory days count; by date there must be somebody who works all (§4)."""
        found = StatutoryDays(self._choice("statutory_days") or StatutoryDays.SPREAD)
        numbers = positions and all(one.statutory_days_worked is not None for one in positions)
        if found is StatutoryDays.CALENDAR and numbers:
            raw = self._raw("statutory_days")
            self._notes.problem("calendar-without-all-days", raw.where, found=shown(raw.value))
        return found

    def period(self, today: Month) -> Period:
        """Return the period; by default twelve months from the next January (§2)."""
        start = fields.month(self._given("start"), self._notes)
        given = self._given("months")
        months = fields.number(given, MONTHS, self._notes)
        if given.is_blank:
            self._notes.warning("term-assumed", "", months=DEFAULT_MONTHS)
        as_of = fields.month(self._given("as_of"), self._notes)
        period = Period(
            start=start or Month.of(today.year + 1, 1),
            months=DEFAULT_MONTHS if months is None else int(months),
            as_of=as_of,
        )
        if period.last > LAST_MONTH:
            where, first = self._said("start").where or "project.start", str(period.start)
            self._notes.problem("period-too-late", where, start=first, months=period.months)
        return period

    def _given(self, name: str) -> Raw:
        """Return the period, with a note where an option beats the roster."""
        own, said = self._raw(name), self._said(name)
        if not own.is_blank and shown(own.value) != shown(said.value):
            found = shown(said.value)
            beaten(self._assumptions, {"name": said.where, "old": shown(own.value), "found": found})
        return said

    def _said(self, name: str) -> Raw:
        """Return an option where there is one, else the roster's own field."""
        option = getattr(self._options, name)
        if option is None:
            return self._raw(name)
        return Raw(str(option), f"--{name.replace('_', '-')}")


def read_prices(
    document: Document, lots: Iterable[str], vocabulary: Vocabulary, notes: Notes
) -> Prices:
    """Return other costs and rates; every cost and rate of a lot must name one that exists."""
    known = tuple(lots)
    rates: dict[RateName, Decimal] = {}
    lot_rates: dict[str, dict[RateName, Decimal]] = {}
    places: dict[tuple[str, str], str] = {}
    for item in document.rates:
        name = next(one for one in RATE_NAMES if one == item.fields["name"].value)
        rate = fields.number(item.fields["rate"], RATE, notes)
        lot = _lot(item, known, notes)
        target = rates if lot is None else lot_rates.setdefault(lot, {})
        if name in target:
            notes.problem("rate-repeated", item.where, rate=name)
        if rate is None and item.fields["rate"].is_blank:
            notes.problem("rate-missing", item.fields["rate"].where, rate=name)
        elif rate is not None and rate > HIGHEST_RATE:
            params = {"found": plain(rate), "most": plain(HIGHEST_RATE)}
            notes.problem("rate-too-high", item.fields["rate"].where, rate=name, **params)
        elif rate is not None:
            target[name] = rate
            places[lot or "", name] = item.fields["rate"].where
    areas: dict[str, Decimal] = {}
    area_places: dict[str, str] = {}
    for item in document.areas:
        area, lot = fields.number(item.raw("area"), AREA, notes), _lot(item, known, notes)
        if area is not None and lot is not None:
            areas[lot], area_places[lot] = area, item.raw("area").where
    costs = [_other_cost(item, known, vocabulary, notes) for item in document.other_costs]
    return Prices(
        other_costs=tuple(cost for cost in costs if cost),
        rates=rates,
        lot_rates=lot_rates,
        rate_places=places,
        lot_areas=areas,
        area_places=area_places,
    )


def _other_cost(
    item: Item, lots: tuple[str, ...], vocabulary: Vocabulary, notes: Notes
) -> OtherCost | None:
    """Return one other cost, None where a problem was noted."""
    raws = {name: item.raw(name) for name in ("name", "amount", "per", "lot")}
    name = fields.text(raws["name"], notes)
    per = fields.choice(raws["per"], vocabulary.choices["per"], notes)
    kind = replace(AMOUNT, unit=f"{AMOUNT.unit}/{per}") if per else AMOUNT
    amount = fields.number(raws["amount"], kind, notes)
    for field in ("name", "amount", "per"):
        if raws[field].is_blank:
            notes.problem("cost-field-missing", raws[field].where, field=field)
    if rate := vocabulary.headings["price_rows"].get(word_key(name or "")):
        params = {"rate": rate, "found": shown(raws["amount"].value)}
        notes.problem("amount-of-rate", raws["name"].where, **params)
    shared = _is_shared(raws["lot"], vocabulary)
    lot = "" if shared and lots else _lot(item, lots, notes)
    if lots and lot is None and raws["lot"].is_blank:
        notes.problem("cost-without-lot", raws["lot"].where, known="、".join(lots))
    if name is None or amount is None or per is None:
        return None
    places = given_places(raws)
    return OtherCost(
        where=item.where, name=name, amount=amount, per=Per(per), lot=lot, places=places
    )


def _is_shared(raw: Raw, vocabulary: Vocabulary) -> bool:
    """Return whether a cost is shared by all lots."""
    words = vocabulary.choices["lot_all"]
    return isinstance(raw.value, str) and word_key(raw.value) in words


def _lot(item: Item, lots: tuple[str, ...], notes: Notes) -> str | None:
    """Return the lot that a cost or a rate names, None where it names none."""
    raw = item.raw("lot")
    lot = fields.text(raw, notes)
    if lot is not None:
        refuse_lot(lot, lots, raw.where, notes)
    return lot


def refuse_lot(lot: str, lots: tuple[str, ...], where: str, notes: Notes) -> None:
    """Note a lot that no position has."""
    if lot not in lots:
        near = "、".join(fields.nearest(lot, lots))
        params = {"found": lot, "candidates": near, "known": "、".join(lots)}
        notes.problem("lot-unknown", where, **params)
