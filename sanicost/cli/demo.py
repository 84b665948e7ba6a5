"""demo: the whole way once: a roster with mistakes, the right one, its annex workbook."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.output import to_stdout
from sanicost.cli.pricing import this_month
from sanicost.core.notices import Problem, Refused
from sanicost.core.text import money
from sanicost.embedded.canonical import Run
from sanicost.i18n import Lang, text
from sanicost.readers.project import Options
from sanicost.runs import demo_rosters, price_roster
from sanicost.writers.files import refuse_folder, write_folder

_FOLDER = "sanicost-演示"
_WRONG, _RIGHT, _ANNEX = "1-岗位表-有错误.xlsx", "2-岗位表-已改正.xlsx", "3-测算附件.xlsx"


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
        problems = _problems_of(Path(place) / _WRONG, config)
        run = price_roster(Path(place) / _RIGHT, Options(), config, this_month())
    from sanicost.writers.workbook import workbook_bytes  # noqa: PLC0415 - only to write one

    files = {_WRONG: wrong, _RIGHT: right, _ANNEX: workbook_bytes(run)}
    write_folder(folder, files, force=False)
    with to_stdout():
        _tell(folder, problems, run, lang)
    return DONE


def _problems_of(roster: Path, config: Path | None) -> list[Problem]:
    """Return what is wrong with the roster in which mistakes are planted."""
    try:
        price_roster(roster, Options(), config, this_month())
    except Refused as refused:
        return refused.problems
    return []


def _tell(folder: Path, problems: list[Problem], run: Run, lang: Lang) -> None:
    """Print the tour: each step with its command and what comes out."""
    from sanicost.writers.terminal import console, print_problems  # noqa: PLC0415 - rich is slow

    print(text("demo.head", lang, folder=str(folder)))
    print()
    print(text("demo.wrong", lang, file=_WRONG))
    print_problems(problems, lang, console())
    print()
    print(text("demo.right", lang, file=_RIGHT))
    ceiling = money(run.result.price.ceiling)
    print(text("demo.annex", lang, file=_ANNEX, ceiling=ceiling))
    print()
    print(text("demo.next", lang))
