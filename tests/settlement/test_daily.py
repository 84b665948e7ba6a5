"""The daily sheet 考勤表, counted by hand: 出勤, 休息日加班, 法定节假日, 计薪."""

from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest

from sanicost.city.standard import config_folder
from sanicost.city.statutory_dates import load_statutory_dates
from sanicost.city.vocabulary import load_vocabulary
from sanicost.core.period import Month
from sanicost.settlement.daily_marks import Counts, MonthOfMarks, counted
from sanicost.settlement.words import Mark, load_words
from tests.settlement.daily_sheets import Hand, Page, write
from tests.settlement.programs import settle

D = Decimal
STATUTORY = frozenset(chain.from_iterable(load_statutory_dates(config_folder()).values()))
# March 2026 begins on a Sunday, has 22 weekdays and no statutory day.
# May 2026 begins on a Friday, has 21 weekdays; the 1st (Friday) and the 2nd are statutory.


def count(month: str, marks: str, **given: object) -> Counts:
    """Count marks written one letter a day; `.` is a blank."""
    words = load_words(config_folder(), load_vocabulary(config_folder())).daily
    parsed = Month.parse(month)
    found = [None if mark == "." else words.marks[mark] for mark in marks.ljust(31, ".")]
    whole = MonthOfMarks(month=parsed, marks=found[: parsed.last_day.day], **given)  # type: ignore[arg-type]
    return counted(whole, STATUTORY)


def weeks(month: str, weekday: str, saturday: str, sunday: str) -> str:
    """Write the same mark for each kind of day of a month."""
    days = Month.parse(month)
    first = {"2026-03": 6, "2026-05": 4}[month]
    kinds = [weekday] * 5 + [saturday, sunday]
    return "".join(kinds[(first + day) % 7] for day in range(days.last_day.day))


def test_a_month_of_weekdays_is_whole_and_has_no_rest_day_worked() -> None:
    counts = count("2026-03", weeks("2026-03", "√", "休", "休"))
    assert (counts.days_worked, counts.rest_days_worked) == (D(22), D(0))
    assert counts.paid_days is None


def test_saturdays_marked_as_worked_are_rest_days_worked() -> None:
    # 22 weekdays + 4 Saturdays; by the calendar, too, 26 − 22 = 4.
    counts = count("2026-03", weeks("2026-03", "√", "加", "休"))
    assert (counts.days_worked, counts.rest_days_worked) == (D(26), D(4))
    assert (counts.by_marks, counts.by_calendar) == (D(4), D(4))


def test_without_such_marks_the_days_beyond_the_weekdays_are_rest_days_worked() -> None:
    counts = count("2026-03", weeks("2026-03", "√", "√", "休"))
    assert (counts.days_worked, counts.rest_days_worked) == (D(26), D(4))
    assert counts.by_marks is None


def test_a_day_off_within_the_month_makes_up_for_a_rest_day_worked() -> None:
    # 31 days, Saturdays worked, two Mondays (2nd and 9th) off: 24 − 22 = 2 rest days worked.
    marks = list(weeks("2026-03", "√", "√", "休"))
    marks[1] = marks[8] = "休"
    counts = count("2026-03", "".join(marks))
    assert (counts.days_worked, counts.rest_days_worked, counts.paid_days) == (D(24), D(2), None)


def test_leave_and_sickness_are_no_rest_and_only_sickness_is_unpaid() -> None:
    # Monday 2nd on annual leave, 3rd sick, 4th unpaid, 5th absent, 6th half a day.
    marks = list(weeks("2026-03", "√", "休", "休"))
    marks[1:6] = ["年", "病", "事", "旷", "△"]
    counts = count("2026-03", "".join(marks))
    # 22 − 5 + 0.5 = 17.5 days worked; weekdays left 22 − 4 = 18, so no rest day was worked.
    assert (counts.days_worked, counts.rest_days_worked) == (D("17.5"), D(0))
    # 22 − 1 (sick) − 1 − 1 − 0.5 = 18.5.
    assert (counts.paid_days, counts.sick_days) == (D("18.5"), 1)


def test_days_on_statutory_days_count_apart_whatever_the_weekday() -> None:
    # 1 and 2 May worked; the other 20 weekdays worked; no other Saturday.
    marks = list(weeks("2026-05", "√", "休", "休"))
    marks[1] = "加"  # a Saturday, but statutory: no rest day worked
    counts = count("2026-05", "".join(marks))
    assert counts.days_worked == D(22)
    assert (counts.statutory_days_worked, counts.rest_days_worked) == (D(2), D(0))


def test_a_statutory_day_is_paid_whatever_its_mark() -> None:
    marks = list(weeks("2026-05", "√", "休", "休"))
    marks[0] = "事"
    assert count("2026-05", "".join(marks)).paid_days is None


def test_weekdays_outside_the_employment_are_unpaid() -> None:
    # Entered on Monday 16 March: the weekdays 2–6 and 9–13 are outside, 22 − 10 = 12.
    marks = "." * 15 + weeks("2026-03", "√", "休", "休")[15:]
    entry = Month.parse("2026-03").last_day.replace(day=16)
    counts = count("2026-03", marks, entry=entry)
    assert (counts.days_worked, counts.paid_days) == (D(12), D(12))
    assert counts.rest_days_worked == D(0)


