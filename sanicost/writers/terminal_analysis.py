"""Comparisons, trials and the answer to verify, for people."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.analysis.fit import Fit, shortfalls
from sanicost.analysis.trial import Pair, Run, Swept, Trial
from sanicost.analysis.variance import Changed, Comparison, FieldChange
from sanicost.core.figures import Standard
from sanicost.core.notices import Notice
from sanicost.core.roster import Position, Roster
from sanicost.core.text import change, money, plain
from sanicost.messages import Lang, label, place, say
from sanicost.messages.causes import METHOD, cause_name
from sanicost.messages.choices import value_word
from sanicost.messages.verification import KINDS, WORDS
from sanicost.verification.edit import Difference, Verdict

MAX_POSITIONS = 30
_HEADINGS = {
    "zh": ("原因", "影响金额（元）", "之后的限价（元）"),
    "en": ("cause", "amount", "ceiling after it"),
}
_WORDS = {
    "before": ("变动前最高投标限价", "ceiling before"),
    "after": ("变动后最高投标限价", "ceiling after"),
    "difference": ("差额", "difference"),
    "idle": ("有变动而不影响限价：", "changed without effect on the ceiling: "),
    "added": ("增加的岗位", "Positions added"),
    "removed": ("取消的岗位", "Positions removed"),
    "changed": ("变动的岗位", "Positions changed"),
    "same": ("岗位没有变动。", "no position differs."),
    "blank": ("（空）", "(blank)"),
    "heads": ("人", "heads"),
}


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "zh" else 1]


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
        named = ("、" if lang == "zh" else ", ").join(
            cause_name(name, standard, lang) for name in unmoving
        )
        out.print(Text(f"{_word('idle', lang)}{named}", style="dim"))
    matching = comparison.matching
    if not (matching.added or matching.removed or matching.changed):
        out.print(f"\n{_word('same', lang)}")
    _print_list("added", [_described(p, lang) for p in matching.added], lang, out)
    _print_list("removed", [_described(p, lang) for p in matching.removed], lang, out)
    _print_list("changed", [_differing(c, lang) for c in matching.changed], lang, out)
    for one in idle:
        out.print(Text(f"\n{place(one.where, lang)}: {say(one, lang)}", style="yellow"))
    out.print(Text(f"\n{METHOD[0 if lang == 'zh' else 1]}", style="dim"))


def _print_waterfall(comparison: Comparison, standard: Standard, lang: Lang, out: Console) -> None:
    """Print the ceiling before, each cause with the ceiling after it, and the difference."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(_HEADINGS[lang]):
        table.add_column(heading, justify="right" if column else "left", no_wrap=column > 0)
    table.add_row(_word("before", lang), "", money(comparison.before))
    level = comparison.before
    for cause in comparison.causes:
        level += cause.amount
        if cause.amount:
            name = Text(f"  {cause_name(cause.name, standard, lang)}")
            table.add_row(name, change(cause.amount), money(level))
    table.add_row(_word("after", lang), "", money(comparison.after))
    total = Text(change(comparison.difference), style="bold")
    table.add_row(Text(_word("difference", lang), style="bold"), total, "")
    out.print(table)


def _print_list(title: str, lines: Iterable[Text], lang: Lang, out: Console) -> None:
    """Print the first positions of a kind under their title, and how many more there are."""
    listed = list(lines)
    if not listed:
        return
    out.print(Text(f"\n{_word(title, lang)}（{len(listed)}）", style="bold"))
    for line in listed[:MAX_POSITIONS]:
        out.print(line)
    rest = len(listed) - MAX_POSITIONS
    if rest > 0:
        out.print(f"  … 另有 {rest} 个" if lang == "zh" else f"  … and {rest} more")


def _named(position: Position) -> str:
    """Return a position with its lot and street."""
    return " ".join(filter(None, (position.title, position.lot, position.street)))


def _described(position: Position, lang: Lang) -> Text:
    """Return a position with its class and heads."""
    heads = f"{position.headcount} {_word('heads', lang)}"
    return Text(f"  {_named(position)}  ").append(heads, style="dim")


def _differing(changed: Changed, lang: Lang) -> Text:
    """Return a position with each field that differs."""
    fields = [_moved(one, lang) for one in changed.fields]
    text = Text(f"  {_named(changed.position)}  ")
    return text.append("；".join(fields) if lang == "zh" else "; ".join(fields), style="dim")


def _moved(change_: FieldChange, lang: Lang) -> str:
    """Return a field as it was and as it is."""
    before, after = (
        value_word(change_.field, text, lang) or _word("blank", lang)
        for text in (change_.before, change_.after)
    )
    return f"{label(change_.field, lang)} {before} → {after}"


