"""A batch as a script runs it: time limits, closed terminals and streams, bare environments."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.folders import (
    batch,
    contents,
    fill,
    of_a_clean_run,
    roster,
    started,
    wait_for,
)
from tests.batch.test_faults import with_site
from tests.program import EXAMPLES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and closed streams are POSIX")
ENVIRONMENT = {**os.environ, "LANG": "zh_CN.UTF-8", "PYTHONPATH": str(EXAMPLES.parent)}
DIES_ONCE_WHILE_WRITING = """
import multiprocessing, os, signal
from pathlib import Path
usual = os.fsync
def deadly(number):
    died = Path(os.environ["DIED"])
    if multiprocessing.parent_process() and not died.exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    usual(number)
os.fsync = deadly
"""
SIGNALLED_WHILE_STARTING = """
import os, signal, threading
signal.signal(signal.SIGINT, signal.default_int_handler)
usual = threading.Thread.start
def start(self):
    if "ExecutorManager" in type(self).__name__:
        os.kill(os.getpid(), int(os.environ["NUMBER"]))
    usual(self)
threading.Thread.start = start
"""
INTERRUPTED_WHILE_REPORTING = """
import multiprocessing, os, signal, zipfile
signal.signal(signal.SIGINT, signal.default_int_handler)
usual = zipfile.ZipFile.open
def interrupted(self, name, mode="r", *arguments, **options):
    if mode == "w" and not multiprocessing.parent_process():
        os.kill(os.getpid(), signal.SIGINT)
    return usual(self, name, mode, *arguments, **options)
