"""What leaves the printer: pages counted, nothing clipped, headings on each, 领导参阅 on one."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sanicost.core.text import money
from sanicost.embedded.canonical import Run
from sanicost.readers.project import Options
from sanicost.runs import blank_roster, price_roster
from sanicost.writers.workbook import workbook_bytes
from tests.nasty import LONG_REMARK, LONG_TITLE, LOTS, nasty_roster
from tests.printing import Printed, bare, print_workbooks
from tests.program import EXAMPLES
from tests.recalculation import has_libreoffice
from tests.rosters import TODAY, priced

pytestmark = pytest.mark.skipif(
    not has_libreoffice() and not os.environ.get("CI"),
    reason="LibreOffice is not installed: nothing was printed",
)
# Pages as looked at, one by one: 15, 28 and 55. Other fonts may break a row or two differently.
MOST_PAGES = {"street-office": 17, "district-lots": 31, "nasty": 60}
FOOTER_LENGTH = 60
POINTS_PER_LINE = 12


class Case:
    """A priced roster with its workbook and what it looks like on paper."""

    def __init__(self, name: str, run: Run) -> None:
        self.name = name
        self.run = run
        self.data = workbook_bytes(run)
        self.printed = Printed(())


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    folder = tmp_path_factory.mktemp("print")
    runs = {
        name: price_roster(EXAMPLES / f"{name}.xlsx", Options(), None, TODAY)
        for name in ("street-office", "district-lots")
    }
    runs["nasty"] = priced(folder, nasty_roster())
    cases = {name: Case(name, run) for name, run in runs.items()}
    printed = print_workbooks({name: case.data for name, case in cases.items()}, folder)
    for name, case in cases.items():
        case.printed = printed[name]
    return cases


@pytest.fixture(params=list(MOST_PAGES))
def case(request: pytest.FixtureRequest, cases: dict[str, Case]) -> Case:
    return cases[request.param]


def test_there_are_as_many_pages_as_were_looked_at(case: Case) -> None:
    sheets = load_workbook(BytesIO(case.data)).sheetnames
    assert len(sheets) <= len(case.printed.pages) <= MOST_PAGES[case.name]


def test_every_page_is_counted_and_none_is_empty(case: Case) -> None:
    pages = case.printed.pages
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页/共{len(pages)}页" in page
        assert len(page) > FOOTER_LENGTH + 30, number


def test_no_number_is_too_wide_for_its_column(case: Case) -> None:
    assert not [number for number, page in enumerate(case.printed.pages) if "###" in page]


def test_the_page_for_leaders_is_one_page_with_all_its_charts(case: Case) -> None:
    [page] = case.printed.of("环卫用工成本测算（领导参阅）", "附件1测算依据及参数")
    for title in ("按费用项（占比）", "按岗位等次（万元）", "按合同年（万元）"):
        assert title in page
    for name in ("基础工资", "住房公积金", "第1合同年", money(case.run.result.price.ceiling)):
        assert name in page


def test_every_title_and_amount_of_annex_4_is_on_paper(case: Case) -> None:
    estimate = case.run.result.estimate
    text = "".join(case.printed.of("附件4分岗位用工成本汇总表", "附件5最高投标限价汇总表"))
    for index, position in enumerate(estimate.roster.positions):
        assert bare(position.title) in text
        assert money(estimate.cost(index)) in text
        assert money(estimate.incentives(index)) in text
    for segment in estimate.segments[:1]:
        for unit_cost in segment.amounts["unit_cost"]:
            assert money(int(unit_cost)) in text


def test_every_amount_of_annex_5_is_on_paper(case: Case) -> None:
    price = case.run.result.price
    text = "".join(case.printed.of("附件5最高投标限价汇总表", "附件6投标人分项报价表"))
    for part in price.parts:
        charges = [charge for charge in part.charges.values() if charge]
        amounts = [part.labour_cost, part.incentives, part.other_total, part.ceiling]
        amounts += [share.amount for share in part.other_costs]
        amounts += [fen for charge in charges for fen in (charge.base, charge.amount)]
        for fen in amounts:
            assert money(fen) in text
        for share in part.other_costs:
            assert bare(share.cost.name) in text
    assert "费率×（一＋二＋三＋四＋五）" in text
    budget = case.run.result.estimate.roster.project.budget
    assert budget is None or money(int(budget * 100)) in text


def test_no_column_runs_over_to_another_page(case: Case) -> None:
    # The last heading of a table stands on the page that begins with its title.
    last = {
        "附件1测算依据及参数": "说明",
        "附件2人员配置表": "备注",
        "附件3人均月用工成本构成表": "合同期合计"
        if case.run.result.estimate.roster.lots
        else "计价段费用",
        "附件4分岗位用工成本汇总表": "另计：激励及单位缴费（元）",
        "附件6投标人分项报价表（空白）": "说明（低于底线须写明理由）",
        "附件7敏感性分析及调价说明": "变动幅度",
    }
    for title, heading in last.items():
        page = case.printed.pages[case.printed.first(title)]
        assert bare(heading) in page, title


@pytest.mark.parametrize(
    ("title", "following", "heading"),
    [
        ("附件1测算依据及参数", "附件2人员配置表", "核实程度"),
        ("附件2人员配置表", "附件3人均月用工成本构成表", "公积金单位比例"),
        (
            f"附件3人均月用工成本构成表（{LOTS[1]}）",
            f"附件4分岗位用工成本汇总表（{LOTS[1]}）",
            "高温津贴",
        ),
        ("附件4分岗位用工成本汇总表", "附件5最高投标限价汇总表", "合同期合计（元）"),
        ("附件6投标人分项报价表（空白）", "附件7敏感性分析及调价说明", "与底线比对"),
    ],
)
def test_a_table_that_runs_over_repeats_its_headings(
    cases: dict[str, Case], title: str, following: str, heading: str
) -> None:
    pages = cases["nasty"].printed.of(title, following)
    assert len(pages) > 1
    for page in pages:
        assert heading in page


def test_incentives_on_a_page_of_their_own_stand_below_names_of_their_columns(
    cases: dict[str, Case],
) -> None:
    lot = LOTS[0]
    title, following = "附件3人均月用工成本构成表", "附件4分岗位用工成本汇总表"
    pages = cases["nasty"].printed.of(f"{title}（{lot}）", f"{following}（{lot}）")
    for page in pages:
        assert "职业技能等级补贴" in page
        assert "右侧小字为下方激励表的栏目" in page


def test_a_long_text_has_the_height_for_its_lines_also_where_it_is_linked(
    cases: dict[str, Case],
) -> None:
    book = load_workbook(BytesIO(cases["nasty"].data), data_only=True)
    found = 0
    for sheet in book.worksheets[3:-3]:
        for row, width in _cells_with(sheet, LONG_TITLE.replace("（", "(").replace("）", ")")):
            lines = 2 * len(LONG_TITLE) / width
            assert (sheet.row_dimensions[row].height or 0) >= POINTS_PER_LINE * lines, sheet.title
            found += 1
        for row, width in _cells_with(sheet, LONG_REMARK):
            assert (sheet.row_dimensions[row].height or 0) >= POINTS_PER_LINE * 2 * len(
                LONG_REMARK
            ) / width
            found += 1
    assert found > 50


def _cells_with(sheet: Worksheet, text: str) -> Iterator[tuple[int, float]]:
    """Yield row and column width of each cell that holds a text and is not merged."""
    merged = {cell for one in sheet.merged_cells.ranges for cell in one.cells}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text and (cell.row, cell.column) not in merged:
                yield cell.row, sheet.column_dimensions[cell.column_letter].width


def test_a_template_prints_its_lists_and_guide(tmp_path: Path) -> None:
    [printed] = print_workbooks({"template": blank_roster("district", None)}, tmp_path).values()
    assert len(printed.pages) <= 10
    text = "".join(printed.pages)
    assert "###" not in text
    for word in ("岗位表", "填表说明", "顶岗岗位数（个）", "包组二", "新塘镇"):
        assert word in text
