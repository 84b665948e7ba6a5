"""A roster as it is supposed to be: still one that the readers would take, or a problem."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sanicost.core.hypothesis import FieldSetting, Setting
from sanicost.core.notices import Problem
from sanicost.core.roster import Position, Roster
from sanicost.core.suppositions import ordered
from sanicost.readers.document import Notes
from sanicost.readers.prices import refuse_lot
from sanicost.readers.streets import checked_streets, refuse_lots
from sanicost.vocabulary import Vocabulary

_NAMES = {"lot", "street"}


def invalid(
    base: Roster, supposed: Roster, settings: Sequence[Setting], vocabulary: Vocabulary
) -> list[Problem]:
    """Return for what a roster would be refused that says what is supposed.

    Of a field that is supposed, the place is the supposition; what the base itself has is passed
    over: a workbook's streets are not looked up a second time.
    """
    fields_ = [one for one in ordered(settings) if isinstance(one, FieldSetting)]
    found = replace(supposed, positions=tuple(_placed(supposed, fields_)))
    problems = list(_relief(found.positions))
    if _NAMES & {one.field for one in fields_}:
        own = _names(base, vocabulary)
        problems += [one for one in _names(found, vocabulary) if one not in own]
    return problems


def _placed(roster: Roster, settings: Sequence[FieldSetting]) -> Iterator[Position]:
    """Yield the positions; a supposed field of theirs stands in the supposition."""
    for number, position in enumerate(roster.positions, start=1):
        places = {one.field: one.where for one in settings if one.concerns(number, position)}
        yield replace(position, places={**position.places, **places})


def _relief(positions: Sequence[Position]) -> Iterator[Problem]:
    """Yield rows with more heads who relieve others than heads."""
    for position in positions:
        relief, most = position.relief_headcount or 0, position.headcount
        if relief > most:
            params: dict[str, str | int] = {"found": relief, "most": most}
            where = position.place("relief_headcount")
            yield Problem(code="relief-above-headcount", where=where, params=params)


def _names(roster: Roster, vocabulary: Vocabulary) -> list[Problem]:
    """Return what is wrong with the names of streets and lots, and with prices that name lots."""
    notes = Notes()
    checked_streets(roster.positions, vocabulary, notes)
    refuse_lots(roster.positions, vocabulary, notes)
    _refuse_prices(roster, vocabulary, notes)
    return notes.problems


def _refuse_prices(roster: Roster, vocabulary: Vocabulary, notes: Notes) -> None:
    """Note other costs and rates whose lot no position has, and a cost that names none."""
    lots = roster.lots
    named = [(cost.where, cost.lot) for cost in roster.prices.other_costs if cost.lot]
    named += [(f"price.lots.{lot}", lot) for lot in roster.prices.lot_rates]
    for where, lot in named:
        refuse_lot(lot, lots, where, notes)
    for cost in roster.prices.other_costs:
        if lots and cost.lot is None:
            notes.problem("cost-without-lot", cost.where, known="、".join(lots))
        elif not lots and cost.lot == "":
            refuse_lot(next(iter(vocabulary.choices["lot_all"])), lots, cost.where, notes)
