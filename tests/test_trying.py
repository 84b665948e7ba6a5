"""whatif and fit, as a script or an officer sees them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from tests.program import EXAMPLES, sanicost
from tests.recalculation import LIBREOFFICE, canary, changed_cells, recalculate
from tests.rosters import MINIMAL, write_yaml

STREET = EXAMPLES / "street-office.yaml"


def test_whatif_tells_months_lines_and_steps_that_add_up() -> None:
    settings = ["minimum_wage=2800@2027-07", "[3].headcount=20"]
    options = [option for setting in settings for option in ("--set", setting)]
    document = sanicost("whatif", STREET, *options, "--json").document
    assert document["schema"] == "sanicost.whatif/1"
    assert document["hypothetical"] is True
    assert document["settings"] == settings
    steps = document["steps"]
    differences = {name: Decimal(step["difference"]) for name, step in steps.items()}
    assert (
        differences.pop("ceiling") == sum(differences.values()) == Decimal(document["difference"])
    )
    months = document["months"]
    assert [months[0]["month"], months[-1]["month"], len(months)] == ["2027-01", "2029-12", 36]
    of_people = differences["labour_cost"] + differences["incentives"]
    assert sum(Decimal(month["difference"]) for month in months) == of_people
    for month in months:
        lines = (Decimal(line["difference"]) for line in month["lines"].values())
        assert sum(lines) == Decimal(month["difference"])


def test_whatif_agrees_with_a_roster_that_says_so(tmp_path: Path) -> None:
    roster = {
        "project": {"start": "2026-01", "months": 6},
        "positions": [{"title": "公厕保洁工", "headcount": 3}],
    }
    changed: dict[str, Any] = {**roster, "positions": [{"title": "公厕保洁工", "headcount": 5}]}
    changed["figures"] = {"pension.rate": {"value": "0.2", "source": "文号", "reason": "核实"}}
    path, other = (
        write_yaml(tmp_path / n, r) for n, r in (("a.yaml", roster), ("b.yaml", changed))
    )
    supposed = sanicost("whatif", path, "--set", "人数=5", "--set", "pension.rate=20%", "--json")
    assert supposed.document["ceiling"] == sanicost("check", other, "--json").document["ceiling"]


def test_nothing_that_is_supposed_passes_for_a_tender() -> None:
    arguments = ("whatif", STREET, "--set", "minimum_wage=2000")
    outcome = sanicost(*arguments)
    assert outcome.code == 0
    assert "假设测算，不作招标依据" in outcome.out
    assert "假设与规定不符" in outcome.out
    [said] = sanicost(*arguments, "--json").document["against_law"]
    assert said["code"] == "override-lowers-law"
    assert "2680" in said["message"]


def test_a_sweep_has_a_row_for_each_value_and_a_chart(tmp_path: Path) -> None:
    out = tmp_path / "假设.xlsx"
    arguments = ("whatif", STREET, "--sweep", "minimum_wage=2600..2800:50@2028-01")
    assert sanicost(*arguments, "-o", out).code == 0
    document = sanicost(*arguments, "--json").document
    assert document["sweep"] == "minimum_wage@2028-01"
    values = document["values"]
    assert [one["value"] for one in values] == ["2600", "2650", "2700", "2750", "2800"]
    assert [one["lawful"] for one in values] == [False, False, True, True, True]
    sheet = load_workbook(out)["假设测算"]
    assert len(sheet._charts) == 1  # type: ignore[attr-defined]  # openpyxl has no public list
    rows = [row[:2] for row in sheet.iter_rows(min_row=6, values_only=True)]
    assert rows == [(float(one["value"]), float(one["ceiling"])) for one in values]


@LIBREOFFICE
def test_libreoffice_changes_no_cell_of_a_sweep(tmp_path: Path) -> None:
    book, out = tmp_path / "a.xlsx", tmp_path / "out"
    out.mkdir()
    assert sanicost("whatif", STREET, "--sweep", "seniority_years=5..20", "-o", book).code == 0
    bird = canary(tmp_path)
    recalculate([book, bird], out)
    assert changed_cells(bird, out / bird.name) == ["canary!A1: 3 -> 2"]
    assert changed_cells(book, out / book.name) == []


def test_all_that_is_wrong_in_what_is_supposed_is_said_at_once() -> None:
    outcome = sanicost(
        "whatif",
        STREET,
        *("--set", "minimum_wge=2800"),
        *("--set", "[77].headcount=3"),
        *("--sweep", "seniority_years=1..1000000"),
        "--json",
    )
    assert (outcome.code, outcome.codes) == (
        1,
        ["setting-unknown", "setting-row-missing", "sweep-too-long"],
    )
    assert "minimum_wage" in outcome.document["problems"][0]["message"]


def test_a_supposition_that_needs_an_unknown_figure_is_refused(tmp_path: Path) -> None:
    # In 2023 nobody knows the rate of pension insurance, which these workers do not have.
    roster = {
        "project": {"start": "2023-01", "months": 2},
        "positions": [{"title": "公厕保洁工", "headcount": 1, "insurance": "injury_only"}],
    }
    path = write_yaml(tmp_path / "a.yaml", roster)
    outcome = sanicost("whatif", path, "--set", "insurance=full", "--json")
    assert outcome.code == 1
    assert set(outcome.codes) == {"figure-unknown"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("whatif", STREET),
        ("whatif", STREET, "--set"),
        ("whatif", STREET, "--set", "headcount=3", "-o", "a.xlsx"),
        ("whatif", STREET, "--sweep", "headcount=3..4", "-o", "a.txt"),
        ("fit", STREET),
    ],
)
def test_a_supposition_without_a_thing_supposed_is_wrong_usage(arguments: tuple[Any, ...]) -> None:
    outcome = sanicost(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("free", [None, "1", "[1]", "道路人工清扫保洁工"])
def test_fit_leaves_a_remainder_and_names_the_next_step(free: str | None) -> None:
    options = () if free is None else ("--free", free)
    document = sanicost("fit", STREET, "--budget", "60,000,000元", *options, "--json").document
    assert document["schema"] == "sanicost.fit/1"
    budget, ceiling = Decimal(document["budget"]), Decimal(document["ceiling"])
    assert Decimal(document["remainder"]) == budget - ceiling >= 0
    positions = document["positions"]
    assert sum(position["fitted"] for position in positions) == document["headcount"]
    following = document["next"]
    assert following["headcount"] == document["headcount"] + 1
    assert Decimal(following["ceiling"]) - budget == Decimal(following["short"]) > 0
    if free:
        assert all(one["fitted"] == one["headcount"] for one in positions[1:])


def test_heads_that_fit_have_the_ceiling_of_such_a_roster(tmp_path: Path) -> None:
    positions = [{"title": "公厕保洁工", "headcount": 7}, {"title": "吊车司机", "headcount": 2}]
    roster = {"project": {"start": "2026-01", "months": 12}, "positions": positions}
    path = write_yaml(tmp_path / "a.yaml", roster)
    document = sanicost("fit", path, "--budget", "2000000", "--json").document
    for position, found in zip(positions, document["positions"], strict=True):
        position["headcount"] = found["fitted"]
    other = write_yaml(tmp_path / "b.yaml", roster)
    assert sanicost("check", other, "--json").document["ceiling"] == document["ceiling"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--budget", "1000"), "budget-too-small"),
        (("--budget", "1000", "--free", "1"), "budget-too-small-for-free"),
        (("--budget", "99999999999", "--free", "1"), "budget-too-large"),
        (("--budget", "viel"), "not-a-number"),
        (("--budget", "0"), "number-outside-limits"),
        (("--budget", "1.005"), "too-many-decimals"),
        (("--budget", ""), "setting-blank"),
        (("--budget", "9999999", "--free", "项目经里"), "free-unknown"),
        (("--budget", "9999999", "--free", "13"), "setting-row-missing"),
    ],
)
def test_a_budget_that_is_no_use_is_said_plainly(options: tuple[str, ...], code: str) -> None:
    outcome = sanicost("fit", STREET, *options, "--json")
    assert (outcome.code, outcome.codes) == (1, [code])


def test_a_title_that_means_several_positions_asks_for_the_row() -> None:
    arguments = ("fit", EXAMPLES / "district-lots.yaml", "--budget", "50000000")
    outcome = sanicost(*arguments, "--free", "道路人工清扫保洁工", "--json")
    assert (outcome.code, outcome.codes) == (1, ["free-ambiguous"])
    assert "1、5、9" in outcome.document["problems"][0]["message"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("whatif", STREET, "--set", "base_wage=3230"),
        ("whatif", STREET, "--sweep", "seniority_years=0..50:0.5"),
        ("fit", EXAMPLES / "district-lots.yaml", "--budget", "50000000"),
        ("compare", STREET, EXAMPLES / "district-lots.yaml"),
    ],
)
def test_tables_fit_into_eighty_columns(arguments: tuple[Any, ...], lang: str) -> None:
    outcome = sanicost(*arguments, "--lang", lang, env={"COLUMNS": "80"})
    assert outcome.code == 0
    assert max(map(cell_len, outcome.out.splitlines())) <= 80


def test_a_supposition_beyond_the_hours_of_the_law_is_warned_of(tmp_path: Path) -> None:
    path = write_yaml(tmp_path / "r.yaml", MINIMAL)
    # Six days: 52 rest days × 8 ÷ 12 = 34.67 hours, and 40 more are 74.67, above 36 (二(二)).
    found = sanicost("whatif", path, "--set", "overtime_hours=40", "--json").document
    assert [one["code"] for one in found["warnings"]] == [
        "overtime-above-monthly-limit",
        "overtime-above-daily-limit",
    ]
    assert "74.67" in found["warnings"][0]["message"]
    within = sanicost("whatif", path, "--set", "overtime_hours=1", "--json").document
    assert within["warnings"] == []


def test_options_price_both_the_roster_and_what_is_supposed(tmp_path: Path) -> None:
    figures = tmp_path / "参数.yaml"
    figures.write_text("medical.rate: {value: 0.055, source: 文号, reason: 核实}\n", "utf-8")
    options: list[str | Path] = [
        "--start",
        "2026-02",
        "--months",
        "3",
        "--as-of",
        "2026-03",
        "--figures",
        figures,
    ]
    checked = sanicost("check", STREET, *options, "--json").document
    tried = sanicost("whatif", STREET, *options, "--set", "[3].remarks=夜班", "--json").document
    assert tried["base"] == tried["ceiling"] == checked["ceiling"]
    fitted = sanicost("fit", STREET, *options, "--budget", checked["ceiling"], "--json").document
    assert (fitted["ceiling"], fitted["remainder"]) == (checked["ceiling"], "0.00")


@pytest.mark.parametrize("command", [("whatif", "--set", "人数=3"), ("fit", "--budget", "9999")])
def test_an_option_of_the_wrong_form_is_wrong_usage(command: tuple[str, ...]) -> None:
    outcome = sanicost(command[0], STREET, *command[1:], "--months", "121")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--months" in outcome.err


def test_of_a_workbook_of_ours_it_is_said_that_its_carried_inputs_are_read(tmp_path: Path) -> None:
    book, again = tmp_path / "测算.xlsx", tmp_path / "又.xlsx"
    first = sanicost("estimate", STREET, "-o", book)
    assert "输入数据" not in first.err
    commands = (
        ("estimate", book, "-o", again),
        ("check", book, "--json"),
        ("whatif", book, "--set", "人数=3"),
        ("fit", book, "--budget", "50000000"),
        ("compare", STREET, book),
        ("compare", book, "--against", "2026-10"),
    )
    for command in commands:
        outcome = sanicost(*command)
        assert outcome.code == 0
        assert outcome.err.count("测算.xlsx 是本程序写出的工作簿") == 1
        assert "sanicost verify" in outcome.err
    assert book.read_bytes() == again.read_bytes()


def test_fit_warns_of_each_position_left_with_fewer_heads_than_it_takes(tmp_path: Path) -> None:
    positions = [
        # 5 × 2 × 365 shifts, 26 × 12 − 10 = 302 days a person: 12.09, so 13 heads.
        {"title": "垃圾清运工", "posts_to_man": 5, "shifts": 2},
        {"title": "公厕保洁工", "headcount": 13, "relief_headcount": 7},
        {"title": "吊车司机", "headcount": 13, "relief_headcount": 1},
    ]
    roster = {"project": {"start": "2026-01", "months": 12}, "positions": positions}
    path = write_yaml(tmp_path / "a.yaml", roster)
    whole = sanicost("check", path, "--json").document["ceiling"]
    # A third of the money pays for about 4 heads of each: below 13 posts' heads and 7 relief heads.
    third = str(Decimal(whole) / 3)[:10]
    document = sanicost("fit", path, "--budget", f"{Decimal(third):.2f}", "--json").document
    said = [(one["code"], one["where"]) for one in document["warnings"]]
    assert said == [("fit-below-posts", "positions[1]"), ("fit-below-relief", "positions[2]")]
    fitted = document["positions"][0]["fitted"]
    assert f"可付 {fitted} 人，顶岗岗位需要 13 人" in document["warnings"][0]["message"]
    text = sanicost("fit", path, "--budget", f"{Decimal(third):.2f}", "--lang", "en").out
    assert f'positions[1]: "垃圾清运工": {fitted} heads are paid for' in text
    assert "fewer than its 7 relief heads" in " ".join(text.split())
    assert sanicost("fit", path, "--budget", whole, "--json").document["warnings"] == []


def test_of_a_lot_by_itself_it_is_said_that_its_shares_of_costs_stay(tmp_path: Path) -> None:
    district = EXAMPLES / "district-lots.yaml"
    assert sanicost("tender", district, "-o", tmp_path / "包", "--split", "lot").code == 0
    lot = next(path for path in sorted((tmp_path / "包").rglob("*.xlsx")) if "包组" in path.name)
    for command in (
        ("whatif", lot, "--set", "seniority_years=12"),
        ("whatif", lot, "--sweep", "seniority_years=5..6"),
        ("fit", lot, "--budget", "50000000"),
    ):
        [note] = sanicost(*command, "--json").document["notes"]
        assert note["code"] == "lot-shares-stay"
        assert "（分摊）" in note["message"]
        assert "分摊额保持不变" in sanicost(*command).out.replace("\n", "")
        english = " ".join(sanicost(*command, "--lang", "en").out.split())
        assert "its shares of shared costs stay as they were" in english
    assert sanicost("fit", district, "--budget", "50000000", "--json").document["notes"] == []


@pytest.mark.parametrize(("budget", "heads"), [("20600", 5), ("20599.99", 4)])
def test_costs_per_head_grow_with_the_heads_that_a_budget_pays_for(
    tmp_path: Path, budget: str, heads: int
) -> None:
    # A head costs 3000 + allowance 25 × 20 + seniority 30 × 10 + festival money 2400 / 12 = 4000,
    # work injury 0.005 × 4000 = 20, and 100 for tools: 4120 a month, five of them 20,600 (§7).
    position = {
        "title": "公厕保洁工",
        "headcount": 1,
        "seniority_years": 10,
        "base_wage": 3000,
        "work_days": 20,
        "rest_days_worked": 0,
        "statutory_days_worked": 0,
        "heat_exposed": False,
        "insurance": "injury_only",
    }
    given = {"value": "0.005", "source": "社保中心", "reason": "已核实"}
    roster = {
        "project": {"start": "2026-01", "months": 1},
        "positions": [position],
        "price": {"other_costs": [{"name": "工具", "amount": 100, "per": "head_month"}]},
        "figures": {"work_injury.rate": given},
    }
    path = write_yaml(tmp_path / "a.yaml", roster)
    found = sanicost("fit", path, "--budget", budget, "--json").document
    assert (found["headcount"], found["ceiling"]) == (heads, f"{heads * 4120}.00")
