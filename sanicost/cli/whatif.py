"""whatif: what other figures or fields do to the ceiling."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from sanicost.analysis.trial import Swept, Trial, swept, tried
from sanicost.analysis.whatif import Setting, hypothetical
from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import Vocabulary, load_vocabulary
from sanicost.cli import completion
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import Request, WrongUsage, refuse_other_endings, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import notes_of, priced_now, refuse_any, say_provisional
from sanicost.core.estimate import Estimate
from sanicost.core.figures_in_use import unknown_figures
from sanicost.core.notices import Problem, Refused
from sanicost.core.text import money
from sanicost.embedded.canonical import Run
from sanicost.i18n import text
from sanicost.readers.document import Notes
from sanicost.readers.setting_fields import invalid
from sanicost.readers.settings import (
    SettingReader,
    Sweep,
    read_sweep,
    refuse_hidden,
    refuse_repeated,
)
from sanicost.runs import MAX_FEN, refuse_street
from sanicost.writers.files import refuse_existing, refuse_same, write_whole


def whatif(
    context: typer.Context,
    roster: shared.Roster,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="set", autocompletion=completion.settings),
    ] = None,
    sweep: Annotated[str | None, typer.Option(metavar="NAME=A..B", help="sweep")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="sweep_output")
    ] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
) -> None:
    """Price a roster as it is assumed to be."""
    refuse_other_endings(output, context.obj)
    if not settings and sweep is None:
        raise WrongUsage(text("cli.nothing_supposed", context.obj))
    if output and sweep is None:
        raise WrongUsage(text("cli.output_needs_sweep", context.obj))
    request = Request(
        roster=roster,
        options=roster_options(start, months, as_of, figures, context.obj, skip_sheets=skip_sheet),
        lang=context.obj,
        config=config,
        output=output,
        as_json=as_json,
        force=force,
    )
    raise typer.Exit(run_whatif(request, settings or [], sweep))


@dataclass(frozen=True)
class _Supposed:
    """What the command line supposes, read."""

    settings: tuple[Setting, ...]
    sweep: Sweep | None


def run_whatif(request: Request, settings: Sequence[str], sweep: str | None) -> int:
    """Price what is assumed beside what is, print both; return the exit code."""
    run = priced_now(request)
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

        print_json(whatif_document(result, notes_of(run), request.lang))
        return
    from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal_analysis import print_notes, print_whatif  # noqa: PLC0415

    print_whatif(result, request.lang, console())
    print_notes(notes_of(run), request.lang, console())
    say_provisional(run, request.lang)
    if request.output:
        print(text("cli.written", request.lang, file=str(request.output)))


def _read(request: Request, run: Run, settings: Sequence[str], sweep: str | None) -> _Supposed:
    """Return what is assumed; raise Refused with everything that is wrong in it."""
    priced, notes = run.result.estimate, Notes()
    vocabulary = load_vocabulary(config_folder(request.config))
    reader = SettingReader(priced.roster, priced.standard, vocabulary, notes)
    read = reader.read(settings)
    refuse_repeated(read, notes)
    range_ = read_sweep(sweep, reader, notes) if sweep is not None else None
    if range_:
        refuse_hidden(read, range_, notes)
    refuse_any(notes.problems)
    found = _Supposed(tuple(read), range_)
    _refuse_unfit(priced, found, vocabulary)
    return found


def _refuse_unfit(base: Estimate, found: _Supposed, vocabulary: Vocabulary) -> None:
    """Refuse suppositions that make no roster, or need a figure which nobody knows."""
    ends = (found.sweep.settings[0], found.sweep.settings[-1]) if found.sweep else ()
    problems = []
    for settings in [(*found.settings, end) for end in ends] or [found.settings]:
        roster, standard = hypothetical(base.roster, base.standard, settings)
        problems += invalid(base.roster, roster, settings, vocabulary)
        problems += unknown_figures(roster, standard)
    refuse_any(problems)


def _refuse_too_large(amounts: Sequence[int]) -> None:
    """Refuse an amount that no cell would hold exactly."""
    if max(amounts) > MAX_FEN:
        params = {"found": money(max(amounts)), "most": money(MAX_FEN)}
        raise Refused([Problem(code="amount-too-large", where="ceiling", params=params)])
