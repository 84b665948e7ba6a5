"""Lots, streets and classes foot to the fen, by a sum of the cells that no formula made."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sanicost.readers.project import Options
from sanicost.runs import price_roster
from sanicost.writers.workbook import workbook_bytes
from tests.nasty import nasty_roster
from tests.program import EXAMPLES
from tests.rosters import TODAY, priced

TOTALS = "附件4 分岗位用工成本汇总表"
CEILING = "附件5 最高投标限价汇总表"
CHECKED = ("输入复核", "岗位复核")
SECTIONS = {"按包组汇总": "包组", "按镇街汇总": "镇街", "按岗位等次汇总": "等次"}
Row: TypeAlias = dict[str, object]


@pytest.fixture(scope="module", params=["street-office.xlsx", "district-lots.xlsx", "nasty"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    folder: Path = tmp_path_factory.mktemp("roll-ups")
    if request.param == "nasty":
        run = priced(folder, nasty_roster())
    else:
        run = price_roster(EXAMPLES / request.param, Options(), None, TODAY)
    data = workbook_bytes(run)
    return load_workbook(BytesIO(data), data_only=True)


def _fen(value: object) -> int:
    """Return an amount in whole fen; what a cell holds beyond them would not be a printed one."""
    fen = Decimal(str(value)) * 100
    assert fen == int(fen)
    return int(fen)


def _rows(sheet: Worksheet) -> tuple[list[str], list[Row], Row, dict[str, list[Row]]]:
    """Return the summed headings, the positions, the total and the groups of 附件4."""
    texts = list(sheet.iter_rows(values_only=True))
    headings = [str(text).split("\n")[0] for text in texts[2]]
    rows: list[Row] = [dict(zip(headings, row, strict=True)) for row in texts[3:]]
    end = next(number for number, row in enumerate(rows) if row["岗位"] == "合计")
    groups: dict[str, list[Row]] = {}
    current: list[Row] = []
    for row in rows[end + 1 :]:
        if row["序号"] in SECTIONS:
            current = groups.setdefault(str(row["序号"]), [])
        elif row["岗位"]:
            current.append(row)
    summed = [
        h for h in headings if h in ("人数", "月合计", "合同期合计") or "合同年" in h or "激励" in h
    ]
    return summed, rows[:end], rows[end], groups


def _annexes_4(book: Workbook) -> Iterator[Worksheet]:
    yield from (sheet for sheet in book.worksheets if sheet.title.startswith("附件4"))


def test_positions_foot_to_the_total_and_to_every_group(book: Workbook) -> None:
    for sheet in _annexes_4(book):
        summed, positions, total, groups = _rows(sheet)
        assert len(summed) >= 5
        for heading in summed:
            assert sum(_fen(row[heading]) for row in positions) == _fen(total[heading])
            for title, rows in groups.items():
                found: dict[object, int] = defaultdict(int)
                for row in positions:
                    found[row[SECTIONS[title]]] += _fen(row[heading])
                assert {row[SECTIONS[title]]: _fen(row[heading]) for row in rows} == found
        for row in (*positions, total):
            years = [_fen(row[heading]) for heading in summed if "合同年" in heading]
            assert sum(years) == _fen(row["合同期合计"])


def test_the_groups_are_those_that_the_roster_names(book: Workbook) -> None:
    _, positions, _, groups = _rows(book[TOTALS])
    named = {key for key in ("包组", "镇街", "等次") if key in positions[0]}
    assert {SECTIONS[title] for title in groups} == named
    for title, rows in groups.items():
        key = SECTIONS[title]
        names = [row[key] for row in rows]
        assert len(names) == len(set(names))
        assert set(names) == {row[key] for row in positions}


def test_the_lots_own_annexes_foot_to_the_tenders(book: Workbook) -> None:
    own = [sheet for sheet in _annexes_4(book) if sheet.title != TOTALS]
    if not own:
        return
    summed, _, whole, _ = _rows(book[TOTALS])
    for heading in summed:
        parts = [_rows(sheet)[2][heading] for sheet in own]
        assert sum(map(_fen, parts)) == _fen(whole[heading])


def test_the_ceilings_of_the_lots_foot_to_the_tenders(book: Workbook) -> None:
    own = [sheet for sheet in book.worksheets if sheet.title.startswith("附件5 包组")]
    if not own:
        return
    texts = list(book[CEILING].iter_rows(min_row=3, values_only=True))
    headings = [str(text) for text in texts[0]]
    end = next(number for number, row in enumerate(texts) if row[1] == "合计")
    for column, heading in enumerate(headings):
        if column > 1 and heading not in CHECKED:
            parts = [_fen(row[column]) for row in texts[1:end]]
            assert sum(parts) == _fen(texts[end][column]), heading
    lots = {
        str(row[0]).partition("：")[2]: _fen(row[4])
        for sheet in own
        for row in sheet.iter_rows(values_only=True)
        if str(row[0]).startswith("包组最高投标限价")
    }
    ceiling = headings.index("最高投标限价")
    assert lots == {str(row[1]): _fen(row[ceiling]) for row in texts[1:end]}


def test_the_steps_of_annex_5_foot_to_each_ceiling(book: Workbook) -> None:
    lots = [sheet for sheet in book.worksheets if sheet.title.startswith("附件5 包组")]
    for sheet in lots or [book[CEILING]]:
        rows = sheet.iter_rows(min_row=4, values_only=True)
        # The years below are a table of their own.
        of_term = takewhile(lambda row: not str(row[0]).startswith("分年度金额"), rows)
        amounts = {
            str(row[0]): _fen(row[4])
            for row in of_term
            if isinstance(row[4], int | float) and "大写" not in str(row[0])
        }
        steps = [
            fen
            for name, fen in amounts.items()
            if name[:2] in ("一、", "二、", "三、", "四、", "五、", "六、")
        ]
        [ceiling] = [
            fen
            for name, fen in amounts.items()
            if name == "最高投标限价" or name.startswith("包组最高投标限价")
        ]
        assert len(steps) == 6
        assert sum(steps) == ceiling
        costs = [fen for name, fen in amounts.items() if name.startswith("　")]
        assert sum(costs) == amounts["三、其他费用小计"]
