"""A roster that strains every sheet: long texts, the largest amounts, many segments and lots."""

from typing import Any

LONG_TITLE = "道路两侧绿化带及人行天桥机动清扫保洁与应急保障综合作业岗位（含夜间）"
LONG_REMARK = (
    "含主次干道、内街里巷、人行天桥、隧道及地铁出入口周边，重大活动期间加密作业，另见服务方案第三章；"
    * 3
)
LONG_NAME = "车辆折旧、燃料、维修、保险、年审、停放及车载定位设备通信服务等综合费用（按台班包干）"
LARGEST = 100_000_000_000
LOTS = ("包组一", "包组二（东片区及滨江沿线一带）", "包组三", "包组四")
_STREETS = ("石牌街道", "五山街道", "员村街道", "大学城片区及周边村居")
_TITLES = (LONG_TITLE, "公厕保洁工", "道路冲洗车驾驶员", "环卫作业现场管理员", "乱张贴清除工")


def nasty_roster() -> dict[str, Any]:
    """Return 40 positions in four lots over 36 months that begin in the middle of a year."""
    return {
        "project": {
            "name": "某区城市道路、公共区域及水域环境卫生作业服务一体化采购项目（2026—2029年度）"
            * 2,
            "buyer": "某区城市管理和综合执法局（本级）及其所属环境卫生管理服务中心联合采购",
            "level": "district",
            "start": "2026-05",
            "months": 36,
            "seniority_growth": "annual",
            "budget": LARGEST,
        },
        "positions": [_position(number) for number in range(40)],
        "price": {
            "other_costs": [
                *(
                    {"name": LONG_NAME, "amount": 1234567.89, "per": "month", "lot": lot}
                    for lot in LOTS
                ),
                {"name": "统一调度平台", "amount": LARGEST, "per": "term", "lot": "全部"},
            ],
            "management_fee": {"rate": "0.03"},
            "profit": {"rate": "0.02"},
            "tax": {"rate": "0.0672"},
            "lots": {LOTS[1]: {"management_fee": {"rate": "0.035125"}}},
        },
        "figures": {
            "medical.rate": {
                "value": "0.055",
                "source": "穗医保〔2026〕1号" * 5,
                "reason": LONG_REMARK,
            },
        },
    }


def _position(number: int) -> dict[str, Any]:
    """Return one position; every fifth is manned by posts, and incentives come in turn."""
    title = _TITLES[number % len(_TITLES)]
    position: dict[str, Any] = {
        "title": title,
        "lot": LOTS[number // 10],
        "street": _STREETS[number // 10],
        "seniority_years": number % 20,
        "remarks": LONG_REMARK if number % 3 == 0 else "无",
        "skill_post_allowance": 150 * (number % 4),
    }
    if title == LONG_TITLE:
        position["post_class"] = 1
    if number % 5 == 1:
        return position | {"posts_to_man": 3 + number, "shifts": "2.5"}
    if number % 7 == 2:
        position |= {"skill_grade": "五级", "education": "大学专科", "performance_bonus": "1234.56"}
    return position | {"headcount": 99_999 if number == 3 else 10 + number}
