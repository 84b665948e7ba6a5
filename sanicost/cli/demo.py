"""demo: the whole way once: a roster with mistakes, the right one, its annex workbook."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from sanicost.annotation import annotated_roster
from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.output import to_stdout
from sanicost.cli.pricing import this_month
from sanicost.core.notices import Problem
from sanicost.core.text import money
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang, text
from sanicost.readers.project import Options
from sanicost.runs import demo_rosters, load_city, price_roster
from sanicost.writers.files import refuse_folder, write_folder

_FOLDER = "sanicost-演示"
_WRONG, _ANNOTATED = "1-岗位表-有错误.xlsx", "2-岗位表-有错误-批注.xlsx"
_RIGHT, _ANNEX = "3-岗位表-已改正.xlsx", "4-测算附件.xlsx"


def demo(
    context: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="demo_output")
    ] = None,
    config: shared.Config = None,
) -> None:
    """Write a folder that shows the whole way, and say what is in it."""
    raise typer.Exit(run_demo(output or Path(_FOLDER), config, context.obj))


def run_demo(folder: Path, config: Path | None, lang: Lang) -> int:
    """Write the folder of the demonstration and tell its tour; return the exit code."""
    refuse_folder(folder, Path(_WRONG), force=False)
    wrong, right = demo_rosters(config)
    with TemporaryDirectory() as place:
        (Path(place) / _WRONG).write_bytes(wrong)
        (Path(place) / _RIGHT).write_bytes(right)
        options, now = Options(), this_month()
        checked = annotated_roster(load_city(config), Path(place) / _WRONG, options, now, lang)
        run = price_roster(Path(place) / _RIGHT, options, config, now)
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write one

    assert checked.refused
    assert checked.copy
    annex = workbook_bytes(run)
    files = {_WRONG: wrong, _ANNOTATED: checked.copy.data, _RIGHT: right, _ANNEX: annex}
    write_folder(folder, files, force=False)
    with to_stdout():
        _tell(folder, checked.refused.problems, run, lang)
    return DONE


def _tell(folder: Path, problems: list[Problem], run: Run, lang: Lang) -> None:
    """Print the tour: each step with its command and what comes out."""
    from sanicost.writers.terminal import console, print_problems  # noqa: PLC0415 - rich is slow

    print(text("demo.head", lang, folder=str(folder)))
    print()
    print(text("demo.wrong", lang, file=_WRONG))
    print_problems(problems, lang, console())
    print()
    print(text("demo.annotated", lang, file=_ANNOTATED))
    print(text("demo.right", lang, file=_RIGHT))
    ceiling = money(run.result.price.ceiling)
    print(text("demo.annex", lang, file=_ANNEX, ceiling=ceiling))
    print()
    print(text("demo.next", lang))
