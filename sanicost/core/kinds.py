"""What a field of a roster may hold, and what a field of a position is to everything else.

A position's dataclass carries a `Role` on each of its fields; `core.fields` makes the one table.
"""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

MAX_AMOUNT_YUAN = Decimal(100_000_000_000)
MAX_HEADCOUNT = 100_000
HIGHEST_RATE = Decimal("0.5")
"""A management fee, profit or tax above that is refused (§6)."""


@dataclass(frozen=True)
class Number:
    """A kind of number: decimals allowed, limits, and its unit.

    That is called as the city's words for units have it: a period stands behind a slash.
    """

    decimals: int
    least: Decimal
    most: Decimal
    unit: str = ""
    above_least: bool = False
    is_rate: bool = False

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money, for whatever period."""
        return self.unit.partition("/")[0] in ("yuan", "amount")

    def holds(self, number: Decimal) -> bool:
        """Return whether a number is one of this kind.

        >>> SHIFTS.holds(Decimal("1.5")), SHIFTS.holds(Decimal(0)), SHIFTS.holds(Decimal("1.234"))
        (True, False, False)
        """
        is_below = number <= self.least if self.above_least else number < self.least
        return not is_below and number <= self.most and number == round(number, self.decimals)


@dataclass(frozen=True)
class Choice:
    """One of some names: `value` makes of a name what a position holds.

    A column holds the name's place among the names, counted from `first`. Without `names` the city
    has them; with `figure` they are the keys of that figure, which pays by them, and 0 is none.
    A choice of whole numbers is read as the number itself.
    """

    names: tuple[str, ...] = ()
    value: Callable[[str], "FieldValue"] = str
    first: int = 0
    figure: str = ""


@dataclass(frozen=True)
class FreeText:
    """Any text; `joined` where a position holds several, as one text with that between them."""

    joined: str = ""


Kind: TypeAlias = Number | Choice | FreeText
FieldValue: TypeAlias = Decimal | int | str | bool | StrEnum | tuple[str, ...] | None

TEXT = FreeText()
MONEY = Number(2, Decimal(0), MAX_AMOUNT_YUAN, "yuan")
SUM = Number(2, Decimal(0), MAX_AMOUNT_YUAN, "yuan", above_least=True)
AMOUNT = Number(2, Decimal(0), MAX_AMOUNT_YUAN, "amount")
MONTHLY = Number(2, Decimal(0), MAX_AMOUNT_YUAN, "yuan/month")
WAGE = Number(2, Decimal(0), MAX_AMOUNT_YUAN, "yuan/month", above_least=True)
YEARLY = Number(2, Decimal(0), MAX_AMOUNT_YUAN, "yuan/year", above_least=True)
HEADS = Number(0, Decimal(1), Decimal(MAX_HEADCOUNT), "heads")
SOME_HEADS = Number(0, Decimal(0), Decimal(MAX_HEADCOUNT), "heads")
POSTS = Number(0, Decimal(1), Decimal(MAX_HEADCOUNT), "posts")
SHIFTS = Number(2, Decimal(0), Decimal(24), "shifts/day", above_least=True)
YEARS = Number(2, Decimal(0), Decimal(60), "years")
WORK_DAYS = Number(2, Decimal(0), Decimal(31), "days/month", above_least=True)
YEAR_DAYS = Number(2, Decimal(0), Decimal(366), "days/year")
HOURS = Number(2, Decimal(0), Decimal(744), "hours/month")
CHARGE = Number(6, Decimal(0), HIGHEST_RATE, "fraction", is_rate=True)
RATE = Number(6, Decimal(0), Decimal(1), "fraction", is_rate=True)
MONTHS = Number(0, Decimal(1), Decimal(120), "months")
AREA = Number(2, Decimal(0), MAX_AMOUNT_YUAN, "area", above_least=True)
YES_OR_NO = Choice(("no", "yes"), lambda name: name == "yes")

Origin: TypeAlias = Literal["roster", "usual", "title", "heads", "posts", "annex"]
"""Where a field may come from: the roster; it, else what is usual in the city (seniority, work
pattern and its days); it, as the annex has the title; it, or worked out from posts to man; it, in a
row whose heads are worked out from them; the annex alone, which has no column."""

Effect: TypeAlias = Literal["pay", "price", "nothing"]
"""What a field moves: the pay of one person, which the rules work out from it; the price, by how
many are paid and where they are counted; or nothing, since it only describes."""

FieldCause: TypeAlias = Literal[
    "headcount",
    "post_class",
    "seniority",
    "work_pattern",
    "other_fields",
    "own_bases",
    "incentives",
]
"""The causes of a difference between two ceilings that stand in positions."""


@dataclass(frozen=True)
class Role:
    """What a field of a position is: its kind, its origin, what it moves, who must know of it.

    `cause` is what a comparison counts it under; `matched` tells that positions are paired by it.

    `decides` tells what of a number decides which figures are needed: its value, or only whether
    there is one and whether it is zero; of a choice it is always the value. `guard` is the refusal
    that reads the field, `unguarded` why none does. `absent` is the canonical text of None,
    `absent_code` what the rules read for it.
    """

    kind: Kind
    _: KW_ONLY
    origin: Origin = "roster"
    moves: Effect = "nothing"
    cause: FieldCause | None = None
    matched: bool = False
    decides: Literal["value", "zero"] = "zero"
    guard: str = ""
    unguarded: str = ""
    absent: str = ""
    absent_code: int = 0
