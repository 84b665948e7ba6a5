"""What the workbook of a repricing carries besides its contract, and how it is read again."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sanicost.analysis.repricing import Payment, Repricing, repriced_months
from sanicost.core.period import Month
from sanicost.core.price import FEN
from sanicost.core.text import yuan
from sanicost.embedded.canonical import CanonicalInputs, Run, Section, with_settling
from sanicost.embedded.reading import later_standard

REPRICING = "repricing"
"""The section by which the workbook of a repricing is known."""
_PAYMENTS = "payments"


def repricing_inputs(run: Run, found: Repricing) -> CanonicalInputs:
    """Return the inputs of the contract with all else that decides the repricing."""
    asked = (
        ("from", str(found.months[0].month)),
        ("to", str(found.months[-1].month)),
        ("with_rates", "yes" if found.with_rates else "no"),
    )
    return with_settling(
        run.inputs,
        found.contract.standard,
        found.standard,
        Section(REPRICING, ("key", "value"), asked),
        Section(_PAYMENTS, ("month", "amount", "where"), tuple(_payments(found))),
    )


def _payments(found: Repricing) -> Iterator[tuple[str, str, str]]:
    """Yield what was paid already."""
    for month, payment in found.paid.items():
        yield str(month), yuan(payment.amount), payment.where


def repricing_of(inputs: CanonicalInputs, run: Run) -> Repricing:
    """Return the repricing that a workbook carries, of its contract as it was priced.

    Raises what `reopened` raises for inputs that no version of ours wrote.
    """
    contract = run.result.estimate
    asked = {row["key"]: row["value"] for row in inputs.rows(REPRICING)}
    first, last = Month.parse(asked["from"]), Month.parse(asked["to"])
    months = [month for month in contract.roster.period.all_months() if first <= month <= last]
    own = contract.standard
    now = replace(later_standard(inputs), overrides=own.overrides, law=own.law)
    return Repricing(
        contract=contract,
        standard=now,
        signed=contract.roster.period.as_of,
        months=tuple(repriced_months(contract, now, months)),
        provisional=tuple(one.figure for one in run.result.provisional),
        paid={
            Month.parse(row["month"]): Payment(
                amount=int(Decimal(row["amount"]) * FEN), where=row["where"]
            )
            for row in inputs.rows(_PAYMENTS)
        },
        with_rates=asked["with_rates"] == "yes",
    )
