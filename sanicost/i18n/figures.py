"""Figures, fields and causes in words: units, parts, choices, and why a figure is provisional."""

from decimal import Decimal

from sanicost.city.columns import pattern_label
from sanicost.core.figures import Standard, Value, leaves
from sanicost.core.figures_in_use import REGULATION
from sanicost.core.result import Provisional
from sanicost.core.text import plain
from sanicost.i18n import Lang, label, room, text


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


def figure_name(one: Provisional, standard: Standard, lang: Lang) -> str:
    """Return the name of a provisional figure, or of the rules themselves."""
    if one.figure == REGULATION:
        return text("figure_parts.rules", lang)
    return standard.figures[one.figure].name[lang]


def provisional_note(one: Provisional, standard: Standard, lang: Lang) -> str:
    """Return why a figure is provisional: lapsed rules, an ended confirmation, an assumption."""
    if one.figure == REGULATION:
        return text("figure_parts.rules-lapsed", lang)
    reason, note = text("figure_parts.not-confirmed", lang), one.note.get(lang, "")
    return f"{reason}{label('colon', lang)}{note}" if note else reason


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
