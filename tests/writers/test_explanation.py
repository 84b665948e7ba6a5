"""explain: every cell has a reason, and the reason comes to the same fen as the cell."""

import re
from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sanicost.core.evaluate import exact
from sanicost.core.explain import rounded
from sanicost.core.formula import AnyOf, Compare, Constant, Expression, When
from sanicost.core.notices import Refused
from sanicost.core.split import parts
from sanicost.core.text import money
from sanicost.core.worksheet import Count, Place, Ref, span
from sanicost.embedded.canonical import Run
from sanicost.explain.names import Cells
from sanicost.i18n import Lang
from sanicost.i18n.cells import cell_word
from sanicost.readers.project import Options
from sanicost.runs import price_part, price_roster
from sanicost.writers.workbook import workbook_bytes
from tests.explaining import PLAIN, ask, book_of, explainer_of, plain, worked
from tests.program import EXAMPLES, sanicost
from tests.random_rosters import random_roster
from tests.rosters import TODAY, priced, write_yaml

NAMES = ("street-office.yaml", "district-lots.yaml")
RANDOM_ROSTERS = 4
LANGS: tuple[Lang, ...] = ("zh", "en")


@pytest.fixture(scope="module", params=NAMES)
def run(request: pytest.FixtureRequest) -> Run:
    return price_roster(EXAMPLES / request.param, Options(), None, TODAY)


@pytest.fixture(scope="module", params=["lot", "street"])
def part(request: pytest.FixtureRequest) -> Run:
    """Return the first part of the example with lots."""
    whole = price_roster(EXAMPLES / NAMES[1], Options(), None, TODAY)
    return price_part(whole, next(parts(whole.result, request.param)))


def _formulas(book: Cells) -> list[Place]:
    return [
        Place(sheet, *at)
        for sheet, cells in book.sheets.items()
        for at, cell in cells.items()
        if cell.formula
    ]


def test_the_cells_in_memory_are_those_of_the_workbook(run: Run) -> None:
    data = workbook_bytes(run)
    live = load_workbook(BytesIO(data))
    cached = load_workbook(BytesIO(data), data_only=True)
    book = book_of(run)
    assert list(book.sheets) == live.sheetnames
    for name, cells in book.sheets.items():
        written = {
            (cell.row - 1, cell.column - 1): cell
            for row in live[name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert written.keys() == cells.keys()
        for (row, column), cell in cells.items():
            if cell.formula:
                assert written[row, column].value == cell.text
            shown = cached[name].cell(row + 1, column + 1).value
            if isinstance(cell.value, str):
                assert shown == cell.value
            else:
                assert shown == pytest.approx(float(cell.value or 0), rel=1e-15)


def test_every_formula_comes_exactly_to_the_value_beside_it(run: Run) -> None:
    # Our own arithmetic over the cells, in exact numbers: no spreadsheet program is asked.
    book = book_of(run)
    assert len(_formulas(book)) > 1000
    for place in _formulas(book):
        cell, tree = book.cell(place), book.tree(place)
        assert cell
        assert tree
        found = exact(tree, book.look)
        if isinstance(cell.value, str):
            assert found == cell.value
        elif cell.style == "share":
            assert isinstance(found, Fraction)
            assert abs(found - Fraction(cell.value or 0)) < Fraction(1, 10**20)
        else:
            assert found == Fraction(cell.value or 0), place


_FIRST, _SECOND, _LAST = (Ref(Place("表", 0, column)) for column in (0, 1, 3))
_ROW = span(_FIRST, _LAST)
_BELOW, _ABOVE = Compare(_FIRST, "<", _SECOND), Compare(_SECOND, "<", _FIRST)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        # Of four cells one holds 0, one -1, one a text, and one nothing.
        (Count("COUNT", _ROW), 2),
        (Count("COUNTA", _ROW), 3),
        (Count("COUNTBLANK", _ROW), 1),
        (Count("COUNTIF", _ROW, ">=0"), 1),
        (Count("COUNTIF", _ROW, "免"), 1),
        (When(AnyOf((_BELOW, _ABOVE)), Constant(1), Constant(2)), 1),
        (When(AnyOf((_BELOW, _BELOW)), Constant(1), Constant(2)), 2),
    ],
)
def test_cells_are_counted_as_the_spreadsheet_counts_them(
    formula: Expression, expected: int
) -> None:
    row: list[Decimal | int | str | None] = [0, -1, "免", None]
    assert exact(formula, lambda place: row[place.column]) == expected


