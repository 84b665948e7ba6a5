"""The program as an officer runs it: another process, its exit code, output, time, memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

EXAMPLES = Path(__file__).parent.parent / "examples"
_KIB_PER_MIB = 1024
# A child's own high-water mark: what the system reports of a child counts its parent's, too.
_LAUNCH = """
import atexit, os, re, runpy
def note_peak():
    with open("/proc/self/status") as status, open(os.environ["PEAK_FILE"], "w") as file:
        file.write(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1])
atexit.register(note_peak)
runpy.run_module("sanicost", run_name="__main__", alter_sys=True)
"""


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str
    seconds: float
    peak_mib: float

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
    command = [sys.executable, "-c", _LAUNCH, *map(str, arguments)]
    with TemporaryDirectory() as folder:
        peak = Path(folder) / "peak"
        environment = {**os.environ, "LANG": "zh_CN.UTF-8", "PEAK_FILE": str(peak), **(env or {})}
        environment["PYTHONPATH"] = str(EXAMPLES.parent)
        began = time.monotonic()
        run = subprocess.run(command, capture_output=True, cwd=cwd, env=environment, check=False)
        seconds = time.monotonic() - began
        peak_mib = int(peak.read_text()) / _KIB_PER_MIB
    out, err = (stream.decode(encoding) for stream in (run.stdout, run.stderr))
    return Outcome(run.returncode, out, err, seconds, peak_mib)
