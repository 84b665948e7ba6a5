"""`--lines`: every line of every row in the order of the attendance, as .csv or .parquet."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sanicost.core.period import Month
from sanicost.readers.document import FileRefused
from sanicost.settlement.settlement import AMOUNTS, Sink
from sanicost.writers.files import whole_file

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from sanicost.settlement.terms import Ints

CHUNK_ROWS = 100_000
KEYS = ("worker_id", "month", "position")


@contextmanager
def lines_sink(path: Path, *, force: bool) -> "Iterator[Sink]":
    """Give what takes every line; the file is written whole or not at all, its kind by its ending.

    Raises OutputRefused where it cannot be written.
    """
    with whole_file(path, force=force) as file:
        kind = ParquetLines if path.suffix.lower() == ".parquet" else CsvLines
        sink = kind(file)
        try:
            yield sink
        finally:
            sink.end()


class _Lines:
    """What both kinds of file have in common: their columns, and how they begin again."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._titles: Sequence[str] = ()

    def begin(self, titles: Sequence[str]) -> None:
        """Begin the file, again if need be."""
        self.end()
        self._file.seek(0)
        self._file.truncate()
        self._titles = titles

    def take(
        self, rows: "pd.DataFrame", lines: "pd.DataFrame", workers: Callable[[int], str]
    ) -> None:
        """Write some rows."""
        months = {int(each): str(Month(int(each))) for each in rows["month"].unique()}
        for first in range(0, len(rows), CHUNK_ROWS):
            part = rows.iloc[first : first + CHUNK_ROWS]
            amounts = lines.iloc[first : first + CHUNK_ROWS]
            keys = [
                [workers(code) for code in part["worker"].tolist()],
                [months[month] for month in part["month"].tolist()],
                [self._titles[index] for index in part["position"].tolist()],
            ]
            self._write(keys, {name: amounts[name].to_numpy() for name in AMOUNTS})

    def end(self) -> None:
        """Write what is still waiting, and leave the file open."""
        raise NotImplementedError

    def _write(self, keys: list[list[str]], amounts: "Mapping[str, Ints]") -> None:
        raise NotImplementedError


class CsvLines(_Lines):
    """A .csv in UTF-8 with a mark, by which spreadsheet programs know it."""

    _text: io.TextIOWrapper | None = None

    def begin(self, titles: Sequence[str]) -> None:
        """Begin the file, again if need be."""
        super().begin(titles)
        text = io.TextIOWrapper(self._file, encoding="utf-8-sig", newline="")
        self._text, self._writer = text, csv.writer(text)
        self._writer.writerow((*KEYS, *AMOUNTS))

    def _write(self, keys: list[list[str]], amounts: "Mapping[str, Ints]") -> None:
        columns = [*keys, *(_yuan(amounts[name]) for name in AMOUNTS)]
        self._writer.writerows(zip(*columns, strict=True))

    def end(self) -> None:
        """Write what is still waiting, and leave the file open."""
        if self._text:
            self._text.flush()
            self._text.detach()
            self._text = None


class ParquetLines(_Lines):
    """A .parquet with exact decimals."""

    _writer: Any = None  # the library has no types of its own

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        try:
            import pyarrow as pa  # noqa: PLC0415 - an extra that only .parquet needs
        except ImportError:
            raise FileRefused("parquet-not-installed", "--lines") from None
        self._money = pa.decimal128(15, 2)
        texts = [(name, pa.string()) for name in KEYS]
        self._schema = pa.schema([*texts, *((name, self._money) for name in AMOUNTS)])

    def begin(self, titles: Sequence[str]) -> None:
        """Begin the file, again if need be."""
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra that only .parquet needs

        super().begin(titles)
        # An integer of 64 bits holds fifteen digits, and is written in a third of the time.
        as_integers = {"store_decimal_as_integer": True, "use_dictionary": list(KEYS)}
        self._writer = pq.ParquetWriter(self._file, self._schema, **as_integers)

    def _write(self, keys: list[list[str]], amounts: "Mapping[str, Ints]") -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra that only .parquet needs

        columns = [pa.array(key, pa.string()) for key in keys]
        columns += [_decimals(amounts[name], self._money) for name in AMOUNTS]
        self._writer.write_table(pa.table(columns, schema=self._schema))

    def end(self) -> None:
        """Write the end of the file."""
        if self._writer:
            self._writer.close()
            self._writer = None


def _yuan(fens: "Ints") -> "NDArray[np.object_]":
    """Return fen as yuan with two decimals; each different amount is written once."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it
    import pandas as pd  # noqa: PLC0415

    codes, different = pd.factorize(fens)
    texts = np.array([f"{fen // 100}.{fen % 100:02d}" for fen in different.tolist()], dtype=object)
    return np.asarray(texts[codes])


def _decimals(fens: "Ints", kind: "object") -> "object":
    """Return fen as decimals of two places: 128 bits each, the low half first."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it
    import pyarrow as pa  # noqa: PLC0415

    halves = np.empty((len(fens), 2), dtype="<i8")
    halves[:, 0] = fens
    halves[:, 1] = fens >> 63
    return pa.Array.from_buffers(kind, len(fens), [None, pa.py_buffer(halves.tobytes())])
