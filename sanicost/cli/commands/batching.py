"""batch: many rosters in one go."""

from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage
from sanicost.cli.words import word


def batch(
    context: typer.Context,
    sources: Annotated[
        list[Path] | None, typer.Argument(metavar="[SOURCE]...", help="sources")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="batch_output")
    ] = None,
    glob: Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="glob")] = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", min=1, help="jobs")] = None,
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="scheduler")] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="fail_fast")] = False,
    resume: Annotated[bool, typer.Option("--resume/--no-resume", help="resume")] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="dry_run")] = False,
    watch: Annotated[Path | None, typer.Option(metavar="DIR", help="watch")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="quiet")] = False,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="log")] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    against: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="against")] = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
) -> None:
    """Price many rosters: a workbook for each, and what they come to together."""
    from sanicost.cli.batching import Request, run_batch  # noqa: PLC0415 - not for --help
    from sanicost.readers.roster import Options  # noqa: PLC0415 - not for --help

    if watch and sources:
        raise WrongUsage(word("watch_or_sources", context.obj))
    if not watch and not (sources and output):
        raise WrongUsage(word("batch_needs", context.obj))
    if against and not as_of:
        raise WrongUsage(word("against_needs", context.obj))
    request = Request(
        sources=tuple(sources or ()),
        output=output,
        globs=tuple(glob or ()),
        options=Options(start=start, months=months, as_of=as_of, figures=figures),
        against=against,
        config=config,
        jobs=jobs,
        scheduler=scheduler,
        fail_fast=fail_fast,
        resume=resume,
        dry_run=dry_run,
        watch=watch,
        quiet=quiet,
        log=log,
        lang=context.obj,
    )
    raise typer.Exit(run_batch(request))
