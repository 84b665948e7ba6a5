"""The program as an officer runs it: another process, its exit code, output, time, memory."""

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

EXAMPLES = Path(__file__).parent.parent / "examples"
_KIB_PER_MIB = 1024
_REFERENCE_SECONDS = 0.12
"""What `_work_seconds` took on two quiet cores of an AMD EPYC, for which all bounds are meant."""
# A child's own high-water mark: what the system reports of a child counts its parent's, too.
_LAUNCH = """
import atexit, os, re, runpy
def note_peak():
    with open("/proc/self/status") as status, open(os.environ["PEAK_FILE"], "w") as file:
        file.write(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1])
atexit.register(note_peak)
runpy.run_module("sanicost", run_name="__main__", alter_sys=True)
"""
_LOADED = ("openpyxl", "rich.table", "sanicost.cli.estimate", "sanicost.writers.workbook", "yaml")
_SERVER = """
import importlib, io, json, os, runpy, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
for line in sys.stdin:
    asked = json.loads(line)
    if pid := os.fork():
        _, status, used = os.wait4(pid, 0)
        answer = {"code": os.waitstatus_to_exitcode(status), "peak_kib": used.ru_maxrss}
        answer["seconds"] = used.ru_utime + used.ru_stime
        print(json.dumps(answer), flush=True)
        continue
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    for number, name in enumerate((os.devnull, asked["out"], asked["err"])):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
    sys.stdin = open(0, encoding="utf-8")
    sys.stdout = open(1, "w", encoding="utf-8")
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, errors="backslashreplace")
    sys.argv = ["sanicost", *asked["arguments"]]
    runpy.run_module("sanicost", run_name="__main__", alter_sys=True)
"""
"""Starts the program in a process of its own for each call, but loads its modules once."""
_HARMLESS = {"COLUMNS", "XDG_DATA_HOME", "LOCALAPPDATA", "HOME"}
"""Variables that a Python program reads when it asks for them, and not when it starts."""


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str
    processor_seconds: float = 0
    peak_mib: float = 0

    @property
    def seconds(self) -> float:
        """What it takes of a processor as fast, just now, as the one for which bounds are meant."""
        return self.processor_seconds / slowness()

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document on standard output."""
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def codes(self) -> list[str]:
        """The codes of the problems of a refused roster."""
        return [problem["code"] for problem in self.document["problems"]]


def sanicost(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> Outcome:
    """Run the program in Chinese, unless told otherwise, and measure it."""
    given = env or {}
    is_plain = set(given) <= _HARMLESS or all(os.environ.get(k) == v for k, v in given.items())
    environment = {**os.environ, "LANG": "zh_CN.UTF-8", **given}
    environment["PYTHONPATH"] = str(EXAMPLES.parent)
    start = _forked if is_plain and hasattr(os, "fork") else _started
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        run = start([*map(str, arguments)], cwd or Path.cwd(), environment, out, err)
        said, wrong = (stream.read_bytes().decode(encoding) for stream in (out, err))
    return Outcome(run.code, said, wrong, run.seconds, run.peak_kib / _KIB_PER_MIB)


def slowness() -> float:
    """Return how many times as long as there this machine takes for the same work; at least 1."""
    return max(1.0, min(_work_seconds() for _ in range(3)) / _REFERENCE_SECONDS)


def _work_seconds() -> float:
    began, total = time.process_time(), 0
    for number in range(3_000_000):
        total += number & 3
    return time.process_time() - began


class _Run(NamedTuple):
    """Exit code, seconds of a processor, and the most memory at once."""

    code: int
    seconds: float
    peak_kib: int


def _forked(arguments: list[str], cwd: Path, env: Mapping[str, str], out: Path, err: Path) -> _Run:
    """Run the program from a process that has its modules loaded."""
    asked = {
        "arguments": arguments,
        "cwd": str(cwd),
        "env": dict(env),
        "out": str(out),
        "err": str(err),
    }
    server = _server()
    assert server.stdin
    assert server.stdout
    print(json.dumps(asked), file=server.stdin, flush=True)
    return _Run(**json.loads(server.stdout.readline()))


@cache
def _server() -> "subprocess.Popen[str]":
    environment = {**os.environ, "LANG": "zh_CN.UTF-8", "PYTHONPATH": str(EXAMPLES.parent)}
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, *_LOADED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    )
    atexit.register(server.communicate)
    return server


def _started(arguments: list[str], cwd: Path, env: Mapping[str, str], out: Path, err: Path) -> _Run:
    """Run the program from the beginning, as its surroundings ask for."""
    peak = out.with_name("peak")
    command = [sys.executable, "-c", _LAUNCH, *arguments]
    before = os.times()
    with out.open("wb") as said, err.open("wb") as wrong:
        run = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=wrong,
            cwd=cwd,
            env={**env, "PEAK_FILE": str(peak)},
            check=False,
        )
    after = os.times()
    seconds = sum(after[2:4]) - sum(before[2:4])
    return _Run(run.returncode, seconds, int(peak.read_text()))
