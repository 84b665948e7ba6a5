"""config/: what the loader refuses, and that the data say what the law and its sources say."""

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from sanicost.city.files import ConfigRefused
from sanicost.city.standard import config_folder, load_standard
from sanicost.city.vocabulary import load_vocabulary
from sanicost.core.period import Month
from sanicost.exact_yaml import load

D = Decimal
WAGE = "figures/minimum_wage.yaml"
ROW = "    - {from: 2026-09-01, value: 2680, source: 粤府函〔2026〕188号, standing: official}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the city's data, to be spoilt."""
    return Path(shutil.copytree(config_folder(), tmp_path / "guangzhou"))


def _refusal(folder: Path, file: str, old: str, new: str) -> str:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigRefused) as refused:
        load_standard(folder)
    return str(refused.value)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (ROW.replace("standing: official", "standing: certain"), "standing"),
        (ROW.replace(", standing: official", ""), "source and standing"),
        (ROW.replace("source: 粤府函〔2026〕188号, ", ""), "source and standing"),
        (ROW.replace("2026-09-01", "2026-09-02"), "first of a month"),
        (ROW.replace("2026-09-01", "2025-03-01"), "order"),
        (ROW.replace("2026-09-01", "2024-03-01"), "order"),
        (ROW.replace("from:", "form:"), "form"),
        (ROW.replace("standing", "colour: red, standing"), "colour"),
        (ROW.replace("value: 2680", "value: 2680, value: 2700"), "repeated"),
        (ROW.replace("2680", "-2680"), "number"),
        (ROW.replace("2680", ".inf"), "number"),
        (ROW.replace("2680", "2.68e3"), "number"),
        (ROW.replace("2680", "{lower: 1}"), "number"),
        (ROW.replace("2680", "yes"), "number"),
    ],
)
def test_a_dated_value_that_is_not_exactly_as_described_does_not_load(
    folder: Path, new: str, said: str
) -> None:
    message = _refusal(folder, WAGE, ROW, new)
    assert said in message
    assert "minimum_wage" in message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  unit: yuan/month\n", ""),
        ("  unit: yuan/month\n", "  unit: yuan/month\n  colour: red\n"),
        ("  clause: 三(一)\n", ""),
        ("minimum_wage:\n", "minimum_wage: &a\n"),
        ("  values:\n", "  values: []\n  value:\n"),
    ],
)
def test_a_figure_with_missing_or_unknown_keys_does_not_load(
    folder: Path, old: str, new: str
) -> None:
    assert _refusal(folder, WAGE, old, new)


def test_a_figure_that_stands_twice_does_not_load(folder: Path) -> None:
    text = (folder / WAGE).read_text("utf-8")
    path = folder / "figures" / "holiday_money.yaml"
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")
    with pytest.raises(ConfigRefused, match="minimum_wage"):
        load_standard(folder)


# No rule, guard or finding reads these limits: the clauses of a tender alone name them.
FREE = {
    "working_time_limits.extra_hours_per_day_special",
    "working_time_limits.hours_per_week",
    "working_time_limits.rest_days_per_week",
}


@pytest.mark.parametrize("name", sorted(load_standard(config_folder()).figures.keys() - FREE))
def test_a_figure_under_another_name_does_not_load(folder: Path, name: str) -> None:
    for path in (folder / "figures").glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(f"\n{text}".replace(f"\n{name}:", f"\nx{name}:"), encoding="utf-8")
    with pytest.raises(ConfigRefused, match=f"missing {name}"):
        load_standard(folder)


def test_a_file_that_nobody_listed_does_not_load(folder: Path) -> None:
    shutil.copy(folder / WAGE, folder / "figures" / "more.yaml")
    with pytest.raises(ConfigRefused):
        load_standard(folder)


