"""posts and standard: what the annex and the figures say."""

from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import month_option


def posts(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="text")] = "",
    config: shared.Config = None,
) -> None:
    """Search the annex."""
    from sanicost.cli.listing import list_posts  # noqa: PLC0415 - not for --help

    raise typer.Exit(list_posts(text, config, context.obj))


def standard(
    context: typer.Context,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="on")] = None,
    config: shared.Config = None,
) -> None:
    """List every figure in force in a month."""
    from sanicost.cli.estimating import this_month  # noqa: PLC0415 - not for --help
    from sanicost.cli.listing import list_standard  # noqa: PLC0415 - not for --help

    month = month_option("--on", on, context.obj) or this_month()
    raise typer.Exit(list_standard(month, config, context.obj))
