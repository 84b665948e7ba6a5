"""Three bidders' forms show exactly what was planted in them, and honest ones show nothing."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from openpyxl import load_workbook

from sanicost.bids.comparison import Bid, BidComparison
from sanicost.bids.document import bids_document
from sanicost.bids.run import BidsRequest, compared
from sanicost.bids.workbook import comparison_bytes
from sanicost.embedded.canonical import Run
from sanicost.readers.project import Options
from tests.bids.filling import blank_of, emptied, filled, pack_of
from tests.packs import LOTS, opened
from tests.program import sanicost
from tests.recalculation import LIBREOFFICE, changed_cells, recalculate
from tests.rosters import TODAY, priced, write_yaml

EAST, WEST = "报价表 甲", "报价表 乙"
# In lot 甲 there are 3 heads of 公厕保洁工 and 2 of 垃圾清运工 for 24 months, in 乙 one driver.


@pytest.fixture(name="run", scope="module")
def _run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return priced(tmp_path_factory.mktemp("tender"), LOTS)


@pytest.fixture(name="folder", scope="module")
def _folder(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the tender's workbook and the forms of three bidders."""
    folder, blank = tmp_path_factory.mktemp("bids"), blank_of(run)
    pack_of(run, folder)
    filled(blank, folder / "honest.xlsx", "甲公司")
    filled(blank, folder / "heads.xlsx", "乙公司", {(EAST, "1@2027-01", "headcount"): 2})
    floor = run.result.estimate.segments[0].amounts["employer"][1]
    low = Decimal(floor - 10_050) / 100  # 100.50 yuan less a person-month
    filled(blank, folder / "low.xlsx", "丙公司", {(EAST, "2@2027-01", "employer"): low})
    return folder


def _compared(folder: Path, *names: str) -> BidComparison:
    request = BidsRequest(
        roster=folder / "测算.xlsx",
        forms=[folder / f"{name}.xlsx" for name in names],
        options=Options(),
        today=TODAY,
    )
    return compared(request)


@pytest.fixture(name="three", scope="module")
def _three(folder: Path) -> BidComparison:
    return _compared(folder, "honest", "heads", "low")


def _codes(bid: Bid) -> list[str]:
    return [one.code for one in bid.findings]


def test_an_honest_bid_at_the_floor_comes_to_the_ceiling_and_shows_nothing(
    run: Run, three: BidComparison
) -> None:
    honest = three.bids[0]
    price = run.result.price
    assert (honest.name, honest.file) == ("甲公司", "honest.xlsx")
    assert (honest.labour_total, honest.total) == (price.labour_cost, price.ceiling)
    assert (honest.shortfall, honest.is_above_ceiling) == (0, False)
    assert (honest.changes, honest.findings) == ((), ())


def test_heads_that_were_cut_show_as_a_change_and_below_the_floor(
    run: Run, three: BidComparison
) -> None:
    bid = three.bids[1]
    [change] = bid.changes
    assert (change.where, change.found, change.expected) == (f"{EAST}!F4", "2", "3")
    # One of three heads is missing for 24 months, although each head is paid the floor.
    missing = run.result.estimate.segments[0].amounts["unit_cost"][0] * 24
    assert (bid.shortfall, bid.floor_total - bid.labour_total) == (missing, missing)
    [east, west] = bid.lots
    assert (east.shortfall, west.shortfall) == (missing, 0)
    assert [row.shortfall_month for row in east.rows] == [0, 0]
    assert _codes(bid) == ["bid-labour-below-floor", "bid-form-changed"]


def test_an_employer_part_that_is_low_in_one_row_shows_there_alone(three: BidComparison) -> None:
    bid = three.bids[2]
    [first, second] = bid.lots[0].rows
    assert (first.shortfall_month, first.shortfall_term) == (0, 0)
    # 100.50 yuan for 2 heads and 24 months are 4824.00.
    assert (second.shortfall_month, second.shortfall_term) == (10_050, 482_400)
    assert (bid.shortfall, bid.changes) == (482_400, ())
    assert _codes(bid) == ["bid-below-floor", "bid-labour-below-floor"]


