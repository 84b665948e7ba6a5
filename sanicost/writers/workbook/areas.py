"""附件5: unit prices by area, beside the ceiling and never in it (§7, 8)."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from sanicost.core.formula import fen
from sanicost.core.kinds import AREA as AREA_KIND
from sanicost.core.period import MONTHS_PER_YEAR
from sanicost.core.result import Result
from sanicost.core.unit_prices import AreaPrice
from sanicost.core.worksheet import Ref, Total
from sanicost.writers.workbook.ceiling import CeilingCells, LotCeilingCells
from sanicost.writers.workbook.guards import outside
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.personnel import People
from sanicost.writers.workbook.sheet import ProjectRow

AREA = "保洁面积（㎡）"
_TITLE = "按面积折算的单价（供参考，不计入限价）"
_VALUE = 1
_CENT = Decimal("0.01")


class Areas:
    """Writes the prices by area of the tender and of its lots."""

    def __init__(self, result: Result, people: People, months: Ref) -> None:
        self._result = result
        self._people = people
        self._months = months
        self.row = 0  # the next free row after what was written last

    def write(
        self, page: Page, row: int, steps: LotCeilingCells | CeilingCells, parts: Sequence[Ref] = ()
    ) -> list[Ref]:
        """Write area, yuan a ㎡ and year, and ㎡ a sweeper; return the cell of the area, if any.

        The area of a tender that gives none is the sum of the `parts`, the areas of its lots.
        """
        price = next((one for one in self._result.areas if one.lot == steps.lot), None)
        self.row = row
        if price is None:
            return []
        self.row = row + 6
        page.section(row, _TITLE)
        page.text(row + 1, 0, AREA)
        area = page.at(row + 1, _VALUE)
        if parts:
            page.formula(row + 1, _VALUE, fen(Total(tuple(parts))), price.area, "plain")
        else:
            page.about(row + 1, ProjectRow("area", steps.lot))
            page.number(row + 1, _VALUE, price.area, "input-plain")
            cell = page.range((row + 1, _VALUE), (row + 1, _VALUE))
            steps.broken.append(outside(cell, 1, AREA_KIND))
        page.text(row + 2, 0, "最高投标限价单价（元/㎡·年）")
        ceiling = steps.steps["ceiling"].ref
        formula = fen(ceiling / area * MONTHS_PER_YEAR / self._months)
        page.amount(row + 2, _VALUE, formula, price.per_year)
        if price.sweepers:
            self._sweepers(page, row + 3, price, area)
        return [area]

    def _sweepers(self, page: Page, row: int, price: AreaPrice, area: Ref) -> None:
        """Write how many sweep, and the area that each of them keeps."""
        positions = enumerate(self._result.estimate.roster.positions)
        own = [i for i, p in positions if p.sweeper and price.lot in (None, p.lot)]
        heads = Total(tuple(self._people.cell("headcount", index) for index in own))
        page.text(row, 0, "清扫保洁人员（人）")
        page.formula(row, _VALUE, heads, price.sweepers, "whole")
        page.text(row + 1, 0, "人均清扫保洁面积（㎡/人）")
        each = (price.area / price.sweepers).quantize(_CENT, ROUND_HALF_UP)
        page.formula(row + 1, _VALUE, fen(area / page.at(row, _VALUE)), each, "plain")
