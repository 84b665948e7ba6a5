"""Many suppositions of one number at once: stacked as rows of columns, equal to one by one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from sanicost.analysis.whatif import FieldSetting, FigureSetting, Setting
from sanicost.core.columns import Column
from sanicost.core.estimate import estimate, listed
from sanicost.core.fields import BY_NAME
from sanicost.core.figures import Standard
from sanicost.core.lines import evaluate_lines
from sanicost.core.position_columns import fact_columns
from sanicost.core.price import Block, price, price_blocks
from sanicost.core.roster import Roster
from sanicost.core.rules import divisor_names
from sanicost.core.segments import PricingContext, states
from sanicost.core.symbols import FigureSchema

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS_AT_ONCE = 32_768
"""Positions × settings held at once: enough for speed, and little memory."""


def ceilings(roster: Roster, standard: Standard, settings: Sequence[Setting]) -> list[int]:
    """Return the ceiling in fen under each of some settings, which differ in one number only.

    The settings are stacked: a row for each position under each of them. Where heads are worked
    out from the number, each setting is estimated by itself.
    """
    if _moves_heads(roster, settings[0]):
        return [price(estimate(*one.applied(roster, standard))).ceiling for one in settings]
    stack = _Stack(roster, standard, settings)
    size = max(1, ROWS_AT_ONCE // len(roster.positions))
    batches = (settings[first : first + size] for first in range(0, len(settings), size))
    return [ceiling for batch in batches for ceiling in stack.ceilings(batch)]


def _moves_heads(roster: Roster, setting: Setting) -> bool:
    """Return whether heads follow from a setting's number through posts to man."""
    if not isinstance(setting, FieldSetting):
        return False
    numbered = enumerate(roster.positions, start=1)
    concerned = [position for number, position in numbered if setting.concerns(number, position)]
    by_days = setting.field == "work_days" and any(one.coverage for one in concerned)
    return by_days or BY_NAME[setting.field].is_of_coverage


