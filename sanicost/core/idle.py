"""Overrides that price no month on one side of a comparison, so that their figure seems to move."""

from collections.abc import Iterator

from sanicost.core.notices import Finding
from sanicost.core.result import Result


def idle_overrides(before: Result, after: Result) -> list[Finding]:
    """Return for each side the overrides without effect on it, the earlier side's first.

    Figures frozen at a month, for one, leave out every override that starts later.
    """
    return [*_idle("override-idle-before", before), *_idle("override-idle-after", after)]


def _idle(code: str, result: Result) -> Iterator[Finding]:
    """Yield the overrides without effect on a side, each with its first month."""
    for one in result.findings:
        if one.code == "override-without-effect":
            rows = result.estimate.standard.overrides[str(one.params["figure"])]
            start = next((row.start for row in rows if row.where == one.where), None)
            params = {**one.params, "start": str(start or "")}
            yield Finding(code=code, severity="info", where=one.where, params=params)
