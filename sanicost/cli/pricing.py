"""Pricing a roster for a command, and what is reported about it."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sanicost.cli.exit_codes import DONE, WRONG
from sanicost.cli.options import Request
from sanicost.cli.output import print_json
from sanicost.core.kept import KeptStanding
from sanicost.core.notices import Assumption, Problem, Refused
from sanicost.core.period import Month
from sanicost.core.split import standing_shares
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang, joined, text
from sanicost.runs import City, load_city, may_be_filed, price_in


def this_month() -> Month:
    """Return the current month: the one place that looks at the clock."""
    today = datetime.now().astimezone()
    return Month.of(today.year, today.month)


def priced_now(request: Request) -> Run:
    """Return a roster priced as of this month; of a workbook of ours, say what of it is read."""
    try:
        city = load_city(request.config)
        say_kept(city, request.lang)
        run = price_in(city, request.roster, request.options, this_month())
    except Refused as refused:
        refused.add_note(text("cli.annotate_exists", request.lang, file=str(request.roster)))
        raise
    if run.is_reopened:
        say_carried(request.roster, request.lang)
    return run


def say_carried(path: Path, lang: Lang) -> None:
    """Say of a workbook of ours that its cells are not what is read."""
    print(text("cli.reads_carried", lang, file=path.name), file=sys.stderr)


def say_kept(city: City, lang: Lang) -> None:
    """Say which of the officer's own figures the program's own contradict, where any do."""
    met = dict.fromkeys(one.figure for one in city.kept if one.state is KeptStanding.CONFLICT)
    if met:
        print(text("kept.conflicts", lang, figures=joined(list(met), lang)), file=sys.stderr)


def say_provisional(run: Run, lang: Lang) -> None:
    """Say how many provisional figures the amounts rest on, where there are any."""
    if count := len(run.result.provisional):
        print(text("cli.rests_on_provisional", lang, count=str(count)))


def verdict(request: Request, *, refused: bool) -> int:
    """Say where --strict refused; return the exit code."""
    if not refused:
        return DONE
    print(text("cli.strict_refused", request.lang), file=sys.stderr)
    return WRONG


def report(request: Request, run: Run, output: Path | None) -> None:
    """Print the JSON document, or the summary with what to do next."""
    lang = request.lang
    if request.as_json:
        from sanicost.writers.json_documents import estimate_document  # noqa: PLC0415 - for --json

        print_json(estimate_document(run, lang))
    else:
        from sanicost.writers.terminal import console, print_summary  # noqa: PLC0415 - rich is slow

        print_summary(run, lang, console())
        print()
        if output:
            print(text("cli.written", lang, file=str(output)))
            print(text(f"cli.next_{_next(run)}", lang))


def _next(run: Run) -> str:
    """Return how a workbook that was written stands: what to do with it goes by that."""
    if not may_be_filed(run.result):
        return "unfit"
    return "provisional" if run.result.provisional else "clean"


def refuse_any(problems: Sequence[Problem]) -> None:
    """Raise Refused where there are problems, each of them once."""
    if problems:
        told = {(one.code, one.where, str(one.params)): one for one in problems}
        raise Refused(list(told.values()))


def notes_of(run: Run) -> list[Assumption]:
    """Return what to know of a roster that is one lot of a tender."""
    return standing_shares(run.result.assumptions, run.result.estimate.roster.prices)
