"""The machine-readable documents: estimate, problems, standard, clauses, verify."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sanicost.analysis.figure_impact import Costs, Moved, Movement
from sanicost.analysis.figure_outlook import Watched
from sanicost.city.clauses import Carrier, Clause
from sanicost.city.watch import where_to_look
from sanicost.core.estimate import Segment
from sanicost.core.figures import Row, Standard, Value, leaves
from sanicost.core.kept import Kept
from sanicost.core.law import Law
from sanicost.core.notices import Notice
from sanicost.core.period import Month
from sanicost.core.price import Ceiling
from sanicost.core.result import Result
from sanicost.core.roster import RATE_NAMES
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.core.text import in_capitals, plain, yuan
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang
from sanicost.i18n.codes import explained
from sanicost.i18n.figures import carried_note, provisional_note, unit_name, unit_of
from sanicost.i18n.notices import say
from sanicost.verification.edit import Edit, Verdict
from sanicost.writers.json_prices import Json, money_of, unit_prices_of, years_of
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
        "lots": [
            _lot(part, result) for part in price.parts if has_ceiling and part.lot is not None
        ],
        "labour_cost": yuan(price.labour_cost),
        "incentives": yuan(price.incentives),
        "other_costs": [
            {"name": share.cost.name, "amount": yuan(share.amount)} for share in price.other_costs
        ],
    }
    document |= {name: money_of(price.charge(name)) for name in RATE_NAMES}
    document |= {
        "years": years_of(result.years.whole) if has_ceiling else None,
        "unit_prices": unit_prices_of(result),
    }
    document |= {
        "ceiling": yuan(price.ceiling) if has_ceiling else None,
        "ceiling_in_words": in_capitals(price.ceiling) if has_ceiling else None,
        "provisional": provisional_of(result, lang),
        "carried_forward": carried_of(result, lang),
        "assumptions": [_said(one, lang) for one in result.assumptions],
        "findings": findings_of(result, lang),
        "cleanups": [_said(one, lang) for one in result.cleanups],
    }
    return as_text(document)


def problems_document(problems: Iterable[Notice], lang: Lang) -> str:
    """Return everything that is wrong as one JSON document."""
    listed: list[Json] = [_said(problem, lang) for problem in problems]
    return as_text({"schema": "sanicost.problems/1", "problems": listed})


def codes_document(codes: Iterable[str], law: Law) -> str:
    """Return what there is to know of codes, in both languages, as one JSON document."""
    return as_text({"schema": "sanicost.help/1", "codes": [_code(one, law) for one in codes]})


def _code(code: str, law: Law) -> Json:
    """Return a code with its kind, and in each language an example, the cause and the cure."""
    chinese, english = explained(code, law, "zh"), explained(code, law, "en")
    parts: dict[str, Json] = {"code": code, "kind": chinese.kind, "exit": chinese.exit_code}
    for lang, one in {"zh": chinese, "en": english}.items():
        example: Json = {"where": one.where, "message": one.message}
        parts[lang] = {"example": example, "cause": one.cause, "cure": one.cure}
    return parts


def doctor_document(rows: Iterable[tuple[str, str, str, str]], version: str) -> str:
    """Return how a machine stands: each thing by name with its health, what was found, the cure."""
    names = ("check", "health", "found", "cure")
    checks: list[Json] = [dict(zip(names, row, strict=True)) for row in rows]
    return as_text({"schema": "sanicost.doctor/1", "version": version, "checks": checks})


def as_text(document: dict[str, Json]) -> str:
    """Return a document as it is printed."""
    return json.dumps(document, ensure_ascii=False, indent=2)


_STEERING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that JSON holds as they are, and that a terminal obeys."""


def printable(document: str, encoding: str | None) -> str:
    r"""Return a document with every character escaped that the encoding may lack, or that steers.

    >>> printable('"标段"', "gbk")
    '"\\u6807\\u6bb5"'
    """
    is_utf8 = (encoding or "").lower().replace("-", "") == "utf8"
    if not is_utf8:
        return json.dumps(json.loads(document), indent=2)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


def _said(notice: Notice, lang: Lang) -> dict[str, Json]:
    """Return a notice with its place and its words."""
    return {"code": notice.code, "where": notice.where, "message": say(notice, lang)}


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
        "statutory_days": str(roster.statutory_days),
        "area": plain(project.area) if project.area is not None else None,
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


def _lot(part: Ceiling, result: Result) -> dict[str, Json]:
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
        "years": years_of(result.years.lots[part.lot]),
    }


def provisional_of(result: Result, lang: Lang) -> list[Json]:
    """Return the figures that nobody has confirmed, each with the first month concerned."""
    return [
        {"figure": one.figure, "month": str(one.month), "note": provisional_note(one, lang)}
        for one in result.provisional
    ]


def carried_of(result: Result, lang: Lang) -> list[Json]:
    """Return the figures that are carried forward, with the last day that each is known for."""
    return [
        {
            "figure": one.figure,
            "value": _value(one.value),
            "month": str(one.month),
            "until": str(one.until),
            "note": carried_note(one, lang),
        }
        for one in result.carried_forward
    ]


