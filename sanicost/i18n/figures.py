"""Figures, fields and causes in words: units, parts, choices, and how certain a figure is."""

from decimal import Decimal

from sanicost.city.columns import pattern_label
from sanicost.core.figures import REGULATION, Standard, Value, leaves
from sanicost.core.result import CarriedForward, Provisional
from sanicost.core.text import plain
from sanicost.i18n import Lang, joined, label, room, text


def unit_name(unit: Value, lang: Lang) -> str:
    """Return a plain unit in words, nothing for one that has parts.

    >>> unit_name("yuan/day", "zh")
    '元/日'
    """
    known = room("units").get(unit) if isinstance(unit, str) else None
    return known[lang] if known else ""


def part_name(part: str, lang: Lang) -> str:
    """Return the name of a part of a figure; the part itself where it has none.

    >>> part_name("1.upto", "zh"), part_name("五级", "zh")
    ('第一档上限年数', '五级')
    """
    if part in room("figure_parts"):
        return text(f"figure_parts.{part}", lang)
    number, _, field = part.partition(".")
    if number.isdigit() and field in ("upto", "per_year"):
        return text(f"figure_parts.band-{field}", lang, number=number)
    return part


def unit_of(unit: Value, part: str) -> Value:
    """Return the unit of one part of a figure; all bands of a scale share theirs.

    >>> unit_of({"lower": "yuan/month", "upper": "yuan/month"}, "upper")
    'yuan/month'
    """
    for key in filter(None, part.split(".")):
        if isinstance(unit, list):
            unit = unit[0]
        elif isinstance(unit, dict):
            unit = next((one for name, one in unit.items() if str(name) == key), "")
    return unit


def value_lines(path: str, value: Value, unit: Value, lang: Lang) -> list[str]:
    """Return a value with its units in words, a line for each of its parts.

    >>> value_lines("holiday_money", Decimal(2400), "yuan/year", "zh")
    ['2400 元/年']
    """
    lines = []
    for leaf, number in leaves(path, value):
        part = leaf.removeprefix(path).lstrip(".")
        if part.startswith("months."):
            continue
        name = f"{part_name(part, lang)}{label('colon', lang)}" if part else ""
        lines.append(f"{name}{_number(number, unit_name(unit_of(unit, part), lang), lang)}")
    if isinstance(value, dict) and isinstance(months := value.get("months"), list):
        listed = "、".join(plain(n) for n in months if isinstance(n, Decimal))
        lines.append(text("figure_parts.months-paid", lang, months=listed))
    return lines


def _number(value: Decimal | str | None, unit: str, lang: Lang) -> str:
    """Return one number with its unit; a reference and an absent limit in words."""
    if isinstance(value, Decimal):
        return f"{plain(value)} {unit}".rstrip()
    if value is None:
        return text("figure_parts.no-limit", lang)
    return text("figure_parts.minimum-wage", lang)


def figure_name(path: str, standard: Standard, lang: Lang) -> str:
    """Return the name of a figure, or of the rules themselves."""
    if path == REGULATION:
        return text("figure_parts.rules", lang)
    return standard.figures[path].name[lang]


def provisional_note(one: Provisional, lang: Lang) -> str:
    """Return that a figure is not confirmed, and why where its row says so."""
    reason, note = text("figure_parts.not-confirmed", lang), one.note.get(lang, "")
    return f"{reason}{label('colon', lang)}{note}" if note else reason


def carried_note(one: CarriedForward, lang: Lang) -> str:
    """Return what to watch for of a figure that is carried forward."""
    if one.figure == REGULATION:
        return text("figure_parts.rules-lapsed", lang)
    watch, note = text("figure_parts.carried", lang), one.note.get(lang, "")
    return f"{note}{text('figure_parts.semicolon', lang)}{watch}" if note else watch


def carried_value(one: CarriedForward, lang: Lang) -> str:
    """Return the value that is carried forward in short; the rules themselves have none."""
    return "" if one.figure == REGULATION else in_words(one.value, lang)


def in_words(value: Value, lang: Lang) -> str:
    """Return a value in one line, its parts by their names.

    >>> in_words({"lower": Decimal(5510), "upper": None}, "zh")
    '下限5510、不设上限'
    >>> in_words({"lower": "minimum_wage", "upper": Decimal(9)}, "en")
    'lower the minimum wage, upper 9'
    """
    parts = []
    for leaf, number in leaves("", value):
        part = leaf.removeprefix(".")
        if part.startswith("months."):
            continue
        name = part_name(part, lang) if part else ""
        said = _number(number, "", lang)
        is_named = bool(name) and number is not None
        named = text("figure_parts.named", lang, name=name, number=said)
        parts.append(named if is_named else said)
    return joined(parts, lang)


def value_word(field: str, value: str, lang: Lang) -> str:
    """Return a field's canonical text in words; what is no choice of ours stays as it is.

    >>> value_word("work_pattern", "six-day", "zh"), value_word("insurance", "injury_only", "en")
    ('六天工作制', 'work injury alone')
    >>> value_word("remarks", "yes", "zh")
    'yes'
    """
    if field == "work_pattern":
        return pattern_label(value, lang)
    known = room("choices").get(f"{field}.{value}")
    return known[lang] if known else value


def cause_name(cause: str, standard: Standard, lang: Lang) -> str:
    """Return a cause in words: its own, or the name of the figure that moved."""
    return " ＋ ".join(_named(part, standard, lang) for part in cause.split("+"))


def _named(part: str, standard: Standard, lang: Lang) -> str:
    """Return one cause in words."""
    if part in room("causes"):
        return text(f"causes.{part}", lang)
    return standard.figures[part].name[lang] if part in standard.figures else label(part, lang)


def repriced_cause(cause: str, standard: Standard, lang: Lang) -> str:
    """Return the cause of an adjustment in words: a figure, a charge, or what was paid already."""
    if cause in standard.figures:
        return figure_name(cause, standard, lang)
    known = room("repricing")
    return text(f"repricing.{cause}", lang) if cause in known else label(cause, lang)
