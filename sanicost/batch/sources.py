"""Files, folders and lists → jobs, and what was passed over and why."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias

from sanicost.batch.jobs import ENDING, REPRICED, STAMPED, Job
from sanicost.batch.journal import JOURNAL
from sanicost.city.vocabulary import Vocabulary
from sanicost.core.notices import Problem, Refused, of_system
from sanicost.readers.batch_list import Listed, is_list, read_list
from sanicost.readers.document import FileRefused
from sanicost.readers.project import Options
from sanicost.writers.recognised import is_annex, is_pack, kind_of

REPORTS = ("results.jsonl", "汇总.xlsx", "problems.xlsx")
_KINDS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".yaml", ".yml", ".csv"})
_TEMPORARY = ("~$", ".~", ".")
Reason: TypeAlias = Literal[
    "passed_ours",
    "passed_temporary",
    "passed_list",
    "passed_figures",
    "passed_link",
    "passed_special",
    "passed_other",
]
"""Why a file was passed over: a key of the interface's words."""


@dataclass(frozen=True)
class Passed:
    """A file in a source folder that is no roster of an officer's."""

    name: str
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class SourceRequest:
    """What the command line says of the sources."""

    sources: Sequence[Path]
    globs: Sequence[str] = ()
    packs: bool = False
    repricing: bool = False
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, kw_only=True)
class FoundJobs:
    """All jobs, in the order of their outputs' names, and what was passed over."""

    jobs: tuple[Job, ...]
    passed: tuple[Passed, ...]


def find(asked: SourceRequest, folder: Path, vocabulary: Vocabulary) -> FoundJobs:
    """Return the rosters of all sources; `folder` is where the outputs go.

    Raises FileRefused where a source is missing, and Refused where there is no roster or where two
    would write the same file.
    """
    passed: list[Passed] = []
    jobs: dict[tuple[str, Path, Options], Job] = {}
    for source in asked.sources:
        for one in _jobs(source, asked, folder, vocabulary, passed):
            job = replace(one, is_pack=asked.packs, is_repricing=asked.repricing)
            jobs.setdefault((job.stem, real(job.path), job.options), job)
    found = tuple(sorted(jobs.values(), key=lambda job: job.stem))
    if not found:
        names = "、".join(str(source) for source in asked.sources)
        raise Refused([Problem(code="batch-nothing-found", where=names)])
    if problems := _clashes(found):
        raise Refused(problems)
    return FoundJobs(jobs=found, passed=tuple(passed))


def _jobs(
    source: Path, asked: SourceRequest, folder: Path, vocabulary: Vocabulary, passed: list[Passed]
) -> Iterator[Job]:
    """Yield the jobs of one source."""
    try:
        is_folder = source.is_dir()
        is_missing = not source.exists()
    except OSError as error:
        raise FileRefused("file-unreadable", source.name, **of_system(error)) from None
    if is_missing:
        raise FileRefused("file-missing", str(source))
    if is_folder:
        figures = real(asked.options.figures) if asked.options.figures else None
        for path in rosters_below(source, asked, folder, vocabulary, passed):
            if real(path) == figures:
                passed.append(Passed(_inside(path, source), "passed_figures"))
                continue
            yield job_of(path, path.relative_to(source).as_posix(), asked.options)
    elif is_list(source, vocabulary):
        listed = read_list(source, vocabulary, packs=asked.packs)
        yield from (_listed(one, asked.options) for one in listed)
    else:
        yield job_of(source, source.name, asked.options)


def job_of(path: Path, name: str, options: Options) -> Job:
    """Return the job of a roster; its output stands where the roster stands in its source."""
    return Job(
        path=path.absolute(),
        name=_visible(name),
        stem=_visible(PurePosixPath(name).with_suffix("").as_posix()),
        options=options,
    )


def _listed(one: Listed, given: Options) -> Job:
    """Return the job of a list's entry; an option of the command line beats the list."""
    own = one.options
    options = given._replace(
        start=given.start or own.start,
        months=given.months or own.months,
        as_of=given.as_of or own.as_of,
        figures=given.figures or own.figures,
    )
    if one.stem is None:
        job = job_of(one.path, one.path.name, options)
        return replace(job, name=_visible(one.roster))
    stem = PurePosixPath(one.stem).as_posix()
    path = one.path.absolute()
    return Job(path=path, name=_visible(one.roster), stem=stem, options=options, is_named=True)


