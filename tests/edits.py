"""Editing the inputs of a workbook one by one, as a reader does, and what the engine makes of each.

Each edit is made in a copy's own XML, all copies are recalculated by LibreOffice at once, and each
is compared with the workbook of the same change: its numbers are equal, or a named check is red
on the edited sheet and on 汇总. Run as `python -m tests.edits [FILE…]` this is done for every input
cell of both examples, which takes some minutes.
"""

import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from python_calamine import load_workbook as calamine

from sanicost.city.columns import in_use
from sanicost.core.coverage import manning
from sanicost.core.fields import BY_NAME
from sanicost.core.figures import Figure, Row, Standard, Standing, Value, leaves, outside, owner
from sanicost.core.notices import Refused
from sanicost.core.period import Month
from sanicost.core.roster import Coverage, Insurance, OtherCost, Per, Position, Prices, Roster
from sanicost.core.rules import ALL_LABEL, INJURY_ONLY_LABEL, YES_LABEL
from sanicost.core.text import column_letters
from sanicost.core.worksheet import Place
from sanicost.embedded.canonical import Run
from sanicost.i18n import label
from sanicost.readers.project import Options
from sanicost.readers.roster import Read
from sanicost.runs import price_roster, priced
from sanicost.writers.workbook import laid_out, workbook_bytes
from sanicost.writers.workbook.sheet import (
    Book,
    Cell,
    CostRow,
    FigureRow,
    LineRow,
    PositionRow,
    ProjectRow,
    RateRow,
    Subject,
)
from tests.program import EXAMPLES
from tests.recalculation import canary, changed_cells, recalculate

TODAY = Month.parse("2026-11")
FILES = ("street-office.xlsx", "district-lots.yaml")
INPUTS = ("input", "figure", "carried", "provisional")
"""What the style of a cell begins with that a reader takes for an input."""
EDITED = ("附件1", "附件2", "附件5")
COMPARED = ("附件3", "附件4", "附件5", "汇总", "领导参阅")
FAILED = "不符"
New = Decimal | str | None
"""What is typed into a cell; None clears it."""


@dataclass(frozen=True)
class Edit:
    """A cell and what is typed into it."""

    place: Place
    new: New

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

    def cells(self) -> dict[Place, Cell]:
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


