"""posts and standard: what the annex and the figures say."""

from pathlib import Path

from rich.table import Table
from rich.text import Text

from sanicost.cli.words import word
from sanicost.core.inputs import in_short
from sanicost.core.period import Month
from sanicost.messages import Lang, label
from sanicost.standard import config_folder, load_standard
from sanicost.vocabulary import load_vocabulary
from sanicost.writers.terminal import console

_POST_HEADINGS = {
    "zh": ("类", "岗位", "技能岗位", "别名"),
    "en": ("class", "post", "skilled", "aliases"),
}
_FIGURE_HEADINGS = {
    "zh": ("参数", "取值", "单位", "起", "来源", "核实程度"),
    "en": ("figure", "value", "unit", "from", "source", "standing"),
}


def list_posts(text: str, config: Path | None, lang: Lang) -> int:
    """Print the posts that hold the text; return 0, or 1 where there are none."""
    posts = load_vocabulary(config_folder(config)).matching(text)
    if not posts:
        print(word("no_posts", lang))
        return 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _POST_HEADINGS[lang]:
        table.add_column(heading)
    for post in posts:
        mark = ("是" if lang == "zh" else "yes") if post.skilled else ""
        aliases = Text("、".join(post.aliases), style="dim")
        table.add_row(str(post.post_class), Text(post.title), mark, aliases)
    console().print(table)
    return 0


def list_standard(on: Month, config: Path | None, lang: Lang) -> int:
    """Print every figure in force in a month; return 0."""
    standard = load_standard(config_folder(config))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _FIGURE_HEADINGS[lang]:
        table.add_column(heading)
    for path, figure in standard.figures.items():
        row = figure.in_force(on)
        name = Text(f"{figure.name[lang]}\n").append(path, style="dim")
        if row is None or row.value is None:
            unknown = "不详" if lang == "zh" else "not known"
            table.add_row(name, Text(unknown, style="yellow"), "", "", "", "")
            continue
        until = f"\n→ {row.until}" if row.until else ""
        expired = row.until is not None and on.last_day > row.until
        table.add_row(
            name,
            Text(in_short(row.value)),
            Text(in_short(figure.unit)),
            Text(f"{row.start}{until}", style="yellow" if expired else ""),
            Text(row.source),
            label(str(row.standing), lang),
        )
    console().print(table)
    return 0
