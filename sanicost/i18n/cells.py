"""What stands in the workbook, in English: the sheets themselves are Chinese."""

import re
from functools import cache

from sanicost.city.columns import in_use
from sanicost.core.split import SHARED
from sanicost.i18n import Lang, room

_BEFORE = ("包组", "包组最高投标限价")
"""What the sheets write before the name of a lot."""
_NUMERAL = re.compile(r"^[一二三四五六]、")
_REMARK = re.compile(r"[（(][^）)]*[）)]")


@cache
def _english() -> dict[str, str]:
    """Return the English of every text of the sheets, by the Chinese."""
    labels = {texts["zh"]: texts["en"] for texts in room("labels").values()}
    named = [*(one.label for one in in_use().given.values()), *in_use().patterns.values()]
    labels |= {one["zh"]: one["en"] for one in named}
    return labels | {chinese: texts["en"] for chinese, texts in room("workbook").items()}


def bare(text: str) -> str:
    """Return the text of a heading or an item without its numeral, units and remarks.

    >>> bare("一、环卫用工基本成本（封闭，见附件4）"), bare("月合计（2027-01起，元）")
    ('环卫用工基本成本', '月合计')
    """
    return _REMARK.sub("", _NUMERAL.sub("", text.replace("\n", ""))).strip(" 　")


def cell_word(text: str, lang: Lang) -> str:
    """Return a text of the workbook in the language; one that is not known stays as it is.

    >>> cell_word("合同期合计（元）", "en"), cell_word("第2合同年（元）2028-01至2028-12", "en")
    ('whole term', 'contract year 2')
    """
    word = bare(text)
    if found := re.match(r"第(\d+)(?:—(\d+))?合同年", word):
        years = f"years {found[1]}–{found[2]}" if found[2] else f"year {found[1]}"
        return f"contract {years}" if lang == "en" else found[0]
    if found := re.fullmatch(r"(\d{4})年度", word):
        return f"budget year {found[1]}" if lang == "en" else word
    if (found := re.fullmatch(r"计价段(\d+)(\D+)", word)) and found[2] in _english():
        return f"segment {found[1]}: {_english()[found[2]]}" if lang == "en" else word
    if found := re.fullmatch(r"(\d) 类岗位", word):
        return f"posts of class {found[1]}" if lang == "en" else word
    # What nobody knows here is a user's own text, whose brackets are nobody's business.
    if word not in _english():
        return _own(text.strip(" 　"), lang)
    return word if lang == "zh" else _english()[word]


def _own(text: str, lang: Lang) -> str:
    """Return a user's text with the words that the sheets put before or behind it.

    >>> _own("包组最高投标限价：东", "en"), _own("平台（分摊）", "en"), _own("平台（东）", "en")
    ('bid ceiling of the lot: 东', '平台 (share)', '平台（东）')
    """
    if lang == "zh":
        return text
    before, colon, own = text.partition("：")
    if colon and before in _BEFORE:
        return f"{_english()[before]}: {own}"
    own = text.removesuffix(SHARED)
    return text if own == text else f"{own} ({_english()['分摊']})"


def unit_word(unit: str, lang: Lang) -> str:
    """Return a unit of the workbook in the language."""
    known = room("sheet_units").get(unit)
    return known[lang] if known else unit