def inputs(of: Workbook) -> dict[Place, Cell]:
    """Return the cells that a reader takes for inputs, locked ones among them."""
    return {
        place: cell
        for place, cell in of.cells().items()
        if place.sheet.startswith(EDITED) and cell.style.startswith(INPUTS)
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


def typed(of: Workbook, place: Place) -> list[New]:
    """Return what is typed into an input: another lawful value, and what must turn red."""
    subject, key, held = of.subject(place), of.key(place), of.cells()[place].value
    number = Decimal(held) if isinstance(held, Decimal | int) else None
    match subject:
        case PositionRow(index):
            return _typed_position(of.run.result.estimate.roster, index, key, number)
        case FigureRow(leaf):
            return [] if number is None else [*_figures(leaf, number)]
        case CostRow() if key == "per":
            return [label(per, "zh") for per in Per if label(per, "zh") != held]
        case RateRow():
            return [Decimal("0.0456"), Decimal("0.6")]
        case _:
            return [(number or Decimal(0)) + 1000]


def _figures(leaf: str, number: Decimal) -> Iterator[Decimal]:
    """Yield a higher value of a figure, and a lower one."""
    step = {"rate": Decimal("0.002"), "lower": Decimal(1490), "upper": Decimal(100)}
    added = step.get(leaf.rpartition(".")[2], Decimal(max(1, int(number) // 50)))
    yield number + added
    yield number - added if number - added > 0 else Decimal(0)
    if leaf.endswith("base.lower"):
        yield Decimal(7000)


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


def _typed_position(roster: Roster, index: int, key: str, number: Decimal | None) -> list[New]:
    """Return what is typed into a field of a position."""
    position = roster.positions[index]
    own = BY_NAME[key].value(position)
    if key in _NUMBERS:
        odd: list[New] = ["一类"] if key == "post_class" else ["五十"]
        return [one for one in _NUMBERS[key] if one != number] + odd
    if key == "work_pattern":
        names = {p.work_pattern for p in (*roster.positions, roster.usual) if p}
        compared = {roster.compared.name} if roster.compared else set()
        return [in_use().patterns[name]["zh"] for name in sorted(names | compared) if name != own]
    choices: dict[str, list[New]] = {
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


def changed(of: Workbook, edit: Edit) -> Run | None:
    """Return the roster priced with the same change; None where the engine refuses it."""
    estimate = of.run.result.estimate
    roster, standard = estimate.roster, estimate.standard
    subject, key = of.subject(edit.place), of.key(edit.place)
    try:
        match subject:
            case PositionRow(index):
                roster = _with_position(roster, index, key, edit.new)
            case FigureRow(leaf, dated):
                assert dated
                standard = _with_figure(standard, leaf, dated, edit.new)
            case CostRow(cost):
                roster = _with_cost(roster, cost, key, edit.new)
            case RateRow(name, lot):
                if not isinstance(edit.new, Decimal) or edit.new > Decimal("0.5"):
                    return None
                rates = roster.prices.lot_rates
                own = {**rates, lot: {**rates.get(lot, {}), name: edit.new}} if lot else rates
                project = roster.prices.rates if lot else {**roster.prices.rates, name: edit.new}
                prices = replace(roster.prices, lot_rates=own, rates=project)
                roster = replace(roster, prices=prices)
            case ProjectRow(field, lot):
                roster = _with_project(roster, field, lot, edit.new)
            case _:
                return None
        return _priced(roster, standard)
    except (Refused, ValueError):
        return None


def _priced(roster: Roster, standard: Standard) -> Run:
    return priced(
        Read(
            roster=roster,
            standard=standard,
            cleanups=(),
            assumptions=(),
            findings=(),
            problems=(),
            is_dated=True,
            is_reopened=False,
        )
    )


def _with_position(roster: Roster, index: int, key: str, new: New) -> Roster:
    """Return a roster with another value of a position's field; raise ValueError for no value."""
    positions = list(roster.positions)
    positions[index] = _position(roster, positions[index], key, new)
    return replace(roster, positions=tuple(positions))


def _position(roster: Roster, position: Position, key: str, new: New) -> Position:
    """Return a position with another value."""
    if key == "work_pattern":
        return _manned(_of_pattern(roster, position, str(new)))
    value = _value(roster, position, key, new)
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


def _value(roster: Roster, position: Position, key: str, new: New) -> object:
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


def _word(roster: Roster, key: str, new: str) -> object:
    """Return what a word stands for; raise ValueError for one that stands for nothing."""
    match key, new:
        case "statutory_days_worked", _ if new == ALL_LABEL:
            return None
        case "heat_exposed", "是" | "否":
            return new == YES_LABEL
        case "insurance", "全额参保":
            return Insurance.FULL
        case "insurance", "仅工伤":
            return Insurance.INJURY_ONLY
        case "skill_grade", "三级" | "一级" | "四级" | "五级" | "二级":
            return new
        case "education", "大学专科" | "大学本科及以上":
            return new
        case "lot", _ if new in roster.lots:
            return new
        case "street" | "remarks", _:
            return new
    raise ValueError(new)


def _with_figure(standard: Standard, leaf: str, dated: Row, new: New) -> Standard:
    """Return the figures with another number in one dated row; raise ValueError for a lower one.

    So is refused what an officer's own value may not do: lower the law, or pass what is plausible.
    """
    path = owner(leaf, standard.figures)
    figure = standard.figures[path]
    row = replace(dated, value=_put(path, dated.value, leaf, new))
    if list(outside(row.value, figure.plausible)):
        raise ValueError(new)
    law = dict(leaves(path, dated.value))[leaf]
    is_lower = isinstance(law, Decimal) and isinstance(new, Decimal) and new < law
    if figure.is_floor and dated.standing is Standing.OFFICIAL and is_lower:
        raise ValueError(new)
    rows = tuple(row if one is dated else one for one in figure.rows)
    overrides = {
        name: tuple(row if one is dated else one for one in own)
        for name, own in standard.overrides.items()
    }
    figures: Mapping[str, Figure] = {**standard.figures, path: replace(figure, rows=rows)}
    return replace(standard, figures=figures, overrides=overrides)


def _put(path: str, value: Value, leaf: str, new: New) -> Value:
    """Return a value with another number at one of its leaves."""
    if path == leaf:
        return new
    if isinstance(value, dict):
        return {key: _put(f"{path}.{key}", part, leaf, new) for key, part in value.items()}
    if isinstance(value, list):
        return [_put(f"{path}.{n}", part, leaf, new) for n, part in enumerate(value, start=1)]
    return value


def _with_cost(roster: Roster, cost: OtherCost, key: str, new: New) -> Roster:
    """Return a roster with another amount of an other cost, or with another period."""
    if key == "per":
        per = next(per for per in Per if label(per, "zh") == new)
        other = replace(cost, per=per)
    else:
        assert isinstance(new, Decimal)
        other = replace(cost, amount=new)
    costs = tuple(other if one is cost else one for one in roster.prices.other_costs)
    return replace(roster, prices=replace(roster.prices, other_costs=costs))


def _with_project(roster: Roster, field: str, lot: str | None, new: New) -> Roster:
    """Return a roster with another budget or area."""
    if lot is None:
        return replace(roster, project=replace(roster.project, **{field: new}))
    areas = {**roster.prices.lot_areas, lot: new}
    prices: Prices = replace(roster.prices, lot_areas=areas)  # type: ignore[arg-type]
    return replace(roster, prices=prices)


# Editing and recalculating


def edited(of: Workbook, edits: Iterable[Edit]) -> bytes:
    """Return the file with other contents of some cells; all other parts stay as they were."""
    numbers = {name: f"xl/worksheets/sheet{n}.xml" for n, name in enumerate(of.book.sheets, 1)}
    by_part: dict[str, list[Edit]] = {}
    for one in edits:
        by_part.setdefault(numbers[one.place.sheet], []).append(one)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(of.data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for one in by_part.get(name, ()):
                data = _typed_in(data.decode(), one).encode()
            new.writestr(name, data)
    return out.getvalue()


def _typed_in(xml: str, edit: Edit) -> str:
    """Return the XML of a sheet with something else typed into one of its cells."""
    address = f"{column_letters(edit.place.column + 1)}{edit.place.row + 1}"
    cell = re.compile(rf'<c r="{address}"( s="\d+")?[^>]*?(/>|>.*?</c>)')
    found = cell.search(xml)
    assert found, edit
    begin = f'<c r="{address}"{found[1] or ""}'
    match edit.new:
        case None:
            made = f"{begin}/>"
        case str():
            made = f'{begin} t="inlineStr"><is><t>{escape(edit.new)}</t></is></c>'
        case _:
            made = f"{begin}><v>{edit.new}</v></c>"
    return xml[: found.start()] + made + xml[found.end() :]


Sheets = Mapping[str, Sequence[Sequence[object]]]
"""What the sheets of a file hold, row by row."""


def recalculated(copies: Sequence[bytes], folder: Path) -> list[Sheets]:
    """Return what each of some files holds once LibreOffice has worked it out."""
    before, after = folder / "before", folder / "after"
    before.mkdir()
    after.mkdir()
    bird = canary(before)
    files = [before / f"{number}.xlsx" for number in range(len(copies))]
    for file, data in zip(files, copies, strict=True):
        file.write_bytes(data)
    recalculate([bird, *files], after)
    assert changed_cells(bird, after / bird.name)
    return [_sheets(after / file.name) for file in files]


def _sheets(path: Path) -> Sheets:
    book = calamine(path)
    names = [name for name in book.sheet_names if name != "输入数据"]
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}


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
        texts = [str(cell) for cell in row if cell not in ("", None)]
        found |= {texts[n - 1] for n, text in enumerate(texts) if n and text == FAILED}
    return {text for text in found if "大写" not in text and "全部核对" not in text}


@dataclass(frozen=True)
class Outcome:
    """What an edit came to: the named checks that are red on both sheets, and what is unequal."""

    edit: Edit
    is_refused: bool
    red: set[str]
    unequal: list[str]

    @property
    def is_right(self) -> bool:
        """Whether the workbook follows, or says that it does not."""
        if self.is_refused or self.unequal:
            return bool(self.red)
        return True

    def __str__(self) -> str:
        said = "refused" if self.is_refused else f"{len(self.unequal)} unequal"
        first = "; ".join(self.unequal[:3])
        return f"{self.edit}: {said}, red: {', '.join(sorted(self.red)) or 'nothing'} {first}"


def outcomes(of: Workbook, edits: Sequence[Edit]) -> list[Outcome]:
    """Return what each edit, by itself, comes to."""
    with TemporaryDirectory() as name:
        found = recalculated([edited(of, [one]) for one in edits], Path(name))
    return [_outcome(of, one, sheets) for one, sheets in zip(edits, found, strict=True)]


def _outcome(of: Workbook, edit: Edit, sheets: Sheets) -> Outcome:
    run = changed(of, edit)
    both = red(sheets, edit.place.sheet) & red(sheets, "汇总")
    rest = unequal(of, workbook_of(run), sheets) if run else []
    return Outcome(edit, run is None, both, rest)


def every_edit(of: Workbook) -> list[Edit]:
    """Return all that is typed into the cells that can be typed into."""
    shut = locked(of)
    return [
        Edit(place, new) for place in inputs(of) if place not in shut for new in typed(of, place)
    ]


def one_of_each(of: Workbook) -> list[Edit]:
    """Return the edits of one cell of each column and figure."""
    seen: dict[object, Edit] = {}
    for edit in every_edit(of):
        subject = of.subject(edit.place)
        what = subject.leaf if isinstance(subject, FigureRow) else type(subject)
        seen.setdefault((what, of.key(edit.place), str(edit.new)), edit)
    return list(seen.values())


def main(files: Sequence[str]) -> int:
    """Edit every input of some examples in turn; return 1 if one is neither followed nor red."""
    wrong = 0
    for name in files or FILES:
        of = example(name)
        edits = every_edit(of)
        print(f"{name}: {len(inputs(of))} inputs, {len(edits)} edits", flush=True)
        for start in range(0, len(edits), 60):
            for one in outcomes(of, edits[start : start + 60]):
                if not one.is_right:
                    wrong += 1
                    print(f"  {one}", flush=True)
    print(f"{wrong} edits neither followed nor red")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
