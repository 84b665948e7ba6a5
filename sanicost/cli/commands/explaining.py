"""explain: where an amount comes from."""

from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import month_option, roster_options


def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="explain_file")],
    target: Annotated[str, typer.Argument(metavar="[CELL | POSITION]", help="explain_target")] = "",
    line: Annotated[str, typer.Argument(metavar="[LINE]", help="explain_line")] = "",
    depth: Annotated[int | None, typer.Option(metavar="N", min=0, help="explain_depth")] = None,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="explain_month")] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """Explain a cell, a line of a position, or the ceiling."""
    from sanicost.cli.explaining import run_explain  # noqa: PLC0415 - not for --help
    from sanicost.writers.explanation import DEFAULT_DEPTH, Question  # noqa: PLC0415 - not for --help

    asked = month_option("--month", month, context.obj)
    options = roster_options(start, months, as_of, figures, context.obj)
    levels = DEFAULT_DEPTH if depth is None else depth
    question = Question(target=target, line=line, month=asked, depth=levels)
    raise typer.Exit(run_explain(file, question, options, config, context.obj, as_json=as_json))
