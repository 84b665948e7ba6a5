"""How a batch shows that it goes on: a bar on a terminal, plain lines elsewhere, and its log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from sanicost.cli.log import Log, progress_line
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.core.batch_result import Outcome
from sanicost.messages import Lang

Teller: TypeAlias = Callable[[Outcome, bool], None]
"""Is told of each roster as it is finished, and whether an earlier run had done it."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How progress is to be shown."""

    total: int
    lang: Lang
    log: Log
    quiet: bool = False


@contextmanager
def shown(manner: Manner) -> Iterator[Teller]:
    """Give a function that shows each finished roster everywhere where it is to be seen."""
    with ExitStack() as stack:
        tellers: list[Teller] = [manner.log.tell]
        if not manner.quiet:
            bar = sys.stdout.isatty()
            tellers.append(stack.enter_context(_bar(manner)) if bar else _lines(manner))

        def tell(outcome: Outcome, kept: bool) -> None:
            for teller in tellers:
                teller(outcome, kept)

        yield tell


def _lines(manner: Manner) -> Teller:
    """Return what prints a plain line for each roster that this run has done."""
    done = 0

    def tell(outcome: Outcome, kept: bool) -> None:
        nonlocal done
        done += 1
        if not kept:
            with to_stdout():
                print(progress_line(outcome, done, manner.total, manner.lang))

    return tell


@contextmanager
def _bar(manner: Manner) -> Iterator[Teller]:
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
    rate = TextColumn("{task.fields[rate]}/s " + word("bar_left", manner.lang))
    columns = (BarColumn(), MofNCompleteColumn(), failed_count, rate, TimeRemainingColumn())
    progress = Progress(*columns, console=console(), transient=True)
    task = progress.add_task("", total=manner.total, rate="-", failed="")
    kept_count = failures = 0

    def tell(outcome: Outcome, kept: bool) -> None:
        nonlocal kept_count, failures
        kept_count += kept
        failures += not outcome.is_priced
        said = word("bar_failed", manner.lang, count=str(failures)) if failures else ""
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
