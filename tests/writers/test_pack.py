"""The whole pack: everything foots, in every workbook, and nothing in it is ever executed."""

import hashlib
import json
import os
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sanicost.core.result import Split
from sanicost.embedded.canonical import Run
from sanicost.writers.pack import safe_name
from tests.packs import LOTS, example, one, opened, packed, written
from tests.recalculation import canary, changed_cells, has_libreoffice, recalculate
from tests.rosters import UNCERTAIN, confirmed, priced

HOSTILE = ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "[bold]x", "CON", "a{b}"]
SPLITS: tuple[Split, ...] = ("lot", "street")


@pytest.fixture(scope="module")
def district() -> Run:
    return example("district-lots.yaml")


@pytest.fixture(scope="module")
def packs(district: Run) -> dict[Split, dict[str, bytes]]:
    return {by: packed(district, by) for by in SPLITS}


def _columns(sheet: Any) -> dict[str, int]:
    """Return the place of each heading of the third row, without line breaks."""
    return {str(cell.value).replace("\n", ""): cell.column - 1 for cell in sheet[3] if cell.value}


def _sums(sheet: Any) -> dict[str, Decimal]:
    """Add up the rows of positions by hand: fourth row to the one that says 合计."""
    found: dict[str, Decimal] = {}
    columns = _columns(sheet)
    for row in sheet.iter_rows(min_row=4, values_only=True):
        if row[1] == "合计":
            break
        for heading, place in columns.items():
            if isinstance(row[place], int | float) and "（元" in heading:
                found[heading] = found.get(heading, Decimal(0)) + Decimal(str(row[place]))
    return found


def _fen(amount: Decimal) -> int:
    return round(amount * 100)


def _term(sums: dict[str, Decimal]) -> tuple[int, int]:
    """Return basic cost and incentives; the contract years must add up to the term."""
    years = sum((sums[name] for name in sums if name.startswith("第")), Decimal(0))
    assert _fen(years) == _fen(sums["合同期合计（元）"])
    [incentives] = [sums[name] for name in sums if name.startswith("另计")]
    return _fen(sums["合同期合计（元）"]), _fen(incentives)


def test_the_manifest_names_every_file_with_its_hash_and_no_clock(
    district: Run, packs: dict[Split, dict[str, bytes]]
) -> None:
    files = packs["lot"]
    manifest = json.loads(files["manifest.json"])
    assert manifest["schema"] == "sanicost.tender/1"
    assert manifest["inputs_sha256"] == district.inputs.sha256
    assert manifest["newest_figure"] == "2026-09"
    assert [file["name"] for file in manifest["files"]] == list(files)[:-1]
    for file in manifest["files"]:
        data = files[file["name"]]
        assert file["size"] == len(data)
        assert file["sha256"] == hashlib.sha256(data).hexdigest()
    assert set(manifest) == {"schema", "version", "newest_figure", "inputs_sha256", "files"}


def test_a_split_only_adds_to_the_pack(packs: dict[Split, dict[str, bytes]]) -> None:
    shared = [{k: v for k, v in files.items() if "/" not in k} for files in packs.values()]
    for files in shared:
        files.pop("manifest.json")
    assert shared[0] == shared[1]
    assert [name for name in packs["lot"] if "/" in name] == [
        "分包组/001-包组一.xlsx",
        "分包组/001-包组一-条款.docx",
        "分包组/002-包组二.xlsx",
        "分包组/002-包组二-条款.docx",
        "分包组/003-包组三.xlsx",
        "分包组/003-包组三-条款.docx",
    ]
    assert [name for name in packs["street"] if "/" in name] == [
        "分镇街/001-石牌街道.xlsx",
        "分镇街/002-五山街道.xlsx",
        "分镇街/003-员村街道.xlsx",
    ]


def test_lots_and_streets_foot_to_the_fen_by_an_independent_sum_of_the_cells(
    district: Run, packs: dict[Split, dict[str, bytes]]
) -> None:
    price = district.result.price
    book = opened(one(packs["lot"], "测算附件"), values=True)
    whole = _term(_sums(book["附件4 分岗位用工成本汇总表"]))
    assert whole == (price.labour_cost, price.incentives)
    within = [_term(_sums(book[f"附件4 {part.lot}"])) for part in price.parts]
    assert within == [(part.labour_cost, part.incentives) for part in price.parts]
    for by in SPLITS:
        alone = []
        for name, data in packs[by].items():
            if "/" in name and ".xlsx" in name:
                sheet = opened(data, values=True)["附件4 分岗位用工成本汇总表"]
                alone.append(_term(_sums(sheet)))
        assert tuple(map(sum, zip(*alone, strict=True))) == whole
        if by == "lot":
            assert alone == within


