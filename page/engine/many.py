"""Many rosters: a workbook of each, 汇总.xlsx and problems.xlsx, as a batch writes them."""

import io
from dataclasses import replace
from pathlib import Path, PurePosixPath

from engine.desk import Answer, Asked, Files, desk, said, this_month, zipped
from sanicost.batch.jobs import Job
from sanicost.batch.outcomes import failed, priced
from sanicost.core.batch_result import Status
from sanicost.core.notices import Refused
from sanicost.readers.document import FileRefused
from sanicost.readers.project import Options
from sanicost.runs import price_in, refuse_street


def result(asked: Asked, _: Files) -> Answer:
    """Work off one roster; its name is its path inside the folder that it came from."""
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write

    path = desk.opened[asked.id].path
    stem = PurePosixPath(asked.name).with_suffix("").as_posix()
    job = Job(path=path, name=asked.name, stem=stem, options=Options())
    try:
        run = price_in(desk.city, path, job.options, this_month())
        refuse_street(run)
    except Refused as refused:
        outcome = failed(job, Status.REFUSED, refused.problems)
    except FileRefused as refused:
        outcome = failed(job, Status.UNREADABLE, [refused.problem])
    else:
        output = job.output(stamped=bool(run.result.provisional))
        outcome = replace(priced(job, run, desk.city.vocabulary), output=output)
        _place(output).parent.mkdir(parents=True, exist_ok=True)
        _place(output).write_bytes(workbook_bytes(run))
    desk.outcomes[asked.id] = outcome
    return said({"status": str(outcome.status)})


def results(asked: Asked, _: Files) -> Answer:
    """Write what all came to, and hand everything over as one archive."""
    from sanicost.writers.batch_reports import (  # noqa: PLC0415 - only for many
        write_problems,
        write_summary,
    )

    outcomes = sorted((desk.outcomes[key] for key in asked.ids), key=lambda one: one.roster)
    summary, problems = io.BytesIO(), io.BytesIO()
    write_summary(summary, lambda: outcomes)
    write_problems(problems, lambda: outcomes)
    files = {"汇总.xlsx": summary.getvalue(), "problems.xlsx": problems.getvalue()}
    files |= {one.output: _place(one.output).read_bytes() for one in outcomes if one.output}
    return said({"files": list(files)}, {"测算结果.zip": zipped(files)})


def _place(output: str) -> Path:
    """Return where a workbook waits for the others."""
    return desk.folder / "results" / output
