"""What must hold of the inputs of a sheet: named checks there, said again on 汇总 (§6).

Each check counts what breaks it. What an edit moves, formulas follow; what they cannot follow, and
what the law does not allow, turns a check red.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sanicost.core.formula import (
    Compare,
    Condition,
    Constant,
    Expression,
    IsNumber,
    Relation,
    When,
)
from sanicost.core.kinds import Number
from sanicost.core.worksheet import Count, CountRows, Range, Ref, Rounded, Text
from sanicost.writers.workbook.page import Page

PASSED, FAILED, STALE = "通过", "不符", "须重算"


@dataclass(frozen=True)
class Guard:
    """A check: its name, how many cells or rows break it, and how many do as yet.

    `limit` is what the law asks for at least, where it asks for an amount.
    """

    name: str
    broken: Expression
    count: int = 0
    limit: tuple[Expression, Decimal] | None = None


class GuardVerdict(NamedTuple):
    """Where it is said whether a check holds."""

    name: str
    cell: Ref
    holds: bool = True

    @property
    def text(self) -> str:
        """What is said as yet."""
        return PASSED if self.holds else FAILED


class GuardTable(NamedTuple):
    """The columns of a sheet in which checks stand: names from one to another, then three more."""

    name: tuple[int, int]
    limit: int
    broken: int
    verdict: int


def write(page: Page, row: int, guards: Sequence[Guard], table: GuardTable) -> list[GuardVerdict]:
    """Write the checks of a sheet below its tables; return where they are said to hold."""
    page.section(row, "输入核对（不符时变红，见汇总）")
    names = {table.limit: "不得低于", table.broken: "不符的个数", table.verdict: "结论"}
    page.wide(row + 1, table.name, "核对内容", "heading")
    for column, name in names.items():
        page.text(row + 1, column, name, "heading")
    page.end_table(row)
    found = [_write(page, at, one, table) for at, one in enumerate(guards, start=row + 2)]
    last = row + 1 + len(guards)
    page.red_when((row + 2, table.verdict, last, table.verdict), FAILED)
    return found


def _write(page: Page, row: int, guard: Guard, table: GuardTable) -> GuardVerdict:
    """Write one check."""
    page.wide(row, table.name, guard.name, "text")
    if guard.limit:
        page.formula(row, table.limit, *guard.limit, "plain")
    else:
        page.text(row, table.limit, "", "text")
    page.formula(row, table.broken, guard.broken, guard.count, "whole")
    found = GuardVerdict(guard.name, page.at(row, table.verdict), not guard.count)
    verdict = if_none(page.near(row, table.broken))
    page.formula(row, table.verdict, verdict, found.text, "center")
    return found


def if_none(count: Ref) -> Expression:
    """Return what says whether nothing breaks a check; an error is no number."""
    passed = When(Compare(count, "=", Constant(0)), Text(PASSED), Text(FAILED))
    return When(Compare(Count("COUNT", count), "=", Constant(0)), Text(FAILED), passed)


def failing(cells: Range, rows: int) -> Expression:
    """Return how many of some verdicts do not say that a check holds: an error says nothing."""
    return Constant(rows) - Count("COUNTIF", cells, PASSED)


def outside(
    cells: Range,
    rows: int,
    kind: Number,
    blank: Count | None = None,
    least: Expression | None = None,
) -> Expression:
    """Return how many cells hold no number of a kind; blank ones do, as far as they may be.

    A text makes an error of it, which is red as well.
    """
    conditions = *between(cells, kind, least), Compare(Rounded(cells, kind.decimals), "=", cells)
    right: Expression = CountRows(conditions)
    return Constant(rows) - (right + blank if blank else right)


def between(cells: Range, kind: Number, least: Expression | None = None) -> tuple[Condition, ...]:
    """Return the conditions that a cell holds a number within the limits of a kind."""
    # What the law asks for at least is itself enough.
    relation: Relation = ">" if kind.above_least and least is None else ">="
    low = Compare(cells, relation, least or Constant(int(kind.least)))
    return IsNumber(cells), low, Compare(quotient(kind.most), ">=", cells)


def quotient(number: Decimal) -> Expression:
    """Return a number as a formula holds it: one with decimals as a quotient of whole ones."""
    exact = Fraction(number)
    whole = Constant(exact.numerator)
    return whole if exact.denominator == 1 else whole / exact.denominator
