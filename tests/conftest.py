"""Every test runs as on a new machine: no figures that an officer keeps there play a part."""

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def _no_figures_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("data")
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        os.environ[name] = str(folder)
