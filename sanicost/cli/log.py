"""The file of --log: what was asked, each roster, and how it ended, each with the time of day."""

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sanicost import __version__
from sanicost.cli.exit_codes import BUG, INTERRUPTED, UNWRITABLE, WRONG
from sanicost.cli.output import StdoutFull
from sanicost.core.batch_result import Outcome
from sanicost.core.notices import Refused, of_system
from sanicost.core.text import visible
from sanicost.i18n import Lang, label, text
from sanicost.writers.files import OutputRefused


@dataclass(kw_only=True)
class Log:
    """The lines of one run; without a file they go nowhere. A watch knows no total."""

    write: Callable[[str], None]
    lang: Lang
    total: int | None
    priced: int = 0
    failed: int = 0
    kept: int = 0

    def begin(self) -> None:
        """Write down the command line, where it was given, and how many rosters that makes."""
        asked = {"version": __version__, "asked": shlex.join(sys.argv[1:])}
        said = text("cli.log_began", self.lang, folder=str(Path.cwd()), **asked)
        if self.total is not None:
            said += text("cli.log_rosters", self.lang, total=str(self.total))
        self.write(said)

    def tell(self, outcome: Outcome, kept: bool) -> None:
        """Write down a finished roster, and why it was not priced."""
        self.priced += outcome.is_priced
        self.failed += not outcome.is_priced
        self.kept += kept
        line = progress_line(outcome, self.priced + self.failed, self.total or 0, self.lang)
        why = "".join(f"; {one.where} {one.code}" for one in outcome.problems)
        self.write(f"{line}{' =' if kept else ''}{why}")

    def ended(self, code: int) -> int:
        """Write down the exit code with the totals so far; return the code."""
        said = text("cli.log_ended", self.lang, code=str(code))
        if self.total is not None:
            counts = {"priced": str(self.priced), "failed": str(self.failed)}
            finished = str(self.priced + self.failed)
            tally = text("cli.tally", self.lang, total=finished, kept=str(self.kept), **counts)
            said = f"{said}; {tally}"
        self.write(said)
        return code


@contextmanager
def logged(path: Path | None, lang: Lang, total: int | None = None) -> Iterator[Log]:
    """Give the log of a run that begins here; how it ends by an exception is written down, too.

    Raises OutputRefused where the file cannot be written.
    """
    with log_file(path) if path else nullcontext(_nowhere) as write:
        log = Log(write=write, lang=lang, total=total)
        log.begin()
        try:
            yield log
        except BaseException as error:
            with suppress(OutputRefused):
                log.ended(_code_of(error))
            raise


def _nowhere(_: str) -> None:
    """Take a line where no log is kept."""


def _code_of(error: BaseException) -> int:
    """Return the exit code that an exception leads to."""
    if isinstance(error, Refused):
        return WRONG
    if isinstance(error, OutputRefused | StdoutFull):
        return UNWRITABLE
    return INTERRUPTED if isinstance(error, KeyboardInterrupt) else BUG


def progress_line(outcome: Outcome, done: int, total: int, lang: Lang) -> str:
    """Return what a finished roster looks like on one line."""
    counts = {"done": str(done), "total": str(total), "roster": outcome.roster}
    return text("cli.progress", lang, status=label(outcome.status, lang), **counts)


@contextmanager
def log_file(path: Path) -> Iterator[Callable[[str], None]]:
    """Give what appends a line with the time of day to a file.

    Raises OutputRefused where it cannot be opened or written; what is written after that is lost,
    for it has been said by then.
    """
    with _refused(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8", errors="replace", buffering=1)

    def write(line: str) -> None:
        if file.closed:
            return
        with _refused(path):
            try:
                print(visible(f"{_now()} {line}"), file=file)
            except OSError:
                # Closing tries once more to write what is waiting.
                with suppress(OSError):
                    file.close()
                raise

    try:
        yield write
    finally:
        with _refused(path):
            file.close()


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a message to the officer."""
    try:
        yield
    except OSError as error:
        raise OutputRefused("output-unwritable", str(path), **of_system(error)) from None


def _now() -> str:
    """Return the time of day with its zone."""
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z}"
