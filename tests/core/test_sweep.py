"""Suppositions: what they set, and many at once as one by one."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.analysis.sweep import ceilings
from sanicost.analysis.trial import swept, tried
from sanicost.analysis.whatif import Setting, hypothetical
from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.price import price
from sanicost.readers.document import Notes
from sanicost.readers.settings import SettingReader, Sweep, read_sweep
from tests.rosters import priced, random_estimate

VOCABULARY = load_vocabulary(config_folder())
RANGES = (
    "minimum_wage=2000..3000:25",
    "minimum_wage=2400..2900:12.5@2027-03",
    "base_wage_ratio=1.2..1.5:0.01",
    "post_allowance.1=20..30:0.35",
    "seniority_pay.1.per_year=30..60",
    "seniority_pay.1.upto=10..16:0.25",
    "statutory_holidays=11..15@2026-05",
    "paid_days_per_month=20..22:0.07",
    "overtime_multiples.rest_day=2..3:0.1",
    "pension.base.lower=4000..5000:33.33",
    "housing_fund.rate=0.05..0.12:0.01",
    "medical.rate=0..0.08:0.0025",
    "incentives.education.大学专科=100..900:100",
    "headcount=1..40",
    "[1].headcount=1..9",
    "seniority_years=0..60:1.5",
    "[1].seniority_years=0..20",
    "work_days=1..31:0.5",
    "rest_days_worked=0..60:4",
    "statutory_days_worked=0..13",
    "overtime_hours=0..40:2.5",
    "base_wage=2000..8000:300",
    "[1].holiday_money=1200..4800:400",
    "housing_fund_rate=0.05..0.2:0.01",
    "skill_post_allowance=0..900:45",
    "performance_bonus=0..30000:1500",
    "post_class=1..3",
)


def _reader(base: Estimate, notes: Notes) -> SettingReader:
    return SettingReader(base.roster, base.standard, VOCABULARY, notes)


def _settings(base: Estimate, *texts: str) -> list[Setting]:
    notes = Notes()
    reader = _reader(base, notes)
    read = reader.read(texts)
    assert notes.problems == []
    return read


def _range(base: Estimate, text: str) -> Sweep | None:
    return read_sweep(text, _reader(base, notes := Notes()), notes)


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[Estimate]:
    """Random rosters, with lots, incentives and overrides among them."""
    folder = tmp_path_factory.mktemp("rosters")
    found = (random_estimate(folder, seed) for seed in range(24))
    return [estimate for estimate in found if estimate]


@pytest.mark.parametrize("text", RANGES)
def test_a_sweep_is_equal_to_estimates_one_by_one(text: str, bases: list[Estimate]) -> None:
    compared = 0
    for base in bases:
        found = _range(base, text)
        if found is None:
            continue  # limits out of order in some month of this roster
        stacked = ceilings(base.roster, base.standard, found.settings)
        for setting, ceiling in list(zip(found.settings, stacked, strict=True))[::4]:
            assert ceiling == price(estimate(*setting.applied(base.roster, base.standard))).ceiling
        compared += 1
    assert compared > len(bases) / 2


def test_heads_from_posts_to_man_follow_the_days_in_a_sweep(tmp_path: Path) -> None:
    manned = {"title": "公厕保洁工", "posts_to_man": 5, "shifts": 2}
    base = _priced(tmp_path, manned)
    found = _range(base, "work_days=20..26")
    assert found
    # 5 × 2 × 365 shifts; one person works 12 × 20 - 10 = 230 days a year, or 12 × 26 - 10 = 302.
    few, many = (one.applied(base.roster, base.standard)[0] for one in found.settings[::6])
    assert [r.positions[0].headcount for r in (few, many)] == [16, 13]
    lowest = price(estimate(few, base.standard)).ceiling
    assert ceilings(base.roster, base.standard, found.settings)[0] == lowest


def _priced(folder: Path, *positions: Mapping[str, Any], **more: Any) -> Estimate:
    project = {"start": "2026-07", "months": 12, **more}
    return priced(folder, {"project": project, "positions": positions}).result.estimate


def test_a_figure_is_supposed_from_its_month_on_and_beats_later_rows(tmp_path: Path) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1})
    _, standard = hypothetical(
        base.roster, base.standard, _settings(base, "minimum_wage=2600@2026-08")
    )
    wages = [standard.number("minimum_wage", base.roster.period.start + n) for n in range(4)]
    # 2500 until 2680 comes in September 2026.
    assert wages == [2500, 2600, 2600, 2600]


def test_of_a_figure_supposed_in_part_the_rest_goes_on_changing(tmp_path: Path) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1}, start="2025-01", months=24)
    _, standard = hypothetical(
        base.roster, base.standard, _settings(base, "pension.base.lower=5000")
    )
    own = [base.standard.rows(month)["pension.base"] for month in base.roster.period.all_months()]
    now = [standard.rows(month)["pension.base"] for month in base.roster.period.all_months()]
    pairs = [(a.value, b.value) for a, b in zip(own, now, strict=True) if a and b]
    assert len(pairs) == 24
    for was, would in pairs:
        assert isinstance(was, dict)
        assert would == {**was, "lower": Decimal(5000)}


def test_a_later_supposition_beats_an_earlier_one(tmp_path: Path) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1})
    roster, _ = hypothetical(
        base.roster, base.standard, _settings(base, "人数=3", "[1].headcount=20")
    )
    assert roster.positions[0].headcount == 20


def test_a_work_pattern_brings_all_its_days(tmp_path: Path) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1})
    setting = _settings(base, "work_pattern=five-day-holidays-off")
    [position] = hypothetical(base.roster, base.standard, setting)[0].positions
    days = [position.work_days, position.rest_days_worked, position.statutory_days_worked]
    assert days == [Decimal("20.67"), Decimal(0), Decimal(0)]


def test_differences_are_told_by_month_and_line(tmp_path: Path) -> None:
    plain = {"title": "公厕保洁工", "headcount": 2, "insurance": "injury_only", "work_days": 20}
    plain |= {"rest_days_worked": 0, "statutory_days_worked": 0, "heat_exposed": False}
    base = _priced(tmp_path, plain, start="2026-01", months=3)
    settings = ["seniority_years=12", "holiday_money=2520@2026-03"]
    trial = tried(base, _settings(base, *settings), settings)
    runs = [(str(run.first), run.months, run.changed) for run in trial.runs]
    # Two heads: 30 yuan for each of two years more; 10 yuan a month of holiday money from March.
    # Work injury takes a rate r of what is more: income was 4000.00, is 4060.00, then 4070.00.
    rate = base.standard.number("work_injury.rate", base.roster.period.start)
    assert rate == Decimal("0.006")
    assert runs == [
        ("2026-01", 2, {"seniority_pay": (600_00, 720_00), "work_injury": (48_00, 48_72)}),
        (
            "2026-03",
            1,
            {
                "seniority_pay": (600_00, 720_00),
                "holiday_money": (400_00, 420_00),
                "work_injury": (48_00, 48_84),
            },
        ),
    ]
    was, would = trial.steps["ceiling"]
    assert would - was == 2 * (120_00 + 72) + 120_00 + 20_00 + 84


def test_what_breaks_the_law_is_priced_and_said(tmp_path: Path) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1})
    settings = ["minimum_wage=2000", "post_class=3", "base_wage=2100"]
    trial = tried(base, _settings(base, *settings), settings)
    codes = {problem.code for problem in trial.broken}
    assert codes == {"override-lowers-law", "class-contradicts-annex", "base-wage-below-standard"}
    assert trial.steps["ceiling"][1] < trial.steps["ceiling"][0]


@pytest.mark.parametrize(
    ("text", "lawful"),
    [
        # 3216 = 1.2 × 2680, the minimum wage from September 2026.
        ("base_wage=3000..3400:100", [False, False, False, True, True]),
        # Not below the standard's 7 %... and not above the ceiling of 12 %.
        ("housing_fund_rate=0.04..0.14:0.02", [False, False, True, True, True, False]),
        ("seniority_years=3..5", [True, True, True]),
        # 12 × 27 days are more than 261 + 52 + 1.
        ("work_days=25..27", [True, True, False]),
    ],
)
def test_each_value_of_a_range_says_whether_it_is_lawful(
    text: str, lawful: list[bool], tmp_path: Path
) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1})
    found = _range(base, text)
    assert found
    result = swept(base, (), (), found.name, found.settings)
    assert list(result.lawful) == lawful
    assert bool(result.broken) == (not lawful[0] or not lawful[-1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("minimum_wage", "setting-form"),
        ("=3", "setting-form"),
        ("[x].headcount=3", "setting-form"),
        ("a=b=c", "setting-form"),
        ("minimum_wge=2800", "setting-unknown"),
        ("titel=公厕保洁工", "setting-unknown"),
        ("months=24", "setting-is-option"),
        ("起始月份=2027-01", "setting-is-option"),
        ("management_fee=0.03", "setting-of-whole"),
        ("采购预算=5000000", "setting-of-whole"),
        ("title=公厕保结工", "title-misspelt"),
        ("title=绿化养护工", "title-outside-trade"),
        ("title=项目经理", "class-missing"),
        ("title=", "title-missing"),
        ("pension.base.middle=3", "setting-unknown"),
        ("heat_allowance.months.1=5", "setting-unknown"),
        ("[1].minimum_wage=2800", "setting-row-of-figure"),
        ("minimum_wage=", "setting-blank"),
        ("headcount=", "setting-blank"),
        ("minimum_wage=viel", "not-a-number"),
        ("minimum_wage=-1", "number-negative"),
        ("minimum_wage=2800.001", "too-many-decimals"),
        ("minimum_wage=2800@2027-13", "month-expected"),
        ("pension.rate=16", "rate-above-one"),
        ("pension.base=5000", "override-value-wrong"),
        ("pension.base.lower=99999999", "override-value-wrong"),
        ("hours_per_day=0", "override-value-wrong"),
        ("seniority_years=61", "number-outside-limits"),
        ("seniority_years=12@2027-01", "setting-month-of-field"),
        ("headcount=2.5", "not-whole"),
        ("headcount=0", "number-outside-limits"),
        ("insurance=viel", "choice-unknown"),
        ("[2].headcount=5", "setting-row-missing"),
        ("[0].headcount=5", "setting-row-missing"),
        ("posts_to_man=5", "setting-needs-posts"),
    ],
)
def test_a_wrong_supposition_is_told_with_its_text(text: str, code: str, tmp_path: Path) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1})
    notes = Notes()
    assert _reader(base, notes).read([text]) == []
    assert [(one.code, one.where) for one in notes.problems] == [(code, f"--set {text}")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("seniority_years=5", "sweep-range-expected"),
        ("seniority_years=5..", "sweep-range-expected"),
        ("seniority_years=20..5", "sweep-range-expected"),
        ("seniority_years=5..20:0", "sweep-range-expected"),
        ("seniority_years=a..b", "sweep-range-expected"),
        ("seniority_years=1..1e9", "sweep-range-expected"),
        ("minimum_wage=1..10001", "sweep-too-long"),
        ("minimum_wage=1..999999999999:0.000001", "sweep-too-long"),
        ("seniority_years=50..70", "number-outside-limits"),
        ("seniority_years=5..6:0.001", "too-many-decimals"),
        ("headcount=1..2:0.5", "not-whole"),
        ("skill_grade=1..5", "sweep-needs-number"),
        ("post_allowance=1..5", "override-value-wrong"),
        ("nichts=1..5", "setting-unknown"),
    ],
)
def test_a_wrong_range_is_told_with_its_text(text: str, code: str, tmp_path: Path) -> None:
    base = _priced(tmp_path, {"title": "公厕保洁工", "headcount": 1})
    notes = Notes()
    assert read_sweep(text, _reader(base, notes), notes) is None
    assert {(one.code, one.where) for one in notes.problems} == {(code, f"--sweep {text}")}
