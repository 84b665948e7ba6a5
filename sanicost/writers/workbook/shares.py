"""附件5 of a tender with lots: how costs that all lots bear are divided, by live formulas."""

from collections.abc import Mapping

from sanicost.core.formula import Expression, fen
from sanicost.core.price import Share
from sanicost.core.result import Result
from sanicost.core.roster import Per
from sanicost.core.worksheet import Ref
from sanicost.writers.workbook.ceiling import BASE, COLUMNS, PER, Steps
from sanicost.writers.workbook.page import Amount, Page
from sanicost.writers.workbook.references import sum_of
from sanicost.writers.workbook.totals import TermTotals


class Shares:
    """Writes each cost that all lots bear, and below it the part of each lot."""

    def __init__(
        self, page: Page, result: Result, row: int, sums: Mapping[str, TermTotals], months: Ref
    ) -> None:
        self._page = page
        self._result = result
        self._steps = Steps(page, result, row, months)
        self._sums = sums

    @property
    def row(self) -> int:
        """The next free row."""
        return self._steps.row

    @property
    def broken(self) -> list[Expression]:
        """How many inputs are none."""
        return self._steps.broken

    def write(self, total: Amount) -> dict[str, dict[int, Amount]]:
        """Write all of them; return the parts by lot and cost."""
        price = self._result.price
        found: dict[str, dict[int, Amount]] = {str(part.lot): {} for part in price.parts}
        for number, whole in enumerate(price.other_costs):
            if whole.cost.lot != "":
                continue
            amounts = self._shared(whole, total) if whole.cost.is_shared else self._per_head(whole)
            for lot, amount in amounts.items():
                found[lot][number] = amount
            self._steps.row += 1
        return found

    def _headings(self, title: str) -> None:
        """Write the title of a cost, and what its columns hold."""
        steps = self._steps
        self._page.section(steps.row, title)
        self._page.headings(steps.row + 1, COLUMNS, repeat=False)
        steps.row += 2

    def _parts(self, whole: Share) -> dict[str, Share]:
        """Return what each lot bears of a cost."""
        parts = self._result.price.parts
        return {
            str(part.lot): next(s for s in part.other_costs if s.cost is whole.cost)
            for part in parts
        }

    def _shared(self, whole: Share, total: Amount) -> dict[str, Amount]:
        """Write a cost that is shared by basic cost, with running rounding (§7).

        Up to each lot, the share is the cost × the basic cost up to it ÷ the whole basic cost,
        rounded; its own is what that adds to the lots before.
        """
        self._headings(f"共用费用分摊：{whole.cost.name}（按累计基本成本，逐包组取整）")
        steps, page = self._steps, self._page
        amount = steps.other_cost(whole)
        found: dict[str, Amount] = {}
        reached: Amount | None = None
        for lot, share in self._parts(whole).items():
            basic = self._sums[lot].total
            steps.label(f"　包组：{lot}")
            page.text(steps.row, PER, "累计至本包组", "center")
            sum_up_to = fen(reached.ref + basic.ref) if reached else basic.ref
            up_to = page.amount(
                steps.row, BASE, sum_up_to, basic.fen + (reached.fen if reached else 0)
            )
            part = fen(amount.ref * up_to.ref / total.ref)
            own = fen(part - sum_of(list(found.values()))) if found else part
            found[lot] = steps.amount(own, share.amount)
            reached = up_to
        return found

    def _per_head(self, whole: Share) -> dict[str, Amount]:
        """Write a cost that counts for each head: each lot by its own, the whole their sum."""
        self._headings(f"按人数计取：{whole.cost.name}（各包组按本包组人数）")
        steps = self._steps
        row = steps.row
        steps.row += 1
        found = {
            lot: steps.of_heads(f"　包组：{lot}", row, share, self._sums[lot].heads)
            for lot, share in self._parts(whole).items()
        }
        below, steps.row = steps.row, row
        steps.label(f"　{whole.cost.name}")
        steps.inputs(row, whole, [per for per in Per if per.is_per_head])
        steps.amount(sum_of(list(found.values())), whole.amount)
        steps.row = below
        return found
