"""How a batch shows that it goes on: a bar on a terminal, plain lines elsewhere, a log."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.core.notices import of_system
from sanicost.core.outcome import Outcome
from sanicost.messages import Lang, label
from sanicost.writers.files import OutputRefused

Teller: TypeAlias = Callable[[Outcome, bool], None]
"""Is told of each roster as it is finished, and whether an earlier run had done it."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How progress is to be shown."""

    total: int
    lang: Lang
    quiet: bool = False
    log: Path | None = None


@contextmanager
def shown(manner: Manner) -> Iterator[Teller]:
    """Give a function that shows each finished roster everywhere where it is to be seen."""
    with ExitStack() as stack:
        tellers: list[Teller] = []
        if manner.log:
            tellers.append(stack.enter_context(_logged(manner, manner.log)))
        if not manner.quiet:
            bar = sys.stdout.isatty()
            tellers.append(stack.enter_context(_bar(manner)) if bar else _lines(manner))

        def tell(outcome: Outcome, kept: bool) -> None:
            for teller in tellers:
                teller(outcome, kept)

        yield tell


def _line(outcome: Outcome, done: int, manner: Manner) -> str:
    """Return what a finished roster looks like on one line."""
    status = label(outcome.status, manner.lang)
    counts = {"done": str(done), "total": str(manner.total)}
    return word("progress", manner.lang, status=status, roster=outcome.roster, **counts)


def _lines(manner: Manner) -> Teller:
    """Return what prints a plain line for each roster that this run has done."""
    done = 0

    def tell(outcome: Outcome, kept: bool) -> None:
        nonlocal done
        done += 1
        if not kept:
            with to_stdout():
                print(_line(outcome, done, manner))

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


@contextmanager
def _logged(manner: Manner, path: Path) -> Iterator[Teller]:
    """Give what appends a line to a file for each roster."""
    done = 0
    with log_file(path) as write:

        def tell(outcome: Outcome, kept: bool) -> None:
            nonlocal done
            done += 1
            why = "".join(f"; {one.where} {one.code}" for one in outcome.problems)
            write(f"{_line(outcome, done, manner)}{' =' if kept else ''}{why}")

        yield tell


@contextmanager
def log_file(path: Path) -> Iterator[Callable[[str], None]]:
    """Give what appends a line with the time of day to a file.

    Raises OutputRefused where it cannot be opened.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8", buffering=1)
    except OSError as error:
        raise OutputRefused("output-unwritable", str(path), **of_system(error)) from None
    with file:
        yield lambda line: print(f"{_now()} {line}", file=file)


def _now() -> str:
    """Return the time of day with its zone."""
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z}"