def test_blanks_at_the_ends_are_unclear_until_a_date_says_so() -> None:
    marks = [None] * 15 + [Mark.WORKED] * 16
    entry = Month.parse("2026-03").last_day.replace(day=16)
    march = Month.parse("2026-03")
    assert MonthOfMarks(month=march, marks=marks).is_unclear()
    assert not MonthOfMarks(month=march, marks=marks, entry=entry).is_unclear()


ROSTER = {
    "project": {"start": "2026-03", "months": 1},
    "positions": [{"title": "公厕保洁工", "headcount": 2}],
}
MARCH = weeks("2026-03", "√", "√", "休")


def page(hands: list[Hand], **given: str) -> Page:
    """Return a sheet for March 2026."""
    title = given.pop("title", "某公司2026年3月考勤表")
    return Page(name="三月", title=title, days=31, first_weekday=6, hands=hands, **given)


def test_a_daily_sheet_is_settled_like_the_rows_that_it_comes_to(tmp_path: Path) -> None:
    hands = [
        Hand(worker="A1", marks=MARCH, hours=6, totals={"出勤天数": 26, "加班天数": 4}),
        Hand(worker="A2", marks="…休"[1] * 31, totals={"出勤天数": 0, "加班天数": 0}),
    ]
    path = write(tmp_path / "考勤.xlsx", [page(hands)])
    found = settle(tmp_path, ROSTER, path)
    [months] = [position["months"] for position in found["positions"]]
    [march] = months
    assert (march["heads"], march["workers"], march["missing"]) == (2, 1, 1)
    # 3000 ÷ 21.75 × 2 × 4 = 1103.448… for A1, nothing for A2; 3000 ÷ 21.75 ÷ 8 × 1.5 × 6 = 155.17.
    assert march["worked"]["rest_day_overtime"] == "1103.45"
    assert march["worked"]["extended_overtime"] == "155.17"
    # 25 yuan × 26 days.
    assert march["worked"]["post_allowance"] == "650.00"


@pytest.mark.parametrize(
    ("hand", "given", "code"),
    [
        (Hand(worker="A1", marks="★" + MARCH[1:]), {}, "settle-mark-unknown"),
        (Hand(worker="A1", marks=MARCH, totals={"出勤天数": 25}), {}, "settle-totals-differ"),
        (Hand(worker="", marks=MARCH), {}, "settle-blank"),
        (Hand(worker="A1", marks=MARCH, hours=""), {}, "settle-blank"),
        (Hand(worker="A1", marks=MARCH), {"title": "考勤表"}, "settle-sheet-month-missing"),
        (Hand(worker="A1", marks=MARCH), {"title": "2026年4月"}, "settle-weekday-wrong"),
        (Hand(worker="A1", marks=MARCH, beside={"岗位": "司机"}), {}, "settle-position-unknown"),
        (Hand(worker="A1", marks=MARCH), {"legend": "图例：√＝支援"}, "settle-legend-unknown"),
    ],
)
def test_what_is_wrong_on_a_daily_sheet_is_a_problem_with_its_cell(
    tmp_path: Path, hand: Hand, given: dict[str, str], code: str
) -> None:
    path = write(tmp_path / "考勤.xlsx", [page([hand], **given)])
    problems = settle(tmp_path, ROSTER, path)["problems"]
    assert code in [problem["code"] for problem in problems]
    [first] = [problem["where"] for problem in problems if problem["code"] == code][:1]
    assert first.startswith("考勤.xlsx 三月!")


def test_a_legend_on_the_sheet_beats_the_marks_of_the_house(tmp_path: Path) -> None:
    # × is absent in the house; here it is a day off, and ★ a day worked.
    hand = Hand(worker="A1", marks=MARCH.replace("休", "×").replace("√", "★"))
    path = write(tmp_path / "考勤.xlsx", [page([hand], legend="图例：★出勤；×休息")])
    [position] = settle(tmp_path, ROSTER, path)["positions"]
    assert position["months"][0]["worked"]["post_allowance"] == "650.00"


def test_seven_days_on_end_are_found_across_months(tmp_path: Path) -> None:
    roster = {**ROSTER, "project": {"start": "2026-03", "months": 2}}
    # From Thursday 26 March (day 26) to Wednesday 1 April: seven days.
    march = "休" * 25 + "√" * 6
    april = "√" + "休" * 29
    pages = [
        page([Hand(worker="A1", marks=march)]),
        Page(name="四月", title="2026年4月考勤表", days=30, first_weekday=2,
             hands=[Hand(worker="A1", marks=april)]),
    ]  # fmt: skip
    path = write(tmp_path / "考勤.xlsx", pages)
    found = [one for one in settle(tmp_path, roster, path)["findings"]
             if one["code"] == "settle-days-on-end"]  # fmt: skip
    assert len(found) == 1
    assert "2026-03-26" in found[0]["message"]
    assert "2026-04-01" in found[0]["message"]
