"""template: a blank roster to begin with."""

from pathlib import Path
from typing import Annotated, cast

import typer

from sanicost.cli import options as shared
from sanicost.cli.options import WrongUsage, refuse_other_endings
from sanicost.cli.output import to_stdout
from sanicost.cli.pricing import this_month
from sanicost.i18n import Lang, text
from sanicost.readers.project import Options
from sanicost.runs import blank_roster
from sanicost.settlement.run import attendance_template
from sanicost.writers.files import refuse_existing, refuse_same, write_whole
from sanicost.writers.template_content import Level

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
    refuse_other_endings(output, context.obj)
    if kind not in _KINDS:
        raise WrongUsage(text("cli.bad_kind", context.obj, found=kind))
    if (kind == "attendance") != bool(roster):
        raise WrongUsage(text("cli.kind_roster", context.obj))
    if roster:
        raise typer.Exit(run_daily_sheets(roster, output, config, context.obj, force=force))
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


def run_daily_sheets(
    roster: Path, output: Path | None, config: Path | None, lang: Lang, *, force: bool
) -> int:
    """Write the daily sheets of a roster's contract and say what comes next; return 0."""
    path = output or roster.with_name(f"{roster.stem}-考勤表.xlsx")
    refuse_same(path, roster)
    refuse_existing(path, force=force)
    write_whole(path, attendance_template(roster, Options(), config, this_month()), force=force)
    with to_stdout():
        print(text("cli.written", lang, file=str(path)))
        print(text("cli.next_daily", lang, file=path.name))
    return 0
