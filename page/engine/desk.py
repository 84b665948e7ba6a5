"""What every answer needs: a question, its answer, and what lies on the officer's desk."""

import io
import json
import pickle
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeAlias, cast

from sanicost.city.columns import use
from sanicost.core.batch_result import Outcome
from sanicost.core.kept import Kept, laid_in
from sanicost.core.period import Month
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang
from sanicost.runs import City, published_city

FILES = Path("/app")
"""Where the page keeps the figures and what was prepared of them."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same files make the same archive."""
Json: TypeAlias = str | int | Sequence["Json"] | Mapping[str, "Json"] | None
Files: TypeAlias = Mapping[str, bytes]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Assumptions that are supposed to be others: as typed, in the words of `whatif`."""

    start: str = ""
    months: str = ""
    settings: Sequence[str] = ()
    rates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Form:
    """A roster as it was typed on the page: the fields of each row, blank ones left out."""

    project: Mapping[str, str]
    positions: Sequence[Mapping[str, str]]
    other_costs: Sequence[Mapping[str, str]]
    rates: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question of the page; `id` and `ids` are its names for files that it opened."""

    ask: str
    lang: Lang = "zh"
    id: str = ""
    ids: Sequence[str] = ()
    name: str = ""
    level: str = ""
    split: str = ""
    target: str = ""
    line: str = ""
    month: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    entry: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the page shows, as JSON, and files to download by name."""

    document: str
    files: Files = field(default_factory=dict)


@dataclass
class Opened:
    """A file that was opened, and what it came to where it could be priced."""

    path: Path
    run: Run | None = None


@dataclass
class Desk:
    """What lies on the officer's desk: the figures, and the files opened so far.

    `published` are the city's own figures; `city` has the officer's kept ones among them.
    """

    published: City
    config: Path | None
    folder: Path
    opened: dict[str, Opened] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    city: City = field(init=False)

    def __post_init__(self) -> None:
        self.city = self.published

    def keep(self, kept: tuple[Kept, ...]) -> None:
        """Price everything from now on with the figures that the officer keeps."""
        self.kept = kept
        standard = laid_in(self.published.standard, kept)
        self.city = self.published._replace(standard=standard)
        for one in self.opened.values():
            one.run = None

    def run(self, key: str) -> Run:
        """Return a priced roster that was opened before."""
        run = self.opened[key].run
        assert run is not None
        return run


def _prepared() -> Desk:
    """Return an empty desk; in the page the figures were read when it was built."""
    folder = Path(mkdtemp())
    if not FILES.joinpath("city.pickle").exists():
        return Desk(published_city(None), None, folder)
    city = cast(City, pickle.loads(FILES.joinpath("city.pickle").read_bytes()))
    use(city.vocabulary.columns)
    return Desk(city, FILES / "config", folder)


def said(document: Json, files: Files | None = None) -> Answer:
    """Return an answer: what the page shows, and files by name."""
    return Answer(json.dumps(document, ensure_ascii=False), files or {})


def this_month() -> Month:
    """Return the current month by the clock of the machine that shows the page."""
    today = datetime.now().astimezone()
    return Month.of(today.year, today.month)


def zipped(files: Files) -> bytes:
    """Return an archive of files, the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


desk = _prepared()
