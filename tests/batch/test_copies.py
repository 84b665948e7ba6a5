"""Copies in a batch: both are counted, and the later one is named in the reports."""

import pytest

from sanicost.batch.copies import with_copies
from sanicost.core.batch_result import Outcome, RosterTotals, Status


def _outcome(roster: str, inputs: str, *, is_priced: bool = True) -> Outcome:
    figures = RosterTotals(heads=1, labour_cost=100, ceiling=100) if is_priced else None
    status = Status.PRICED if is_priced else Status.REFUSED
    return Outcome(roster=roster, status=status, inputs_sha256=inputs, figures=figures)


@pytest.mark.parametrize(
    ("second", "is_copy"),
    [
        (_outcome("a - 副本.xlsx", "1"), True),
        (_outcome("旧/a.xlsx", "1"), True),
        (_outcome("a.csv", "1"), True),
        (_outcome("b.xlsx", "2"), False),
        (_outcome("c.xlsx", "", is_priced=False), False),
        (_outcome("a.xlsx", "1"), False),  # the very roster, asked for again
    ],
)
def test_a_roster_with_the_inputs_of_another_is_a_finding(
    second: Outcome, *, is_copy: bool
) -> None:
    found = list(with_copies([_outcome("a.xlsx", "1"), second]))
    assert [len(one.findings) for one in found] == [0, int(is_copy)]
    if is_copy:
        [notice] = found[1].findings
        assert (notice.code, notice.severity) == ("roster-is-copy", "warning")
        assert "a.xlsx" in notice.zh
        assert "a.xlsx" in notice.en


def test_refused_rosters_without_inputs_are_no_copies_of_each_other() -> None:
    refused = [_outcome(f"{name}.xlsx", "", is_priced=False) for name in "ab"]
    assert all(not one.findings for one in with_copies(refused))
