"""What the command-line library says of its own accord, in Chinese too: frames, usage errors."""

import re
from contextlib import suppress

# The library carries its own copy of click, and its public methods take these types.
from typer._click.core import Command, Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup, TyperOption

from sanicost.cli.output import styled, to_stdout
from sanicost.cli.words import word

_FRAMES = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "REQUIRED_LONG_STRING": "［必填］",
}
_ERRORS = (
    (r"Missing argument '(.+)'\.", "缺少参数 {0}。"),
    (r"Missing option '(.+)'\.", "缺少选项 {0}。"),
    (r"No such command '(.+?)'\.", "没有命令“{0}”。"),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", "没有命令“{0}”。是否应为 {1}？"),
    (r"No such option: (\S+)", "没有选项 {0}。"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "没有选项 {0}。是否应为 {1}？"),
    (r"No such option: (\S+) Did you mean (.+)\?", "没有选项 {0}。是否应为 {1}？"),
    (r"Option '(.+)' requires an argument\.", "选项 {0} 后面缺少取值。"),
    (r"Option '(.+)' does not take a value\.", "选项 {0} 不带取值。"),
    (
        r"Invalid value for '(.+?)': (.+) is not in the range x>=(\d+)\.",
        "{0} 应为不小于 {2} 的整数，而不是“{1}”。",
    ),
    (
        r"Invalid value for '(.+?)': '(.+)' is not a valid int(?:eger)?(?: range)?\.",
        "{0} 应为整数，而不是“{1}”。",
    ),
    (r"Got unexpected extra arguments? \((.+)\)", "多出的参数：{0}"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "多出的参数：{0}"),
)


def in_chinese(message: str) -> str:
    """Return a usage error in Chinese; one that is not known stays as it is.

    >>> in_chinese("Missing argument 'ROSTER'.")
    '缺少参数 ROSTER。'
    """
    for pattern, chinese in _ERRORS:
        if found := re.fullmatch(pattern, message):
            return chinese.format(*found.groups())
    return message


def _translated(usage: str) -> str:
    """Return a usage line with its own words in Chinese."""
    words = {"Usage: ": "用法：", "[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …"}
    for english, chinese in words.items():
        usage = usage.replace(english, chinese, 1)
    return usage


def _frames() -> None:
    """Give the frames of the help their Chinese titles."""
    from typer import rich_utils  # noqa: PLC0415 - only a help text pays for rich

    for name, chinese in _FRAMES.items():
        setattr(rich_utils, name, chinese)


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
        return _translated(usage) if ctx.obj == "zh" else usage

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the help option with its text in the language."""
        option = super().get_help_option(ctx)
        if option:
            option.help = word("help", ctx.obj or "en")
        return option

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Print the help."""
        if ctx.obj == "zh":
            _frames()
            _folded()
        # The library behind it leaves the program where its reader has gone.
        with to_stdout(), styled(), suppress(SystemExit):
            super().format_help(ctx, formatter)


class SpokenCommand(_Spoken, TyperCommand):
    """A command whose help is in one language throughout."""


class SpokenGroup(_Spoken, TyperGroup):
    """The program, likewise."""
