"""Standard output: a reader that has gone is no error, a full disk behind it is one."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


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
        _silence()
        raise StdoutFull(error) from None


def _silence() -> None:
    """Send what is still waiting to be printed nowhere, or leaving would fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
