"""Folders full of rosters, batches over them, and what a folder holds afterwards."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sanicost.batch.folder import LOCK
from tests.program import EXAMPLES, Outcome, sanicost

STREETS = ("石牌街道", "五山街道", "洪桥街道", "白云街道", "大学城片区", "")
BAD = "positions: [{title: 公厕保洁工, headcount: 0}]"


def roster(number: int, *, positions: int = 2) -> str:
    """Return one of many rosters, each with a total of its own."""
    street = STREETS[number % len(STREETS)]
    rows = [
        f"  - {{title: 道路人工清扫保洁工, headcount: {number % 40 + row + 1},"
        f" street: '{street}', remarks: 第{number}号}}"
        for row in range(positions)
    ]
    lots = number % 7 == 0
    lines = [row.replace("remarks", f"lot: 包组{n % 2 + 1}, remarks") for n, row in enumerate(rows)]
    head = f"project: {{name: 第{number}号项目, start: 2026-0{number % 6 + 1}, months: 6}}"
    return "\n".join([head, "positions:", *(lines if lots else rows)]) + "\n"


def fill(folder: Path, count: int, *, bad_every: int = 0) -> Path:
    """Write so many rosters into a folder with folders in it; every so many of them is wrong."""
    for number in range(count):
        place = folder / f"片区{number % 5}"
        place.mkdir(parents=True, exist_ok=True)
        is_bad = bad_every and number % bad_every == bad_every - 1
        text = BAD if is_bad else roster(number)
        (place / f"{number:05d}.yaml").write_text(text, encoding="utf-8")
    return folder


def batch(*arguments: str | Path, **more: dict[str, str]) -> Outcome:
    """Run a batch, in Chinese; with one worker, which is enough, unless told otherwise."""
    others = {"--jobs", "--scheduler", "--watch", "--dry-run"}
    one_worker = () if others & set(map(str, arguments)) else ("--jobs", "1")
    return sanicost("batch", *arguments, *one_worker, **more)  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, str]:
    """Return the hash of every file in a folder, by its name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LOCK
    }


_CLEAN: dict[tuple[object, ...], dict[str, str]] = {}


def of_a_clean_run(source: Path, folder: Path, *options: str | Path) -> dict[str, str]:
    """Return what a batch writes into a new folder, undisturbed from beginning to end.

    The same rosters with the same options are done once: they give the same bytes.
    """
    rosters = (*contents(source).items(), *options)
    if rosters not in _CLEAN:
        batch(source, "-o", folder / "clean", *options)
        _CLEAN[rosters] = contents(folder / "clean")
    return _CLEAN[rosters]


def names(folder: Path) -> list[str]:
    """Return the names of all files in a folder."""
    return sorted(contents(folder))


def started(*arguments: str | Path, before: str = "") -> "subprocess.Popen[bytes]":
    """Start a batch with its workers in a group of their own, and let it run; some code first."""
    # A test run in the background ignores interrupts, and its children with it.
    code = (
        f"{before}\nimport signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from sanicost.__main__ import main; sys.argv[0] = 'sanicost'; main()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, "batch", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "LANG": "zh_CN.UTF-8", "PYTHONPATH": str(EXAMPLES.parent)},
    )


def wait_for(folder: Path, count: int) -> None:
    """Wait until so many workbooks stand in a folder."""
    end = time.monotonic() + 60 + count
    while time.monotonic() < end:
        if folder.exists() and sum(1 for _ in folder.rglob("*测算*.xlsx")) >= count:
            return
        time.sleep(0.005)
    raise TimeoutError(folder)


def killed(folder: Path, count: int, *arguments: str | Path) -> None:
    """Run a batch and kill it, as a power cut would, as soon as so many workbooks are there."""
    with started(*arguments, "-o", folder, "--quiet") as process:
        wait_for(folder, count)
        process.send_signal(signal.SIGKILL)
        process.wait()


def workers_of(process: "subprocess.Popen[bytes]") -> list[int]:
    """Return the process numbers of a batch's workers."""
    path = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    children = [int(number) for number in path.read_text().split()]
    return [pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def is_alive(pid: int) -> bool:
    """Return whether a process still runs."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return status != "Z"
