"""Valid rosters by the seed: the shape of a roster file, with every number an int or a Decimal.

What a roster may hold beyond the plain ones is switched on by the name of the matter (`MATTERS`): a
seed gives the same roster as long as the same matters are on.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

TITLES = {
    1: (
        "道路人工清扫保洁工",
        "高压清洗工",
        "消杀员",
        "公厕保洁工",
        "废物箱收集保洁工",
        "垃圾清运工",
        "道路冲洗车驾驶员",
        "垃圾运输车驾驶员",
        "垃圾中转压缩站操作工",
        "环卫小型作业设备维修工",
    ),
    2: ("乱张贴清除工", "垃圾渗滤液处理工", "吊车司机", "市容环境卫生质量监管巡查人员"),
    3: ("中控室操作工", "垃圾场地磅计量工", "环卫作业现场管理员", "垃圾压缩站站长"),
}
LOTS = ("包组一", "包组二", "包组三", "包组四")
GRADES = ("五级", "四级", "三级", "二级", "一级")
DEGREES = ("大学专科", "大学本科及以上")
PATTERNS = ("six-day", "five-day", "five-day-holidays-off")
SHARED, OWN_BASES, BY_DATE, PER_HEAD = "shared", "own bases", "by date", "per head"
AREAS, CONFIRMED_RULES, EARLY = "areas", "confirmed rules", "early"
MATTERS = frozenset({SHARED, OWN_BASES, BY_DATE, PER_HEAD, AREAS, CONFIRMED_RULES, EARLY})
"""Costs shared among lots; bases of a position's own; statutory days by their dates; costs per
head; areas; an override that the rules go on; starts in 2018, before many figures begin."""
PLAIN = frozenset({SHARED})
OTHER_COSTS = ("车辆使用费", "油料费", "工具费", "服装费", "意外险", "水电费", "管理用房租金")

# The law that a valid roster must respect, 三(一), 三(五), 三(六).
MINIMUM_WAGES = (("2025-03", 2500), ("2026-09", 2680))
FIRST_MINIMUM_WAGE = 2300
HOLIDAYS = 13
HOLIDAYS_BEFORE_2025 = 11
INCENTIVES_FROM = "2024-03"

# Months for which nobody knows the figure: without an override they cannot be priced.
BEFORE_JULY_2018, BEFORE_2019 = ("2018-01", "2018-06"), ("2018-01", "2018-12")
GAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "medical.base": (BEFORE_JULY_2018, ("2022-12", "2024-12")),
    "pension.rate": (("2023-01", "2023-12"),),
    "pension.base": (BEFORE_JULY_2018,),
    "critical_illness.average_wage": (BEFORE_JULY_2018,),
    "unemployment.rate": (BEFORE_JULY_2018,),
    "unemployment.base": (BEFORE_JULY_2018,),
    "work_injury.rate": (BEFORE_JULY_2018,),
    "work_injury.base": (BEFORE_JULY_2018,),
    "housing_fund.base": (BEFORE_JULY_2018,),
    "housing_fund.rate": (BEFORE_2019,),
    "holiday_money": (BEFORE_2019,),
}
FILLS: dict[str, tuple[Any, ...]] = {
    "medical.base": (
        {"lower": 5592, "upper": 27960},
        {"lower": Decimal("6100.50"), "upper": 30503},
        {"lower": 7021, "upper": None},
    ),
    "pension.rate": (Decimal("0.15"), Decimal("0.16"), Decimal("0.155")),
    "pension.base": ({"lower": 3170, "upper": 18213}, {"lower": Decimal("2906.50"), "upper": None}),
    "critical_illness.average_wage": (7409, Decimal("7425.25")),
    "unemployment.rate": (Decimal("0.0064"), Decimal("0.0048")),
    "unemployment.base": ({"lower": "minimum_wage", "upper": 22275},),
    "work_injury.rate": (Decimal("0.0056"), Decimal("0.007")),
    "work_injury.base": ({"lower": "minimum_wage", "upper": None}, {"lower": 4455, "upper": 22275}),
    "housing_fund.base": ({"lower": "minimum_wage", "upper": 22275},),
    "housing_fund.rate": (Decimal("0.07"), Decimal("0.12")),
    "holiday_money": (2400, Decimal("2600.60")),
}
# More overrides; a floor of 三(一)–(六) or (八) is only ever raised, above each of its rows.
MENU: dict[str, tuple[Any, ...]] = {
    "work_injury.rate": (Decimal("0.004"), Decimal("0.00375"), Decimal("0.008")),
    "unemployment.rate": (Decimal("0.0032"), Decimal("0.0048"), 0),
    "unemployment.base": (
        {"lower": "minimum_wage", "upper": 6500},
        {"lower": 3000, "upper": 40000},
    ),
    "medical.rate": (Decimal("0.045"), Decimal("0.055"), Decimal("0.061234")),
    "maternity.rate": (0, Decimal("0.0085")),
    "critical_illness.rate": (0, Decimal("0.0026")),
    "pension.base": (
        {"lower": 5600, "upper": 28000},
        {"lower": Decimal("7250.75"), "upper": 9000},
    ),
    "housing_fund.base": ({"lower": "minimum_wage", "upper": 7500},),
    "housing_fund.rate": (Decimal("0.08"), Decimal("0.12"), Decimal("0.105")),
    "minimum_wage": (2750, Decimal("2900.50")),
    "base_wage_ratio": (Decimal("1.25"), Decimal("1.3")),
    "holiday_money": (2600, Decimal("3000.10")),
    "post_allowance": ({1: 26, 2: 24, 3: 21}, {1: Decimal("27.35"), 2: 25, 3: Decimal("22.22")}),
    "heat_allowance": ({"month": 320, "day": Decimal("14.75"), "months": [6, 7, 8, 9, 10]},),
    "seniority_pay": (
        [
            {"upto": 15, "per_year": 35},
            {"upto": Decimal("20.5"), "per_year": 28},
            {"per_year": 25},
        ],
    ),
    "overtime_multiples": (
        {"extended": Decimal("1.75"), "rest_day": Decimal("2.25"), "statutory_holiday": 3},
    ),
    "incentives.skill_grade": ({"五级": 120, "四级": 180, "三级": 240, "二级": 300, "一级": 400},),
}
HIGHEST_MINIMUM_WAGE = Decimal("2900.50")
HIGHEST_RATIO = Decimal("1.3")
HIGHEST_HOLIDAY_MONEY = Decimal("3000.10")


def month_after(month: str, months: int) -> str:
    """Return the month that follows after a number of months.

    >>> month_after("2024-11", 3)
    '2025-02'
    """
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + months
    return f"{count // 12}-{count % 12 + 1:02d}"


@dataclass(frozen=True)
class Draw:
    """What one seed draws from, and the months whose figures price the term."""

    rng: random.Random
    start: str
    months: int
    as_of: str | None
    matters: frozenset[str]

    def chance(self, probability: float) -> bool:
        """Say yes with a probability."""
        return self.rng.random() < probability

    def cents(self, low: int | Decimal, high: int | Decimal) -> Decimal:
        """Return a number of two decimals between two numbers."""
        return Decimal(self.rng.randint(int(low * 100), int(high * 100))).scaleb(-2)

    def rate(self, high: str) -> Decimal:
        """Return a rate up to a limit, of two, four or six decimals."""
        places = self.rng.choice((2, 2, 4, 6))
        return Decimal(self.rng.randint(0, int(Decimal(high).scaleb(places)))).scaleb(-places)

    @property
    def figure_months(self) -> list[str]:
        """Return the months whose figures are read: all of the term, or `as_of` alone."""
        if self.as_of is not None:
            return [self.as_of]
        return [month_after(self.start, index) for index in range(self.months)]


def drawn(seed: int, matters: frozenset[str]) -> Draw:
    """Draw the period: mostly one to three years, in a quarter of the cases with `as_of`."""
    rng = random.Random(seed)
    first, span = ("2018-01", 156) if EARLY in matters else ("2019-01", 144)
    start = month_after(first, rng.randint(0, span))
    mostly = rng.choice((12, 24, 36, rng.randint(12, 36)))
    months = mostly if rng.random() < 0.75 else rng.randint(1, 48)
    as_of = month_after(first, rng.randint(0, span)) if rng.random() < 0.25 else None
    return Draw(rng, start, months, as_of, matters)


# --- overrides -----------------------------------------------------------------------------------


def override(draw: Draw, value: Any, since: str | None = None) -> dict[str, Any]:
    """Make one override with its source and its reason."""
    entry = {"value": value, "source": "市社保中心电话答复", "reason": "经办人确认"}
    return entry if since is None else entry | {"from": since}


def gap_months(draw: Draw, path: str) -> list[str]:
    """Return the figure months in which a figure is unknown."""
    return [
        month
        for month in draw.figure_months
        if any(first <= month <= last for first, last in GAPS[path])
    ]


def filled(draw: Draw, path: str, gap: str) -> Any:
    """Fill a gap: for all months, from the first unknown month on, or in two steps."""
    value, later = draw.rng.choice(FILLS[path]), draw.rng.choice(FILLS[path])
    form = draw.rng.choice(("all", "all", "from", "steps"))
    if form == "all":
        return override(draw, value)
    if form == "from":
        return override(draw, value, gap)
    return [override(draw, value), override(draw, later, draw.rng.choice(draw.figure_months))]


def extra(draw: Draw, path: str) -> Any:
    """Override a figure that may be known too: for all months, from a month on, or in steps."""
    value = draw.rng.choice(MENU[path])
    months = sorted(draw.rng.sample(draw.figure_months, min(2, len(draw.figure_months))))
    form = draw.rng.choice(("all", "from", "steps"))
    if form == "all":
        return override(draw, value)
    if form == "from":
        return override(draw, value, months[-1])
    return [override(draw, draw.rng.choice(MENU[path]), month) for month in months]


def overrides(draw: Draw) -> dict[str, Any]:
    """Fill most of the gaps that the term meets, and sometimes override more."""
    figures: dict[str, Any] = {}
    for path in GAPS:
        gap = gap_months(draw, path)
        if gap and draw.chance(0.93):
            figures[path] = filled(draw, path, gap[0])
    if draw.chance(0.4):
        for path in draw.rng.sample(sorted(MENU), draw.rng.randint(1, 4)):
            figures[path] = extra(draw, path)
    if CONFIRMED_RULES in draw.matters and draw.chance(0.3):
        since = draw.rng.choice((None, "2029-02", "2029-06", draw.start))
        figures["regulation"] = override(draw, "continue", since)
    return figures


# --- positions -----------------------------------------------------------------------------------


def lowest_base_wage(draw: Draw, figures: dict[str, Any]) -> Decimal:
    """Return a base wage that 三(一) allows in every month of the term."""
    steps = [wage for since, wage in MINIMUM_WAGES if since <= max(draw.figure_months)]
    wage = Decimal(max([FIRST_MINIMUM_WAGE, *steps]))
    if "minimum_wage" in figures:
        wage = HIGHEST_MINIMUM_WAGE
    ratio = HIGHEST_RATIO if "base_wage_ratio" in figures else Decimal("1.2")
    return (wage * ratio).quantize(Decimal("0.01"), ROUND_CEILING)


def own_days(draw: Draw) -> dict[str, Any]:
    """Draw days that agree, 三(六): 12 d <= 261 - N + k + r + 1 in every month."""
    late = any(month >= "2025-01" for month in draw.figure_months)
    holidays = HOLIDAYS if late else HOLIDAYS_BEFORE_2025
    days = draw.rng.choice((draw.cents(10, 28), draw.cents(21, 23), Decimal("21.75"), 26))
    worked = draw.rng.choice(("all", 0, 3, HOLIDAYS_BEFORE_2025, draw.cents(0, 11)))
    unpaid = 0 if worked == "all" else holidays - Decimal(worked)
    least = max(Decimal(0), 12 * Decimal(days) - 262 + unpaid)
    more = draw.rng.choice((0, 1, draw.cents(0, 12)))
    keys = ("work_days", "statutory_days_worked", "rest_days_worked")
    return dict(zip(keys, (days, worked, least + more), strict=True))


def pattern(draw: Draw) -> dict[str, Any]:
    """Draw a named work pattern, none at all, or a position's own numbers."""
    form = draw.rng.choice(("default", "named", "named", "own"))
    if form == "default":
        return {}
    named: dict[str, Any] = {"work_pattern": draw.rng.choice(PATTERNS)}
    if form == "named":
        return named
    return own_days(draw) | (named if draw.chance(0.5) else {})


