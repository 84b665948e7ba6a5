"""What the tests of the core share: the lines of one position, by month."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.rosters import priced

Lines = Callable[..., list[Mapping[str, Decimal]]]


@pytest.fixture
def lines(tmp_path: Path) -> Lines:
    """Return the lines of one position: a mapping in yuan for each segment, in order of time."""

    def price_one(
        start: str = "2026-01",
        months: int = 1,
        *,
        project: Any = None,
        figures: Any = None,
        **own: Any,
    ) -> list[Mapping[str, Decimal]]:
        position = {"title": "公厕保洁工", "headcount": 1, **own}
        roster = {
            "project": {"start": start, "months": months, **(project or {})},
            "positions": [position],
            "figures": figures or {},
        }
        estimate = priced(tmp_path, roster).result.estimate
        return [
            {name: Decimal(fens[0]).scaleb(-2) for name, fens in segment.amounts.items()}
            for segment in estimate.segments
        ]

    return price_one
