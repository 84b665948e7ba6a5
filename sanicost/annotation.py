"""A roster checked, and its officer's own workbook with all that is said at its cells."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sanicost.core.notices import Notice, Problem, Refused
from sanicost.core.period import Month
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang
from sanicost.readers.as_sheets import sheets_of_file
from sanicost.readers.project import Options
from sanicost.readers.roster import read_roster
from sanicost.runs import City, priced
from sanicost.writers.annotated import Annotated, annotated, plain_book


@dataclass(frozen=True, kw_only=True)
class CheckedRoster:
    """A roster that is priced, or is refused, and what is reported about it either way.

    `copy` is the officer's own workbook with all of it at its cells.
    """

    run: Run | None
    refused: Refused | None
    notices: tuple[Notice, ...]
    copy: Annotated | None = None


def checked(city: City, path: Path, options: Options, today: Month) -> CheckedRoster:
    """Return a roster priced or refused; raise FileRefused where it cannot be read."""
    read = read_roster(path, options, city.standard, city.vocabulary, today)
    if read.is_reopened:
        raise Refused([Problem(code="annotate-of-ours", where=path.name)])
    try:
        run = priced(read)
    except Refused as refused:
        cited = read.standard.law.cited
        said = (*refused.problems, *map(cited, read.findings), *map(cited, read.assumptions))
        return CheckedRoster(run=None, refused=refused, notices=said)
    return CheckedRoster(
        run=run, refused=None, notices=(*run.result.findings, *run.result.assumptions)
    )


def annotated_roster(
    city: City, path: Path, options: Options, today: Month, lang: Lang
) -> CheckedRoster:
    """Return a roster checked, with a copy of its workbook that says everything where it is.

    A file of another kind becomes an .xlsx first, which is checked as well: places are its own.
    Raises FileRefused where the file cannot be read, and Refused for a workbook of ours.
    """
    found = checked(city, path, options, today)
    name = city.vocabulary.sheet_name("problems")
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        copy = annotated(path.read_bytes(), found.notices, name, lang)
        return replace(found, copy=copy)
    book = plain_book(sheets_of_file(path, city.vocabulary))
    with TemporaryDirectory() as folder:
        made = Path(folder) / "roster.xlsx"
        made.write_bytes(book)
        again = checked(city, made, options, today).notices
    codes = {one.code for one in again}
    said = (*(one for one in found.notices if one.code not in codes), *again)
    return replace(found, copy=annotated(book, said, name, lang))
