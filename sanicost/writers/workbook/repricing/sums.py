"""What follows from the detail by formula: causes by month, charges, positions and lines."""

from collections.abc import Sequence

from sanicost.analysis.repricing import Effect, Repricing
from sanicost.core.figures import Row
from sanicost.core.formula import Constant, Expression, fen
from sanicost.core.period import Month
from sanicost.core.roster import RATE_NAMES, RateName
from sanicost.core.worksheet import Total, TotalWhere, span
from sanicost.i18n import label
from sanicost.i18n.figures import in_words, repriced_cause
from sanicost.writers.workbook.page import Page
from sanicost.writers.workbook.repricing.detail import FIRST, HEAD, Detail
from sanicost.writers.workbook.sheet import SheetColumn


class Causes:
    """分月分原因: a row for each month and figure that moved in it, with its document."""

    _COLUMNS = (
        SheetColumn("month", "月份", 10, names_rows=True),
        SheetColumn("cause", "原因序号", 7, "engine-whole"),
        SheetColumn("figure", "变动的参数", 32, names_rows=True),
        SheetColumn("before", "合同采用", 24),
        SheetColumn("after", "当月施行", 24),
        SheetColumn("source", "依据文件", 30),
        SheetColumn("amount", "金额（元）", 16, "money"),
    )

    def __init__(self, page: Page, found: Repricing, detail: Detail) -> None:
        self._page = page
        self._found = found
        self._detail = detail
        self._rows = 0

    def write(self) -> None:
        """Write all rows; each amount adds up the rows of its cause in the detail."""
        page, found = self._page, self._found
        page.title("分月分原因")
        page.widths(self._COLUMNS)
        page.headings(HEAD, self._COLUMNS)
        for one in found.months:
            stretch = self._detail.of_month(one.month)
            for place, effect in enumerate(one.effects):
                self._write_row(one.month, self._detail.cause_number(stretch, place), effect)
                self._rows += 1
        if not self._rows:
            page.text(FIRST, 0, "各月参数与合同采用的相同，没有变动。", "remark")

    def _write_row(self, month: Month, number: int, effect: Effect) -> None:
        """Write one figure in one month."""
        page, row = self._page, FIRST + self._rows
        name = repriced_cause(effect.figure, self._found.standard, "zh")
        before, after = (_value(one) for one in (effect.before, effect.after))
        page.text(row, 0, str(month))
        page.number(row, 1, number, "engine-whole")
        for column, text in enumerate((name, before, after, effect.source), start=2):
            page.text(row, column, text)
        formula = self._detail.where("cause", page.near(row, 1), "month")
        page.amount(row, 6, formula, self._found.amount(effect))

    def of_month(self, page: Page, row: int) -> Expression:
        """Return the sum of a month whose name stands in the first cell of a row elsewhere."""
        if not self._rows:
            return Constant(0)
        last = FIRST + self._rows - 1
        months, amounts = (
            span(self._page.at(FIRST, column), self._page.at(last, column)) for column in (0, 6)
        )
        return TotalWhere(months, page.near(row, 0), amounts, is_text=True)


def _value(row: Row | None) -> str:
    """Return what a figure was, or is, in words."""
    return in_words(row.value, "zh") if row and row.value is not None else ""


