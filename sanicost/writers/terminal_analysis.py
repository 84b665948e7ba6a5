"""Comparisons, trials, repricings and the answer to verify, for people."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.analysis.fit import Fit, shortfalls
from sanicost.analysis.repricing import Repricing
from sanicost.analysis.trial import MonthRun, Pair, Swept, Trial
from sanicost.analysis.variance import Changed, Comparison, FieldChange
from sanicost.city.columns import field_label
from sanicost.core.figures import Standard
from sanicost.core.notices import Notice
from sanicost.core.roster import Position, Roster
from sanicost.core.text import change, money, plain
from sanicost.i18n import Lang, joined, label, text, words
from sanicost.i18n.figures import cause_name, figure_name, repriced_cause, value_word
from sanicost.verification.edit import Edit, Verdict
from sanicost.writers.terminal import coded, placed, print_hanging

MAX_POSITIONS = 30


def print_comparison(
    comparison: Comparison,
    standard: Standard,
    idle: Sequence[Notice],
    lang: Lang,
    out: Console,
) -> None:
    """Print the causes that move the ceiling, the positions that differ, overrides in vain."""
    _print_waterfall(comparison, standard, lang, out)
    unmoving = [cause.name for cause in comparison.causes if not cause.amount]
    if unmoving:
        named = joined((cause_name(name, standard, lang) for name in unmoving), lang)
        out.print(Text(f"{text('compare.idle', lang)}{named}", style="dim"))
    matching = comparison.matching
    if not (matching.added or matching.removed or matching.changed):
        out.print(f"\n{text('compare.same', lang)}")
    _print_list("added", [_described(p, lang) for p in matching.added], lang, out)
    _print_list("removed", [_described(p, lang) for p in matching.removed], lang, out)
    _print_list("changed", [_differing(c, lang) for c in matching.changed], lang, out)
    for one in idle:
        out.print()
        print_hanging([(Text(" "), placed(one, lang))], out)


def _print_waterfall(comparison: Comparison, standard: Standard, lang: Lang, out: Console) -> None:
    """Print the ceiling before, each cause with the ceiling after it, and the difference."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(words("headings.compare", lang)):
        table.add_column(heading, justify="right" if column else "left", no_wrap=column > 0)
    table.add_row(text("compare.before", lang), "", money(comparison.before))
    level = comparison.before
    for cause in comparison.causes:
        level += cause.amount
        if cause.amount:
            name = Text(f"  {cause_name(cause.name, standard, lang)}")
            table.add_row(name, change(cause.amount), money(level))
    table.add_row(text("compare.after", lang), "", money(comparison.after))
    total = Text(change(comparison.difference), style="bold")
    table.add_row(Text(text("compare.difference", lang), style="bold"), total, "")
    out.print(table)


def _print_list(title: str, lines: Iterable[Text], lang: Lang, out: Console) -> None:
    """Print the first positions of a kind under their title, and how many more there are."""
    listed = list(lines)
    if not listed:
        return
    head = text(f"compare.{title}", lang, count=len(listed))
    out.print(Text(f"\n{head}", style="bold"))
    for line in listed[:MAX_POSITIONS]:
        out.print(line)
    rest = len(listed) - MAX_POSITIONS
    if rest > 0:
        out.print(text("compare.more", lang, count=rest))


def _named(position: Position) -> str:
    """Return a position with its lot and street."""
    return " ".join(filter(None, (position.title, position.lot, position.street)))


def _described(position: Position, lang: Lang) -> Text:
    """Return a position with its class and heads."""
    heads = f"{position.headcount} {text('compare.heads', lang)}"
    return Text(f"  {_named(position)}  ").append(heads, style="dim")


def _differing(changed: Changed, lang: Lang) -> Text:
    """Return a position with each field that differs."""
    fields = [_moved(one, lang) for one in changed.fields]
    described = Text(f"  {_named(changed.position)}  ")
    return described.append(text("compare.semicolon", lang).join(fields), style="dim")


def _moved(change_: FieldChange, lang: Lang) -> str:
    """Return a field as it was and as it is."""
    before, after = (
        value_word(change_.field, value, lang) or text("compare.blank", lang)
        for value in (change_.before, change_.after)
    )
    return f"{field_label(change_.field, lang)} {before} → {after}"


MAX_VALUES = 40


