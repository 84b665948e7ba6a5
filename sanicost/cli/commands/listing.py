"""posts, standard and clauses: what the annex, the figures and the law say."""

from typing import Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage, month_of, month_option
from sanicost.cli.words import word


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
    action: Annotated[
        list[str] | None, typer.Argument(metavar="[diff MONTH MONTH]", help="standard_action")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="on")] = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """List every figure in force in a month, or what moved between two."""
    from sanicost.cli.estimating import this_month  # noqa: PLC0415 - not for --help

    lang = context.obj
    match action or []:
        case []:
            from sanicost.cli.listing import list_standard  # noqa: PLC0415 - not for --help

            month = month_option("--on", on, lang) or this_month()
            raise typer.Exit(list_standard(month, config, lang, as_json=as_json))
        case ["diff", before, after] if on is None:
            from sanicost.cli.moving import list_moves  # noqa: PLC0415 - not for --help

            months = month_of("diff", before, lang), month_of("diff", after, lang)
            raise typer.Exit(list_moves(*months, config, lang, as_json=as_json))
    raise WrongUsage(word("standard_usage", lang, found=" ".join(action or [])))


def clauses(
    context: typer.Context,
    clause: Annotated[str, typer.Argument(metavar="[CLAUSE]", help="clause")] = "",
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """List the clauses of the law."""
    from sanicost.cli.clauses import list_clauses  # noqa: PLC0415 - not for --help

    raise typer.Exit(list_clauses(clause, config, context.obj, as_json=as_json))
