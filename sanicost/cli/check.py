"""check: read and price a roster as estimate does, without writing anything."""

import typer

from sanicost.cli import options as shared
from sanicost.cli.options import Request, refuse_other_endings, roster_options
from sanicost.cli.output import to_stdout
from sanicost.cli.pricing import priced_now, report, verdict
from sanicost.i18n import text
from sanicost.runs import is_clean


def check(
    context: typer.Context,
    roster: shared.Roster,
    output: shared.IgnoredOutput = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    refresh: shared.Refresh = False,
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.IgnoredForce = False,
    strict: shared.Strict = False,
) -> None:
    """Read and price a roster without writing anything."""
    refuse_other_endings(output, context.obj)
    request = Request(
        roster=roster,
        options=roster_options(
            start, months, as_of, figures, context.obj, refresh=refresh, skip_sheets=skip_sheet
        ),
        lang=context.obj,
        config=config,
        as_json=as_json,
        strict=strict,
    )
    raise typer.Exit(run_check(request))


def run_check(request: Request) -> int:
    """Read and price a roster without writing anything; return the exit code."""
    run = priced_now(request)
    refused = request.strict and not is_clean(run.result)
    with to_stdout():
        report(request, run, None)
        if not request.as_json and not refused:
            print(text("cli.check_passed", request.lang))
    return verdict(request, refused=refused)