def _table(headings: Sequence[str]) -> Table:
    """Return a table whose first column is text and whose others are numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(headings):
        table.add_column(Text(heading), justify="right" if column else "left", no_wrap=column > 0)
    return table


def _print_supposed(settings: Sequence[str], lang: Lang, out: Console) -> None:
    """Print what is assumed."""
    out.print(Text(f"{text('trial.supposed', lang)}{'  '.join(settings)}", style="bold yellow"))


def print_notes(notes: Sequence[Notice], lang: Lang, out: Console) -> None:
    """Print what to know of a roster that is a part of another."""
    for note in notes:
        out.print()
        print_hanging([(Text(" "), coded(note, lang))], out)


def print_whatif(result: Trial | Swept, lang: Lang, out: Console) -> None:
    """Print what suppositions change, or the ceiling under each value of a range."""
    if isinstance(result, Trial):
        _print_trial(result, lang, out)
    else:
        _print_swept(result, lang, out)


def _print_trial(trial: Trial, lang: Lang, out: Console) -> None:
    """Print the steps to the ceiling with and without, then the months and lines that differ."""
    _print_supposed(trial.settings, lang, out)
    table = _table(words("headings.steps", lang))
    for name, pair in trial.steps.items():
        if any(pair):
            style = "bold" if name == "ceiling" else ""
            _add(table, label(name, lang), pair, style)
    out.print(table)
    before, after = trial.steps["ceiling"]
    if before == after:
        out.print(text("trial.unmoved", lang))
    out.print(Text(f"\n{text('trial.monthly', lang)}", style="bold"))
    changed = [run for run in trial.runs if run.changed]
    if changed:
        out.print(_months(changed, lang))
    else:
        out.print(text("trial.nothing", lang))
    _print_broken("law", trial.broken, lang, out)
    _print_broken("warnings", trial.warnings, lang, out)


def _add(table: Table, name: str, pair: Pair, style: str = "") -> None:
    """Add an amount as it is, as it would be, and the difference."""
    cells = (name, money(pair[0]), money(pair[1]), change(pair[1] - pair[0]))
    table.add_row(*(Text(cell, style=style) for cell in cells))


def _months(runs: Sequence[MonthRun], lang: Lang) -> Table:
    """Return a part for each run of months that are alike, with the lines that differ."""
    table = _table(words("headings.steps", lang))
    for run in runs:
        span = f"{run.first}" if run.months == 1 else f"{run.first} – {run.last}"
        table.add_row(Text(f"{span}  {run.months} {text('trial.months', lang)}", style="cyan"))
        for name, pair in run.changed.items():
            _add(table, f"  {label(name, lang)}", pair)
        was, would = (sum(pair[side] for pair in run.changed.values()) for side in (0, 1))
        _add(table, f"  {text('trial.sum', lang)}", (was, would), "bold")
    return table


def _print_swept(swept: Swept, lang: Lang, out: Console) -> None:
    """Print the ceiling under each value; of a long range every so many, and always the last."""
    _print_supposed((*swept.settings, swept.name), lang, out)
    out.print(f"{text('trial.base', lang)}  {money(swept.base)}")
    table = _table([head.format(name=swept.name) for head in words("headings.sweep", lang)])
    count = len(swept.values)
    stride = -(-count // MAX_VALUES)
    for at in sorted({*range(0, count, stride), count - 1}):
        ceiling = swept.ceilings[at]
        mark = "" if swept.lawful[at] else text("trial.unlawful", lang)
        cells = (plain(swept.values[at]), money(ceiling), change(ceiling - swept.base), mark)
        table.add_row(*map(Text, cells))
    out.print(table)
    if stride > 1:
        shown = text("trial.every", lang, count=count, stride=stride)
        out.print(Text(shown, style="dim"))
    _print_broken("law", swept.broken, lang, out)


def _print_broken(title: str, broken: Sequence[Notice], lang: Lang, out: Console) -> None:
    """Print for what the law would refuse what is assumed, or warns of it."""
    if not broken:
        return
    out.print(Text(f"\n{text(f'trial.{title}', lang)}", style="bold yellow"))
    for code in dict.fromkeys(one.code for one in broken):
        first, *others = [one for one in broken if one.code == code]
        print_hanging([(Text(" "), placed(first, lang))], out)
        if others:
            out.print(Text(text("trial.more", lang, count=len(others)), style="dim"))


def print_fit(roster: Roster, budget: int, fit: Fit, lang: Lang, out: Console) -> None:
    """Print the heads that a budget pays for, the remainder, and what the next step would cost."""
    table = _table(words("headings.fit", lang))
    for position, paid in zip(roster.positions, fit.paid.heads, strict=True):
        name = " ".join(filter(None, (position.title, position.lot, position.street)))
        table.add_row(Text(name), f"{position.headcount:,}", f"{paid:,}")
    before = sum(position.headcount for position in roster.positions)
    total = Text(text("trial.sum", lang), style="bold")
    table.add_row(total, f"{before:,}", Text(f"{sum(fit.paid.heads):,}", style="bold"))
    out.print(table)
    sums = Table(box=None, pad_edge=False, show_header=False)
    sums.add_column()
    sums.add_column(justify="right")
    sums.add_row(text("trial.budget", lang), money(budget))
    sums.add_row(label("ceiling", lang), Text(money(fit.paid.ceiling), style="bold"))
    sums.add_row(text("trial.remainder", lang), money(budget - fit.paid.ceiling))
    out.print()
    out.print(sums)
    beyond = fit.beyond
    amounts = {"ceiling": money(beyond.ceiling), "short": money(beyond.ceiling - budget)}
    out.print(text("trial.next", lang, heads=f"{sum(beyond.heads):,}", **amounts))
    if short := list(shortfalls(roster, fit.paid.heads)):
        out.print(Text(f"\n{text('trial.short', lang)}", style="bold yellow"))
        print_hanging([(Text(" "), placed(one, lang)) for one in short], out)


MAX_SHOWN = 40


def print_verdict(verdict: Verdict, lang: Lang, out: Console) -> None:
    """Print the verdict; edits stand before the amounts that merely follow from them."""
    count = len(verdict.differences)
    if verdict.is_untouched:
        out.print(Text(text(f"verify.verdict.{verdict.state}", lang), style="bold green"))
    else:
        out.print(Text(text("verify.verdict.touched", lang, count=count), style="bold red"))
        ordered = sorted(verdict.differences, key=lambda one: one.kind == "cached-value")
        for one in ordered[:MAX_SHOWN]:
            _print_difference(one, lang, out)
        if count > MAX_SHOWN:
            out.print(Text(text("verify.verdict.more", lang, count=count - MAX_SHOWN)))
        following = sum(one.kind == "cached-value" for one in ordered)
        if 0 < following < count:
            out.print(Text(text("verify.verdict.following", lang, count=following)))
    _print_moved(verdict, lang, out)


def _print_difference(one: Edit, lang: Lang, out: Console) -> None:
    """Print one edit: its place and kind, then what stands there and what was written."""
    kind = text(f"verify.{one.kind}", lang)
    out.print(Text("  ").append(one.where, style="bold").append(f"  {kind}"))
    rows = [("found", one.found), ("expected", one.expected), ("source", one.source)]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, held in rows:
        if held or name != "source":
            grid.add_row(
                Text(f"    {text(f'verify.verdict.{name}', lang)}"),
                Text(held or text("verify.verdict.nothing", lang)),
            )
    out.print(grid)


def _print_moved(verdict: Verdict, lang: Lang, out: Console) -> None:
    """Print the figures that have moved since."""
    out.print()
    if not verdict.moved:
        out.print(Text(text("verify.verdict.none_moved", lang)))
        return
    out.print(Text(text("verify.verdict.moved", lang), style="bold"))
    for one in verdict.moved:
        nothing = text("verify.verdict.nothing", lang)
        values = {"carried": one.carried or nothing, "today": one.today or nothing}
        moved = text(
            "verify.verdict.moved_one", lang, figure=one.figure, month=str(one.month), **values
        )
        out.print(Text(f"  {moved}"))


def print_repricing(found: Repricing, lang: Lang, out: Console) -> None:
    """Print what each figure that moved amounts to over all months, and each month's amount."""
    span = {"first": str(found.months[0].month), "last": str(found.months[-1].month)}
    head = "repricing.signed" if found.signed else "repricing.carried"
    out.print(Text(text(head, lang, signed=str(found.signed), **span), style="bold"))
    standard = found.standard
    if found.provisional:
        names = joined((figure_name(path, standard, lang) for path in found.provisional), lang)
        said = text("repricing.contract_provisional", lang, figures=names)
        out.print(Text(said, style="yellow"))
    out.print()
    out.print(_causes(found, lang))
    out.print()
    out.print(_repriced_months(found, lang))
    if any(one.provisional or one.carried_forward for one in found.months):
        out.print(Text(text("repricing.legend", lang), style="dim"))
    out.print(Text(f"\n{text('repricing.next', lang)}"))


def _causes(found: Repricing, lang: Lang) -> Table:
    """Return each cause with its document and what it amounts to over all months."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in words("headings.reprice_causes", lang)[:-1]:
        table.add_column(heading, overflow="fold")
    table.add_column(words("headings.reprice_causes", lang)[-1], justify="right", no_wrap=True)
    for one in found.cause_totals():
        named = repriced_cause(one.figure, found.standard, lang)
        table.add_row(Text(named), Text(one.source, style="dim"), change(one.amount))
    table.add_row(text("repricing.total", lang), "", change(found.total), style="bold")
    return table


def _repriced_months(found: Repricing, lang: Lang) -> Table:
    """Return each month's amount, with a mark where its figures are not certain."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    month, amount, mark = words("headings.reprice_months", lang)
    table.add_column(month)
    table.add_column(amount, justify="right", no_wrap=True)
    table.add_column(mark, style="yellow")
    for one in found.months:
        marks = (name for name in ("provisional", "carried_forward") if getattr(one, name))
        said = joined((text(f"repricing.{name}", lang) for name in marks), lang)
        table.add_row(str(one.month), change(found.due(one)), Text(said))
    table.add_row(text("repricing.total", lang), change(found.total), "", style="bold")
    return table
