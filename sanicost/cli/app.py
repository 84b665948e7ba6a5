"""The Typer program: every command by its name, and its help in the language asked for."""

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.main import get_command

from sanicost import __version__
from sanicost.cli.click_i18n import SpokenCommand, SpokenGroup
from sanicost.cli.completion import VARIABLE, asks_for_completion, words_so_far
from sanicost.cli.exit_codes import DONE
from sanicost.cli.output import to_stdout
from sanicost.i18n import Lang, text

COMMANDS = (
    "demo",
    "template",
    "estimate",
    "check",
    "verify",
    "tender",
    "explain",
    "compare",
    "whatif",
    "fit",
    "batch",
    "settle",
    "reprice",
    "bids",
    "posts",
    "standard",
    "clauses",
    "help",
    "doctor",
    "page",
)
"""In the order of the help; each is a function in the module of its name, beside this one."""


_COMPLETION = {name: name for name in ("install_completion", "show_completion")}
"""The library's own options, which have texts of ours."""


_EPILOGS = {"compare": "causes.method"}
"""What stands below the help of a command: how it works, said once."""


def run(arguments: list[str], lang: Lang) -> int:
    """Run a command line in one language; return the exit code.

    Without any command it greets. Raises what the command raises, and the library's own errors
    for a wrong command line.
    """
    begun = words_so_far(os.environ)
    if not (arguments or begun or asks_for_completion()):
        with to_stdout():
            print(text("cli.welcome", lang))
        return DONE
    words = (*arguments, *begun)
    group = _build({name: _command(name, words) for name in COMMANDS}, lang)
    asked = {"prog_name": "sanicost", "complete_var": VARIABLE}
    return int(group(arguments, standalone_mode=False, obj=lang, **asked) or 0)


def program(lang: Lang) -> TyperGroup:
    """Return the program with every command loaded, its texts in one language."""
    return _build({name: _command(name, COMMANDS) for name in COMMANDS}, lang)


def called(arguments: Sequence[str]) -> str:
    """Return the program's name with that of the command of a command line.

    >>> called(["batch", "-o", "out"]), called(["nope"])
    ('sanicost batch', 'sanicost')
    """
    return " ".join(["sanicost", *(one for one in arguments[:1] if one in COMMANDS)])


def _command(name: str, arguments: Sequence[str]) -> Callable[..., None]:
    """Return a command's function; only the module of one that may be called is loaded."""
    if name not in arguments:
        return _not_called
    command: Callable[..., None] = getattr(import_module(f"sanicost.cli.{name}"), name)
    return command


def _not_called() -> None:
    """Stand for a command of which only name and help are shown."""


def _build(commands: Mapping[str, Callable[..., None]], lang: Lang) -> TyperGroup:
    """Return the program with some commands, its help in one language."""
    app = typer.Typer(
        cls=SpokenGroup,
        help="app",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name, command in commands.items():
        app.command(name, cls=SpokenCommand, help=name)(command)
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    for each in (program, *program.commands.values()):
        each.epilog = text(_EPILOGS[each.help], lang) if each.help in _EPILOGS else None
        each.help = text(f"cli.{each.help}", lang)
        for parameter in each.params:
            named = _COMPLETION.get(parameter.name or "", getattr(parameter, "help", None))
            setattr(parameter, "help", text(f"cli.{named}", lang) if named else None)  # noqa: B010
    return program


def _show_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        with to_stdout():
            print(f"sanicost {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", help="version", callback=_show_version, is_eager=True)
    ] = False,
    language: Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="lang")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="debug")] = False,
) -> None:
    """Stand before a command; --lang and --debug are taken out before parsing."""
