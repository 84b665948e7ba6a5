"""check: read and price a roster as estimate does; write nothing, or a copy that says it all."""

import sys
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sanicost.cli import options as shared
from sanicost.cli.exit_codes import WRONG
from sanicost.cli.options import Request, refuse_other_endings, roster_options
from sanicost.cli.output import to_stdout
from sanicost.cli.pricing import priced_now, report, say_kept, this_month, verdict
from sanicost.embedded.canonical import Run
from sanicost.i18n import joined, text
from sanicost.runs import is_clean, load_city, may_be_filed
from sanicost.writers.files import refuse_existing, refuse_same, write_whole

Annotate: TypeAlias = Annotated[bool, typer.Option("--annotate", help="annotate")]
CopyOutput: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="annotate_output")
]


def check(
    context: typer.Context,
    roster: shared.Roster,
    annotate: Annotate = False,
    output: CopyOutput = None,
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
    """Read and price a roster without writing anything but what --annotate asks for."""
    refuse_other_endings(output, context.obj)
    request = Request(
        roster=roster,
        options=roster_options(
            start, months, as_of, figures, context.obj, refresh=refresh, skip_sheets=skip_sheet
        ),
        lang=context.obj,
        config=config,
        output=output,
        force=force,
        as_json=as_json,
        strict=strict,
    )
    raise typer.Exit(run_check(request, annotate=annotate))


def run_check(request: Request, *, annotate: bool = False) -> int:
    """Read and price a roster; write nothing, or a copy with what is said; return the exit code."""
    run = _annotated(request) if annotate else priced_now(request)
    refused = request.strict and not is_clean(run.result)
    with to_stdout():
        report(request, run, None)
        if not request.as_json and not refused:
            fits = may_be_filed(run.result)
            print(text("cli.check_passed" if fits else "cli.check_unfit", request.lang))
    return verdict(request, refused=refused)


def _annotated(request: Request) -> Run:
    """Write the copy of a roster that says everything at its cell, and return the roster priced.

    Raises what ends the command, with where the copy is said, for one that is wrong.
    """
    from sanicost.annotation import annotated_roster  # noqa: PLC0415 - a copy alone pays

    path, lang = _copy_of(request), request.lang
    refuse_same(path, request.roster)
    refuse_existing(path, force=request.force)
    city = load_city(request.config)
    say_kept(city, lang)
    found = annotated_roster(city, request.roster, request.options, this_month(), lang)
    assert found.copy
    write_whole(path, found.copy.data, force=request.force)
    said = [text("cli.annotated", lang, file=str(path))]
    if found.copy.lost:
        said.append(text("cli.annotated_lost", lang, lost=joined(found.copy.lost, lang)))
    if found.refused and not request.as_json:
        from sanicost.writers.terminal import console, print_problems  # noqa: PLC0415 - only here

        print_problems(found.refused.problems, lang, console(stderr=True), is_copied=True)
        print(*said, sep="\n", file=sys.stderr)
        raise typer.Exit(WRONG)
    if found.refused:
        for line in said:
            found.refused.add_note(line)
        raise found.refused
    assert found.run
    print(*said, sep="\n", file=sys.stderr if request.as_json else sys.stdout)
    return found.run


def _copy_of(request: Request) -> Path:
    """Return where the copy goes: -o, else beside the roster."""
    ending = text("cli.annotated_ending", request.lang)
    return request.output or request.roster.with_name(f"{request.roster.stem}-{ending}.xlsx")
