"""The machine-readable documents: `sanicost.estimate/1` and `sanicost.problems/1`."""

import json
from collections.abc import Iterable

from sanicost.core.capitals import in_capitals
from sanicost.core.estimate import Segment
from sanicost.core.notices import Notice
from sanicost.core.price import Ceiling
from sanicost.core.result import Result, Run
from sanicost.core.roster import RATE_NAMES
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.text import plain, yuan
from sanicost.messages import Lang, say
from sanicost.messages.figures import provisional_note

Json = str | int | None | list["Json"] | dict[str, "Json"]


def estimate_document(run: Run, lang: Lang) -> str:
    """Return a priced roster as one JSON document; money is text with two decimals."""
    result, price = run.result, run.result.price
    has_ceiling = result.split != "street"
    document: dict[str, Json] = {
        "schema": "sanicost.estimate/1",
        "version": run.version,
        "inputs_sha256": run.inputs.sha256,
        "project": _project(result),
        "positions": [_position(result, i) for i in result.estimate.indices(None)],
        "split": result.split,
        "lots": [_lot(part) for part in price.parts if has_ceiling and part.lot is not None],
        "labour_cost": yuan(price.labour_cost),
        "incentives": yuan(price.incentives),
        "other_costs": [
            {"name": share.cost.name, "amount": yuan(share.amount)} for share in price.other_costs
        ],
    }
    document |= {name: _money(price.charge(name)) for name in RATE_NAMES}
    document |= {
        "ceiling": yuan(price.ceiling) if has_ceiling else None,
        "ceiling_in_words": in_capitals(price.ceiling) if has_ceiling else None,
        "provisional": provisional_of(result, lang),
        "assumptions": [_said(one, lang) for one in result.assumptions],
        "findings": findings_of(result, lang),
        "cleanups": [_said(one, lang) for one in result.cleanups],
    }
    return as_text(document)


def problems_document(problems: Iterable[Notice], lang: Lang) -> str:
    """Return everything that is wrong as one JSON document."""
    listed: list[Json] = [_said(problem, lang) for problem in problems]
    return as_text({"schema": "sanicost.problems/1", "problems": listed})


def as_text(document: dict[str, Json]) -> str:
    """Return a document as it is printed."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def printable(document: str, encoding: str | None) -> str:
    r"""Return a document with every character escaped that the encoding may lack.

    >>> printable('"标段"', "gbk")
    '"\\u6807\\u6bb5"'
    """
    is_utf8 = (encoding or "").lower().replace("-", "") == "utf8"
    return document if is_utf8 else json.dumps(json.loads(document), indent=2)


def _said(notice: Notice, lang: Lang) -> dict[str, Json]:
    """Return a notice with its place and its words."""
    return {"code": notice.code, "where": notice.where, "message": say(notice, lang)}


def _money(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def _project(result: Result) -> dict[str, Json]:
    """Return the resolved options of the tender."""
    roster = result.estimate.roster
    project, period = roster.project, roster.period
    return {
        "name": project.name,
        "buyer": project.buyer,
        "level": project.level,
        "start": str(period.start),
        "months": period.months,
        "as_of": str(period.as_of) if period.as_of else None,
        "seniority_growth": str(roster.seniority_growth),
        "budget": f"{project.budget:.2f}" if project.budget is not None else None,
    }


def _position(result: Result, index: int) -> dict[str, Json]:
    """Return one position with its segments."""
    estimate = result.estimate
    position = estimate.roster.positions[index]
    segments: list[Json] = []
    for segment in estimate.segments:
        cost = yuan(estimate.segment_cost(segment, index))
        segments.append({**_segment(segment, index), "cost": cost})
    return {
        "where": position.where,
        "title": position.title,
        "post_class": position.post_class,
        "headcount": position.headcount,
        "relief_headcount": position.relief_headcount,
        "seniority_years": plain(position.seniority_years),
        "lot": position.lot,
        "street": position.street,
        "segments": segments,
        "incentives": yuan(estimate.incentives(index)),
        "cost": yuan(estimate.cost(index)),
    }


def _segment(segment: Segment, index: int) -> dict[str, Json]:
    """Return the lines of one position in one segment, yuan for one person and month."""
    amounts = segment.amounts
    return {
        "start": str(segment.start),
        "months": segment.months,
        "lines": {name: yuan(amounts[name][index]) for name in (*WAGE_LINES, *EMPLOYER_LINES)},
        "income": yuan(amounts["income"][index]),
        "employer": yuan(amounts["employer"][index]),
        "unit_cost": yuan(amounts["unit_cost"][index]),
    }


def _lot(part: Ceiling) -> dict[str, Json]:
    """Return the steps of one lot's ceiling."""
    charges: dict[str, Json] = {
        name: yuan(charge.amount) if (charge := part.charges[name]) else None for name in RATE_NAMES
    }
    return {
        "lot": part.lot,
        "labour_cost": yuan(part.labour_cost),
        "incentives": yuan(part.incentives),
        "other_costs": yuan(part.other_total),
        **charges,
        "ceiling": yuan(part.ceiling),
    }


def provisional_of(result: Result, lang: Lang) -> list[Json]:
    """Return the figures that are not confirmed, each with the first month concerned."""
    standard = result.estimate.standard
    return [
        {
            "figure": one.figure,
            "month": str(one.month),
            "note": provisional_note(one, standard, lang),
        }
        for one in result.provisional
    ]


def findings_of(result: Result, lang: Lang) -> list[Json]:
    """Return the findings with their words."""
    return [{"severity": one.severity, **_said(one, lang)} for one in result.findings]
