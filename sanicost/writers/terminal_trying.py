"""What if and what fits, for people: everything supposed says so."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.core.differences import Pair, Run
from sanicost.core.fit import Fit, shortfalls
from sanicost.core.notices import Notice
from sanicost.core.roster import Roster
from sanicost.core.text import change, money, plain
from sanicost.core.trial import Swept, Trial
from sanicost.messages import Lang, label, say

MAX_VALUES = 40
_WORDS = {
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


def _word(name: str, lang: Lang) -> str:
    return _WORDS[name][0 if lang == "zh" else 1]


def _table(headings: Sequence[str]) -> Table:
    """Return a table whose first column is text and whose others are numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in enumerate(headings):
        table.add_column(Text(heading), justify="right" if column else "left", no_wrap=column > 0)
    return table


def _print_supposed(settings: Sequence[str], lang: Lang, out: Console) -> None:
    """Print what is supposed."""
    out.print(Text(f"{_word('supposed', lang)}{'  '.join(settings)}", style="bold yellow"))


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
        out.print(_word("unmoved", lang))
    out.print(Text(f"\n{_word('monthly', lang)}", style="bold"))
    changed = [run for run in trial.runs if run.changed]
    if changed:
        out.print(_months(changed, lang))
    else:
        out.print(_word("nothing", lang))
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
        table.add_row(Text(f"{span}  {run.months} {_word('months', lang)}", style="cyan"))
        for name, pair in run.changed.items():
            _add(table, f"  {label(name, lang)}", pair)
        was, would = (sum(pair[side] for pair in run.changed.values()) for side in (0, 1))
        _add(table, f"  {_word('sum', lang)}", (was, would), "bold")
    return table


def _print_swept(swept: Swept, lang: Lang, out: Console) -> None:
    """Print the ceiling under each value; of a long range every so many, and always the last."""
    _print_supposed((*swept.settings, swept.name), lang, out)
    out.print(f"{_word('base', lang)}  {money(swept.base)}")
    table = _table([text.format(name=swept.name) for text in _SWEEP_HEADINGS[lang]])
    count = len(swept.values)
    stride = -(-count // MAX_VALUES)
    for place in sorted({*range(0, count, stride), count - 1}):
        ceiling = swept.ceilings[place]
        mark = "" if swept.lawful[place] else _word("unlawful", lang)
        cells = (plain(swept.values[place]), money(ceiling), change(ceiling - swept.base), mark)
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
    out.print(Text(f"\n{_word(title, lang)}", style="bold yellow"))
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
    total = Text(_word("sum", lang), style="bold")
    table.add_row(total, f"{before:,}", Text(f"{sum(fit.paid.heads):,}", style="bold"))
    out.print(table)
    sums = Table(box=None, pad_edge=False, show_header=False)
    sums.add_column()
    sums.add_column(justify="right")
    sums.add_row(_word("budget", lang), money(budget))
    sums.add_row(label("ceiling", lang), Text(money(fit.paid.ceiling), style="bold"))
    sums.add_row(_word("remainder", lang), money(budget - fit.paid.ceiling))
    out.print()
    out.print(sums)
    beyond = fit.beyond
    amounts = {"ceiling": money(beyond.ceiling), "short": money(beyond.ceiling - budget)}
    out.print(_word("next", lang).format(heads=f"{sum(beyond.heads):,}", **amounts))
    if short := list(shortfalls(roster, fit.paid.heads)):
        out.print(Text(f"\n{_word('short', lang)}", style="bold yellow"))
        for one in short:
            out.print(_line(one, lang))
