"""A roster that is filled in, or put right, on the page, and the words that it offers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engine.desk import Answer, Asked, Files, Form, Json, desk, said, this_month
from sanicost import __version__
from sanicost.city.columns import field_label, pattern_label
from sanicost.i18n import Lang, room, text
from sanicost.readers.document import Notes, Raw, shown
from sanicost.readers.files import document_of_file


def take(asked: Asked, _: Files) -> Answer:
    """Return what a file says, field by field as text, whatever is wrong with it."""
    document = document_of_file(desk.opened[asked.id].path, desk.city.vocabulary, Notes())
    rates = {
        str(raw.value): shown(rate.value)
        for item in document.rates
        if (raw := item.fields.get("name")) and (rate := item.fields.get("rate"))
        if not item.fields.get("lot") or item.fields["lot"].is_blank
    }
    return said(
        {
            "project": _typed(document.project),
            "positions": [_typed(item.fields) for item in document.positions],
            "other_costs": [_typed(item.fields) for item in document.other_costs],
            "rates": rates,
            "others": len(document.figures) + len(document.rates) - len(rates),
        }
    )


def _typed(fields: Mapping[str, Raw]) -> dict[str, str]:
    """Return the fields of a row as an officer would type them."""
    return {name: _as_typed(raw.value) for name, raw in fields.items() if not raw.is_blank}


def _as_typed(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def roster(asked: Asked, _: Files) -> Answer:
    """Write what was filled in as an .xlsx that the command line reads."""
    from engine.roster_sheets import roster_bytes  # noqa: PLC0415 - only to write one

    form, headings = Form(**asked.form), _headings()
    rates = [{"name": headings["rates"][n], "rate": r} for n, r in form.rates.items() if r]
    costs = [*form.other_costs, *rates]
    project = {headings["project"][n]: text for n, text in form.project.items() if text}
    sheets = {headings["sheets"]["positions"]: (headings["positions"], form.positions)}
    if costs:
        sheets[headings["sheets"]["price"]] = (headings["price"], costs)
    data = roster_bytes(sheets, (headings["sheets"]["project"], project))
    return said({}, {"岗位表.xlsx": data})


def _names(lang: Lang) -> dict[str, dict[str, str]]:
    """Return the name of each field in a language, by its kind; the form heads its columns so."""
    headings = _headings()
    return {
        "positions": {name: field_label(name, lang) for name in headings["positions"]},
        "project": {name: text(f"labels.project.{name}", lang) for name in headings["project"]},
        "price": {name: text(f"labels.price.{name}", lang) for name in headings["price"]},
    }


def _headings() -> dict[str, dict[str, str]]:
    """Return the first word that officers use for each sheet and field, by its kind."""
    vocabulary = desk.city.vocabulary
    found: dict[str, dict[str, str]] = {
        "positions": {n: one.words[0] for n, one in vocabulary.columns.given.items()}
    }
    for kind in ("sheets", "project", "price"):
        found[kind] = _first(vocabulary.headings[kind])
    return found | {"rates": _first(vocabulary.headings["price_rows"])}


def _first(words: Mapping[str, str]) -> dict[str, str]:
    """Return for each name the first word that stands for it."""
    return {name: word for word, name in reversed(list(words.items()))}


def _choices(lang: Lang) -> dict[str, list[str]]:
    """Return the words from which a field is chosen; the reader knows those of either language."""
    vocabulary = desk.city.vocabulary
    found = {field: _first(words) for field, words in vocabulary.choices.items()}
    found["work_pattern"] = {
        name: pattern_label(name, "zh") for name in reversed(list(vocabulary.patterns))
    }
    return {
        field: [{"zh": word, "en": name}[lang] for name, word in reversed(list(words.items()))]
        for field, words in found.items()
    }


def about(asked: Asked, _: Files) -> Answer:
    """Return the version, and the words that the page offers."""
    lang, vocabulary = asked.lang, desk.city.vocabulary
    posts: list[Json] = [
        {"title": one.title, "post_class": one.post_class, "aliases": list(one.aliases)}
        for one in vocabulary.posts
    ]
    document: dict[str, Json] = {
        "version": __version__,
        "clock": _clock(lang),
        "labels": _labels(lang),
        "posts": posts,
        "patterns": list(vocabulary.patterns),
        "headings": _names(lang),
        "choices": _choices(lang),
        "districts": {name: list(streets) for name, streets in vocabulary.districts.items()},
        "figures": [
            {"path": path, "name": figure.name[lang]}
            for path, figure in desk.city.standard.figures.items()
        ],
    }
    return said(document)


def _clock(lang: Lang) -> str:
    """Return what to do where this machine's clock cannot be right, "" where it can."""
    now = this_month()
    is_known = desk.city.standard.document(now) is not None
    return "" if is_known else text("cli.clock_wrong", lang, month=str(now))


def _labels(lang: Lang) -> dict[str, str]:
    """Return the words for lines, sums and choices, fields of a position and work patterns."""
    vocabulary = desk.city.vocabulary
    fields = {name: field_label(name, lang) for name in vocabulary.columns.given}
    patterns = {name: pattern_label(name, lang) for name in vocabulary.patterns}
    return fields | patterns | {name: words[lang] for name, words in room("labels").items()}
