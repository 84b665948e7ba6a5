"""The shell of a repricing: read a contract and what was paid already, price both sides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sanicost.analysis.repricing import Payment, Repricing, repriced_months, unpriceable
from sanicost.core.compliance import refusals
from sanicost.core.notices import Problem, Refused
from sanicost.core.period import Month, Period
from sanicost.embedded.canonical import CanonicalInputs, Run
from sanicost.readers.overrides import overridden
from sanicost.readers.payments import read_payments
from sanicost.readers.project import Options
from sanicost.readers.roster import read_roster
from sanicost.runs import City, priced


@dataclass(frozen=True, kw_only=True)
class Reprice:
    """What is asked of a repricing: the month of signing, the months, what was paid already.

    Without `signed` a roster is priced by its own `as_of`, a workbook of ours by what it carries;
    without `first` and `last` all months of the contract count.
    """

    signed: Month | None = None
    first: Month | None = None
    last: Month | None = None
    already_paid: Path | None = None
    with_rates: bool = False


@dataclass(frozen=True, kw_only=True)
class Repriced:
    """A contract as it was priced, and what it is short of by the figures of each month."""

    run: Run
    repricing: Repricing


def agreement_of(output: str) -> str:
    """Return the name of the supplementary agreement: it goes beside the repricing's workbook.

    >>> agreement_of("东/a-补差测算.xlsx")
    '东/a-补差测算-补充协议.docx'
    """
    path = PurePosixPath(output)
    return str(path.with_name(f"{path.stem}-补充协议.docx"))


def reprice_in(city: City, path: Path, options: Options, asked: Reprice, today: Month) -> Repriced:
    """Return a contract repriced by figures that are already read (§11).

    Raises FileRefused where a file cannot be read, and Refused with all that is wrong at once: a
    figure that either side lacks is named with its month.
    """
    if asked.signed:
        options = options._replace(as_of=asked.signed, refresh=True)
    read = read_roster(path, options, city.standard, city.vocabulary, today)
    paid: Mapping[Month, Payment] = {}
    if asked.already_paid:
        paid, cleanups = read_payments(asked.already_paid, city.vocabulary)
        read = read._replace(cleanups=(*read.cleanups, *cleanups))
    roster, now = read.roster, overridden(city.standard, read.roster.overrides)
    months = [
        month
        for month in roster.period.all_months()
        if (asked.first or month) <= month <= (asked.last or month)
    ]
    problems = [*read.problems, *_outside(roster.period, asked, months, paid)]
    if roster.period.as_of is None and not read.is_reopened:
        problems.append(Problem(code="reprice-without-signing", where=path.name))
    elif read.is_dated and months:
        problems += refusals(roster, read.standard)
        problems += unpriceable(roster, read.standard, now, months)
    if problems:
        raise Refused(problems)
    run = priced(read)
    contract = run.result.estimate
    repricing = Repricing(
        contract=contract,
        standard=now,
        signed=roster.period.as_of,
        months=tuple(repriced_months(contract, now, months)),
        provisional=tuple(one.figure for one in run.result.provisional),
        paid=paid,
        with_rates=asked.with_rates,
    )
    return Repriced(run=run, repricing=repricing)


def _outside(
    period: Period, asked: Reprice, months: Sequence[Month], paid: Mapping[Month, Payment]
) -> Iterator[Problem]:
    """Yield the months asked for, or paid for, that are none of the contract's."""
    contract = {"first": str(period.start), "last": str(period.last)}
    for name, month in (("--from", asked.first), ("--to", asked.last)):
        if month and not period.start <= month <= period.last:
            params = {"found": str(month), **contract}
            yield Problem(code="reprice-month-outside", where=name, params=params)
    if asked.first and asked.last and asked.last < asked.first:
        params = {"found": str(asked.last), "first": str(asked.first), "last": contract["last"]}
        yield Problem(code="reprice-month-outside", where="--to", params=params)
    for month, payment in paid.items():
        if months and month not in months:
            params = {"found": str(month), "first": str(months[0]), "last": str(months[-1])}
            yield Problem(code="payment-month-outside", where=payment.where, params=params)


def written_repricing(found: Repriced, folder: Path) -> tuple[bytes, bytes]:
    """Return the workbook of a repricing and its agreement, in the words of a city's data folder.

    Raises ConfigRefused where the wording is wrong.
    """
    from sanicost.writers.clauses.supplement import (  # noqa: PLC0415 - only to write
        load_supplement,
        supplement_bytes,
    )
    from sanicost.writers.workbook.repricing import repricing_bytes  # noqa: PLC0415 - likewise

    wording, run = load_supplement(folder), found.run
    workbook = repricing_bytes(run, found.repricing, wording.notes)
    return workbook, supplement_bytes(found.repricing, wording, run.inputs.sha256)


def rewritten_repricing(city: City, run: Run, inputs: CanonicalInputs, folder: Path) -> bytes:
    """Return the workbook of a repricing that some inputs give."""
    from sanicost.embedded.repricing import repricing_of  # noqa: PLC0415 - only such a workbook
    from sanicost.writers.clauses.supplement import load_supplement  # noqa: PLC0415
    from sanicost.writers.workbook.repricing import repricing_bytes  # noqa: PLC0415

    notes = load_supplement(city.vocabulary.folder).notes
    return repricing_bytes(run, repricing_of(inputs, run), notes)
