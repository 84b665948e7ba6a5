"""compare: two rosters, or one at two dates."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from sanicost.analysis.variance import Comparison, compared, idle_overrides
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import WrongUsage, month_option, refuse_other_endings, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import refuse_any, say_carried, say_kept, say_provisional, this_month
from sanicost.core.notices import Finding, Problem, Refused
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang, place, text
from sanicost.i18n.notices import say
from sanicost.readers.project import Options
from sanicost.runs import load_city, price_in, refuse_street
from sanicost.writers.files import refuse_existing, refuse_same, write_whole


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
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
) -> None:
    """Say why one ceiling differs from another."""
    earlier = roster_options(
        start, months, as_of, figures, context.obj, skip_sheets=skip_sheet, is_for_many=True
    )
    later = earlier._replace(as_of=month_option("--against", against, context.obj))
    refuse_other_endings(output, context.obj)
    if after is None and against is None:
        raise WrongUsage(text("cli.compare_one", context.obj))
    if after is not None and (as_of or against):
        raise WrongUsage(text("cli.compare_dates", context.obj))
    request = Comparing(
        sides=((before, earlier), (after or before, later)),
        lang=context.obj,
        config=config,
        output=output,
        as_json=as_json,
        force=force,
    )
    raise typer.Exit(run_compare(request))


Side = tuple[Path, Options]


@dataclass(frozen=True, kw_only=True)
class Comparing:
    """Everything that the command line asks for."""

    sides: tuple[Side, Side]
    lang: Lang
    config: Path | None = None
    output: Path | None = None
    as_json: bool = False
    force: bool = False


def run_compare(request: Comparing) -> int:
    """Price both sides, say what leads from one ceiling to the other; return the exit code."""
    before, after = _priced(request)
    comparison = compared(before.result.estimate, after.result.estimate)
    idle = idle_overrides(before.result, after.result)
    if request.output:
        _write(request, request.output, comparison, after, idle)
    if request.as_json:
        for one in idle:  # the document holds what is promised, and no more
            print(
                f"{place(one.where, request.lang)}: {say(one, request.lang)}  {one.code}",
                file=sys.stderr,
            )
    _report(request, comparison, after, idle)
    return DONE


def _priced(request: Comparing) -> list[Run]:
    """Return both sides priced; raise Refused with what is wrong in either, by file."""
    city = load_city(request.config)
    say_kept(city, request.lang)
    runs: list[Run] = []
    problems: list[Problem] = []
    for path, options in request.sides:
        try:
            run = price_in(city, path, options, this_month())
            refuse_street(run)
            runs.append(run)
        except Refused as refused:
            problems += [
                Problem(code=one.code, where=f"{path.name} {one.where}".strip(), params=one.params)
                for one in refused.problems
            ]
    refuse_any(problems)  # one roster at two dates says the same of itself twice
    sides = zip(request.sides, runs, strict=True)
    for path in dict.fromkeys(path for (path, _), run in sides if run.is_reopened):
        say_carried(path, request.lang)
    return runs


def _write(
    request: Comparing, output: Path, comparison: Comparison, after: Run, idle: Sequence[Finding]
) -> None:
    """Write the workbook of the comparison."""
    from sanicost.writers.workbook.analysis import comparison_bytes  # noqa: PLC0415 - to write

    for path, _ in request.sides:
        refuse_same(output, path)
    refuse_existing(output, force=request.force)
    data = comparison_bytes(comparison, after, _names(request), idle)
    write_whole(output, data, force=request.force)


def _names(request: Comparing) -> tuple[str, str]:
    """Return how the output names the two sides."""
    before, after = (
        f"{path.name} {options.as_of}" if options.as_of else path.name
        for path, options in request.sides
    )
    return before, after


@to_stdout()
def _report(
    request: Comparing, comparison: Comparison, after: Run, idle: Sequence[Finding]
) -> None:
    """Print the JSON document, or the tables."""
    if request.as_json:
        from sanicost.writers.json_analysis import comparison_document  # noqa: PLC0415

        print_json(comparison_document(comparison))
        return
    from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal_analysis import print_comparison  # noqa: PLC0415

    print(text("cli.compared", request.lang, before=_names(request)[0], after=_names(request)[1]))
    standard = after.result.estimate.standard
    print_comparison(comparison, standard, idle, request.lang, console())
    say_provisional(after, request.lang)
    if request.output:
        print()
        print(text("cli.written", request.lang, file=str(request.output)))
