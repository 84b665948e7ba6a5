"""The worst files that an officer may be sent: a clear message, bounded, and nothing written."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from sanicost.readers.document import MAX_POSITIONS
from tests.program import EXAMPLES, Outcome, sanicost

MAX_MIB, MAX_SECONDS = 300, 5
ROSTER = (EXAMPLES / "street-office.xlsx").read_bytes()
Make = Callable[[Path], Path]


def _many_rows(folder: Path) -> Path:
    with xlsxwriter.Workbook(folder / "roster.xlsx") as book:
        sheet = book.add_worksheet("岗位表")
        sheet.write_row(0, 0, ["岗位", "人数"])
        for row in range(1, MAX_POSITIONS + 2):
            sheet.write_row(row, 0, ["公厕保洁工", 1])
    return folder / "roster.xlsx"


def _file(name: str, data: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def _changed(name: str, change: Callable[[bytes], bytes]) -> Make:
    """Return the example's maker with the parts whose name ends so changed."""

    def make(folder: Path) -> Path:
        return _file("roster.xlsx", _repacked(name, change))(folder)

    return make


def _repacked(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the example with parts whose name ends so changed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(ROSTER)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info, change(data) if info.filename.endswith(name) else data)
    return buffer.getvalue()


def _cell_far_out(data: bytes) -> bytes:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return data.replace(b"</sheetData>", far)


def _styled_cell_far_out(data: bytes) -> bytes:
    return data.replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )


def _doctype(data: bytes) -> bytes:
    head, _, body = data.partition(b"?>")
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    return head + b"?>" + bomb + body


def _phantom_dimension(data: bytes) -> bytes:
    """Claim a sheet as large as can be; only its few cells are there."""
    return re.sub(rb'<dimension ref="[^"]+"', b'<dimension ref="A1:XFD1048576"', data)


def _bell_in_a_title(data: bytes) -> bytes:
    return data.replace("公厕保洁工".encode(), "公厕_x0007_保洁工".encode())


def _with_more_parts(count: int, name: str) -> bytes:
    """Return the example with parts that it does not need."""
    buffer = io.BytesIO(ROSTER)
    with zipfile.ZipFile(buffer, "a") as package:
        for number in range(count):
            package.writestr(name.format(number), b"x")
    return buffer.getvalue()


def _swollen(data: bytes) -> bytes:
    return data.replace(b"</sheetData>", b" " * (100 * 1024 * 1024) + b"</sheetData>")


def _padded(data: bytes) -> bytes:
    """Put spaces into the outermost element, as many as a small file can hold."""
    head, mark, tail = data.rpartition(b"</")
    return head + b" " * (300 * 1024 * 1024) + mark + tail


