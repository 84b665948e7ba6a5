"""The dates of the statutory holidays: what the decrees say, against a calendar of others."""

from datetime import date

import holidays
import pytest

from sanicost.city.standard import config_folder
from sanicost.exact_yaml import Tree, load

FIRST, LAST = 2014, 2040
HOLIDAYS = {
    "new_year": "New Year's Day",
    "spring_festival": "Chinese New Year",
    "tomb_sweeping": "Tomb-Sweeping Day",
    "labour_day": "Labor Day",
    "dragon_boat": "Dragon Boat Festival",
    "mid_autumn": "Mid-Autumn Festival",
    "national_day": "National Day",
}
"""Our holidays, and how the calendar of others begins their names."""


def _mapping(tree: Tree, key: str | int) -> dict[str | int, Tree]:
    assert isinstance(tree, dict)
    found = tree[key]
    assert isinstance(found, dict)
    return found


def _data() -> Tree:
    return load((config_folder() / "statutory_dates.yaml").read_text("utf-8"))


def _dates(year: int) -> dict[str, set[date]]:
    """Return the dates of each holiday of a year as the data give them."""
    named = _mapping(_mapping(_data(), "years"), year)
    return {
        str(name): {date.fromisoformat(f"{year}-{day}") for day in days}
        for name, days in named.items()
        if isinstance(days, list)
    }


def _days(year: int) -> set[date]:
    return set().union(*_dates(year).values())


def _is(name: str, theirs: str) -> bool:
    return name.startswith(theirs) and "Extended" not in name


def _calendar(year: int) -> dict[str, set[date]]:
    """Return the same as others compute it, without days in lieu and the longer leave of 2020."""
    days = holidays.country_holidays("CN", years=year, observed=False, language="en_US")
    return {
        name: {day for day in days if any(_is(n, theirs) for n in days.get_list(day))}
        for name, theirs in HOLIDAYS.items()
    }


def test_every_year_from_2014_to_2040_has_its_dates() -> None:
    # Decree 644 is in force from 2014; a contract of ten years from 2031 still has every date.
    assert list(_mapping(_data(), "years")) == list(range(FIRST, LAST + 1))
    assert set(_mapping(_data(), "names")) == set(HOLIDAYS)


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_every_date_is_that_of_an_independent_calendar(year: int) -> None:
    assert _dates(year) == _calendar(year)


@pytest.mark.parametrize("year", range(FIRST, LAST + 1))
def test_each_holiday_has_the_days_of_its_decree(year: int) -> None:
    # Decree 795 added the lunar New Year's Eve and 2 May from 2025 on.
    more = int(year >= 2025)
    assert {name: len(days) for name, days in _dates(year).items()} == {
        "new_year": 1,
        "spring_festival": 3 + more,
        "tomb_sweeping": 1,
        "labour_day": 1 + more,
        "dragon_boat": 1,
        "mid_autumn": 1,
        "national_day": 3,
    }


def test_two_holidays_meet_on_one_day_in_four_years() -> None:
    # 中秋 and 国庆节; a year of 11 or 13 days then has one less.
    short = {y: len(_days(y)) for y in range(FIRST, LAST + 1) if len(_days(y)) not in {11, 13}}
    assert short == {2020: 10, 2028: 12, 2031: 12, 2039: 12}
    for day in (date(2020, 10, 1), date(2028, 10, 3), date(2031, 10, 1), date(2039, 10, 2)):
        met = {name for name, days in _dates(day.year).items() if day in days}
        assert met == {"mid_autumn", "national_day"}


def test_january_to_june_has_nine_of_the_thirteen_days() -> None:
    # 1 + 4 + 1 + 2 + 1 in 2027; the other four are 中秋 and 国庆节.
    assert sum(day.month <= 6 for day in _days(2027)) == 9


def test_a_year_from_february_may_have_two_lunar_new_years_or_none() -> None:
    # 2027-02-05 to 02-08 and 2028-01-25 to 01-28 lie in one, 2028-02 to 2029-01 has neither.
    def spring(first: date, last: date) -> int:
        days = _dates(first.year)["spring_festival"] | _dates(last.year)["spring_festival"]
        return sum(first <= day <= last for day in days)

    assert spring(date(2027, 2, 1), date(2028, 1, 31)) == 8
    assert spring(date(2028, 2, 1), date(2029, 1, 31)) == 0
