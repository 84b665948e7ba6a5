"""The shell around the core: read, compute, and hand over what is to be written."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sanicost import __version__
from sanicost.analysis.figure_impact import scenarios
from sanicost.city import columns
from sanicost.city.standard import config_folder, load_standard
from sanicost.city.vocabulary import Vocabulary, load_vocabulary, refuse_unpaid_choices
from sanicost.core.compliance import refusals
from sanicost.core.estimate import Estimate, estimate
from sanicost.core.figures import Standard, Value
from sanicost.core.figures_in_use import (
    carried_forward,
    provisional,
    unknown_figures,
    used_figures,
)
from sanicost.core.findings import assumptions, findings, position_findings
from sanicost.core.kept import Kept, laid_in
from sanicost.core.notices import Assumption, Cleanup, Finding, Problem, Refused
from sanicost.core.period import Month
from sanicost.core.price import FEN, Price, price
from sanicost.core.result import Result, Split
from sanicost.core.roster import Roster
from sanicost.core.split import Part, split_of
from sanicost.core.text import money
from sanicost.core.unit_prices import area_prices
from sanicost.core.years import years
from sanicost.embedded.canonical import CanonicalInputs, Run, canonical_inputs
from sanicost.embedded.sheet import SHEET
from sanicost.exact_yaml import YamlRefused
from sanicost.readers.document import FileRefused
from sanicost.readers.kept import kept_file, read_kept
from sanicost.readers.overrides import Known, read_figures_file
from sanicost.readers.project import Options
from sanicost.readers.roster import Read, read_roster, reopen

if TYPE_CHECKING:
    from sanicost.embedded.sheet import Carried
    from sanicost.spreadsheet.cells import Cell as Held
    from sanicost.verification.edit import Edit, Verdict
    from sanicost.writers.template_content import Level

MAX_FEN = 10**15 - 1
"""The largest amount that a cell holds exactly: fifteen significant digits (§5)."""


class City(NamedTuple):
    """What a city's data folder holds: the figures and the words, read once for many rosters.

    `kept` are the officer's own figures, as they meet those of the city; they are in `standard`.
    """

    standard: Standard
    vocabulary: Vocabulary
    kept: tuple[Kept, ...] = ()


def load_city(config: Path | None) -> City:
    """Return the figures and words of a data folder, with the figures that the officer keeps.

    Raises ConfigRefused where a data file is wrong, FileRefused or Refused where the officer's is.
    """
    city = published_city(config)
    kept = read_kept(kept_file(config_folder(config)), Known(city.standard, city.vocabulary))
    return city._replace(standard=laid_in(city.standard, kept), kept=kept) if kept else city


def published_city(config: Path | None) -> City:
    """Return the figures and words of a data folder alone; raise ConfigRefused as load_city."""
    folder = config_folder(config)
    city = City(vocabulary=load_vocabulary(folder), standard=load_standard(folder))
    refuse_unpaid_choices(city.vocabulary, city.standard.units)
    columns.use(city.vocabulary.columns)
    return city


def refuse_figures(city: City, path: Path | None) -> None:
    """Raise FileRefused or Refused for a file of figures that no roster can be priced with."""
    if path is None:
        return
    from sanicost.readers.document import Notes  # noqa: PLC0415 - a batch alone asks beforehand

    notes = Notes()
    read_figures_file(path, Known(city.standard, city.vocabulary), notes)
    if notes.problems:
        raise Refused(notes.problems)


def price_roster(path: Path, options: Options, config: Path | None, today: Month) -> Run:
    """Return the priced roster of a file.

    Raises FileRefused where the file cannot be read, Refused with all that is wrong in it, and
    ConfigRefused where a data file is wrong.
    """
    return price_in(load_city(config), path, options, today)


def price_in(city: City, path: Path, options: Options, today: Month) -> Run:
    """Return the priced roster of a file by figures that are already read.

    Raises FileRefused where the file cannot be read, and Refused with all that is wrong in it.
    """
    return priced(read_roster(path, options, city.standard, city.vocabulary, today))


def priced(read: Read) -> Run:
    """Return a roster priced; raise Refused with all that is wrong in it."""
    standard = read.standard
    problems = list(read.problems)
    if read.is_dated:
        problems += refusals(read.roster, standard) + unknown_figures(read.roster, standard)
    if problems:
        raise Refused(problems)
    costs = estimate(read.roster, standard)
    ceiling = price(costs)
    if ceiling.ceiling > MAX_FEN:
        params = {"found": money(ceiling.ceiling), "most": money(MAX_FEN)}
        raise Refused([Problem(code="amount-too-large", where="ceiling", params=params)])
    run = _run(costs, ceiling, read.assumptions, read.cleanups, read.findings)
    return run._replace(is_reopened=read.is_reopened)


def _run(
    costs: Estimate,
    ceiling: Price,
    read: tuple[Assumption, ...],
    cleanups: tuple[Cleanup, ...],
    found: tuple[Finding, ...] = (),
) -> Run:
    """Return all that is said of a priced roster, or of a part of one.

    A part has the findings on its own positions; a street, without a ceiling, has no scenarios and
    misses no rates.
    """
    split = split_of(read)
    said = assumptions(costs, read)
    result = Result(
        estimate=costs,
        price=ceiling,
        years=years(costs, ceiling),
        areas=area_prices(costs, ceiling),
        used=used_figures(costs),
        provisional=provisional(costs),
        carried_forward=carried_forward(costs),
        assumptions=tuple(one for one in said if split != "street" or one.code != "rate-absent"),
        findings=(
            *found,
            *(position_findings(costs) if split else findings(costs, ceiling)),
        ),
        cleanups=cleanups,
        scenarios=scenarios(costs) if split != "street" else (),
        split=split,
    )
    inputs = canonical_inputs(result, read, __version__, found)
    return Run(result=result, inputs=inputs, version=__version__)


def refuse_street(run: Run) -> None:
    """Raise Refused for the workbook of a street where a ceiling is asked for: it has none."""
    if run.result.split == "street":
        raise Refused([Problem(code="street-without-ceiling")])


def refuse_tender(run: Run, by: Split | None) -> None:
    """Raise Refused where a ceiling is above the budget, or a tender cannot be split like this."""
    refuse_street(run)
    roster, ceiling = run.result.estimate.roster, run.result.price.ceiling
    problems = [] if by is None else _unsplittable(roster, by)
    budget = roster.project.budget
    if budget is not None and ceiling > budget * FEN:
        given = int(budget * FEN)
        where = roster.project.places.get("budget", "project.budget")
        amounts = {"ceiling": ceiling, "budget": given, "gap": ceiling - given}
        params = {name: money(fen) for name, fen in amounts.items()}
        problems.append(Problem(code="tender-above-budget", where=where, params=params))
    problems += [
        Problem(code="tender-with-samples", where=one.where)
        for one in run.result.findings
        if one.code in _SAMPLES
    ]
    if problems:
        raise Refused(problems)


_SAMPLES = ("template-samples-left", "name-is-sample")
"""Findings with which no tender goes out."""


def _unsplittable(roster: Roster, by: Split) -> list[Problem]:
    """Return why a roster cannot be split: it has no lots, no streets, or not everywhere one."""
    if not any(getattr(position, by) for position in roster.positions):
        return [Problem(code="split-without-lot" if by == "lot" else "split-without-street")]
    # A roster with lots has one for each position: the reader sees to it.
    return [
        Problem(
            code="position-without-street",
            where=position.place("street"),
            params={"found": position.title},
        )
        for position in roster.positions
        if by == "street" and position.street is None
    ]


def price_part(whole: Run, part: Part) -> Run:
    """Return a lot or a street of a priced roster, priced by itself."""
    costs = estimate(part.roster, whole.result.estimate.standard)
    return _run(costs, price(costs), (part.note,), ())


Rewrite: TypeAlias = Callable[[City, Run, CanonicalInputs, Path], bytes]
"""From what a workbook carries to the workbook as it was written; its folder is the last one."""


def verify_workbook(
    path: Path,
    config: Path | None,
    others: Mapping[str, Rewrite] | None = None,
    city: City | None = None,
) -> "Verdict":
    """Return how a workbook of ours differs from what its carried inputs give.

    `others` write the workbooks that are no annex, by the section of the inputs that tells them;
    a `city` that is at hand is not read again.

    Raises FileRefused where it is none of ours or its inputs cannot be had, Refused where they
    cannot be priced, and ConfigRefused where a data file is wrong.
    """
    from sanicost.analysis.figure_impact import figures_moved  # noqa: PLC0415 - estimate verifies nothing
    from sanicost.spreadsheet.xlsx import same_parts  # noqa: PLC0415
    from sanicost.verification.edit import Verdict  # noqa: PLC0415

    city = city or load_city(config)
    carried = _carried(path)
    read = reopen(carried.inputs, path, city.standard, city.vocabulary)
    run = priced(read)
    titles = {section.title for section in carried.inputs.sections}
    rewrite = next((one for name, one in (others or {}).items() if name in titles), _annex)
    try:
        written = rewrite(city, run, carried.inputs, path.parent)
    except (KeyError, TypeError, ValueError, YamlRefused) as error:
        raise FileRefused("carried-not-ours", path.name, found=str(error)) from None
    # One that is as it was needs not be read whole, however many rows it has.
    is_same = path.read_bytes() == written
    return Verdict(
        inputs=run.inputs,
        differences=() if is_same else _differences(path, written),
        is_as_written=is_same or same_parts(path.read_bytes(), written),
        moved=figures_moved(read.roster.period, read.standard, city.standard),
    )


def _differences(path: Path, written: bytes) -> "tuple[Edit, ...]":
    """Return every edit of a workbook, which may be as large as what was written."""
    from sanicost.readers.xlsx_file import read_whole  # noqa: PLC0415 - estimate verifies nothing
    from sanicost.spreadsheet.package import UnreadableWorkbook  # noqa: PLC0415
    from sanicost.spreadsheet.xlsx import times_of, whole_of  # noqa: PLC0415
    from sanicost.verification.differences import differences  # noqa: PLC0415

    times = times_of(written)
    found = read_whole(path, times)
    try:
        return differences(found, whole_of(written, found.sheets, times), SHEET)
    except UnreadableWorkbook as refused:
        raise FileRefused(refused.code, path.name, **refused.params) from None


def _carried(path: Path) -> "Carried":
    """Return what a workbook of ours carries; its other sheets are read only to find it."""
    from sanicost.embedded.sheet import find_carried  # noqa: PLC0415 - estimate asks for none
    from sanicost.readers.embedded import found_in  # noqa: PLC0415
    from sanicost.readers.xlsx_file import read_cells  # noqa: PLC0415

    sheets = read_cells(path, only=SHEET)
    if not any(find_carried(sheet.texts()) for sheet in sheets):
        sheets = read_cells(path)
    return found_in(sheets, path, only_ours=True)


def carried_run(path: Path, city: City) -> tuple[Run, CanonicalInputs]:
    """Return the contract that a workbook of ours carries, priced, and all inputs of it.

    Raises what `verify_workbook` raises.
    """
    carried = _carried(path)
    return priced(reopen(carried.inputs, path, city.standard, city.vocabulary)), carried.inputs


def _annex(city: City, run: Run, inputs: CanonicalInputs, folder: Path) -> bytes:
    """Return the annex workbook that a run gives."""
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - estimate verifies nothing

    return workbook_bytes(run)


def standing_there(path: Path, where: str) -> "Held | None":
    """Return the cell that a workbook of ours holds at a place, None for any other roster.

    It may have been edited since: then it is not what its carried inputs give.
    """
    from sanicost.readers.xlsx_file import read_cells  # noqa: PLC0415 - estimate asks for none
    from sanicost.spreadsheet.cells import EMPTY, address  # noqa: PLC0415

    if path.suffix.lower() != ".xlsx":
        return None
    name, _, asked = where.rpartition("!")
    try:
        sheets = {sheet.name: sheet for of in (SHEET, name) for sheet in read_cells(path, of)}
    except FileRefused:
        return None  # a sheet of ours that is larger than any that is read
    if SHEET not in sheets or name not in sheets:
        return None
    cells = sheets[name].cells.items()
    return next((cell for place, cell in cells if address(place) == asked), EMPTY)


def is_clean(result: Result) -> bool:
    """Return whether nothing stands against filing: no provisional figure, no warning or error."""
    return not result.provisional and all(one.severity == "info" for one in result.findings)


def may_be_filed(result: Result) -> bool:
    """Return whether a priced roster has no finding of severity error: its ceiling fits."""
    return all(one.severity != "error" for one in result.findings)


def blank_roster(level: "Level", config: Path | None, city: City | None = None) -> bytes:
    """Return the blank roster of a level as an .xlsx; raise ConfigRefused for a wrong data file."""
    from sanicost.writers.template import template_bytes  # noqa: PLC0415 - an estimate writes no blank roster
    from sanicost.writers.template_content import load_content, with_figures  # noqa: PLC0415

    city = city or load_city(config)
    content = load_content(config_folder(config), city.vocabulary, city.standard, level)
    uncertain = _uncertain(city, template_bytes(content))
    return template_bytes(with_figures(content, uncertain, city.standard, city.vocabulary))


def _uncertain(city: City, sample: bytes) -> dict[str, Value]:
    """Return the figures by path that are provisional or carried forward in a sample's period."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        path.write_bytes(sample)
        try:
            result = price_in(city, path, Options(), Month.of(1, 1)).result
        except Refused:  # a figure that nobody knows
            return {}
    months = {one.figure: one.month for one in result.provisional}
    months |= {one.figure: one.month for one in result.carried_forward}
    found: dict[str, Value] = {}
    for name, month in months.items():
        figure = city.standard.figures.get(name)
        row = figure.in_force(month) if figure else None
        if row is None or _has_limits_or_none(row.value):
            found[name] = row.value if row else None
    return found


def _has_limits_or_none(value: Value) -> bool:
    """Return whether a value fits the columns of a sheet: a number, or a lower and an upper one."""
    return not isinstance(value, list | dict) or set(value) <= {"lower", "upper"}


def demo_rosters(config: Path | None) -> tuple[bytes, bytes]:
    """Return the demonstration's roster as .xlsx: with mistakes planted in it, and without."""
    from sanicost.writers.template import template_bytes  # noqa: PLC0415 - as above
    from sanicost.writers.template_content import load_content, load_demo  # noqa: PLC0415

    city, folder = load_city(config), config_folder(config)
    content = load_content(folder, city.vocabulary, city.standard, "street")
    wrong, right = map(template_bytes, load_demo(folder, content))
    return wrong, right
