"""help: what a code at the end of a message means, with an example, its cause and its cure."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanicost.cli import options as shared
from sanicost.cli.completion import codes
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import WrongUsage, perhaps
from sanicost.cli.output import print_json, to_stdout
from sanicost.core.law import Law
from sanicost.i18n import Lang, text
from sanicost.i18n.codes import Explained, explained
from sanicost.i18n.notices import notice_texts
from sanicost.runs import load_city
from sanicost.writers.json_documents import codes_document
from sanicost.writers.terminal import console


def help(
    context: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="[CODE]", help="help_code", autocompletion=codes)
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="help_all")] = False,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """Explain one code, or list or explain them all."""
    raise typer.Exit(run_help(code, config, context.obj, every=every, as_json=as_json))


def run_help(code: str, config: Path | None, lang: Lang, *, every: bool, as_json: bool) -> int:
    """Print what there is to know of a code, or of all; return the exit code."""
    texts = notice_texts()
    if code and code not in texts:
        near = perhaps(code, texts, lang)
        raise WrongUsage(text("cli.help_unknown", lang, found=code, perhaps=near))
    chosen = [code] if code else list(texts)
    law = load_city(config).standard.law
    with to_stdout():
        if as_json:
            print_json(codes_document(chosen, law))
        elif code or every:
            _print_each(chosen, law, lang, console())
        else:
            _print_list(chosen, law, lang, console())
    return DONE


def _print_each(codes: list[str], law: Law, lang: Lang, out: Console) -> None:
    """Print an example, the cause and the cure of each code."""
    for number, code in enumerate(codes):
        one = explained(code, law, lang)
        if number:
            out.print()
        out.print(Text(code, style="bold"))
        out.print(Text(text(f"cli.help_{one.kind}", lang, exit=one.exit_code), style="dim"))
        out.print(_grid(one, lang))


def _grid(one: Explained, lang: Lang) -> Table:
    """Return what is reported about a code, each part behind its name."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    where = Text(f"{one.where}\n" if one.where else "", style="bold")
    parts = {
        "help_example": where.append(Text(one.message, style="not bold")),
        "help_cause": Text(one.cause),
        "help_cure": Text(one.cure),
    }
    for name, said in parts.items():
        grid.add_row(Text(f"  {text(f'cli.{name}', lang)}", style="cyan"), said)
    return grid


def _print_list(codes: list[str], law: Law, lang: Lang, out: Console) -> None:
    """Print every code with what causes it in one line each."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, min_width=max(map(len, codes)))
    grid.add_column(no_wrap=True, overflow="ellipsis")
    for code in codes:
        grid.add_row(Text(code, style="bold"), Text(explained(code, law, lang).cause))
    out.print(grid)
