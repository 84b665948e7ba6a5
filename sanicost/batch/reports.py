"""The three reports of a batch, made of its journal once all is done."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sanicost.batch.fingerprints import digest
from sanicost.batch.journal import Journal
from sanicost.batch.sources import REPORTS
from sanicost.core.outcome import Outcome
from sanicost.writers.files import whole_file
from sanicost.writers.json_lines import to_line


def clear_reports(folder: Path, journal: Journal) -> None:
    """Remove the reports of an earlier run: beside new workbooks they would be wrong."""
    for name in REPORTS:
        if journal.is_begun(name):
            (folder / name).unlink(missing_ok=True)


def write_reports(folder: Path, stems: Sequence[str], journal: Journal) -> None:
    """Write results.jsonl, 汇总.xlsx and problems.xlsx, and put the journal in order."""
    from sanicost.writers.batch.problems import write_problems  # noqa: PLC0415 - at the end only
    from sanicost.writers.batch.summary import write_summary  # noqa: PLC0415 - at the end only

    def outcomes() -> Iterator[Outcome]:
        return (journal.outcome(stem) for stem in stems)

    lines, summary, problems = (folder / name for name in REPORTS)
    for name in REPORTS:
        journal.begin(name)
    with whole_file(lines, force=True) as file:
        for outcome in outcomes():
            file.write(f"{to_line(outcome)}\n".encode())
    with whole_file(summary, force=True) as file:
        write_summary(file, outcomes)
    with whole_file(problems, force=True) as file:
        write_problems(file, outcomes)
    journal.put_in_order(stems, {name: digest(folder / name) for name in REPORTS})