def seniority(draw: Draw) -> Any:
    """Draw the years of service at the start, 0 to 60, with up to two decimals."""
    return draw.rng.choice(
        (0, 10, 15, draw.rng.randint(0, 60), draw.cents(0, 20), draw.cents(0, 60), Decimal("8.5"))
    )


def wages(draw: Draw, figures: dict[str, Any]) -> dict[str, Any]:
    """Draw pay of the position's own, none of it below the law."""
    given: dict[str, Any] = {}
    if draw.chance(0.25):
        lowest = lowest_base_wage(draw, figures)
        given["base_wage"] = draw.rng.choice((lowest, draw.cents(lowest, 6500)))
    if draw.chance(0.2):
        least = HIGHEST_HOLIDAY_MONEY if "holiday_money" in figures else 2400
        given["holiday_money"] = draw.rng.choice((least, draw.cents(least, 5000)))
    if draw.chance(0.25):
        least_rate = 1200 if "housing_fund.rate" in figures else 700
        given["housing_fund_rate"] = Decimal(draw.rng.randint(least_rate, 1200)).scaleb(-4)
    return given


def own_bases(draw: Draw) -> dict[str, Any]:
    """Draw the bases of a workforce whose wages of last year are known."""
    if OWN_BASES not in draw.matters:
        return {}
    drawn_all = {
        key: draw.rng.choice((0, 6000, draw.cents(1500, 9000), draw.cents(0, 60000)))
        for key in ("insurance_base", "housing_fund_base")
    }
    return {key: value for key, value in drawn_all.items() if draw.chance(0.3)}


