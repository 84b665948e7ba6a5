"""doctor: is everything here as the program needs it, and are its amounts right."""

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeAlias

import typer
from rich.text import Text

from sanicost import __version__
from sanicost.analysis.figure_outlook import watched
from sanicost.city.self_test import Case, load_cases
from sanicost.city.standard import config_folder
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE, WRONG
from sanicost.cli.kept_figures import USUAL_HORIZON
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import this_month
from sanicost.core.kept import KeptStanding
from sanicost.core.notices import Refused, of_system
from sanicost.core.price import FEN
from sanicost.i18n import Lang, joined, text
from sanicost.i18n.notices import say, system_words
from sanicost.readers.document import FileRefused
from sanicost.readers.kept import kept_file, read_kept
from sanicost.readers.overrides import Known
from sanicost.readers.project import Options
from sanicost.runs import City, price_in, published_city
from sanicost.writers.json_documents import doctor_document
from sanicost.writers.terminal import console, print_hanging

Health: TypeAlias = Literal["well", "note", "ill"]
_STYLES = {"well": "green", "note": "yellow", "ill": "bold red"}
_OFFICES = ("soffice", "libreoffice", "wps", "et", "excel")
_OFFICE_FILES = (
    "LibreOffice/program/soffice.exe",
    "Microsoft Office/root/Office16/EXCEL.EXE",
    "Kingsoft/WPS Office/ksolaunch.exe",
)
_PROGRAM_FOLDERS = ("C:/Program Files", "C:/Program Files (x86)", "/Applications")


@dataclass(frozen=True)
class HealthCheck:
    """What was looked at, how it stands, what was found, and what to do where it is not well."""

    name: str
    health: Health
    found: str
    cure: str = ""


def doctor(
    context: typer.Context, config: shared.Config = None, as_json: shared.AsJson = False
) -> None:
    """Look at everything that the program needs, and recompute known amounts."""
    raise typer.Exit(run_doctor(config, context.obj, as_json=as_json))


def run_doctor(config: Path | None, lang: Lang, *, as_json: bool) -> int:
    """Print how everything stands, each with its cure; return 1 where something is ill."""
    found = list(_checks(config, lang))
    with to_stdout():
        if as_json:
            rows = [(one.name, one.health, one.found, one.cure) for one in found]
            print_json(doctor_document(rows, __version__))
        else:
            _print(found, lang)
    return WRONG if any(one.health == "ill" for one in found) else DONE


def _print(found: list[HealthCheck], lang: Lang) -> None:
    """Print a line for each thing, what to do below it, and how it stands as a whole."""
    rows = []
    for one in found:
        mark = Text(f" {text(f'doctor.{one.health}', lang)}", style=_STYLES[one.health])
        said = Text(f"{text(f'doctor.{one.name}', lang)}  ", style="bold")
        said.append(Text(one.found, style="not bold"))
        if one.cure:
            said.append(Text(f"\n{one.cure}", style="not bold"))
        rows.append((mark, said))
    out = console()
    print_hanging(rows, out)
    ill = sum(one.health == "ill" for one in found)
    out.print(text("doctor.some_ill", lang, count=ill) if ill else text("doctor.all_well", lang))


def _checks(config: Path | None, lang: Lang) -> Iterator[HealthCheck]:
    """Yield everything that is looked at, in order; what is wrong with one hides no other."""
    where = f"Python {platform.python_version()} · {platform.platform(terse=True)}"
    yield HealthCheck("version", "well", f"sanicost {__version__} · {where}")
    city, folder = published_city(config), config_folder(config)
    yield _clock(city, lang)
    yield _figures(city, folder, lang)
    yield _own_figures(city, kept_file(folder), lang)
    yield _encoding(lang)
    yield _office(lang)
    yield _writing("here", Path(), lang)
    if own := kept_file(folder):
        yield _writing("own_folder", _existing(own.parent), lang)
    for case in load_cases(folder):
        yield _recomputed(case, city, lang)


def _clock(city: City, lang: Lang) -> HealthCheck:
    """Return whether this machine's clock can be right."""
    now = this_month()
    if city.standard.document(now) is None:
        return HealthCheck("clock", "ill", str(now), text("doctor.clock_cure", lang))
    return HealthCheck("clock", "well", str(now))


