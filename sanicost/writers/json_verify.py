"""The machine-readable document `sanicost.verify/1`."""

import json

from sanicost.core.moved import Moved
from sanicost.verification.edit import Difference
from sanicost.verification.verdict import Verdict


def verify_document(verdict: Verdict) -> str:
    """Return what verifying a workbook came to as one JSON document."""
    document = {
        "schema": "sanicost.verify/1",
        "version": verdict.inputs.version,
        "inputs_sha256": verdict.inputs.sha256,
        "untouched": verdict.is_untouched,
        "differences": [_difference(one) for one in verdict.differences],
        "figures_moved": [_moved(one) for one in verdict.moved],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _difference(one: Difference) -> dict[str, str]:
    """Return one edit; `from` is the formula that the expected value comes from, if any."""
    texts = {"found": one.found, "expected": one.expected, "from": one.source}
    return {"where": one.where, "kind": one.kind, **texts}


def _moved(one: Moved) -> dict[str, str]:
    """Return a figure that is another today, in the first priced month concerned."""
    values = {"carried": one.carried, "today": one.today}
    return {"figure": one.figure, "month": str(one.month), **values}
