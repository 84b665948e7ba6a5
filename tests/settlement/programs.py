"""settle as an officer runs it, in this process: its JSON document."""

import contextlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sanicost.__main__ import run
from tests.rosters import write_yaml


def settle(folder: Path, roster: Mapping[str, Any], *arguments: str | Path) -> dict[str, Any]:
    """Return the JSON document of a settlement, or of everything that is wrong."""
    path = write_yaml(folder / "roster.yaml", roster)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        run(["--lang", "zh", "settle", str(path), *map(str, arguments), "--json"])
    document: dict[str, Any] = json.loads(out.getvalue())
    return document
