"""Rosters as .xls, .et and .ods: read as the .xlsx that they were, or refused."""

import shutil
import zipfile
from pathlib import Path

import pytest

from sanicost.core.notices import Refused
from sanicost.embedded.canonical import Run
from sanicost.readers.document import FileRefused
from tests.program import EXAMPLES, sanicost
from tests.readers.books import HEAD, Table, converted, read, write_book
from tests.recalculation import LIBREOFFICE
from tests.test_control_characters import TITLE

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(1024)
SHEETS: dict[str, Table] = {
    "岗位表": [
        [*HEAD, "平均工龄", "绩效奖金", "备注"],
        ["公厕保洁工", 2, 8.5, 100.1, "甲"],
        ["消杀员", 3, 0, None, None],
        ["合计", 5, None, None, None],
    ],
    "项目信息": [["起始月份", "2026-03"], ["服务月数", 12]],
}


def _amounts(run: Run) -> list[object]:
    roster = run.result.estimate.roster
    positions = [
        (p.title, p.headcount, p.seniority_years, p.performance_bonus, p.remarks, p.where)
        for p in roster.positions
    ]
    return [positions, str(roster.period.start), roster.period.months, run.result.price.ceiling]


@LIBREOFFICE
@pytest.mark.parametrize("ending", ["xls", "et", "ods"])
def test_a_roster_of_another_kind_is_priced_as_the_xlsx_that_it_was(
    tmp_path: Path, ending: str
) -> None:
    path = write_book(tmp_path / "roster.xlsx", SHEETS)
    run = read(converted(path, ending))
    assert _amounts(run) == _amounts(read(path))
    told = [(one.code, one.params.get("found")) for one in run.result.cleanups]
    assert ("kind-tells-less", f".{ending}") in told


@LIBREOFFICE
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_problem_in_a_roster_of_another_kind_has_its_cell(tmp_path: Path, ending: str) -> None:
    path = write_book(tmp_path / "roster.xlsx", {"岗位表": [HEAD, ["公厕保洁工", "若干"]]})
    with pytest.raises(Refused) as refused:
        read(converted(path, ending))
    assert [(one.code, one.where) for one in refused.value.problems] == [
        ("not-a-number", "岗位表!B2")
    ]


@LIBREOFFICE
def test_an_ods_that_repeats_a_row_without_end_is_refused_within_bounds(tmp_path: Path) -> None:
    path = converted(write_book(tmp_path / "roster.xlsx", SHEETS), "ods")
    changed = tmp_path / "endless.ods"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "content.xml":
                many = b'<table:table-cell table:number-columns-repeated="16384" '
                rows = b'<table:table-row table:number-rows-repeated="1048576" '
                data = data.replace(b"<table:table-cell ", many)
                data = data.replace(b"<table:table-row ", rows)
            new.writestr(part, data)
    outcome = sanicost("check", changed, "--json")
    assert outcome.code == 3
    assert outcome.codes[0] in ("file-too-large", "file-truncated")
    assert outcome.peak_mib < 500


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("roster.xls", OLE, "file-truncated"),
        ("roster.et", OLE, "file-truncated"),
        ("roster.xls", ENCRYPTED, "file-encrypted"),
        ("roster.et", ENCRYPTED, "file-encrypted"),
        ("roster.xls", b"<html><table>", "file-mislabelled"),
        ("roster.xls", b"", "file-mislabelled"),
        ("roster.ods", OLE, "file-mislabelled"),
        ("roster.ods", b"PK\x03\x04" + bytes(100), "file-truncated"),
    ],
)
def test_what_is_no_such_file_is_refused_by_what_it_is(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.problem.code == code


@pytest.mark.parametrize("ending", ["xls", "et", "ods"])
def test_an_xlsx_under_another_name_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"roster.{ending}"
    shutil.copy(EXAMPLES / "street-office.xlsx", path)
    with pytest.raises(FileRefused) as refused:
        read(path)
    assert refused.value.problem.code == "file-mislabelled"
    assert refused.value.problem.params["ending"] == f".{ending}"


@LIBREOFFICE
def test_no_control_character_of_an_xls_reaches_a_stream(tmp_path: Path) -> None:
    heads = [*HEAD, f"{TITLE}工龄"]
    path = write_book(tmp_path / "roster.xlsx", {"岗位表": [heads, ["公厕保洁工", 1, 1]]})
    outcome = sanicost("check", converted(path, "xls"))
    assert outcome.code == 1
    assert "\x1b" not in outcome.out + outcome.err
