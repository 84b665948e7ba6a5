"""What is said of a comparison besides its workbook: `sanicost.bids/1`, and the terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.bids.comparison import Bid, Comparison, LotBid, RowBid
from sanicost.core.text import money, yuan
from sanicost.i18n import Lang, text, words
from sanicost.writers.json_documents import as_text
from sanicost.writers.json_prices import Json, money_of
from sanicost.writers.terminal import placed, print_hanging

SCHEMA = "sanicost.bids/1"
_MAX_SHOWN = 20
_STYLES = {"info": "cyan", "warning": "yellow", "error": "bold red"}


def bids_document(comparison: Comparison) -> str:
    """Return a comparison as one JSON document; money is text with two decimals."""
    bidders: list[Json] = [_bidder(bid) for bid in comparison.bids]
    return as_text({"schema": SCHEMA, "bidders": bidders})


def _bidder(bid: Bid) -> Json:
    """Return one bidder: sums over the lots bid for, what was changed, and every row."""
    lots: list[Json] = [{"lot": lot.lot, **_sums(lot)} for lot in bid.lots]
    changes: list[Json] = [
        {"where": one.where, "found": one.found, "expected": one.expected} for one in bid.changes
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


def print_comparison(comparison: Comparison, lang: Lang, out: Console) -> None:
    """Print a row for each bidder, and then what to ask each of them about."""
    name = comparison.result.estimate.roster.project.name
    if name:
        out.print(Text(name, style="bold"))
    out.print(Text(text("bid_summary.head", lang, bids=len(comparison.bids))))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(words("headings.bids", lang)):
        table.add_column(heading, justify="left" if column < 1 else "right", overflow="fold")
    for bid in comparison.bids:
        table.add_row(Text(bid.name, style="bold"), *_shown(bid, lang))
        for lot in bid.lots if len(comparison.result.price.parts) > 1 else ():
            table.add_row(Text("  " + text("bid_summary.lot", lang, lot=str(lot.lot))),
                          *_shown(lot, lang))  # fmt: skip
    out.print(table)
    for bid in comparison.bids:
        _print_findings(bid, lang, out)
    out.print()
    out.print(Text(text("bid_summary.evidence", lang)))


def _shown(of: Bid | LotBid, lang: Lang) -> tuple[str, ...]:
    """Return the sums of a bid as the table shows them."""
    if isinstance(of, Bid) and not of.lots:
        return (text("bid_summary.no_bid", lang), "", "", "", "")
    above = text("bid_summary.above" if of.is_above_ceiling else "bid_summary.not_above", lang)
    return (*map(money, (of.total, of.labour_total, of.floor_total, of.shortfall)), above)


def _print_findings(bid: Bid, lang: Lang, out: Console) -> None:
    """Print what to ask one bidder about, the first ones of many."""
    out.print()
    head = text("bid_summary.of_bidder", lang, name=bid.name, file=bid.file)
    out.print(Text(head, style="bold"))
    if not bid.findings:
        out.print(Text("  " + text("bid_summary.none", lang)))
    for one in bid.findings[:_MAX_SHOWN]:
        told = placed(one, lang)
        told.stylize_before(_STYLES[one.severity])
        print_hanging([(Text(" "), told)], out)
    if len(bid.findings) > _MAX_SHOWN:
        more = text("bid_summary.more", lang, count=len(bid.findings) - _MAX_SHOWN)
        out.print(Text(f"  {more}"))
