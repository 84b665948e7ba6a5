"""The blank bid form: what a bidder may change, what it warns of, and how it is read back."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sanicost.embedded.canonical import Run
from sanicost.writers.workbook import annex_sets, workbook_bytes
from sanicost.writers.workbook.bid_form import bid_form_bytes
from tests.packs import LOTS, example, opened, row_of
from tests.recalculation import LIBREOFFICE, recalculate
from tests.rosters import UNCERTAIN, confirmed, priced

KEY = 15
INCOME, EMPLOYER, COST, VERDICT, INSURED, REMARKS = "J", "K", "L", "M", "N", "O"
CAPITALS = "G"
RATES = ("management_fee", "profit", "tax")


def _data(run: Run) -> bytes:
    return bid_form_bytes(run, annex_sets(run.result))


@pytest.fixture(scope="module")
def street() -> Run:
    return example("street-office.yaml")


@pytest.fixture(scope="module")
def form(street: Run) -> Worksheet:
    sheet = opened(_data(street))["投标人分项报价表"]
    assert isinstance(sheet, Worksheet)
    return sheet


def _rows(sheet: Worksheet) -> dict[str, int]:
    """Return the row of each key."""
    found = {}
    for row in range(4, sheet.max_row + 1):
        key = sheet.cell(row, KEY + 1).value
        if str(key).startswith("识别信息"):
            break
        if key:
            assert key not in found
            found[str(key)] = row
    return found


def test_a_tender_without_lots_has_one_form_and_one_with_lots_one_for_each(
    street: Run, tmp_path: Path
) -> None:
    assert opened(_data(street)).sheetnames == ["填报说明", "投标人分项报价表"]
    names = opened(_data(priced(tmp_path, LOTS))).sheetnames
    assert names == ["填报说明", "报价表 甲", "报价表 乙"]


def test_the_rows_are_those_of_annex_6_with_the_floor_as_values(
    street: Run, form: Worksheet
) -> None:
    data = workbook_bytes(street)
    annex = opened(data, values=True)["附件6 投标人分项报价表"]
    own = opened(_data(street), values=True)["投标人分项报价表"]
    last = _rows(form)["ceiling"]
    for row in range(3, last + 1):
        theirs = [cell.value for cell in annex[row]]
        assert [cell.value for cell in own[row]] == theirs
        for column in "GH" if row < _rows(form)["labour_cost"] else "":
            assert not str(form[f"{column}{row}"].value).startswith("=")
    # The README's ceiling, as a value.
    assert form[f"{COST}{last}"].value == pytest.approx(57_986_454.31, abs=1e-9)


def test_every_row_can_be_found_again_by_its_key(street: Run, form: Worksheet) -> None:
    keys = list(_rows(form))
    # Three contract years, in which nothing moves, stand once.
    positions = len(street.result.estimate.roster.positions)
    assert keys[:positions] == [f"{number}@2027-01" for number in range(1, positions + 1)]
    assert form["D4"].value == "第1—3合同年"
    assert keys[positions:] == [
        "labour_cost",
        "incentives",
        *(f"other_costs.{number}" for number in range(1, 6)),
        "management_fee",
        "profit",
        "tax",
        "total",
        "capitals",
        "ceiling",
    ]


def test_every_sheet_says_what_it_belongs_to(tmp_path: Path) -> None:
    run = priced(tmp_path, LOTS)
    book = opened(_data(run))
    for name, lot in (("填报说明", None), ("报价表 甲", "甲"), ("报价表 乙", "乙")):
        place = 3 if lot is None else KEY
        facts = {
            key: row_of(book[name], place, key)[place + 1]
            for key in ("form", "inputs_sha256", "version", "lot")
        }
        assert facts == {
            "form": "sanicost.bid/1",
            "inputs_sha256": run.inputs.sha256,
            "version": run.version,
            "lot": lot,
        }


def test_only_what_a_bidder_fills_in_is_open_and_no_password_is_set(form: Worksheet) -> None:
    assert form.protection.sheet
    assert form.protection.password is None
    rows = _rows(form)
    expected = set()
    for key, row in rows.items():
        if "@" in key:
            expected |= {f"{column}{row}" for column in (INCOME, EMPLOYER, INSURED, REMARKS)}
        elif key.startswith(("incentives", "other_costs")):
            expected |= {f"{COST}{row}", f"{REMARKS}{row}"}
        elif key in RATES:
            expected |= {f"{EMPLOYER}{row}", f"{REMARKS}{row}"}
    open_cells = {
        cell.coordinate for row in form.iter_rows() for cell in row if not cell.protection.locked
    }
    assert open_cells == expected
    assert all(form[place].value is None for place in open_cells)


def test_a_lower_number_warns_and_asks_for_an_explanation_but_is_not_blocked(
    form: Worksheet,
) -> None:
    [rule, *_] = form.data_validations.dataValidation
    assert (rule.type, rule.operator, rule.errorStyle) == (
        "decimal",
        "greaterThanOrEqual",
        "warning",
    )
    rows = _rows(form)
    last = max(row for key, row in rows.items() if "@" in key)
    assert str(rule.sqref) == f"{INCOME}4:{EMPLOYER}{last}"
    # The floor of income and employer part stands three columns to the left, row by row.
    assert rule.formula1 == "G4"
    assert "说明" in str(rule.error)
    texts = str(opened_texts(form))
    assert "仅供比对，不是报价下限" in texts
    assert "最低限价" not in texts


def test_an_item_is_a_number_that_is_not_negative_and_a_rate_is_a_part_of_one(
    form: Worksheet,
) -> None:
    [_, rule, of_rates] = form.data_validations.dataValidation
    assert (rule.type, rule.operator, rule.formula1) == ("decimal", "greaterThanOrEqual", "0")
    # Left out, the style is that of a stop.
    assert rule.errorStyle in (None, "stop")
    rows = _rows(form)
    assert str(rule.sqref) == f"{COST}{rows['incentives']}:{COST}{rows['other_costs.5']}"
    # A rate is a part of the whole: 3 for three per cent is stopped.
    assert (of_rates.formula1, of_rates.formula2) == ("0", "1")
    assert of_rates.errorStyle in (None, "stop")
    assert str(of_rates.sqref) == f"{EMPLOYER}{rows['management_fee']}:{EMPLOYER}{rows['tax']}"


def opened_texts(sheet: Worksheet) -> list[Any]:
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_every_sheet_says_how_many_figures_are_provisional_until_they_are_confirmed(
    tmp_path: Path,
) -> None:
    run = priced(tmp_path, UNCERTAIN)
    for sheet in opened(_data(run)):
        said = f"【暂估】本次测算有{len(run.result.provisional)}项参数尚未确认"
        assert [text for text in opened_texts(sheet) if said in str(text)], sheet.title
    final = priced(tmp_path, {**UNCERTAIN, "figures": confirmed(run)})
    for sheet in opened(_data(final)):
        assert "暂估" not in str(opened_texts(sheet))


def test_the_form_prints_on_a4_with_headings_repeated_and_pages_counted(form: Worksheet) -> None:
    assert form.page_setup.paperSize == 9
    assert form.print_title_rows == "$3:$3"
    assert form.oddFooter
    assert form.oddFooter.right
    assert "&P" in str(form.oddFooter.right.text)
    assert "&N" in str(form.oddFooter.right.text)


LOT = "报价表 乙"
"""One crane driver, two years in one row, and the items that the lot has: platform, fee, tax."""


def _filled(
    data: bytes, folder: Path, cases: Mapping[str, Mapping[str, object]]
) -> list[Worksheet]:
    """Return the form filled in and recalculated by LibreOffice, once for each case."""
    out = folder / "out"
    out.mkdir()
    paths = []
    for name, cells in cases.items():
        book = load_workbook(BytesIO(data))
        for place, value in cells.items():
            book[LOT][place].value = value
        paths.append(folder / f"{name}.xlsx")
        book.save(paths[-1])
    recalculate(paths, out)
    return [load_workbook(out / path.name, data_only=True)[LOT] for path in paths]


@LIBREOFFICE
def test_a_part_below_its_floor_is_below_it_although_the_sum_is_not(tmp_path: Path) -> None:
    data = _data(priced(tmp_path, LOTS))
    blank = opened(data)[LOT]
    income, employer = (Decimal(str(blank[f"{c}4"].value)) for c in "GH")
    # Ten yuan move from one part to the other: the unit cost stays at its floor.
    cases = {
        "income": {"J4": income - 10, "K4": employer + 10},
        "employer": {"J4": income + 10, "K4": employer - 10},
        "neither": {"J4": income, "K4": employer},
    }
    found = [sheet[f"{VERDICT}4"].value for sheet in _filled(data, tmp_path, cases)]
    assert found == ["低于底线，未说明", "低于底线，未说明", "不低于底线"]


@LIBREOFFICE
def test_what_is_missing_or_no_number_is_said_and_makes_no_total(tmp_path: Path) -> None:
    data = _data(priced(tmp_path, LOTS))
    rows = _rows(opened(data)[LOT])
    platform, fee, tax, total, ceiling = (
        rows[key] for key in ("other_costs.1", "management_fee", "tax", "total", "ceiling")
    )
    whole: dict[str, object] = {"J4": 1000, "K4": 1000, f"L{platform}": 1}
    whole |= {f"K{fee}": 0.5, f"K{tax}": 1}
    cases: dict[str, dict[str, object]] = {
        "whole": whole,
        "half_a_row": {**whole, "K4": None},
        "no_tax": {**whole, f"K{tax}": None},
        "text": {**whole, "J4": "3000元"},
        "text_in_an_item": {**whole, f"L{platform}": "免"},
        "negative": {**whole, f"K{tax}": -1},
    }
    done = dict(zip(cases, _filled(data, tmp_path, cases), strict=True))
    places = (f"{VERDICT}4", f"{COST}{total}", f"{CAPITALS}{total + 1}", f"{VERDICT}{ceiling}")
    found = {name: [sheet[place].value for place in places] for name, sheet in done.items()}
    low, wrong, open_ = "低于底线，未说明", "数额有误", "未填全"
    # One head at 2,000 yuan a month for 24 months and one yuan; half of it; and all of that again:
    # (48000 + 1) × 1.5 × 2 = 144003.
    words = "壹拾肆万肆仟零叁元整"
    assert found == {
        "whole": [low, 144_003, words, "未超过限价"],
        "half_a_row": [open_, open_, open_, open_],
        "no_tax": [low, open_, open_, open_],
        "text": [wrong, wrong, wrong, wrong],
        "text_in_an_item": [low, wrong, wrong, wrong],
        "negative": [low, wrong, wrong, wrong],
    }


@LIBREOFFICE
def test_a_filled_form_is_compared_with_floor_and_ceiling_by_its_own_formulas(
    tmp_path: Path,
) -> None:
    data = _data(priced(tmp_path, LOTS))
    sheet = opened(data)[LOT]
    rows = _rows(sheet)
    income, employer = (Decimal(str(sheet[f"{c}4"].value)) for c in "GH")
    ceiling = Decimal(str(sheet[f"{COST}{rows['ceiling']}"].value))
    at_floor: dict[str, object] = {"J4": income, "K4": employer}
    below: dict[str, object] = {"J4": income - Decimal("0.01"), "K4": employer}
    items: dict[str, object] = {f"L{rows['other_costs.1']}": ceiling, f"K{rows['tax']}": 0}
    items |= {f"K{rows['management_fee']}": 0}
    cases: dict[str, dict[str, object]] = {
        "floor": at_floor,
        "below": below,
        "reason": {**below, "O4": "见证明"},
        "insured": {**below, "N4": "退休返聘"},
        "above": {**at_floor, **items},
        "heads": {**at_floor, "F4": 2},
        "months": {**at_floor, "E4": 12},
    }
    done = dict(zip(cases, _filled(data, tmp_path, cases), strict=True))
    labour = rows["labour_cost"]
    verdicts = {
        name: [one[f"{VERDICT}{row}"].value for row in (4, labour, rows["ceiling"])]
        for name, one in done.items()
    }
    open_, level = "未填全", "不低于底线"
    assert verdicts == {
        "floor": [level, level, open_],
        "below": ["低于底线，未说明", "低于底线", open_],
        "reason": ["低于底线，见说明", "低于底线", open_],
        "insured": ["低于底线，见说明", "低于底线", open_],
        "above": [level, level, "超过限价"],
        # Two heads or half the months: the sum is no longer that of the tender, and says so.
        "heads": [level, "人数或月数已改", "超过限价"],
        "months": [level, "人数或月数已改", open_],
    }
    cost = Decimal(str(done["below"][f"{COST}{labour}"].value)).quantize(Decimal("0.01"))
    assert cost == (income + employer - Decimal("0.01")) * 24


def test_changed_heads_and_months_turn_red_and_keys_stand_outside_of_what_is_printed(
    form: Worksheet,
) -> None:
    last = max(row for key, row in _rows(form).items() if "@" in key)
    rules = {
        str(cells.sqref): [rule.formula for rule in cells.rules]
        for cells in form.conditional_formatting
    }
    # The tender's own heads and months stand beside the keys.
    assert rules[f"E4:F{last}"] == [["E4<>Q4"]]
    assert form["Q4"].value == form["E4"].value
    assert form["R4"].value == form["F4"].value
    end = _rows(form)["ceiling"]
    assert form.print_area == f"'投标人分项报价表'!$A$1:$O${end + 1}"


def test_the_tenders_amounts_and_rates_stand_beside_what_is_to_be_filled_in(
    street: Run, form: Worksheet
) -> None:
    rows, [part] = _rows(form), street.result.price.parts
    assert form[f"I{rows['incentives']}"].value == pytest.approx(part.incentives / 100)
    tax = part.charges["tax"]
    assert tax
    assert Decimal(str(form[f"H{rows['tax']}"].value)) == tax.rate
    assert form[f"I{rows['tax']}"].value == pytest.approx(tax.amount / 100)


def test_the_instruction_speaks_of_the_items_that_the_form_has(tmp_path: Path) -> None:
    bare = {
        "project": {"start": "2027-01", "months": 12},
        "positions": [{"title": "吊车司机", "headcount": 1}],
    }
    said = str(opened_texts(opened(_data(priced(tmp_path, bare)))["填报说明"]))
    assert "填写费率" not in said
    assert "合同期总额" not in said
    said = str(opened_texts(opened(_data(priced(tmp_path, LOTS)))["填报说明"]))
    assert "激励性分配、其他费用填写合同期总额" in said
    assert "管理费、税金填写费率" in said
    assert "利润" not in said
