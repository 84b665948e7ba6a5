"""Every row of a settlement as a person reads it: by position and month, blanks as blanks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from sanicost.core.period import Month
from sanicost.core.rules import INJURY_ONLY_LABEL, YES_LABEL
from sanicost.settlement.attendance import grades_of
from sanicost.settlement.engine import (
    HUNDREDTHS,
    effective_insurance,
    monthly_base,
    served_years_of,
    weekdays,
)
from sanicost.settlement.rules import MONTHLY_BASE, UNINSURED_LABEL
from sanicost.settlement.settlement import AMOUNTS, SettledRows, Settlement
from sanicost.settlement.terms import BLANK

if TYPE_CHECKING:
    from sanicost.settlement.terms import Ints

Value: TypeAlias = Decimal | int | str | None
NO_LABEL = "否"
_INSURED = ("全额参保", INJURY_ONLY_LABEL, UNINSURED_LABEL)
_GIVEN = (
    "days_worked",
    "rest_days_worked",
    "statutory_days_worked",
    "overtime_hours",
    "insurance_base",
    "housing_fund_base",
    "holiday_money",
    "skill_post_allowance",
    "performance_bonus",
    "base_wage",
    "unused_leave_days",
    "average_wage",
)
_OF_POSITION = ("base_wage", "holiday_money", "housing_fund_rate")


@dataclass(frozen=True, kw_only=True)
class WorkerMonth:
    """One worker's month: its position, its month, and every value by the name of its column."""

    position: int
    month: Month
    row: int  # by which the attendance knows where it stands
    money_by_month: bool
    values: Mapping[str, Value]


@dataclass(frozen=True)
class RowFacts:
    """The rows of a settlement, by position and month, then as they were handed in."""

    settlement: Settlement
    kept: SettledRows

    @property
    def has_leave(self) -> bool:
        """Whether unused leave is settled in some row."""
        return bool((self.kept.rows["unused_leave_days"] > 0).any())

    def records(self) -> Iterator[WorkerMonth]:
        """Yield every row."""
        rows = self.kept.rows
        columns = self._columns()
        order = rows.reset_index(drop=True).sort_values(["position", "month"], kind="stable").index
        names = list(columns)
        by_month = (rows["holiday_money"] != BLANK).tolist()
        positions, months = rows["position"].tolist(), rows["month"].tolist()
        labels = rows.index.tolist()
        for row in order.tolist():
            yield WorkerMonth(
                position=positions[row],
                month=self._months[months[row]],
                row=labels[row],
                money_by_month=by_month[row],
                values={name: columns[name][row] for name in names},
            )

    @cached_property
    def _months(self) -> dict[int, Month]:
        """The months of the rows by their ordinal."""
        return {int(each): Month(int(each)) for each in self.kept.rows["month"].unique()}

    def _columns(self) -> "dict[str, list[Value]]":
        """Return every column as values for cells."""
        settlement, terms = self.settlement, self.settlement.terms
        rows, lines = self.kept.rows, self.kept.lines
        workers = [settlement.attendance.workers[code] for code in rows["worker"].tolist()]
        titles = [settlement.positions[index].title for index in rows["position"].tolist()]
        names = settlement.attendance.daily.told.names
        found: dict[str, list[Value]] = {
            "worker": list(workers),
            "name": [names.get(worker, "") for worker in workers],
            "month": [str(self._months[month]) for month in rows["month"].tolist()],
            "position": list(titles),
            "where": [settlement.attendance.places.where(row) for row in rows.index.tolist()],
            "paid": _numbers(rows["paid"].to_numpy()),
            "worker.paid_days": self._paid_days(),
            "worker.seniority_years": _numbers(served_years_of(rows, terms)),
            "worker.insurance": [_INSURED[n] for n in effective_insurance(rows, terms).tolist()],
            MONTHLY_BASE: _numbers(monthly_base(rows, terms)),
        }
        found |= {f"worker.{name}": _numbers(rows[name].to_numpy()) for name in _GIVEN}
        found |= {name: _numbers(lines[name].to_numpy()) for name in AMOUNTS}
        for name in ("skill_grade", "education"):
            grades = ["", *grades_of(terms.standard, name)]
            found[f"worker.{name}"] = [grades[max(code, 0)] for code in rows[name].tolist()]
        return found | self._of_positions() | (self._leave() if self.has_leave else {})

    def _paid_days(self) -> "list[Value]":
        """Return the paid days; where they were blank, those of the whole month."""
        whole = {ordinal: weekdays(month) for ordinal, month in self._months.items()}
        rows = self.kept.rows
        return [
            whole[month] if days == BLANK else Decimal(days).scaleb(-2)
            for month, days in zip(rows["month"].tolist(), rows["paid_days"].tolist(), strict=True)
        ]

    def _of_positions(self) -> "dict[str, list[Value]]":
        """Return what the contract says of the position of each row."""
        positions = self.settlement.positions
        places = self.kept.rows["position"].tolist()
        exposed = [YES_LABEL if one.heat_exposed else NO_LABEL for one in positions]
        found: dict[str, list[Value]] = {
            "position.post_class": [positions[index].post_class for index in places],
            "position.heat_exposed": [exposed[index] for index in places],
        }
        for name in _OF_POSITION:
            given = [getattr(one, name) for one in positions]
            found[f"position.{name}"] = [given[index] for index in places]
        return found

    def _leave(self) -> "dict[str, list[Value]]":
        """Return the wages from which the average before unused leave follows."""
        history = self.kept.history
        assert history is not None
        sums, counts = history.before(self.kept.rows, self.kept.lines)
        return {
            "worker.wages_before": _numbers(sums),
            "worker.months_before": list(counts.tolist()),
        }


def _numbers(values: "Ints") -> "list[Value]":
    """Return hundredths as numbers, a blank as None."""
    return [None if value == BLANK else Decimal(value) / HUNDREDTHS for value in values.tolist()]
