"""What may go wrong around a batch: workers, disks, folders, links, other machines."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.folders import (
    BAD,
    batch,
    contents,
    fill,
    names,
    of_a_clean_run,
    roster,
    started,
    wait_for,
    workers_of,
)
from tests.program import EXAMPLES, Outcome

pytestmark = pytest.mark.skipif(os.name == "nt", reason="mounts, signals and limits are POSIX")
KILL_AT_ONE = """
import os, signal, sys
from pathlib import Path
import sanicost.batch.worker as work
outcome = work._outcome
def deadly(job, settings):
    deaths = Path(os.environ["DEATHS"])
    if job.name == "b.yaml":
        with deaths.open("a") as file:
            file.write("x")
        if len(deaths.read_text()) <= int(os.environ["MOST"]):
            os.kill(os.getpid(), signal.SIGKILL)
    return outcome(job, settings)
work._outcome = deadly
"""
HELD_OPEN = """
import pathlib
def held(name):
    usual = getattr(pathlib.Path, name)
    def refused(self, *arguments, **options):
        if "b-测算.xlsx" in (self.name, *(str(one).rpartition("/")[2] for one in arguments)):
            raise PermissionError(13, "in use")
        return usual(self, *arguments, **options)
    setattr(pathlib.Path, name, refused)
held("replace")
held("unlink")
"""
NO_SOCKETS = """
import socket
class Forbidden:
    def __init__(self, *_, **__):
        raise PermissionError("the network is never used")
socket.socket = socket.create_connection = socket.getaddrinfo = Forbidden
"""


def with_site(folder: Path, code: str, *arguments: str | Path, **more: str) -> Outcome:
    """Run a batch in which every process, workers too, first runs some code."""
    site = folder / "site"
    site.mkdir(exist_ok=True)
    (site / "sitecustomize.py").write_text(code, encoding="utf-8")
    env = {**os.environ, "LANG": "zh_CN.UTF-8", "PYTHONPATH": f"{site}:{EXAMPLES.parent}", **more}
    command = [sys.executable, "-m", "sanicost", *map(str, arguments)]
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return Outcome(run.returncode, run.stdout, run.stderr, 0, 0)


def _three(folder: Path) -> Path:
    source = folder / "in"
    source.mkdir()
    for number, name in enumerate("abc"):
        (source / f"{name}.yaml").write_text(roster(number), encoding="utf-8")
    return source


def test_a_worker_killed_from_outside_loses_no_roster(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 16), tmp_path / "out"
    with started(source, "-o", out, "--jobs", "2") as process:
        wait_for(out, 4)
        os.kill(workers_of(process)[0], signal.SIGKILL)
        assert process.wait() == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


def _ticks_worked(pid: int) -> int:
    """Return the ticks that a process has had of the processor."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])


def test_a_worker_killed_while_it_waits_for_work_does_not_hold_up_the_others(
    tmp_path: Path,
) -> None:
    # Whoever waits for work holds what the others need to take any.
    source, out = fill(tmp_path / "in", 1), tmp_path / "out"
    (source / "slow.yaml").write_text(roster(0, positions=1500), encoding="utf-8")
    with started(source, "-o", out, "--jobs", "2") as process:
        wait_for(out, 1)
        before = {pid: _ticks_worked(pid) for pid in workers_of(process)}
        time.sleep(0.5)
        idle = min(before, key=lambda pid: _ticks_worked(pid) - before[pid])
        os.kill(idle, signal.SIGKILL)
        try:
            assert process.wait(60) == 0
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert len([name for name in names(out) if "测算" in name]) == 2


def test_a_roster_that_kills_a_worker_once_is_done_again(tmp_path: Path) -> None:
    source, deaths = _three(tmp_path), str(tmp_path / "deaths")
    arguments = ("batch", source, "-o", tmp_path / "out")
    assert with_site(tmp_path, KILL_AT_ONE, *arguments, DEATHS=deaths, MOST="1").code == 0
    assert contents(tmp_path / "out") == of_a_clean_run(source, tmp_path)


def test_a_roster_that_kills_every_worker_is_reported_and_the_others_are_priced(
    tmp_path: Path,
) -> None:
    source, deaths = _three(tmp_path), str(tmp_path / "deaths")
    arguments = ("batch", source, "-o", tmp_path / "out", "--jobs", "2")
    outcome = with_site(tmp_path, KILL_AT_ONE, *arguments, DEATHS=deaths, MOST="99")
    assert outcome.code == 1
    assert "意外终止" in outcome.err
    assert [name[0] for name in names(tmp_path / "out") if "测算" in name] == ["a", "c"]
    # Nothing of it was final: the next run does it, and it alone, again.
    assert batch(source, "-o", tmp_path / "out").code == 0


