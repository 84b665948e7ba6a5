"""The words for lines, sums and fields, in Chinese and English."""

from typing import Literal, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]

LABELS: dict[str, tuple[str, str]] = {
    "base_wage": ("基础工资", "base wage"),
    "post_allowance": ("环卫岗位津贴", "post allowance"),
    "seniority_pay": ("工龄工资", "seniority pay"),
    "heat_allowance": ("高温津贴", "heat allowance"),
    "rest_day_overtime": ("休息日加班工资", "rest-day overtime"),
    "holiday_overtime": ("法定节假日加班工资", "holiday overtime"),
    "extended_overtime": ("延长工作时间工资", "extended overtime"),
    "holiday_money": ("节日慰问金", "holiday money"),
    "income": ("应发工资小计", "income"),
    "pension": ("养老保险费", "pension"),
    "medical": ("医疗保险费", "medical"),
    "maternity": ("生育保险费", "maternity"),
    "unemployment": ("失业保险费", "unemployment"),
    "work_injury": ("工伤保险费", "work injury"),
    "critical_illness": ("重大疾病医疗补助", "critical illness"),
    "housing_fund": ("住房公积金", "housing fund"),
    "employer": ("单位缴费小计", "employer part"),
    "unit_cost": ("人均月用工成本", "unit cost"),
    "skill_grade": ("职业技能等级补贴", "skill grade"),
    "education": ("学历补贴", "education"),
    "skill_post_allowance": ("技能岗位补贴", "skill post allowance"),
    "performance_bonus": ("绩效考核奖金", "performance bonus"),
    "incentives": ("激励性分配小计", "incentives"),
    "on_cost": ("激励对应单位缴费", "on-cost of incentives"),
    "labour_cost": ("环卫用工基本成本", "basic labour cost"),
    "other_costs": ("其他费用", "other costs"),
    "management_fee": ("管理费", "management fee"),
    "profit": ("利润", "profit"),
    "tax": ("税金", "tax"),
    "ceiling": ("最高投标限价", "bid ceiling"),
    "title": ("岗位", "post"),
    "post_class": ("岗位等次", "class"),
    "headcount": ("人数", "heads"),
    "posts_to_man": ("顶岗岗位数", "posts to man"),
    "shifts": ("班次", "shifts a day"),
    "days_per_year": ("年顶岗天数", "days a year"),
    "leave_days": ("年休假天数", "leave days"),
    "relief_headcount": ("其中轮休顶班", "of which relief"),
    "seniority_years": ("平均工龄", "seniority"),
    "work_pattern": ("工作制", "work pattern"),
    "work_days": ("月工作天数", "work days"),
    "rest_days_worked": ("年休息日加班天数", "rest days worked"),
    "statutory_days_worked": ("年法定节假日上班天数", "statutory days worked"),
    "overtime_hours": ("月延长工时", "overtime hours"),
    "heat_exposed": ("露天高温作业", "heat exposed"),
    "insurance": ("参保类型", "insurance"),
    "housing_fund_rate": ("公积金单位比例", "housing fund rate"),
    "lot": ("包组", "lot"),
    "street": ("镇街", "street"),
    "remarks": ("备注", "remarks"),
    "official": ("正式文件", "official"),
    "corroborated": ("多源印证", "corroborated"),
    "single": ("单一来源", "single source"),
    "assumed": ("推定", "assumed"),
    "confirmed": ("经办人确认", "confirmed by the officer"),
    "six-day": ("六天工作制", "six-day"),
    "five-day": ("五天工作制（节假日在岗）", "five-day"),
    "five-day-holidays-off": ("五天工作制（节假日休息）", "five-day, holidays off"),
    "month": ("月", "month"),
    "year": ("年", "year"),
    "term": ("合同期", "term"),
    "info": ("提示", "info"),
    "warning": ("警告", "warning"),
    "error": ("错误", "error"),
    "priced": ("已测算", "priced"),
    "refused": ("有问题", "refused"),
    "unreadable": ("读不出", "unreadable"),
    "unwritable": ("写不出", "unwritable"),
    "failed": ("出错", "failed"),
}


def label(name: str, lang: Lang) -> str:
    """Return the word for a line, sum or field; the name itself where it has none.

    >>> label("pension", "zh")
    '养老保险费'
    """
    pair = LABELS.get(name, (name, name))
    return pair[0] if lang == "zh" else pair[1]
