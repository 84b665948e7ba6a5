"""bids: filled bid forms beside the floor and the ceiling of their tender."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sanicost.bids.comparison import BidComparison
from sanicost.bids.run import BidsRequest, compared
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import refuse_other_endings, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import this_month
from sanicost.i18n import Lang, text
from sanicost.writers.files import refuse_existing, refuse_same, write_whole

Forms: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="FORM...", help="bid_forms", show_default=False)
]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="bids_output")
]


def bids(
    context: typer.Context,
    roster: shared.Roster,
    forms: Forms,
    output: Output = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
) -> None:
    """Compare filled bid forms."""
    lang: Lang = context.obj
    refuse_other_endings(output, lang)
    if output:
        for source in (roster, *forms):
            refuse_same(output, source)
        refuse_existing(output, force=force)
    request = BidsRequest(
        roster=roster,
        forms=forms,
        options=roster_options(start, months, as_of, figures, lang),
        today=this_month(),
        config=config,
    )
    found = compared(request)
    if output:
        from sanicost.bids.workbook import comparison_bytes  # noqa: PLC0415 - only with -o

        write_whole(output, comparison_bytes(found), force=force)
    with to_stdout():
        _report(found, output, lang, as_json=as_json)
    raise typer.Exit(DONE)


def _report(found: BidComparison, output: Path | None, lang: Lang, *, as_json: bool) -> None:
    """Print the JSON document, or a table of the bidders with what to ask them about."""
    if as_json:
        from sanicost.bids.document import bids_document  # noqa: PLC0415 - only here

        print_json(bids_document(found))
        return
    from sanicost.bids.report import print_comparison  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal import console  # noqa: PLC0415

    print_comparison(found, lang, console())
    if output:
        print()
        print(text("cli.written", lang, file=str(output)))
    print(text("cli.bids_next", lang))
