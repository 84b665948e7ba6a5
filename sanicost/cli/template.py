"""template: a blank roster to begin with."""

from pathlib import Path
from typing import Annotated, cast

import typer

from sanicost.cli import options as shared
from sanicost.cli.options import WrongUsage, refuse_other_endings
from sanicost.cli.output import to_stdout
from sanicost.i18n import Lang, text
from sanicost.runs import blank_roster
from sanicost.writers.files import refuse_existing, write_whole
from sanicost.writers.template_content import Level

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
    refuse_other_endings(output, context.obj)
    if level not in _LEVELS:
        raise WrongUsage(text("cli.bad_level", context.obj, found=level))
    raise typer.Exit(run_template(output, cast(Level, level), config, context.obj, force=force))


def run_template(
    output: Path | None, level: Level, config: Path | None, lang: Lang, *, force: bool
) -> int:
    """Write the blank roster of a level and say what comes next; return 0."""
    path = output or Path("岗位表-模板.xlsx")
    refuse_existing(path, force=force)
    write_whole(path, blank_roster(level, config), force=force)
    with to_stdout():
        print(text("cli.written", lang, file=str(path)))
        print(text("cli.next_template", lang, file=str(path)))
    return 0
