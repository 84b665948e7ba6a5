"""What was bid beside what the tender has: row by row, lot by lot, bidder by bidder (§12).

Everything here is evidence to ask a bidder about, never a verdict; no price is a least one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from sanicost.bids.forms import WORDS, Change, FilledForm, FilledLot, Problems
from sanicost.core.bid_sheets import BidItem, BidRow, bid_items, bid_rows
from sanicost.core.evaluate import half_up
from sanicost.core.notices import Cleanup, Finding, Severity
from sanicost.core.price import FEN, Ceiling
from sanicost.core.result import Result
from sanicost.core.text import money, plain
from sanicost.embedded.canonical import Run
from sanicost.spreadsheet.cells import Cell, shown

PARTS = ("income", "employer")
"""What a bidder prices of a person and month; each has its own floor."""
_MAX_FEN = 10**15


@dataclass(frozen=True, kw_only=True)
class RowBid:
    """One position and run of months as one bidder has it; amounts in fen, None for a blank.

    `heads` are the tender's; `own_heads` and `own_months` what the form says now.
    """

    row: BidRow
    title: str
    heads: int
    own_heads: Decimal
    own_months: Decimal
    offers: Mapping[str, int | None]
    reason: str
    where: str

    def gap(self, part: str) -> int:
        """Return by how much a part lies below its floor, a person-month; 0 for one that is not."""
        offer = self.offers[part]
        return 0 if offer is None else max(0, floor_of(self.row, part) - offer)

    @property
    def shortfall_month(self) -> int:
        """What both parts lie below their floors together, a person-month."""
        return sum(map(self.gap, PARTS))

    @property
    def shortfall_term(self) -> int:
        """The same over the tender's heads and months."""
        return self.shortfall_month * self.heads * self.row.months

    @cached_property
    def cost(self) -> int:
        """What the row amounts to by the heads and months that the form says."""
        offer = sum(self.offers[part] or 0 for part in PARTS)
        return half_up(Fraction(offer) * Fraction(self.own_heads) * Fraction(self.own_months))


@dataclass(frozen=True, kw_only=True)
class ItemBid:
    """What a bid holds besides the labour cost, over the term; None for a blank.

    A charge has a rate, of the labour cost and all items above it.
    """

    item: BidItem
    rate: Decimal | None
    amount: int | None
    reason: str
    where: str


@dataclass(frozen=True, kw_only=True)
class LotBid:
    """One bidder's bid for one lot, or for a tender without lots."""

    lot: str | None
    ceiling: Ceiling
    rows: tuple[RowBid, ...]
    items: tuple[ItemBid, ...]
    written: Mapping[str, int]

    @cached_property
    def labour_total(self) -> int:
        """The sum of the rows as the form has them."""
        return sum(row.cost for row in self.rows)

    @property
    def floor_total(self) -> int:
        """Heads × months × floor as the tender has them, whatever the form says."""
        return self.ceiling.labour_cost

    @property
    def total(self) -> int:
        """The sum of the parts."""
        return self.labour_total + sum(item.amount or 0 for item in self.items)

    @property
    def shortfall(self) -> int:
        """By how much the labour total lies below the floor."""
        return max(0, self.floor_total - self.labour_total)

    @property
    def is_above_ceiling(self) -> bool:
        """Whether the sum of the parts, or the total that is written, is above the ceiling."""
        return max(self.total, self.written.get("total", 0)) > self.ceiling.ceiling


@dataclass(frozen=True, kw_only=True)
class Bid:
    """One bidder's bid: lots that are bid for, what was changed or tidied, what to ask about."""

    name: str
    file: str
    lots: tuple[LotBid, ...]
    changes: tuple[Change, ...]
    cleanups: tuple[Cleanup, ...]
    findings: tuple[Finding, ...]

    def lot(self, name: str | None) -> LotBid | None:
        """Return the bid for a lot, None where there is none."""
        return next((one for one in self.lots if one.lot == name), None)

    @property
    def total(self) -> int:
        """The sum over the lots that are bid for."""
        return sum(one.total for one in self.lots)

    @property
    def labour_total(self) -> int:
        """Likewise of the labour cost."""
        return sum(one.labour_total for one in self.lots)

    @property
    def floor_total(self) -> int:
        """Likewise of its floor."""
        return sum(one.floor_total for one in self.lots)

    @property
    def shortfall(self) -> int:
        """Likewise of what lies below it: a lot above its floor makes up for no other."""
        return sum(one.shortfall for one in self.lots)

    @property
    def is_above_ceiling(self) -> bool:
        """Whether some lot is above its ceiling."""
        return any(one.is_above_ceiling for one in self.lots)


