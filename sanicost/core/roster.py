"""The roster: one tender's positions, prices and overrides, already valid and resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, TypeAlias

from sanicost.core.figures import Row
from sanicost.core.kinds import (
    HEADS,
    HOURS,
    MONTHLY,
    POSTS,
    RATE,
    SHIFTS,
    SOME_HEADS,
    TEXT,
    WAGE,
    WORK_DAYS,
    YEAR_DAYS,
    YEARLY,
    YEARS,
    YES_OR_NO,
    Choice,
    FreeText,
    Role,
)
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
    HEAD_MONTH = "head_month"
    HEAD_YEAR = "head_year"

    @property
    def is_per_head(self) -> bool:
        """Whether the amount counts for each head of its lot."""
        return self in (Per.HEAD_MONTH, Per.HEAD_YEAR)


class StatutoryDays(StrEnum):
    """How statutory days that are all worked count: a twelfth of the year's, or by their dates."""

    SPREAD = "spread"
    CALENDAR = "calendar"


POST_CLASS = Choice(value=int, figure="post_allowance")
INSURANCE = Choice(tuple(Insurance), Insurance)
ALL_STATUTORY_DAYS = -1
"""What the rules read of statutory_days_worked for "all statutory days of the year"."""
NO_BASE = -1
"""What the rules read for a contribution base that a position does not give."""

