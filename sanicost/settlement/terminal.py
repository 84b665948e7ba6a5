"""The terminal: a settlement that a person reads in ten seconds. User text is never markup."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.core.notices import Finding, Notice, Params
from sanicost.core.text import change, money
from sanicost.i18n import Lang, label, text, words
from sanicost.settlement.against import PostMonth
from sanicost.settlement.settlement import Settlement
from sanicost.writers.terminal import coded, print_hanging

MAX_SHOWN = 20
_NAME, _WIDE, _GAP = 12, 10, 2
"""Characters that a title, a heading and the gap between two columns need."""
_STYLES = {"info": "cyan", "warning": "yellow", "error": "bold red"}
_BESIDE = {"unused_leave": "settle_summary.unused_leave", "short": "settle_summary.short"}
"""What stands beside the basic cost and has words of its own."""


def print_settlement(settlement: Settlement, lang: Lang, out: Console) -> None:
    """Print what was settled beside the contract, and what should be looked at."""
    name = settlement.terms.roster.project.name
    if name:
        out.print(Text(name, style="bold"))
    params: Params = {
        "first": str(settlement.months[0]),
        "last": str(settlement.months[-1]),
        "rows": settlement.rows,
        "workers": settlement.workers,
    }
    out.print(Text(text("settle_summary.head", lang, **params)))
    _print_posts(settlement, lang, out)
    _print_totals(settlement, lang, out)
    _print_notices("assumptions", settlement.assumptions, lang, out)
    _print_notices("tolerated", settlement.tolerated, lang, out)
    _print_notices("findings", settlement.findings, lang, out)
    _print_notices("cleanups", settlement.cleanups, lang, out)


def _print_posts(settlement: Settlement, lang: Lang, out: Console) -> None:
    """Print a row for each position over all months settled, and their sum."""
    headings = words("headings.settle", lang)
    total = _sums(settlement.posts)
    # No amount may be broken over two lines: the last column gives way where all have no room.
    wide = sum(max(len(cell), _WIDE) + _GAP for cell in total) + _NAME > out.width
    shown = total[:-1] if wide else total
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(headings[0], overflow="fold")
    for heading in headings[1 : len(shown) + 1]:
        table.add_column(heading, justify="right", no_wrap=True)
    for index, position in enumerate(settlement.positions[:MAX_SHOWN]):
        months = [one for one in settlement.posts if one.position == index]
        table.add_row(Text(position.title), *_sums(months)[: len(shown)])
    if (more := len(settlement.positions) - MAX_SHOWN) > 0:
        table.add_row(Text(text("settle_summary.more", lang, count=more)))
    table.add_row(Text(text("settle_summary.total", lang)), *shown, style="bold")
    out.print(table)
    if wide:
        out.print(Text(f"{headings[-1]}  {total[-1]}"))


def _sums(months: Sequence[PostMonth]) -> tuple[str, ...]:
    """Return the sums of some months, as the table shows them."""
    workers, heads = (sum(getattr(one, name) for one in months) for name in ("workers", "heads"))
    return (
        f"{workers}/{heads}",
        money(sum(one.contract["cost"] for one in months)),
        money(sum(one.worked["cost"] for one in months)),
        change(sum(one.difference("cost") for one in months)),
        money(sum(one.missing_reference for one in months)),
    )


def _print_totals(settlement: Settlement, lang: Lang, out: Console) -> None:
    """Print what stands beside the basic cost, where there is any."""
    totals = settlement.totals
    for name in ("on_cost", "unused_leave", "short"):
        if totals[name]:
            known = text(_BESIDE[name], lang) if name in _BESIDE else label(name, lang)
            out.print(Text(f"{known}  {money(totals[name])}"))


def _print_notices(title: str, notices: Sequence[Notice], lang: Lang, out: Console) -> None:
    """Print notices of one kind, the first ones of many."""
    if not notices:
        return
    out.print()
    out.print(Text(text(f"settle_summary.{title}", lang), style="bold"))
    for one in notices[:MAX_SHOWN]:
        said = coded(one, lang)
        if isinstance(one, Finding):
            said.stylize_before(_STYLES[one.severity])
        print_hanging([(Text(" "), said)], out)
    if len(notices) > MAX_SHOWN:
        more = text("settle_summary.more", lang, count=len(notices) - MAX_SHOWN)
        out.print(Text(f"  {more}"))
