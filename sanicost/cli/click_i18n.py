"""What the command-line library says of its own accord, in Chinese too: frames, usage errors."""

import re
from contextlib import suppress

# The library carries its own copy of click, and its public methods take these types.
from typer._click.core import Command, Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup, TyperOption

from sanicost.cli.output import styled, to_stdout
from sanicost.i18n import Lang, joined, room, text

_QUOTED = re.compile("[\"']")


def usage_error(message: str, lang: Lang) -> str:
    """Return a usage error in the language; one that is not known stays as it is.

    >>> usage_error("Missing argument 'ROSTER'.", "zh")
    '缺少参数 ROSTER。'
    >>> usage_error("Missing option '-o' / '--output'.", "zh")
    '缺少选项 -o / --output。'
    """
    for pattern, texts in room("usage_errors").items():
        if found := re.fullmatch(pattern, message):
            parts = [joined(_QUOTED.sub("", part).split(", "), lang) for part in found.groups()]
            return texts[lang].format(*parts, message=message)
    return message


def _usage_line(usage: str, lang: Lang) -> str:
    """Return a usage line with its own words in the language."""
    for english, texts in room("usage_line").items():
        usage = usage.replace(english, texts[lang], 1)
    return usage


def _title_frames(lang: Lang) -> None:
    """Give the frames of the help their titles in the language."""
    from typer import rich_utils  # noqa: PLC0415 - only a help text pays for rich

    for name, texts in room("help_frames").items():
        setattr(rich_utils, name, texts[lang])


def _folded() -> None:
    """Let the help break a text anywhere: Chinese has no blanks, and would be cut at the edge."""
    from rich.text import Text  # noqa: PLC0415 - only a help text pays for rich
    from typer import rich_utils  # noqa: PLC0415

    class Folding(rich_utils.OptionHighlighter):
        """Every text of the help passes through the library's highlighter."""

        def highlight(self, text: Text) -> None:
            super().highlight(text)
            text.overflow = "fold"

    rich_utils.highlighter = Folding()


class _Spoken(Command):
    """What commands and the program have in common: the context's object is the language."""

    def get_usage(self, ctx: Context) -> str:
        """Return the usage line."""
        usage = super().get_usage(ctx)
        return _usage_line(usage, ctx.obj or "en")

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the help option with its text in the language."""
        option = super().get_help_option(ctx)
        if option:
            option.help = text("cli.help_option", ctx.obj or "en")
        return option

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Print the help."""
        _title_frames(ctx.obj or "en")
        _folded()
        # The library behind it leaves the program where its reader has gone.
        with to_stdout(), styled(), suppress(SystemExit):
            super().format_help(ctx, formatter)


class SpokenCommand(_Spoken, TyperCommand):
    """A command whose help is in one language throughout."""


class SpokenGroup(_Spoken, TyperGroup):
    """The program, likewise."""
