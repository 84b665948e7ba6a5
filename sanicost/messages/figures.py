"""Figures in words: their units, the names of their parts, and why one is provisional (暂估)."""

from decimal import Decimal

from sanicost.core.figures import Standard, Value, leaves
from sanicost.core.figures_in_use import REGULATION
from sanicost.core.result import Provisional
from sanicost.core.text import plain
from sanicost.messages.labels import Lang

_UNITS: dict[str, tuple[str, str]] = {
    "yuan/month": ("元/月", "yuan/month"),
    "yuan/day": ("元/日", "yuan/day"),
    "yuan/year": ("元/年", "yuan/year"),
    "fraction": ("比例", "fraction"),
    "multiple": ("倍", "times"),
    "days/month": ("日/月", "days/month"),
    "days/year": ("日/年", "days/year"),
    "hours/day": ("小时/日", "hours/day"),
    "hours/week": ("小时/周", "hours/week"),
    "hours/month": ("小时/月", "hours/month"),
    "days/week": ("日/周", "days/week"),
    "years": ("年", "years"),
}
_PARTS: dict[str, tuple[str, str]] = {
    "lower": ("下限", "lower"),
    "upper": ("上限", "upper"),
    "month": ("月标准", "a month"),
    "day": ("日标准", "a day"),
    "extended": ("延长工作时间", "extended hours"),
    "rest_day": ("休息日", "rest day"),
    "statutory_holiday": ("法定节假日", "statutory holiday"),
    "1": ("一类", "class 1"),
    "2": ("二类", "class 2"),
    "3": ("三类", "class 3"),
    "1.upto": ("第一档上限年数", "first band up to"),
    "1.per_year": ("第一档每年", "first band, each year"),
    "2.upto": ("第二档上限年数", "second band up to"),
    "2.per_year": ("第二档每年", "second band, each year"),
}


def unit_name(unit: Value, lang: Lang) -> str:
    """Return a plain unit in words, nothing for one that has parts.

    >>> unit_name("yuan/day", "zh")
    '元/日'
    """
    pair = _UNITS.get(unit, ("", "")) if isinstance(unit, str) else ("", "")
    return pair[0 if lang == "zh" else 1]


def part_name(part: str, lang: Lang) -> str:
    """Return the name of a part of a figure; the part itself where it has none.

    >>> part_name("1.upto", "zh"), part_name("五级", "zh")
    ('第一档上限年数', '五级')
    """
    pair = _PARTS.get(part) or _band(part)
    return pair[0 if lang == "zh" else 1]


def _band(part: str) -> tuple[str, str]:
    """Return the name of a further band of a scale; any other part names itself."""
    number, _, field = part.partition(".")
    if not number.isdigit() or field not in ("upto", "per_year"):
        return part, part
    chinese, english = ("上限年数", "up to") if field == "upto" else ("每年", "each year")
    return f"第{number}档{chinese}", f"band {number}, {english}"


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
        colon = "：" if lang == "zh" else ": "
        name = f"{part_name(part, lang)}{colon}" if part else ""
        lines.append(f"{name}{_number(number, unit_name(unit_of(unit, part), lang), lang)}")
    if isinstance(value, dict) and isinstance(months := value.get("months"), list):
        listed = "、".join(plain(n) for n in months if isinstance(n, Decimal))
        lines.append(f"发放月份 {listed}" if lang == "zh" else f"months {listed}")
    return lines


def _number(value: Decimal | str | None, unit: str, lang: Lang) -> str:
    """Return one number with its unit; a reference and an absent limit in words."""
    if isinstance(value, Decimal):
        return f"{plain(value)} {unit}".rstrip()
    if value is None:
        return "不设上限" if lang == "zh" else "no limit"
    return "同最低工资标准" if lang == "zh" else "the minimum wage"


def figure_name(one: Provisional, standard: Standard, lang: Lang) -> str:
    """Return the name of a provisional figure, or of the rules themselves."""
    if one.figure == REGULATION:
        return "施行文件" if lang == "zh" else "the rules"
    return standard.figures[one.figure].name[lang]


def provisional_note(one: Provisional, standard: Standard, lang: Lang) -> str:
    """Return why a figure is provisional: lapsed rules, an ended confirmation, an assumption."""
    if one.figure == REGULATION:
        return "文件有效期已过" if lang == "zh" else "the rules have lapsed by then"
    reason = "该月数值尚未确认" if lang == "zh" else "not confirmed for this month"
    note = one.note.get(lang, "")
    return f"{reason}：{note}" if note and lang == "zh" else f"{reason}: {note}" if note else reason
