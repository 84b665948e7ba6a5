"""Words for the causes of a difference, and for the order in which they are taken."""

from sanicost.core.figures import Standard
from sanicost.messages.labels import Lang, label

_CAUSES: dict[str, tuple[str, str]] = {
    "lots": ("包组的划分", "division into lots"),
    "period": ("合同期（起始月、月数）", "period: start and months"),
    "positions_added": ("增加的岗位", "positions added"),
    "positions_removed": ("取消的岗位", "positions removed"),
    "position_order": ("岗位的顺序", "order of positions"),
    "headcount": ("人数", "headcount"),
    "post_class": ("岗位等次", "class"),
    "seniority": ("平均工龄", "seniority"),
    "seniority_growth": ("工龄是否逐年增长", "growth of seniority"),
    "work_pattern": ("工作制和工作天数", "work pattern and days"),
    "other_fields": ("岗位其他字段", "other position fields"),
    "incentives": ("激励性分配", "incentives"),
    "other_costs": ("其他费用", "other costs"),
    "management_fee": ("管理费费率", "management fee rate"),
    "profit": ("利润率", "profit rate"),
    "tax": ("税率", "tax rate"),
}
METHOD: tuple[str, str] = (
    "各原因按固定顺序逐项计入，每一项都由引擎在前面各项已经计入的基础上重新测算，各项之和恰为差额。"
    "顺序：合同期；增加、取消的岗位；人数、等次、工龄、工龄增长、工作制和天数、岗位其他字段；各项参数"
    "（按费用项次序）；激励性分配；其他费用；管理费、利润、税金费率。只有一方分包组时，包组的划分单列"
    "（取消在最先，新设在最后）。岗位按名称、包组、镇街依次对应；只有一方填写包组或镇街的，该项不参与对应。"
    "合同期变动时，各月先沿用原合同同序月份的参数，参数的变动计入各项参数；一方某月没有的参数取另一方的；"
    "原因以“＋”相连的，中间状态缺少参数，合并为一项。",
    "Causes come in a fixed order; each is the engine's own recalculation with all earlier causes "
    "applied, so that the parts add up exactly. The order: period; positions added, removed; "
    "headcount, class, seniority, its growth, work pattern and days, other position fields; each "
    "figure in the order of the lines; incentives; other costs; rates of management fee, profit, "
    "tax. Where only one side has lots, their division stands by itself: dissolved first, formed "
    "last. Positions are matched by title, lot and street, in order; a lot or street that only one "
    "side gives is passed over. When the period moves, each month first keeps the figures of its "
    "place in the earlier contract; what figures moved is counted under them. A figure that one "
    "side lacks for a month is the other's. Causes joined by + are one step, for lack of a figure "
    "between them.",
)
"""How a comparison is made: stated in every output."""


def cause_name(cause: str, standard: Standard, lang: Lang) -> str:
    """Return a cause in words: its own, or the name of the figure that moved."""
    return " ＋ ".join(_named(part, standard, lang) for part in cause.split("+"))


def _named(part: str, standard: Standard, lang: Lang) -> str:
    """Return one cause in words."""
    if part in _CAUSES:
        return _CAUSES[part][0 if lang == "zh" else 1]
    return standard.figures[part].name[lang] if part in standard.figures else label(part, lang)
