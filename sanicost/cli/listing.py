"""posts and standard: what the annex and the figures say."""

import sys
from pathlib import Path

from rich.table import Table
from rich.text import Text

from sanicost.city.standard import config_folder, load_standard
from sanicost.city.vocabulary import load_vocabulary
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.core.figures import Figure, Row, Standing
from sanicost.core.period import Month
from sanicost.messages import Lang, label
from sanicost.messages.figures import value_lines
from sanicost.writers.json_documents import printable, standard_document
from sanicost.writers.terminal import console

_POST_HEADINGS = {
    "zh": ("类", "岗位", "技能岗位", "别名"),
    "en": ("class", "post", "skilled", "aliases"),
}
_FIGURE_HEADINGS = {
    "zh": ("参数", "取值", "来源、施行月份、核实程度"),
    "en": ("figure", "value", "source, in force, standing"),
}


def list_posts(text: str, config: Path | None, lang: Lang) -> int:
    """Print the posts that hold the text; return 0, or 1 where there are none."""
    posts = load_vocabulary(config_folder(config)).matching(text)
    if not posts:
        with to_stdout():
            print(word("no_posts", lang))
        return 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _POST_HEADINGS[lang]:
        table.add_column(heading, overflow="fold")
    for post in posts:
        mark = ("是" if lang == "zh" else "yes") if post.skilled else ""
        aliases = Text("、".join(post.aliases), style="dim")
        table.add_row(str(post.post_class), Text(post.title), mark, aliases)
    with to_stdout():
        console().print(table)
    return 0


def list_standard(on: Month, config: Path | None, lang: Lang, *, as_json: bool) -> int:
    """Print every figure in force in a month, with unit, source and standing; return 0."""
    standard = load_standard(config_folder(config))
    if as_json:
        print(printable(standard_document(standard, on, lang), sys.stdout.encoding))
        return 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _FIGURE_HEADINGS[lang]:
        table.add_column(heading, overflow="fold")
    for path, figure in standard.figures.items():
        name = Text(figure.name[lang]).append(f"\n{path}", style="dim")
        row = figure.in_force(on)
        table.add_row(name, _value(path, figure, row, lang), _source(row, on, lang))
    with to_stdout():
        console().print(table)
    return 0


def _value(path: str, figure: Figure, row: Row | None, lang: Lang) -> Text:
    """Return a figure's value with its unit."""
    if row is None or row.value is None:
        return Text(word("not_known", lang), style="yellow")
    return Text("\n".join(value_lines(path, row.value, figure.unit, lang)) or word("none", lang))


def _source(row: Row | None, on: Month, lang: Lang) -> Text:
    """Return where a figure comes from, since when, and how well it is known."""
    if row is None:
        return Text("")
    text = Text(row.source)
    standing = label(str(row.standing), lang) if row.standing else ""
    until = f" – {row.until}" if row.until else ""
    ended = row.until is not None and on.last_day > row.until
    text.append(f"\n{row.start}{until}", style="yellow" if ended else "dim")
    return text.append(
        f"  {standing}", style="yellow" if row.standing is Standing.ASSUMED else "dim"
    )
