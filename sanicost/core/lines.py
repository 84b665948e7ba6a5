"""All lines of the cost standard for many rows at once, in cache-sized chunks of rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sanicost.core import columns
from sanicost.core.columns import Column, TooLarge
from sanicost.core.evaluate import Evaluate, SharedParts, evaluate
from sanicost.core.formula import Formulas
from sanicost.core.rules import (
    EMPLOYER_LINES,
    INCENTIVE_LINES,
    WAGE_LINES,
    expressions,
    line_symbols,
)
from sanicost.core.symbols import FigureSchema

if TYPE_CHECKING:
    from sanicost.core.columns import Numbers

CHUNK_ROWS = 65_536
"""Rows evaluated together: few enough that their intermediate columns stay in the processor's
cache, and enough that walking the expressions costs little beside them (measured)."""

Rows = Mapping[str, Column]

_LINES = frozenset((*WAGE_LINES, *EMPLOYER_LINES, *INCENTIVE_LINES))


Known = Mapping[str, Sequence[int]]
"""Lines of the same rows that are worked out already, in fen."""


def evaluate_lines(
    shape: FigureSchema, scalars: Rows, rows: Rows, known: Known | None = None
) -> Iterator[dict[str, "Numbers"]]:
    """Yield for each chunk of rows every line, the sums and the on-cost, in fen.

    `scalars` holds the figures and the segment, `rows` the positions. The sums are `income`,
    `employer`, `unit_cost`, `incentives` and `on_cost`: whole fen, footed from rounded lines.
    Lines that are known are taken as they are; only for rows in one chunk.
    """
    yield from evaluate_formulas(expressions(shape), scalars, rows, known)


def evaluate_formulas(
    formulas: Formulas, scalars: Rows, rows: Rows, known: Known | None = None
) -> Iterator[dict[str, "Numbers"]]:
    """Yield the same for other formulas of the same lines.

    A formula that is no line is evaluated first, in the order given, as `line.` and its name.
    """
    at_hand = {
        name: columns.column(fen, columns.FEN_PER_YUAN) for name, fen in (known or {}).items()
    }
    for chunk in _chunks(rows):
        try:
            yield _evaluated(formulas, {**scalars, **chunk}, at_hand)
        except (TooLarge, OverflowError):
            yield _evaluated(formulas, {**scalars, **_as_lists(chunk)}, at_hand)


def _evaluated(formulas: Formulas, given: Rows, known: Rows) -> dict[str, "Numbers"]:
    """Return every line and sum of one chunk."""
    values, compute = dict(given), _evaluator(formulas, given)
    before = [name for name in formulas if name not in _LINES]
    for name in (*before, *WAGE_LINES, *INCENTIVE_LINES):
        values[f"line.{name}"] = known.get(name) or compute(formulas[name], values)
    income = _sum(values, WAGE_LINES)
    incentives = _sum(values, INCENTIVE_LINES)
    values["line.income"] = income
    for name in EMPLOYER_LINES:
        values[f"line.{name}"] = known.get(name) or compute(formulas[name], values)
    employer = _sum(values, EMPLOYER_LINES)
    named = {name: values[f"line.{name}"] for name in formulas}
    raised = _raised(formulas, values, columns.add(income, incentives), incentives, known)
    named |= {f"raised.{name}": value for name, value in raised.items()}
    named |= {
        "income": income,
        "employer": employer,
        "unit_cost": columns.add(income, employer),
        "incentives": incentives,
        "on_cost": columns.subtract(_sum_of(raised.values()), employer),
    }
    return {name: value.numerators for name, value in named.items()}


def _evaluator(formulas: Formulas, given: Rows) -> Evaluate:
    """Return what evaluates formulas by the same values: of arrays no equal part twice."""
    has_arrays = any(value.is_array for value in given.values())
    return SharedParts(formulas.shared).evaluate if has_arrays else evaluate


def _sum(values: Rows, names: tuple[str, ...]) -> Column:
    """Return the sum of lines that are already rounded."""
    return _sum_of(values[f"line.{name}"] for name in names)


def _sum_of(parts: Iterable[Column]) -> Column:
    """Return the sum of columns."""
    first, *rest = parts
    for part in rest:
        first = columns.add(first, part)
    return first


def _raised(
    formulas: Formulas,
    values: Rows,
    raised_income: Column,
    incentives: Column,
    known: Rows,
) -> dict[str, Column]:
    """Return the employer lines on income and incentives, from which the on-cost follows (§7)."""
    if not incentives.bound or not _any(incentives.numerators):
        return {name: values[f"line.{name}"] for name in EMPLOYER_LINES}
    raised, compute = {**values, "line.income": raised_income}, _evaluator(formulas, values)
    return {
        name: known.get(f"raised.{name}") or compute(formulas[name], raised)
        for name in EMPLOYER_LINES
    }


@cache
def lines_kept(shape: FigureSchema, moved: frozenset[str]) -> tuple[str, ...]:
    """Return the lines, raised ones among them, that rest on none of the symbols that moved."""
    read, touched = line_symbols(shape), set(moved)
    for name in (*WAGE_LINES, *INCENTIVE_LINES, *EMPLOYER_LINES):
        if not touched.isdisjoint(read[name]):
            touched |= {f"line.{name}", *_RESTING.get(name, ())}
    kept = [name for name in read if f"line.{name}" not in touched]
    if _RAISED in touched:
        touched.add("line.income")
    raised = [n for n in EMPLOYER_LINES if touched.isdisjoint({*read[n], f"line.{n}"})]
    return (*kept, *(f"raised.{name}" for name in raised))


_RAISED = "line.incentives"
_RESTING = dict.fromkeys(WAGE_LINES, ("line.income",)) | dict.fromkeys(INCENTIVE_LINES, (_RAISED,))
"""The sums that rest on a line: the employer's lines read the one, the raised ones both."""


def raised_employer(amounts: Mapping[str, Sequence[int]], index: int) -> dict[str, int]:
    """Return one row's employer lines with the incentives counted in, in fen."""
    return {name: amounts[f"raised.{name}"][index] for name in EMPLOYER_LINES}


def _any(numerators: "Numbers") -> bool:
    """Return whether any number is not zero."""
    if isinstance(numerators, int):
        return numerators != 0
    return any(numerators) if isinstance(numerators, list) else bool(numerators.any())


def _chunks(rows: Rows) -> Iterator[dict[str, Column]]:
    """Yield the rows in chunks; a roster held as Python integers is one chunk."""
    arrays = [value.numerators for value in rows.values() if value.is_array]
    count = max((len(numbers) for numbers in arrays if not isinstance(numbers, int)), default=0)
    for first in range(0, count, CHUNK_ROWS) if arrays else (None,):
        yield {name: _slice(value, first) for name, value in rows.items()}


def _slice(value: Column, first: int | None) -> Column:
    """Return one chunk of a column; a number that holds for every row stays as it is."""
    if first is None or isinstance(value.numerators, int):
        return value
    part = value.numerators[first : first + CHUNK_ROWS]
    return Column(part, value.denominator, value.bound)


def _as_lists(rows: Rows) -> dict[str, Column]:
    """Return the same columns as Python integers, which no amount overflows."""
    return {
        name: value
        if isinstance(value.numerators, int | list)
        else Column(value.numerators.tolist(), value.denominator, value.bound)
        for name, value in rows.items()
    }
