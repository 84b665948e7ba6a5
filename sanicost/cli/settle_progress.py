"""How a long settlement shows that it goes on: rows done, rows a second, and the time left."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from sanicost.i18n import Lang, text

Tell: TypeAlias = Callable[[int], None]
"""Is told how many rows are done."""
_SECONDS = 10
"""So often a line is printed; a settlement that takes less says nothing."""


@contextmanager
def shown(files: Sequence[Path], lang: Lang) -> Iterator[Tell]:
    """Give a function that shows how far a settlement is, on standard error."""
    total, began = _rows_of(files), time.monotonic()
    told = began

    def tell(rows: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < _SECONDS:
            return
        told = now
        rate = rows / (now - began)
        left = f"{(total - rows) / rate:.0f}" if total and rate else "?"
        params = {"rows": f"{rows:,}", "rate": f"{rate:,.0f}", "left": left}
        # A terminal shows one line that changes; a file gets one line after the other.
        end = "\r" if sys.stderr.isatty() else "\n"
        print(text("cli.settle_progress", lang, **params), end=end, file=sys.stderr, flush=True)

    yield tell


def _rows_of(files: Sequence[Path]) -> int | None:
    """Return how many rows .parquet files have; None where some file is of another kind."""
    if any(path.suffix.lower() != ".parquet" for path in files):
        return None
    try:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra that only .parquet needs

        return sum(int(pq.read_metadata(path).num_rows) for path in files)
    except (ImportError, OSError, ValueError):
        return None
