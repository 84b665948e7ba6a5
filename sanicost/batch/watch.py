"""A folder that is watched: a roster is priced when it is saved, its workbook beside it."""

from collections.abc import Iterator
from pathlib import Path

from sanicost.batch.jobs import Job, Settings
from sanicost.batch.sources import is_roster, job_of, rosters_below
from sanicost.batch.work import failed, price_job
from sanicost.core.notices import Problem
from sanicost.core.outcome import Outcome, Status
from sanicost.readers.project import Options
from sanicost.vocabulary import Vocabulary
from sanicost.writers.recognised import is_annex

_SETTLED_MS = 300
"""A spreadsheet program writes a file in several steps; what follows so soon is one saving."""


def watched(settings: Settings, options: Options, vocabulary: Vocabulary) -> Iterator[Outcome]:
    """Yield what came of each roster that is saved, until interrupted.

    Raises ImportError where watchfiles is not installed.
    """
    from watchfiles import Change, watch  # noqa: PLC0415 - only a watch needs it

    written: set[Path] = set()
    for changes in watch(settings.folder, step=_SETTLED_MS, raise_interrupt=True):
        saved = {Path(name) for change, name in changes if change is not Change.deleted}
        # What was put into a new folder before that was watched, too, is never reported.
        for folder in [path for path in saved if path.is_dir() and not path.is_symlink()]:
            saved |= set(rosters_below(folder, (), settings.folder, vocabulary, []))
        for path in sorted(saved):
            if path.is_file() and is_roster(path, vocabulary):
                job = job_of(path, path.relative_to(settings.folder).as_posix(), options)
                yield _beside(job, settings, written)


def _beside(job: Job, settings: Settings, written: set[Path]) -> Outcome:
    """Price a roster beside its file.

    A workbook of ours is replaced, and one that this watch has written under the roster's other
    name (with or without the stamp) is taken away; whatever else is there stays.
    """
    foreign = [name for name in sorted(job.claims) if _is_foreign(settings.folder / name)]
    if foreign:
        problems = [Problem(code="batch-output-foreign", where=name) for name in foreign]
        return failed(job, Status.UNWRITABLE, problems)
    outcome = price_job(job, settings).outcome
    if outcome.output:
        places = {name: settings.folder / name for name in job.claims}
        for former in {places[name] for name in job.claims - {outcome.output}} & written:
            former.unlink(missing_ok=True)
        written.add(places[outcome.output])
    return outcome


def _is_foreign(path: Path) -> bool:
    """Return whether a file is there that is no annex workbook."""
    return path.is_symlink() or (path.exists() and not is_annex(path))
