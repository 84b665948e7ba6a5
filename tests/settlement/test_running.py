"""A settlement as it runs: on a cluster, interrupted, told of as it goes, on a narrow terminal."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanicost.cli import settle_progress
from sanicost.cli.settle_progress import shown
from tests.batch.test_cluster import Cluster, cluster
from tests.program import EXAMPLES, sanicost
from tests.rosters import write_yaml
from tests.settlement.test_workbook import ROSTER, attendance

__all__ = ["cluster"]


def contract(folder: Path) -> tuple[Path, Path]:
    """Write a contract and its attendance."""
    return write_yaml(folder / "roster.yaml", ROSTER), attendance(folder / "a.csv")


def test_a_cluster_settles_to_the_same_lines(tmp_path: Path, cluster: Cluster) -> None:
    files = contract(tmp_path)
    one = sanicost("settle", *files, "--lines", tmp_path / "one.csv", "--json")
    other = sanicost(
        *("settle", *files, "--lines", tmp_path / "other.csv", "--json"),
        *("--scheduler", cluster.address),
    )
    assert (one.code, other.code) == (0, 0), other.err
    assert one.out == other.out
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()


def test_nobody_at_the_address_is_a_refusal(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    outcome = sanicost("settle", *contract(tmp_path), "--scheduler", "tcp://127.0.0.1:1", "--json")
    assert (outcome.code, outcome.codes) == (1, ["batch-scheduler-unreachable"])


@pytest.mark.skipif(os.name == "nt", reason="a POSIX signal")
def test_an_interrupt_makes_exit_130_and_leaves_no_file(tmp_path: Path) -> None:
    roster, _ = contract(tmp_path)
    # It is interrupted when a part of the attendance is priced, and lines wait to be written.
    code = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "import sanicost.settlement.passes as passes;"
        "from sanicost.__main__ import run;"
        "own = passes.Pass._take;"
        "end = lambda: os.kill(os.getpid(), signal.SIGINT);"
        "passes.Pass._take = lambda self, rows: (own(self, rows), end());"
        "sys.exit(run(sys.argv[1:]))"
    )
    lines, output = tmp_path / "lines.csv", tmp_path / "o.xlsx"
    arguments = ["settle", roster, tmp_path / "a.csv", "--lines", lines, "-o", output]
    environment = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 128 + signal.SIGINT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "roster.yaml"]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Tell of every part, however little time has passed."""
    before, settle_progress._SECONDS = settle_progress._SECONDS, 0
    yield
    settle_progress._SECONDS = before


def test_rows_rate_and_time_left_are_told(
    tmp_path: Path, impatient: None, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("x\n" * 101, encoding="utf-8")
    with shown([file], "en") as tell:
        tell(50)
    said = capsys.readouterr().err
    assert said.startswith("50 rows done, ")
    assert "?" not in said


def test_no_amount_of_the_table_is_broken_at_80_columns(tmp_path: Path) -> None:
    files = contract(tmp_path)
    document = json.loads(sanicost("settle", *files, "--json").out)
    for columns in ("80", "60"):
        out = sanicost("settle", *files, env={"COLUMNS": columns}).out
        amount = document["totals"]["contract_cost"]
        assert f"{int(amount[:-3]):,}{amount[-3:]}" in out
        assert "…" not in out.split("\n\n")[0]