MAX_VALUES = 40
_TRIAL_WORDS = {
    "supposed": ("假设测算，不作招标依据：", "Supposed, no basis of a tender: "),
    "unmoved": (
        "最高投标限价没有变动：差额为 0.00 元。",
        "The ceiling does not move: the difference is 0.00 yuan.",
    ),
    "nothing": ("每月各费用项都没有变动。", "no line of any month differs."),
    "law": (
        "假设与规定不符（照常测算，但不能用于定稿）",
        "Against the law as it stands (priced, but never to be filed)",
    ),
    "short": ("人数不够的岗位", "Positions without the heads that they take"),
    "warnings": ("假设带来的警告", "Warnings that come with the suppositions"),
    "unlawful": ("不合规定", "unlawful"),
    "lower": ("少付", "less"),
    "base": ("现有最高投标限价", "ceiling as it is"),
    "monthly": ("每月差额（全部人员）", "Difference a month (all heads)"),
    "months": ("个月", "months"),
    "sum": ("合计", "sum"),
    "budget": ("预算", "budget"),
    "remainder": ("余额", "remainder"),
    "heads": ("人数", "heads"),
    "next": (
        "再加一步为 {heads} 人，最高投标限价 {ceiling} 元，超出预算 {short} 元。",
        "The next step, {heads} heads, has a ceiling of {ceiling}: {short} above the budget.",
    ),
}
_STEP_HEADINGS = {
    "zh": ("", "现有（元）", "假设（元）", "差额（元）"),
    "en": ("", "as it is", "supposed", "difference"),
}
_SWEEP_HEADINGS = {
    "zh": ("{name}", "最高投标限价（元）", "与现有之差（元）", ""),
    "en": ("{name}", "ceiling", "difference", ""),
}
_FIT_HEADINGS = {
    "zh": ("岗位", "原人数", "可付人数"),
    "en": ("post", "heads", "paid for"),
}


def _trial_word(name: str, lang: Lang) -> str:
    return _TRIAL_WORDS[name][0 if lang == "zh" else 1]


