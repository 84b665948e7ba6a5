"""Repricing: the difference of two estimates month by month, and what a contract keeps (§11)."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from sanicost.__main__ import run
from sanicost.analysis.repricing import Effect, repriced_months
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.figures import Row, Standard
from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.core.roster import Position
from sanicost.core.worksheet import Place
from sanicost.explain.repriced import RepricingExplainer
from sanicost.readers.project import Options
from sanicost.repricing import Reprice, Repriced, reprice_in
from sanicost.runs import City, load_city, price_in
from sanicost.writers.workbook.page import text_width
from tests.recalculation import LIBREOFFICE, canary, changed_cells, recalculate
from tests.rosters import TODAY, write_yaml

TWO_YEARS = {
    "project": {"start": "2025-01", "months": 24},
    "positions": [
        {"title": "公厕保洁工", "headcount": 3},
        {"title": "道路人工清扫保洁工", "headcount": 2, "performance_bonus": 100},
        {"title": "公厕保洁工", "headcount": 1, "insurance": "injury_only"},
    ],
}
SIGNINGS = [Month.of(2025, 1) + number for number in range(24)]
# One head of `PLAIN`: base wage 1.2 × minimum wage, work injury 0.006; no overtime, no heat.
PLAIN = {
    "title": "公厕保洁工",
    "headcount": 2,
    "work_days": 20,
    "rest_days_worked": 0,
    "statutory_days_worked": 0,
    "heat_exposed": False,
    "insurance": "injury_only",
}
SPRING = {"project": {"start": "2025-02", "months": 3}, "positions": [PLAIN]}


def repriced(folder: Path, roster: Mapping[str, Any], asked: Reprice, **options: Any) -> Repriced:
    """Reprice a mapping through a YAML file."""
    path = write_yaml(folder / "contract.yaml", roster)
    return reprice_in(city(), path, Options(**options), asked, TODAY)


@cache
def city() -> City:
    """Return the figures and words of the city, read once."""
    return load_city(None)


def costs_of(folder: Path, roster: Mapping[str, Any], options: Options) -> Estimate:
    """Return the estimate of a mapping."""
    path = write_yaml(folder / "contract.yaml", roster)
    return price_in(city(), path, options, TODAY).result.estimate


def document(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    """Return the JSON document of a repricing on the command line."""
    assert run(["reprice", *map(str, arguments), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def monthly(costs: Estimate) -> list[int]:
    """Return basic cost and on-cost of all heads, month by month, in fen."""
    heads = [position.headcount for position in costs.roster.positions]
    found = []
    for segment in costs.segments:
        lines = zip(segment.amounts["unit_cost"], segment.amounts["on_cost"], heads, strict=True)
        found += [sum((unit + on) * count for unit, on, count in lines)] * segment.months
    return found


@pytest.mark.parametrize("signed", SIGNINGS, ids=str)
def test_each_month_is_the_difference_of_two_estimates(signed: Month, tmp_path: Path) -> None:
    found = repriced(tmp_path, TWO_YEARS, Reprice(signed=signed)).repricing
    then = costs_of(tmp_path, TWO_YEARS, Options(as_of=signed))
    now = costs_of(tmp_path, TWO_YEARS, Options())
    pairs = zip(monthly(then), monthly(now), strict=True)
    assert [found.due(one) for one in found.months] == [after - before for before, after in pairs]
    for one in found.months:
        assert sum(cause.amount for cause in found.causes(one)) == found.due(one)


def test_the_causes_follow_each_other_as_worked_by_hand(tmp_path: Path) -> None:
    # 2025-03: minimum wage 2300 → 2500, base wage 2760.00 → 3000.00; injury 0.006 × 240 = 1.44;
    # two heads 482.88. February is the month of signing.
    found = repriced(tmp_path, SPRING, Reprice(signed=Month.parse("2025-02"))).repricing
    assert [found.due(one) for one in found.months] == [0, 482_88, 482_88]
    [cause] = found.causes(found.months[1])
    assert (cause.figure, cause.source) == ("minimum_wage", "粤府函〔2025〕23号")
    [effect] = found.months[1].effects
    moved = {name: amounts[0] for name, amounts in effect.lines.items() if amounts[0]}
    assert moved == {"base_wage": 240_00, "work_injury": 1_44}


@pytest.mark.parametrize("signed", ["2023-01", "2023-06", "2023-12"])
def test_a_signing_without_known_figures_is_refused_with_all_that_is_missing(
    signed: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        repriced(tmp_path, TWO_YEARS, Reprice(signed=Month.parse(signed)))
    missing = {(one.code, one.where, one.params["month"]) for one in refused.value.problems}
    assert missing == {
        ("figure-unknown", "pension.rate", signed),
        ("figure-unknown", "medical.base", signed),
    }


def test_a_month_without_a_known_figure_is_refused_beside_one_of_signing(tmp_path: Path) -> None:
    contract = {**TWO_YEARS, "project": {"start": "2024-07", "months": 12}}
    with pytest.raises(Refused) as refused:
        repriced(tmp_path, contract, Reprice(signed=Month.parse("2023-06")))
    missing = [(one.where, one.params["month"]) for one in refused.value.problems]
    # The limits of medical insurance are known from 2025-01 on, the pension rate from 2024-01 on.
    assert sorted(missing) == [
        ("medical.base", "2023-06"),
        ("medical.base", "2024-07"),
        ("pension.rate", "2023-06"),
    ]


def test_a_contract_of_2023_is_repriced_with_figures_of_its_own(tmp_path: Path) -> None:
    given = {"source": "社保中心", "reason": "已核实"}
    figures = {
        "pension.rate": [
            {"from": "2023-01", "value": "0.15", **given},
            {"from": "2025-01", "value": "0.16", **given},
        ],
        "medical.base": [
            {"from": "2023-01", "value": {"lower": 7214, "upper": 36072}, **given},
            {"from": "2025-01", "value": {"lower": 6236, "upper": 31179}, **given},
        ],
    }
    path = write_yaml(tmp_path / "figures.yaml", figures)
    signed = Month.parse("2023-06")
    found = repriced(tmp_path, TWO_YEARS, Reprice(signed=signed), figures=path).repricing
    then = costs_of(tmp_path, TWO_YEARS, Options(as_of=signed, figures=path))
    now = costs_of(tmp_path, TWO_YEARS, Options(figures=path))
    pairs = zip(monthly(then), monthly(now), strict=True)
    assert [found.due(one) for one in found.months] == [after - before for before, after in pairs]
    causes = {cause.figure: cause.source for cause in found.causes(found.months[0])}
    assert causes["pension.rate"] == "社保中心"
    # The order of §4, and within an insurance the rate before its limits.
    assert list(causes) == [
        "post_allowance",
        "statutory_holidays",
        "pension.rate",
        "medical.rate",
        "medical.base",
    ]


def own_standard(standard: Standard, **values: tuple[str, str]) -> Standard:
    """Return figures of which some move in the second of two months."""
    first = Month.parse("2025-02")
    figures = {
        path: replace(
            standard.figures[path],
            rows=tuple(
                Row(start=first + number, value=Decimal(value), source="test")
                for number, value in enumerate(pair)
            ),
        )
        for path, pair in values.items()
    }
    return replace(standard, figures={**standard.figures, **figures})


def effects(folder: Path, standard: Standard, **own: Decimal) -> tuple[Effect, ...]:
    """Return what moves for one head that is paid some things of its own, in the second month."""
    roster = costs_of(folder, SPRING, Options(as_of=Month.parse("2025-02"))).roster
    position: Position = replace(roster.positions[0], headcount=1, **own)  # type: ignore[arg-type]
    contract = estimate(replace(roster, positions=(position,)), standard)
    [month] = repriced_months(contract, standard, [Month.parse("2025-03")])
    return month.effects


@pytest.mark.parametrize(
    ("pays", "new", "adjusted"),
    [
        ("4.10", "4.50", 40),  # FAR 52.222-43: 4.00, paid 4.10, new 4.50
        ("4.10", "4.10", 0),
        ("4.10", "4.11", 1),
        ("4.10", "4.05", 0),  # kept until the standard passes it
        ("4.00", "4.50", 50),
    ],
)
def test_what_a_contract_pays_above_the_standard_counts_against_the_new_one(
    pays: str, new: str, adjusted: int, tmp_path: Path
) -> None:
    standard = own_standard(city().standard, minimum_wage=("4.00", new), base_wage_ratio=("1", "1"))
    found = effects(tmp_path, standard, base_wage=Decimal(pays))
    assert sum(effect.lines["base_wage"][0] for effect in found) == adjusted


def test_own_holiday_money_is_raised_where_the_standard_passes_it(tmp_path: Path) -> None:
    # The twelfth of 2400, paid 2700, new 3000: 250.00 − 225.00 = 25.00.
    standard = own_standard(city().standard, holiday_money=("2400", "3000"))
    found = effects(tmp_path, standard, holiday_money=Decimal(2700))
    assert sum(effect.lines["holiday_money"][0] for effect in found) == 25_00


def test_rates_are_charged_and_what_was_paid_is_taken_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rates = {"price": {"management_fee": {"rate": "0.05"}, "tax": {"rate": "0.06"}}}
    path = write_yaml(tmp_path / "c.yaml", {**SPRING, **rates})
    paid = tmp_path / "paid.csv"
    paid.write_text("月份,已补\n2025-03,100.00\n2025年4月,-0.5\n合计,99.5\n", encoding="utf-8")
    found = document(capsys, path, "--signed", "2025-02", "--with-rates", "--already-paid", paid)
    # 482.88; fee 0.05 × 482.88 = 24.144 → 24.14; tax 0.06 × 507.02 = 30.4212 → 30.42.
    causes = {one["figure"]: one["amount"] for one in found["months"][1]["causes"]}
    assert causes == {
        "minimum_wage": "482.88",
        "management_fee": "24.14",
        "tax": "30.42",
        "already_paid": "-100.00",
    }
    assert [one["amount"] for one in found["months"]] == ["0.00", "437.44", "537.94"]
    assert found["total"] == "975.38"


def test_what_is_put_right_in_a_table_of_payments_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, paid = write_yaml(tmp_path / "roster.yaml", SPRING), tmp_path / "paid.csv"
    paid.write_text("月份,已补\n2025年2月,￥1\u200b00\n", encoding="utf-8")
    asked = ("--signed", "2025-02", "--already-paid", paid)
    said = document(capsys, path, *asked)["cleanups"]
    assert [(one["code"], one["where"][:8]) for one in said] == [
        ("invisible-removed", "paid.csv"),
        ("month-cleaned", "paid.csv"),
        ("number-cleaned", "paid.csv"),
    ]
    assert run(["reprice", str(path), *map(str, asked), "-o", str(tmp_path / "moved.xlsx")]) == 0
    assert "paid.csv" in capsys.readouterr().out
    assert run(["verify", str(tmp_path / "moved.xlsx")]) == 0


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("月份,已补\n2026-01,1\n", {"payment-month-outside"}),
        ("月份,已补\n2025-03,\n", {"payment-incomplete"}),
        ("月份,已补\n2025-03,很多\n三月,1\n", {"not-a-number", "month-expected"}),
    ],
)
def test_a_wrong_payment_is_refused_with_its_place(
    text: str, codes: set[str], tmp_path: Path
) -> None:
    paid = tmp_path / "paid.csv"
    paid.write_text(text, encoding="utf-8")
    asked = Reprice(signed=Month.parse("2025-02"), already_paid=paid)
    with pytest.raises(Refused) as refused:
        repriced(tmp_path, SPRING, asked)
    assert {one.code for one in refused.value.problems} == codes
    assert all(one.where.startswith("paid.csv 第") for one in refused.value.problems)


def test_months_outside_the_contract_and_a_contract_without_signing_are_refused(
    tmp_path: Path,
) -> None:
    asked = Reprice(first=Month.parse("2025-01"), last=Month.parse("2025-05"))
    with pytest.raises(Refused) as refused:
        repriced(tmp_path, SPRING, asked)
    found = [(one.code, one.where) for one in refused.value.problems]
    assert found == [
        ("reprice-month-outside", "--from"),
        ("reprice-month-outside", "--to"),
        ("reprice-without-signing", "contract.yaml"),
    ]


def test_a_workbook_of_ours_is_priced_by_what_it_carries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = write_yaml(tmp_path / "c.yaml", SPRING)
    later, frozen = tmp_path / "later.xlsx", tmp_path / "frozen.xlsx"
    assert run(["estimate", str(roster), "-o", str(later)]) == 0
    assert run(["estimate", str(roster), "--as-of", "2025-02", "-o", str(frozen)]) == 0
    capsys.readouterr()
    # Its figures of March were known when it was written: nothing is due.
    found = document(capsys, later)
    assert (found["signed"], found["total"]) == (None, "0.00")
    found = document(capsys, frozen)
    assert (found["signed"], found["total"]) == ("2025-02", "965.76")
    # Signing beats what it carries.
    assert document(capsys, later, "--signed", "2025-02")["total"] == "965.76"


def test_from_and_to_keep_the_months_of_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_yaml(tmp_path / "c.yaml", SPRING)
    found = document(capsys, path, "--signed", "2025-02", "--from", "2025-04", "--to", "2025-04")
    assert [(one["month"], one["amount"]) for one in found["months"]] == [("2025-04", "482.88")]


def lots(folder: Path) -> Path:
    """Write a contract of two lots with rates, incentives, and payments above the standard."""
    return write_yaml(
        folder / "lots.yaml",
        {
            "project": {"name": "东区", "start": "2025-01", "months": 24},
            "positions": [
                {"title": "公厕保洁工", "headcount": 3, "lot": "甲", "base_wage": 3050},
                {"title": "公厕保洁工", "headcount": 2, "lot": "乙", "performance_bonus": 90},
            ],
            "price": {
                "management_fee": {"rate": "0.05"},
                "tax": {"rate": "0.06"},
                "lots": {"乙": {"profit": {"rate": "0.03"}}},
            },
        },
    )


def test_workbook_and_agreement_are_the_same_each_time_and_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["reprice", str(lots(tmp_path)), "--signed", "2025-01", "--with-rates", "-o"]
    for name in ("a.xlsx", "b.xlsx"):
        assert run([*arguments, str(tmp_path / name)]) == 0
    for ending in (".xlsx", "-补充协议.docx"):
        one, other = (tmp_path / f"{name}{ending}" for name in "ab")
        assert one.read_bytes() == other.read_bytes()
    (tmp_path / "c-补充协议.docx").write_bytes(b"kept")
    assert run([*arguments, str(tmp_path / "c.xlsx")]) != 0
    assert not (tmp_path / "c.xlsx").exists()
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [
        "汇总",
        "分月分原因",
        "分岗位分项",
        "分项明细",
        "管理费利润税金",
        "输入数据",
    ]
    assert str(book["分月分原因"]["G5"].value).startswith("=SUMPRODUCT(")
    with ZipFile(tmp_path / "a.xlsx") as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()


@LIBREOFFICE
def test_recalculation_changes_no_cell(tmp_path: Path) -> None:
    output, after = tmp_path / "补差测算.xlsx", tmp_path / "after"
    after.mkdir()
    path = str(lots(tmp_path))
    assert run(["reprice", path, "--signed", "2025-01", "--with-rates", "-o", str(output)]) == 0
    bird = canary(tmp_path)
    recalculate([output, bird], after)
    assert changed_cells(bird, after / bird.name) == ["canary!A1: 3 -> 2"]
    assert changed_cells(output, after / output.name) == []


def test_verify_finds_every_edit_of_the_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "补差测算.xlsx"
    paid = tmp_path / "paid.csv"
    paid.write_text("月份,已补\n2025-05,10\n", encoding="utf-8")
    arguments = ["reprice", str(lots(tmp_path)), "--signed", "2025-01", "--with-rates"]
    assert run([*arguments, "--already-paid", str(paid), "-o", str(output)]) == 0
    assert run(["verify", str(output)]) == 0
    book = load_workbook(output)
    book["分项明细"]["J5"] = 30
    edited = tmp_path / "改.xlsx"
    book.save(edited)
    capsys.readouterr()
    assert run(["verify", str(edited), "--json"]) == 1
    places = {one["where"] for one in json.loads(capsys.readouterr().out)["differences"]}
    assert places == {"分项明细!J5"}


def test_every_number_of_the_workbook_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Reprice(signed=Month.parse("2025-01"), with_rates=True)
    found = reprice_in(city(), lots(tmp_path), Options(), asked, TODAY)
    explainer = RepricingExplainer(found.run, found.repricing, "zh")
    for sheet, cells in explainer.cells.sheets.items():
        for (row, column), cell in cells.items():
            if cell.is_number and sheet != "输入数据":
                node = explainer.node(Place(sheet, row, column), 1)
                assert node.kind in ("formula", "figure", "input", "constant")
                assert node.kind != "formula" or node.says
    output = tmp_path / "补差测算.xlsx"
    arguments = ["reprice", str(lots(tmp_path)), "--signed", "2025-01", "-o", str(output)]
    assert run(arguments) == 0
    capsys.readouterr()
    # The first month in which something moved, down to the document of the minimum wage.
    assert run(["--lang", "zh", "explain", str(output), "分月分原因!G5", "--depth", "5"]) == 0
    said = capsys.readouterr().out
    assert "粤府函〔2025〕23号" in said
    assert "该参数由 2300 变为 2500" in said


def test_the_agreement_leaves_to_the_parties_what_is_theirs(tmp_path: Path) -> None:
    output = tmp_path / "补差测算.xlsx"
    assert run(["reprice", str(lots(tmp_path)), "--signed", "2025-01", "-o", str(output)]) == 0
    with ZipFile(tmp_path / "补差测算-补充协议.docx") as parts:
        text = re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
    assert text.count("【") >= 5
    assert "二(四)" in text
    # Whether the limit on added purchases touches an adjustment is for the parties, no more.
    assert "第四十九条，由合同双方确定" in text
    assert "百分之十" not in text
    assert "2025年1月" in text
    assert "粤府函〔2026〕188号" in text


def test_what_was_paid_may_stand_in_a_workbook_with_remarks(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["补差支付表"],
        ["月份", "已补（元）", "备注"],
        [datetime(2025, 3, 1, tzinfo=UTC).replace(tzinfo=None), 100, "第一次"],
        ["2025年3月", "20.50", ""],
        ["合计", 120.5, ""],
    ):
        sheet.append(row)
    book.save(tmp_path / "paid.xlsx")
    asked = Reprice(signed=Month.parse("2025-02"), already_paid=tmp_path / "paid.xlsx")
    found = repriced(tmp_path, SPRING, asked).repricing
    # 482.88 − 100 − 20.50 = 362.38.
    assert [found.due(one) for one in found.months] == [0, 362_38, 482_88]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_fits_eighty_columns(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    path = str(lots(tmp_path))
    assert run(["--lang", lang, "reprice", path, "--signed", "2025-01", "--with-rates"]) == 0
    said = capsys.readouterr().out
    assert all(text_width(line.rstrip()) <= 80 for line in said.splitlines())
    found = document(capsys, path, "--signed", "2025-01", "--with-rates")
    assert f"+{int(found['total'][:-3]):,}{found['total'][-3:]}" in said
