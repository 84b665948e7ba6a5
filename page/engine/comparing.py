"""Workbooks of ours, untouched or edited; and why one ceiling differs from another."""

import json
from collections.abc import Mapping
from pathlib import Path

from engine.desk import Answer, Asked, Files, Json, desk, said
from sanicost.analysis.variance import Comparison, compared, idle_overrides
from sanicost.city.columns import field_label
from sanicost.core.estimate import Estimate
from sanicost.core.text import yuan
from sanicost.embedded.canonical import CanonicalInputs, Run
from sanicost.embedded.repricing import REPRICING
from sanicost.i18n import Lang, text
from sanicost.i18n.figures import cause_name
from sanicost.repricing import rewritten_repricing
from sanicost.runs import City, Rewrite, verify_workbook
from sanicost.writers.json_analysis import comparison_document
from sanicost.writers.json_documents import verify_document


class _Elsewhere(Exception):  # noqa: N818 - no mistake, but an answer
    """A workbook that takes more than the page has to be written again."""


def _settlement(city: City, run: Run, inputs: CanonicalInputs, folder: Path) -> bytes:
    """Raise _Elsewhere: a settlement takes pandas, which no page has."""
    raise _Elsewhere


_OTHERS: Mapping[str, Rewrite] = {REPRICING: rewritten_repricing, "settlement": _settlement}


def verify(asked: Asked, _: Files) -> Answer:
    """Say whether a workbook of ours is as it was written, or every edit in it."""
    try:
        verdict = verify_workbook(desk.opened[asked.id].path, desk.config, _OTHERS, desk.city)
    except _Elsewhere:
        return said({"outcome": "elsewhere"})
    document = json.loads(verify_document(verdict))
    for one in document["differences"]:
        one["kind_name"] = text(f"verify.{one['kind']}", asked.lang)
    return said({**document, "outcome": "verified"})


def compare_two(asked: Asked, _: Files) -> Answer:
    """Say why the ceiling of one roster differs from that of another."""
    before, after = (desk.run(key).result.estimate for key in asked.ids)
    comparison, lang = compared(before, after), asked.lang
    document = json.loads(comparison_document(comparison))
    for changed in document["changed"]:
        for one in changed["fields"]:
            one["name"] = field_label(one["field"], lang)
    return said({**document, "outcome": "compared", **causes(comparison, after, lang)})


def comparison_workbook(asked: Asked, _: Files) -> Answer:
    """Write the workbook of a comparison."""
    from sanicost.writers.workbook.analysis import comparison_bytes  # noqa: PLC0415 - to write

    before, after = (desk.run(key) for key in asked.ids)
    names = [desk.opened[key].path.name for key in asked.ids]
    comparison = compared(before.result.estimate, after.result.estimate)
    idle = idle_overrides(before.result, after.result)
    data = comparison_bytes(comparison, after, (names[0], names[1]), idle)
    return said({}, {"限价对比.xlsx": data})


def causes(comparison: Comparison, after: Estimate, lang: Lang) -> dict[str, Json]:
    """Return what leads from one ceiling to the other, each cause by its name in words."""
    return {
        "before": yuan(comparison.before),
        "after": yuan(comparison.after),
        "difference": yuan(comparison.difference),
        "causes": [
            {"name": cause_name(one.name, after.standard, lang), "amount": yuan(one.amount)}
            for one in comparison.causes
        ],
        "method": text("causes.method", lang),
    }
