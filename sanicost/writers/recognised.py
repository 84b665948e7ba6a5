"""Which files are outputs of ours: they must never be taken for rosters."""

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from sanicost.writers.files import MANIFEST, SCHEMA
from sanicost.writers.workbook.page import BASIS, CARRIED, MOVED, WORKED

_PART = "xl/workbook.xml"
_MOST_BYTES = 1_000_000
_SCHEMA_WITHIN = 100
_UNREADABLE = (
    OSError,
    EOFError,
    KeyError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    zlib.error,
)


Kind: TypeAlias = Literal["annex", "repricing", "settlement"]
_KINDS: Mapping[str, Kind] = {BASIS: "annex", MOVED: "repricing", WORKED: "settlement"}
"""By the sheet that no other workbook has."""


def is_annex(path: Path) -> bool:
    """Return whether a file is a workbook of ours that carries its inputs, whatever its name is."""
    return kind_of(path) is not None


def kind_of(path: Path) -> Kind | None:
    """Return what kind of workbook of ours a file is, None for any other file."""
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo(_PART).file_size > _MOST_BYTES:
                return None
            text = package.read(_PART).decode("utf-8", "replace")
    except _UNREADABLE:
        return None
    if f'name="{CARRIED}"' not in text:
        return None
    return next((kind for sheet, kind in _KINDS.items() if f'name="{sheet}"' in text), None)


def is_pack(folder: Path) -> bool:
    """Return whether a folder is a tender pack of ours: its manifest says so at its beginning."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            return SCHEMA.encode() in file.read(_SCHEMA_WITHIN)
    except OSError:
        return False
