"""汇总.xlsx, problems.xlsx and results.jsonl: sums by hand, live formulas, nothing executed."""

import json
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.batch.folders import batch, contents, fill, names
from tests.program import sanicost
from tests.recalculation import canary, changed_cells, has_libreoffice, recalculate
from tests.rosters import write_yaml

Rows = list[tuple[Any, ...]]
PROJECT = {"start": "2026-01", "months": 1}
# Texts that a spreadsheet program, a terminal or a template might take for something else.
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1234567",
    "-2+3",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "http://x.invalid",
    "<b>&amp;</b>",
    "{found}",
    "*",
    "[red]",
)


def _rows(path: Path, sheet: str) -> Rows:
    """Return the rows of a sheet below its headings."""
    book = load_workbook(path, data_only=True)
    rows = list(book[sheet].iter_rows(min_row=4, values_only=True))
    book.close()
    return rows


def _yuan(number: float) -> Decimal:
    return Decimal(repr(number)).quantize(Decimal("0.01"))


def _position(heads: int, **more: Any) -> dict[str, Any]:
    return {"title": "公厕保洁工", "headcount": heads, **more}


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the reports of two good rosters, one with lots, and a bad one."""
    folder = tmp_path_factory.mktemp("three")
    (folder / "in").mkdir()
    lots = [
        _position(2, lot="一", street="石牌街道"),
        _position(3, lot="一", street="北京街道"),
        _position(4, lot="二", street="石牌街道", title="吊车司机"),
    ]
    price = {"other_costs": [{"name": "车辆", "amount": 100, "per": "month", "lot": "二"}]}
    write_yaml(folder / "in" / "a.yaml", {"project": PROJECT, "positions": lots, "price": price})
    write_yaml(folder / "in" / "b.yaml", {"project": PROJECT, "positions": [_position(5)]})
    write_yaml(folder / "in" / "c.yaml", {"positions": [_position(0)]})
    assert batch(folder / "in", "-o", folder / "out").code == 1
    return folder / "out"


def _unit_costs(folder: Path) -> tuple[Decimal, Decimal]:
    """Return the unit cost of class 1 and of class 2 in January 2026, as `check` prints them."""
    found = []
    for title in ("公厕保洁工", "吊车司机"):
        path = write_yaml(
            folder / "one.yaml", {"project": PROJECT, "positions": [_position(1, title=title)]}
        )
        document = sanicost("check", path, "--json").document
        found.append(Decimal(document["positions"][0]["segments"][0]["unit_cost"]))
    return found[0], found[1]


def test_every_roster_stands_on_a_row_and_the_failed_one_counts_in_no_total(
    three: Path, tmp_path: Path
) -> None:
    one, two = _unit_costs(tmp_path)
    first, second, third, total = _rows(three / "汇总.xlsx", "汇总")
    # a: 5 heads of class 1 and 4 of class 2; b: 5 of class 1; one month each.
    assert [row[5] for row in (first, second, third, total)] == [9, 5, None, 14]
    assert _yuan(first[6]) == 5 * one + 4 * two
    assert _yuan(first[7]) == 5 * one + 4 * two + 100
    assert _yuan(second[6]) == _yuan(second[7]) == 5 * one
    assert (third[0], third[4], third[11]) == ("c.yaml", "有问题", 1)
    assert _yuan(total[6]) == 10 * one + 4 * two
    assert _yuan(total[7]) == 10 * one + 4 * two + 100
    note = load_workbook(three / "汇总.xlsx")["汇总"]["A2"].value
    assert "不含未测算的 1 个" in note


def test_roll_ups_add_up_by_district_street_lot_and_class(three: Path, tmp_path: Path) -> None:
    one, two = _unit_costs(tmp_path)
    book = three / "汇总.xlsx"
    assert [(row[0], row[1], _yuan(row[2])) for row in _rows(book, "按行政区")] == [
        ("天河区", 6, 2 * one + 4 * two),
        ("越秀区", 3, 3 * one),
        ("（未注明镇街）", 5, 5 * one),
        ("合计", 14, 10 * one + 4 * two),
    ]
    assert [(row[1], row[2]) for row in _rows(book, "按镇街")][:2] == [
        ("石牌街道", 6),
        ("北京街道", 3),
    ]
    assert [(row[0], row[1]) for row in _rows(book, "按等次")] == [(1, 10), (2, 4), ("合计", 14)]
    assert [(row[0], row[1], row[2], _yuan(row[4])) for row in _rows(book, "按包组")] == [
        ("a.yaml", "一", 5, 5 * one),
        ("a.yaml", "二", 4, 4 * two + 100),
        ("b.yaml", "（不分包组）", 5, 5 * one),
    ]


def test_problems_stand_with_place_what_was_found_and_what_to_do(three: Path) -> None:
    [row] = _rows(three / "problems.xlsx", "问题")
    assert row[:4] == ("c.yaml", "有问题", "positions[1].headcount", "0")
    assert "请" in row[4]
    assert row[6] == "number-outside-limits"
    assert {row[0] for row in _rows(three / "problems.xlsx", "提示与警告")} == {"a.yaml", "b.yaml"}


def test_results_are_one_sorted_line_each_without_a_clock(three: Path) -> None:
    lines = [json.loads(line) for line in (three / "results.jsonl").read_text("utf-8").splitlines()]
    assert [line["roster"] for line in lines] == ["a.yaml", "b.yaml", "c.yaml"]
    assert {line["schema"] for line in lines} == {"sanicost.batch/1"}
    assert [line["status"] for line in lines] == ["priced", "priced", "refused"]
    document = sanicost("check", three.parent / "in" / "a.yaml", "--json").document
    assert lines[0]["figures"] == {
        "heads": 9,
        "labour_cost": document["labour_cost"],
        "ceiling": document["ceiling"],
    }
    assert lines[0]["inputs_sha256"] == document["inputs_sha256"]
    assert lines[2]["figures"] is None


@pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"), reason="LibreOffice is not installed"
)
def test_recalculating_every_report_changes_no_cell(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 20, bad_every=10)
    hostile = [
        _position(n + 1, street=text, remarks=text, lot=f"包{n}") for n, text in enumerate(HOSTILE)
    ]
    write_yaml(source / "x.yaml", {"project": PROJECT, "positions": hostile})
    (source / "bad").mkdir()
    write_yaml(source / "bad" / "y.yaml", {"positions": [_position(0)]})
    options = ("--as-of", "2026-02", "--against", "2026-10")
    batch(source, "-o", tmp_path / "out", *options)
    batch(source / "bad", "-o", tmp_path / "none")
    files = [tmp_path / "out" / "汇总.xlsx", tmp_path / "out" / "problems.xlsx"]
    empty = tmp_path / "没有.xlsx"
    empty.write_bytes((tmp_path / "none" / "汇总.xlsx").read_bytes())
    files += [empty, canary(tmp_path)]
    again = tmp_path / "again"
    again.mkdir()
    recalculate(files, again)
    changed = {file.name: changed_cells(file, again / file.name) for file in files}
    assert changed.pop("canary.xlsx") == ["canary!A1: 3 -> 2"]
    assert not any(changed.values()), changed


def test_what_a_moved_figure_costs_stands_per_tender(tmp_path: Path) -> None:
    source = fill(tmp_path / "in", 2)
    batch(source, "-o", tmp_path / "out", "--as-of", "2026-02", "--against", "2026-10")
    expected = []
    for name in sorted(path for path in source.rglob("*.yaml")):
        costs = [
            Decimal(sanicost("check", name, "--json", "--as-of", month).document["labour_cost"])
            for month in ("2026-02", "2026-10")
        ]
        expected.append((*costs, costs[1] - costs[0]))
    rows = _rows(tmp_path / "out" / "汇总.xlsx", "两期对比")
    assert [tuple(map(_yuan, row[3:6])) for row in rows[:-1]] == expected
    # The minimum wage rose in September 2026.
    assert all(gap > 0 for _, _, gap in expected)
    assert _yuan(rows[-1][5]) == sum(gap for _, _, gap in expected)


def _formulas(path: Path) -> list[str]:
    """Return every formula of a workbook that holds a text of a roster."""
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    # A lot's sheet is named after it, in quotes; that is no part of what is computed.
    found = [re.sub(r"'[^']*'!", "", str(cell.value)) for cell in cells if cell.data_type == "f"]
    links = [str(cell.hyperlink) for cell in cells if cell.hyperlink]
    book.close()
    return links + [formula for formula in found if any(text in formula for text in HOSTILE[:7])]


@pytest.mark.parametrize("kind", ["yaml", "csv", "xlsx"])
def test_no_text_of_any_reader_becomes_a_formula_in_any_report(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "=in"
    source.mkdir()
    positions = [_position(1, remarks=text, street=text) for text in HOSTILE]
    if kind == "yaml":
        project = {**PROJECT, "name": HOSTILE[0], "buyer": HOSTILE[1]}
        costs = [{"name": text, "amount": 1, "per": "term"} for text in HOSTILE]
        roster = {"project": project, "positions": positions, "price": {"other_costs": costs}}
        write_yaml(source / "=1+1.yaml", roster)
    else:
        _table(source / f"=1+1.{kind}", positions)
    # Lots name sheets, and an override tells where it comes from.
    lots = [_position(1, lot=text) for text in ("=1+1", "+1234567", "-2+3", "@SUM(A1)", "{found}")]
    source_of = {"value": Decimal("0.07"), "source": HOSTILE[1], "reason": HOSTILE[5]}
    figures = {"medical.rate": source_of}
    write_yaml(source / "=lots.yaml", {"project": PROJECT, "positions": lots, "figures": figures})
    # A title that is refused is quoted back in problems.xlsx.
    bad = [{"title": text, "headcount": 1} for text in HOSTILE]
    write_yaml(source / "@bad.yaml", {"project": PROJECT, "positions": bad})
    assert batch(source, "-o", tmp_path / "out").code == 1
    books = [name for name in names(tmp_path / "out") if name.endswith(".xlsx")]
    assert len(books) == 4
    for name in books:
        assert _formulas(tmp_path / "out" / name) == []
    texts = {row[3] for row in _rows(tmp_path / "out" / "汇总.xlsx", "明细")}
    assert texts >= set(HOSTILE)


def _table(path: Path, positions: list[dict[str, Any]]) -> None:
    """Write positions as a table, each text as text."""
    import csv  # noqa: PLC0415 - only here

    from tests.readers.books import write_book  # noqa: PLC0415 - only here

    rows: list[list[object]] = [["岗位", "人数", "备注", "街道"]]
    rows += [[p["title"], p["headcount"], p["remarks"], p["street"]] for p in positions]
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        write_book(path, {"岗位表": rows})


def test_reports_stay_the_same_when_nothing_has_changed(three: Path) -> None:
    before = contents(three)
    assert batch(three.parent / "in", "-o", three).code == 1
    assert contents(three) == before


def test_every_measure_stands_beside_the_median_of_all_and_far_ones_are_coloured(
    tmp_path: Path,
) -> None:
    # One head each, a month: 100, 110 and 300 yuan of tools a head. The median is 110; 300 is
    # 300 / 110 - 1 = 172.73 % above it, 100 is 9.09 % below.
    (tmp_path / "in").mkdir()
    for name, amount in (("a", 100), ("b", 300), ("c", 110)):
        tools = [{"name": "工具", "amount": amount, "per": "month"}]
        roster = {"project": PROJECT, "positions": [_position(1)], "price": {"other_costs": tools}}
        write_yaml(tmp_path / "in" / f"{name}.yaml", roster)
    assert batch(tmp_path / "in", "-o", tmp_path / "out").code == 0
    sheet = load_workbook(tmp_path / "out" / "汇总.xlsx", data_only=True)["横向对比"]
    rows = [row for row in sheet.iter_rows(min_row=4) if row[0].value == "其他费用"]
    assert [tuple(row[n].value for n in (2, 5, 6, 7)) for row in rows] == [
        ("b.yaml", 300, 110, 1.7273),
        ("c.yaml", 110, 110, 0),
        ("a.yaml", 100, 110, -0.0909),
    ]
    assert [row[7].fill.fill_type for row in rows] == ["solid", None, None]
    # The cost of a head is the same for all three.
    costs = {str(row[5].value) for row in sheet.iter_rows(min_row=4) if row[0].value == "1 类岗位"}
    assert set(map(Decimal, costs)) == {_unit_costs(tmp_path)[0]}