zipfile.ZipFile.open = interrupted
"""


def _unfinished(folder: Path) -> list[Path]:
    return list(folder.rglob(".sanicost-*.tmp"))


def _command(source: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "sanicost", "batch", str(source), "-o", str(out)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("group", [False, True])
def test_a_time_limit_or_a_hangup_ends_a_batch_as_ctrl_c_does(
    tmp_path: Path, number: signal.Signals, group: bool
) -> None:
    # `timeout` and systemd send it to every process, `kill` to one.
    source, out = fill(tmp_path / "in", 16), tmp_path / "out"
    with started(source, "-o", out, "--jobs", "2") as process:
        wait_for(out, 5)
        (os.killpg if group else os.kill)(process.pid, number)
        said = process.communicate()[1].decode()
        assert process.returncode == 130
    assert "重新运行同一命令" in said
    assert "Traceback" not in said
    assert not _unfinished(out)
    assert not (out / "汇总.xlsx").exists()
    assert batch(source, "-o", out).code == 0
    assert contents(out) == of_a_clean_run(source, tmp_path)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_first_worker_is_started_is_as_good_as_any(
    tmp_path: Path, number: signal.Signals
) -> None:
    source, out = fill(tmp_path / "in", 3), tmp_path / "out"
    arguments = ("batch", source, "-o", out)
    outcome = with_site(tmp_path, SIGNALLED_WHILE_STARTING, *arguments, NUMBER=str(int(number)))
    assert outcome.code == 130
    assert outcome.err.count("\n") == 1


def test_an_interrupt_while_the_reports_are_written_is_as_good_as_any(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 3), tmp_path / "out"
    outcome = with_site(tmp_path, INTERRUPTED_WHILE_REPORTING, "batch", source, "-o", out)
    assert outcome.code == 130
    assert outcome.err.count("\n") == 1
    assert not (out / "汇总.xlsx").exists()
    assert not _unfinished(out)


def test_under_nohup_a_batch_outlives_its_terminal(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 12), tmp_path / "out"
    command = ["nohup", *_command(source, out)]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env=ENVIRONMENT, start_new_session=True
    ) as process:
        wait_for(out, 2)
        os.killpg(process.pid, signal.SIGHUP)
        assert process.wait() == 0


@pytest.mark.parametrize(("ignored", "code"), [(False, 130), (True, 0)])
def test_a_terminal_that_is_closed_ends_a_batch_unless_it_is_to_be_ignored(
    tmp_path: Path, ignored: bool, code: int
) -> None:
    import pty  # noqa: PLC0415 - Windows has none

    source, out = fill(tmp_path / "in", 12), tmp_path / "out"
    pid, terminal = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)
        os.execvpe(sys.executable, _command(source, out), ENVIRONMENT)
    end = time.monotonic() + 60
    os.set_blocking(terminal, False)
    while time.monotonic() < end and len(list(out.rglob("*测算*.xlsx"))) < 2:
        with suppress(BlockingIOError):
            os.read(terminal, 4096)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == code
    assert (out / "汇总.xlsx").exists() == ignored
    assert not _unfinished(out)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_change_nothing_of_a_batch(tmp_path: Path, closed: str) -> None:
    source, out = fill(tmp_path / "in", 3, bad_every=3), tmp_path / "out"
    batch(source, "-o", tmp_path / "clean")
    script = f'exec "$@" {closed}'
    command = ["sh", "-c", script, "sh", *_command(source, out)]
    assert subprocess.run(command, env=ENVIRONMENT, check=False).returncode == 1
    assert contents(out) == contents(tmp_path / "clean")


@pytest.mark.parametrize("more", [{"HOME": "/root"}, {}, {"TMPDIR": "/nowhere"}])
def test_the_bare_environment_of_cron_is_enough(tmp_path: Path, more: dict[str, str]) -> None:
    source, out = fill(tmp_path / "in", 3), tmp_path / "out"
    batch(source, "-o", tmp_path / "clean")
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(EXAMPLES.parent), **more}
    run = subprocess.run(
        _command(source, out), env=bare, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert contents(out) == contents(tmp_path / "clean")


def test_what_a_killed_worker_left_half_written_is_gone_when_the_batch_ends(
    tmp_path: Path,
) -> None:
    source, out, died = fill(tmp_path / "in", 3), tmp_path / "out", tmp_path / "died"
    arguments = ("batch", source, "-o", out)
    assert with_site(tmp_path, DIES_ONCE_WHILE_WRITING, *arguments, DIED=str(died)).code == 0
    assert died.exists()
    assert not _unfinished(out)


def test_a_pipe_or_a_device_never_makes_a_batch_wait(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 1), tmp_path / "out"
    for name in ("p.yaml", "q.csv", "r.xlsx"):
        os.mkfifo(source / name)
    (source / "endless.yaml").symlink_to("/dev/zero")
    listed = tmp_path / "list.csv"
    listed.write_text("名册\nin/p.yaml\n", encoding="utf-8")
    command = [*_command(source, out), str(source / "q.csv"), str(listed)]
    run = subprocess.run(command, env=ENVIRONMENT, capture_output=True, timeout=60, check=False)
    assert run.returncode == 1
    said = run.stdout.decode()
    assert "略过 4 个：管道或设备，不是文件" in said
    # The two that were named themselves are no rosters that could be passed over in silence.
    assert "共 3 个岗位表：已测算 1 个" in said
    assert run.stderr.decode().count("这是管道或设备") == 2


@pytest.mark.parametrize(
    "name", ["in/a.yaml", "in/../in/a.yaml", "f.yaml", "out/journal.jsonl", "out/a-测算.xlsx"]
)
def test_a_log_is_never_appended_to_what_the_batch_reads_or_writes(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.yaml").write_text(roster(0), encoding="utf-8")
    figures = tmp_path / "f.yaml"
    figures.write_text("medical.rate: {value: 0.06, source: 复函, reason: 核实}\n", "utf-8")
    before = contents(tmp_path)
    arguments = ("-o", tmp_path / "out", "--figures", figures, "--log", tmp_path / name)
    outcome = batch(tmp_path / "in", *arguments)
    assert outcome.code == 4
    assert "--log" in outcome.err
    assert contents(tmp_path) == before


def test_a_log_may_stand_in_the_folder_that_the_batch_makes(tmp_path: Path) -> None:
    source, out = fill(tmp_path / "in", 2), tmp_path / "out"
    assert batch(source, "-o", out, "--log", out / "run.log").code == 0
    assert len((out / "run.log").read_text("utf-8").splitlines()) == 1 + 2 + 1


def test_a_log_tells_of_an_interrupted_batch_how_far_it_came(tmp_path: Path) -> None:
    source, out, log = fill(tmp_path / "in", 16), tmp_path / "out", tmp_path / "log"
    with started(source, "-o", out, "--log", log) as process:
        wait_for(out, 5)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
        assert process.returncode == 130
    _, *rosters, last = log.read_text("utf-8").splitlines()
    assert 0 < len(rosters) < 16
    assert f"结束，退出码 130; 共 {len(rosters)} 个岗位表：已测算 {len(rosters)} 个" in last
