"""The options that several commands share, what they ask for, and which of them are malformed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeAlias

import typer

from sanicost.i18n import Lang, joined, text

if TYPE_CHECKING:
    from sanicost.core.period import Month
    from sanicost.readers.project import Options


_MONTH = "YYYY-MM"
Roster: TypeAlias = Annotated[Path, typer.Argument(metavar="ROSTER", help="roster")]
Output: TypeAlias = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="output")
]
Start: TypeAlias = Annotated[str | None, typer.Option(metavar=_MONTH, help="start")]
Months: TypeAlias = Annotated[str | None, typer.Option(metavar="N", help="months")]
AsOf: TypeAlias = Annotated[str | None, typer.Option(metavar=_MONTH, help="as_of")]
Figures: TypeAlias = Annotated[Path | None, typer.Option(metavar="FILE", help="figures")]
Refresh: TypeAlias = Annotated[bool, typer.Option("--refresh", help="refresh")]
SkipSheet: TypeAlias = Annotated[
    list[str] | None, typer.Option("--skip-sheet", metavar="NAME", help="skip_sheet")
]
Config: TypeAlias = Annotated[Path | None, typer.Option(metavar="DIR", help="config")]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="json")]
Strict: TypeAlias = Annotated[bool, typer.Option("--strict", help="strict")]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="force")]


class Request(NamedTuple):
    """What a command line asks for that has one roster; each command fills in what it offers."""

    roster: Path
    options: "Options"
    lang: Lang
    config: Path | None = None
    output: Path | None = None
    as_json: bool = False
    force: bool = False
    strict: bool = False


class WrongUsage(Exception):  # noqa: N818 - a message to the user
    """The command line asks for something that no command offers (exit code 2)."""


def roster_options(
    start: str | None,
    months: str | None,
    as_of: str | None,
    figures: Path | None,
    lang: Lang,
    *,
    refresh: bool = False,
    skip_sheets: Sequence[str] | None = None,
    is_for_many: bool = False,
) -> "Options":
    """Return the options that beat the roster; raise WrongUsage for a malformed one."""
    from sanicost.core.kinds import MONTHS  # noqa: PLC0415 - not for --help
    from sanicost.readers.project import Options  # noqa: PLC0415

    return Options(
        start=month_option("--start", start, lang),
        months=_whole_option("--months", months, (int(MONTHS.least), int(MONTHS.most)), lang),
        as_of=month_option("--as-of", as_of, lang),
        figures=figures,
        refresh=refresh,
        skip_sheets=tuple(skip_sheets or ()),
        is_for_many=is_for_many,
    )


def refuse_other_endings(output: Path | None, lang: Lang) -> None:
    """Raise WrongUsage for an output that is not called .xlsx."""
    if output and output.suffix.lower() != ".xlsx":
        raise WrongUsage(text("cli.not_xlsx", lang, found=str(output)))


def month_option(name: str, value: str | None, lang: Lang) -> "Month | None":
    """Return the month that an option gives, None without it; raise WrongUsage."""
    return None if value is None else month_of(name, value, lang)


def month_of(name: str, value: str, lang: Lang) -> "Month":
    """Return the month that a word of the command line is; raise WrongUsage."""
    from sanicost.core.period import Month  # noqa: PLC0415 - not for --help

    try:
        return Month.parse(value)
    except ValueError:
        raise WrongUsage(text("cli.bad_month", lang, option=name, found=value)) from None


def _whole_option(name: str, value: str | None, limits: tuple[int, int], lang: Lang) -> int | None:
    """Return the whole number that an option gives, None without it; raise WrongUsage."""
    least, most = limits
    if value is None:
        return None
    is_plain = value.isascii() and value.isdigit() and len(value) <= len(str(most))
    if is_plain and least <= int(value) <= most:
        return int(value)
    params = {"option": name, "found": value, "least": str(least), "most": str(most)}
    raise WrongUsage(text("cli.bad_whole", lang, **params))


def perhaps(found: str, known: Iterable[str], lang: Lang) -> str:
    """Return the question whether a near word was meant, nothing where none is near."""
    from sanicost.readers.fields import nearest  # noqa: PLC0415 - not for --help

    near = joined(nearest(found, known, 3), lang)
    return text("asides.perhaps", lang, near=near) if near else ""
