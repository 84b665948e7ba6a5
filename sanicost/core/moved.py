"""Which figures have moved since a workbook was priced."""

from dataclasses import dataclass

from sanicost.core.figures import Standard
from sanicost.core.period import Month, Period
from sanicost.core.value_text import value_text


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A figure whose value is another today, in the first priced month that this concerns."""

    figure: str
    month: Month
    carried: str
    today: str


def figures_moved(period: Period, then: Standard, now: Standard) -> tuple[Moved, ...]:
    """Return each figure that is another today; overrides stay what they are and do not count."""
    months = sorted({period.figures_month(month) for month in period.all_months()})
    paths = dict.fromkeys((*then.figures, *now.figures))
    found = (_first(path, months, then, now) for path in paths)
    return tuple(moved for moved in found if moved)


def _first(path: str, months: list[Month], then: Standard, now: Standard) -> Moved | None:
    """Return the first month in which a figure has moved, None where it has not."""
    for month in months:
        carried, today = (_value(standard, path, month) for standard in (then, now))
        if carried != today:
            return Moved(figure=path, month=month, carried=carried, today=today)
    return None


def _value(standard: Standard, path: str, month: Month) -> str:
    """Return the value in force; nothing where there is none."""
    figure = standard.figures.get(path)
    row = figure.in_force(month) if figure else None
    return value_text(row.value) if row else ""
