"""What a batch says at its beginning and at its end: what is passed over, how it went."""

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sanicost.batch.run import Tally
from sanicost.batch.sources import Passed
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.core.notices import Refused
from sanicost.messages import Lang, place, say
from sanicost.writers.files import OutputRefused

SHOWN = 20
"""So many names stand in a list; the others are counted."""


@to_stdout()
def say_passed(passed: Sequence[Passed], lang: Lang) -> None:
    """Print what was passed over, a line for each reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in passed:
        by_reason[one.reason].append(one.name)
    for reason, names in by_reason.items():
        print(word("passed_over", lang, count=str(len(names)), reason=word(reason, lang)))
        for name in names[:SHOWN]:
            print(f"  {name}")
        if len(names) > SHOWN:
            print(f"  {word('and_more', lang, count=str(len(names) - SHOWN))}")


def say_stopped(refused: OutputRefused | Refused, tally: Tally, total: int, lang: Lang) -> None:
    """Print why a batch could not go on, and what of it is done."""
    problems = refused.problems if isinstance(refused, Refused) else [refused.problem]
    for one in problems:
        print(f"  {one.where}\n    {say(one, lang)}", file=sys.stderr)
    done = {"done": str(tally.priced), "total": str(total)}
    print(word("batch_stopped", lang, **done), file=sys.stderr)


@to_stdout()
def say_tally(tally: Tally, folder: Path, lang: Lang, *, quiet: bool) -> None:
    """Print how the batch went, what failed and why, and what to do next."""
    failed = str(tally.failed)
    for outcome in tally.problems:
        first = outcome.problems[0]
        said = first.zh if lang == "zh" else first.en
        print(f"  {outcome.roster} {place(first.where, lang)}\n    {said}", file=sys.stderr)
        if more := len(outcome.problems) - 1:
            print(f"    {word('more_problems', lang, count=str(more))}", file=sys.stderr)
    rest = tally.failed - len(tally.problems)
    if rest:
        print(word("more_failures", lang, count=str(rest)), file=sys.stderr)
    if not tally.is_complete:
        print(word("stopped_early", lang), file=sys.stderr)
        return
    if not quiet:
        counts = {"priced": str(tally.priced), "kept": str(tally.kept), "failed": failed}
        print(word("tally", lang, total=str(tally.finished), **counts))
        print(word("batch_written", lang, folder=str(folder)))
        if tally.others:
            print(word("others_left", lang, count=str(tally.others)))
    if tally.replaced:
        print(word("outputs_replaced", lang, count=str(tally.replaced)), file=sys.stderr)
    if tally.staying:
        print(word("outputs_stay", lang, count=str(len(tally.staying))), file=sys.stderr)
        print(*(f"  {name}" for name in tally.staying[:SHOWN]), sep="\n", file=sys.stderr)
    if tally.removed:
        print(word("outputs_removed", lang, count=str(tally.removed)), file=sys.stderr)
    if tally.failed:
        print(word("left_out", lang, failed=failed), file=sys.stderr)