def _figures(city: City, folder: Path, lang: Lang) -> HealthCheck:
    """Return where the figures lie, and which of them lapse soon."""
    found = watched(city.standard, this_month(), USUAL_HORIZON)
    soon = sorted({str(one.until) for one in found if one.outlook == "lapses"})
    if not soon:
        return HealthCheck(
            "figures", "well", text("doctor.figures_known", lang, folder=str(folder))
        )
    said = text("doctor.figures_lapse", lang, folder=str(folder), day=soon[0])
    return HealthCheck("figures", "note", said, text("doctor.figures_cure", lang))


def _own_figures(city: City, path: Path | None, lang: Lang) -> HealthCheck:
    """Return how the officer's own figures stand."""
    name = "own_figures"
    try:
        kept = read_kept(path, Known(city.standard, city.vocabulary))
    except (FileRefused, Refused) as error:
        problems = error.problems if isinstance(error, Refused) else [error.problem]
        told = [f"{one.where} {say(one, lang)}  {one.code}" for one in problems]
        return HealthCheck(name, "ill", "\n".join(told), text("doctor.own_cure", lang))
    if not kept:
        return HealthCheck(name, "well", text("doctor.own_none", lang))
    said = text("doctor.own_count", lang, count=len(kept), file=str(path))
    met = [one.figure for one in kept if one.state in (KeptStanding.SAME, KeptStanding.CONFLICT)]
    if not met:
        return HealthCheck(name, "well", said)
    return HealthCheck(name, "note", said, text("doctor.own_met", lang, found=joined(met, lang)))


def _encoding(lang: Lang) -> HealthCheck:
    """Return whether this terminal can show what is printed."""
    encoding = sys.stdout.encoding or "?"
    try:
        text("doctor.sample", lang).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return HealthCheck("encoding", "note", encoding, text("doctor.encoding_cure", lang))
    return HealthCheck("encoding", "well", encoding)


def _office(lang: Lang) -> HealthCheck:
    """Return which office program there is to open a workbook with; none is needed to write it."""
    named = next(filter(None, map(shutil.which, _OFFICES)), None)
    files = (Path(root) / file for root in _PROGRAM_FOLDERS for file in _OFFICE_FILES)
    found = named or next((str(file) for file in files if file.exists()), None)
    if found:
        return HealthCheck("office", "well", found)
    return HealthCheck(
        "office", "note", text("doctor.office_none", lang), text("doctor.office_cure", lang)
    )


def _existing(folder: Path) -> Path:
    """Return a folder, or the nearest above it that exists."""
    return next((one for one in (folder, *folder.parents) if one.exists()), folder)


def _writing(name: str, folder: Path, lang: Lang) -> HealthCheck:
    """Return whether a file can be written into a folder."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return HealthCheck(name, "well", str(folder.resolve()))
    except OSError as error:
        params = of_system(error)
        found = system_words(int(params["errno"]), str(params["found"]), lang)
        said = f"{folder.resolve()}  {found}"
        return HealthCheck(name, "ill", said, text("doctor.writing_cure", lang))


def _recomputed(case: Case, city: City, lang: Lang) -> HealthCheck:
    """Return whether a known roster still gives its known amounts."""
    name = case.name[lang]
    try:
        result = price_in(city, case.roster, Options(), this_month()).result
    except (Refused, FileRefused) as error:
        return HealthCheck(
            "recomputed", "ill", f"{name}  {error}", text("doctor.broken_cure", lang)
        )
    first = result.estimate.segments[0].amounts
    amounts = {
        "income": first["income"][0],
        "unit_cost": first["unit_cost"][0],
        "ceiling": result.price.ceiling,
    }
    known = case.expected
    off = [one for one in known if Decimal(amounts[one]) / FEN != known[one]]
    shown = joined((f"{Decimal(amounts[one]) / FEN:,.2f}" for one in known), lang)
    if off:
        expected = joined((f"{known[one]:,.2f}" for one in known), lang)
        said = text("doctor.differs", lang, name=name, found=shown, expected=expected)
        return HealthCheck("recomputed", "ill", said, text("doctor.broken_cure", lang))
    return HealthCheck("recomputed", "well", f"{name}  {shown}")
