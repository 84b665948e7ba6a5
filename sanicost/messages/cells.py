"""What stands in the workbook, in English: the sheets themselves are Chinese."""

import re

from sanicost.core.split import SHARED
from sanicost.messages.labels import LABELS, Lang

_ENGLISH: dict[str, str] = {
    "岗位": "post",
    "等次": "class",
    "计价段": "segment",
    "起始月": "first month",
    "计价段起始月": "first month of the segment",
    "月数": "months",
    "合同年": "contract year",
    "合同年月数": "months of the contract year",
    "其中高温月数": "hot months among them",
    "工龄增加": "seniority added",
    "取值": "value",
    "序号": "number",
    "职业技能等级": "skill grade",
    "参保类型": "insurance",
    "学历": "education",
    "计价段费用": "segment cost",
    "激励及单位缴费": "incentives with on-cost",
    "计入激励后应发工资": "income with incentives",
    "计入激励后单位缴费": "employer part with incentives",
    "元/人·月": "unit cost",
    "月合计": "a month",
    "合同期合计": "whole term",
    "另计：激励及单位缴费": "besides: incentives with on-cost",
    "费用项目": "item",
    "单价或费率": "price or rate",
    "计费周期": "per",
    "计费基数": "base",
    "金额": "amount",
    "说明": "remark",
    "激励性分配及其单位缴费": "incentives with on-cost",
    "其他费用小计": "other costs",
    "采购预算": "budget",
    "采购预算 － 最高投标限价": "budget − bid ceiling",
    "分摊": "share",
    "包组最高投标限价": "bid ceiling of the lot",
    "最高投标限价": "bid ceiling",
    "合规底线：应发工资": "floor: income",
    "合规底线：单位缴费": "floor: employer part",
    "合规底线：元/人·月": "floor: unit cost",
    "投标报价：应发工资": "bid: income",
    "投标报价：单位缴费": "bid: employer part",
    "投标报价：元/人·月": "bid: unit cost",
    "环卫用工成本报价合计": "bid for the labour cost",
    "投标总价": "whole bid",
    "与底线比对": "beside the floor",
    "占比": "share",
    "费用项": "line",
    "变动后最高投标限价": "ceiling after the change",
    "与本测算之差": "difference to this estimate",
    "变动幅度": "change",
    "本测算": "this estimate",
    "表内公式": "formula of the sheets",
    "对照值": "compared with",
    "差额": "difference",
    "结论": "verdict",
    "不符的项数": "checks that fail",
    "大写核对": "capitals checked",
    "全部核对": "all checks",
    "合计": "total",
    "应配人数": "heads needed",
    "年需班次": "shifts a year to man",
    "年可出班次": "shifts a year worked",
    "富余班次": "spare shifts",
    "其中轮休顶班": "of which relief",
    "轮休顶班占比": "share of relief",
    "尾差": "correction",
    "行标识": "row key",
    "全部": "all",
    "是": "yes",
    "否": "no",
    "全额参保": "full",
    "仅工伤": "work injury alone",
    "通过": "passed",
    "不符": "failed",
    "未填": "not given",
    "大写与金额一致": "the numerals are those of the amount",
    "大写与金额不符": "the numerals are not those of the amount",
}
_BY_CHINESE = {pair[0]: pair[1] for pair in LABELS.values()} | _ENGLISH
_UNITS: dict[str, str] = {
    "元": "yuan",
    "万元": "ten thousand yuan",
    "元/月": "yuan/month",
    "元/日": "yuan/day",
    "元/年": "yuan/year",
    "人": "heads",
    "月": "months",
    "日": "days",
    "日/年": "days/year",
    "日/月": "days/month",
    "小时/日": "hours/day",
    "小时/月": "hours/month",
    "年": "years",
    "小时": "hours",
    "班": "shifts",
    "班/日": "shifts/day",
    "岗": "posts",
    "分": "fen",
    "倍": "times",
}
_BEFORE = ("包组", "包组最高投标限价")
"""What the sheets write before the name of a lot."""
_NUMERAL = re.compile(r"^[一二三四五六]、")
_REMARK = re.compile(r"[（(][^）)]*[）)]")


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
    if found := re.match(r"第(\d+)合同年", word):
        return f"contract year {found[1]}" if lang == "en" else found[0]
    if found := re.fullmatch(r"(\d) 类岗位", word):
        return f"posts of class {found[1]}" if lang == "en" else word
    # What nobody knows here is a user's own text, whose brackets are nobody's business.
    if word not in _BY_CHINESE:
        return _own(text.strip(" 　"), lang)
    return word if lang == "zh" else _BY_CHINESE[word]


def _own(text: str, lang: Lang) -> str:
    """Return a user's text with the words that the sheets put before or behind it.

    >>> _own("包组最高投标限价：东", "en"), _own("平台（分摊）", "en"), _own("平台（东）", "en")
    ('bid ceiling of the lot: 东', '平台 (share)', '平台（东）')
    """
    if lang == "zh":
        return text
    before, colon, own = text.partition("：")
    if colon and before in _BEFORE:
        return f"{_BY_CHINESE[before]}: {own}"
    own = text.removesuffix(SHARED)
    return text if own == text else f"{own} ({_BY_CHINESE['分摊']})"


def unit_word(unit: str, lang: Lang) -> str:
    """Return a unit of the workbook in the language."""
    return unit if lang == "zh" else _UNITS.get(unit, unit)
