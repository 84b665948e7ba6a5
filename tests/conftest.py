"""Every test runs as on a new machine: no figures that an officer keeps there play a part."""

import os
import sys
from pathlib import Path

import pytest

# Programs that tests start find the package compiled, as an installed one is, wherever this runs.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.fixture(autouse=True, scope="session")
def _no_figures_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("data")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        os.environ[name] = str(folder)