class Charges:
    """管理费利润税金: the contract's rates on each month's adjustment, lot by lot."""

    _COLUMNS = (
        SheetColumn("month", "月份", 10, names_rows=True),
        SheetColumn("lot", "包组", 14),
        SheetColumn("part", "计费序号", 8, "engine-whole"),
        SheetColumn("base", "补差（元）", 16, "money"),
        *(
            column
            for name in RATE_NAMES
            for column in (
                SheetColumn(f"{name}_rate", f"{label(name, 'zh')}费率", 9, "input-rate"),
                SheetColumn(name, f"{label(name, 'zh')}（元）", 14, "money"),
            )
        ),
    )

    def __init__(self, page: Page, found: Repricing, detail: Detail) -> None:
        self._page = page
        self._found = found
        self._detail = detail
        self._rows = 0

    def write(self) -> None:
        """Write a row for each month and lot: each rate of all that stands to its left."""
        page, found = self._page, self._found
        page.title("管理费、利润、税金（按合同费率计于补差）")
        page.widths(self._COLUMNS)
        page.headings(HEAD, self._COLUMNS)
        for one in found.months:
            stretch = self._detail.of_month(one.month)
            for place, lot in enumerate(found.lots()):
                row = FIRST + self._rows
                page.text(row, 0, str(one.month))
                page.text(row, 1, lot or "")
                page.number(row, 2, self._detail.part_number(stretch, place), "engine-whole")
                base = self._detail.where("part", page.near(row, 2), "month")
                page.amount(row, 3, base, found.labour(one, lot))
                self._write_rates(row, lot, found.charges(one, lot))
                self._rows += 1

    def _write_rates(self, row: int, lot: str | None, charges: dict[RateName, int]) -> None:
        """Write the rates and what they amount to; a rate that was not given is blank."""
        page, above = self._page, [self._page.near(row, 3)]
        for place, name in enumerate(RATE_NAMES):
            column = 4 + 2 * place
            rate = self._found.roster.prices.rate(name, lot)
            if rate is None:
                page.text(row, column, "")
                page.text(row, column + 1, "")
                continue
            page.number(row, column, rate, "input-rate")
            formula = fen(_sum(above) * page.near(row, column))
            page.amount(row, column + 1, formula, charges[name])
            above.append(page.near(row, column + 1))

    def of_month(self, name: RateName, page: Page, row: int) -> Expression:
        """Return a charge of a month whose name stands in the first cell of a row elsewhere."""
        last, column = FIRST + self._rows - 1, 5 + 2 * list(RATE_NAMES).index(name)
        months, amounts = (
            span(self._page.at(FIRST, each), self._page.at(last, each)) for each in (0, column)
        )
        return TotalWhere(months, page.near(row, 0), amounts, is_text=True)


def _sum(parts: Sequence[Expression]) -> Expression:
    """Return the sum of cells."""
    first, *rest = parts
    for part in rest:
        first = first + part
    return first


_POST_COLUMNS = (
    SheetColumn("post", "岗位序号", 8, "engine-whole"),
    SheetColumn("title", "岗位", 30, names_rows=True),
    SheetColumn("lot", "包组", 16),
    SheetColumn("street", "镇街", 16),
    SheetColumn("heads", "合同人数", 10, "input-whole"),
    SheetColumn("amount", "各月合计（元）", 18, "money"),
)


def write_posts(page: Page, found: Repricing, detail: Detail) -> Expression:
    """Write what each position and each line amounts to; return the cell of their sum."""
    page.title("分岗位、分项合计")
    page.widths(_POST_COLUMNS)
    page.headings(HEAD, _POST_COLUMNS)
    positions, last = found.roster.positions, len(_POST_COLUMNS) - 1
    effects = [effect for one in found.months for effect in one.effects]
    for index, position in enumerate(positions):
        row = FIRST + index
        page.number(row, 0, index + 1, "engine-whole")
        for column, text in enumerate((position.title, position.lot, position.street), start=1):
            page.text(row, column, text or "")
        page.number(row, 4, position.headcount, "input-whole")
        amount = sum(effect.per_head(index) for effect in effects) * position.headcount
        page.amount(row, last, detail.where("post", page.near(row, 0), "term"), amount)
    row = FIRST + len(positions)
    for column in range(last):
        page.text(row, column, "合计" if column == 1 else "", "total-text")
    total = sum(map(found.labour, found.months))
    sums = Total((page.range((FIRST, last), (row - 1, last)),))
    page.amount(row, last, sums, total, "total-money")
    _write_lines(page, row + 3, found, detail)
    return page.at(row, last)


def _write_lines(page: Page, first: int, found: Repricing, detail: Detail) -> None:
    """Write what each line amounts to over all months and heads."""
    columns = (
        SheetColumn("space", "", 8),
        SheetColumn("line", "费用项", 30, names_rows=True),
        *_POST_COLUMNS[2:],
    )
    page.section(first - 1, "按费用项")
    page.headings(first, columns, repeat=False)
    last = len(columns) - 1
    for number, name in enumerate(detail.lines, start=1):
        row = first + number
        for column in range(last):
            page.text(row, column, label(name, "zh") if column == 1 else "")
        page.amount(row, last, detail.of_line(name), _line_total(found, name))
    row = first + len(detail.lines) + 1
    for column in range(last):
        page.text(row, column, "合计" if column == 1 else "", "total-text")
    sums: Expression = Constant(0)
    if detail.lines:
        sums = Total((page.range((first + 1, last), (row - 1, last)),))
    page.amount(row, last, sums, sum(map(found.labour, found.months)), "total-money")


def _line_total(found: Repricing, name: str) -> int:
    """Return what a line amounts to over all months and heads, in fen."""
    heads = [position.headcount for position in found.roster.positions]
    lines = [effect.lines[name] for one in found.months for effect in one.effects]
    return sum(
        fens * count for amounts in lines for fens, count in zip(amounts, heads, strict=True)
    )
