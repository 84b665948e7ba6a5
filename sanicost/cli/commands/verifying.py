"""verify: has anyone touched a workbook that we made."""

from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import parameters as shared


def verify(
    context: typer.Context,
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="workbook")],
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """Compare a workbook with what its carried inputs come to."""
    from sanicost.cli.verifying import run_verify  # noqa: PLC0415 - not for --help

    raise typer.Exit(run_verify(workbook, config, context.obj, as_json=as_json))