def _lying_bomb(folder: Path) -> Path:
    """Return a bomb whose directory declares the size and checksum of the harmless part."""
    name, honest = "xl/styles.xml", zipfile.ZipFile(io.BytesIO(ROSTER)).read("xl/styles.xml")
    data = _repacked(name, _padded)
    bomb = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    for true, said in ((bomb.file_size, len(honest)), (bomb.CRC, zlib.crc32(honest))):
        assert data.count(struct.pack("<I", true)) >= 1
        data = data.replace(struct.pack("<I", true), struct.pack("<I", said))
    return _file("roster.xlsx", data)(folder)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _word_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    return buffer.getvalue()


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(1024)
UNREADABLE: dict[str, tuple[Make, str]] = {
    "missing": (lambda folder: folder / "nowhere.xlsx", "file-missing"),
    "name too long": (lambda folder: folder / ("长" * 300 + ".xlsx"), "file-unreadable"),
    "folder": (lambda folder: folder, "file-is-folder"),
    "other kind": (_file("roster.doc", b"\x00"), "file-kind-unknown"),
    "no ending": (_file("roster", b"x"), "file-kind-unknown"),
    "empty xlsx": (_file("roster.xlsx", b""), "file-not-xlsx"),
    "pdf renamed": (_file("roster.xlsx", b"%PDF-1.7 ..."), "file-not-xlsx"),
    "html renamed": (_file("roster.xlsx", b"<html><table>"), "file-not-xlsx"),
    "xls": (_file("roster.xls", OLE), "file-truncated"),
    "xls renamed": (_file("roster.xlsx", OLE), "file-old-xls"),
    "encrypted": (_file("roster.xlsx", ENCRYPTED), "file-encrypted"),
    "truncated": (_file("roster.xlsx", ROSTER[: len(ROSTER) // 2]), "file-truncated"),
    "half written": (_file("roster.xlsx", ROSTER[:-100] + bytes(100)), "file-truncated"),
    "word document": (_file("roster.xlsx", _word_document()), "file-not-workbook"),
    "value far out": (
        _changed("sheet1.xml", _cell_far_out),
        "sheet-too-large",
    ),
    "zip bomb": (_changed("sheet1.xml", _swollen), "file-too-large"),
    "zip bomb in the styles": (_changed("xl/styles.xml", _padded), "file-too-large"),
    "zip bomb in the relations": (_changed("_rels/.rels", _padded), "file-too-large"),
    "zip bomb in the types": (_changed("[Content_Types].xml", _padded), "file-too-large"),
    "zip bomb that declares little": (_lying_bomb, "file-too-large"),
    "entities in a sheet": (
        _changed("sheet1.xml", _doctype),
        "file-doctype",
    ),
    "entities in the strings": (
        _changed("sharedStrings.xml", _doctype),
        "file-doctype",
    ),
    "broken sheet": (_changed("sheet1.xml", _cut), "file-broken-xml"),
    "broken styles": (_changed("styles.xml", _cut), "file-broken-xml"),
    "broken strings": (_changed("Strings.xml", _cut), "file-broken-xml"),
    "yaml not yaml": (_file("roster.yaml", b"positions: [1, 2"), "yaml-syntax"),
    "yaml control": (_file("roster.yaml", b"a: \x07"), "yaml-control-character"),
    "yaml alias bomb": (
        _file("roster.yaml", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
        "yaml-alias",
    ),
    "yaml python tag": (
        _file("roster.yaml", b"positions: !!python/object/apply:os.system ['touch pwned']"),
        "yaml-tag",
    ),
    "yaml merge key": (_file("roster.yaml", b"a: &a {x: 1}\nb: {<<: *a}\n"), "yaml-alias"),
    "yaml name tag": (_file("roster.yaml", b"a: !!python/name:os.system\n"), "yaml-tag"),
    "yaml own tag": (_file("roster.yaml", b"%TAG ! tag:x,2000:\n---\na: !y 1\n"), "yaml-tag"),
    "yaml list of one line": (
        _file("roster.yaml", b"[" + b"1," * 3_000_000 + b"]"),
        "file-too-large",
    ),
    "yaml depth": (_file("roster.yaml", b"[" * 100_000), "yaml-depth"),
    "yaml two documents": (_file("roster.yaml", b"a: 1\n---\nb: 2\n"), "yaml-documents"),
    "yaml repeated key": (
        _file("roster.yaml", b"positions: []\npositions: []\n"),
        "yaml-repeated-key",
    ),
    "yaml of 10 MB": (
        _file("roster.yaml", b"positions:\n" + b"- {title: a, headcount: 1}\n" * 400_000),
        "file-too-large",
    ),
    "yaml utf-16": (_file("roster.yaml", "positions: []".encode("utf-16")), "file-encoding"),
    "empty yaml": (_file("roster.yaml", b""), "file-empty"),
    "empty csv": (_file("roster.csv", b" \r\n"), "file-empty"),
    "binary csv": (_file("roster.csv", bytes(range(256)) * 10), "file-encoding"),
    "csv with an open quote": (
        _file("roster.csv", '岗位,人数\n"清扫工,1'.encode()),
        "file-not-csv",
    ),
}
WRONG: dict[str, tuple[Make, str]] = {
    "yaml of 2 MB": (
        _file("roster.yaml", b"positions:\n" + b"- {title: a, headcount: 1}\n" * 75_000),
        "positions-too-many",
    ),
    "csv of 7 MB": (
        _file("roster.csv", ("岗位,人数\n" + "公厕保洁工,1\n" * 400_000).encode()),
        "positions-too-many",
    ),
    "workbook of 5,001 rows": (_many_rows, "positions-too-many"),
    "control character in a cell": (
        _changed("sharedStrings.xml", _bell_in_a_title),
        "control-character",
    ),
    "bidirectional mark by a YAML escape": (
        _file("roster.yaml", b'positions: [{title: "a\\u202eb", headcount: 1}]'),
        "control-character",
    ),
    "escape sequence by a YAML escape": (
        _file("roster.yaml", b'positions: [{title: "\\e[31mred", headcount: 1}]'),
        "control-character",
    ),
    "yaml of a comment": (_file("roster.yaml", b"# nothing\n"), "positions-missing"),
    "yaml list": (_file("roster.yaml", b"- 1\n"), "mapping-expected"),
    "csv of commas": (_file("roster.csv", b",,\n"), "headings-missing"),
    "control characters in a title": (
        _file("roster.csv", "岗位,人数\n清扫\x07工,1\n".encode()),
        "control-character",
    ),
    "bidirectional mark in a title": (
        _file("roster.csv", "岗位,人数\n清扫\u202e工,1\n".encode()),
        "control-character",
    ),
}


def _refused(path: Path, folder: Path, expected_code: int) -> Outcome:
    before = sorted(folder.rglob("*"))
    outcome = sanicost("estimate", path, "--json", cwd=folder)
    assert outcome.code == expected_code, outcome.err
    assert outcome.peak_mib < MAX_MIB
    assert outcome.seconds < MAX_SECONDS
    assert "Traceback" not in outcome.err
    assert sorted(folder.rglob("*")) == before
    return outcome


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_gives_a_message_and_exit_3(name: str, tmp_path: Path) -> None:
    make, code = UNREADABLE[name]
    assert _refused(make(tmp_path), tmp_path, 3).codes == [code]


@pytest.mark.parametrize(
    "fields",
    [
        "headcount: {}",
        "headcount: '{}人'",
        "headcount: {}, posts_to_man: 1, shifts: 1",
        "headcount: 1, base_wage: 0.{}",
        "headcount: 1, housing_fund_rate: {}",
        "headcount: 1, lot: {{a: {}}}",
        "headcount: 1, ? k{} : 1",
    ],
)
def test_no_message_repeats_more_than_a_line_or_two(tmp_path: Path, fields: str) -> None:
    text = f"positions: [{{title: 公厕保洁工, {fields.format('9' * 50_000)}}}]"
    outcome = sanicost("check", _file("roster.yaml", text.encode())(tmp_path), "--json")
    assert outcome.code in (1, 3)
    assert len(outcome.out) < 2500


def test_an_amount_beyond_any_cell_is_no_value_of_a_figure(tmp_path: Path) -> None:
    text = (
        "positions: [{title: 公厕保洁工, headcount: 1}]\n"
        f"figures: {{minimum_wage: {{value: {'9' * 5000}, source: a, reason: b}}}}"
    )
    outcome = sanicost("check", _file("roster.yaml", text.encode())(tmp_path), "--json")
    assert (outcome.code, outcome.codes) == (1, ["override-value-wrong"])


def test_thousands_of_problems_are_counted_and_the_first_ones_shown(tmp_path: Path) -> None:
    text = "岗位,人数\n" + "公厕保洁工,无\n" * MAX_POSITIONS
    path = _file("roster.csv", text.encode())(tmp_path)
    outcome = sanicost("check", path, "--lang", "en")
    assert outcome.code == 1
    assert outcome.seconds < MAX_SECONDS
    assert outcome.err.count("is not a number") == 200
    assert "4800 more" in outcome.err
    assert "--json" in outcome.err
    assert len(sanicost("check", path, "--json").codes) == MAX_POSITIONS


def test_the_choices_are_listed_as_one_would_type_them(tmp_path: Path) -> None:
    text = "positions: [{title: 公厕保洁工, headcount: 1, heat_exposed: maybe, work_pattern: x}]"
    path = _file("roster.yaml", text.encode())(tmp_path)
    chinese, english = (sanicost("check", path, "--lang", lang).err for lang in ("zh", "en"))
    assert "是、否" in chinese
    assert "六天工作制、" in chinese
    assert "yes, no" in english
    assert "six-day, five-day, five-day-holidays-off" in english.replace("\n", " ")


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_gives_a_message_and_exit_1(name: str, tmp_path: Path) -> None:
    make, code = WRONG[name]
    assert code in _refused(make(tmp_path), tmp_path, 1).codes


def test_a_cell_with_only_a_style_far_out_is_no_obstacle(tmp_path: Path) -> None:
    data = _repacked("sheet1.xml", _styled_cell_far_out)
    outcome = sanicost("check", _file("roster.xlsx", data)(tmp_path), "--json")
    assert outcome.code == 0
    assert outcome.peak_mib < MAX_MIB


def test_a_sheet_that_claims_to_be_endless_is_read_by_its_cells(tmp_path: Path) -> None:
    data = _repacked("sheet1.xml", _phantom_dimension)
    assert b'"A1:XFD1048576"' in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    outcome = sanicost("check", _file("roster.xlsx", data)(tmp_path), "--json")
    assert outcome.code == 0
    assert outcome.peak_mib < MAX_MIB
    assert outcome.seconds < MAX_SECONDS


def test_parts_whose_names_lead_outside_are_never_unpacked(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    path = _file("roster.xlsx", _with_more_parts(3, "../../evil{}.txt"))(folder)
    assert sanicost("check", path, "--json", cwd=folder).code == 0
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == ["roster.xlsx"]


def test_a_package_of_very_many_parts_is_read_or_refused_in_time(tmp_path: Path) -> None:
    path = _file("roster.xlsx", _with_more_parts(50_000, "xl/extra{}.bin"))(tmp_path)
    outcome = sanicost("check", path, "--json")
    assert outcome.code in (0, 3)
    assert outcome.peak_mib < MAX_MIB
    assert outcome.seconds < MAX_SECONDS


def test_markup_in_a_cell_is_shown_as_it_is(tmp_path: Path) -> None:
    text = "positions: [{title: '[/bold]驾驶员[red]', headcount: 1}]"
    path = _file("roster.yaml", text.encode())(tmp_path)
    outcome = sanicost("check", path)
    assert outcome.code == 1
    assert "[/bold]驾驶员[red]" in outcome.out + outcome.err


def test_a_gbk_terminal_shows_every_message(tmp_path: Path) -> None:
    env = {"PYTHONIOENCODING": "gbk"}
    path = EXAMPLES / "street-office.yaml"
    outcome = sanicost("check", path, env=env, encoding="gbk")
    assert outcome.code == 0
    assert "最高投标限价" in outcome.out


def test_json_loses_no_character_on_a_gbk_terminal(tmp_path: Path) -> None:
    text = "project: {name: 标段😀鿿}\npositions: [{title: 公厕保洁工, headcount: 1}]"
    path = _file("roster.yaml", text.encode())(tmp_path)
    outcome = sanicost("check", path, "--json", env={"PYTHONIOENCODING": "gbk"}, encoding="gbk")
    assert outcome.document["project"]["name"] == "标段😀鿿"
