"""Feed the readers damaged files for a while; what makes one fail is kept as a test.

`python -m tests.fuzz --seconds 600` draws them with hypothesis; `--atheris xlsx` (or yaml, csv,
json: the inputs that a workbook carries) lets atheris look for new paths through the code instead.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.fuzz.cases import FINDINGS, SEEDS, files, holds

_ROUND = 100
_KEPT: list[Path] = []


def main() -> int:
    """Run for the time asked for; return 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--atheris", choices=[kind.removeprefix(".") for kind in SEEDS])
    asked = parser.parse_args()
    # The folder stays where a library ends the whole process: it holds the file that did it.
    folder = Path(tempfile.mkdtemp(prefix="sanicost-fuzz-"))
    print(f"the file under test: {folder}/roster.*", flush=True)
    if asked.atheris:
        return _by_atheris(folder, f".{asked.atheris}", asked.seconds)
    found = _by_hypothesis(folder, asked.seconds)
    shutil.rmtree(folder)
    return found


def _by_hypothesis(folder: Path, seconds: int) -> int:
    """Draw files round by round until the time is over or one fails."""
    count = 0

    @settings(
        max_examples=_ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(files())
    def each(file: tuple[str, bytes]) -> None:
        nonlocal count
        count += 1
        _check(folder, *file)

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        each()
        print(f"{count} files", flush=True)
    return 0


def _by_atheris(folder: Path, kind: str, seconds: int) -> int:
    """Let atheris lead in a process of its own, so that whatever ends it leaves its file."""
    command = [sys.executable, "-m", "tests.fuzz.guided", kind, str(seconds), str(folder)]
    code = subprocess.run(command, check=False).returncode
    path = folder / f"roster{kind}"
    if code and path.exists():
        _keep(kind, path.read_bytes())
    elif not code:
        shutil.rmtree(folder)
    return min(abs(code), 1)


def _check(folder: Path, kind: str, data: bytes) -> None:
    """Check one file; the smallest that fails is kept among the findings."""
    path = folder / f"roster{kind}"
    path.write_bytes(data)
    try:
        holds(path)
    except Exception:
        kept = _keep(kind, data)
        # What hypothesis fails with later is shrunk from what it failed with before.
        for former in _KEPT:
            if former != kept:
                former.unlink(missing_ok=True)
        _KEPT[:] = [kept]
        raise


def _keep(kind: str, data: bytes) -> Path:
    """Keep a file among the findings."""
    kept = FINDINGS / f"{hashlib.sha256(data).hexdigest()[:16]}{kind}"
    kept.write_bytes(data)
    print(f"kept: {kept}", flush=True)
    return kept


if __name__ == "__main__":
    sys.exit(main())
