"""The terminal's answer to verify: untouched, or every edit with its place."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.messages import Lang
from sanicost.messages.verification import KINDS, WORDS
from sanicost.verification.edit import Difference
from sanicost.verification.verdict import Verdict

MAX_SHOWN = 40


def print_verdict(verdict: Verdict, lang: Lang, out: Console) -> None:
    """Print the verdict; edits stand before the amounts that merely follow from them."""
    count = len(verdict.differences)
    if verdict.is_untouched:
        out.print(Text(_word("untouched", lang), style="bold green"))
    else:
        out.print(Text(_word("touched", lang, count=count), style="bold red"))
        ordered = sorted(verdict.differences, key=lambda one: one.kind == "cached-value")
        for one in ordered[:MAX_SHOWN]:
            _print_difference(one, lang, out)
        if count > MAX_SHOWN:
            out.print(Text(_word("more", lang, count=count - MAX_SHOWN)))
        following = sum(one.kind == "cached-value" for one in ordered)
        if 0 < following < count:
            out.print(Text(_word("following", lang, count=following)))
    _print_moved(verdict, lang, out)


def _word(name: str, lang: Lang, **params: str | int) -> str:
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
            grid.add_row(Text(f"    {_word(name, lang)}"), Text(text or _word("nothing", lang)))
    out.print(grid)


def _print_moved(verdict: Verdict, lang: Lang, out: Console) -> None:
    """Print the figures that have moved since."""
    out.print()
    if not verdict.moved:
        out.print(Text(_word("none_moved", lang)))
        return
    out.print(Text(_word("moved", lang), style="bold"))
    for one in verdict.moved:
        nothing = _word("nothing", lang)
        values = {"carried": one.carried or nothing, "today": one.today or nothing}
        text = _word("moved_one", lang, figure=one.figure, month=str(one.month), **values)
        out.print(Text(f"  {text}"))
