"""batch: many rosters in one go."""

import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sanicost.batch.folder import LOCK
from sanicost.batch.jobs import STAMPED, Job, Settings, config_digest
from sanicost.batch.journal import JOURNAL, Journal
from sanicost.batch.run import Batch, ExecutionOptions, check_folder, is_done
from sanicost.batch.sources import REPORTS, SourceRequest, find, real
from sanicost.batch.worker import rehearse
from sanicost.cli import options as shared
from sanicost.cli.batch_report import (
    SHOWN,
    ProgressOptions,
    say_passed,
    say_stopped,
    say_tally,
    shown,
)
from sanicost.cli.exit_codes import DONE, INTERRUPTED, UNWRITABLE, WRONG
from sanicost.cli.log import Log, logged
from sanicost.cli.options import WrongUsage, month_option, roster_options
from sanicost.cli.pricing import say_kept, this_month
from sanicost.cli.signals import end_as_by_ctrl_c
from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.i18n import Lang, text
from sanicost.readers.project import Options
from sanicost.runs import load_city, refuse_figures
from sanicost.writers.files import OutputRefused

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
LogFile: TypeAlias = Annotated[Path | None, typer.Option(metavar="FILE", help="log")]
Signed: TypeAlias = Annotated[
    str | None, typer.Option("--reprice", metavar=_MONTH, help="batch_reprice")
]
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
    log: LogFile = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    against: Against = None,
    reprice: Signed = None,
    figures: shared.Figures = None,
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
) -> None:
    """Price many rosters: a workbook for each, and what they amount to together."""
    besides = (glob, jobs, scheduler, fail_fast, not resume, dry_run, pack, against, reprice)
    clash = _clash(reprice, against, as_of, pack=pack)
    if said := clash or _contradiction(watch, (bool(sources), bool(output)), besides):
        raise WrongUsage(text(f"cli.{said}", context.obj))
    options = roster_options(
        start, months, as_of, figures, context.obj, skip_sheets=skip_sheet, is_for_many=True
    )
    asked = SourceRequest(sources=sources or (), globs=glob or (), packs=pack, options=options)
    request = BatchRequest(
        asked=replace(asked, repricing=bool(reprice)),
        execution=ExecutionOptions(jobs or cores(), scheduler, resume=resume, fail_fast=fail_fast),
        output=output,
        against=month_option("--against", against, context.obj),
        reprice=month_option("--reprice", reprice, context.obj),
        config=config,
        dry_run=dry_run,
        watch=watch,
        quiet=quiet,
        log=log,
        lang=context.obj,
    )
    raise typer.Exit(run_batch(request))


def _contradiction(
    watch: Path | None, needed: Sequence[bool], besides: Sequence[object]
) -> str | None:
    """Return what is wrong with options together: a watch has a folder of its own, all else two."""
    if watch and any((*needed, *besides)):
        return "watch_or_sources"
    if not watch and not all(needed):
        return "batch_needs"
    return None


def _clash(
    reprice: str | None, against: str | None, as_of: str | None, *, pack: bool
) -> str | None:
    """Return what is wrong with two months together, None for nothing."""
    if against and not as_of:
        return "against_needs"
    return "reprice_alone" if reprice and (pack or against or as_of) else None


_SAMPLE = 5


@dataclass(frozen=True, kw_only=True)
class BatchRequest:
    """What a command line asks for that has many rosters."""

    asked: SourceRequest
    execution: ExecutionOptions
    output: Path | None
    against: Month | None
    reprice: Month | None
    config: Path | None
    dry_run: bool
    watch: Path | None
    quiet: bool
    log: Path | None
    lang: Lang


def run_batch(request: BatchRequest) -> int:
    """Price all rosters, or say what would be done; return the exit code."""
    end_as_by_ctrl_c()
    city = load_city(request.config)
    say_kept(city, request.lang)
    # What is wrong for every roster is said once, before any is touched.
    refuse_figures(city, request.asked.options.figures)
    if request.watch:
        from sanicost.cli.watching import run_watch  # noqa: PLC0415 - it needs a library of its own

        settings, options = _settings(request, request.watch), _absolute(request.asked.options)
        return run_watch(settings, options, request.log, request.lang, quiet=request.quiet)
    assert request.output
    settings = _settings(request, request.output)
    asked = replace(request.asked, options=_absolute(request.asked.options))
    found = find(asked, request.output, city.vocabulary)
    if not request.quiet:
        say_passed(found.passed, request.lang)
    if request.dry_run:
        return _dry_run(found.jobs, settings, request)
    return _work(found.jobs, settings, request)


