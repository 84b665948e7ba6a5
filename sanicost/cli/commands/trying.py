"""whatif and fit: suppositions about a roster, and what a budget pays for."""

from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage, roster_options
from sanicost.cli.words import word


def whatif(
    context: typer.Context,
    roster: shared.Roster,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="set")
    ] = None,
    sweep: Annotated[str | None, typer.Option(metavar="NAME=A..B", help="sweep")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="sweep_output")
    ] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
) -> None:
    """Price a roster as it is supposed to be."""
    from sanicost.cli.trying import Request, run_whatif  # noqa: PLC0415 - not for --help

    if output and output.suffix.lower() != ".xlsx":
        raise WrongUsage(word("not_xlsx", context.obj, found=str(output)))
    if not settings and sweep is None:
        raise WrongUsage(word("nothing_supposed", context.obj))
    if output and sweep is None:
        raise WrongUsage(word("output_needs_sweep", context.obj))
    request = Request(
        roster=roster,
        options=roster_options(start, months, as_of, figures, context.obj),
        lang=context.obj,
        config=config,
        output=output,
        as_json=as_json,
        force=force,
    )
    raise typer.Exit(run_whatif(request, settings or [], sweep))


def fit(
    context: typer.Context,
    roster: shared.Roster,
    budget: Annotated[str, typer.Option(metavar="AMOUNT", help="budget")],
    free: Annotated[str | None, typer.Option(metavar="POSITION", help="free")] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """Say how many heads a budget pays for."""
    from sanicost.cli.trying import Request, run_fit  # noqa: PLC0415 - not for --help

    options = roster_options(start, months, as_of, figures, context.obj)
    request = Request(
        roster=roster, options=options, lang=context.obj, config=config, as_json=as_json
    )
    raise typer.Exit(run_fit(request, budget, free))
