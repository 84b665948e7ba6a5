"""whatif and fit: what they do once their options are known."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sanicost.analysis.fit import Fit, TooLittle, TooMuch, fit_free, fit_in_proportion
from sanicost.analysis.trial import Swept, Trial, swept, tried
from sanicost.analysis.whatif import MAX_HEADCOUNT, Setting, supposed
from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import Vocabulary, load_vocabulary
from sanicost.cli.codes import DONE
from sanicost.cli.estimating import priced_now, say_provisional
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.core.estimate import Estimate
from sanicost.core.figures_in_use import unknown_figures
from sanicost.core.notices import Assumption, Problem, Refused
from sanicost.core.result import Run
from sanicost.core.split import standing_shares
from sanicost.core.text import money
from sanicost.messages import Lang
from sanicost.readers.document import Notes
from sanicost.readers.project import Options
from sanicost.readers.setting_fields import invalid
from sanicost.readers.settings import (
    SettingReader,
    Sweep,
    read_budget,
    read_free,
    read_sweep,
    refuse_hidden,
    refuse_repeated,
)
from sanicost.runs import MAX_FEN, refuse_street
from sanicost.writers.files import refuse_existing, refuse_same, write_whole


@dataclass(frozen=True, kw_only=True)
class Request:
    """Everything that the command line asks for, besides what is supposed or paid."""

    roster: Path
    options: Options
    lang: Lang
    config: Path | None = None
    output: Path | None = None
    as_json: bool = False
    force: bool = False


@dataclass(frozen=True)
class _Supposed:
    """What the command line supposes, read."""

    settings: tuple[Setting, ...]
    sweep: Sweep | None


def run_whatif(request: Request, settings: Sequence[str], sweep: str | None) -> int:
    """Price what is supposed beside what is, print both; return the exit code."""
    run = priced_now(request.roster, request.options, request.config, request.lang)
    refuse_street(run)
    found = _read(request, run, settings, sweep)
    base = run.result.estimate
    if found.sweep is None:
        trial = tried(base, found.settings, settings)
        _refuse_too_large([pair[1] for pair in trial.steps.values()])
        _report(request, run, trial)
        return DONE
    range_ = found.sweep.settings
    result = swept(base, found.settings, settings, found.sweep.name, range_)
    _refuse_too_large(result.ceilings)
    if request.output:
        _write(request, request.output, run, result)
    _report(request, run, result)
    return DONE


def _write(request: Request, output: Path, run: Run, result: Swept) -> None:
    """Write the workbook of a range."""
    from sanicost.writers.workbook.analysis import swept_bytes  # noqa: PLC0415 - only to write

    refuse_same(output, request.roster)
    refuse_existing(output, force=request.force)
    write_whole(output, swept_bytes(result, run, request.roster.name), force=request.force)


@to_stdout()
def _report(request: Request, run: Run, result: Trial | Swept) -> None:
    """Print what suppositions change, or the ceiling under each value of a range."""
    if request.as_json:
        from sanicost.writers.json_analysis import whatif_document  # noqa: PLC0415 - for --json

        _print_json(whatif_document(result, _notes(run), request.lang))
        return
    from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal_analysis import print_notes, print_whatif  # noqa: PLC0415

    print_whatif(result, request.lang, console())
    print_notes(_notes(run), request.lang, console())
    say_provisional(run, request.lang)
    if request.output:
        print(word("written", request.lang, file=str(request.output)))


def _notes(run: Run) -> list[Assumption]:
    """Return what to know of a roster that is one lot of a tender."""
    return standing_shares(run.result.assumptions, run.result.estimate.roster.prices)


def _read(request: Request, run: Run, settings: Sequence[str], sweep: str | None) -> _Supposed:
    """Return what is supposed; raise Refused with everything that is wrong in it."""
    priced, notes = run.result.estimate, Notes()
    vocabulary = load_vocabulary(config_folder(request.config))
    reader = SettingReader(priced.roster, priced.standard, vocabulary, notes)
    read = reader.read(settings)
    refuse_repeated(read, notes)
    range_ = read_sweep(sweep, reader, notes) if sweep is not None else None
    if range_:
        refuse_hidden(read, range_, notes)
    _refuse(notes.problems)
    found = _Supposed(tuple(read), range_)
    _refuse_unfit(priced, found, vocabulary)
    return found


def _refuse_unfit(base: Estimate, found: _Supposed, vocabulary: Vocabulary) -> None:
    """Refuse suppositions that make no roster, or need a figure which nobody knows."""
    ends = (found.sweep.settings[0], found.sweep.settings[-1]) if found.sweep else ()
    problems = []
    for settings in [(*found.settings, end) for end in ends] or [found.settings]:
        roster, standard = supposed(base.roster, base.standard, settings)
        problems += invalid(base.roster, roster, settings, vocabulary)
        problems += unknown_figures(roster, standard)
    _refuse(problems)


def _refuse(problems: Sequence[Problem]) -> None:
    """Raise Refused where there are problems, each of them once."""
    if problems:
        told = {(one.code, one.where, str(one.params)): one for one in problems}
        raise Refused(list(told.values()))


def _refuse_too_large(amounts: Sequence[int]) -> None:
    """Refuse an amount that no cell would hold exactly."""
    if max(amounts) > MAX_FEN:
        params = {"found": money(max(amounts)), "most": money(MAX_FEN)}
        raise Refused([Problem(code="amount-too-large", where="ceiling", params=params)])


def run_fit(request: Request, budget: str, free: str | None) -> int:
    """Search the heads that a budget pays for, print them; return the exit code."""
    run = priced_now(request.roster, request.options, request.config, request.lang)
    refuse_street(run)
    roster, notes = run.result.estimate.roster, Notes()
    fen = read_budget(budget, notes)
    place = read_free(free, roster, notes) if free is not None else None
    _refuse(notes.problems)
    assert fen is not None
    found = _fitted(run, fen, place)
    _print_fit(request, run, fen, found)
    return DONE


@to_stdout()
def _print_fit(request: Request, run: Run, budget: int, found: Fit) -> None:
    """Print what a budget pays for."""
    roster = run.result.estimate.roster
    if request.as_json:
        from sanicost.writers.json_analysis import fit_document  # noqa: PLC0415 - for --json

        _print_json(fit_document(roster, budget, found, _notes(run), request.lang))
        return
    from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal_analysis import print_fit, print_notes  # noqa: PLC0415

    print_fit(roster, budget, found, request.lang, console())
    print_notes(_notes(run), request.lang, console())
    say_provisional(run, request.lang)


def _fitted(run: Run, budget: int, place: int | None) -> Fit:
    """Return the heads that are paid for; raise Refused where the budget is no use."""
    priced = run.result.estimate
    params: dict[str, str | int] = {"budget": money(budget)}
    try:
        if place is None:
            return fit_in_proportion(priced, budget)
        return fit_free(priced, budget, place)
    except TooLittle as found:
        least = found.fewest
        params |= {"heads": sum(least.heads), "least": money(least.ceiling)}
        params |= {"gap": money(least.ceiling - budget)}
        code = "budget-too-small"
        if place is not None:
            code, params["title"] = (
                "budget-too-small-for-free",
                priced.roster.positions[place].title,
            )
        problem = Problem(code=code, where="--budget", params=params)
    except TooMuch:
        params |= {"most": MAX_HEADCOUNT}
        problem = Problem(code="budget-too-large", where="--budget", params=params)
    raise Refused([problem])


def _print_json(document: str) -> None:
    """Print a document in the encoding of the terminal."""
    from sanicost.writers.json_documents import printable  # noqa: PLC0415 - only for --json

    print(printable(document, sys.stdout.encoding))
