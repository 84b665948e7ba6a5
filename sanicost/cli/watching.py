"""batch --watch: what it says of each roster that is saved."""

import sys

from sanicost.batch.jobs import Settings
from sanicost.batch.watch import watched
from sanicost.cli.usage import WrongUsage
from sanicost.cli.words import word
from sanicost.core.outcome import Outcome
from sanicost.core.text import money
from sanicost.messages import Lang, label
from sanicost.readers.document import FileRefused
from sanicost.readers.roster import Options
from sanicost.runs import load_city


def run_watch(settings: Settings, options: Options, lang: Lang) -> int:
    """Price each roster of a folder whenever it is saved, until Ctrl-C; return 0."""
    if not settings.folder.is_dir():
        raise FileRefused("file-missing", str(settings.folder))
    print(word("watching", lang, folder=str(settings.folder)), flush=True)
    try:
        for outcome in watched(settings, options, load_city(settings.config).vocabulary):
            _say(outcome, lang)
    except ImportError:
        raise WrongUsage(word("watch_missing", lang)) from None
    except KeyboardInterrupt:
        print(word("watch_ended", lang), file=sys.stderr)
    return 0


def _say(outcome: Outcome, lang: Lang) -> None:
    """Print a roster's ceiling and its workbook, or all that is wrong with it."""
    status = label(outcome.status, lang)
    if outcome.figures:
        ceiling = f"{label('ceiling', lang)} {money(outcome.figures.ceiling)}"
        print(f"{outcome.roster} {status} {ceiling} → {outcome.output}", flush=True)
    else:
        print(f"{outcome.roster} {status}", flush=True)
        for problem in outcome.problems:
            said = problem.zh if lang == "zh" else problem.en
            print(f"  {problem.where} {said}", flush=True)