def test_a_number_is_the_decimal_that_was_written() -> None:
    assert load("rate: 0.1") == {"rate": D("0.1")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # An alias of class 1 that is given to a title of class 2 as well.
        ("aliases: [渗滤液处理工]", "aliases: [清扫工]"),
        # An alias that is another title.
        ("aliases: [渗滤液处理工]", "aliases: [高压清洗工]"),
    ],
)
def test_an_alias_of_two_classes_or_of_a_title_does_not_load(
    folder: Path, old: str, new: str
) -> None:
    path = folder / "posts.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigRefused, match="alias"):
        load_vocabulary(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("regulation.yaml", "lapses: 2029-02-05", "lapse: 2029-02-05", "lapse"),
        ("regulation.yaml", ", lapses: 2029-02-05", "", "lapses"),
        ("regulation.yaml", "documents:", "colour: red\ndocuments:", "colour"),
        ("regulation.yaml", "standing: corroborated", "standing: certain", "certain"),
        ("regulation.yaml", "from: 2013-05-01", "from: 2020-05-01", "order"),
        ("posts.yaml", "relief_words:", "colour: red\nrelief_words:", "colour"),
        ("posts.yaml", "relief_words:", "relief_word:", "relief_words"),
        ("posts.yaml", "skilled: false, annex: 高压清洗工", "foo: 1, annex: 高压清洗工", "foo"),
        (
            "posts.yaml",
            "skilled: false, annex: 高压清洗工",
            "skilled: no, annex: 高压清洗工",
            "skilled",
        ),
        ("posts.yaml", "{grand:", "{grands:", "grands"),
        ("posts.yaml", "{word: 驾驶员,", "{words: 驾驶员,", "words"),
        (
            "posts.yaml",
            "post_class: 1, skilled: false, annex: 高压",
            "post_class: 4, skilled: false, annex: 高压",
            "post_class",
        ),
        ("columns.yaml", "price_rows:", "colour: red\nprice_rows:", "colour"),
        ("columns.yaml", "  headcount:\n", "  headcounts:\n", "headcounts"),
        ("columns.yaml", "    default: {zh: 必填, en: required}\n", "", "default"),
        ("columns.yaml", "  remarks: {heading", "  comments: {heading", "comments"),
        ("columns.yaml", "en: similar posts", "fr: similar posts", "fr"),
        ("columns.yaml", "  reason: [理由", "  raison: [理由", "reason"),
        ("columns.yaml", "    annual: [", "    yearly: [", "yearly"),
        ("columns.yaml", "  lot_all:", "  lots_all:", "lots_all"),
        ("columns.yaml", "tax: [税金, 税费, tax, 税, taxes]", "tax: []", "tax"),
        ("work_patterns.yaml", "rest_days_worked: 52", "rest_day_worked: 52", "rest_day_worked"),
        ("work_patterns.yaml", "default: six-day", "default: seven-day", "seven-day"),
        ("work_patterns.yaml", "work_days: 26", "work_days: many", "many"),
        ("work_patterns.yaml", "default: six-day", "default: six-day\ncolour: red", "colour"),
        ("work_patterns.yaml", "六天工作制, en: six-day}", "六天工作制, fr: six-day}", "fr"),
        ("streets.yaml", "districts:", "colour: red\ndistricts:", "colour"),
        ("streets.yaml", "districts:", "district:", "district"),
        (WAGE, "floor: true", "floor: yes", "floor"),
        ("regulation.yaml", "city: {zh: 广州市", "city: {cn: 广州市", "cn"),
        ("regulation.yaml", "city:", "town:", "town"),
        ("citations.yaml", "guard:", "guards:", "guards"),
        ("citations.yaml", "  heat_allowance: [", "  heat_allowances: [", "heat_allowances"),
        ("citations.yaml", "  heat-by-day: [三(四)]", "  heat-by-day: []", "heat-by-day"),
        ("notes.yaml", "bid_form:", "bid_forms:", "bid_forms"),
    ],
)
def test_a_misspelt_key_of_any_data_file_is_refused_with_file_and_key(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigRefused) as refused:
        load_standard(folder), load_vocabulary(folder)
    assert said in str(refused.value)
    assert Path(file).name in refused.value.where


