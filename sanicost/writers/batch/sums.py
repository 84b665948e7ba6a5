"""What the rosters of a batch come to together, worked out in one pass over them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sanicost.core.outcome import Figures, Group, Outcome

UNNAMED, UNKNOWN = "（未注明镇街）", "（名单外镇街）"


def district_of(group: Group) -> str:
    """Return the district that a group counts for."""
    return group.district or (UNKNOWN if group.street else UNNAMED)


def street_of(group: Group) -> str:
    """Return the street that a group counts for."""
    return group.street or UNNAMED


@dataclass
class Sum:
    """Heads and basic cost, in fen."""

    heads: int = 0
    labour_cost: int = 0

    def add(self, group: Group) -> None:
        """Add a group of positions."""
        self.heads += group.heads
        self.labour_cost += group.labour_cost


@dataclass
class Sums:
    """All that a summary says of the whole; what was not priced counts in no sum."""

    rosters: int = 0
    priced: int = 0
    groups: int = 0
    lots: int = 0
    whole: Sum = field(default_factory=Sum)
    ceiling: int = 0
    counts: list[int] = field(default_factory=lambda: [0, 0, 0])
    districts: dict[str, Sum] = field(default_factory=dict)
    streets: dict[tuple[str, str], Sum] = field(default_factory=dict)
    classes: dict[int, Sum] = field(default_factory=dict)
    against: Sum = field(default_factory=Sum)
    against_ceiling: int = 0
    is_compared: bool = False
    is_frozen: bool = False

    def add(self, outcome: Outcome) -> None:
        """Add one roster."""
        self.rosters += 1
        for number, count in enumerate(notice_counts(outcome)):
            self.counts[number] += count
        self.is_compared = self.is_compared or bool(outcome.against_as_of)
        self.is_frozen = self.is_frozen or bool(outcome.as_of)
        if outcome.figures is None:
            return
        self.priced += 1
        self.lots += len(outcome.lots)
        self.groups += len(outcome.groups)
        self.ceiling += outcome.figures.ceiling
        self._add_against(outcome.against)
        for group in outcome.groups:
            self.whole.add(group)
            self.districts.setdefault(district_of(group), Sum()).add(group)
            self.streets.setdefault((district_of(group), street_of(group)), Sum()).add(group)
            self.classes.setdefault(group.post_class, Sum()).add(group)

    def _add_against(self, against: Figures | None) -> None:
        if against:
            self.against.labour_cost += against.labour_cost
            self.against_ceiling += against.ceiling


def notice_counts(outcome: Outcome) -> tuple[int, int, int]:
    """Return how many figures are provisional, how many findings and how many errors there are."""
    errors = sum(one.severity == "error" for one in outcome.findings)
    return len(outcome.provisional), len(outcome.findings), errors + len(outcome.problems)


def summed(outcomes: Iterable[Outcome]) -> Sums:
    """Return what all rosters come to."""
    sums = Sums()
    for outcome in outcomes:
        sums.add(outcome)
    return sums
