"""problems.xlsx: why rosters were not priced, and what to look at in those that were."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from sanicost.core.outcome import Outcome, Said
from sanicost.messages import label
from sanicost.messages.foreign import found_words
from sanicost.writers.batch.sheets import Cell, Sheet, workbook
from sanicost.writers.workbook.page import Column

_COLUMNS = (
    Column("roster", "岗位表", 22),
    Column("kind", "类别", 8),
    Column("where", "位置", 20),
    Column("found", "查得", 12),
    Column("words", "说明与处理", 44),
    Column("english", "English", 38),
    Column("code", "代码", 18),
)
"""All together as wide as an A4 page can show at a size that is read with ease."""
_SEVERITIES = ("error", "warning", "info")
"""The gravest first: nearly every roster has some remark of the last kind."""


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
        findings = sheet("提示与警告", "已经测算，但应当查看。错误、警告在前，提示在后。")
        for outcome in outcomes():
            for one in outcome.problems:
                problems.write(_row(outcome, one, label(outcome.status, "zh")))
        for severity in _SEVERITIES:
            for outcome, one in _findings(outcomes(), severity):
                findings.write(_row(outcome, one, label(severity, "zh")))
        for each in (problems, findings):
            if each.row == _HEADING_ROWS:
                each.write(["无"])


_HEADING_ROWS = 3


def _findings(outcomes: Iterable[Outcome], severity: str) -> Iterator[tuple[Outcome, Said]]:
    """Yield all findings of one severity, each with its roster."""
    return (
        (outcome, one)
        for outcome in outcomes
        for one in outcome.findings
        if one.severity == severity
    )


def _row(outcome: Outcome, said: Said, kind: str) -> list[Cell]:
    """Return a notice as a row."""
    found = found_words(said.code, said.found, "zh")
    return [outcome.roster, kind, said.where, found, said.zh, said.en, said.code]
