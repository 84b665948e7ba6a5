"""posts: search the annex."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary
from sanicost.cli import completion
from sanicost.cli import options as shared
from sanicost.cli.options import perhaps
from sanicost.cli.output import to_stdout
from sanicost.i18n import Lang, label, text, words
from sanicost.writers.terminal import console


def posts(
    context: typer.Context,
    wanted: Annotated[
        str, typer.Argument(metavar="[TEXT]", help="text", autocompletion=completion.posts)
    ] = "",
    config: shared.Config = None,
) -> None:
    """Search the annex."""
    raise typer.Exit(list_posts(wanted, config, context.obj))


def list_posts(wanted: str, config: Path | None, lang: Lang) -> int:
    """Print the posts that hold the text; return 0, or 1 where there are none."""
    vocabulary = load_vocabulary(config_folder(config))
    posts = vocabulary.matching(wanted)
    if not posts:
        known = [name for one in vocabulary.posts for name in (one.title, *one.aliases)]
        with to_stdout():
            print(text("cli.no_posts", lang, perhaps=perhaps(wanted, known, lang)))
        return 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in words("headings.posts", lang):
        table.add_column(heading, overflow="fold")
    for post in posts:
        mark = label("yes", lang) if post.skilled else ""
        aliases = Text("、".join(post.aliases), style="dim")
        table.add_row(str(post.post_class), Text(post.title), mark, aliases)
    with to_stdout():
        console().print(table)
    return 0
