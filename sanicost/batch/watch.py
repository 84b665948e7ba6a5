"""A folder that is watched: a roster is priced when it is saved, its workbook beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sanicost.batch.jobs import Job, Settings, digest
from sanicost.batch.journal import is_there
from sanicost.batch.outcomes import failed
from sanicost.batch.sources import SourceRequest, is_roster, job_of, rosters_below
from sanicost.batch.worker import price_job
from sanicost.city.vocabulary import Vocabulary
from sanicost.core.batch_result import Outcome, Status
from sanicost.core.notices import Problem
from sanicost.readers.project import Options
from sanicost.runs import verify_workbook
from sanicost.writers.recognised import is_annex

_SETTLED_MS = 300
"""A spreadsheet program writes a file in several steps; what follows so soon is one saving."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What came of a roster that was saved; `stays` names its earlier workbooks still beside it."""

    outcome: Outcome
    stays: tuple[str, ...] = ()


def watched(settings: Settings, options: Options, vocabulary: Vocabulary) -> Iterator[Saved]:
    """Yield what came of each roster that is saved, until interrupted.

    Raises ImportError where watchfiles is not installed.
    """
    from watchfiles import Change, watch  # noqa: PLC0415 - only a watch needs it

    written: dict[Path, str] = {}
    for changes in watch(settings.folder, step=_SETTLED_MS, raise_interrupt=True):
        saved = {Path(name) for change, name in changes if change is not Change.deleted}
        rosters = {path for path in saved if path.is_file() and is_roster(path, vocabulary)}
        # What was put into a new folder before that was watched, too, is never reported.
        for folder in [path for path in saved if path.is_dir() and not path.is_symlink()]:
            rosters.update(
                rosters_below(folder, SourceRequest(sources=()), settings.folder, vocabulary, [])
            )
        # Pricing takes its time: a file may be gone again when its turn comes.
        for path in filter(Path.is_file, sorted(rosters)):
            job = job_of(path, path.relative_to(settings.folder).as_posix(), options)
            yield _beside(job, settings, written)


def _beside(job: Job, settings: Settings, written: dict[Path, str]) -> Saved:
    """Price a roster beside its file.

    A workbook of ours is replaced as long as nobody has edited it, and one that this watch has
    written under the roster's other name (with or without the stamp) is taken away; whatever else
    is there stays. `written` holds the digest of each workbook that this watch has written.
    """
    places = {name: settings.folder / name for name in sorted(job.claims)}
    there = {name: path for name, path in places.items() if is_there(path)}
    problems = [
        Problem(code=code, where=name)
        for name, path in there.items()
        if (code := _refusal(path, settings, written))
    ]
    if problems:
        return Saved(outcome=failed(job, Status.UNWRITABLE, problems))
    outcome = price_job(job, settings).outcome
    if outcome.output:
        for former in {places[name] for name in job.claims - {outcome.output}} & written.keys():
            former.unlink(missing_ok=True)
        written[places[outcome.output]] = outcome.output_sha256
    stays = [name for name in there if name != outcome.output and is_there(places[name])]
    return Saved(outcome=outcome, stays=tuple(stays))


def _refusal(path: Path, settings: Settings, written: dict[Path, str]) -> str | None:
    """Return the code of why a file that is there may not be replaced, None where it may."""
    if path.is_symlink() or not is_annex(path):
        return "batch-output-foreign"
    return None if _is_untouched(path, settings, written) else "batch-output-edited"


def _is_untouched(path: Path, settings: Settings, written: dict[Path, str]) -> bool:
    """Return whether a workbook of ours is known to be as it was written, by whomever."""
    try:
        if digest(path) == written.get(path):
            return True
        return verify_workbook(path, settings.config).is_untouched
    except Exception:
        # Whatever keeps it from being verified, somebody's work may be in it.
        return False
