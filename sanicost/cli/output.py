"""Standard output: a reader that has gone is no error, a full disk behind it is one.

Whatever a file, its name or an argument holds, nothing of it steers the terminal.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TextIO, cast

from sanicost.core.text import visible

_STDERR = 2


class VisibleText:
    """A stream on which control characters are shown by signs; all else is the stream's own.

    `unfiltered` is for a library that writes the terminal's own sequences, around texts that it
    has made visible itself.
    """

    def __init__(self, unfiltered: TextIO) -> None:
        self.unfiltered = unfiltered
        self._is_styled = False

    def write(self, text: str) -> int:
        """Write a text so that no character in it steers the terminal."""
        return self.unfiltered.write(text if self._is_styled else visible(text))

    @contextmanager
    def styled(self) -> Iterator[None]:
        """Write inside this what the program alone says: it may steer the terminal."""
        self._is_styled = True
        try:
            yield
        finally:
            self._is_styled = False

    def __getattr__(self, name: str) -> object:  # whatever a stream has
        return getattr(self.unfiltered, name)


def keep_control_characters_out() -> None:
    """Let nothing that is printed from now on steer a terminal."""
    sys.stdout = cast("TextIO", VisibleText(sys.stdout))
    sys.stderr = cast("TextIO", VisibleText(sys.stderr))


def styled() -> AbstractContextManager[None]:
    """Print inside this what the program alone says, with the styles of the terminal."""
    return sys.stdout.styled() if isinstance(sys.stdout, VisibleText) else nullcontext()


class StdoutFull(Exception):  # noqa: N818 - a message to the user
    """Standard output cannot hold what is printed (exit code 4)."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.number, self.found = error.errno or 0, str(error.strerror)


@contextmanager
def to_stdout() -> Iterator[None]:
    """Print inside this. The exit code tells of the work, so `| head` changes nothing of it.

    Raises StdoutFull where standard output cannot hold what is printed.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        was_terminal = error.errno == errno.EIO and _is_device()
        _silence()
        if not was_terminal:
            raise StdoutFull(error) from None


def say_line(said: str, *, is_error: bool = False) -> None:
    """Print lines; on a terminal one that is too long goes on below itself, indented alike.

    Into a pipe or a file goes each as one line: programs search and cut them.
    """
    stream = sys.stderr if is_error else sys.stdout
    if not stream.isatty():
        print(said, file=stream)
        return
    from rich.text import Text  # noqa: PLC0415 - only a terminal pays for it

    from sanicost.writers.terminal import console  # noqa: PLC0415
    from sanicost.writers.wrapping import Hanging  # noqa: PLC0415

    for line in said.split("\n"):
        begun = len(line) - len(line.lstrip())
        console(stderr=is_error).print(Hanging(Text(line), begun + 2))


def print_json(document: str) -> None:
    """Print a document in the encoding of standard output."""
    from sanicost.writers.json_documents import printable  # noqa: PLC0415 - only for --json

    print(printable(document, sys.stdout.encoding))


def open_what_is_closed() -> None:
    """Open the standard streams with which the program was started closed (`>&-`) on nothing.

    Otherwise the next file that is opened would take their place, and get what is printed.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STDERR:
        os.set_inheritable(number, True)
    os.close(number)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            setattr(sys, name, os.fdopen(number, mode, closefd=False, encoding="utf-8"))


def _is_device() -> bool:
    """Return whether output goes to a device: a terminal that was closed is no longer one."""
    return stat.S_ISCHR(os.fstat(sys.stdout.fileno()).st_mode)


def _silence() -> None:
    """Send what is still waiting to be printed nowhere, or leaving would fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
