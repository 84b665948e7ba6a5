"""How a long settlement shows that it goes on: rows done, rows a second, and the time left."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """Return about how many rows the files have; None where some file is of another kind."""
    try:
        counts = [_COUNTED[path.suffix.lower()](path) for path in files]
    except (KeyError, ImportError, OSError, ValueError):
        return None
    return sum(counts)


def _of_parquet(path: Path) -> int:
    """Return how many rows a .parquet has."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra that only .parquet needs

    return int(pq.read_metadata(path).num_rows)


def _of_csv(path: Path) -> int:
    """Return how many lines a .csv has, its headings among them."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))


_BLOCK = 1 << 20
_COUNTED: Mapping[str, Callable[[Path], int]] = {".parquet": _of_parquet, ".csv": _of_csv}
"""How the rows of a file are counted without reading it, by its ending."""