def incentives(draw: Draw) -> dict[str, Any]:
    """Draw incentives, 四, where the figures are of a time that knows them."""
    if min(draw.figure_months) < INCENTIVES_FROM or draw.chance(0.6):
        return {}
    drawn_all = {
        "skill_grade": draw.rng.choice(GRADES),
        "education": draw.rng.choice(DEGREES),
        "skill_post_allowance": draw.cents(0, 800),
        "performance_bonus": draw.cents(0, 1500),
    }
    return {key: value for key, value in drawn_all.items() if draw.chance(0.45)}


def conditions(draw: Draw) -> dict[str, Any]:
    """Draw seniority, overtime, heat and insurance; what is left out takes its default."""
    given: dict[str, Any] = {}
    if draw.chance(0.7):
        given["seniority_years"] = seniority(draw)
    if draw.chance(0.2):
        given["overtime_hours"] = draw.rng.choice((1, 8, draw.cents(0, 12)))
    if draw.chance(0.3):
        given["heat_exposed"] = draw.chance(0.4)
    if draw.chance(0.3):
        given["insurance"] = draw.rng.choice(("full", "injury_only"))
    return given


def position(draw: Draw, figures: dict[str, Any], lot: str | None) -> dict[str, Any]:
    """Draw one row of the roster: a title of the annex with its own class."""
    post_class = draw.rng.choice((1, 1, 1, 2, 3))
    row: dict[str, Any] = {
        "title": draw.rng.choice(TITLES[post_class]),
        "post_class": post_class,
        "headcount": draw.rng.choice((1, draw.rng.randint(1, 12), draw.rng.randint(1, 400))),
    }
    if lot is not None:
        row["lot"] = lot
    if draw.chance(0.1):
        row |= {"street": "黄村街道", "remarks": "含节假日保障"}
    row |= pattern(draw) | conditions(draw) | wages(draw, figures) | own_bases(draw)
    return row | incentives(draw)


