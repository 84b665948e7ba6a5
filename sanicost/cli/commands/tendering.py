"""tender: the options of estimate, but a folder is written."""

from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage, roster_options
from sanicost.cli.words import word


def tender(
    context: typer.Context,
    roster: shared.Roster,
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="folder")],
    split: Annotated[str | None, typer.Option(metavar="lot|street", help="split")] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    refresh: shared.Refresh = False,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: Annotated[bool, typer.Option("--force", help="replace")] = False,
    strict: shared.Strict = False,
) -> None:
    """Price a roster and write its tender pack."""
    from sanicost.cli.estimating import Request  # noqa: PLC0415 - not for --help
    from sanicost.cli.tendering import split_by, write_tender  # noqa: PLC0415 - not for --help

    try:
        by = split_by(split)
    except ValueError:
        raise WrongUsage(word("bad_split", context.obj, found=str(split))) from None
    request = Request(
        roster=roster,
        options=roster_options(start, months, as_of, figures, context.obj, refresh=refresh),
        lang=context.obj,
        config=config,
        as_json=as_json,
        force=force,
        strict=strict,
    )
    raise typer.Exit(write_tender(request, folder, by))
