"""The Typer program: parameters and help texts; every command is one call."""

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

from sanicost import __version__
from sanicost.cli.chinese import ChineseCommand, ChineseGroup
from sanicost.cli.words import word
from sanicost.messages import Lang


class WrongUsage(Exception):  # noqa: N818 - a message to the user
    """The command line asks for something that no command offers (exit code 2)."""


def build(lang: Lang) -> typer.Typer:
    """Return the program with its help in one language."""
    app = typer.Typer(
        cls=ChineseGroup if lang == "zh" else None,
        help=word("app", lang),
        add_completion=False,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    _add_options(app, lang)
    _add_estimating(app, lang)
    _add_listing(app, lang)
    return app


def _command(lang: Lang) -> type[TyperCommand] | None:
    """Return the class of a command whose help is in this language."""
    return ChineseCommand if lang == "zh" else None


def _add_options(app: typer.Typer, lang: Lang) -> None:
    """Add what stands before a command; --lang and --debug are taken out before parsing."""

    def show_version(wanted: bool) -> None:
        if wanted:
            print(f"sanicost {__version__}")
            raise typer.Exit

    @app.callback()
    def options(
        version: Annotated[
            bool,
            typer.Option(
                "--version", help=word("version", lang), callback=show_version, is_eager=True
            ),
        ] = False,
        language: Annotated[
            str | None, typer.Option("--lang", metavar="zh|en", help=word("lang", lang))
        ] = None,
        debug: Annotated[bool, typer.Option("--debug", help=word("debug", lang))] = False,
    ) -> None:
        """Options before a command."""


def _add_estimating(app: typer.Typer, lang: Lang) -> None:
    """Add estimate and check: the same options, but only estimate writes."""
    roster_type = Annotated[Path, typer.Argument(metavar="ROSTER", help=word("roster", lang))]
    month = "YYYY-MM"
    start_type = Annotated[str | None, typer.Option(metavar=month, help=word("start", lang))]
    months_type = Annotated[str | None, typer.Option(metavar="N", help=word("months", lang))]
    as_of_type = Annotated[str | None, typer.Option(metavar=month, help=word("as_of", lang))]
    figures_type = Annotated[Path | None, typer.Option(metavar="FILE", help=word("figures", lang))]
    config_type = Annotated[Path | None, typer.Option(metavar="DIR", help=word("config", lang))]
    json_type = Annotated[bool, typer.Option("--json", help=word("json", lang))]
    strict_type = Annotated[bool, typer.Option("--strict", help=word("strict", lang))]
    output_type = Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help=word("output", lang))
    ]
    force_type = Annotated[bool, typer.Option("--force", help=word("force", lang))]

    @app.command(cls=_command(lang), help=word("estimate", lang))
    def estimate(
        roster: roster_type,
        output: output_type = None,
        start: start_type = None,
        months: months_type = None,
        as_of: as_of_type = None,
        figures: figures_type = None,
        config: config_type = None,
        as_json: json_type = False,
        force: force_type = False,
        strict: strict_type = False,
    ) -> None:
        from sanicost.cli.estimating import Request, run_estimate  # noqa: PLC0415 - not for --help
        from sanicost.readers.roster import Options  # noqa: PLC0415 - not for --help

        if output and output.suffix.lower() != ".xlsx":
            raise WrongUsage(word("not_xlsx", lang, found=str(output)))
        request = Request(
            roster=roster,
            options=Options(start=start, months=months, as_of=as_of, figures=figures),
            lang=lang,
            config=config,
            output=output,
            as_json=as_json,
            force=force,
            strict=strict,
        )
        raise typer.Exit(run_estimate(request))

    @app.command(cls=_command(lang), help=word("check", lang))
    def check(
        roster: roster_type,
        start: start_type = None,
        months: months_type = None,
        as_of: as_of_type = None,
        figures: figures_type = None,
        config: config_type = None,
        as_json: json_type = False,
        strict: strict_type = False,
    ) -> None:
        from sanicost.cli.estimating import Request, run_check  # noqa: PLC0415 - not for --help
        from sanicost.readers.roster import Options  # noqa: PLC0415 - not for --help

        request = Request(
            roster=roster,
            options=Options(start=start, months=months, as_of=as_of, figures=figures),
            lang=lang,
            config=config,
            as_json=as_json,
            strict=strict,
        )
        raise typer.Exit(run_check(request))


def _add_listing(app: typer.Typer, lang: Lang) -> None:
    """Add posts and standard."""
    config_type = Annotated[Path | None, typer.Option(metavar="DIR", help=word("config", lang))]

    @app.command(cls=_command(lang), help=word("posts", lang))
    def posts(
        text: Annotated[str, typer.Argument(metavar="[TEXT]", help=word("text", lang))] = "",
        config: config_type = None,
    ) -> None:
        from sanicost.cli.listing import list_posts  # noqa: PLC0415 - not for --help

        raise typer.Exit(list_posts(text, config, lang))

    @app.command(cls=_command(lang), help=word("standard", lang))
    def standard(
        on: Annotated[str | None, typer.Option(metavar="YYYY-MM", help=word("on", lang))] = None,
        config: config_type = None,
    ) -> None:
        from sanicost.cli.estimating import this_month  # noqa: PLC0415 - not for --help
        from sanicost.cli.listing import list_standard  # noqa: PLC0415 - not for --help
        from sanicost.core.period import Month  # noqa: PLC0415 - not for --help

        try:
            month = Month.parse(on) if on else this_month()
        except ValueError:
            raise WrongUsage(word("bad_month", lang, found=str(on))) from None
        raise typer.Exit(list_standard(month, config, lang))
