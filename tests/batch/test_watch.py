"""A watched folder: whatever is saved in it is priced, also in a folder that is new."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest
from openpyxl import load_workbook

from tests.batch.folders import BAD, fill, roster, started
from tests.program import sanicost

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a watch is ended by a POSIX signal")
FOLDERS = 6


@contextmanager
def _watching(folder: Path) -> Iterator[Callable[[str, int], list[str]]]:
    """Give a function that saves `a.yaml` in a watched folder and returns lines that are said."""
    with started("--watch", folder) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(1)  # the watch itself begins a moment after it says so

        def save(text: str, lines: int) -> list[str]:
            assert process.stdout
            (folder / "a.yaml").write_text(text, encoding="utf-8")
            late = Timer(30, process.kill)  # a line that never comes is waited for no longer
            late.start()
            said = [process.stdout.readline().decode() for _ in range(lines)]
            late.cancel()
            return said

        try:
            yield save
        finally:
            os.killpg(process.pid, signal.SIGINT)
        rest, _ = process.communicate()
        assert process.returncode == 0
    assert rest == b""


def _edit(workbook: Path, sheet: str = "附件2 人员配置表") -> bytes:
    """Write into a cell of a workbook as an officer would; return what it holds now."""
    book = load_workbook(workbook)
    book[sheet]["B2"] = "手工批注"
    book.save(workbook)
    return workbook.read_bytes()


def _annex(folder: Path) -> Path:
    """Price a roster with `estimate`; return its workbook beside it."""
    (folder / "a.yaml").write_text(roster(0), encoding="utf-8")
    annex = folder / "a-测算.xlsx"
    assert sanicost("estimate", folder / "a.yaml", "-o", annex).code == 0
    return annex


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
        while len(log.read_text("utf-8").splitlines()) < 1 + FOLDERS and time.monotonic() < end:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        said, _ = process.communicate()
        assert process.returncode == 0
    assert said == b""  # --quiet
    began, *lines, ended = log.read_text("utf-8").splitlines()
    assert f"batch --watch {watched} --log" in began
    assert "结束，退出码 0" in ended
    # The log has a line for each, with the day in front.
    assert {f"镇街{number}" for number in range(FOLDERS)} == {
        line.split(" ")[2].split("/")[0] for line in lines
    }


def test_a_workbook_that_nobody_edited_is_replaced_whoever_wrote_it(tmp_path: Path) -> None:
    annex = _annex(tmp_path)
    before = annex.read_bytes()
    with _watching(tmp_path) as save:
        assert "→ a-测算.xlsx" in save(roster(1), 1)[0]
        after = annex.read_bytes()
        assert "→ a-测算.xlsx" in save(roster(2), 1)[0]
    assert len({before, after, annex.read_bytes()}) == 3


@pytest.mark.parametrize("sheet", ["附件2 人员配置表", "输入数据"])
def test_a_workbook_edited_by_hand_is_left_as_it_is(tmp_path: Path, sheet: str) -> None:
    edited = _edit(_annex(tmp_path), sheet)
    with _watching(tmp_path) as save:
        said = save(roster(1), 2)
    assert "a.yaml" in said[0]
    assert "a-测算.xlsx 写出之后被改动过，没有覆盖" in said[1]
    assert (tmp_path / "a-测算.xlsx").read_bytes() == edited


def test_a_workbook_edited_after_the_watch_wrote_it_is_left_until_it_is_moved_away(
    tmp_path: Path,
) -> None:
    annex = tmp_path / "a-测算.xlsx"
    with _watching(tmp_path) as save:
        assert "→" in save(roster(0), 1)[0]
        edited = _edit(annex)
        assert "改动过" in save(roster(1), 2)[1]
        assert annex.read_bytes() == edited
        annex.rename(tmp_path / "留底.xlsx")
        assert "→" in save(roster(2), 1)[0]


def test_the_former_result_of_a_roster_saved_wrong_is_said_to_stay(tmp_path: Path) -> None:
    with _watching(tmp_path) as save:
        save(roster(0), 1)
        before = (tmp_path / "a-测算.xlsx").read_bytes()
        assert "原有结果 a-测算.xlsx 仍留着" in save(BAD, 3)[2]
    assert (tmp_path / "a-测算.xlsx").read_bytes() == before
