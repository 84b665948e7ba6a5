"""A comparison on the terminal: a row for each bidder, and what to ask about."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.bids.comparison import Bid, BidComparison, LotBid
from sanicost.core.text import money
from sanicost.i18n import Lang, text, words
from sanicost.writers.terminal import placed, print_hanging, print_notices

_MAX_SHOWN = 20
_STYLES = {"info": "cyan", "warning": "yellow", "error": "bold red"}


def print_comparison(comparison: BidComparison, lang: Lang, out: Console) -> None:
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
    if bid.cleanups:
        print_notices(text("terminal.cleanups", lang), bid.cleanups, lang, out)
