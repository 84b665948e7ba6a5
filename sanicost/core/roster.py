"""The roster: one tender's positions, prices and overrides, already valid and resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from sanicost.core.figures import Row
from sanicost.core.period import Period

RateName: TypeAlias = Literal["management_fee", "profit", "tax"]
RATE_NAMES: tuple[RateName, ...] = ("management_fee", "profit", "tax")


class Insurance(StrEnum):
    """Which insurances the employer pays: 二(一), or work injury alone: 二(三)."""

    FULL = "full"
    INJURY_ONLY = "injury_only"


class Growth(StrEnum):
    """Whether seniority stays at the average given or rises each January: 三(三)3."""

    NONE = "none"
    ANNUAL = "annual"


class Per(StrEnum):
    """What an other cost's amount counts for."""

    MONTH = "month"
    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Posts that must be manned: in how many shifts a day, on how many days of the year."""

    posts_to_man: int
    shifts: Decimal
    days_per_year: Decimal
    leave_days: Decimal


@dataclass(frozen=True, kw_only=True)
class Position:
    """One row of the roster; money in yuan, None where the standard's own amount applies."""

    where: str
    title: str
    post_class: int
    headcount: int
    seniority_years: Decimal
    work_pattern: str
    work_days: Decimal
    rest_days_worked: Decimal
    statutory_days_worked: Decimal | None = None  # None: every statutory day of the year
    overtime_hours: Decimal = Decimal(0)
    heat_exposed: bool = True
    insurance: Insurance = Insurance.FULL
    base_wage: Decimal | None = None
    holiday_money: Decimal | None = None
    housing_fund_rate: Decimal | None = None
    skill_grade: str | None = None
    education: str | None = None
    skill_post_allowance: Decimal = Decimal(0)
    performance_bonus: Decimal = Decimal(0)
    shifts: Decimal | None = None
    relief_headcount: int | None = None  # of the headcount, those who relieve others
    coverage: Coverage | None = None  # what the headcount was worked out from
    lot: str | None = None
    street: str | None = None
    remarks: str | None = None
    skilled: bool = False
    in_annex: bool = True
    near_titles: tuple[str, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    def place(self, name: str) -> str:
        """Return where a field of the position stands, else where the position itself does."""
        return self.places.get(name, self.where)


@dataclass(frozen=True, kw_only=True)
class OtherCost:
    """A named amount outside the labour cost, in yuan per month, year or term."""

    where: str
    name: str
    amount: Decimal
    per: Per
    lot: str | None = None  # None without lots; "" is shared by all lots
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    def place(self, name: str) -> str:
        """Return where a field of the cost stands, else where the cost itself does."""
        return self.places.get(name, self.where)


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What comes on top of the basic cost; a rate that is absent was not given.

    `rate_places` are the places of the rates by lot, "" for the project's, and name.
    """

    other_costs: tuple[OtherCost, ...] = ()
    rates: Mapping[RateName, Decimal] = field(default_factory=dict)
    lot_rates: Mapping[str, Mapping[RateName, Decimal]] = field(default_factory=dict)
    rate_places: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False)

    def rate(self, name: RateName, lot: str | None) -> Decimal | None:
        """Return the rate of a lot: its own, else the project's, else None."""
        own = self.lot_rates.get(lot, {}) if lot is not None else {}
        return own.get(name, self.rates.get(name))

    def rate_place(self, name: RateName, lot: str | None) -> str:
        """Return where the rate of a lot stands, "" for a rate that was not given."""
        places = (self.rate_places.get((of, name), "") for of in (lot or "", ""))
        return next(filter(None, places), "")


@dataclass(frozen=True, kw_only=True)
class Project:
    """What the roster says of the tender as a whole; `places` also has those of the period."""

    name: str | None = None
    buyer: str | None = None
    level: str | None = None
    budget: Decimal | None = None
    places: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A work pattern: days worked a month, rest and statutory days worked a year (§3).

    `note` tells in each language how the days come about.
    """

    name: str
    work_days: Decimal
    rest_days_worked: Decimal
    statutory_days_worked: Decimal | None  # None: every statutory day of the year
    note: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, kw_only=True)
class Titled:
    """A title with its class, and whether the annex knows it (三(二), 附件)."""

    title: str
    post_class: int
    skilled: bool
    in_annex: bool
    near: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Roster:
    """One tender."""

    project: Project
    period: Period
    seniority_growth: Growth
    positions: tuple[Position, ...]
    prices: Prices
    overrides: Mapping[str, tuple[Row, ...]]
    usual: Position | None = None  # a full-time worker with all defaults, to compare with
    relief_words: tuple[str, ...] = ()  # what a title or remark calls those who relieve others

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots in the order in which the positions name them."""
        return tuple(dict.fromkeys(p.lot for p in self.positions if p.lot is not None))
