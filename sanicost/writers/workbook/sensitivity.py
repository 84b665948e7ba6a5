"""附件7: what changes of figures and heads do to the ceiling, and when a contract is adjusted."""

from sanicost.core.formula import Compare, Constant, When, fen
from sanicost.core.result import Result, Scenario
from sanicost.core.text import plain
from sanicost.core.worksheet import Text
from sanicost.writers.workbook.guards import STALE
from sanicost.writers.workbook.page import Amount, Page, yuan
from sanicost.writers.workbook.sheet import ScenarioRow, SheetColumn

_COLUMNS = (
    SheetColumn("number", "序号", 6, names_rows=True),
    SheetColumn("change", "变动（其余条件不变）", 50, names_rows=True),
    SheetColumn("ceiling", "变动后最高投标限价\n（引擎重算值，元）", 24),
    SheetColumn("difference", "与本测算之差\n（元）", 22),
    SheetColumn("share", "变动幅度", 12),
)
_LAST = len(_COLUMNS) - 1
FIRST_ROW = 4


def write(page: Page, result: Result, ceiling: Amount) -> None:
    """Write a row for each change, the ceiling after it and the difference, then the clauses."""
    page.title("附件7  敏感性分析及调价说明")
    page.text(1, 0, "灰底为引擎重算值。", "remark")
    page.widths(_COLUMNS)
    page.headings(2, _COLUMNS)
    page.number(3, 0, 0, "center")
    page.text(3, 1, "本测算", "total-text")
    page.amount(3, 2, ceiling.ref, ceiling.fen, "total-money")
    page.number(3, 3, yuan(ceiling.fen), "engine-money")
    page.text(3, 4, "引擎值", "center")
    for number, scenario in enumerate(result.scenarios, start=1):
        _write_scenario(page, result, (FIRST_ROW + number - 1, number), scenario)
    row = FIRST_ROW + len(result.scenarios) + 1
    page.red_when((FIRST_ROW, 3, row, 4), STALE)
    for number, note in enumerate(result.estimate.standard.law.notes["sensitivity"]):
        page.wide(row + number, (0, _LAST), note, "note")


def _write_scenario(page: Page, result: Result, place: tuple[int, int], scenario: Scenario) -> None:
    """Write one change; its ceiling is the engine's, the comparison is live."""
    row, number = place
    before = result.price.ceiling
    page.about(row, ScenarioRow(scenario))
    page.number(row, 0, number, "center")
    page.text(row, 1, change_words(result, scenario))
    page.number(row, 2, yuan(scenario.ceiling), "engine-money")
    whole, engine = (page.near(3, column, "both") for column in (2, 3))
    # The engine's value belongs to the engine's ceiling: beside another it says nothing.
    is_same = Compare(fen(whole - engine), "=", Constant(0))
    difference = When(is_same, fen(page.near(row, 2) - whole), Text(STALE))
    page.amount(row, 3, difference, scenario.ceiling - before)
    share = yuan(scenario.ceiling - before) / yuan(before)
    shown = When(is_same, page.near(row, 3) / whole, Text(STALE))
    page.formula(row, 4, shown, share, "share")


def change_words(result: Result, scenario: Scenario) -> str:
    """Return a change in words."""
    if scenario.change == "seniority":
        return f"平均工龄增加 {plain(scenario.step)} 年"
    if scenario.change == "headcount":
        word = "增加" if scenario.step > 0 else "减少"
        return f"人数{word} {plain(abs(scenario.step) * 100)}%"
    name = result.estimate.standard.figures[scenario.path].name["zh"]
    if scenario.path.endswith(".rate"):
        return f"{name}提高 {plain(scenario.step * 100)} 个百分点"
    return f"{name}提高 {plain(scenario.step)} 元/月"