def _value(value: Value) -> Json:
    """Return a figure's value in its own shape, its numbers as text."""
    if isinstance(value, dict):
        return {str(key): _value(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_value(part) for part in value]
    return plain(value) if isinstance(value, Decimal) else value


def findings_of(result: Result, lang: Lang) -> list[Json]:
    """Return the findings with their words."""
    return [{"severity": one.severity, **_said(one, lang)} for one in result.findings]


def standard_document(standard: Standard, on: Month, lang: Lang) -> str:
    """Return every figure in force in a month."""
    figures: list[Json] = []
    for path, figure in standard.figures.items():
        row = figure.in_force(on)
        named: dict[str, Json] = {
            "figure": path,
            "name": figure.name[lang],
            "clause": figure.clause,
        }
        figures.append({**named, **_row(path, row, standard, lang)})
    document: Json = {"schema": "sanicost.standard/1", "on": str(on), "figures": figures}
    return json.dumps(document, ensure_ascii=False, indent=2)


def moves_document(
    moved: Movement, months: tuple[Month, Month], standard: Standard, lang: Lang
) -> str:
    """Return what moved between two months; amounts are yuan for one person and month."""
    before, after = months
    moves: list[Json] = [
        {
            "figure": move.path,
            "name": standard.figures[move.path].name[lang],
            "before": _row(move.path, move.before, standard, lang),
            "after": _row(move.path, move.after, standard, lang),
            "effect": _costs(move.effect),
        }
        for move in moved.moves
    ]
    document: dict[str, Json] = {
        "schema": "sanicost.moves/1",
        "before": str(before),
        "after": str(after),
        "moves": moves,
        "unit_cost_before": _costs(moved.before),
        "unit_cost_after": _costs(moved.after),
        "difference": _costs(moved.difference),
        "unknown": {str(month): list(paths) for month, paths in moved.unknown.items()},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def check_document(
    found: Iterable[Watched],
    kept: Iterable[Kept],
    watch: Mapping[str, Mapping[str, str]],
    asked: tuple[Month, int],
    lang: Lang,
) -> str:
    """Return the figures that need looking after, and what became of those that are kept."""
    figures: list[Json] = [
        {
            "figure": one.figure,
            "outlook": one.outlook,
            "value": _value(one.row.value) if one.row else None,
            "until": str(one.until) if one.until else None,
            "look_for": where_to_look(one.figure, watch).get(lang, ""),
        }
        for one in found
    ]
    own: list[Json] = [
        {
            "figure": one.figure,
            "from": str(one.row.start),
            "value": _value(one.row.value),
            "source": one.row.source,
            "state": str(one.state),
            "is_used": one.is_used,
        }
        for one in kept
    ]
    document: dict[str, Json] = {"schema": "sanicost.standard-check/1", "on": str(asked[0])}
    return as_text({**document, "within": asked[1], "figures": figures, "kept": own})


def _row(path: str, row: Row | None, standard: Standard, lang: Lang) -> dict[str, Json]:
    """Return a dated row: its single numbers by their own paths, and where they come from."""
    if row is None or row.value is None:
        return {"values": None}
    unit = standard.figures[path].unit
    values: dict[str, Json] = {}
    units: dict[str, Json] = {}
    for leaf, value in leaves(path, row.value):
        part = leaf.removeprefix(path).lstrip(".")
        values[leaf] = value if value is None or isinstance(value, str) else plain(value)
        units[leaf] = unit_name(unit_of(unit, part), lang)
    return {
        "values": values,
        "units": units,
        "from": str(row.start) if row.start else None,
        "until": str(row.until) if row.until else None,
        "source": row.source,
        "standing": str(row.standing) if row.standing else None,
    }


def _costs(costs: Costs) -> Json:
    """Return amounts by class as text, None where they are not known."""
    if costs is None:
        return None
    return {
        str(number): yuan(fen) if fen >= 0 else f"-{yuan(-fen)}" for number, fen in costs.items()
    }


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
_SPEAKING = {"personnel": PERSONNEL, "sensitivity": SENSITIVITY}
"""Sheets that speak of a clause themselves; a refusal writes no sheet."""


def sheets_of(number: str, carried: Iterable[Carrier], law: Law) -> list[str]:
    """Return the sheets that show a clause, in the order of its carriers."""
    found: list[str] = []
    for one in carried:
        if one.kind == "sum":
            found += _BY_SUM[one.name]
        elif one.kind in _BY_KIND:
            found.append(_BY_KIND[one.kind])
    named = law.clauses["sheet"].items()
    found += [_SPEAKING[name] for name, clauses in named if number in clauses]
    return list(dict.fromkeys(found))


def clauses_document(
    clauses: Sequence[Clause], carried: Mapping[str, Sequence[Carrier]], law: Law, lang: Lang
) -> str:
    """Return clauses with what carries them out, their tests and their sheets."""
    listed: list[Json] = [
        {
            "clause": clause.number,
            "name": clause.name[lang],
            "rules": [{"kind": one.kind, "name": one.name} for one in carried[clause.number]],
            "tests": list(clause.tests),
            "sheets": list(sheets_of(clause.number, carried[clause.number], law)),
        }
        for clause in clauses
    ]
    document: Json = {"schema": "sanicost.clauses/1", "clauses": listed}
    return json.dumps(document, ensure_ascii=False, indent=2)


def verify_document(verdict: Verdict) -> str:
    """Return what verifying a workbook came to as one JSON document."""
    document = {
        "schema": "sanicost.verify/1",
        "version": verdict.inputs.version,
        "inputs_sha256": verdict.inputs.sha256,
        "untouched": verdict.is_untouched,
        "state": verdict.state,
        "differences": [_difference(one) for one in verdict.differences],
        "figures_moved": [_moved(one) for one in verdict.moved],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _difference(one: Edit) -> dict[str, str]:
    """Return one edit; `from` is the formula that the expected value comes from, if any."""
    texts = {"found": one.found, "expected": one.expected, "from": one.source}
    return {"where": one.where, "kind": one.kind, **texts}


def _moved(one: Moved) -> dict[str, str]:
    """Return a figure that is another today, in the first priced month concerned."""
    values = {"carried": one.carried, "today": one.today}
    return {"figure": one.figure, "month": str(one.month), **values}
