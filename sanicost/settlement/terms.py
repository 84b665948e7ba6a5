"""What a settlement rests on: the contract with its positions as columns, and how to read the law.

The figures that price what was worked are those in force in each month, an officer's overrides
laid over them; those of the contract stand in its estimate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from sanicost.core.estimate import Estimate
from sanicost.core.figures import Standard
from sanicost.core.position_columns import fact_columns
from sanicost.core.roster import Roster
from sanicost.core.symbols import FigureSchema

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints: TypeAlias = NDArray[np.int64]

HalfYear: TypeAlias = Literal["first", "every"]
"""Whether the half year of 三(三)1 counts in the first year alone, or in every one."""

BLANK = -1
"""What stands in a column of numbers for a cell that was left blank."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The contract, the figures of the months worked, and the readings that were chosen."""

    contract: Estimate
    standard: Standard
    half_year: HalfYear = "first"
    leave_in_full: bool = False

    @property
    def roster(self) -> Roster:
        """The contract's roster."""
        return self.contract.roster

    @cached_property
    def positions(self) -> "Mapping[str, tuple[Ints, int]]":
        """Every fact of the positions as whole numbers over a denominator, position by position."""
        import numpy as np  # noqa: PLC0415 - only a settlement pays for it

        columns = fact_columns(self.roster.positions, FigureSchema.of({}, self.standard.units))
        return {
            name: (np.asarray(each.numerators, dtype=np.int64), each.denominator)
            for name, each in columns.items()
        }
