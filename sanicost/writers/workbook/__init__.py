"""The annex workbook: one module for each sheet, written into memory and handed over whole."""

from collections.abc import Mapping, Sequence

from sanicost.core.formula import Compare, Constant, When
from sanicost.core.price import Ceiling
from sanicost.core.result import Result
from sanicost.core.worksheet import Ref, Text, Total, TotalWhere
from sanicost.embedded.canonical import Run
from sanicost.writers.workbook import (
    areas,
    basis,
    bids,
    ceiling,
    checks,
    embedded,
    guards,
    leaders,
    personnel,
    sensitivity,
    shares,
    street,
    summary,
    totals,
    unit_costs,
    years,
)
from sanicost.writers.workbook.book import Pages, book_bytes, new_book
from sanicost.writers.workbook.guards import Guard
from sanicost.writers.workbook.page import (
    BASIS,
    BIDS,
    CARRIED,
    CEILING,
    CHECKS,
    LEADERS,
    PERSONNEL,
    SENSITIVITY,
    SUMMARY,
    TOTALS,
    UNIT_COSTS,
    Amount,
    AnnexSet,
    Page,
)
from sanicost.writers.workbook.sheet import Book
from sanicost.writers.workbook.totals import LINES, line_fen


def workbook_bytes(run: Run) -> bytes:
    """Return the annex workbook; the same run gives the same bytes.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    title = "环卫用工成本分表" if run.result.split == "street" else "环卫用工成本测算"
    return book_bytes(run, title, laid_out(run))


def laid_out(run: Run) -> Book:
    """Return the annex workbook in memory: its cells, and what they mean."""
    return new_book(sheet_names(run.result), lambda pages: lay_out(pages, run))


def lay_out(pages: Pages, run: Run) -> None:
    """Write every sheet.

    Raises OutputRefused where a text or a table does not fit into a sheet.
    """
    if run.result.split == "street":
        street.lay_out(pages, run)
        return
    _Annexes(pages, run.result).write(annex_sets(run.result))
    embedded.write(pages[CARRIED], run.inputs)
    for name, page in pages.items():
        page.finish(on_one_page=name in (SUMMARY, CHECKS))


def annex_sets(result: Result) -> tuple[AnnexSet, ...]:
    """Return one set of 附件3 to 附件5 for each lot, or one for all that is not laid out by lot."""
    lots = () if result.split == "street" else result.estimate.roster.lots
    return tuple(AnnexSet(lot, result.estimate.indices(lot)) for lot in lots or (None,))


def sheet_names(result: Result) -> tuple[str, ...]:
    """Return the sheets in their order; the sets of lots follow what they amount to together."""
    if result.split == "street":
        return street.SHEETS
    sets = annex_sets(result)
    own = [name for annex in sets if annex.lot is not None for name in annex.sheets]
    before = (SUMMARY, LEADERS, BASIS, PERSONNEL, UNIT_COSTS, TOTALS, CEILING)
    return (*before, *own, BIDS, SENSITIVITY, CHECKS, CARRIED)


class _Annexes:
    """Writes the annexes in the order in which they refer to each other."""

    def __init__(self, pages: Pages, result: Result) -> None:
        self._pages = pages
        self._result = result
        self._figures = basis.write(pages[BASIS], result)
        self._people = personnel.write(pages[PERSONNEL], result, self._figures)
        self._areas = areas.Areas(result, self._people, self._figures.months)
        self._moved: list[Guard] = []

    def write(self, sets: Sequence[AnnexSet]) -> None:
        """Write all annexes, what must hold of their inputs, and the summary."""
        pages, result = self._pages, self._result
        costs = [self._unit_costs(annex) for annex in sets]
        sums = [
            totals.write(pages[annex.sheets[1]], result, self._people, annex, own)
            for annex, own in zip(sets, costs, strict=True)
        ]
        if sets[0].lot is None:
            whole, lines = sums[0], _line_totals(result, costs[0])
            prices = self._ceiling(sums[0], costs[0])
        else:
            whole = totals.write_roll_up(pages[TOTALS], result, self._people, sums, costs)
            lines = ceiling.write_lines(pages[UNIT_COSTS], result, sets, costs)
            prices = self._ceilings(sets, sums, costs, whole)
        leaders.write(pages[LEADERS], result, prices, whole, lines)
        self._bids(sets, costs, prices)
        sensitivity.write(pages[SENSITIVITY], result, prices.ceiling)
        verdicts = self._guard(costs, whole, prices)
        found = checks.SheetResults(self._people, costs, sums, whole, lines, prices)
        counted = checks.write(pages[CHECKS], result, found, verdicts)
        summary.write(pages[SUMMARY], result, prices, self._people.total_heads, counted)

    def _guard(
        self,
        costs: Sequence[unit_costs.Costs],
        whole: totals.TermTotals,
        prices: ceiling.CeilingCells,
    ) -> list[guards.GuardVerdict]:
        """Write the checks of 附件1, 附件2 and 附件5, and let only inputs be typed into."""
        given = checks.CheckInputs(self._figures, self._people, costs, whole, self._moved)
        found = checks.write_guards(self._pages, self._result, given)
        page, row = self._pages[CEILING], prices.row
        own = [*prices.guards, ceiling.checked(prices.broken)]
        found += guards.write(page, row, own, ceiling.GUARDS)
        for name, each in self._pages.items():
            if name.startswith("附件5") or name in (BASIS, PERSONNEL, CEILING):
                each.protect()
        return found

    def _unit_costs(self, annex: AnnexSet) -> unit_costs.Costs:
        """Write 附件3 of one set."""
        page = self._pages[annex.sheets[0]]
        return unit_costs.write(page, self._result, self._figures, annex)

    def _ceiling(self, sums: totals.TermTotals, costs: unit_costs.Costs) -> ceiling.CeilingCells:
        """Write 附件5 of a tender without lots."""
        part = self._part(self._pages[CEILING], self._result.price.parts[0], sums, costs, {})
        self._areas.write(self._pages[CEILING], part.row, part)
        prices = ceiling.CeilingCells([part], part.steps, part.words, part.years)
        prices.broken, prices.guards, prices.row = part.broken, part.guards, self._areas.row
        return prices

    def _part(
        self,
        page: Page,
        part: Ceiling,
        sums: totals.TermTotals,
        costs: unit_costs.Costs,
        shares: Mapping[int, Amount],
    ) -> ceiling.LotCeilingCells:
        """Write the steps of one lot, or of a tender without lots, and its years."""
        steps = ceiling.Steps(page, self._result, ceiling.FIRST_ROW, self._figures.months)
        found = ceiling.write(steps, part, sums, shares)
        segments = self._figures.segments
        of = years.YearSources(part, found.steps, found.costs, sums, costs, segments)
        own = self._result.years.lots[part.lot]
        found.years, found.row = years.write_lot(page, found.row, self._result, own, of)
        return found

    def _ceilings(
        self,
        sets: Sequence[AnnexSet],
        sums: Sequence[totals.TermTotals],
        costs: Sequence[unit_costs.Costs],
        whole: totals.TermTotals,
    ) -> ceiling.CeilingCells:
        """Write 附件5 of each lot, and of the tender; each lot has the positions of 附件2."""
        lots = {str(annex.lot): whole.of_lot(str(annex.lot)) for annex in sets}
        page, result, months = self._pages[CEILING], self._result, self._figures.months
        rolled = ceiling.Ceilings(page, result, months)
        divided = shares.Shares(page, result, rolled.first_share, lots, months)
        borne = divided.write(whole.total)
        prices = ceiling.CeilingCells([], {}, Amount(None, 0))
        of_areas: list[Ref] = []
        verdicts: list[guards.GuardVerdict] = []
        for annex, part, own in zip(sets, result.price.parts, costs, strict=True):
            lot, sheet = str(annex.lot), self._pages[annex.sheets[2]]
            found = self._part(sheet, part, lots[lot], own, borne[lot])
            of_areas += self._areas.write(sheet, found.row, found)
            checked = [ceiling.checked(found.broken)]
            verdicts += guards.write(sheet, self._areas.row, checked, ceiling.GUARDS)
            prices.parts.append(found)
        prices.steps, prices.words_amount = rolled.write(prices.parts)
        of_lots, every = [part.years for part in prices.parts], result.years.whole
        prices.years, row = years.write_whole(page, divided.row + 1, result, every, of_lots)
        given = result.estimate.roster.project.area is not None
        self._areas.write(page, row, prices, () if given else of_areas)
        prices.row, prices.guards = self._areas.row, rolled.guards
        prices.broken += [*divided.broken, rolled.verdicts(0, verdicts)]
        self._where_moved(sets, sums, rolled)
        return prices

    def _where_moved(
        self, sets: Sequence[AnnexSet], sums: Sequence[totals.TermTotals], rolled: ceiling.Ceilings
    ) -> None:
        """Write on the sheets of each lot whether the positions there are still those of the lot.

        They are told by the sum of their numbers in 附件2; their streets must be those of 附件4.
        """
        lots, numbers = self._people.column("lot"), self._people.column("number")
        found: list[guards.GuardVerdict] = []
        for number, (annex, of) in enumerate(zip(sets, sums, strict=True)):
            own = sum(index + 1 for index in annex.indices)
            named = TotalWhere(lots, rolled.name(number), numbers, is_text=True)
            formula = checks.verdict(Compare(named, "=", Constant(own)))
            if streets := of.grouped_heads.get("street"):
                same = Compare(Total((streets,)), "=", of.heads.ref)
                formula = When(same, formula, Text(guards.FAILED))
            for name, (first, last) in zip(annex.sheets, ((9, 14), (6, 7)), strict=False):
                page = self._pages[name]
                page.wide(0, (first, last), checks.MOVED, "text")
                page.formula(0, last + 1, formula, guards.PASSED, "center")
                page.red_when((0, last + 1, 0, last + 1), guards.FAILED)
                formula = page.at(0, last + 1)
            cell = self._pages[annex.sheets[0]].at(0, 15)
            found.append(guards.GuardVerdict(checks.MOVED, cell))
        self._moved.append(guards.Guard(checks.MOVED, rolled.verdicts(1, found)))

    def _bids(
        self,
        sets: Sequence[AnnexSet],
        costs: Sequence[unit_costs.Costs],
        prices: ceiling.CeilingCells,
    ) -> None:
        """Write the blank bid form, the sets one below the other."""
        page, months = self._pages[BIDS], [one["months"] for one in self._figures.segments]
        bids.set_up(page, "附件6  投标人分项报价表（空白）", self._result)
        row = bids.HEADING_ROW + 1
        for annex, own, part in zip(sets, costs, prices.parts, strict=True):
            if annex.lot is not None:
                page.section(row, f"包组：{annex.lot}")
                row += 1
            [priced] = [one for one in self._result.price.parts if one.lot == annex.lot]
            sources = bids.BidSources(self._people, own, months, part)
            blank = bids.BidFormSource(annex, priced, sources)
            row = bids.write(page, row, self._result, blank) + 1
        page.print_area(row, bids.WIDTH)


def _line_totals(result: Result, costs: unit_costs.Costs) -> dict[str, Amount]:
    """Return what each line amounts to over the term: formulas that have no cell of their own."""
    fens = line_fen(result.estimate, result.estimate.indices(None))
    return {name: Amount(costs.line_total(name), fens[name]) for name in LINES}
