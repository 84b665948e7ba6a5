"""What if, and why: the ceiling under other assumptions, and where an amount comes from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.comparing import causes
from engine.desk import Answer, Asked, Changes, Files, Json, desk, said, this_month
from sanicost.analysis.trial import steps
from sanicost.analysis.variance import compared
from sanicost.analysis.whatif import Setting, broken, hypothetical
from sanicost.core.estimate import estimate
from sanicost.core.figures import Standard
from sanicost.core.figures_in_use import unknown_figures
from sanicost.core.kinds import MONTHS, RATE
from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.core.price import price
from sanicost.core.roster import RATE_NAMES, RateName, Roster
from sanicost.core.text import in_capitals, yuan
from sanicost.i18n import label
from sanicost.i18n.notices import say
from sanicost.readers import fields
from sanicost.readers.document import Notes, Raw
from sanicost.readers.project import Options
from sanicost.readers.setting_fields import invalid
from sanicost.readers.settings import SettingReader, refuse_repeated
from sanicost.runs import price_in, refuse_street


def try_out(asked: Asked, _: Files) -> Answer:
    """Say what the ceiling would be with other assumptions, and by which cause it moves."""
    base = desk.run(asked.id)
    roster, standard, found = _supposed(asked, Changes(**asked.changes))
    changed = estimate(roster, standard)
    comparison = compared(base.result.estimate, changed)
    notices = broken(found.roster, found.settings, roster, standard)
    before, after = price(base.result.estimate), price(changed)
    pairs = steps(before, after)
    lang = asked.lang
    document: dict[str, Json] = {
        "outcome": "tried",
        "ceiling": yuan(after.ceiling),
        "ceiling_in_words": in_capitals(after.ceiling),
        "heads": sum(position.headcount for position in roster.positions),
        "months": roster.period.months,
        "steps": [
            {"name": n, "base": yuan(a), "supposed": yuan(b), "difference": yuan(b - a)}
            for n, (a, b) in pairs.items()
        ],
        "against_law": [{"code": n.code, "message": say(n, lang)} for n in notices],
        **causes(comparison, changed, lang),
    }
    return said(document)


@dataclass(frozen=True)
class _Base:
    """The roster that suppositions are laid over, and what was read of them."""

    roster: Roster
    settings: Sequence[Setting]


def _supposed(asked: Asked, changes: Changes) -> tuple[Roster, Standard, _Base]:
    """Return roster and figures as they are assumed; raise Refused where that is no roster."""
    run, path = desk.run(asked.id), desk.opened[asked.id].path
    if changes.start or changes.months:
        run = price_in(desk.city, path, _period(changes), this_month())
    refuse_street(run)
    base, vocabulary, notes = run.result.estimate, desk.city.vocabulary, Notes()
    read = SettingReader(base.roster, base.standard, vocabulary, notes).read(changes.settings)
    refuse_repeated(read, notes)
    rates = _rates(base.roster, changes.rates, notes)
    if notes.problems:
        raise Refused(notes.problems)
    roster, standard = hypothetical(base.roster, base.standard, read)
    problems = invalid(base.roster, roster, read, vocabulary) + unknown_figures(roster, standard)
    if problems:
        raise Refused(problems)
    prices = replace(roster.prices, rates=rates)
    return replace(roster, prices=prices), standard, _Base(base.roster, tuple(read))


def _period(changes: Changes) -> Options:
    """Return the period that is assumed; raise Refused for what is no month or number."""
    notes = Notes()
    start = fields.month(Raw(changes.start or None, "--start"), notes)
    months = fields.number(Raw(changes.months or None, "--months"), MONTHS, notes)
    if notes.problems:
        raise Refused(notes.problems)
    return Options(start=start, months=None if months is None else int(months))


def _rates(roster: Roster, given: Mapping[str, str], notes: Notes) -> dict[RateName, Decimal]:
    """Return the rates of the tender with those that are assumed; a blank one is none."""
    rates = dict(roster.prices.rates)
    for name in RATE_NAMES:
        if name in given:
            rate = fields.number(Raw(given[name], label(name, "zh")), RATE, notes)
            rates.pop(name, None)
            if rate is not None:
                rates[name] = rate
    return rates


def explain(asked: Asked, _: Files) -> Answer:
    """Say where an amount comes from: the tree of rules, figures and inputs behind it."""
    from sanicost.explain import Question, explained  # noqa: PLC0415 - only when asked
    from sanicost.explain.nodes import explanation_document  # noqa: PLC0415

    month = Month.parse(asked.month) if asked.month else None
    question = Question(target=asked.target, line=asked.line, month=month)
    patterns = desk.city.vocabulary.patterns
    found = explained(desk.run(asked.id), question, asked.lang, patterns)
    return said({"outcome": "explained", **json.loads(explanation_document(found))})