@dataclass(frozen=True, kw_only=True)
class BidComparison:
    """Several bids beside one tender, in the order in which their files were given."""

    run: Run
    bids: tuple[Bid, ...]

    @property
    def result(self) -> Result:
        """The priced tender."""
        return self.run.result


def floor_of(row: BidRow, part: str) -> int:
    """Return the floor of a part, of one person and month."""
    return row.income_floor if part == "income" else row.employer_floor


def compare(run: Run, forms: Sequence[FilledForm], problems: Problems) -> BidComparison:
    """Return the bids of the forms beside the tender; note what cannot be read as an amount."""
    return BidComparison(run=run, bids=tuple(_bid(run.result, form, problems) for form in forms))


def _bid(result: Result, form: FilledForm, problems: Problems) -> Bid:
    """Return one bidder's bid."""
    findings: list[Finding] = []
    lots = tuple(
        _lot_bid(result, form.file, filled, problems, findings) for filled in form.lots.values()
    )
    for lot in lots:
        findings += _of_lot(lot)
    if not lots:
        findings.append(_finding("bid-empty", form.file))
    for change in form.changes:
        params = {"found": change.found, "expected": change.expected}
        findings.append(_finding("bid-form-changed", change.where, "warning", **params))
    return Bid(
        name=form.name,
        file=form.file,
        lots=lots,
        changes=form.changes,
        cleanups=form.cleanups,
        findings=tuple(findings),
    )


def _lot_bid(
    result: Result, file: str, filled: FilledLot, problems: Problems, findings: list[Finding]
) -> LotBid:
    """Return the bid for one lot."""
    lot = filled.blank.lot
    [ceiling] = [part for part in result.price.parts if part.lot == lot]
    read = _Amounts(filled, file, problems, findings)
    rows = tuple(
        _row_bid(result, row, read)
        for row in bid_rows(result.estimate, result.estimate.indices(lot))
    )
    items = _items(ceiling, sum(row.cost for row in rows), read)
    written = {key: fen for key in _SUMS if (fen := read.written(key, "cost")) is not None}
    bid = LotBid(lot=lot, ceiling=ceiling, rows=rows, items=items, written=written)
    findings += _not_footing(bid, read)
    return bid


_SUMS = ("labour_cost", "total")
"""The rows of a form that its formulas add up."""


def _items(ceiling: Ceiling, labour: int, read: "_Amounts") -> tuple[ItemBid, ...]:
    """Return the other items; a charge is taken of all that stands above it."""
    found: list[ItemBid] = []
    above = labour
    for item in bid_items(ceiling):
        rate = None
        if item.rate is None:
            amount = read.amount(item.key, "cost")
        else:
            rate = read.rate(item.key)
            amount = None if rate is None else half_up(Fraction(rate) * above)
        above += amount or 0
        found.append(
            ItemBid(
                item=item,
                rate=rate,
                amount=amount,
                reason=read.reason(item.key),
                where=read.filled.where(item.key, "cost"),
            )
        )
    return tuple(found)


class _Amounts:
    """Reads the cells of one sheet as amounts, and notes those that are none."""

    def __init__(
        self, filled: FilledLot, file: str, problems: Problems, findings: list[Finding]
    ) -> None:
        self.filled = filled
        self._file, self._problems, self._findings = file, problems, findings

    def amount(self, key: str, column: str) -> int | None:
        """Return an amount in fen that the bidder was to fill in, None for a blank."""
        number = self._entry(key, column)
        if number is None:
            return None
        fen = half_up(Fraction(number * FEN))
        if fen != number * FEN:
            found, where = plain(number), self.filled.where(key, column)
            self._findings.append(
                _finding("bid-amount-rounded", where, found=found, taken=money(fen))
            )
        return fen

    def rate(self, key: str) -> Decimal | None:
        """Return the rate of a charge that the bidder was to fill in, None for a blank."""
        return self._entry(key, "employer")

    def _entry(self, key: str, column: str) -> Decimal | None:
        """Return a number that was to be filled in; note a blank, and what is no number."""
        cell, where = self.filled.cell(key, column), self.filled.where(key, column)
        if cell.value is None and not cell.is_uncomputed:
            self._findings.append(_finding("bid-amount-blank", where, "warning"))
            return None
        if code := _wrong(cell):
            found = shown(cell.value)
            self._problems.add(code, f"{self._file} {where}", found=found)
            return None
        assert isinstance(cell.value, Decimal)
        return cell.value

    def written(self, key: str, column: str) -> int | None:
        """Return what a formula of the form shows, in fen; None for what is no number."""
        value = self.filled.cell(key, column).value
        return half_up(Fraction(value * FEN)) if isinstance(value, Decimal) else None

    def number(self, key: str, column: str, expected: int) -> Decimal:
        """Return a number of the form, the tender's own where it is none any more."""
        value = self.filled.cell(key, column).value
        is_number = isinstance(value, Decimal) and value >= 0
        return value if isinstance(value, Decimal) and is_number else Decimal(expected)

    def reason(self, key: str) -> str:
        """Return what the bidder wrote of a row, "" for nothing."""
        said = (shown(self.filled.cell(key, column).value).strip() for column in WORDS)
        return "；".join(filter(None, said))