_BASES = "held within the limits of each insurance, whatever it is"
_STAFF = "the law does not set how many are employed"
_WORKERS = "the law pays by it and sets no limit to it"
_HOURS = "paid hour by hour; too many of them are a finding"
_INCENTIVE = "四 sets no least amount of an incentive"
_TITLE = "a class against the annex is refused where the title is read"
_WORDS = "moves no price"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Posts that must be manned: in how many shifts a day, on how many days of the year."""

    posts_to_man: Annotated[
        int,
        Role(POSTS, origin="posts", moves="price", cause="headcount", unguarded=_STAFF),
    ]
    shifts: Annotated[Decimal, Role(SHIFTS, moves="price", cause="headcount", unguarded=_STAFF)]
    days_per_year: Annotated[
        Decimal,
        Role(YEAR_DAYS, origin="posts", moves="price", cause="headcount", unguarded=_STAFF),
    ]
    leave_days: Annotated[
        Decimal,
        Role(YEAR_DAYS, origin="posts", moves="price", cause="headcount", unguarded=_STAFF),
    ]


@dataclass(frozen=True, kw_only=True)
class Position:
    """One row of the roster; money in yuan, None where the standard's own amount applies.

    Each field carries what it is to everything else: `core.fields` makes a table of them, in this
    order, and whatever treats fields alike reads that table.
    """

    where: str
    title: Annotated[str, Role(TEXT, origin="title", matched=True, unguarded=_TITLE)]
    post_class: Annotated[
        int,
        Role(
            POST_CLASS,
            origin="title",
            moves="pay",
            cause="post_class",
            unguarded=_TITLE,
        ),
    ]
    headcount: Annotated[
        int, Role(HEADS, origin="heads", moves="price", cause="headcount", unguarded=_STAFF)
    ]
    coverage: Coverage | None = None  # what the headcount was worked out from
    shifts: Decimal | None = None  # as those of the coverage where there is one
    relief_headcount: Annotated[  # of the headcount, those who relieve others
        int | None, Role(SOME_HEADS, origin="heads", cause="headcount", unguarded=_WORDS)
    ] = None
    seniority_years: Annotated[
        Decimal, Role(YEARS, origin="usual", moves="pay", cause="seniority", unguarded=_WORKERS)
    ]
    work_pattern: Annotated[
        str, Role(Choice(), origin="usual", cause="work_pattern", unguarded=_WORDS)
    ]
    work_days: Annotated[
        Decimal,
        Role(
            WORK_DAYS,
            origin="usual",
            moves="pay",
            cause="work_pattern",
            decides="value",
            guard="days-without-overtime-pay",
        ),
    ]
    rest_days_worked: Annotated[
        Decimal,
        Role(
            YEAR_DAYS,
            origin="usual",
            moves="pay",
            cause="work_pattern",
            guard="days-without-overtime-pay",
        ),
    ]
    statutory_days_worked: Annotated[  # None: every statutory day of the year
        Decimal | None,
        Role(
            YEAR_DAYS,
            origin="usual",
            moves="pay",
            cause="work_pattern",
            guard="days-without-overtime-pay",
            absent="all",
            absent_code=ALL_STATUTORY_DAYS,
        ),
    ] = None
    overtime_hours: Annotated[
        Decimal, Role(HOURS, moves="pay", cause="other_fields", unguarded=_HOURS)
    ] = Decimal(0)
    heat_exposed: Annotated[
        bool, Role(YES_OR_NO, moves="pay", cause="other_fields", unguarded=_WORKERS)
    ] = True
    insurance: Annotated[
        Insurance, Role(INSURANCE, moves="pay", cause="other_fields", unguarded=_WORKERS)
    ] = Insurance.FULL
    insurance_base: Annotated[
        Decimal | None,
        Role(
            MONTHLY,
            moves="pay",
            cause="own_bases",
            unguarded=_BASES,
            absent_code=NO_BASE,
        ),
    ] = None
    housing_fund_base: Annotated[
        Decimal | None,
        Role(
            MONTHLY,
            moves="pay",
            cause="own_bases",
            unguarded=_BASES,
            absent_code=NO_BASE,
        ),
    ] = None
    base_wage: Annotated[
        Decimal | None,
        Role(WAGE, moves="pay", cause="other_fields", guard="base-wage-below-standard"),
    ] = None
    holiday_money: Annotated[
        Decimal | None,
        Role(YEARLY, moves="pay", cause="other_fields", guard="holiday-money-below-standard"),
    ] = None
    housing_fund_rate: Annotated[
        Decimal | None,
        Role(RATE, moves="pay", cause="other_fields", guard="housing-fund-rate-outside-limits"),
    ] = None
    skill_grade: Annotated[
        str | None,
        Role(
            Choice(first=1, figure="incentives.skill_grade"),
            moves="pay",
            cause="incentives",
            unguarded=_INCENTIVE,
        ),
    ] = None
    education: Annotated[
        str | None,
        Role(
            Choice(first=1, figure="incentives.education"),
            moves="pay",
            cause="incentives",
            unguarded=_INCENTIVE,
        ),
    ] = None
    skill_post_allowance: Annotated[
        Decimal, Role(MONTHLY, moves="pay", cause="incentives", unguarded=_INCENTIVE)
    ] = Decimal(0)
    performance_bonus: Annotated[
        Decimal, Role(MONTHLY, moves="pay", cause="incentives", unguarded=_INCENTIVE)
    ] = Decimal(0)
    lot: Annotated[str | None, Role(TEXT, moves="price", matched=True, unguarded=_STAFF)] = None
    street: Annotated[str | None, Role(TEXT, matched=True, unguarded=_WORDS)] = None
    remarks: Annotated[str | None, Role(TEXT, unguarded=_WORDS)] = None
    skilled: Annotated[bool, Role(YES_OR_NO, origin="annex", unguarded=_WORDS)] = False
    sweeper: Annotated[bool, Role(YES_OR_NO, origin="annex", unguarded=_WORDS)] = False
    in_annex: Annotated[bool, Role(YES_OR_NO, origin="annex", unguarded=_TITLE)] = True
    near_titles: Annotated[
        tuple[str, ...], Role(FreeText(joined="、"), origin="annex", unguarded=_WORDS)
    ] = ()
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    def place(self, name: str) -> str:
        """Return where a field of the position stands, else where the position itself does."""
        return self.places.get(name, self.where)


@dataclass(frozen=True, kw_only=True)
class OtherCost:
    """A named amount outside the labour cost, in yuan per month, year or term, or per head."""

    where: str
    name: str
    amount: Decimal
    per: Per
    lot: str | None = None  # None without lots; "" is borne by all lots
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    def place(self, name: str) -> str:
        """Return where a field of the cost stands, else where the cost itself does."""
        return self.places.get(name, self.where)

    @property
    def is_shared(self) -> bool:
        """Whether lots share the whole amount: one per head is counted in each lot by itself."""
        return self.lot == "" and not self.per.is_per_head


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What comes on top of the basic cost; a rate that is absent was not given.

    `lot_areas` are the areas of lots that are kept clean, in ㎡; they move no price.
    `rate_places` are the places of the rates by lot, "" for the project's, and name.
    """

    other_costs: tuple[OtherCost, ...] = ()
    rates: Mapping[RateName, Decimal] = field(default_factory=dict)
    lot_rates: Mapping[str, Mapping[RateName, Decimal]] = field(default_factory=dict)
    lot_areas: Mapping[str, Decimal] = field(default_factory=dict)
    area_places: Mapping[str, str] = field(default_factory=dict, compare=False)
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
    area: Decimal | None = None  # 保洁面积, in ㎡
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


class PostMatch(NamedTuple):
    """A title with its class, and whether the annex knows it (三(二), 附件)."""

    title: str
    post_class: int
    skilled: bool
    in_annex: bool
    sweeper: bool = False
    near: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Roster:
    """One tender."""

    project: Project
    period: Period
    seniority_growth: Growth
    statutory_days: StatutoryDays = StatutoryDays.SPREAD
    positions: tuple[Position, ...]
    prices: Prices
    overrides: Mapping[str, tuple[Row, ...]]
    usual: Position | None = None  # a full-time worker with all defaults, to compare with
    relief_words: tuple[str, ...] = ()  # what a title or remark calls those who relieve others
    indoor_words: tuple[str, ...] = ()  # what a title holds of those who work indoors
    sample_words: tuple[str, ...] = ()  # what only the names in a blank roster say
    compared: Pattern | None = None  # the pattern that the usual one is compared with
    leave_days: Decimal | None = None  # of annual leave a year, as far as nobody says otherwise

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots in the order in which the positions name them."""
        return tuple(dict.fromkeys(p.lot for p in self.positions if p.lot is not None))