def _settings(request: BatchRequest, folder: Path) -> Settings:
    """Return what holds for every roster; workers elsewhere need full paths."""
    return Settings(
        folder=folder.resolve() if request.watch else folder.absolute(),
        today=this_month(),
        config=request.config.absolute() if request.config else None,
        config_sha256=config_digest(request.config),
        against=request.against,
        reprice=request.reprice,
    )


def _absolute(options: Options) -> Options:
    """Return the options with the full path of the overrides."""
    figures = options.figures.absolute() if options.figures else None
    return options._replace(figures=figures)


def cores() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _work(jobs: Sequence[Job], settings: Settings, request: BatchRequest) -> int:
    """Work off the jobs and keep the log; return the exit code."""
    _refuse_log(request.log, jobs, settings.folder)
    with logged(request.log, request.lang, len(jobs)) as log:
        return log.ended(_worked(jobs, settings, request, log))


def _worked(jobs: Sequence[Job], settings: Settings, request: BatchRequest, log: Log) -> int:
    """Work off the jobs, showing how it goes; return the exit code."""
    lang = request.lang
    progress = ProgressOptions(total=len(jobs), lang=lang, quiet=request.quiet, log=log)
    with shown(progress) as tell:
        batch = Batch(jobs, settings, request.execution, tell)
        try:
            tally = batch.run()
        except KeyboardInterrupt:
            done, total = str(batch.tally.finished), str(len(jobs))
            with suppress(OSError):  # the terminal may have been what ended
                print(text("cli.batch_interrupted", lang, done=done, total=total), file=sys.stderr)
            return INTERRUPTED
        except (OutputRefused, Refused) as refused:
            if not batch.tally.is_begun:
                raise
            say_stopped(refused, batch.tally, len(jobs), lang)
            return UNWRITABLE if isinstance(refused, OutputRefused) else WRONG
    say_tally(tally, settings.folder, lang, quiet=request.quiet)
    if tally.missing:
        return UNWRITABLE
    return WRONG if tally.failed else DONE


def _refuse_log(log: Path | None, jobs: Sequence[Job], folder: Path) -> None:
    """Refuse a log that would be appended to a roster, or to what the batch itself writes."""
    if log is None:
        return
    ours = {folder / name for name in (*REPORTS, JOURNAL, LOCK)}
    ours |= {folder / name for job in jobs for name in job.claims}
    read = {path for job in jobs for path in (job.path, job.options.figures) if path}
    if real(log) in {real(path) for path in ours | read}:
        raise OutputRefused("batch-log-unfit", str(log))


def _dry_run(jobs: Sequence[Job], settings: Settings, request: BatchRequest) -> int:
    """Say what would be done and, from a sample, how long it would take; return 0."""
    lang = request.lang
    check_folder(jobs, settings.folder)
    journal = Journal(settings.folder, read_only=True)
    todo = [
        job for job in jobs if not (request.execution.resume and is_done(job, settings, journal))
    ]
    journal.close()
    for job in todo[:SHOWN]:
        print(f"  {job.name} → {_either(job, lang)}")
    if len(todo) > SHOWN:
        print(text("cli.and_more", lang, count=str(len(todo) - SHOWN)))
    counts = {"total": str(len(jobs)), "todo": str(len(todo)), "kept": str(len(jobs) - len(todo))}
    print(text("cli.would_do", lang, **counts))
    if todo:
        processes = min(request.execution.jobs, len(todo))
        sample = todo[:: max(1, len(todo) // _SAMPLE)][:_SAMPLE]
        seconds_each, unpriced = _rehearsed(sample, settings)
        seconds = f"{seconds_each * len(todo) / processes:.0f}"
        about = {"sample": str(len(sample)), "seconds": seconds, "jobs": str(processes)}
        print(text("cli.would_take", lang, **about))
        if unpriced:
            print(text("cli.would_fail", lang, count=str(len(unpriced)), names=", ".join(unpriced)))
    return DONE


def _either(job: Job, lang: Lang) -> str:
    """Return the names under which a job may write: only pricing tells whether one is stamped."""
    plain, stamped = job.output(stamped=False), job.output(stamped=True)
    return plain if plain == stamped else text("cli.or_stamped", lang, plain=plain, stamped=STAMPED)


def _rehearsed(sample: Sequence[Job], settings: Settings) -> tuple[float, list[str]]:
    """Return the seconds that a roster of a sample takes here, and which cannot be priced."""
    rehearse(sample[0], settings)  # warms up
    began = time.perf_counter()
    unpriced = [job.name for job in sample if not rehearse(job, settings)]
    return (time.perf_counter() - began) / len(sample), unpriced
