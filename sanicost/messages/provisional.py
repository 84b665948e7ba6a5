"""Why a figure is provisional (暂估), in words."""

from sanicost.core.figures import Standard
from sanicost.core.result import Provisional
from sanicost.core.used import REGULATION
from sanicost.messages.labels import Lang


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
