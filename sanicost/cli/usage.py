"""What a command line may ask for that no command offers: options of the wrong form."""

from pathlib import Path
from typing import TYPE_CHECKING

from sanicost.cli.words import word
from sanicost.messages import Lang

if TYPE_CHECKING:
    from sanicost.core.period import Month
    from sanicost.readers.project import Options


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
) -> "Options":
    """Return the options that beat the roster; raise WrongUsage for a malformed one."""
    from sanicost.readers.fields import MONTHS  # noqa: PLC0415 - not for --help
    from sanicost.readers.project import Options  # noqa: PLC0415

    return Options(
        start=month_option("--start", start, lang),
        months=_whole_option("--months", months, (int(MONTHS.least), int(MONTHS.most)), lang),
        as_of=month_option("--as-of", as_of, lang),
        figures=figures,
        refresh=refresh,
    )


def month_option(name: str, value: str | None, lang: Lang) -> "Month | None":
    """Return the month that an option gives, None without it; raise WrongUsage."""
    return None if value is None else month_of(name, value, lang)


def month_of(name: str, value: str, lang: Lang) -> "Month":
    """Return the month that a word of the command line is; raise WrongUsage."""
    from sanicost.core.period import Month  # noqa: PLC0415 - not for --help

    try:
        return Month.parse(value)
    except ValueError:
        raise WrongUsage(word("bad_month", lang, option=name, found=value)) from None


def _whole_option(name: str, value: str | None, limits: tuple[int, int], lang: Lang) -> int | None:
    """Return the whole number that an option gives, None without it; raise WrongUsage."""
    least, most = limits
    if value is None:
        return None
    is_plain = value.isascii() and value.isdigit() and len(value) <= len(str(most))
    if is_plain and least <= int(value) <= most:
        return int(value)
    params = {"option": name, "found": value, "least": str(least), "most": str(most)}
    raise WrongUsage(word("bad_whole", lang, **params))
