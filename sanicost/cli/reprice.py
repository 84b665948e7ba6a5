"""reprice: what a contract signed under older figures is short of, month by month."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sanicost.city.standard import config_folder
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import month_option, refuse_other_endings, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import say_carried, say_kept, this_month
from sanicost.i18n import Lang, text
from sanicost.readers.project import Options
from sanicost.repricing import Reprice, Repriced, agreement_of, reprice_in, written_repricing
from sanicost.runs import load_city
from sanicost.writers.files import refuse_existing, refuse_same, write_whole

_MONTH = "YYYY-MM"
Signed: TypeAlias = Annotated[str | None, typer.Option(metavar=_MONTH, help="reprice_signed")]
First: TypeAlias = Annotated[
    str | None, typer.Option("--from", metavar=_MONTH, help="reprice_from")
]
Last: TypeAlias = Annotated[str | None, typer.Option("--to", metavar=_MONTH, help="reprice_to")]
Paid: TypeAlias = Annotated[Path | None, typer.Option(metavar="FILE", help="already_paid")]
WithRates: TypeAlias = Annotated[bool, typer.Option("--with-rates", help="with_rates")]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="reprice_output")
]


def reprice(
    context: typer.Context,
    roster: shared.Roster,
    signed: Signed = None,
    first: First = None,
    last: Last = None,
    already_paid: Paid = None,
    with_rates: WithRates = False,
    output: Output = None,
    start: shared.Start = None,
    months: shared.Months = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
) -> None:
    """Say what a contract signed under older figures is short of."""
    lang: Lang = context.obj
    refuse_other_endings(output, lang)
    request = RepricingRequest(
        roster=roster,
        asked=Reprice(
            signed=month_option("--signed", signed, lang),
            first=month_option("--from", first, lang),
            last=month_option("--to", last, lang),
            already_paid=already_paid,
            with_rates=with_rates,
        ),
        options=roster_options(start, months, None, figures, lang),
        lang=lang,
        config=config,
        output=output,
        as_json=as_json,
        force=force,
    )
    raise typer.Exit(run_reprice(request))


@dataclass(frozen=True, kw_only=True)
class RepricingRequest:
    """Everything that the command line asks for."""

    roster: Path
    asked: Reprice
    options: Options
    lang: Lang
    config: Path | None
    output: Path | None
    as_json: bool
    force: bool


def run_reprice(request: RepricingRequest) -> int:
    """Reprice a contract, write what is wanted and print the months; return the exit code."""
    _refuse_outputs(request)
    city = load_city(request.config)
    say_kept(city, request.lang)
    found = reprice_in(city, request.roster, request.options, request.asked, this_month())
    if found.run.is_reopened and not request.asked.signed:
        say_carried(request.roster, request.lang)
    written = _write(request, found, request.output) if request.output else []
    _report(request, found, written)
    return DONE


def _write(request: RepricingRequest, found: Repriced, output: Path) -> list[Path]:
    """Write the workbook and the agreement; return what was written.

    Raises OutputRefused before either is written where one of them may not be.
    """
    files = (output, _agreement(output))
    contents = written_repricing(found, config_folder(request.config))
    for path, data in zip(files, contents, strict=True):
        write_whole(path, data, force=request.force)
    return list(files)


def _refuse_outputs(request: RepricingRequest) -> None:
    """Raise OutputRefused for a file that exists, or that is read."""
    if request.output:
        for path in (request.output, _agreement(request.output)):
            for source in (request.roster, request.asked.already_paid):
                if source:
                    refuse_same(path, source)
            refuse_existing(path, force=request.force)


def _agreement(output: Path) -> Path:
    """Return where the supplementary agreement goes: beside the workbook."""
    return output.with_name(agreement_of(output.name))


@to_stdout()
def _report(request: RepricingRequest, found: Repriced, written: list[Path]) -> None:
    """Print the JSON document, or the table by month."""
    if request.as_json:
        from sanicost.writers.json_analysis import repricing_document  # noqa: PLC0415 - for --json

        cleanups = found.run.result.cleanups
        print_json(repricing_document(found.repricing, cleanups, request.lang))
        return
    from sanicost.writers.terminal import console, print_notices  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal_analysis import print_repricing  # noqa: PLC0415 - rich is slow

    print_repricing(found.repricing, request.lang, console())
    if cleanups := found.run.result.cleanups:
        print_notices(text("terminal.cleanups", request.lang), cleanups, request.lang, console())
    for path in written:
        print(text("cli.written", request.lang, file=str(path)))
