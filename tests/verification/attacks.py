"""Attacks on the parts of one small workbook of ours, and what verify names after them."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from sanicost.spreadsheet.xlsx import Whole, whole_of
from sanicost.verification.differences import differences
from sanicost.writers.workbook import workbook_bytes
from tests.rosters import priced
from tests.spreadsheet.packages import packed

Parts: TypeAlias = dict[str, str]
Attack: TypeAlias = Callable[[Parts], object]
ROSTER = {
    "project": {"start": "2026-01", "months": 6},
    "positions": [{"title": "公厕保洁工", "headcount": 12}],
}
CARRIED, SUMMARY = "输入数据", "汇总"
CEILING = f"{SUMMARY}!B9"
"""The ceiling as the first sheet shows it: a formula of 附件5."""
BOOK, SHEET, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"
TEXTS, TYPES = "xl/sharedStrings.xml", "[Content_Types].xml"
RELATIONS, BOOK_RELATIONS = "_rels/.rels", "xl/_rels/workbook.xml.rels"
CHARTED, DRAWING, CHART = "领导参阅", "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
STRANGER = 'xmlns:q="urn:q"'


@cache
def base() -> bytes:
    """Return the workbook that is attacked, estimated once."""
    with TemporaryDirectory() as folder:
        return workbook_bytes(priced(Path(folder), ROSTER))


@cache
def _written() -> Whole:
    return whole_of(base())


def attacked(attack: Attack) -> bytes:
    """Return a workbook after an attack on its parts."""
    with zipfile.ZipFile(io.BytesIO(base())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    before = dict(parts)
    attack(parts)
    assert parts != before
    return packed(parts)


def named(attack: Attack) -> list[tuple[str, str]]:
    """Return kind and place of all that is named after an attack."""
    found = differences(whole_of(attacked(attack)), _written(), CARRIED)
    return [(one.kind, one.where) for one in found]


def put(part: str, old: str, new: str) -> Attack:
    """Return an attack that replaces the first of a text in a part."""

    def attack(parts: Parts) -> None:
        assert old in parts[part], old
        parts[part] = parts[part].replace(old, new, 1)

    return attack


def cell(change: Callable[[str], str]) -> Attack:
    """Return an attack on the XML of the ceiling's cell."""

    def attack(parts: Parts) -> None:
        found = re.search('<c r="B9".*?</c>', parts[SHEET])
        assert found
        parts[SHEET] = parts[SHEET].replace(found[0], change(found[0]))

    return attack


def both(*attacks: Attack) -> Attack:
    def attack(parts: Parts) -> None:
        for one in attacks:
            one(parts)

    return attack


def behind(element: str) -> Attack:
    """Return an attack that adds an element behind the cells of the first sheet."""
    return put(SHEET, "</worksheet>", f"{element}</worksheet>")


def copy(part: str, name: str, old: str = "554153.04", new: str = "1.00") -> Attack:
    """Return an attack that adds a changed copy of a part under another name."""

    def attack(parts: Parts) -> None:
        parts[name] = parts[part].replace(old, new)

    return attack


def styled(xf: str, styles: Attack = lambda parts: None) -> Attack:
    """Return an attack that gives the ceiling's cell a new style."""

    def attack(parts: Parts) -> None:
        styles(parts)
        count = len(re.findall("<xf ", parts[STYLES].split("<cellXfs")[1].split("</cellXfs>")[0]))
        parts[STYLES] = parts[STYLES].replace("</cellXfs>", f"{xf}</cellXfs>")
        cell(lambda cell: cell.replace('s="5"', f's="{count}"'))(parts)

    return attack


def number_format(code: str) -> Attack:
    """Return an attack that gives the ceiling's cell another number format."""
    escaped = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    new = f'<numFmt numFmtId="199" formatCode="{escaped}"/></numFmts>'
    xf = '<xf numFmtId="199" fontId="3" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/>'
    return styled(xf, put(STYLES, "</numFmts>", new))


def double(relation: str, target: str) -> Attack:
    """Return an attack that leads a relation of the workbook to another part."""
    return put(BOOK_RELATIONS, f'Target="{relation}"', f'Target="{target}"')
