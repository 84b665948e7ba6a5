"""The machine-readable documents of analyses: compare, reprice, whatif, fit."""

from collections.abc import Sequence

from sanicost.analysis.fit import Fit, shortfalls
from sanicost.analysis.repricing import Repricing
from sanicost.analysis.trial import MonthRun, Pair, Swept, Trial
from sanicost.analysis.variance import Changed, Comparison
from sanicost.core.notices import Notice
from sanicost.core.roster import Position, Roster
from sanicost.core.text import plain, yuan
from sanicost.i18n import Lang
from sanicost.i18n.notices import say
from sanicost.writers.json_documents import as_text
from sanicost.writers.json_prices import Json


def comparison_document(comparison: Comparison) -> str:
    """Return a comparison as one JSON document; money is text with two decimals."""
    matching = comparison.matching
    document: dict[str, Json] = {
        "schema": "sanicost.compare/1",
        "before": yuan(comparison.before),
        "after": yuan(comparison.after),
        "difference": yuan(comparison.difference),
        "causes": [
            {"cause": cause.name, "amount": yuan(cause.amount)} for cause in comparison.causes
        ],
        "added": [_position(position) for position in matching.added],
        "removed": [_position(position) for position in matching.removed],
        "changed": [_changed(changed) for changed in matching.changed],
    }
    return as_text(document)


def _position(position: Position) -> dict[str, Json]:
    """Return what a position is known by."""
    return {
        "where": position.where,
        "title": position.title,
        "post_class": position.post_class,
        "headcount": position.headcount,
        "lot": position.lot,
        "street": position.street,
    }


def _changed(changed: Changed) -> dict[str, Json]:
    """Return a position with its fields that differ, before and after as text."""
    fields: list[Json] = [
        {"field": one.field, "before": one.before, "after": one.after} for one in changed.fields
    ]
    return {**_position(changed.position), "fields": fields}


def whatif_document(result: Trial | Swept, notes: Sequence[Notice], lang: Lang) -> str:
    """Return what suppositions change, or a range of them, as one JSON document."""
    found = _trial(result, lang) if isinstance(result, Trial) else _swept(result, lang)
    return as_text({**found, "notes": _said(notes, lang)})


def _trial(trial: Trial, lang: Lang) -> dict[str, Json]:
    """Return what suppositions change; months without change are left out.

    Amounts of a month are those of all heads in that month; money is text with two decimals.
    """
    months: list[Json] = [
        {"month": str(run.first + number), **_month(run)}
        for run in trial.runs
        for number in range(run.months)
        if run.changed
    ]
    base, hypothetical = trial.steps["ceiling"]
    return {
        "schema": "sanicost.whatif/1",
        "hypothetical": True,
        "settings": list(trial.settings),
        "base": yuan(base),
        "ceiling": yuan(hypothetical),
        "difference": yuan(hypothetical - base),
        "steps": {name: _pair(pair) for name, pair in trial.steps.items()},
        "months": months,
        "against_law": _said(trial.broken, lang),
        "warnings": _said(trial.warnings, lang),
    }


def _swept(swept: Swept, lang: Lang) -> dict[str, Json]:
    """Return the ceiling under each value of a range."""
    values: list[Json] = [
        {
            "value": plain(value),
            "ceiling": yuan(ceiling),
            "difference": yuan(ceiling - swept.base),
            "lawful": lawful,
        }
        for value, ceiling, lawful in zip(swept.values, swept.ceilings, swept.lawful, strict=True)
    ]
    return {
        "schema": "sanicost.whatif/1",
        "hypothetical": True,
        "settings": list(swept.settings),
        "base": yuan(swept.base),
        "sweep": swept.name,
        "values": values,
        "against_law": _said(swept.broken, lang),
    }


def fit_document(roster: Roster, budget: int, fit: Fit, notes: Sequence[Notice], lang: Lang) -> str:
    """Return what a budget pays for as one JSON document."""
    positions: list[Json] = [
        {
            "where": position.where,
            "title": position.title,
            "lot": position.lot,
            "street": position.street,
            "headcount": position.headcount,
            "fitted": paid,
            "beyond": beyond,
        }
        for position, paid, beyond in zip(
            roster.positions, fit.paid.heads, fit.beyond.heads, strict=True
        )
    ]
    document: dict[str, Json] = {
        "schema": "sanicost.fit/1",
        "budget": yuan(budget),
        "ceiling": yuan(fit.paid.ceiling),
        "remainder": yuan(budget - fit.paid.ceiling),
        "headcount": sum(fit.paid.heads),
        "positions": positions,
        "next": {
            "headcount": sum(fit.beyond.heads),
            "ceiling": yuan(fit.beyond.ceiling),
            "short": yuan(fit.beyond.ceiling - budget),
        },
        "warnings": _said(list(shortfalls(roster, fit.paid.heads)), lang),
        "notes": _said(notes, lang),
    }
    return as_text(document)


def _month(run: MonthRun) -> dict[str, Json]:
    """Return the lines that differ in a month, and what they amount to."""
    lines: dict[str, Json] = {name: _pair(pair) for name, pair in run.changed.items()}
    difference = sum(would - was for was, would in run.changed.values())
    return {"lines": lines, "difference": yuan(difference)}


def _pair(pair: Pair) -> dict[str, Json]:
    """Return an amount as it is, as it would be, and the difference."""
    return {"base": yuan(pair[0]), "supposed": yuan(pair[1]), "difference": yuan(pair[1] - pair[0])}


def _said(notices: Sequence[Notice], lang: Lang) -> list[Json]:
    """Return problems, warnings or notes, each with its place and in words."""
    return [{"code": one.code, "where": one.where, "message": say(one, lang)} for one in notices]


def repricing_document(repricing: Repricing, cleanups: Sequence[Notice], lang: Lang) -> str:
    """Return a repricing as one JSON document; the causes of a month add up to its amount.

    Money is text with two decimals. `signed` is null for a contract that is priced by what its
    workbook carries, month by month.
    """
    months: list[Json] = [
        {
            "month": str(one.month),
            "amount": yuan(repricing.due(one)),
            "causes": [
                {"figure": cause.figure, "source": cause.source, "amount": yuan(cause.amount)}
                for cause in repricing.causes(one)
            ],
            "provisional": list(one.provisional),
            "carried_forward": list(one.carried_forward),
        }
        for one in repricing.months
    ]
    return as_text(
        {
            "schema": "sanicost.reprice/1",
            "signed": str(repricing.signed) if repricing.signed else None,
            "total": yuan(repricing.total),
            "months": months,
            "cleanups": _said(cleanups, lang),
        }
    )
