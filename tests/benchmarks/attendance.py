"""Attendance of many workers for the benchmark: the same rows as .parquet and as .csv."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

TITLES = ("道路人工清扫保洁工", "公厕保洁工", "道路冲洗车驾驶员", "乱张贴清除工", "中控室操作工")
POSTS = 25
"""Five titles in five lots; the attendance names them by their rows in the roster."""
MONTHS = tuple(f"2025-{number:02d}" for number in range(1, 13))


def roster(workers: int) -> Mapping[str, Any]:
    """Return a contract over 2025 with room for so many workers."""
    positions = [
        {"title": title, "headcount": -(-workers // POSTS), "lot": f"包组{lot}"}
        for lot in range(POSTS // len(TITLES))
        for title in TITLES
    ]
    return {"project": {"start": MONTHS[0], "months": len(MONTHS)}, "positions": positions}


def attendance(workers: int, first_worker: int, of_workers: int) -> pd.DataFrame:
    """Return a row for each worker and month, the workers in order, the months within."""
    rng = np.random.default_rng(first_worker)
    count = workers * len(MONTHS)
    number = np.repeat(np.arange(first_worker, first_worker + workers), len(MONTHS))
    first = pd.Timestamp("1995-01-01") + pd.to_timedelta(rng.integers(0, 10_000, workers), "D")
    statutory = np.tile([1, 0, 0, 1, 2, 0, 0, 0, 0, 3, 0, 0], workers)
    return pd.DataFrame(
        {
            "worker_id": np.char.add("W", np.char.zfill(number.astype(str), 7)),
            "month": np.tile(MONTHS, workers),
            "position": (number * POSTS // of_workers + 1).astype(str),
            "days_worked": rng.integers(38, 53, count) / 2,
            "rest_days_worked": rng.integers(0, 5, count),
            "statutory_days_worked": np.minimum(statutory, rng.integers(0, 4, count)),
            "overtime_hours": rng.integers(0, 40, count) / 2,
            "paid_days": np.where(rng.random(count) < 0.9, np.nan, rng.integers(5, 23, count)),
            "first_day": np.repeat(first.strftime("%Y-%m-%d").to_numpy(), len(MONTHS)),
            "insurance_base": np.repeat(rng.integers(300_000, 900_000, workers), 12) / 100,
            "housing_fund_base": np.repeat(rng.integers(300_000, 900_000, workers), 12) / 100,
            "paid": np.where(
                rng.random(count) < 0.99, 1_200_000, rng.integers(300_000, 500_000, count)
            )
            / 100,
        }
    )


WORKERS_AT_ONCE = 50_000


def write_parquet(path: Path, workers: int) -> Path:
    """Write the rows of so many workers as a .parquet, in row groups of some workers each."""
    writer = None
    for first in range(0, workers, WORKERS_AT_ONCE):
        count = min(WORKERS_AT_ONCE, workers - first)
        table = pa.Table.from_pandas(attendance(count, first, workers), preserve_index=False)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table)
    assert writer is not None
    writer.close()
    return path


def write_csv(path: Path, workers: int) -> Path:
    """Write the same rows as a .csv."""
    attendance(workers, 0, workers).to_csv(path, index=False, encoding="utf-8")
    return path
