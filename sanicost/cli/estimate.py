"""estimate: price a roster and write its workbook."""

from pathlib import Path

import typer

from sanicost.cli import options as shared
from sanicost.cli.options import Request, refuse_other_endings, roster_options
from sanicost.cli.output import to_stdout
from sanicost.cli.pricing import priced_now, report, verdict
from sanicost.embedded.canonical import Run
from sanicost.runs import is_clean
from sanicost.writers.files import refuse_existing, refuse_same, write_whole


def estimate(
    context: typer.Context,
    roster: shared.Roster,
    output: shared.Output = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    refresh: shared.Refresh = False,
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
    strict: shared.Strict = False,
) -> None:
    """Price a roster and write its workbook."""
    refuse_other_endings(output, context.obj)
    request = Request(
        roster=roster,
        options=roster_options(
            start, months, as_of, figures, context.obj, refresh=refresh, skip_sheets=skip_sheet
        ),
        lang=context.obj,
        config=config,
        output=output,
        as_json=as_json,
        force=force,
        strict=strict,
    )
    raise typer.Exit(run_estimate(request))


def run_estimate(request: Request) -> int:
    """Price a roster, write its workbook, say what was found; return the exit code."""
    run = priced_now(request)
    refused = request.strict and not is_clean(run.result)
    output = None if refused else _output(request, run)
    if output:
        from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write one

        refuse_existing(output, force=request.force)
        data = workbook_bytes(run)
        write_whole(output, data, force=request.force)
    with to_stdout():
        report(request, run, output)
    return verdict(request, refused=refused)


def _output(request: Request, run: Run) -> Path | None:
    """Return where the workbook goes: -o, else beside the roster; with --json only by -o."""
    if request.output:
        refuse_same(request.output, request.roster)
        return request.output
    if request.as_json:
        return None
    stamp = "-暂估" if run.result.provisional else ""
    return request.roster.with_name(f"{request.roster.stem}-测算{stamp}.xlsx")
