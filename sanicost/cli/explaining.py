"""explain: what it does once its options are known."""

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

from sanicost.cli.estimating import this_month
from sanicost.cli.output import to_stdout
from sanicost.cli.words import word
from sanicost.messages import Lang
from sanicost.readers.project import Options
from sanicost.runs import load_city, price_in, standing_there
from sanicost.spreadsheet.cells import Cell, Value, shown
from sanicost.verification.edit import same_value
from sanicost.writers.explanation import Answer, Question, explained


def _warn_of_an_edit(file: Path, answer: Answer, lang: Lang) -> None:
    """Say that a workbook holds something else at the place than what is explained."""
    found = standing_there(file, answer.root.where)
    if found is None:
        return
    written = answer.root.value
    same = same_value(found, Cell(_value(written), found.formula))
    if not same:
        said = {"where": answer.root.short, "found": shown(found.value), "written": written}
        print(word("explain_edited", lang, **said), file=sys.stderr)


def _value(text: str) -> Value:
    """Return what a cell holds that shows a text: a number where it is one."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text or None


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
    city = load_city(config)
    run = price_in(city, file, options, this_month())
    answer = explained(run, question, lang, city.vocabulary.patterns)
    _warn_of_an_edit(file, answer, lang)
    with to_stdout():
        if as_json:
            from sanicost.writers.json_analysis import explanation_document  # noqa: PLC0415
            from sanicost.writers.json_documents import printable  # noqa: PLC0415 - only for JSON

            print(printable(explanation_document(answer), sys.stdout.encoding))
        else:
            from sanicost.writers.explanation.terminal import print_answer  # noqa: PLC0415 - rich
            from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow

            print_answer(answer, lang, console())
    return 0
