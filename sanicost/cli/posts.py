"""posts: search the annex."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary
from sanicost.cli import options as shared
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.messages import Lang
from sanicost.writers.terminal import console


def posts(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="text")] = "",
    config: shared.Config = None,
) -> None:
    """Search the annex."""
    raise typer.Exit(list_posts(text, config, context.obj))


_POST_HEADINGS = {
    "zh": ("类", "岗位", "技能岗位", "别名"),
    "en": ("class", "post", "skilled", "aliases"),
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
