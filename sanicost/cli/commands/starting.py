"""template: a blank roster to begin with."""

from pathlib import Path
from typing import Annotated, cast

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage
from sanicost.cli.words import word

_LEVELS = ("street", "district")
_KINDS = ("roster", "attendance")


def template(
    context: typer.Context,
    roster: Annotated[
        Path | None, typer.Argument(metavar="[ROSTER]", help="template_roster", show_default=False)
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="roster|attendance", show_default=False, help="kind")
    ] = _KINDS[0],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="template_output")
    ] = None,
    level: Annotated[
        str, typer.Option(metavar="street|district", show_default=False, help="level")
    ] = _LEVELS[0],
    config: shared.Config = None,
    force: shared.Force = False,
) -> None:
    """Write a blank roster with a filled sample, or the daily sheets of a roster's contract."""
    from sanicost.cli.starting import run_template  # noqa: PLC0415 - not for --help
    from sanicost.writers.template.content import Level  # noqa: PLC0415 - not for --help

    if output and output.suffix.lower() != ".xlsx":
        raise WrongUsage(word("not_xlsx", context.obj, found=str(output)))
    if kind not in _KINDS or (kind == "attendance") != bool(roster):
        raise WrongUsage(word("bad_kind", context.obj))
    if roster:
        from sanicost.cli.settle import write_daily_sheets  # noqa: PLC0415 - not for --help

        raise typer.Exit(write_daily_sheets(roster, output, config, context.obj, force=force))
    if level not in _LEVELS:
        raise WrongUsage(word("bad_level", context.obj, found=level))
    raise typer.Exit(run_template(output, cast(Level, level), config, context.obj, force=force))
