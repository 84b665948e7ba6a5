"""Whether a roster's workbook is still what it would become: hashes of all that decides it."""

import errno
import hashlib
import json
from pathlib import Path

from sanicost import __version__
from sanicost.batch.jobs import Job, Settings
from sanicost.standard import config_folder


def fingerprint(job: Job, settings: Settings) -> str:
    """Return the hash of roster, figures, options and version; empty where one cannot be read.

    The year counts, too: a roster without a start is priced from the next January.
    """
    options = job.options
    try:
        files = [digest(path) for path in (job.path, options.figures) if path]
    except OSError:
        return ""
    months = [str(one) for one in (options.start, options.months, options.as_of, settings.against)]
    parts = [__version__, settings.config_sha256, settings.today.year, job.name, job.is_pack]
    text = json.dumps([parts, months, files])
    return hashlib.sha256(text.encode()).hexdigest()


def config_digest(config: Path | None) -> str:
    """Return the hash of every data file of a city; raise ConfigRefused where there is none."""
    return digest(config_folder(config))


def digest(path: Path) -> str:
    """Return the hash of a file, or of all files of a folder with their names."""
    if not path.is_dir():
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "a pipe or a device", str(path))  # it might never end
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    whole = hashlib.sha256()
    for part in sorted(path.rglob("*")):
        if part.is_file():
            name = part.relative_to(path).as_posix()
            whole.update(f"{name}\0{digest(part)}\n".encode())
    return whole.hexdigest()
