"""posts, standard and clauses: what the annex, the figures and the law say."""

from typing import TYPE_CHECKING, Annotated

import typer

from sanicost.cli import parameters as shared
from sanicost.cli.usage import WrongUsage
from sanicost.cli.words import word
from sanicost.messages import Lang

if TYPE_CHECKING:
    from sanicost.core.period import Month


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

            month = _month(on, lang) if on else this_month()
            raise typer.Exit(list_standard(month, config, lang, as_json=as_json))
        case ["diff", before, after] if on is None:
            from sanicost.cli.moving import list_moves  # noqa: PLC0415 - not for --help

            months = _month(before, lang), _month(after, lang)
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


def _month(text: str, lang: Lang) -> "Month":
    """Return a month of the command line."""
    from sanicost.core.period import Month  # noqa: PLC0415 - not for --help

    try:
        return Month.parse(text)
    except ValueError:
        raise WrongUsage(word("bad_month", lang, found=text)) from None
