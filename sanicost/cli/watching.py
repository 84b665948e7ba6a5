"""batch --watch: what it says of each roster that is saved."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from sanicost.batch.jobs import Settings
from sanicost.batch.watch import Saved, watched
from sanicost.cli.log import logged
from sanicost.cli.options import WrongUsage
from sanicost.cli.output import to_stdout
from sanicost.core.notices import of_system
from sanicost.core.text import money
from sanicost.i18n import Lang, label, text
from sanicost.readers.document import FileRefused
from sanicost.readers.project import Options
from sanicost.runs import load_city


def run_watch(
    settings: Settings, options: Options, log_path: Path | None, lang: Lang, *, quiet: bool
) -> int:
    """Price each roster of a folder whenever it is saved, until Ctrl-C; return 0."""
    try:
        is_folder, is_there = settings.folder.is_dir(), settings.folder.exists()
    except OSError as error:
        raise FileRefused("file-unreadable", settings.folder.name, **of_system(error)) from None
    if not is_folder:
        code = "file-no-folder" if is_there else "file-missing"
        raise FileRefused(code, str(settings.folder))
    if find_spec("watchfiles") is None:
        raise WrongUsage(text("cli.watch_missing", lang))
    with logged(log_path, lang) as log:
        tell = _nothing if quiet else _print
        tell([text("cli.watching", lang, folder=str(settings.folder))])
        try:
            for saved in watched(settings, options, load_city(settings.config).vocabulary):
                lines = list(_lines(saved, lang))
                tell(lines)
                log.write("; ".join(lines))
        except KeyboardInterrupt:
            with suppress(OSError):  # the terminal may have been what ended
                print(text("cli.watch_ended", lang), file=sys.stderr)
        return log.ended(0)


@to_stdout()
def _print(lines: Iterable[str]) -> None:
    print(*lines, sep="\n")


def _nothing(_: Iterable[str]) -> None:
    """Print nothing, as --quiet asks."""


def _lines(saved: Saved, lang: Lang) -> Iterator[str]:
    """Yield a roster's ceiling and its workbook, or all that is wrong; then what is out of date."""
    outcome = saved.outcome
    status = label(outcome.status, lang)
    if outcome.figures:
        ceiling = f"{label('ceiling', lang)} {money(outcome.figures.ceiling)}"
        yield f"{outcome.roster} {status} {ceiling} → {outcome.output}"
    else:
        yield f"{outcome.roster} {status}"
        for problem in outcome.problems:
            said = problem.text(lang)
            yield f"  {problem.where} {said}  {problem.code}"
    for name in saved.stays:
        yield f"  {text('cli.watch_stays', lang, file=name)}"
