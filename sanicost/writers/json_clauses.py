"""Which sheet shows a clause, and the machine-readable clauses: `sanicost.clauses/1`."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sanicost.core.clauses import Carrier, Clause
from sanicost.messages import Lang
from sanicost.writers.json_document import Json
from sanicost.writers.workbook.page import (
    BASIS,
    CEILING,
    CHECKS,
    PERSONNEL,
    SENSITIVITY,
    SUMMARY,
    TOTALS,
    UNIT_COSTS,
)

_BY_KIND = {
    "figure": BASIS,
    "line": UNIT_COSTS,
    "finding": SUMMARY,
    "assumption": CHECKS,
}
_BY_SUM = {
    "headcount": (PERSONNEL,),
    "unit_cost": (UNIT_COSTS,),
    "labour_cost": (TOTALS, CEILING),
    "incentives": (UNIT_COSTS, TOTALS, CEILING),
}
_BY_CLAUSE = {
    "附件": (PERSONNEL,),
    "三(一)": (SENSITIVITY,),
    "三(三)3": (SENSITIVITY,),
    "三(四)": (SENSITIVITY,),
    "三(七)": (SENSITIVITY,),
}
"""Sheets that speak of a clause themselves; a refusal writes no sheet."""


def sheets_of(number: str, carried: Iterable[Carrier]) -> list[str]:
    """Return the sheets that show a clause, in the order of its carriers."""
    found: list[str] = []
    for one in carried:
        if one.kind == "sum":
            found += _BY_SUM[one.name]
        elif one.kind in _BY_KIND:
            found.append(_BY_KIND[one.kind])
    return list(dict.fromkeys([*found, *_BY_CLAUSE.get(number, ())]))


def clauses_document(
    clauses: Sequence[Clause], carried: Mapping[str, Sequence[Carrier]], lang: Lang
) -> str:
    """Return clauses with what carries them out, their tests and their sheets."""
    listed: list[Json] = [
        {
            "clause": clause.number,
            "name": clause.name[lang],
            "rules": [{"kind": one.kind, "name": one.name} for one in carried[clause.number]],
            "tests": list(clause.tests),
            "sheets": list(sheets_of(clause.number, carried[clause.number])),
        }
        for clause in clauses
    ]
    document: Json = {"schema": "sanicost.clauses/1", "clauses": listed}
    return json.dumps(document, ensure_ascii=False, indent=2)
