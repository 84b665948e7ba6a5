"""What is downloaded: the annex, the tender pack, the results of many rosters, a blank one."""

import io
import zipfile
from collections.abc import Mapping
from typing import cast

from engine.desk import Answer, Asked, Files, desk, said, this_month
from sanicost.core.result import Split
from sanicost.core.split import parts
from sanicost.readers.project import Options
from sanicost.runs import price_part, refuse_tender, template

EARLIEST = (1980, 1, 1, 0, 0, 0)


def workbook(asked: Asked, _: Files) -> Answer:
    """Write the annex workbook of a priced roster."""
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write one

    run, path = desk.run(asked.id), desk.opened[asked.id].path
    stamp = "-暂估" if run.result.provisional else ""
    return said({}, {f"{path.stem}-测算{stamp}.xlsx": workbook_bytes(run)})


def pack_of(asked: Asked, _: Files) -> Answer:
    """Write the tender pack of a priced roster as a .zip of its folder."""
    from sanicost.writers.pack import pack  # noqa: PLC0415 - only to write one

    run, path = desk.run(asked.id), desk.opened[asked.id].path
    by = cast(Split | None, asked.split or None)
    refuse_tender(run, by)
    split = parts(run.result, by) if by else ()
    files = pack(run, ((part, price_part(run, part)) for part in split))
    name = f"{path.stem}-招标附件"
    inside = {f"{name}/{file}": data for file, data in files.items()}
    return said({"files": list(files)}, {f"{name}.zip": _zipped(inside)})


def result(asked: Asked, _: Files) -> Answer:
    """Work off one roster of many as a batch does, its name being its path inside its folder."""
    from sanicost.batch.jobs import Settings  # noqa: PLC0415 - only for many rosters
    from sanicost.batch.sources import job_of  # noqa: PLC0415
    from sanicost.batch.worker import price_job  # noqa: PLC0415

    path = desk.opened[asked.id].path
    settings = Settings(folder=desk.folder / "batch", today=this_month(), config=desk.config)
    record = price_job(job_of(path, asked.name, Options()), settings)
    desk.outcomes[asked.id] = record.outcome
    return said({"status": str(record.outcome.status)})


def results(asked: Asked, _: Files) -> Answer:
    """Write what a batch of rosters came to: their workbooks, 汇总.xlsx and the problems."""
    from sanicost.writers.batch_reports import (  # noqa: PLC0415 - only for many
        write_problems,
        write_summary,
    )

    outcomes = sorted((desk.outcomes[key] for key in asked.ids), key=lambda one: one.roster)
    summary, problems = io.BytesIO(), io.BytesIO()
    write_summary(summary, lambda: outcomes)
    write_problems(problems, lambda: outcomes)
    files = {"汇总.xlsx": summary.getvalue(), "problems.xlsx": problems.getvalue()}
    for one in outcomes:
        if one.output:
            files[one.output] = desk.folder.joinpath("batch", one.output).read_bytes()
    return said({"files": list(files)}, {"测算结果.zip": _zipped(files)})


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files, the same for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def blank(asked: Asked, _: Files) -> Answer:
    """Write the blank roster of a level."""
    data = template("district" if asked.level == "district" else "street", desk.config)
    return said({}, {"岗位表-模板.xlsx": data})
