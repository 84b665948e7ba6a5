"""Editing the inputs of a workbook one by one, as a reader does, and what the engine makes of each.

LibreOffice holds the workbook open, works out each edit, and takes it back. What it then holds is
compared with the workbook of the same change: its numbers are equal, or a named check is red on
the edited sheet and on 汇总. Run as `python -m tests.edits [FILE…]` this is done for every input
cell of both examples, which takes some minutes.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook

from sanicost.city.columns import in_use
from sanicost.core.compliance import refusals
from sanicost.core.coverage import manning
from sanicost.core.fields import BY_NAME
from sanicost.core.figures import Row, Standard, Standing, Value, leaves, outside, owner
from sanicost.core.kinds import HIGHEST_RATE
from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.core.roster import Coverage, Insurance, Per, Position, Prices, RateName, Roster
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.worksheet import Place
from sanicost.embedded.canonical import Run
from sanicost.i18n import label
from sanicost.readers.project import Options
from sanicost.readers.roster import Read
from sanicost.runs import price_roster, priced
from sanicost.writers.workbook import laid_out, workbook_bytes
from sanicost.writers.workbook.sheet import (
    FIXED,
    Book,
    CostRow,
    FigureRow,
    LineRow,
    PositionRow,
    ProjectRow,
    RateRow,
    SheetCell,
    Subject,
)
from tests.open_workbooks import Content, Sheets, Typed, typed_into
from tests.program import EXAMPLES

TODAY = Month.parse("2026-11")
FILES = ("street-office.xlsx", "district-lots.yaml")
INPUTS = ("input", "figure", "carried", "provisional")
"""What the style of a cell begins with that a reader takes for an input."""
EDITED = ("附件1", "附件2", "附件5")
COMPARED = ("附件3", "附件4", "附件5", "汇总", "领导参阅")
FAILED = "不符"


@dataclass(frozen=True)
class Edit:
    """A cell and what is typed into it."""

    place: Place
    new: Content

    def __str__(self) -> str:
        return f"{self.place} := {self.new}"


@dataclass(frozen=True)
class Workbook:
    """A priced roster, its workbook in memory and on file."""

    run: Run
    book: Book

    @cached_property
    def data(self) -> bytes:
        """The file."""
        return workbook_bytes(self.run)

    def cells(self) -> dict[Place, SheetCell]:
        """Return every cell that is not blank, and every blank input."""
        found = {}
        for sheet, cells in self.book.runs:
            found.update({Place(sheet.name, one.row, one.column): one for one in cells})
        return found

    def subject(self, place: Place) -> Subject | None:
        """Return what the row of a cell is about."""
        return self.book.sheets[place.sheet].subjects.get(place.row)

    def key(self, place: Place) -> str:
        """Return the key of a cell's column."""
        column = self.book.sheets[place.sheet].column(place.row, place.column)
        return column.key if column else ""


def workbook_of(run: Run) -> Workbook:
    """Return the workbook of a priced roster."""
    return Workbook(run, laid_out(run))


@cache
def example(name: str) -> Workbook:
    """Return the workbook of an example."""
    return workbook_of(price_roster(EXAMPLES / name, Options(), None, TODAY))


def inputs(of: Workbook) -> dict[Place, SheetCell]:
    """Return the cells that a reader takes for inputs, locked ones among them."""
    return {
        place: cell
        for place, cell in of.cells().items()
        if place.sheet.startswith(EDITED) and cell.style.removeprefix(FIXED).startswith(INPUTS)
    }


def locked(of: Workbook) -> set[Place]:
    """Return the cells of the file into which nothing can be typed while its sheet is protected."""
    book = load_workbook(BytesIO(of.data))
    found = set()
    for place in of.cells():
        if place.sheet.startswith(EDITED):
            sheet = book[place.sheet]
            assert sheet.protection.password is None
            cell = sheet.cell(place.row + 1, place.column + 1)
            if sheet.protection.sheet and cell.protection.locked:
                found.add(place)
    return found


