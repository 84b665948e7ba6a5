"""settle: what was worked, priced and laid beside the contract."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sanicost.cli import options as shared
from sanicost.cli.exit_codes import DONE
from sanicost.cli.options import WrongUsage, month_of, refuse_other_endings, roster_options
from sanicost.cli.output import print_json, to_stdout
from sanicost.cli.pricing import this_month
from sanicost.cli.settle_progress import Tell, shown
from sanicost.core.period import Month
from sanicost.i18n import Lang, joined, text
from sanicost.settlement.carried import Origin
from sanicost.settlement.checks import TOLERABLE
from sanicost.settlement.run import SettlementRequest, settled
from sanicost.settlement.settlement import Settlement
from sanicost.settlement.terms import HalfYear
from sanicost.writers.files import refuse_existing, refuse_same, write_whole

Files: TypeAlias = Annotated[
    list[Path], typer.Argument(metavar="ATTENDANCE...", help="attendance", show_default=False)
]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="settle_output")
]
Months: TypeAlias = Annotated[str | None, typer.Option(metavar="A..B", help="settle_months")]
Lines: TypeAlias = Annotated[Path | None, typer.Option(metavar="FILE", help="lines")]
HalfYears: TypeAlias = Annotated[
    str, typer.Option(metavar="first|every", help="half_year", show_default=False)
]
InFull: TypeAlias = Annotated[bool, typer.Option("--leave-in-full", help="leave_in_full")]
Names: TypeAlias = Annotated[bool, typer.Option("--names", help="names")]
Scheduler: TypeAlias = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="settle_scheduler")
]
Tolerate: TypeAlias = Annotated[list[str] | None, typer.Option(metavar="CODE", help="tolerate")]


def settle(
    context: typer.Context,
    roster: shared.Roster,
    files: Files,
    output: Output = None,
    months: Months = None,
    lines: Lines = None,
    half_year: HalfYears = "first",
    leave_in_full: InFull = False,
    tolerate: Tolerate = None,
    names: Names = False,
    scheduler: Scheduler = None,
    start: shared.Start = None,
    as_of: shared.AsOf = None,
    figures: shared.Figures = None,
    config: shared.Config = None,
    as_json: shared.AsJson = False,
    force: shared.Force = False,
) -> None:
    """Settle a contract by its attendance."""
    lang: Lang = context.obj
    _refuse_endings(output, lines, lang)
    request = SettlementRequest(
        roster=roster,
        files=files,
        options=roster_options(start, None, as_of, figures, lang),
        today=this_month(),
        config=config,
        months=_months(months, lang),
        half_year=_half_year(half_year, lang),
        leave_in_full=leave_in_full,
        tolerate=_tolerated(tolerate or [], lang),
        names=names,
        scheduler=scheduler,
    )
    wanted = _Outputs(_marked(output) if output and names else output, lines, force)
    wanted.refuse([roster, *files])
    with shown(files, lang) as tell:
        found, origin = wanted.settled(request, tell)
    wanted.write(found, origin)
    with to_stdout():
        _report(found, wanted.paths, lang, as_json=as_json)
    raise typer.Exit(DONE)


@dataclass(frozen=True)
class _Outputs:
    """The files that are to be written: the workbook, and every line."""

    workbook: Path | None
    lines: Path | None
    force: bool

    @property
    def paths(self) -> list[Path]:
        """The files that are wanted."""
        return [path for path in (self.workbook, self.lines) if path]

    def refuse(self, inputs: list[Path]) -> None:
        """Raise OutputRefused for a file that exists, or that is read."""
        for path in self.paths:
            for source in inputs:
                refuse_same(path, source)
            refuse_existing(path, force=self.force)

    def settled(self, request: SettlementRequest, tell: Tell) -> tuple[Settlement, Origin]:
        """Settle, and write the lines on the way; raise what settling raises."""
        if not self.lines:
            return settled(request, tell=tell)
        from sanicost.settlement.lines_file import lines_sink  # noqa: PLC0415

        with lines_sink(self.lines, force=self.force) as sink:
            return settled(request, sink, tell)

    def write(self, found: Settlement, origin: Origin) -> None:
        """Write the workbook, whole or not at all."""
        if self.workbook:
            from sanicost.settlement.workbook import settlement_bytes  # noqa: PLC0415

            write_whole(self.workbook, settlement_bytes(found, origin), force=self.force)


def _report(found: Settlement, written: list[Path], lang: Lang, *, as_json: bool) -> None:
    """Print the JSON document, or the summary with what to do next."""
    if as_json:
        from sanicost.settlement.document import settle_document  # noqa: PLC0415 - only for --json

        print_json(settle_document(found, lang))
        return
    from sanicost.settlement.terminal import print_settlement  # noqa: PLC0415 - rich is slow
    from sanicost.writers.terminal import console  # noqa: PLC0415

    print_settlement(found, lang, console())
    print()
    for path in written:
        print(text("cli.written", lang, file=str(path)))
    print(text("cli.settle_next", lang))


def _marked(output: Path) -> Path:
    """Return a file's name that says that workers' names stand in it."""
    mark = "含姓名"
    return output if mark in output.stem else output.with_stem(f"{output.stem}-{mark}")


def _refuse_endings(output: Path | None, lines: Path | None, lang: Lang) -> None:
    """Raise WrongUsage for a file whose ending says another kind."""
    refuse_other_endings(output, lang)
    if lines and lines.suffix.lower() not in (".csv", ".parquet"):
        raise WrongUsage(text("cli.bad_lines", lang, found=str(lines)))


def _months(given: str | None, lang: Lang) -> tuple[Month, Month] | None:
    """Return the first and the last month that are asked for; one month alone is both."""
    if given is None:
        return None
    first, dots, last = given.partition("..")
    if not first or (dots and not last):
        raise WrongUsage(text("cli.bad_months", lang, found=given))
    return month_of("--months", first, lang), month_of("--months", last or first, lang)


def _half_year(given: str, lang: Lang) -> HalfYear:
    """Return the reading of the half year that is asked for."""
    match given:
        case "first" | "every":
            return given
    raise WrongUsage(text("cli.bad_half_year", lang, found=given))


def _tolerated(codes: list[str], lang: Lang) -> frozenset[str]:
    """Return the kinds of mistakes to let through; raise WrongUsage for one that cannot be."""
    for code in codes:
        if code not in TOLERABLE:
            known = joined(TOLERABLE, lang)
            raise WrongUsage(text("cli.bad_tolerate", lang, found=code, known=known))
    return frozenset(codes)
