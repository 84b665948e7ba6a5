"""Rosters of a batch that say the same as another one: counted, and named in a finding."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sanicost.core.batch_result import LocalizedNotice, Outcome
from sanicost.core.notices import Finding
from sanicost.i18n.notices import say

CODE = "roster-is-copy"


def with_copies(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Yield all outcomes, with a finding on each whose inputs another one before it has, too."""
    first: dict[str, str] = {}
    for outcome in outcomes:
        other = first.setdefault(outcome.inputs_sha256, outcome.roster)
        is_copy = outcome.is_priced and bool(outcome.inputs_sha256) and other != outcome.roster
        found = (*outcome.findings, _copy_of(other)) if is_copy else outcome.findings
        yield replace(outcome, findings=found)


def _copy_of(other: str) -> LocalizedNotice:
    """Return the finding that a roster says the same as another one."""
    found = Finding(code=CODE, severity="warning", params={"other": other})
    words = {"zh": say(found, "zh"), "en": say(found, "en")}
    return LocalizedNotice(code=CODE, where="", severity="warning", **words)