def _wrong(cell: Cell) -> str:
    """Return the code of what is wrong with an amount, "" for one that can be read."""
    if cell.is_uncomputed:
        return "formula-without-value"
    if cell.kind == "error":
        return "cell-shows-error"
    if not isinstance(cell.value, Decimal):
        return "bid-amount-text"
    if cell.value < 0:
        return "bid-amount-negative"
    return "bid-amount-too-large" if cell.value * FEN >= _MAX_FEN else ""


def _row_bid(result: Result, row: BidRow, read: _Amounts) -> RowBid:
    """Return one row of a form beside the tender."""
    position = result.estimate.roster.positions[row.index]
    return RowBid(
        row=row,
        title=position.title,
        heads=position.headcount,
        own_heads=read.number(row.key, "headcount", position.headcount),
        own_months=read.number(row.key, "months", row.months),
        offers={part: read.amount(row.key, part) for part in PARTS},
        reason=read.reason(row.key),
        where=read.filled.where(row.key, "title"),
    )


def _not_footing(bid: LotBid, read: _Amounts) -> Iterator[Finding]:
    """Yield each sum that is written otherwise than its parts amount to.

    A form saved by what does not calculate shows no sums: then there is nothing to compare.
    """
    sums = [(row.row.key, row.cost) for row in bid.rows]
    sums += [("labour_cost", bid.labour_total), ("total", bid.total)]
    for key, computed in sums:
        written = read.written(key, "cost")
        if written is not None and written != computed:
            params = {"found": money(written), "computed": money(computed)}
            where = read.filled.where(key, "cost")
            yield _finding("bid-does-not-foot", where, "warning", **params)


def _of_lot(bid: LotBid) -> Iterator[Finding]:
    """Yield what to ask about a bid for one lot."""
    for row in bid.rows:
        yield from _of_row(row)
    where = bid.lot or ""
    if bid.shortfall:
        params = {
            "found": money(bid.labour_total),
            "floor": money(bid.floor_total),
            "gap": money(bid.shortfall),
        }
        yield _finding("bid-labour-below-floor", where, "warning", **params)
    if bid.is_above_ceiling:
        total = max(bid.total, bid.written.get("total", 0))
        ceiling = bid.ceiling.ceiling
        params = {
            "found": money(total),
            "ceiling": money(ceiling),
            "gap": money(total - ceiling),
        }
        yield _finding("bid-above-ceiling", where, "error", **params)


def _of_row(row: RowBid) -> Iterator[Finding]:
    """Yield each part that lies below its floor, with the bidder's reason if there is one."""
    for part in PARTS:
        gap, offer = row.gap(part), row.offers[part]
        if not gap or offer is None:
            continue
        params: dict[str, str | int] = {
            "title": row.title,
            "start": str(row.row.start),
            "months": row.row.months,
            "heads": row.heads,
            "part": part,
            "found": money(offer),
            "floor": money(floor_of(row.row, part)),
            "gap": money(gap),
            "term": money(gap * row.heads * row.row.months),
        }
        if row.reason:
            yield _finding(
                "bid-below-floor-explained", row.where, "warning", **params, reason=row.reason
            )
        else:
            yield _finding("bid-below-floor", row.where, "warning", **params)


def _finding(code: str, where: str, severity: Severity = "info", **params: str | int) -> Finding:
    return Finding(code=code, where=where, severity=severity, params=params)
