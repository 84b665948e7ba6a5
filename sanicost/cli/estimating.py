"""estimate and check: what they do once their options are known."""

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sanicost.cli.codes import DONE, WRONG
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.core.period import Month
from sanicost.core.result import Run
from sanicost.messages import Lang
from sanicost.readers.project import Options
from sanicost.runs import is_clean, price_roster
from sanicost.writers.files import refuse_existing, refuse_same, write_whole


@dataclass(frozen=True, kw_only=True)
class Request:
    """Everything that the command line asks for."""

    roster: Path
    options: Options
    lang: Lang
    config: Path | None = None
    output: Path | None = None
    as_json: bool = False
    force: bool = False
    strict: bool = False


def this_month() -> Month:
    """Return the current month: the one place that looks at the clock."""
    today = datetime.now().astimezone()
    return Month.of(today.year, today.month)


def priced_now(path: Path, options: Options, config: Path | None, lang: Lang) -> Run:
    """Return a roster priced as of this month; of a workbook of ours, say what of it is read."""
    run = price_roster(path, options, config, this_month())
    if run.is_reopened:
        say_carried(path, lang)
    return run


def say_carried(path: Path, lang: Lang) -> None:
    """Say of a workbook of ours that its cells are not what is read."""
    print(word("reads_carried", lang, file=path.name), file=sys.stderr)


def say_provisional(run: Run, lang: Lang) -> None:
    """Say how many provisional figures the amounts rest on, where there are any."""
    if count := len(run.result.provisional):
        print(word("rests_on_provisional", lang, count=str(count)))


def run_estimate(request: Request) -> int:
    """Price a roster, write its workbook, say what was found; return the exit code."""
    run = priced_now(request.roster, request.options, request.config, request.lang)
    refused = request.strict and not is_clean(run.result)
    output = None if refused else _output(request, run)
    if output:
        from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write one

        refuse_existing(output, force=request.force)
        data = workbook_bytes(run)
        write_whole(output, data, force=request.force)
    with to_stdout():
        _report(request, run, output)
    return _verdict(request, refused=refused)


def run_check(request: Request) -> int:
    """Read and price a roster without writing anything; return the exit code."""
    run = priced_now(request.roster, request.options, request.config, request.lang)
    refused = request.strict and not is_clean(run.result)
    with to_stdout():
        _report(request, run, None)
        if not request.as_json and not refused:
            print(word("check_passed", request.lang))
    return _verdict(request, refused=refused)


def _verdict(request: Request, *, refused: bool) -> int:
    """Say where --strict refused; return the exit code."""
    if not refused:
        return DONE
    print(word("strict_refused", request.lang), file=sys.stderr)
    return WRONG


def _output(request: Request, run: Run) -> Path | None:
    """Return where the workbook goes: -o, else beside the roster; with --json only by -o."""
    if request.output:
        refuse_same(request.output, request.roster)
        return request.output
    if request.as_json:
        return None
    stamp = "-暂估" if run.result.provisional else ""
    return request.roster.with_name(f"{request.roster.stem}-测算{stamp}.xlsx")


def _report(request: Request, run: Run, output: Path | None) -> None:
    """Print the JSON document, or the summary with what to do next."""
    lang = request.lang
    if request.as_json:
        from sanicost.writers.json_documents import estimate_document, printable  # noqa: PLC0415

        print(printable(estimate_document(run, lang), sys.stdout.encoding))
    else:
        from sanicost.writers.terminal import console, print_summary  # noqa: PLC0415 - rich is slow

        print_summary(run, lang, console())
        print()
        if output:
            print(word("written", lang, file=str(output)))
            print(word("next_provisional" if run.result.provisional else "next_clean", lang))
