"""tender: price a roster and write its tender pack."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sanicost.city.standard import config_folder
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE, WRONG
from sanicost.cli.options import Request, WrongUsage, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import priced_now
from sanicost.core.result import Split
from sanicost.core.split import parts
from sanicost.embedded.canonical import Run
from sanicost.i18n import text
from sanicost.runs import is_clean, price_part, refuse_tender
from sanicost.writers.files import refuse_folder, write_folder


def tender(
    context: typer.Context,
    roster: shared.Roster,
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="folder")],
    split: Annotated[str | None, typer.Option(metavar="lot|street", help="split")] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    refresh: shared.Refresh = False,
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: Annotated[bool, typer.Option("--force", help="replace")] = False,
    strict: shared.Strict = False,
) -> None:
    """Price a roster and write its tender pack."""
    try:
        by = split_by(split)
    except ValueError:
        raise WrongUsage(text("cli.bad_split", context.obj, found=str(split))) from None
    request = Request(
        roster=roster,
        options=roster_options(
            start, months, as_of, figures, context.obj, refresh=refresh, skip_sheets=skip_sheet
        ),
        lang=context.obj,
        config=config,
        as_json=as_json,
        force=force,
        strict=strict,
    )
    raise typer.Exit(write_tender(request, folder, by))


def split_by(text: str | None) -> Split | None:
    """Return by what a tender is split; raise ValueError for any other word."""
    match text:
        case None | "lot" | "street":
            return text
    raise ValueError(text)


def write_tender(request: Request, folder: Path, by: Split | None) -> int:
    """Price a roster, write its pack, say what was written; return the exit code."""
    run = priced_now(request)
    refuse_tender(run, by)
    refused = request.strict and not is_clean(run.result)
    files: dict[str, bytes] = {}
    if not refused:
        refuse_folder(folder, request.roster, force=request.force)
        files = _files(run, by, request.config)
        write_folder(folder, files, force=request.force)
    with to_stdout():
        _report(request, run, folder, files)
    if refused:
        print(text("cli.strict_refused", request.lang), file=sys.stderr)
    return WRONG if refused else DONE


def _files(run: Run, by: Split | None, config: Path | None) -> dict[str, bytes]:
    """Return the files of the pack; each part is priced when its turn comes."""
    from sanicost.writers.clauses.wording_data import load_wording  # noqa: PLC0415 - as below
    from sanicost.writers.pack import pack  # noqa: PLC0415 - only to write one

    wording = load_wording(config_folder(config))
    split = parts(run.result, by) if by else ()
    return pack(run, ((part, price_part(run, part)) for part in split), wording)


def _report(request: Request, run: Run, folder: Path, files: dict[str, bytes]) -> None:
    """Print the JSON document, or the summary, what was written and what to do next."""
    lang = request.lang
    if request.as_json:
        from sanicost.writers.pack import pack_document  # noqa: PLC0415 - only for --json

        print_json(pack_document(run, folder, files, lang))
    else:
        from sanicost.writers.terminal import console, print_summary  # noqa: PLC0415 - rich is slow

        print_summary(run, lang, console())
        print()
        if files:
            _say_written(request, run, folder, files)


def _say_written(request: Request, run: Run, folder: Path, files: dict[str, bytes]) -> None:
    """Say what stands in the folder now, and what the officer does with it."""
    from sanicost.writers.pack import FOLDERS  # noqa: PLC0415 - imported when the pack was made

    lang = request.lang
    print(text("cli.written", lang, file=str(folder)))
    for name in files:
        if "/" not in name:
            print(f"  {name}")
    for by, below in FOLDERS.items():
        count = sum(name.startswith(f"{below}/") and ".xlsx" in name for name in files)
        if count:
            print(f"  {text('cli.parts_written', lang, folder=below, count=str(count))}")
            print(f"  {text(f'cli.parts_of_{by}', lang)}")
    print(text("cli.tender_provisional" if run.result.provisional else "cli.tender_clean", lang))
