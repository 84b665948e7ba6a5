"""compare: two rosters, or one at two dates."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage, month_option, roster_options
from sanicost.cli.words import word


def compare(
    context: typer.Context,
    before: Annotated[Path, typer.Argument(metavar="A", help="compare_before")],
    after: Annotated[Path | None, typer.Argument(metavar="[B]", help="compare_after")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="compare_as_of")] = None,
    against: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="compare_against")] = None,
    start: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="compare_start")] = None,
    months: Annotated[str | None, typer.Option(metavar="N", help="compare_months")] = None,
    figures: Annotated[Path | None, typer.Option(metavar="FILE", help="compare_figures")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="compare_output")
    ] = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
) -> None:
    """Say why one ceiling differs from another."""
    from sanicost.cli.comparing import Request, run_compare  # noqa: PLC0415 - not for --help

    earlier = roster_options(start, months, as_of, figures, context.obj)
    later = replace(earlier, as_of=month_option("--against", against, context.obj))
    if output and output.suffix.lower() != ".xlsx":
        raise WrongUsage(word("not_xlsx", context.obj, found=str(output)))
    if after is None and against is None:
        raise WrongUsage(word("compare_one", context.obj))
    if after is not None and (as_of or against):
        raise WrongUsage(word("compare_dates", context.obj))
    request = Request(
        sides=((before, earlier), (after or before, later)),
        lang=context.obj,
        config=config,
        output=output,
        as_json=as_json,
        force=force,
    )
    raise typer.Exit(run_compare(request))