def positions(draw: Draw, figures: dict[str, Any], lots: list[str]) -> list[dict[str, Any]]:
    """Draw the rows; each lot has at least one, and they need not stand together."""
    count = max(len(lots), draw.rng.randint(1, 8))
    more = [draw.rng.choice(lots) for _ in range(count - len(lots))] if lots else []
    named: list[str | None] = [*lots, *more] if lots else [None] * count
    draw.rng.shuffle(named)
    return [position(draw, figures, lot) for lot in named]


# --- price and project ---------------------------------------------------------------------------


def other_cost(draw: Draw, lots: list[str]) -> dict[str, Any]:
    """Draw an other cost; with lots it names one of them, or all."""
    cost: dict[str, Any] = {
        "name": draw.rng.choice(OTHER_COSTS),
        "amount": draw.cents(0, draw.rng.choice((50, 9000, 400000))),
        "per": draw.rng.choice(("month", "year", "term")),
    }
    if PER_HEAD in draw.matters and draw.chance(0.4):
        per = draw.rng.choice(("head_month", "head_year"))
        cost |= {"per": per, "amount": draw.cents(0, draw.rng.choice((2, 300)))}
    if not lots:
        return cost
    lot = draw.rng.choice([*lots, "全部", "全部"])
    return cost | {"lot": lots[0] if lot == "全部" and SHARED not in draw.matters else lot}


