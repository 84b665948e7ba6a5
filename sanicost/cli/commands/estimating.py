"""estimate and check: the same options, but only estimate writes."""

from pathlib import Path

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage, roster_options
from sanicost.cli.words import word
from sanicost.messages import Lang


def estimate(
    context: typer.Context,
    roster: shared.Roster,
    output: shared.Output = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    refresh: shared.Refresh = False,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
    strict: shared.Strict = False,
) -> None:
    """Price a roster and write its workbook."""
    from sanicost.cli.estimating import Request, run_estimate  # noqa: PLC0415 - not for --help

    _refuse_other_endings(output, context.obj)
    request = Request(
        roster=roster,
        options=roster_options(start, months, as_of, figures, context.obj, refresh=refresh),
        lang=context.obj,
        config=config,
        output=output,
        as_json=as_json,
        force=force,
        strict=strict,
    )
    raise typer.Exit(run_estimate(request))


def check(
    context: typer.Context,
    roster: shared.Roster,
    output: shared.IgnoredOutput = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    refresh: shared.Refresh = False,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.IgnoredForce = False,
    strict: shared.Strict = False,
) -> None:
    """Read and price a roster without writing anything."""
    from sanicost.cli.estimating import Request, run_check  # noqa: PLC0415 - not for --help

    _refuse_other_endings(output, context.obj)
    request = Request(
        roster=roster,
        options=roster_options(start, months, as_of, figures, context.obj, refresh=refresh),
        lang=context.obj,
        config=config,
        as_json=as_json,
        strict=strict,
    )
    raise typer.Exit(run_check(request))


def _refuse_other_endings(output: Path | None, lang: Lang) -> None:
    """Raise WrongUsage for an output that is not called .xlsx."""
    if output and output.suffix.lower() != ".xlsx":
        raise WrongUsage(word("not_xlsx", lang, found=str(output)))
