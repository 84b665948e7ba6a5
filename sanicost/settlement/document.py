"""The machine-readable settlement: `sanicost.settle/1`."""

from collections.abc import Iterable

from sanicost.core.notices import Notice
from sanicost.core.period import Month
from sanicost.core.rules import WAGE_LINES
from sanicost.core.text import yuan
from sanicost.i18n import Lang
from sanicost.i18n.notices import say
from sanicost.settlement.against import COMPARED, PostMonth
from sanicost.settlement.settlement import AMOUNTS, Settlement
from sanicost.writers.json_documents import as_text
from sanicost.writers.json_prices import Json

SCHEMA = "sanicost.settle/1"


def settle_document(settlement: Settlement, lang: Lang) -> str:
    """Return a settlement as one JSON document; money is text with two decimals."""
    document: dict[str, Json] = {
        "schema": SCHEMA,
        "start": str(settlement.months[0]),
        "months": len(settlement.months),
        "rows": settlement.rows,
        "workers": settlement.workers,
        "totals": {
            **{name: yuan(settlement.totals[name]) for name in AMOUNTS},
            "contract_cost": yuan(sum(one.contract["cost"] for one in settlement.posts)),
            "missing_reference": yuan(sum(one.missing_reference for one in settlement.posts)),
        },
        "positions": [_position(settlement, index) for index in range(len(settlement.positions))],
        "findings": [{"severity": one.severity, **_said(one, lang)} for one in settlement.findings],
        "short": _short(settlement),
        "assumptions": _all_said(settlement.assumptions, lang),
        "cleanups": _all_said(settlement.cleanups, lang),
        "tolerated": _all_said(settlement.tolerated, lang),
    }
    return as_text(document)


def _position(settlement: Settlement, index: int) -> Json:
    """Return one position with its months beside the contract."""
    position = settlement.positions[index]
    months: list[Json] = [_month(one) for one in settlement.posts if one.position == index]
    return {
        "where": position.where,
        "title": position.title,
        "lot": position.lot,
        "street": position.street,
        "headcount": position.headcount,
        "months": months,
    }


def _month(one: PostMonth) -> Json:
    """Return one position's month: sums over all heads, line by line."""
    return {
        "month": str(one.month),
        "heads": one.heads,
        "workers": one.workers,
        "missing": one.missing,
        "missing_reference": yuan(one.missing_reference),
        "unit_cost": yuan(one.unit_cost),
        "worked": {name: yuan(one.worked[name]) for name in COMPARED},
        "contract": {name: yuan(one.contract[name]) for name in COMPARED},
        "difference": {name: yuan(one.difference(name)) for name in COMPARED},
        "unused_leave": yuan(one.unused_leave),
        "short": yuan(one.short),
    }


def _short(settlement: Settlement) -> list[Json]:
    """Return every worker's month that was paid below the standard, with its lines."""
    found: list[Json] = []
    if settlement.short is None:
        return found
    rows, lines = (
        each.to_dict("records") for each in (settlement.short.rows, settlement.short.lines)
    )
    for row, amounts in zip(rows, lines, strict=True):
        listed: dict[str, Json] = {name: yuan(int(amounts[name])) for name in WAGE_LINES}
        found.append(
            {
                "worker_id": settlement.attendance.worker(int(row["worker"])),
                "month": str(Month(int(row["month"]))),
                "position": settlement.positions[int(row["position"])].title,
                "income": yuan(int(amounts["income"])),
                "paid": yuan(int(row["paid"])),
                "short": yuan(int(amounts["short"])),
                "lines": listed,
            }
        )
    return found


def _said(notice: Notice, lang: Lang) -> dict[str, Json]:
    """Return a notice with its place and its words."""
    return {"code": notice.code, "where": notice.where, "message": say(notice, lang)}


def _all_said(notices: Iterable[Notice], lang: Lang) -> list[Json]:
    """Return notices with their places and words."""
    return [_said(one, lang) for one in notices]