class _Stack:
    """What is the same for all settings: the roster, the months of each pricing state."""

    def __init__(self, roster: Roster, standard: Standard, settings: Sequence[Setting]) -> None:
        lowest, highest = (one.applied(roster, standard) for one in (settings[0], settings[-1]))
        self._roster = lowest[0]
        of_lowest, of_highest = states(*lowest), states(*highest)
        pairs = [(of_lowest[month], of_highest[month]) for month in of_lowest]
        months = Counter((id(low), id(high)) for low, high in pairs)
        different = {(id(low), id(high)): (low, high) for low, high in pairs}
        self._spans = [(*different[key], months[key]) for key in different]
        # The rules divide by a number that is the same for all rows, never by a column.
        self._divides = False
        self._field: str | None = None
        self._concerned: list[int] = []
        if isinstance(settings[0], FigureSetting):
            self._divides = settings[0].leaf in divisor_names()
        else:
            self._field = settings[0].field
            numbered = enumerate(roster.positions)
            self._concerned = [i for i, p in numbered if settings[0].concerns(i + 1, p)]

    def ceilings(self, settings: Sequence[Setting]) -> Iterator[int]:
        """Yield the ceiling under each setting."""
        roster = self._roster
        count = len(roster.positions)
        # Heads change no amount per head: one setting's amounts serve all.
        alike = self._field == "headcount"
        labour, extra = self._per_head(settings[:1] if alike else settings)
        lots = roster.lots or (None,)
        members = {lot: [i for i, p in enumerate(roster.positions) if p.lot == lot] for lot in lots}
        for number, setting in enumerate(settings):
            first = 0 if alike else number * count
            heads = self._heads(setting)
            blocks = {
                lot: Block(
                    labour_cost=sum(labour[first + i] * heads[i] for i in indices),
                    incentives=sum(extra[first + i] * heads[i] for i in indices),
                    heads=sum(heads[i] for i in indices),
                )
                for lot, indices in members.items()
            }
            yield price_blocks(roster, blocks).ceiling

    def _heads(self, setting: Setting) -> list[int]:
        """Return the heads of every position under a setting."""
        heads = [position.headcount for position in self._roster.positions]
        if self._field == "headcount":
            for index in self._concerned:
                heads[index] = int(_number(setting))
        return heads

    def _per_head(self, settings: Sequence[Setting]) -> tuple[list[int], list[int]]:
        """Return labour cost, and incentives with on-cost, of one head over the whole term.

        In fen, a row for each position under the first setting, then under the second …
        """
        labour, extra = [0], [0]
        parts = [[setting] for setting in settings] if self._divides else [settings]
        rows = len(parts[0]) * len(self._roster.positions)
        for low, high, months in self._spans:
            shape, figures = low.shape, low.columns
            columns = self._columns(shape, parts[0])
            unit_costs, incentives = [], []
            for part in parts:
                hypothetical = {**columns, **_varying(low, high, part, rows)}
                lines = _joined(shape, figures, hypothetical, rows)
                unit_costs += lines[0]
                incentives += [fen + on_cost for fen, on_cost in zip(*lines[1:], strict=True)]
            labour = _plus(labour, months, unit_costs)
            extra = _plus(extra, months, incentives)
        return labour, extra

    def _columns(self, shape: FigureSchema, settings: Sequence[Setting]) -> dict[str, Column]:
        """Return the positions' columns, stacked; the field assumed has its own numbers."""
        import numpy as np  # noqa: PLC0415 - only stacked settings pay for numpy

        stacked = {}
        for name, own in fact_columns(self._roster.positions, shape).items():
            numbers = np.asarray(own.numerators, dtype=np.int64)
            if name == f"position.{self._field}":
                stacked[name] = self._supposed(own.denominator, numbers, settings)
            elif (numbers == numbers[0]).all():
                stacked[name] = Column(int(numbers[0]), own.denominator, own.bound)
            else:
                stacked[name] = Column(np.tile(numbers, len(settings)), own.denominator, own.bound)
        return stacked

    def _supposed(
        self, denominator: int, numbers: "NDArray[np.int64]", settings: Sequence[Setting]
    ) -> Column:
        """Return the column of the field, with each setting's number where it speaks of a row."""
        import numpy as np  # noqa: PLC0415 - only stacked settings pay for numpy

        table = np.tile(numbers, (len(settings), 1))
        hypothetical = [int(_number(setting) * denominator) for setting in settings]
        table[:, self._concerned] = np.asarray(hypothetical, dtype=np.int64)[:, np.newaxis]
        return Column(table.ravel(), denominator, int(abs(table).max()))


def _number(setting: Setting) -> Decimal:
    """Return the number that a setting of a sweep supposes."""
    return Decimal(str(setting.value))


def _varying(
    low: PricingContext, high: PricingContext, settings: Sequence[Setting], rows: int
) -> dict[str, Column]:
    """Return a column for each figure that the settings move: itself, and what refers to it."""
    lowest, highest = low.figures, high.figures
    names = [name for name, value in lowest.items() if value != highest[name]]
    if not names:
        return {}
    exact = [Fraction(_number(setting)) for setting in settings]
    denominator = lcm(*(number.denominator for number in exact))
    numerators = [int(number * denominator) for number in exact]
    if len(settings) == 1:
        return dict.fromkeys(names, Column(numerators[0], denominator, numerators[0]))
    import numpy as np  # noqa: PLC0415 - only stacked settings pay for numpy

    repeated = np.repeat(np.asarray(numerators, dtype=np.int64), rows // len(settings))
    return dict.fromkeys(names, Column(repeated, denominator, max(numerators)))


def _plus(sums: list[int], months: int, fens: list[int]) -> list[int]:
    """Return sums with so many months of further amounts; one sum of 0 stands for any number."""
    if len(sums) != len(fens):
        sums = sums * len(fens)
    return [sum_ + months * fen for sum_, fen in zip(sums, fens, strict=True)]


def _joined(
    shape: FigureSchema, figures: dict[str, Column], columns: dict[str, Column], rows: int
) -> tuple[list[int], list[int], list[int]]:
    """Return unit cost, incentives and on-cost of all rows, in fen for a person and a month."""
    chunks = list(evaluate_lines(shape, figures, columns))
    unit_cost, incentives, on_cost = (
        [fen for chunk in chunks for fen in listed(chunk[name], rows)][:rows]
        for name in ("unit_cost", "incentives", "on_cost")
    )
    return unit_cost, incentives, on_cost
