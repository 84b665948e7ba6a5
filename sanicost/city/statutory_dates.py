"""The statutory holidays by their dates: 三(六)3, from `statutory_dates.yaml`."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sanicost.city.files import ConfigRefused, load_tree, mapping, texts
from sanicost.exact_yaml import Tree

FILE = "statutory_dates.yaml"


def load_statutory_dates(folder: Path) -> dict[int, tuple[date, ...]]:
    """Return the statutory days of each year in order; one that is two holidays stands twice.

    Raises ConfigRefused for a day that is none, and for a holiday without a name.
    """
    of = mapping(load_tree(folder / FILE), FILE, {"decrees", "names", "years"})
    years, names = of["years"], of["names"]
    if not isinstance(years, dict) or not isinstance(names, dict):
        raise ConfigRefused(FILE, "mappings of names and years are expected")
    known = {str(name) for name in names}
    return {int(str(year)): _days(str(year), tree, known) for year, tree in years.items()}


def _days(year: str, tree: Tree, known: set[str]) -> tuple[date, ...]:
    """Return the days of a year."""
    where = f"{FILE}: years: {year}"
    holidays = mapping(tree, where, set(), known)
    return tuple(sorted(_dated(year, holidays, where)))


def _dated(year: str, holidays: Mapping[str, Tree], where: str) -> Iterator[date]:
    """Yield each day of each holiday, written MM-DD."""
    for name, days in holidays.items():
        for day in texts(days, f"{where}: {name}"):
            try:
                yield date.fromisoformat(f"{year}-{day}")
            except ValueError:
                raise ConfigRefused(f"{where}: {name}", f"{day}: a day MM-DD is expected") from None
