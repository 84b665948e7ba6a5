"""What each line comes to over the whole term, for all heads: whole fen, and where it stands."""

from collections.abc import Sequence

from sanicost.core.estimate import Estimate
from sanicost.core.rules import EMPLOYER_LINES, WAGE_LINES

LINES = (*WAGE_LINES, "income", *EMPLOYER_LINES, "employer")


def line_fen(estimate: Estimate, indices: Sequence[int]) -> dict[str, int]:
    """Return each line × heads × months of some positions, in fen, and their `cost`."""
    positions = estimate.roster.positions
    found = {
        name: sum(
            segment.amounts[name][index] * positions[index].headcount * segment.months
            for segment in estimate.segments
            for index in indices
        )
        for name in LINES
    }
    return found | {"cost": sum(estimate.cost(index) for index in indices)}
