"""The terminal: a summary that a person reads in ten seconds. User text is never markup."""

import sys
from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from sanicost.city.columns import field_label
from sanicost.core.notices import Finding, Notice
from sanicost.core.price import Price
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.text import in_capitals, money, visible
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang, label, place, text
from sanicost.i18n.figures import carried_value, figure_name, provisional_note
from sanicost.i18n.notices import say
from sanicost.writers.wrapping import Hanging

MAX_POSITIONS = 15
_MANNING = ("heads-from-coverage", "relief-inside-headcount")
_PART = ("part-by-lot", "part-by-street")
MAX_PROBLEMS = 200
_STYLES = {"info": "cyan", "warning": "yellow", "error": "bold red"}
_HEADINGS = {
    "zh": ("岗位", "类", "人数", "人均月成本", "合同期合计"),
    "en": ("post", "class", "heads", "unit cost", "term total"),
}


class _Console(Console):
    """A console of visible texts, that leaves it to the caller what a reader who has gone means."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Yield what is printed: only the console itself steers the terminal."""
        for shown, style, control in super().render(renderable, options):
            yield Segment(shown if control else visible(shown), style, control)

    def on_broken_pipe(self) -> None:
        """Raise what the library would turn into exit code 1."""
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """Return a console; neither markup nor emoji codes nor numbers in user text are styled."""
    # Elsewhere control characters are kept out of the stream itself, see `cli/output`.
    file = getattr(sys.stderr if stderr else sys.stdout, "unfiltered", None)
    return _Console(
        file=file, stderr=stderr, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


def print_summary(run: Run, lang: Lang, out: Console) -> None:
    """Print what was priced: positions, totals, ceiling, how certain it is, what to look at."""
    result = run.result
    _print_head(result, lang, out)
    _print_positions(result, lang, out)
    _print_manning(result, lang, out)
    _print_totals(result, lang, out)
    _print_provisional(result, lang, out)
    _print_carried(result, lang, out)
    kept = [one for one in result.assumptions if one.code == "figure-kept"]
    if kept:
        print_notices(text("terminal.kept", lang), kept, lang, out)
    _print_findings(result.findings, lang, out)
    if result.cleanups:
        title = text("terminal.cleanups", lang)
        print_notices(title, result.cleanups, lang, out)


def print_problems(
    problems: Sequence[Notice], lang: Lang, out: Console, *, is_copied: bool = False
) -> None:
    """Print everything that is wrong, each with its place.

    Nothing was written then, but for a copy that says the same where `is_copied`.
    """
    count = len(problems)
    many = text("terminal.problems", lang, count=count)
    head = text("terminal.problem", lang) if count == 1 else many
    if is_copied:
        head = text("terminal.problems-copied", lang, count=count)
    out.print(Text(head, style="bold red"))
    for problem in problems[:MAX_PROBLEMS]:
        if problem.where:
            where = Text(f"  {place(problem.where, lang)}", style="bold")
            out.print(where, soft_wrap=not out.is_terminal)
        print_hanging([(Text("   "), coded(problem, lang))], out)
    if (rest := count - MAX_PROBLEMS) > 0:
        out.print(Text(text("terminal.more-problems", lang, count=rest), style="bold red"))


def print_hanging(rows: Iterable[tuple[Text, Text]], out: Console) -> None:
    """Print a mark and a text that stays beside it however often it wraps.

    Into a pipe or a file goes each line of a text as one line: programs search and cut them.
    """
    if not out.is_terminal:
        for mark, text in rows:
            gap = "\n" + " " * (mark.cell_len + 1)
            line = Text(" ").join([mark, Text(gap).join(text.split("\n"))])
            out.print(line, soft_wrap=True)
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for mark, text in rows:
        grid.add_row(mark, Hanging(text))
    out.print(grid)


def _print_head(result: Result, lang: Lang, out: Console) -> None:
    """Print the tender's name and period, and of what it is a part."""
    roster = result.estimate.roster
    if roster.project.name:
        out.print(Text(roster.project.name, style="bold"))
    if roster.project.buyer:
        out.print(Text(roster.project.buyer))
    said = (result.assumptions[0], *(one for one in result.assumptions if one.code in _PART))
    for one in said:
        out.print(Text(say(one, lang), style="dim"))


def _print_positions(result: Result, lang: Lang, out: Console) -> None:
    """Print a row for each position, the first ones of a long roster."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(_HEADINGS[lang]):
        table.add_column(heading, justify="left" if column < 1 else "right", overflow="fold")
    estimate = result.estimate
    for index, position in enumerate(estimate.roster.positions[:MAX_POSITIONS]):
        costs = [segment.amounts["unit_cost"][index] for segment in estimate.segments]
        low, high = money(min(costs)), money(max(costs))
        table.add_row(
            Text(position.title),
            str(position.post_class),
            f"{position.headcount:,}",
            low if low == high else f"{low} – {high}",
            money(estimate.cost(index)),
        )
    out.print(table)
    rest = len(estimate.roster.positions) - MAX_POSITIONS
    if rest > 0:
        one = text("terminal.more-position", lang, count=rest)
        out.print(one if rest == 1 else text("terminal.more-positions", lang, count=rest))


def _print_manning(result: Result, lang: Lang, out: Console) -> None:
    """Print how heads follow from posts to man, and how many of them relieve others."""
    said = [one for one in result.assumptions if one.code in _MANNING]
    rows = [(Text(" "), coded(one, lang)) for one in said[:MAX_POSITIONS]]
    if rows:
        out.print()
        print_hanging(rows, out)


def _print_totals(result: Result, lang: Lang, out: Console) -> None:
    """Print the steps from basic cost to ceiling; the ceiling also in capital numerals."""
    price = result.price
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", overflow="fold")
    heads = sum(position.headcount for position in result.estimate.roster.positions)
    table.add_row(field_label("headcount", lang), f"{heads:,}")
    table.add_row(label("labour_cost", lang), money(price.labour_cost))
    if price.incentives:
        table.add_row(label("incentives", lang), money(price.incentives))
    if price.other_costs:
        total = sum(share.amount for share in price.other_costs)
        table.add_row(label("other_costs", lang), money(total))
    # Rates and ceilings belong to lots or to the whole tender: a street has none.
    if result.split != "street":
        _add_ceiling(table, price, lang)
    out.print()
    out.print(table)
    if result.split != "street":
        out.print(Text(in_capitals(price.ceiling), style="bold"))


def _add_ceiling(table: Table, price: Price, lang: Lang) -> None:
    """Add the charges and the ceilings of lots and tender."""
    for name in RATE_NAMES:
        charge = price.charge(name)
        absent = text("terminal.not-given", lang)
        table.add_row(label(name, lang), absent if charge is None else money(charge))
    for part in price.parts:
        if part.lot is not None:
            table.add_row(Text(_lot_name(part.lot, lang)), money(part.ceiling))
    ceiling = Text(label("ceiling", lang), style="bold")
    table.add_row(ceiling, Text(money(price.ceiling), style="bold"))


def _lot_name(lot: str, lang: Lang) -> str:
    """Return a lot with the word for one before it, unless its own name begins with the word."""
    word = field_label("lot", lang)
    return lot if lot.startswith(word) else f"{word} {lot}"


def _print_provisional(result: Result, lang: Lang, out: Console) -> None:
    """Print each provisional figure with the first month concerned."""
    if not result.provisional:
        return
    out.print()
    out.print(Text(text("terminal.provisional", lang), style="bold yellow"))
    standard = result.estimate.standard
    rows = []
    for one in result.provisional:
        named = Text(figure_name(one.figure, standard, lang)).append(f" {one.figure}", style="dim")
        named.append(f"\n{provisional_note(one, lang)}", style="dim")
        rows.append((Text(f"  {one.month}"), named))
    print_hanging(rows, out)


def _print_carried(result: Result, lang: Lang, out: Console) -> None:
    """Print each figure that is carried forward: from which month, and known until which day."""
    if not result.carried_forward:
        return
    out.print()
    out.print(Text(text("terminal.carried", lang), style="bold"))
    standard = result.estimate.standard
    rows = []
    for one in result.carried_forward:
        said = Text(figure_name(one.figure, standard, lang))
        said.append(f" {one.figure}", style="dim")
        if value := carried_value(one, lang):
            said.append(f" {value}")
        said.append(f" {text('terminal.known-until', lang, day=str(one.until))}", style="dim")
        rows.append((Text(f"  {one.month}"), said))
    print_hanging(rows, out)


def _print_findings(findings: Iterable[Finding], lang: Lang, out: Console) -> None:
    """Print the findings, the most severe first."""
    order = list(reversed(_STYLES))
    listed = sorted(findings, key=lambda one: order.index(one.severity))
    if not listed:
        return
    out.print()
    out.print(Text(text("terminal.findings", lang), style="bold"))
    rows = []
    for one in listed:
        mark = Text("  ").append(label(one.severity, lang), style=_STYLES[one.severity])
        rows.append((mark, placed(one, lang)))
    print_hanging(rows, out)


def print_notices(title: str, notices: Iterable[Notice], lang: Lang, out: Console) -> None:
    """Print notices under a title."""
    out.print()
    out.print(Text(title, style="bold"))
    print_hanging([(Text(" "), placed(one, lang)) for one in notices], out)


def placed(notice: Notice, lang: Lang) -> Text:
    """Return a notice behind its place, its code at the end."""
    where = f"{place(notice.where, lang)}: " if notice.where else ""
    return Text(where).append_text(coded(notice, lang))


def coded(notice: Notice, lang: Lang) -> Text:
    """Return a notice in words; its code, for which there is help, stands dimly at the end."""
    return Text(say(notice, lang)).append(f"  {notice.code}", style="dim")
