"""What becomes of the figures in the months to come: which lapse, are carried on or unconfirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from sanicost.core.figures import REGULATION, Row, Standard
from sanicost.core.period import Month

Outlook: TypeAlias = Literal["provisional", "carried", "lapses"]


@dataclass(frozen=True)
class Watched:
    """A figure that somebody has to look after, and the last day for which it is known."""

    figure: str
    outlook: Outlook
    row: Row | None
    until: date | None


def watched(standard: Standard, now: Month, within: int) -> tuple[Watched, ...]:
    """Return the figures to look after in `now` and the `within` months after it, in their order.

    A figure is carried on where it is known to a day before `now`, and lapses where that day comes
    no later than those months end, unless a later row follows at once.
    """
    # In the month after a row's last day it shows whether another follows.
    months = [now + number for number in range(within + 2)]
    found = [one for path in standard.figures for one in _of_figure(standard, path, months)]
    document = standard.document(now)
    if document and document.lapses and document.lapses < months[-1].first_day:
        ended = document.lapses < now.first_day
        found.append(Watched(REGULATION, "carried" if ended else "lapses", None, document.lapses))
    return tuple(found)


def _of_figure(standard: Standard, path: str, months: list[Month]) -> Iterator[Watched]:
    """Yield a figure once: as it stands now, else as it will."""
    for number, month in enumerate(months):
        row = standard.row(path, month)
        if row is None or row.value is None:
            continue
        if row.is_provisional:
            yield Watched(path, "provisional", row, row.until)
            return
        if row.is_carried_forward(month):
            yield Watched(
                path, "lapses" if number or _lapses(row, month) else "carried", row, row.until
            )
            return


def _lapses(row: Row, month: Month) -> bool:
    """Return whether a row's last known day falls into a month."""
    return row.until is not None and row.until >= month.first_day
