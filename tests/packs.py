"""Tender packs of mappings, as files in memory."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sanicost.city.standard import config_folder
from sanicost.core.result import Split
from sanicost.core.split import parts
from sanicost.embedded.canonical import Run
from sanicost.readers.project import Options
from sanicost.runs import price_part, price_roster
from sanicost.writers.clauses.wording import Wording
from sanicost.writers.clauses.wording_data import load_wording
from sanicost.writers.pack import pack
from tests.program import EXAMPLES
from tests.rosters import TODAY

LOTS = {
    "project": {"name": "两个包组", "start": "2027-01", "months": 24},
    "positions": [
        {"title": "公厕保洁工", "headcount": 3, "lot": "甲", "street": "石牌街道"},
        {"title": "垃圾清运工", "headcount": 2, "lot": "甲", "street": "五山街道",
         "skill_post_allowance": 100},
        {"title": "吊车司机", "headcount": 1, "lot": "乙", "street": "五山街道"},
    ],
    "price": {
        "other_costs": [
            {"name": "车辆", "amount": 1000, "per": "month", "lot": "甲"},
            {"name": "平台", "amount": "100.01", "per": "term", "lot": "全部"},
        ],
        "management_fee": {"rate": "0.03"},
        "tax": {"rate": "0.06"},
        "lots": {"乙": {"management_fee": {"rate": "0.05"}}},
    },
}  # fmt: skip


def packed(run: Run, by: Split | None = None) -> dict[str, bytes]:
    """Return the pack of a priced roster."""
    split = parts(run.result, by) if by else ()
    return pack(run, ((part, price_part(run, part)) for part in split), wording())


@cache
def wording() -> Wording:
    """Return the wording of the city's clauses."""
    return load_wording(config_folder())


def example(name: str) -> Run:
    """Return a shipped example, priced."""
    return price_roster(EXAMPLES / name, Options(), None, TODAY)


def one(files: Mapping[str, bytes], start: str) -> bytes:
    """Return the one file whose name begins like this."""
    [name] = [name for name in files if name.startswith(start)]
    return files[name]


def opened(data: bytes, *, values: bool = False) -> Workbook:
    """Return a workbook, with its cached values or its formulas."""
    return load_workbook(BytesIO(data), data_only=values)


def written(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write every workbook of a pack into a flat folder."""
    books = [(name.replace("/", "-"), data) for name, data in files.items() if ".xlsx" in name]
    for name, data in books:
        (folder / name).write_bytes(data)
    return [folder / name for name, _ in books]


def row_of(sheet: Any, column: int, text: str) -> tuple[Any, ...]:
    """Return the values of the one row that has a text in a column, counted from 0."""
    rows = [row for row in sheet.iter_rows(values_only=True) if row[column] == text]
    [row] = rows
    return tuple(row)
