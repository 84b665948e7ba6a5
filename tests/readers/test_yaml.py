"""YAML rosters: keys, kinds of value, costs, rates, lots and overrides, each with its place."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.readers.books import problems, read

D = Decimal
ONE = "positions: [{title: 公厕保洁工, headcount: 1}]\n"


def _file(folder: Path, text: str) -> Path:
    path = folder / "roster.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_smallest_roster_takes_every_default(tmp_path: Path) -> None:
    roster = read(_file(tmp_path, ONE)).result.estimate.roster
    [position] = roster.positions
    assert (str(roster.period.start), roster.period.months) == ("2027-01", 12)
    assert (position.post_class, position.work_pattern) == (1, "six-day")
    assert (position.seniority_years, position.heat_exposed) == (D(10), True)
    assert position.insurance == "full"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("projekt: {}\n" + ONE, ("key-unknown", "projekt")),
        ("project: {stat: 2026-01}\n" + ONE, ("key-unknown", "project.stat")),
        ("project: 5\n" + ONE, ("mapping-expected", "project")),
        ("project: {start: 2026-13}\n" + ONE, ("month-expected", "project.start")),
        ("project: {start: 2026-01-15}\n" + ONE, ("month-expected", "project.start")),
        ("project: {start: 9999-12, months: 2}\n" + ONE, ("period-too-late", "project.start")),
        ("project: {months: 121}\n" + ONE, ("number-outside-limits", "project.months")),
        ("project: {level: 省}\n" + ONE, ("choice-unknown", "project.level")),
        ("positions: {}\n", ("list-expected", "positions")),
        ("positions: []\n", ("positions-missing", "positions")),
        ("positions: [5]\n", ("mapping-expected", "positions[1]")),
        (
            "positions: [{title: 公厕保洁工, headcount: 1, heads: 2}]",
            ("key-unknown", "positions[1].heads"),
        ),
        (
            "positions: [{title: 公厕保洁工, headcount: [1]}]",
            ("not-a-number", "positions[1].headcount"),
        ),
        (
            "positions: [{title: {a: b}, headcount: 1}]",
            ("text-expected", "positions[1].title"),
        ),
        (ONE + "price: {tax: 0.06}\n", ("mapping-expected", "price.tax")),
        (ONE + "price: {tax: {rate: 6}}\n", ("rate-above-one", "price.tax.rate")),
        (ONE + "price: {tax: {rate: -0.06}}\n", ("number-negative", "price.tax.rate")),
        (ONE + "price: {tax: {}}\n", ("rate-missing", "price.tax.rate")),
        (ONE + "price: {fee: {rate: 0.1}}\n", ("key-unknown", "price.fee")),
        (
            ONE + "price: {other_costs: [{name: 油料费, amount: 1}]}\n",
            ("cost-field-missing", "price.other_costs[1].per"),
        ),
        (
            ONE + "price: {other_costs: [{name: 油料费, amount: 1, per: week}]}\n",
            ("choice-unknown", "price.other_costs[1].per"),
        ),
        (
            ONE + "price: {lots: {甲: {tax: {rate: 0.1}}}}\n",
            ("lot-unknown", "price.lots.甲"),
        ),
        (
            ONE + "figures: {medical.rat: {value: 1}}\n",
            ("figure-name-unknown", "figures.medical.rat"),
        ),
        (
            ONE + "figures: {post_allowance.1: {value: 26}}\n",
            ("figure-part-alone", "figures.post_allowance.1"),
        ),
        (
            ONE + "figures: {medical.rate: {value: 0.05, reason: b}}\n",
            ("override-field-missing", "figures.medical.rate.source"),
        ),
        (
            ONE + "figures: {medical.rate: {value: 0.05, source: a}}\n",
            ("override-field-missing", "figures.medical.rate.reason"),
        ),
        (
            ONE + "figures: {medical.rate: {value: 有, source: a, reason: b}}\n",
            ("override-value-wrong", "figures.medical.rate.value"),
        ),
        (
            ONE + "figures: {medical.base: {value: 5, source: a, reason: b}}\n",
            ("override-value-wrong", "figures.medical.base.value"),
        ),
        (
            ONE + "figures: {minimum_wage: [{value: 2700, source: a, reason: b}, "
            "{value: 2800, source: a, reason: b}]}\n",
            ("override-repeated", "figures.minimum_wage[2]"),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, text: str, expected: tuple[str, str]
) -> None:
    assert expected in problems(_file(tmp_path, text))


def test_the_last_month_of_the_calendar_is_no_problem(tmp_path: Path) -> None:
    text = "project: {start: 9999-12, months: 1}\n" + ONE
    assert str(read(_file(tmp_path, text)).result.estimate.roster.period.last) == "9999-12"


def test_a_position_without_a_lot_among_lots_is_a_problem(tmp_path: Path) -> None:
    text = (
        "positions:\n- {title: 公厕保洁工, headcount: 1, lot: 甲}\n"
        "- {title: 消杀员, headcount: 1}\n"
        "price: {other_costs: [{name: 费, amount: 1, per: term},"
        " {name: 费, amount: 1, per: term, lot: 丙}]}\n"
    )
    assert problems(_file(tmp_path, text)) == [
        ("position-without-lot", "positions[2]"),
        ("cost-without-lot", "price.other_costs[1].lot"),
        ("lot-unknown", "price.other_costs[2].lot"),
    ]


def test_overrides_of_one_figure_follow_each_other_by_month(tmp_path: Path) -> None:
    text = ONE + (
        "project: {start: 2027-01, months: 3}\n"
        "figures: {minimum_wage: [{value: 2900, source: a, reason: b, from: 2027-03},"
        " {value: 2800, source: a, reason: b, from: 2027-02}]}\n"
    )
    estimate = read(_file(tmp_path, text)).result.estimate
    # 1.2 × 2680, 1.2 × 2800, 1.2 × 2900.
    wages = [segment.amounts["base_wage"][0] for segment in estimate.segments]
    assert wages == [321600, 336000, 348000]


def test_an_override_replaces_every_later_row_of_its_figure(tmp_path: Path) -> None:
    text = ONE + (
        "project: {start: 2026-08, months: 2}\n"
        "figures: {minimum_wage: {value: 2700, source: a, reason: b, from: 2026-08}}\n"
    )
    [segment] = read(_file(tmp_path, text)).result.estimate.segments
    assert segment.amounts["base_wage"] == [324000]


def test_text_that_looks_like_a_number_or_truth_is_read_as_its_field_asks(tmp_path: Path) -> None:
    text = (
        "project: {name: 2027}\n"
        "positions: [{title: 公厕保洁工, headcount: '12', heat_exposed: no, post_class: '1'}]\n"
    )
    roster = read(_file(tmp_path, text)).result.estimate.roster
    assert roster.project.name == "2027"
    assert roster.positions[0].headcount == 12
    assert roster.positions[0].heat_exposed is False
