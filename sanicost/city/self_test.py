"""Rosters whose amounts are known from elsewhere: the cases by which an installation is tried."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sanicost.city.files import load_tree, mapping, number

_FOLDER, _EXPECTED = "self_test", "expected.yaml"
_AMOUNTS = ("income", "unit_cost", "ceiling")


@dataclass(frozen=True)
class Case:
    """A roster, its name in both languages, and what its first position or its ceiling amounts to.

    Amounts are in yuan: income and unit cost for one person and month, the ceiling for the term.
    """

    roster: Path
    name: Mapping[str, str]
    expected: Mapping[str, Decimal]


def load_cases(folder: Path) -> tuple[Case, ...]:
    """Return the cases of a city's data folder, in their order; a city may have none."""
    path = folder / _FOLDER / _EXPECTED
    if not path.exists():
        return ()
    cases = []
    for key, tree in load_tree(path).items():
        where = f"{_EXPECTED}: {key}"
        given = mapping(tree, where, {"name"}, {"name", *_AMOUNTS})
        names = mapping(given["name"], where, {"zh", "en"})
        amounts = {name: number(given[name], where) for name in _AMOUNTS if name in given}
        said = {lang: str(name) for lang, name in names.items()}
        cases.append(Case(path.with_name(f"{key}.yaml"), said, amounts))
    return tuple(cases)