def area(draw: Draw, probability: float) -> dict[str, Any]:
    """Draw an area to be kept clean, in ㎡, or none."""
    if AREAS not in draw.matters or not draw.chance(probability):
        return {}
    return {"area": draw.rng.choice((1, draw.rng.randint(1000, 900000), draw.cents(1, 90000)))}


def rates(draw: Draw, probability: float) -> dict[str, Any]:
    """Draw some of the three rates; one that is not given stays absent."""
    limits = {"management_fee": "0.12", "profit": "0.08", "tax": "0.09"}
    return {
        name: {"rate": draw.rate(limit)}
        for name, limit in limits.items()
        if draw.chance(probability)
    }


def price_block(draw: Draw, lots: list[str]) -> dict[str, Any]:
    """Draw other costs, rates, and sometimes rates and an area of a lot's own."""
    block: dict[str, Any] = rates(draw, 0.65)
    if draw.chance(0.6):
        block["other_costs"] = [other_cost(draw, lots) for _ in range(draw.rng.randint(1, 4))]
    own = {lot: rates(draw, 0.5) for lot in lots if draw.chance(0.3)}
    own = {lot: own.get(lot, {}) | area(draw, 0.6) for lot in lots}
    own = {lot: given for lot, given in own.items() if given}
    return block | {"lots": own} if own else block


def project(draw: Draw, seed: int) -> dict[str, Any]:
    """Name the project and its period."""
    block: dict[str, Any] = {
        "name": f"环卫保洁服务项目{seed}",
        "buyer": "黄村街道办事处",
        "level": "街道",
        "start": draw.start,
        "months": draw.months,
    }
    if draw.as_of is not None:
        block["as_of"] = draw.as_of
    if draw.chance(0.5):
        block["seniority_growth"] = draw.rng.choice(("none", "annual"))
    if draw.chance(0.3):
        block["budget"] = draw.cents(100000, 90000000)
    if BY_DATE in draw.matters and draw.chance(0.6):
        block["statutory_days"] = draw.rng.choice(("calendar", "calendar", "spread"))
    return block | area(draw, 0.4)


def works_all(row: dict[str, Any]) -> bool:
    """Say whether a row works all statutory days: by its own number, else by its pattern."""
    by_pattern = "all" if row.get("work_pattern") != "five-day-holidays-off" else 0
    return bool(row.get("statutory_days_worked", by_pattern) == "all")


def random_roster(seed: int, matters: frozenset[str] = PLAIN) -> dict[str, Any]:
    """Return a valid roster, always the same one for the same seed and the same matters."""
    draw = drawn(seed, matters)
    lots = list(LOTS[: draw.rng.randint(1, 4)]) if draw.chance(0.35) else []
    figures = overrides(draw)
    roster: dict[str, Any] = {
        "project": project(draw, seed),
        "positions": positions(draw, figures, lots),
    }
    if not any(works_all(row) for row in roster["positions"]):
        # To count by date is refused where nobody works all statutory days (§4).
        roster["project"].pop("statutory_days", None)
    if block := price_block(draw, lots):
        roster["price"] = block
    return roster | {"figures": figures} if figures else roster
