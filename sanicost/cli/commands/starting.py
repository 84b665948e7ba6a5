"""template: a blank roster to begin with."""

from pathlib import Path
from typing import Annotated, cast

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage
from sanicost.cli.words import word

_LEVELS = ("street", "district")


def template(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="template_output")
    ] = None,
    level: Annotated[
        str, typer.Option(metavar="street|district", show_default=False, help="level")
    ] = _LEVELS[0],
    config: shared.Config = None,
    force: shared.Force = False,
) -> None:
    """Write a blank roster with a filled sample."""
    from sanicost.cli.starting import run_template  # noqa: PLC0415 - not for --help
    from sanicost.writers.template_content import Level  # noqa: PLC0415 - not for --help

    if output and output.suffix.lower() != ".xlsx":
        raise WrongUsage(word("not_xlsx", context.obj, found=str(output)))
    if level not in _LEVELS:
        raise WrongUsage(word("bad_level", context.obj, found=level))
    raise typer.Exit(run_template(output, cast(Level, level), config, context.obj, force=force))
