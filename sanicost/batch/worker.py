"""What a worker does: price one roster, write its workbook, report; its tie to its parent."""

import gc
import multiprocessing
import os
import platform
import signal
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sanicost.batch.jobs import Job, Settings, config_digest, digest, fingerprint
from sanicost.batch.outcomes import failed, priced
from sanicost.city.standard import config_folder
from sanicost.core.batch_result import (
    Adjustment,
    AdjustmentCause,
    Outcome,
    Status,
    figures_of,
)
from sanicost.core.notices import Problem, Refused, of_system
from sanicost.core.period import Month
from sanicost.embedded.canonical import Run
from sanicost.i18n.figures import repriced_cause
from sanicost.readers.document import FileRefused
from sanicost.repricing import Reprice, Repriced, agreement_of, reprice_in, written_repricing
from sanicost.runs import (
    City,
    load_city,
    price_in,
    refuse_street,
    refuse_tender,
)
from sanicost.writers.files import OutputRefused, write_whole
from sanicost.writers.recognised import kind_of

if TYPE_CHECKING:
    from sanicost.writers.clauses.wording import Wording

_GONE = 1


def watch() -> None:
    """End this process as soon as its parent has ended, however that came."""
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(_GONE)


def leave_if_gone() -> None:
    """End this process where its parent has ended: nothing more is written then.

    A process that has no parent of this kind, such as a cluster's worker, goes on.
    """
    parent = multiprocessing.parent_process()
    if parent and not parent.is_alive():
        os._exit(_GONE)


_ATTEMPTS = 3
"""A roster that is saved while it is read is read again, so many times."""


@cache
def _load_city(settings: Settings) -> City:
    """Return the figures and words of a batch, read once for many rosters.

    Raises Refused where this machine has other figures than the one on which the batch was begun.
    """
    if settings.config_sha256 not in ("", config_digest(settings.config)):
        raise Refused([Problem(code="batch-figures-differ", where=platform.node())])
    return load_city(settings.config)


@dataclass(frozen=True, kw_only=True)
class Record:
    """What came of a job, and of which contents; without a fingerprint it is to be done again."""

    stem: str
    fingerprint: str
    outcome: Outcome


def start() -> None:
    """Make a process ready to work: it leaves Ctrl-C to its parent, and never outlives it."""
    if sys.platform == "win32":
        # Elsewhere it is held back from the process's first moment on (batch/crews.py).
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    else:
        # A pool that has lost a worker ends the others by this.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    watch()
    # Nearly everything lives as long as its roster: garbage is looked for between two of them.
    gc.disable()


def price_job(job: Job, settings: Settings) -> Record:
    """Price a roster and write its workbook; whatever goes wrong is part of what comes back."""
    for _ in range(_ATTEMPTS):
        before = fingerprint(job, settings)
        outcome = _outcome(job, settings)
        if fingerprint(job, settings) == before:
            break
    # What refers to itself, as workbooks do, would stay: the next roster needs no more memory.
    gc.collect()
    return Record(stem=job.stem, fingerprint=before if outcome.is_final else "", outcome=outcome)


def rehearse(job: Job, settings: Settings) -> bool:
    """Price a roster and lay out its workbook, writing nothing; return whether it can be priced."""
    try:
        if settings.reprice:
            _found(job, settings, settings.reprice)
        else:
            _content(_run(job, settings), replace(job, is_pack=False), settings)
    except Exception:
        # Whatever it is, the batch itself will say it of the roster, and go on.
        return False
    return True


def _outcome(job: Job, settings: Settings) -> Outcome:
    """Return what came of a job; one roster's trouble, of whatever kind, is its own."""
    try:
        return _priced(job, settings)
    except Refused as refused:
        return failed(job, Status.REFUSED, refused.problems)
    except FileRefused as refused:
        return failed(job, Status.UNREADABLE, [refused.problem])
    except OutputRefused as refused:
        return failed(job, Status.UNWRITABLE, [refused.problem])
    except Exception as error:
        # A mistake of ours must not cost the other rosters.
        params = {"found": f"{type(error).__name__}: {error}"}
        return failed(job, Status.FAILED, [Problem(code="batch-internal-error", params=params)])


