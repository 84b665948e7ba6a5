"""The program's entry: language first, then the command, then errors into messages."""

import gc
import os
import sys
from collections.abc import Sequence

from sanicost.cli.exit_codes import BUG, INTERRUPTED, UNREADABLE, UNWRITABLE, USAGE, WRONG
from sanicost.cli.language import from_locale, take_language
from sanicost.cli.output import (
    StdoutFull,
    keep_control_characters_out,
    open_what_is_closed,
    to_stdout,
)
from sanicost.core.notices import Notice, Problem, Refused
from sanicost.i18n import Lang, text


def main() -> None:
    """Run the command line and leave with its exit code."""
    # A run is short and most of its objects live to its end: looking for garbage among them again
    # and again, and once more while leaving, took a sixth of the time of a small estimate.
    gc.set_threshold(100_000)
    open_what_is_closed()
    keep_control_characters_out()
    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows only GBK must never stop a run: it shows ? for what it lacks.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        lang, rest = take_language(arguments, os.environ)
    except ValueError as error:
        lang = from_locale(os.environ)
        return _usage(text("cli.lang_unknown", lang, found=str(error)), lang)
    debug = "--debug" in rest
    rest = [argument for argument in rest if argument != "--debug"]
    try:
        return _guarded(rest, lang, debug=debug)
    except KeyboardInterrupt:
        return _interrupted(lang)
    except StdoutFull as error:
        from sanicost.i18n.notices import system_words  # noqa: PLC0415 - only for a full disk

        found = system_words(error.number, error.found, lang)
        print(text("cli.stdout_full", lang, found=found), file=sys.stderr)
        return UNWRITABLE


def _guarded(arguments: list[str], lang: Lang, *, debug: bool) -> int:
    """Run a command and turn everything that is expected to go wrong into a message."""
    import typer  # noqa: PLC0415 - after the language is known

    from sanicost.city.files import ConfigRefused  # noqa: PLC0415
    from sanicost.cli.app import called  # noqa: PLC0415
    from sanicost.cli.app import run as run_command  # noqa: PLC0415
    from sanicost.cli.options import WrongUsage  # noqa: PLC0415
    from sanicost.readers.document import FileRefused  # noqa: PLC0415
    from sanicost.writers.files import OutputRefused  # noqa: PLC0415

    as_json = "--json" in arguments
    try:
        code = run_command(arguments, lang)
        with to_stdout():
            return code  # what is still waiting is printed first
    except WrongUsage as error:
        return _usage(str(error), lang, called(arguments))
    except Refused as refused:
        code = _problems(refused.problems, lang, WRONG, as_json=as_json)
        for note in getattr(refused, "__notes__", ()):
            print(note, file=sys.stderr)
        return code
    except ConfigRefused as refused:
        problem = Problem(code="config-wrong", where=refused.where, params={"found": refused.what})
        return _problems([problem], lang, WRONG, as_json=as_json)
    except FileRefused as refused:
        return _problems([refused.problem], lang, UNREADABLE, as_json=as_json)
    except OutputRefused as refused:
        return _problems([refused.problem], lang, UNWRITABLE, as_json=as_json)
    except StdoutFull:
        raise
    except typer.Abort:
        return _interrupted(lang)
    except typer.exceptions.TyperException as error:
        from sanicost.cli.click_i18n import usage_error  # noqa: PLC0415 - only for a wrong command line

        said = error.format_message()
        return _usage(usage_error(said, lang), lang, called(arguments))
    except Exception as error:
        if debug:
            raise
        print(text("cli.bug", lang, found=f"{type(error).__name__}: {error}"), file=sys.stderr)
        return BUG


def _interrupted(lang: Lang) -> int:
    """Say that the program was interrupted; return the exit code."""
    print(text("cli.interrupted", lang), file=sys.stderr)
    return INTERRUPTED


def _usage(message: str, lang: Lang, command: str = "sanicost") -> int:
    """Say what is wrong with the command line of a command; return the exit code."""
    if message:
        print(text("cli.usage", lang, found=message), file=sys.stderr)
    print(text("cli.usage_help", lang, command=command), file=sys.stderr)
    return USAGE


def _problems(problems: Sequence[Notice], lang: Lang, code: int, *, as_json: bool) -> int:
    """Print problems for people or as JSON; return the exit code."""
    if as_json:
        from sanicost.writers.json_documents import printable, problems_document  # noqa: PLC0415

        with to_stdout():
            print(printable(problems_document(problems, lang), sys.stdout.encoding))
    else:
        from sanicost.writers.terminal import console, print_problems  # noqa: PLC0415 - only here

        print_problems(problems, lang, console(stderr=True))
    return code


if __name__ == "__main__":
    main()
