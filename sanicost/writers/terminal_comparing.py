"""A comparison for people: the waterfall as a table, then the positions that differ."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.core.causes import Comparison
from sanicost.core.figures import Standard
from sanicost.core.matching import Changed, FieldChange
from sanicost.core.notices import Notice
from sanicost.core.roster import Position
from sanicost.core.text import change, money
from sanicost.messages import Lang, label, place, say
from sanicost.messages.causes import METHOD, cause_name
from sanicost.messages.choices import value_word

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
