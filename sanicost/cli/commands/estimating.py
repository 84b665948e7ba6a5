"""estimate and check: the same options, but only estimate writes."""

from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage
from sanicost.cli.words import word


def estimate(
    context: typer.Context,
    roster: shared.Roster,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="output")
    ] = None,
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
    from sanicost.readers.roster import Options  # noqa: PLC0415 - not for --help

    if output and output.suffix.lower() != ".xlsx":
        raise WrongUsage(word("not_xlsx", context.obj, found=str(output)))
    request = Request(
        roster=roster,
        options=Options(start=start, months=months, as_of=as_of, figures=figures, refresh=refresh),
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
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    refresh: shared.Refresh = False,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    strict: shared.Strict = False,
) -> None:
    """Read and price a roster without writing anything."""
    from sanicost.cli.estimating import Request, run_check  # noqa: PLC0415 - not for --help
    from sanicost.readers.roster import Options  # noqa: PLC0415 - not for --help

    request = Request(
        roster=roster,
        options=Options(start=start, months=months, as_of=as_of, figures=figures, refresh=refresh),
        lang=context.obj,
        config=config,
        as_json=as_json,
        strict=strict,
    )
    raise typer.Exit(run_check(request))