@pytest.mark.parametrize("lang", LANGS)
def test_every_amount_is_explained_and_the_root_holds_its_value(run: Run, lang: Lang) -> None:
    book = book_of(run)
    explainer = explainer_of(run, lang)
    for place in _formulas(book):
        cell, node = book.cell(place), explainer.node(place, 0)
        assert cell
        assert node.where == str(place)
        assert node.name, place
        if cell.is_number:
            assert Decimal(node.value) == Decimal(cell.value or 0).quantize(Decimal(node.value))
            assert node.says or node.links, place
        if cell.is_number and cell.style.endswith("money"):
            assert re.fullmatch(r"-?\d+\.\d\d", node.value)


def test_every_amount_of_a_part_is_explained_and_its_cost_enters_its_total(part: Run) -> None:
    book = book_of(part)
    explainer = explainer_of(part, "zh")
    for place in _formulas(book):
        assert explainer.node(place, 0).shown
    root = ask(part, "1", "post_allowance").root
    price = part.result.price
    total = price.labour_cost if part.result.split == "street" else price.ceiling
    assert root.enters[-1].value == f"{money(total)} 元"
    assert ask(part).root.value == str(Decimal(total).scaleb(-2))


@pytest.mark.parametrize("lang", LANGS)
def test_the_printed_arithmetic_of_every_line_comes_to_its_amount(run: Run, lang: Lang) -> None:
    book = book_of(run)
    explainer = explainer_of(run, lang)
    rules = [place for place in _formulas(book) if explainer.rule(place)]
    assert len(rules) > 500
    for place in rules:
        node, cell = explainer.node(place, 0), book.cell(place)
        assert cell
        found, printed = worked(node.says)
        rounded = (Decimal(found.numerator) / found.denominator).quantize(
            Decimal("0.01"), ROUND_HALF_UP
        )
        assert rounded == printed == cell.value, (place, node.says)


@pytest.mark.parametrize("first", [1, 101, 201])
def test_random_rosters_are_explained_to_the_fen(tmp_path: Path, first: int) -> None:
    # Overrides, short terms, lots, growing seniority, coverage: whatever a roster may hold.
    seeds = iter(range(first, first + 100))
    runs: list[Run] = []
    while len(runs) < RANDOM_ROSTERS:
        with suppress(Refused):  # a roster that needs a figure nobody knows
            runs.append(priced(tmp_path, random_roster(next(seeds))))
    for run in runs:
        book = book_of(run)
        explainer = explainer_of(run, "zh")
        for place in _formulas(book):
            if explainer.rule(place):
                cell = book.cell(place)
                assert cell
                found, printed = worked(explainer.node(place, 0).says)
                assert printed == cell.value == Decimal(rounded(found)).scaleb(-2), place
        assert Decimal(ask(run).root.value) == Decimal(run.result.price.ceiling).scaleb(-2)


@pytest.mark.parametrize(
    ("own", "line", "says"),
    [
        ({}, "post_allowance", "25 元/日 × 26 日 ＝ 650.00 元"),
        ({"seniority_years": 16}, "工龄工资",
         "30 元/月 × 15 年 ＋ 20 元/月 × （16 年 － 15 年） ＝ 470.00 元"),
        ({}, "rest_day_overtime",
         "3,000.00 元 × 52 日/年 × 2 倍 ÷ 21.75 日/月 ÷ 12 ＝ 1,195.40 元"),
        # The income 5793.68 is below the lower limit of medical insurance, 6234.
        ({}, "medical", "6% × 6234 元/月 ＝ 374.04 元"),
        ({}, "pension", "16% × 5,793.68 元 ＝ 926.99 元"),
        ({"base_wage": 3333}, "base_wage", "3,333.00 元"),
        ({"insurance": "injury_only"}, "pension", "0 ＝ 0.00 元"),
    ],
)  # fmt: skip
def test_a_rule_is_said_with_its_numbers(
    tmp_path: Path, own: dict[str, Any], line: str, says: str
) -> None:
    assert ask(plain(tmp_path, **own), "1", line).root.says == says


def test_the_branch_that_was_taken_is_said_with_its_reason(tmp_path: Path) -> None:
    fewer = plain(tmp_path, work_days=20)
    heat = ask(fewer, "1", "heat_allowance")
    assert "因月工作天数 20 日 低于 月计薪天数 21.75 日/月" in "".join(heat.root.because)
    full = ask(plain(tmp_path), "1", "heat_allowance", lang="en").root
    assert "because work days 26 days is at least paid days per month 21.75 days/month" in (
        full.because
    )
    [reason] = ask(plain(tmp_path), "1", "base_wage").root.because
    assert reason == "因岗位表未填基础工资"


def test_rounding_is_shown_from_the_unrounded_amount(tmp_path: Path) -> None:
    # 16 % × 5793.68 = 926.9888.
    root = ask(plain(tmp_path), "1", "pension").root
    assert root.rounding == "926.9888 → 926.99 四舍五入到分"
    assert ask(plain(tmp_path), "1", "post_allowance").root.rounding == "恰为整分，无须取整"


