"""Which files are outputs of ours: they must never be taken for rosters."""

import zipfile
import zlib
from pathlib import Path

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


def is_annex(path: Path) -> bool:
    """Return whether a file is a workbook of ours that carries its inputs, whatever its name is."""
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo(_PART).file_size > _MOST_BYTES:
                return False
            text = package.read(_PART).decode("utf-8", "replace")
    except _UNREADABLE:
        return False
    has = [sheet for sheet in (BASIS, MOVED, WORKED, CARRIED) if f'name="{sheet}"' in text]
    return CARRIED in has and has != [CARRIED]


def is_pack(folder: Path) -> bool:
    """Return whether a folder is a tender pack of ours: its manifest says so at its beginning."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            return SCHEMA.encode() in file.read(_SCHEMA_WITHIN)
    except OSError:
        return False
