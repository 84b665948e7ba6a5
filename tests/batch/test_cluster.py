"""The same batch on a real Dask cluster: several workers, one of which is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.batch.folders import batch, contents, fill, of_a_clean_run, started, wait_for
from tests.program import EXAMPLES

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a worker is killed by a POSIX signal")
WORKERS = 3
IMPATIENT = "from sanicost.batch import executors; executors._ABSENT_SECONDS = 3"
"""Half a minute without workers need not pass for a test."""


@dataclass(frozen=True)
class Cluster:
    """A scheduler's address, its process, and those of its workers."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give a scheduler with three workers, each a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent)}
    file = tmp_path / "scheduler.json"
    head = [sys.executable, "-m", "dask", "scheduler"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env}
    scheduler = subprocess.Popen(
        [*head, "--port", "0", "--no-dashboard", "--scheduler-file", str(file)],
        cwd=tmp_path,
        **quiet,  # type: ignore[call-overload]
    )
    end = time.monotonic() + 60
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.05)
    worker = [sys.executable, "-m", "dask", "worker", "--scheduler-file", str(file)]
    worker += ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
    workers = [
        subprocess.Popen(worker, cwd=tmp_path, **quiet)  # type: ignore[call-overload]
        for _ in range(WORKERS)
    ]
    try:
        yield Cluster(json.loads(file.read_text())["address"], scheduler, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_a_worker_of_a_cluster_that_is_killed_loses_no_roster(
    tmp_path: Path, cluster: Cluster
) -> None:
    source, out = fill(tmp_path / "in", 24, bad_every=12), tmp_path / "out"
    with started(source, "-o", out, "--scheduler", cluster.address) as process:
        wait_for(out, 6)
        cluster.workers[0].send_signal(signal.SIGKILL)
        said, wrong = process.communicate()
    assert process.returncode == 1, wrong.decode()
    assert "已测算 22 个" in said.decode()
    assert contents(out) == of_a_clean_run(source, tmp_path)


@pytest.mark.parametrize("lost", ["scheduler", "workers"])
def test_a_batch_whose_cluster_is_lost_ends_with_a_message_and_goes_on_later(
    tmp_path: Path, cluster: Cluster, lost: str
) -> None:
    source, out = fill(tmp_path / "in", 24), tmp_path / "out"
    arguments = (source, "-o", out, "--scheduler", cluster.address)
    with started(*arguments, before=IMPATIENT) as process:
        wait_for(out, 4)
        for each in [cluster.scheduler] if lost == "scheduler" else cluster.workers:
            each.send_signal(signal.SIGKILL)
        _, wrong = process.communicate(timeout=120)
    assert process.returncode == 1
    said = wrong.decode()
    assert "Dask 集群已断开" in said
    assert "再运行同一命令接着做" in said
    assert "distributed" not in said
    assert batch(source, "-o", out).code == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


def test_an_address_where_nobody_answers_is_a_message(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 1)
    outcome = batch(source, "-o", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    assert outcome.code == 1
    assert "Dask" in outcome.err
    assert "Traceback" not in outcome.err
