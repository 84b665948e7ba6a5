"""What is downloaded: the annex, the tender pack, an annotated copy, a blank roster."""

from typing import TYPE_CHECKING, cast

from engine.desk import Answer, Asked, Files, desk, said, this_month, zipped
from sanicost.city.standard import config_folder
from sanicost.core.result import Split
from sanicost.core.split import parts
from sanicost.i18n import joined, text
from sanicost.readers.project import Options
from sanicost.runs import blank_roster, price_part, refuse_tender

if TYPE_CHECKING:
    from sanicost.writers.template_content import Level


def workbook(asked: Asked, _: Files) -> Answer:
    """Write the annex workbook of a priced roster."""
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write one

    run, path = desk.run(asked.id), desk.opened[asked.id].path
    stamp = "-暂估" if run.result.provisional else ""
    return said({}, {f"{path.stem}-测算{stamp}.xlsx": workbook_bytes(run)})


def pack_of(asked: Asked, _: Files) -> Answer:
    """Write the tender pack of a priced roster as a .zip of its folder."""
    from sanicost.writers.clauses.wording_data import load_wording  # noqa: PLC0415 - to write
    from sanicost.writers.pack import pack  # noqa: PLC0415 - only to write one

    run, path = desk.run(asked.id), desk.opened[asked.id].path
    by = cast(Split | None, asked.split or None)
    refuse_tender(run, by)
    split = parts(run.result, by) if by else ()
    wording = load_wording(config_folder(desk.config))
    files = pack(run, ((part, price_part(run, part)) for part in split), wording)
    name = f"{path.stem}-招标附件"
    inside = {f"{name}/{file}": data for file, data in files.items()}
    return said({"files": list(files)}, {f"{name}.zip": zipped(inside)})


def annotated(asked: Asked, _: Files) -> Answer:
    """Write a copy of a roster that says all that is wrong with it at its cells."""
    from sanicost.annotation import annotated_roster  # noqa: PLC0415 - a copy alone pays

    path, lang = desk.opened[asked.id].path, asked.lang
    found = annotated_roster(desk.city, path, Options(), this_month(), lang)
    assert found.copy
    name = f"{path.stem}-{text('cli.annotated_ending', lang)}.xlsx"
    return said({"lost": joined(found.copy.lost, lang)}, {name: found.copy.data})


def blank(asked: Asked, _: Files) -> Answer:
    """Write the blank roster of a level."""
    level: Level = "district" if asked.level == "district" else "street"
    data = blank_roster(level, desk.config, desk.city)
    return said({}, {"岗位表-模板.xlsx": data})
