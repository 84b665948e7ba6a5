"""A watched folder: whatever is saved in it is priced, also in a folder that is new."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.batch.folders import fill, started

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a watch is ended by a POSIX signal")
FOLDERS = 6


def test_rosters_that_arrive_together_with_their_folder_are_priced(tmp_path: Path) -> None:
    source, watched = fill(tmp_path / "in", 1) / "片区0", tmp_path / "watched"
    watched.mkdir()
    log = tmp_path / "log"
    with started("--watch", watched, "--log", log, "--quiet") as process:
        while not log.exists():
            time.sleep(0.05)
        time.sleep(1)  # the watch itself begins a moment after its log
        for number in range(FOLDERS):
            shutil.copytree(source, watched / f"镇街{number}" / "深处")
        end = time.monotonic() + 60
        while len(log.read_text("utf-8").splitlines()) < FOLDERS and time.monotonic() < end:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate()
        assert process.returncode == 0
    assert said == b""  # --quiet
    lines = log.read_text("utf-8").splitlines()
    # The log has a line for each, with the day in front.
    assert {f"镇街{number}" for number in range(FOLDERS)} == {
        line.split(" ")[2].split("/")[0] for line in lines
    }
