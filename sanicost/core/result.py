"""Everything that the writers lay out: an estimate with its price and what must be said of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from sanicost.core.estimate import Estimate
from sanicost.core.figures import Row, Value
from sanicost.core.notices import Assumption, Cleanup, Finding
from sanicost.core.period import Month
from sanicost.core.price import Price
from sanicost.core.unit_prices import AreaPrice
from sanicost.core.years import YearsOfTender

Change: TypeAlias = Literal["figure", "seniority", "headcount"]

Split: TypeAlias = Literal["lot", "street"]
"""By what a tender is divided into parts that are priced by themselves."""


class Provisional(NamedTuple):
    """暂估: a needed figure that nobody has confirmed: the first month that it prices (§2)."""

    figure: str
    month: Month
    note: Mapping[str, str]


class CarriedForward(NamedTuple):
    """沿用: a figure used after `until`, the last day that it is known for, from `month` on (§2).

    The rules themselves, after they have lapsed, have no value.
    """

    figure: str
    month: Month
    value: Value
    until: date
    note: Mapping[str, str]


class UsedFigure(NamedTuple):
    """A dated row that prices some month of the period, with the first and the last of these."""

    path: str
    row: Row
    first: Month
    last: Month


class Scenario(NamedTuple):
    """One change and the ceiling that it leads to, in fen; `path` names a changed figure."""

    change: Change
    step: Decimal
    ceiling: int
    path: str = ""


class Result(NamedTuple):
    """One priced roster; `split` tells by what a tender was divided of which this is a part."""

    estimate: Estimate
    price: Price
    years: YearsOfTender
    areas: tuple[AreaPrice, ...]
    used: tuple[UsedFigure, ...]
    provisional: tuple[Provisional, ...]
    carried_forward: tuple[CarriedForward, ...]
    assumptions: tuple[Assumption, ...]
    findings: tuple[Finding, ...]
    cleanups: tuple[Cleanup, ...]
    scenarios: tuple[Scenario, ...]
    split: Split | None = None
