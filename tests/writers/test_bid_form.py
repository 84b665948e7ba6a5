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

TITLE, REMARKS, KEY = 1, 14, 15
INCOME, EMPLOYER, COST, VERDICT = "J", "K", "M", "N"


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
        for column in "GHI":
            assert not str(form[f"{column}{row}"].value).startswith("=")
    # The README's ceiling, as a value.
    assert form[f"{COST}{last}"].value == pytest.approx(57_986_454.31, abs=1e-9)


def test_every_row_can_be_found_again_by_its_key(street: Run, form: Worksheet) -> None:
    keys = list(_rows(form))
    segments = street.result.estimate.segments
    assert keys[:3] == ["1@2027-01", "1@2028-01", "1@2029-01"]
    positions = len(street.result.estimate.roster.positions)
    assert keys[positions * len(segments) :] == [
        "labour_cost",
        "incentives",
        *(f"other_costs.{number}" for number in range(1, 6)),
        "management_fee",
        "profit",
        "tax",
        "total",
        "ceiling",
    ]


def test_every_sheet_says_what_it_belongs_to(tmp_path: Path) -> None:
    run = priced(tmp_path, LOTS)
    book = opened(_data(run))
    for name, lot in (("填报说明", None), ("报价表 甲", "甲"), ("报价表 乙", "乙")):
        place = 0 if lot is None else 1
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
    items = ("incentives", "other_costs", "management_fee", "profit", "tax")
    expected = set()
    for key, row in rows.items():
        if "@" in key:
            expected |= {f"{INCOME}{row}", f"{EMPLOYER}{row}", f"O{row}"}
        elif key.startswith(items):
            expected |= {f"{COST}{row}", f"O{row}"}
    open_cells = {
        cell.coordinate for row in form.iter_rows() for cell in row if not cell.protection.locked
    }
    assert open_cells == expected
    assert all(form[place].value is None for place in open_cells)


def test_a_lower_number_warns_and_asks_for_an_explanation_but_is_not_blocked(
    form: Worksheet,
) -> None:
    [rule, _] = form.data_validations.dataValidation
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


def test_an_item_is_a_number_that_is_not_negative(form: Worksheet) -> None:
    [_, rule] = form.data_validations.dataValidation
    assert (rule.type, rule.operator, rule.formula1) == ("decimal", "greaterThanOrEqual", "0")
    # Left out, the style is that of a stop.
    assert rule.errorStyle in (None, "stop")
    rows = _rows(form)
    assert str(rule.sqref) == f"{COST}{rows['incentives']}:{COST}{rows['tax']}"


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
"""One crane driver in two years, and the items that the lot has: platform, fee, tax."""


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
    assert found == ["低于底线", "低于底线", "不低于底线"]


@LIBREOFFICE
def test_what_is_missing_or_no_number_is_said_and_makes_no_total(tmp_path: Path) -> None:
    data = _data(priced(tmp_path, LOTS))
    rows = _rows(opened(data)[LOT])
    tax, total, ceiling = (rows[key] for key in ("tax", "total", "ceiling"))
    items = range(rows["labour_cost"] + 1, total)
    whole: dict[str, object] = dict.fromkeys(("J4", "K4", "J5", "K5"), 1000)
    whole |= {f"M{row}": 1 for row in items}
    months = 24
    cases: dict[str, dict[str, object]] = {
        "whole": whole,
        "half_a_row": {**whole, "K5": None},
        "no_tax": {**whole, f"M{tax}": None},
        "text": {**whole, "J4": "3000元"},
        "text_in_an_item": {**whole, f"M{tax}": "免"},
        "negative": {**whole, f"M{tax}": -1},
    }
    done = dict(zip(cases, _filled(data, tmp_path, cases), strict=True))
    found = {
        name: [sheet[place].value for place in ("N4", "N5", f"M{total}", f"N{ceiling}")]
        for name, sheet in done.items()
    }
    low, wrong, open_ = "低于底线", "数额有误", "未填全"
    assert found == {
        # One head at 2,000 yuan a month for 24 months, and one yuan for each item.
        "whole": [low, low, 2000 * months + len(items), "未超过限价"],
        "half_a_row": [low, open_, open_, open_],
        "no_tax": [low, low, open_, open_],
        "text": [wrong, low, wrong, wrong],
        "text_in_an_item": [low, low, wrong, wrong],
        "negative": [low, low, wrong, wrong],
    }


@LIBREOFFICE
def test_a_filled_form_is_compared_with_floor_and_ceiling_by_its_own_formulas(
    tmp_path: Path,
) -> None:
    path, out = tmp_path / "bid.xlsx", tmp_path / "out"
    out.mkdir()
    path.write_bytes(_data(priced(tmp_path, LOTS)))
    book = load_workbook(path)
    sheet = book["报价表 乙"]
    rows = _rows(sheet)
    floors = [[Decimal(str(sheet[f"{c}{row}"].value)) for c in "GH"] for row in (4, 5)]
    # The first segment at the floor, the second one fen below it; then a tax beyond all bounds.
    offers = [floors[0], [floors[1][0] - Decimal("0.01"), floors[1][1]]]
    for row, offer in zip((4, 5), offers, strict=True):
        for column, amount in zip((INCOME, EMPLOYER), offer, strict=True):
            sheet[f"{column}{row}"].value = amount
    sheet[f"{COST}{rows['tax']}"].value = 10**9
    book.save(path)
    recalculate([path], out)
    done = load_workbook(out / "bid.xlsx", data_only=True)["报价表 乙"]
    assert done[f"{VERDICT}4"].value == "不低于底线"
    assert done[f"{VERDICT}5"].value == "低于底线"
    months = [int(str(sheet[f"E{row}"].value)) for row in (4, 5)]
    expected = sum(sum(offer) * count for offer, count in zip(offers, months, strict=True))
    labour = Decimal(str(done[f"{COST}{rows['labour_cost']}"].value))
    assert labour.quantize(Decimal("0.01")) == expected
    assert done[f"{VERDICT}{rows['ceiling']}"].value == "超过限价"
