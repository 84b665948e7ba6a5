"""横向对比: the same measure of all lots and streets of a batch, each beside the median."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from sanicost.core.batch_result import Measure, Outcome
from sanicost.core.measures import class_of, order
from sanicost.writers.streamed_sheets import Cell, FormattedNumber, GrowingSheet
from sanicost.writers.workbook.sheet import SheetColumn

COLUMNS = (
    SheetColumn("measure", "指标", 26),
    SheetColumn("unit", "单位", 12),
    SheetColumn("roster", "岗位表", 26),
    SheetColumn("lot", "包组", 16),
    SheetColumn("street", "镇街", 16),
    SheetColumn("value", "数值", 14),
    SheetColumn("median", "中位数", 14),
    SheetColumn("gap", "与中位数相差", 13),
)
NOTE = "同一指标由大到小排列；与中位数相差两成及以上的着色。只供比较和询问，不说明谁对谁错。"
_VALUE, _MEDIAN = "F", "G"
FAR = Decimal("0.2")
"""From this part of the median on, a number is coloured."""
_UNITS = Decimal("0.0001")


class _Told(NamedTuple):
    """How a measure is called, in which unit and format it stands."""

    name: str
    unit: str
    kind: str


_TOLD = {
    "rest_day_share": _Told("休息日加班工资占基本成本", "", "share"),
    "days_a_month": _Told("月出勤天数（人均）", "日", "money"),
    "seniority_years": _Told("工龄（人均）", "年", "money"),
    "incentives_a_head": _Told("激励性分配及单位缴费", "元/人·月", "money"),
    "other_costs_a_head": _Told("其他费用", "元/人·月", "money"),
    "management_fee": _Told("管理费率", "", "share"),
    "profit": _Told("利润率", "", "share"),
    "tax": _Told("税率", "", "share"),
    "square_metre_year": _Told("每平方米限价", "元/㎡·年", "money"),
    "square_metres_a_sweeper": _Told("每名清扫工保洁面积", "㎡/人", "money"),
}


class _Row(NamedTuple):
    """A measure of a roster."""

    name: str
    value: Decimal
    roster: str
    measure: Measure


def write(sheet: GrowingSheet, outcomes: Iterable[Outcome]) -> None:
    """Write all measures, one after the other, the largest number first."""
    rows = [
        _Row(one.name, Decimal(one.value), outcome.roster, one)
        for outcome in outcomes
        for one in outcome.measures
    ]
    rows.sort(key=lambda row: (order(row.name), -row.value, row.roster, row.measure.lot))
    for name, group in groupby(rows, key=attrgetter("name")):
        _write_measure(sheet, _told(name), list(group))


def _told(name: str) -> _Told:
    number = class_of(name)
    return _TOLD[name] if number is None else _Told(f"{number} 类岗位", "元/人·月", "money")


def _write_measure(sheet: GrowingSheet, told: _Told, rows: Sequence[_Row]) -> None:
    first, last = sheet.row + 1, sheet.row + len(rows)
    whole = f"${_VALUE}${first}:${_VALUE}${last}"
    middle = _rounded(median(Fraction(row.value) for row in rows))
    for number, row in enumerate(rows, start=first):
        gap = _rounded(Fraction(row.value) / Fraction(middle) - 1) if middle else Decimal(0)
        far = "provisional" if abs(gap) >= FAR else ""
        names: list[Cell] = [told.name, told.unit, row.roster, row.measure.lot, row.measure.street]
        of_median = f"=IF({_MEDIAN}{number}=0,0,ROUND({_VALUE}{number}/{_MEDIAN}{number}-1,4))"
        sheet.write(
            [
                *names,
                FormattedNumber(row.value, told.kind, fill=far),
                FormattedNumber(middle, told.kind, f"=ROUND(MEDIAN({whole}),4)"),
                FormattedNumber(gap, "share", of_median, far),
            ]
        )


def _rounded(number: Fraction) -> Decimal:
    """Return a number with four decimals, half rounded away from zero as a spreadsheet does."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(_UNITS, ROUND_HALF_UP)
