"""What verifying a workbook comes to."""

from dataclasses import dataclass

from sanicost.core.inputs import CanonicalInputs
from sanicost.core.moved import Moved
from sanicost.verification.edit import Difference


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Every edit since the workbook was written, and the figures that have moved since."""

    inputs: CanonicalInputs
    differences: tuple[Difference, ...]
    moved: tuple[Moved, ...]

    @property
    def is_untouched(self) -> bool:
        """Whether every cell is as it was written."""
        return not self.differences
