"""Killed at any moment and run again, a batch ends as one that was never disturbed."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sanicost.batch.journal import Journal
from sanicost.batch.worker import Record
from sanicost.core.batch_result import Outcome as OneOutcome
from sanicost.core.batch_result import Status
from tests.batch.folders import (
    batch,
    contents,
    fill,
    is_alive,
    killed,
    names,
    of_a_clean_run,
    roster,
    started,
    wait_for,
    workers_of,
)

COUNT = int(os.environ.get("SANICOST_BATCH_ROSTERS", "25"))
"""`SANICOST_BATCH_ROSTERS=2000` runs the full size of the promise."""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a kill is sent by a POSIX signal")


def test_a_batch_killed_twice_ends_byte_for_byte_like_a_clean_one(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", COUNT, bad_every=5)
    clean, broken = tmp_path / "clean", tmp_path / "broken"
    assert batch(source, "-o", clean, "--quiet").code == 1
    killed(broken, COUNT // 5, source)
    assert not (broken / "汇总.xlsx").exists()
    killed(broken, COUNT // 2, source)
    outcome = batch(source, "-o", broken)
    assert outcome.code == 1
    assert contents(broken) == contents(clean)
    # A fifth of the rosters are bad; the others were done by three runs, each only once.
    assert len([name for name in names(clean) if "测算" in name]) == COUNT - COUNT // 5
    lines = outcome.out.splitlines()
    assert len([line for line in lines if line.startswith("[")]) < COUNT * 0.7


def test_a_killed_batch_leaves_no_worker_behind_be_it_busy_or_idle(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    slow = roster(0, positions=1500)
    (source / "片区1" / "slow.yaml").write_text(slow, encoding="utf-8")
    with started(source, "-o", out, "--jobs", "2") as process:
        wait_for(out, 2)
        workers = workers_of(process)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(workers) == 2
    end = time.monotonic() + 5
    while any(map(is_alive, workers)) and time.monotonic() < end:
        time.sleep(0.01)
    assert not [pid for pid in workers if is_alive(pid)]


def test_what_a_killed_batch_left_half_written_is_swept(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    (out / "片区0").mkdir(parents=True)
    (out / "片区0" / ".sanicost-0123456789abcdef.tmp").write_bytes(b"half")
    assert batch(source, "-o", out).code == 0
    assert not list(out.rglob(".sanicost-*.tmp"))


def test_what_is_done_and_unchanged_is_not_done_again(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 6, bad_every=6), tmp_path / "out"
    batch(source, "-o", out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*测算*.xlsx")}
    outcome = batch(source, "-o", out)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*测算*.xlsx")} == before
    assert "此前已完成" in outcome.out
    assert not [line for line in outcome.out.splitlines() if line.startswith("[")]


@pytest.mark.parametrize("change", ["roster", "output gone", "figures", "option"])
def test_a_change_makes_that_roster_be_done_again(tmp_path: Path, change: str) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    figures = tmp_path / "figures.yaml"
    figures.write_text("medical.rate: {value: 0.06, source: 复函, reason: 核实}\n", "utf-8")
    options: list[str | Path] = ["--figures", figures]
    batch(source, "-o", out, *options)
    annex = next(out.glob("片区0/*测算*.xlsx"))
    match change:
        case "roster":
            (source / "片区0" / "00000.yaml").write_text(roster(7), encoding="utf-8")
        case "output gone":
            annex.unlink()
        case "figures":
            figures.write_text("medical.rate: {value: 0.07, source: 复函, reason: 核实}\n", "utf-8")
        case "option":
            options += ["--months", "5"]
    done = [
        line for line in batch(source, "-o", out, *options).out.splitlines() if line.startswith("[")
    ]
    assert len(done) == (2 if change in ("figures", "option") else 1)
    assert contents(out) == of_a_clean_run(source, tmp_path, *options)


def test_a_workbook_whose_stamp_falls_away_leaves_no_other_behind(tmp_path: Path) -> None:
    # Half a year of 2026 rests on four assumed rates; each is then confirmed at its own value.
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.yaml").write_text(roster(0), encoding="utf-8")
    batch(source, "-o", out)
    assert "a-测算.xlsx" in names(out)
    rates = {
        "medical.rate": "0.06",
        "maternity.rate": "0.0085",
        "unemployment.rate": "0.008",
        "critical_illness.rate": "0",
    }
    rows = [f"{n}: {{value: {v}, source: 复函, reason: 已核实}}" for n, v in rates.items()]
    figures = tmp_path / "figures.yaml"
    figures.write_text("\n".join(rows), encoding="utf-8")
    batch(source, "-o", out, "--figures", figures)
    assert [name for name in names(out) if "测算" in name] == ["a-测算.xlsx"]
    (source / "a.yaml").write_text("positions: []", encoding="utf-8")
    (source / "b.yaml").write_text(roster(1), encoding="utf-8")
    assert batch(source, "-o", out).code == 1
    assert [name for name in names(out) if "测算" in name] == ["b-测算.xlsx"]


def test_a_run_over_fewer_rosters_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 6), tmp_path / "out"
    batch(source, "-o", out)
    whole = contents(out)
    outcome = batch(source, "-o", out, "--glob", "片区0/*")
    assert outcome.code == 0
    # Two of six numbers end in 0 or 5: the other four workbooks are of an earlier run.
    assert "另有 4 个以前的结果" in outcome.out
    assert len((out / "results.jsonl").read_text("utf-8").splitlines()) == 2
    assert {name: one for name, one in contents(out).items() if "测算" in name} == {
        name: one for name, one in whole.items() if "测算" in name
    }
    again = batch(source, "-o", out)
    assert again.code == 0
    assert not [line for line in again.out.splitlines() if line.startswith("[")]
    assert contents(out) == whole


def test_no_resume_does_all_again_to_the_same_bytes(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 3), tmp_path / "out"
    batch(source, "-o", out)
    before = contents(out)
    outcome = batch(source, "-o", out, "--no-resume")
    assert len([line for line in outcome.out.splitlines() if line.startswith("[")]) == 3
    assert contents(out) == before


def test_a_second_batch_in_the_same_folder_at_the_same_time_is_refused(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 16), tmp_path / "out"
    with started(source, "-o", out) as process:
        wait_for(out, 1)
        refused = batch(source, "-o", out)
        assert process.wait() == 0
    assert refused.code == 4
    assert "另一个批量测算" in refused.err


def test_ctrl_c_ends_with_130_and_says_how_to_go_on(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 16), tmp_path / "out"
    with started(source, "-o", out, "--jobs", "2") as process:
        wait_for(out, 5)
        # As on a terminal, the whole group gets the signal, the workers with it.
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate()[1].decode()
        assert process.returncode == 130
    assert "重新运行同一命令" in said
    assert "Traceback" not in said
    assert not list(out.rglob(".sanicost-*.tmp"))
    assert batch(source, "-o", out).code == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


@pytest.mark.parametrize("gap_seconds", [0.02, 0.05, 0.1])
def test_a_second_ctrl_c_does_not_keep_a_batch_from_ending(
    tmp_path: Path, gap_seconds: float
) -> None:
    source = fill(tmp_path / "in", 20)
    with started(source, "-o", tmp_path / "out", "--jobs", "2") as process:
        while not workers_of(process):
            time.sleep(0.001)
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(gap_seconds)
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 130


def test_ctrl_c_while_the_workers_start_shows_no_trace_of_them(tmp_path: Path) -> None:
    # A worker needs some 0.2 s until it can decide what to do with a signal.
    source = fill(tmp_path / "in", 4)
    for moment in range(6):
        with started(source, "-o", tmp_path / f"out{moment}", "--jobs", "2") as process:
            while not workers_of(process):
                time.sleep(0.001)
            time.sleep(moment * 0.03)
            os.killpg(process.pid, signal.SIGINT)
            said = process.communicate()[1].decode()
            assert process.returncode == 130
        assert len(said.splitlines()) == 1


def test_a_journal_torn_in_a_line_loses_that_line_alone(tmp_path: Path) -> None:
    outcome = OneOutcome(roster="a.yaml", status=Status.REFUSED)
    record = Record(stem="a", fingerprint="1", outcome=outcome)
    journal = Journal(tmp_path)
    journal.finish(record)
    journal.close()
    with (tmp_path / "journal.jsonl").open("ab") as file:
        file.write(b'{"done": "b", "finger')
    journal = Journal(tmp_path)
    journal.finish(replace(record, stem="c"))
    journal.close()
    journal = Journal(tmp_path)
    assert [bool(journal.done(stem)) for stem in "abc"] == [True, False, True]
    assert journal.outcome("c") == outcome
    journal.close()


def test_clock_zone_locale_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 6, bad_every=6)
    found = []
    for number, env in enumerate(
        (
            {"TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1", "LANG": "zh_CN.UTF-8"},
            {"TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "LANG": "en_US.UTF-8"},
            {"TZ": "UTC", "PYTHONHASHSEED": "3", "LANG": "C", "LC_ALL": "C"},
        )
    ):
        out = tmp_path / str(number)
        command = [sys.executable, "-m", "sanicost", "batch", str(source), "-o", str(out)]
        old = os.umask(0o077 if number == 1 else 0o022)
        for path in source.rglob("*.yaml"):
            os.utime(path, (number * 10**8, number * 10**8))
        run = subprocess.run(command, env={**os.environ, **env}, capture_output=True, check=False)
        os.umask(old)
        assert run.returncode == 1, run.stderr
        found.append(contents(out))
    assert found[0] == found[1] == found[2]