def _table(headings: Sequence[str]) -> Table:
    """Return a table whose first column is text and whose others are numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(headings):
        table.add_column(Text(heading), justify="right" if column else "left", no_wrap=column > 0)
    return table


def _print_supposed(settings: Sequence[str], lang: Lang, out: Console) -> None:
    """Print what is supposed."""
    out.print(Text(f"{_trial_word('supposed', lang)}{'  '.join(settings)}", style="bold yellow"))


def print_notes(notes: Sequence[Notice], lang: Lang, out: Console) -> None:
    """Print what to know of a roster that is a part of another."""
    for note in notes:
        out.print(Text(f"\n{say(note, lang)}", style="yellow"))


def print_whatif(result: Trial | Swept, lang: Lang, out: Console) -> None:
    """Print what suppositions change, or the ceiling under each value of a range."""
    if isinstance(result, Trial):
        _print_trial(result, lang, out)
    else:
        _print_swept(result, lang, out)


def _print_trial(trial: Trial, lang: Lang, out: Console) -> None:
    """Print the steps to the ceiling with and without, then the months and lines that differ."""
    _print_supposed(trial.settings, lang, out)
    table = _table(_STEP_HEADINGS[lang])
    for name, pair in trial.steps.items():
        if any(pair):
            style = "bold" if name == "ceiling" else ""
            _add(table, label(name, lang), pair, style)
    out.print(table)
    before, after = trial.steps["ceiling"]
    if before == after:
        out.print(_trial_word("unmoved", lang))
    out.print(Text(f"\n{_trial_word('monthly', lang)}", style="bold"))
    changed = [run for run in trial.runs if run.changed]
    if changed:
        out.print(_months(changed, lang))
    else:
        out.print(_trial_word("nothing", lang))
    _print_broken("law", trial.broken, lang, out)
    _print_broken("warnings", trial.warnings, lang, out)


def _add(table: Table, name: str, pair: Pair, style: str = "") -> None:
    """Add an amount as it is, as it would be, and the difference."""
    cells = (name, money(pair[0]), money(pair[1]), change(pair[1] - pair[0]))
    table.add_row(*(Text(cell, style=style) for cell in cells))


def _months(runs: Sequence[Run], lang: Lang) -> Table:
    """Return a part for each run of months that are alike, with the lines that differ."""
    table = _table(_STEP_HEADINGS[lang])
    for run in runs:
        span = f"{run.first}" if run.months == 1 else f"{run.first} – {run.last}"
        table.add_row(Text(f"{span}  {run.months} {_trial_word('months', lang)}", style="cyan"))
        for name, pair in run.changed.items():
            _add(table, f"  {label(name, lang)}", pair)
        was, would = (sum(pair[side] for pair in run.changed.values()) for side in (0, 1))
        _add(table, f"  {_trial_word('sum', lang)}", (was, would), "bold")
    return table


def _print_swept(swept: Swept, lang: Lang, out: Console) -> None:
    """Print the ceiling under each value; of a long range every so many, and always the last."""
    _print_supposed((*swept.settings, swept.name), lang, out)
    out.print(f"{_trial_word('base', lang)}  {money(swept.base)}")
    table = _table([text.format(name=swept.name) for text in _SWEEP_HEADINGS[lang]])
    count = len(swept.values)
    stride = -(-count // MAX_VALUES)
    for at in sorted({*range(0, count, stride), count - 1}):
        ceiling = swept.ceilings[at]
        mark = "" if swept.lawful[at] else _trial_word("unlawful", lang)
        cells = (plain(swept.values[at]), money(ceiling), change(ceiling - swept.base), mark)
        table.add_row(*map(Text, cells))
    out.print(table)
    if stride > 1:
        shown = f"共 {count} 个取值，每 {stride} 个列一个；-o 或 --json 给出全部。"
        english = f"{count} values, one in {stride} shown; -o or --json gives them all."
        out.print(Text(shown if lang == "zh" else english, style="dim"))
    _print_broken("law", swept.broken, lang, out)


def _print_broken(title: str, broken: Sequence[Notice], lang: Lang, out: Console) -> None:
    """Print for what the law would refuse what is supposed, or warns of it."""
    if not broken:
        return
    out.print(Text(f"\n{_trial_word(title, lang)}", style="bold yellow"))
    for code in dict.fromkeys(one.code for one in broken):
        first, *others = [one for one in broken if one.code == code]
        out.print(_line(first, lang))
        if others:
            more = f"另有 {len(others)} 处" if lang == "zh" else f"and {len(others)} more like it"
            out.print(Text(f"  … {more}", style="dim"))


def _line(notice: Notice, lang: Lang) -> Text:
    """Return a notice in words behind its place."""
    place = f"{notice.where}: " if notice.where else ""
    return Text(f"  {place}{say(notice, lang)}")


def print_fit(roster: Roster, budget: int, fit: Fit, lang: Lang, out: Console) -> None:
    """Print the heads that a budget pays for, the remainder, and what the next step would cost."""
    table = _table(_FIT_HEADINGS[lang])
    for position, paid in zip(roster.positions, fit.paid.heads, strict=True):
        name = " ".join(filter(None, (position.title, position.lot, position.street)))
        table.add_row(Text(name), f"{position.headcount:,}", f"{paid:,}")
    before = sum(position.headcount for position in roster.positions)
    total = Text(_trial_word("sum", lang), style="bold")
    table.add_row(total, f"{before:,}", Text(f"{sum(fit.paid.heads):,}", style="bold"))
    out.print(table)
    sums = Table(box=None, pad_edge=False, show_header=False)
    sums.add_column()
    sums.add_column(justify="right")
    sums.add_row(_trial_word("budget", lang), money(budget))
    sums.add_row(label("ceiling", lang), Text(money(fit.paid.ceiling), style="bold"))
    sums.add_row(_trial_word("remainder", lang), money(budget - fit.paid.ceiling))
    out.print()
    out.print(sums)
    beyond = fit.beyond
    amounts = {"ceiling": money(beyond.ceiling), "short": money(beyond.ceiling - budget)}
    out.print(_trial_word("next", lang).format(heads=f"{sum(beyond.heads):,}", **amounts))
    if short := list(shortfalls(roster, fit.paid.heads)):
        out.print(Text(f"\n{_trial_word('short', lang)}", style="bold yellow"))
        for one in short:
            out.print(_line(one, lang))


MAX_SHOWN = 40


def print_verdict(verdict: Verdict, lang: Lang, out: Console) -> None:
    """Print the verdict; edits stand before the amounts that merely follow from them."""
    count = len(verdict.differences)
    if verdict.is_untouched:
        out.print(Text(_edit_word("untouched", lang), style="bold green"))
    else:
        out.print(Text(_edit_word("touched", lang, count=count), style="bold red"))
        ordered = sorted(verdict.differences, key=lambda one: one.kind == "cached-value")
        for one in ordered[:MAX_SHOWN]:
            _print_difference(one, lang, out)
        if count > MAX_SHOWN:
            out.print(Text(_edit_word("more", lang, count=count - MAX_SHOWN)))
        following = sum(one.kind == "cached-value" for one in ordered)
        if 0 < following < count:
            out.print(Text(_edit_word("following", lang, count=following)))
    _print_moved(verdict, lang, out)


def _edit_word(name: str, lang: Lang, **params: str | int) -> str:
    chinese, english = WORDS[name]
    return (chinese if lang == "zh" else english).format(**params)


def _print_difference(one: Difference, lang: Lang, out: Console) -> None:
    """Print one edit: its place and kind, then what stands there and what was written."""
    kind = KINDS[one.kind][0 if lang == "zh" else 1]
    out.print(Text("  ").append(one.where, style="bold").append(f"  {kind}"))
    rows = [("found", one.found), ("expected", one.expected), ("source", one.source)]
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, text in rows:
        if text or name != "source":
            grid.add_row(
                Text(f"    {_edit_word(name, lang)}"), Text(text or _edit_word("nothing", lang))
            )
    out.print(grid)


def _print_moved(verdict: Verdict, lang: Lang, out: Console) -> None:
    """Print the figures that have moved since."""
    out.print()
    if not verdict.moved:
        out.print(Text(_edit_word("none_moved", lang)))
        return
    out.print(Text(_edit_word("moved", lang), style="bold"))
    for one in verdict.moved:
        nothing = _edit_word("nothing", lang)
        values = {"carried": one.carried or nothing, "today": one.today or nothing}
        text = _edit_word("moved_one", lang, figure=one.figure, month=str(one.month), **values)
        out.print(Text(f"  {text}"))
