"""Other costs and rates: what the officer puts on top of the basic cost (specification §7)."""

from collections.abc import Iterable
from decimal import Decimal

from sanicost.core.roster import RATE_NAMES, OtherCost, Per, Prices, RateName
from sanicost.readers import fields
from sanicost.readers.document import Document, Item, Notes, Raw, given_places, shown
from sanicost.vocabulary import Vocabulary, word_key


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
        rate = fields.number(item.fields["rate"], fields.RATE, notes)
        lot = _lot(item, known, notes)
        target = rates if lot is None else lot_rates.setdefault(lot, {})
        if name in target:
            notes.problem("rate-repeated", item.where, rate=name)
        if rate is None and item.fields["rate"].is_blank:
            notes.problem("rate-missing", item.fields["rate"].where, rate=name)
        elif rate is not None:
            target[name] = rate
            places[lot or "", name] = item.fields["rate"].where
    costs = [_other_cost(item, known, vocabulary, notes) for item in document.other_costs]
    return Prices(
        other_costs=tuple(cost for cost in costs if cost),
        rates=rates,
        lot_rates=lot_rates,
        rate_places=places,
    )


def _other_cost(
    item: Item, lots: tuple[str, ...], vocabulary: Vocabulary, notes: Notes
) -> OtherCost | None:
    """Return one other cost, None where a problem was noted."""
    raws = {name: item.raw(name) for name in ("name", "amount", "per", "lot")}
    name = fields.text(raws["name"], notes)
    amount = fields.number(raws["amount"], fields.MONEY, notes)
    per = fields.choice(raws["per"], vocabulary.choices["per"], notes)
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
