"""A virtual environment with the built wheel beside the usual stack."""

import subprocess
import sys
import venv
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
STACK = ("pandas", "openpyxl")


def install(folder: Path) -> Path:
    """Build the wheel, install it with the usual stack; return the folder of the programs."""
    run = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        str(folder),
        str(CHECKOUT),
    ]
    subprocess.run(run, check=True)
    wheel = next(folder.glob("*.whl"))
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / "bin"
    subprocess.run([programs / "pip", "install", "-q", str(wheel), *STACK], check=True)
    return programs