def test_the_document_has_the_fields_of_its_schema(folder: Path) -> None:
    forms = [folder / f"{name}.xlsx" for name in ("honest", "heads", "low")]
    told = sanicost("bids", folder / "测算.xlsx", *forms, "--json")
    assert told.code == 0
    document = told.document
    assert document["schema"] == "sanicost.bids/1"
    honest, heads, low = document["bidders"]
    sums = ["total", "labour_total", "floor_total", "shortfall", "above_ceiling"]
    assert list(honest) == ["name", "file", *sums, "lots", "changes", "rows"]
    assert [list(lot) for lot in honest["lots"]] == [["lot", *sums]] * 2
    assert heads["changes"] == [{"where": f"{EAST}!F4", "found": "2", "expected": "3"}]
    row = low["rows"][1]
    assert list(row) == [
        *("lot", "title", "start", "heads", "months", "income", "income_floor"),
        *("employer", "employer_floor", "shortfall_month", "shortfall_term"),
    ]
    assert (row["lot"], row["title"], row["start"]) == ("甲", "垃圾清运工", "2027-01")
    assert (row["heads"], row["months"]) == (2, 24)
    assert (row["shortfall_month"], row["shortfall_term"]) == ("100.50", "4824.00")
    assert low["shortfall"] == "4824.00"
    assert low["above_ceiling"] is False


def test_a_reason_stands_beside_the_finding(run: Run, folder: Path, tmp_path: Path) -> None:
    planted = {
        (EAST, "2@2027-01", "income"): 6000,
        (EAST, "2@2027-01", "insured"): "退休返聘2人",
        (EAST, "2@2027-01", "remarks"): "见附证明",
    }
    filled(blank_of(run), tmp_path / "a.xlsx", "甲公司", planted)
    pack_of(run, tmp_path)
    [bid] = _compared(tmp_path, "a").bids
    [finding] = [one for one in bid.findings if one.code == "bid-below-floor-explained"]
    assert finding.params["reason"] == "退休返聘2人；见附证明"


def test_rates_incentives_and_other_costs_make_the_total_and_its_ceiling(
    run: Run, tmp_path: Path
) -> None:
    planted = {
        (WEST, "other_costs.1", "cost"): 1000,
        (WEST, "management_fee", "employer"): "0.1",
        (WEST, "tax", "employer"): 0,
    }
    numbers = {key: Decimal(str(value)) for key, value in planted.items()}
    filled(blank_of(run), tmp_path / "a.xlsx", "甲公司", numbers)
    pack_of(run, tmp_path)
    [bid] = _compared(tmp_path, "a").bids
    west = bid.lots[1]
    # A tenth of the labour cost and of 1000 yuan on top.
    base = west.labour_total + 100_000
    assert west.total == base + (base + 5) // 10
    assert west.is_above_ceiling == (west.total > west.ceiling.ceiling)
    assert [item.item.key for item in west.items] == ["other_costs.1", "management_fee", "tax"]


def test_what_lies_above_the_ceiling_is_named_with_the_gap(run: Run, tmp_path: Path) -> None:
    blank, ceiling = blank_of(run), run.result.price.parts[1].ceiling
    zero = {(WEST, key, "employer"): 0 for key in ("management_fee", "tax")}
    labour = run.result.price.parts[1].labour_cost
    gap = {(WEST, "other_costs.1", "cost"): Decimal(ceiling - labour + 1) / 100}
    filled(blank, tmp_path / "above.xlsx", "甲公司", {**zero, **gap})
    level = {(WEST, "other_costs.1", "cost"): Decimal(ceiling - labour) / 100}
    filled(blank, tmp_path / "level.xlsx", "乙公司", {**zero, **level})
    pack_of(run, tmp_path)
    above, at_ceiling = _compared(tmp_path, "above", "level").bids
    [finding] = above.findings
    assert (finding.code, finding.params["gap"]) == ("bid-above-ceiling", "0.01")
    assert above.is_above_ceiling
    assert not at_ceiling.is_above_ceiling
    assert at_ceiling.findings == ()


def test_an_empty_lot_is_no_bid_and_an_empty_form_none_at_all(run: Run, tmp_path: Path) -> None:
    blank = blank_of(run)
    pack_of(run, tmp_path)
    one = emptied(filled(blank, tmp_path / "one.xlsx", "甲公司"), EAST)
    none = emptied(filled(blank, tmp_path / "none.xlsx", "乙公司"), EAST)
    emptied(none, WEST)
    assert one.exists()
    bid, empty = _compared(tmp_path, "one", "none").bids
    assert [lot.lot for lot in bid.lots] == ["乙"]
    assert bid.floor_total == run.result.price.parts[1].labour_cost
    assert bid.findings == ()
    assert (empty.lots, _codes(empty)) == ((), ["bid-empty"])


