"""The most that a small file can hold of one thing: each is read or refused within bounds."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import EXAMPLES, sanicost
from tests.spreadsheet.packages import document, inline, package, worksheet

MAX_MIB, MAX_SECONDS = 500, 5
ROWS = (
    f'<row r="1">{inline("A1", "岗位")}{inline("B1", "人数")}{inline("C1", "包组")}'
    f"{inline('H1', '备注')}</row>"
    f'<row r="2">{inline("A2", "公厕保洁工")}<c r="B2"><v>40</v></c>{inline("C2", "甲")}</row>'
)


def _rows(first: int, count: int, columns: str, content: str) -> str:
    """Return rows of styled cells that all hold the same."""
    rows = []
    for row in range(first, first + count):
        cells = (f'<c r="{column}{row}" s="1">{content}</c>' for column in columns)
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    return "".join(rows)


def _around(*, before: str = "", behind: str = "", rows: str = "") -> bytes:
    return package({"岗位表": worksheet(ROWS + rows, before=before, behind=behind)})


def _sheets() -> bytes:
    listed = "".join(f'<sheet name="s{number}" r:id="s1"/>' for number in range(400_000))
    book = document("workbook", f"<sheets>{listed}</sheets>")
    return package({"岗位表": ROWS}, parts={"xl/workbook.xml": book})


def _merged_apart() -> bytes:
    ranges = (f'<mergeCell ref="D{row}:E{row}"/>' for row in range(1, 1_000_001))
    return _around(behind=f"<mergeCells>{''.join(ranges)}</mergeCells>")


def _styles() -> bytes:
    sheets = {f"s{number}": "" for number in range(800)}
    return package({"岗位表": ROWS, **sheets}, styles=f"<cellXfs>{'<xf/>' * 99_000}</cellXfs>")


def _format() -> bytes:
    code = f'<numFmt numFmtId="170" formatCode="{"[" * 10_000_000}"/>'
    styles = f'<numFmts>{code}</numFmts><cellXfs><xf numFmtId="170"/></cellXfs>'
    return package({"岗位表": ROWS}, styles=styles)


LARGE: dict[str, tuple[int, Callable[[], bytes]]] = {
    "a million merged ranges": (3, _merged_apart),
    "a thousand merged ranges of all rows": (
        0,
        lambda: _around(
            behind="<mergeCells>" + '<mergeCell ref="C2:C1048576"/>' * 1_000 + "</mergeCells>"
        ),
    ),
    "400,000 sheets": (3, _sheets),
    "16,000 groups of columns and 45,000 cells": (
        1,  # a number is no title of a post
        lambda: _around(
            before="<cols>" + '<col min="1" max="16384" hidden="1"/>' * 16_000 + "</cols>",
            rows=_rows(3, 4_990, "ABCDEFGHI", "<v>1</v>"),
        ),
    ),
    "99,000 styles and 800 sheets": (0, _styles),
    "2,000,000 styled cells": (
        0,
        lambda: _around(rows=_rows(3, 100_000, "ABCDEFGHIJKLMNOPQRST", "")),
    ),
    "22,000,000 cells of nothing": (
        3,
        lambda: _around(rows=f"<row>{'<c/>' * 16_000}</row>" * 1_400),
    ),
    "1,048,000 rows": (0, lambda: _around(rows="<row/>" * 1_048_000)),
    "20,000,000 elements behind the cells": (
        3,
        lambda: _around(behind=f"<x>{'<a/>' * 20_000_000}</x>"),
    ),
    "20,000,000 elements in each other": (3, lambda: _around(behind="<a>" * 20_000_000)),
    "20,000,000 elements of an extension": (
        3,
        lambda: _around(rows=f"<row><extLst>{'<a/>' * 20_000_000}</extLst></row>"),
    ),
    "3,000,000 runs of a text": (
        3,
        lambda: package({"岗位表": ROWS}, texts=f"<si>{'<r><t>a</t></r>' * 3_000_000}</si>"),
    ),
    "a text of 30 MB": (
        3,
        lambda: _around(rows=f'<row r="3"><c r="A3" t="str"><v>{"公" * 10_000_000}</v></c></row>'),
    ),
    "a formula of 40 MB": (
        3,
        lambda: _around(rows=f'<row r="3"><c r="A3"><f>{"1+" * 20_000_000}1</f></c></row>'),
    ),
    "a format of 10 MB": (1, _format),  # nobody can say what it shows
}


@pytest.mark.parametrize("name", LARGE)
def test_a_workbook_that_holds_very_much_is_read_or_refused_within_bounds(
    tmp_path: Path, name: str
) -> None:
    code, make = LARGE[name]
    path = tmp_path / "roster.xlsx"
    path.write_bytes(make())
    outcome = sanicost("check", path, "--json")
    assert outcome.code == code, outcome.out
    assert outcome.peak_mib < MAX_MIB
    assert outcome.seconds < MAX_SECONDS


_HEAD = "岗位,人数\n公厕保洁工,40\n"
TEXTS: dict[str, tuple[int, str, Callable[[], str]]] = {
    "5 MB of line ends": (0, "csv", lambda: _HEAD + "\n" * 5_000_000),
    "line ends before the last row": (
        3,
        "csv",
        lambda: f"{_HEAD}{chr(10) * 5_000_000}消杀员,1\n",
    ),
    "10 MB of commas": (0, "csv", lambda: _HEAD.rstrip() + "," * 10_000_000),
    "lines of commas": (0, "csv", lambda: _HEAD + ("," * 99 + "\n") * 150_000),
    "1,500 rows of 3,000 cells": (
        3,
        "csv",
        lambda: "岗位,人数\n" + f"公厕保洁工,1{',x' * 3_000}\n" * 1_500,
    ),
    "600,000 empty lists": (3, "yaml", lambda: f"positions: [{'[],' * 600_000}]"),
    "900,000 numbers": (3, "yaml", lambda: f"positions: [{{x: [{'1,' * 900_000}]}}]"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_file_that_holds_very_much_is_read_or_refused_within_bounds(
    tmp_path: Path, name: str
) -> None:
    code, ending, make = TEXTS[name]
    path = tmp_path / f"roster.{ending}"
    path.write_text(make(), "utf-8")
    outcome = sanicost("check", path, "--json")
    assert outcome.code == code, outcome.out
    assert outcome.peak_mib < MAX_MIB
    assert outcome.seconds < MAX_SECONDS


def test_verify_refuses_a_formula_of_20_mb_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsx"
    assert sanicost("estimate", EXAMPLES / "street-office.xlsx", "-o", path).code == 0
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            formula = f"<f>{'1+' * 10_000_000}1".encode()
            new.writestr(name, re.sub(b"<f>[^<]*", formula, old.read(name), count=1))
    path.write_bytes(buffer.getvalue())
    outcome = sanicost("verify", path, "--json")
    assert outcome.code == 3
    assert outcome.codes == ["file-too-large"]
    assert outcome.peak_mib < MAX_MIB
