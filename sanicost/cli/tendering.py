"""tender: what it does once its options are known."""

import sys
from pathlib import Path

from sanicost.cli.codes import DONE, WRONG
from sanicost.cli.estimating import Request, priced_now
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.core.parts import parts
from sanicost.core.result import Run, Split
from sanicost.runs import is_clean, price_part, refuse_tender
from sanicost.standard import config_folder
from sanicost.writers.folders import refuse_folder, write_folder


def split_by(text: str | None) -> Split | None:
    """Return by what a tender is split; raise ValueError for any other word."""
    match text:
        case None | "lot" | "street":
            return text
    raise ValueError(text)


def write_tender(request: Request, folder: Path, by: Split | None) -> int:
    """Price a roster, write its pack, say what was written; return the exit code."""
    run = priced_now(request.roster, request.options, request.config, request.lang)
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
        print(word("strict_refused", request.lang), file=sys.stderr)
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
        from sanicost.writers.json_document import printable  # noqa: PLC0415 - only for --json
        from sanicost.writers.json_pack import pack_document  # noqa: PLC0415 - only for --json

        print(printable(pack_document(run, folder, files, lang), sys.stdout.encoding))
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
    print(word("written", lang, file=str(folder)))
    for name in files:
        if "/" not in name:
            print(f"  {name}")
    for by, below in FOLDERS.items():
        count = sum(name.startswith(f"{below}/") and ".xlsx" in name for name in files)
        if count:
            print(f"  {word('parts_written', lang, folder=below, count=str(count))}")
            print(f"  {word(f'parts_of_{by}', lang)}")
    print(word("tender_provisional" if run.result.provisional else "tender_clean", lang))
