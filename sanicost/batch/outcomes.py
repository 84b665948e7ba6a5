"""What a batch keeps of a roster, as an outcome: priced, or not; the page keeps the same."""

from sanicost.batch.jobs import Job
from sanicost.city.vocabulary import Vocabulary
from sanicost.core.batch_result import (
    LocalizedNotice,
    Outcome,
    Status,
    figures_of,
    groups_of,
    lot_ceilings,
)
from sanicost.core.measures import measures_of
from sanicost.core.notices import Finding, Notice, Problem
from sanicost.embedded.canonical import Run
from sanicost.i18n.notices import say


def priced(job: Job, run: Run, vocabulary: Vocabulary) -> Outcome:
    """Return what is kept of a priced roster; nothing of it has been written yet."""
    result = run.result
    roster = result.estimate.roster
    districts = vocabulary.districts
    of_street = {street: name for name, streets in districts.items() for street in streets}
    return Outcome(
        roster=job.name,
        status=Status.PRICED,
        inputs_sha256=run.inputs.sha256,
        project=roster.project.name or "",
        start=str(roster.period.start),
        months=roster.period.months,
        as_of=str(roster.period.as_of or ""),
        figures=figures_of(result),
        lots=lot_ceilings(result),
        groups=groups_of(result.estimate, of_street),
        measures=measures_of(result),
        provisional=tuple(f"{one.figure} {one.month}" for one in result.provisional),
        carried_forward=tuple(f"{one.figure} {one.month}" for one in result.carried_forward),
        findings=tuple(map(_said, result.findings)),
    )


def failed(job: Job, status: Status, problems: list[Problem]) -> Outcome:
    """Return the outcome of a roster that was not priced."""
    return Outcome(roster=job.name, status=status, problems=tuple(map(_said, problems)))


def _said(notice: Notice) -> LocalizedNotice:
    """Return a notice in words of both languages."""
    return LocalizedNotice(
        code=notice.code,
        where=notice.where,
        zh=say(notice, "zh"),
        en=say(notice, "en"),
        severity=notice.severity if isinstance(notice, Finding) else "",
        found=str(notice.params.get("found", "")),
    )