def test_a_blank_amount_is_named_and_counts_as_nothing(run: Run, tmp_path: Path) -> None:
    planted = {(WEST, "3@2027-01", "employer"): None}
    filled(blank_of(run), tmp_path / "a.xlsx", "甲公司", planted)
    pack_of(run, tmp_path)
    [bid] = _compared(tmp_path, "a").bids
    west = bid.lots[1]
    [row] = west.rows
    assert row.offers["employer"] is None
    assert (row.shortfall_month, west.shortfall) == (0, row.row.employer_floor * 24)
    assert _codes(bid) == ["bid-amount-blank", "bid-labour-below-floor"]


def test_several_months_and_titles_that_were_changed_are_listed(run: Run, tmp_path: Path) -> None:
    planted = {
        (EAST, "1@2027-01", "title"): "保安",
        (EAST, "1@2027-01", "months"): 12,
        (EAST, "2@2027-01", "floor_employer"): 1,
        (EAST, "2@2027-01", "key"): "x",
    }
    filled(blank_of(run), tmp_path / "a.xlsx", "甲公司", planted)
    pack_of(run, tmp_path)
    [bid] = _compared(tmp_path, "a").bids
    found = {one.where.partition("!")[2]: one.found for one in bid.changes}
    assert found == {"B4": "保安", "E4": "12", "H5": "1", "P5": "x"}
    # The floor is the tender's, whatever the form says.
    assert bid.lots[0].rows[1].row.employer_floor > 100
    missing = run.result.estimate.segments[0].amounts["unit_cost"][0] * 3 * 12
    assert bid.shortfall == missing


def test_a_total_that_was_typed_over_does_not_foot(run: Run, tmp_path: Path) -> None:
    planted = {(WEST, "total", "cost"): 100}
    filled(blank_of(run), tmp_path / "a.xlsx", "甲公司", planted)
    pack_of(run, tmp_path)
    [bid] = _compared(tmp_path, "a").bids
    assert _codes(bid) == ["bid-does-not-foot", "bid-form-changed"]
    [foot, _] = bid.findings
    assert foot.params["found"] == "100.00"
    assert bid.lots[1].total == run.result.price.parts[1].ceiling


def test_a_row_put_in_between_moves_nothing(run: Run, tmp_path: Path) -> None:
    path = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司")
    book = load_workbook(path)
    book[EAST].move_range("A5:R40", rows=1, translate=True)
    book.save(path)
    pack_of(run, tmp_path)
    [bid] = _compared(tmp_path, "a").bids
    assert bid.total == run.result.price.ceiling
    # What stayed behind reads cells that have moved: those formulas alone are another's now.
    assert {one.where for one in bid.changes} <= {f"{EAST}!L6", f"{EAST}!M6"} | _sums(run)


def _sums(run: Run) -> set[str]:
    """Return the cells of sums in 甲, one row further down."""
    return {f"{EAST}!{column}{row}" for column in "GILM" for row in range(5, 20)}


@LIBREOFFICE
def test_forms_saved_again_by_libreoffice_say_the_same(folder: Path, three: BidComparison) -> None:
    out = folder / "again"
    out.mkdir()
    names = ("honest", "heads", "low")
    recalculate([folder / f"{name}.xlsx" for name in names], out)
    (out / "测算.xlsx").write_bytes((folder / "测算.xlsx").read_bytes())
    assert bids_document(_compared(out, *names)) == bids_document(three)
    assert [_codes(bid) for bid in _compared(out, *names).bids] == [_codes(b) for b in three.bids]


@LIBREOFFICE
def test_the_workbook_holds_live_formulas_that_recalculation_leaves_as_they_are(
    three: BidComparison, tmp_path: Path
) -> None:
    path, out = tmp_path / "比对.xlsx", tmp_path / "out"
    out.mkdir()
    path.write_bytes(comparison_bytes(three))
    recalculate([path], out)
    assert changed_cells(path, out / path.name) == []


