"""`--lines`: every line of every row in the order of the attendance, as .csv or .parquet."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sanicost.core.period import Month
from sanicost.readers.document import FileRefused
from sanicost.settlement.settlement import AMOUNTS, Settlement
from sanicost.writers.files import whole_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sanicost.settlement.terms import Ints

CHUNK_ROWS = 100_000
KEYS = ("worker_id", "month", "position")


def write_lines(path: Path, settlement: Settlement, *, force: bool) -> None:
    """Write the lines whole or not at all, the kind of file by its ending.

    Raises OutputRefused where it cannot be written.
    """
    with whole_file(path, force=force) as file:
        if path.suffix.lower() == ".parquet":
            _parquet(file, settlement)
        else:
            _csv(file, settlement)


def _csv(file: BinaryIO, settlement: Settlement) -> None:
    """Write a .csv in UTF-8 with a mark, by which spreadsheet programs know it."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow((*KEYS, *AMOUNTS))
    for keys, amounts in _chunks(settlement):
        columns = [*keys, *(_yuan(amounts[name]) for name in AMOUNTS)]
        writer.writerows(zip(*columns, strict=True))
    text.flush()
    text.detach()


def _chunks(
    settlement: Settlement,
) -> "Iterator[tuple[list[list[str]], dict[str, Ints]]]":
    """Yield the keys and the amounts of some rows at a time."""
    rows, lines = settlement.rows, settlement.lines
    workers, positions = settlement.attendance.workers, settlement.positions
    for first in range(0, len(rows), CHUNK_ROWS):
        part = rows.iloc[first : first + CHUNK_ROWS]
        amounts = lines.iloc[first : first + CHUNK_ROWS]
        months = {int(each): str(Month(int(each))) for each in part["month"].unique()}
        keys = [
            [workers[code] for code in part["worker"].tolist()],
            [months[month] for month in part["month"].tolist()],
            [positions[index].title for index in part["position"].tolist()],
        ]
        yield keys, {name: amounts[name].to_numpy() for name in AMOUNTS}


def _yuan(fens: "Ints") -> "NDArray[np.object_]":
    """Return fen as yuan with two decimals; each different amount is written once."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it
    import pandas as pd  # noqa: PLC0415

    codes, different = pd.factorize(fens)
    texts = np.array([f"{fen // 100}.{fen % 100:02d}" for fen in different.tolist()], dtype=object)
    return np.asarray(texts[codes])


def _parquet(file: BinaryIO, settlement: Settlement) -> None:
    """Write a .parquet with exact decimals."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra that only .parquet needs
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise FileRefused("parquet-not-installed", "--lines") from None
    money = pa.decimal128(15, 2)
    schema = pa.schema([*((name, pa.string()) for name in KEYS), *((n, money) for n in AMOUNTS)])
    # An integer of 64 bits holds fifteen digits, and is written in a third of the time.
    as_integers = {"store_decimal_as_integer": True, "use_dictionary": list(KEYS)}
    with pq.ParquetWriter(file, schema, **as_integers) as writer:
        for keys, amounts in _chunks(settlement):
            columns = [pa.array(key, pa.string()) for key in keys]
            columns += [_decimals(amounts[name], money) for name in AMOUNTS]
            writer.write_table(pa.table(columns, schema=schema))


def _decimals(fens: "Ints", kind: "object") -> "object":
    """Return fen as decimals of two places: 128 bits each, the low half first."""
    import numpy as np  # noqa: PLC0415 - only a settlement pays for it
    import pyarrow as pa  # noqa: PLC0415

    halves = np.empty((len(fens), 2), dtype="<i8")
    halves[:, 0] = fens
    halves[:, 1] = fens >> 63
    return pa.Array.from_buffers(kind, len(fens), [None, pa.py_buffer(halves.tobytes())])
