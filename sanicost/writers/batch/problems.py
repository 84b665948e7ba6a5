"""problems.xlsx: why rosters were not priced, and what to look at in those that were."""

from collections.abc import Callable, Iterable
from typing import BinaryIO

from sanicost.core.outcome import Outcome, Said
from sanicost.messages import label
from sanicost.writers.batch.sheets import Cell, Sheet, workbook
from sanicost.writers.workbook.page import Column

_COLUMNS = (
    Column("roster", "岗位表", 36),
    Column("kind", "类别", 10),
    Column("where", "位置", 24),
    Column("found", "查得", 20),
    Column("words", "说明与处理", 80),
    Column("english", "English", 80),
    Column("code", "代码", 28),
)


def write_problems(file: BinaryIO, outcomes: Callable[[], Iterable[Outcome]]) -> None:
    """Write every problem of every roster, and every finding, each with its place.

    Raises OutputRefused where a table does not fit into a sheet.
    """
    with workbook(file, "环卫用工成本批量测算问题清单") as (book, styles):

        def sheet(name: str, note: str) -> Sheet:
            new = Sheet(book.add_worksheet(name), styles, name, _COLUMNS)
            new.title(f"批量测算　{name}", note, _COLUMNS)
            return new

        problems = sheet("问题", "有问题的岗位表没有测算；改正后重新运行同一命令即可。")
        findings = sheet("提示与警告", "已经测算，但应当查看。")
        for outcome in outcomes():
            for one in outcome.problems:
                problems.write(_row(outcome, one, label(outcome.status, "zh")))
            for one in outcome.findings:
                findings.write(_row(outcome, one, label(one.severity, "zh")))
        for each in (problems, findings):
            if each.row == _HEADING_ROWS:
                each.write(["无"])


_HEADING_ROWS = 3


def _row(outcome: Outcome, said: Said, kind: str) -> list[Cell]:
    """Return a notice as a row."""
    return [outcome.roster, kind, said.where, said.found, said.zh, said.en, said.code]
