"""分项明细: what a figure that moved adds to each line of one head, by stretch and position."""

from dataclasses import dataclass

from sanicost.analysis.repricing import LINES, Effect, Repricing
from sanicost.core.formula import Constant, Expression
from sanicost.core.period import Month
from sanicost.core.worksheet import Range, Ref, Total, TotalOfProducts, TotalWhere, span
from sanicost.i18n import label
from sanicost.i18n.figures import repriced_cause
from sanicost.writers.workbook.page import Page, yuan
from sanicost.writers.workbook.sheet import SheetColumn

HEAD = 3
"""The row of the headings on every sheet, from 0."""
FIRST = HEAD + 1


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A run of months in which every figure adds the same; `number` counts from 1."""

    number: int
    first: Month
    months: int
    effects: tuple[Effect, ...]

    @property
    def last(self) -> Month:
        """Its last month."""
        return self.first + (self.months - 1)


def stretches(found: Repricing) -> list[Stretch]:
    """Return the runs of months in their order."""
    runs: list[Stretch] = []
    for one in found.months:
        last = runs[-1] if runs else None
        if last and last.effects == one.effects:
            runs[-1] = Stretch(
                number=last.number, first=last.first, months=last.months + 1, effects=last.effects
            )
        else:
            runs.append(
                Stretch(number=len(runs) + 1, first=one.month, months=1, effects=one.effects)
            )
    return runs


class Detail:
    """分项明细: a row for each stretch, figure that moved, and position that it moves.

    Other sheets find a row by the numbers of its cause, of its position, and of its lot's months.
    """

    def __init__(self, page: Page, found: Repricing) -> None:
        self._page = page
        self._found = found
        self.stretches = stretches(found)
        moved = [effect for run in self.stretches for effect in run.effects]
        self.lines = [name for name in LINES if any(any(one.lines[name]) for one in moved)]
        self.columns = (
            SheetColumn("cause", "原因序号", 6, "engine-whole"),
            SheetColumn("part", "计费序号", 6, "engine-whole"),
            SheetColumn("first", "起始月", 9, names_rows=True),
            SheetColumn("last", "截止月", 9),
            SheetColumn("months", "月数", 6, "engine-whole"),
            SheetColumn("post", "岗位序号", 6, "engine-whole"),
            SheetColumn("title", "岗位", 22, names_rows=True),
            SheetColumn("lot", "包组", 10),
            SheetColumn("street", "镇街", 10),
            SheetColumn("heads", "合同人数", 8, "input-whole"),
            SheetColumn("figure", "变动的参数", 26),
            *(SheetColumn(name, label(name, "zh"), 11, "engine-money") for name in self.lines),
            SheetColumn("head", "每人每月", 11, "money"),
            SheetColumn("month", "每月金额", 13, "money"),
            SheetColumn("term", "各月合计", 14, "money"),
        )
        self._at = {one.key: number for number, one in enumerate(self.columns)}
        self.effects: dict[int, Effect] = {}

    def cause_number(self, stretch: Stretch, place: int) -> int:
        """Return the number of a figure that moved in a stretch."""
        return sum(len(run.effects) for run in self.stretches[: stretch.number - 1]) + place + 1

    def part_number(self, stretch: Stretch, lot: int) -> int:
        """Return the number of the months of a stretch in a lot, by the lot's place."""
        return (stretch.number - 1) * len(self._found.lots()) + lot + 1

    def of_month(self, month: Month) -> Stretch:
        """Return the stretch in which a month lies."""
        return next(run for run in self.stretches if run.first <= month <= run.last)

    def range(self, key: str) -> Range | None:
        """Return the cells of a column for the formulas of any sheet, None without rows."""
        if not self._rows:
            return None
        first, last = (self._page.at(row, self._at[key]) for row in (FIRST, self._end))
        return span(first, last)

    def where(self, key: str, wanted: Ref, amounts: str) -> Expression:
        """Return the sum of the amounts in the rows that have a number; 0 without rows."""
        cells, summed = self.range(key), self.range(amounts)
        if cells is None or summed is None:
            return Constant(0)
        return TotalWhere(cells, wanted, summed, is_text=False)

    def of_line(self, name: str) -> Expression:
        """Return what a line amounts to over all months and heads."""
        columns = [self.range(key) for key in (name, "heads", "months")]
        return TotalOfProducts(tuple(column for column in columns if column))

    @property
    def _rows(self) -> int:
        return len(self.effects)

    @property
    def _end(self) -> int:
        return FIRST + self._rows - 1

    def write(self) -> None:
        """Write all rows; what a position is not moved by has none."""
        page = self._page
        page.title("分项明细（每人每月各项的增减，灰底为引擎计算值，元）")
        page.widths(self.columns)
        page.headings(HEAD, self.columns)
        for run in self.stretches:
            for place, effect in enumerate(run.effects):
                self._write_effect(run, place, effect)

    def _write_effect(self, run: Stretch, place: int, effect: Effect) -> None:
        """Write the rows of one figure in one stretch."""
        lots = {lot: number for number, lot in enumerate(self._found.lots())}
        name = repriced_cause(effect.figure, self._found.standard, "zh")
        for index, position in enumerate(self._found.roster.positions):
            if not any(amounts[index] for amounts in effect.lines.values()):
                continue
            texts = {
                "first": str(run.first),
                "last": str(run.last),
                "title": position.title,
                "lot": position.lot or "",
                "street": position.street or "",
                "figure": name,
            }
            numbers = {
                "cause": self.cause_number(run, place),
                "part": self.part_number(run, lots.get(position.lot, 0)),
                "months": run.months,
                "post": index + 1,
                "heads": position.headcount,
            }
            fens = {line: effect.lines[line][index] for line in self.lines}
            self._write_row(texts, numbers, fens)
            self.effects[self._rows] = effect

    def _write_row(
        self, texts: dict[str, str], numbers: dict[str, int], fens: dict[str, int]
    ) -> None:
        """Write one row; its sums follow by formula."""
        page, at = self._page, self._at
        row = FIRST + self._rows
        for key, text in texts.items():
            page.text(row, at[key], text)
        for key, number in numbers.items():
            page.number(row, at[key], number, self.columns[at[key]].style)
        for key, amount in fens.items():
            page.number(row, at[key], yuan(amount), "engine-money")
        head = sum(fens.values())
        month = head * numbers["heads"]
        near = {key: page.near(row, column) for key, column in at.items()}
        lines = page.range((row, at[self.lines[0]]), (row, at[self.lines[-1]]))
        page.amount(row, at["head"], Total((lines,)), head)
        page.amount(row, at["month"], near["head"] * near["heads"], month)
        page.amount(row, at["term"], near["month"] * near["months"], month * numbers["months"])
