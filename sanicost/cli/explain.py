"""explain: where an amount comes from."""

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import completion
from sanicost.cli import options as shared
from sanicost.cli.options import month_option, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import say_kept, this_month
from sanicost.explain import DEFAULT_DEPTH, Question, explained
from sanicost.explain.nodes import Explanation, explanation_document
from sanicost.i18n import Lang, text
from sanicost.readers.project import Options
from sanicost.runs import City, carried_run, load_city, price_in, standing_there
from sanicost.spreadsheet.cells import Cell, Value, shown
from sanicost.verification.edit import same_value
from sanicost.writers.recognised import kind_of


def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="explain_file")],
    target: Annotated[
        str,
        typer.Argument(
            metavar="[CELL | POSITION]", help="explain_target", autocompletion=completion.posts
        ),
    ] = "",
    line: Annotated[str, typer.Argument(metavar="[LINE]", help="explain_line")] = "",
    depth: Annotated[int | None, typer.Option(metavar="N", min=0, help="explain_depth")] = None,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="explain_month")] = None,
    start: shared.Start = None,
    months: shared.Months = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    skip_sheet: shared.SkipSheet = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """Explain a cell, a line of a position, or the ceiling."""
    asked = month_option("--month", month, context.obj)
    options = roster_options(start, months, as_of, figures, context.obj, skip_sheets=skip_sheet)
    levels = DEFAULT_DEPTH if depth is None else depth
    question = Question(target=target, line=line, month=asked, depth=levels)
    raise typer.Exit(run_explain(file, question, options, config, context.obj, as_json=as_json))


def _warn_of_an_edit(file: Path, answer: Explanation, lang: Lang) -> None:
    """Say that a workbook holds something else at the place than what is explained."""
    found = standing_there(file, answer.root.where)
    if found is None:
        return
    written = answer.root.value
    same = same_value(found, Cell(_value(written), found.formula))
    if not same:
        said = {"where": answer.root.short, "found": shown(found.value), "written": written}
        print(text("cli.explain_edited", lang, **said), file=sys.stderr)


def _value(text: str) -> Value:
    """Return what a cell holds that shows a text: a number where it is one."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text or None


def _of_settlement(file: Path, city: City, question: Question, lang: Lang) -> Explanation:
    """Return a cell of a settlement workbook explained, settled anew by what lies beside it."""
    from sanicost.settlement.carried import settled_again  # noqa: PLC0415 - pandas is slow
    from sanicost.settlement.explained import explained_cell  # noqa: PLC0415 - likewise

    run, inputs = carried_run(file, city)
    return explained_cell(*settled_again(city, run, inputs, file.parent), question, lang)


def _of_repricing(file: Path, city: City, question: Question, lang: Lang) -> Explanation:
    """Return a cell of the workbook of a repricing explained."""
    from sanicost.embedded.repricing import repricing_of  # noqa: PLC0415 - only such a workbook
    from sanicost.explain.repriced import explained_repricing  # noqa: PLC0415 - likewise

    run, inputs = carried_run(file, city)
    return explained_repricing(run, repricing_of(inputs, run), question, lang)


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
    say_kept(city, lang)
    kind = kind_of(file)
    if kind == "settlement":
        answer = _of_settlement(file, city, question, lang)
    elif kind == "repricing":
        answer = _of_repricing(file, city, question, lang)
    else:
        run = price_in(city, file, options, this_month())
        answer = explained(run, question, lang, city.vocabulary.patterns)
    _warn_of_an_edit(file, answer, lang)
    with to_stdout():
        if as_json:
            print_json(explanation_document(answer))
        else:
            from sanicost.explain.terminal import print_answer  # noqa: PLC0415 - rich
            from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow

            print_answer(answer, lang, console())
    return 0