def test_the_workbook_has_a_page_for_each_lot_with_all_bidders_and_charts(
    three: BidComparison,
) -> None:
    data = comparison_bytes(three)
    assert comparison_bytes(three) == data
    book = opened(data)
    assert book.sheetnames == ["比对汇总", "比对 甲", "比对 乙", "询问事项", "表格改动"]
    names = [cell.value for cell in book["比对 甲"][3] if cell.value]
    assert names == ["甲公司", "乙公司", "丙公司"]
    assert all(book[name]._charts for name in book.sheetnames[:3])  # type: ignore[attr-defined]
    formulas = [
        cell.value
        for row in book["比对 甲"].iter_rows()
        for cell in row
        if str(cell.value).startswith("=")
    ]
    assert len(formulas) > 20
    said = str(list(book["询问事项"].iter_rows(values_only=True)))
    for forbidden in ("无效", "最低限价", "废标"):
        assert forbidden not in said
    assert "提请评标委员会关注" in said


def test_nothing_is_overwritten_unasked(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "比对.xlsx"
    arguments = ("bids", folder / "测算.xlsx", folder / "honest.xlsx", "-o", out)
    assert sanicost(*arguments).code == 0
    before = out.read_bytes()
    assert sanicost(*arguments).code == 4
    assert sanicost(*arguments, "--force").code == 0
    assert out.read_bytes() == before
    again = ("bids", folder / "测算.xlsx", folder / "honest.xlsx", "-o", folder / "honest.xlsx")
    assert sanicost(*again, "--force").code == 4


def test_forty_forms_of_two_hundred_rows_take_less_than_ten_seconds(tmp_path: Path) -> None:
    positions: list[Mapping[str, Any]] = [
        {"title": "公厕保洁工", "headcount": 1 + number % 7, "seniority_years": number % 30}
        for number in range(200)
    ]
    roster = {"project": {"start": "2027-01", "months": 12}, "positions": positions}
    run = priced(tmp_path, roster)
    path = pack_of(run, tmp_path)
    one = filled(blank_of(run), tmp_path / "00.xlsx", "").read_bytes()
    forms = [tmp_path / f"{number:02}.xlsx" for number in range(40)]
    for form in forms:
        form.write_bytes(one)  # without a name, the file's counts
    start = process_time()
    found = compared(BidsRequest(roster=path, forms=forms, options=Options(), today=TODAY))
    comparison_bytes(found)
    assert process_time() - start < 10
    assert len(found.bids) == 40
    assert all(bid.shortfall == 0 for bid in found.bids)


def test_a_roster_serves_as_well_as_its_workbook(run: Run, tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "roster.yaml", LOTS)
    form = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司")
    request = BidsRequest(roster=roster, forms=[form], options=Options(), today=TODAY)
    assert compared(request).bids[0].total == run.result.price.ceiling


def test_a_sheet_that_was_renamed_is_read_and_one_that_was_removed_is_no_bid(
    run: Run, tmp_path: Path
) -> None:
    path = filled(blank_of(run), tmp_path / "a.xlsx", "甲公司")
    book = load_workbook(path)
    book[EAST].title = "甲"
    del book[WEST]
    book.save(path)
    pack_of(run, tmp_path)
    [bid] = _compared(tmp_path, "a").bids
    assert [lot.lot for lot in bid.lots] == ["甲"]
    assert bid.total == run.result.price.parts[0].ceiling
    changes = [(one.where, one.found, one.expected) for one in bid.changes]
    assert changes == [("甲", "甲", EAST), (WEST, "", WEST)]


def test_characters_that_nobody_sees_are_taken_out_of_a_form_and_listed(
    run: Run, tmp_path: Path
) -> None:
    pack_of(run, tmp_path)
    said = {(EAST, "1@2027-01", "remarks"): "已含\u200b补贴"}
    filled(blank_of(run), tmp_path / "unseen.xlsx", "甲\ufeff公司", said)
    found = _compared(tmp_path, "unseen")
    [bid] = found.bids
    assert bid.name == "甲公司"
    assert bid.lots[0].rows[0].reason == "已含补贴"
    assert bid.changes == ()
    [listed] = json.loads(bids_document(found))["bidders"]
    assert [(one["found"], one["expected"]) for one in listed["changes"]] == [
        ("甲[U+FEFF]公司", "甲公司"),
        ("已含[U+200B]补贴", "已含补贴"),
    ]
    assert listed["changes"][1]["where"].startswith(f"{EAST}!")
    path = tmp_path / "比对.xlsx"
    path.write_bytes(comparison_bytes(found))
    told = [row[2].value for row in load_workbook(path)["表格改动"].iter_rows(min_row=4)]
    assert told == [f"去掉了看不见的字符，读作“{text}”。" for text in ("甲公司", "已含补贴")]
