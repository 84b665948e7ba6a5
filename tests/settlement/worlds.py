"""Attendance for the tests: rows as mappings, and the same rows through the program's engine."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from sanicost.city.standard import config_folder, load_standard
from sanicost.core.figures import Row as Dated
from sanicost.core.figures import Standard, Standing
from sanicost.core.period import Month
from sanicost.settlement.engine import price_rows
from sanicost.settlement.leave import History, leave_pay
from sanicost.settlement.spine import Spine
from sanicost.settlement.terms import BLANK, HalfYear, Terms
from tests.naive.arithmetic import exact
from tests.naive.figures import Figures, figures_from
from tests.naive.figures import Row as NaiveRow
from tests.rosters import priced

D = Decimal
INVENTED: dict[str, list[tuple[str, Any]]] = {
    # Nobody knows these figures; the tests of other months than the known ones need some number.
    "medical.base": [("2022-12", {"lower": D("6014.40"), "upper": D(30072)})],
    "critical_illness.average_wage": [("2019-07", D(9320))],
    "pension.rate": [("2023-01", D("0.15"))],
    "unused_leave_multiple": [("2018-01", D(3))],
    "incentives.skill_grade": [
        ("2018-01", {"五级": D(90), "四级": D(140), "三级": D(190), "二级": D(240), "一级": D(290)})
    ],
    "incentives.education": [("2018-01", {"大学专科": D(180), "大学本科及以上": D(380)})],
}
GRADES = ("五级", "四级", "三级", "二级", "一级")
DEGREES = ("大学专科", "大学本科及以上")
MONEY_AND_DAYS = (
    "days_worked",
    "rest_days_worked",
    "statutory_days_worked",
    "overtime_hours",
    "paid_days",
    "seniority_years",
    "insurance_base",
    "housing_fund_base",
    "holiday_money",
    "skill_post_allowance",
    "performance_bonus",
    "unused_leave_days",
    "average_wage",
    "base_wage",
    "paid",
)


def naive_figures() -> Figures:
    """Return the figures of config/ with the invented ones in their gaps."""
    figures = figures_from()
    for path, rows in INVENTED.items():
        starts = {date.fromisoformat(f"{month}-01"): value for month, value in rows}
        kept = [row for row in figures[path] if row.start not in starts]
        new = [NaiveRow(start, exact(value), "single") for start, value in starts.items()]
        figures[path] = sorted(kept + new, key=lambda row: row.start)
    return figures


def standard() -> Standard:
    """Return the same figures as the program has them."""
    loaded = load_standard(config_folder())
    figures = dict(loaded.figures)
    for path, rows in INVENTED.items():
        starts = {Month.parse(month): value for month, value in rows}
        kept = [row for row in figures[path].rows if row.start not in starts]
        new = [
            Dated(start=start, value=value, source="test", standing=Standing.SINGLE)
            for start, value in starts.items()
        ]
        dated = sorted(kept + new, key=lambda row: row.start or Month(0))
        figures[path] = replace(figures[path], rows=tuple(dated))
    return replace(loaded, figures=figures)


def terms(
    folder: Path,
    positions: Sequence[Mapping[str, Any]],
    *,
    half_year: HalfYear = "first",
    leave_in_full: bool = False,
) -> Terms:
    """Return a contract over the first half of 2026 with these positions."""
    roster = {"project": {"start": "2026-01", "months": 6}, "positions": list(positions)}
    run = priced(folder, roster)
    return Terms(
        contract=run.result.estimate,
        standard=standard(),
        half_year=half_year,
        leave_in_full=leave_in_full,
    )


def hundredths(value: Any) -> int:
    """Return a number as the engine's tables hold it."""
    return BLANK if value is None else int(Fraction(value) * 100)


def code(value: Any, known: Sequence[str]) -> int:
    """Return the code of a grade or a degree: 0 for none."""
    return 0 if value is None else known.index(value) + 1


def table(rows: Sequence[Mapping[str, Any]], positions: Sequence[str]) -> pd.DataFrame:
    """Return rows of the attendance as the engine reads them; `position` is a title."""
    found = []
    for row in rows:
        first = row.get("first_day")
        kinds = {None: BLANK, "full": 0, "injury_only": 1, "none": 2}
        numbers = {name: hundredths(row.get(name)) for name in MONEY_AND_DAYS}
        if row.get("holiday_money") is None and "holiday_money" in row:
            numbers["holiday_money"] = 0
        found.append(
            {
                "worker": str(row["worker_id"]),
                "month": Month.parse(str(row["month"])).ordinal,
                "position": list(positions).index(str(row["position"])),
                "first_day": BLANK if first is None else first.toordinal(),
                "insurance": kinds[row.get("insurance")],
                "skill_grade": code(row.get("skill_grade"), GRADES),
                "education": code(row.get("education"), DEGREES),
                **numbers,
            }
        )
    return pd.DataFrame(found)


def settled(
    given: Terms, rows: Sequence[Mapping[str, Any]], titles: Sequence[str]
) -> list[dict[str, int]]:
    """Return every line of every row as the program computes it, in fen."""
    frame = table(rows, titles)
    frame["worker"] = pd.factorize(frame["worker"])[0]
    lines = price_rows(frame, given)
    spine = Spine(given)
    spine.add(frame)
    history = History(spine)
    history.add(lines)
    lines["unused_leave"] = leave_pay(frame, lines, history, given)
    return [{str(name): int(fen) for name, fen in row.items()} for row in lines.to_dict("records")]
