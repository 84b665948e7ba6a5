"""What a batch keeps of each roster: small, plain, and the same whoever worked it out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from sanicost.core.estimate import Estimate
from sanicost.core.result import Result


class Status(StrEnum):
    """How a roster of a batch came out."""

    PRICED = "priced"
    REFUSED = "refused"  # something is wrong in the roster
    UNREADABLE = "unreadable"  # the file cannot be read
    UNWRITABLE = "unwritable"  # its output cannot be written
    FAILED = "failed"  # the program or the machine failed


@dataclass(frozen=True, kw_only=True)
class LocalizedNotice:
    """A notice in words of both languages, so that no output depends on a terminal's language.

    `severity` is empty for a problem; `found` is what was found there, where the notice tells.
    """

    code: str
    where: str
    zh: str
    en: str
    severity: str = ""
    found: str = ""

    def text(self, lang: Literal["zh", "en"]) -> str:
        """Return the notice in one language."""
        return {"zh": self.zh, "en": self.en}[lang]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Positions of one roster that agree in lot, street and class; `labour_cost` in fen.

    A district is empty where its street is none of the city's.
    """

    lot: str
    district: str
    street: str
    post_class: int
    heads: int
    labour_cost: int


@dataclass(frozen=True, kw_only=True)
class LotCeiling:
    """The ceiling of one lot, in fen; the lot is empty in a roster without lots."""

    lot: str
    ceiling: int


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What one lot or street has by the measure of its name, to lay beside the others.

    `value` is a number with at most four decimals, as text; a lot or a street may be empty.
    """

    name: str
    lot: str
    street: str
    value: str


@dataclass(frozen=True, kw_only=True)
class RosterTotals:
    """What a roster came to: basic cost and ceiling in fen."""

    heads: int
    labour_cost: int
    ceiling: int


@dataclass(frozen=True, kw_only=True)
class AdjustmentCause:
    """What a figure that moved, by its document, adds to a contract over its term, in fen.

    `name` is that of the figure in Chinese.
    """

    figure: str
    name: str
    source: str
    amount: int


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """What a contract is short of over its term, in fen, and why; the causes add up to it."""

    signed: str
    total: int
    causes: tuple[AdjustmentCause, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One roster of a batch. What was not priced has no figures, and says why in `problems`.

    `output` is the file's name inside the batch's folder, `agreement` that of a repricing's second
    file, `against` what the roster came to at the
    month that it is compared with, `adjustment` what it is short of since it was signed.
    """

    roster: str
    status: Status
    output: str = ""
    output_sha256: str = ""
    agreement: str = ""
    agreement_sha256: str = ""
    inputs_sha256: str = ""
    project: str = ""
    start: str = ""
    months: int = 0
    as_of: str = ""
    figures: RosterTotals | None = None
    against_as_of: str = ""
    against: RosterTotals | None = None
    adjustment: Adjustment | None = None
    lots: tuple[LotCeiling, ...] = ()
    groups: tuple[Group, ...] = ()
    measures: tuple[Measure, ...] = ()
    provisional: tuple[str, ...] = ()
    carried_forward: tuple[str, ...] = ()
    findings: tuple[LocalizedNotice, ...] = ()
    problems: tuple[LocalizedNotice, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """The hash of each file that was written, by its name; the output first."""
        both = ((self.output, self.output_sha256), (self.agreement, self.agreement_sha256))
        return {name: sha256 for name, sha256 in both if name}

    @property
    def is_priced(self) -> bool:
        """Whether there are figures to add up."""
        return self.status is Status.PRICED

    @property
    def is_unfit(self) -> bool:
        """Whether it is priced and yet cannot be filed: a finding of severity error says why."""
        return self.is_priced and any(one.severity == "error" for one in self.findings)

    @property
    def is_final(self) -> bool:
        """Whether the same roster would come out the same again."""
        return self.status in (Status.PRICED, Status.REFUSED)


def figures_of(result: Result) -> RosterTotals:
    """Return heads, basic cost and ceiling of a priced roster."""
    return RosterTotals(
        heads=sum(position.headcount for position in result.estimate.roster.positions),
        labour_cost=result.price.labour_cost,
        ceiling=result.price.ceiling,
    )


def lot_ceilings(result: Result) -> tuple[LotCeiling, ...]:
    """Return the ceiling of each lot, or the one of a roster without lots."""
    return tuple(
        LotCeiling(lot=part.lot or "", ceiling=part.ceiling) for part in result.price.parts
    )


def groups_of(estimate: Estimate, districts: Mapping[str, str]) -> tuple[Group, ...]:
    """Return the positions summed by lot, street and class; `districts` by street.

    Lots stand in the roster's order, streets and classes in ascending order.
    """
    found: dict[tuple[int, str, int], Group] = {}
    order = {lot: number for number, lot in enumerate(estimate.roster.lots)}
    for index, position in enumerate(estimate.roster.positions):
        lot, street = position.lot or "", position.street or ""
        key = (order.get(lot, 0), street, position.post_class)
        none = Group(
            lot=lot,
            district=districts.get(street, ""),
            street=street,
            post_class=position.post_class,
            heads=0,
            labour_cost=0,
        )
        so_far = found.get(key, none)
        heads = so_far.heads + position.headcount
        cost = so_far.labour_cost + estimate.cost(index)
        found[key] = replace(so_far, heads=heads, labour_cost=cost)
    return tuple(found[key] for key in sorted(found))