def _priced(job: Job, settings: Settings) -> Outcome:
    """Price a roster, at both months where two are compared, and write its workbook."""
    if settings.reprice:
        return _repriced(job, settings, _found(job, settings, settings.reprice))
    city = _load_city(settings)
    run = _run(job, settings)
    against = None
    if settings.against:
        other = job.options._replace(as_of=settings.against)
        against = figures_of(price_in(city, job.path, other, settings.today).result)
    output = job.output(stamped=bool(run.result.provisional))
    path = settings.folder / output
    _write(path, _content(run, job, settings), job, settings)
    return replace(
        priced(job, run, city.vocabulary),
        output=output,
        output_sha256=digest(path),
        against_as_of=str(settings.against or ""),
        against=against,
    )


def _found(job: Job, settings: Settings, signed: Month) -> Repriced:
    """Return a contract repriced: of a workbook of ours what it carries, a roster as signed."""
    asked = Reprice(signed=None if kind_of(job.path) == "annex" else signed)
    return reprice_in(_load_city(settings), job.path, job.options, asked, settings.today)


def _repriced(job: Job, settings: Settings, found: Repriced) -> Outcome:
    """Write the workbook of a repriced contract and its agreement; return what it amounts to."""
    output, repricing = job.output(stamped=False), found.repricing
    agreement = agreement_of(output)
    paths = settings.folder / output, settings.folder / agreement
    contents = written_repricing(found, config_folder(settings.config))
    for path, data in zip(paths, contents, strict=True):
        _write(path, data, job, settings)
    causes = tuple(
        AdjustmentCause(
            figure=one.figure,
            name=repriced_cause(one.figure, repricing.standard, "zh"),
            source=one.source,
            amount=one.amount,
        )
        for one in repricing.cause_totals()
    )
    firsts = {
        name: tuple(f"{path} {month}" for path, month in getattr(repricing, name)().items())
        for name in ("first_provisional", "first_carried_forward")
    }
    return replace(
        priced(job, found.run, _load_city(settings).vocabulary),
        output=output,
        output_sha256=digest(paths[0]),
        agreement=agreement,
        agreement_sha256=digest(paths[1]),
        adjustment=Adjustment(
            signed=str(repricing.signed or ""), total=repricing.total, causes=causes
        ),
        provisional=firsts["first_provisional"],
        carried_forward=firsts["first_carried_forward"],
    )


def _run(job: Job, settings: Settings) -> Run:
    """Return a roster priced; raise Refused where it has no ceiling, or none that fits a tender."""
    run = price_in(_load_city(settings), job.path, job.options, settings.today)
    if job.is_pack:
        refuse_tender(run, None)
    else:
        refuse_street(run)
    return run


Content: TypeAlias = bytes | Mapping[str, bytes]
"""A file, or the files of a folder."""


def _content(run: Run, job: Job, settings: Settings) -> Content:
    """Return the workbook of a roster, or the files of its pack."""
    if job.is_pack:
        from sanicost.writers.pack import pack  # noqa: PLC0415 - only a pack pays for it

        return pack(run, (), _load_wording(settings.config))
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - not for a repricing

    return workbook_bytes(run)


def _write(path: Path, content: Content, job: Job, settings: Settings) -> None:
    """Write a workbook, or a pack, inside the batch's folder and nowhere else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        inside = path.parent.resolve().is_relative_to(settings.folder.resolve())
    except OSError as error:
        raise OutputRefused("output-unwritable", path.name, **of_system(error)) from None
    if not inside:
        raise OutputRefused("batch-output-outside", path.name)
    leave_if_gone()
    if isinstance(content, bytes):
        write_whole(path, content, force=True)
        return
    from sanicost.writers.files import refuse_folder, write_folder  # noqa: PLC0415 - packs

    refuse_folder(path, job.path, force=True)
    write_folder(path, content, force=True)


@cache
def _load_wording(config: Path | None) -> "Wording":
    """Return the wording of the clauses, read once for many packs."""
    from sanicost.writers.clauses.wording_data import load_wording  # noqa: PLC0415 - only packs

    return load_wording(config_folder(config))