def test_a_lot_s_own_workbook_comes_to_its_ceiling_within_the_tender(
    district: Run, packs: dict[Split, dict[str, bytes]]
) -> None:
    books = [data for name, data in packs["lot"].items() if "/" in name and ".xlsx" in name]
    for data, part in zip(books, district.result.price.parts, strict=True):
        sheet = opened(data, values=True)["附件5 最高投标限价汇总表"]
        rows = {row[0]: row[4] for row in sheet.iter_rows(values_only=True)}
        assert _fen(Decimal(str(rows["最高投标限价"]))) == part.ceiling


def test_a_street_s_workbook_has_no_ceiling_and_says_why(
    packs: dict[Split, dict[str, bytes]],
) -> None:
    book = opened(one(packs["street"], "分镇街/001"), values=True)
    assert not [name for name in book.sheetnames if name.startswith(("附件5", "附件6", "附件7"))]
    texts = str([row for sheet in book for row in sheet.iter_rows(values_only=True)])
    assert "其他费用、管理费、利润、税金和最高投标限价属于包组" in texts
    assert "'不符'" not in texts
    assert "'通过'" in texts


@pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"),
    reason="LibreOffice is not installed: no workbook was recalculated",
)
def test_libreoffice_changes_no_cell_of_any_workbook_of_the_pack(
    tmp_path: Path, packs: dict[Split, dict[str, bytes]]
) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    files = {name: data for by in SPLITS for name, data in packs[by].items()}
    street = {
        f"street-{name}": data for name, data in packed(example("street-office.yaml")).items()
    }
    books = [canary(before), *written(files | street, before)]
    assert len(books) == 1 + 2 + 3 + 3 + 2
    recalculate(books, after)
    changed = {path.stem: changed_cells(path, after / path.name) for path in books}
    assert changed.pop("canary")
    assert {name: cells for name, cells in changed.items() if cells} == {}


def test_hostile_names_stay_text_and_lead_nowhere(tmp_path: Path) -> None:
    positions = [
        {
            "title": text,
            "post_class": 1,
            "headcount": 1,
            "lot": re.sub(r"[][/']", "-", text),
            "street": f"{text}../../etc",
        }
        for text in HOSTILE
    ]
    project = {"start": "2027-01", "months": 1, "name": HOSTILE[0], "buyer": HOSTILE[2]}
    costs = [{"name": HOSTILE[0], "amount": 1, "per": "term", "lot": "全部"}]
    roster = {"project": project, "positions": positions, "price": {"other_costs": costs}}
    run = priced(tmp_path, roster)
    for by in SPLITS:
        files = packed(run, by)
        for name in files:
            assert name.count("/") <= 1
            assert re.fullmatch(r"(分包组|分镇街)/\d{3}-[^/\\:*?\"<>|]+\.(xlsx|docx)", name) or (
                "/" not in name
            )
        for name, data in files.items():
            if ".xlsx" in name:
                _only_our_formulas(data)


def _only_our_formulas(data: bytes) -> None:
    for sheet in opened(data):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert "cmd" not in re.sub(r"'[^']*(?:''[^']*)*'!", "", str(cell.value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("../../etc", ".._.._etc"),
        ("CON", "CON"),
        ('a\\b:c*d?e"f<g>h|i', "a_b_c_d_e_f_g_h_i"),
        ("\u202egnp.exe", "_gnp.exe"),
        ("x" * 300, "x" * 40),
        ("街. . ", "街"),
    ],
)
def test_a_part_s_name_becomes_a_safe_part_of_a_file_name(text: str, expected: str) -> None:
    # A number stands before it, so that no system takes it for a device of its own.
    assert safe_name(text) == expected


def test_only_confirmed_figures_make_names_without_the_stamp(tmp_path: Path) -> None:
    short = {**LOTS, "project": UNCERTAIN["project"]}
    run = priced(tmp_path, short)
    stamped = [name for name in packed(run, "lot") if name != "manifest.json"]
    # Workbook, form and clauses of the whole; workbook and clauses of each of two lots.
    assert len(stamped) == 3 + 2 * 2
    assert all("-暂估." in name for name in stamped)
    for name in packed(priced(tmp_path, {**short, "figures": confirmed(run)}), "street"):
        assert "暂估" not in name


def test_the_same_run_gives_the_same_pack(tmp_path: Path) -> None:
    assert packed(priced(tmp_path, LOTS), "lot") == packed(priced(tmp_path, LOTS), "lot")
