"""verify: has anyone touched a workbook that we made."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from sanicost.cli import options as shared
from sanicost.cli.output import print_json, to_stdout
from sanicost.embedded.canonical import CanonicalInputs, Run
from sanicost.embedded.repricing import REPRICING
from sanicost.i18n import Lang
from sanicost.repricing import rewritten_repricing
from sanicost.runs import City, Rewrite, verify_workbook
from sanicost.verification.edit import Verdict


def verify(
    context: typer.Context,
    workbook: Annotated[Path, typer.Argument(metavar="WORKBOOK", help="workbook")],
    config: shared.Config = None,
    as_json: shared.AsJson = False,
) -> None:
    """Compare a workbook with what its carried inputs give."""
    raise typer.Exit(run_verify(workbook, config, context.obj, as_json=as_json))


def _rewritten_settlement(city: City, run: Run, inputs: CanonicalInputs, folder: Path) -> bytes:
    """Return the settlement workbook that some inputs give."""
    from sanicost.settlement.carried import rewritten_settlement  # noqa: PLC0415 - pandas is slow

    return rewritten_settlement(city, run, inputs, folder)


UNTOUCHED, TOUCHED = 0, 1
_OTHERS: Mapping[str, Rewrite] = {
    REPRICING: rewritten_repricing,
    "settlement": _rewritten_settlement,
}
"""What writes the workbooks that are no annex, by the section that tells them."""


def run_verify(workbook: Path, config: Path | None, lang: Lang, *, as_json: bool) -> int:
    """Say whether a workbook is as we wrote it; return 0 if so, else 1."""
    verdict = verify_workbook(workbook, config, _OTHERS)
    _print_verdict(verdict, lang, as_json=as_json)
    return UNTOUCHED if verdict.is_untouched else TOUCHED


@to_stdout()
def _print_verdict(verdict: Verdict, lang: Lang, *, as_json: bool) -> None:
    """Print the verdict, for people or as JSON."""
    if as_json:
        from sanicost.writers.json_documents import verify_document  # noqa: PLC0415 - only here

        print_json(verify_document(verdict))
    else:
        from sanicost.writers.terminal import console  # noqa: PLC0415 - rich is slow
        from sanicost.writers.terminal_analysis import print_verdict  # noqa: PLC0415 - rich is slow

        print_verdict(verdict, lang, console())
