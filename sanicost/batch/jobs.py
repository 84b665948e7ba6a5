"""A batch's jobs: a roster to price, what holds for all, and the hashes of all that decides."""

import errno
import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sanicost import __version__
from sanicost.city.standard import config_folder
from sanicost.core.period import Month
from sanicost.readers.kept import kept_file
from sanicost.readers.project import Options
from sanicost.repricing import agreement_of

ENDING = "-测算"
STAMPED = "-测算-暂估"
"""How an annex workbook's name ends, as `estimate` has it: the latter with provisional figures."""
PACK = "-招标附件"
"""How the name of a tender pack's folder ends."""
REPRICED = "-补差测算"
"""How the name of a repricing's workbook ends."""
OUTPUT_ENDINGS = (
    *(f"{one}.xlsx" for one in (ENDING, STAMPED, REPRICED, "")),
    *(agreement_of(f"a{one}.xlsx").removeprefix("a") for one in (REPRICED, "")),
    *(PACK, ""),
)
"""All that an output's name may have behind the stem of its job."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One roster to price.

    `name` is how the roster is called in every output, `stem` where its workbook goes inside the
    batch's folder, without its ending: two jobs never share one. An output whose name a list gives
    has no ending of ours.
    """

    path: Path
    name: str
    stem: str
    options: Options
    is_named: bool = False
    is_pack: bool = False
    is_repricing: bool = False

    def output(self, *, stamped: bool) -> str:
        """Return the workbook's name inside the batch's folder, or the name of the pack's folder.

        >>> Job(path=Path("a.csv"), name="a.csv", stem="东/a", options=Options()).output(stamped=0)
        '东/a-测算.xlsx'
        """
        if self.is_pack:
            return self.stem if self.is_named else f"{self.stem}{PACK}"
        ending = REPRICED if self.is_repricing else STAMPED if stamped else ENDING
        ending = "" if self.is_named else ending
        return f"{self.stem}{ending}.xlsx"

    @property
    def claims(self) -> frozenset[str]:
        """Every name under which the job may write."""
        outputs = {self.output(stamped=False), self.output(stamped=True)}
        return frozenset(outputs | set(map(agreement_of, outputs if self.is_repricing else ())))


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What holds for every roster of a batch; workers on other machines get it, too."""

    folder: Path
    today: Month
    config: Path | None = None
    config_sha256: str = ""
    against: Month | None = None
    reprice: Month | None = None  # the month in which all contracts were signed


def fingerprint(job: Job, settings: Settings) -> str:
    """Return the hash of roster, figures, options and versions; empty where one cannot be read.

    The year counts, too: a roster without a start is priced from the next January.
    """
    options = job.options
    try:
        files = [digest(path) for path in (job.path, options.figures) if path]
    except OSError:
        return ""
    asked = (options.start, options.months, options.as_of, settings.against, settings.reprice)
    months = [str(one) for one in asked]
    parts = [
        *versions().values(),
        settings.config_sha256,
        settings.today.year,
        job.name,
        job.is_pack,
        *sorted(options.skip_sheets),
    ]
    text = json.dumps([parts, months, files])
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def versions() -> dict[str, str]:
    """Return the version of the program and of all that the bytes of its outputs depend on."""
    return {
        "sanicost": __version__,
        "xlsxwriter": version("XlsxWriter"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def config_digest(config: Path | None) -> str:
    """Return the hash of every data file of a city and of the figures that the officer keeps.

    Raises ConfigRefused where there is no data file.
    """
    folder = config_folder(config)
    kept = kept_file(folder)
    own = digest(kept) if kept and kept.exists() else ""
    return digest(folder) + own


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
