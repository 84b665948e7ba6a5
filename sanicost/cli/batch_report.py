"""What a batch says: what is passed over, how it goes on, and how it went."""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sanicost.batch.run import Tally
from sanicost.batch.sources import Passed
from sanicost.cli.log import Log, progress_line
from sanicost.cli.output import say_line, to_stdout
from sanicost.core.batch_result import Outcome
from sanicost.core.notices import Refused
from sanicost.i18n import Lang, place, text
from sanicost.i18n.notices import say
from sanicost.writers.files import OutputRefused

SHOWN = 20
"""So many names stand in a list; the others are counted."""


@to_stdout()
def say_passed(passed: Sequence[Passed], lang: Lang) -> None:
    """Print what was passed over, a line for each reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in passed:
        by_reason[one.reason].append(one.name)
    for reason, names in by_reason.items():
        say_line(
            text("cli.passed_over", lang, count=str(len(names)), reason=text(f"cli.{reason}", lang))
        )
        for name in names[:SHOWN]:
            say_line(f"  {name}")
        if len(names) > SHOWN:
            say_line(f"  {text('cli.and_more', lang, count=str(len(names) - SHOWN))}")


def say_stopped(refused: OutputRefused | Refused, tally: Tally, total: int, lang: Lang) -> None:
    """Print why a batch could not go on, and what of it is done."""
    problems = refused.problems if isinstance(refused, Refused) else [refused.problem]
    for one in problems:
        say_line(f"  {one.where}\n    {say(one, lang)}  {one.code}", is_error=True)
    done = {"done": str(tally.priced), "total": str(total)}
    say_line(text("cli.batch_stopped", lang, **done), is_error=True)


@to_stdout()
def say_tally(tally: Tally, folder: Path, lang: Lang, *, quiet: bool) -> None:
    """Print how the batch went, what failed and why, and what to do next."""
    _say_failures(tally, lang)
    if tally.missing:
        say_line(text("cli.outputs_missing", lang, count=str(len(tally.missing))), is_error=True)
        _say_names(tally.missing, lang)
        return
    if not tally.is_complete:
        say_line(text("cli.stopped_early", lang), is_error=True)
        return
    failed = str(tally.failed)
    if not quiet:
        counts = {"priced": str(tally.priced), "kept": str(tally.kept), "failed": failed}
        say_line(text("cli.tally", lang, total=str(tally.finished), **counts))
        say_line(text("cli.batch_written", lang, folder=str(folder)))
        if tally.others:
            say_line(text("cli.others_left", lang, count=str(tally.others)))
    if tally.unfit:
        say_line(text("cli.unfit", lang, count=str(tally.unfit)), is_error=True)
    if tally.replaced:
        say_line(text("cli.outputs_replaced", lang, count=str(tally.replaced)), is_error=True)
    if tally.staying:
        say_line(text("cli.outputs_stay", lang, count=str(len(tally.staying))), is_error=True)
        for name in tally.staying[:SHOWN]:
            say_line(f"  {name}", is_error=True)
    if tally.removed:
        say_line(text("cli.outputs_removed", lang, count=str(tally.removed)), is_error=True)
    if tally.failed:
        say_line(text("cli.left_out", lang, failed=failed), is_error=True)


def _say_failures(tally: Tally, lang: Lang) -> None:
    """Print the first problem of each roster that was not priced, and how many more there are."""
    for outcome in tally.problems:
        first = outcome.problems[0]
        said = f"{first.text(lang)}  {first.code}"
        say_line(f"  {outcome.roster} {place(first.where, lang)}\n    {said}", is_error=True)
        if more := len(outcome.problems) - 1:
            say_line(f"    {text('cli.more_problems', lang, count=str(more))}", is_error=True)
    if rest := tally.failed - len(tally.problems):
        say_line(text("cli.more_failures", lang, count=str(rest)), is_error=True)


def _say_names(names: Sequence[str], lang: Lang) -> None:
    """Print the first names of a list, and how many more there are."""
    for name in names[:SHOWN]:
        say_line(f"  {name}", is_error=True)
    if (more := len(names) - SHOWN) > 0:
        say_line(f"  {text('cli.and_more', lang, count=str(more))}", is_error=True)


Teller: TypeAlias = Callable[[Outcome, bool], None]
"""Is told of each roster as it is finished, and whether an earlier run had done it."""


@dataclass(frozen=True, kw_only=True)
class ProgressOptions:
    """How progress is to be shown."""

    total: int
    lang: Lang
    log: Log
    quiet: bool = False


@contextmanager
def shown(options: ProgressOptions) -> Iterator[Teller]:
    """Give a function that shows each finished roster everywhere where it is to be seen."""
    with ExitStack() as stack:
        tellers: list[Teller] = [options.log.tell]
        if not options.quiet:
            bar = sys.stdout.isatty()
            tellers.append(stack.enter_context(_bar(options)) if bar else _lines(options))

        def tell(outcome: Outcome, kept: bool) -> None:
            for teller in tellers:
                teller(outcome, kept)

        yield tell


def _lines(options: ProgressOptions) -> Teller:
    """Return what prints a plain line for each roster that this run has done."""
    done = 0

    def tell(outcome: Outcome, kept: bool) -> None:
        nonlocal done
        done += 1
        if not kept:
            with to_stdout():
                say_line(progress_line(outcome, done, options.total, options.lang))

    return tell


@contextmanager
def _bar(options: ProgressOptions) -> Iterator[Teller]:
    """Give a bar with the rate and the time that is left; what is kept does not count as work."""
    from rich.progress import (  # noqa: PLC0415 - only a terminal pays for it
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from sanicost.writers.terminal import console  # noqa: PLC0415 - only a terminal pays for it

    failed_count = TextColumn("{task.fields[failed]}")
    rate = TextColumn("{task.fields[rate]}/s " + text("cli.bar_left", options.lang))
    columns = (BarColumn(), MofNCompleteColumn(), failed_count, rate, TimeRemainingColumn())
    progress = Progress(*columns, console=console(), transient=True)
    task = progress.add_task("", total=options.total, rate="-", failed="")
    kept_count = failures = 0

    def tell(outcome: Outcome, kept: bool) -> None:
        nonlocal kept_count, failures
        kept_count += kept
        failures += not outcome.is_priced
        said = text("cli.bar_failed", options.lang, count=str(failures)) if failures else ""
        progress.update(task, advance=1, failed=said)
        now = progress.tasks[0]
        worked = now.completed - kept_count
        if now.elapsed and worked:
            progress.update(task, rate=f"{worked / now.elapsed:.1f}")

    progress.start()
    try:
        yield tell
    finally:
        # A terminal that was closed meanwhile is a reader that has gone.
        with to_stdout():
            progress.stop()