# What is typed


def typed(of: Workbook, place: Place) -> list[Content]:
    """Return what is typed into an input: another lawful value, and what must turn red."""
    subject, key, held = of.subject(place), of.key(place), of.cells()[place].value
    number = Decimal(held) if isinstance(held, Decimal | int) else None
    match subject:
        case PositionRow(index):
            return _typed_position(of.run.result.estimate.roster, index, key, number)
        case FigureRow(leaf):
            return [] if number is None else [*_figures(leaf, number)]
        case CostRow() if key == "per":
            return [*(label(per, "zh") for per in Per if label(per, "zh") != held), "日"]
        case CostRow():
            return [(number or Decimal(0)) + 1000, Decimal(-1)]
        case RateRow():
            return [Decimal("0.0456"), Decimal("0.6")]
        case _:
            return [(number or Decimal(0)) + 1000]


def _figures(leaf: str, number: Decimal) -> Iterator[Decimal]:
    """Yield a higher value of a figure, and a lower one."""
    step = {"rate": Decimal("0.002"), "lower": Decimal(1490), "upper": Decimal(100)}
    added = step.get(leaf.rpartition(".")[2], Decimal(max(1, int(number) // 50)))
    yield number + added
    if leaf.endswith("base.lower"):
        yield Decimal(7000)
    else:
        yield max(number - added, Decimal(0))


_NUMBERS: Mapping[str, Sequence[Decimal]] = {
    "headcount": [Decimal(21), Decimal("1.5")],
    "relief_headcount": [Decimal(1)],
    "shifts": [Decimal(3)],
    "seniority_years": [Decimal(17), Decimal("4.5"), Decimal(61)],
    "work_days": [Decimal("21.5"), Decimal(31)],
    "rest_days_worked": [Decimal(60), Decimal(0)],
    "statutory_days_worked": [Decimal(5), Decimal(0)],
    "overtime_hours": [Decimal("7.5")],
    "insurance_base": [Decimal(9000), Decimal(3000)],
    "housing_fund_base": [Decimal(9000), Decimal(1500)],
    "base_wage": [Decimal(4000), Decimal(2000)],
    "holiday_money": [Decimal(3000), Decimal(1000)],
    "housing_fund_rate": [Decimal("0.1"), Decimal("0.05")],
    "skill_post_allowance": [Decimal(300)],
    "performance_bonus": [Decimal("123.45")],
    "posts_to_man": [Decimal(7)],
    "days_per_year": [Decimal(300)],
    "leave_days": [Decimal(5)],
    "post_class": [Decimal(1), Decimal(2), Decimal(3)],
}


def _typed_position(roster: Roster, index: int, key: str, number: Decimal | None) -> list[Content]:
    """Return what is typed into a field of a position."""
    position = roster.positions[index]
    own = BY_NAME[key].value(position)
    if key in _NUMBERS:
        odd: list[Content] = ["一类"] if key == "post_class" else ["五十"]
        return [one for one in _NUMBERS[key] if one != number] + odd
    if key == "work_pattern":
        names = {p.work_pattern for p in (*roster.positions, roster.usual) if p}
        compared = {roster.compared.name} if roster.compared else set()
        return [in_use().patterns[name]["zh"] for name in sorted(names | compared) if name != own]
    choices: dict[str, list[Content]] = {
        "heat_exposed": ["否" if own else YES_LABEL, "不是"],
        "insurance": ["全额参保" if own is Insurance.INJURY_ONLY else INJURY_ONLY_LABEL, "工伤"],
        "skill_grade": ["三级", "一级", "九级"],
        "education": ["大学专科", "大学本科及以上", "博士"],
        "lot": [*(lot for lot in roster.lots if lot != own), "包组九"],
        "street": [*sorted({str(p.street) for p in roster.positions} - {own}), "无名街道"],
        "title": ["道路机械清扫车操作工"],
        "remarks": ["另作说明"],
    }
    return [one for one in choices[key] if one != own]


# What the engine makes of it


def changed(of: Workbook, edits: Iterable[Edit]) -> Run | None:
    """Return the roster priced with the same changes; None where the engine refuses them."""
    estimate = of.run.result.estimate
    roster, standard = estimate.roster, estimate.standard
    try:
        for one in edits:
            roster, standard = _with(of, one, roster, standard)
        return _priced(roster, standard)
    except (Refused, ValueError):
        return None


def _with(of: Workbook, edit: Edit, roster: Roster, standard: Standard) -> tuple[Roster, Standard]:
    """Return roster and figures with one more change; raise ValueError where it is refused."""
    key, new = of.key(edit.place), edit.new
    match of.subject(edit.place):
        case PositionRow(index):
            return _with_position(roster, index, key, new), standard
        case FigureRow(leaf, dated):
            assert dated
            return roster, _with_figure(of, standard, leaf, dated, new)
        case CostRow(cost):
            number = of.run.result.estimate.roster.prices.other_costs.index(cost)
            return _with_cost(roster, number, key, new), standard
        case RateRow(name, lot):
            return _with_rate(roster, name, lot, new), standard
        case ProjectRow(field, lot):
            return _with_project(roster, field, lot, new), standard
    raise ValueError(edit)


def _priced(roster: Roster, standard: Standard) -> Run:
    read = Read(
        roster=roster,
        standard=standard,
        cleanups=(),
        assumptions=(),
        findings=(),
        problems=(),
        is_dated=True,
        is_reopened=False,
    )
    return priced(read)


def _with_rate(roster: Roster, name: RateName, lot: str | None, new: Content) -> Roster:
    """Return a roster with another rate, which is a lot's own where there are lots."""
    if not isinstance(new, Decimal) or new > HIGHEST_RATE:
        raise ValueError(new)
    prices = roster.prices
    if lot is None:
        return replace(roster, prices=replace(prices, rates={**prices.rates, name: new}))
    own = {**prices.lot_rates, lot: {**prices.lot_rates.get(lot, {}), name: new}}
    return replace(roster, prices=replace(prices, lot_rates=own))


def _with_position(roster: Roster, index: int, key: str, new: Content) -> Roster:
    """Return a roster with another value of a position's field; raise ValueError for no value."""
    positions = list(roster.positions)
    positions[index] = _position(roster, positions[index], key, new)
    return replace(roster, positions=tuple(positions))


def _position(roster: Roster, position: Position, key: str, new: Content) -> Position:
    """Return a position with another value."""
    if key == "work_pattern":
        return _manned(_of_pattern(roster, position, str(new)))
    value: Any = _value(roster, position, key, new)
    if position.coverage and hasattr(position.coverage, key):
        coverage: Coverage = replace(position.coverage, **{key: value})
        return _manned(replace(position, coverage=coverage))
    return _manned(replace(position, **{key: value}))


def _manned(position: Position) -> Position:
    """Return a position with the heads that its coverage takes."""
    if position.coverage is None:
        return position
    found = manning(position.coverage, position.work_days)
    return replace(position, headcount=found.heads, relief_headcount=found.relief_heads)


def _of_pattern(roster: Roster, position: Position, label_: str) -> Position:
    """Return a position with the days of a pattern, unless it has days of its own."""
    name = next(name for name, one in in_use().patterns.items() if one["zh"] == label_)
    days = ("work_days", "rest_days_worked", "statutory_days_worked")
    holders = [one for one in (*roster.positions, roster.usual) if one]
    of = {one.work_pattern: tuple(getattr(one, day) for day in days) for one in reversed(holders)}
    if roster.compared:
        of.setdefault(roster.compared.name, tuple(getattr(roster.compared, day) for day in days))
    own = tuple(getattr(position, day) for day in days)
    moved = dict(zip(days, of[name], strict=True)) if own == of[position.work_pattern] else {}
    return replace(position, work_pattern=name, **moved)


def _value(roster: Roster, position: Position, key: str, new: Content) -> object:
    """Return what a field holds for what was typed; raise ValueError for what it cannot hold."""
    if isinstance(new, str):
        return _word(roster, key, new)
    kind = BY_NAME[key].role.kind
    if new is None:
        return None
    if hasattr(kind, "holds") and not kind.holds(new):
        raise ValueError(new)
    if key == "post_class" and position.in_annex and new != position.post_class:
        raise ValueError(new)
    return int(new) if key in ("headcount", "post_class", "posts_to_man") else new


_GRADES = ("五级", "四级", "三级", "二级", "一级")
_WORDS: Mapping[str, Mapping[str, object]] = {
    "statutory_days_worked": {ALL_LABEL: None},
    "heat_exposed": {YES_LABEL: True, "否": False},
    "insurance": {"全额参保": Insurance.FULL, INJURY_ONLY_LABEL: Insurance.INJURY_ONLY},
    "skill_grade": {grade: grade for grade in _GRADES},
    "education": {degree: degree for degree in ("大学专科", "大学本科及以上")},
}


def _word(roster: Roster, key: str, new: str) -> object:
    """Return what a word stands for; raise ValueError for one that stands for nothing."""
    if new in _WORDS.get(key, ()):
        return _WORDS[key][new]
    known: dict[str, set[str | None]] = {
        "lot": set(roster.lots),
        "street": {position.street for position in roster.positions},
        "remarks": {new},
    }
    if new not in known.get(key, set()):
        raise ValueError(new)
    return new


def _with_figure(of: Workbook, standard: Standard, leaf: str, dated: Row, new: Content) -> Standard:
    """Return the figures with another number in one dated row; raise ValueError for a lower one.

    So is refused what an officer's own value may not do: lower the law, or pass what is plausible.
    """
    path = owner(leaf, standard.figures)
    figure, original = standard.figures[path], of.run.result.estimate.standard
    own = [number for number, row in enumerate(original.figures[path].rows) if row is dated]
    rows = list(figure.rows if own else standard.overrides[path])
    before = original.figures[path].rows if own else original.overrides[path]
    [number] = [n for n, row in enumerate(before) if row is dated]
    rows[number] = replace(rows[number], value=_put(path, rows[number].value, leaf, new))
    if list(outside(rows[number].value, figure.plausible)):
        raise ValueError(new)
    law = dict(leaves(path, dated.value))[leaf]
    is_lower = isinstance(law, Decimal) and isinstance(new, Decimal) and new < law
    if figure.is_floor and dated.standing is Standing.OFFICIAL and is_lower:
        raise ValueError(new)
    if not own:
        return replace(standard, overrides={**standard.overrides, path: tuple(rows)})
    figures = {**standard.figures, path: replace(figure, rows=tuple(rows))}
    return replace(standard, figures=figures)


def _put(path: str, value: Value, leaf: str, new: Content) -> Value:
    """Return a value with another number at one of its leaves."""
    if path == leaf:
        return new
    if isinstance(value, dict):
        return {key: _put(f"{path}.{key}", part, leaf, new) for key, part in value.items()}
    if isinstance(value, list):
        return [_put(f"{path}.{n}", part, leaf, new) for n, part in enumerate(value, start=1)]
    return value


def _with_cost(roster: Roster, number: int, key: str, new: Content) -> Roster:
    """Return a roster with another amount of an other cost, or with another period."""
    costs = list(roster.prices.other_costs)
    cost = costs[number]
    if key == "per":
        per = next((per for per in Per if label(per, "zh") == new), None)
        if per is None or (cost.is_shared and per.is_per_head):
            raise ValueError(new)
        costs[number] = replace(cost, per=per)
    elif isinstance(new, Decimal) and new >= 0:
        costs[number] = replace(cost, amount=new)
    else:
        raise ValueError(new)
    return replace(roster, prices=replace(roster.prices, other_costs=tuple(costs)))


def _with_project(roster: Roster, field: str, lot: str | None, new: Content) -> Roster:
    """Return a roster with another budget or area; raise ValueError for none."""
    if not isinstance(new, Decimal) or new <= 0:
        raise ValueError(new)
    given: Any = {field: new}
    if lot is None:
        return replace(roster, project=replace(roster.project, **given))
    areas = {**roster.prices.lot_areas, lot: new}
    prices: Prices = replace(roster.prices, lot_areas=areas)
    return replace(roster, prices=prices)


# Editing and recalculating


def recalculated(copies: Sequence[tuple[Workbook, Sequence[Edit]]], folder: Path) -> list[Sheets]:
    """Return what each workbook holds once LibreOffice has worked out what is typed into it.

    Workbooks that are one come one after the other, for each is opened once.
    """
    found = []
    groups = [(of, [*each]) for of, each in groupby(copies, key=itemgetter(0))]
    files = [folder / f"{number}.xlsx" for number in range(len(groups))]
    for file, (of, _) in zip(files, groups, strict=True):
        file.write_bytes(of.data)
    changes = [[_typed_there(of, edits) for of, edits in each] for _, each in groups]
    for each in typed_into([*zip(files, changes, strict=True)], folder):
        found += each
    return found


def _typed_there(of: Workbook, edits: Iterable[Edit]) -> list[Typed]:
    numbers = {name: number for number, name in enumerate(of.book.sheets)}
    return [
        Typed(numbers[one.place.sheet], one.place.row, one.place.column, one.new) for one in edits
    ]


def held(sheets: Sheets, place: Place) -> object:
    """Return what a cell holds."""
    rows = sheets[place.sheet]
    if place.row >= len(rows) or place.column >= len(rows[place.row]):
        return None
    return rows[place.row][place.column]


# The comparison


def unequal(of: Workbook, other: Workbook, sheets: Sheets) -> list[str]:
    """Return the numbers of an edited workbook that are not those of the same change.

    In 附件3 the table of basic costs is compared; what stands below it may have more rows.
    """
    wanted = other.cells()
    found = []
    for place, cell in of.cells().items():
        if not place.sheet.startswith(COMPARED) or cell.formula is None:
            continue
        is_line = isinstance(of.subject(place), LineRow)
        if place.sheet.startswith("附件3") and is_line and _is_raised(of, place):
            continue
        right = wanted.get(place)
        if right is None or isinstance(right.value, str) or isinstance(cell.value, str):
            continue
        value = held(sheets, place)
        if not _close(value, right.value):
            found.append(f"{place}: {value!r} for {right.value}")
    return found


def _is_raised(of: Workbook, place: Place) -> bool:
    subject = of.subject(place)
    return isinstance(subject, LineRow) and subject.is_raised


def _close(found: object, right: Decimal | int | None) -> bool:
    """Return whether two numbers are one to the fen, shares to nine digits."""
    if isinstance(found, bool) or not isinstance(found, int | float):
        return not right and found in ("", None)
    wanted = float(right or 0)
    return abs(found - wanted) < max(1e-6, abs(wanted) * 1e-12)


def red(sheets: Sheets, name: str) -> set[str]:
    """Return the named checks of a sheet that have failed: the text before each verdict."""
    found = set()
    for row in sheets[name]:
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        found |= {texts[n - 1] for n, text in enumerate(texts) if n and text == FAILED}
    return {text for text in found if "大写" not in text and "全部核对" not in text}


@dataclass(frozen=True)
class Outcome:
    """What edits of one copy came to: the named checks that are red, and what is unequal.

    `red` are those of 汇总 that are red on the sheets of the edits as well.
    """

    edits: Sequence[Edit]
    sheets: Sheets
    is_refused: bool
    red: set[str]
    unequal: list[str]

    @property
    def is_right(self) -> bool:
        """Whether the workbook follows, or says that it does not."""
        return bool(self.red) if self.is_refused or self.unequal else True

    def __str__(self) -> str:
        said = "refused" if self.is_refused else f"{len(self.unequal)} unequal"
        first, edits = "; ".join(self.unequal[:3]), ", ".join(map(str, self.edits))
        return f"{edits}: {said}, red: {', '.join(sorted(self.red)) or 'nothing'} {first}"


def outcomes(of: Workbook, copies: Sequence[Sequence[Edit]]) -> list[Outcome]:
    """Return what the edits of each copy come to."""
    with TemporaryDirectory() as name:
        found = recalculated([(of, edits) for edits in copies], Path(name))
    return [outcome(of, edits, sheets) for edits, sheets in zip(copies, found, strict=True)]


def outcome(of: Workbook, edits: Sequence[Edit], sheets: Sheets) -> Outcome:
    """Return what the edits of one copy come to, once it is recalculated."""
    run = changed(of, edits)
    own = set().union(*(red(sheets, one.place.sheet) for one in edits))
    rest = unequal(of, workbook_of(run), sheets) if run else []
    return Outcome(edits, sheets, run is None, own & red(sheets, "汇总"), rest)


def every_edit(of: Workbook) -> list[Edit]:
    """Return what is typed into each cell that can be typed into.

    The first cell of each column has everything that is typed into its like, any other one thing.
    """
    return [
        edit
        for column in _columns(of).values()
        for number, edits in enumerate(column)
        for edit in (edits if number == 0 else edits[:1])
    ]


def one_of_each(of: Workbook) -> list[Edit]:
    """Return edits of each column and figure: each thing that is typed there, in a cell of its own.

    Where a column has fewer cells, the first has what is left.
    """
    found = []
    for cells in _columns(of).values():
        first = cells[0]
        for number, edit in enumerate(first):
            cell = cells[number % len(cells)]
            found.append(next((one for one in cell if one.new == edit.new), edit))
    return found


def _columns(of: Workbook) -> dict[object, list[list[Edit]]]:
    """Return the edits of each open cell, by its column or its figure."""
    shut, found = locked(of), dict[object, list[list[Edit]]]()
    for place in inputs(of):
        edits = [Edit(place, new) for new in typed(of, place)] if place not in shut else []
        if edits:
            subject = of.subject(place)
            what = subject.leaf if isinstance(subject, FigureRow) else type(subject)
            found.setdefault((what, of.key(place)), []).append(edits)
    return found


def together(of: Workbook, edits: Iterable[Edit]) -> list[list[Edit]]:
    """Return the edits in as few copies as the engine lets them be made in at once."""
    copies: list[list[Edit]] = []
    for one in edits:
        free = (c for c in copies if one.place not in {each.place for each in c})
        copy = next((c for c in free if _is_lawful(of, [*c, one])), None)
        if copy is None:
            copies.append([one])
        else:
            copy.append(one)
    return copies


def _is_lawful(of: Workbook, edits: Iterable[Edit]) -> bool:
    """Return whether the law lets all of some changes be made at once."""
    estimate = of.run.result.estimate
    roster, standard = estimate.roster, estimate.standard
    try:
        for one in edits:
            roster, standard = _with(of, one, roster, standard)
    except ValueError:
        return False
    return not refusals(roster, standard)


def lawful(of: Workbook, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that the engine prices."""
    return [one for one in edits if _is_lawful(of, [one])]


_COPIES = 40
"""So many are recalculated at once."""


def main(files: Sequence[str]) -> int:
    """Edit every input of some examples in turn; return 1 if one is neither followed nor red."""
    wrong = 0
    for name in files or FILES:
        of = example(name)
        edits = [[one] for one in every_edit(of)]
        print(f"{name}: {len(inputs(of))} inputs, {len(edits)} edits", flush=True)
        for start in range(0, len(edits), _COPIES):
            for one in outcomes(of, edits[start : start + _COPIES]):
                if not one.is_right:
                    wrong += 1
                    print(f"  {one}", flush=True)
    print(f"{wrong} edits neither followed nor red")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
