"""batch: many rosters in one go."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage, month_option, roster_options
from sanicost.cli.words import word
from sanicost.messages import Lang

_MONTH = "YYYY-MM"
Sources: TypeAlias = Annotated[
    list[Path] | None, typer.Argument(metavar="[SOURCE]...", help="sources")
]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="DIR", help="batch_output")
]
Globs: TypeAlias = Annotated[list[str] | None, typer.Option(metavar="PATTERN", help="glob")]
Jobs: TypeAlias = Annotated[int | None, typer.Option(metavar="N", min=1, help="jobs")]
Scheduler: TypeAlias = Annotated[str | None, typer.Option(metavar="ADDRESS", help="scheduler")]
FailFast: TypeAlias = Annotated[bool, typer.Option("--fail-fast", help="fail_fast")]
Resume: TypeAlias = Annotated[
    bool, typer.Option("--resume/--no-resume", show_default=False, help="resume")
]
DryRun: TypeAlias = Annotated[bool, typer.Option("--dry-run", help="dry_run")]
Watch: TypeAlias = Annotated[Path | None, typer.Option(metavar="DIR", help="watch")]
Packs: TypeAlias = Annotated[bool, typer.Option("--pack", help="packs")]
Quiet: TypeAlias = Annotated[bool, typer.Option("--quiet", help="quiet")]
Log: TypeAlias = Annotated[Path | None, typer.Option(metavar="FILE", help="log")]
Against: TypeAlias = Annotated[str | None, typer.Option(metavar=_MONTH, help="against")]


def batch(
    context: typer.Context,
    sources: Sources = None,
    output: Output = None,
    glob: Globs = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    fail_fast: FailFast = False,
    resume: Resume = True,
    dry_run: DryRun = False,
    watch: Watch = None,
    pack: Packs = False,
    quiet: Quiet = False,
    log: Log = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    against: Against = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
) -> None:
    """Price many rosters: a workbook for each, and what they come to together."""
    from sanicost.batch.run import Ways  # noqa: PLC0415 - not for --help
    from sanicost.batch.sources import Asked  # noqa: PLC0415 - not for --help
    from sanicost.cli.batching import Request, cores, run_batch  # noqa: PLC0415 - not for --help

    besides = (glob, jobs, scheduler, fail_fast, not resume, dry_run, pack, against)
    _refuse_mixture(watch, (bool(sources), bool(output)), any(besides), context.obj)
    if against and not as_of:
        raise WrongUsage(word("against_needs", context.obj))
    options = roster_options(start, months, as_of, figures, context.obj)
    request = Request(
        asked=Asked(sources=sources or (), globs=glob or (), packs=pack, options=options),
        ways=Ways(jobs=jobs or cores(), scheduler=scheduler, resume=resume, fail_fast=fail_fast),
        output=output,
        against=month_option("--against", against, context.obj),
        config=config,
        dry_run=dry_run,
        watch=watch,
        quiet=quiet,
        log=log,
        lang=context.obj,
    )
    raise typer.Exit(run_batch(request))


def _refuse_mixture(
    watch: Path | None, needed: tuple[bool, bool], has_others: bool, lang: Lang
) -> None:
    """Refuse what does not go together: a watch has a folder of its own, all else needs two."""
    if watch and (any(needed) or has_others):
        raise WrongUsage(word("watch_or_sources", lang))
    if not watch and not all(needed):
        raise WrongUsage(word("batch_needs", lang))
