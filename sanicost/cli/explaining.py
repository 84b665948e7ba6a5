"""explain: what it does once its options are known."""

import sys
from pathlib import Path

from sanicost.cli.estimating import this_month
from sanicost.cli.output import to_stdout
from sanicost.messages import Lang
from sanicost.readers.roster import Options
from sanicost.runs import price_roster
from sanicost.writers.explanation import Question, explained


def run_explain(
    file: Path,
    question: Question,
    options: Options,
    config: Path | None,
    lang: Lang,
    *,
    as_json: bool,
) -> int:
    """Price a roster and print where the amount asked for comes from; return the exit code."""
    run = price_roster(file, options, config, this_month())
    answer = explained(run, question, lang)
    with to_stdout():
        if as_json:
            from sanicost.writers.json_document import printable  # noqa: PLC0415 - only for JSON
            from sanicost.writers.json_explanation import explanation_document  # noqa: PLC0415

            print(printable(explanation_document(answer), sys.stdout.encoding))
        else:
            from sanicost.writers.explanation.terminal import print_answer  # noqa: PLC0415 - rich
            from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow

            print_answer(answer, lang, console())
    return 0