def rosters_below(
    source: Path,
    asked: SourceRequest,
    folder: Path,
    vocabulary: Vocabulary,
    passed: list[Passed],
) -> Iterator[Path]:
    """Yield the rosters of a folder and the folders in it, in the order of their names.

    To be repriced, the contracts that are workbooks of ours count among them.
    """
    outputs = real(folder)
    for place, folders, names in os.walk(source, onerror=_refuse_unreadable):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        passed += [Passed(_inside(here / name, source), "passed_link") for name in sorted(links)]
        packs = [name for name in folders if name not in links and is_pack(here / name)]
        passed += [Passed(_inside(here / name, source), "passed_ours") for name in sorted(packs)]
        folders[:] = sorted(
            name
            for name in set(folders) - {*links, *packs}
            if not name.startswith(".") and real(here / name) != outputs
        )
        for name in sorted(names):
            path = here / name
            if not _matches(path, source, asked.globs) or _is_hidden(path):
                continue
            reason = _reason(path, vocabulary)
            if reason == "passed_ours" and asked.repricing and kind_of(path) == "annex":
                reason = None
            if reason:
                passed.append(Passed(_inside(path, source), reason))
            else:
                yield path


def _refuse_unreadable(error: OSError) -> None:
    """Refuse a folder that cannot be looked into: a roster in it would be lost in silence."""
    raise FileRefused("file-unreadable", str(error.filename), **of_system(error))


def _matches(path: Path, source: Path, globs: Sequence[str]) -> bool:
    """Return whether a file's name, or its path inside the source, fits one of the patterns."""
    inside = path.relative_to(source).as_posix()
    return not globs or any(fnmatch(path.name, one) or fnmatch(inside, one) for one in globs)


def is_roster(path: Path, vocabulary: Vocabulary) -> bool:
    """Return whether a file found in a folder is to be priced."""
    return _reason(path, vocabulary) is None


def _is_hidden(path: Path) -> bool:
    """Return whether a file is the system's or a program's own, and never was a roster."""
    return path.name.startswith(_TEMPORARY) and path.suffix.lower() not in _KINDS


def _reason(path: Path, vocabulary: Vocabulary) -> Reason | None:
    """Return why a file is not to be priced, None for a roster.

    Every other file is told of, whatever its kind: a roster of another program must not vanish.
    """
    if path.name.startswith(_TEMPORARY):
        return "passed_temporary"
    if path.exists() and not path.is_file():
        return "passed_special"  # a pipe would never end
    if path.name in (*REPORTS, JOURNAL) or path.stem.endswith((ENDING, STAMPED, REPRICED)):
        return "passed_ours"
    if path.suffix.lower() not in _KINDS:
        return "passed_other"
    if path.suffix.lower() == ".xlsx" and is_annex(path):
        return "passed_ours"
    return "passed_list" if is_list(path, vocabulary) else None


def real(path: Path) -> Path:
    """Return where a path leads; `Path.resolve` fails on a link that leads to itself."""
    return Path(os.path.realpath(path))


def _inside(path: Path, source: Path) -> str:
    return _visible(path.relative_to(source).as_posix())


def _visible(name: str) -> str:
    r"""Return a file's name with everything spelled out that no text may hold.

    >>> _visible("a\x1b[31m.yaml")
    'a\\u001b[31m.yaml'
    """
    return "".join(
        f"\\u{ord(letter):04x}" if unicodedata.category(letter) in {"Cc", "Cf", "Cs"} else letter
        for letter in name
    )


def _clashes(jobs: Sequence[Job]) -> list[Problem]:
    """Return a problem for each two rosters that would write the same file.

    Names that differ in case alone, or in how an accent is spelled, are the same to some systems.
    """
    reports = [replace(jobs[0], name=name, stem=name) for name in REPORTS]
    claimed = {_key(job.stem): job for job in reports}
    problems = []
    for job in jobs:
        owners = [claimed.setdefault(_key(name), job) for name in sorted(job.claims)]
        for other in owners:
            if other is not job:
                both = {"found": _visible(str(job.path)), "other": _visible(str(other.path))}
                code = "batch-output-reserved" if other in reports else "batch-same-output"
                where = job.output(stamped=False)
                problems.append(Problem(code=code, where=where, params=both))
                break
    return problems


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
