"""A year of six-day workers settled beside the estimate: what the estimate spreads, they earned."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES
from sanicost.settlement.terms import Terms
from tests.rosters import priced
from tests.settlement.worlds import settled

D = Decimal
MOST = 12
"""Fen by which twelve rounded months may differ from twelve equal ones: half a fen each, twice."""
# In a year of one base wage it does not matter when the days were worked. In 2026 it rises in
# September: eight months of 52 ÷ 12 and 13 ÷ 12 days are 34.67 and 8.67, four 17.33 and 4.33.
STATUTORY: dict[str, list[Any]] = {
    "2027": [1, 0, 0, 1, 2, 1, 0, 0, 0, 4, 0, 4],
    "2026": [*[D("1.08")] * 7, D("1.11"), *[D("1.08")] * 3, D("1.09")],
}
REST: dict[str, list[Any]] = {
    "2027": [5, 4, 4, 4, 5, 4, 4, 5, 4, 4, 4, 5],
    "2026": [*[D("4.33")] * 7, D("4.36"), *[D("4.33")] * 3, D("4.34")],
}


@pytest.mark.clause("二(四)")
@pytest.mark.parametrize("year", ["2026", "2027"])
def test_a_year_of_the_modelled_worker_is_the_estimate_line_by_line(
    tmp_path: Path, year: str
) -> None:
    # 26 days each month, 52 rest days and 13 statutory days in the year, bases the modelled income.
    assert (sum(STATUTORY[year]), sum(REST[year])) == (13, 52)
    roster = {
        "project": {"start": f"{year}-01", "months": 12},
        "positions": [{"title": "公厕保洁工", "headcount": 1, "seniority_years": 10}],
    }
    run = priced(tmp_path, roster)
    contract = run.result.estimate
    terms = Terms(contract=contract, standard=contract.standard)
    modelled = {
        month: segment.amounts["income"][0]
        for segment in contract.segments
        for month in (segment.start + offset for offset in range(segment.months))
    }
    rows = [
        {
            "worker_id": "W1",
            "month": f"{year}-{number + 1:02d}",
            "position": "公厕保洁工",
            "days_worked": 26,
            "rest_days_worked": REST[year][number],
            "statutory_days_worked": STATUTORY[year][number],
            "overtime_hours": 0,
            "seniority_years": 10,
            "insurance_base": Decimal(income).scaleb(-2),
            "housing_fund_base": Decimal(income).scaleb(-2),
        }
        for number, (_, income) in enumerate(sorted(modelled.items()))
    ]
    lines = settled(terms, rows, ["公厕保洁工"])
    apart = {}
    for name in (*WAGE_LINES, *EMPLOYER_LINES):
        worked = sum(one[name] for one in lines)
        spread = sum(segment.amounts[name][0] * segment.months for segment in contract.segments)
        if abs(worked - spread) > MOST:
            apart[name] = worked - spread
    assert apart == {}
