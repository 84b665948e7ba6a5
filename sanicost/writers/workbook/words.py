"""Chinese words for the symbols of the rules."""

from sanicost.core.figures import Standard, leaves
from sanicost.messages import label
from sanicost.messages.figures import part_name

_SEGMENTS = {
    "segment.months": "计价段月数",
    "segment.months_of_year": "合同年月数",
    "segment.heat_months": "合同年内高温月数",
    "segment.seniority_added": "合同期内增加的工龄",
}


def symbol_words(standard: Standard) -> dict[str, str]:
    """Return a word for every symbol that the rules use."""
    words = dict(_SEGMENTS)
    for path, figure in standard.figures.items():
        for row in figure.rows:
            for leaf, _ in leaves(path, row.value):
                part = leaf.removeprefix(path).lstrip(".")
                suffix = f"（{part_name(part, 'zh')}）" if part else ""
                words[leaf] = figure.name["zh"] + suffix
    names = (
        "post_class",
        "seniority_years",
        "work_days",
        "rest_days_worked",
        "headcount",
        "statutory_days_worked",
        "overtime_hours",
        "heat_exposed",
        "insurance",
        "housing_fund_rate",
    )
    words |= {f"position.{name}": label(name, "zh") for name in names}
    given = ("base_wage", "holiday_money", "skill_post_allowance", "performance_bonus")
    words |= {f"position.{name}": f"岗位表所填{label(name, 'zh')}" for name in given}
    words |= {"position.skill_grade": "职业技能等级", "position.education": "学历"}
    return words | {"line.base_wage": "基础工资", "line.income": "应发工资小计"}
