"""An attendance that is priced part by part and forgotten comes to the same as one that is kept."""

from pathlib import Path

import pandas as pd
import pytest

from sanicost.settlement import passes, tables
from tests.settlement.programs import settle
from tests.settlement.test_workbook import ROSTER, attendance


@pytest.mark.parametrize("leave", [True, False])
def test_parts_come_to_the_same_as_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leave: bool
) -> None:
    text = attendance(tmp_path / "a.csv")
    frame = pd.read_csv(text, dtype=str)
    if not leave:
        frame = frame.drop(columns=["unused_leave_days", "average_wage"])
    frame.to_parquet(tmp_path / "a.parquet", index=False)
    whole_lines, part_lines = tmp_path / "whole.csv", tmp_path / "parts.csv"
    whole = settle(tmp_path, ROSTER, tmp_path / "a.parquet", "--lines", whole_lines)
    monkeypatch.setattr(tables, "PART_ROWS", 7)
    monkeypatch.setattr(passes, "KEEP_ROWS", 20)
    parts = settle(tmp_path, ROSTER, tmp_path / "a.parquet", "--lines", part_lines)
    assert parts == whole
    assert part_lines.read_bytes() == whole_lines.read_bytes()
    assert (whole["totals"]["unused_leave"] != "0.00") == leave


def test_what_is_wrong_in_any_part_is_said_and_no_lines_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = pd.read_csv(attendance(tmp_path / "a.csv"), dtype=str)
    rows = frame.to_dict("records")
    rows[90] |= {name: rows[3][name] for name in ("worker_id", "month", "position")}
    rows[95]["days_worked"] = "32"
    pd.DataFrame(rows).to_parquet(tmp_path / "a.parquet", index=False)
    monkeypatch.setattr(tables, "PART_ROWS", 7)
    monkeypatch.setattr(passes, "KEEP_ROWS", 20)
    lines = tmp_path / "lines.parquet"
    problems = settle(tmp_path, ROSTER, tmp_path / "a.parquet", "--lines", lines)["problems"]
    found = {problem["code"]: problem["where"] for problem in problems}
    assert found["number-outside-limits"] == "a.parquet 第96行 days_worked"
    assert found["settle-row-repeated"].startswith("a.parquet 第91行")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.parquet", "roster.yaml"]
