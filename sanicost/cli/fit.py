"""fit: how many heads a budget pays for."""

from typing import Annotated

import typer

from sanicost.analysis.fit import Fit, TooLittle, TooMuch, fit_free, fit_in_proportion
from sanicost.cli import completion
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import Request, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import notes_of, priced_now, refuse_any, say_provisional
from sanicost.core.kinds import MAX_HEADCOUNT
from sanicost.core.notices import Problem, Refused
from sanicost.core.text import money
from sanicost.embedded.canonical import Run
from sanicost.readers.document import Notes
from sanicost.readers.settings import read_budget, read_free
from sanicost.runs import refuse_street


def fit(
    context: typer.Context,
    roster: shared.Roster,
    budget: Annotated[str, typer.Option(metavar="AMOUNT", help="budget")],
    free: Annotated[
        str | None, typer.Option(metavar="POSITION", help="free", autocompletion=completion.posts)
    ] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """Say how many heads a budget pays for."""
    options = roster_options(start, months, as_of, figures, context.obj, skip_sheets=skip_sheet)
    request = Request(
        roster=roster, options=options, lang=context.obj, config=config, as_json=as_json
    )
    raise typer.Exit(run_fit(request, budget, free))


def run_fit(request: Request, budget: str, free: str | None) -> int:
    """Search the heads that a budget pays for, print them; return the exit code."""
    run = priced_now(request)
    refuse_street(run)
    roster, notes = run.result.estimate.roster, Notes()
    fen = read_budget(budget, notes)
    place = read_free(free, roster, notes) if free is not None else None
    refuse_any(notes.problems)
    assert fen is not None
    found = _fitted(run, fen, place)
    _print_fit(request, run, fen, found)
    return DONE


@to_stdout()
def _print_fit(request: Request, run: Run, budget: int, found: Fit) -> None:
    """Print what a budget pays for."""
    roster = run.result.estimate.roster
    if request.as_json:
        from sanicost.writers.json_analysis import fit_document  # noqa: PLC0415 - for --json

        print_json(fit_document(roster, budget, found, notes_of(run), request.lang))
        return
    from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal_analysis import print_fit, print_notes  # noqa: PLC0415

    print_fit(roster, budget, found, request.lang, console())
    print_notes(notes_of(run), request.lang, console())
    say_provisional(run, request.lang)


def _fitted(run: Run, budget: int, place: int | None) -> Fit:
    """Return the heads that are paid for; raise Refused where the budget is no use."""
    priced = run.result.estimate
    params: dict[str, str | int] = {"budget": money(budget)}
    try:
        if place is None:
            return fit_in_proportion(priced, budget)
        return fit_free(priced, budget, place)
    except TooLittle as found:
        least = found.fewest
        params |= {"heads": sum(least.heads), "least": money(least.ceiling)}
        params |= {"gap": money(least.ceiling - budget)}
        code = "budget-too-small"
        if place is not None:
            code, params["title"] = (
                "budget-too-small-for-free",
                priced.roster.positions[place].title,
            )
        problem = Problem(code=code, where="--budget", params=params)
    except TooMuch:
        params |= {"most": MAX_HEADCOUNT}
        problem = Problem(code="budget-too-large", where="--budget", params=params)
    raise Refused([problem])
