"""The causes of a difference: exact on random pairs, and as worked by hand."""

from pathlib import Path

import pytest

from sanicost.core.causes import compare
from sanicost.core.estimate import Estimate
from sanicost.core.notices import Refused
from sanicost.core.price import price
from tests.random_rosters import random_roster
from tests.rosters import priced

PAIRS, BATCH = 1000, 50


def _estimates(first: int, folder: Path) -> list[Estimate]:
    """Price the rosters of a run of seeds; one that needs an unknown figure is left out."""
    found = []
    for seed in range(first, first + BATCH + 1):
        try:
            found.append(priced(folder, random_roster(seed)).result.estimate)
        except Refused:
            continue  # nobody knows a figure that it needs: tests/test_against_naive.py
    return found


@pytest.mark.parametrize("first", range(0, 1200, BATCH))
def test_the_parts_of_a_thousand_random_pairs_add_up(first: int, tmp_path: Path) -> None:
    estimates = _estimates(first, tmp_path)
    for before, after in zip(estimates, estimates[1:], strict=False):
        found = compare(before, after)
        assert sum(cause.amount for cause in found.causes) == found.difference
        assert found.difference == price(after).ceiling - price(before).ceiling