@pytest.mark.parametrize(
    ("path", "month", "value"),
    [
        ("minimum_wage", "2018-07", 2100),
        ("minimum_wage", "2021-11", 2100),
        ("minimum_wage", "2021-12", 2300),
        ("minimum_wage", "2025-02", 2300),
        ("minimum_wage", "2025-03", 2500),
        ("minimum_wage", "2026-08", 2500),
        ("minimum_wage", "2026-09", 2680),
        ("statutory_holidays", "2024-12", 11),
        ("statutory_holidays", "2025-01", 13),
        ("medical.rate", "2019-06", "0.065"),
        ("medical.rate", "2019-07", "0.055"),
        ("medical.rate", "2024-03", "0.045"),
        ("pension.rate", "2021-12", "0.14"),
        ("pension.rate", "2022-01", "0.15"),
        ("pension.rate", "2024-01", "0.16"),
        ("skilled_share_target", "2029-12", "0.32"),
        ("skilled_share_target", "2030-01", "0.35"),
    ],
)
def test_dated_figures_hold_from_the_month_of_their_row(
    path: str, month: str, value: int | str
) -> None:
    standard = load_standard(config_folder())
    assert standard.number(path, Month.parse(month)) == D(str(value))


def test_every_known_value_has_unit_source_and_standing() -> None:
    for figure in load_standard(config_folder()).figures.values():
        assert figure.unit
        for row in figure.rows:
            assert row.value is None or (row.source and row.standing), figure.path


def test_the_annex_has_its_classes_and_the_compound_titles_are_spelled_out() -> None:
    vocabulary = load_vocabulary(config_folder())
    classes = {post.title: post.post_class for post in vocabulary.posts}
    assert classes["道路机械清扫车驾驶员"] == classes["道路冲洗车驾驶员"] == 1
    assert classes["粪便清运工"] == 1
    assert classes["乱涂写清除工"] == 2
    assert classes["环卫作业现场管理员"] == 3
    # No title is a compound any more, except where the annex's own bracket names machines.
    assert not [title for title in classes if "、" in title.partition("（")[0]]


def test_skilled_posts_are_drivers_operators_repairers_and_crew() -> None:
    skilled = {post.title for post in load_vocabulary(config_folder()).posts if post.skilled}
    assert {
        "吊车司机",
        "垃圾运输车驾驶员",
        "清扫保洁船舶轮机工",
        "环卫作业专用车辆修理工",
    } <= skilled
    assert not {"道路人工清扫保洁工", "公厕保洁工", "垃圾清运工"} & skilled


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_note_of_a_work_pattern_comes_to_its_days(lang: str) -> None:
    for pattern in load_vocabulary(config_folder()).patterns.values():
        found = re.search(
            r"[（(](365[^）)]*)[）)] ?÷ 12 [＝=≈] (.+?) ?(日|days)", pattern.note[lang]
        )
        assert found
        terms = re.findall(r"([＋－+−]?) ?(\d+)", found[1])
        year = sum(int(number) * (-1 if sign in ("－", "−") else 1) for sign, number in terms)
        # A year of 365 days without 104 days of rest and, where they are off, 13 holidays.
        off = 0 if pattern.statutory_days_worked is None else 13
        assert year == 365 - 104 - off + pattern.rest_days_worked
        assert str(round(Decimal(year) / 12, 2)) in found[2]
        assert found[2].endswith(str(pattern.work_days))


def test_the_work_patterns_are_those_of_the_specification() -> None:
    patterns = load_vocabulary(config_folder()).patterns
    numbers = {
        name: (one.work_days, one.rest_days_worked, one.statutory_days_worked)
        for name, one in patterns.items()
    }
    assert numbers == {
        "six-day": (D(26), D(52), None),
        "five-day": (D("21.75"), D(0), None),
        "five-day-holidays-off": (D("20.67"), D(0), D(0)),
    }
