"""A comparison for programs: the JSON document `sanicost.bids/1`."""

from sanicost.bids.comparison import Bid, BidComparison, LotBid, RowBid
from sanicost.core.text import yuan
from sanicost.writers.json_documents import as_text
from sanicost.writers.json_prices import Json, money_of

SCHEMA = "sanicost.bids/1"


def bids_document(comparison: BidComparison) -> str:
    """Return a comparison as one JSON document; money is text with two decimals."""
    bidders: list[Json] = [_bidder(bid) for bid in comparison.bids]
    return as_text({"schema": SCHEMA, "bidders": bidders})


def _bidder(bid: Bid) -> Json:
    """Return one bidder: sums over the lots bid for, what was changed or tidied, every row."""
    lots: list[Json] = [{"lot": lot.lot, **_sums(lot)} for lot in bid.lots]
    changes: list[Json] = [
        {"where": one.where, "found": one.found, "expected": one.expected} for one in bid.changes
    ]
    changes += [
        {"where": one.where, "found": one.params["was"], "expected": one.params["found"]}
        for one in bid.cleanups
    ]
    rows: list[Json] = [_row(lot, row) for lot in bid.lots for row in lot.rows]
    return {
        "name": bid.name,
        "file": bid.file,
        **_sums(bid),
        "lots": lots,
        "changes": changes,
        "rows": rows,
    }


def _sums(of: Bid | LotBid) -> dict[str, Json]:
    """Return the sums of a bid, or of its part for one lot."""
    return {
        "total": yuan(of.total),
        "labour_total": yuan(of.labour_total),
        "floor_total": yuan(of.floor_total),
        "shortfall": yuan(of.shortfall),
        "above_ceiling": of.is_above_ceiling,
    }


def _row(lot: LotBid, row: RowBid) -> Json:
    """Return one row with the tender's heads and months; an amount left blank is null."""
    return {
        "lot": lot.lot,
        "title": row.title,
        "start": str(row.row.start),
        "heads": row.heads,
        "months": row.row.months,
        "income": money_of(row.offers["income"]),
        "income_floor": yuan(row.row.income_floor),
        "employer": money_of(row.offers["employer"]),
        "employer_floor": yuan(row.row.employer_floor),
        "shortfall_month": yuan(row.shortfall_month),
        "shortfall_term": yuan(row.shortfall_term),
    }