def test_no_process_of_a_batch_opens_a_socket(tmp_path: Path) -> None:
    source = _three(tmp_path)
    outcome = with_site(tmp_path, NO_SOCKETS, "batch", source, "-o", tmp_path / "out")
    assert (outcome.code, outcome.err) == (0, "")
    single = with_site(tmp_path, NO_SOCKETS, "check", source / "a.yaml", "--json")
    assert single.code == 0


@contextlib.contextmanager
def _mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Give a mount of its own, or skip where the machine does not let us; in CI it must."""
    folder.mkdir()
    mount = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    if mount.returncode:
        if os.environ.get("CI"):
            pytest.fail(mount.stderr.decode())
        pytest.skip("mounting needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("size", ["80k", "150k", "200k", "250k", "350k"])
def test_a_full_disk_fails_the_rosters_that_it_cannot_hold_and_leaves_none_half(
    tmp_path: Path, size: str
) -> None:
    source = fill(tmp_path / "in", 12)
    with _mounted(tmp_path / "small", "-t", "tmpfs", "-o", f"size={size}", "tmpfs") as small:
        outcome = batch(source, "-o", small / "out")
        assert outcome.code in (1, 4)
        assert "Traceback" not in outcome.err
        assert not list(small.rglob(".sanicost-*.tmp"))
        subprocess.run(["mount", "-o", "remount,size=30m", str(small)], check=True)
        assert batch(source, "-o", small / "out").code == 0
        assert contents(small / "out") == of_a_clean_run(source, tmp_path)


@pytest.mark.parametrize("taken_bytes", [3000, 4096])
def test_a_log_on_a_full_disk_stops_a_batch_that_then_goes_on(
    tmp_path: Path, taken_bytes: int
) -> None:
    # Of the one page of the disk 1096 bytes are left: the first line and some rosters; or nothing.
    source, out = fill(tmp_path / "in", 16), tmp_path / "out"
    with _mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=4k", "tmpfs") as small:
        log = small / "log"
        log.write_bytes(b"-" * (taken_bytes - 1) + b"\n")
        outcome = batch(source, "-o", out, "--log", log, "--quiet", env={"COLUMNS": "900"})
        assert outcome.code == 4
        assert outcome.err.count("无法写入") == 1
        assert str(log) in outcome.err
        assert out.exists() == (taken_bytes == 3000)
        assert not (out / "汇总.xlsx").exists()
    assert batch(source, "-o", out).code == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has a full device")
def test_a_watch_whose_log_is_full_ends_as_unwritable(tmp_path: Path) -> None:
    outcome = batch("--watch", tmp_path, "--log", "/dev/full", env={"COLUMNS": "900"})
    assert outcome.code == 4
    assert "/dev/full" in outcome.err


def test_a_read_only_folder_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    source = _three(tmp_path)
    with _mounted(tmp_path / "fixed", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs") as fixed:
        for place in (fixed, fixed / "out"):
            outcome = batch(source, "-o", place)
            assert outcome.code == 4
            assert "无法写入" in outcome.err


def test_a_folder_that_leads_elsewhere_by_a_link_is_not_written_through(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 2)
    elsewhere, out = tmp_path / "elsewhere", tmp_path / "out"
    elsewhere.mkdir()
    out.mkdir()
    (out / "片区0").symlink_to(elsewhere)
    outcome = batch(source, "-o", out)
    assert outcome.code == 1
    assert "链接" in outcome.err
    assert list(elsewhere.iterdir()) == []
    assert [name for name in names(out) if "测算" in name] == ["片区1/00001-测算.xlsx"]


@pytest.mark.parametrize("name", ["a-测算.xlsx", "汇总.xlsx", "journal.jsonl", ".sanicost-lock"])
def test_a_link_in_the_place_of_an_output_is_never_followed(tmp_path: Path, name: str) -> None:
    source, out, target = _three(tmp_path), tmp_path / "out", tmp_path / "target"
    out.mkdir()
    target.write_bytes(b"mine")
    (out / name).symlink_to(target)
    assert batch(source, "-o", out).code in (1, 4)
    assert target.read_bytes() == b"mine"
    assert (out / name).is_symlink()


@pytest.mark.parametrize("name", ["a-测算.xlsx", "汇总.xlsx", "results.jsonl"])
def test_a_file_that_no_batch_wrote_is_never_overwritten(tmp_path: Path, name: str) -> None:
    source, out = _three(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / name).write_bytes(b"mine")
    outcome = batch(source, "-o", out)
    assert outcome.code == 1
    assert name in outcome.err
    assert (out / name).read_bytes() == b"mine"
    assert not [one for one in names(out) if one not in (name, "journal.jsonl")]


def test_a_workbook_that_is_open_elsewhere_costs_only_its_own_roster(tmp_path: Path) -> None:
    # As Windows has it while Excel holds the file: it can be neither replaced nor removed.
    source, out = _three(tmp_path), tmp_path / "out"
    batch(source, "-o", out)
    before = contents(out)["b-测算.xlsx"]
    for number, name in ((8, "b.yaml"), (9, "c.yaml")):
        (source / name).write_text(roster(number), encoding="utf-8")
    outcome = with_site(tmp_path, HELD_OPEN, "batch", source, "-o", out)
    assert outcome.code == 1
    assert "b.yaml" in outcome.err
    assert "c.yaml" not in outcome.err
    assert contents(out)["b-测算.xlsx"] == before
    assert batch(source, "-o", out).code == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


def test_a_long_chinese_path_with_spaces_is_nothing_special(tmp_path: Path) -> None:
    deep = tmp_path / ("广州市 环卫 " * 9) / ("石牌街道 清扫保洁 " * 7) / ("二〇二七 年度 " * 8)
    deep.mkdir(parents=True)
    assert len(str(deep)) > 200
    (deep / "岗位 表.yaml").write_text(roster(1), encoding="utf-8")
    outcome = batch(tmp_path, "-o", deep / "输出 文件夹")
    assert outcome.code == 0
    assert len(list((deep / "输出 文件夹").rglob("岗位 表-测算.xlsx"))) == 1


def test_a_gbk_pipe_gets_every_line(tmp_path: Path) -> None:
    source = _three(tmp_path)
    (source / "😀.yaml").write_text(roster(3), encoding="utf-8")
    env = {**os.environ, "PYTHONIOENCODING": "gbk", "LANG": "zh_CN.UTF-8"}
    env["PYTHONPATH"] = str(EXAMPLES.parent)
    command = [sys.executable, "-m", "sanicost", "batch", str(source), "-o", str(tmp_path / "o")]
    run = subprocess.run(command, env=env, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "已测算 4 个" in run.stdout.decode("gbk")
    assert (tmp_path / "o" / "😀-测算.xlsx").exists()


def _on_terminal(*arguments: str | Path) -> tuple[int, str]:
    """Run a batch on a terminal; return its exit code and what it showed."""
    import pty  # noqa: PLC0415 - Windows has none

    main, end = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LANG": "zh_CN.UTF-8"}
    env["PYTHONPATH"] = str(EXAMPLES.parent)
    command = [sys.executable, "-m", "sanicost", "batch", *map(str, arguments)]
    with subprocess.Popen(command, stdout=end, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(end)
        said = b""
        with contextlib.suppress(OSError):
            while part := os.read(main, 4096):
                said += part
        code = process.wait()
    os.close(main)
    return code, said.decode()


def test_a_terminal_shows_a_bar_and_no_line_for_each_roster(tmp_path: Path) -> None:
    code, said = _on_terminal(_three(tmp_path), "-o", tmp_path / "o")
    assert code == 0
    assert "/3" in said
    assert "[1/3]" not in said


def test_a_terminal_counts_the_rosters_that_fail(tmp_path: Path) -> None:
    source = _three(tmp_path)
    for name in ("b.yaml", "c.yaml"):
        (source / name).write_text(BAD, encoding="utf-8")
    code, said = _on_terminal(source, "-o", tmp_path / "o")
    assert code == 1
    assert "未测算 2" in said
    assert "/s 还需" in said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_watch_prices_a_roster_when_it_is_saved(tmp_path: Path, number: int) -> None:
    with started("--watch", tmp_path) as process:
        assert process.stdout
        assert "Ctrl-C" in process.stdout.readline().decode()
        time.sleep(0.5)
        (tmp_path / "a.yaml").write_text(roster(0), encoding="utf-8")
        assert "a-测算.xlsx" in process.stdout.readline().decode()
        (tmp_path / "~$a.xlsx").write_bytes(b"lock")
        (tmp_path / "b.yaml").write_text("positions: []", encoding="utf-8")
        assert "b.yaml" in process.stdout.readline().decode()
        os.killpg(process.pid, number)
        assert process.wait() == 0
    assert sorted(path.name for path in tmp_path.glob("*测算*")) == ["a-测算.xlsx"]


def test_a_watch_goes_on_though_nobody_reads_what_it_says(tmp_path: Path) -> None:
    with started("--watch", tmp_path) as process:
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
        time.sleep(0.5)
        (tmp_path / "a.yaml").write_text(roster(0), encoding="utf-8")
        wait_for(tmp_path, 1)
        (tmp_path / "b.yaml").write_text(roster(1), encoding="utf-8")
        wait_for(tmp_path, 2)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 0
