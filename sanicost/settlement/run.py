"""The shell of a settlement: read the contract, read what was worked, settle."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sanicost.city.standard import config_folder
from sanicost.core.notices import Problem, Refused
from sanicost.core.period import Month, Period
from sanicost.readers.overrides import overridden
from sanicost.readers.project import Options
from sanicost.runs import load_city, price_in
from sanicost.settlement.carried import Origin, statutory
from sanicost.settlement.checks import Calendar
from sanicost.settlement.partitions import pricing
from sanicost.settlement.passes import settle
from sanicost.settlement.settlement import Basis, Settlement, SettlementScope, Sink
from sanicost.settlement.terms import HalfYear, Terms
from sanicost.settlement.words import load_words


@dataclass(frozen=True, kw_only=True)
class SettlementRequest:
    """Everything that decides a settlement; `months` is the first and the last, None for all."""

    roster: Path
    files: Sequence[Path]
    options: Options
    today: Month
    config: Path | None = None
    months: tuple[Month, Month] | None = None
    half_year: HalfYear = "first"
    leave_in_full: bool = False
    tolerate: frozenset[str] = frozenset()
    names: bool = False
    scheduler: str | None = None  # the Dask cluster that prices the rows


def settled(
    request: SettlementRequest, sink: Sink | None = None, tell: Callable[[int], None] | None = None
) -> tuple[Settlement, Origin]:
    """Return the settlement of a roster by the files of its attendance, and what it is made from.

    `sink` takes every line; `tell` is told how many rows are done.

    Raises FileRefused where a file cannot be read, Refused with all that is wrong in what was
    handed in, and ConfigRefused where a data file is wrong.
    """
    folder = config_folder(request.config)
    city = load_city(request.config)
    run = price_in(city, request.roster, request.options, request.today)
    contract = run.result.estimate
    terms = Terms(
        contract=contract,
        standard=overridden(city.standard, contract.roster.overrides),
        half_year=request.half_year,
        leave_in_full=request.leave_in_full,
    )
    asked = SettlementScope(
        files=request.files,
        months=_months(contract.roster.period, request.months),
        tolerate=request.tolerate,
        names=request.names,
    )
    calendar = Calendar(statutory=statutory(city.standard), today=request.today)
    words = load_words(folder, city.vocabulary)
    with pricing(request.scheduler) as price:
        basis = Basis(
            terms=terms, words=words, calendar=calendar, sink=sink, tell=tell, price=price
        )
        found = settle(asked, basis)
    return found, Origin(contract=run, asked=asked, today=request.today)


def attendance_template(roster: Path, options: Options, config: Path | None, today: Month) -> bytes:
    """Return the daily sheets of a roster's contract to fill in.

    Raises what pricing the roster raises.
    """
    from sanicost.settlement.template import AttendanceTemplate, template_bytes  # noqa: PLC0415 - only here

    folder = config_folder(config)
    city = load_city(config)
    contract = price_in(city, roster, options, today).result.estimate.roster
    words = load_words(folder, city.vocabulary)
    return template_bytes(
        AttendanceTemplate(roster=contract, words=words, statutory=statutory(city.standard))
    )


def _months(period: Period, asked: tuple[Month, Month] | None) -> tuple[Month, ...]:
    """Return the months to settle; raise Refused where they do not lie within the contract."""
    if asked is None:
        return period.all_months()
    first, last = asked
    if not period.start <= first <= last <= period.last:
        params = {
            "found": f"{first}..{last}",
            "first": str(period.start),
            "last": str(period.last),
        }
        raise Refused([Problem(code="settle-months-outside", where="--months", params=params)])
    return tuple(month for month in period.all_months() if first <= month <= last)
