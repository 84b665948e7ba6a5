"""Supposed fields of positions: the same as a roster that says so, with a roster's own checks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sanicost.analysis.trial import tried
from sanicost.analysis.whatif import Setting, hypothetical
from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.price import price
from sanicost.readers.document import Notes
from sanicost.readers.settings import SettingReader
from tests.program import EXAMPLES, sanicost
from tests.rosters import priced, write_yaml

VOCABULARY = load_vocabulary(config_folder())
STREET = EXAMPLES / "street-office.yaml"
ROSTER: dict[str, Any] = {
    "project": {"start": "2026-01", "months": 3},
    "positions": [
        {
            **{"title": "公厕保洁工", "headcount": 8, "relief_headcount": 2, "shifts": 2},
            **{"lot": "包组（一）", "street": "石牌街道"},
        },
        {"title": "垃圾清运工", "posts_to_man": 5, "shifts": 2, "lot": "包组二"},
    ],
    "price": {"management_fee": {"rate": 0.03}, "lots": {"包组二": {"profit": {"rate": 0.02}}}},
}
# The row, and what each field of it is assumed to be.
FIELDS: Mapping[str, tuple[int, Any]] = {
    "title": (1, "吊车司机"),
    "post_class": (2, 1),
    "headcount": (1, 20),
    "posts_to_man": (2, 7),
    "shifts": (2, 3),
    "days_per_year": (2, 300),
    "leave_days": (2, 15),
    "relief_headcount": (1, 8),
    "seniority_years": (1, 12),
    "work_pattern": (2, "five-day"),
    "work_days": (2, 24),
    "rest_days_worked": (2, 60),
    "statutory_days_worked": (1, 13),
    "overtime_hours": (1, 6),
    "heat_exposed": (1, "no"),
    "insurance": (1, "injury_only"),
    "insurance_base": (1, 8000),
    "housing_fund_base": (1, 7000),
    "base_wage": (1, 4000),
    "holiday_money": (1, 3600),
    "housing_fund_rate": (1, 0.08),
    "skill_grade": (1, "五级"),
    "education": (1, "大学专科"),
    "skill_post_allowance": (1, 150),
    "performance_bonus": (1, 200),
    "lot": (1, "包组二"),
    "street": (1, "天 园街道"),
    "remarks": (1, "见附表=甲@乙（三）"),
}


def _settings(base: Estimate, *texts: str) -> list[Setting]:
    notes = Notes()
    read = SettingReader(base.roster, base.standard, VOCABULARY, notes).read(texts)
    assert notes.problems == []
    return read


def _with(row: int, field: str, value: Any) -> dict[str, Any]:
    """Return the roster with one field of one row changed."""
    positions = [dict(position) for position in ROSTER["positions"]]
    positions[row - 1][field] = value
    return {**ROSTER, "positions": positions}


def _base(folder: Path, roster: Mapping[str, Any] = ROSTER) -> Estimate:
    return priced(folder, roster).result.estimate


def test_every_field_that_a_roster_gives_can_be_supposed() -> None:
    assert FIELDS.keys() == VOCABULARY.columns.given.keys()


@pytest.mark.parametrize("field", FIELDS)
def test_a_supposed_field_is_read_as_a_roster_that_says_so(field: str, tmp_path: Path) -> None:
    row, value = FIELDS[field]
    base = _base(tmp_path)
    changed = hypothetical(base.roster, base.standard, _settings(base, f"[{row}].{field}={value}"))
    said = _base(tmp_path, _with(row, field, value))
    assert changed[0].positions == said.roster.positions
    assert changed[0].positions != base.roster.positions or field == "post_class"  # as the annex
    assert price(estimate(*changed)) == price(said)


@pytest.mark.parametrize("field", ["shifts", "relief_headcount", "street", "remarks"])
def test_a_field_that_may_be_blank_in_a_roster_may_be_supposed_blank(
    field: str, tmp_path: Path
) -> None:
    base = _base(tmp_path)
    changed, _ = hypothetical(base.roster, base.standard, _settings(base, f"[1].{field}="))
    assert changed.positions == _base(tmp_path, _with(1, field, None)).roster.positions


def test_a_supposed_title_brings_the_class_of_the_annex(tmp_path: Path) -> None:
    # The first row takes its class from the annex, the second gives it; both titles are of class 1.
    positions = [
        {"title": "公厕保洁工", "headcount": 1},
        {"title": "垃圾清运工", "post_class": 1, "headcount": 1},
    ]
    base = _base(tmp_path, {**ROSTER, "price": {}, "positions": positions})
    changed, _ = hypothetical(base.roster, base.standard, _settings(base, "岗位=中控室操作工"))
    assert [one.post_class for one in changed.positions] == [3, 3]


@pytest.mark.parametrize("order", [1, -1])
def test_a_title_outside_the_annex_takes_the_class_that_is_given_beside_it(
    order: int, tmp_path: Path
) -> None:
    base = _base(tmp_path)
    texts = ["[1].title=项目经理", "[1].post_class=2"][::order]
    [first, _] = hypothetical(base.roster, base.standard, _settings(base, *texts))[0].positions
    assert (first.title, first.post_class, first.in_annex) == ("项目经理", 2, False)
    own = _base(tmp_path, _with(1, "post_class", 1))
    [first, _] = hypothetical(own.roster, own.standard, _settings(own, texts[::order][0]))[
        0
    ].positions
    assert (first.title, first.post_class, first.in_annex) == ("项目经理", 1, False)


@pytest.mark.parametrize("order", [1, -1])
def test_another_class_than_the_annex_gives_a_supposed_title_is_priced_and_said(
    order: int, tmp_path: Path
) -> None:
    base = _base(tmp_path)
    texts = ["[1].title=中控室操作工", "[1].post_class=1"][::order]
    settings = _settings(base, *texts)
    assert hypothetical(base.roster, base.standard, settings)[0].positions[0].post_class == 1
    [problem] = tried(base, settings, texts).broken
    assert problem.code == "class-contradicts-annex"
    assert (problem.params["found"], problem.params["expected"]) == (1, 3)


@pytest.mark.parametrize(
    ("texts", "problems"),
    [
        (["[1].relief_headcount=9"], [("relief-above-headcount", "--set [1].relief_headcount=9")]),
        (["[1].headcount=1"], [("relief-above-headcount", "positions[1].relief_headcount")]),
        (["[1].lot="], [("position-without-lot", "--set [1].lot=")]),
        (["[1].lot=全部"], [("lot-named-all", "--set [1].lot=全部")]),
        (["[1].lot=一/二"], [("lot-name-unfit", "--set [1].lot=一/二")]),
        (["[1].lot=包组 二"], [("spelt-twice", "positions[2].lot")]),
        (["[2].lot=包组三"], [("lot-unknown", "price.lots.包组二")]),
        (["[2].street=石牌街"], [("street-misspelt", "--set [2].street=石牌街")]),
        (["[1].title=项目经理"], [("class-missing", "--set [1].title=项目经理")]),
        (["[1].title=公厕保结工"], [("title-misspelt", "--set [1].title=公厕保结工")]),
        (["[1].title="], [("title-missing", "--set [1].title=")]),
        (["[2].shifts="], [("coverage-incomplete", "--set [2].shifts=")]),
        (["[2].relief_headcount=1"], [("setting-needs-headcount", "--set [2].relief_headcount=1")]),
        (["remarks=\u202e"], [("control-character", "--set remarks=\u202e")]),
        (["street=" + "长" * 501], [("text-too-long", "--set street=" + "长" * 501)]),
    ],
)
def test_a_supposition_that_makes_no_roster_is_refused_as_a_roster_is(
    texts: list[str], problems: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = write_yaml(tmp_path / "r.yaml", ROSTER)
    options = [option for text in texts for option in ("--set", text)]
    outcome = sanicost("whatif", path, *options, "--json")
    assert outcome.code == 1
    found = [(one["code"], one["where"]) for one in outcome.document["problems"]]
    assert set(problems) <= set(found)


def test_a_lot_for_some_rows_of_a_roster_without_lots_is_refused_at_the_others(
    tmp_path: Path,
) -> None:
    positions = [{"title": "公厕保洁工", "headcount": 1}, {"title": "垃圾清运工", "headcount": 1}]
    path = write_yaml(tmp_path / "r.yaml", {**ROSTER, "price": {}, "positions": positions})
    outcome = sanicost("whatif", path, "--set", "[1].lot=包组一", "--json")
    [problem] = outcome.document["problems"]
    assert (problem["code"], problem["where"]) == ("position-without-lot", "positions[2]")
    whole = sanicost("whatif", path, "--set", "lot=包组一", "--json")
    assert whole.document["difference"] == "0.00"


def test_a_range_of_heads_below_the_relief_heads_is_refused(tmp_path: Path) -> None:
    path = write_yaml(tmp_path / "r.yaml", ROSTER)
    outcome = sanicost("whatif", path, "--sweep", "[1].headcount=1..9", "--json")
    assert outcome.codes == ["relief-above-headcount"]
    assert sanicost("whatif", path, "--sweep", "[1].headcount=2..9", "--json").code == 0
    relief = sanicost("whatif", path, "--sweep", "[1].relief_headcount=0..8", "--json").document
    assert {one["difference"] for one in relief["values"]} == {"0.00"}


@pytest.mark.parametrize("text", ["title=公厕保洁工..吊车司机", "remarks=1..3", "工作制=1..2"])
def test_what_is_no_number_has_no_range(text: str) -> None:
    outcome = sanicost("whatif", STREET, "--sweep", text, "--json")
    assert (outcome.code, outcome.codes) == (1, ["sweep-needs-number"])


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "差额为 0.00 元"), ("en", "the difference is 0.00 yuan")]
)
def test_a_supposition_that_moves_no_money_says_so(lang: str, said: str) -> None:
    outcome = sanicost("whatif", STREET, "--set", "备注=夜班", "--lang", lang)
    assert outcome.code == 0
    assert said in outcome.out


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("minimum_wge", "minimum_wage（广州市最低工资标准）"),
        ("headcuont", "headcount（人数）"),
        ("人术", "headcount（人数）"),
        ("工龄工资", "seniority_pay（环卫工人工龄工资）"),
        ("pension", "pension.rate（基本养老保险单位费率）"),
        ("month", "--months N"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_that_nobody_knows_is_told_with_the_nearest(name: str, near: str, lang: str) -> None:
    outcome = sanicost("whatif", STREET, "--set", f"{name}=3", "--json", "--lang", lang)
    assert outcome.codes == ["setting-unknown"]
    if lang == "en":
        near = near.replace("（", " (").replace("）", ")")
    assert near in outcome.document["problems"][0]["message"]


@pytest.mark.parametrize(
    ("name", "option"),
    [("months", "--months N"), ("起始月份", "--start YYYY-MM"), ("as_of", "--as-of YYYY-MM")],
)
def test_a_word_of_the_period_is_told_with_its_option(name: str, option: str) -> None:
    outcome = sanicost("whatif", STREET, "--set", f"{name}=24", "--json", "--lang", "en")
    assert outcome.codes == ["setting-is-option"]
    assert option in outcome.document["problems"][0]["message"]


def test_far_off_names_propose_nothing() -> None:
    outcome = sanicost("whatif", STREET, "--set", "foo=3", "--json", "--lang", "en")
    message = outcome.document["problems"][0]["message"]
    assert "Did you mean" not in message
    assert "sanicost standard" in message


@pytest.mark.parametrize(
    "texts",
    [
        ["minimum_wage=2800@2026-02", "minimum_wage=2900@2026-03"],
        ["minimum_wage=2600", "minimum_wage=2900@2026-03"],
        ["post_allowance.1=30@2026-02", "post_allowance={1: 20, 2: 25, 3: 40}@2026-02"],
        ["seniority_years=12", "[1].seniority_years=20"],
        ["[*].work_days=24", "[1].work_pattern=five-day"],
        ["work_pattern=five-day", "work_days=24"],
        ["title=项目经理", "[1].title=中控室操作工", "post_class=2", "[2].post_class=3"],
        ["leave_days=300", "work_days=27"],
    ],
)
def test_the_order_of_suppositions_changes_nothing(texts: list[str], tmp_path: Path) -> None:
    base = _base(tmp_path)
    orders = [
        hypothetical(base.roster, base.standard, _settings(base, *each)) for each in _both(texts)
    ]
    assert orders[0][0].positions == orders[1][0].positions
    for month in base.roster.period.all_months():
        assert orders[0][1].rows(month) == orders[1][1].rows(month)
    assert price(estimate(*orders[0])) == price(estimate(*orders[1]))


def _both(texts: list[str]) -> list[list[str]]:
    return [texts, texts[::-1]]


@pytest.mark.parametrize("order", [1, -1])
def test_each_month_and_row_takes_the_supposition_that_is_nearest_to_it(
    order: int, tmp_path: Path
) -> None:
    base = _base(tmp_path)
    texts = ["minimum_wage=2800@2026-02", "minimum_wage=2900@2026-03"]
    texts += ["seniority_years=12", "[1].seniority_years=20"]
    roster, standard = hypothetical(base.roster, base.standard, _settings(base, *texts[::order]))
    months = list(base.roster.period.all_months())
    assert [standard.number("minimum_wage", month) for month in months] == [2500, 2800, 2900]
    assert [one.seniority_years for one in roster.positions] == [20, 12]


@pytest.mark.parametrize(
    "texts",
    [
        ["minimum_wage=2800@2027-07", "minimum_wage=2800@2027-07"],
        ["minimum_wage=2800@2027-07", "广州市最低工资标准=2900@2027年7月"],
        ["[1].headcount=9", "[01].人数=12"],
        ["seniority_years=9", "[*].seniority_years=12"],
        ["title=公厕保洁工", "title=吊车司机"],
    ],
)
def test_the_same_thing_supposed_twice_is_refused(texts: list[str], tmp_path: Path) -> None:
    path = write_yaml(tmp_path / "r.yaml", ROSTER)
    options = [option for text in texts for option in ("--set", text)]
    outcome = sanicost("whatif", path, *options, "--json")
    assert (outcome.code, outcome.codes) == (1, ["setting-repeated"])
    assert f"--set {texts[0]}" in outcome.document["problems"][0]["message"]


@pytest.mark.parametrize(
    ("text", "sweep", "clashes"),
    [
        ("minimum_wage=2800@2026-02", "minimum_wage=2700..2800:50@2026-02", True),
        ("minimum_wage=2800@2026-03", "minimum_wage=2700..2800:50@2026-02", True),
        ("minimum_wage=2800@2026-02", "minimum_wage=2700..2800:50@2026-03", False),
        ("[1].seniority_years=9", "seniority_years=1..3", True),
        ("[1].work_pattern=five-day", "work_days=20..22", True),
        ("seniority_years=9", "[1].seniority_years=1..3", False),
        ("[2].seniority_years=9", "[1].seniority_years=1..3", False),
    ],
)
def test_a_range_that_would_hide_a_supposition_is_refused(
    text: str, sweep: str, *, clashes: bool, tmp_path: Path
) -> None:
    path = write_yaml(tmp_path / "r.yaml", ROSTER)
    outcome = sanicost("whatif", path, "--set", text, "--sweep", sweep, "--json")
    assert outcome.code == int(clashes)
    if clashes:
        [problem] = outcome.document["problems"]
        assert (problem["code"], problem["where"]) == ("setting-repeated", f"--sweep {sweep}")


def test_heads_are_supposed_only_where_a_row_gives_them(tmp_path: Path) -> None:
    path = write_yaml(tmp_path / "r.yaml", ROSTER)
    outcome = sanicost("whatif", path, "--set", "[2].headcount=9", "--json")
    assert (outcome.code, outcome.codes) == (1, ["setting-needs-headcount"])
    assert "posts_to_man" in outcome.document["problems"][0]["message"]
    # The second row mans five posts: 5 × 2 × 365 shifts, 302 days a person, 13 heads.
    base = _base(tmp_path)
    roster, _ = hypothetical(base.roster, base.standard, _settings(base, "headcount=9"))
    assert [one.headcount for one in roster.positions] == [9, 13]
    assert roster.positions[1] == base.roster.positions[1]