def test_a_line_enters_the_ceiling_step_by_step(run: Run) -> None:
    root = ask(run, "1", "post_allowance").root
    names = [step.name.rpartition(" · ")[2] for step in root.enters]
    assert names[:3] == ["应发工资小计", "人均月用工成本", "计价段费用"]
    amounts = [Decimal(step.value.split(" ")[0].replace(",", "")) for step in root.enters]
    assert amounts == sorted(amounts)
    assert amounts[-1] == Decimal(run.result.price.ceiling).scaleb(-2)


def test_an_employer_line_enters_by_the_unit_cost_not_by_the_incentives(run: Run) -> None:
    # Position 3 of the district and 6 of the street have incentives, whose on-cost is a difference.
    position = "3" if run.result.estimate.roster.lots else "6"
    names = [step.name for step in ask(run, position, "pension").root.enters]
    assert any("人均月用工成本" in name for name in names)


def test_without_a_cell_the_ceiling_is_explained_from_the_top(run: Run) -> None:
    root = ask(run).root
    assert Decimal(root.value) == Decimal(run.result.price.ceiling).scaleb(-2)
    assert root.parts
    assert all(part.parts or part.links or part.figure for part in root.parts if part.says)
    assert sum(Decimal(part.value) for part in root.parts) == Decimal(root.value)
    assert ask(run, depth=0).root.parts == ()


def test_every_heading_of_the_workbook_has_an_english_word(run: Run) -> None:
    for name, cells in book_of(run).sheets.items():
        if name.startswith(("附件2", "附件3", "附件4", "附件5", "附件6", "附件7")):
            headings = {str(c.value) for c in cells.values() if c.style == "heading"}
            same = {text for text in headings if cell_word(text, "en") == text}
            assert same <= {"—"} | {text for text in headings if text in _NOT_AMOUNTS}, name


_NOT_AMOUNTS = {
    "岗位表输入", "说明（低于底线\n须写明理由）", "变动（其余条件不变）"}  # fmt: skip


def test_the_command_prints_a_tree_that_fits_eighty_columns(tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "r.yaml", PLAIN)
    env = {"COLUMNS": "80"}
    for lang, words in (("zh", "25 元/日 × 26 日 ＝ 650.00 元"), ("en", "25 yuan/day × 26 days")):
        told = sanicost("explain", roster, "1", "post_allowance", "--lang", lang, env=env)
        assert (told.code, told.err) == (0, "")
        assert words in told.out
        wide = [sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in told.out.splitlines()]
        assert max(wide) <= 80


def test_json_holds_the_same_tree(tmp_path: Path) -> None:
    roster = write_yaml(tmp_path / "r.yaml", PLAIN)
    document = sanicost("explain", roster, "附件3!P4", "--json").document
    assert document["schema"] == "sanicost.explain/1"
    assert (document["value"], document["clause"]) == ("926.99", "三(七)")
    assert {part.get("figure", {}).get("figure") for part in document["parts"]} >= {"pension.rate"}
    assert document["enters"][-1]["where"].startswith("附件5")
    refused = sanicost("explain", roster, "附件3!A1", "--json")
    assert (refused.code, refused.codes) == (1, ["explain-cell-text"])


def test_text_of_the_roster_is_never_markup(tmp_path: Path) -> None:
    title = "[red]主管[/red]"
    roster = {**PLAIN, "positions": [{"title": title, "post_class": 3, "headcount": 1}]}
    told = sanicost("explain", write_yaml(tmp_path / "r.yaml", roster), "1", "income")
    assert title in told.out


def test_what_the_officer_left_blank_is_never_said_to_be_given() -> None:
    # 岗位表!E6 is empty: the seniority of 废物箱收集保洁工 is the ten years of 三(三)2.
    outcome = sanicost("explain", EXAMPLES / "street-office.xlsx", "3", "seniority_pay")
    assert outcome.code == 0
    assert "岗位表!E6" not in outcome.out
    assert "取默认值" in outcome.out


def test_a_cell_edited_since_is_explained_as_written_and_said_to_be_edited(tmp_path: Path) -> None:
    run = price_roster(EXAMPLES / "street-office.yaml", Options(), None, TODAY)
    path = tmp_path / "测算.xlsx"
    path.write_bytes(workbook_bytes(run))
    untouched = sanicost("explain", path, "附件3!H12")
    assert (untouched.code, untouched.err) == (0, "")
    book = load_workbook(path)
    book["附件3 人均月用工成本构成表"]["H12"] = 651
    book.save(path)
    edited = sanicost("explain", path, "附件3!H12")
    # 25 yuan a day × 26 days are 650 yuan, whatever was typed over them.
    assert "650.00" in edited.out
    assert "附件3!H12 现为 651，写出时为 650.00" in edited.err
